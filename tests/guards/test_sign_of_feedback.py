"""The sign of the feedback: known circuits, their swapped twins, and natural frequencies found elsewhere."""

import random
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from circuits import random_netlist

from gainproof.circuit.circuit import Circuit
from gainproof.circuit.netlist import read
from gainproof.errors import GainproofError
from gainproof.guards.feedback import amplifiers, judge
from gainproof.guards.findings import Feedback, Sense, inequality_text

ROOT = Path(__file__).parents[2]


def circuit(lines: str) -> Circuit:
    return read("* test\n" + lines.replace("; ", "\n") + "\n").circuit


def judged(lines: str) -> Feedback:
    c = circuit(lines)
    return judge(c, values={n: p.value for n, p in c.parameters.items() if p.value is not None})


def conditions(f: Feedback) -> list[str]:
    return [inequality_text(q) for b in f.blocks for q in b.judgement.negative_while]


INVERTING = "V1 in 0; R1 in m; R2 m out; X1 0 m out opamp"
DIFFERENCE = "V1 a 0; V2 b 0; R1 a m; R2 m out; R3 b p; R4 p 0; X1 p m out opamp"
INSTRUMENTATION = (
    "V1 a 0; V2 b 0; X1 a m1 o1 opamp; X2 b m2 o2 opamp; Rg m1 m2; Ra m1 o1; Rb m2 o2; "
    "R1 o1 m; R2 m out; R3 o2 p; R4 p 0; X3 p m out opamp"
)
SALLEN_KEY = "V1 in 0; R1 in a; R2 a p; C1 a out; C2 p 0; R3 m 0; R4 m out; X1 p m out opamp"
WIEN = "R1 p a; C1 a out; R2 p 0; C2 p 0; R3 m 0; R4 m out; X1 p m out opamp"
TOW_THOMAS = (
    "V1 in 0; R1 in a; R2 a b; C1 a b; X1 0 a b opamp; R3 b c; C2 c d; X2 0 c d opamp; "
    "R5 d e; R6 e f; X3 0 e f opamp; R4 f a"
)
KHN = (
    "V1 in 0; R1 in p; R2 p bp; R3 m hp; R4 m lp; X1 p m hp opamp; "
    "R5 hp x; C1 x bp; X2 0 x bp opamp; R6 bp y; C2 y lp; X3 0 y lp opamp"
)
ANTONIOU = (
    "V1 in 0; Rs in n1; R1 n1 n2; R2 n2 n3; R3 n3 n4; C4 n4 n5; R5 n5 0; X1 n1 n3 n4 opamp; X2 n5 n3 n2 opamp"
)
COMPOSITE = "V1 in 0; X1 in m o1 opamp; X2 o1 n out opamp; R3 n 0; R4 n out; R1 m 0; R2 m out"
MULTIPLE = "V1 in 0; R1 in a; C1 a 0; R2 a m; R3 a out; C2 m out; X1 0 m out opamp"
INTEGRATOR = "V1 in 0; R1 in m; C1 m out; X1 0 m out opamp"

AMPLIFIERS = {
    "inverting": INVERTING,
    "follower": "V1 in 0; X1 in out out opamp",
    "tee": "I1 0 m; R1 m a; R2 a 0; R3 a out; X1 0 m out opamp",
    "difference": DIFFERENCE,
    "instrumentation": INSTRUMENTATION,
    "sallen-key": SALLEN_KEY,
    "multiple feedback": MULTIPLE,
    "wien": WIEN,
    "tow-thomas": TOW_THOMAS,
    "khn": KHN,
    "antoniou": ANTONIOU,
    "composite": COMPOSITE,
    "integrator": INTEGRATOR,
    "a gain with a pole": "V1 in 0; R1 in m; R2 m out; X1 0 m out opamp Ao={A0/(1+s/wp)} Ro=Ro",
    "a gain that falls from DC on": "V1 in 0; R1 in m; R2 m out; C2 m out; X1 0 m out opamp Ao={wt/s}",
    "a gain of two": "V1 in 0; R1 m 0; R2 m out; X1 in m out opamp Ao={g*r}",
    "deboo, matched": "V1 in 0; R1 in p R; R2 p out R; R3 0 m R; R4 m out R; C1 p 0; X1 p m out opamp",
}


@pytest.mark.parametrize("lines", AMPLIFIERS.values(), ids=AMPLIFIERS)
def test_the_feedback_of_amplifiers_is_negative(lines: str) -> None:
    f = judged(lines)
    assert f.sense is Sense.NEGATIVE
    assert not f.regenerative
    assert not f.why
    assert len(f.loops) == lines.count("opamp")
    assert {x.judgement.sense for x in f.loops} == {Sense.NEGATIVE}


def swapped(c: Circuit, which: str) -> Circuit:
    """The circuit with the inputs of one op-amp swapped."""
    e = c.element(which)
    twin = replace(e, nodes=(*e.nodes[:2], e.nodes[3], e.nodes[2]))
    return c.with_elements((twin if x is e else x for x in c.elements), "swapped")


@pytest.mark.parametrize("lines", AMPLIFIERS.values(), ids=AMPLIFIERS)
def test_any_op_amp_with_its_inputs_swapped_is_noticed(lines: str) -> None:
    c = circuit(lines)
    names = [e.name for e in amplifiers(c)]
    assert names
    for name in names:
        f = judge(swapped(c, name))
        assert f.regenerative, name
        assert f.sense is Sense.POSITIVE, name
        assert name.partition(".")[0] in f.positive


def test_the_circuits_of_the_derivations_and_their_swapped_twins() -> None:
    barked = 0
    for file in sorted((ROOT / "derivations").rglob("*.cir")):
        c = read(file).circuit
        f = judge(c)
        assert not f.why, file
        assert not f.regenerative, file
        if f.sense is Sense.NEGATIVE:
            for e in amplifiers(c):
                assert judge(swapped(c, e.name)).regenerative, (file, e.name)
                barked += 1
    assert barked >= 5


def test_a_schmitt_trigger_is_regenerative_and_its_gain_cannot_go_to_infinity() -> None:
    f = judged("V1 in 0; R1 p 0; R2 p out; X1 p in out opamp Ao=Ao Ri=Ri Ro=Ro")
    assert (f.sense, f.regenerative, f.positive, f.gains) == (Sense.POSITIVE, True, ("X1",), {"Ao"})


def test_two_wrongs_in_a_row_are_two_wrongs() -> None:
    """The return difference of both together is positive; each block is judged for itself."""
    f = judged("V1 in 0; R1 in m; R2 m o1; X1 m 0 o1 opamp; R3 o1 n; R4 n out; X2 n 0 out opamp")
    assert [b.judgement.sense for b in f.blocks] == [Sense.POSITIVE, Sense.POSITIVE]


def test_two_wrongs_in_one_loop_are_two_wrongs() -> None:
    """No odd number of growing modes: the sum over single op-amps tells."""
    f = judged("V1 in 0; R1 in m; R2 m o1; R5 m out; X1 m 0 o1 opamp; R3 o1 n; R4 n out; X2 n 0 out opamp")
    assert [b.judgement.sense for b in f.blocks] == [Sense.DEPENDS, Sense.POSITIVE]
    assert f.regenerative


def test_an_astable_multivibrator_is_caught_by_its_quick_mode() -> None:
    f = judged("Rx m 0; R m out; C m 0; R1 p 0; R2 p out; X1 p m out opamp")
    assert [(b.where, b.judgement.sense) for b in f.blocks] == [
        ("s -> 0", Sense.DEPENDS),
        ("s -> oo", Sense.POSITIVE),
    ]


def test_a_comparator_has_no_feedback_and_is_not_refused() -> None:
    f = judged("V1 in 0; X1 in 0 out opamp Ao=Ao; Rl out 0")
    assert (f.sense, f.regenerative) == (Sense.NONE, False)
    assert [x.name for x in f.loops] == ["X1"]


@pytest.mark.parametrize("lines", ["V1 in 0; R1 in out; R2 out 0", "V1 in 0; E1 out 0 in 0 K; R1 out in"])
def test_without_an_op_amp_nothing_is_said(lines: str) -> None:
    assert judged(lines) == Feedback()


def test_a_controlled_source_is_an_amplifier_if_the_user_sends_its_gain_to_infinity() -> None:
    c = circuit("V1 in 0; R1 in p; R2 p out; E1 out 0 p 0 K")
    assert judge(c) == Feedback()
    assert judge(c, ["K"]).sense is Sense.POSITIVE
    assert judge(circuit("V1 in 0; R1 in p; R2 p out; E1 out 0 p 0 {-K}"), ["K"]).sense is Sense.NEGATIVE
    assert judge(circuit("V1 in 0; R1 in p; R2 p 0; G1 0 p p 0 K"), ["K"]).sense is Sense.POSITIVE
    assert judge(circuit("I1 0 p; V1 p q 0; R1 q 0; F1 p 0 V1 K"), ["K"]).sense is Sense.NEGATIVE


def test_numbers_decide_where_numbers_are_kept() -> None:
    text = "* t\nV1 in 0\nR1 in p 1k\nR2 p out 2k\nE1 out 0 {} 100k\n"
    assert judge(read(text.format("p 0"), numeric=True).circuit).sense is Sense.POSITIVE
    assert judge(read(text.format("0 p"), numeric=True).circuit).sense is Sense.NEGATIVE


HOWLAND = "V1 in 0; R1 in p{0}; R2 p out{1}; R3 m 0{2}; R4 m out{3}; RL p 0{4}; X1 p m out opamp Ao=Ao"


@pytest.mark.parametrize(
    ("values", "here"),
    [
        (["", "", "", "", ""], None),
        ([" 1k", " 1k", " 1k", " 1k", " 1k"], Sense.NEGATIVE),
        ([" 1k", " 1k", " 1k", " 3k", " 1k"], Sense.POSITIVE),
        ([" 1k", " 1k", " 1k", " 2k", " 1k"], Sense.NONE),
    ],
)
def test_a_howland_pump_depends_on_the_parts(values: list[str], here: Sense | None) -> None:
    f = judged(HOWLAND.format(*values))
    assert f.sense is Sense.DEPENDS
    assert conditions(f) == ["R2*R3*(R1 + RL) > R1*R4*RL"]
    assert f.blocks[0].judgement.here is here
    assert f.regenerative is (here is Sense.POSITIVE)
    assert f.gains == ({"Ao"} if here is Sense.POSITIVE else set())


def test_a_negative_impedance_converter_is_stable_on_one_side_of_its_loads() -> None:
    f = judged("V1 in 0; Rs in p; R1 p out; R2 out m; Rl m 0; X1 p m out opamp Ao=Ao")
    assert conditions(f) == ["R1*Rl > Rs*R2"]
    held = judged("V1 p 0; R1 p out; R2 out m; Rl m 0; X1 p m out opamp Ao=Ao")
    assert held.sense is Sense.NEGATIVE


DEBOO = "V1 in 0; R1 in p 1k; R2 p out 1k; R3 0 m 1k; R4 m out {r4}; C1 p 0 1u; X1 p m out opamp"


@pytest.mark.parametrize(
    ("r4", "here"), [("1k", Sense.NEGATIVE), ("900", Sense.NEGATIVE), ("1.1k", Sense.POSITIVE)]
)
def test_at_the_example_values_the_lowest_power_of_s_decides(r4: str, here: Sense) -> None:
    """Balanced, the two feedbacks cancel at DC and the capacitor is left to decide."""
    f = judged(DEBOO.format(r4=r4))
    assert conditions(f) == ["R2*R3 > R1*R4"]
    assert f.blocks[0].judgement.here is here


def test_an_active_part_in_the_loop_may_turn_its_sign() -> None:
    """A fixed gain with positive feedback of its own: v_out = K R6 v_o/(R5 + R6 - K R5)."""
    f = judged("V1 in 0; R1 in m; R2 m out; X1 0 m o opamp; R5 o q; R6 q out; E2 out 0 q 0 K")
    assert conditions(f) == ["R5 + R6 > K*R5"]


def test_where_nothing_is_fed_back_at_dc_s_goes_to_zero() -> None:
    assert [x.at_dc for x in judged(INTEGRATOR).loops] == [False]
    assert [x.at_dc for x in judged(SALLEN_KEY).loops] == [True]


def test_imperfections_of_an_op_amp_do_not_change_the_sense() -> None:
    c = circuit(INSTRUMENTATION.replace("opamp", "opamp Ao=A Ri=Ri Ro=Ro Ricm=Rc CMRR=M vos=Vo Ib=Ib"))
    f = judge(c)
    assert f.sense is Sense.NEGATIVE
    assert [x.gain for x in f.loops] == ["A", "A", "A"]
    assert judge(swapped(c, "X3.E")).positive == ("X3",)


def test_what_cannot_be_judged_is_said_and_is_no_verdict() -> None:
    ring = [f"R{k} o{k} n{k}; Rb{k} n{k} 0; X{k} n{k} 0 o{(k + 1) % 7} opamp Ao=A{k}" for k in range(7)]
    f = judged("; ".join(ring))
    assert f.sense is Sense.UNKNOWN
    assert "at most 6" in f.why
    assert not f.regenerative


def test_random_circuits_are_judged_or_a_reason_is_given() -> None:
    seen = {True: 0, False: 0}
    for seed in range(250):
        try:
            c = read(random_netlist(seed)).circuit
        except GainproofError:
            continue
        f = judge(c)
        seen[bool(f.loops)] += 1
        assert (f.sense is Sense.UNKNOWN) <= bool(f.why)
    assert min(seen.values()) > 15


# Against natural frequencies, found by other means.


def resistive(seed: int) -> tuple[str, list[tuple[str, str, float]], list[tuple[str, str, str]]]:
    """A netlist of resistors and ideal op-amps; its resistors and its op-amps (in+, in-, out)."""
    rng = random.Random(seed)
    amps = rng.randint(1, 3)
    outs = [f"o{k}" for k in range(amps)]
    nodes = ["0", *outs, *(f"n{k}" for k in range(rng.randint(2, 4)))]
    pairs = [(n, rng.choice(nodes[:k])) for k, n in enumerate(nodes) if k]
    pairs += [tuple(rng.sample(nodes, 2)) for _ in range(rng.randint(2, 5))]
    resistors = [(a, b, float(rng.randint(1, 20))) for a, b in pairs]
    opamps_ = [(*rng.sample([n for n in nodes if n != out], 2), out) for out in outs]
    lines = [f"R{k} {a} {b} {r:g}" for k, (a, b, r) in enumerate(resistors, 1)]
    lines += [f"X{k} {p} {m} {out} opamp" for k, (p, m, out) in enumerate(opamps_, 1)]
    return "; ".join(lines), resistors, opamps_


def fastest(resistors: list[tuple[str, str, float]], amps: list[tuple[str, str, str]]) -> float:
    """The greatest real part of H, the op-amps' outputs independent: above zero, a mode grows.

    With equal op-amps A/(1 + sτ) the natural frequencies are (A·λ - 1)/τ for the eigenvalues λ of H.
    """
    import numpy

    outs = [out for *_, out in amps]
    inner = sorted({n for a, b, _ in resistors for n in (a, b)} - {"0", *outs})
    at = {n: k for k, n in enumerate([*inner, *outs])}
    g = numpy.zeros((len(at) + 1, len(at) + 1))
    at["0"] = len(at)
    for a, b, r in resistors:
        for x, y in ((a, b), (b, a)):
            g[at[x], at[x]] += 1 / r
            g[at[x], at[y]] -= 1 / r
    k = len(inner)
    spread = numpy.vstack([numpy.linalg.solve(g[:k, :k], -g[:k, k:-1]), numpy.eye(len(outs))])
    spread = numpy.vstack([spread, numpy.zeros((1, len(outs)))])
    told = numpy.array([spread[at[p]] - spread[at[m]] for p, m, _ in amps])
    return float(max(numpy.linalg.eigvals(told).real))


def test_the_judgement_agrees_with_natural_frequencies() -> None:
    """One op-amp: exactly.  Several: positive is unstable always, negative is stable for two equal ones."""
    seen = dict.fromkeys(["one grows", "one decays", "many grow", "two decay"], 0)
    for seed in range(400):
        text, resistors, amps = resistive(seed)
        try:
            f = judged(text)
        except GainproofError:
            continue
        worst = fastest(resistors, amps)
        senses = {b.judgement.here or b.judgement.sense for b in f.blocks}
        if f.why or abs(worst) < 1e-9 or not senses <= {Sense.POSITIVE, Sense.NEGATIVE}:
            continue
        if f.regenerative:
            assert worst > 0, text
            seen["one grows" if len(amps) == 1 else "many grow"] += 1
        elif len(amps) == 1 or (len(amps) == 2 and senses == {Sense.NEGATIVE}):
            assert worst < 0, text
            seen["one decays" if len(amps) == 1 else "two decay"] += 1
    assert min(seen.values()) > 10, seen


def test_example_values_of_zero_or_less_are_no_positive_parts() -> None:
    """A mismatch d may have either sign: R1·(1 + d) is judged by its number."""
    lines = "V1 in 0; .param d={-1/2}; R1 p 0 {1k*d}; R2 p out 1k; X1 0 p out opamp"
    c = circuit(lines)
    f = judge(c, values={n: Fraction(p.value) for n, p in c.parameters.items() if p.value is not None})
    assert f.sense is Sense.DEPENDS
