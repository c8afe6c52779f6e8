"""The sheet asks and does not tell; the key tells; both are sound pages in every format."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from gainproof.errors import GainproofError
from gainproof.notation import text
from gainproof.problems.making import Wishes, problems
from gainproof.problems.nouns import ProblemSet
from gainproof.problems.page import WIDE, _legend, key, sheet
from gainproof.render.measures import width
from gainproof.render.pdf import print_pdf
from gainproof.render.typesetting import typeset

ROOT = Path(__file__).parents[2]
FOUND = problems(
    [ROOT / "derivations" / "3-output-resistance", ROOT / "derivations" / "4-input-resistance"], 15, 7
)
FORMATS = ("latex", "typst", "html")


LOADED = """* Non-inverting, loaded
Vq src 0 20m
Rg src pp 2k
Xamp pp nn y opamp Ao=100k Ri=1Meg Ro=60 vos=0.2m Ib=50n
Rx nn 0 1.2k
Ry y nn 56k
Rload y 0 3.3k
.tf V(y) Vq
"""


def faded_example(folder: Path) -> ProblemSet:
    """One example with every blank."""
    (folder / "a.cir").write_text(LOADED)
    found = problems([folder / "a.cir"], 3, 5, Wishes(kind="faded"))
    return replace(found, problems=found.problems[-1:])


def plain(source: str) -> str:
    return re.sub(r"<[^>]*>|[{}$\\]", "", source)


@pytest.mark.parametrize("format", FORMATS)
def test_the_sheet_holds_every_question_and_no_answer(format: str) -> None:
    page = sheet(FOUND, format)
    assert page == sheet(FOUND, format)
    for p in FOUND.problems:
        for o in p.options:
            assert o.code == "" or o.code not in page
        if p.kind == "number" and p.answer is not None:
            assert p.answer.shown.split()[0] not in plain(page)
    assert page.count("Complete the derivation") == sum(
        p.kind == "faded" and bool(p.blanks) for p in FOUND.problems
    )


@pytest.mark.parametrize("format", FORMATS)
def test_the_key_holds_every_answer_and_code(format: str) -> None:
    page = key(FOUND, format)
    for p in FOUND.problems:
        for o in p.options:
            assert o.code in page
        if p.kind == "number" and p.answer is not None:
            assert p.answer.shown.split()[0] in plain(page)
    assert "Every key is proved" in page


def test_a_schematic_is_drawn_once_for_each_circuit() -> None:
    page = sheet(FOUND, "latex")
    assert len({id(p.drawing) for p in FOUND.problems}) == 2
    assert page.count(r"\begin{circuitikz}") + page.count(r"\begin{tikzpicture}[") >= 2
    assert page.count(r"\begin{gpfit}") == 2


@pytest.mark.parametrize("all_of_them", [False, True])
def test_the_legend_tells_every_symbol_of_the_schematic(tmp_path: Path, all_of_them: bool) -> None:
    p = faded_example(tmp_path).problems[0]
    legend = _legend(p, all_of_them=all_of_them)
    told = [text(e.symbol) for e in legend]
    assert len(set(told)) == len(told)
    assert {"Ib", "vos", "Rg"} < set(p.circuit.parameters) <= set(told)
    assert ("G_I" in told) is all_of_them
    assert all(e.about != ("",) and not e.value for e in legend)


def test_a_blank_is_a_line_to_write_on_and_its_hint_stays() -> None:
    faded = problems(
        [ROOT / "derivations" / "3-output-resistance"], 1, 7, Wishes(kind="faded", fade="backward")
    )
    (p,) = faded.problems
    assert r"\color{gpsub}" not in sheet(faded, "latex"), "no colour points at what is missing"
    assert r"\color{gpsub}" in key(faded, "latex")
    page = sheet(faded, "html")
    assert page.count('class="fill') == len(p.blanks)
    assert "Solve" in page
    assert key(faded, "html").count('class="fill') == 0


@pytest.mark.parametrize("format", FORMATS)
def test_a_long_left_side_stands_above_the_line_to_write_on(format: str, tmp_path: Path) -> None:
    (p,) = faded_example(tmp_path).problems
    page = sheet(ProblemSet("x", 1, (), (p,)), format)
    wide = [b for b in p.blanks if width(typeset(b.given)) > WIDE]
    lines = {
        "latex": (r"\noindent\gpline", r"= \gpline"),
        "typst": ("#v(6mm) #gpline", "= #gpline"),
        "html": ('<p class="fill"><span class="line">', '<p class="fill"><span><math'),
    }
    assert 1 < len(wide) < len(p.blanks)
    assert page.count(lines[format][0]) == len(wide)
    assert page.count("gpline") - 2 * ("gpline" in page) >= len(p.blanks) or format == "html"
    assert r"\*[" not in page, "a row that begins with the glue of a line loses it"


NEED_TEX = pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no TeX here")


@pytest.mark.parametrize("engine", ["typst", pytest.param("pdflatex", marks=NEED_TEX)])
def test_many_options_go_on_on_the_next_page(tmp_path: Path, engine: str) -> None:
    (tmp_path / "a.cir").write_text(LOADED)
    many = problems([tmp_path / "a.cir"], 1, 5, Wishes(kind="choice", options=8))
    assert [len(p.options) for p in many.problems] == [8]
    assert print_pdf(lambda f: sheet(many, f), tmp_path / "page.pdf", engine).faults == ()


@pytest.mark.parametrize("engine", ["typst"])
@pytest.mark.parametrize("page", [sheet, key])
def test_the_pages_are_typeset_without_a_fault(tmp_path: Path, page, engine: str) -> None:
    made = print_pdf(lambda format: page(FOUND, format), tmp_path / "page.pdf", engine)
    assert made.faults == ()


def test_a_title_of_odd_letters_is_no_markup() -> None:
    odd = problems([ROOT / "derivations" / "1-offset-voltage"], 1, 1, title=r"50 % & <b>\input{x} #let $")
    assert r"\input{x}" not in sheet(odd, "latex")
    assert "<b>" not in sheet(odd, "html").partition("<body>")[2].replace('<b class="badge">', "")


def test_another_format_is_refused() -> None:
    with pytest.raises(GainproofError, match="there is no format 'docx'"):
        sheet(FOUND, "docx")
