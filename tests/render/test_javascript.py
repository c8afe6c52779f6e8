"""Formulas printed as JavaScript: from the tree, with nothing of the user's text in them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gainproof.expression import Expr, Neg, Num, Sum, Sym
from gainproof.notation import parse
from gainproof.render.javascript import ARGUMENTS, double_double, function

PLACES = {"a": 0, "b": 1, "c": 2}
PRINTED = [
    ("a", "p[0]"),
    ("a + b - c", "sub(add(p[0],p[1]),p[2])"),
    ("a - b - c", "sub(p[0],add(p[1],p[2]))"),
    ("a*b/c", "div(mul(p[0],p[1]),p[2])"),
    ("2*a^3", "mul(num([2.0,0.0]),pow(p[0],3))"),
    ("-a", "neg(p[0])"),
    ("1/(a + b)", "div(num([1.0,0.0]),add(p[0],p[1]))"),
]


@pytest.mark.parametrize(("source", "wanted"), PRINTED)
def test_each_node_has_its_word(source: str, wanted: str) -> None:
    assert function(parse(source), PLACES) == ARGUMENTS + wanted


def test_a_sum_that_only_takes_away() -> None:
    a, b = Sym("a"), Sym("b")
    assert function(Sum(Neg(a), Neg(b)), PLACES) == ARGUMENTS + "neg(add(p[0],p[1]))"


@pytest.mark.parametrize(
    ("x", "error"),
    [(parse("sqrt(a)"), TypeError), (Sym("alert(1)"), KeyError), (Num(10**400), OverflowError)],
)
def test_what_has_no_word_is_refused(x: Expr, error: type[Exception]) -> None:
    with pytest.raises(error):
        function(x, PLACES)


@given(st.fractions(min_value=-(10**20), max_value=10**20))
def test_a_number_keeps_thirty_one_digits(q: Fraction) -> None:
    high, low = map(float, double_double(q)[1:-1].split(","))
    assert abs(Fraction(high) + Fraction(low) - q) <= abs(q) / 10**31
