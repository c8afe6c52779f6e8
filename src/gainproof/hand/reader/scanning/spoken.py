r"""Scans prose inside a formula: ``\text{($R_2$ and $C_2$ carry the same current)}``.

An equation among the words stands for itself.  A quantity that they only mention is a word among them:
nothing is multiplied by it.
"""

from __future__ import annotations

import re

from gainproof.hand.reader.scanning import latex
from gainproof.hand.reader.scanning.functions import Functions
from gainproof.hand.reader.scanning.measures import GAP, PREFIX, UNIT
from gainproof.hand.reader.words import STOPS

_NUMBERED = re.compile(
    r"[\s~]*(?:(?:[Ee]qs?\b\.?|[Ee]quation|[Gg]l\b\.?)[\s~]*\(?|\()(\d{1,3}(?:[.-]\d{1,3})*[a-z]?'*)\)?[\s~]*"
)
"""The number of an equation, in words behind it: ``\\qquad\\mbox{Eq. 2.1}``."""
_RESULT = re.compile(
    r"[-−]?\s*\d[\d.,]*(?:e[-+]?\d+)?"
    rf"(?:{GAP}(?:{PREFIX})?{GAP}(?:{UNIT}|\\Omega|\$\\Omega\$|\\?%))?"
)
"""A number with its unit, ``\\textbf{-2.5 V}``."""
_PART = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[,;]|\$[^$]*\$")


class Spoken(Functions):
    """Scans what commands hold whose argument is prose."""

    def spoken(self, word: str, at: int) -> None:
        """The argument of such a command; that of ``\\intertext`` is a row of its own."""
        between = word in latex.BETWEEN_ROWS
        if between:
            self.emit("sep", "row", at, self.at)
        a, b = self.argument()
        if (m := _NUMBERED.fullmatch(self.source, a, b)) and not between:
            self.emit("tag", m[1], at, self.at)
        else:
            self.words(a, b)
        if between:
            self.emit("sep", "row", self.at, self.at)

    def words(self, at: int, stop: int) -> None:
        """Prose inside a formula; a name of the circuit in it is that name, dollars hold formulas."""
        inside = self.source[at:stop].strip()
        if inside and self.symbols.known(inside) is not None and inside.lower() not in STOPS:
            tokens, after = self.namer.read(self.source, at, self.stop, stop)
            self.tokens += tokens
            self.at = max(self.at, after)
            return
        last = self.tokens[-1] if self.tokens else None
        if last is not None and last.kind in ("rel", "op") and _RESULT.fullmatch(inside):
            self.tokens += self.inner((at, stop))
            return
        parts = list(_PART.finditer(self.source, at, stop))
        formulas = sum(m[0][0] == "$" for m in parts)
        wanted = bool(self.tokens) and self.tokens[-1].kind in ("rel", "op") and formulas == 1
        needed = wanted or len(parts) == formulas
        told = False  # was the part before an equation?
        for m in parts:
            if m[0] in ",;":
                self.emit("sep", m[0], *m.span())
            elif m[0][0] == "$":
                told = self.said_in_words(m, needed)
                continue
            else:
                if told and m[0].lower() not in STOPS:
                    self.emit("sep", ",", m.start(), m.start())
                self.emit("word", m[0], *m.span())
            told = False

    def said_in_words(self, m: re.Match[str], needed: bool) -> bool:
        """A formula among words; is it an equation?  A mere quantity is a word, unless it is `needed`."""
        at, end = m.span()
        inside = self.inner((at + 1, end - 1))
        last = self.tokens[-1] if self.tokens else None
        told = any(t.kind == "rel" for t in inside)
        if told:
            if last is not None and last.kind not in ("sep", "rel", "op", "word"):
                self.emit("sep", ",", at, at)
            self.tokens += inside
        elif needed:
            self.tokens += inside
        else:
            self.emit("word", m[0], at, end)
        return told
