"""Whoever reads the verdicts finds every relation of the work again: what is no claim is told in a notice.

A value that somebody gives is compared with the netlist; a condition is told with the lines that it is said
of; what stands between words and is no equation of the circuit is told to be passed over.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice

from gainproof.expression import Sym, number_of
from gainproof.hand.reader.formulas.sides import sides_of
from gainproof.hand.reader.ledger import Ledger
from gainproof.hand.reader.prose.around import with_words_around
from gainproof.hand.reader.prose.behind import with_conditions_behind
from gainproof.hand.reader.prose.removed import with_parts_out
from gainproof.hand.reader.prose.sentences import looks_like_algebra
from gainproof.hand.reader.scanning.scanner import Scanner
from gainproof.hand.reader.tokens import Token
from gainproof.hand.reader.words import PARAGRAPH_END
from gainproof.hand.work import Claim, Condition, Notice, Span, Unread
from gainproof.worked.values import decimal

DIGITS = 7
"""Of a value in a remark."""
LONGEST = 60
"""Characters of what is quoted."""
MOST_PASSED = 1000
"""Remarks on mere words."""
LONGEST_CHAIN = 20
"""Claims of a chain that may lean on a condition."""
FAR = 4
"""Lines between a condition and a claim that may lean on it."""
MOST_LINES = 6
"""Numbers of lines in a remark."""
ARROWS = ("→", "->", "⟶", "-->", "\\to", "\\rightarrow", ">>", ">>>")
"""Signs that may lead to an equation instead of standing in one."""
_IN_PROSE = re.compile(r"(?<=[ \t])(?:[=≈≜≡]|:=)(?=[ \t]|$)", re.M)
_EDGE = re.compile(r"[,;\n$|]|[.:](?=\s)|\\[\[\]()]")


def signs_in_prose(source: str, at: int, stop: int) -> Iterator[tuple[int, int]]:
    """The relation signs that stand by themselves in prose."""
    for m in _IN_PROSE.finditer(source, at, stop):
        yield m.start(), m.end()


def tell(said: Ledger, signs: Mapping[int, int]) -> None:
    """Notice conditions, given values, and what was passed over; `signs` are relation signs, from … to."""
    of = _claims_of(said)
    near = _near(said, of)
    said.items = [_with(item, near.get(k, [])) for k, item in enumerate(said.items)]
    said.items = with_conditions_behind(said)
    said.items = with_parts_out(said.items, said.source, said.symbols, said.places)
    said.items = with_words_around(said)
    told = [*_conditions(said, of), *islice(_passed_over(said, signs), MOST_PASSED)]
    said.notices = list(dict.fromkeys([*said.notices, *told]))
    said.notices.sort(key=lambda n: (n.span.line, n.span.column))


def _near(said: Ledger, of: Mapping[Span, list[int]]) -> dict[int, list[Condition]]:
    """The conditions that are said of no claim, by the places of chains up to the end of the paragraph."""
    places = [_place(x.span) for x in said.items]
    out: dict[int, list[Condition]] = {}
    for c, _, end in said.stated:
        if c.span in of or _given(c, said) is not None:
            continue
        first = bisect_right(places, _place(c.span))
        for k in range(first, min(first + LONGEST_CHAIN, len(places))):
            item = said.items[k]
            if not isinstance(item, Claim) or item.span.line > c.span.line + FAR:
                break
            if (
                k > first
                and not item.link
                and PARAGRAPH_END.search(said.source, end, said.places.offset(item.span))
            ):
                break
            out.setdefault(k, []).append(c)
    return out


def _with(item: Claim | Unread, near: Sequence[Condition]) -> Claim | Unread:
    return replace(item, near=tuple(near)) if near and isinstance(item, Claim) else item


def _place(span: Span) -> tuple[int, int]:
    return span.line, span.column


def _claims_of(said: Ledger) -> dict[Span, list[int]]:
    """The lines of the claims that each condition is said of."""
    of: dict[Span, list[int]] = {}
    for item in said.items:
        for c in item.under if isinstance(item, Claim) else ():
            of.setdefault(c.span, []).append(item.span.line)
    return of


def _conditions(said: Ledger, of: Mapping[Span, list[int]]) -> Iterator[Notice]:
    near = {c.span: x.span.line for x in reversed(said.items) if isinstance(x, Claim) for c in x.near}
    for c, at, end in said.stated:
        words = _quoted(said.source[at:end])
        given = _given(c, said)
        if given is not None:
            yield _value(c, *given, words, said)
            continue
        lines = sorted(set(of.get(c.span, ())))
        if lines:
            one = "line" if len(lines) == 1 else "lines"
            listed = ", ".join(map(str, lines[:MOST_LINES])) + (", …" if len(lines) > MOST_LINES else "")
            yield Notice("condition", c.span, f"{words} is a condition of {one} {listed}")
        else:
            rest = f"may be meant of line {near[c.span]}" if c.span in near else "not judged"
            yield Notice("not judged", c.span, f"{words} is said of no line, and {rest}")


def _given(c: Condition, said: Ledger) -> tuple[str, Fraction] | None:
    """The part and the value that the condition gives it, R1 = 2 kΩ; to set a part to zero is none."""
    circuit = said.symbols.circuit
    for part, number in ((c.what, c.than), (c.than, c.what)):
        value = number_of(number) if c.to == "=" else None
        if isinstance(part, Sym) and value and circuit is not None and part.name in circuit.parameters:
            return part.name, value
    return None


def _value(c: Condition, name: str, value: Fraction, words: str, said: Ledger) -> Notice:
    """A value that is given, beside that of the netlist; that of a source is an example anyway."""
    circuit = said.symbols.circuit
    assert circuit is not None
    known = circuit.parameters[name].value
    words = words if "=" in words else f"{name} = {decimal(value, DIGITS)}"
    if known is None or known == value:
        netlist = "the netlist says the same" if known == value else "the netlist does not say it"
        return Notice("given", c.span, f"{words} is given; {netlist}")
    netlist = f"the netlist says {decimal(known, DIGITS)}"
    if any(e.value == Sym(name) for e in circuit.sources()):
        return Notice("given", c.span, f"{words} is given; {netlist}")
    return Notice("GP136", c.span, f"{name} is {decimal(value, DIGITS)} here; {netlist}")


def _passed_over(said: Ledger, signs: Mapping[int, int]) -> Iterator[Notice]:
    """The pieces of the document with a relation sign of which nothing else tells."""
    source = said.source
    heard = sorted(said.heard)
    near = 0
    behind = 0  # where what was heard before ends
    for at, end in sorted(signs.items()):
        while near < len(heard) and heard[near][0] <= at:
            behind = max(behind, heard[near][1])
            near += 1
        if at < behind:
            continue
        ahead = heard[near][0] if near < len(heard) else len(source)
        if source[at:end] in ARROWS and _leads(source, at, end, behind, ahead):
            continue
        begin = max((m.end() for m in _EDGE.finditer(source, max(behind, at - LONGEST), at)), default=0)
        begin = max(begin, behind, at - LONGEST)
        stop = _EDGE.search(source, end, min(ahead, end + LONGEST))
        stop_at = stop.start() if stop else min(ahead, end + LONGEST, len(source))
        tokens = Scanner(source, begin, stop_at, said.symbols, {}, "\\" in source[begin:stop_at]).scan()
        if not tokens:
            continue
        code = "words" if looks_like_algebra(tokens, said) and not _explains(tokens) else "passed"
        words = _quoted(source[tokens[0].at : tokens[-1].end])
        span = said.places.span(tokens[0].at, tokens[-1].end)
        yield Notice(code, span, f"{words} is taken for words, and not judged")
        behind = max(behind, tokens[-1].end)


def _explains(tokens: Sequence[Token]) -> bool:
    """Does words say what something is: Vo = output, v = voltage on the capacitor?"""
    sides = sides_of(tokens)[0]
    return any(side and all(t.kind == "word" for t in side[:2]) for side in sides)


def _leads(source: str, at: int, end: int, behind: int, ahead: int) -> bool:
    """Does an arrow stand before an equation, or first in its line?"""
    row = source.rfind("\n", 0, at) + 1
    return not source[max(row, behind) : at].strip(" \t,;:>*-") or not source[end:ahead].strip(" \t$")


def _quoted(words: str) -> str:
    return " ".join(words.split())[:LONGEST].rstrip(".,;")
