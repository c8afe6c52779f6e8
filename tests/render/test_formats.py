"""User's text is text in every format; refused derivations are not printed as results."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st

from gainproof.errors import GainproofError
from gainproof.render import FORMATS, latex, render, typst
from gainproof.render.composing import compose
from gainproof.render.document import Document
from gainproof.render.printing import clean
from gainproof.render.terminal import terminal

NASTY = (
    "100 % of R_i & #1 $x$ ^ ~ \\input{/etc/passwd} {} <script>alert(1)</script> \"q\" 'a' `b` *c* _d_ = [e]"
    " @f #g // /* -- --- ``h'' << >> «i» {{ j }} {% k %} \u0000\u0007 中 é Ω µ → ✓ \n new line"
)


def made(text: str, *refused: str) -> Document:
    d = samples.five(text)
    return compose(
        d,
        samples.holding(d, *refused),
        number="5",
        intro=text,
        remarks=[text],
        sentences_at={"k1": text},
    )


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(GainproofError, match="latex, typst, html"):
        render([made("x")], "docx")


def test_latex_text_has_no_live_command() -> None:
    printed = latex.text(NASTY)
    assert r"\input" not in printed
    assert r"\textbackslash{}input\{" in printed
    for special in "$&#%_":
        assert all(printed[i - 1] == "\\" for i, c in enumerate(printed) if c == special)
    assert "[U+4E2D]" in printed


@given(st.text(max_size=40))
def test_typst_text_is_one_string_literal(words: str) -> None:
    inside = typst.literal(words)[1:-1].replace("\\\\", "").replace('\\"', "")
    assert '"' not in inside
    assert "\\" not in inside
    assert "\n" not in inside


@given(st.text(max_size=40))
def test_clean_text_has_no_control_characters(words: str) -> None:
    assert all(c.isprintable() or c.isspace() or ord(c) > 159 for c in clean(words))


def test_html_is_well_formed_and_escapes() -> None:
    page = render([made(NASTY), made("b")], "html")
    assert "<script>alert" not in page
    assert page.count("<script") == page.count("</script>") == 1, "the page's own"
    body = page[page.index("<main>") : page.index("</main>") + len("</main>")]
    ElementTree.fromstring(body)


@pytest.mark.parametrize("format", FORMATS)
def test_no_box_round_a_derivation_that_failed(format: str) -> None:
    good, bad = render([made("x")], format), render([made("x", "c1")], format)
    sign = {"latex": r"\begin{gpresult}{", "typst": "#gpresult[", "html": '<div class="result">'}[format]
    assert sign in good
    assert sign not in bad
    assert "does not hold" in bad.replace("{}", "")
    assert "planted" in bad


@pytest.mark.parametrize("format", FORMATS)
def test_same_documents_same_source(format: str) -> None:
    assert render([made("x")], format) == render([made("x")], format)


def test_terminal_fits_its_width_and_says_what_failed() -> None:
    for width in (40, 60, 100):
        shown = terminal(made(NASTY, "c1"), width=width)
        assert max(map(len, shown.splitlines())) <= width
        assert "does not hold" in " ".join(shown.split())
        assert "Voltage gain" not in shown


def test_terminal_boxes_the_result_and_can_keep_to_ascii() -> None:
    shown = terminal(made("x"))
    assert "┌─ Voltage gain" in shown
    plain = terminal(made(NASTY), ascii=True)
    assert plain.isascii()
    assert "+- Voltage gain" in plain


def test_terminal_colours_only_when_asked() -> None:
    assert "\033[" not in terminal(made(NASTY + "\033[31m"))
    coloured = terminal(made("x"), colour=True)
    assert "\033[31m" in coloured
    assert "\033[32m" in coloured


def test_terminal_needs_no_jinja() -> None:
    import subprocess
    import sys

    code = "import sys, gainproof.render.terminal; print('jinja2' in sys.modules, 'sympy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False False"
