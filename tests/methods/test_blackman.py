"""Blackman's formula on amplifiers whose impedances are in every textbook."""

import pytest

from gainproof.checker import check, unanswered
from gainproof.engine import Derived, derive
from gainproof.methods import NotApplicable
from gainproof.notation import equation_text

INPUT = "* i\nV1 1 0\nX1 1 2 3 opamp Ao=1 Ri=1\nR1 2 0\nR2 3 2\n"
OUTPUT = "* o\nV1 1 0\nX1 1 2 3 opamp Ao=1 Ro=1\nR1 2 0\nR2 3 2\n"
GROUNDED = "* g\nI1 0 2\nR2 2 3\nX1 0 2 3 opamp Ao=1 Ro=1\n"
BOTH = "* b\nV1 1 0\nX1 1 2 3 opamp Ao=1 Ri=1 Ro=1 Ricm=1\nR1 2 0\nR2 3 2\nRl 3 0\n"


def _derived(netlist: str, asked: str) -> Derived:
    d = derive(netlist, of=asked, method="blackman", limits=[])
    assert [(v.label, v.how) for v in check(d) if not v.holds] == []
    assert unanswered(d, check(d)) == ()
    nodal = derive(netlist, of=asked, limits=[])
    assert d.step(d.exact).claim.right == nodal.step(nodal.exact).claim.right
    return d


def _theorem(d: Derived) -> str:
    return next(equation_text(s.claim) for s in d.steps if s.rule == "blackman")


def test_series_feedback_multiplies_the_input_resistance() -> None:
    """The loop is dead with the input open, for then no current senses the op-amp's input."""
    d = _derived(INPUT, "zin(V1)")
    assert _theorem(d) == "R_in = R_0*(1 + T_sc)"
    assert "R_0 = par(R1, R2) + Ri" in [equation_text(s.claim) for s in d.steps]
    assert d.names["R_in"] == d.step("define R_in").claim.right


def test_shunt_feedback_divides_the_output_resistance() -> None:
    """R_out = R_o ∥ (R1 + R2) over 1 + T; a short at the output stops the loop."""
    d = _derived(OUTPUT, "zout(3)")
    assert _theorem(d) == "R_out = R_0/(1 + T_oc)"


def test_a_current_source_sees_a_virtual_ground() -> None:
    assert _theorem(_derived(GROUNDED, "zin(I1)")) == "R_in = R_0/(1 + T_oc)"


def test_both_return_ratios_where_both_are_there() -> None:
    assert _theorem(_derived(BOTH, "zin(V1)")) == "R_in = R_0*((1 + T_sc)/(1 + T_oc))"


@pytest.mark.parametrize("asked", ["zin(V1)", "zout(3)", "zout(2)", "z(2,3)", "z(1,2)", "z(3,1)"])
def test_every_port(asked: str) -> None:
    _derived(BOTH, asked)


def test_impedances_with_capacitors() -> None:
    d = _derived("* c\nI1 0 2\nC2 2 3\nX1 0 2 3 opamp Ao=1 Ro=1\n", "zin(I1)")
    assert _theorem(d) == "Z_in = Z_0/(1 + T_oc)"


def test_a_gain_is_no_impedance() -> None:
    with pytest.raises(NotApplicable, match="about impedances"):
        derive(INPUT, of="V(3)/V1", method="blackman")


def test_an_output_held_by_the_source_itself_has_no_impedance_to_scale() -> None:
    with pytest.raises(NotApplicable, match="with X1 dead the impedance is zero"):
        derive(INPUT, of="zout(3)", method="blackman")
