"""The note's closing example, to the digit; honest sums; and what cannot be worked is said."""

import json
from fractions import Fraction

import pytest

from gainproof.circuit.circuit import Parameter
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError
from gainproof.notation import parse
from gainproof.worked.example import example, obstacle
from gainproof.worked.values import decimal, read

GAIN = parse(
    "(1 + R2/R1 + Ro/(Ao*Ri))"
    "/(1 + (1 + R2/R1)/Ao*(1 + Ro/Rl + (R2/Ri + Ro*(1/R1 + 1/Ri + R2/(Ri*Rl)))/(1 + R2/R1)))"
)
VALUES = {
    n: read(v)
    for n, v in {"Ao": "200k", "Ri": "50k", "Ro": "100", "R1": "100", "R2": "99.9k", "Rl": "2k"}.items()
}
PARAMETERS = {n: Parameter(n, "Ω" if n[0] == "R" else "1") for n in VALUES}
IDEALS = {"Ao": "oo", "Ri": "oo", "Ro": "0"}
QUANTITY = Quantity("transfer", ("3", "0"), "V1")


def test_the_note_closing_example() -> None:
    e = example(GAIN, parse("1 + R2/R1"), IDEALS, VALUES, QUANTITY, PARAMETERS)
    assert e is not None
    assert decimal(e.value, 7) == "994.7621"
    assert e.ideal == 1000
    assert e.unit == "1"
    assert e.error is not None
    assert decimal(100 * e.error, 6) == "0.523792"
    assert [c.symbol for c in e.contributions] == ["Ao", "Ro", "Ri"]
    assert decimal(100 * e.sum_of_increments, 6) == "0.523742"
    assert e.sum_of_increments + e.interaction == e.error


def test_alone_behind_an_infinite_gain_nothing_else_counts() -> None:
    e = example(GAIN, None, IDEALS, VALUES, QUANTITY, PARAMETERS)
    assert e is not None
    ao, ro, ri = e.contributions
    assert (ro.alone, ri.alone) == (0, 0)
    assert ao.removed == e.error
    assert 0 < ri.added < ro.added < ao.added


def test_sweep_falls_with_the_gain() -> None:
    e = example(GAIN, None, IDEALS, VALUES, QUANTITY, PARAMETERS)
    assert e is not None
    assert e.sweep is not None
    assert e.sweep.symbol == "Ao"
    xs, errors = zip(*e.sweep.points, strict=True)
    assert len(xs) == 25
    assert e.sweep.zeros == ()
    assert xs[0] == 1000
    assert xs[-1] == 10**7
    assert list(errors) == sorted(errors, reverse=True)


def test_json_is_json() -> None:
    e = example(GAIN, None, IDEALS, VALUES, QUANTITY, PARAMETERS)
    assert e is not None
    out = json.loads(json.dumps(e.to_json()))
    assert out["values"]["R2"] == "99900"
    assert out["value"] == "994.762080771"
    assert Fraction(out["exact"]) == e.value
    assert out["error_percent"].startswith("0.52379")


def test_at_a_frequency() -> None:
    low_pass, values = (
        parse("A/(1 + s*R*C)"),
        {"A": Fraction(2), "R": Fraction(1000), "C": Fraction(1, 10**6)},
    )
    e = example(low_pass, None, {"C": "0"}, values, QUANTITY, {}, Fraction("159.154943091895"))
    assert e is not None
    assert abs(float(e.value) - 2**0.5) < 1e-12
    assert e.phase is not None
    assert abs(e.phase + 45) < 1e-10
    assert e.ideal is not None
    assert abs(e.ideal - 2) < Fraction(1, 10**25)
    assert "exact" not in e.to_json()
    assert e.to_json()["phase"] == "-45"


def test_without_imperfections_there_is_a_value_and_no_error() -> None:
    e = example(parse("1 + R2/R1"), None, {"Ao": "oo"}, VALUES, QUANTITY, PARAMETERS)
    assert e is not None
    assert (e.value, e.ideal, e.error, e.contributions, e.sweep) == (1000, None, None, (), None)


def test_units_follow_from_the_result() -> None:
    e = example(parse("par(R1, R2)"), None, {}, VALUES, QUANTITY, PARAMETERS)
    assert e is not None
    assert e.unit == "Ω"
    assert str(e.values[1]) == "99.9 kΩ"


OBSTACLES = {
    "R1/Rx + Ry": "no example value for Rx, Ry",
    "1/(R1 - Ro)": "divides by zero",
    "1/(s*R1)": "infinite at s = 0",
}


@pytest.mark.parametrize("text", OBSTACLES)
def test_what_cannot_be_worked(text: str) -> None:
    assert OBSTACLES[text] in obstacle(parse(text), VALUES)
    assert example(parse(text), None, {}, VALUES, QUANTITY, PARAMETERS) is None
    assert obstacle(GAIN, VALUES) == ""


def test_an_ideal_that_is_not_the_limit_is_refused() -> None:
    with pytest.raises(GainproofError, match="ideal"):
        example(GAIN, parse("R2/R1"), IDEALS, VALUES, QUANTITY, PARAMETERS)


def test_no_ideal_value_no_error() -> None:
    e = example(parse("Ao*R1/R2"), None, {"Ao": "oo"}, VALUES, QUANTITY, PARAMETERS)
    assert e is not None
    assert (e.ideal, e.error, e.contributions) == (None, None, ())
