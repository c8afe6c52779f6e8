"""A value may depend on the complex frequency: s inside an expression, where nothing else is called s."""

import gainproof
from gainproof.checker import check
from gainproof.circuit.netlist import read
from gainproof.notation import parse, text
from gainproof.witness.numeric import opinion

AMPLIFIER = """* non-inverting amplifier
.subckt amp p n out wt=1meg
*: wt "unity-gain frequency" unit rad/s ideal oo
E1 out 0 p n {wt/s}
.ends
V1 1 0
X1 1 2 3 amp wt=1meg
R1 2 0 1k
R2 3 2 9k
.tf V(3) V1
.end
"""


def value(netlist: str, name: str) -> str:
    element = next(e for e in read(netlist).circuit.elements if e.name == name)
    assert element.value is not None
    return text(element.value)


def test_s_in_an_expression_is_the_frequency() -> None:
    netlist = "* a\nV1 1 0\nE1 2 0 1 0 {A0/(1+s/wp)}\nR1 2 0\n.end\n"
    assert value(netlist, "E1") == "A0/(1 + s/wp)"
    assert "s" not in read(netlist).circuit.parameters


def test_an_s_that_is_defined_is_a_parameter() -> None:
    assert value("* a\n.param s=3\nV1 1 0\nR1 1 0 {2*s}\n.end\n", "R1") == "2*s_"
    assert value("* a\nV1 1 0\nR1 1 0 {s}\n.end\n", "R1") == "s_"


def test_a_gain_bandwidth_product_gives_the_closed_loop_pole() -> None:
    d = gainproof.derive(AMPLIFIER)
    verdicts = check(d)
    assert all(v.holds for v in verdicts)
    assert len(verdicts) > 8
    result = d.step(d.result).claim.right
    assert result == parse("G_I/(1 + s/omega_c)")
    assert {n: text(d.names[n]) for n in result.symbols() if n in d.names} == {
        "G_I": "1 + R2/R1",
        "omega_c": "wt/G_I",
    }
    spelled = d.spelled_out(result)
    assert opinion(d.circuit, d.quantity, spelled).agrees
    assert opinion(d.circuit, d.quantity, parse("(1 + R2/R1)/(1 + 2*s/wt*(1 + R2/R1))")).agrees is False


def test_a_reactive_load_needs_no_other_s() -> None:
    d = gainproof.derive(AMPLIFIER.replace("R2 3 2 9k", "R2 3 2 9k\nC2 3 2 1n"))
    assert all(v.holds for v in check(d))
    assert "s" in d.step(d.exact).claim.right.symbols()
