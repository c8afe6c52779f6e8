"""What somebody wants to be so, and what it needs: “balance (v_ab = 0) needs R2 R3 = R1 R4”.

The first equation claims nothing.  It is a condition that is set, and the one behind it, of parts alone, is
said to bring it about.  Words tell: a balance or a null before the first in its brackets, “setting” before
it, or “needs” and the like between the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from gainproof.expression import ZERO, Equation, Sym
from gainproof.hand.lexicon.held import turned_off
from gainproof.hand.reader.claims.statements import Statements
from gainproof.hand.reader.words import PARAGRAPH_END, SENTENCE_END
from gainproof.hand.work import BROUGHT_ABOUT, Claim, Condition, Span, Unread

LONGEST = 60
"""Characters before an equation that say that it is set."""
_WANTED = (
    r"balanc(?:e|ed|ing)|null(?:ed|ing)?|resonance|match(?:ing|ed)?|cut-?off|equilibrium|cancell?ation|notch|"
    r"threshold|compensation|common[- ]mode\s+rejection"
)
_ASIDE = re.compile(
    rf"\b(?:{_WANTED})(?:\s+(?:condition|point|of\s+the\s+[a-z]+))?\s*\(\s*\$?\s*$", re.IGNORECASE
)
"""Words right before what is wanted, in brackets."""
_NAMED = re.compile(
    rf"\b(?:at|for|under|in)\s+(?:perfect\s+|exact\s+|the\s+)?(?:{_WANTED})(?:\s+(?:condition|point))?"
    r"\s*,?\s*\$?\s*$",
    re.IGNORECASE,
)
"""Words right before what is wanted."""
_SETTING = re.compile(
    r"\b(?:setting|putting|making|requiring|demanding|imposing|wanting)\s+(?:the\s+)?\$?\s*$", re.IGNORECASE
)
PARTS = ("Ω", "S", "F", "H")
_NEEDS = re.compile(
    r"[\s$)\\\],]*(?:(?:and\s+)?(?:which|that|this|it|balance)\s+)?(?:in\s+turn\s+|therefore\s+|thus\s+|only\s+)?"
    r"(?:needs|requires|demands|means|implies|calls\s+for|is\s+equivalent\s+to|asks\s+for|iff|if\s+and\s+only\s+if)\b",
    re.IGNORECASE,
)
"""Words right behind it."""
_AND = re.compile(r"[\s$)\\\]]*(?:,?\s*(?:and|as\s+well\s+as|together\s+with)(?:\s+also)?|,)[\s$(\\\[]*")
_THEN = re.compile(
    r"[\s$)\\\],]*(?:then|i\.\s?e\.|that\s+is|(?:we|you)\s+(?:need|must|require|get|obtain|find)|one\s+(?:needs|must)|"
    r"it\s+(?:needs|requires|takes))(?!\w)",
    re.IGNORECASE,
)
"""Words between a condition and what it needs: “for v_a = v_b we need …”."""


def wanted_and_needed(said: Statements) -> None:
    """Make conditions of the claims that only say what is wanted, each of the claim that is said to do it."""
    for k, d in enumerate(said.items):
        if isinstance(d, Claim) and not d.link and _of_parts(d, said):
            under = tuple(replace(c, to=BROUGHT_ABOUT) if _needs(c, d, said) else c for c in d.under)
            said.items[k] = replace(d, under=under)
    for k, x in reversed(list(_pairs(said))):
        behind = said.items[k + 1]
        assert isinstance(behind, Claim)
        at, end = said.places.offset(x.left.span), said.places.end(x.right.span)
        condition = Condition("", BROUGHT_ABOUT, x.span, x.left.expr, x.right.expr)
        said.stated.append((condition, at, end))
        said.items[k : k + 2] = [replace(behind, under=(*behind.under, condition))]
    before = [None, *said.items]
    said.items = [x for x, d in zip(said.items, before, strict=False) if not _only_told(x, d, said)]
    for k, d in enumerate(said.items):
        for c in d.under if isinstance(d, Claim) and not d.link else ():
            if c.to == BROUGHT_ABOUT:
                _together(c, k, said)


def _only_told(x: Claim | Unread, d: Claim | Unread | None, said: Statements) -> bool:
    """Does it only say in brackets what a balance is: “the bridge is nulled (v_a = v_b) by R4”?

    Behind a claim of parts `d` in its sentence it says what they bring about.
    """
    if not isinstance(x, Claim):
        return False
    needs = isinstance(d, Claim) and _of_parts(d, said) and _between(d.right.span, x.span, said)
    if needs and SENTENCE_END.search(needs) is None:
        return False
    at, end = said.places.offset(x.span), said.places.end(x.right.span)
    aside = _ASIDE.search(said.source[max(0, at - LONGEST) : at]) is not None
    closed = re.match(r"[\s$]*\)", said.source[end:]) is not None
    if x.link or x.under or x.relation != "=" or not (aside and closed and _decided(x.equation, said)):
        return False
    said.stated.append((Condition("", "=", x.span, x.left.expr, x.right.expr), at, end))
    return True


def _together(c: Condition, k: int, said: Statements) -> None:
    """A claim of parts behind one that is needed for something, and behind “and”, is needed for that, too."""
    last, j = said.items[k], k + 1
    while j < len(said.items):
        d = said.items[j]
        if not isinstance(d, Claim) or not isinstance(last, Claim):
            return
        if not d.link:
            if _AND.fullmatch(_between(last.right.span, d.span, said)) is None or not _of_parts(d, said):
                return
            others = tuple(x for x in d.under if (x.what, x.than) != (c.what, c.than))
            said.items[j] = d = replace(d, under=(*others, c))
        last, j = d, j + 1


def _pairs(said: Statements) -> Iterator[tuple[int, Claim]]:
    """The claims that say what is wanted, each right before a claim of parts in its sentence."""
    for k, (x, d) in enumerate(zip(said.items, said.items[1:], strict=False)):
        if not isinstance(x, Claim) or not isinstance(d, Claim) or x.link or d.link or x.relation != "=":
            continue
        if not (_of_parts(d, said) and _decided(x.equation, said)):
            continue
        at, between = said.places.offset(x.span), _between(x.right.span, d.span, said)
        if SENTENCE_END.search(between) or PARAGRAPH_END.search(between):
            continue
        before = said.source[max(0, at - LONGEST) : at]
        if _ASIDE.search(before) or _NAMED.search(before) or _SETTING.search(before) or _NEEDS.match(between):
            yield k, x


def _between(a: Span, b: Span, said: Statements) -> str:
    """What stands between two places."""
    return said.source[said.places.end(a) : said.places.offset(b)]


def _needs(c: Condition, d: Claim, said: Statements) -> bool:
    """Is it a condition of what the circuit decides, in the sentence of a claim that is said to do it?"""
    if c.to != "=" or c.what is None or c.than is None or not _decided(Equation(c.what, c.than), said):
        return False
    between = _between(c.span, d.span, said)
    return _THEN.match(between) is not None and SENTENCE_END.search(between.replace("i.e.", "")) is None


def _of_parts(d: Claim, said: Statements) -> bool:
    """Does it tie parts of the circuit to each other, and no source, voltage or current?"""
    circuit = said.symbols.circuit
    names = d.equation.symbols()
    parts = [n for n in names if circuit is not None and n in circuit.parameters]
    if circuit is None or any(circuit.parameters[n].unit not in PARTS for n in parts):
        return False
    both = all(side.expr.symbols() for side in (d.left, d.right))
    return d.relation == "=" and len(parts) > 1 and both and not any(said.signal(n) for n in names)


def _decided(q: Equation, said: Statements) -> bool:
    """Does it say of what the circuit decides that it is zero, or that two of it are equal?"""
    circuit = said.symbols.circuit
    signals = [n for n in q.symbols() if said.signal(n)]
    plain = q.right == ZERO or (isinstance(q.left, Sym) and isinstance(q.right, Sym))
    return circuit is not None and plain and bool(signals) and not turned_off(q, circuit)
