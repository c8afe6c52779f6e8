"""Expressions in the hand of the writer: in LaTeX or in plain text, with the symbols as the work spells them.

A correction is read beside the line that it corrects.  So the voltage that the writer calls ``V_{out}`` is
not called ``v_3`` there, and LaTeX is answered in LaTeX.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from gainproof.expression import Abs, Expr, Neg, Num, Par, Partial, Pow, Prod, Quot, Root, Sum, Sym
from gainproof.hand.reader.claims.pronouns import PRONOUNS
from gainproof.hand.work import Claim, Side, Span, Work
from gainproof.render.marks import is_greek
from gainproof.symbols import split_symbol
from gainproof.worked.values import decimal

_SUM, _PAR, PRODUCT, _POWER, _ATOM = range(5)
_OPENS, _CLOSES = "([{", ")]}"
_BRACKETS = re.compile(
    r"((?:\\left|\\[bB]igg?l?)?\s*(?:[(\[]|\\\{)\s*)(.*?)(\s*(?:\\right|\\[bB]igg?r?)?\s*(?:[)\]]|\\\}))",
    re.S,
)
_LATEX = re.compile(r"\\[A-Za-z]|[_^]\{")
_FREQUENCY = Sym("s")
"""Spelled jω, it is a product in the eye of a reader."""
_ONE_NAME = re.compile(
    r"\\?[^\W\d_]+(?:\{[^\W\d_]+\})?'*(?:_(?:\{[^{}$]{1,24}\}|\w+|\\[A-Za-z]+|[+\-−]))?'*"
    r"|[^\W\d_]\w*\([\w+\-,. ]{1,24}\)"
)
_IMAGINARY = re.compile(r"[ij](?:\s*\*\s*|\s+)(?:omega|w|ω|\\omega)")
"""The frequency with a sign or a blank in it, which _ONE_NAME has not: j*omega."""
_TENTHS = (2, 5)


def is_latex(words: str) -> bool:
    """Does this look like LaTeX rather than plain algebra?"""
    return bool(_LATEX.search(words))


def offset(source: str, span: Span) -> tuple[int, int]:
    """Where the characters of a span begin and end in the document."""
    begin = 0
    for _ in range(span.line - 1):
        found = source.find("\n", begin)
        if found < 0:
            return len(source), len(source)
        begin = found + 1
    stop = source.find("\n", begin)
    begin = min(begin + span.column - 1, stop if stop >= 0 else len(source))
    return begin, min(begin + span.length, len(source))


def under(source: str, span: Span) -> str:
    """The characters of a span."""
    begin, end = offset(source, span)
    return source[begin:end]


@dataclass(frozen=True)
class Hand:
    """How one writer spells: in LaTeX or not, and the spellings of the work's symbols.

    `quoted` are parts of a line as they stand there, which are not written anew.
    """

    latex: bool = False
    known: Mapping[Expr, str] = field(default_factory=dict)
    quoted: Mapping[Expr, str] = field(default_factory=dict)

    def write(self, x: Expr, outer: int = _SUM) -> str:
        """The expression, in brackets where anything looser than `outer` wants them."""
        body, level = self._body(x)
        return self.fenced(body) if level < outer else body

    def atom(self, x: Expr) -> str:
        """The expression so that it may stand beside anything."""
        return self.write(x, _ATOM)

    def loose(self, x: Expr) -> bool:
        """Would brackets be wanted if this stood as a factor?"""
        return self._body(x)[1] < PRODUCT

    def quoting(self, quoted: Mapping[Expr, str]) -> Hand:
        """The same hand, with parts of a line that stay as they stand there."""
        return Hand(self.latex, self.known, quoted)

    def fenced(self, body: str) -> str:
        """The text in brackets, tall ones around fractions."""
        tall = self.latex and r"\frac" in body
        return rf"\left( {body} \right)" if tall else f"({body})"

    def _body(self, x: Expr) -> tuple[str, int]:
        spelled = self.known.get(x)
        if spelled is not None:
            return spelled, _ATOM
        text, level = self._written(x)
        quoted = self.quoted.get(x)
        if quoted is None:
            return text, level
        return quoted, _ATOM if brackets(quoted) else level

    def _written(self, x: Expr) -> tuple[str, int]:
        match x:
            case Sym():
                return self.symbol(x.name), _ATOM
            case Num():
                return self._number(x.args[0])
            case Sum():
                first = x.args[0]
                out = self.write(first, PRODUCT if isinstance(first, Par) else _SUM)
                for t in x.args[1:]:
                    if isinstance(t, Neg):
                        out += f" - {self.write(t.args[0], PRODUCT)}"
                    elif isinstance(t, Num) and t.args[0] < 0:
                        out += f" - {self._number(-t.args[0])[0]}"
                    else:
                        out += f" + {self.write(t, PRODUCT)}"
                return out, _SUM
            case Neg():
                return f"-{self.write(x.args[0], PRODUCT)}", _SUM
            case Prod():
                between = " " if self.latex else "*"
                factors = [self.write(f, PRODUCT) for f in x.args]
                if self.latex:
                    factors = [rf"\cdot {f}" if k and f[:1].isdigit() else f for k, f in enumerate(factors)]
                return between.join(factors), PRODUCT
            case Quot():
                if self.latex:
                    return rf"\frac{{{self.write(x.num)}}}{{{self.write(x.den)}}}", _POWER
                return f"{self.write(x.num, PRODUCT)}/{self.write(x.den, _POWER)}", PRODUCT
            case Pow():
                base = self.write(x.base, _ATOM)
                base = self.fenced(base) if x.base == _FREQUENCY and len(base) > 1 else base
                return f"{base}^{{{x.exponent}}}" if self.latex else f"{base}^{x.exponent}", _POWER
            case Root():
                inside = self.write(x.inside)
                return rf"\sqrt{{{inside}}}" if self.latex else f"sqrt({inside})", _ATOM
            case Abs():
                return f"|{self.write(x.inside)}|", _ATOM
            case Par():
                sign = r" \parallel " if self.latex else " || "
                return sign.join(self.write(p, _POWER) for p in x.args), _PAR
            case Partial():
                a, b = self.write(x.what), self.write(x.by)
                return (rf"\frac{{\partial {a}}}{{\partial {b}}}" if self.latex else f"d{a}/d{b}"), _POWER
        raise TypeError(f"not an expression: {x!r}")

    def _number(self, q: Fraction) -> tuple[str, int]:
        if q < 0:
            return f"-{self._number(-q)[0]}", _SUM
        if q.denominator == 1:
            return str(q.numerator), _ATOM
        rest = q.denominator
        for p in _TENTHS:
            while rest % p == 0:
                rest //= p
        if rest == 1 and Fraction(decimal(q)) == q:
            return decimal(q), _ATOM
        if self.latex:
            return rf"\frac{{{q.numerator}}}{{{q.denominator}}}", _POWER
        return f"{q.numerator}/{q.denominator}", PRODUCT

    def symbol(self, name: str) -> str:
        """A symbol that the work never writes, in the writer's manner."""
        if not self.latex:
            return name
        stem, below = split_symbol(name)
        shown = f"\\{stem}" if is_greek(stem) else stem if len(stem) == 1 else rf"\mathit{{{stem}}}"
        if not below:
            return shown
        below = r"\infty" if below == "oo" else below.replace("_", r"\_")
        return f"{shown}_{below}" if len(below) == 1 else f"{shown}_{{{below}}}"


class Hands:
    """The spellings of one work, collected from where its symbols stand."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self._known: dict[bool, dict[Expr, str]] = {True: {}, False: {}}
        for item in work.items:
            if isinstance(item, Claim):
                known = self._known[self.latex(item)]
                for side in (item.left, item.right):
                    self._collect(side, known)

    def latex(self, claim: Claim) -> bool:
        """Is the claim written in LaTeX?"""
        before = under(self.work.source, Span(claim.span.line, max(1, claim.span.column - 1), 1))
        return is_latex(claim.text) or before == "$" or self.work.file.endswith(".tex")

    def of(self, claim: Claim) -> Hand:
        """The hand in which this claim is written."""
        latex = self.latex(claim)
        return Hand(latex, self._known[latex])

    def _collect(self, side: Side, known: dict[Expr, str]) -> None:
        inner = {path[:k] for path in side.spans for k in range(len(path))}
        for path, span in {(): side.span, **side.spans}.items():
            node = node_at(side.expr, path)
            if node is None or isinstance(node, Num) or node in known or path in inner:
                continue
            spelled = under(self.work.source, span).strip()
            if spelled.lower() in PRONOUNS:
                continue  # “which vanishes for …”
            if _ONE_NAME.fullmatch(spelled) or (node == _FREQUENCY and _IMAGINARY.fullmatch(spelled)):
                known[node] = spelled


def node_at(x: Expr, path: tuple[int, ...]) -> Expr | None:
    """The part of an expression at the end of a path; None if there is none."""
    for i in path:
        if i >= len(x.children):
            return None
        x = x.children[i]
    return x


def brackets(part: str) -> tuple[str, str] | None:
    """The pair of brackets that holds all of this, as they are typed; None if there is none."""
    around = _BRACKETS.fullmatch(part.strip())
    if around is None:
        return None
    depth = 0
    for c in around[2]:
        depth += (c in _OPENS) - (c in _CLOSES)
        if depth < 0:
            return None
    return around[1], around[3]
