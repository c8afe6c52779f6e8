r"""Where a document has formulas, and where prose: the parts of Markdown, LaTeX and plain text.

Formulas are what stands between dollars, ``\[ \]``, ``\( \)`` and in LaTeX's environments for displays.
Outside of LaTeX documents a line that is a formula from end to end counts as well, and so do the lines of a
fenced block of code.  Every search goes forward once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gainproof.hand.reader.tokens import words_of

MATH = words_of(
    "equation align gather multline eqnarray alignat flalign displaymath math dmath IEEEeqnarray "
    "subequations aligned gathered split"
)
"""Environments that hold formulas."""
OPAQUE = words_of(
    "verbatim lstlisting tikzpicture circuitikz minted filecontents thebibliography figure comment"
)
"""Environments that hold none."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Some characters of a document: "prose", "display", "inline", "code" (a formula in back quotes), or a
    "line" that may be either."""

    kind: str
    at: int
    stop: int
    is_latex: bool = False


_OPENER = re.compile(
    r"```|~~~|`|\$\$?|\\\[|\\\(|\\begin\s*\{([A-Za-z]+)\*?\}|<!--|\\verb\b\*?(.)|\\.|\n[ \t]*\n", re.S
)
_LATEX_OPENER = re.compile(
    r"%|\$\$?|\\\[|\\\(|\\begin\s*\{([A-Za-z]+)\*?\}|\\verb\b\*?(.)|\\.|\n[ \t]*\n", re.S
)
_LONGEST_INLINE = 4000


class Finder:
    """Finds closers; what was not found once is not looked for again."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.gone: set[str] = set()

    def find(self, closer: str, at: int, most: int = 0) -> int:
        if closer in self.gone:
            return -1
        stop = at + most if most else len(self.source)
        found = self.source.find(closer, at, stop)
        if found < 0 and stop >= len(self.source):
            self.gone.add(closer)
        return found


def passages(source: str, kind: str, at: int = 0) -> Iterator[Passage]:
    """The passages of a document from `at` on; `kind` is "markdown", "latex" or "text"."""
    finder = Finder(source)
    opener = _LATEX_OPENER if kind == "latex" else _OPENER
    prose = at
    while m := opener.search(source, at):
        word = m[0]
        begin = m.start()
        found: Passage | None = None
        after = m.end()
        if word in ("```", "~~~"):
            if begin and source[begin - 1] not in "\n \t>":
                at = after
                continue
            first = source.find("\n", after)
            end = finder.find("\n" + word, after) if first >= 0 else -1
            if end < 0:
                at = after
                continue
            info = source[after:first].strip().lower()
            yield from _prose(source, prose, begin, kind)
            if info in ("", "text", "txt", "math", "latex", "tex", "maxima", "mathematica", "algebra"):
                yield from _lines(source, first + 1, max(end, first + 1))
            prose = at = end + 4
            continue
        if word == "`":
            end = finder.find("`", after, _LONGEST_INLINE)
            if end > after and "\n" not in source[after:end]:
                found, after = Passage("code", after, end), end + 1
        elif word == "$$":
            end = finder.find("$$", after)
            if end < 0:
                end = _paragraph_end(source, after)
            found, after = Passage("display", after, end, True), min(end + 2, len(source))
        elif word == "$":
            end = _dollar(source, after, kind)
            if end > after:
                found, after = Passage("inline", after, end, True), end + 1
        elif word in (r"\[", r"\("):
            if kind != "latex" and word == r"\[" and re.match(r"[A-Z][a-z]+\]", source[after : after + 12]):
                at = after  # Mathematica's \[Omega]
                continue
            end = finder.find(r"\]" if word == r"\[" else r"\)", after)
            if end < 0:
                end = _paragraph_end(source, after)
            what = "display" if word == r"\[" else "inline"
            found, after = Passage(what, after, end, True), min(end + 2, len(source))
        elif word.startswith(r"\begin"):
            name = m[1]
            whole = word[word.index("{") + 1 : -1]
            if name in MATH or name in OPAQUE:
                closer = f"\\end{{{whole}}}"
                end = finder.find(closer, after)
                if end < 0:
                    end = _paragraph_end(source, after)
                    closer = ""
                if name in MATH:
                    if whole.startswith(("alignat", "IEEEeqnarray")):
                        after = max(after, source.find("}", after, end) + 1)
                    found = Passage("display", after, end, True)
                else:
                    found = Passage("opaque", after, end)
                after = end + len(closer)
        elif word == "<!--":
            end = finder.find("-->", after)
            if end >= 0:
                found, after = Passage("opaque", after, end), end + 3
        elif word == "%":
            end = source.find("\n", after)
            found, after = (
                Passage("opaque", after, len(source) if end < 0 else end),
                (len(source) if end < 0 else end),
            )
        elif word.startswith(r"\verb") and m[2]:
            end = finder.find(m[2], after, 1000)
            if end >= 0:
                found, after = Passage("opaque", after, end), end + 1
        if found is None:
            at = after
            continue
        yield from _prose(source, prose, begin, kind)
        if found.kind != "opaque":
            yield found
        prose = at = after
    yield from _prose(source, prose, len(source), kind)


def _dollar(source: str, at: int, kind: str) -> int:
    """Where a formula in dollars ends; -1 if the dollar is money, or closes nowhere near."""
    if source[at : at + 1].isspace() and kind == "text":
        return -1
    limit = min(len(source), at + _LONGEST_INLINE)
    for stop in ("\n\n", "\n \n") if kind != "text" else ("\n",):
        end = source.find(stop, at, limit)
        limit = end if end >= 0 else limit
    while True:
        end = source.find("$", at, limit)
        if end < 0:
            return -1
        if source[end - 1] != "\\":
            return end
        at = end + 1


def _paragraph_end(source: str, at: int) -> int:
    end = source.find("\n\n", at)
    return len(source) if end < 0 else end


def _prose(source: str, at: int, stop: int, kind: str) -> Iterator[Passage]:
    """Prose; outside of LaTeX documents, its whole lines are passages of their own."""
    if at >= stop:
        return
    if kind == "latex":
        yield Passage("prose", at, stop)
        return
    whole_from = at if at == 0 or source[at - 1] == "\n" else source.find("\n", at, stop) + 1
    if whole_from == 0 and at != 0 and source[at - 1] != "\n":
        yield Passage("prose", at, stop)
        return
    whole_to = stop if stop == len(source) else source.rfind("\n", whole_from, stop) + 1
    if whole_from > at:
        yield Passage("prose", at, whole_from)
    if whole_to > whole_from:
        yield from _lines(source, whole_from, whole_to)
    if max(whole_to, whole_from) < stop:
        yield Passage("prose", max(whole_to, whole_from), stop)


_OPEN_END = re.compile(r"(?:[=(∥·×,]|(?<!\b[vViIeE])(?<!\b[vViIeE]_)[+−-]|(?<!\*)\*|(?<!\*)/|\|\||\\\\)\s*$")


_GOES_ON = re.compile(r"[ \t]*(?:[-+−*·×/∥)\]](?!\S*\s*$)|[)\]])")
_SIDE = re.compile(r"[ \t]*[\w(][\w\s*·×/^().+−-]*")
_SPOKEN = re.compile(r"[a-z]{2,}[ \t]+[a-z]{2,}|[ \t.]$")
LONGEST_BROKEN = 2000
"""Characters of a formula that is broken in a bracket."""


def _goes_on(source: str, at: int, end: int, more: int) -> bool:
    """Does a formula go on in the next line: with an operator in an open bracket, or with its first sign?"""
    line, behind = source[at:end], source[end + 1 : more]
    if end - at > LONGEST_BROKEN:
        return False
    if behind[:1].isspace() and re.match(r"=(?!=)", behind.lstrip()):
        return _SIDE.fullmatch(line) is not None and not _SPOKEN.search(line)
    if not _GOES_ON.match(behind) or "=" not in line + behind:
        return False
    return line.count("(") + line.count("[") > line.count(")") + line.count("]")


def _lines(source: str, at: int, stop: int) -> Iterator[Passage]:
    """Line by line; a line that ends in an operator goes on with the next."""
    while at < stop:
        end = source.find("\n", at, stop)
        end = stop if end < 0 else end
        joined = 0
        while end < stop and joined < 20:
            more = source.find("\n", end + 1, stop)
            more = stop if more < 0 else more
            if not (_OPEN_END.search(source, max(at, end - 8), end) or _goes_on(source, at, end, more)):
                break
            if not source[end + 1 : more].strip() or source[at:end].rstrip().endswith(
                ("---", "--+", "===", "==+", ",")
            ):
                break
            end, joined = more, joined + 1
        yield Passage("line", at, end)
        at = end + 1
