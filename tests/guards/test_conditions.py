"""Where results hold, and which parts must match."""

import gainproof
from gainproof.circuit.netlist import read
from gainproof.guards import inspect
from gainproof.guards.conditions import matched, sent_to_infinity
from gainproof.guards.findings import Matched, inequality_text

HOWLAND = "* t\nV1 in 0\nR1 in p\nR2 p out\nR3 m 0\nR4 m out\nX1 p m out opamp Ao=Ao\n"
IDEAL = HOWLAND.replace(" Ao=Ao", "")
INVERTING = "* t\nV1 in 0\nR1 in m\nR2 m out\nX1 0 m out opamp Ao=Ao Ri=Ri Ro=Ro\n"


def held(text: str, **asked: object) -> list[tuple[str, list[str]]]:
    found = inspect(gainproof.derive(text, **asked))
    return [(inequality_text(c.claim), sorted(map(str, c.under))) for c in found.conditions]


def test_a_denominator_of_one_sign_needs_no_condition() -> None:
    assert held(INVERTING, of="V(out)/V1") == []
    assert held(INVERTING, of="zin(V1)") == []


def test_the_denominator_of_a_balanced_bridge() -> None:
    assert held(IDEAL, of="zout(p)") == [("R1*R4 != R2*R3", [])]


def test_a_limit_has_a_condition_of_its_own() -> None:
    exact, limit = held(HOWLAND, of="zout(p)")
    assert limit == ("R1*R4 != R2*R3", ["Ao -> oo"])
    assert exact[1] == []
    assert "Ao" in exact[0]


def test_natural_frequencies_are_no_condition_of_the_parts() -> None:
    assert held("* t\nV1 in 0\nR1 in out\nC1 out 0\nL1 out 0\n", of="V(out)/V1") == []
    assert held(IDEAL + "C1 p 0\n", of="V(out)/V1") == []
    assert held(IDEAL + "Rl p 0\n", of="V(out)/V1") != []


def test_numerators_are_left_alone() -> None:
    bridge = "* t\nV1 in 0\nR1 in a\nR2 a 0\nR3 in b\nR4 b 0\n"
    assert held(bridge, of="V(a,b)/V1") == []


def test_renamed_parts_are_renamed_in_the_condition() -> None:
    renamed = IDEAL.replace("R1 ", "Rx ").replace("R4 ", "Ry ")
    assert held(renamed, of="zout(p)") == [("Rx*Ry != R2*R3", [])]


def test_which_limits_were_taken() -> None:
    assert sent_to_infinity(gainproof.derive(INVERTING, of="V(out)/V1")) == {"Ao", "Ri"}
    assert sent_to_infinity(gainproof.derive(INVERTING, of="V(out)/V1", limits=["Ro=0"])) == frozenset()


def test_matched_parts_and_matched_op_amps() -> None:
    text = (
        "* t\n.param R=1k\nV1 a 0\nV2 b 0\nX1 a m1 o1 opamp Ao=A Ri=Ri1\nX2 b m2 o2 opamp Ao=A Ri=Ri2\n"
        "Rg m1 m2\nRa m1 o1 {R}\nRb m2 o2 {2*R}\nR1 o1 o2 1k\n"
    )
    assert matched(read(text).circuit) == (
        Matched(("Ra", "Rb"), ("R",)),
        Matched(("X1", "X2"), ("A",), opamps=True),
    )


def test_parts_of_equal_value_are_not_matched() -> None:
    assert matched(read("* t\nV1 a 0\nR1 a b 1k\nR2 b 0 1k\n").circuit) == ()


def test_the_parts_of_one_op_amp_do_not_match_themselves() -> None:
    text = "* t\nV1 a 0\nX1 a m m opamp Ao=A Ricm=Rc Ib=Ib CMRR=M\nRl m 0\n"
    assert matched(read(text).circuit) == ()
