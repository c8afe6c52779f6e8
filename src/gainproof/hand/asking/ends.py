"""Which end of the frequencies words name: “dc: …”, “… (HF)”, “far below the corner …”, “in the passband”."""

from __future__ import annotations

import re

LOW, HIGH, PASSED = "0", "oo", "passed"
"""Far below all corners; far above them; in the passband, which may be either."""

_OF = r"\s+(?:(?:the|its|this|that|both|all|any)\s+)?(?:the\s+)?(?:[\w-]+\s+)?"
_LANDMARK = r"(?:corner|cut-?\s?off|break|poles?\b|zeros?\b|resonan|bandwidth)"
_SYMBOL = r"\s+[$(\\]*(?:omega|ω|[fw])(?:_|[₀-ₜ]|\d|\b)"
_SEEN = r"\s+(?:limit|gain|value|case|check|end|response|asymptote|behaviou?r)\b"
_SINGLE = r"low\w*|small", r"high\w*|large|infinite"
_BESIDE = r"(?:below|under)", r"(?:above|beyond)"
_SHORT = r"l\.?f\.?", r"h\.?f\.?"
_NO_STEP = "".join(rf"(?<!{n}{s}\s)" for n in ("decade", "octave", "times", "Hz") for s in ("", "s"))
"""One decade above the corner is a frequency."""
_GOES = r"(?:zero|0\b)", r"(?:infinity|∞|\\infty)"
_ALSO = (
    r"(?<![\w-])(?:dc|d\.c\.)(?!\w)(?![\s-]*(?:block|coupl|bias|suppl|sourc|operat|motor|offset))|"
    r"\b(?:at|for)\s+zero\s+frequency|\bzero[\s-]+frequency(?=\s*[:)\]]|\s+(?:limit|gain))|"
    r"(?<!sinusoidal\s)(?<!ac\s)\bsteady[\s-]state\b|\b(?:quasi-?)?static\b|"
    r"\bslow(?:ly)?\s+(?:\w+\s+)?(?:signal|input|change|varying)",
    r"\bfast\s+(?:\w+\s+)?(?:signal|input|change|edge|transient|varying)",
)
_PASSED = r"\b(?:mid-?\s?(?:band|frequenc\w*)|pass-?\s?band)\b"


def _named(single: str, beside: str, short: str, goes: str, also: str) -> str:
    """The words for one end: what is said of a frequency, where it is beside a corner, and abbreviations."""
    return "|".join(
        (
            rf"\b(?:{single})\s+(?:enough\s+)?(?:\w+\s+)?frequenc|\b(?:{single})-frequenc|\b(?:{single})\s+f\b",
            rf"\bfrequency\s+(?:is|becomes|gets|being)\s+(?:\w+\s+)?(?:{single})\b",
            rf"\bfrequency\s+(?:goes|tends|going|tending|approach\w*)\s+(?:to\s+)?{goes}",
            rf"\b(?:far|well|much|deep|way)\s+{beside}(?:{_OF}{_LANDMARK}|{_SYMBOL})",
            rf"{_NO_STEP}\b{beside}{_OF}(?:corner|cut-?\s?off)",
            rf"(?<![\w\\]){short}(?=\s*[:)\]])|(?<=[(\[]){short}(?=[\s,])|(?<=,\s){short}(?=[\s$.]*(?:\n|\Z))|(?<![\w\\]){short}(?={_SEEN})",
            also,
        )
    )


END = re.compile(
    "|".join(
        (
            f"(?P<low>{_named(_SINGLE[0], _BESIDE[0], _SHORT[0], _GOES[0], _ALSO[0])})",
            f"(?P<high>{_named(_SINGLE[1], _BESIDE[1], _SHORT[1], _GOES[1], _ALSO[1])})",
            f"(?P<passed>{_PASSED})",
        )
    ),
    re.IGNORECASE,
)
"""Words for an end of the frequencies."""

_SET = r"(?:[ \t$)(\]\[{}&~\\]|\\q?quad\b|\\(?:text\w*|mathrm|mbox)\b|\\[,;:!])*"
_WITH_THE_LAST = re.compile(
    rf"{_SET}(?P<comma>,?){_SET}(?:(?:at|for|in|of)\s+(?:the\s+)?)?(?:(?:very|sufficiently)\s+)?"
)
"""What stands between a claim and words that go with it: “H = 1 at low frequencies”, “H = 1 (dc)”."""
_LEADS = re.compile(r"[^\n=]{0,40}?[:⇒]|[^\n=]{0,40}?(?:=>|->|→)")
_OVER = re.compile(r"(?:\s+(?:value|gain|limit|case|only))?[\s$.,;)\]}\\]*(?:\n|\Z)")
_GOES_ON = re.compile(r"[\s$,;&.\\()\[\]]*(?:(?:and|so|hence|thus|then|therefore|i\.e\.)\b[\s,$\\()\[]*)?")
"""Between a claim and one that is about the same frequency."""


def of_end(m: re.Match[str]) -> str:
    """The end that the words name."""
    return LOW if m["low"] else HIGH if m["high"] else PASSED


def in_front(words: str, first: bool) -> str:
    """The end that words before a claim name; "" if they name none."""
    found = found_in_front(END, words, first)
    return of_end(found) if found else ""


def found_in_front(named: re.Pattern[str], words: str, first: bool) -> re.Match[str] | None:
    """The last of such words before a claim, but those that go with the claim before, if it is not the
    `first`."""
    said = list(named.finditer(words))
    if said and not first:
        tie = _WITH_THE_LAST.fullmatch(words, 0, said[0].start())
        leads = tie is not None and bool(tie["comma"]) and not _OVER.match(words, said[0].end())
        if tie is not None and not leads and not _LEADS.match(words, said[0].end()):
            del said[0]
    return said[-1] if said else None


def behind(words: str) -> str:
    """The end that words right behind a claim name; "" if they name none, or lead to the next claim."""
    found = found_behind(END, words)
    return of_end(found) if found else ""


def found_behind(named: re.Pattern[str], words: str) -> re.Match[str] | None:
    """Such words right behind a claim; None if there are none, or they lead to the next claim."""
    found = named.search(words)
    tie = _WITH_THE_LAST.fullmatch(words, 0, found.start()) if found else None
    if found is None or tie is None or _LEADS.match(words, found.end()):
        return None
    return found if not tie["comma"] or _OVER.match(words, found.end()) else None


def goes_on(words: str) -> bool:
    """Do the words between two claims go on with what the first is about?

    They do within a row, and in the next where a word ties it to the first.
    """
    tied = _GOES_ON.fullmatch(words)
    return tied is not None and ("\n" not in words or words.strip()[:1].isalpha())
