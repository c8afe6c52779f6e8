"""Each kind of error is the error that its name says; other forms are other forms and nothing else."""

import random
from fractions import Fraction

import pytest

from benchmarks.planted.canonical import same
from benchmarks.planted.mutants import KINDS, Desk
from benchmarks.planted.shapes import another_form
from benchmarks.planted.trees import at, places, put
from gainproof.expression import Sym
from gainproof.notation import equation_text, parse_equation
from gainproof.units import UNITS

OHM, VOLT = UNITS["Ω"], UNITS["V"]
DESK = Desk({"R1": OHM, "R2": OHM, "R3": OHM, "v": VOLT, "V1": VOLT, "A": UNITS["1"], "i": UNITS["A"]})


@pytest.mark.parametrize(
    ("kind", "claim", "wrong"),
    [
        ("sign", "v = V1*(R1 - R2)/R3", "v = V1*(R1 + R2)/R3"),
        ("sign", "v = V1*R1/R3", "v = -V1*R1/R3"),
        ("inverted fraction", "v = -R2/R1*V1", "v = -R1/R2*V1"),
        ("dropped term", "v*(1 + R2/R1 + R2/R3) = V1", "v*(1 + R2/R1) = V1"),
        ("extra term", "v = V1*(1 + R2/R1)", "v = V1*(1 + R2/R1 + R3/R1)"),
        ("dropped factor", "v = A*R2*V1", "v = R2*V1"),
        ("dropped factor", "v = V1*R2/(R1 + R2)", "v = V1*R2"),
        ("extra factor", "v = V1", "v = 2*V1"),
        ("wrong symbol", "v = V1*R2/R1", "v = V1*R3/R1"),
        ("swapped parts", "v = V1*R2/(R1 + R2)", "v = V1*R1/(R2 + R1)"),
        ("bracket scope", "v = A*(V1 - v)", "v = A*V1 - v"),
        ("bracket scope", "v = (V1 - v)/R1", "v = V1 - v/R1"),
        ("bracket scope", "v = V1/(1 + A)", "v = V1/1 + A"),
        ("wrong side of the fraction", "v = A*V1/R1", "v = V1/(R1*A)"),
        ("wrong side of the fraction", "v = V1/(R1*A)", "v = V1*A/R1"),
        ("wrong parallel formula", "v = i*par(R1, R2)", "v = i*(R1 + R2)/(R1*R2)"),
        ("wrong parallel formula", "v = i*R1*R2*R3/(R1*R2 + R1*R3)", None),
        ("wrong parallel formula", "i = v*(1/R1 + 1/R2)", "i = v*(1/(R1 + R2))"),
        ("wrong power", "v = i*R1**2/R2", "v = i*R1/R2"),
        ("arithmetic", "v = V1*(1 + 2*R2/R1)", "v = V1*(1 + 3*R2/R1)"),
        ("dimensions", "v = V1*(1 + R2/R1)", "v = V1*(1 + R2)"),
        ("dimensions", "v = i*R1", "v = v*R1"),
    ],
)
def test_a_kind_makes_this_error(kind: str, claim: str, wrong: str | None) -> None:
    made = list(KINDS[kind](parse_equation(claim), DESK))
    if wrong is None:
        assert made == []
    else:
        assert any(same(q, parse_equation(wrong)) for q in made)


def test_nobody_forgets_half_of_the_line() -> None:
    claim = parse_equation("v = V1*(R1 + R2 + R3)/(1 + A*(R1*R2 + R2*R3 + R3*R1)/(R1 + R2))")
    made = [equation_text(q) for q in KINDS["dropped factor"](claim, DESK)]
    assert "v = V1*(R1 + R2 + R3)" not in made
    assert len(made) > 3


def test_places_and_putting_there() -> None:
    q = parse_equation("v = V1*R2/(R1 + R2)")
    found = dict(places(q))
    assert found[(1, 1, 0)] == Sym("R1")
    assert at(q, (1, 1, 0)) == Sym("R1")
    assert equation_text(put(q, (1, 1, 0), Sym("R3"))) == "v = V1*R2/(R3 + R2)"


def test_other_forms_have_the_same_value() -> None:
    claim = parse_equation("v = par(R1, R2)*(V1 - v)/R3 + A*V1*(1/R1 + 1/R2)")
    draw = random.Random(1)
    point = {n: draw.randint(2, 999) for n in (*DESK.dimensions,)}
    exact = {n: Fraction(x) for n, x in point.items()}
    forms = {equation_text(another_form(claim, random.Random(k))) for k in range(60)}
    assert len(forms) > 20
    right = claim.right.value(exact)
    for text in forms:
        q = parse_equation(text)
        assert {q.left.value(exact), q.right.value(exact)} == {exact["v"], right}
