"""What words make of the circuit for a while, and which words make nothing of it."""

import pytest

from gainproof.circuit.circuit import Circuit
from gainproof.circuit.netlist import read
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader.prose.settings_told import EITHER, OPEN, SHORT, Setting, Told

TEXT = (
    "* t\nV1 1 0 1\nV2 2 0 2\nI1 0 x 1m\nR1 1 x 1k\nR2 2 x 1k\nR3 x e 1k\n"
    "RE e 0 1k\nRL x out 1k\nR4 out 0 1k\nC1 x 0 1n\n"
)


def setting(words: str, *named: str) -> Setting:
    circuit = read(TEXT)
    circuit = circuit if isinstance(circuit, Circuit) else circuit.circuit
    return Told(circuit, symbol_table(circuit)).setting(words, frozenset(named))


@pytest.mark.parametrize(
    ("words", "off"),
    [
        ("V2 killed:", {"V2"}),
        ("kill V1 and V2:", {"V1", "V2"}),
        ("With the source $V_1$ replaced by a short circuit,", {"V1"}),
        ("the current source is an open circuit:", {"I1"}),
        ("all but V1 are off:", {"V2", "I1"}),
        ("V1 on, others off:", {"V2", "I1"}),
        ("inputs 1 and 2 are tied to ground:", {"V1", "V2"}),
        ("both sources dead:", {"V1", "V2", "I1"}),
        (r"\text{only } V_2: \;", {"V1", "I1"}),
        ("voltage source alone:", {"I1", "V1", "V2"} - {"V1", "V2"}),
        ("V1 = 0.", {"V1"}),
        ("V1 shut off (a short):", {"V1"}),
        ("Tie inputs 1 and 2 to ground:", {"V1", "V2"}),
        ("V1 drives node 1:", set()),
        ("V1 = 0.5 V:", set()),
        ("V1 and V2 are the sources:", set()),
    ],
)
def test_sources(words: str, off: set[str]) -> None:
    assert setting(words).off == off


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("R3 removed:", {("R3", OPEN)}),
        ("Cut the loop at R3.", {("R3", OPEN)}),
        ("very large R3:", {("R3", OPEN)}),
        ("the emitter resistor RE is bypassed:", {("RE", SHORT)}),
        ("replace C1 by an open:", {("C1", OPEN)}),
        ("Without R3 we get", {("R3", EITHER)}),
        ("After removal of R3:", {("R3", OPEN)}),
        ("Pull the load:", {("RL", OPEN)}),
        ("A capacitor bypasses RE:", {("RE", SHORT)}),
        ("We cannot leave out R3", set()),
        ("Unloaded:", {("RL", OPEN)}),
        ("R3 and RE carry the same current", set()),
        ("no current flows into R3", set()),
    ],
)
def test_parts(words: str, parts: set[tuple[str, str]]) -> None:
    assert setting(words).parts == parts


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("the emitter tied to ground:", {("e", "0")}),
        ("x and e shorted together:", {("x", "e")}),
        ("with node x held at ground", {("x", "0")}),
        ("emitter terminal grounded:", {("e", "0")}),
        ("the current from x to ground", set()),
        ("virtual ground at e", set()),
    ],
)
def test_nodes(words: str, held: set[tuple[str, str]]) -> None:
    assert setting(words).held == held


def test_both_settings_hold_at_once() -> None:
    assert setting("V1 off") | setting("R3 removed") == setting("V1 off; R3 removed")
    assert not setting("nothing is said here")
