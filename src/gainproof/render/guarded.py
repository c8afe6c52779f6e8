"""What the guards found, in words: the warning on top, the strip of conditions, the marks on limits.

A circuit whose feedback is positive is never called an amplifier: its exact algebra is printed, and a limit
of its gain to infinity is marked as one that no physical circuit reaches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gainproof.derivation import Assumption
from gainproof.expression import Equation, Sym
from gainproof.guards.findings import Block, Condition, Feedback, Findings, Judgement, Matched, Sense
from gainproof.render import sentences
from gainproof.render.measures import width
from gainproof.render.sentences import Phrase, Tends, listed
from gainproof.render.typesetting import equation

_ROOM = 30.0  # em of an inequality that is printed


def warning(found: Findings) -> Phrase:
    """What the page says on top if the circuit is no amplifier; nothing else."""
    f = found.feedback
    if not f.regenerative:
        return ()
    certain = any(b.judgement.sense is Sense.POSITIVE for b in f.blocks)
    where = "" if certain else sentences.AT_EXAMPLE
    closing = sentences.FORMAL_PAGE if f.gains else sentences.FORMAL_IDEAL
    return (sentences.REGENERATIVE.format(names=_names(f.positive), where=where), closing)


def formal(found: Findings, under: Iterable[Assumption]) -> Phrase:
    """The mark on a limit that sends a gain to infinity around which feedback is positive."""
    sent = {a.symbol for a in under if a.to == "oo"}
    return (sentences.FORMAL_LIMIT,) if sent & found.feedback.gains else ()


def strip(found: Findings) -> tuple[Phrase, ...]:
    """The lines of the strip of conditions."""
    return (
        *_feedback(found.feedback),
        *(_holds(c) for c in found.conditions),
        *(_matched(m) for m in found.matched),
    )


def _feedback(f: Feedback) -> Iterator[Phrase]:
    """One line for all blocks that are plainly negative, one for every other, one for an odd loop."""
    dc = {loop.name: loop.at_dc for loop in f.loops}
    plain = [b for b in f.blocks if b.judgement.sense is Sense.NEGATIVE]
    for at_dc in (True, False):
        names = [n for b in plain for n in b.names if dc.get(n, True) is at_dc]
        if names:
            yield _sentence(Judgement(Sense.NEGATIVE), names, "" if at_dc else "s -> 0")
    for b in f.blocks:
        if b.judgement.sense is not Sense.NEGATIVE:
            yield _sentence(b.judgement, b.names, _end(b, dc))
    for b in f.blocks:
        if len(b.names) > 1 and b.where == "s -> 0":
            for loop in f.loops:
                if loop.name in b.names and loop.judgement.sense is not b.judgement.sense:
                    yield (sentences.ALONE.format(name=loop.name, sense=loop.judgement.sense.value),)
    if f.why:
        yield (sentences.UNJUDGED.format(why=f.why),)


def _end(b: Block, dc: dict[str, bool]) -> str:
    return b.where if b.where == "s -> oo" else "" if all(dc.get(n, True) for n in b.names) else b.where


def _sentence(j: Judgement, names: Iterable[str], end: str) -> Phrase:
    """``Negative feedback at X1 while R1 R4 > R2 R3; so at the example values.``"""
    words: Phrase = (sentences.SENSES[j.sense.name].format(names=_names(names)),)
    if end:
        words = (*words, sentences.FOR, Tends(Sym("s"), end.removeprefix("s -> ")))
    if j.negative_while:
        shown: list[Phrase] = [((q,) if _fits(q) else (sentences.LONG_CONDITION,)) for q in j.negative_while]
        words = (*words, sentences.WHILE, *listed(shown))
    if j.here is not None:
        words = (*words, sentences.HERE[j.here.name])
    return (*words, ".")


def _holds(c: Condition) -> Phrase:
    limits = listed([(Tends(Sym(a.symbol), a.to),) for a in sorted(c.under)])
    start: Phrase = (sentences.HOLDS_FOR, *limits, sentences.HOLDS_WHERE) if limits else (sentences.HOLDS,)
    return (*start, c.claim if _fits(c.claim) else sentences.LONG_CONDITION, ".")


def _matched(m: Matched) -> Phrase:
    words = sentences.MATCHED_OPAMPS if m.opamps else sentences.MATCHED
    return (words.format(names=_names(m.names)), " (", *listed([(Sym(n),) for n in m.symbols]), ").")


def _fits(q: Equation) -> bool:
    return width(equation(q)) < _ROOM


def _names(names: Iterable[str]) -> str:
    found = list(names)
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"
