"""Wide claims become rows that fit, and say the same."""

from __future__ import annotations

import random

import pytest

from gainproof.expression import ONE, ZERO, Equation, Expr, Quot, Sym, add, div, mul, neg, par, power
from gainproof.notation import parse, parse_equation
from gainproof.render.cutting import cut
from gainproof.render.lines import lines
from gainproof.render.marks import Word
from gainproof.render.measures import height, width
from gainproof.render.paint import Paint, Painted
from gainproof.render.room import BOX, INDENT, Room

NAMES = ["Ao", "CMRR", "R_cm", "Ri", "Ro", "Rl", "R1", "R2", "Rs", "C1", "gm"]


def poly(n: int, seed: int, powers: int = 3) -> Expr:
    r = random.Random(seed)
    terms = []
    for _ in range(n):
        t = mul(
            *(Sym(r.choice(NAMES)) for _ in range(r.randint(2, 5))), power(Sym("s"), r.randint(0, powers))
        )
        terms.append(neg(t) if r.random() < 0.3 else t)
    return add(*terms)


def ladder(n: int) -> Expr:
    """The continued fraction of an RC ladder."""
    x: Expr = Sym("R0")
    for i in range(1, n):
        x = add(Sym(f"R{i}"), div(ONE, add(Sym("s") * Sym(f"C{i}"), div(ONE, x))))
    return x


WIDE = {
    "ladder": Equation(Sym("Z"), ladder(14)),
    "quotient": Equation(div(Sym("v_3"), Sym("V1")), Quot(poly(20, 1), poly(30, 2))),
    "long names": Equation(Sym("v_out"), Quot(poly(30, 12, powers=0), mul(Sym("CMRR"), poly(20, 13)))),
    "sum": Equation(Sym("Z"), poly(30, 3, powers=0)),
    "node": Equation(add(*(div(Sym(f"v_{i}"), Sym(f"R{i}")) for i in range(30))), ZERO),
    "product": Equation(Sym("Z"), mul(*(add(Sym(f"R{i}"), Sym(f"L{i}") * Sym("s")) for i in range(14)))),
    "parallel": Equation(Sym("Z"), par(*(add(Sym(f"R{i}"), Sym(f"L{i}") * Sym("s")) for i in range(14)))),
    "both sides": Equation(Sym("v_2") * poly(12, 4), Sym("v_3") * poly(12, 5) + Sym("V1")),
    "wide left side": Equation(
        Sym("Clong_capacitor") * add(*(Sym(f"v_{i}") * Quot(Sym("R1"), Sym(f"R{i}")) for i in range(9))),
        Quot(poly(9, 10), Sym("R1")),
    ),
    "wide factors in a sum": Equation(
        add(Sym("v_out"), mul(*(add(*(Sym(f"R{i}{k}") for i in range(6))) for k in range(3)))), Sym("V1")
    ),
    "mixed": Equation(
        Sym("Z"), add(mul(Quot(poly(3, 6), poly(18, 7)), Sym("V1")), neg(mul(poly(4, 8), Sym("R1"))))
    ),
}


@pytest.mark.parametrize("claim", WIDE.values(), ids=WIDE.keys())
def test_every_row_fits(claim: Equation) -> None:
    room = Room(widest=31.0)
    rows = lines(claim, room, set(claim.symbols()))
    assert len(rows) > 1
    before = max(width(line.before) for line in rows)
    for line in rows:
        assert height(line.after) <= room.tallest
        assert before + width(line.after) + (INDENT if line.indent else 0) <= room.widest + 0.01


def test_a_narrow_claim_stays_in_one_row() -> None:
    assert len(lines(parse_equation("v_3/V1 = G_I/(1 + G_I/Ao)"), Room(widest=31.0), set())) == 1


@pytest.mark.parametrize("claim", WIDE.values(), ids=WIDE.keys())
def test_the_names_given_to_wide_parts_stand_for_them(claim: Equation) -> None:
    """Putting the definitions back gives a claim of the same value at a point, on both sides."""
    first, *definitions = cut(claim, Room(widest=31.0), set(claim.symbols()))
    point = {n: random.Random(n).randint(2, 1000) / 7 for n in claim.symbols()}
    while pending := [d for d in definitions if d.left.args[0] not in point]:
        for d in pending:
            if all(n in point for n in d.right.symbols()):
                point[d.left.args[0]] = d.right.value(point, float)
    assert first.left.value(point, float) == pytest.approx(claim.left.value(point, float), rel=1e-9)
    assert first.right.value(point, float) == pytest.approx(claim.right.value(point, float), rel=1e-9)


def test_a_painted_sum_is_broken_into_rows_and_not_named() -> None:
    """Only a brace needs its sum in one piece."""
    inside = add(*(parse(f"R{k}*V_in/(R_a + R{k})") for k in range(12)), neg(Sym("V_off")))
    for paint, most in ((Paint("substituted"), 1), (Paint("error", "error"), 2)):
        pieces = cut(Equation(Sym("v_out"), Painted(inside, paint)), Room(widest=20.0), set())
        assert len(pieces) == most
        rows = lines(Equation(Sym("v_out"), Painted(inside, paint)), Room(widest=20.0), set())
        assert len(rows) > 2


def test_what_stands_twice_has_one_name() -> None:
    wide = poly(20, 21, powers=0)
    twice = Equation(Sym("v_out"), add(mul(Sym("R4"), wide), mul(Sym("R3"), wide)))
    pieces = cut(twice, Room(widest=31.0), set(twice.symbols()))
    assert [p.left for p in pieces] == [Sym("v_out"), Sym("Sigma_1")]


def test_names_made_up_avoid_those_in_use() -> None:
    taken = {"N", "D", *NAMES, "s", "v_3", "V1"}
    lines(WIDE["quotient"], Room(widest=31.0), taken)
    assert {"N_1", "D_1"} <= taken


def test_no_name_made_up_is_that_of_a_part() -> None:
    """X1 and Q1 are parts; a sum is called Σ, a product Π, anything else Φ."""
    made = {
        d.left.args[0].partition("_")[0] for w in WIDE.values() for d in cut(w, Room(widest=20.0), set())[1:]
    }
    assert made <= {"N", "D", "Sigma", "Pi", "Phi", *"abcdefgh"}
    assert {"N", "D", "Sigma"} <= made


def test_a_number_and_a_box_take_their_room() -> None:
    room = Room(widest=35.0)
    assert room.left_by("") == room
    assert room.left_by("IA.14a").widest < room.left_by("5.3").widest < 33
    assert room.left_by("5.3", boxed=True).widest == room.left_by("5.3").widest - BOX


def test_a_sum_without_end_is_elided_in_the_open() -> None:
    rows = lines(Equation(Sym("Z"), poly(5000, 9, powers=0)), Room(widest=31.0), set())
    assert len(rows) < 60
    last = rows[-1].after.parts[-1]  # type: ignore[union-attr]
    assert isinstance(last, Word)
    assert "more terms, in the JSON" in last.text


def test_what_is_taller_than_a_row_does_not_fit_however_much_width_there_is() -> None:
    claim = Equation(Sym("y"), div(Sym("a"), add(ONE, div(Sym("b"), add(ONE, div(Sym("c"), Sym("d")))))))
    assert Room(widest=1000.0).fits(claim)
    assert not Room(widest=1000.0, tallest=3.0).fits(claim)
    assert not Room(widest=1000.0, tallest=3.0).small(claim.right, 1000.0)
