"""Lines of plain text: which are formulas, and where in a line of prose a formula begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from gainproof.hand.reader.tokens import BAR, Token, words_of
from gainproof.hand.reader.words import (
    ASSUMING,
    CONDITIONAL,
    DEFINING,
    JOINTS,
    LABEL,
    NAMED_LIMITS,
    STOPS,
    TRAILING,
    WITH,
)

LATEX_SIGNS = re.compile(r"\\[A-Za-z]|[_^]\{")
RELATION = re.compile(
    r"[=≈≅≃≜≝≡≔→≫≪⟶∼]|->|>>|<<|~=|\\(?:approx|cong|simeq|triangleq|to|rightarrow|gg|ll|equiv)\b"
    r"|(?<=\s)~(?=\s)|\bEq\s*\(|\bEqual\s*\[|^\s*%?[A-Za-z]\w*\s*:"
)
UNDERLINE = re.compile(r"[ \t]*(?:={3,}|-{3,}|~{3,})[ \t\r]*")
"""The line under a title."""
STEERING = CONDITIONAL | DEFINING | ASSUMING | WITH | JOINTS
SETTING = CONDITIONAL | DEFINING | ASSUMING | WITH
ENUMERATED = re.compile(
    r"[ \t]*(?:(?:Step|step|Line|line)[ \t]*\d{1,3}[.:)]?[ \t]+|[-–*•>▸▹►▶➤➜◦‣●○■★»]+[ \t]+"
    r"|\(?(?:\d{1,3}|[a-z])[.)][ \t]+(?=\S))"
)
EMPHASIS = re.compile(r"[ \t]*(\*{2,3}|__)[ \t]*(?=[^\s*])(.*[^\s*])[ \t]*\1[ \t\r]*$")
LEADING = re.compile(
    r"[ \t]*[(\[](\d+(?:\.\d+)*[a-z]?'?)[)\]][.:]?[ \t]+"
    r"(?!(?:times|minus|plus|and|in|into|with|gives|becomes|multiplied|divided|[-+*/])\s)(?=[^=\s])"
    r"|[ \t]*([1-9]\d{0,2}(?:\.\d{1,3})+[a-z]?)(?:[ \t]{2,}|\t)(?=[\w(\[\\-])"
)
"""“(2) v = …” and “5.1   v = …” are lines of this number, “(2) times R: …” one that rests on it."""
COMMENT = re.compile(r"[ \t]+#[ \t].*$|[ \t]+(?:<--?|←)[ \t]+[^=]*$|\(\*.*?\*\)[ \t]*$|/\*.*?\*/[ \t]*$")
NAME = re.compile(r"[A-Za-z]?[A-Z][A-Za-z]?|[A-Z][a-z]{1,3}|[A-Z]{2,4}")
"""A word in prose that is rather a name: CM, Av, Rin."""
TELLING = words_of("through across in into of at")
"""Words before the part of which a sentence speaks."""
FEW_WORDS = 1
"""Words beside those that steer an argument, in a line that is a formula."""
MOST_PIECES = 12
"""Of one line."""
LONGEST_REMARK = 2000
"""Characters of a line that may end in a comment."""
LONGEST_NUMBER = 60
"""Characters of the number of an equation, with the blanks before it."""


REMARK = re.compile(r"[ \t]*(?:/\*(.*?)\*/|\(\*(.*?)\*\))[ \t]*$")
"""A line that is a comment; what it says of parts counts."""


def bare(source: str, at: int, stop: int) -> tuple[int, int, str]:
    """A line without comments, marks of lists, emphasis and its number, which comes last."""
    number = ""
    if stop - at < LONGEST_REMARK and (m := COMMENT.search(source, at, stop)):
        stop = m.start()
    if stop - at < LONGEST_REMARK and (m := EMPHASIS.match(source, at, stop)):
        at, stop = m.span(2)
    leading = LEADING.match(source, at, stop)
    if leading is None and (m := ENUMERATED.match(source, at, stop)):
        at = m.end()
    if stop - at < LONGEST_REMARK and (m := EMPHASIS.match(source, at, stop)):
        at, stop = m.span(2)
    if m := LABEL.match(source, at, stop) or LEADING.match(source, at, stop):
        at, number = m.end(), next(g for g in m.groups() if g)
    if m := TRAILING.search(source, max(at, stop - LONGEST_NUMBER), stop):
        stop, number = m.start(), next(g for g in m.groups() if g)
    return at, stop, number


def without_emphasis(tokens: Sequence[Token], source: str) -> list[Token]:
    """The tokens without the marks of Markdown around a formula: “so **v_o = 2 V1**”.  A power stays."""
    marks = [t for t in tokens if t.kind == "op" and source[t.at : t.end] == "**"]
    opens = [t for t in marks if _blank(source, t.at - 1) and not _blank(source, t.end)]
    closes = [t for t in marks if not _blank(source, t.at - 1) and _blank(source, t.end)]
    if not opens or len(opens) != len(closes):
        return list(tokens)
    return [t for t in tokens if t not in opens and t not in closes]


def _blank(source: str, k: int) -> bool:
    """Does no formula stand there?"""
    return not 0 <= k < len(source) or source[k] in " \t\r\n.,;:!?"


_SIZE_AHEAD = re.compile(
    r"[ \t]*(?:for|with|at|given|assuming)\s+(?:an?\s+|the\s+)?(?:(?:very|sufficiently)\s+)?"
    r"(?:large|high|big|infinite|huge|small|low|negligible|zero)\s+"
    r"(?P<name>[A-Za-z]\w*)[ \t]+(?=[A-Za-z(\d])",
    re.IGNORECASE,
)


_FREQUENCY_AHEAD = re.compile(
    r"[ \t]*(?:at|for)\s+(?:(?:a|the)\s+frequency\s+of\s+|f\s*=\s*)?"
    r"\d[\d.]*\s?[kMG]?(?:Hz|rad/s)[ \t]+(?=[A-Za-z(|])",
    re.IGNORECASE,
)


def size_ahead(source: str, at: int, stop: int, is_name: Callable[[str], bool]) -> int:
    """Where a line goes on behind words on the size of a part, or on a frequency: “for large RL vo/V1 = …”
    and “at 1 kHz |H| = …” are no products."""
    if m := _FREQUENCY_AHEAD.match(source, at, stop):
        return m.end()
    m = _SIZE_AHEAD.match(source, at, stop)
    return m.end() if m is not None and is_name(m["name"]) else at


def instructed(tokens: Sequence[Token], concludes: Callable[[Sequence[Token]], bool]) -> list[Token]:
    """The tokens with an arrow between words and an equation as a joint: “RL back in -> v_o = …”.

    Behind a name, “look into o -> R_o = …”, it is one only if its left side `concludes`.
    """
    out = list(tokens)
    begin = 0  # of what stands before the arrow
    for k, t in enumerate(out):
        if t.kind == "sep" and t.text != "soft":
            begin = k + 1
        elif t.kind == "rel":
            before = out[begin:k] if t.text == "→" else []
            spoken = [x for i, x in enumerate(before, begin) if x.kind == "word" and not is_operand(out, i)]
            ends = (x for x in out[k + 1 :] if x.kind == "rel" or (x.kind == "sep" and x.text != "soft"))
            ahead = next(ends, t)
            named = before and before[-1].text.lower() in NAMED_LIMITS  # “dc -> H = 1”
            led = spoken and (len(before) > 1 or named) and ahead is not t and ahead.kind == "rel"
            led = led and not any(x.text.lower() in SETTING for x in spoken)
            led = led and sum(x.is_op("(") - x.is_op(")") for x in before) == 0
            if led and (spoken[-1] is before[-1] or concludes(out[k + 1 : out.index(ahead)])):
                out[k] = Token("sep", "implies", t.at, t.end)
                begin = k + 1
            else:
                begin = len(out)
    return out


def begin_of(tokens: Sequence[Token]) -> int:
    """Where in a line its first equation begins, behind words that lead to it; -1 if there is none."""
    first = next((k for k, t in enumerate(tokens) if t.kind == "rel"), -1)
    if first < 0:
        return -1
    if first == 0 or (tokens[first - 1].kind == "word" and not is_operand(tokens, first - 1)):
        alone = first < 2 or tokens[first - 2].kind == "sep" or tokens[first - 2].text.lower() in STEERING
        alone = alone or NAME.fullmatch(tokens[first - 1].text) is not None
        return max(0, first - 1) if alone else -1
    begin, level = first, 0
    while begin:
        t = tokens[begin - 1]
        level += t.is_op(")", "}") - t.is_op("(", "{")
        stops = t.kind == "word" and not is_operand(tokens, begin - 1)
        if (level <= 0 and (stops or (t.kind == "sep" and t.text != "soft"))) or is_remark(tokens, begin - 1):
            break
        begin -= 1
    steers = begin and tokens[begin - 1].kind == "word" and tokens[begin - 1].text.lower() in STEERING
    if steers or (begin and tokens[begin - 1].kind == "sep" and tokens[begin - 1].text == "iff"):
        begin -= 1
    # Separators and words that hold nothing stand before it: the line begins with the equation.
    return begin if any(t.kind == "word" or t.is_op("(") for t in tokens[:begin]) else 0


def with_parts_told(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with the part of which words speak as a word: “through R3 (v_a - v_b)/R3 = 2 mA”."""
    out = list(tokens)
    for k in range(1, len(out) - 1):
        before, part, behind = out[k - 1 : k + 2]
        led = before.kind == "word" and before.text.lower() in TELLING
        if led and part.kind == "sym" and behind.is_op("(") and behind.at > part.end:
            out[k] = Token("word", part.text, part.at, part.end)
    return out


def is_remark(tokens: Sequence[Token], k: int) -> bool:
    """Does a bracket with nothing but a number end here, behind a word: “1 % high (10.1k) v_out = 3 V”?"""
    inside = k >= 3 and tokens[k].is_op(")") and tokens[k - 1].kind == "num" and tokens[k - 2].is_op("(")
    return inside and tokens[k - 3].kind == "word" and not is_operand(tokens, k - 3)


def pieces(tokens: Sequence[Token]) -> list[list[Token]]:
    """A line cut behind its commas, semicolons and full stops, outside of brackets."""
    out: list[list[Token]] = [[]]
    level = 0
    for t in tokens:
        level += t.is_op("(", "{") - t.is_op(")", "}")
        out[-1].append(t)
        if level <= 0 and t.kind == "sep" and t.text in (",", ";", ".") and len(out) < MOST_PIECES:
            out.append([])
    return [p for p in out if p]


def prose_words(tokens: Sequence[Token]) -> int:
    """How many words there are that neither steer an argument nor stand beside an operator."""
    words = (k for k, t in enumerate(tokens) if t.kind == "word" and t.text.lower() not in STEERING)
    named = any(t.kind == "rel" for t in tokens[1:2])  # a name stands before its relation
    return sum(not is_operand(tokens, k) and not (k == 0 and named) for k in words)


def is_operand(tokens: Sequence[Token], k: int) -> bool:
    """Does a word stand beside an operator, so that it is a name?  “About -5” is about a number."""
    if 0 < k < len(tokens) - 1 and tokens[k - 1].is_op(BAR) and tokens[k + 1].is_op(BAR):
        return True  # |Av|
    return tokens[k].text.lower() not in STOPS and any(
        t.is_op("*", "/", "+", "-", "^", "frac", "{", "}") for t in tokens[max(0, k - 1) : k + 2]
    )


def assigned(tokens: list[Token]) -> list[Token]:
    """Maxima's ``R : R1*R2/(R1 + R2)`` as a definition."""
    if len(tokens) > 2 and tokens[0].kind == "sym" and tokens[1].kind == "sep" and tokens[1].text == ":":
        rest = tokens[2:]
        if not any(t.kind in ("rel", "word", "bad") for t in rest):
            colon = tokens[1]
            return [tokens[0], Token("rel", "≜", colon.at, colon.end), *rest]
    return tokens
