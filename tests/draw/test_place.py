"""Placement: every drawing is the netlist, and circuits of the textbook look like the textbook's."""

import random
import time

import pytest
from drawn import circuit_of, gallery
from gallery import GALLERY
from hypothesis import given, settings
from hypothesis import strategies as st

from gainproof.circuit.ask import parse as ask
from gainproof.circuit.circuit import Circuit, Element
from gainproof.circuit.netlist import read
from gainproof.draw import Drawing, place, place_for, problems
from gainproof.errors import GainproofError
from gainproof.expression import Sym


def drawn(name: str, **hints: str) -> Drawing:
    circuit, output = gallery(name)
    return place(circuit, output=output, hints=hints)


def symbol(d: Drawing, name: str):
    return next(s for s in d.symbols if s.element == name)


@pytest.mark.parametrize("name", GALLERY)
def test_the_gallery_is_drawn_by_the_rules_and_without_fault(name):
    circuit, output = gallery(name)
    drawing = place(circuit, output=output)
    assert problems(drawing, circuit) == []
    assert drawing.note == ""


def test_the_gallery_holds_what_it_should():
    assert len(GALLERY) >= 40


@pytest.mark.parametrize(
    "name", ["offset voltage", "output resistance", "Sallen-Key", "two stages", "RC ladder"]
)
def test_sources_stand_left_and_the_output_comes_out_right(name):
    d = drawn(name)
    left = min(x for s in d.symbols for x, _ in s.ends)
    assert symbol(d, "V1").ends[0][0] == left
    assert all(t.at[0] > x for t in d.terminals for s in d.symbols for x, _ in s.ends)


def test_feedback_to_the_lower_input_lies_under_and_to_the_upper_over():
    under, over = drawn("offset voltage"), drawn("inverting, all together")
    assert symbol(under, "R2").ends[0][1] < under.triangles[0].base[1] - 3.5
    assert symbol(over, "R2").ends[0][1] > over.triangles[0].base[1] + 3.5


@pytest.mark.parametrize(
    ("name", "upright", "lying"),
    [
        ("RC ladder", ["C1", "C2", "C3", "V1"], ["R1", "R2", "R3"]),
        ("Wheatstone", ["R1", "R2", "R3", "R4"], ["Rm"]),
        ("all together", ["X1.Ri", "X1.Ibp", "R1", "Rl"], ["X1.Vos", "X1.Ro", "Rs", "R2"]),
        ("instrumentation", ["Rg", "R6"], ["R1", "R2", "R3", "R4", "R5"]),
    ],
)
def test_shunts_stand_and_series_parts_lie(name, upright, lying):
    d = drawn(name)
    assert all(symbol(d, n).upright for n in upright)
    assert not any(symbol(d, n).upright for n in lying)


def test_an_instrumentation_amplifier_is_the_mirror_image_of_itself():
    """Its two input stages stand above each other, mirrored about the resistor between them."""
    d = drawn("instrumentation")
    first, second = d.triangles[:2]
    assert first.base[0] == second.base[0]
    assert first.plus_on_top != second.plus_on_top
    (_, high), (_, low) = symbol(d, "Rg").ends
    middle = (high + low) / 2
    assert first.base[1] - middle == middle - second.base[1]
    for one, other in [("R1", "R2"), ("R3", "R5")]:
        a, b = symbol(d, one), symbol(d, other)
        assert a.ends[0][0] == b.ends[0][0]
        assert a.ends[0][1] - middle == middle - b.ends[0][1]


TRANSISTOR = """
    V1 s 0
    Rs s b
    Rpi b e
    G1 c e b e gm
    ro c e
    RE e 0
    RC c 0
    .tf V(c) V1
"""


def test_a_transistor_stands_between_the_rows_of_its_collector_and_its_emitter():
    circuit, output = circuit_of(TRANSISTOR)
    d = place(circuit, output=output)
    assert d.note == ""
    assert problems(d, circuit) == []
    upright = [symbol(d, n) for n in ("Rpi", "G1", "ro")]
    assert all(s.upright for s in upright)
    assert len({max(y for _, y in s.ends) for s in upright}) == 1
    assert symbol(d, "RE").ends[0][1] < symbol(d, "G1").ends[1][1] < symbol(d, "G1").ends[0][1]


def test_the_second_of_a_pair_mirrors_the_first():
    circuit, output = circuit_of("""
        V1 a 0
        V2 b 0
        G1 c e a e gm
        G2 d e b e gm
        RT e 0
        R1 c 0
        R2 d 0
        .tf V(c,d) V1
    """)
    d = place(circuit, output=output)
    assert d.note == ""
    assert problems(d, circuit) == []
    one, other = symbol(d, "G1"), symbol(d, "G2")
    assert one.ends[0][0] == other.ends[0][0]
    assert one.ends[0][1] > one.ends[1][1] > other.ends[1][1] > other.ends[0][1]


def test_a_reference_behind_a_resistor_hangs_in_line():
    circuit, output = circuit_of("""
        V1 a 0
        R1 a m
        C1 m 0
        R2 m p
        R3 p r
        Vref r 0
        X1 p o o opamp
        .tf V(o) V1
    """)
    d = place(circuit, output=output)
    r, v = symbol(d, "R3"), symbol(d, "Vref")
    assert r.upright
    assert v.upright
    assert r.ends[1] == v.ends[0]
    assert not symbol(d, "R1").upright


def test_sources_that_meet_at_an_input_have_rows_of_their_own():
    circuit, output = circuit_of("V1 a 0\nV2 b 0\nR1 a n\nR2 b n\nRf n o\nX1 0 n o opamp\n.tf V(o) V1")
    d = place(circuit, output=output)
    assert not symbol(d, "R1").upright
    assert not symbol(d, "R2").upright
    assert symbol(d, "R1").ends[0][1] != symbol(d, "R2").ends[0][1]


def test_a_source_without_ground_stands_between_two_rows():
    circuit, output = circuit_of("V1 a b\nR1 a n\nR2 b p\nR3 p 0\nR4 n o\nX1 p n o opamp\n.tf V(o) V1")
    d = place(circuit, output=output)
    assert d.note == ""
    assert symbol(d, "V1").upright
    assert symbol(d, "V1").ends[0][0] == min(x for s in d.symbols for x, _ in s.ends)


def test_an_output_in_the_middle_has_its_terminal_there():
    circuit, output = circuit_of("""
        V1 i 0
        R1 i a
        R2 a x
        X1 0 a x opamp
        R3 x b
        R4 b y
        X2 0 b y opamp
        R5 y a
        .tf V(x) V1
    """)
    d = place(circuit, output=output)
    first, second = d.triangles
    (terminal,) = d.terminals
    assert first.tip[0] <= terminal.at[0] < second.base[0]


def test_the_offset_source_lies_in_the_row_of_the_plus_input():
    d = drawn("all together")
    assert symbol(d, "X1.Vos").ends[0][1] == d.triangles[0].plus[1]


def test_an_op_amp_bears_its_gain_and_an_ideal_one_infinity():
    assert [r.text for r in drawn("offset voltage").triangles[0].label.runs] == ["A", "o"]
    assert [r.text for r in drawn("integrator").triangles[0].label.runs] == ["∞"]
    assert [r.text for r in drawn("bare VCVS").triangles[0].label.runs] == ["E", "1"]


def test_a_source_shows_what_controls_it():
    texts = {
        label.about: "".join(r.text for r in label.runs) for label in drawn("emitter degeneration").labels
    }
    assert texts["G1"] == "gm (vb − ve)"
    texts = {label.about: "".join(r.text for r in label.runs) for label in drawn("current controlled").labels}
    assert texts["F1"] == "β iVs"


def test_a_source_with_finite_gain_is_no_op_amp():
    circuit, output = circuit_of("V1 1 0\nE1 2 0 1 0 k\nR1 2 0\n.tf V(2) V1")
    d = place(circuit, output=output)
    assert not d.triangles
    assert symbol(d, "E1").kind == "E"


def test_the_same_circuit_gives_the_same_drawing():
    assert [drawn(name) for name in GALLERY] == [drawn(name) for name in GALLERY]


def test_without_an_output_the_last_op_amp_has_the_terminal():
    circuit, _ = gallery("two stages")
    assert [t.label.about for t in place(circuit).terminals] == ["5"]


@pytest.mark.parametrize(
    ("question", "terminals"),
    [
        ("V(n)/V1", {"n"}),
        ("V(out,n)", {"out", "n"}),
        ("zout(n)", {"n"}),
        ("z(out,n)", {"out", "n"}),
        ("I(R1)/V1", {"out"}),
        ("zin(V1)", {"out"}),
    ],
)
def test_a_voltage_and_a_port_have_terminals_and_a_current_has_none_of_its_own(question, terminals):
    """At the ends of R1 they would tell of voltages."""
    c = read("* a\nV1 in 0 1\nX1 in n out opamp\nR1 n 0 1k\nR2 out n 9k\n").circuit
    drawing = place_for(c, ask(question, c), {"R1": "vertical"})
    assert {t.label.about for t in drawing.terminals} == terminals
    assert problems(drawing, c) == []


def test_the_whole_gallery_is_drawn_quickly():
    before = time.process_time()
    for name in GALLERY:
        drawn(name)
    assert time.process_time() - before < 10  # it takes a quarter of a second


@pytest.mark.parametrize(
    "hint", ["above", "below", "left", "right", "vertical", "horizontal", "at 40,4", "AT -9, 2"]
)
def test_a_hinted_part_moves_and_the_drawing_stays_right(hint):
    circuit, output = gallery("output resistance")
    d = place(circuit, output=output, hints={"rl": hint})
    assert problems(d, circuit) == []
    plain = place(circuit, output=output)
    assert (symbol(d, "Rl").ends != symbol(plain, "Rl").ends) == (hint != "vertical")
    if "at 40" in hint:
        assert symbol(d, "Rl").ends[0] == (40, 4)
    if hint == "above":
        assert symbol(d, "Rl").ends[0][1] > symbol(plain, "Rl").ends[0][1]


@pytest.mark.parametrize("hint", ["above", "below", "left", "right", "flipped", "at 40,4"])
@pytest.mark.parametrize("name", ["X1", "x1.e"])
def test_a_hinted_op_amp_moves_by_its_own_name_or_that_of_its_instance(hint, name):
    circuit, output = gallery("output resistance")
    d = place(circuit, output=output, hints={name: hint})
    (before,), (after,) = place(circuit, output=output).triangles, d.triangles
    assert problems(d, circuit) == []
    assert d.note == ""
    assert (after.plus_on_top != before.plus_on_top) == (hint == "flipped")
    assert (after.base != before.base) == (hint != "flipped")
    if hint == "at 40,4":
        assert after.base == (40, 4)


@pytest.mark.parametrize("hint", ["above", "flipped", "at 40,20"])
def test_a_grounded_input_takes_its_ground_along(hint):
    circuit, output = gallery("integrator")
    d = place(circuit, output=output, hints={"X1": hint})
    assert problems(d, circuit) == []
    assert d.note == ""


def test_an_output_stays_at_the_right_edge_when_a_part_moves_beyond_it():
    circuit, output = gallery("RC ladder")
    d = place(circuit, output=output, hints={"C2": "at 60,9"})
    assert d.note == ""
    assert all(t.at[0] > 60 for t in d.terminals)


@pytest.mark.parametrize(
    ("hints", "words"),
    [
        ({"R1": "sideways"}, "hint for R1: 'sideways' is not known"),
        ({"R1": "at 3"}, "hint for R1"),
        ({"R1": "at 99999999999999,3"}, "hint for R1"),
        ({"R1": ""}, "hint for R1"),
        ({"R99": "above"}, "R99"),
        ({"Rl": "flipped"}, "hint for Rl: 'flipped' is not known"),
        ({"X1": "vertical"}, "hint for X1.E: 'vertical' is not known"),
        ({"K1": "above"}, "K1"),
    ],
)
def test_an_unknown_hint_is_refused_by_the_name_of_its_element(hints, words):
    circuit, output = gallery("output resistance")
    with pytest.raises(GainproofError, match=words.replace("'", ".")):
        place(circuit, output=output, hints=hints)


def test_an_unknown_output_is_refused():
    circuit, _ = gallery("divider")
    with pytest.raises(GainproofError, match="nowhere"):
        place(circuit, output=("nowhere",))


def test_where_the_rules_fail_plain_rows_are_drawn_and_it_is_said():
    """A hint puts one part on top of another: the rules' picture is refused, the rows are right."""
    circuit, output = gallery("divider")
    x, y = symbol(place(circuit, output=output), "R2").ends[0]
    d = place(circuit, output=output, hints={"R1": f"at {x - 2},{y - 2}"})
    assert "plain rows" in d.note
    assert "hints" in d.note
    assert problems(d, circuit) == []


POLE = "* pole\nVin in 0\nR1 a 0\nR2 a out\nX1 in a out opamp Ao={G0/(1+s/omega_p)}\n"
CROWD = """* long values beside each other
Vin in 0
R1 in m
R2 m out
R3 q 0
Voff p q
Iplus p 0 {Ibias-Ioff/2}
Iminus m 0 {Ibias+Ioff/2}
X1 p m out opamp Ao={G} Ri={Rid} Ricm={Rcm}
"""


@pytest.mark.parametrize("netlist", [POLE, CROWD])
def test_long_labels_do_not_bring_the_plain_rows(netlist: str):
    """A gain too long for its triangle gives way to a name; a long value may stand under its part."""
    circuit = read(netlist).circuit
    d = place(circuit)
    assert d.note == ""
    assert problems(d, circuit) == []


KINDS = "RRRRCLVIEGN"


def wild(seed: int) -> Circuit:
    """A circuit that no textbook would show."""
    r = random.Random(seed)
    nodes = [str(k) for k in range(r.randint(2, 7))]
    elements = [Element("V1", "V", ("1", "0"), Sym("V1"))]
    for k, n in enumerate(nodes[2:]):
        elements.append(Element(f"R{k}", "R", (n, r.choice(nodes[: nodes.index(n)])), Sym(f"R{k}")))
    for k in range(r.randint(0, 8)):
        kind = r.choice(KINDS)
        near = r.sample(nodes, 2)
        far = r.sample(nodes, 2) if kind in "EGN" else []
        value = None if kind == "N" else Sym(f"x{k}")
        elements.append(Element(f"{kind}x{k}", kind, (*near, *far), value))
    r.shuffle(elements)
    return Circuit(tuple(elements))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_any_circuit_is_drawn_and_read_back_as_the_netlist(seed):
    circuit = wild(seed)
    assert problems(place(circuit, output=("1",)), circuit) == []


TEE = "V1 i 0\nR1 i n\nRa n t\n{name} t o\nRc t 0\nX1 0 n o opamp"


@pytest.mark.parametrize(
    ("name", "node"), [("Rb", "o"), ("Ro", "t"), ("Rout", "t"), ("R_o1", "t"), ("Rof", "o")]
)
def test_of_an_unasked_output_only_a_name_tells_an_output_resistance_from_a_tee(name, node):
    circuit, _ = circuit_of(TEE.format(name=name))
    d = place(circuit)
    assert [t.label.about for t in d.terminals] == [node]
    assert problems(d, circuit) == []


BRIDGED = "V1 s 0\nRs s a\nR1 a b\nR2 b c\nR3 b 0\nC1 a c\nRL c 0\n.tf V({asked}) V1"


@pytest.mark.parametrize(("asked", "upright"), [("b,c", True), ("c", False)])
def test_what_is_asked_tells_a_bridge_from_a_bridged_tee(asked, upright):
    circuit, output = circuit_of(BRIDGED.format(asked=asked))
    d = place(circuit, output=output)
    assert d.note == ""
    assert problems(d, circuit) == []
    assert [symbol(d, n).upright for n in ("R1", "C1")] == [upright, upright]


def test_the_bias_current_of_a_grounded_input_needs_no_place() -> None:
    """It flows from ground to ground: nobody draws it, and the textbook's rules find their picture."""
    netlist = """* two stages, the second with a bias current and its + input grounded
    VS b 0 20m
    X1 b c d opamp Ao=100k
    RA c 0 1k
    RB c d 19k
    RC d e 10k
    RD e f 33k
    X2 0 e f opamp Ao=50k Ib=30n Ro=75
    """
    circuit = read(netlist).circuit
    drawing = place(circuit, output=("f",))
    assert drawing.note == ""
    assert problems(drawing, circuit) == []
    assert "X2.Ibp" not in {s.element for s in drawing.symbols}
    assert "X2.Ibn" in {s.element for s in drawing.symbols}
