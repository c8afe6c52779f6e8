"""Where one statement ends and the next begins: the tokens of a display or a line, cut into clauses.

A clause is cut off by a new row, a comma, a semicolon, an arrow of implication, and by the words that steer
an argument; the word says whether what follows is a condition or a definition.  A wide space or ``&`` cuts
only between two equations.  A bracket that holds an equation, "(A_o → ∞)", is a clause of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gainproof.hand.reader.formulas.references import numbers_equation, without_references
from gainproof.hand.reader.tokens import Token
from gainproof.hand.reader.words import (
    ABOUT,
    ASSUMING,
    CONDITIONAL,
    DEFINING,
    JOINTS,
    NAMED_LIMITS,
    TYING,
    WITH,
)

GAP = 2
"""Blanks that part a condition from what it is about."""
OF_FREQUENCY = ("omega", "w", "s", "f")
"""Symbols of which “at ω = …” chooses the value."""
NEAR = 6
"""So many words before “at” may name what is at a frequency."""
LANDMARK = re.compile(
    r"(?:pole|zero|root|corner|break|peak)s?|cut|cut-?off|is|are|lies|occurs", re.IGNORECASE
)
"""Words that say where something is, and choose no frequency: “a pole at s = -1/τ”, “the corner is at …”."""
TIES = ("implies", "iff")
_PARTNER = {")": "(", "}": "{"}


@dataclass
class Clause:
    """Some tokens that say one thing.

    `intro` is "", "condition", "definition", "assumption", "given" (of a value), "aside", "as", "either",
    "at" (a frequency), "without" (a signal) or "tied" (to the claim before it).
    `row` counts the rows of the display, `joined` says that "and" stands before it, `aside` that it is in
    brackets, `case` counts the rows of a value by cases, `leads` says that a colon stands behind it,
    `example` that it sets parts equal which are all given one value, `tie` that it "implies" from the clause
    before, or holds "iff" that does.
    """

    tokens: list[Token] = field(default_factory=list)
    intro: str = ""
    row: int = 0
    joined: bool = False
    aside: bool = False
    case: int = 0
    leads: bool = False
    example: bool = False
    tie: str = ""

    @property
    def relations(self) -> int:
        return sum(t.kind == "rel" for t in self.tokens)


def clauses(tokens: Sequence[Token], intro: str = "", words: list[list[Token]] | None = None) -> list[Clause]:
    """The clauses of one display or line; `intro` is what the words before it say of the first.

    Words in brackets, "(KCL at node 2)", are put into `words` and left out.
    """
    tokens = _with_arrows(_about(_without_notes(without_references(_with_tags(tokens)), words)))
    inner, asides = _brackets(tokens)
    out: list[Clause] = []
    now = Clause(intro=intro)
    row = 0
    level = 0  # of brackets that hold equations

    def close(intro: str = "", joined: bool = False) -> None:
        nonlocal now
        if now.tokens:
            out.append(now)
        elif now.intro and not intro:
            intro = now.intro
        now = Clause([], intro, row, joined, level > 0)

    for k, t in enumerate(tokens):
        if now.intro in ("condition", "either") and _next_begins(now.tokens, tokens[k:]):
            close()
        if k in asides:
            level += 1 if t.is_op("(", "{") else -1
            close()
        elif inner[k]:
            if not (t.kind == "sep" and t.text in ("row", "soft")):
                now.tokens.append(t)
        elif t.kind == "sep" and t.text == "row":
            row += 1
            close()
        elif t.kind == "sep" and t.text == "soft":
            now.tokens.append(t)
        elif t.kind == "sep":
            now.leads = t.text == ":"
            close()
            now.tie = t.text if t.text in TIES else ""
        elif t.kind == "word" and (word := t.text.lower()) in WITH:
            close("either")
        elif t.kind == "word" and word in ASSUMING:
            close("assumption")
        elif t.kind == "word" and word == "as":
            close("as")
        elif t.kind == "word" and word == "at" and chooses(tokens[k + 1 :], _words(tokens[:k])):
            close("at")
        elif t.kind == "word" and word in CONDITIONAL:
            named = word == "limit" and k > 0 and tokens[k - 1].text.lower() in NAMED_LIMITS
            close("" if named else "condition")
        elif t.kind == "word" and word in DEFINING:
            close("definition")
        elif t.kind == "word" and word in JOINTS:
            if word == "which" and not now.tokens:  # “…, for which v_o = V1” is no condition
                now.intro = ""
            also = word in ("and", "or") and bool(now.tokens)
            close(now.intro if also else "", also)
            now.tie = "iff" if word == "iff" else "implies" if word in TYING else ""
        else:
            now.tokens.append(t)
    close()
    return [
        part for c in _continued([piece for c in out for piece in _softly(c)]) for part in _first_apart(c)
    ]


def _next_begins(condition: Sequence[Token], rest: Sequence[Token]) -> bool:
    """Does an equation follow the condition without a comma: “For s = 0 v_o = V1”, “R2 = R1   v_o = V1”?"""
    kinds = [t.kind for t in condition]
    wide = kinds == ["sym", "rel", "sym"] and rest[0].at >= condition[-1].end + GAP
    whole = wide or kinds in (["sym", "rel", "num"], ["sym", "rel", "inf"])
    whole = whole and (rest[0].kind == "sym" or rest[0].is_op("frac"))
    if not whole or rest[0].at == condition[-1].end:
        return False
    end = next((k for k, t in enumerate(rest) if t.kind == "sep"), len(rest))
    joint = next((k for k, t in enumerate(rest) if t.kind == "word" and t.text.lower() in JOINTS), end)
    return any(t.kind == "rel" for t in rest[: min(end, joint)])


def chooses(equation: Sequence[Token], before: Sequence[str]) -> bool:
    """Is it “at ω = …”, “at ω R C = 1”, with these words before “at”?

    “With a pole at ω = …” chooses no frequency.
    """
    end = next((k for k, t in enumerate(equation) if t.kind == "rel"), 0)
    side = equation[:end]
    of = [t.text for t in side if t.kind == "sym" and t.text in OF_FREQUENCY]
    product = all(t.kind in ("sym", "num") or t.is_op("*", "(", ")") for t in side) and of != ["s"]
    chosen = len(of) == 1 and (end == 1 or (product and equation[end].text == "="))
    return chosen and not any(LANDMARK.fullmatch(word) for word in before[-NEAR:])


def _words(tokens: Sequence[Token]) -> list[str]:
    """The last words of the tokens, up to what is no word."""
    last = next((k for k in range(len(tokens), 0, -1) if tokens[k - 1].kind != "word"), 0)
    return [t.text for t in tokens[last:]]


def _first_apart(c: Clause) -> list[Clause]:
    """“At ω = ω_0 = 1/(RC)” chooses ω_0, and says what that is."""
    places = [k for k, t in enumerate(c.tokens) if t.kind == "rel"]
    if c.intro != "at" or len(places) < 2:
        return [c]
    first, second = places[:2]
    return [
        Clause(c.tokens[:second], c.intro, c.row, c.joined, c.aside),
        Clause(c.tokens[first + 1 :], "", c.row, False, c.aside),
    ]


def _with_tags(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with ``(1.3)`` behind a wide space as the number of the equation."""
    out: list[Token] = []
    k = 0
    while k < len(tokens):
        t = tokens[k]
        if t.kind == "sep" and t.text == "soft" and k + 1 < len(tokens) and tokens[k + 1].is_op("("):
            end = k + 2
            while end < len(tokens) and end < k + 6 and tokens[end].kind in ("num", "sym", "word"):
                end += 1
            last = end + 1 >= len(tokens) or (tokens[end + 1].kind == "sep" and tokens[end + 1].text == "row")
            numbered = k + 2 < end < len(tokens) and tokens[k + 2].kind == "num"
            if numbered and tokens[end].is_op(")") and last:
                number = "".join(x.text for x in tokens[k + 2 : end])
                out.append(Token("tag", number, tokens[k + 1].at, tokens[end].end))
                k = end + 1
                continue
        if numbers_equation(tokens[k : k + 3]) and out and _counts_behind(out[-1], t, tokens[k + 3 : k + 4]):
            out.append(Token("tag", tokens[k + 1].text, t.at, tokens[k + 2].end))
            k += 3
            continue
        out.append(t)
        k += 1
    return out


def _counts_behind(before: Token, opens: Token, behind: Sequence[Token]) -> bool:
    """Is “(2)” the number of the equation before it: “v_b = R2 i (2), …”, “V1 = R1 i (1) => …”?"""
    operand = before.kind == "sym" or before.is_op(")", "}")
    joint = bool(behind) and behind[0].kind == "sep" and behind[0].text not in ("soft", "row")
    return operand and before.end < opens.at and joint


def _about(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with ``= approx. 10`` as ``≈ 10``."""
    out: list[Token] = []
    for t in tokens:
        before = out[-1] if out else None
        if before is not None and before.kind == "rel" and t.kind == "word" and t.text.lower() in ABOUT:
            out[-1] = Token("rel", "≈", before.at, t.end, "about")
        elif before is not None and before.value == "about" and t.kind == "sep" and t.text == ".":
            continue
        else:
            out.append(t)
    return out


def _with_arrows(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with an arrow between two equations as one of implication: V1 = 2 V -> v_o = 6 V."""
    out = list(tokens)
    related = False
    for k, t in enumerate(out):
        if t.kind == "sep":
            related = related and t.text == "soft"
        elif t.kind == "rel" and t.text == "→" and related and k + 2 < len(out):
            valued = out[k - 1].kind == "num" or out[k - 2].kind == "rel"
            if valued and out[k + 1].kind in ("sym", "word") and out[k + 2].kind == "rel":
                out[k] = Token("sep", "implies", t.at, t.end)
                related = False
        elif t.kind == "rel":
            related = t.text in ("=", "≜")
    return out


def _without_notes(tokens: Sequence[Token], words: list[list[Token]] | None) -> list[Token]:
    """The tokens without brackets that hold words and nothing to calculate with."""
    if not any(t.kind == "word" for t in tokens):
        return list(tokens)
    out: list[Token] = []
    opened = -1  # where the bracket opened that may hold words alone
    spoken = said = False
    for k, t in enumerate(tokens):
        out.append(t)
        if t.is_op("("):
            opened, spoken = len(out) - 1, False
            apart = k > 0 and tokens[k - 1].kind == "sep" and tokens[k - 1].text == "soft"
            said = apart or _speaks(tokens[k + 1 : k + 3])
        elif t.is_op(")") and opened >= 0:
            before = out[opened - 1] if opened else None
            needed = before is not None and (
                before.is_op("*", "/", "+", "-", "frac", "^") or before.kind == "rel"
            )
            if spoken and not needed:
                if words is not None:
                    words.append(out[opened:])
                del out[opened:]
            opened = -1
        elif t.kind == "word":
            spoken = True
        elif not (
            t.kind in ("num", "sym")
            or t.text in (",", ":", ".")
            or _hyphen(tokens, k)
            or (said and t.kind != "rel")
        ):
            opened = -1
    return out


def _speaks(two: Sequence[Token]) -> bool:
    """Does a bracket begin with a word, as “(neglecting 1/Ao)” does, that is no name in a formula?"""
    first, behind = (*two, None, None)[:2]
    word = first is not None and first.kind == "word" and len(first.text) > 3 and first.text.islower()
    return word and behind is not None and behind.kind in ("word", "num", "sym")


def _hyphen(tokens: Sequence[Token], k: int) -> bool:
    """Is it the hyphen of self-heating?"""
    if not tokens[k].is_op("-") or not 0 < k < len(tokens) - 1:
        return False
    before, behind = tokens[k - 1], tokens[k + 1]
    touching = before.end == tokens[k].at and tokens[k].end == behind.at
    return touching and before.kind == behind.kind == "word"


def _brackets(tokens: Sequence[Token]) -> tuple[list[bool], set[int]]:
    """Which tokens are inside a bracket, and which brackets are none, for they hold an equation.

    A bracket that never closes, or closes rows later with an equation between, holds nothing.
    """
    partner: dict[int, int] = {}
    stack: list[int] = []
    count: dict[str, int] = {"(": 0, "{": 0}
    for k, t in enumerate(tokens):
        if t.is_op("(", "{"):
            stack.append(k)
            count[t.text] += 1
        elif t.is_op(")", "}") and count[_PARTNER[t.text]]:
            while True:
                top = stack.pop()
                count[tokens[top].text] -= 1
                if tokens[top].text == _PARTNER[t.text]:
                    break
            partner[top] = k
    relations = _running(tokens, "rel")
    rows = [0]
    for t in tokens:
        rows.append(rows[-1] + (t.kind == "sep" and t.text == "row"))
    asides: set[int] = set()
    depth = [0] * (len(tokens) + 1)
    covered = -1
    for a in sorted(partner):
        b = partner[a]
        if relations[b] > relations[a]:
            if rows[b] == rows[a] and a > covered:
                asides |= {a, b}
            continue
        depth[a] += 1
        depth[b + 1] -= 1
        covered = max(covered, b)
    inner, level = [], 0
    for k in range(len(tokens)):
        level += depth[k]
        inner.append(level > 0)
    return inner, asides


def _running(tokens: Sequence[Token], kind: str) -> list[int]:
    out = [0]
    for t in tokens:
        out.append(out[-1] + (t.kind == kind))
    return out


def _softly(c: Clause) -> list[Clause]:
    """The clause cut at wide spaces and ``&`` where both sides are equations."""
    parts: list[list[Token]] = [[]]
    for t in c.tokens:
        if t.kind == "sep" and t.text == "soft":
            parts.append([])
        else:
            parts[-1].append(t)
    parts = [p for p in parts if p]
    if len(parts) < 2:
        c.tokens = parts[0] if parts else []
        return [c] if c.tokens else []
    out: list[list[Token]] = []
    related = False  # has the last piece a relation?
    for k, p in enumerate(parts):
        has = any(t.kind == "rel" for t in p)
        starts = p[0].kind == "rel"
        ahead = k + 1 < len(parts) and parts[k + 1][0].kind == "rel"
        if out and (not related or starts or (not has and not ahead)):
            out[-1] += p
            related = related or has
        else:
            out.append(list(p))
            related = has
    parted = [
        Clause(p, c.intro if k == 0 else "", c.row, c.joined and k == 0, c.aside) for k, p in enumerate(out)
    ]
    parted[-1].leads = c.leads
    parted[0].tie = c.tie
    return parted


def _continued(found: list[Clause]) -> list[Clause]:
    """Rows that go on with the row before, ``= a + b`` and ``+ c``, joined to it."""
    out: list[Clause] = []
    for c in found:
        last = out[-1] if out else None
        if last is not None and c.row > last.row and last.tokens and not c.intro:
            first, end = c.tokens[0], last.tokens[-1]
            goes_on = first.is_op("+", "-", "*", "/", "∥") and not c.relations
            goes_on = goes_on or (first.kind == "rel" and not last.relations and _is_side(last.tokens))
            if goes_on or end.kind == "rel" or end.is_op("+", "-", "*", "/", "∥"):
                last.tokens += c.tokens
                last.row = c.row
                continue
        out.append(c)
    return out


def _is_side(tokens: Sequence[Token]) -> bool:
    """May it be the left side of an equation: are there no words, and no point, in it?"""
    return all(t.kind in ("sym", "num", "op") for t in tokens)
