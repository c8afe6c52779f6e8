"""Shown work in JSON: numbers keep the digits that are printed, and Python can work the formulas again."""

from fractions import Fraction

from gainproof.circuit.circuit import Parameter
from gainproof.expression import Neg, Sum
from gainproof.notation import parse, parse_equation
from gainproof.worked.figures import Figure
from gainproof.worked.shown_work import work_out
from gainproof.worked.work_records import printed, records

VALUES = {"G": Fraction(2), "R": Fraction(1000), "C": Fraction(1, 10**7)}
UNITS = {"G": Parameter("G", "1"), "R": Parameter("R", "Ω"), "C": Parameter("C", "F")}


def test_lines() -> None:
    names = {"d": parse("1 - s*R*C")}
    found = records(work_out(parse_equation("H = G/d"), names, VALUES, UNITS, frequency=Fraction(1000)))
    s, d, last = found["lines"]
    assert found["left_out"] == ""
    assert (s["value"], s["unit"], s["exact"]) == ("6.2832e3j", "rad/s", False)
    assert d["formulas"] == ["1 - s*R*C", "1 - 6.2832e3j*1e3*100e-9"]
    assert d["value"] == "1.0000 - 0.6283j"
    assert (last["value"], last["phase"], last["printed"]) == ("1.6935", "32.14", "1.6935 ∠ 32.14°")
    assert abs(complex(eval(last["formulas"][-1]))) - 1.6935 < 1e-4


def test_what_is_left_out_is_there() -> None:
    found = records(work_out(parse_equation("H = G*x"), {}, VALUES, UNITS))
    assert found == {"lines": [], "left_out": "no example value for x"}


def test_numbers_as_they_are_printed() -> None:
    x, y = Figure("1.5", 0, "k", "Ω", False), Figure("2", -7, "", "", True)
    assert printed(Neg(Sum(x, Neg(y)))) == "-1.5 kΩ - j2·10^-7"
    assert printed(Sum(x, y)) == "1.5 kΩ + j2·10^-7"
