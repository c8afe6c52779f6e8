"""What a problem says, as blocks; and the tongues of the formats, which write blocks.

A block is inert: a paragraph of text and mathematics, the schematic, a table of values, a displayed formula.
A tongue knows one format's way to write each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import Protocol

from gainproof.draw import svg
from gainproof.expression import Equation, Sym
from gainproof.problems.fading import to_fill_in
from gainproof.problems.nouns import Answer, Problem
from gainproof.render import latex, mathml
from gainproof.render.marks import Mark
from gainproof.render.paint import bare
from gainproof.render.printing import clean
from gainproof.render.sentences import Cite, Part, Phrase
from gainproof.render.typesetting import equation, flat, formula
from gainproof.worked.values import PREFIXES, decimal, scaled

GAP = Sym("□")
"""Stands where something is to be filled in."""
STEPS, ANSWER, IN_UNIT = "The derivation, with gaps:", "Answer: ", "Give the number in {unit}."
DIGITS = 12
"""Of a number that a program compares with."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph."""

    says: Phrase


@dataclass(frozen=True, slots=True)
class Picture:
    """The schematic."""

    about: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of three columns: symbol, what it is, value."""

    rows: tuple[tuple[Phrase, ...], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A formula on a line of its own, with its number in the derivation, "" for none."""

    claim: Equation
    number: str = ""


Block = Para | Picture | Grid | Shown


class Tongue(Protocol):
    """How a format writes text, a formula in it, and blocks; `file` is that of the schematic."""

    def text(self, words: str) -> str: ...
    def inline(self, m: Mark) -> str: ...
    def para(self, body: str) -> str: ...
    def picture(self, file: str, about: str) -> str: ...
    def grid(self, rows: Sequence[Sequence[str]]) -> str: ...
    def shown(self, m: Mark, number: str) -> str: ...


def statement(p: Problem) -> tuple[Block, ...]:
    """What the solver is given; of a faded example also its derivation, with gaps."""
    out: list[Block] = [Para(says) for says in p.question]
    if p.drawing is not None:
        out.append(Picture(p.drawing.about))
    if p.givens:
        out.append(Grid(tuple(((Sym(u.symbol),), (u.about,), (str(u),)) for u in p.givens)))
    if p.kind == "faded":
        gaps = {b.label: (letter(k), b) for k, b in enumerate(p.blanks)}
        out.append(Para((STEPS,)))
        for item in to_fill_in(p.solution):
            out.append(Para(item.title))
            gap = gaps.get(item.label)
            claim = _bare(item.claim) if gap is None else Equation(gap[1].given, Sym(f"{GAP.name}_{gap[0]}"))
            out.append(Shown(claim, item.number))
    elif p.kind == "number" and p.answer is not None and unit(p.answer)[0]:
        out.append(Para((IN_UNIT.format(unit=unit(p.answer)[0]),)))
    return tuple(out)


def solution(p: Problem) -> tuple[Block, ...]:
    """The full worked solution, and the number at its end."""
    out: list[Block] = []
    for item in p.solution.items:
        out += [Para(item.title), Shown(_bare(item.claim), item.number)]
    if p.answer is not None:
        out.append(Para((ANSWER, p.asked, f" = {p.answer.shown}")))
    return tuple(out)


def _bare(claim: Equation) -> Equation:
    """Without the colours and braces of the page."""
    return Equation(bare(claim.left), bare(claim.right))


def letter(k: int) -> str:
    """a, b, …, z, a1, b1, …"""
    turn, place = divmod(k, len(LETTERS))
    return f"{LETTERS[place]}{turn or ''}"


def unit(a: Answer) -> tuple[str, Fraction]:
    """The unit that the key prints, such as mV, and how much of the SI unit that is."""
    if a.unit in ("", "1"):
        return "", Fraction(1)
    exponent = min(max(scaled(a.value)[1], min(PREFIXES.values())), max(PREFIXES.values()))
    prefix = next(p for p, e in PREFIXES.items() if e == exponent)
    return f"{prefix}{a.unit}", Fraction(10) ** exponent


def number(a: Answer, q: Fraction) -> str:
    """A number in the unit that the key prints, as a program reads it."""
    return decimal(q / unit(a)[1], DIGITS)


def told(blocks: Iterable[Block], tongue: Tongue, file: str = "") -> str:
    """The blocks in a tongue; the schematic is the file of this name, and left out where there is none."""
    return "\n".join(_block(b, tongue, file) for b in blocks if file or not isinstance(b, Picture))


def phrase(says: Phrase, tongue: Tongue) -> str:
    """Text and mathematics on one line."""
    return "".join(_part(part, tongue) for part in says)


def picture(p: Problem) -> bytes:
    """The schematic as a file of its own: black, on white."""
    return svg(p.drawing).replace("currentColor", "black").encode()


def _block(b: Block, tongue: Tongue, file: str) -> str:
    match b:
        case Para():
            return tongue.para(phrase(b.says, tongue))
        case Picture():
            return tongue.picture(file, b.about)
        case Grid():
            return tongue.grid([[phrase(cell, tongue) for cell in row] for row in b.rows])
        case Shown():
            return tongue.shown(equation(b.claim), b.number)


def _part(part: Part, tongue: Tongue) -> str:
    match part:
        case str():
            return tongue.text(part)
        case Cite():
            return tongue.text(f"({part.number})")
    return tongue.inline(formula(part))


class Html:
    """What HTML and XHTML write alike: text, and paragraphs of it."""

    def text(self, words: str) -> str:
        return escape(clean(words))

    def para(self, body: str) -> str:
        return f"<p>{body}</p>"


class Tex(Html):
    """HTML with formulas in TeX, which MathJax sets.

    Those in a line of text stand between `opened` and `closed`, those on a line of their own between `above`
    and `below`.
    """

    opened, closed = r"\(", r"\)"
    above, below = r"\[", r"\]"

    def inline(self, m: Mark) -> str:
        return f"{self.opened}{self._tex(flat(m))}{self.closed}"

    def picture(self, file: str, about: str) -> str:
        return f'<p><img src="{escape(file)}" alt="{escape(clean(about))}"></p>'

    def grid(self, rows: Sequence[Sequence[str]]) -> str:
        body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        return f"<table>{body}</table>"

    def shown(self, m: Mark, number: str) -> str:
        return f"<p>{self.above}{self._tagged(m, number)}{self.below}</p>"

    def _tagged(self, m: Mark, number: str) -> str:
        return self._tex(m) + (rf"\tag{{{number}}}" if number else "")

    def _tex(self, m: Mark) -> str:
        return escape(self._source(m), quote=False)

    def _source(self, m: Mark) -> str:
        return latex.mark(m).replace(f"{GAP.name}_", r"\square_")


class Markdown(Tex):
    """Markdown with formulas in TeX, as notebooks show it."""

    opened = closed = "$"

    def text(self, words: str) -> str:
        return re.sub(r"([\\`*_{}\[\]<>#$|])", r"\\\1", clean(words))

    def para(self, body: str) -> str:
        return f"{body}\n"

    def picture(self, file: str, about: str) -> str:
        return f"![{self.text(about)}]({file})\n"

    def grid(self, rows: Sequence[Sequence[str]]) -> str:
        return (
            "\n".join(["|   |   |   |", "|---|---|---|", *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"
        )

    def shown(self, m: Mark, number: str) -> str:
        return f"$$ {self._tagged(m, number)} $$\n"

    def _tex(self, m: Mark) -> str:
        return self._source(m)


class MathMl(Html):
    """XHTML with formulas in MathML, as QTI has them."""

    def inline(self, m: Mark) -> str:
        return self._math(mathml.mark(flat(m)), "inline")

    def picture(self, file: str, about: str) -> str:
        return f'<p><img src="{escape(file)}" alt="{escape(clean(about))}"/></p>'

    def grid(self, rows: Sequence[Sequence[str]]) -> str:
        body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        return f"<table><tbody>{body}</tbody></table>"

    def shown(self, m: Mark, number: str) -> str:
        tag = f" ({escape(number)})" if number else ""
        return f"<p>{self._math(mathml.mark(m), 'block')}{tag}</p>"

    def _math(self, body: str, display: str) -> str:
        """Without what only our own page reads, and what MathML 2 does not know."""
        plain = re.sub(r' (?:data-s|displaystyle)="[^"]*"(?=[^<]*>)', "", body)
        return f'<math xmlns="http://www.w3.org/1998/Math/MathML" display="{display}">{plain}</math>'
