"""From tokens to a tree: a Pratt parser that keeps the arrangement and the place of every part.

Sums bind least, then products and quotients, then ∥, then powers.  Two spellings have no reading that all
writers share: the product without a sign after a slash (1/βA) and ∥ beside a product (2R_1 ∥ R_2).  The
parser takes the likelier one, notes the place, and reads the other one when it is told to turn there.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from gainproof.expression import ONE, Abs, Neg, Num, Par, Pow, Root, Sum, Sym
from gainproof.hand.reader.formulas.arguments import argument
from gainproof.hand.reader.formulas.cursor import Cursor
from gainproof.hand.reader.formulas.mixed import mixed_number
from gainproof.hand.reader.formulas.nodes import Node, leaf, node, product, quotient, rational
from gainproof.hand.reader.tokens import (
    BAR,
    DEEPEST,
    LARGEST_DEGREE,
    LARGEST_POWER,
    NotRead,
    Remark,
    Token,
)

_CLOSERS = {"(": ")", "{": "}"}


def read_side(
    tokens: Sequence[Token], remarks: list[Remark], turned: frozenset[int] = frozenset()
) -> tuple[Node, list[int]]:
    """The tree of one side of an equation, and the places of its ambiguities.

    At the places in `turned` the less likely reading is taken.  Raises NotRead.
    """
    parser = _Parser(tokens, remarks, turned)
    return parser.whole(), parser.doubts


class _Parser(Cursor):
    def __init__(self, tokens: Sequence[Token], remarks: list[Remark], turned: frozenset[int]) -> None:
        super().__init__(tokens, remarks)
        self.turned = turned
        self.doubts: list[int] = []
        self.signs: list[int] = []  # the signs ∥ of the product that is being read

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
        return node(Sum, terms, terms[0].at, terms[-1].end)

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
                x = node(Neg, [x], t.at, x.end)
        return x

    def product(self, first: Node | None = None) -> Node:
        """Factors and divisors from left to right."""
        before = len(self.signs)
        factors = [first or self.parallel()]
        start, divided = len(self.signs), False
        while True:
            if self.take("*"):
                factors.append(self.factor())
            elif slash := self.take("/"):
                over, divided = product(factors), True
                under = self.factor()
                if self.starts(self.peek()):
                    under, tail = self.after_slash(slash, under)
                    factors = [quotient(over, under), *tail]
                else:
                    factors = [quotient(over, under)]
            elif self.peek().is_op("over"):
                break
            elif self.starts(self.peek()):
                mixed = self.mixed(factors[-1])
                if mixed is not None:
                    factors[-1] = mixed
                else:
                    factors.append(self.parallel())
            elif self.peek().is_op("∥"):
                factors = [self.beside(factors)]
            else:
                break
        first_sign = before if divided else start  # (R_d ∥ R_f)/(1 + A), or R_d ∥ (R_f/(1 + A))
        if (len(factors) > 1 or divided) and len(self.signs) > first_sign:
            self.doubts.append(self.signs[first_sign])
        del self.signs[before:]
        return product(factors)

    def mixed(self, whole: Node) -> Node | None:
        """6 2/3 kΩ, a whole number and a fraction; a product where it is told to turn."""
        found = mixed_number(self.tokens, self.i) if isinstance(whole.expr, Num) else None
        if found is None:
            return None
        self.doubts.append(whole.at)
        if whole.at in self.turned:
            return None
        over, under, scale, self.i = found
        value = (whole.expr.args[0] + Fraction(over, under)) * scale
        return Node(Num(value), whole.at, self.tokens[self.i - 1].end)

    def beside(self, factors: list[Node]) -> Node:
        """(2R_1) ∥ R_2, where ∥ is to bind less than the product does."""
        self.i += 1
        other = self.product()
        left = product(factors)
        return node(Par, [left, other], left.at, other.end)

    def after_slash(self, slash: Token, under: Node) -> tuple[Node, list[Node]]:
        """What stands without a sign behind a divisor: below the line too, or a factor of the quotient."""
        below = True
        rest: list[Node] = []
        while self.starts(self.peek()):
            below = below and not self.peek().is_op("(", "frac") and self.touches()
            rest.append(self.parallel())
        self.doubts.append(slash.at)
        if below != (slash.at in self.turned):
            return product([under, *rest]), []
        return under, rest

    def touches(self) -> bool:
        """Does the next token follow without a blank, or is the blank one that LaTeX needs?"""
        return self.peek().at - self.tokens[self.i - 1].end <= (1 if self.peek().spaced else 0)

    def factor(self) -> Node:
        """A factor behind a sign of multiplication or division; it may have a sign of its own."""
        if t := self.take("-"):
            x = self.nested(t, self.factor)
            return node(Neg, [x], t.at, x.end)
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
            parts.append(node(Neg, [x], minus.at, x.end) if minus else x)
        if len(parts) == 1:
            return parts[0]
        return node(Par, parts, parts[0].at, parts[-1].end)

    def quotient_beside(self, over: Node) -> Node:
        """R ∥ 1/sC: a number above the line cannot be in parallel with anything, so the quotient is."""
        self.i += 1
        under = [self.power()]
        while self.starts(self.peek()) and not self.peek().is_op("("):
            under.append(self.power())
        return quotient(over, product(under))

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
        q = rational(x.expr)
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
            x = node(Root, [base], base.at, end)
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
        return quotient(Node(ONE, base.at, end), x) if q < 0 else x

    def starts(self, t: Token) -> bool:
        """Can a factor begin with this token?"""
        if t.kind in ("sym", "num", "word"):
            return True
        if t.is_op(BAR):
            return not self.in_bars()
        return t.kind == "op" and t.text in ("(", "{", "frac", "sqrt", "abs", "par", "quot")

    def in_bars(self) -> bool:
        """Is the bracket that closes next the bar of a magnitude?"""
        return next((c for c in reversed(self.open) if c in (*_CLOSERS.values(), BAR)), "") == BAR

    def atom(self) -> Node:
        t = self.peek()
        if t.kind == "sym":
            self.i += 1
            self.i += argument(self.tokens, self.i)
            return leaf(t.value, t)
        if t.kind == "num":
            self.i += 1
            return Node(Num(t.value), t.at, t.end, (), t.rounding)
        if t.kind == "word":
            self.i += 1
            return leaf(Sym(t.text), t)
        if t.is_op(BAR) and not self.in_bars():
            return self.magnitude(t)
        if t.kind != "op" or t.text not in ("(", "{", "frac", "sqrt", "abs", "par", "quot"):
            raise self.refuse("a number, a symbol or a bracket")
        self.i += 1
        if t.text in _CLOSERS:
            return self.group(t)
        if t.text == "frac":
            over = self.argument()
            under = self.argument()
            x = quotient(over, under)
            x.at = t.at
            x.end = max(x.end, self.tokens[self.i - 1].end)
            return x
        if t.text in ("sqrt", "abs"):
            inside = self.argument()
            return node(Root if t.text == "sqrt" else Abs, [inside], t.at, self.tokens[self.i - 1].end)
        return self.listed(t)

    def magnitude(self, t: Token) -> Node:
        """|x|."""
        self.i += 1
        self.enter(t, BAR)
        x = self.sum()
        if not self.take(BAR):
            raise self.refuse("the second bar of a magnitude")
        self.open.pop()
        return node(Abs, [x], t.at, self.tokens[self.i - 1].end)

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
            return quotient(*parts)
        return node(Par, parts, t.at, end) if len(parts) > 1 else parts[0]

    def group(self, t: Token) -> Node:
        self.enter(t, _CLOSERS[t.text])
        x = self.sum()
        if self.take("over"):
            x = quotient(x, self.sum())
        self.leave()
        end = self.tokens[self.i - 1].end
        if t.text == "(":
            x = Node(x.expr, t.at, max(end, x.end), x.parts, x.rounding, x.height, x.degree)
        return x

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
            return leaf(t.value, t)
        self.enter(t, "")
        x = self.atom()
        self.open.pop()
        return x
