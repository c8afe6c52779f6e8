"""Bisection against known circuits, and against nodal analysis on random symmetric ones."""

import random
from collections import Counter
from fractions import Fraction

import pytest

from gainproof import derive
from gainproof.algebra.rational import Ring
from gainproof.checker import check, failures, unanswered
from gainproof.circuit import ask
from gainproof.circuit.netlist import read
from gainproof.circuit.solve import solve
from gainproof.derivation import Derivation
from gainproof.errors import GainproofError
from gainproof.methods import NotApplicable
from gainproof.notation import parse

FRONT = """* input stage
V1 a 0 {V1}
V2 b 0 {V2}
X1 a p c opamp %s
X2 b m d opamp %s
R2a c p {R2}
Rg p m {Rg}
R2b m d {R2}
"""
AMPLIFIER = FRONT + "R3a c x {R3}\nR4a x o {R4}\nR3b d y {R3}\nR4b y 0 {R4}\nX3 y x o opamp\n"


def bisected(text: str, of: str, **more: object) -> Derivation:
    """The derivation by bisection, judged, and equal to the circuit's own answer."""
    netlist = read(text)
    d = derive(netlist, of=of, method="bisection", limits=[], budget=0.2, **more)  # type: ignore[arg-type]
    verdicts = check(d)
    assert not failures(d, verdicts)
    assert not unanswered(d, verdicts)
    whole = solve(netlist.circuit, ask.parse(of, netlist.circuit)).expr()
    told = d.step(d.exact).claim.right
    ring = Ring(dict.fromkeys([*whole.symbols(), *told.symbols()]))
    assert ring.ratio(whole) == ring.ratio(told)
    return d


def rules(d: Derivation) -> list[str]:
    return [s.rule for s in d.steps if s.rule in ("bisect", "stages")]


def value(d: Derivation, **numbers: int) -> Fraction:
    point = {n: Fraction(x) for n, x in numbers.items()}
    return Fraction(d.step(d.exact).claim.right.value(point))


def test_the_instrumentation_amplifier_is_its_non_inverting_amplifier() -> None:
    d = bisected(AMPLIFIER % ("", ""), "V(o)")
    assert rules(d) == ["bisect", "stages"]
    half = next(s for s in d.steps if s.data.get("symbol") == "A_d" and s.rule != "define")
    told = half.claim.right
    ring = Ring(told.symbols())
    assert ring.ratio(told) == ring.ratio(parse("1 + R2/(Rg/2)"))
    assert value(d, V1=1, V2=3, R2=5, Rg=2, R3=1, R4=7) == (1 + 2 * 5 // 2) * 7 * (3 - 1)


def test_the_common_half_is_not_asked_for_a_difference() -> None:
    d = bisected(AMPLIFIER % ("Ao={Ao}", "Ao={Ao}"), "V(o)")
    assert "A_c" not in d.names
    mismatched = (AMPLIFIER % ("Ao={Ao}", "Ao={Ao}")).replace("R4b y 0 {R4}", "R4b y 0 {R5}")
    d = bisected(mismatched, "V(o)/V1")
    assert {"A_d", "A_c"} <= set(d.names)
    assert rules(d) == ["bisect", "bisect", "stages"]


@pytest.mark.parametrize(
    "of",
    [
        "V(c)",
        "V(d)",
        "V(c)/V2",
        "V(d,c)/V1",
        "V(p,d)",
        "V(o)/V2",
        "I(R2b)",
        "I(Rg)",
        "V(x)",
        "I(R3a)",
        "I(R4b)",
    ],
)
def test_every_output_on_either_side(of: str) -> None:
    d = bisected(AMPLIFIER % ("Ao={Ao} Ri={Ri}", "Ao={Ao} Ri={Ri}"), of)
    assert "stages" in rules(d)


def test_input_resistances_of_the_halves() -> None:
    pair = (
        "* pair\nV1 b 0\nV2 d 0\nRa b e {r}\nRb d e {r}\n"
        "G1 u e b e {g}\nG2 w e d e {g}\nR1 u 0 {R}\nR2 w 0 {R}\nRe e 0\n"
    )
    d = bisected(pair, "zin(V1)")
    assert {"R_d", "R_c"} <= set(d.names)
    assert value(d, r=2, g=3, Re=5) == 2 / (1 / Fraction(2) + 1 / Fraction(2 + 2 * 5 * (1 + 2 * 3)))
    assert "R_d" in bisected(pair, "zin(V2)").names
    floating = pair.replace("V2 d 0", "").replace("V1 b 0", "V1 b d")
    d = bisected(floating, "zin(V1)")
    assert "R_c" not in d.names
    assert value(d, r=2) == 4


def test_each_part_is_found_once() -> None:
    d = bisected(FRONT % ("Ao={Ao}", "Ao={Ao}") + "I1 p 0\nI2 m 0\n", "V(c)")
    assert len(d.names) == len(set(d.names)) >= 4


def test_what_has_to_match_is_told() -> None:
    d = bisected(FRONT % ("Ao={Ao}", "Ao={Ao}"), "V(c)")
    (step,) = (s for s in d.steps if s.rule == "bisect")
    assert step.data["matched"] == [["X1", "X2"], ["R2a", "R2b"]]


def test_the_user_says_what_the_mirror_has_to_move() -> None:
    text = FRONT % ("", "")
    assert bisected(text, "V(c)", elements=["V1"])
    with pytest.raises(NotApplicable, match="mirror"):
        derive(text, of="V(c)", method="bisection", elements=["Rg"])


@pytest.mark.parametrize(
    "text",
    [
        FRONT % ("Ao=200k", "Ao=200k"),
        (FRONT % ("", "")).replace("R2b m d {R2}", "R2b m d {R5}"),
        AMPLIFIER % ("Ro={Ro}", "Ro={Ro}"),
        "* divider\nV1 c 0\nR1 c d\nR2 d 0\n",
    ],
)
def test_what_is_not_symmetric_is_not_bisected(text: str) -> None:
    with pytest.raises(NotApplicable, match="matched parts must share a symbol"):
        derive(text, of="V(d)", method="bisection")


def symmetric(seed: int) -> str:
    """A random netlist with a mirror; its two sources differ, and sometimes an unsymmetric stage follows."""
    rng = random.Random(seed)
    left = [f"l{i}" for i in range(rng.randint(1, 2))]
    axis = ["0", *(f"a{i}" for i in range(rng.randint(0, 1)))]
    lines = ["* symmetric", "V1 l0 0", "V2 r0 0"]

    def both(name: str, nodes: list[str], rest: str) -> None:
        lines.append(f"{name}a {' '.join(nodes)} {rest}")
        lines.append(f"{name}b {' '.join(n.replace('l', 'r') for n in nodes)} {rest}")

    for n in [*left[1:], *axis[1:]]:
        both(f"R{n}", [rng.choice(left[:1] if n in left else left), n], f"{{R{n}}}")
    for k in range(rng.randint(1, 3)):
        kind = rng.choice("RRRCIEGXX")
        a, b, c, d = (rng.choice(left), rng.choice(axis), rng.choice([*left, *axis]), rng.choice(left))
        if kind in "EG":
            both(f"{kind}{k}", [a, b, c, d], f"{{k{k}}}")
        elif kind == "X":
            given = rng.sample(["Ao", "Ri", "Ro"], rng.randint(0, 3))
            out = f"lo{k}"
            both(f"X{k}", [c, d, out], "opamp " + " ".join(f"{p}={{{p}{k}}}" for p in given))
            both(f"RX{k}", [out, d], f"{{RX{k}}}")
        else:
            both(f"{kind}{k}", [a, b], "" if kind == "I" else f"{{{kind}{k}}}")
    for k in range(rng.randint(0, 2)):
        n = rng.choice(left)
        lines.append(f"{rng.choice('RCI')}x{k} {n} {n.replace('l', 'r')}")
    if rng.random() < 0.4:
        both("Es", ["lt", "0", rng.choice(left), "0"], "{ks}")
        lines += ["Rs1 lt w", "Rs2 rt w", "Rs3 w 0"]
    return "\n".join(lines) + "\n"


def test_symmetric_circuits_are_bisected() -> None:
    applied: Counter[str] = Counter()
    for seed in range(45):
        text, rng = symmetric(seed), random.Random(seed)
        try:
            c = read(text).circuit
            node, through = rng.choice(c.nodes), rng.choice(c.elements).name
            of = rng.choice([f"V({node})", f"V({node})/V1", f"V({node})/V2", "zin(V2)", f"I({through})"])
            solve(c, ask.parse(of, c))
        except GainproofError:
            continue
        if of.startswith("I(Es"):
            with pytest.raises(NotApplicable):
                derive(text, of=of, method="bisection")
        else:
            applied.update(set(rules(bisected(text, of))))
    assert applied["bisect"] > 15
    assert applied["stages"] > 3
