"""The density of the noise is worked on the page like any other example."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gainproof.circuit.netlist import read
from gainproof.noise.numbers import Band
from gainproof.noise.page import page
from gainproof.noise.studying import study_noise
from gainproof.worked.figures import Figure
from gainproof.worked.values import rounded

CIRCUITS = {
    "divider": "* d\nV1 a 0 1\nR1 a out 10k\nR2 out 0 3.3k\n.tf V(out) V1\n",
    "low pass": "* rc\nV1 a 0 1\nR1 a out 10k\nC1 out 0 1n\n.tf V(out) V1\n",
    "amplifier": "* a\nV1 a 0 1\nX1 a n out opamp Ao={1e5/(1+s/50)} en=3n in=0.4p en_corner=2.7\n"
    "R1 n 0 100\nR2 out n 9.9k\n.tf V(out) V1\n",
    "two capacitors": "* a\nV1 a 0 1\nR1 a b 10k\nC1 b 0 1n\nR2 b out 22k\nC2 out 0 470p\n.tf V(out) V1\n",
}


@pytest.mark.parametrize("name", CIRCUITS)
def test_the_last_line_is_the_density(name: str) -> None:
    found = study_noise(
        read(CIRCUITS[name]), band=Band(Fraction(10), Fraction(10_000)), at=Fraction(12_345), witness=False
    )
    assert found.numbers is not None
    example = page(found, schematic=False).example
    assert example is not None
    assert example.work_left_out == ""
    *_, power, last = example.work
    assert (power.kind, last.kind) == ("definition", "result")
    assert power.unit == "V²/Hz" or name == "amplifier", "where 50 has no unit, nothing has"
    assert isinstance(last.number, Figure)
    assert last.number.unit.endswith("V/√Hz")
    digits = len(last.number.digits.replace(".", "").lstrip("0"))
    assert digits >= 5
    assert last.number.number == Fraction(rounded(found.numbers.density, digits))
