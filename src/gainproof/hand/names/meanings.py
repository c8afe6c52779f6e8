"""What a writer's name stands for, where the lines that hold it disagree.

Each line that holds the name says what it must be for the line to be true.  The meaning under which most
lines are true is what the writer has in mind.  Lines are counted at the circuit's general points; there is no
verdict in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gainproof.errors import TooLarge
from gainproof.expression import Equation, Expr, Prod, Sym
from gainproof.hand.asking.state import State
from gainproof.hand.truth import limits, put_in
from gainproof.hand.truth.isolate import isolated
from gainproof.hand.work import Claim
from gainproof.radicals import Radical

FAR = 60
"""How many lines are asked."""
MOST = 5
"""How many meanings are tried."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One meaning of a name, the claim that it is read off, and the claims that are true with it."""

    expr: Expr
    claim: Claim
    true: tuple[Claim, ...]


def lines_with(symbol: str, claim: Claim, state: State) -> list[Claim]:
    """This claim and those after it that hold the name, and no other that nobody has explained."""
    after = [c for c in state.claims[state.position(claim) :] if symbol in c.equation.symbols()]
    return [c for c in after if set(state.oracle.strange(c.left.expr, c.right.expr)) <= {symbol}][:FAR]


def meanings(symbol: str, lines: Sequence[Claim], state: State) -> list[Meaning]:
    """The meanings that the lines give the name, in the order of the lines."""
    out: list[Meaning] = []
    seen: set[tuple[object, ...]] = set()
    for c in lines:
        state.on_time()
        x = isolated(c.equation, symbol) if c.relation in ("=", "≜") else None
        if x is None or symbol in x.symbols():
            continue
        try:
            value = tuple(
                v if isinstance(v, Radical) else int(v) for v in state.about(Equation(x, x)).values(x)
            )
        except (ZeroDivisionError, TooLarge, TypeError, KeyError):
            continue
        if value not in seen:
            seen.add(value)
            out.append(Meaning(x, c, tuple(d for d in lines if true_with(d.equation, symbol, x, state))))
        if len(out) == MOST:
            break
    return out


def true_with(q: Equation, symbol: str, meaning: Expr, state: State) -> bool:
    """Is the claim true with this meaning of the name?"""
    told = Equation(q.left.replaced({symbol: meaning}), q.right.replaced({symbol: meaning}))
    return symbol not in meaning.symbols() and state.about(told).holds(told)


def wrongly_defined(symbol: str, claim: Claim, lines: Sequence[Claim], state: State) -> Meaning | None:
    """The meaning that every other of the lines has in mind, if the claim defines the name otherwise.

    Two or more other lines that hold the name are all true with another meaning, and what the work says
    without the name is true: so nothing is wrong but the definition.
    """
    if claim.link and all(isinstance(x, Sym) for x in (claim.left.expr, claim.right.expr)):
        return None  # R1 = R3 = R: whatever is set of R later
    if _is_current_gain(symbol, claim, state):
        return None
    others = [c for c in lines if c.span.line != claim.span.line]
    found = meanings(symbol, lines, state)
    own = [m for m in found if m.claim is claim]
    best = max(found, key=lambda m: len(m.true), default=None)
    if best is None or not own or best is own[0]:
        return None
    if not all(c in best.true for c in others) or _a_case(own[0], best, others, symbol, state):
        return None
    if all(c in own[0].true or _true_as_said(c, symbol, own[0].expr, state) for c in others):
        return None
    if _by_value(symbol, own[0].expr, best.expr, state):
        return None
    rest = [c for c in state.claims[state.position(lines[0]) :] if symbol not in c.equation.symbols()]
    rest = [c for c in rest if not state.oracle.strange(c.left.expr, c.right.expr)]
    told = [c for c in rest if any(n in state.oracle.unknowns for n in c.equation.symbols())]
    right = [c for c in told if state.about(c.equation).holds(c.equation)]
    agreed = len(others) > 1 and any(c is not best.claim for c in others)
    return best if (right or agreed) and len(right) == len(told) else None


def _is_current_gain(symbol: str, claim: Claim, state: State) -> bool:
    """Is it β = g_m r_π, what a current gain is in every book?  Then others are wrong about it."""
    of = isolated(claim.equation, symbol)
    factors = of.args if isinstance(of, Prod) else ()
    parts = [state.oracle.given.parameters.get(x.name) for x in factors if isinstance(x, Sym)]
    units = sorted(p.unit for p in parts if p is not None)
    return symbol.startswith(("beta", "hfe", "h_fe")) and len(factors) == 2 and units == ["S", "Ω"]


def _by_value(symbol: str, own: Expr, best: Expr, state: State) -> bool:
    """Is it told with numbers in the place of parts, R1/2 + R3 where R2 = R1, and no other value?"""
    told = put_in.surely(own) or put_in.perhaps(symbol, own, state.oracle)
    return told and put_in.same_value(own, best, state.oracle, state.values)


def _true_as_said(claim: Claim, symbol: str, meaning: Expr, state: State) -> bool:
    """Is it true with this meaning of the name where its conditions, and those near it, send the parts?"""
    q = claim.equation
    told = Equation(q.left.replaced({symbol: meaning}), q.right.replaced({symbol: meaning}))
    oracle = state.about(told)
    way = limits.stated((*claim.under, *claim.near), oracle)
    return bool(way) and oracle.limit_holds(told, way)


def _a_case(own: Meaning, best: Meaning, others: Sequence[Claim], symbol: str, state: State) -> bool:
    """Do the other lines but say what the name comes to: v_3/V_1 is 1 + R2/R1 if A_o grows?

    It is so if the other meaning, in parts alone, is the first one in a limit of which it keeps nothing.  And
    voltages and currents alone, v_3/V_1, are not belied by lines on parts alone: these say nothing of the
    circuit.
    """
    q = Equation(own.expr, best.expr)
    oracle = state.about(q)
    stated = limits.stated(best.claim.under, oracle)
    to = limits.needed(oracle, lambda to: oracle.limit_holds(q, {**stated, **to}))
    to = stated if stated and oracle.limit_holds(q, stated) else to
    signals = {*oracle.unknowns, *oracle.sources}
    if to is not None and limits.mentioned(best.expr, oracle).isdisjoint({*to, *signals}):
        return True
    if not set(own.expr.symbols()) <= signals:
        return False
    return all(signals.isdisjoint(limits.mentioned(c.equation, oracle) - {symbol}) for c in others)


def also_means(claim: Claim, state: State) -> None:
    """Remember that a line which holds in a limit may say what a name is."""
    q = claim.equation
    for a, b in ((q.left, q.right), (q.right, q.left)):
        if isinstance(a, Sym) and a.name not in b.symbols():
            state.otherwise.setdefault(a.name, []).append(b)
    if claim.link:
        head = state.claims[state.position(claim) - claim.link]
        subject = head.left.expr
        if isinstance(subject, Sym):
            state.otherwise.setdefault(subject.name, []).append(q.right)
