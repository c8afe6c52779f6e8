"""Arguments: H(s), D(jω) mean H and D, and H(0), H(∞), H(jω_0), H(f_c) are under a condition on s."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gainproof.expression import Expr, Sym
from gainproof.hand.lexicon.symbols import FREQUENCY
from gainproof.hand.reader.places import Places
from gainproof.hand.reader.tokens import NotRead, Token
from gainproof.hand.work import AT, Condition, Span
from gainproof.symbols import split_symbol

_FUNCTIONS = frozenset("AHGZYTFLKhgzyDNPQMWXB")
_GREEK = ("beta", "Delta", "Gamma", "Phi", "alpha", "phi")
"""First letters, and letters, of what depends on the frequency."""
_SIGNALS = frozenset("VviIEeUuax")
"""First letters of what is written as a function of s, t or jω besides."""
_INDUCTOR = "L"
"""A loop gain is written L(s); but L (jω) is an impedance."""
_ANY = [[x] for x in ("s", "t", "omega", "w", "f", "jomega", "jw", "omegaj", "iomega")] + [
    ["2", "pi", "f"],
    ["omega", "j"],
]
"""What is written for any frequency, or any time, behind the j that may stand there."""
_GENERAL = ("omega", "w", "f")
_UNITS = ("j", "i", "J", "I")
_NAMED = {"omega": "omega", "w": "omega", "f": "f"}
"""What a named frequency is a value of, by its letter: ω_0, w0, f_c."""
LONGEST = 8
"""Tokens of an argument."""


def is_function(t: Token) -> bool:
    """Is it likely to be a function of the frequency: a gain, an impedance, a polynomial?  No part is."""
    return t.text[:1] in _FUNCTIONS or t.text.partition("_")[0] in _GREEK


def argument(tokens: Sequence[Token], at: int) -> int:
    """How many tokens the argument (s), (t), (jω), (j 2πf) takes that begins behind a name; else 0."""
    name = tokens[at - 1] if at else None
    if name is None or at >= len(tokens) or not tokens[at].is_op("("):
        return 0
    if not (is_function(name) or name.text[:1] in _SIGNALS):
        return 0
    inside = tokens[at + 1 : at + LONGEST]
    end = next((k for k, t in enumerate(inside) if t.is_op(")")), 0)
    texts = [t.text for t in inside[:end] if not t.is_op("*")]
    if texts[:1] and texts[0] in _UNITS:
        texts = texts[1:]
    if name.text[:1] == _INDUCTOR and (texts != ["s"] or name.end != tokens[at].at):
        return 0
    return end + 2 if texts in _ANY else 0


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
        if t.kind != "sym" or not is_function(t) or k >= len(tokens) or not tokens[k].is_op("("):
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
