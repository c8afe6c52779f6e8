"""Mirrors are found where there are some, only there, and a false one is refused with the reason."""

from dataclasses import replace
from typing import Any

import pytest

from gainproof.circuit.circuit import Circuit
from gainproof.circuit.mirror import MOST_MIRRORS, Mirror, find, objection
from gainproof.circuit.netlist import read

PAIR = """* input stage of an instrumentation amplifier
V1 a 0 {V1}
V2 b 0 {V2}
X1 a p c opamp Ao={Ao} Ri={Ri}
X2 b m d opamp Ao={Ao} Ri={Ri}
R2a c p {R2}
Rg p m {Rg}
R2b m d {R2}
"""
NODES = {"a": "b", "p": "m", "c": "d"}
ELEMENTS = {"V1": "V2", "X1.Ri": "X2.Ri", "X1.E": "X2.E", "R2a": "R2b"}


def circuit(text: str) -> Circuit:
    return read(text).circuit


def test_the_mirror_of_a_symmetric_pair() -> None:
    assert find(circuit(PAIR)) == [Mirror(NODES, ELEMENTS)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("R2b m d {R2}", "R2b m d {R3}"),
        ("R2b m d {R2}", "C2b m d {R2}"),
        ("X2 b m d opamp Ao={Ao}", "X2 b m d opamp Ao={A2}"),
        ("X2 b m d", "X2 m b d"),
        ("V2 b 0 {V2}", "I2 b 0 {V2}"),
        ("V2 b 0 {V2}", "V2 b a {V2}"),
        ("Rg p m {Rg}", "Rg p m {Rg}\nRx c 0 {Rx}"),
        ("X1 a p c opamp Ao={Ao} Ri={Ri}", "X1 a p c opamp Ao=200k Ri={Ri}"),
    ],
)
def test_what_is_not_matched_has_no_mirror(old: str, new: str) -> None:
    assert old in PAIR
    assert find(circuit(PAIR.replace(old, new))) == []


def test_equal_numbers_are_no_match_and_a_shared_parameter_is() -> None:
    numbers = PAIR.replace("{R2}", "10k")
    assert find(circuit(numbers)) == []
    shared = PAIR.replace("V1 a", ".param R2=10k Ao=200k\nV1 a", 1)
    assert len(find(circuit(shared))) == 1


def test_elements_turned_round_still_match() -> None:
    turned = PAIR.replace("R2b m d", "R2b d m").replace("V2 b 0", "V2 0 b")
    (m,) = find(circuit(turned))
    assert m.elements["V1"] == "V2"
    assert m.elements["R2a"] == "R2b"


def test_a_source_that_controls_another_may_not_be_turned_round() -> None:
    text = (
        "* f\nV1 a 0\nV2 {b} \nR1 a 0 {R}\nR2 b 0 {R}\nF1 x 0 V1 {k}\nF2 y 0 V2 {k}\nR3 x 0 {S}\nR4 y 0 {S}\n"
    )
    assert find(circuit(text.replace("{b}", "b 0")))
    assert not any("V1" in m.elements for m in find(circuit(text.replace("{b}", "0 b"))))


def test_halves_that_are_crossed_are_no_halves() -> None:
    crossed = "* x\nV1 a 0\nV2 b 0\nR1 a c {R}\nR2 b d {R}\nR3 a d {S}\nR4 b c {S}\nRc c 0 {T}\nRd d 0 {T}\n"
    assert find(circuit(crossed)) == []
    straight = crossed.replace("R3 a d {S}\nR4 b c {S}", "R3 a b {S}\nR4 c d {S}")
    assert find(circuit(straight))


def test_the_mirror_that_moves_the_sources_comes_first() -> None:
    c = circuit(PAIR + "R5 a x {R5}\nR6 a y {R5}\nR7 b u {R5}\nR8 b w {R5}\nR9 x y {R9}\nR10 u w {R9}\n")
    mirrors = find(c)
    assert len(mirrors) > 1
    assert all(objection(c, m) == "" for m in mirrors)
    assert "V1" in mirrors[0].elements
    assert "V1" not in mirrors[-1].elements


def test_a_circuit_with_very_many_mirrors_is_searched_in_bounds() -> None:
    star = "* star\nV1 m 0\n" + "".join(
        f"R{k} m n{k} {{R}}\nS{k} n{k} 0 {{S}}\n".replace("S", "RS", 1) for k in range(14)
    )
    assert len(find(circuit(star))) == MOST_MIRRORS


@pytest.mark.parametrize(
    ("nodes", "elements", "why"),
    [
        ({}, {}, "it moves no node"),
        ({"a": "b"}, {}, "V1 is not the mirror image of V1"),
        ({**NODES, "a": "q"}, ELEMENTS, "the circuit has no q"),
        (NODES, {**ELEMENTS, "R2a": "Rx"}, "the circuit has no Rx"),
        ({**NODES, "a": "m"}, ELEMENTS, "it names something twice"),
        (NODES, {**ELEMENTS, "Rg": "R2b"}, "it names something twice"),
        (NODES, {k: v for k, v in ELEMENTS.items() if k != "R2a"}, "R2a is not the mirror image of R2a"),
        ({"a": "b", "p": "d", "c": "m"}, ELEMENTS, "X2.Ri is not the mirror image of X1.Ri"),
    ],
)
def test_false_mirrors_are_refused(nodes: dict[str, str], elements: dict[str, str], why: str) -> None:
    c = circuit(PAIR)
    assert objection(c, Mirror(NODES, ELEMENTS)) == ""
    assert objection(c, Mirror(nodes, elements)) == why


def test_an_unmatched_value_is_refused() -> None:
    c = circuit(PAIR)
    other = c.with_elements(
        (replace(e, value=c.element("Rg").value) if e.name == "R2b" else e for e in c.elements), "given"
    )
    assert objection(other, Mirror(NODES, ELEMENTS)) == "R2b is not the mirror image of R2a"


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("R2b", {"kind": "C"}),
        ("X2.E", {"nodes": ("0", "d", "b", "m")}),
        ("X2.E", {"nodes": ("d", "0", "m", "b")}),
        ("X2.E", {"kind": "N", "value": None}),
        ("X2.Ri", {"nodes": ("b", "d")}),
    ],
)
def test_one_changed_element_is_refused(name: str, change: dict[str, Any]) -> None:
    c = circuit(PAIR)
    other = c.with_elements((replace(e, **change) if e.name == name else e for e in c.elements), "given")
    assert "is not the mirror image of" in objection(other, Mirror(NODES, ELEMENTS))


def test_an_ideal_op_amp_is_told_from_another_by_its_inputs() -> None:
    c = circuit(PAIR.replace("opamp Ao={Ao} Ri={Ri}", "opamp"))
    m = Mirror(NODES, {k: v for k, v in ELEMENTS.items() if k != "X1.Ri"})
    assert objection(c, m) == ""
    for inputs, wrong in ((("m", "b"), False), (("b", "d"), True)):
        other = c.with_elements(
            (replace(e, nodes=("d", "0", *inputs)) if e.name == "X2.E" else e for e in c.elements), "given"
        )
        assert bool(objection(other, m)) == wrong


def test_a_source_controlled_by_another_current_is_refused() -> None:
    text = (
        "* f\nV1 a 0\nV2 b 0\nR1 a 0 {R}\nR2 b 0 {R}\nF1 x 0 V1 {k}\nF2 y 0 %s {k}\nR3 x 0 {S}\nR4 y 0 {S}\n"
    )
    c = circuit(text % "V2")
    (m,) = (m for m in find(c) if len(m.elements) == 4)
    assert objection(c, m) == ""
    assert objection(circuit(text % "V1"), m) == "F2 is not the mirror image of F1"
