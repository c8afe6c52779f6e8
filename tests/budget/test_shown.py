"""The budget shown: on the terminal, as records, as pages, and by the command."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from gainproof.budget import error_budget, shown
from gainproof.budget.files import expect, write
from gainproof.budget.page import page
from gainproof.budget.records import as_json, dumps, table
from gainproof.budget.terminal import terminal
from gainproof.budget.tornado import picture, tornado
from gainproof.charts.as_svg import svg
from gainproof.cli import main
from gainproof.errors import GainproofError
from gainproof.render.inspection import check_pdf
from gainproof.render.pdf import by_pdflatex, by_typst, engine_here

NOTE = "derivations/5-all-together/circuit.cir"
HARD = """* 100 % of <b>"R_1"</b> & {x} #1 $
V1 in 0 10m
X1 in n out opamp Ao=100k vos=1m
R_1 n 0 1k
R2 out n 9k
.tf V(out) V1
"""


@pytest.fixture(scope="module")
def note():
    return error_budget(NOTE, tolerance=["0.1%"], samples=1000)


def test_the_terminal_says_it_all(note) -> None:
    said = terminal(note)
    assert "worst case" in said
    assert "open-loop gain of X1" in said
    assert "≥ 200000" in said
    assert "∂V(3)/∂(1/Ao) ≈ -V1/R1^2*(R1 + R2)^2  [−10 kV]" in said
    assert "interval arithmetic" in said
    plain = terminal(note, ascii=True)
    assert plain.isascii()
    table_rows = [x for x in plain.splitlines() if x.endswith("V") and "of " in x]
    assert len({len(x) for x in table_rows}) == 1, "columns are aligned"


def test_a_notebook_shows_what_the_terminal_does(note) -> None:
    assert repr(note) == terminal(note)


def test_numbers_are_rounded_once() -> None:
    b = error_budget(NOTE, formulas=False)
    rows = {x.about: x for x in (*shown.table(b), *shown.totals(b))}
    assert rows["worst case"].low == "−52.38 mV"
    assert rows["open-loop gain of X1"].low == "−49.75 mV"
    assert rows["worst case"].high == "0 V"
    assert rows["worst case"].referred == "52.38 µV"


@pytest.mark.parametrize(
    ("unit", "by", "reciprocal", "expected"),
    [
        ("V", "Ω", False, "V/Ω"),
        ("V", "Ω", True, "V·Ω"),
        ("V", "1", True, "V"),
        ("V", "V", False, ""),
        ("V", "A", False, "Ω"),
        ("1", "Ω", False, "1/Ω"),
        ("", "", False, ""),
    ],
)
def test_units_of_derivatives(unit: str, by: str, reciprocal: bool, expected: str) -> None:
    assert shown.per(unit, by, reciprocal) == expected


def test_records_hold_what_the_budget_holds(note) -> None:
    found = json.loads(dumps(note))
    assert found == as_json(note)
    assert found["worst"]["how"] == note.worst.how
    assert [s["name"] for s in found["sources"]] == [r.cause.name for r in note.rows]
    assert float(found["rss"]["spread"]) == pytest.approx(float(note.spread), rel=1e-11)
    assert found["monte_carlo"]["samples"] == 1000
    read = list(csv.DictReader(io.StringIO(table(note))))
    assert [x["source"] for x in read[:-4]] == [r.cause.about for r in note.rows]
    parts = sum(float(x["least"]) for x in read[:-3])
    assert parts == pytest.approx(float(read[-3]["least"]), rel=1e-9), "contributions and interaction"


def test_the_tornado_is_drawn_to_scale(note) -> None:
    chart = tornado(note)
    assert chart is not None
    assert max(max(-low, high) for _, low, high in chart.bars) == pytest.approx(1)
    assert all(low <= 0 <= high for _, low, high in chart.bars)
    zero = [label for x, label in chart.ticks if x == 0]
    assert zero == ["0 V"]
    ElementTree.fromstring(svg(picture(chart)))


@pytest.mark.parametrize("format", ["html", "latex", "typst"])
def test_pages_hold_every_row(note, format: str) -> None:
    made = page(note, format)
    assert made.count("tolerance of R") >= 3
    assert "worst case" in made
    if format == "html":
        assert "<b>" not in page(error_budget(HARD), format)
    with pytest.raises(GainproofError, match="no format"):
        page(note, "word")


def test_the_page_is_faultless(tmp_path: Path) -> None:
    hard = error_budget(HARD, tolerance=["1%"], part="OP27", samples=100)
    assert hard.remarks
    for k, b in enumerate((hard, error_budget(NOTE))):
        target = tmp_path / f"{k}.pdf"
        target.write_bytes(by_typst(page(b, "typst")))
        assert check_pdf(target) == []


@pytest.mark.skipif(engine_here() != "pdflatex", reason="pdflatex is not installed")
def test_the_page_of_latex_is_faultless(tmp_path: Path) -> None:
    hard = error_budget(HARD, tolerance=["1%"], part="OP27", samples=100)
    pdf, log = by_pdflatex(page(replace(hard, remarks=("a remark", "another")), "latex"))
    (tmp_path / "hard.pdf").write_bytes(pdf)
    assert check_pdf(tmp_path / "hard.pdf", log) == []


def test_files(note, tmp_path: Path) -> None:
    for suffix in ("html", "tex", "typ", "csv", "json", "xlsx", "pdf"):
        target = tmp_path / f"budget.{suffix}"
        assert write(note, target) == []
        assert target.stat().st_size > 300
    with pytest.raises(GainproofError, match="cannot write"):
        expect(tmp_path / "budget.doc")


def test_the_command(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert (
        main(["budget", NOTE, "--tolerance", "1%", "--set", "Ao=100k", "Ri=1meg", "--monte-carlo", "50"]) == 0
    )
    said = capsys.readouterr()
    assert "≥ 100000" in said.out or ">= 100000" in said.out
    assert main(["budget", NOTE, "--format", "json", "--of", "V(3)/V1"]) == 0
    assert json.loads(capsys.readouterr().out)["quantity"] == "V(3)/V1"
    assert (
        main(["budget", NOTE, "-o", str(tmp_path / "b.csv"), "--temperature=-40..85", "--tempco", "25ppm"])
        == 0
    )
    assert (tmp_path / "b.csv").read_text().startswith("source,")
    assert capsys.readouterr().out == ""


def test_positive_feedback_is_an_exit_code(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "x.cir"
    file.write_text(HARD.replace("X1 in n out", "X1 n in out"))
    assert main(["budget", str(file)]) == 1
    said = capsys.readouterr()
    assert "Not an amplifier" in said.out
    assert "not an amplifier" in said.err


@pytest.mark.parametrize(
    "words",
    [
        ["--tolerance", "one"],
        ["--set", "Ao"],
        ["-o", "budget.doc"],
        ["--monte-carlo", "-5"],
        ["--part", "nosuchpart"],
        ["--temperature", "hot"],
        ["--of", "V(9)"],
    ],
)
def test_the_command_refuses_in_words(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["budget", NOTE, *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert len(said.err) > 10
