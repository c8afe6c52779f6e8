"""Return ratios and ports, by hand."""

import pytest

from gainproof.circuit.ask import Setting
from gainproof.circuit.loop import control, port, quiet, return_ratio
from gainproof.circuit.netlist import read
from gainproof.circuit.solvers.flint import solve
from gainproof.errors import GainproofError
from gainproof.expression import ZERO
from gainproof.notation import text


def _value(s: Setting) -> str:
    """The setting's quantity per unit of its scale."""
    assert s.drive is not None
    found = solve(s.circuit, s.wanted).plain()
    return text((found / found.ring.point[s.drive.name]).expr())


def test_the_return_ratio_says_what_returns_with_the_opposite_sign() -> None:
    """An inverting input makes T positive; nothing of the input is on."""
    s = return_ratio(read("* n\nV1 1 0\nE1 3 0 1 2 A\nR1 2 0\nR2 3 2\n").circuit, "E1")
    assert text(s.quotient) == "A*v_2/e_E1"
    assert _value(s) == "R1/(R1 + R2)"
    assert all(e.value == ZERO for e in s.circuit.sources() if e.name != "E1")


def test_a_regenerative_loop_has_a_negative_return_ratio() -> None:
    s = return_ratio(read("* p\nV1 1 0\nE1 3 0 2 1 A\nR1 2 0\nR2 3 2\n").circuit, "E1")
    assert text(s.quotient) == "-A*v_2/e_E1"


def test_a_difference_is_written_without_a_minus_sign_in_front() -> None:
    s = return_ratio(read("* d\nV1 1 0\nR3 1 p\nR4 p 3\nE1 3 0 p 2 A\nR1 2 0\nR2 3 2\n").circuit, "E1")
    assert text(s.quotient) == "A*(v_2 - v_p)/e_E1"


def test_a_current_is_what_controls_a_current_controlled_source() -> None:
    c = read("* c\nI1 0 1\nVm 1 0 0\nF1 0 2 Vm B\nR2 2 1\nR1 1 0\n").circuit
    assert text(control(c, c.element("F1"))) == "i_Vm"
    assert text(return_ratio(c, "F1").quotient) == "-B*i_Vm/j_F1"


@pytest.mark.parametrize("name", ["R1", "V1"])
def test_only_controlled_sources_have_return_ratios(name: str) -> None:
    with pytest.raises(GainproofError, match=f"{name} is not a controlled source"):
        return_ratio(read("* r\nV1 1 0\nR1 1 0\n").circuit, name)


def test_a_port_is_a_voltage_or_a_current_of_zero() -> None:
    """The element stays, so that what its current controls still knows it."""
    c = read("* p\nV1 1 0\nR1 1 0\nF1 0 2 V1 B\nR2 2 0\n").circuit
    shut, free = port(c, "V1", shorted=True).element("V1"), port(c, "V1", shorted=False).element("V1")
    assert (shut.kind, shut.value, free.kind, free.value) == ("V", ZERO, "I", ZERO)
    with pytest.raises(GainproofError, match="R1 is not an independent source"):
        port(c, "R1", shorted=True)
    assert all(e.value == ZERO for e in quiet(c).sources())
