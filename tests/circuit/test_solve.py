"""The exact solver: against an independent numeric solution on random circuits, and solver against solver."""

from fractions import Fraction

import pytest
from circuits import random_netlist, random_question

from gainproof.circuit import ask
from gainproof.circuit.netlist import read
from gainproof.circuit.solve import SOLVERS, solve
from gainproof.errors import GainproofError, InputError, Singular, TooLarge
from gainproof.notation import parse, text
from gainproof.witness import opinions

FIVE = "* five\nV1 1 0\nE1 x 0 1 2 Ao\nRo x 3\nRi 1 2\nR1 2 0\nR2 3 2\nRl 3 0\n"


def value(netlist: str, question: str, solver: str = "flint") -> str:
    c = read(netlist).circuit
    return text(solve(c, ask.parse(question, c), solver=solver).expr())


@pytest.mark.parametrize(
    ("netlist", "question", "expected"),
    [
        ("* divider\nV1 1 0\nR1 1 2\nR2 2 0\n", "V(2)/V1", "R2/(R1 + R2)"),
        ("* divider\nV1 1 0\nR1 1 2\nR2 2 0\n", "zin(V1)", "R1 + R2"),
        ("* divider\nV1 1 0\nR1 1 2\nR2 2 0\n", "zout(2)", "R1*R2/(R1 + R2)"),
        ("* divider\nV1 1 0\nR1 1 2\nR2 2 0\n", "I(V1)", "-V1/(R1 + R2)"),
        ("* divider\nV1 1 0\nR1 1 2\nR2 2 0\n", "V(1,2)/V1", "R1/(R1 + R2)"),
        ("* low-pass\nV1 1 0\nR1 1 2\nC1 2 0\n", "V(2)/V1", "1/(R1*C1*s + 1)"),
        ("* current\nI1 0 1\nR1 1 0\n", "V(1)", "R1*I1"),
        ("* current\nI1 0 1\nR1 1 0\n", "zin(I1)", "R1"),
        ("* mirror\nV1 1 0\nR1 1 0\nF1 0 2 V1 B\nR2 2 0\n", "V(2)/V1", "-B*R2/R1"),
        ("* trans\nV1 1 0\nG1 2 0 1 0 gm\nR2 2 0\n", "V(2)/V1", "-gm*R2"),
        ("* ccvs\nV1 1 0\nR1 1 0\nH1 2 0 V1 rm\nR2 2 0\n", "V(2)/V1", "-rm/R1"),
        ("* ideal\nV1 1 0\nX1 0 n o opamp\nR1 1 n\nR2 o n\n", "V(o)/V1", "-R2/R1"),
    ],
)
def test_known_circuits(netlist: str, question: str, expected: str) -> None:
    assert value(netlist, question) == expected


@pytest.mark.parametrize("seed", range(150))
def test_random_circuits_agree_with_stamped_nodal_analysis(seed: int) -> None:
    """Every result that the engine gives is the numeric solution's at random exact points."""
    try:
        c = read(random_netlist(seed)).circuit
        q = ask.parse(random_question(seed, c.nodes, tuple(e.name for e in c.elements if e.kind != "N")), c)
        found = solve(c, q)
    except (InputError, Singular, GainproofError):
        return
    (said,) = opinions(c, q, found.expr())
    assert said.agrees, f"{q}: {said.how}"


def test_the_random_circuits_are_not_all_singular() -> None:
    solved = 0
    for seed in range(150):
        try:
            c = read(random_netlist(seed)).circuit
            solve(c, ask.parse("V(1)/V1", c))
            solved += 1
        except GainproofError:
            pass
    assert solved > 40


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize("question", ["V(3)/V1", "zin(V1)", "V(3)", "I(R2)"])
def test_solvers_agree(solver: str, question: str) -> None:
    c = read(FIVE).circuit
    q = ask.parse(question, c)
    ours, theirs = solve(c, q).expr(), solve(c, q, solver=solver).expr()
    at = {n: Fraction(k + 2) for k, n in enumerate(ours.symbols())}
    assert ours.value(at) == theirs.value(at)


def test_coupled_inductors() -> None:
    net = "* transformer\nV1 1 0\nR1 1 a\nL1 a 0 4\nL2 b 0 9\nK1 L1 L2 0.5\nR2 b 0\n"
    c = read(net).circuit
    assert c.parameters["M_K1"].value == 3
    expected = "R2*M_K1*s/(R1*R2 + R1*L2*s + R2*L1*s + L1*L2*s**2 - M_K1**2*s**2)"
    found, known = solve(c, ask.parse("V(b)/V1", c)).expr(), parse(expected)
    at = {n: Fraction(k + 2) for k, n in enumerate(known.symbols())}
    assert found.value(at) == known.value(at)


def test_unknown_solver() -> None:
    with pytest.raises(GainproofError, match="there is no solver"):
        value(FIVE, "V(3)/V1", "magic")


def test_a_result_that_would_not_fit_is_refused_before_memory_is_spent() -> None:
    """A ladder of 60 different resistors: its determinant has Fibonacci-many terms."""
    ladder = ["* ladder", "V1 n0 0"]
    for k in range(60):
        ladder += [f"Ra{k} n{k} n{k + 1}", f"Rb{k} n{k + 1} 0"]
    with pytest.raises(TooLarge, match="--numeric"):
        value("\n".join(ladder), "V(n60)/V1")


def test_zero_current_means_infinite_impedance() -> None:
    with pytest.raises(Singular, match="infinite"):
        value("* open\nV1 1 0\nE1 2 0 1 0 k\nR1 2 0\n", "zin(V1)")
