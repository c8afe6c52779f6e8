"""Superposition: Rauck's road on his two circuits, and every amplifier that the method takes on."""

import pytest
from applying import applied, proved
from hypothesis import given, settings
from hypothesis import strategies as st

from gainproof import derive
from gainproof.derivation import Derivation
from gainproof.errors import GainproofError
from gainproof.methods import NotApplicable
from gainproof.notation import parse, text
from gainproof.rules.bridge import identical

PARTS = """
Voff p q Voff
Iplus p 0 {Ibias - Ioff/2}
Iminus v4 0 {Ibias + Ioff/2}
R2 v4 out R2
E1 out 0 p v4 G
"""
INVERTING = "* inverting\nVin in 0 Vin\nR1 in v4 R1\nR3 q 0 R3" + PARTS
NON_INVERTING = "* non-inverting\nVin in 0 Vin\nR3 in q R3\nR1 v4 0 R1" + PARTS


def said(d: Derivation, rule: str, left: str = "") -> list[str]:
    """What the steps of a rule claim, of those with this left side."""
    return [text(s.claim.right) for s in d.steps if s.rule == rule and left in ("", text(s.claim.left))]


@pytest.mark.parametrize(
    ("netlist", "minus", "plus"),
    [
        (
            INVERTING,
            "R2*Vin/(R1 + R2) + R1*v_out/(R1 + R2) - i_Iminus*R1*R2/(R1 + R2)",
            "Voff - R3*i_Iplus",
        ),
        (NON_INVERTING, "R1*v_out/(R1 + R2) - i_Iminus*R1*R2/(R1 + R2)", "Vin + Voff - R3*i_Iplus"),
    ],
)
def test_raucks_equations(netlist: str, minus: str, plus: str) -> None:
    """His Eq. 1 and 2 (7 and 8) are superpositions, Eq. 3 (9) is the amplifier's law, and they close."""
    d = derive(netlist, of="V(out)", method="superposition", limits=[])
    assert proved(d)
    for left, right in (("v_v4", minus), ("v_p", plus)):
        (claim,) = said(d, "superpose", left)
        assert identical(parse(claim), parse(right))
    assert said(d, "law", "v_out") == ["G*(v_p - v_v4)"]
    assert {s.data["move"] for s in d.steps if s.rule == "consequence"} >= {"combine", "collect", "gather"}
    nodal = derive(netlist, of="V(out)", limits=[])
    assert identical(d.step(d.exact).claim.right, nodal.step(nodal.exact).claim.right)


def test_a_source_that_does_nothing_fills_no_line() -> None:
    """The currents at one input do nothing to the other, and no step says so."""
    d = derive(INVERTING, of="V(out)", method="superposition", limits=[])
    assert [len(s.data["terms"]) for s in d.steps if s.rule == "superpose"] == [3, 2]
    assert sum(s.rule == "circuit" for s in d.steps) == 5


CIRCUITS = {
    "ideal": "V1 1 0\nR1 1 2\nR2 2 3\nX1 0 2 3 opamp\n",
    "follower": "V1 1 0\nX1 1 3 3 opamp Ao=A\n",
    "grounded input": "V1 1 0\nR1 1 2\nR2 2 3\nR3 p 0\nX1 p 2 3 opamp Ao=A\n",
    "all": "V1 1 0\nR1 1 2\nR2 2 3\nRL 3 0\nX1 0 2 3 opamp Ao=A Ri=Ri Ro=Ro\n",
    "floating": "V1 1 0\nR1 1 2\nR2 2 3\nR3 4 0\nE1 3 4 0 2 A\n",
    "reversed": "V1 1 0\nR1 1 2\nR2 2 3\nE1 0 3 2 0 A\n",
    "transconductance": "V1 1 0\nR1 1 2\nR2 2 3\nR3 3 0\nG1 3 0 2 0 gm\n",
    "current mirror": "V1 1 0\nR1 1 2\nVs 2 0 0\nF1 3 0 Vs k\nR3 3 2\n",
    "transresistance": "V1 1 0\nR1 1 2\nVs 2 0 0\nH1 3 0 Vs k\nR2 3 2\n",
    "two": "V1 1 0\nR1 1 2\nR2 2 3\nX1 0 2 4 opamp Ao=A\nR3 4 5\nR4 5 3\nX2 0 5 3 opamp Ao=B\n",
}


@pytest.mark.parametrize("question", ["V(3)/V1", "V(3)", "zin(V1)", "zout(3)", "V(3,1)/V1", "I(V1)"])
@pytest.mark.parametrize("circuit", CIRCUITS)
def test_every_amplifier(circuit: str, question: str) -> None:
    """Whatever is asked, of whatever kind of amplifier, as long as there is an answer."""
    net = "* x\n" + CIRCUITS[circuit]
    try:
        nodal = derive(net, of=question, limits=[], form="flat")
    except GainproofError:
        assert (circuit, question) in UNANSWERABLE
        return
    d = derive(net, of=question, method="superposition", limits=[], form="flat")
    assert proved(d)
    assert identical(d.step(d.exact).claim.right, nodal.step(nodal.exact).claim.right)


UNANSWERABLE = {("follower", "zin(V1)")}


def test_without_amplifier_the_sources_are_superposed() -> None:
    d = derive("* x\nV1 1 0\nR1 1 2\nR2 2 0\nI1 0 2\n", of="V(2)", method="superposition", limits=[])
    assert proved(d)
    assert len(said(d, "superpose", "v_2")) == 1


def test_one_source_and_no_amplifier_is_nothing_to_superpose() -> None:
    with pytest.raises(NotApplicable, match="one source and no amplifier"):
        derive("* x\nV1 1 0\nR1 1 2\nR2 2 0\n", of="V(2)/V1", method="superposition")


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.integers(0, 10_000))
def test_where_it_applies_every_step_is_proved(seed: int) -> None:
    applied(seed, "superposition")


def test_it_applies_to_many_random_circuits() -> None:
    assert sum(applied(seed, "superposition") for seed in range(20, 32)) >= 5


SUMMING = """* summing
Va a 0
Vb b 0
Vc c 0
Ra a n
Rb b n
Rc c n
Rf out n
X1 0 n out opamp Ao=Ao Ro=Ro
Rl out 0
"""
EVERYTHING = """* everything
V1 1 0
Rs 1 p
X1 p n out opamp Ao=Ao Ri=Ri Ro=Ro Ricm=Ricm CMRR=CMRR vos=vos Ibp=Ibp Ibn=Ibn
R1 n 0
R2 out n
Rl out 0
"""


@pytest.mark.parametrize("extra", ["", "Rs n s\nVs s 0\n", "Ix 0 n\n", "R2 out m\nRm m n\nRg m 0\n"])
def test_several_sources_into_a_loaded_output(extra: str) -> None:
    """All of them invert: the output's gain stands before a sum that is all minus."""
    d = derive(SUMMING + extra, of="V(out)", method="superposition", limits=[])
    assert proved(d)
    solved = [s for s in d.steps if s.data.get("move") == "solve" and s.claim.left == parse("v_d")]
    assert len(solved) <= 1
    assert {"Va", "Vb", "Vc"} <= set(d.step(d.result).claim.right.symbols())


@pytest.mark.parametrize(("netlist", "most"), [(SUMMING, 45), (EVERYTHING, 45)])
@pytest.mark.parametrize("method", ["superposition", "thevenin"])
def test_a_reader_gets_to_the_end(netlist: str, most: int, method: str) -> None:
    """Long shares are one line each, over a denominator that is named once."""
    d = derive(netlist, of="V(out)", method=method, limits=[])
    assert proved(d)
    assert len(d.steps) <= most
    named = [s for s in d.steps if s.data.get("about") == "common denominator"]
    assert len(named) == (netlist == EVERYTHING)


def test_what_does_nothing_is_told() -> None:
    """The offset does nothing to the inverting input, and the rule has checked it."""
    d = derive(EVERYTHING, of="V(out)", method="superposition", limits=[])
    (step,) = (s for s in d.steps if s.rule == "superpose" and s.claim.left == parse("v_n"))
    assert step.data["silent"] == ["X1.Vos"]
