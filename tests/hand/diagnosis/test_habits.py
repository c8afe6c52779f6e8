"""What is odd about a line: terms built unlike one another, products of voltages, what nobody leaves."""

import pytest

from gainproof.expression import ONE, Equation, Prod, Quot, Sym
from gainproof.hand.diagnosis.habits import clutter, degree, disparity
from gainproof.notation import parse, parse_equation
from gainproof.units import UNITS

OF = {n: UNITS[u] for n, u in (("v", "V"), ("w", "V"), ("i", "A"), ("R", "Ω"), ("r", "Ω"), ("A", "1"))}


@pytest.mark.parametrize(
    ("like", "unlike"),
    [
        ("v/R + (v - w)/r = 0", "v + (v - w)*R/r = 0"),
        ("v/R + (v - w)/r = 0", "v + (v - w)/r = 0"),
        ("A*v/R + w/R = 0", "A*v/R + w = 0"),
        ("v/R + v/r - w/r = 0", "v/R + v/r - i = 0"),
        ("i = v/R + v/r + v/R", "i = v/R + R*v/r + v/R"),
        ("v*(R**2 + R*r) = w", "v*(R**2 + r) = w"),
    ],
)
def test_disparity(like: str, unlike: str) -> None:
    assert disparity(parse_equation(like), OF) < disparity(parse_equation(unlike), OF)


def test_pure_numbers_make_no_difference() -> None:
    assert disparity(parse_equation("A*v/R + w/R = 0"), OF) == 0


@pytest.mark.parametrize(
    ("x", "most"), [("v*w/R", 2), ("v/w", 1), ("R*(v + w**2)", 2), ("A*R/r", 0), ("i*(v + R*i)/(v + 1)", 2)]
)
def test_degree(x: str, most: int) -> None:
    assert degree(parse(x), {"v", "w", "i"}) == most


@pytest.mark.parametrize("line", ["v - v = w", "v*R/R = w", "v + v = w", "v + w = w"])
def test_clutter(line: str) -> None:
    assert clutter(parse_equation(line)) > clutter(parse_equation("v + R*i = w*A"))


def test_nobody_divides_by_one() -> None:
    plain = clutter(Equation(Sym("v_out"), Sym("V1")))
    assert clutter(Equation(Quot(Sym("v_out"), ONE), Sym("V1"))) > plain + 2
    assert clutter(Equation(Prod(ONE, Sym("v_out")), Sym("V1"))) > plain + 2


def test_a_deep_product_is_gone_through_once() -> None:
    x = parse("v_2")
    for _ in range(60):
        x = Prod(Sym("R1"), Quot(x, Sym("R2")))
    assert degree(x, {"v_2"}) == 1
    assert degree(Prod(x, x), {"v_2"}) == 2
