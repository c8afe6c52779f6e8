"""Limits by leading terms: known ones, and against exact arithmetic at a very small parameter."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gainproof.algebra.limits import limit
from gainproof.algebra.rational import Ratio, Ring
from gainproof.errors import GainproofError
from gainproof.notation import parse, text

NAMES = ("Ao", "Ro", "Ri", "R1", "R2")
RING = Ring(NAMES)


def ratio(source: str) -> Ratio:
    return RING.ratio(parse(source))


@pytest.mark.parametrize(
    ("source", "to", "value", "order", "neglected"),
    [
        ("(1 + R2/R1)/(1 + (1 + R2/R1)/Ao)", {"Ao": "oo"}, "1 + R2/R1", 1, "-(1 + R2/R1)/Ao"),
        ("1/(1 + 1/Ao**2)", {"Ao": "oo"}, "1", 2, "-1/Ao**2"),
        ("(R2 + Ro)/R1", {"Ro": "0"}, "R2/R1", 1, "Ro/R2"),
        ("Ro*R1/(R1 + Ro)", {"Ro": "0"}, "0", 1, "Ro"),
        ("R2/Ao + R1/Ao**2", {"Ao": "oo"}, "0", 1, "R2/Ao"),
        ("R2/R1", {"Ao": "oo"}, "R2/R1", None, None),
    ],
)
def test_known_limits(
    source: str, to: dict[str, str], value: str, order: int | None, neglected: str | None
) -> None:
    found = limit(ratio(source), to)
    assert not found.infinite
    assert found.value is not None
    assert found.value == ratio(value)
    assert not found.by_rates
    assert found.order == order
    if neglected is not None:
        assert found.neglected == ratio(neglected)


def test_what_grows_has_no_value_but_a_leading_term() -> None:
    found = limit(ratio("Ri*(1 + Ao*R1/(R1 + R2))"), {"Ao": "oo"})
    assert found.infinite
    assert found.value is None
    assert found.order is None
    assert found.leading == ratio("Ri*Ao*R1/(R1 + R2)")


def test_a_limit_that_depends_on_the_rates_says_so() -> None:
    found = limit(ratio("(R1 + Ro*Ri/R2)/(R1 + Ro)"), {"Ro": "0", "Ri": "oo"})
    assert found.by_rates
    assert found.value == ratio("(R1 + 1/R2)/R1")


def test_dominating_terms_may_cancel_at_equal_rates() -> None:
    to = {"Ao": "oo", "Ri": "oo"}
    assert limit(ratio("(Ao - Ri + R1)/R2"), to).value == ratio("R1/R2")
    assert limit(ratio("(Ao - Ri + R1)/Ao"), to).value == ratio("0")
    assert limit(ratio("Ao/(Ao - Ri + R1)"), to).infinite


def test_nothing_over_nothing_is_refused() -> None:
    with pytest.raises(GainproofError, match="one after the other"):
        limit(ratio("R1*Ao/(Ao - Ri)"), {"Ao": "oo", "Ri": "oo"})


def test_an_unknown_destination_is_refused() -> None:
    with pytest.raises(GainproofError, match="expected oo or 0"):
        limit(ratio("Ao"), {"Ao": "1"})


def expressions() -> st.SearchStrategy[str]:
    atoms = st.sampled_from([*NAMES, "1", "2"])
    return st.recursive(
        atoms,
        lambda x: st.builds("({}{}{})".format, x, st.sampled_from(["+", "*", "/", "-"]), x),
        max_leaves=8,
    )


@settings(max_examples=150, deadline=None)
@given(expressions(), st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["oo", "0"]), min_size=1))
def test_the_limit_is_approached_as_fast_as_it_says(source: str, to: dict[str, str]) -> None:
    """At ε = 10^-80 the relative error is the neglected term's, to thirty digits."""
    try:
        f = ratio(source)
    except ZeroDivisionError:
        return
    if not f:
        return
    eps = Fraction(1, 10**80)
    rest = dict(zip(NAMES, map(Fraction, (30011, 50021, 70001, 110017, 130003)), strict=True))
    point = {n: {"oo": 1 / eps, "0": eps}[to[n]] * v if n in to else v for n, v in rest.items()}

    def at(r: Ratio) -> Fraction:
        return parse(text(r.expr())).value(point)  # type: ignore[no-any-return]

    try:
        found = limit(f, to)
    except GainproofError:
        return
    exact = parse(source).value(point)
    if found.by_rates:
        assert any(n in found.leading.symbols() for n in to)
    elif found.infinite:
        assert abs(exact / at(found.leading) - 1) < Fraction(1, 10**30)
        assert abs(exact) > 10**30
    elif found.neglected is None:
        assert found.value == f
    else:
        assert found.value is not None
        left = exact / at(found.value) - 1 if found.value else exact
        assert abs(left / at(found.neglected) - 1) < Fraction(1, 10**30)
        assert found.order is not None
        assert found.order > 0
