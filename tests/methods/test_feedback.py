"""The asymptotic gain formula applies to every amplifier of finite gain, and every line of it is proved."""

import pytest
from circuits import random_netlist, random_question

from gainproof.checker import check, unanswered
from gainproof.circuit.netlist import read
from gainproof.engine import Derived, derive
from gainproof.errors import GainproofError
from gainproof.methods import NotApplicable
from gainproof.notation import equation_text, parse, text

NON_INVERTING = "* n\nV1 1 0\nX1 1 2 3 opamp Ao=1\nR1 2 0\nR2 3 2\n"
EVERYTHING = "* e\nV1 1 0\nX1 1 2 3 opamp Ao=1 Ri=1 Ro=1\nR1 2 0\nR2 3 2\nRl 3 0\n"
COMPARATOR = "* o\nV1 1 0\nRs 1 p\nX1 p 0 3 opamp Ao=1 Ri=1 Ro=1\nRl 3 0\n"
TRANSISTOR = "* t\nI1 0 b\nRf b o\nrpi b m\nVm m 0 0\nF1 o 0 Vm bt\nRc o 0\n"
TWO = "* two\nV1 1 0\nX1 1 2 3 opamp Ao=A1\nR1 2 0\nR2 3 2\nX2 3 4 5 opamp Ao=A2\nR3 4 0\nR4 5 4\n"


def _derived(netlist: str, asked: str, *elements: str) -> Derived:
    """The derivation by feedback, every step of it proved, and its exact result that of nodal analysis."""
    d = derive(netlist, of=asked, method="feedback", elements=elements, limits=[])
    assert [(v.label, v.how) for v in check(d) if not v.holds] == []
    assert unanswered(d, check(d)) == ()
    nodal = derive(netlist, of=asked, limits=[])
    assert d.step(d.exact).claim.right == nodal.step(nodal.exact).claim.right
    return d


def _claims(d: Derived) -> list[str]:
    return [equation_text(s.claim) for s in d.steps]


def _theorem(d: Derived) -> str:
    return next(equation_text(s.claim) for s in d.steps if s.rule == "asymptotic")


def test_the_loop_gain_of_the_non_inverting_amplifier() -> None:
    """T = A_o β with β the divider of the feedback network; nothing leaks past the op-amp, and it is said."""
    d = _derived(NON_INVERTING, "V(3)/V1")
    assert _claims(d)[:10] == [
        "G_oo = v_3/V1",
        "G_oo = 1 + R2/R1",
        "G_0 = v_3/V1",
        "G_0 = 0",
        "T = Ao*v_2/e_X1",
        "T = Ao*R1/(R1 + R2)",
        "v_3/V1 = G_oo*(T/(1 + T))",
        "beta = R1/(R1 + R2)",
        "T = Ao*beta",
        "v_3/V1 = (1 + R2/R1)*(Ao*beta/(1 + Ao*beta))",
    ]
    assert list(d.circuits) == [
        "given",
        "given, X1 perfect",
        "given, X1 dead",
        "given, V1 off, X1 independent",
    ]


def test_a_long_return_ratio_is_a_product_of_dividers() -> None:
    claims = _claims(_derived(EVERYTHING, "V(3)/V1"))
    assert "v_3/e_X1 = 1/(1 + Ro/par(Rl, R2 + par(Ri, R1)))" in claims
    assert "v_2/v_3 = 1/(1 + R2/par(Ri, R1))" in claims


def test_all_terms_are_there_where_something_leaks() -> None:
    assert _theorem(_derived(EVERYTHING, "V(3)/V1")) == "v_3/V1 = G_oo*(T/(1 + T)) + G_0/(1 + T)"


@pytest.mark.parametrize(
    "asked", ["V(3)", "V(3)/V1", "zin(V1)", "zout(3)", "I(V1)", "I(R2)", "z(2,3)", "V(3,2)"]
)
def test_it_applies_to_every_question(asked: str) -> None:
    _derived(EVERYTHING, asked)


@pytest.mark.parametrize("asked", ["V(3)", "V(3)/V1", "zin(V1)", "zout(3)"])
def test_without_a_loop_the_gain_is_a_product(asked: str) -> None:
    """T = 0, and no ideal gain exists."""
    d = _derived(COMPARATOR, asked)
    assert "T = 0" in _claims(d)
    assert "G_oo" not in d.names


def test_a_current_controls_the_amplifier() -> None:
    """β → ∞ nulls the base current: all of I1 flows through Rf."""
    d = _derived(TRANSISTOR, "V(o)/I1")
    assert "Z_oo = -Rf" in _claims(d)
    assert _theorem(d) == "v_o/I1 = Z_oo*(T/(1 + T)) + Z_0/(1 + T)"


def test_a_response_to_two_sources() -> None:
    d = _derived("* r\nV1 1 0\nV2 2 0\nX1 1 3 4 opamp Ao=1 vos=1m\nR1 2 3\nR2 4 3\n", "V(4)")
    assert _theorem(d) == "v_4 = V_oo*(T/(1 + T))"


@pytest.mark.parametrize(("name", "said"), [("X1", "e_X1"), ("X2", "e_X2"), ("x2.e", "e_X2")])
def test_the_user_names_the_amplifier(name: str, said: str) -> None:
    d = _derived(TWO, "V(5)/V1", name)
    assert any(said in c for c in _claims(d))


@pytest.mark.parametrize(
    ("meaning", "claim"),
    [("R1/(R1 + R2)", "T = Ao*H"), ("R2/(R1 + R2)", "T = Ao*beta"), ("R1/(R1 + Rx)", "T = Ao*beta")],
)
def test_the_feedback_factor_has_the_users_name_for_it(meaning: str, claim: str) -> None:
    """Where a name means this factor; a name that means something else is left alone."""
    spare = NON_INVERTING + "Rx 3 0\n"
    d = derive(spare, of="V(3)/V1", method="feedback", names={"H": parse(meaning)}, limits=[])
    assert [(v.label, v.how) for v in check(d) if not v.holds] == []
    assert claim in _claims(d)
    assert len({s.label for s in d.steps if s.rule == "define" and s.data["symbol"] == "H"}) <= 1


def test_an_ideal_op_amp_has_no_return_ratio() -> None:
    ideal = NON_INVERTING.replace(" Ao=1", "")
    with pytest.raises(NotApplicable, match="ideal: its gain is infinite"):
        derive(ideal, of="V(3)/V1", method="feedback")
    with pytest.raises(NotApplicable, match="X1 is ideal"):
        derive(TWO.replace(" Ao=A1", ""), of="V(5)/V1", method="feedback", elements=["X1"])
    _derived(TWO.replace(" Ao=A1", ""), "V(5)/V1")


def test_no_controlled_source_is_no_feedback() -> None:
    divider = "* d\nV1 1 0\nR1 1 2\nR2 2 0\n"
    with pytest.raises(NotApplicable, match="no controlled source"):
        derive(divider, of="V(2)/V1", method="feedback")
    with pytest.raises(GainproofError, match="R1 is no amplifier"):
        derive(divider, of="V(2)/V1", method="feedback", elements=["R1"])
    with pytest.raises(GainproofError, match="there is no element 'X9'"):
        derive(divider, of="V(2)/V1", method="feedback", elements=["X9"])


@pytest.mark.parametrize("method", ["feedback", "blackman"])
def test_every_step_is_proved_on_random_circuits(method: str) -> None:
    """Wherever a method applies, whatever the circuit and the question."""
    applied = 0
    for seed in range(80):
        try:
            netlist = read(random_netlist(seed))
            c = netlist.circuit
            names = tuple(e.name for e in c.elements if e.kind != "N")
            asked = random_question(seed, c.nodes, names) if method == "feedback" else f"zout({c.nodes[-1]})"
            d = derive(netlist, of=asked, method=method, budget=0.05, limits=[])
        except GainproofError:
            continue
        nodal = derive(netlist, of=asked, budget=0.05, limits=[])
        verdicts = check(d)
        assert [(seed, v.label, v.how) for v in verdicts if not v.holds] == []
        assert unanswered(d, verdicts) == ()
        assert text(d.step(d.exact).claim.right) == text(nodal.step(nodal.exact).claim.right)
        applied += 1
    assert applied > (20 if method == "feedback" else 10)
