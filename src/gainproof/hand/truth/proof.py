"""The exact certificate of a true claim, and where it may fail.

What survived the random points is proved from its least support: the support's equations are satisfied in
the most general way over the rational functions, and the two sides are compared there
(`rules.judge.follows`).  Where that does not fit, more random points are asked, and the sentence says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gainproof.algebra.rational import Ring
from gainproof.errors import GainproofError
from gainproof.expression import Equation, Expr, Par, Quot, Sym
from gainproof.guards.signs import inequality, vanishing
from gainproof.hand.truth.oracle import Oracle
from gainproof.notation import text
from gainproof.rules.judge import Finding, follows, least_support

LONGEST = 4000
"""Leaves of a claim, its names spelled out, that is still looked at for what may vanish."""


def names_of(oracle: Oracle, claim: Equation) -> dict[str, Equation]:
    """The definitions behind the names in a claim, and behind those, in the order in which they were made."""
    wanted, pending = set(), list(claim.symbols())
    while pending:
        n = pending.pop()
        if n in oracle.names and n not in wanted:
            wanted.add(n)
            pending += oracle.names[n].meaning.symbols()
    return {n: Equation(Sym(n), oracle.names[n].meaning) for n in oracle.names if n in wanted}


def elsewhere(oracle: Oracle, names: Iterable[str]) -> list[Equation]:
    """Names of another circuit's quantities are known by that circuit's laws, its unknowns marked as such."""
    out: list[Equation] = []
    for circuit in {id(o): o for n in names if (o := oracle.names[n].oracle) is not oracle}.values():
        marked = {u: Sym(f"{u}__{len(out)}") for u in circuit.unknowns}
        out += [_renamed(q, marked) for q in circuit.laws.values()]
        out += [
            _renamed(Equation(Sym(n), oracle.names[n].meaning), marked)
            for n in names
            if oracle.names[n].oracle is circuit
        ]
    return out


def _renamed(q: Equation, table: Mapping[str, Expr]) -> Equation:
    return Equation(q.left.replaced(table), q.right.replaced(table))


def proved(oracle: Oracle, claim: Equation, labels: Iterable[str]) -> Finding:
    """Does the claim follow from these laws of the circuit, and the definitions of its names?"""
    defined = names_of(oracle, claim)
    own = [q for n, q in defined.items() if oracle.names[n].oracle is oracle]
    foreign = elsewhere(oracle, list(defined))
    marked = dict.fromkeys(n for q in foreign for n in q.symbols() if "__" in n)
    premises = [*(oracle.laws[k] for k in labels), *own, *foreign]
    return follows(claim, premises, [*oracle.unknowns, *marked, *defined])


def support(oracle: Oracle, claim: Equation) -> tuple[str, ...]:
    """The least set of laws behind a claim that is not affine, found by leaving them out one by one."""
    defined = names_of(oracle, claim)
    beside = [*defined.values()]
    return least_support(claim, oracle.laws, [*oracle.unknowns, *defined], beside)


def conditions(oracle: Oracle, claim: Equation) -> tuple[str, ...]:
    """What must not vanish: "V1 != 0", "R1*R4 != R2*R3"; a divisor of positive terms only is not named."""
    divisors = [d for x in (claim.left, claim.right) for n in x.walk() for d in _divisors(n)]
    if not divisors:
        return ()
    table = {n: q.right for n, q in names_of(oracle, claim).items()}
    out: dict[str, None] = {}
    for d in dict.fromkeys(divisors):
        for n in reversed(list(table)):
            d = d.replaced({n: table[n]})
        names = d.symbols()
        signals = [k for k, n in enumerate(names) if _may_vanish(oracle, n)]
        if not names or sum(1 for _ in d.walk()) > LONGEST:
            continue
        try:
            ring = Ring(names, most_terms=20_000)
            value = ring.ratio(d)
            for f in vanishing(value.num, signals):
                if "s" not in names or not f.degrees()[names.index("s")]:
                    out[_unequal(inequality(ring, 1, [f], "≠"))] = None
        except (GainproofError, ZeroDivisionError, TypeError, AttributeError):
            continue
    return tuple(out)


def _divisors(x: Expr) -> tuple[Expr, ...]:
    return (x.den,) if isinstance(x, Quot) else x.args if isinstance(x, Par) else ()


def _may_vanish(oracle: Oracle, symbol: str) -> bool:
    p = oracle.circuit.parameters.get(symbol)
    return symbol in oracle.unknowns or (p is not None and p.unit in ("V", "A"))


def _unequal(q: Equation) -> str:
    return f"{text(q.left)} != {text(q.right)}"
