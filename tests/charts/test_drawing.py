"""The drawn chart judged as a reader would: letters clear of each other, in the picture, off the curves."""

from itertools import pairwise
from math import log10, nan, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gainproof.charts.drawing import picture
from gainproof.charts.geometry import crosses, overlap, wider, within
from gainproof.charts.lettering import spoken
from gainproof.charts.nouns import ROLES, Axis, Band, Bars, Chart, Curve, Figure, Mark
from gainproof.charts.panel import LABEL
from gainproof.charts.strokes import Area, Box, Disc, Lines, Picture, Text
from gainproof.expression import Sym

SIZES = ((184.0, 128.0), (357.0, 176.0), (120.0, 90.0))


def faults(p: Picture) -> list[str]:
    """What is wrong with a picture."""
    out = []
    page = (-0.5, -0.5, p.width + 0.5, p.height + 0.5)
    texts = p.texts
    out += [f"{said(t)!r} sticks out" for t in texts if not within(t.box, page)]
    out += [
        f"{said(a)!r} lies on {said(b)!r}"
        for k, a in enumerate(texts)
        for b in texts[:k]
        if overlap(wider(a.box, -0.7), wider(b.box, -0.7))
    ]
    for s in p.strokes:
        drawn = [q for line in s.lines for q in line] if isinstance(s, Lines) else []
        drawn += list(s.points) if isinstance(s, Area) else [s.at] if isinstance(s, Disc) else []
        if any(not (-0.5 <= x <= p.width + 0.5 and -0.5 <= y <= p.height + 0.5) for x, y in drawn):
            out.append(f"a {type(s).__name__} sticks out")
    return out


def said(t: Text) -> str:
    return "".join(r.text for r in t.runs)


def names(p: Picture, frame: Box) -> list[Text]:
    """The labels inside of a frame."""
    return [t for t in p.texts if t.size == LABEL and within(t.box, frame)]


def crossed(p: Picture) -> list[str]:
    """Labels that a curve goes through."""
    lines = [s for s in p.strokes if isinstance(s, Lines) and s.style.width > 0.75]
    return [
        said(t)
        for frame in p.frames
        for t in names(p, frame)
        for s in lines
        for line in s.lines
        for a, b in pairwise(line)
        if crosses(a, b, wider(t.box, -0.5))
    ]


axes = st.builds(
    Axis,
    st.sampled_from([(), ("x",), ("error of V(out)",), ("gain ", Sym("A_o"))]),
    st.sampled_from(["", "V", "Hz", "%", "°C", "Ω"]),
)


@st.composite
def charts(draw) -> Chart:
    log_x, log_y = draw(st.booleans()), draw(st.booleans())
    first, span = draw(st.integers(-8, 8)), draw(st.sampled_from([0.2, 1.0, 4.0, 15.0]))
    size, bend = 10.0 ** draw(st.integers(-9, 9)), draw(st.floats(0.0, 9.0))
    xs = [10.0 ** (first + span * k / 40) if log_x else first + span * k / 40 for k in range(41)]
    curves = []
    for k in range(draw(st.integers(1, 4))):
        up = [sin(bend * j / 40 + k) * draw(st.sampled_from([1.0, 3.0])) for j in range(41)]
        ys = [size * 10.0**y for y in up] if log_y else [size * y for y in up]
        curves.append(Curve(tuple(zip(xs, ys, strict=True)), (f"curve {k}",), ROLES[k]))
    marks = [Mark(x=xs[draw(st.integers(0, 40))], label=("a guide",)) for _ in range(draw(st.integers(0, 3)))]
    if draw(st.booleans()):
        marks.append(Mark(*curves[0].points[draw(st.integers(0, 40))], label=("here",)))
    x, y = draw(axes), draw(axes)
    return Chart(
        Axis(x.label, x.unit, log_x), Axis(y.label, y.unit, log_y), tuple(curves), marks=tuple(marks)
    )


@given(charts(), st.sampled_from(SIZES))
@settings(max_examples=60, deadline=None)
def test_nothing_sticks_out_and_no_letters_lie_on_others(chart: Chart, size: tuple[float, float]) -> None:
    p = picture(chart, *size)
    assert faults(p) == []
    if not chart.marks:
        assert crossed(p) == []
    written = [said(t) for t in p.texts]
    for c in chart.curves:
        assert written.count(spoken(c.name)) == 1, "no name is lost, and none written twice"


SLOPE = tuple((10.0**k, 100.0 / (1 + 10.0 ** (k - 3))) for k in range(8))


def test_a_curve_is_named_at_the_curve_and_nothing_else_is_needed() -> None:
    p = picture(Chart(Axis((), log=True), Axis((), log=True), (Curve(SLOPE, ("falls",)),)))
    (name,) = names(p, p.frames[0])
    assert said(name) == "falls"
    assert crossed(p) == []


def test_what_finds_no_place_at_its_curve_is_in_the_key() -> None:
    many = tuple(
        Curve(tuple((k / 30, sin(k / 5 + j)) for k in range(31)), (f"number {j} of many more",), ROLES[j])
        for j in range(6)
    )
    chart = Chart(Axis(()), Axis(()), many)
    small, large = picture(chart, 120, 90), picture(chart, 120, 90)
    assert small == large, "the same chart gives the same picture"
    assert small.height > 90, "the key makes it taller, and not the chart smaller"
    keyed = [t for t in small.texts if t.size == LABEL and not within(t.box, small.frames[0])]
    assert len(keyed) >= 3
    written = [said(t) for t in small.texts]
    assert all(written.count(f"number {j} of many more") == 1 for j in range(6))
    assert faults(small) == []


def test_guides_that_are_crowded_have_their_labels_above_the_frame() -> None:
    marks = tuple(Mark(x=float(x), label=(f"at {x} volts",)) for x in (10, 11, 12, 13))
    bars = Bars(tuple(map(float, range(9, 16))), (5.0, 5.0, 5.0, 5.0, 5.0, 5.0))
    p = picture(Chart(Axis((), "V"), Axis((), low=0.0), bars=(bars,), marks=marks), 184, 128)
    above = [t for t in p.texts if t.box[1] >= p.frames[0][3]]
    assert [said(t) for t in above] == [f"at {x} volts" for x in (10, 11, 12, 13)]
    assert faults(p) == []


def test_curves_are_cut_off_at_the_frame_and_thin() -> None:
    wild = tuple((k / 1000, 1e3 * sin(k / 50)) for k in range(20_000))
    p = picture(Chart(Axis(()), Axis((), low=-10.0, high=10.0), (Curve(wild),)))
    curve = next(s for s in p.strokes if isinstance(s, Lines) and s.style.width > 1)
    assert len(curve.lines) > 50
    left, low, right, high = p.frames[0]
    for line in curve.lines:
        assert all(left - 0.01 <= x <= right + 0.01 and low - 0.01 <= y <= high + 0.01 for x, y in line)
    smooth = tuple((k / 100, sin(k / 3000)) for k in range(20_000))
    p = picture(Chart(Axis(()), Axis(()), (Curve(smooth),)))
    curve = next(s for s in p.strokes if isinstance(s, Lines) and s.style.width > 1)
    assert sum(map(len, curve.lines)) < 300


def test_a_gap_is_a_gap() -> None:
    broken = ((0.0, 1.0), (1.0, 2.0), (2.0, nan), (3.0, 1.0), (4.0, 2.0))
    p = picture(Chart(Axis(()), Axis(()), (Curve(broken),)))
    curve = next(s for s in p.strokes if isinstance(s, Lines) and s.style.width > 1)
    assert [len(line) for line in curve.lines] == [2, 2]


ODD = {
    "one point": Chart(Axis(()), Axis(()), (Curve(((1.0, 1.0),), ("lonely",)),)),
    "all zero": Chart(Axis(()), Axis(()), (Curve(((0.0, 0.0), (1.0, 0.0)), ("flat",)),)),
    "15 decades": Chart(
        Axis(("f",), "Hz", log=True),
        Axis((), "V", log=True),
        (Curve(((1e-3, 1e-9), (1e12, 1e6)), ("long",)),),
    ),
    "no height": Chart(Axis(()), Axis((), low=0.0), bars=(Bars((0.0, 1.0), (0.0,)),)),
    "one bar": Chart(Axis(()), Axis((), low=0.0), bars=(Bars((0.0, 1e-12), (1e6,)),)),
    "a band": Chart(Axis(()), Axis(()), bands=(Band(((0.0, -1.0, 1.0), (1.0, -2.0, 2.0)), ("band",)),)),
    "marks alone": Chart(Axis(()), Axis(()), marks=(Mark(1.0, 2.0, ("here",)), Mark(y=3.0, label=("line",)))),
    "far from zero": Chart(Axis(()), Axis((), "V"), (Curve(((0.0, 1000.0001), (1.0, 1000.0002))),)),
    "tiny": Chart(Axis((), "V"), Axis((), "A"), (Curve(((0.0, 1e-280), (1e-300, 2e-280))),)),
    "huge": Chart(Axis((), "V"), Axis((), "A"), (Curve(((0.0, 1e280), (1e280, 2e280))),)),
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("size", SIZES)
def test_odd_charts_are_drawn_without_fault(name: str, size: tuple[float, float]) -> None:
    p = picture(ODD[name], *size)
    assert faults(p) == []
    ticks = [t for t in p.texts if t.size == 8.0]
    assert len(ticks) >= 2
    assert len({said(t) for t in ticks if t.anchor == "end"}) == sum(t.anchor == "end" for t in ticks)


def test_stacked_charts_share_their_axis() -> None:
    x = Axis(("frequency",), "Hz", log=True)
    upper = Chart(x, Axis(("magnitude",), "dB"), (Curve(tuple((f, 20 * log10(y)) for f, y in SLOPE)),))
    lower = Chart(x, Axis(("phase",), "°", steps=45), (Curve(((1.0, 0.0), (1e7, -90.0))),))
    p = picture(Figure((upper, lower), "Both", ("See.",), (2.0, 1.0)), 300, 260)
    (l1, b1, r1, t1), (l2, b2, r2, t2) = p.frames
    assert (l1, r1) == (l2, r2)
    assert b1 > t2
    assert t1 - b1 == pytest.approx(2 * (t2 - b2))
    assert sum(said(t) == "10 Hz" for t in p.texts) == 1, "its labels are written once"
    assert {"−90", "−45", "0"} <= {said(t) for t in p.texts}
    assert (p.title, p.about) == ("Both", "See.")
    assert faults(p) == []


def test_the_judge_sees_what_it_must() -> None:
    p = picture(Chart(Axis(()), Axis(()), (Curve(((0.0, 0.0), (1.0, 1.0)), ("name",)),)))
    (name,) = names(p, p.frames[0])
    twice = Picture(p.width, p.height, (*p.strokes, name), p.frames)
    assert faults(twice) == ["'name' lies on 'name'"]
    (a, b) = next(s for s in p.strokes if isinstance(s, Lines) and s.style.width > 1).lines[0]
    upon = Text(name.runs, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), "middle", LABEL)
    assert crossed(Picture(p.width, p.height, (*p.strokes, upon), p.frames)) == ["name"]
    outside = Text(name.runs, (p.width, 0.0), "start", LABEL)
    assert faults(Picture(p.width, p.height, (outside,), p.frames)) == ["'name' sticks out"]


def test_areas_are_kept_to_the_frame() -> None:
    band = Band(((0.0, -5.0, 5.0), (1.0, -50.0, 50.0), (2.0, -5.0, 5.0)))
    p = picture(Chart(Axis(("x",), low=0.5, high=1.5), Axis(("y",), low=-10.0, high=10.0), bands=(band,)))
    (frame,) = p.frames
    (area,) = [s for s in p.strokes if isinstance(s, Area) and s.style.opacity < 1]
    assert all(within((x, y, x, y), wider(frame, 1e-9)) for x, y in area.points)


def test_bars_stand_on_zero() -> None:
    bars = Bars((0.0, 1.0, 2.0), (3.0, 4.0))
    p = picture(Chart(Axis(("x",)), Axis(("y",), low=-5.0, high=5.0), bars=(bars,)))
    (_, low, _, high), (area,) = p.frames[0], [s for s in p.strokes if isinstance(s, Area)]
    assert min(y for _, y in area.points) == pytest.approx((low + high) / 2)
