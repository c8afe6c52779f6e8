"""One symbol alone on one side."""

from fractions import Fraction

import pytest

from gainproof.expression import Equation, Par
from gainproof.hand.truth.isolate import isolated, subjects
from gainproof.notation import parse, parse_equation


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("1/R = 1/R1 + 1/R2", "1/(1/R1 + 1/R2)"),
        ("v2 = R*v3", "v2/v3"),
        ("a - R/b = c", "-b*(c - a)"),
        ("a = b/(c - R)", "c - b/a"),
        ("R^2*R1 = a*a*R1", "a"),
    ],
)
def test_what_a_line_says_of_a_symbol(line, meaning):
    found = isolated(parse_equation(line), "R")
    assert found is not None
    values = {n: Fraction(k + 2) for k, n in enumerate(["a", "b", "c", "R1", "R2", "v2", "v3"])}
    assert found.value(values) == parse(meaning).value(values)


def test_a_part_of_a_parallel_combination():
    found = isolated(Equation(parse("R1"), Par(parse("R2"), parse("R"))), "R")
    assert found is not None
    assert found.value({"R1": Fraction(2), "R2": Fraction(3)}) == 6


@pytest.mark.parametrize("line", ["R = R*a", "R + R = a", "R^3 = a", "a = b", "R*(R + 1) = c"])
def test_what_cannot_be_read_off(line):
    assert isolated(parse_equation(line), "R") is None


def test_what_a_line_is_about():
    assert subjects(parse_equation("1/R = a + b")) == ["R"]
    assert subjects(parse_equation("R = b")) == ["R", "b"]
    assert subjects(parse_equation("2/R = a*b")) == []
