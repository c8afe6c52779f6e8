"""Germs with roots: to which order something goes that holds j, or the root of what grows."""

from fractions import Fraction

import pytest

from gainproof.algebra.residues import Residues
from gainproof.hand.truth.germs import Germs, order_of, tends
from gainproof.notation import parse


def germs():
    residues = Residues()
    over = Germs(residues, residues.values, {"A": "oo", "r": "0"})
    return lambda x: parse(x).value({n: over.symbol(n) for n in parse(x).symbols()}, over.number)


@pytest.mark.parametrize(
    ("x", "order"),
    [("A", -1), ("r*B", 1), ("sqrt(A)", Fraction(-1, 2)), ("A + sqrt(A)", -1), ("sqrt(-1)*r", 1)],
)
def test_the_order_of_a_sum_with_roots_is_that_of_its_greatest_term(x, order):
    assert order_of(germs()(x)) == order


def test_what_tends_to_a_value_with_a_root():
    of = germs()
    assert tends(of("sqrt(-1)*A/(1 + A)"), of("sqrt(-1)"))
    assert not tends(of("sqrt(-1)*A/(1 + A)"), of("-sqrt(-1)"))
    assert not tends(of("A/(1 + A)"), of("sqrt(-1)"))


@pytest.mark.parametrize("x", ["sqrt(B + r)", "C*sqrt(B + r)/(1 + r)", "sqrt(B + r)*sqrt(B + 2*r)/sqrt(B)"])
def test_close_to_the_limit_a_root_is_that_of_the_limit(x):
    of, there = germs(), x.replace("2*r", "r").replace("r)", "0)")
    limit = of(there)
    assert tends(of(x), limit)
    assert not tends(of(x), of(f"2*({there})"))
    assert not tends(of(x), of(f"-({there})"))
    assert order_of(of(x) - limit) > order_of(limit)


def test_roots_of_what_goes_elsewhere_are_apart():
    of = germs()
    assert not tends(of("sqrt(B + A)"), of("sqrt(B)"))
    assert not tends(of("sqrt(B + r)"), of("sqrt(C)"))
    assert tends(of("sqrt(A + 1)"), of("sqrt(A)"))
