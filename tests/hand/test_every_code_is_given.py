"""Every code of the catalogue is said of some work: what can never be said has no place in it."""

import pytest

import gainproof
from gainproof.circuit.netlist import read
from gainproof.hand.codes import CODES
from gainproof.hand.judging.route import judge_work
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work
from gainproof.marked.findings import findings

DIVIDER = "* a loaded divider\nV1 1 0 10\nR1 1 2 1k\nR2 2 0 2k\nR3 2 0 3k\n"
INVERTING = "* an inverting amplifier\nV1 1 0\nR1 1 2 1k\nR2 2 3 10k\nX1 0 2 3 opamp Ao=100k\n"
BRIDGE = "* a difference amplifier\nV1 1 0\nV2 2 0\nR1 1 n\nR2 n 3\nR3 2 p\nR4 p 0\nX1 p n 3 opamp\n"
EMITTER = "* degenerated\n.param gm=40m\nV1 b 0\nrp b e\nG1 c e b e {gm}\nRe e 0\nRc c 0\n"
LOWPASS = "* a low-pass filter\nV1 1 0\nR1 1 2\nC1 2 0\n"

WORKS = {
    "GP101": (DIVIDER, "i_R1 = (v_2 - V1)/R1", "v_2 = V1 - i_R1*R1"),
    "GP102": (INVERTING, "v_3/V1 = -R1/R2"),
    "GP103": (DIVIDER, "v_2*(1/R1 + 1/R2) = V1/R1"),
    "GP104": (INVERTING, "v_3/V1 = -R2/(R1 + R2)"),
    "GP105": (INVERTING, "v_3 = -v_2"),
    "GP106": (INVERTING, "v_3 = -Ao*v_2*R2"),
    "GP107": (INVERTING, "(V1 - v_2)/R1 = (v_2 - v_3)/R1"),
    "GP108": (BRIDGE, "V1*R1 + v_3*R2 = v_n*(R1 + R2)"),
    "GP109": (INVERTING, "(V1 - v_2)/R1 = v_2 - v_3/R2"),
    "GP110": (LOWPASS, "v_2 = V1/(1 + s*R1/C1)"),
    "GP111": (DIVIDER, "v_2 = V1*(R2 + R3)/(R1 + (R2||R3))"),
    "GP112": (INVERTING, "v_3 -> V1*(R1 + 3*R2)/(5*R1 + R2), as Ao -> oo"),
    "GP113": (LOWPASS, "v_2 = V1/(1 + s^2*R1*C1)"),
    "GP114": (INVERTING, "R2/R1 = 11.0"),
    "GP115": (DIVIDER, "v_2 = R1*(R2*R3 + 3*R1)/(R3 + 7*R2)"),
    "GP116": (LOWPASS, "v_2/V1 = 1/2"),
    "GP117": (DIVIDER, "v_2*(1/R1 + 1/R2 + 1/R2) = -V1/R1"),
    "GP118": (INVERTING, "v_2 = V1*Ao"),
    "GP130": (INVERTING, "v_3 = -Ao*v_2", "v_3 = -Ao*(-v_3/Ao)"),
    "GP131": (INVERTING, "v_3 = -Ao*v_2  (1)", "(V1 - v_2)/R1 = (v_2 - v_3)/R2  (2)",
              "From (2): v_2 = -v_3/Ao"),
    "GP132": (DIVIDER, "R = 1/(1/R2 + 1/R3)", "v_2 = V1*R/(R + R1)", "R = R2 + R3"),
    "GP133": (INVERTING, "v_3 = -Ao*v_2", "V1/R1 + v_3/R2 = -v_3/Ao*(1/R1 + 1/R2)", "V1/R1 + v_3/R2 = 0",
              "v_3/V1 = -(R2/R1)/(1 + (1 + R2/R1)/Ao)"),
    "GP134": (DIVIDER, "i_R1 = V1/R1", "v_2 = V1 - i_R1*R1", "v_2 = 0"),
    "GP135": (DIVIDER, "v_2/(v_2 - i_R2*R2) = 1"),
    "GP136": (INVERTING, "R1 = 2k"),
    "GP139": (EMITTER, "B = gm*rp", "For B -> oo, v_c/V1 = -Rc/Re"),
    "GP140": (INVERTING, "v_3 = -R2/R1*V1"),
    "GP141": (DIVIDER, "i_R1 = (v_2 - V1)/R1", "i_R2 = -v_2/R2"),
    "GP142": (INVERTING, "1/Ao v_2 = -1/v_3"),
    "GP143": (DIVIDER, "v_2 = v_2"),
    "GP144": (DIVIDER, "R2 = R3"),
    "GP145": (INVERTING, "v_- = -v_3/Ao"),
    "GP146": (DIVIDER, "v_2 = i_R3*r_3"),
    "GP147": (INVERTING, "v_3 = -Ao*(v_2"),
    "GP148": (DIVIDER, "$$v_2 = \\text{the voltage}$$"),
    "GP149": (DIVIDER, "v_2 = V1 - R1*i_R1 (for v_2 < V1)"),
    "GP150": (DIVIDER, "v_2 = V1*/R1"),
    "GP151": (DIVIDER, "v_2 = V1*R2||R3/(R1 + R2||R3)"),
    "GP152": (DIVIDER, "v_2 = V1*R8/(R1 + R9)"),
    "GP153": (LOWPASS, "pole at s = -1/(R1*C1)"),
    "GP154": (LOWPASS, "R1/C1 = 3.0"),
}  # fmt: skip
"""Code -> a netlist, and lines of which one is given the code."""


@pytest.mark.parametrize("code", WORKS)
def test_the_code_is_given(code: str) -> None:
    netlist, *lines = WORKS[code]
    said = findings(gainproof.verify(lines, netlist))
    assert code in [f.code for f in said]
    assert all(f.code in CODES and f.kind == CODES[f.code].kind for f in said)


def test_a_false_line_that_nobody_diagnoses_is_called_false() -> None:
    circuit = read(DIVIDER).circuit
    work = read_work("v_2 = V1\n", format="text", symbols=symbol_table(circuit))
    assert [j.code for j in judge_work(work, circuit, diagnosing=False)] == ["GP100"]


def test_no_code_is_left_over() -> None:
    assert {*WORKS, "GP100"} == set(CODES)


def test_no_code_is_given_to_a_true_line() -> None:
    lines = ["v_2*(1/R1 + 1/R2 + 1/R3) = V1/R1", "i_R1 = i_R2 + i_R3", "v_2 = R2*i_R2"]
    assert findings(gainproof.verify(lines, DIVIDER)) == ()
