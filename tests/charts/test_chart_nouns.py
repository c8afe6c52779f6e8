"""What a chart is made of, and what is refused before anything is drawn."""

from math import inf, nan

import pytest

from gainproof.charts.nouns import Axis, Band, Bars, Chart, Curve, Figure, Mark, figure
from gainproof.errors import GainproofError

X, Y = Axis(("x",)), Axis(("y",))
LOG = Axis(("x",), "Hz", log=True)
LINE = Curve(((0.0, 0.0), (1.0, 1.0)))

REFUSED = {
    "no finite point": lambda: Chart(X, Y),
    "no finite point ": lambda: Chart(X, Y, (Curve(((0.0, nan), (1.0, nan))),)),
    "is infinite": lambda: Chart(X, Y, (Curve(((0.0, 0.0), (1.0, inf))),)),
    "no finite abscissa": lambda: Chart(X, Y, (Curve(((nan, 0.0), (1.0, 1.0))),)),
    "from left to right": lambda: Chart(X, Y, (Curve(((1.0, 0.0), (0.0, 1.0))),)),
    "-1 is not greater than zero": lambda: Chart(LOG, Y, (Curve(((-1.0, 0.0), (1.0, 1.0))),)),
    "0 is not greater than zero": lambda: Chart(X, LOG, (LINE,)),
    "-5 is not greater than zero": lambda: Chart(Axis((), log=True, low=-5), Y, (Curve(((1.0, 0.0),)),)),
    "from 2 to 1": lambda: Chart(Axis((), low=2, high=1), Y, (LINE,)),
    "from 1 to 1": lambda: Chart(Axis((), low=1, high=1), Y, (LINE,)),
    "ends at no finite value": lambda: Chart(Axis((), low=-inf), Y, (LINE,)),
    "no role 'pink'": lambda: Chart(X, Y, (Curve(LINE.points, role="pink"),)),
    "more than 60 decades": lambda: Chart(LOG, Y, (Curve(((1e-40, 0.0), (1e40, 1.0))),)),
    "too far apart": lambda: Chart(X, Y, (Curve(((0.0, -1.7e308), (1.0, 1.7e308))),)),
    "one edge more": lambda: Chart(X, Y, bars=(Bars((0.0, 1.0), (1.0, 2.0)),)),
    "a mark has no place": lambda: Chart(X, Y, (LINE,), marks=(Mark(label=("here",)),)),
    "more than 200000 points": lambda: Chart(X, Y, (Curve(tuple((float(k), 0.0) for k in range(200_001))),)),
    "without a chart": lambda: Figure(()),
    "one height for each": lambda: Figure((Chart(X, Y, (LINE,)),), heights=(1.0, 2.0)),
    "share one horizontal axis": lambda: Figure(
        (Chart(X, Y, (LINE,)), Chart(LOG, Y, (Curve(((1.0, 0.0), (10.0, 1.0))),)))
    ),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_cannot_be_drawn_is_refused_with_a_reason(why: str) -> None:
    with pytest.raises(GainproofError, match=why.strip()):
        REFUSED[why]()


DRAWN = {
    "one point": Chart(X, Y, (Curve(((1.0, 1.0),)),)),
    "all values zero": Chart(X, Y, (Curve(((0.0, 0.0), (1.0, 0.0))),)),
    "a gap": Chart(X, Y, (Curve(((0.0, 0.0), (1.0, nan), (2.0, 1.0))),)),
    "a jump": Chart(X, Y, (Curve(((0.0, 0.0), (1.0, 0.0), (1.0, 5.0), (2.0, 5.0))),)),
    "15 decades": Chart(LOG, Axis(("y",), "V", log=True), (Curve(((1e-3, 1e-9), (1e12, 1e6))),)),
    "marks alone": Chart(X, Y, marks=(Mark(1.0, 2.0), Mark(x=3.0))),
    "a band alone": Chart(X, Y, bands=(Band(((0.0, -1.0, 1.0), (1.0, -2.0, 2.0))),)),
    "no bar higher than another": Chart(X, Y, bars=(Bars((0.0, 1.0, 2.0), (0.0, 0.0)),)),
}


@pytest.mark.parametrize("name", DRAWN)
def test_what_is_odd_but_can_be_drawn_is_taken(name: str) -> None:
    assert figure(DRAWN[name]).charts == (DRAWN[name],)
    assert figure(figure(DRAWN[name])) == figure(DRAWN[name])
