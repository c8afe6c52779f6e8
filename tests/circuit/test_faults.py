"""Structural faults: what must be refused, what must not, and that refused circuits are truly singular."""

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gainproof.circuit.circuit import Circuit, Element
from gainproof.circuit.faults import dangling, faults
from gainproof.expression import Sym


def circuit(text: str) -> Circuit:
    """Elements ``R1 1 0``, ``N1 out ref p n``, ``F1 2 0 @V1`` as a circuit."""
    elements = []
    for line in text.splitlines():
        name, *rest = line.split()
        nodes = tuple(w for w in rest if w[0] != "@")
        elements.append(Element(name, name[0], nodes, Sym(name), tuple(w[1:] for w in rest if w[0] == "@")))
    return Circuit(tuple(elements))


REFUSED = {
    "no ground": ("V1 1 2\nR1 1 2", "no ground"),
    "an island": ("V1 1 0\nR1 1 0\nR2 3 4", "no path to ground"),
    "a secondary without ground": ("V1 1 0\nL1 1 0\nL2 2 3\nK1 @L1 @L2\nR1 2 3", "no path to ground"),
    "an input connected to nothing": ("V1 1 0\nE1 2 0 1 3\nR1 2 0", "floats"),
    "parallel voltage sources": ("V1 1 0\nV2 1 0\nR1 1 0", "loop"),
    "a loop of controlled sources": ("V1 1 0\nE1 2 1 1 0\nH1 2 0 @V9\nV9 3 0\nR1 3 1", "loop"),
    "a source on one node": ("V1 1 0\nR1 1 0\nV2 1 1", "both ends"),
    "current sources in series": ("I1 0 1\nI2 1 2\nR1 2 0", "only current sources"),
    "a current source into nothing": ("I1 0 1\nR1 2 0\nV1 2 0", "only current sources"),
    "a controlled current source that nothing holds": ("V1 1 0\nR1 1 0\nG1 2 0 1 0", "only current sources"),
    "an op-amp without feedback": ("V1 1 0\nR0 1 4\nN1 3 0 4 2\nR1 2 0\nR2 3 0", "no feedback"),
    "feedback into a source": ("V1 1 0\nN1 3 0 2 0\nV2 2 0\nR2 3 2\nR3 1 0", "held together"),
    "feedback stopped by a source": ("V1 1 0\nN1 3 0 2 0\nR1 2 1\nR2 3 1", "no feedback"),
    "op-amp inputs held together": ("V1 1 0\nV2 2 0\nN1 3 0 1 2\nR2 3 2", "held together"),
    "op-amp inputs tied together": ("V1 1 0\nR1 1 2\nN1 3 0 2 2\nR2 3 2", "same node"),
    "an ideal output on a source": ("V1 1 0\nN1 1 0 1 2\nR1 2 0\nR2 1 2", "loop"),
}

ALLOWED = {
    "a divider": "V1 1 0\nR1 1 2\nR2 2 0",
    "a follower": "V1 1 0\nN1 3 0 1 3\nR2 3 0",
    "an amplifier": "V1 1 0\nN1 3 0 1 2\nR1 2 0\nR2 3 2",
    "an output that nothing uses": "V1 1 0\nR1 1 0\nE1 2 0 1 0",
    "a resistor that leads nowhere": "V1 1 0\nR1 1 0\nR2 1 2",
    "a transconductance that is a conductance": "I1 0 1\nG1 1 0 1 0",
    "a current mirror": "V1 1 0\nR1 1 2\nV2 2 0\nF1 3 0 @V2\nR2 3 0",
    "a loop whose current controls something": "V1 1 0\nH1 1 0 @V1\nR1 1 0",
    "two op-amps in one loop": "V1 1 0\nR1 1 2\nN1 3 0 0 2\nR3 3 4\nN2 5 0 0 4\nR4 4 5\nR5 5 2",
    "a gyrator": "V1 1 0\nR0 1 2\nG1 2 0 3 0\nG2 0 3 2 0\nC1 3 0",
    "a general impedance converter": (
        "I1 0 1\nR1 1 2\nR2 2 3\nC3 3 4\nR4 4 5\nR5 5 0\nN1 4 0 1 3\nN2 2 0 5 3"
    ),
    "coupled coils": "V1 1 0\nR0 1 2\nL1 2 0\nL2 3 0\nK1 @L1 @L2\nR1 3 0",
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    text, word = REFUSED[case]
    found = faults(circuit(text))
    assert any(word in p.what for p in found), found
    assert rank_deficit(circuit(text)) > 0, "the circuit is not singular; it must not be refused"


@pytest.mark.parametrize("case", ALLOWED)
def test_allowed(case: str) -> None:
    assert faults(circuit(ALLOWED[case])) == []
    assert rank_deficit(circuit(ALLOWED[case])) == 0


def test_only_incurable_faults_are_told_of_an_incomplete_circuit() -> None:
    c = circuit("V1 1 0\nV2 1 0\nR1 3 4")
    assert [p.what for p in faults(c, complete=False)] == ["V1 and V2 form a loop of voltage sources"]


def test_a_dangling_part_is_worth_a_remark() -> None:
    c = circuit("V1 1 0\nR1 1 2\nE1 3 0 1 0\nC1 1 0")
    assert [(n, "R1" in str(p)) for n, p in dangling(c)] == [("2", True)]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("RRRCVIEGN"), *[st.sampled_from("0123")] * 4),
        min_size=1,
        max_size=6,
    )
)
def test_what_is_refused_is_singular(parts: list[tuple[str, str, str, str, str]]) -> None:
    c = Circuit(
        tuple(
            Element(f"{k}{i}", k, nodes if k in "EGN" else nodes[:2], Sym(f"{k}{i}"))
            for i, (k, *rest) in enumerate(parts)
            for nodes in [tuple(rest)]
        )
    )
    if faults(c):
        assert rank_deficit(c) > 0


PRIME = (1 << 61) - 1


def rank_deficit(c: Circuit) -> int:
    """How many unknowns stay open at random values: nodal analysis modulo a prime, from scratch."""
    rng = random.Random(1)
    nodes = [n for n in dict.fromkeys(n for e in c.elements for n in e.nodes) if n != "0"]
    branches = [e for e in c.elements if e.kind != "K"]
    column = {("v", n): i for i, n in enumerate(nodes)}
    column |= {("i", e.name): len(nodes) + i for i, e in enumerate(branches)}
    rows: list[dict[int, int]] = []

    def row(*terms: tuple[tuple[str, str], int]) -> None:
        out: dict[int, int] = {}
        for key, factor in terms:
            if key != ("v", "0"):
                out[column[key]] = (out.get(column[key], 0) + factor) % PRIME
        rows.append(out)

    values = {e.name: rng.randrange(1, PRIME) for e in c.elements}
    for n in nodes:
        row(
            *[(("i", e.name), +1) for e in branches if e.nodes[0] == n],
            *[(("i", e.name), -1) for e in branches if e.nodes[1] == n],
        )
    for e in branches:
        x, i = values[e.name], ("i", e.name)
        u = ((("v", e.nodes[0]), 1), (("v", e.nodes[1]), -1))
        w = () if len(e.nodes) < 4 else ((("v", e.nodes[2]), -x), (("v", e.nodes[3]), x))
        if e.kind in "RCL":
            mates = [
                (k, next(n for n in k.controls if n != e.name))
                for k in c.elements
                if k.kind == "K" and e.name in k.controls
            ]
            row(*u, (i, -x), *[(("i", other), -values[k.name]) for k, other in mates])
        elif e.kind == "V":
            row(*u)
        elif e.kind == "I":
            row((i, 1))
        elif e.kind == "E":
            row(*u, *w)
        elif e.kind == "G":
            row((i, 1), *w)
        elif e.kind == "N":
            row(*w)
        elif e.kind == "F":
            row((i, 1), (("i", e.controls[0]), -x))
        elif e.kind == "H":
            row(*u, (("i", e.controls[0]), -x))
    return len(column) - rank(rows)


def rank(rows: list[dict[int, int]]) -> int:
    done = 0
    while rows:
        pivot = rows.pop()
        pivot = {k: v for k, v in pivot.items() if v}
        if not pivot:
            continue
        done += 1
        k, v = next(iter(pivot.items()))
        inverse = pow(v, -1, PRIME)
        for r in rows:
            if f := r.pop(k, 0) * inverse % PRIME:
                for j, y in pivot.items():
                    if j != k:
                        r[j] = (r.get(j, 0) - f * y) % PRIME
    return done


def test_the_rank_itself() -> None:
    assert rank([{0: 1, 1: 2}, {0: 2, 1: 4}, {1: int(Fraction(3))}]) == 2
