"""The checks on a PDF bark where something is wrong with it, and are quiet where nothing is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gainproof.errors import GainproofError
from gainproof.render.inspection import check_pdf
from gainproof.render.pdf import by_pdflatex, by_typst, write

needs_tex = pytest.mark.skipif(shutil.which("pdflatex") is None, reason="needs pdflatex")


def faults(tmp_path: Path, pdf: bytes, log: str = "") -> str:
    write(tmp_path / "planted.pdf", pdf)
    return "; ".join(check_pdf(tmp_path / "planted.pdf", log))


def test_a_formula_that_runs_off_the_page_is_found(tmp_path: Path) -> None:
    wide = by_typst('#set page(paper: "a4", margin: 22mm)\n$ ' + " + ".join(["x_1"] * 80) + " $")
    assert "outside the text block" in faults(tmp_path, wide)


ON_TOP = {
    "a number on the end of a row": "#place(dx: 20mm)[(IA.14a)]$D = A_3 R_g R_3 + 2 R_2 R_3$",
    "half a line too low": "#place(dy: 4.7pt)[The number]\nThe row, which it hides",
    "small letters under a bracket": '#place(dx: 13pt)[(A.1)]$R_"cm"$',
}


@pytest.mark.parametrize("source", ON_TOP.values(), ids=ON_TOP)
def test_words_on_top_of_words_are_found(source: str, tmp_path: Path) -> None:
    page = '#set page(paper: "a4", margin: 22mm)\n#set par(justify: false)\n'
    assert "on top of others" in faults(tmp_path, by_typst(page + source))


def test_what_only_stands_close_is_no_overlap(tmp_path: Path) -> None:
    """Powers above subscripts, subscripts under arms, kerning in any size, braces, continued fractions."""
    page = '#set page(paper: "a4", margin: 22mm)\n#text(24pt)[Transfer To AVA]\n'
    close = "$ V_1^2 / (1 + 1/(1 + 1/V_1)) + underbrace((A_o + x_(R_1)), w) $ AVAVA, ry, numerically. f' fi"
    assert faults(tmp_path, by_typst(page + close)) == ""


def test_an_unresolved_reference_and_an_empty_page_are_found(tmp_path: Path) -> None:
    found = faults(tmp_path, by_typst('#set page(paper: "a4", margin: 22mm)\nsee ??\n#pagebreak()\n'))
    assert "??" in found
    assert "page 2 is empty" in found


def test_a_sound_page_has_no_faults(tmp_path: Path) -> None:
    assert faults(tmp_path, by_typst('#set page(paper: "a4", margin: 22mm)\nAll is well.')) == ""


@needs_tex
def test_an_overfull_box_and_an_undefined_reference_are_found(tmp_path: Path) -> None:
    source = r"\documentclass{article}\begin{document}\hbox to 10pt{much too wide}\ref{nobody}\end{document}"
    found = faults(tmp_path, *by_pdflatex(source))
    assert "too wide" in found
    assert "nobody" in found
    assert "??" in found


@needs_tex
def test_a_font_of_type_3_is_found(tmp_path: Path) -> None:
    source = r"""\documentclass{article}
    \pdfmapfile{}\begin{document}\fontencoding{OT1}\selectfont Bitmaps\end{document}"""
    try:
        pdf, log = by_pdflatex(source)
    except GainproofError:
        pytest.skip("this TeX cannot make bitmap fonts")
    assert "Type 3" in faults(tmp_path, pdf, log)


def test_a_font_that_is_not_embedded_is_found(tmp_path: Path) -> None:
    import pikepdf

    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    name = pikepdf.Name
    font = pikepdf.Dictionary(Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica)
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
    page.obj.Contents = pdf.make_stream(b"BT /F1 12 Tf 100 500 Td (Not here) Tj ET")
    pdf.save(tmp_path / "font.pdf")
    assert any("Helvetica is not embedded" in f for f in check_pdf(tmp_path / "font.pdf"))
