"""Noise that is known by hand: the amplifiers of every textbook, at the output and at the input."""

import pytest

from gainproof.checker import check, unanswered
from gainproof.circuit.netlist import read
from gainproof.derivation import Derivation
from gainproof.errors import GainproofError
from gainproof.expression import Expr
from gainproof.noise.deriving import derive_noise
from gainproof.notation import parse
from gainproof.rules.bridge import identical

INVERTING = "* inverting\nV1 in 0 1\nX1 0 n out opamp en=3n in=0.4p\nR1 in n 1k\nR2 n out 9k\n.tf V(out) V1\n"
NON_INVERTING = (
    "* non-inverting\nV1 a 0 1\nRs a p 50\nX1 p n out opamp en=3n in=0.4p en_corner=10\n"
    "R1 n 0 1k\nR2 n out 9k\n.tf V(out) V1\n"
)
DIFFERENCE = (
    "* difference\nV1 a 0 1\nV2 b 0 1\nX1 p n out opamp en=3n in=0.4p\n"
    "R1 a n 1k\nR2 n out 9k\nR3 b p {R1}\nR4 p 0 {R2}\n.tf V(out) V2\n"
)
FILTER = "* low-pass\nV1 in 0 1\nR1 in out 1k\nC1 out 0 1n\n.tf V(out) V1\n"
INTEGRATOR = (
    "* integrator\nV1 in 0 1\nR1 in n 1k\nX1 0 n out opamp en=3n in=0.4p\nC1 n out 1n\n.tf V(out) V1\n"
)

KNOWN = {
    "inverting": (
        INVERTING,
        "4*k_B*T*R2 + 4*k_B*T*R1*(R2/R1)**2 + En**2*(1 + R2/R1)**2 + In**2*R2**2",
        "(4*k_B*T*R2 + 4*k_B*T*R1*(R2/R1)**2 + En**2*(1 + R2/R1)**2 + In**2*R2**2)*(R1/R2)**2",
    ),
    "non-inverting": (
        NON_INVERTING,
        "(1 + R2/R1)**2*(4*k_B*T*Rs + En**2*(1 + En_corner/f) + In**2*Rs**2)"
        " + 4*k_B*T*R2 + 4*k_B*T*R1*(R2/R1)**2 + In**2*R2**2",
        "4*k_B*T*(Rs + par(R1, R2)) + En**2*(1 + En_corner/f) + In**2*(Rs**2 + par(R1, R2)**2)",
    ),
    "difference": (
        DIFFERENCE,
        "8*k_B*T*R2*(1 + R2/R1) + En**2*(1 + R2/R1)**2 + 2*In**2*R2**2",
        "(8*k_B*T*R2*(1 + R2/R1) + En**2*(1 + R2/R1)**2 + 2*In**2*R2**2)*(R1/R2)**2",
    ),
    "low-pass": (FILTER, "4*k_B*T*R1/(1 - (s*R1*C1)**2)", "4*k_B*T*R1"),
    "integrator": (
        INTEGRATOR,
        "(4*k_B*T/R1 + In**2)/(-(s*C1)**2) + En**2*(1 - (s*R1*C1)**2)/(-(s*R1*C1)**2)",
        "4*k_B*T*R1 + In**2*R1**2 + En**2*(1 - (s*R1*C1)**2)",
    ),
}


def proved(text: str, output: str = "", source: str = "") -> tuple[Derivation, Expr]:
    """The derivation with every step judged, and the equivalent density at the input."""
    found = derive_noise(read(text), output, source)
    d = found.derivation
    verdicts = check(d)
    assert [(v.label, v.how) for v in verdicts if not v.holds] == []
    assert unanswered(d, verdicts) == ()
    last = [s for s in d.steps if s.claim.left == parse("S_in")]
    return d, d.spelled_out(last[-1].claim.right) if last else parse("0")


@pytest.mark.parametrize("case", KNOWN)
def test_known(case: str) -> None:
    text, out, referred = KNOWN[case]
    d, at_input = proved(text)
    assert identical(d.spelled_out(d.step(d.result).claim.right), parse(out))
    assert identical(at_input, parse(referred))


def test_an_imperfect_op_amp_goes_to_the_ideal_one() -> None:
    text = INVERTING.replace("opamp", "opamp Ao=1meg Ri=1meg Ro=50")
    d, _ = proved(text)
    (limit,) = d.limits
    assert identical(d.step(limit).claim.right, parse(KNOWN["inverting"][1]))
    assert not identical(d.step(d.result).claim.right, parse(KNOWN["inverting"][1]))


def test_the_resistances_of_a_model_make_no_noise() -> None:
    for text in (
        "* library\nV1 p 0\nX1 p out out opamp Ao=1meg Ri=1meg Ro=50\nRl out 0\n",
        "* bare\nV1 p 0\nE1 d 0 p out Ao\nRi p out\nRo d out\nRl out 0\n",
    ):
        found = derive_noise(read(text), "V(out)")
        assert [h.source.name for h in found.heard] == ["Rl"]


def test_a_current_and_a_difference_may_be_asked_for() -> None:
    d, _ = proved("* loop\nV1 a 0\nR1 a b\nR2 b 0\n", "I(V1)")
    assert identical(d.step(d.result).claim.right, parse("4*k_B*T/(R1 + R2)"))
    d, _ = proved("* bridge\nV1 a 0\nR1 a b\nR2 b 0\nR3 a c\nR4 c 0\n", "V(b,c)")
    assert identical(d.step(d.result).claim.right, parse("4*k_B*T*(par(R1, R2) + par(R3, R4))"))


def test_what_a_source_shorts_is_not_heard() -> None:
    d, _ = proved("* shorted\nV1 a 0\nR1 a b\nR2 b 0\nR3 a 0\n", "V(b)")
    assert "R3" not in d.step(d.result).claim.right.symbols()


def test_symbols_of_the_netlist_may_be_called_as_ours() -> None:
    d, _ = proved("* names\nV1 a 0\nR1 a b {H_R2}\nR2 b 0 {S_out}\nR3 b 0 {M}\n", "V(b)", "V1")
    assert identical(d.spelled_out(d.step(d.result).claim.right), parse("4*k_B*T*par(H_R2, S_out, M)"))


def test_op_amps_inside_subcircuits_are_heard() -> None:
    text = "* nested\n.subckt buffer a b\nX1 a b b opamp en=3n\n.ends\nV1 in 0\nX2 in out buffer\nR1 out 0\n"
    d, _ = proved(text, "V(out)", "V1")
    assert identical(d.step(d.result).claim.right, parse("En**2"))


@pytest.mark.parametrize(
    ("text", "output", "source", "said"),
    [
        ("* silent\nV1 a 0\nC1 a 0\n", "V(a)", "", "no source of noise"),
        ("* held\nV1 a 0\nR1 a 0\n", "V(a)", "", "nothing in the circuit makes noise at V(a)"),
        ("* T\nV1 a 0\nR1 a b {T}\nR2 b 0\n", "V(b)", "", "the circuit's symbol T is needed"),
        ("* none\nV1 a 0\nR1 a b\nR2 b 0\n", "", "", "nothing is asked"),
        ("* no input\nV1 a 0\nV2 c 0\nR1 a b\nR2 b 0\nR3 c 0\n", "V(b)", "V2", "V2 does nothing at V(b)"),
        ("* wrong\nV1 a 0\nR1 a b\nR2 b 0\n", "V(b)", "R1", "not an independent source"),
        ("* s\nV1 a 0\nR1 a b {1 + s}\nR2 b 0\n", "V(b)", "", "depends on the frequency"),
        ("* lone\nV1 a 0\nX1 a b b opamp en_corner=3\nR1 b 0\n", "V(b)", "", "en_corner, but no en"),
        (
            "* mine\n.subckt amp in+ in- out en=0\n*: role opamp in+ in- out\n*: en \"noise\" ideal 0\n"
            "G1 0 out in+ in- 1\nRx out 0 1\n.ends\nV1 a 0\nX1 a b b amp en=3n\nR1 b 0\n",
            "V(b)",
            "",
            "no controlled source called E",
        ),
    ],
)  # fmt: skip
def test_refused(text: str, output: str, source: str, said: str) -> None:
    with pytest.raises(GainproofError) as caught:
        derive_noise(read(text), output, source)
    assert said in str(caught.value)
