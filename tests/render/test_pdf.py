"""PDFs by both engines: they compile, are inspected, repeat, and are typeset once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import samples
from test_formats import NASTY
from test_lines import WIDE

from gainproof.derivation import Derivation, Step
from gainproof.errors import GainproofError
from gainproof.render.composing import compose
from gainproof.render.document import Document
from gainproof.render.pdf import ENGINES, by_pdflatex, by_typst, make_pdf, print_pdf

needs_tex = pytest.mark.skipif(shutil.which("pdflatex") is None, reason="needs pdflatex")
engines = pytest.mark.parametrize(
    "engine", [pytest.param(e, marks=needs_tex if e == "pdflatex" else ()) for e in ENGINES]
)


def report() -> list[Document]:
    d = samples.five()
    wide = tuple(Step(n, "consequence", c, number=f"6.{i}") for i, (n, c) in enumerate(WIDE.items(), 1))
    w = Derivation(d.quantity, d.circuits, wide, "quotient", "quotient")
    n = samples.five(NASTY)
    return [
        compose(d, samples.holding(d), example=samples.worked(), number="5"),
        compose(w, samples.holding(w), number="6", title="Wide"),
        compose(n, samples.holding(n, "c1"), number="7", intro=NASTY, sentences_at={"k1": NASTY}),
    ]


@engines
def test_a_report_passes_its_checks_and_repeats_byte_for_byte(engine: str, tmp_path: Path) -> None:
    first = make_pdf(report(), tmp_path / "a" / "one.pdf", NASTY, engine)
    assert first.engine == engine
    assert first.faults == ()
    make_pdf(report(), tmp_path / "b" / "two.pdf", NASTY, engine)
    assert (tmp_path / "a" / "one.pdf").read_bytes() == (tmp_path / "b" / "two.pdf").read_bytes()
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["one.pdf"]


def test_an_unknown_engine_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GainproofError, match="pdflatex, typst"):
        make_pdf(report(), tmp_path / "x.pdf", engine="word")


def test_broken_typst_is_reported() -> None:
    with pytest.raises(GainproofError, match="typst failed"):
        by_typst("#nobody()")


@needs_tex
def test_a_latex_error_is_said_in_one_line() -> None:
    with pytest.raises(GainproofError, match="Undefined control sequence"):
        by_pdflatex(r"\documentclass{article}\begin{document}\nobody\end{document}")


@needs_tex
def test_no_program_can_be_run_from_a_source() -> None:
    source = (
        r"\documentclass{article}\begin{document}\immediate\write18{touch ran}x\input{|echo y}\end{document}"
    )
    with pytest.raises(GainproofError):
        by_pdflatex(source)


def test_what_was_typeset_before_is_taken_from_the_shelf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time no engine runs, and the faults are told again; another source is made anew."""
    monkeypatch.setenv("GAINPROOF_CACHE", str(tmp_path / "shelf"))
    source = '#set page(paper: "a4", margin: 22mm)\nsee ??'
    first = print_pdf(lambda _: source, tmp_path / "a.pdf", "typst")
    assert any("??" in f for f in first.faults)

    def never(_: str) -> bytes:
        raise AssertionError("it was typeset again")

    monkeypatch.setattr("gainproof.render.pdf.by_typst", never)
    again = print_pdf(lambda _: source, tmp_path / "b.pdf", "typst")
    assert again.faults == first.faults
    assert again.path.read_bytes() == first.path.read_bytes()
    with pytest.raises(AssertionError, match="again"):
        print_pdf(lambda _: source + "?", tmp_path / "c.pdf", "typst")
