"""The general point: satisfies its premises in every field, leaves open what they leave open, and refuses to
be found where they contradict each other."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gainproof.algebra.residues import Residues
from gainproof.notation import parse_equation
from gainproof.rules.point import Contradiction, Exact, Rationals, satisfy

CIRCUIT = ["v_1 = V1", "(v_2 - v_1)/R1 + v_2/R2 = 0"]
UNKNOWNS = ["v_1", "v_2", "i_1", "R", "G"]


def equations(*claims: str):
    return [parse_equation(c) for c in claims]


@pytest.mark.parametrize("field", [Residues(), Rationals(1), Exact(["V1", "R1", "R2", "v_1", "v_2"])])
def test_the_premises_hold_at_the_point(field) -> None:
    found = equations(*CIRCUIT)
    point = satisfy(found, UNKNOWNS, field)
    for q in found:
        assert q.left.value(point, field.number) == q.right.value(point, field.number)


def test_what_is_open_stays_open() -> None:
    field = Exact(["v_1", "v_2", "R1"])
    point = satisfy(equations("v_1 = R1*v_2"), UNKNOWNS, field)
    assert {str(point["v_1"]), str(point["v_2"])} & {"(v_1)/(1)", "(v_2)/(1)"}


def test_a_reciprocal_definition_is_turned_over() -> None:
    point = satisfy(equations("1/R = 1/R1 + 1/R2"), UNKNOWNS, Rationals(3))
    assert 1 / point["R"] == 1 / point["R1"] + 1 / point["R2"]


def test_a_quotient_of_unknowns_waits_for_them() -> None:
    point = satisfy(equations("G = V1/i_1", "v_1 = R1*i_1"), UNKNOWNS, Rationals(3))
    assert point["G"] * point["i_1"] == point["V1"]


@pytest.mark.parametrize(
    "claims",
    [
        ["v_1 = V1", "v_1 = 2*V1"],
        ["V1 = 0"],
        ["v_1*v_2 = V1", "v_1**2 = V1"],
    ],
)
def test_contradictions_and_curves_are_refused(claims: list[str]) -> None:
    with pytest.raises(Contradiction):
        satisfy(equations(*claims), UNKNOWNS, Residues())


def test_division_by_what_vanishes() -> None:
    with pytest.raises(ZeroDivisionError):
        satisfy(equations("v_1 = V1/(R1 - R1)"), UNKNOWNS, Rationals(1))


def tangled(draw: random.Random) -> list[str]:
    """Up to four equations with products, quotients, powers and reciprocals of unknowns."""

    def term(depth: int) -> str:
        if depth == 0 or draw.random() < 0.3:
            return draw.choice([*UNKNOWNS, *UNKNOWNS, "V1", "R1", "2"])
        shape = draw.choice(
            ["({}) + ({})", "({}) - ({})", "({})*({})", "({})/({})", "1/({1}) + ({0})", "({})**2 + ({})"]
        )
        return shape.format(term(depth - 1), term(depth - 1))

    out = []
    for _ in range(draw.randint(1, 4)):
        left = draw.choice([*UNKNOWNS, f"1/{draw.choice(UNKNOWNS)}", term(1)])
        out.append(f"{left} = {term(draw.randint(0, 2))}")
    return out


def test_no_premise_is_left_waiting_however_the_unknowns_are_tangled() -> None:
    """Every premise holds at a point that was found; all of them, or there is no point."""
    found, refused = 0, 0
    for seed in range(600):
        premises = equations(*tangled(random.Random(seed)))
        field = Residues()
        try:
            point = satisfy(premises, UNKNOWNS, field)
            values = [
                (q.left.value(point, field.number), q.right.value(point, field.number)) for q in premises
            ]
        except (Contradiction, ZeroDivisionError):
            refused += 1
            continue
        assert all(a == b for a, b in values), (seed, premises)
        found += 1
    assert (found > 200, refused > 20) == (True, True), (found, refused)


@given(st.integers(0, 10_000))
def test_small_points_are_exact(seed: int) -> None:
    point = satisfy(equations(*CIRCUIT), UNKNOWNS, Rationals(seed))
    assert point["v_2"] == point["V1"] * point["R2"] / (point["R1"] + point["R2"])
    assert isinstance(point["v_2"], Fraction)


def test_the_prime_is_drawn_anew() -> None:
    assert len({Residues().prime for _ in range(20)}) == 20
    assert all(2**60 < Residues().prime < 2**61 for _ in range(20))
