"""Scans names, and what they are before a bracket: ``v(2)``, ``sqrt(x)``, ``par(a, b)``, ``Eq(a, b)``."""

from __future__ import annotations

import re

from gainproof.hand.reader.scanning import latex, plain
from gainproof.hand.reader.scanning.stream import Stream
from gainproof.hand.reader.tokens import LOGARITHM

_LETTER_RUN = re.compile(r"[A-Za-z]+(?![\w])")

_FUNCTION = re.compile(r"([A-Za-z]+)\s*(?:_\s*)?[(\[{]")

_LOG = re.compile(r"(log|lg|Log10|LOG10)(?:_?\{?10\}?)?(?=\s*[(\[|{]|\s+[A-Za-z0-9\\|])")

_PRONOUN = re.compile(
    r"I(?=\s+[a-z]{2,}\b(?!\s*[=*/^(\[+]))|"
    r"it(?=\s+(?:is|was|has|becomes|equals|gives|vanishes|needs|can|must|does|will|follows|comes|yields|reads)\b)"
)
"""“I get”, before a word that is no symbol, and “it is”, which is no test current."""

_LIMIT = re.compile(r"\s*_?\s*[({\[]([^()\[\]{}]{1,80}(?:->|→|\\to)[^()\[\]{}]{1,80})[)}\]]")

_CALLED = re.compile(r"\s*[(\[]\s*([\w.+-]+)\s*(?:,\s*([\w.+-]+)\s*)?[)\]]")

_OF_ONE = re.compile(r"\([^(),\[\]]{1,20}\)")

_JOINED = re.compile(
    r"(?:in\s+)?(?P<how>parallel|series)(?:\s+(?:with|to))?(?=\s+(?P<next>[A-Za-z]\w*|\((?=[A-Za-z]\d?\s*(?:\|\||//|∥|\+))))"
)
"""“R1 in parallel with R2”, “R1 parallel R2”, “R1 in series with R2”, between two names."""

_ENDS_REMARK = re.compile(r"\s*\w+\s*[)\]][\s.,;]*\Z")

_SIGNALS = frozenset("vViI")

_LONGEST_EQUATION = 4000

_MOST_EQUATIONS = 64


class Functions(Stream):
    """Scans names."""

    def name(self, at: int) -> None:
        """A run of letters with its subscripts: symbols, or a word; or a function with its bracket."""
        if not self.is_latex and (said := _PRONOUN.match(self.source, at, self.stop)):
            self.emit("word", said[0], at, said.end())
            self.at = said.end()
            return
        if (log := _LOG.match(self.source, at, self.stop)) and self.symbols.known(log[1]) is None:
            self.emit("bad", LOGARITHM, at, log.end(), "20 times it, in decibels")
            self.at = log.end()
            return
        if self.source[at] in "ips" and (end := self.joined(at)):
            self.at = end
            return
        call = _FUNCTION.match(self.source, at, self.stop)
        if call is not None and self.function(call):
            return
        word = _LETTER_RUN.match(self.source, at, self.stop)
        if word is not None and word[0] in plain.INFINITY and self.symbols.known(word[0]) is None:
            self.emit("inf", word[0], *word.span())
            self.at = word.end()
            return
        tokens, self.at = self.namer.read(self.source, at, self.stop)
        self.tokens += tokens

    def joined(self, at: int) -> int:
        """Where words end that say that two parts are joined, which is an operator; 0 if there are none.

        In a bracket of its own at the end of a line they are a remark: “Z = R/(1 + s R C)  (R parallel C)”.
        """
        m = _JOINED.match(self.source, at, self.stop)
        last = self.tokens[-1] if self.tokens else None
        if m is None or last is None or not (last.kind == "sym" or last.is_op(")", "}")):
            return 0
        if m[0] == "series" or not (m["next"] == "(" or self.is_symbol(m["next"])):
            return 0
        apart = len(self.tokens) > 2 and self.tokens[-2].is_op("(") and self.tokens[-3].kind != "rel"
        if apart and _ENDS_REMARK.match(self.source, m.end(), self.stop):
            return 0
        self.emit("op", "∥" if m["how"] == "parallel" else "+", *m.span())
        return m.end()

    def function(self, m: re.Match[str]) -> bool:
        """``v(2)``, ``i(R1)``, ``sqrt(x)``, ``par(a, b)``, ``Eq(a, b)``; False for a mere name."""
        word, at = m[1], m.start()
        if (m[0][-1] == "{" or "_" in m[0]) and word != "lim":
            return False
        if self.symbols.known(word) is not None:
            return False
        if word in plain.ROOTS:
            self.emit("op", "sqrt", at, m.end(1))
        elif word in plain.MAGNITUDES:
            self.emit("op", "abs", at, m.end(1))
        elif word in plain.PARALLELS:
            self.emit("op", "par", at, m.end(1))
        elif word in plain.QUOTIENTS:
            self.emit("op", "quot", at, m.end(1))
        elif word in plain.EQUATIONS:
            return self.equation(m)
        elif word == "lim" and (inside := _LIMIT.match(self.source, m.end(1), self.stop)):
            self.at = inside.end()
            self.emit("limit", word, at, self.at, self.inner(inside.span(1)))
            return True
        elif word in latex.FUNCTIONS or (word in plain.FUNCTIONS and not self.named_so(m)):
            self.emit("bad", f"the function {word}", at, m.end(1), "whole powers, fractions and square roots")
        elif word in _SIGNALS and (call := _CALLED.match(self.source, m.end(1), self.stop)):
            meaning = self.symbols.call(word, call[1], call[2] or "")
            if meaning is None:
                return False
            self.emit("sym", word, at, call.end(), meaning)
            self.at = call.end()
            return True
        else:
            return False
        self.at = m.end(1)
        return True

    def named_so(self, m: re.Match[str]) -> bool:
        """Is it D(s), which is somebody's name, and no derivative D(f, x), D[f, x]?"""
        return m[1] == "D" and _OF_ONE.match(self.source, m.end() - 1, self.stop) is not None

    def equation(self, m: re.Match[str]) -> bool:
        """``Eq(a, b)``: its comma is an equals sign, and its brackets are none."""
        level, commas = 0, []
        self.tried += 1
        if self.tried > _MOST_EQUATIONS:
            return False
        for k in range(m.end() - 1, min(self.stop, m.end() + _LONGEST_EQUATION)):
            c = self.source[k]
            level += (c in "([{") - (c in ")]}")
            if c == "," and level == 1:
                commas.append(k)
            if level == 0:
                if len(commas) != 1:
                    return False
                self.instead |= {commas[0]: "=", k: ""}
                self.at = m.end()
                return True
        return False
