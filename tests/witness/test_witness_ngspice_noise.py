"""ngspice's analysis of noise agrees with ours on amplifiers and networks, and what is wrong is refused."""

import random
import shutil
from fractions import Fraction

import pytest

from gainproof.circuit.netlist import read
from gainproof.noise.numbers import Band
from gainproof.noise.studying import NoiseStudy, study_noise
from gainproof.witness.ngspice import noise as ngspice_noise

needs_ngspice = pytest.mark.skipif(shutil.which("ngspice") is None, reason="ngspice is not installed")

NOISE = "en=3n in=0.4p en_corner=30 in_corner=200"
CIRCUITS = {
    "inverting": f"* a\nV1 in 0 1\nX1 0 n out opamp {NOISE}\nR1 in n 1k\nR2 n out 9k\n.tf V(out) V1\n",
    "imperfect": (
        f"* b\nV1 in 0 1\nX1 p n out opamp Ao=200 Ri=5k Ro=100 {NOISE}\n"
        "Rs in p 300\nR1 n 0 100\nR2 n out 9.9k\nRl out 0 2k\n.tf V(out) V1\n"
    ),
    "difference": (
        f"* c\nV1 a 0 1\nV2 b 0 1\nX1 p n out opamp Ao=1k {NOISE}\n"
        "R1 a n 1k\nR2 n out 9k\nR3 b p 1k\nR4 p 0 9k\n.tf V(out) V2\n"
    ),
    "Sallen-Key": (
        f"* d\nV1 in 0 1\nR1 in a 10k\nR2 a p 10k\nC1 a out 1n\nC2 p 0 1n\n"
        f"X1 p out out opamp Ao=1meg Ro=50 {NOISE}\n.tf V(out) V1\n"
    ),
    "one pole": (
        f"* e\nV1 in 0 1\nX1 in n out opamp Ao={{A0/(1 + s/wp)}} {NOISE}\nR1 n 0 1k\nR2 n out 9k\n"
        ".param A0=1meg wp=50\n.tf V(out) V1\n"
    ),
    "bare op-amp": (
        "* f\nV1 p 0 1\nE1 d 0 p n Ao\nRi p n 1meg\nRo d out 75\nR1 n 0 1k\nR2 n out 9k\n"
        ".param Ao=200k\n.tf V(out) V1\n"
    ),
    "current": "* g\nV1 a 0 1\nR1 a b 1k\nR2 b 0 2k\nC1 b 0 10n\n.tf I(V1) V1\n",
    "between two nodes": "* h\nV1 a 0 1\nR1 a b 1k\nR2 b 0 2k\nR3 a c 3k\nL1 c 0 1m\n.tf V(b,c) V1\n",
}


def studied(text: str) -> NoiseStudy:
    return study_noise(read(text), band=Band(Fraction(10), Fraction(10_000)), at=Fraction(1000))


@needs_ngspice
@pytest.mark.parametrize("case", CIRCUITS)
def test_it_agrees(case: str) -> None:
    (said,) = studied(CIRCUITS[case]).study.opinions
    assert said.agrees is True, said.how
    assert "the total" in said.how


@needs_ngspice
@pytest.mark.parametrize("seed", range(3))
def test_it_agrees_on_random_networks(seed: int) -> None:
    rng = random.Random(seed)
    nodes = ["0", "a", "b", "out"]
    lines = [f"R{k} {nodes[k]} {nodes[k + 1]} {rng.randint(1, 99)}k" for k in range(3)]
    for k in range(3):
        a, b = rng.sample(nodes, 2)
        lines.append(
            rng.choice(
                [f"R{k + 10} {a} {b} {rng.randint(1, 99)}k", f"C{k + 10} {a} {b} {rng.randint(1, 99)}n"]
            )
        )
    text = "\n".join(["* network", *lines, "V1 in 0 1", "R30 in a 1k", ".tf V(out) V1", ""])
    (said,) = studied(text).study.opinions
    assert said.agrees is True, said.how


def densities(text: str, *frequencies: int) -> dict[Fraction, Fraction]:
    """Ours, at these frequencies."""
    out = {}
    for f in map(Fraction, frequencies):
        n = study_noise(read(text), band=Band(Fraction(10), Fraction(10_000)), at=f, witness=False).numbers
        assert n is not None
        out[f] = n.density
    return out


@needs_ngspice
@pytest.mark.parametrize(
    ("density", "total", "agrees"),
    [("1", "1", True), ("2", "1", False), ("1.001", "1", False), ("1", "2", False), ("1", "0.99", False)],
)
def test_it_refuses_what_is_wrong(density: str, total: str, agrees: bool) -> None:
    s = studied(CIRCUITS["inverting"])
    assert s.numbers is not None
    ours = densities(CIRCUITS["inverting"], 10, 1000, 10_000)
    ours[Fraction(1000)] *= Fraction(density)
    d, whole = s.study.derivation, s.numbers.total * Fraction(total)
    said = ngspice_noise.opinion(d.circuit, ("out", "0"), s.study.values, ours, Fraction(300), whole)
    assert said.agrees is agrees
    assert ("it gives" in said.how) is not agrees


@needs_ngspice
@pytest.mark.parametrize("fault", ["en=3n", "en_corner=30", "in_corner=200", "R2 n out 9k"])
def test_it_hears_every_source(fault: str) -> None:
    """The circuit with one source changed is not what our numbers are about."""
    text = CIRCUITS["inverting"]
    other = read(text.replace(fault, fault.replace("=3", "=4").replace("=200", "=300").replace("9k", "8k")))
    values = {n: p.value for n, p in other.circuit.parameters.items() if p.value is not None}
    ours = densities(text, 10, 10_000)
    said = ngspice_noise.opinion(other.circuit.off("V1"), ("out", "0"), values, ours, Fraction(300))
    assert said.agrees is False


@needs_ngspice
def test_it_knows_nothing_of_gains_with_two_poles() -> None:
    text = CIRCUITS["one pole"].replace("(1 + s/wp)", "(1 + s/wp)/(1 + s/wp)")
    (said,) = studied(text).study.opinions
    assert said.agrees is None
    assert "one pole" in said.how


def test_without_ngspice_there_is_no_opinion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    s = studied(CIRCUITS["inverting"])
    assert [o.agrees for o in s.study.opinions] == [None]
    assert s.study.holds
