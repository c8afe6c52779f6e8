"""Questions about names: is one new, has one another meaning than it seemed, is one given another?"""

from __future__ import annotations

from gainproof.errors import GainproofError, TooLarge
from gainproof.expression import Equation, Expr, Sym
from gainproof.hand.isolate import isolated
from gainproof.hand.state import State, label_of
from gainproof.hand.work import Claim, Judged

LOOSE = ("≈", "→")
"""Relations that do not say what a symbol is, only what it is about."""
FAR = 60
"""How many later lines are asked which of two meanings a name has."""


def new_name(claim: Claim, state: State) -> Judged | None:
    """Does it say what a new symbol stands for, or speak of symbols that nobody has explained?"""
    q, oracle = claim.equation, state.oracle
    strange = oracle.strange(q.left, q.right)
    if not strange:
        return None
    symbol = claim.symbol if claim.symbol in strange else strange[0]
    if len(strange) > 1:
        names = ", ".join(strange)
        how = f"{names} mean nothing in the circuit, and no line before says what they are"
        return Judged(claim, "outside", "GP152", how)
    meaning = isolated(q, symbol)
    if meaning is None:
        how = f"{symbol} is new, and the line does not say what it is"
        return Judged(claim, "outside", "GP152", how)
    try:
        state.define(symbol, meaning, label_of(claim))
    except (GainproofError, ZeroDivisionError, TooLarge) as fault:
        return Judged(claim, "outside", "GP153", f"what {symbol} stands for has no value: {fault}")
    if claim.relation in LOOSE or claim.under:
        state.loose.add(symbol)
    return Judged(claim, "definition", "", f"{symbol} is a new name")


def another_meaning(claim: Claim, state: State) -> Judged | None:
    """Is it true with what a line that holds in a limit says of a name?  Then the name has that meaning.

    G = v_3/V_1 = 1 + R2/R1, where the second is so only for A_o → ∞: G may be either, and later lines show
    which the writer means.  There is no verdict yet; the line is asked again whether it is true.
    """
    q = claim.equation
    for n in q.symbols():
        name = state.oracle.names.get(n)
        for meaning in state.otherwise.get(n, ()) if name is not None else ():
            state.on_time()
            if name is not None and _holds_with(q, n, meaning, state):
                state.otherwise[n] = [name.meaning, *(x for x in state.otherwise[n] if x != meaning)]
                state.define(n, meaning, name.label)
                return None
    return None


def also_means(claim: Claim, state: State) -> None:
    """Remember that a line which holds in a limit may say what a name is."""
    q = claim.equation
    for a, b in ((q.left, q.right), (q.right, q.left)):
        if isinstance(a, Sym) and a.name in state.oracle.names and a.name not in b.symbols():
            state.otherwise.setdefault(a.name, []).append(b)
    if claim.link:
        head = state.claims[state.position(claim) - claim.link]
        subject = head.left.expr
        if isinstance(subject, Sym) and subject.name in state.oracle.names:
            state.otherwise.setdefault(subject.name, []).append(q.right)


def given_anew(claim: Claim, state: State) -> Judged | None:
    """Does it give a name another meaning, and do the lines after it use the new one?"""
    q = claim.equation
    for n in dict.fromkeys((claim.symbol, *(x.name for x in (q.left, q.right) if isinstance(x, Sym)))):
        name = state.oracle.names.get(n)
        meaning = isolated(q, n) if name is not None else None
        if name is None or meaning is None or (n != claim.symbol and n not in state.loose):
            continue
        after = [c.equation for c in state.claims[state.position(claim) + 1 :] if n in c.equation.symbols()]
        after = [c for c in after[:FAR] if not state.oracle.strange(c.left, c.right)]
        old = sum(state.oracle.about(c).holds(c) for c in after)
        new = sum(_holds_with(c, n, meaning, state) for c in after)
        if new > old or (n in state.loose and claim.relation not in LOOSE):
            state.loose.discard(n)
            state.define(n, meaning, label_of(claim))
            return Judged(claim, "definition", "", f"from here on {n} has another meaning than before")
    return None


def _holds_with(q: Equation, symbol: str, meaning: Expr, state: State) -> bool:
    """Does the claim hold with this meaning of the name?"""
    if symbol in meaning.symbols():
        return False
    told = Equation(q.left.replaced({symbol: meaning}), q.right.replaced({symbol: meaning}))
    return state.oracle.about(told).holds(told)
