"""HTML: one self-contained page with MathML, for screen (light and dark) and paper."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Any

from gainproof.charts.as_svg import svg
from gainproof.charts.strokes import Picture
from gainproof.render import mathml
from gainproof.render.document import Document
from gainproof.render.lines import Line
from gainproof.render.live import tables
from gainproof.render.marks import Mark
from gainproof.render.printing import BRACES, Setter, clean, environment, templates_folder, words
from gainproof.render.room import Room

_FIRST_SIGN = re.compile(r"\A((?:<mrow>)*)<mo>")


class Html:
    """The printer of HTML."""

    name = "html"
    suffix = ".html"
    room = Room(widest=36.5)
    smallest = (240.0, 165.0)
    delimiters = BRACES

    @property
    def constants(self) -> dict[str, str]:
        """The font of formulas as base64 text, and the tables of the page's program."""
        font = templates_folder() / "html" / "font" / "gainproof-math.woff"
        return {"font": b64encode(font.read_bytes()).decode("ascii"), "tables": tables()}

    def text(self, words: str) -> str:
        return escape(clean(words))

    def plain(self, words: str) -> str:
        return escape(clean(words))

    def inline(self, m: Mark) -> str:
        return mathml.math(m)

    def cite(self, number: str, anchor: str) -> str:
        return f'<a href="#{anchor}">({escape(number)})</a>'

    def display(self, rows: Sequence[Line], number: str, anchor: str) -> str:
        if len(rows) == 1:
            body = mathml.mark(rows[0].before) + mathml.mark(rows[0].after)
        else:
            body = "<mtable>" + "".join(map(_line, rows)) + "</mtable>"
        tag = f'<span class="tag">({escape(number)})</span>' if number else ""
        return (
            f'<div class="display" id="{anchor}"><math display="block"><mrow>{body}</mrow></math>{tag}</div>'
        )

    def drawing(self, drawing: Any) -> str:
        from gainproof.draw import svg as schematic

        return schematic(drawing)

    def picture(self, p: Picture) -> str:
        return svg(p)


def fragment(document: Document) -> str:
    """A document as an HTML element with its own style, for notebooks.

    It has no program, and so no sliders.
    """
    if document.example is not None:
        document = replace(document, example=replace(document.example, formulas=None))
    template = environment(Html()).get_template("fragment.html.j2")
    return template.render(d=Setter(Html(), document, "d").view(), words=words(Html()))


def _line(line: Line) -> str:
    indent, after = "", mathml.mark(line.after)
    if line.indent:  # it goes on: a sign in front of it joins, and has the room of one that does
        indent, after = '<mspace width="2em"/>', _FIRST_SIGN.sub(r'\1<mo form="infix">', after)
    return f"<mtr><mtd>{mathml.mark(line.before)}</mtd><mtd>{indent}{after}</mtd></mtr>"
