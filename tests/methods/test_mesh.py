"""Mesh analysis: the equations that a textbook writes, supermeshes, op-amps, and what it declines."""

import pytest
from applying import applied, proved
from hypothesis import given, settings
from hypothesis import strategies as st

from gainproof import derive
from gainproof.derivation import Derivation
from gainproof.errors import GainproofError
from gainproof.methods import NotApplicable
from gainproof.methods.mesh_elimination import closed
from gainproof.notation import equation_text
from gainproof.rules.bridge import identical


def mesh(netlist: str, question: str) -> Derivation:
    return derive(netlist, of=question, method="mesh", limits=[], form="flat")


def said(d: Derivation, *rules: str) -> list[str]:
    """What the steps of these rules claim."""
    return [equation_text(s.claim) for s in d.steps if s.rule in rules]


def test_two_meshes() -> None:
    """An RLC ladder, as every first course writes it."""
    d = mesh("* rlc\nV1 a 0\nR1 a b\nC1 b 0\nL1 b c\nR2 c 0\n", "V(c)/V1")
    assert proved(d)
    assert said(d, "define")[:2] == ["i_1 = -i_V1", "i_2 = i_L1"]
    assert said(d, "kvl") == [
        "V1 = R1*i_1 + (i_1 - i_2)/(s*C1)",
        "(i_2 - i_1)/(s*C1) + s*L1*i_2 + R2*i_2 = 0",
        "v_c = R2*i_2",
    ]


def test_wheatstones_bridge() -> None:
    d = mesh("* bridge\nV1 a 0\nR1 a b\nR2 b 0\nR3 a c\nR4 c 0\nR5 b c\n", "V(b,c)/V1")
    assert proved(d)
    assert said(d, "kvl") == [
        "V1 = R3*(i_1 - i_2) + R4*(i_1 - i_3)",
        "R1*i_2 + R5*(i_2 - i_3) + R3*(i_2 - i_1) = 0",
        "R2*i_3 + R4*(i_3 - i_1) + R5*(i_3 - i_2) = 0",
        "v_bc = R5*(i_2 - i_3)",
    ]


def test_resistances_in_series_are_named() -> None:
    d = mesh("* bridge\nV1 a 0\nR1 a b\nR2 b 0\nR3 a c\nR4 c 0\nR5 b c\n", "V(b,c)/V1")
    assert "R_a = R3 + R4" in said(d, "define")
    d = mesh("* rc\nV1 a 0\nR1 a b\nC1 b 0\nR2 b c\nC2 c 0\n", "V(c)/V1")
    assert any(q.startswith("Z_a = ") for q in said(d, "define"))


def test_a_current_source_gives_its_mesh_current() -> None:
    d = mesh("* i\nI1 0 a\nR1 a 0\nR2 a b\nR3 b 0\n", "V(b)")
    assert proved(d)
    assert said(d, "law") == ["i_1 = I1"]
    assert said(d, "kvl")[0] == "R1*(i_2 - I1) + R2*i_2 + R3*i_2 = 0"


BETWEEN = "* i\nV1 a 0\nR1 a b\nI1 b c\nR2 b d\nR3 d c\nR4 c 0\nR5 d 0\n"


def test_the_loop_of_a_supermesh_goes_around_its_source() -> None:
    """I1 has a mesh on either side, whatever is drawn outside, unless it is drawn outside itself."""
    inside = "* i\nV1 a 0\nR1 a b\nR2 b 0\nI1 b c\nR3 c 0\nR4 a c\nR6 a 0\n"
    checked = 0
    for netlist in (
        BETWEEN,
        inside,
        "* k4\nR1 a b\nR2 b c\nR3 c a\nV1 a o\nI1 b o\nR6 c o\nR7 a 0\nR8 b 0\n",
    ):
        d = mesh(netlist, "V(b)")
        assert proved(d)
        for s in d.steps:
            if s.rule == "kvl" and "loop" in s.data:
                assert all(name != "I1" for name, _, _ in s.data["loop"])
                checked += 1
    assert checked >= 4


def test_a_supermesh_is_called_so() -> None:
    """A prism with two current sources on no common face: one of them must be inside."""
    prism = "* prism\nV1 a 0\nI1 a b\nR2 b 0\nR3 a d\nR4 b e\nR5 f 0\nR6 d e\nI2 e f\nR8 f d\n"
    d = mesh(prism, "V(e)")
    assert proved(d)
    names = [str(s.data["around"]) for s in d.steps if s.rule == "kvl" and "loop" in s.data]
    assert any(n.startswith("the supermesh of ") for n in names)


def test_an_ideal_op_amp_is_gone_through_at_its_inputs() -> None:
    d = mesh("* inv\nV1 1 0\nR1 1 n\nR2 n out\nX1 0 n out opamp\nRL out 0\n", "V(out)/V1")
    assert proved(d)
    assert said(d, "kvl") == ["V1 = R1*i_1", "v_out = -R2*i_1"], "and RL's mesh, which is idle, is left out"
    assert said(d, "define") == ["i_1 = -i_V1"]


def test_what_is_needed_is_what_the_wanted_unknown_is_reached_from() -> None:
    chain = [{"a", "b"}, {"b", "c"}, {"c"}, {"d", "c"}]
    assert closed(chain, "a") == [0, 1, 2]
    assert closed(chain, "d") == [2, 3]
    assert closed(chain, "c") == [2]
    assert closed([{"a", "b"}, {"a", "b"}], "a") == [0, 1]
    assert closed([{"a"}], "z") == [0], "nothing to go by: all of them"


def test_the_input_resistance_is_by_the_current_of_the_first_mesh() -> None:
    d = mesh("* div\nV1 a 0\nR1 a b\nR2 b 0\nR3 b c\nR4 c 0\n", "zin(V1)")
    assert proved(d)
    assert "R_in = V1/i_1" in said(d, "define")


CIRCUITS = {
    "inverting": "V1 1 0\nR1 1 2\nR2 2 3\nRL 3 0\nX1 0 2 3 opamp Ao=A Ri=Ri Ro=Ro\n",
    "non-inverting": "V1 1 0\nR1 2 0\nR2 2 3\nRL 3 0\nX1 1 2 3 opamp Ao=A Ri=Ri Ro=Ro\n",
    "non-inverting, ideal": "V1 1 0\nR1 2 0\nR2 2 3\nRL 3 0\nX1 1 2 3 opamp\n",
    "follower": "V1 1 0\nX1 1 3 3 opamp\nRL 3 0\n",
    "emitter": "V1 1 0\nRs 1 b\nRpi b e\nRe e 0\nG1 3 e b e gm\nRo 3 e\nRc 3 0\n",
    "collector": "V1 1 0\nRs 1 b\nRpi b 3\nRe 3 0\nG1 0 3 b 3 gm\n",
    "miller": "V1 1 0\nRs 1 b\nRpi b 0\nCpi b 0\nCmu b 3\nG1 3 0 b 0 gm\nRc 3 0\n",
    "bridged tee": "V1 1 0\nC1 1 m\nC2 m 3\nR1 m 0\nR2 1 3\nRL 3 0\n",
    "attenuator": "V1 1 0\nRs 1 a\nR1 a m\nR2 m 3\nR3 m 0\nRL 3 0\n",
    "ladder": "V1 1 0\nR1 1 a\nC1 a 0\nR2 a b\nC2 b 0\nR3 b 3\nC3 3 0\n",
    "twin tee": "V1 1 0\nR1 1 a\nR2 a 3\nC3 a 0\nC1 1 b\nC2 b 3\nR3 b 0\nRL 3 0\n",
    "mirror": "V1 1 0\nR1 1 2\nVs 2 0 0\nF1 3 0 Vs k\nR3 3 2\n",
    "transresistance": "V1 1 0\nR1 1 2\nVs 2 0 0\nH1 3 0 Vs k\nR2 3 2\n",
    "transformer": "V1 1 0\nR1 1 2\nL1 2 0\nL2 3 0\nK1 L1 L2 M\nR2 3 0\n",
    "two op-amps": "V1 1 0\nR1 1 2\nR2 2 3\nX1 0 2 4 opamp Ao=A\nR3 4 5\nR4 5 3\nX2 0 5 3 opamp Ao=B\n",
    "diode-connected": "V1 1 0\nR1 1 3\nG1 3 0 3 0 gm\n",
    "transconductor without load": "V1 1 0\nR1 1 2\nR2 2 3\nG1 3 0 2 0 gm\n",
    "difference": "V1 1 0\nV2 4 0\nR1 1 2\nR2 2 3\nR3 4 5\nR4 5 0\nX1 5 2 3 opamp\n",
    "floating": "V1 1 0\nR1 1 2\nR2 2 3\nR3 4 0\nE1 3 4 0 2 A\n",
}


@pytest.mark.parametrize("question", ["V(3)/V1", "V(3)", "zin(V1)", "zout(3)", "V(3,1)/V1", "I(V1)"])
@pytest.mark.parametrize("circuit", CIRCUITS)
def test_every_circuit(circuit: str, question: str) -> None:
    """Whatever is asked of these, mesh analysis finds what nodal analysis does."""
    net = "* x\n" + CIRCUITS[circuit]
    try:
        nodal = derive(net, of=question, limits=[], form="flat")
    except GainproofError:
        assert (circuit, question) in UNANSWERABLE
        return
    d = mesh(net, question)
    assert proved(d)
    assert identical(d.step(d.exact).claim.right, nodal.step(nodal.exact).claim.right)


UNANSWERABLE = {("non-inverting, ideal", "zin(V1)"), ("follower", "zin(V1)")}

NOT_PLANAR = "* k5\nV1 a b\n" + "".join(
    f"R{x}{y} {x} {y}\n" for x, y in ("ac", "ad", "a0", "bc", "bd", "b0", "cd", "c0", "d0")
)


@pytest.mark.parametrize(
    ("netlist", "question", "why"),
    [
        (NOT_PLANAR, "V(c)/V1", "not planar: V1, Rac"),
        ("* open\nV1 1 0\nR1 1 2\nE1 3 0 2 0 A\n", "V(3)/V1", "no mesh"),
        ("* same\nV1 1 0\nR1 1 2\nR2 2 0\n", "V(2,2)", "both nodes are one"),
        ("* hanging\nV1 1 0\nR1 1 2\nR2 2 0\nI1 0 2 0\n", "I(I1)", "no mesh current flows through I1"),
    ],
)
def test_it_declines_with_a_reason(netlist: str, question: str, why: str) -> None:
    with pytest.raises(NotApplicable, match=why):
        mesh(netlist, question)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.integers(0, 10_000))
def test_where_it_applies_every_step_is_proved(seed: int) -> None:
    applied(seed, "mesh")


def test_it_applies_to_many_random_circuits() -> None:
    assert sum(applied(seed, "mesh") for seed in range(20, 40)) >= 6
