"""The printers: well-formed, deterministic, complete, and in agreement with each other."""

import re
import shutil
import subprocess
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from drawn import circuit_of, gallery
from gallery import GALLERY

from gainproof.draw import circuitikz, place, svg
from gainproof.draw.drawing import Label, Run


def pictures(name):
    circuit, output = gallery(name)
    drawing = place(circuit, output=output)
    return drawing, svg(drawing), circuitikz(drawing)


@pytest.mark.parametrize("name", GALLERY)
def test_svg_is_well_formed_and_holds_every_label(name):
    drawing, text, _ = pictures(name)
    root = ElementTree.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{space}title") is not None
    assert (root.find(f"{space}desc").text or "").count(" to ") >= len(drawing.symbols)
    written = len(root.findall(f".//{space}text"))
    assert written == len(drawing.labels) + len(drawing.triangles) + len(drawing.terminals)


@pytest.mark.parametrize("name", ["all together", "hybrid pi"])
def test_both_printers_write_the_same_twice(name):
    assert pictures(name) == pictures(name)


def test_subscripts_are_set_below_the_line():
    _, text, tikz = pictures("offset voltage")
    assert re.search(r">A</tspan><tspan[^>]*dy=[^>]*>o</tspan>", text)
    assert "$A_{o}$" in tikz
    assert r"$v_{\mathit{os}}$" in tikz


def test_names_that_look_like_markup_are_written_out():
    circuit, output = circuit_of("V1 1 0\nR1 1 a<b>&\nR2 a<b>& 0\n.tf V(a<b>&) V1")
    drawing = place(circuit, output=output)
    ElementTree.fromstring(svg(drawing))


def test_a_label_never_becomes_a_command_of_tex():
    drawing, _, _ = pictures("divider")
    odd = Label((Run("\\input_{x}%$&#~^é漢β"),), drawing.labels[0].at)
    assert (
        r"{$\backslash input\_\{x\}\%\$\&\#{\sim}\wedge \mathrm{[U+00E9]}\mathrm{[U+6F22]}\beta $};"
    ) in circuitikz(replace(drawing, labels=(odd,)))


def test_circuitikz_draws_parts_itself_and_sources_stroke_by_stroke():
    drawing, _, tikz = pictures("all together")
    assert tikz.count("to[R]") == sum(s.kind == "R" for s in drawing.symbols)
    assert "voltage source" not in tikz
    assert tikz.startswith(r"\begin{circuitikz}")
    assert tikz.endswith(r"\end{circuitikz}")


@pytest.mark.skipif(not shutil.which("pdflatex"), reason="no TeX here")
def test_circuitikz_compiles_with_what_the_report_loads(tmp_path):
    body = "\n\n".join(pictures(name)[2] for name in ["all together", "transformer", "current controlled"])
    page = (
        r"\documentclass{article}\usepackage{amsmath}\usepackage[RPvoltages]{circuitikz}"
        rf"\begin{{document}}{body}\end{{document}}"
    )
    (tmp_path / "page.tex").write_text(page, encoding="utf-8")
    run = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "page.tex"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    if "circuitikz.sty' not found" in run.stdout:
        pytest.skip("no circuitikz here")
    assert run.returncode == 0, run.stdout[-2000:]
