"""Labels in a panel: at what they name, above the frame, or in the key, and never in two of these."""

import pytest

from gainproof.charts import labelling
from gainproof.charts.lettering import lettered, width
from gainproof.charts.nouns import Axis, Chart, Curve, Mark
from gainproof.charts.panel import LABEL, STYLES, Panel
from gainproof.charts.placing import Board
from gainproof.charts.scale import scale
from gainproof.charts.strokes import Text

CHART = Chart(
    Axis(()),
    Axis(()),
    (Curve(((0.0, 0.0), (10.0, 10.0)), ("name",)),),
    marks=(Mark(x=5.0, label=("guide",)), Mark(x=5.2, label=("another",)), Mark(x=99.0, label=("far off",))),
)
ENTRY = (STYLES["main"], lettered(("name",)))


def panel(**more) -> Panel:
    x, y = (scale(axis, [0.0, 10.0], 5, False) for axis in (CHART.x, CHART.y))
    return Panel(CHART, (20.0, 20.0, 220.0, 120.0), x, y, True, **more)


def texts(p: Panel) -> list[str]:
    return ["".join(r.text for r in s.runs) for s in p.strokes if isinstance(s, Text)]


def test_a_name_in_the_key_is_not_written_at_the_curve() -> None:
    pieces = [[(20.0, 20.0), (220.0, 120.0)]]
    for keyed, written in ((frozenset(), ["name"]), (frozenset({ENTRY}), [])):
        p = panel(keyed=keyed)
        labelling.named(p, Board(p.frame), ("name",), pieces, STYLES["main"])
        assert texts(p) == written
        assert p.unplaced == []


def test_a_name_without_a_place_is_told() -> None:
    p = panel()
    board = Board(p.frame)
    board.boxes.append(p.frame)
    labelling.named(p, board, ("name",), [[(20.0, 20.0), (220.0, 120.0)]], STYLES["main"])
    assert (texts(p), p.unplaced) == ([], [ENTRY])


def test_labels_above_the_frame_stand_in_rows_over_their_guides() -> None:
    p = panel(above=True)
    labelling.marks(p, Board(p.frame))
    assert texts(p) == ["guide", "another"], "what is off the axis is not marked"
    (_, _, first), (_, _, second) = labelling.guides(p)
    assert (first, second) == (0, 1)
    assert labelling.room_above(p) == pytest.approx(2 * labelling.ROW)


def test_the_key_is_broken_where_the_page_ends() -> None:
    entries = [(STYLES["main"], lettered((f"entry {k}",))) for k in range(5)]
    wide = 3 * (width(entries[0][1], LABEL) + 40)
    rows = labelling.key(entries, wide)
    assert [e for row in rows for e in row] == entries
    assert len(rows) == 2
    assert labelling.key([], wide) == []


def test_of_places_that_lines_cross_the_one_with_fewest_is_taken() -> None:
    board = Board((0.0, 0.0, 100.0, 100.0))
    board.line([(0.0, 50.0), (100.0, 50.0)])
    board.line([(0.0, 52.0), (100.0, 52.0)])
    board.line([(0.0, 20.0), (100.0, 20.0)])
    places = [Text(lettered(("name",)), (30.0, y), "start", LABEL) for y in (49.0, 19.0)]
    assert board.put(places) is None
    assert board.put(places, crossing=True) == places[1]
