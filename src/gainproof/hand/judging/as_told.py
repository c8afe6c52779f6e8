"""Does a claim hold in the circuit as words make it: “Output shorted to ground:”, “V2 killed”, “R5 out”?

The words stand before the claim or behind it; what they set goes on over the lines behind, up to words that
set something else, that bring things back, or to a heading.  Only lines that would be wrong are asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from itertools import islice, product

from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.errors import GainproofError, TooLarge
from gainproof.expression import ZERO, Expr, Sym
from gainproof.hand.asking.state import State, label_of
from gainproof.hand.conditions import driving, limiting
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader.prose.settings_told import EITHER, OPEN, SHORT, Setting, Told
from gainproof.hand.truth import assumptions, numbers
from gainproof.hand.truth.limits import stated
from gainproof.hand.truth.worlds import (
    World,
    all_vanishes,
    closed,
    holds_what_is_off,
    says_nothing,
    with_values,
)
from gainproof.hand.work import Claim, Condition, Judged

FAR = 8
"""Claims back to words that still hold."""
ROWS = 14
"""Rows back to them."""
MOST = 12
"""Circuits in which one line is asked."""
FAR_OFF = {"oo": Fraction(10**18), "0": Fraction(1, 10**18)}
"""Values of what goes to an end."""
MOST_TABLES = 3
"""Ways of setting parts beside what words set."""
LONGEST = 400
"""Characters before a claim, and behind it."""
_SPEAKS = re.compile(
    r"alone|only|\boff\b|zero|dead|kill|null|deactiv|disabl|suppress|short|ground|open|remov|disconn|detach|unhook|"
    r"taken|lift|cut|bypass|bridg|wire|without|\bno\b|neglect|ignor|load|due to|owing to|"
    r"because of|caused|produced|response|contribution|effect|error|share|part of|large|"
    r"\bout\b|\bon\b|active|tied|else|other|except|\bbut\b|from|itself|themselves|own\b|"
    r"absent|inactive|left|acts|acting|:|\||&",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:back|again|together|both|sum|total|in\s+general|general|generally|restor\w+|reconnect\w*|reinsert\w*|"
    r"loaded|finite|everything|adding|overall|combined|superposition\s+gives|in\s+place|as\s+drawn)\b|"
    r"\bwith\s+(?:the\s+)?load\b|^[ \t]*#{1,6}[ \t]|\\(?:sub)*(?:section|paragraph)\b",
    re.IGNORECASE | re.MULTILINE,
)
_BACK = re.compile(r"\b(?:back|again|restor\w+|reconnect\w*|re-?insert\w*|in\s+place)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;](?=\s)|\n|\\\\")
_GOES_ON = re.compile(r"\n(?=\s*[a-z(])")
_INSIDE = re.compile(r"\([^()*/+^\\]{3,60}\)|\[[^\[\]*/+^\\]{3,60}\]|\\text\{[^{}]{3,80}\}")
"""Words within a formula."""


def as_told(claim: Claim, state: State) -> Judged | None:
    """The verdict, if it holds with what words around it set."""
    names = state.oracle.names
    if any(names[n].label == label_of(claim) for n in claim.equation.symbols() if n in names):
        return None  # it said what the name is, and was found wrong by other lines
    told = Told(state.oracle.circuit, symbol_table(state.oracle.circuit))
    seen: list[Setting] = []
    for setting in islice(_settings(claim, told, state), MOST):
        if not setting or setting in seen:
            continue
        seen.append(setting)
        if _holds(setting, claim, state):
            return Judged(
                claim, "limit", "", "it holds with what the words around it set", (), _in_words(setting)
            )
    return None


def _settings(claim: Claim, told: Told, state: State) -> Iterator[Setting]:
    """What the words may set, the likeliest first."""
    live = {*told.sources}
    named = frozenset(live.intersection(claim.equation.symbols()))
    before, behind = _words(claim, state)
    last = _SENTENCE.split(before)[-1]
    last = last if last.strip(" \t*->") else before
    pieces = [last + " ; " + behind, last, before + " ; " + behind, before, behind]
    own = [told.setting(p, named) for p in dict.fromkeys(pieces) if _SPEAKS.search(p)]
    whole = state.words_between(state.chain(claim)[0])[-LONGEST:]
    held = [] if _ENDS.search(whole) else list(_inherited(claim, told, state))
    for s in own:
        if s:
            yield s
            yield from (s | h for h in held)
            yield from (s | replace(h, off=frozenset()) for h in held)
    yield from held
    for s in own:
        yield replace(s, off=frozenset())
        yield from (Setting(parts=frozenset([p])) for p in s.parts)
        yield Setting(off=s.off)


def _words(claim: Claim, state: State) -> tuple[str, str]:
    """What stands before the claim, up to the one before, and what stands in it and behind it."""
    chain = state.chain(claim)
    before = state.words_between(chain[0])[-LONGEST:]
    before = before[max((m.end() for m in _BACK.finditer(before)), default=0) :]
    behind = state.words_to_the_next(chain[-1])[:LONGEST]
    rows = _GOES_ON.sub(" ", behind).split("\n")
    inside = " ".join(m for c in chain for m in _INSIDE.findall(c.text))
    return before, f"{inside} {rows[0]}"


def _inherited(claim: Claim, told: Told, state: State) -> Iterator[Setting]:
    """What words before earlier claims set, which still holds: the last first."""
    k = state.position(state.chain(claim)[0])
    row = claim.span.line
    for _ in range(FAR):
        if not k:
            break
        first = state.chain(state.claims[k - 1])[0]
        if row - first.span.line > ROWS:
            break
        words = state.words_between(first)[-LONGEST:]
        if _SPEAKS.search(words):
            yield told.setting(_SENTENCE.split(words)[-1], frozenset())
            yield told.setting(words, frozenset())
        if _ENDS.search(words):
            break
        k = state.position(first)


def _holds(setting: Setting, claim: Claim, state: State) -> bool:
    """Is the claim true, and does it say something, in the circuit that is set so?"""
    q = claim.equation
    if not setting.off.isdisjoint(q.symbols()):
        return False
    own = assumptions.conditional(claim.under, state.oracle)
    tables = [own, *islice(state.tables(claim), MOST_TABLES)]
    for world in (w for t in _once(tables) for w in _worlds(setting, t, claim, state)):
        state.on_time()
        told = world.told(q)
        if told is None:
            continue
        there = world.oracle.about(told)
        with suppress(ZeroDivisionError, TooLarge, KeyError):
            if says_nothing(told, there.points[0], there) or all_vanishes(told, there):
                continue
            if there.holds(told):
                return True
            empty = ZERO in (q.left, q.right) or holds_what_is_off(told, there.points[0], there)
            to = None if empty else limiting.limit_of(claim, told, there, state)
            if to is not None and not {*assumptions.live_sources(state.oracle)} <= {*setting.off, *to}:
                return True
            if numbers.speaks_of_numbers(told, there):
                ends = {n: FAR_OFF[to] for n, to in stated(claim.under, there).items()}
                values = {**state.values, **ends, **dict.fromkeys(setting.off, Fraction(0))}
                if numbers.judged_by_value(claim, (claim.left, claim.right), there, values).agrees:
                    return True
    return _with_test_source(setting, claim, state)


def _once(tables: list[dict[str, Expr]]) -> list[dict[str, Expr]]:
    return [t for k, t in enumerate(tables) if t not in tables[:k]]


def _worlds(setting: Setting, own: dict[str, Expr], claim: Claim, state: State) -> Iterator[World]:
    """The circuits that are set so; more than one, where words leave open what becomes of a part."""
    base = state.oracle
    table = closed({**own, **dict.fromkeys(setting.off, ZERO)})
    named = claim.equation.symbols()
    fates = [[(n, to)] if to != EITHER else [(n, OPEN), (n, SHORT)] for n, to in sorted(setting.parts)]
    if setting.among:
        loose = [n for n in sorted(setting.among) if _symbol(n, base.circuit) not in named]
        fates.append([(n, OPEN) for n in loose])
    for choice in islice(product(*fates), MOST):
        with suppress(GainproofError, TooLarge, ZeroDivisionError):
            changed = with_values(base.circuit, table)
            lost = set()
            for n, to in choice:
                lost.add(_symbol(n, base.circuit))
                changed = changed.opened(n) if to == OPEN else changed.shorted(n)
            for k, (a, b) in enumerate(sorted(setting.held)):
                wire = Element(f"V_held_{k}", "V", (a, b or GROUND), ZERO)
                changed = changed.with_elements((*changed.elements, wire), f"{changed.name}, {a} held")
            if changed.elements != base.circuit.elements:
                yield World(base, changed, table, frozenset(lost - {""}))


def _symbol(element: str, c: Circuit) -> str:
    v = c.element(element).value
    return v.name if isinstance(v, Sym) else ""


def _with_test_source(setting: Setting, claim: Claim, state: State) -> bool:
    """Does it hold with a test source, where the words say that all sources are off?"""
    at, c = claim.span, state.oracle.circuit
    if setting.held or setting.among or any(to == EITHER for _, to in setting.parts):
        return False
    if not setting.off.issuperset(assumptions.live_sources(state.oracle)):
        return False
    if any(_symbol(n, c) in claim.equation.symbols() for n, _ in setting.parts):
        return False
    told = [Condition(n, "=", at, Sym(n), ZERO) for n in sorted(setting.off)]
    for name, to in sorted(setting.parts):
        symbol = _symbol(name, c)
        endless = (to == OPEN) == (c.element(name).kind not in "CG")
        if symbol:
            told.append(Condition(symbol, "oo" if endless else "0", at, Sym(symbol)))
    read = state.beside(claim, replace(claim, under=(*claim.under, *told), near=()))
    found = driving.with_test_source(read, state)
    return found is not None and found.verdict in ("true", "limit")


def _in_words(setting: Setting) -> tuple[str, ...]:
    off = [f"{n} = 0" for n in sorted(setting.off)]
    parts = [f"{n} {to}" for n, to in sorted(setting.parts)]
    return (*off, *parts, *(f"V({a}) = {f'V({b})' if b != GROUND else 0}" for a, b in sorted(setting.held)))
