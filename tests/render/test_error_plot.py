"""The chart of an error: both signs drawn, the example marked, and none where there is nothing to see."""

from fractions import Fraction
from math import isnan

from gainproof.charts.lettering import spoken
from gainproof.notation import parse
from gainproof.render.plot import error_chart
from gainproof.worked.gain_errors import GainErrors
from gainproof.worked.sweep import Sweep, sweep


def chart_of(result: str, ideals: dict[str, str], against: str, **values: str):
    numbers = {n: Fraction(v) for n, v in values.items()}
    errors = GainErrors(parse(result), numbers, ideals, None)
    swept = sweep(errors, against)
    others = frozenset(ideals) - {against}
    alone = sweep(errors, against, perfect=others) if others else None
    rest = errors.error(frozenset({against}))
    return error_chart(swept, numbers[against], errors.error(frozenset()), alone, rest)


def test_one_sign_is_one_curve_without_a_name() -> None:
    chart = chart_of("A/(1 + A*b)", {"A": "oo"}, "A", A="1e5", b="0.01")
    (curve,) = chart.curves
    assert curve.name == ()
    assert (chart.marks[0].x, round(chart.marks[0].y, 6)) == (1e5, 0.0999)
    assert (chart.x.log, chart.y.log, chart.y.unit) == (True, True, "%")
    assert len(chart.marks) == 1, "made ideal, it leaves no error"


def test_a_change_of_sign_is_drawn_as_two_curves_and_told() -> None:
    chart = chart_of("1 - 1/A + x", {"A": "oo", "x": "0"}, "A", A="1000", x="0.003")
    by_name = {spoken(c.name): c for c in chart.curves}
    assert {"too small", "too large", "A alone"} == set(by_name)
    small, large = by_name["too small"].points, by_name["too large"].points
    assert len(small) == len(large)
    assert all(isnan(a[1]) != isnan(b[1]) for a, b in zip(small, large, strict=True))
    assert by_name["too small"].role != by_name["too large"].role
    assert "vanishes near A = 333" in spoken(chart.caption)
    assert [spoken(m.label) for m in chart.marks] == ["", "A ideal"]


def test_a_negative_imperfection_is_drawn_by_its_size() -> None:
    chart = chart_of("1 + x", {"x": "0"}, "x", x="-0.001")
    assert spoken(chart.x.label) == "−x"
    assert chart.marks[0].x == 0.001
    assert min(chart.xs) > 0


def test_where_no_error_is_there_is_no_chart() -> None:
    none = tuple((Fraction(k), Fraction(0)) for k in (1, 2, 5, 10))
    assert error_chart(Sweep("A", "", none), Fraction(2), Fraction(0)) is None
    few = ((Fraction(1), Fraction(1)), (Fraction(2), Fraction(1)))
    assert error_chart(Sweep("A", "", few), Fraction(2), Fraction(1)) is None
    vanishing = (*((Fraction(k), Fraction(1, k)) for k in (1, 2, 5)), (Fraction(10), Fraction(0)))
    chart = error_chart(Sweep("A", "", vanishing), Fraction(10), Fraction(0))
    assert isnan(chart.curves[0].points[-1][1]), "zero has no logarithm"
    assert chart.marks == ()


def test_an_error_of_a_millionth_of_a_millionth_of_the_greatest_is_none() -> None:
    errors = [Fraction(1, 100), Fraction(1, 10**16), Fraction(1, 200), Fraction(1, 300)]
    swept = Sweep("A", "", tuple((Fraction(10**k), e) for k, e in enumerate(errors)))
    chart = error_chart(swept, Fraction(1), errors[0])
    assert chart is not None
    assert [isnan(y) for _, y in chart.curves[0].points] == [False, True, False, False]
