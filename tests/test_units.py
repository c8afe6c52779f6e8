"""Dimensions: products multiply, sums must agree, unknown agrees with everything."""

import pytest

from gainproof.notation import parse
from gainproof.units import UNITS, DimensionError, dimension, spelled

OF = {"R1": UNITS["Ω"], "R2": UNITS["Ω"], "C": UNITS["F"], "s": UNITS["Hz"], "V1": UNITS["V"], "k": None}


@pytest.mark.parametrize(
    ("source", "unit"),
    [
        ("R1 + R2", "Ω"),
        ("s*C*R1", "1"),
        ("V1/R1", "A"),
        ("par(R1, R2)", "Ω"),
        ("1 + R2/R1", "1"),
        ("s*C", "S"),
    ],
)
def test_dimension(source: str, unit: str) -> None:
    assert dimension(parse(source), dict(OF)) == UNITS[unit]


@pytest.mark.parametrize("source", ["1 + R1", "V1 + R1", "R1 + s*C", "par(R1, V1)", "R1/R2 + R1"])
def test_unlike_terms_are_refused(source: str) -> None:
    with pytest.raises(DimensionError):
        dimension(parse(source), dict(OF))


def test_unknown_agrees_with_everything() -> None:
    assert dimension(parse("k + R1"), dict(OF)) == UNITS["Ω"]
    assert dimension(parse("k*R1"), dict(OF)) is None


def test_spelled() -> None:
    assert spelled(UNITS["Ω"]) == "Ω"
    assert spelled((2, -2, 0)) == "Ω²"
    assert spelled((-2, 2, 0)) == "S²"
    assert spelled((2, -1, 0)) == "V·Ω"
    assert spelled((1, -2, 0)) == "Ω/A"
    assert spelled((2, -2, -2)) == "Ω²/s²"
    assert spelled((0, -1, -2)) == "1/(A·s²)"
    assert spelled((-1, 2, 0)) == "A·S"
    assert spelled(None) == "unknown"
