"""A part chosen so that a source has no effect: which part, which value, and when there is none."""

from pathlib import Path

import pytest

from gainproof.checker import check, failures
from gainproof.cli import main
from gainproof.derivation import Derivation
from gainproof.engine import derive
from gainproof.errors import GainproofError
from gainproof.notation import equation_text

BIAS = "* bias\nR1 0 n 1k\nR2 n out 9k\nR3 p 0 900\nX1 p n out opamp Ao=10k Ib=80n Ios=5n vos=1m\n"


def choice(d: Derivation) -> str:
    step = next(s for s in d.steps if s.rule == "choose")
    assert failures(d, check(d)) == ()
    return f"{step.data['part']} = {step.data['value']}: {equation_text(step.claim)}"


def test_the_compensation_resistor_is_found() -> None:
    """R3 is the one that does not set the gain; what is left holds the offset current."""
    found = choice(derive(BIAS, of="V(out)", cancel=["Ib"]))
    assert found.startswith("R3 = par(R1, R2): ")
    assert "Ib" not in found
    assert "Ios" in found


def test_another_part_may_be_asked_for() -> None:
    netlist = "* bridge\nV1 1 0\nI1 0 3\nR1 1 a\nR2 a 0\nR3 1 b\nR4 b 0\nE1 4 0 a b k\nR5 4 3\nR6 3 0\n"
    assert choice(derive(netlist, of="V(3)", cancel=["V1 by R4"])).startswith("R4 = R2*R3/R1: ")
    assert choice(derive(netlist, of="V(3)", cancel=["v1 by r1"])).startswith("R1 = R2*R3/R4: ")


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        ("Ix", "there is no source 'Ix'"),
        ("Ib by R9", "there is no part 'R9'"),
        ("Ib by R1", "R1 cannot be chosen"),
        ("vos", "no part can be chosen"),
        ("R1", "not linear in R1"),
    ],
)
def test_where_there_is_no_choice(wish: str, why: str) -> None:
    with pytest.raises(GainproofError, match=why):
        derive(BIAS, of="V(out)", cancel=[wish])


def test_gains_and_choices_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bias.cir"
    file.write_text(BIAS)
    assert main(["derive", str(file), "--of", "V(out)", "--gains", "--cancel", "Ib", "--ascii"]) == 0
    out = capsys.readouterr().out
    assert "Gain from" in out
    assert "Choose R_3 = R_1 || R_2" in out or "Choose R3 = R1 || R2" in out
    assert main(["derive", str(file), "--of", "V(out)", "--cancel", "Ix"]) == 2
    assert "there is no source 'Ix'" in capsys.readouterr().err
