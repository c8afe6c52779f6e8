"""The geometric test barks at every kind of fault, planted one at a time in a faultless drawing."""

from dataclasses import replace

import pytest
from drawn import gallery

from gainproof.draw import place, problems
from gainproof.draw.drawing import Label, Run

CIRCUIT, OUTPUT = gallery("all together")
GOOD = place(CIRCUIT, output=OUTPUT)


def moved(s, dx, dy):
    return replace(s, ends=tuple((x + dx, y + dy) for x, y in s.ends))


def without(items, k):
    return items[:k] + items[k + 1 :]


def test_the_drawing_itself_is_without_fault():
    assert problems(GOOD, CIRCUIT) == []


@pytest.mark.parametrize("k", range(len(GOOD.wires)))
def test_a_wire_left_out_is_missed(k):
    found = problems(replace(GOOD, wires=without(GOOD.wires, k)), CIRCUIT)
    assert any("pieces" in f or "nothing" in f or "ground" in f or "no junction" in f for f in found)


@pytest.mark.parametrize("k", range(len(GOOD.dots)))
def test_a_dot_left_out_is_missed(k):
    found = problems(replace(GOOD, dots=without(GOOD.dots, k)), CIRCUIT)
    assert any("has no dot" in f for f in found)


@pytest.mark.parametrize("k", range(len(GOOD.grounds)))
def test_a_mark_of_ground_left_out_is_missed(k):
    assert problems(replace(GOOD, grounds=without(GOOD.grounds, k)), CIRCUIT)


@pytest.mark.parametrize("k", range(len(GOOD.symbols)))
def test_a_part_left_out_or_drawn_twice_or_turned_round_is_seen(k):
    s = GOOD.symbols[k]
    assert f"{s.element} is drawn 0 times" in problems(
        replace(GOOD, symbols=without(GOOD.symbols, k)), CIRCUIT
    )
    assert f"{s.element} is drawn 2 times" in problems(replace(GOOD, symbols=(*GOOD.symbols, s)), CIRCUIT)
    turned = replace(s, ends=s.ends[::-1])
    swapped = replace(GOOD, symbols=(*GOOD.symbols[:k], turned, *GOOD.symbols[k + 1 :]))
    assert any("are joined" in f for f in problems(swapped, CIRCUIT))


def test_swapped_inputs_of_an_op_amp_are_seen():
    (t,) = GOOD.triangles
    found = problems(replace(GOOD, triangles=(replace(t, plus_on_top=not t.plus_on_top),)), CIRCUIT)
    assert any("are joined" in f for f in found)


def test_a_wire_between_two_nodes_is_seen():
    ends = {s.element: s.ends for s in GOOD.symbols}
    (x0, y0), (x1, y1) = ends["V1"][0], ends["Rl"][0]
    short = replace(GOOD, wires=(*GOOD.wires, ((x0, y0), (x0, y0 + 9), (x1, y0 + 9), (x1, y1))))
    assert any("are joined" in f for f in problems(short, CIRCUIT))


def test_a_dot_on_a_crossing_joins_what_crosses():
    circuit, output = gallery("Sallen-Key")
    good = place(circuit, output=output)
    (x, y) = good.triangles[0].tip
    assert problems(replace(good, dots=(*good.dots, (x, y))), circuit)


def planted(**change):
    return problems(replace(GOOD, **change), CIRCUIT)


def test_what_overlaps_is_seen():
    (t,) = GOOD.triangles
    r1 = next(k for k, s in enumerate(GOOD.symbols) if s.element == "R1")
    on_triangle = moved(
        GOOD.symbols[r1],
        t.base[0] + 1 - GOOD.symbols[r1].ends[0][0],
        t.base[1] + 2 - GOOD.symbols[r1].ends[0][1],
    )
    found = planted(symbols=(*GOOD.symbols[:r1], on_triangle, *GOOD.symbols[r1 + 1 :]))
    assert any("overlaps X1.E" in f for f in found)


def test_a_wire_through_a_part_is_seen():
    s = next(s for s in GOOD.symbols if s.element == "R2")
    (x0, y), (x1, _) = s.ends
    found = planted(wires=(*GOOD.wires, (((x0 + x1) / 2, y + 2), ((x0 + x1) / 2, y - 2))))
    assert any("runs through R2" in f for f in found)


def test_a_label_on_anything_is_seen():
    for at in [GOOD.symbols[3].ends[0], GOOD.labels[0].at, GOOD.triangles[0].base, GOOD.grounds[0]]:
        x, y = at
        found = planted(
            labels=(*GOOD.labels, Label((Run("R"), Run("9", below=True)), (x, y - 0.6), "node 9"))
        )
        assert any("label" in f for f in found)


def test_a_label_left_out_or_outside_its_triangle_is_seen():
    assert any("has no label" in f for f in planted(labels=without(GOOD.labels, 0)))
    (t,) = GOOD.triangles
    far = replace(t, label=replace(t.label, at=(t.base[0] + 5, t.base[1])))
    assert any("outside its triangle" in f for f in planted(triangles=(far,)))


def test_a_loose_end_and_a_slanting_wire_are_seen():
    x, y = GOOD.dots[0]
    assert any("ends in the air" in f for f in planted(wires=(*GOOD.wires, ((x, y), (x, y + 1)))))
    assert any("neither level" in f for f in planted(wires=(*GOOD.wires, ((x, y), (x + 1, y + 1)))))


def test_a_wire_over_a_lead_and_a_lead_over_another_are_seen():
    s = next(s for s in GOOD.symbols if s.element == "Rl")
    (x, high), _ = sorted(s.ends, key=lambda p: -p[1])
    assert any(
        "over the lead of Rl" in f
        for f in planted(wires=(*GOOD.wires, ((x - 1, high - 0.4), (x + 1, high - 0.4))))
    )
    k = next(k for k, s in enumerate(GOOD.symbols) if s.element == "R1")
    (x1, y1), _ = sorted(GOOD.symbols[k].ends, key=lambda p: -p[1])
    near = moved(GOOD.symbols[k], x - x1, high + 3.5 - y1)
    found = planted(symbols=(*GOOD.symbols[:k], near, *GOOD.symbols[k + 1 :]))
    assert any(
        "the lead of R1 runs over the lead of Rl" in f or "Rl runs over the lead of R1" in f for f in found
    )


def test_a_lead_through_a_part_is_seen():
    s = next(s for s in GOOD.symbols if s.element == "Rl")
    k = next(k for k, s in enumerate(GOOD.symbols) if s.element == "R1")
    (x, high), _ = sorted(s.ends, key=lambda p: -p[1])
    (x1, y1), _ = sorted(GOOD.symbols[k].ends, key=lambda p: -p[1])
    near = moved(GOOD.symbols[k], x - x1, high + 2.2 - y1)
    found = planted(symbols=(*GOOD.symbols[:k], near, *GOOD.symbols[k + 1 :]))
    assert any(f.startswith("the lead of R") and "runs through R" in f for f in found)


def test_a_wire_across_a_label_is_seen():
    label = next(label for label in GOOD.labels if label.about == "Rl")
    x, y = label.at
    found = planted(wires=(*GOOD.wires, ((x - 0.2, y), (x + 0.2, y))))
    assert any("crosses the label" in f for f in found)


def test_a_terminal_that_is_connected_to_nothing_is_seen():
    t = GOOD.terminals[0]
    found = planted(terminals=(replace(t, at=(t.at[0] + 1, t.at[1])),))
    assert any("connected to nothing" in f for f in found)


@pytest.mark.parametrize("end", [(0, 5), (5, 0), (3, 4), (0, 0)])
def test_a_stretched_or_slanting_symbol_is_seen(end):
    s = GOOD.symbols[0]
    (x, y), _ = s.ends
    crooked = replace(s, ends=((x, y), (x + end[0], y + end[1])))
    (found,) = planted(symbols=(crooked, *GOOD.symbols[1:]))
    assert s.element in found
    assert "neither level nor upright" in found


def test_labels_that_touch_are_seen():
    label = GOOD.labels[0]
    beside = replace(label, at=(label.at[0] + label.width + 0.05, label.at[1]))
    assert any("overlaps the label" in f for f in planted(labels=(label, beside, *GOOD.labels[1:])))


def test_a_label_on_a_terminal_is_seen():
    x, y = GOOD.terminals[0].at
    found = planted(labels=(*GOOD.labels, Label((Run("R"),), (x, y + 0.7), "node 9")))
    assert any("lies on a terminal" in f for f in found)


def test_what_is_outside_of_the_frame_is_seen():
    left, low, right, high = GOOD.box
    for box in [(left + 2, low, right, high), (left, low + 2, right, high), (left, low, right - 2, high)]:
        assert any("outside of the drawing's frame" in f for f in planted(box=box))


def test_a_stranger_and_a_wrong_kind_are_seen():
    s = GOOD.symbols[0]
    assert any("not in the circuit" in f for f in planted(symbols=(*GOOD.symbols, replace(s, element="R77"))))
    assert any("of kind C" in f for f in planted(symbols=(replace(s, kind="C"), *GOOD.symbols[1:])))
