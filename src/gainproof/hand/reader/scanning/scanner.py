r"""From characters to tokens, for LaTeX and for plain spellings alike; one pass, each token with its place.

TeX's commands become the operators, relations and separators that they print.  Braces around an argument stay
as brackets; those around a box (``\boxed{…}``) vanish.
"""

from __future__ import annotations

import re
from dataclasses import replace

from gainproof.expression import Sym
from gainproof.hand.lexicon import greek
from gainproof.hand.reader.scanning import plain
from gainproof.hand.reader.scanning.commands import NUMBER_BEHIND, Commands
from gainproof.hand.reader.scanning.macros import MOST_EXPANDED
from gainproof.hand.reader.scanning.measures import measure
from gainproof.hand.reader.scanning.numbers import NUMBER, fold, number, unit_of_bracket
from gainproof.hand.reader.scanning.stream import BLANK, MOST_NESTED
from gainproof.hand.reader.tokens import BAR, MOST_TOKENS, NotRead, Remark, Token

_MARK = re.compile(
    r":=|<-->|<==>|<->|<=>|==>|-->|==|~=|\^=|<=|>=|!=|=>|->|<<|>>|\|\s?\||//|\*\*|.", re.S
)  # the longest first

_MORE = re.compile(r"\s+\S")

_WIDE = re.compile(r" {3}|\t")

_SUPERSCRIPT = re.compile(f"[{''.join(plain.SUPERSCRIPTS)}]+")

_UPRIGHT_UNIT = re.compile(r"(?:~|\\[,;: ])\s*\\mathrm\s*\{\s*([A-Za-z]+)\s*\}")
"""A unit behind the bracket of a number: ``\\left(10/3\\right)\\,\\mathrm{A}``."""
_PER_SECOND = re.compile(r"s(?:⁻¹|\^\s*\{?\s*-1\s*\}?)(?!\w)")
_TIMES = re.compile(r"[xX](?=\s*10\s*(?:\^|\*\*|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻])|\s+[\d.])")
_FOOT = re.compile(r"\s*[_^]")

_UNITS = ("j", "i", "I", "J")

_ANGULAR = ("omega", "w")

_BELOW = re.compile(r"(?:_(?:\{[^{}]*\}|\w))?")

LONGEST_UNIT = 60
"""Characters."""

_LETTERS = re.compile(rf"[A-Za-z%{''.join(greek.GREEK)}]")


class Scanner(Commands):
    """One display or line, from `at` up to `stop`, as tokens."""

    def scan(self) -> list[Token]:
        """The tokens; what is out of all measure ends them with a ``bad`` one."""
        try:
            while self.at < self.stop:
                if len(self.tokens) >= MOST_TOKENS:
                    raise NotRead(
                        self.at, self.at + 1, f"more than {MOST_TOKENS} tokens", "a shorter formula"
                    )
                self.step()
        except NotRead as e:
            self.tokens.append(Token("bad", e.what, e.at, e.end, e.expected))
        if self.tokens:
            fold(self.tokens, self.is_latex)
        self.tokens += self.notes
        if self.is_latex:
            self.mark_latex()
        self.tokens = self.frequencies()
        return self.tokens

    def step(self) -> None:
        source, at = self.source, self.at
        c = source[at]
        if self.tokens and (self.tokens[-1].kind == "num" or self.tokens[-1].is_op("}")):
            fold(self.tokens, self.is_latex)
        if blank := BLANK.match(source, at, self.stop):
            self.at = blank.end()
            if not self.is_latex and _WIDE.search(blank[0]):
                self.emit("sep", "soft", at, self.at)
        elif self.tokens and self.tokens[-1].kind in ("num", "op") and (unit := self.unit_behind()):
            self.at = unit
        elif times := self.times_behind():
            self.emit("op", "*", at, times)
            self.at = times
        elif c == "\\":
            self.command()
        elif c == "%" and self.is_latex and self.comment():
            self.at = self.stop if (line := source.find("\n", at, self.stop)) < 0 else line + 1
        elif NUMBER.match(source, at, self.stop):
            token = number(source, at, self.stop, self.is_symbol, bare=self.in_exponent())
            self.tokens.append(token)
            self.at = token.end
        elif _LETTERS.match(c) and not (c == "%" and not source[at + 1 : at + 2].isalpha()):
            self.name(at)
        elif raised := _SUPERSCRIPT.match(source, at, self.stop):
            self.superscript(raised)
        else:
            self.mark()

    def comment(self) -> bool:
        """Does a comment begin here?  Behind a number at the end of the formula it is rather per cent."""
        last = self.tokens[-1] if self.tokens else None
        counted = last is not None and last.kind == "num"
        return not counted or "\n" in self.source[self.at : self.stop]

    def in_exponent(self) -> bool:
        """Does an exponent begin here, ^5, ^{-5}?"""
        before = [t for t in self.tokens[-3:] if not t.is_op("{", "-", "+")]
        return bool(before) and before[-1].is_op("^") and self.tokens[-1].kind != "num"

    def times_behind(self) -> int:
        """Where the letter x ends that is a sign of multiplication, 2.1 x 10^4; 0 if there is none."""
        last = self.tokens[-1] if self.tokens else None
        if last is None or not (last.kind == "num" or last.is_op("}", ")")):
            return 0
        times = _TIMES.match(self.source, self.at, self.stop)
        return times.end() if times else 0

    def unit_behind(self) -> int:
        """Where a unit ends that stands behind a power or a fraction, 10⁴ s⁻¹; 0 if there is none.

        Behind the bracket of a fraction a unit with a prefix, ``\\,\\mathrm{k\\Omega}``, is a factor.
        """
        last = self.tokens[-1]
        if not (last.kind == "num" or last.is_op("}", ")")):
            return 0
        if per_second := _PER_SECOND.match(self.source, self.at, self.stop):
            return per_second.end() if self.source[self.at - 1].isspace() else 0
        if last.kind == "num":
            return self.unit_of_power(last)
        unit = measure(self.source, self.at, self.stop, boxed=True)
        if unit is None and not self.is_latex:
            unit = unit_of_bracket(self.source, self.at, self.stop, self.is_symbol)
            if unit is not None and unit[1] == 1:
                return unit[0]
        if unit is not None and unit[1] == 1 and (m := _UPRIGHT_UNIT.match(self.source, self.at, unit[0])):
            return 0 if self.is_symbol(m[1]) else unit[0]
        if unit is None or unit[1] == 1:
            return 0
        if last.is_op(")"):
            self.emit("op", "*", self.at, self.at)
        self.tokens.append(Token("num", "unit", self.at, unit[0], unit[1]))
        return unit[0]

    def unit_of_power(self, last: Token) -> int:
        """Where the unit ends behind 2·10³, which is put together with it; 0 if there is none."""
        if not last.text.endswith("e"):
            return 0
        text = "1" + self.source[last.end : min(self.stop, last.end + LONGEST_UNIT)]
        token = number(text, 0, len(text), self.is_symbol)
        end = last.end + token.end - 1
        if end <= self.at:
            return 0
        half = None if last.rounding is None else last.rounding * token.value
        self.tokens[-1] = replace(
            last, text=last.text[:-1], end=end, value=last.value * token.value, rounding=half
        )
        return end

    def superscript(self, m: re.Match[str]) -> None:
        word = "".join(plain.SUPERSCRIPTS[c] for c in m[0])
        at, end = m.span()
        self.emit("op", "^", at, at)
        self.emit("op", "{", at, at)
        if word[0] in "+-":
            self.emit("op", word[0], at, end)
        digits = word.strip("+-")
        if digits.isdigit() and len(digits) < 4:
            self.tokens.append(Token("num", digits, at, end, int(digits)))
        self.emit("op", "}", end, end)
        self.at = end

    def mark(self) -> None:
        m = _MARK.match(self.source, self.at, self.stop)
        assert m is not None
        text, at, end = m[0].replace(" ", ""), m.start(), m.end()
        self.at = end
        if text == "|" and not self.in_bars() and _FOOT.match(self.source, end, self.stop):
            self.foot(at)
            return
        if at in self.instead:
            text = self.instead[at]
            if not text:
                return
        if text == "{":
            self.braces.append("")
            self.emit("op", "{", at, end)
        elif text == "}":
            self.close(at, end)
        elif text == "~" and self.is_latex:
            if NUMBER_BEHIND.match(self.source, end, self.stop):
                self.emit("sep", "soft", at, end)
        elif text in plain.OPERATORS:
            self.emit("op", plain.OPERATORS[text], at, end)
        elif text in plain.RELATIONS:
            self.emit("rel", plain.RELATIONS[text], at, end)
        elif text in plain.IMPLIES:
            self.emit("sep", plain.IMPLIES[text], at, end)
        elif text in ",;":
            self.emit("sep", text, at, end)
        elif text == "&":
            self.emit("sep", "soft", at, end)
        elif text in plain.FRACTIONS:
            self.tokens.append(Token("num", text, at, end, plain.FRACTIONS[text]))
        elif text == "∞":
            self.emit("inf", text, at, end)
        elif text == "\n":
            self.emit("sep", "row", at, end)
        elif text == "." and not self.is_latex and _MORE.match(self.source, end, self.stop):
            self.emit("sep", ".", at, end)
        elif text in '$"`.' or (text in ":?!'’" and not self.tokens):
            return
        elif text == ":":
            self.emit("sep", ":", at, end)
        elif text == "|":
            self.emit("op", BAR, at, end)
        else:
            self.emit("bad", f"{text!r}", at, end, "a number, a symbol, an operator or a bracket")

    def close(self, at: int, end: int) -> None:
        what = self.braces.pop() if self.braces else ""
        if not what:
            self.emit("op", "}", at, end)
        elif what == "marked":
            part = self.tokens[self.marks.pop() :]
            self.skip_blanks()
            while self.source[self.at : self.at + 1] in ("_", "^") and self.at < self.stop:
                self.at += 1
                self.named_below(part, self.inner(self.argument()))

    def named_below(self, part: list[Token], note: list[Token]) -> None:
        """A single symbol below a part is a name for it, which is defined behind the formula."""
        if len(note) == 1 and note[0].kind == "sym" and part:
            t = note[0]
            self.notes += [
                Token("sep", ";", t.at, t.at),
                Token("word", "where", t.at, t.at),
                *(t, Token("rel", "≜", t.at, t.end), *part),
            ]

    def macro(self, word: str, at: int, end: int) -> None:
        """The meaning of a macro, standing where the macro stands."""
        if self.nested >= MOST_NESTED:
            raise NotRead(at, end, f"the macro \\{word} in macros too deep", f"at most {MOST_NESTED}")
        macro = self.macros[word]
        arguments: list[str] = []
        if macro.default is not None:
            option = self.option()
            arguments.append(macro.default if option is None else self.source[slice(*option)])
        while len(arguments) < macro.arguments:
            arguments.append(self.source[slice(*self.argument())])
        # What follows may be a subscript of the macro's last letter; it is read with it.
        tail = _BELOW.match(self.source, self.at, self.stop)
        below = tail[0] if tail and tail[0] else ""
        self.at = max(end, self.at) + len(below)
        text = macro.filled(arguments) + below
        self.spent[0] += len(text) + 1
        if self.spent[0] > MOST_EXPANDED:
            raise NotRead(at, end, f"the macro \\{word} grows out of all measure", "a shorter one")
        inside = Scanner(text, 0, len(text), self.symbols, self.macros, True)
        inside.nested, inside.spent = self.nested + 1, self.spent
        found = inside.scan()
        self.remarks += [replace(r, at=at, end=self.at) for r in inside.remarks]
        self.tokens += [self.placed(t, at) for t in found]
        if len(self.tokens) > MOST_TOKENS:
            raise NotRead(at, end, f"the macro \\{word} grows out of all measure", "a shorter one")

    def placed(self, t: Token, at: int) -> Token:
        """A token of a macro's meaning, at the place of the macro."""
        value = [self.placed(x, at) for x in t.value] if t.kind == "limit" else t.value
        return replace(t, at=at, end=self.at, value=value)

    def frequencies(self) -> list[Token]:
        """The tokens with s in place of jω, "j w" and "j*omega"."""
        if not any(t.kind == "sym" and t.text in _UNITS for t in self.tokens):
            return self.tokens
        out: list[Token] = []
        for t in self.tokens:
            if t.kind == "sym" and t.text in _ANGULAR and out and self.symbols.known(t.text) is None:
                k = -2 if out[-1].is_op("*") else -1
                j = out[k] if len(out) >= -k else t
                if j.kind == "sym" and j.text in _UNITS and self.symbols.known(j.text) is None:
                    message = f"{j.text}{t.text} is the frequency s on the imaginary axis"
                    self.remarks.append(Remark("frequency", j.at, t.end, message))
                    out[k:] = [Token("sym", "s", j.at, t.end, Sym("s"), None, j.spaced)]
                    continue
            out.append(t)
        return out

    def mark_latex(self) -> None:
        """Note which blanks a command needs behind it, and that numbers are rows of digits."""
        source, before = self.source, None
        for t in self.tokens:
            t.single = t.kind == "num"
            t.spaced = before is not None and source[before.at] == "\\" and source[before.end - 1].isalpha()
            before = t
