"""Tiles find what is near, and forget nothing."""

from hypothesis import given
from hypothesis import strategies as st

from gainproof.draw.drawing import overlap
from gainproof.draw.tiles import Tiles

NUMBER = st.integers(-60, 60).map(lambda n: n / 4)
BOX = st.tuples(NUMBER, NUMBER, NUMBER, NUMBER).map(
    lambda b: (min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3]))
)


@given(st.lists(BOX, max_size=12), BOX)
def test_whatever_overlaps_a_box_is_near_it(boxes, box):
    tiles = Tiles((b, k) for k, b in enumerate(boxes))
    near = list(tiles.near(box))
    assert near == sorted(set(near))
    assert {k for k, b in enumerate(boxes) if overlap(b, box)} <= set(near)


def test_what_is_far_is_not_near():
    tiles = Tiles([((0, 0, 1, 1), "here"), ((100, 0, 101, 1), "there")])
    assert list(tiles.near((0, 0, 2, 2))) == ["here"]
