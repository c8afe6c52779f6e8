"""What goes on behind a formula without a sign: “v_o = 1 + R2/R1, which is 11”; and what says no relation.

“Which is”, “that is”, “i.e.” directly behind an equation are its next equals sign, where a number or a
formula follows and then no word that it may belong to; “which is (1)” names an equation.  Any other “the
gain is 1 + R2/R1” leaves open what the gain is, and is told not to be judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gainproof.expression import Sym
from gainproof.hand.reader.formulas.references import numbers_equation
from gainproof.hand.reader.ledger import Ledger
from gainproof.hand.reader.scanning.numbers import without_unit
from gainproof.hand.reader.tokens import Token
from gainproof.hand.reader.words import ABOUT

_AGAIN = re.compile(
    r"[\s,]*(?:(?:which|that)\s+is|i\.\s?e\.),?\s+(?P<about>(?:about|approximately|roughly|nearly)\s+)?"
)
_STATES = re.compile(
    r"\b(?:is|are|equals|becomes)\s+(?:(?:then|thus|now|only|just|roughly|about|nearly)\s+)*$"
)
_IN_PROSE = re.compile(r"\b(?:is|are|equals|becomes)\s+(?:[a-z]+\s+)?[+−(-]*[A-Za-z\d][^.;]{0,200}")
_VERBS = ("is", "are", "equals", "becomes")
_ENDS = re.compile(r"\$?\s*(?:[.,;:)]|$|\n|(?:for|with|if|when|at|here|and|so|again)\b)")
_WORKED = ("*", "/", "+", "-", "^", "frac", "∥", "sqrt", "abs")


def again(words: str, tokens: Sequence[Token], said: Ledger) -> Token | None:
    """The equals sign that words are between the last equation and these tokens; None if they are none."""
    m = _AGAIN.fullmatch(words)
    if m is None or not tokens or not _calculates(tokens, said):
        return None
    behind = said.source[tokens[-1].end :][:80]
    behind = without_unit(behind.removeprefix("$").removeprefix("\\)"))
    at = tokens[0].at
    return Token("rel", "≈" if m["about"] else "=", at, at) if _ENDS.match(behind) else None


def in_one_line(tokens: list[Token], said: Ledger) -> list[Token]:
    """The tokens of a line with equals signs for “, which is”."""
    out: list[Token] = []
    k, related = 0, False
    while k < len(tokens):
        t = tokens[k]
        related = (related or t.kind == "rel") and not (t.kind == "sep" and t.text in (".", ";", ":"))
        comma = t.kind == "sep" and t.text == ","
        words = [x.text.lower() for x in tokens[k + comma : k + comma + 3]]
        if related and words[:2] in (["which", "is"], ["that", "is"]):
            about = len(words) > 2 and words[2] in ABOUT
            begin = k + comma + 2 + about
            end = next(
                (e for e in range(begin, len(tokens)) if tokens[e].kind in ("sep", "word")), len(tokens)
            )
            run = tokens[begin:end]
            if run and _calculates(run, said) and _ENDS.match(said.source[run[-1].end :][:80]):
                out += [Token("rel", "≈" if about else "=", t.at, tokens[begin - 1].end), *run]
                k = end + (end < len(tokens) and tokens[end].text.lower() == "here")
                continue
        out.append(t)
        k += 1
    return out


def _calculates(tokens: Sequence[Token], said: Ledger) -> bool:
    """Are there numbers and known symbols alone, and is it not the number of an equation?"""
    if numbers_equation(tokens):
        return False
    return any(t.kind in ("num", "sym") for t in tokens) and not any(
        t.kind in ("word", "bad", "rel", "limit", "inf")
        or (isinstance(t.value, Sym) and said.strange_token(t))
        for t in tokens
    )


def states(words: str, tokens: Sequence[Token], said: Ledger) -> bool:
    """Do the words say of something that it is this formula, with something to calculate in it?"""
    return _STATES.search(words) is not None and _is_worked(tokens, said)


def speaks(text: str) -> bool:
    """May a line of prose say that something is a formula?"""
    return _IN_PROSE.search(text) is not None


def stated_in(tokens: Sequence[Token], said: Ledger) -> Iterator[Sequence[Token]]:
    """The formulas of which a line of prose says that something is one: “the gain is 1 + R2/R1”."""
    end = 0
    for k, t in enumerate(tokens):
        if k < end or t.kind != "word" or t.text.lower() not in _VERBS:
            continue
        begin = k + 1
        while begin < len(tokens) and tokens[begin].kind == "word" and tokens[begin].text.lower() in ABOUT:
            begin += 1
        ends = (e for e in range(begin, len(tokens)) if tokens[e].kind in ("sep", "word"))
        end = next(ends, len(tokens))
        if _is_worked(tokens[begin:end], said):
            yield tokens[begin:end]


def _is_worked(tokens: Sequence[Token], said: Ledger) -> bool:
    """Is there something to calculate, with a known symbol?"""
    named = any(t.kind == "sym" and not said.strange_token(t) for t in tokens)
    related = any(t.kind == "rel" for t in tokens)
    return len(tokens) > 2 and named and not related and any(t.is_op(*_WORKED) for t in tokens)
