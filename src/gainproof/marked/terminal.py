"""Findings as a linter prints them: place, code, sentence; the line with carets under the part; the remedy.

    note.tex:12:9: GP101 sign: the sign of R_2 is wrong.
       12 | v_o = \\frac{R_2}{R_1} v_i
          |       ^^^^^^^^^^^^^^^
          = help: v_o = -\\frac{R_2}{R_1} v_i

What the document says goes out without its control characters, so that no work can steer a terminal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from gainproof.hand.verdicts import Verification, place
from gainproof.hand.work import Judged, Span
from gainproof.marked.findings import Finding, code_of, findings, reason, sentence
from gainproof.marked.spelling import offset
from gainproof.render.printing import clean

_COLOURS = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "help": "32",
    "grey": "2",
    "true": "32",
    "place": "1",
}
_MARKS = {
    "identity": "✓",
    "true": "✓",
    "limit": "≈",
    "definition": "≜",
    "carried": "→",
    "outside": "·",
    "false": "✗",
    "unread": "?",
}
_BESIDE = ("condition", "given", "GP136", "words", "not judged", "passed")
"""Remarks on what stands in a work and is no claim."""
_TURNING = dict.fromkeys([0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd")
_SHOWN = 3
"""How many corrections are shown."""


def terminal(
    v: Verification,
    *,
    width: int = 100,
    colour: bool = False,
    every: bool = False,
    ascii: bool = False,
    summed: bool = True,
) -> str:
    """The findings of one work, and a summary if `summed`; with `every`, a line for each verdict instead."""
    paint = _Paint(colour)
    blocks = [_every(v, paint)] if every else [_block(v, f, width, paint) for f in findings(v)]
    if summed:
        blocks.append(summary(v, paint))
    shown = "\n".join(blocks)
    return _in_ascii(shown) if ascii else shown


class _Paint:
    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def __call__(self, role: str, words: str) -> str:
        return (
            f"\x1b[{_COLOURS[role]}m{words}\x1b[0m" if self.colour and role in _COLOURS and words else words
        )


def _block(v: Verification, f: Finding, width: int, paint: _Paint) -> str:
    place = f"{visible(v.file) or '<work>'}:{f.span.line}:{f.span.column}:"
    head = f"{f.code} {f.kind}".strip()
    out = [f"{paint('place', place)} {paint(f.weight, head)}: {visible(f.message)}"]
    gutter = len(str(f.span.line)) + 2
    text, carets = excerpt(v.work.source, f.span, max(width - gutter - 3, 30))
    if text.strip():
        out.append(f"{paint('grey', f'{f.span.line:>{gutter}} |')} {text}")
        out.append(f"{paint('grey', ' ' * gutter + ' |')} {paint(f.weight, carets)}")
    margin = " " * gutter
    for k, c in enumerate(f.corrections[:_SHOWN]):
        word = "help" if k == 0 else "  or"
        out.append(f"{margin} = {paint('help', word)}: {visible(c.claim)}")
    out += [f"{margin} = note: {visible(more)}" for more in f.help]
    return "\n".join(out) + "\n"


def excerpt(source: str, span: Span, room: int) -> tuple[str, str]:
    """The line of a span, and carets under it; of a long line, a piece of at most `room` columns."""
    begin, end = offset(source, span)
    first = source.rfind("\n", 0, begin) + 1
    last = source.find("\n", begin)
    line = source[first : len(source) if last < 0 else last].rstrip("\r")
    at, stop = begin - first, min(max(end - first, begin - first + 1), max(len(line), begin - first + 1))
    head = ""
    if columns(line) > room:
        start = max(0, min(at - room // 3, len(line) - room))
        head = "…" if start else ""
        tail = "…" if start + room < len(line) else ""
        line = line[start + len(head) : start + room - len(tail)] + tail
        at, stop = at - start, min(stop - start, room)
        line, at = head + line, max(at, len(head))
    indent = len(line) - len(line.lstrip())
    shown = visible(line[indent:].expandtabs(1)).rstrip()
    at, stop = max(at - indent, 0), max(stop - indent, 1)
    lead = columns(shown[:at])
    return shown, " " * lead + "^" * max(1, columns(shown[at:stop]))


def visible(words: str) -> str:
    """The words without control characters, and without those that turn the direction of writing."""
    return clean(words).translate(_TURNING)


def columns(words: str) -> int:
    """How many columns of a terminal the words take."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words
    )


def _every(v: Verification, paint: _Paint) -> str:
    """One line for each verdict, and each remark on what is no claim: mark, line, what it says, why."""
    rows = [(place(j), j.item.text, j.verdict, verdict_words(j)) for j in v.judged]
    rows += [(n.span, _quoted(v, n.span), "", _remark(n.message)) for n in v.notices if n.code in _BESIDE]
    rows.sort(key=lambda r: r[0].line)
    wide = max((len(str(r[0].line)) for r in rows), default=1)
    said = min(max((columns(_short(r[1])) for r in rows), default=1), 48)
    out = []
    for at, text, verdict, words in rows:
        mark = _MARKS.get(verdict, " ")
        role = "error" if verdict in ("false", "unread") else "true" if mark == "✓" else "grey"
        pad = " " * max(said - columns(_short(text)), 0)
        out.append(f"{paint(role, mark)} {at.line:>{wide}}  {_short(text)}{pad}  {words}")
    return "\n".join(out) + ("\n" if out else "")


def _quoted(v: Verification, span: Span) -> str:
    begin, end = offset(v.work.source, span)
    return v.work.source[begin:end]


def _remark(message: str) -> str:
    return visible(f"remark: {sentence(message)}")


def _short(text: str) -> str:
    words = " ".join(visible(text).split())
    return words if len(words) <= 48 else words[:47] + "…"


def verdict_words(j: Judged) -> str:
    """The verdict with its code and reason, in one line."""
    code = code_of(j)
    head = f"{j.verdict} {code}".strip()
    why = reason(j)
    return visible(f"{head}: {why}" if why else head)


def summary(v: Verification, paint: _Paint | None = None) -> str:
    """One line: how many claims, what came of them, the first wrong line."""
    paint = paint or _Paint(False)
    n = v.counts
    right = n["identity"] + n["true"]
    parts = [
        (right, "true", "true"),
        (n["definition"], "definition" if n["definition"] == 1 else "definitions", ""),
        (n["limit"], "in a limit", ""),
        (n["false"], "false", "error"),
        (n["carried"], "carried on from there", ""),
        (n["outside"], "not judged", ""),
        (n["unread"], "not read", "error"),
    ]
    told = ", ".join(paint(role, f"{k} {word}") for k, word, role in parts if k)
    total = len(v.judged)
    head = f"{total} claim{'' if total == 1 else 's'}"
    out = f"{visible(v.file) or '<work>'}: {head}" + (f": {told}" if told else "")
    if v.first_wrong is not None:
        out += f"; the first wrong line is {v.first_wrong}"
    return out + "\n"


def totals(all_of_them: Sequence[Verification]) -> str:
    """One line over several works."""
    wrong = sum(v.first_wrong is not None for v in all_of_them)
    claims = sum(len(v.judged) for v in all_of_them)
    unread = sum(v.counts["unread"] > 0 for v in all_of_them)
    out = f"{len(all_of_them)} works, {claims} claims: "
    out += f"{wrong} with a false line" if wrong else "nothing false"
    return out + (f", {unread} with lines that could not be read" if unread else "") + "\n"


_ASCII = str.maketrans({"✓": "+", "✗": "x", "≈": "~", "≜": ":", "→": ">", "·": ".", "…": "~", "∞": "oo"})


def _in_ascii(words: str) -> str:
    return words.translate(_ASCII).encode("ascii", "backslashreplace").decode("ascii")
