"""From tokens to a tree: a Pratt parser that keeps the arrangement and the place of every part.

Sums bind least, then products and quotients, then ∥, then powers.  Two spellings have no reading that all
writers share: the product without a sign after a slash (1/βA) and ∥ beside a product (2R_1 ∥ R_2).  The
parser takes the likelier one, notes the place, and reads the other one when it is told to turn there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from gainproof.expression import ONE, Expr, Neg, Num, Par, Pow, Prod, Quot, Root, Sum, Sym
from gainproof.hand.reader.tokens import (
    DEEPEST,
    LARGEST_DEGREE,
    LARGEST_POWER,
    TALLEST,
    NotRead,
    Remark,
    Token,
)

_CLOSERS = {"(": ")", "{": "}"}
_FUNCTIONS = frozenset("AHGZVviIYTaF")
"""First letters of what is written as a function of s, t or jω."""


@dataclass(slots=True)
class Node:
    """A part of a formula, with its place and its parts, which are the children of its expression."""

    expr: Expr
    at: int
    end: int
    parts: tuple[Node, ...] = ()
    rounding: Fraction | None = None
    height: int = 1
    degree: int = 1


def read_side(
    tokens: Sequence[Token], remarks: list[Remark], turned: frozenset[int] = frozenset()
) -> tuple[Node, list[int]]:
    """The tree of one side of an equation, and the places of its ambiguities.

    At the places in `turned` the less likely reading is taken.  Raises NotRead.
    """
    parser = _Parser(tokens, remarks, turned)
    return parser.whole(), parser.doubts


class _Parser:
    def __init__(self, tokens: Sequence[Token], remarks: list[Remark], turned: frozenset[int]) -> None:
        self.tokens = tokens
        self.i = 0
        self.remarks = remarks
        self.turned = turned
        self.doubts: list[int] = []
        self.signs: list[int] = []  # the signs ∥ of the product that is being read
        self.open: list[str] = []

    # Taking tokens

    def peek(self, ahead: int = 0) -> Token:
        k = self.i + ahead
        if k < len(self.tokens):
            return self.tokens[k]
        end = self.tokens[-1].end if self.tokens else 0
        return Token("end", "the end", end, end)

    def take(self, *texts: str) -> Token | None:
        t = self.peek()
        if t.kind == "op" and t.text in texts:
            self.i += 1
            return t
        return None

    def refuse(self, expected: str) -> NotRead:
        t = self.peek()
        if t.kind == "bad":
            return NotRead(t.at, t.end, t.text, str(t.value))
        return NotRead(t.at, max(t.end, t.at + 1), _said(t), expected)

    # The levels

    def whole(self) -> Node:
        x = self.sum()
        while self.peek().is_op(")", "}"):
            stray = self.peek()
            self.remarks.append(
                Remark("bracket", stray.at, stray.end, "a bracket closes that never opened; it is left out")
            )
            self.i += 1
            if self.starts(self.peek()):
                x = self.product(x)
            if self.peek().is_op("+", "-"):
                x = self.sum(x)
        if self.i < len(self.tokens):
            raise self.refuse("an operator or the end")
        return x

    def sum(self, first: Node | None = None) -> Node:
        terms = [first or self.signed()]
        while self.peek().is_op("+", "-"):
            terms.append(self.signed())
        if len(terms) == 1:
            return terms[0]
        return _node(Sum, terms, terms[0].at, terms[-1].end)

    def signed(self) -> Node:
        """A term with the signs in front of it."""
        signs: list[Token] = []
        while t := self.take("+", "-"):
            signs.append(t)
            if len(signs) > DEEPEST:
                raise NotRead(t.at, t.end, "a long row of signs", "one sign")
        x = self.product()
        for t in reversed(signs):
            if t.text == "-":
                x = _node(Neg, [x], t.at, x.end)
        return x

    def product(self, first: Node | None = None) -> Node:
        """Factors and divisors from left to right."""
        factors = [first or self.parallel()]
        start, divided = len(self.signs), False
        while True:
            if self.take("*"):
                factors.append(self.factor())
            elif slash := self.take("/"):
                over, divided = _product(factors), True
                under = self.factor()
                if self.starts(self.peek()):
                    under, tail = self.after_slash(slash, under)
                    factors = [_quotient(over, under), *tail]
                else:
                    factors = [_quotient(over, under)]
            elif self.peek().is_op("over"):
                break
            elif self.starts(self.peek()):
                factors.append(self.parallel())
            elif self.peek().is_op("∥"):
                factors = [self.beside(factors)]
            else:
                break
        if (len(factors) > 1 or divided) and len(self.signs) > start:
            self.doubts.append(self.signs[start])
        del self.signs[start:]
        return _product(factors)

    def beside(self, factors: list[Node]) -> Node:
        """(2R_1) ∥ R_2, where ∥ is to bind less than the product does."""
        self.i += 1
        other = self.product()
        left = _product(factors)
        return _node(Par, [left, other], left.at, other.end)

    def after_slash(self, slash: Token, under: Node) -> tuple[Node, list[Node]]:
        """What stands without a sign behind a divisor: below the line too, or a factor of the quotient."""
        below = True
        rest: list[Node] = []
        while self.starts(self.peek()):
            below = below and not self.peek().is_op("(", "frac") and self.touches()
            rest.append(self.parallel())
        self.doubts.append(slash.at)
        if below != (slash.at in self.turned):
            return _product([under, *rest]), []
        return under, rest

    def touches(self) -> bool:
        """Does the next token follow without a blank, or is the blank one that LaTeX needs?"""
        return self.peek().at - self.tokens[self.i - 1].end <= (1 if self.peek().spaced else 0)

    def factor(self) -> Node:
        """A factor behind a sign of multiplication or division; it may have a sign of its own."""
        if t := self.take("-"):
            x = self.nested(t, self.factor)
            return _node(Neg, [x], t.at, x.end)
        if t := self.take("+"):
            return self.nested(t, self.factor)
        return self.parallel()

    def nested(self, t: Token, inner: object) -> Node:
        self.open.append("-")
        if len(self.open) > DEEPEST:
            raise NotRead(t.at, t.end, "a formula nested too deep", f"at most {DEEPEST} levels")
        x: Node = inner()  # type: ignore[operator]
        self.open.pop()
        return x

    def parallel(self) -> Node:
        parts = [self.power()]
        while self.peek().is_op("∥") and self.peek().at not in self.turned:
            sign = self.peek()
            self.i += 1
            self.signs.append(sign.at)
            minus = self.take("-")
            x = self.power()
            if self.peek().is_op("/") and isinstance(x.expr, Num):
                x = self.quotient_beside(x)
            parts.append(_node(Neg, [x], minus.at, x.end) if minus else x)
        if len(parts) == 1:
            return parts[0]
        return _node(Par, parts, parts[0].at, parts[-1].end)

    def quotient_beside(self, over: Node) -> Node:
        """R ∥ 1/sC: a number above the line cannot be in parallel with anything, so the quotient is."""
        self.i += 1
        under = [self.power()]
        while self.starts(self.peek()) and not self.peek().is_op("("):
            under.append(self.power())
        return _quotient(over, _product(under))

    def power(self) -> Node:
        base = self.atom()
        if not self.peek().is_op("^"):
            return base
        self.i += 1
        exponent = self.exponent()
        return self.raised(base, exponent)

    def exponent(self) -> tuple[Fraction, int]:
        """The number of an exponent, and where it ends; towers count from the right, within bounds."""
        at = self.peek()
        minus = bool(self.take("-"))
        if not minus:
            self.take("+")
        self.open.append("^")
        if len(self.open) > DEEPEST:
            raise NotRead(at.at, at.end, "a tower of powers", "one exponent")
        x = self.argument()
        q = _rational(x.expr)
        if q is None:
            raise NotRead(x.at, x.end, "an exponent that is no number", "a whole number or 1/2")
        if self.take("^"):
            up, _ = self.exponent()
            if abs(up) > LARGEST_POWER or up.denominator != 1 or up < 0 or abs(q) > LARGEST_POWER:
                raise NotRead(x.at, x.end, "a tower of powers", f"an exponent up to {LARGEST_POWER}")
            q = q ** int(up)
        self.open.pop()
        return (-q if minus else q), self.tokens[self.i - 1].end

    def raised(self, base: Node, exponent: tuple[Fraction, int]) -> Node:
        q, end = exponent
        size = abs(q)
        if size == Fraction(1, 2):
            x = _node(Root, [base], base.at, end)
        elif size.denominator != 1:
            raise NotRead(base.at, end, f"the power {q}", "a whole power or a square root")
        elif size > LARGEST_POWER or base.degree * int(size) > LARGEST_DEGREE:
            raise NotRead(base.at, end, "a power out of all measure", f"an exponent up to {LARGEST_POWER}")
        elif size == 0:
            return Node(ONE, base.at, end)
        elif size == 1:
            x = base
        else:
            x = Node(
                Pow(base.expr, int(size)),
                base.at,
                end,
                (base,),
                None,
                base.height + 1,
                base.degree * int(size),
            )
        return _quotient(Node(ONE, base.at, end), x) if q < 0 else x

    # Atoms

    def starts(self, t: Token) -> bool:
        """Can a factor begin with this token?"""
        if t.kind in ("sym", "num", "word"):
            return True
        return t.kind == "op" and t.text in ("(", "{", "frac", "sqrt", "par", "quot")

    def atom(self) -> Node:
        t = self.peek()
        if t.kind == "sym":
            self.i += 1
            self.call(t)
            return _leaf(t.value, t)
        if t.kind == "num":
            self.i += 1
            return Node(Num(t.value), t.at, t.end, (), t.rounding)
        if t.kind == "word":
            self.i += 1
            return _leaf(Sym(t.text), t)
        if t.kind != "op" or t.text not in ("(", "{", "frac", "sqrt", "par", "quot"):
            raise self.refuse("a number, a symbol or a bracket")
        self.i += 1
        if t.text in _CLOSERS:
            return self.group(t)
        if t.text == "frac":
            over = self.argument()
            under = self.argument()
            x = _quotient(over, under)
            x.at = t.at
            x.end = max(x.end, self.tokens[self.i - 1].end)
            return x
        if t.text == "sqrt":
            inside = self.argument()
            return _node(Root, [inside], t.at, self.tokens[self.i - 1].end)
        return self.listed(t)

    def listed(self, t: Token) -> Node:
        """``par(a, b)``, ``Rational(1, 2)``."""
        if not self.take("("):
            raise self.refuse("an opening bracket")
        self.enter(t, ")")
        parts = [self.sum()]
        while self.peek().kind == "sep" and self.peek().text == ",":
            self.i += 1
            parts.append(self.sum())
        self.leave()
        end = self.tokens[self.i - 1].end
        if t.text == "quot":
            if len(parts) != 2:
                raise NotRead(t.at, end, f"{len(parts)} parts of a quotient", "two")
            return _quotient(*parts)
        return _node(Par, parts, t.at, end) if len(parts) > 1 else parts[0]

    def group(self, t: Token) -> Node:
        self.enter(t, _CLOSERS[t.text])
        x = self.sum()
        if self.take("over"):
            x = _quotient(x, self.sum())
        self.leave()
        end = self.tokens[self.i - 1].end
        if t.text == "(":
            x = Node(x.expr, t.at, max(end, x.end), x.parts, x.rounding, x.height, x.degree)
        return x

    def enter(self, t: Token, closer: str) -> None:
        self.open.append(closer)
        if len(self.open) > DEEPEST:
            raise NotRead(t.at, t.end, "brackets nested too deep", f"at most {DEEPEST} levels")

    def leave(self) -> None:
        """Step over the closing bracket; close it for the writer where another bracket or the end is."""
        closer = self.open.pop()
        t = self.peek()
        if t.is_op(closer):
            self.i += 1
            return
        if t.kind != "end" and not t.is_op(")", "}"):
            raise self.refuse("an operator or a closing bracket")
        self.remarks.append(
            Remark("bracket", t.at, max(t.end, t.at + 1), "a bracket never closes; it is closed here")
        )
        if t.kind == "op" and t.text not in self.open:
            self.i += 1

    def argument(self) -> Node:
        r"""What \frac, \sqrt or a power takes: a group, or one token; of a number one digit in LaTeX."""
        t = self.peek()
        if t.kind == "num" and t.single and len(t.text) > 1 and t.text.isdigit():
            tokens = list(self.tokens)
            digit = Token("num", t.text[0], t.at, t.at + 1, Fraction(int(t.text[0])))
            rest = Token("num", t.text[1:], t.at + 1, t.end, Fraction(int(t.text[1:])), single=True)
            tokens[self.i : self.i + 1] = [digit, rest]
            self.tokens = tokens
            self.i += 1
            return Node(Num(digit.value), digit.at, digit.end)
        if t.kind == "sym":
            self.i += 1
            return _leaf(t.value, t)
        self.enter(t, "")
        x = self.atom()
        self.open.pop()
        return x

    def call(self, t: Token) -> None:
        """Step over the argument of H(s), v(t), Z(jω)."""
        if not self.peek().is_op("(") or t.text[:1] not in _FUNCTIONS:
            return
        k = 1
        while self.peek(k).kind == "sym" and self.peek(k).text in ("s", "j", "t", "omega", "f", "jomega"):
            k += 1
        if k > 1 and self.peek(k).is_op(")"):
            self.i += k + 1


def _node(kind: type[Expr], parts: list[Node], at: int, end: int) -> Node:
    if len(parts) > 1 and kind is Par:
        parts = [q for p in parts for q in (p.parts if isinstance(p.expr, Par) else (p,))]
    height = 1 + max(p.height for p in parts)
    if height > TALLEST:
        raise NotRead(at, end, "a formula with so many levels", f"at most {TALLEST}")
    return Node(
        kind(*(p.expr for p in parts)), at, end, tuple(parts), None, height, max(p.degree for p in parts)
    )


def _leaf(x: Expr, t: Token) -> Node:
    """A symbol; one that stands for an expression (v for V(a) - V(b)) has that many levels."""
    return Node(x, t.at, t.end, (), None, 3 if x.children else 1)


def _product(factors: list[Node]) -> Node:
    return factors[0] if len(factors) == 1 else _node(Prod, factors, factors[0].at, factors[-1].end)


def _quotient(over: Node, under: Node) -> Node:
    if under.expr == Num(0):
        raise NotRead(under.at, under.end, "division by zero", "a divisor")
    return _node(Quot, [over, under], over.at, under.end)


def _rational(x: Expr) -> Fraction | None:
    """The number that an exponent is, if it is one: 2, -1, 1/2."""
    if isinstance(x, Num):
        return Fraction(x.args[0])
    if isinstance(x, Neg):
        q = _rational(x.args[0])
        return None if q is None else -q
    if isinstance(x, Quot) and isinstance(x.num, Num) and isinstance(x.den, Num) and x.den.args[0]:
        return Fraction(x.num.args[0]) / Fraction(x.den.args[0])
    return None


def _said(t: Token) -> str:
    if t.kind == "end":
        return "the end"
    if t.kind == "inf":
        return "infinity"
    words = {"frac": "a fraction", "sqrt": "a root", "over": "\\over", "par": "par", "quot": "Rational"}
    return words.get(t.text, f"{t.text!r}") if t.kind == "op" else f"{t.text!r}"
