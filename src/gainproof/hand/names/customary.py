"""Names that the field gives a meaning: R_in, Z_out, A_v, H(s).

Nobody says what an output resistance is before he writes R_out = R_E ∥ ….  Such a line looks like the
definition of a name, and would never be judged.  It is held against what the circuit has of the kind: for a
resistance, those that are seen at its nodes, with any of the branches there left out; for a gain, the ratios
of its voltages to each other and to its sources.  If it is one of these, in the circuit, with perfect
op-amps, as assumed or at an end of the frequencies, or if another line is true with it, the name is defined
as it stands there.  If it is none, and a slip of the pen away from one, it is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import combinations, islice, product

from gainproof.errors import GainproofError, TooLarge
from gainproof.expression import Equation, Expr, Neg
from gainproof.hand.asking.refuting import refuted
from gainproof.hand.asking.state import State
from gainproof.hand.asking.ways import told
from gainproof.hand.lexicon.symbols import FREQUENCY
from gainproof.hand.names.meanings import lines_with, true_with
from gainproof.hand.names.seen import Seen, at_ends, at_inputs, at_outputs, gains
from gainproof.hand.names.tied import Tie, tied
from gainproof.hand.truth.assumptions import PARTS
from gainproof.hand.truth.limits import mentioned
from gainproof.hand.truth.oracle import Oracle
from gainproof.hand.truth.worlds import Worlds
from gainproof.hand.work import Claim, Judged
from gainproof.ideals import imperfections

INPUT = re.compile(r"[RZrz]_?(?:in|i)")
OUTPUT = re.compile(r"[RZrz]_?(?:out|o)")
GAIN = re.compile(r"(?:A_?(?:v|V|u|CL|cl|f|vf)|G_?(?:v|V)|H)")
BARE_GAIN = re.compile(r"[AGK]")
_GAIN = re.compile(r"\b(?:gain|amplification|transfer function)\b", re.IGNORECASE)
_OTHER_GAIN = re.compile(
    r"noise|loop gain|open.loop|current|differen|common|intrinsic|unloaded|each|stage|half|power|rejection",
    re.IGNORECASE,
)
"""Words of gains that are no ratio of an output to a source."""
_LET = re.compile(r"\b(?:let|define|denote|call|put|write|set|abbreviat\w+)\b[^.]*\Z", re.IGNORECASE)
SLIPS = (
    "sign",
    "extra term",
    "extra factor",
    "inverted fraction",
    "wrong symbol",
    "swapped parts",
    "bracket scope",
    "wrong side of the fraction",
    "wrong power",
)
"""What happens to a writer's pen."""
LIKELY = 3.0
"""What a slip costs at most."""
MOST_ASKED = 8
"""Quantities from which a slip is looked for."""
MOST_TABLES = 3
LEFT_OUT = ("dropped term", "dropped factor")
"""Slips that may have been made on purpose: a part is neglected."""
MOST_NEGLECTED = 2
"""Parts that a writer neglects without a word."""


def wrongly_told(symbol: str, meaning: Expr, claim: Claim, state: State) -> Judged | None:
    """Does the claim give a customary name, by parts alone, a meaning that is a slip away from its own?

    The verdict on it, if so, and the name has its own meaning from here on.
    """
    signals = {*state.oracle.unknowns, *state.oracle.sources}
    if claim.relation != "=" or not meaning.symbols() or not state.diagnosing:
        return None
    if not signals.isdisjoint(mentioned(meaning, state.oracle)):
        return None
    tie = tied(symbol, claim, state)
    kind = _kind(symbol, claim, state)
    if tie is None and (kind is None or _LET.search(state.words_between(claim))):
        return None
    others = (c for c in lines_with(symbol, claim, state) if c is not claim)
    used = [c for c in others if not signals.isdisjoint(c.equation.symbols())]
    if any(true_with(c.equation, symbol, meaning, state) for c in used):
        return None
    all_seen = tie.seen if tie is not None else tuple(kind(state)) if kind is not None else ()
    judge = _Judge(meaning, claim, state, strict=tie is not None)
    if any(judge.is_it(seen) for seen in all_seen):
        return None
    asked = [s for s in all_seen if s.likely][:MOST_ASKED]
    slips = [(cost, k) for k, s in enumerate(asked) for cost in _slips(symbol, meaning, s, claim, state)]
    if not slips and not (tie is not None and asked and _nothing_else(tie, meaning, state)):
        return None
    seen = asked[min(slips)[1]] if slips else asked[0]
    state.oracle.test(symbol, seen.expr, seen.there)
    said = refuted(claim, state)
    return replace(said, how=f"{symbol} is taken for {seen.words}")


def _nothing_else(tie: Tie, meaning: Expr, state: State) -> bool:
    """Do the words leave no room for what the meaning is?"""
    if not tie.firm or tie.exact:
        return tie.firm
    return not any(_neglects(seen, meaning, state) for seen in tie.seen)


def is_customary(symbol: str, meaning: Expr, claim: Claim, state: State) -> bool:
    """Has the circuit a quantity of the kind that the name is customary for, that is this?"""
    kind = _kind(symbol, claim, state)
    judge = _Judge(meaning, claim, state)
    return kind is not None and any(judge.is_it(seen) for seen in kind(state))


def _kind(symbol: str, claim: Claim, state: State) -> Callable[[State], Iterator[Seen]] | None:
    """The quantities of the circuit that the name is customary for; None for a name of no kind."""
    words = state.words_between(claim)
    if INPUT.fullmatch(symbol):
        return at_inputs
    if OUTPUT.fullmatch(symbol):
        elsewhere = state.work.elsewhere.get(symbol)
        return at_outputs if elsewhere is None else partial(at_ends, elsewhere.without)
    if GAIN.fullmatch(symbol) or (BARE_GAIN.fullmatch(symbol) and _GAIN.search(words)):
        return None if _OTHER_GAIN.search(words) else gains
    return None


class _Judge:
    """Is the meaning this quantity: exactly, in the ideal, as assumed, or where s is at an end?"""

    def __init__(self, meaning: Expr, claim: Claim, state: State, *, strict: bool = False) -> None:
        self.meaning, self.state, self.strict = meaning, state, strict
        tables = state.tables(claim)
        self.tables = list(islice((t for t in tables if t), MOST_TABLES))
        self.worlds: dict[int, Worlds] = {}
        self.named = mentioned(meaning, state.oracle)
        self.at_an_end = bool(state.end_of_frequency(claim))
        self.in_a_limit = bool(told(claim, state.oracle, state) or state.assumed.limits)

    def is_it(self, seen: Seen) -> bool:
        """A gain may be told without its sign, and what words tie to nothing at an end of the frequencies."""
        self.state.on_time()
        either = (self.meaning,) if self.strict else (self.meaning, Neg(self.meaning))
        return any(self._holds(Equation(seen.expr, x), seen.there) for x in either)

    def _holds(self, q: Equation, there: Oracle) -> bool:
        if there.holds(q):
            return True
        ideal = imperfections(there.given)
        if not self.in_a_limit:  # who names A_o does not mean the perfect op-amp
            ideal = {n: to for n, to in ideal.items() if n not in self.named}
        free = FREQUENCY not in q.right.symbols() and (not self.strict or self.at_an_end)
        ends = [{**ideal, FREQUENCY: to} for to in ("0", "oo") if free]
        if any(there.limit_holds(q, to) for to in (ideal, *ends) if to):
            return True
        worlds = self.worlds.setdefault(id(there), Worlds(there))
        for table in self.tables:
            world = worlds.of(table)
            there_told = world.told(q) if world is not None else None
            if world is not None and there_told is not None and world.oracle.holds(there_told):
                return True
        return False


def _neglects(seen: Seen, meaning: Expr, state: State) -> bool:
    """Is the meaning the quantity, with one or two parts that it does not name so large, or so small?"""
    given, named = seen.there.given.parameters, mentioned(meaning, seen.there)
    spoken = named | _told(state)
    parts = [n for n in given if given[n].unit in PARTS and n not in spoken]
    q, ideal = Equation(seen.expr, meaning), imperfections(seen.there.given)
    for size in range(1, MOST_NEGLECTED + 1):
        for some in combinations(parts, size):
            for ends in product(("0", "oo"), repeat=size):
                state.on_time()
                if seen.there.limit_holds(q, {**ideal, **dict(zip(some, ends, strict=True))}):
                    return True
    return False


def _told(state: State) -> set[str]:
    """The parts of which lines speak that were found true: who names a part does not neglect it silently."""
    return {n for line in state.lines if line.true for n in line.equation.symbols()}


def _slips(symbol: str, meaning: Expr, seen: Seen, claim: Claim, state: State) -> Iterator[float]:
    """What the likeliest slip from the quantity to the meaning costs; nothing if it is no slip."""
    from gainproof.hand.diagnosis.bench import bench_of
    from gainproof.hand.diagnosis.search import repairs

    try:
        state.oracle.test(symbol, seen.expr, seen.there)
        for to in ({}, imperfections(seen.there.given)):
            state.on_time()
            for r in repairs(claim, bench_of(seen.there), (), to)[:1]:
                e = r.edits[0]
                if len(r.edits) > 1 or e.path[:1] == (0,) or r.cost > LIKELY:
                    continue
                if e.kind in SLIPS or (e.kind in LEFT_OUT and not _neglects(seen, meaning, state)):
                    yield r.cost
    except (GainproofError, ArithmeticError, KeyError, TooLarge):
        pass
    finally:
        state.oracle.forget(symbol)
