"""What the page says of a circuit that was changed: every clause of every variant's name has its sentence."""

import pytest

from gainproof.checker import check
from gainproof.circuit.netlist import read
from gainproof.derivation import Derivation, Quantity, Step
from gainproof.engine import derive
from gainproof.errors import GainproofError
from gainproof.expression import Equation, Expr, Sym
from gainproof.methods import METHODS
from gainproof.render import sentences
from gainproof.render.composing import compose
from gainproof.render.states import circuit_words

AMPLIFIER = "* a\nV1 1 0\nV2 5 0\nX1 1 2 3 opamp Ao=1 Ri=1\nR1 2 5\nR2 3 2\nRl 3 0\n"


def said(name: str) -> str:
    c = read(AMPLIFIER).circuit
    step = Step("one", "circuit", Equation(Sym("R1"), Sym("R1")), circuit=name)
    d = Derivation(Quantity("transfer", ("3", "0"), "V1"), {"given": c, name: c}, (step,), "one", "one")
    return "".join(map(_shown, circuit_words(d, step, None)))


def _shown(part: object) -> str:
    if isinstance(part, Equation):
        return f"<{' and '.join(part.symbols())} = 0>"
    return f"<{part.symbols()[0]}>" if isinstance(part, Expr) else str(part)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("given, V1 off", "Here <V1> is off."),
        ("given, V1 and V2 off, R1 open, R2 open", "Here <V1> and <V2> are off; <R1> and <R2> are open."),
        ("given, V1, V2 and X1 off", "Here <V1>, <V2> and <X1> are off."),
        ("given, X1 independent, only V1 on'", "Here <X1> is an independent source; only <V1> is on."),
        (
            "given, R1 shorted, V(3,2) nulled by V1",
            "Here <R1> is shorted; <V1> is adjusted until <v_3 and v_2 = 0>.",
        ),
        ("given, up to X1, port open", "Here the circuit ends at <X1>; the port is open."),
        ("given, V1 off, It at 3", "Here <V1> is off; It drives node 3."),
        ("given, V1 off, It at 3, Itt at 1,2, It off", "Here <V1> and It are off; Itt drives nodes 1 and 2."),
        ("given, X1.Ri open", "Here <Ri> is open."),
        ("given, X1 painted blue", "Circuit: <X1> painted blue."),
    ],
)
def test_a_clause_becomes_a_sentence(name: str, sentence: str) -> None:
    assert said(name) == sentence


MIRRORED = "* m\nV1 1 0\nV2 2 0\nR1 1 3 {R}\nR2 2 4 {R}\nRg 3 4\n"
STAGES = """* i
V1 1 0
V2 2 0
X1 1 a c opamp Ao={A}
X2 2 b d opamp Ao={A}
R1 c a {R}
R2 d b {R}
Rg a b
R3 c m
R4 m 3
R5 d p
R6 p 0
X3 p m 3 opamp
"""
ASKED = ("V(3)/V1", "V(3)", "zin(V1)", "zout(3)")


def test_every_variant_that_a_method_enters_has_its_sentence() -> None:
    met: set[str] = set()
    for netlist in (AMPLIFIER, MIRRORED, STAGES):
        for asked in ASKED:
            for method in METHODS:
                try:
                    d = derive(netlist, of=asked, method=method, limits=[])
                except GainproofError:
                    continue
                reasons = [r[0] for i in compose(d, check(d)).items for r in i.reasons]
                assert not any(str(r).startswith(sentences.CIRCUIT) for r in reasons), (asked, method)
                met |= {r for r in reasons if isinstance(r, str) and r.startswith(sentences.HERE_IS)}
                met |= {c.rpartition(" ")[2].rstrip("'") for c in d.circuits}
    assert {"off", "open", "shorted", "independent", "dead", "perfect", "half", "on"} <= met
