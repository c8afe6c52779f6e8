r"""Scans what begins with a backslash: TeX's commands become the operators and relations that they print."""

from __future__ import annotations

import re
from fractions import Fraction

from gainproof.hand.reader.scanning import latex
from gainproof.hand.reader.scanning.macros import definitions
from gainproof.hand.reader.scanning.measures import scale_in_words
from gainproof.hand.reader.scanning.numbers import NUMBER, number
from gainproof.hand.reader.scanning.spoken import Spoken
from gainproof.hand.reader.scanning.stream import COMMAND, matching
from gainproof.hand.reader.tokens import BAR, LOGARITHM, NotRead, Token

_BAR = re.compile(r"\s*(?:\||\\[rl]?vert\b|\\rvert\b)(?=\s*[_^])")

_FOOT = re.compile(r"\s*[_^]")

_SECOND = re.compile(r"\s*\\(?:mid|vert)\b")

_MATHEMATICA = re.compile(r"\\\[([A-Z][a-z]+)\]")

_BASE = re.compile(r"\s*_\s*(?:\{\s*10\s*\}|10)")

_LETTER = re.compile(r"\s*([A-Za-z])(?=[\sA-Za-z0-9{\\)}])")

_UPRIGHT = re.compile(r"\s*\{(?=\s*[-−]?\s*\d)")
"""Before a number in upright letters."""
_LONGEST_PHASOR = 16
_TABLE = re.compile(r"\s*\\begin\b")

_BRACE = re.compile(r"\\left\s*\\(?:\{|lbrace)\s*\Z")

_EQNO = re.compile(r"\s*\{?\s*\(?\s*([\w.]{1,12})\s*\)?\s*\}?")

_LENGTH = re.compile(r"\s*\[\s*-?(?:[\d.,]+\s*[a-z]{2}|[\d.,]*\s*\\[A-Za-z]+)\s*\]")
r"""The room below a row, ``\\\\[4pt]``; a bracket with algebra in it begins the next row."""


NUMBER_BEHIND = re.compile(
    r"(?:\s|~|\\[,;:! ]|\\hfill?\b)*\(\d{1,2}(?:\.\d{1,2})?[a-z]?\)\s*(?:\Z|\\\\|\\end\b|\\\]|\$)"
)
"""Behind a blank at the end of a row: “\\;(2)”, which is the number of the equation, and no factor."""

_IN_WORDS = re.compile(
    r"\s*\{\s*[A-Za-z]+\.?(?:(?:\\[ ,;]|[~\s,-])+[A-Za-z]+\.?)*(?P<colon>\s*:)?(?:\\ |\s)*\}"
)
"""“\\mathrm{for\\ large}”, “\\mathrm{KCL:}”: words, though the command is for a name."""


class Commands(Spoken):
    """Scans commands."""

    def command(self) -> None:
        m = COMMAND.match(self.source, self.at, self.stop)
        if m is None:
            self.at += 1
            return
        at, end = m.span()
        word = m[0][1:]
        letter = _MATHEMATICA.match(self.source, at, self.stop)
        if letter is not None and letter[1].lower() in latex.GREEK:
            self.name(at)
            return
        if word.endswith("*") and word not in latex.TAGS and word not in latex.SKIPPED:
            word, end = word[:-1], end - 1
        if word in self.macros:
            self.at = end
            self.macro(word, at, end)
            return
        if word in latex.NAMES and self.in_words(word, at, end):
            return
        if word in latex.NAMES and (upright := _UPRIGHT.match(self.source, end, self.stop)):
            self.at = upright.end()
            self.braces.append("box")
            return
        if word in latex.GREEK or word in latex.VARIANTS or word in latex.ACCENTS or word in latex.NAMES:
            self.name(at)
            return
        self.at = end
        if word == "\\":
            if _LENGTH.match(self.source, self.at, self.stop):
                self.option()
            self.emit("sep", "row", at, end)
        elif word == "sqrt":
            self.root(at, end)
        elif latex.OPERATORS.get(word) == "frac":
            self.emit("op", "frac", at, end)
            self.bare_letters()
        elif word in latex.OPERATORS:
            if word in ("{", "lbrace") and _TABLE.match(self.source, self.at, self.stop):
                return
            self.emit("op", latex.OPERATORS[word], at, end)
        elif word in latex.RELATIONS:
            self.emit("rel", latex.RELATIONS[word], at, end)
        elif word in latex.IMPLIES:
            self.emit("sep", latex.IMPLIES[word], at, end)
        elif word in latex.WIDE:
            self.emit("sep", "soft", at, end)
        elif word in latex.SPACES:
            if word in ("left", "right", "middle") and self.source[self.at : self.at + 1] == ".":
                self.at += 1
            elif word == "right" and (bar := _BAR.match(self.source, self.at, self.stop)):
                if self.in_bars():
                    self.emit("op", BAR, bar.start(), bar.end())
                self.at = bar.end()
                self.foot(at)
            elif NUMBER_BEHIND.match(self.source, self.at, self.stop):
                self.emit("sep", "soft", at, end)
        elif word == "infty":
            self.emit("inf", word, at, end)
        elif word in ("%", "$", "&", "#", "_"):
            return
        else:
            self.larger(word, at, end)

    def in_words(self, word: str, at: int, end: int) -> bool:
        """Scan the argument of a command for names as prose, if it is some: with a blank or a colon in it."""
        m = _IN_WORDS.match(self.source, end, self.stop)
        if m is None or not (m["colon"] or re.search(r"[~\s]", m[0].strip(" {}"))):
            return False
        self.at = end
        self.spoken(word, at)
        if m["colon"]:
            self.emit("sep", ":", self.at - 1, self.at)
        return True

    def bare_letters(self) -> None:
        r"""A letter that is an argument without braces is a name by itself: ``\frac d2``."""
        for _ in range(2):
            letter = _LETTER.match(self.source, self.at, self.stop)
            if letter is None:
                return
            at = letter.start(1)
            self.tokens += self.namer.read(self.source, at, at + 1)[0]
            self.at = at + 1

    def larger(self, word: str, at: int, end: int) -> None:
        """Commands with arguments."""
        if word in latex.WORDS:
            self.spoken(word, at)
        elif word in latex.BOXES or word in latex.MARKED:
            self.skip_blanks()
            if self.source[self.at : self.at + 1] == "{":
                inside = matching(self.source, self.at, min(self.stop, self.at + _LONGEST_PHASOR))
                named = self.namer.read_boxed(self.source, self.at + 1, inside, self.stop)
                if named is not None and word not in latex.MARKED:
                    self.tokens += named[0]
                    self.at = named[1]
                    return
                self.at += 1
                self.braces.append("marked" if word in latex.MARKED else "box")
                self.marks += [len(self.tokens)] if word in latex.MARKED else []
        elif word in ("begin", "end"):
            a, b = self.argument()
            if word == "begin":
                self.option()
                behind = bool(self.tokens) and self.tokens[-1].kind == "rel"
                if self.source[a:b].startswith(latex.TABLES) and behind:
                    self.table(at, self.source[a:b])
                    return
                if self.source[a:b].startswith(("array", "alignat", "alignedat", "tabular")):
                    self.argument()
            self.emit("sep", "row", at, self.at)
        elif word in latex.TAGS:
            a, b = self.argument()
            self.emit("tag", self.source[a:b].strip().strip("()").removeprefix("Eq.").strip(), at, self.at)
        elif word in ("eqno", "leqno"):
            if m := _EQNO.match(self.source, self.at, self.stop):
                self.at = m.end()
                self.emit("tag", m[1], at, self.at)
        elif word == "label":
            a, b = self.argument()
            self.emit("tag", self.source[a:b].strip(), at, self.at, "label")
        elif word in latex.DEFINING:
            self.at = next(
                (end for begin, end in definitions(self.source, at, self.stop) if begin == at), self.at
            )
        elif word in latex.WIDENING:
            self.argument()
            self.emit("sep", "soft", at, self.at)
        elif word in latex.SKIPPED:
            self.argument()
        elif word in latex.ARROWS:
            self.arrow(at)
        elif word in latex.STACKS:
            self.stack(word, at)
        elif word == "lim":
            self.skip_blanks()
            if self.source[self.at : self.at + 1] == "_":
                self.at += 1
                self.emit("limit", word, at, self.at, self.inner(self.argument()))
        elif word in ("ldots", "dots", "cdots"):
            self.emit("bad", "…", at, end, "the terms written out")
        elif word in ("log", "lg"):
            if foot := _BASE.match(self.source, self.at, self.stop):
                self.at = foot.end()
            self.emit("bad", LOGARITHM, at, self.at, "20 times it, in decibels")
        elif word in latex.FUNCTIONS:
            self.emit("bad", f"the function {word}", at, end, "whole powers, fractions and square roots")
        elif word in ("mid", "vert", "lvert", "rvert"):
            if second := _SECOND.match(self.source, self.at, self.stop):
                self.at = second.end()
                self.emit("op", "∥", at, self.at)
            elif word != "lvert" and not self.in_bars() and _FOOT.match(self.source, self.at, self.stop):
                self.foot(at)
            else:
                self.emit("op", BAR, at, end)
        elif word in latex.QUANTITIES:
            self.quantity(word, at)
        elif word in ("angle", "measuredangle", "phase"):
            self.emit("bad", "the angle of a phasor", at, end, "its value")
        else:
            self.emit("bad", f"the command \\{word}", at, end, "a command that prints algebra")

    def table(self, at: int, name: str) -> None:
        """Cases are one token; a table of numbers is no formula, and is left out up to its end."""
        end = self.source.find(f"\\end{{{name}}}", self.at, self.stop)
        end = self.stop if end < 0 else end
        brace = name == "array" and _BRACE.search(self.source[max(0, at - 20) : at]) is not None
        if name.endswith("cases") or brace:
            if brace:
                self.argument()
            self.emit("cases", name, at, end, self.inner((self.at, end)))
            ends = matching(self.source, self.source.find("{", end), self.stop)
            self.at = min(self.stop, ends + 1)
            return
        self.emit("bad", f"a table, {name}", at, self.at, "one formula")
        self.at = end

    def root(self, at: int, end: int) -> None:
        r"""``\sqrt{x}``, ``\sqrt[2]{x}``; other roots are not read."""
        degree = self.option()
        if degree is None or self.source[slice(*degree)].strip() in ("", "2"):
            self.emit("op", "sqrt", at, end)
        else:
            self.emit("bad", "a root that is not a square root", at, self.at, "a square root")

    def foot(self, at: int) -> None:
        r"""What stands at the foot of a bar, ``\right|_{A_o \to \infty}``; above it there is nothing."""
        while _FOOT.match(self.source, self.at, self.stop):
            self.skip_blanks()
            below = self.source[self.at] == "_"
            self.at += 1
            inside = self.argument()
            if below:
                self.emit("limit", "foot", at, self.at, self.inner(inside))

    def quantity(self, word: str, at: int) -> None:
        r"""``\SI{10}{\kilo\ohm}``, ``\qty{4.7}{k\ohm}``, ``\num{1e-3}``: a number and its unit."""
        self.option()
        number_at, number_end = self.argument()
        unit = ""
        if word != "num":
            self.option()
            unit = self.source[slice(*self.argument())]
        text = self.source[number_at:number_end].replace(",", ".").replace(" ", "").strip()
        m = NUMBER.fullmatch(text.lstrip("+-"))
        scale = scale_in_words(unit)
        if m is None or scale is None:
            self.emit("bad", f"\\{word} with {text[:20]!r} {unit[:20]!r}", at, self.at, "a number and a unit")
            return
        try:
            token = number(m[0], 0, len(m[0]), lambda _: False)
        except NotRead as fault:
            self.emit("bad", fault.what, at, self.at, fault.expected)
            return
        if text.startswith("-"):
            self.emit("op", "-", at, at)
        half = token.rounding if token.rounding is not None or scale == 1 else Fraction(1, 2)
        half = None if half is None else half * scale
        self.tokens.append(Token("num", m[0], at, self.at, token.value * scale, half))

    def arrow(self, at: int) -> None:
        r"""``\xrightarrow{A \to \infty}`` tends under a condition; with words on it, it is a joint."""
        parts = [p for p in (self.option(), self.argument()) if p is not None]
        self.skip_blanks()
        if self.source[self.at : self.at + 1] in ("_", "^") and self.at < self.stop:
            self.at += 1
            self.argument()
        for part in parts:
            inside = self.inner(part)
            if any(t.kind == "rel" for t in inside):
                self.emit("limit", "arrow", at, self.at, inside)
                self.emit("rel", "→", at, self.at)
                return
        self.emit("sep", "implies", at, self.at)

    def stack(self, word: str, at: int) -> None:
        r"""``\stackrel{\text{def}}{=}``, ``\overset{A \to \infty}{=}``: a relation below something."""
        above = self.argument()
        base = self.inner(self.argument())
        over = self.source[above[0] : above[1]]
        relation = next((t for t in base if t.kind == "rel"), None)
        if relation is None:
            self.tokens += base
            return
        text = relation.text
        if re.search(r"def|triangle|Delta", over):
            text = "≜"
        elif re.search(r"\\(?:to|rightarrow|infty)|→|∞", over):
            self.emit("limit", word, at, self.at, self.inner(above))
            text = "→" if text == "=" else text
        self.emit("rel", text, at, self.at)

    def macro(self, word: str, at: int, end: int) -> None:
        """The meaning of a macro, standing where the macro stands."""
        raise NotImplementedError
