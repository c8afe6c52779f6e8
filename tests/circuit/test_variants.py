"""Variants of a circuit: what was done to which source, what it is called, and what it must do."""

import pytest

from gainproof.circuit.ask import Setting
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.netlist import read
from gainproof.circuit.solvers.flint import solve
from gainproof.circuit.variants import (
    across,
    called,
    dead,
    freed,
    joined,
    own_symbol,
    perfect,
    was_controlled,
)
from gainproof.errors import GainproofError
from gainproof.expression import ZERO, Sym
from gainproof.notation import text

AMPLIFIER = "* a\nV1 1 0\nX1 1 2 3 opamp Ao=1 vos=1m\nR1 2 0\nR2 3 2\n"
BARE = """* b
V1 1 0
R1 1 2
Vm 2 0 0
F1 0 3 Vm 10
R3 3 0
G1 3 0 2 1 1m
E1 4 0 3 0 5
H1 5 0 Vm 50
R5 4 5
"""


def _value(c: Circuit, wanted: str) -> str:
    return text(solve(c, Setting(c, Sym(wanted), None).wanted).plain().expr())


@pytest.mark.parametrize(
    ("name", "symbol"),
    [("X1.E", "e_X1"), ("X1.Vos", "Vos_X1"), ("V1", "V1")],
)
def test_sources_of_an_op_amp_have_readable_symbols(name: str, symbol: str) -> None:
    assert own_symbol(read(AMPLIFIER).circuit.element(name)) == Sym(symbol)


@pytest.mark.parametrize(("name", "symbol"), [("F1", "j_F1"), ("G1", "j_G1"), ("E1", "e_E1"), ("H1", "e_H1")])
def test_a_freed_source_is_not_called_like_its_gain(name: str, symbol: str) -> None:
    """The netlist's number 5 is the gain E1 of the source E1."""
    c = read(BARE).circuit
    assert c.element("E1").value == Sym("E1")
    free = freed(c, name).element(name)
    assert free.value == own_symbol(free) == Sym(symbol)
    assert was_controlled(free)
    assert not was_controlled(c.element(name))
    assert not was_controlled(c.element("V1"))


def test_an_op_amp_goes_by_its_own_name() -> None:
    c = read(AMPLIFIER).circuit
    assert called(c.element("X1.E")) == "X1"
    assert called(c.element("X1.Vos")) == "X1.Vos"
    assert called(c.element("R1")) == "R1"
    assert perfect(c, "X1.E").name == "given, X1 perfect"
    assert dead(c, "X1.E").name == "given, X1 dead"
    assert freed(c.off("V1"), "X1.E").name == "given, V1 off, X1 independent"


def test_a_dead_source_is_silent() -> None:
    c = read(BARE).circuit
    assert (dead(c, "E1").element("E1").kind, dead(c, "E1").element("E1").value) == ("V", ZERO)
    assert (dead(c, "F1").element("F1").kind, dead(c, "F1").element("F1").value) == ("I", ZERO)


def test_a_perfect_source_nulls_the_voltage_that_controls_it() -> None:
    c = read("* v\nV1 1 0\nR1 1 2\nR2 2 3\nE1 3 0 0 2 A\n").circuit
    ideal = perfect(c, "E1")
    assert _value(ideal, "v_3") == "-R2*V1/R1"
    assert _value(ideal, "v_2") == "0"


@pytest.mark.parametrize("source", ["F1 3 0 Vm B", "H1 3 0 Vm B"])
def test_a_perfect_source_nulls_the_current_that_controls_it(source: str) -> None:
    """The current of R1 must return through R2, whatever the source is."""
    c = read(f"* i\nV1 1 0\nR1 1 2\nVm 2 0 0\nR2 2 3\n{source}\nR3 3 0\n").circuit
    ideal = perfect(c, source[:2])
    assert _value(ideal, "i_Vm") == "0"
    assert _value(ideal, "v_3") == "-R2*V1/R1"
    assert ideal.name == f"given, {source[:2]} perfect"


@pytest.mark.parametrize("do", [freed, dead, perfect])
def test_only_a_controlled_source_can_be_changed(do: object) -> None:
    with pytest.raises(GainproofError, match="R1 is not a controlled source"):
        do(read(BARE).circuit, "R1")  # type: ignore[operator]


def test_nodes_that_a_short_ties_are_one() -> None:
    c = read(AMPLIFIER).circuit
    sensed = c.element("X1.E").nodes[2]
    assert joined(c, sensed) == sensed
    assert joined(c.off("X1.Vos"), sensed) == "1"
    quiet = c.off("X1.Vos", "V1")
    assert joined(quiet, sensed) == "0"
    assert across(quiet, sensed, "2") == -c.voltage("2")
