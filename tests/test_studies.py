"""What a program and a notebook are shown of a derivation: short, in words, with what is wrong with it."""

from pathlib import Path

import gainproof
from gainproof.render.sentences import WARNING
from gainproof.studies import document

AMPLIFIER = """* an amplifier
V1 in 0 10m
X1 in n out opamp Ao=100k
R1 n 0 1k
R2 out n 9k
.tf V(out) V1
"""
SWAPPED = AMPLIFIER.replace("X1 in n", "X1 n in")


def test_a_derivation_is_shown_by_its_lines_and_what_they_hold_under() -> None:
    first, boxed, limit, where = repr(gainproof.derive(AMPLIFIER)).split("\n")
    assert first.startswith("V(out)/V1, by nodal analysis, ")
    assert boxed == "  v_out/V1 = G_I/(1 + G_I/Ao)"
    assert limit == "  v_out/V1 = G_I  for Ao -> oo"
    assert where == "  where G_I = 1 + R2/R1"


def test_a_study_adds_the_example() -> None:
    s = gainproof.study(AMPLIFIER)
    assert repr(s) == f"{s.derivation!r}\n  at the example values 9.999"


def test_what_is_no_amplifier_is_said_to_be_none_wherever_it_is_shown() -> None:
    """In the words of a program, in the notebook, and on the page alike."""
    d, s = gainproof.derive(SWAPPED), gainproof.study(SWAPPED)
    for shown in (d, s):
        assert repr(shown).count("× not an amplifier: the feedback at X1 is positive") == 1
        assert f"× {WARNING}" in shown._repr_html_()
        assert "Negative feedback" not in shown._repr_html_()
    assert "example values" not in repr(s)
    assert document(s).warning
    for shown in (gainproof.derive(AMPLIFIER), gainproof.study(AMPLIFIER)):
        assert "×" not in repr(shown)
        assert f"× {WARNING}" not in shown._repr_html_()
        assert "Negative feedback at X1" in shown._repr_html_()


def test_a_refused_step_is_told() -> None:
    from dataclasses import replace

    s = gainproof.study(AMPLIFIER)
    wrong = replace(s.verdicts[-1], holds=False, how="it does not follow")
    s = replace(s, verdicts=(*s.verdicts[:-1], wrong))
    assert f"× step {wrong.label} is refused: it does not follow" in repr(s)
    assert 'class="failed"' in s._repr_html_()


def test_numbers_that_are_kept_end_in_a_decimal_and_what_has_no_dimension_is_no_disagreement() -> None:
    page = document(gainproof.study(AMPLIFIER, numeric=True))
    assert page.remarks == ("As a decimal number the result is 9.999.",)
    (words,) = [c.about[0] for c in page.checks if "dimensions" in str(c.about[0])]
    assert str(words).startswith("dimensions agree wherever they are known: in 1 of ")
    ohms = document(gainproof.study(AMPLIFIER + "Ro out x 75\nRx x 0 1k\n", of="z(x,0)", numeric=True))
    assert ohms.remarks == ("As a decimal number the result is 69.7674 Ω.",)
    whole = document(gainproof.study(AMPLIFIER))
    assert whole.remarks == ()
    assert all("wherever" not in str(c.about[0]) for c in whole.checks)


def test_a_row_that_goes_on_with_a_sign_has_the_room_of_a_sum() -> None:
    """Without the form, a sign in front of a row is set as tight as that of a negative number."""
    text = "* t\nV1 1 0 1\nX1 1 2 3 opamp Ao=Ao Ri=Ri Ro=Ro\nR1 2 0\nR2 3 2\nRl 3 0\n.tf V(3) V1\n"
    rows = gainproof.derive(text)._repr_html_().split('<mspace width="2em"/>')[1:]
    assert rows
    assert [r[:30] for r in rows if r.startswith(("<mo>", "<mrow><mo>"))] == []
    assert any(r.startswith('<mrow><mo form="infix">+') for r in rows)


def test_a_page_names_the_file_of_a_remark_without_its_folder(tmp_path: Path) -> None:
    netlist = tmp_path / "amp.cir"
    netlist.write_text(AMPLIFIER)
    page = document(gainproof.study(netlist, part="OP27"))
    assert page.remarks == ("amp.cir:3:1: X1 has the typical figures of OP27 for Ao.",)
