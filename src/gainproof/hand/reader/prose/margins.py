"""What stands in the margins of a line: labels in front of a formula, marks and remarks behind it.

::

    5.1 (V1 - v_n)/R1 = i       [a] v_n = 0       (1),(2) -> v_o = -R2 i       2) in 1): v_o = 2 V1
    v_o = -R2 i   // by Ohm's law      v_o = 0   % no input      V1 = R1 i   |*R2       v_o = V1   ✓

“5.1 V1 = …” may be a product; a number is a label if a line begins with the next one, or the one before.  A
remark holds a word, and none of the circuit's names: “; v_n = 0” is an equation.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from gainproof.hand.reader.prose.lines import LEADING

_ROMAN = r"(?:i{1,3}|iv|vi{0,3}|ix|x)"
_SURE = re.compile(
    rf"[ \t]*(?:\[(?:[a-h]|{_ROMAN})\]|{_ROMAN}\)|[①-⑳❶-❿]|\{{\d{{1,2}}\}}|\d{{1,2}}(?:\.\)|\])|"
    r"\#\d{1,2}[.:)]?|[A-Z]{1,3}\.\d{1,3}[a-z]?[.:)]?)[ \t]+(?=[^\s=*/^+)])"
)
"""Labels that are no part of a formula: [a], ii), ①, #2, R.3."""
HASHED = re.compile(r"[ \t]*#\d{1,2}[.:)]?[ \t]")
"""A number behind #, which is no heading."""
_COUNTED = re.compile(
    r"[ \t]*(?P<stem>[A-Z]{1,2}(?=\d+[ \t]*\|)|[A-Z]{1,2}\d{1,2}(?=\([a-h]\))|(?:\d{1,3}[.-]){0,3})"
    r"(?P<count>\d{1,3}|\([a-h]\))(?P<close>[.:)/>]|[ \t]*[-|](?=[ \t]))?[ \t]+(?=[^\s=*/^+)])"
)
"""Labels that count: 5.1, 3.2-1, “1 - ”, “L1 | ”, Q1(a)."""
_ONE = r"(?:\(\w[\w.]{0,5}'?\)|\[\d{1,2}\]|\d{1,2}\))"
_ARROW = r"(?:[-=]{1,2}>|[→⇒⟹])"
_CITING = re.compile(
    rf"[ \t]*{_ONE}(?:(?:[ \t]*(?:[,&+]|and|in|into|with)[ \t]*{_ONE}){{1,3}}[ \t]*{_ARROW}|"
    rf"[ \t]*{_ARROW}[ \t]*{_ONE}[ \t]*(?:{_ARROW}|:))[ \t]*(?:{_ONE}:?[ \t]*)?(?=[^\s=*/^+)])"
)
"""What a line rests on: “(1),(2) -> ”, “2) -> 1): ”, “(1),(2) ==> (3)  ”."""
_NAMED = re.compile(
    r"[ \t]*(?:node|KCL|KVL|step|summary|result|note|answer|solution|loop|mesh)"
    r"(?:[ \t]+(?:at[ \t]+)?[\w+-]{1,5})?[ \t]+[-–—][ \t]+(?=[^\s=*/^+)])",
    re.IGNORECASE,
)
"""Words with a dash: “node a - ”."""
_MARKS = re.compile(
    r"(?:[ \t]*(?:[✓✔☑∎□■☐]|\((?:[\w ]{1,12})?!\)|!+(?=[ \t\r]*$))|"
    r"[ \t]+(?:\[[ \t]?\]|(?:-{1,2}[ \t])?\(?[Qq]\.?[Ee]\.?[Dd]\b\.?\)?|"
    r"[✓✔☑][ \t]*(?:[Dd]one|OK|ok)))+[ \t\r]*$"
)
"""What ends a proof, or says that it is right."""
_UNIT = re.compile(
    r"(?<=[\w)])[ \t]+\[(?:m|k|M|u|µ|n|p)?(?:V|A|W|S|F|H|Hz|Ω|[Oo]hms?|[Vv]olts?|V/V|V/A|A/V)\][ \t\r]*$"
)
_NUMBER = re.compile(r"(?<![\w.])\d[\d.]*(?:[eE][+-]?\d+)?[ \t]*[a-zA-Zµ]?$")
_OPERATION = re.compile(r"[ \t]+\|[ \t]*[*·×:/+−-][^|=]{0,60}$")
"""What is done next to both sides: “| * R1”."""
_REMARK = re.compile(r"(?<!\d)[ \t]+(?://|%|!|;|\||-{2,3}|[–—])[ \t]+(?=[^\s=])")
_ASIDE = re.compile(
    r"[ \t]+(?:\((?P<round>[^()]{4,80})\)|\[(?P<square>[^][]{4,80})\]|\{(?P<brace>[^{}]{3,80})\})[ \t\r.]*$"
)
_WORD = re.compile(r"[^\W\d_]\w*")
_CALCULATES = re.compile(r"[*/^·×∥√\\$]|\d[ \t]*[-+]|[-+][ \t]*\d|\w[ \t]+[-+][ \t]+\w|\w\(")
LONGEST = 2000
"""Characters of a line that may have margins."""
SHORTEST = 3
"""Letters of a word that is no name."""


def label_ahead(source: str, at: int, stop: int) -> int:
    """Where the line goes on behind its label; `at` if it has none that `bare` does not see."""
    if LEADING.match(source, at, stop):
        return at
    m = _SURE.match(source, at, stop) or _CITING.match(source, at, stop) or _NAMED.match(source, at, stop)
    if m is not None:
        return m.end()
    m = _COUNTED.match(source, at, stop)
    return m.end() if m is not None and (m["stem"] or m["close"]) and _counts(source, at, m) else at


def _counts(source: str, at: int, m: re.Match[str]) -> bool:
    """Does another line begin with the next label, or the one before?"""
    count = m["count"]
    if count.startswith("("):
        beside = [f"({chr(ord(count[1]) + step)})" for step in (1, -1)]
    else:
        beside = [str(int(count) + step) for step in (1, -1)]
    before, behind = source[max(0, at - LONGEST) : at], source[m.end() : m.end() + LONGEST]
    return any(
        re.search(rf"^[ \t]*{re.escape(m['stem'] + x + (m['close'] or ''))}[ \t]", text, re.MULTILINE)
        for x in beside
        for text in (before, behind)
    )


def end_before_margin(source: str, at: int, stop: int, is_name: Callable[[str], bool]) -> int:
    """Where the formula ends in front of marks, operations and remarks; `stop` if there are none."""
    if stop - at > LONGEST:
        return stop
    if m := _MARKS.search(source, at, stop):
        stop = m.start()
    if (m := _UNIT.search(source, at, stop)) and not _NUMBER.search(source, at, m.start()):
        stop = m.start()
    if (m := _OPERATION.search(source, at, stop)) and "|" not in source[at : m.start()].replace("||", ""):
        stop = m.start()
    for m in _REMARK.finditer(source, at, stop):
        if _is_remark(source[m.end() : stop], is_name):
            stop = m.start()
            break
    m = _ASIDE.search(source, at, stop)
    if m is not None and ("=" in m[0] or m["brace"]) and _is_remark(m[1] or m[2] or m[3], is_name):
        stop = m.start()
    return stop


def _is_remark(text: str, is_name: Callable[[str], bool]) -> bool:
    """Are there words, and nothing of a formula?"""
    words = _WORD.findall(text)
    named = any(len(w) > 1 and is_name(w) for w in words)
    spoken = any(len(w) >= SHORTEST and w.isalpha() for w in words)
    reckoned = "=" in text and any(c.isdigit() for c in text)  # (f = 1.59 kHz)
    return spoken and not named and not reckoned and _CALCULATES.search(text) is None
