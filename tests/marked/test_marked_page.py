"""The marked page: the wrong part red, the new part green, every verdict's reason; text stays text."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from handmade import verification, work, wrong

from gainproof.errors import GainproofError
from gainproof.expression import Prod, Sym
from gainproof.hand.work import VERDICTS, Judged
from gainproof.marked.files import write
from gainproof.marked.page import fragment, notes, pages, spoken, symbol
from gainproof.notation import parse

NASTY = "vout = 3 + <script>alert(1)</script> % \\input{x} #1 «i» {{ j }}"
SOURCE = f"V_n = V1\nvout = R1*v_n + R2/R1*V1\n{NASTY}\n"


def found(kind: str = "sign"):
    items = work(SOURCE)
    j = wrong(items[1], kind, 1, (1,), parse("-R2/R1*V1"), "the sign is wrong")
    return verification(SOURCE, Judged(items[0], "true", "", "proved exactly", ("R1", "KCL at n")), j)


def test_the_wrong_part_is_red_and_the_new_part_green() -> None:
    source = pages([found()], "html")
    body = source[source.index("<body>") :]
    red, green = body.index('<mrow class="error">'), body.index('<mrow class="substituted">')
    assert red < body.index("It should read") < green
    assert body.count('class="error"') == 1
    assert "Rests on <math" in body
    assert ", KCL at n." in body
    assert "first wrong line" in body
    assert r"{\color{gperr}" in pages([found()], "latex")
    assert "gperr(" in pages([found()], "typst")


def test_symbols_are_the_writers_own() -> None:
    body = pages([verification("$$V_{aus} = A_0 V_1$$\n")], "html")
    assert "<mi>A</mi><mn>0</mn>" in body.replace("<msub>", "").replace("</msub>", "")


def test_the_html_is_well_formed_and_runs_nothing() -> None:
    source = pages([found(), found()], "html", "Two & more")
    assert "<script" not in source
    assert "{{ j }}" in source or "{{" not in source
    text = source.partition("<main>")[2].partition("</main>")[0].replace("&nbsp;", " ")
    ElementTree.fromstring(f"<main>{text.replace('<wbr>', '')}</main>")
    assert "Two &amp; more" in source
    assert "@scope" in fragment(found())


def test_every_verdict_has_a_mark() -> None:
    items = work("vout = V1\n")
    for verdict in VERDICTS:
        for form in ("html", "latex", "typst"):
            v = verification("vout = V1\n", Judged(items[0], verdict, "", "so it is"))
            assert "So it is" in pages([v], form) or verdict == "unread" or "so it is" in pages([v], form)


@pytest.mark.parametrize("engine", ["typst", "pdflatex"])
def test_both_engines_make_the_page_without_fault(engine: str, tmp_path: Path) -> None:
    import shutil

    from gainproof.render.inspection import check_pdf
    from gainproof.render.pdf import by_pdflatex, by_typst
    from gainproof.render.pdf import write as put

    if engine == "pdflatex" and not shutil.which("pdflatex"):
        pytest.skip("pdflatex is not installed")
    target = tmp_path / "page.pdf"
    if engine == "typst":
        put(target, by_typst(pages([found()], "typst")))
        log = ""
    else:
        pdf, log = by_pdflatex(pages([found()], "latex"))
        put(target, pdf)
    assert check_pdf(target, log) == []


def test_a_long_work_breaks_over_pages(tmp_path: Path) -> None:
    long = "vout = " + " + ".join(["R2/R1*V1"] * 40) + "\n"
    v = verification(long + "vout = V1\n" * 60 + "x" * 300 + " = = 3 +\n")
    assert write([v], tmp_path / "long.pdf") == []


def test_a_format_that_is_not_there_is_refused() -> None:
    with pytest.raises(GainproofError, match="the formats are latex, typst, html"):
        pages([found()], "docx")


def test_sentences_begin_with_a_capital_but_symbols_do_not() -> None:
    item = work("vout = V1\n")[0]
    assert notes(Judged(item, "true", "", "it follows")) == ["It follows."]
    assert notes(Judged(item, "true", "", "vo is new")) == ["vo is new."]
    held = notes(Judged(item, "limit", "", "so", ("X1",), ("Ao -> oo",), ("R1 != 0",)))
    assert held == ["so.", "Holds for Ao → ∞.", "Rests on X1.", "Provided that R1 ≠ 0."]


@pytest.mark.parametrize(
    ("spelled", "name"),
    [("V_{out}", "V_out"), (r"\beta", "beta"), (r"v_{\text{in}}", "v_in"), ("v_+", "v_+"), ("R1", "R1")],
)
def test_spellings_become_names(spelled: str, name: str) -> None:
    assert spoken(spelled) == name


def test_greek_letters_and_frequencies_are_set_as_such() -> None:
    assert spoken("ω_0") == "omega_0"
    assert symbol(Sym("s"), r"j\omega") == Prod(Sym("j"), Sym("omega"))
    assert symbol(Sym("s"), "s") == Sym("s")
    source = "V_out = jω*R1*V1 + R2*(jω)^2*V1 + ω\n"
    assert "ω" not in pages([verification(source)], "latex")
