"""Signs of polynomials for positive parts: certain where all coefficients agree, an inequality elsewhere."""

import random
from fractions import Fraction

import pytest

from gainproof.algebra.rational import Polynomial, Ring
from gainproof.guards.findings import inequality_text
from gainproof.guards.signs import LARGEST, at_values, collected, end, inequality, sign, split, vanishing
from gainproof.notation import parse

RING = Ring(["R1", "R2", "R3", "R4", "s"])


def polynomial(text: str) -> Polynomial:
    return RING.ratio(parse(text)).num


CERTAIN = [
    ("R1 + R2*R3", 1),
    ("-R1 - 2*R2", -1),
    ("7", 1),
    ("R1*R4 - R2*R3", 0),
    ("R1 - 1", 0),
    ("0", 0),
]


@pytest.mark.parametrize(("text", "expected"), CERTAIN)
def test_coefficients_of_one_sign_are_certain(text: str, expected: int) -> None:
    assert sign(polynomial(text)) == expected


def test_a_part_that_may_be_negative_makes_nothing_certain() -> None:
    assert sign(polynomial("R1 + R2"), [0]) == 0
    assert sign(polynomial("R3 + R2"), [0]) == 1
    assert split(polynomial("R1*(R2 + R3)"), [0]) == (1, [polynomial("R1")])


def test_a_sign_hangs_on_its_changing_factors_alone() -> None:
    certain, (factor,) = split(polynomial("(R1 + R2)*(R1*R4 - R2*R3)*3"))
    assert certain * factor == polynomial("R1*R4 - R2*R3")
    assert split(polynomial("-(R1 + R2)*(R1 - R2)^2")) == (-1, [])
    certain, factors = split(polynomial("(R1 - R2)*(R3 - R4)"))
    assert len(factors) == 2
    assert certain == 1


def test_what_may_vanish() -> None:
    found = vanishing(polynomial("(R1 + R2)*(R1 - R2)^2*(R1*R4 - R2*R3)*s"))
    assert {inequality_text(inequality(RING, 1, [f], "≠")) for f in found} == {
        "R1 != R2",
        "R1*R4 != R2*R3",
    }
    assert vanishing(polynomial("R1*R4 + R2*R3")) == []


SHORT = [
    ("R1*R4 - R2*R3", 1, ">", "R1*R4 > R2*R3"),
    ("R1*R4 - R2*R3", -1, ">", "R2*R3 > R1*R4"),
    ("R1*R4 - R2*R3", 1, "≠", "R1*R4 != R2*R3"),
    ("R1*R4 + R1*R3 - R2*R3", 1, ">", "R1*(R3 + R4) > R2*R3"),
    ("2*R1 - R2 - R3", -1, ">", "R2 + R3 > 2*R1"),
]


@pytest.mark.parametrize(("text", "certain", "relation", "expected"), SHORT)
def test_an_inequality_has_positive_sides(text: str, certain: int, relation: str, expected: str) -> None:
    assert inequality_text(inequality(RING, certain, [polynomial(text)], relation)) == expected


def test_several_factors_are_one_product() -> None:
    q = inequality(RING, -1, [polynomial("R1 - R2"), polynomial("R3 - R4")])
    assert inequality_text(q) == "(R1 - R2)*(R3 - R4) < 0"


def test_collecting_keeps_the_value() -> None:
    rng = random.Random(1)
    for _ in range(40):
        terms = {tuple(rng.randint(0, 2) for _ in RING.names): rng.randint(1, 9) for _ in range(6)}
        p = RING.polynomial(terms)
        assert RING.ratio(collected(RING, p)).num == p


def test_a_long_polynomial_is_one_factor() -> None:
    ring = Ring([f"x{k}" for k in range(30)])
    g = [ring.generators[n] for n in ring.names]
    p = sum(a * b for k, a in enumerate(g) for b in g[k:]) - 2 * g[0] * g[0]
    assert len(p) > LARGEST
    assert split(p) == (1, [p])
    assert vanishing(p) == [p]


def test_the_ends_of_s() -> None:
    p = polynomial("R1*s + R2*s^2 - R3*s^3")
    assert end(RING, p, "s", True) == (1, polynomial("R1"))
    assert end(RING, p, "s", False) == (3, polynomial("-R3"))
    assert end(Ring(["R1"]), Ring(["R1"]).generators["R1"], "s", True)[0] == 0


def test_example_values() -> None:
    values = {"R1": Fraction(2), "R2": Fraction(3), "R3": Fraction(5)}
    assert at_values(RING, polynomial("R1*R2 - R3*s"), values) == [6, -5]
    assert at_values(RING, polynomial("R4*R1 - R4*R2"), values) == [-1], (
        "a common factor is no number that is missing"
    )
    assert at_values(RING, polynomial("R4 - R2"), values) is None
    assert at_values(RING, polynomial("0"), values) == [0]
