"""Arguments at one frequency: H(0), H(∞), H(jω_0), H(f_c).  The quantity is meant, under a condition on s."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gainproof.expression import Expr, Sym
from gainproof.hand.lexicon.symbols import FREQUENCY
from gainproof.hand.reader.places import Places
from gainproof.hand.reader.tokens import NotRead, Token
from gainproof.hand.work import AT, Condition, Span
from gainproof.symbols import split_symbol

_FUNCTIONS = frozenset("AHGZYTFLKhgzy")
"""First letters of what depends on the frequency."""
_GENERAL = ("omega", "w", "f")
_UNITS = ("j", "i")
_NAMED = {"omega": "omega", "w": "omega", "f": "f"}
"""What a named frequency is a value of, by its letter: ω_0, w0, f_c."""
LONGEST = 8
"""Tokens of an argument."""


def without_arguments(
    tokens: Sequence[Token], tree: Callable[[Sequence[Token]], Expr], places: Places
) -> tuple[list[Token], list[Condition]]:
    """The tokens with H for H(0), H(∞) and H(jω_0), and the conditions that these arguments are."""
    out: list[Token] = []
    found: list[Condition] = []
    k = 0
    while k < len(tokens):
        t = tokens[k]
        out.append(t)
        k += 1
        if t.kind != "sym" or t.text[:1] not in _FUNCTIONS or k >= len(tokens) or not tokens[k].is_op("("):
            continue
        end = next((e for e in range(k + 1, min(len(tokens), k + LONGEST)) if tokens[e].is_op(")")), 0)
        inside = tokens[k + 1 : end] if end else []
        condition = _condition(inside, tree, places)
        if condition is not None:
            found += [] if condition in found else [condition]
            k = end + 1
    return out, found


def _condition(
    inside: Sequence[Token], tree: Callable[[Sequence[Token]], Expr], places: Places
) -> Condition | None:
    if not inside:
        return None
    span = places.span(inside[0].at, inside[-1].end)
    rest = inside[1:] if inside[0].kind == "sym" and inside[0].text in _UNITS else inside
    if len(rest) == 1 and rest[0].kind == "inf":
        return Condition(FREQUENCY, "oo", span, Sym(FREQUENCY))
    if len(rest) == 1 and rest[0].kind == "num" and rest[0].value == 0:
        return Condition(FREQUENCY, "0", span, Sym(FREQUENCY))
    general = len(rest) == 1 and rest[0].text in _GENERAL
    if rest is inside and len(rest) == 1 and rest[0].kind == "sym":
        return _at_a_named_one(rest[0], tree, span)
    if rest is inside or general or any(t.kind not in ("sym", "num") for t in rest):
        return None
    try:
        return Condition("omega", AT, span, Sym("omega"), tree(rest))
    except NotRead:
        return None


def _at_a_named_one(t: Token, tree: Callable[[Sequence[Token]], Expr], span: Span) -> Condition | None:
    """H(ω_0), H(f_c): a name with something below its letter is one frequency; ω and f alone are any."""
    stem, below = split_symbol(t.text)
    if not below or stem not in _NAMED:
        return None
    general = _NAMED[stem]
    return Condition(general, AT, span, Sym(general), tree([t]))
