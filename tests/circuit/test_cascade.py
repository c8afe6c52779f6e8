"""A front is cut off only where its load cannot act back on it."""

import pytest

from gainproof.circuit.cascade import cut, fronts
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.netlist import read
from gainproof.circuit.solvers.flint import solve
from gainproof.errors import GainproofError
from gainproof.expression import Sym

AMPLIFIER = """* two stages
V1 a 0 {V1}
X1 a p c opamp Ao={Ao}
R2 c p {R2}
R1 p 0 {R1}
R3 c x {R3}
R4 x o {R4}
X2 0 x o opamp
"""
FRONT = ["V1", "X1.E", "R2", "R1"]


def circuit(text: str = AMPLIFIER) -> Circuit:
    return read(text).circuit


def test_the_front_and_the_rest_say_what_the_whole_says() -> None:
    c = circuit()
    stages = cut(c, FRONT)
    assert stages.outputs == ("X1.E",)
    for n in ("c", "p"):
        alone = solve(stages.front, stages.front.voltage(n)).plain().expr()
        assert alone == solve(c, c.voltage(n)).plain().expr()
    behind = solve(stages.rest, stages.rest.voltage("o")).plain().expr()
    (own,) = (n for n in behind.symbols() if n not in c.parameters)
    assert stages.unknowns_of_rest()[own] == c.voltage("c")
    assert "i_R3" in stages.unknowns_of_rest()
    assert "i_E" not in stages.unknowns_of_front()
    assert stages.unknowns_of_front()["i_R2"] == Sym("i_R2")


def test_the_front_is_found() -> None:
    assert tuple(FRONT) in fronts(circuit())


def test_two_outputs_may_need_one_front() -> None:
    text = AMPLIFIER + "V2 b 0 {V2}\nX3 b y d opamp\nR5 d y {R5}\nR6 y 0 {R6}\nR7 d x {R7}\n"
    c = circuit(text)
    front = next(f for f in fronts(c) if {"V1", "V2", "X1.E", "X3.E"} <= set(f) and "X2.E" not in f)
    assert set(cut(c, front).outputs) == {"X1.E", "X3.E"}


@pytest.mark.parametrize(
    ("front", "text", "why"),
    [
        (["V1", "X1.E", "R2"], AMPLIFIER, "nothing holds the voltage of node p"),
        (["V1", "X1.E", "R2", "R1", "R3"], AMPLIFIER, "nothing holds the voltage of node x"),
        ([], AMPLIFIER, "neither the whole circuit nor nothing"),
        ([*FRONT, "R3", "R4", "X2.E"], AMPLIFIER, "neither the whole circuit nor nothing"),
        (["V1", "R9"], AMPLIFIER, "there is no element 'R9'"),
        (
            ["V1", "X1.E", "X1.Ro", "R2", "R1"],
            AMPLIFIER.replace("Ao={Ao}", "Ao={Ao} Ro={Ro}"),
            "nothing holds the voltage of node c",
        ),
        (FRONT, AMPLIFIER + "R9 o p {R9}\n", "nothing holds the voltage of node p"),
        (FRONT, AMPLIFIER + "G9 x 0 p 0 {g}\n", "nothing holds the voltage of node p"),
        (FRONT, AMPLIFIER + "F9 x 0 V1 {k}\n", "not on one side of the cut"),
    ],
)
def test_what_the_load_acts_back_on_is_no_front(front: list[str], text: str, why: str) -> None:
    with pytest.raises(GainproofError, match=why):
        cut(circuit(text), front)


def test_an_output_whose_current_controls_the_front_feels_the_load() -> None:
    text = "* f\nV1 a 0\nR9 b 0\nF9 b 0 V1 {k}\nR8 a 0\n"
    with pytest.raises(GainproofError, match="the current of V1 controls the front"):
        cut(circuit(text), ["V1", "R9", "F9"])
