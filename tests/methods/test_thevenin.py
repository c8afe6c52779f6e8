"""Thévenin at the amplifier's inputs, on known circuits and on random ones."""

import pytest
from applying import applied, proved
from hypothesis import given, settings
from hypothesis import strategies as st

from gainproof import derive
from gainproof.derivation import Derivation
from gainproof.errors import GainproofError
from gainproof.expression import Expr
from gainproof.methods import NotApplicable
from gainproof.notation import parse
from gainproof.rules.bridge import identical

INVERTING = "* x\nV1 1 0\nR1 1 2\nR2 2 3\nX1 0 2 3 opamp Ao=A Ri=Ri\n"


def value(d: Derivation, name: str) -> Expr:
    """What the derivation finds for a name."""
    return next(s.claim.right for s in d.steps if s.rule == "circuit" and s.data.get("symbol") == name)


def test_the_inputs_of_an_inverting_amplifier() -> None:
    """They see R1 ∥ R2, and the load is the op-amp's own input resistance."""
    d = derive(INVERTING, of="V(3)/V1", method="thevenin", limits=[])
    assert proved(d)
    assert identical(value(d, "R_th"), parse("R1*R2/(R1 + R2)"))
    (step,) = (s for s in d.steps if s.rule == "thevenin")
    assert (step.data["load"], step.data["port"]) == ("X1.Ri", ["0", "2"])
    assert identical(step.claim.right, parse("v_th*Ri/(Ri + R_th)"))
    th = next(s for s in d.steps if s.data.get("symbol") == "v_th").claim.right
    assert identical(th, parse("-R2*V1/(R1 + R2) - R1*v_3/(R1 + R2)"))


CIRCUITS = {
    "ideal": "V1 1 0\nR1 1 2\nR2 2 3\nX1 0 2 3 opamp\n",
    "follower": "V1 1 0\nRs 1 2\nX1 2 3 3 opamp Ao=A Ri=Ri\nRL 3 0\n",
    "all": "V1 1 0\nR1 1 2\nR2 2 3\nRL 3 0\nX1 0 2 3 opamp Ao=A Ri=Ri Ro=Ro\n",
    "offset and bias": "V1 1 0\nR1 1 2\nR2 2 3\nX1 0 2 3 opamp Ao=A vos=vos Ibn=Ibn\n",
    "currents of a sum": "V1 1 0\nR1 1 2\nR2 2 3\nC2 2 3\nX1 0 2 3 opamp Ao=A Ib=Ib Ios=Ios\n",
    "currents of a sum, ideal": "V1 1 0\nR1 1 2\nR2 2 3\nX1 0 2 3 opamp Ib=Ib Ios=Ios\n",
    "floating": "V1 1 0\nR1 1 2\nR2 2 3\nR3 4 0\nRi 0 2\nE1 3 4 0 2 A\n",
    "reversed": "V1 1 0\nR1 1 2\nR2 2 3\nE1 0 3 2 0 A\n",
    "transconductance": "V1 1 0\nR1 1 2\nR2 2 3\nR3 3 0\nG1 3 0 2 0 gm\n",
    "integrator": "V1 1 0\nR1 1 2\nC1 2 3\nX1 0 2 3 opamp Ao=A Ri=Ri\n",
    "no source at the inputs": "V1 1 0\nR1 1 3\nR2 3 0\nR3 2 0\nE1 4 0 2 0 A\nR4 4 3\n",
    "two": "V1 1 0\nR1 1 2\nR2 2 3\nX1 0 2 4 opamp Ao=A Ri=Ri\nR3 4 5\nR4 5 3\nX2 0 5 3 opamp Ao=B\n",
}


@pytest.mark.parametrize("question", ["V(3)/V1", "V(3)", "zin(V1)", "zout(3)", "V(3,1)/V1", "I(V1)"])
@pytest.mark.parametrize("circuit", CIRCUITS)
def test_every_amplifier(circuit: str, question: str) -> None:
    """Whatever is asked, of whatever kind of amplifier that is controlled by a voltage."""
    net = "* x\n" + CIRCUITS[circuit]
    try:
        nodal = derive(net, of=question, limits=[], form="flat")
    except GainproofError:
        pytest.fail(f"{question} of {circuit} has no answer")
    d = derive(net, of=question, method="thevenin", limits=[], form="flat")
    assert proved(d)
    assert identical(d.step(d.exact).claim.right, nodal.step(nodal.exact).claim.right)


def test_the_user_names_the_amplifier() -> None:
    """With two, the other one stays in the circuit."""
    net = "* x\n" + CIRCUITS["two"]
    d = derive(net, of="V(3)/V1", method="thevenin", elements=["X2.E"], limits=[], form="flat")
    assert proved(d)
    (step,) = (s for s in d.steps if s.rule == "thevenin")
    assert step.data["port"] == ["0", "5"]


@pytest.mark.parametrize(
    ("netlist", "elements", "why"),
    [
        ("V1 1 0\nR1 1 2\nR2 2 0\n", [], "no amplifier"),
        ("V1 1 0\nR1 1 2\nVs 2 0 0\nF1 3 0 Vs k\nR2 3 0\n", [], "no amplifier"),
        ("V1 1 0\nR1 1 2\nR2 2 3\nE1 3 0 0 2 A\n", ["R1"], "has no input port"),
    ],
)
def test_it_says_why_it_does_not_apply(netlist: str, elements: list[str], why: str) -> None:
    with pytest.raises(NotApplicable, match=why):
        derive("* x\n" + netlist, of="V(2)", method="thevenin", elements=elements)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.integers(0, 10_000))
def test_where_it_applies_every_step_is_proved(seed: int) -> None:
    applied(seed, "thevenin")


def test_it_applies_to_many_random_circuits() -> None:
    assert sum(applied(seed, "thevenin") for seed in range(20, 32)) >= 3
