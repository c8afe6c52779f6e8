"""One fraction of a product or a quotient: whatever is cancelled, the value stays, and so does the sign."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gainproof.expression import Expr, Num, Sym, add, div, mul, neg
from gainproof.notation import parse, text
from gainproof.tidy import product, quotient

POINT = {"a": Fraction(3), "b": Fraction(5), "c": Fraction(7), "d": Fraction(11)}


def worth(x: Expr) -> Fraction:
    """The value at a point."""
    return x.value(POINT, lambda q: q)


positive = st.recursive(
    st.sampled_from([Sym(n) for n in POINT] + [Num(Fraction(2))]),
    lambda x: st.lists(x, min_size=2, max_size=3).flatmap(
        lambda xs: st.sampled_from([add(*xs), mul(*xs), div(xs[0], xs[1])])
    ),
    max_leaves=8,
)
signed = st.lists(st.tuples(st.booleans(), positive), min_size=1, max_size=3).flatmap(
    lambda xs: st.sampled_from([f(*(neg(x) if s else x for s, x in xs)) for f in (add, mul)])
)


@given(signed, signed, signed)
def test_the_value_stays(a: Expr, b: Expr, c: Expr) -> None:
    x = mul(a, b)
    if worth(c):
        assert worth(quotient(x, c)) == worth(x) / worth(c)
    if worth(x):
        assert worth(quotient(c, x)) == worth(c) / worth(x)
    assert worth(product(x, c)) == worth(x) * worth(c)


@pytest.mark.parametrize(
    ("over", "under", "shown"),
    [
        ("a*(-b - c)", "1 + d", "-a/(1 + d)*(b + c)"),
        ("a*(-b - c)", "-d", "a/d*(b + c)"),
        ("(-a - b)*(-b - c)", "d", "(a + b)*(b + c)/d"),
        ("a", "b*(-c - d)", "-a/(b*(c + d))"),
    ],
)
def test_a_factor_that_is_all_minus_is_a_minus(over: str, under: str, shown: str) -> None:
    """A sum of several sources, all of which invert, stands behind the gain of an amplifier."""
    assert text(quotient(parse(over), parse(under))) == shown
