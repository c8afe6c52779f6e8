"""The sheet refuses what collides, finds ways around, and stops when its budget is spent."""

import pytest

from gainproof.draw.sheet import Budget, NoRoute, Sheet

FRAME = (-5, -5, 15, 15)


def two_pins(**budget: int) -> Sheet:
    sheet = Sheet(Budget(**budget))
    sheet.pin("a", (0, 0))
    sheet.pin("a", (10, 0))
    return sheet


def test_pins_of_a_net_are_joined_around_what_is_solid():
    sheet = two_pins()
    sheet.block([(5, y) for y in range(-3, 4)])
    sheet.join("a", FRAME)
    assert len(sheet.joined("a")) == 1
    assert not {c for edge in sheet.wires["a"] for c in edge} & sheet.solid


def test_a_wall_leaves_no_route():
    sheet = two_pins()
    sheet.block([(5, y) for y in range(-5, 16)])
    with pytest.raises(NoRoute):
        sheet.join("a", FRAME)


def test_a_spent_budget_ends_the_search():
    with pytest.raises(NoRoute):
        two_pins(points=5).join("a", FRAME)


def test_two_nets_may_cross_but_not_share_a_corner():
    sheet = two_pins()
    assert sheet.lay("a", [(0, 0), (10, 0)])
    assert sheet.lay("b", [(3, -2), (3, 2)])
    assert not sheet.lay("c", [(6, -2), (6, 0), (8, 0)])
    assert not sheet.lay("d", [(6, -2), (6, 0)])


def test_a_pin_on_another_pin_is_refused():
    with pytest.raises(NoRoute):
        two_pins().pin("b", (10, 0))
