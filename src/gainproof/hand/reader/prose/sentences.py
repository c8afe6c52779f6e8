"""Equations in sentences of plain text: where one stands between words, and whether it is surely one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from gainproof.expression import Sym
from gainproof.hand.reader.claims.conditions import Conditions
from gainproof.hand.reader.formulas.clauses import clauses
from gainproof.hand.reader.formulas.levels import in_decibels, is_logarithm
from gainproof.hand.reader.formulas.sides import sides_of
from gainproof.hand.reader.ledger import Ledger
from gainproof.hand.reader.prose.lines import NAME, is_operand, is_remark
from gainproof.hand.reader.tokens import Remark, Token
from gainproof.hand.reader.words import ASSUMING, DEFINING, STOPS

EQUAL = frozenset("=≈≜")
"""Relations that nobody writes between words without meaning an equation."""
OF_FREQUENCY = frozenset(("j", "w", "omega"))
"""Nobody says what these are."""
LONGEST_NAME = 4
"""Letters of a word beside an operator that may be a new name, dR or Rin."""
BARE_NAME = re.compile(r"[b-df-hj-np-tv-xz]{2,4}")
"""A word that nobody can speak, gmb or rds: rather a name, beside a symbol."""


def stretches(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where the equations of a sentence begin and end: as far as no word of prose stands on either side.

    A comma inside brackets cuts nothing, nor does one that would leave a side empty.
    """
    edge = [_cuts(tokens, k) for k in range(len(tokens))]
    done = 0
    for k, t in enumerate(tokens):
        if t.kind != "rel" or k < done:
            continue
        begin, level = k, 0
        while begin > done and not ((level <= 0 and edge[begin - 1]) or is_remark(tokens, begin - 1)):
            level += tokens[begin - 1].is_op(")", "}") - tokens[begin - 1].is_op("(", "{")
            if level < 0:
                break
            begin -= 1
        named = begin == k and k > done and tokens[k - 1].kind == "word"
        if named and (
            k - 1 == 0
            or _names_next(tokens[k - 2])
            or NAME.fullmatch(tokens[k - 1].text)
            or (BARE_NAME.fullmatch(tokens[k - 1].text) and _one_symbol(tokens, k + 1))
        ):
            begin -= 1  # a new name
        end, level = k + 1, 0
        while end < len(tokens) and not (level <= 0 and edge[end]):
            level += tokens[end].is_op("(", "{") - tokens[end].is_op(")", "}")
            if level < 0:
                break
            end += 1
        done = end
        if begin < k and end > k + 1:
            yield begin, end


def _names_next(t: Token) -> bool:
    """Is the word behind it a new name, before an equals sign: “let vd = v_p - v_n be the voltage …”?"""
    return t.kind == "sep" or (t.kind == "word" and t.text.lower() in ASSUMING | DEFINING)


def _one_symbol(tokens: Sequence[Token], k: int) -> bool:
    """Does one symbol stand there by itself: “body gmb = G2.”?"""
    return (
        k < len(tokens) and tokens[k].kind == "sym" and (k + 1 == len(tokens) or tokens[k + 1].kind == "sep")
    )


def _cuts(tokens: Sequence[Token], k: int) -> bool:
    """Does an equation end here?  Not at a word behind a factor that is rather a name: A Vd."""
    t = tokens[k]
    if t.kind != "word":
        return t.kind == "sep" and t.text != "soft"
    behind = k > 0 and tokens[k - 1].kind in ("sym", "num") and NAME.fullmatch(t.text) is not None
    return not is_operand(tokens, k) and not (behind and t.text.lower() not in STOPS)


def new_names(
    tokens: Sequence[Token], remarks: Sequence[Remark], said: Ledger, met: Collection[str]
) -> set[str] | None:
    """The names that equations in prose bring in; None if they are no equations that can be trusted.

    Every symbol is known, or among those `met`; new is a name that is a side by itself, or one alone in its
    equation.  No single letter is guessed, and no word is part of it but a short one beside an operator.
    """
    guessed = {r.at for r in remarks if r.code in ("guessed", "look-alike") and r.end - r.at == 1}
    found: set[str] = set()
    seen = False
    for c in clauses(tokens):
        if not c.relations:
            continue
        inside: set[str] = set()
        for place, side in enumerate(sides_of(c.tokens)[0]):
            if not side:
                return None
            for k, t in enumerate(side):
                if is_logarithm(t) or (k + 1 == len(side) and in_decibels(side)):
                    continue
                if t.kind == "bad" or t.at in guessed:
                    return None
                strange = t.kind == "sym" and isinstance(t.value, Sym) and said.is_strange(t.value.name)
                if t.kind == "word":
                    named = (place == 0 and len(side) == 1) or (
                        is_operand(side, k) and len(t.text) <= LONGEST_NAME
                    )
                    if not named:
                        return None
                if t.kind == "word" or strange:
                    name = t.text if t.kind == "word" else t.value.name
                    if name in met or name in found or name in OF_FREQUENCY:
                        seen = True
                    elif len(side) == 1:
                        found.add(name)
                    else:
                        inside.add(name)
                seen = seen or (t.kind == "sym" and not strange)
        if len(inside - found) > 1:
            return None
        found |= inside
    return found if seen or _counts(tokens) else None


def with_common_names(tokens: list[Token], said: Conditions) -> list[Token]:
    """The tokens with the short word at the end of V1 = V2 = Vc as a name for what the parts are."""
    out = list(tokens)
    for k, t in enumerate(tokens):
        before = tokens[max(0, k - 4) : k]
        if t.kind != "word" or len(t.text) > LONGEST_NAME or t.text.lower() in STOPS or len(before) < 4:
            continue
        alike = all(x.kind == "rel" and x.text == "=" for x in before[1::2])
        over = k + 1 == len(tokens) or tokens[k + 1].kind in ("sep", "word")
        if alike and over and all(said.is_parameter(x) for x in before[::2]):
            out[k] = Token("sym", t.text, t.at, t.end, said.symbols.named(t.text))
    return out


def _counts(tokens: Sequence[Token]) -> bool:
    """Is it a sum that somebody worked out, 1 + 2*10k/1k = 21?"""
    sides, relations = sides_of([t for t in tokens if t.kind != "sep"])
    numbers = all(t.kind in ("num", "op") for side in sides for t in side)
    return bool(relations) and numbers and any(t.is_op("*", "/", "+", "frac") for t in sides[0])


def looks_like_algebra(tokens: Sequence[Token], said: Ledger) -> bool:
    """Is it an equation with something to calculate in it, and no saying of the kind “good = bad”?"""
    if not any(t.kind == "rel" and t.text in EQUAL for t in tokens):
        return False
    return any(t.kind in ("num", "op") or (t.kind == "sym" and not said.strange_token(t)) for t in tokens)
