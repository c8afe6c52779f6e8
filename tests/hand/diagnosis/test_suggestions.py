"""Whatever the circuit and the error: what is suggested follows from the laws, and is not the wrong line."""

import random

from circuits import random_netlist

from gainproof.circuit.equations import kcl, laws
from gainproof.circuit.netlist import read
from gainproof.errors import GainproofError
from gainproof.expression import Equation, Expr, Neg, Sum, Sym
from gainproof.hand.codes import CODE_OF
from gainproof.hand.diagnosis import diagnose
from gainproof.hand.diagnosis.edits import KINDS
from gainproof.hand.truth.oracle import Oracle
from gainproof.hand.truth.proof import proved
from gainproof.hand.work import Claim, Side, Span
from gainproof.notation import equation_text


def spoiled(q: Equation, rng: random.Random) -> Equation:
    """The equation with a sign or a symbol changed."""
    names = q.symbols()
    if isinstance(q.left, Sum) and rng.random() < 0.5:
        k = rng.randrange(len(q.left.args))
        t = q.left.args[k]
        terms: tuple[Expr, ...] = (*q.left.args[:k], t.args[0] if isinstance(t, Neg) else Neg(t))
        return Equation(Sum(*terms, *q.left.args[k + 1 :]), q.right)
    a, b = rng.choice(names), rng.choice(names)
    return Equation(q.left.replaced({a: Sym(b)}), q.right)


def test_suggestions_are_proved() -> None:
    shown = 0
    for n in range(40):
        rng = random.Random(n)
        try:
            oracle = Oracle(read(random_netlist(n)).circuit)
        except GainproofError:
            continue
        c = oracle.circuit
        for q in [*laws(c).values(), *(kcl(c, (node,)) for node in c.nodes)][:6]:
            line = spoiled(q, rng)
            if oracle.holds(line):
                continue
            place = Span(1, 1)
            claim = Claim(Side(line.left, place), Side(line.right, place), "=", equation_text(line), place)
            found = diagnose(claim, oracle)
            assert found.kind in CODE_OF
            assert found.message
            for s in found.suggestions:
                about = oracle.about(s.claim)
                assert s.claim != line
                assert proved(about, s.claim, about.laws).holds, equation_text(s.claim)
                shown += 1
    assert shown > 50


def test_every_kind_has_a_code() -> None:
    assert {*KINDS, "two errors", "dimensions", "no small edit"} <= set(CODE_OF)
