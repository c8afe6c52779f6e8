"""A symbol that means nothing, and looks like one with which the line is true: R_0 for R.

One that is spelled as the circuit's parts are, C2 beside C1, and that no line explains, is no new name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress

from gainproof.errors import GainproofError, TooLarge
from gainproof.expression import Equation, Expr, Num, Sym
from gainproof.hand.asking.state import State, label_of
from gainproof.hand.lexicon.symbols import key
from gainproof.hand.names.meanings import lines_with, true_with
from gainproof.hand.truth.assumptions import PARTS
from gainproof.hand.truth.isolate import isolated, subjects
from gainproof.hand.work import Claim, Diagnosis, Judged, Path, Span, Suggestion

_STEM = re.compile(r"[A-Za-z]+?(?=_|\d|$)")
"""What a name is without what stands below it."""
_NUMBERED = re.compile(r"([A-Z])_?\d+")
"""A name such as parts have."""


def misspelt(claim: Claim, symbol: str, state: State) -> Judged | None:
    """Is the line true with a known symbol in its place that differs only in what stands below it?"""
    q = claim.equation
    for n in (*state.oracle.names, *state.oracle.circuit.parameters, *state.oracle.unknowns):
        if not _stem(symbol) or _stem(n) != _stem(symbol) or not true_with(q, symbol, Sym(n), state):
            continue
        return _with(n, claim, symbol)
    return None


def of_that_value(symbol: str, meaning: Expr, state: State) -> Expr:
    """The part G_m for g_m = 40 mS, where the netlist gives just that value to it; else the meaning."""
    twins = [n for n in state.oracle.given.parameters if key(n).lower() == key(symbol).lower()]
    if len(twins) != 1 or not isinstance(meaning, Num) or state.values.get(twins[0]) != meaning.args[0]:
        return meaning
    return Sym(twins[0])


def _with(n: str, claim: Claim, symbol: str) -> Judged:
    """The verdict on a line in which the symbol should be n."""
    told = _put(claim.equation, symbol, n)
    places = _places(claim, symbol)
    once = len(places) == 1
    change = Suggestion(told, Sym(symbol) if once else None, Sym(n) if once else None, places[0])
    how = f"{symbol} should be {n}, for {symbol} means nothing here"
    diagnosis = Diagnosis("wrong symbol", places[0], how, (change,))
    return Judged(claim, "false", "GP107", how, diagnosis=diagnosis)


def no_such_part(claim: Claim, strange: Sequence[str], state: State) -> Judged | None:
    """Does it speak of a part that the circuit lacks, C2 beside C1, and nobody says what it is?

    A line that says what a name is, I = s C2 v, says it with the part that is meant.
    """
    q = claim.equation
    for symbol in strange:
        alike = _parts_like(symbol, state)
        if not alike or any(symbol in subjects(c.equation) for c in state.claims):
            continue
        others = [n for n in strange if n != symbol]
        how = f"{symbol} is spelled as a part, and the circuit has none of that name"
        unknown = Judged(claim, "outside", "GP152", how)
        if not others:
            return misspelt(claim, symbol, state) or unknown
        name = others[0]
        if len(others) > 1 or name not in subjects(q):
            return unknown
        meanings = {n: isolated(_put(q, symbol, n), name) for n in alike}
        lines = lines_with(name, claim, state)
        true = {
            n: sum(true_with(c.equation, name, x, state) for c in lines)
            for n, x in meanings.items()
            if x is not None
        }
        best = max(true, key=lambda n: true[n], default="")
        meant = meanings.get(best)
        if meant is None or (len(true) > 1 and not true[best]):
            return unknown
        with suppress(GainproofError, ZeroDivisionError, TooLarge):
            state.define(name, meant, label_of(claim))
            return _with(best, claim, symbol)
        return unknown
    return None


def _parts_like(symbol: str, state: State) -> list[str]:
    """The parts of the circuit that differ from the symbol in their number alone."""
    told = _NUMBERED.fullmatch(symbol)
    out = []
    for n, p in state.oracle.given.parameters.items() if told is not None else ():
        found = _NUMBERED.fullmatch(n)
        if told is not None and found is not None and found[1] == told[1] and p.unit in PARTS:
            out.append(n)
    return out


def _put(q: Equation, symbol: str, n: str) -> Equation:
    return Equation(q.left.replaced({symbol: Sym(n)}), q.right.replaced({symbol: Sym(n)}), q.relation)


def _stem(name: str) -> str:
    found = _STEM.match(name)
    return found[0] if found is not None else ""


def _places(claim: Claim, symbol: str) -> list[Span]:
    """Where the symbol stands."""
    out: list[Span] = []

    def seek(x: Expr, path: Path) -> None:
        if x == Sym(symbol):
            out.append(side.at(path))
        for k, c in enumerate(x.children):
            seek(c, (*path, k))

    for side in (claim.left, claim.right):
        seek(side.expr, ())
    return out
