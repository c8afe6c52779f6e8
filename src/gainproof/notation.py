"""The text form of expressions: Python syntax, written and read.

This is how expressions stand in JSON files and in netlists: ``-R2/R1/(1 + (1 + R2/R1)/Ao)``, with
``par(a, b)`` for parallel combinations, ``sqrt(x)`` for square roots and ``diff(y, x)`` for ∂y/∂x.  Anyone
can evaluate it; nothing here ever does.  The reader is a small Pratt parser over a fixed grammar (numbers,
names, ``+ - * / **``, brackets, ``par``, ``sqrt``, ``diff``); untrusted text goes through it and through
nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from gainproof.expression import (
    Abs,
    Equation,
    Expr,
    Neg,
    Num,
    Par,
    Partial,
    Pow,
    Prod,
    Quot,
    Root,
    Sum,
    Sym,
    add,
    div,
    mul,
    neg,
    par,
    power,
    root,
)

LONGEST = 2_000_000  # characters; a saved result of a large circuit is long, an attack is longer
DEEPEST = 100  # nested brackets
LARGEST_POWER = 64
LONGEST_EXPONENT = 8  # characters
LARGEST_DEGREE = 1024  # of powers of powers
MOST_DIGITS = 400

_SUM, _PRODUCT, _UNARY, _POWER, _ATOM = range(1, 6)


def text(x: Expr) -> str:
    """`x` in Python syntax."""
    return _write(x, 0)


def equation_text(claim: Equation) -> str:
    """The claim as ``left = right``."""
    return f"{text(claim.left)} = {text(claim.right)}"


def _write(x: Expr, outer: int) -> str:
    body, level = _body(x)
    return f"({body})" if level < outer else body


def _body(x: Expr) -> tuple[str, int]:
    match x:
        case Sym():
            return x.name, _ATOM
        case Num():
            q: Fraction = x.args[0]
            if q < 0:
                return f"-{_number(-q)}", _SUM
            return _number(q), _ATOM if q.denominator == 1 else _PRODUCT
        case Sum():
            out = _write(x.args[0], _SUM)
            for t in x.args[1:]:
                if isinstance(t, Neg):
                    out += f" - {_write(t.args[0], _PRODUCT)}"
                else:
                    out += f" + {_write(t, _PRODUCT)}"
            return out, _SUM
        case Neg():
            return f"-{_write(x.args[0], _PRODUCT)}", _SUM
        case Prod():
            head, *rest = x.args
            return "*".join([_write(head, _PRODUCT), *(_write(f, _UNARY) for f in rest)]), _PRODUCT
        case Quot():
            return f"{_write(x.num, _PRODUCT)}/{_write(x.den, _POWER)}", _PRODUCT
        case Pow():
            return f"{_write(x.base, _ATOM)}**{x.exponent}", _POWER
        case Root():
            return f"sqrt({text(x.inside)})", _ATOM
        case Abs():
            return f"abs({text(x.inside)})", _ATOM
        case Par():
            return f"par({', '.join(map(text, x.args))})", _ATOM
        case Partial():
            return f"diff({text(x.what)}, {text(x.by)})", _ATOM
    raise TypeError(f"not an expression: {x!r}")


def _number(q: Fraction) -> str:
    return str(q.numerator) if q.denominator == 1 else f"{q.numerator}/{q.denominator}"


def _degree(x: Expr) -> int:
    """The greatest product of exponents along one branch of the tree."""
    deepest, pending = 1, [(x, 1)]
    while pending:
        node, degree = pending.pop()
        degree *= node.exponent if isinstance(node, Pow) else 1
        deepest = max(deepest, degree)
        pending += [(c, degree) for c in node.children]
    return deepest


class NotationError(ValueError):
    """The text is not an expression; `column` (from 1) says where, `what` and `expected` say why."""

    def __init__(self, column: int, what: str, expected: str) -> None:
        self.column, self.what, self.expected = column, what, expected
        super().__init__(f"column {column}: {what}; expected {expected}")


_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?)"
    r"|(?P<name>[A-Za-z_][A-Za-z_0-9]*)"
    r"|(?P<op>\*\*|[-+*/(),^]))"
)


def parse(source: str, *, roots: bool = True) -> Expr:
    """The expression that `source` spells; without `roots`, ``sqrt`` and ``diff`` are names.

    Raises NotationError with the column of the first thing that does not belong.
    """
    return _Reader(source, roots).whole()


def parse_equation(source: str) -> Equation:
    """The claim that `source` spells as ``left = right``."""
    left, sign, right = source.partition("=")
    if not sign:
        raise NotationError(1, "no equals sign", "left = right")
    return Equation(parse(left), parse(right))


class _Reader:
    def __init__(self, source: str, roots: bool) -> None:
        self.roots = roots
        if len(source) > LONGEST:
            raise NotationError(1, f"{len(source)} characters", f"at most {LONGEST}")
        self.source = source
        self.tokens: list[tuple[str, str, int]] = []
        at, end = 0, len(source.rstrip())
        while at < end:
            m = _TOKEN.match(source, at)
            if m is None:
                rest = source[at:].lstrip()
                at = len(source) - len(rest)
                raise NotationError(at + 1, f"{rest[0]!r}", "a number, a name, an operator or a bracket")
            kind = str(m.lastgroup)
            self.tokens.append((kind, m[kind], m.start(kind) + 1))
            at = m.end()
        self.tokens.append(("end", "", end + 1))
        self.i = 0
        self.depth = 0

    def whole(self) -> Expr:
        x = self.sum()
        kind, word, column = self.tokens[self.i]
        if kind != "end":
            raise NotationError(column, f"{word!r}", "an operator or the end")
        return x

    def take(self, *words: str) -> str:
        kind, word, _ = self.tokens[self.i]
        if kind == "op" and word in words:
            self.i += 1
            return word
        return ""

    def sum(self) -> Expr:
        terms = [self.term()]
        while op := self.take("+", "-"):
            t = self.term()
            terms.append(neg(t) if op == "-" else t)
        return add(*terms)

    def term(self) -> Expr:
        if self.take("-"):
            return self.nested(lambda: neg(self.term()))
        if self.take("+"):
            return self.nested(self.term)
        factors = [self.factor()]
        while op := self.take("*", "/"):
            y = self.factor()
            if op == "*":
                factors.append(y)
                continue
            try:
                factors = [div(mul(*factors), y)]
            except ZeroDivisionError:
                raise NotationError(self.tokens[self.i - 1][2], "division by zero", "a divisor") from None
        return mul(*factors)

    def factor(self) -> Expr:
        if self.take("-"):
            return self.nested(lambda: neg(self.factor()))
        if self.take("+"):
            return self.nested(self.factor)
        base = self.atom()
        if not self.take("**", "^"):
            return base
        column = self.tokens[self.i][2]
        n = self.exponent()
        if abs(n) * _degree(base) > LARGEST_DEGREE:
            raise NotationError(column, f"a power of a power beyond {LARGEST_DEGREE}", "a smaller exponent")
        return power(base, n)

    def exponent(self) -> int:
        """A whole number, or a calculation in brackets that gives one."""
        minus = bool(self.take("-"))
        kind, word, column = self.tokens[self.i]
        expected = f"a whole number up to {LARGEST_POWER}"
        if kind == "op" and self.take("("):
            x = self.nested(self.sum)
            self.close()
            if x.symbols():
                raise NotationError(column, f"{x.symbols()[0]!r} in an exponent", expected)
            q = Fraction(x.value({}))
        elif kind == "number" and len(word) <= LONGEST_EXPONENT:
            self.i += 1
            q = Fraction(word)
        else:
            raise NotationError(column, f"exponent {word!r}", expected)
        if q.denominator != 1 or abs(q) > LARGEST_POWER:
            raise NotationError(column, f"exponent {q}", expected)
        return -int(q) if minus else int(q)

    def atom(self) -> Expr:
        kind, word, column = self.tokens[self.i]
        self.i += 1
        if kind == "number":
            if len(word) > MOST_DIGITS:
                raise NotationError(column, f"a number of {len(word)} digits", f"at most {MOST_DIGITS}")
            return Num(Fraction(word))
        if kind == "name":
            if word == "par" and self.take("("):
                return self.nested(self.parallel)
            if word == "diff" and self.roots and self.take("("):
                return self.nested(self.partial)
            if word == "sqrt" and self.roots and self.take("("):
                x = self.nested(self.sum)
                self.close()
                return root(x)
            if word == "abs" and self.roots and self.take("("):
                x = self.nested(self.sum)
                self.close()
                return Abs(x)
            return Sym(word)
        if word == "(":
            x = self.nested(self.sum)
            self.close()
            return x
        raise NotationError(column, f"{word!r}" if word else "the end", "a number, a name or a bracket")

    def nested(self, read: Callable[[], Expr]) -> Expr:
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotationError(
                self.tokens[self.i][2], "brackets or signs nested too deep", f"at most {DEEPEST}"
            )
        x = read()
        self.depth -= 1
        return x

    def parallel(self) -> Expr:
        parts = [self.sum()]
        while self.take(","):
            parts.append(self.sum())
        self.close()
        return par(*parts)

    def partial(self) -> Expr:
        what = self.atom()
        self.sign(",", "a comma")
        by = self.atom()
        self.close()
        return Partial(what, by)

    def close(self) -> None:
        self.sign(")", "a closing bracket")

    def sign(self, sign: str, expected: str) -> None:
        if not self.take(sign):
            _, word, column = self.tokens[self.i]
            raise NotationError(column, f"{word!r}" if word else "the end", expected)
