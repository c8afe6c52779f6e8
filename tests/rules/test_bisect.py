"""The bisection theorem's rule accepts what the method writes, and refuses every way to get it wrong."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from gainproof import derive
from gainproof.circuit.circuit import Element
from gainproof.derivation import Derivation, Step
from gainproof.expression import Equation, Expr, Num, Sym, add, div, mul
from gainproof.rules import RULES
from gainproof.rules.judge import Context, Finding

PAIR = """* a differential pair with an emitter resistor
V1 b 0 {V1}
V2 d 0 {V2}
Ra b e {r}
Rb d e {r}
G1 u e b e {g}
G2 w e d e {g}
R1 u 0 {R}
R2 w 0 {R}
Re e 0 {Re}
RL u w {RL}
"""


def derived(of: str = "V(u)") -> tuple[Derivation, Step]:
    d = derive(PAIR, of=of, method="bisection", limits=[])
    (step,) = (s for s in d.steps if s.rule == "bisect")
    return d, step


def judge(d: Derivation, step: Step) -> Finding:
    before = {s.label: s for s in d.steps[: [s.label for s in d.steps].index(step.label)]}
    return RULES["bisect"](step, Context(d.circuits, before))


def claiming(step: Step, right: Expr) -> Step:
    return replace(step, claim=Equation(step.claim.left, right))


def telling(step: Step, **data: Any) -> Step:
    return replace(step, data={**step.data, **data})


def with_part(
    d: Derivation, role: str, change: Callable[[Element], list[Element]]
) -> tuple[Derivation, Step]:
    """The derivation with one half circuit changed, element by element."""
    (step,) = (s for s in d.steps if s.rule == "bisect")
    name = d.step(step.data["terms"][role]).circuit
    half = d.circuits[name]
    other = half.with_elements((x for e in half.elements for x in change(e)), name)
    assert other != half
    return replace(d, circuits={**d.circuits, name: other}), step


A_D, A_C, V1, V2, TWO = Sym("A_d"), Sym("A_c"), Sym("V1"), Sym("V2"), Num(2)
ODD, EVEN = div(V1 - V2, TWO), div(V1 + V2, TWO)


def test_it_accepts_the_theorem_in_any_arrangement() -> None:
    d, step = derived()
    assert judge(d, step).holds
    written_out = add(mul(V1, div(A_D + A_C, TWO)), mul(V2, div(A_C - A_D, TWO)))
    assert judge(d, claiming(step, written_out)).holds


@pytest.mark.parametrize(
    "right",
    [
        mul(A_D, ODD),
        mul(A_C, EVEN),
        add(mul(A_D, EVEN), mul(A_C, ODD)),
        add(-mul(A_D, ODD), mul(A_C, EVEN)),
        add(mul(A_D, ODD), -mul(A_C, EVEN)),
        add(mul(A_D, V1 - V2), mul(A_C, EVEN)),
        add(mul(A_D, ODD), mul(A_C, V1 + V2)),
        add(mul(A_D, ODD), mul(A_C, EVEN), V1),
    ],
    ids=[
        "no even part",
        "no odd part",
        "swapped",
        "sign",
        "other sign",
        "undivided",
        "undivided too",
        "more",
    ],
)
def test_it_refuses_another_sum(right: Expr) -> None:
    d, step = derived()
    found = judge(d, claiming(step, right))
    assert not found.holds
    assert found.how == "it is not the sum of the odd and the even part"


def test_the_other_side_has_the_other_sign() -> None:
    d, left = derived("V(u)")
    _, right = derived("V(w)")
    assert judge(d, replace(left, claim=right.claim)).holds
    assert not judge(d, claiming(right, left.claim.right)).holds


@pytest.mark.parametrize(
    ("mirror", "why"),
    [
        (None, "does not say which nodes"),
        ({"nodes": {"b": "d"}}, "does not say which nodes"),
        ({"nodes": {"b": "d", "u": "w"}, "elements": {}}, "no such mirror: V1 is not"),
        ({"nodes": {"b": "u", "d": "w"}, "elements": {}}, "no such mirror"),
        ({"nodes": {}, "elements": {}}, "no such mirror: it moves no node"),
        ({"nodes": {"b": "d", "u": "x"}, "elements": {}}, "no such mirror: the circuit has no x"),
    ],
)
def test_it_refuses_a_false_mirror(mirror: object, why: str) -> None:
    d, step = derived()
    found = judge(d, telling(step, mirror=mirror))
    assert not found.holds
    assert why in found.how


def test_left_and_right_are_not_exchanged_in_silence() -> None:
    d, step = derived()
    told = step.data["mirror"]
    turned = {k: {b: a for a, b in told[k].items()} for k in told}
    found = judge(d, telling(step, mirror=turned))
    assert not found.holds
    assert "odd V2" in found.how


def test_it_refuses_an_unmatched_circuit() -> None:
    d, step = derived()
    c = d.circuits[step.circuit]
    unmatched = c.with_elements(
        (replace(e, value=Sym("Rx")) if e.name == "R2" else e for e in c.elements), c.name
    )
    found = judge(replace(d, circuits={**d.circuits, step.circuit: unmatched}), step)
    assert found.how == "the circuit has no such mirror: R2 is not the mirror image of R1"


def valued(name: str, value: Expr) -> Callable[[Element], list[Element]]:
    return lambda e: [replace(e, value=value)] if e.name == name else [e]


def without(name: str) -> Callable[[Element], list[Element]]:
    return lambda e: [] if e.name == name else [e]


@pytest.mark.parametrize(
    ("role", "change"),
    [
        ("odd V1", valued("RL", Sym("RL"))),
        ("odd V1", valued("RL", mul(TWO, Sym("RL")))),
        ("odd V1", without("RL")),
        ("odd V1", lambda e: [e] if e.name != "Ra" else [replace(e, nodes=("b", "e"))]),
        ("even V1", valued("Re", Sym("Re"))),
        ("even V1", valued("Re", div(Sym("Re"), TWO))),
        ("even V1", without("Re")),
        ("even V1", lambda e: [e, Element("RL", "R", ("u", "0"), Sym("RL"))] if e.name == "R1" else [e]),
        ("even V1", valued("V1", V2)),
    ],
    ids=[
        "unhalved",
        "doubled",
        "opened",
        "axis not grounded",
        "undoubled",
        "halved",
        "gone",
        "not opened",
        "source",
    ],
)
def test_it_refuses_a_wrong_half(role: str, change: Callable[[Element], list[Element]]) -> None:
    d, step = with_part(derived()[0], role, change)
    found = judge(d, step)
    assert not found.holds
    assert "is about another circuit" in found.how


def test_it_refuses_the_halves_exchanged() -> None:
    d, step = derived()
    terms: Mapping[str, str] = step.data["terms"]
    swapped = {"odd V1": terms["even V1"], "even V1": terms["odd V1"]}
    assert not judge(d, telling(step, terms=swapped)).holds


def test_it_refuses_a_part_that_is_not_cited_or_is_another_quantity() -> None:
    d, step = derived()
    assert "does not cite" in judge(d, telling(step, terms={"odd V1": step.data["terms"]["odd V1"]})).how
    assert "does not cite" in judge(d, replace(step, premises=step.premises[:1])).how
    other, _ = derived("V(e)")
    assert not judge(
        d, replace(step, claim=Equation(other.step(other.exact).claim.left, step.claim.right))
    ).holds


def test_an_inverse_may_be_cited_and_is_not_taken_for_the_quotient() -> None:
    d, step = derived("zin(V1)")
    assert judge(d, step).holds
    r_d, r_c, half = Sym("R_d"), Sym("R_c"), div(V1, TWO)
    assert judge(d, claiming(step, add(div(half, r_d), div(half, r_c)))).holds
    assert not judge(d, claiming(step, add(mul(half, r_d), mul(half, r_c)))).holds


def test_a_part_that_vanishes_is_cited_all_the_same() -> None:
    text = (
        "* coupled by G\nV1 a 0\nV2 b 0\nG1 u 0 a b {g}\nG2 w 0 b a {g}\n"
        "R1 u 0 {R}\nR2 w 0 {R}\nRa a 0 {r}\nRb b 0 {r}\n"
    )
    d = derive(text, of="V(u)", method="bisection", limits=[])
    (step,) = (s for s in d.steps if s.rule == "bisect")
    assert judge(d, step).holds
    zero = d.step(step.data["terms"]["even V1"])
    assert zero.claim.right == Num(0)
    assert not judge(d, telling(step, terms={"odd V1": step.data["terms"]["odd V1"]})).holds


def test_only_linear_forms_are_bisected() -> None:
    d, step = derived()
    squared = Equation(mul(step.claim.left, step.claim.left), step.claim.right)
    assert "only sums of voltages and currents" in judge(d, replace(step, claim=squared)).how
