"""Shown work on the page: rows that fit, relations below each other, numbers with units in every format."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from gainproof.expression import Expr, Neg, Prod, Quot, Sum, Sym
from gainproof.render import latex, mathml, render, typst
from gainproof.render.marks import MINUS, PLUS, TIMES, Amount, Letter, Mark, Row, Sign
from gainproof.render.measures import width
from gainproof.render.room import Room
from gainproof.render.terminal import terminal
from gainproof.render.typesetting import typeset
from gainproof.render.working import MOST_ROWS, chain, working
from gainproof.studies import document, study
from gainproof.worked import shown_work as shown_work_module
from gainproof.worked.figures import Figure, Polar, Words
from gainproof.worked.shown_work import Line

AMP = """* amplifier
V1 in 0 10m
X1 in n out opamp Ao=200k Ri=50k Ro=100
R1 n 0 100
R2 out n 99.9k
Rl out 0 2k
.tf V(out) V1
"""


def kilo(digits: str) -> Figure:
    return Figure(digits, 0, "k", "Ω", False)


def pure(digits: str) -> Figure:
    return Figure(digits, 0, "", "", False)


def signs(m: Mark) -> list[str]:
    return [p.text for p in m.parts if isinstance(p, Sign)] if isinstance(m, Row) else []


DOTS: dict[str, tuple[Expr, int]] = {
    "two numbers": (Prod(pure("2"), pure("3")), 1),
    "a number and a symbol": (Prod(pure("2"), Sym("x")), 0),
    "a unit is no symbol": (Prod(kilo("2"), Sym("x")), 1),
    "a unit does not stand before a bracket": (Prod(kilo("2"), Sum(pure("1"), Sym("x"))), 1),
    "fractions of numbers": (Prod(Quot(pure("1"), pure("2")), Quot(pure("3"), Sum(pure("4"), pure("5")))), 1),
    "symbols": (Prod(Sym("x"), Quot(Sym("y"), Sym("z"))), 0),
}


@pytest.mark.parametrize("case", DOTS)
def test_numbers_in_a_product_do_not_run_together(case: str) -> None:
    x, dots = DOTS[case]
    assert signs(typeset(x)).count(TIMES) == dots


def test_a_negative_number_has_brackets_where_it_must() -> None:
    x = Sum(pure("5"), Neg(Neg(pure("3"))))
    assert latex.mark(typeset(x)) == "5-(-3)"
    assert latex.mark(typeset(Prod(pure("2"), Neg(pure("3"))))) == r"2\cdot (-3)"
    assert latex.mark(typeset(Quot(pure("2"), Sum(Neg(pure("9")), pure("1"))))) == r"\dfrac{2}{-9+1}"


AMOUNT = Amount("6.2832", "krad/s", -7, True)


def test_an_amount_in_every_format() -> None:
    assert latex.mark(AMOUNT) == r"\mathrm{j}6.2832\cdot 10^{-7}\,\text{krad/s}"
    assert typst.mark(AMOUNT) == 'upright("j") 6.2832 dot.op attach(10, t: -7) thin upright("krad/s")'
    assert re.sub("<[^>]*>", "", mathml.mark(AMOUNT)) == "j6.2832·10−7krad/s"
    assert latex.mark(Amount("0.5", "%")).endswith(r"\,\text{\%}")


def test_a_phase() -> None:
    m = typeset(Polar(pure("0.71"), Decimal("-45.00")))
    assert isinstance(m, Row)
    assert [p.text for p in m.parts if isinstance(p, Sign | Amount)] == ["0.71", "∠", MINUS, "45.00"]
    assert r"\angle\mathopen{}-45.00" in latex.mark(m)


def wide(line: Line, room: Room) -> list[float]:
    return [width(r.before) + width(r.after) for r in chain(line.left, line.links, room)]


def test_rows_fit_and_begin_with_a_relation() -> None:
    sum_of_many = Sum(*(Prod(kilo(str(k)), pure("3.14159")) for k in range(100, 112)))
    line = Line("result", Sym("y"), (("=", sum_of_many), ("≈", kilo("4.0000"))))
    room = Room(widest=30.0)
    rows = chain(line.left, line.links, room)
    assert len(rows) > 3
    assert all(w <= room.widest + 3 for w in wide(line, room))
    assert [r.indent for r in rows] == [False, *[True] * (len(rows) - 2), False]
    assert signs(rows[1].after)[0] == PLUS
    assert signs(rows[-1].after)[0] == "≈"


def test_what_fits_stands_in_one_row() -> None:
    rows = chain(Sym("y"), (("=", Sym("x")), ("=", pure("3"))), Room(widest=30.0))
    assert len(rows) == 1
    assert signs(rows[0].after) == ["=", "="]


def test_a_formula_that_fits_nowhere_is_left_out_if_another_follows() -> None:
    long = Quot(Sum(*(Sym(f"R{k}") for k in range(60))), Sym("x"))
    rows = chain(Sym("y"), (("=", long), ("=", pure("3"))), Room(widest=30.0))
    assert len(rows) == 1
    assert not any(isinstance(p, Letter) for p in rows[0].after.parts)  # type: ignore[union-attr]


def test_displays_are_short_and_have_room_beside_the_widest_left_side() -> None:
    links = (("=", Sum(*(kilo("123.45") for _ in range(4)))), ("≈", kilo("1")))
    many = [Line("definition", Sym(f"x{k}"), links) for k in range(20)] + [
        Line("error", Words("a very long name of a number"), links)
    ]
    displays = working(many, Room(widest=36.0))
    assert all(len(d) <= MOST_ROWS for d in displays)
    left = max(width(r.before) for d in displays for r in d)
    assert all(left + width(r.after) <= 36 for d in displays for r in d)


def test_the_terminal_shows_it_in_any_width_and_in_ascii() -> None:
    page = document(study(AMP), schematic=False)
    for columns in (40, 60, 100):
        said = terminal(page, width=columns)
        assert "994.76" in said
        assert max(map(len, said.splitlines())) <= columns
    said = terminal(page, ascii=True)
    assert said.isascii()
    assert "99.9 kohm" in said


def test_what_is_left_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown_work_module, "MOST_LEAVES", 3)
    page = document(study(AMP), schematic=False)
    assert page.example is not None
    assert page.example.work == ()
    assert page.example.work_left_out.startswith("The work is not shown: the formula has ")
    for format in ("latex", "typst", "html"):
        assert "too many to work them on paper" in render([page], format)
    assert "too many to work them on paper" in " ".join(terminal(page).split())
