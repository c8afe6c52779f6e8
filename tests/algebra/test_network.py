"""Series and parallel combinations: every one is recognised, and nothing else is."""

import pytest
from arranging import alike, exact
from hypothesis import given, settings
from hypothesis import strategies as st

from gainproof.algebra.forms.network import combination
from gainproof.expression import Expr, add, par
from gainproof.notation import parse, text


def found(source: str) -> Expr | None:
    return combination(exact(source), text)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("R1", "R1"),
        ("R1 + R2", "R1 + R2"),
        ("R1*R2/(R1 + R2)", "par(R1, R2)"),
        ("2*R1*R2/(R1 + R2)", "2*par(R1, R2)"),
        ("(R1 + R2)/2", "(R1 + R2)/2"),
        ("R1*(R2 + R3)/(R1 + R2 + R3)", "par(R1, R2 + R3)"),
    ],
)
def test_combinations(source: str, expected: str) -> None:
    x = found(source)
    assert x is not None
    assert alike(x, parse(expected)), text(x)


@pytest.mark.parametrize(
    "source",
    [
        "R1 - R2",
        "R1*R2",
        "R1/R2",
        "1/R1",
        "R1*R1/(R1 + R2)",
        "R1 + R1*R2/(R1 + R2)",
        "R1*R2/(R1 + R2 + R3)",
        "(R1*R2*R3 + R1*R2*R4 + R1*R3*R4 + R2*R3*R4 + R5*(R1 + R3)*(R2 + R4))"
        "/((R1 + R2)*(R3 + R4) + R5*(R1 + R2 + R3 + R4))",
        "0*R1",
    ],
)
def test_what_is_no_combination(source: str) -> None:
    """Negative parts, wrong dimensions, a part used twice, a bridge."""
    assert found(source) is None


@st.composite
def networks(draw: st.DrawFn) -> Expr:
    count = draw(st.integers(2, 8))
    parts = [parse(f"R{k}") for k in range(count)]
    while len(parts) > 1:
        k = draw(st.integers(0, len(parts) - 2))
        join = draw(st.sampled_from([add, par]))
        parts[k : k + 2] = [join(parts[k], parts[k + 1])]
    return parts[0]


@settings(max_examples=100, deadline=None)
@given(networks())
def test_every_network_is_found(x: Expr) -> None:
    y = found(text(x))
    assert y is not None
    assert alike(x, y), text(y)
