"""Values that a writer gives, beside those of the netlist: “With R1 = 2 kΩ we get 3.3 V”.

They hold for the line that gives them and for those after it, till others are given.  A writer may go back to
the values of the netlist without a word, so a number that is right with those is right as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from gainproof.expression import Sym, number_of
from gainproof.hand.asking.state import State
from gainproof.hand.figures.changed_values import given_by, means_it
from gainproof.hand.truth import numbers
from gainproof.hand.truth.assumptions import live_sources
from gainproof.hand.truth.limits import spelled
from gainproof.hand.work import OTHER_VALUES, Claim, Condition, Judged

_SIZE = r"(?P<{0}number>\d+(?:\.\d+)?)[ ~-]?(?P<{0}prefix>[mµuk]?)V"
_INPUT = re.compile(
    rf"\b(?:[Aa]n?|[Tt]he|[Ww]ith|[Ff]or)\s+{_SIZE.format('')}\s+(?:input|signal|source|step)\b"
    rf"|\b(?:input|signal)(?:\s+voltage)?\s+of\s+{_SIZE.format('of_')}(?!\w)"
)
"""An input of which words give the size."""
Question = Callable[[Claim, State], Judged | None]
_SAYS_MORE = {("outside", "false"), ("outside", "carried"), ("false", "carried")}
"""Verdicts with two sets of values, of which the second counts."""
MOST_APART = 1000
"""By so much may the values of two parts at their ends differ."""
_ENDS = {"oo": numbers.FAR, "0": 1 / numbers.FAR}


def with_values_given(ask: Question) -> Question:
    """The question, asked with the values that the writer gives first, and then with those of the netlist."""

    def asked(claim: Claim, state: State) -> Judged | None:
        said = _valued(claim, state)
        if said is not None:
            return said
        base, first = state.values, None
        for values in _values(claim, state):
            state.values = dict(values)
            try:
                found = ask(claim, state)
                changed = {n: x for n, x in state.values.items() if values.get(n) != x}
            finally:
                state.values = base
            base.update(changed)
            if found is None or found.verdict not in ("false", "carried", "outside"):
                return _at_its_end(found, values, base, claim, ask, state)
            if first is None or (first.verdict, found.verdict) in _SAYS_MORE:
                first = found
        doubt = _doubt(claim, state) if first is not None and first.verdict == "false" else ""
        return Judged(claim, "outside", "GP153", f"{first.how}; but {doubt}") if first and doubt else first

    asked.__doc__, asked.__name__ = ask.__doc__, ask.__name__
    return asked


def _at_its_end(
    found: Judged | None,
    values: Mapping[str, Fraction],
    base: dict[str, Fraction],
    claim: Claim,
    ask: Question,
    state: State,
) -> Judged | None:
    """The verdict; that of a number which is right only where conditions send a part to its end says so."""
    to = {c.symbol: c.to for c in claim.under if c.to in _ENDS and _is_end(values.get(c.symbol))}
    if found is None or found.verdict != "true" or not to:
        return found
    state.values = {**values, **{n: base[n] for n in to if n in base}}
    try:
        there = ask(claim, state)
    finally:
        state.values = base
    if there is not None and there.verdict == "true":
        return found
    return Judged(claim, "limit", "", "it is so in the limit that the work states", (), spelled(to))


def _doubt(claim: Claim, state: State) -> str:
    """Why a number may be right all the same; "" if it may not."""
    if any(c.to == OTHER_VALUES for c in claim.under):
        return "the words before it speak of other values"
    name = next((n for n in claim.equation.symbols() if n in state.only_under), "")
    return f"{state.only_under[name]} says what {name} is under an assumption alone" if name else ""


def _values(claim: Claim, state: State) -> list[dict[str, Fraction]]:
    own = {n: x for n, x in _of_conditions(claim.under, state) if n in state.oracle.given.parameters}
    ends = {n: x for n, x in own.items() if _is_end(x)}
    state.given.update((n, x) for n, x in own.items() if n not in ends and x)
    named = claim.equation.symbols()
    silent = set(live_sources(state.oracle)) <= state.assumed.off.keys()  # where all are off, all is zero
    assumed = {**state.assumed.symbols, **({} if silent else state.assumed.off)}
    set_so = {n: x.value({}) for n, x in assumed.items() if not x.symbols() and n not in named}
    tables = [{**state.values, **state.given, **set_so}] if set_so and not own else []
    zeros = {
        n: x for n, x in own.items() if not x
    }  # what a condition takes away, it takes from its own claim
    tables += [{**state.values, **state.given, **zeros, **ends}, {**state.values, **state.given, **zeros}]
    tables += [{**state.values, **ends}, state.values] if own.keys() == ends.keys() else []
    meant = {
        n: state.given[n] for n, c in state.changed.items() if n in state.given and _beside(c, claim, state)
    }
    out = [t for k, t in enumerate(tables) if t not in tables[:k] and meant.items() <= t.items()]
    spoken = _in_words(claim, state)
    return ([{**tables[0], **spoken}] if spoken else []) + (out or tables[:1])


def _in_words(claim: Claim, state: State) -> dict[str, Fraction]:
    """The value of the only source, where words in front give it: “a 10 mV input gives v_o = …”."""
    sources = live_sources(state.oracle)
    words = state.sentence_before(claim) if len(sources) == 1 else ""
    m = _INPUT.search(words) if "put" in words or "signal" in words else None
    if m is None:
        return {}
    size, prefix = m["number"] or m["of_number"], m["prefix"] or m["of_prefix"]
    scale = Fraction(10) ** {"m": -3, "µ": -6, "u": -6, "k": 3}.get(prefix, 0)
    return {sources[0]: Fraction(size) * scale}


def _beside(given: Claim, claim: Claim, state: State) -> bool:
    """Does the claim stand in the sentence that gives a part another value?"""
    return given.span.line == claim.span.line or given.text in state.sentence_before(claim)


def _of_conditions(conditions: Iterable[Condition], state: State) -> Iterable[tuple[str, Fraction]]:
    """The values of parts that conditions state, and ends to which parts go, no two of them as far."""
    apart = 1
    for c in conditions:
        if c.to in _ENDS and c.symbol:
            yield c.symbol, _ENDS[c.to] * apart
            apart += 2
        for part, number in ((c.what, c.than), (c.than, c.what)):
            value = number_of(number) if c.to == "=" else None
            if isinstance(part, Sym) and value is not None:
                yield part.name, value


def _is_end(x: Fraction | None) -> bool:
    """Is it the value of a part that is at its end?"""
    return x is not None and (x >= numbers.FAR or 0 < x * numbers.FAR <= MOST_APART)


def values_of_conditions(claim: Claim) -> set[str]:
    """The symbols to which its conditions give numbers."""
    pairs = [(a, b) for c in claim.under if c.to == "=" for a, b in ((c.what, c.than), (c.than, c.what))]
    return {a.name for a, b in pairs if isinstance(a, Sym) and number_of(b) is not None}


def _valued(claim: Claim, state: State) -> Judged | None:
    """The verdict on a line that gives a part a value, “let R1 = 2 kΩ”, which holds from here on."""
    told = given_by(claim, state)
    if told is None:
        return None
    if claim.link or (claim.level and "log" in claim.text):
        return None  # a chain that goes on with a value, Z = R1 = 2 kΩ, asks what it is
    part, value = told
    known = state.values.get(part)
    if known == value:
        state.given.pop(part, None)
    if known is None or known == value or not means_it(claim, part, value, state):
        return None
    state.given[part] = value
    if claim.symbol != part:
        state.changed[part] = claim
    how = f"from here on {part} is {numbers.shown(value)}; the netlist says {numbers.shown(known)}"
    return Judged(claim, "definition", "GP136", how)
