"""Whether a suggestion is the line as it was: what counts as one writing, and what does not."""

import pytest

from benchmarks.planted.canonical import equal_sides, same
from gainproof.notation import parse_equation

V = "v_3 = V1*(R1 + R2)/R1"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (V, "v_3 = (R2 + R1)*V1/R1"),
        (V, "V1*(R1 + R2)/R1 = v_3"),
        (V, "v_3 = V1/R1*(R1 + R2)"),
        (V, "v3 = V1*(R_1 + R_2)/R_1"),
        (V, "-v_3 = -V1*(R1 + R2)/R1"),
        (V, "v_3 = -V1*(-R1 - R2)/R1"),
        ("v = a/(b/c)", "v = a*c/b"),
        ("v = a - (b - c)", "v = a - b + c"),
        ("v = a*a", "v = a**2"),
        ("v = 2*3*a", "v = 6*a"),
        ("v = par(a, b)", "v = par(b, a)"),
        ("i_1 - i_2 = 0", "i_2 - i_1 = 0"),
    ],
)
def test_these_are_one_writing(a: str, b: str) -> None:
    assert same(parse_equation(a), parse_equation(b))
    assert equal_sides(parse_equation(a), parse_equation(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (V, "v_3 = V1*(1 + R2/R1)"),
        ("v = par(a, b)", "v = a*b/(a + b)"),
        ("v = a*(b + c)", "v = a*b + a*c"),
        ("v = (a + b)/c", "v = a/c + b/c"),
    ],
)
def test_these_have_equal_sides_and_are_another_writing(a: str, b: str) -> None:
    assert not same(parse_equation(a), parse_equation(b))
    assert equal_sides(parse_equation(a), parse_equation(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (V, "v_3 = V1*(R1 - R2)/R1"),
        (V, "v_3 = V1*(R1 + R2)/R2"),
        (V, "v_3*R1 = V1*(R1 + R2)"),
        (V, "v_3 = v_1*(R1 + R2)/R1"),
        ("v = a - b", "v = b - a"),
        ("v = a", "v = 2*a"),
        ("V1 = a", "v1 = a"),
    ],
)
def test_these_are_not_equal(a: str, b: str) -> None:
    assert not same(parse_equation(a), parse_equation(b))
    assert not equal_sides(parse_equation(a), parse_equation(b))
