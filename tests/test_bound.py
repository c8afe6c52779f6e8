"""How documents are bound: chapters and their parts, and nothing said twice."""

from pathlib import Path

import pytest

from gainproof.chapters import Chapter, compared, make
from gainproof.circuit.netlist import read
from gainproof.comparison import compare
from gainproof.expression import Sym
from gainproof.folder import load
from gainproof.render import render
from gainproof.render.document import Document

AMP = "* amp\nV1 in 0 1m\nX1 in n out opamp Ao=100k Ri=1meg\nR1 n 0 1k\nR2 out n 9k\n.tf V(out) V1\n"
TOML = """
title = "An amplifier"
number = "7"
[[ask]]
tf = "V(out) V1"
[[ask]]
title = "What the source sees"
of = "zin(V1)"
"""
BREAK = {"latex": "\\clearpage", "typst": "#pagebreak", "html": '<article id="d2">'}
FORMS = pytest.mark.parametrize("form", ["latex", "typst", "html"])


def documents(tmp_path: Path) -> list[Document]:
    (tmp_path / "circuit.cir").write_text(AMP)
    (tmp_path / "derivation.toml").write_text(TOML)
    chapter = Chapter("amp", "amp")
    make(load(tmp_path), chapter)
    return chapter.documents


@FORMS
def test_the_questions_of_a_folder_are_one_chapter(form: str, tmp_path: Path) -> None:
    first, second = documents(tmp_path)
    assert (first.part, second.part) == (False, True)
    alone = render([first, second], form)
    assert BREAK[form] not in alone
    assert alone.count("An amplifier") == render([first], form).count("An amplifier")


@FORMS
def test_chapters_have_pages_and_lines_in_the_contents(form: str, tmp_path: Path) -> None:
    first, second = documents(tmp_path)
    bound = render([first, second, first], form, "A book")
    assert bound.count(BREAK["latex"]) == (2 if form == "latex" else 0)
    assert bound.count("#pagebreak") == (2 if form == "typst" else 0)
    parts = render([second], form, "A book").count("What the source sees")
    assert bound.count("What the source sees") == parts, "no line in the contents"


def test_what_was_told_is_not_told_again(tmp_path: Path) -> None:
    first, second = documents(tmp_path)
    assert [d.nomenclature != () for d in (first, second)] == [True, False]
    defined = [[i.label for i in d.items if i.label == "define G_I"] for d in (first, second)]
    assert defined == [["define G_I"], []]
    assert first.conditions
    assert not second.conditions


def test_another_definition_of_a_name_is_told() -> None:
    """Only what is the same, sign for sign, is left out."""
    found = compare(read(AMP), ("nodal", "superposition"), witnesses=())
    first, _ = compared(found, {})
    changed = compare(read(AMP.replace("R2 out n 9k", "R2 out n 9k\nR3 out n 1k")), ("nodal",), witnesses=())
    (other,) = compared(changed, {"told": first.tells})
    assert any(i.label == "define G_I" for i in other.items)


def test_the_methods_are_parts_with_names_of_their_own() -> None:
    found = compare(read(AMP), ("superposition", "nodal", "feedback"), witnesses=())
    first, *others = compared(found, {"intro": "An amplifier."})
    assert first.intro == "An amplifier. First by superposition."
    assert [d.title for d in others] == [
        "The same by nodal analysis",
        "The same by return ratio and asymptotic gain",
    ]
    assert all(d.part for d in others)
    assert [bool(d.roads) for d in (first, *others)] == [False, False, True]


def test_noise_is_a_part_like_any_other(tmp_path: Path) -> None:
    """Its numbers go on where the gain's end, and what is known of the circuit is not told again."""
    (tmp_path / "circuit.cir").write_text(AMP.replace("Ri=1meg", "Ri=1meg en=3n"))
    (tmp_path / "derivation.toml").write_text(
        'number = "7"\nwitnesses = []\n[[ask]]\ntf = "V(out) V1"\n[[ask]]\nnoise = "V(out) V1"\n'
    )
    chapter = Chapter("amp", "amp")
    make(load(tmp_path), chapter)
    assert chapter.faults == []
    gain, noise = chapter.documents
    assert noise.part
    assert noise.drawing is None
    assert noise.example is not None
    before, after = (
        {int(i.number.split(".")[1].rstrip("abc")) for i in d.items if i.number} for d in (gain, noise)
    )
    assert max(before) < min(after)
    again = {e.symbol for e in noise.nomenclature} & {e.symbol for e in gain.nomenclature}
    assert again <= {Sym("V1")}, "which is a source there, and off here"
    assert "S" in render([gain, noise], "typst")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('[sentences]\n"(7.99)" = "Lost."', "sentences: no step has the label '(7.99)'; there are "),
        ('[values]\nAoo = "1k"', "values: no circuit has a symbol 'Aoo'; there are V1, Ri, Ao, R1, R2"),
        ('[names]\nG_N = "1 + R2/R11"', "names: G_N is made of 'R11', which no circuit has; there are V1"),
        ('[hints]\nR9 = "below"', "hints: no circuit has an element 'R9'; there are V1, "),
        ('[names]\nH = "R1/(R1 + R2)"\nK = "1/H"', ""),
        ('[hints]\nr2 = "above"\nX1 = "flipped"', ""),
        ('[values]\nr1 = "2k"\nGBW = "1Meg"\n[sentences]\n"(7.1)" = "It begins."', ""),
    ],
)
def test_what_means_nothing_to_any_question_of_a_folder_is_a_fault(
    line: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "circuit.cir").write_text(AMP)
    opening, _, asks = TOML.partition("[[ask]]")
    (tmp_path / "derivation.toml").write_text(f"{opening}{line}\n[[ask]]{asks}")
    chapter = Chapter("amp", "amp")
    make(load(tmp_path), chapter)
    assert len(chapter.documents) == 2
    assert [f[: len(said)] for f in chapter.faults] == ([said] if said else [])


def test_a_wish_for_a_part_is_for_the_circuits_that_have_it(tmp_path: Path) -> None:
    (tmp_path / "circuit.cir").write_text(AMP)
    (tmp_path / "other.cir").write_text("* a divider\nV1 a 0 1\nRa a b 1k\nRb b 0 1k\n.tf V(b) V1\n")
    asks = '[[ask]]\ntf = "V(out) V1"\n[[ask]]\nnetlist = "other.cir"\ntf = "V(b) V1"\n'
    (tmp_path / "derivation.toml").write_text(
        f'witnesses = []\n[hints]\nR2 = "above"\nRb = "vertical"\n{asks}'
    )
    chapter = Chapter("amp", "amp")
    make(load(tmp_path), chapter)
    assert chapter.faults == []
    assert len(chapter.documents) == 2
