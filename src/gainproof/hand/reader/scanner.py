r"""From characters to tokens, for LaTeX and for plain spellings alike; one pass, each token with its place.

TeX's commands become the operators, relations and separators that they print.  Braces around an argument stay
as brackets; those around a box (``\boxed{…}``) vanish.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from gainproof.expression import Sym
from gainproof.hand.reader import latex, plain
from gainproof.hand.reader.macros import MOST_EXPANDED, Macro, definitions
from gainproof.hand.reader.names import Namer
from gainproof.hand.reader.numbers import NUMBER, number, prefix_of
from gainproof.hand.reader.tokens import MOST_TOKENS, NotRead, Remark, Token
from gainproof.hand.reader.words import STOPS
from gainproof.hand.symbols import Symbols

_COMMAND = re.compile(r"\\(?:[A-Za-z]+\*?|.)", re.S)
_MARK = re.compile(
    r":=|<=>|==>|-->|==|~=|\^=|<=|>=|!=|=>|->|<<|>>|\|\s?\||//|\*\*|.", re.S
)  # the longest first
_BLANK = re.compile(r"[\s\u2000-\u200b\u00a0\u202f\u2061-\u2064\ufeff]+")
_WIDE = re.compile(r" {3}|\t")
_SUPERSCRIPT = re.compile(f"[{''.join(plain.SUPERSCRIPTS)}]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[,;]|\$[^$]*\$")
_BAR = re.compile(r"\s*(?:\||\\[rl]?vert\b|\\rvert\b)(?=\s*[_^])")
_FOOT = re.compile(r"\s*[_^]")
_SECOND = re.compile(r"\s*\\(?:mid|vert)\b")
_MATHEMATICA = re.compile(r"\\\[([A-Z][a-z]+)\]")
_UNITS = ("j", "i", "I", "J")
_ANGULAR = ("omega", "w")
_TABLE = re.compile(r"\s*\\begin\b")
_EQNO = re.compile(r"\s*\{?\s*\(?\s*([\w.]{1,12})\s*\)?\s*\}?")
_BELOW = re.compile(r"(?:_(?:\{[^{}]*\}|\w))?")
_LETTER_RUN = re.compile(r"[A-Za-z]+(?![\w])")
_FUNCTION = re.compile(r"([A-Za-z]+)\s*(?:_\s*)?[(\[{]")
_LIMIT = re.compile(r"\s*_?\s*[({\[]([^()\[\]{}]{1,80}(?:->|→|\\to)[^()\[\]{}]{1,80})[)}\]]")
_CALLED = re.compile(r"\s*[(\[]\s*([\w.+-]+)\s*(?:,\s*([\w.+-]+)\s*)?[)\]]")
_SIGNALS = frozenset("vViI")
_LONGEST_EQUATION = 4000
_MOST_EQUATIONS = 64
_MOST_NESTED = 8  # macros in macros
_LETTERS = re.compile(rf"[A-Za-z%{''.join(plain.GREEK)}]")


class Scanner:
    """One display or line, from `at` up to `stop`, as tokens."""

    def __init__(
        self, source: str, at: int, stop: int, symbols: Symbols, macros: Mapping[str, Macro], is_latex: bool
    ) -> None:
        self.source, self.at, self.stop = source, at, stop
        self.symbols, self.macros, self.is_latex = symbols, macros, is_latex
        self.tokens: list[Token] = []
        self.remarks: list[Remark] = []
        self.braces: list[str] = []  # of the open braces: "" a bracket, "box", "marked"
        self.namer = Namer(symbols, is_latex, self.remarks)
        self.nested = 0
        self.spent = [0]  # characters of macros expanded so far
        self.tried = 0  # how many times Eq(a, b) was looked for
        self.instead: dict[int, str] = {}  # what stands for a character of Eq(a, b)

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
        if self.is_latex:
            self.mark_latex()
        self.tokens = self.frequencies()
        return self.tokens

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

    def emit(self, kind: str, text: str, at: int, end: int, value: object = None) -> None:
        self.tokens.append(Token(kind, text, at, end, value))

    def step(self) -> None:
        source, at = self.source, self.at
        c = source[at]
        if blank := _BLANK.match(source, at, self.stop):
            self.at = blank.end()
            if not self.is_latex and _WIDE.search(blank[0]):
                self.emit("sep", "soft", at, self.at)
        elif c == "\\":
            self.command()
        elif NUMBER.match(source, at, self.stop):
            token = number(source, at, self.stop, self.is_symbol)
            self.tokens.append(token)
            self.at = token.end
        elif _LETTERS.match(c) and not (c == "%" and not source[at + 1 : at + 2].isalpha()):
            self.name(at)
        elif raised := _SUPERSCRIPT.match(source, at, self.stop):
            self.superscript(raised)
        else:
            self.mark()

    def is_symbol(self, word: str) -> bool:
        return self.symbols.find(word) is not None

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
        if text == "|" and _FOOT.match(self.source, end, self.stop):
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
            return
        elif text in plain.OPERATORS:
            self.emit("op", plain.OPERATORS[text], at, end)
        elif text in plain.RELATIONS:
            self.emit("rel", plain.RELATIONS[text], at, end)
        elif text in plain.IMPLIES:
            self.emit("sep", "implies", at, end)
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
        elif text in '$"`.' or (text in ":?!'’" and not self.tokens):
            return
        elif text == ":":
            self.emit("sep", ":", at, end)
        else:
            self.emit("bad", f"{text!r}", at, end, "a number, a symbol, an operator or a bracket")

    def close(self, at: int, end: int) -> None:
        what = self.braces.pop() if self.braces else ""
        if not what:
            self.emit("op", "}", at, end)
        elif what == "marked":
            self.skip_blanks()
            while self.source[self.at : self.at + 1] in ("_", "^") and self.at < self.stop:
                self.at += 1
                self.argument()

    def skip_blanks(self) -> None:
        if blank := _BLANK.match(self.source, self.at, self.stop):
            self.at = blank.end()

    def argument(self) -> tuple[int, int]:
        """Step over the next argument; the place of its inside.  An open brace is closed by the end."""
        self.skip_blanks()
        source, at = self.source, self.at
        if self.at >= self.stop:
            return at, at
        if source[at] != "{":
            command = _COMMAND.match(source, at, self.stop)
            self.at = command.end() if command else at + 1
            return at, self.at
        end = matching(source, at, self.stop)
        self.at = min(end + 1, self.stop)
        return at + 1, end

    def option(self) -> tuple[int, int] | None:
        """Step over ``[…]``, if there is one."""
        self.skip_blanks()
        if self.source[self.at : self.at + 1] != "[" or self.at >= self.stop:
            return None
        end = self.source.find("]", self.at, self.stop)
        if end < 0:
            return None
        inside = (self.at + 1, end)
        self.at = end + 1
        return inside

    def inner(self, span: tuple[int, int]) -> list[Token]:
        """The tokens of a part."""
        if self.nested >= _MOST_NESTED:
            raise NotRead(*span, "arguments nested too deep", f"at most {_MOST_NESTED}")
        inside = Scanner(self.source, *span, self.symbols, self.macros, self.is_latex)
        inside.nested, inside.spent = self.nested + 1, self.spent
        tokens = inside.scan()
        self.remarks += inside.remarks
        return tokens

    def name(self, at: int) -> None:
        """A run of letters with its subscripts: symbols, or a word; or a function with its bracket."""
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

    def function(self, m: re.Match[str]) -> bool:
        """``v(2)``, ``i(R1)``, ``sqrt(x)``, ``par(a, b)``, ``Eq(a, b)``; False for a mere name."""
        word, at = m[1], m.start()
        if (m[0][-1] == "{" or "_" in m[0]) and word != "lim":
            return False
        if self.symbols.known(word) is not None:
            return False
        if word in plain.ROOTS:
            self.emit("op", "sqrt", at, m.end(1))
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
        elif word in latex.FUNCTIONS or word in plain.FUNCTIONS:
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

    def command(self) -> None:
        m = _COMMAND.match(self.source, self.at, self.stop)
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
        if word in latex.GREEK or word in latex.VARIANTS or word in latex.ACCENTS or word in latex.NAMES:
            self.name(at)
            return
        self.at = end
        if word == "\\":
            self.option()
            self.emit("sep", "row", at, end)
        elif word == "sqrt":
            self.root(at, end)
        elif word in latex.OPERATORS:
            if word in ("{", "lbrace") and _TABLE.match(self.source, self.at, self.stop):
                return
            self.emit("op", latex.OPERATORS[word], at, end)
        elif word in latex.RELATIONS:
            self.emit("rel", latex.RELATIONS[word], at, end)
        elif word in latex.IMPLIES:
            self.emit("sep", "implies", at, end)
        elif word in latex.WIDE:
            self.emit("sep", "soft", at, end)
        elif word in latex.SPACES:
            if word in ("left", "right", "middle") and self.source[self.at : self.at + 1] == ".":
                self.at += 1
            elif word == "right" and (bar := _BAR.match(self.source, self.at, self.stop)):
                self.at = bar.end()
                self.foot(at)
        elif word == "infty":
            self.emit("inf", word, at, end)
        elif word in ("%", "$", "&", "#", "_"):
            return
        else:
            self.larger(word, at, end)

    def larger(self, word: str, at: int, end: int) -> None:
        """Commands with arguments."""
        if word in latex.WORDS:
            self.words(*self.argument())
        elif word in latex.BOXES or word in latex.MARKED:
            self.skip_blanks()
            if self.source[self.at : self.at + 1] == "{":
                inside = matching(self.source, self.at, self.stop)
                named = self.namer.read_boxed(self.source, self.at + 1, inside, self.stop)
                if named is not None and word not in latex.MARKED:
                    self.tokens += named[0]
                    self.at = named[1]
                    return
                self.at += 1
                self.braces.append("marked" if word in latex.MARKED else "box")
        elif word in ("begin", "end"):
            a, b = self.argument()
            if word == "begin":
                self.option()
                if (
                    self.source[a:b].startswith(latex.TABLES)
                    and self.tokens
                    and self.tokens[-1].kind == "rel"
                ):
                    self.emit("bad", f"a table, {self.source[a:b]}", at, self.at, "one formula")
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
        elif word in latex.STRUCK:
            self.argument()
            self.emit("bad", "something struck out", at, self.at, "what is left")
        elif word in latex.FUNCTIONS:
            self.emit("bad", f"the function {word}", at, end, "whole powers, fractions and square roots")
        elif word in ("mid", "vert", "lvert", "rvert"):
            if second := _SECOND.match(self.source, self.at, self.stop):
                self.at = second.end()
                self.emit("op", "∥", at, self.at)
            elif word != "lvert" and _FOOT.match(self.source, self.at, self.stop):
                self.foot(at)
            else:
                self.emit("bad", "an absolute value", at, end, "an equation without it")
        elif word in latex.QUANTITIES:
            self.quantity(word, at)
        else:
            self.emit("bad", f"the command \\{word}", at, end, "a command that prints algebra")

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
        text = self.source[number_at:number_end].replace(",", "").replace(" ", "").strip()
        m = NUMBER.fullmatch(text.lstrip("+-"))
        power = prefix_of(unit)
        if m is None or power is None:
            self.emit("bad", f"\\{word} with {text[:20]!r} {unit[:20]!r}", at, self.at, "a number and a unit")
            return
        token = number(m[0], 0, len(m[0]), lambda _: False)
        if text.startswith("-"):
            self.emit("op", "-", at, at)
        scale = Fraction(10) ** power
        half = token.rounding if token.rounding is not None or not power else Fraction(1, 2)
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

    def words(self, at: int, stop: int) -> None:
        """Prose inside a formula; a name of the circuit in it is that name, dollars hold formulas."""
        inside = self.source[at:stop].strip()
        if inside and self.symbols.known(inside) is not None and inside.lower() not in STOPS:
            tokens, after = self.namer.read(self.source, at, self.stop, stop)
            self.tokens += tokens
            self.at = max(self.at, after)
            return
        for m in _WORD.finditer(self.source, at, stop):
            if m[0] in ",;":
                self.emit("sep", m[0], *m.span())
            elif m[0][0] == "$":
                self.tokens += self.inner((m.start() + 1, m.end() - 1))
            else:
                self.emit("word", m[0], *m.span())

    def macro(self, word: str, at: int, end: int) -> None:
        """The meaning of a macro, standing where the macro stands."""
        if self.nested >= _MOST_NESTED:
            raise NotRead(at, end, f"the macro \\{word} in macros too deep", f"at most {_MOST_NESTED}")
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


_BRACE = re.compile(r"\\.|[{}]", re.S)


def matching(source: str, at: int, stop: int) -> int:
    """Where the brace that opens at `at` closes; the end, if it never does."""
    depth = 0
    for m in _BRACE.finditer(source, at, stop):
        if m[0] == "{":
            depth += 1
        elif m[0] == "}":
            depth -= 1
            if depth == 0:
                return m.start()
    return stop
