"""The sheet asks and does not tell; the key tells; both are sound pages in every format."""

import re
from pathlib import Path

import pytest

from gainproof.errors import GainproofError
from gainproof.problems.making import Wishes, problems
from gainproof.problems.page import key, sheet
from gainproof.render.pdf import print_pdf

ROOT = Path(__file__).parents[2]
FOUND = problems(
    [ROOT / "derivations" / "3-output-resistance", ROOT / "derivations" / "4-input-resistance"], 15, 7
)
FORMATS = ("latex", "typst", "html")


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
