"""One symbol written for another in two places: the places are those of the line as it stands."""

from fractions import Fraction

import pytest

from gainproof.expression import Equation, Expr, Neg, Num, Prod, Sum, Sym
from gainproof.hand.diagnosis.exchanges import in_two_places
from gainproof.hand.diagnosis.needs import Point
from gainproof.units import UNITS

R1, R3 = Sym("R1"), Sym("R3")
POINT = Point({"R1": Fraction(2), "R3": Fraction(5)}, lambda q: q)
OHMS = {"R1": UNITS["Ω"], "R3": UNITS["Ω"]}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (Sum(R1, R1, R1), 12),
        (Sum(R1, Sum(R1, R1)), 12),
        (Prod(R1, Prod(R1, R1)), 50),
        (Neg(Neg(Prod(R1, R1, R1))), 50),
        (Sum(Neg(Sum(R1, R1)), R1), -2),
    ],
)
def test_a_bracket_that_falls_away_leads_no_path_astray(written: Expr, meant: int) -> None:
    q = Equation(Num(meant), written)
    found = [edit for (edit,) in in_two_places(q, POINT, OHMS, ["R1", "R3"])]
    assert found
    for edit in found:
        assert edit.path == (1,)
        assert POINT.value(edit.new) == meant
        assert [n.name for n in edit.new.walk() if isinstance(n, Sym)].count("R3") == 2
