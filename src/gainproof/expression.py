"""Expression trees that keep the arrangement in which they were written.

A computer algebra system reorders and merges what it is given; a textbook's formula *is* its
arrangement.  These trees are therefore inert: `a*(b + c)` stays a product of a symbol and a
sum.  The operators and the builders do only what no author would leave undone (0 + x, 1·x,
x/1, a sum inside a sum), never algebra.

Nine kinds of node suffice:

======================  ==========================================
``Num(Fraction)``       an exact rational number
``Sym(name)``           a symbol; the name is a Python identifier
``Sum(terms)``          two or more terms
``Neg(x)``              a term taken away, or a leading minus sign
``Prod(factors)``       two or more factors
``Quot(num, den)``      a fraction
``Pow(base, n)``        a whole power, n >= 2
``Root(x)``             the square root of a positive quantity
``Par(parts)``          parallel combination 1/(1/a + 1/b + …)
======================  ==========================================

`Expr.value` evaluates a tree in any field whose elements know + - * / and whole powers: residues
modulo a prime, rational functions, floats, intervals, SymPy expressions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from math import isqrt
from typing import Any

from gainproof.radicals import square_root


class Expr:
    """A node of an expression tree.  Immutable; equal when it looks the same."""

    __slots__ = ("_hash", "_names", "args")
    args: tuple[Any, ...]

    def __init__(self, *args: Any) -> None:
        self.args = args
        self._hash = hash((self.__class__.__name__, args))
        self._names: tuple[str, ...] | None = None

    def __reduce__(self) -> tuple[type[Expr], tuple[Any, ...]]:
        """Made anew in another process, where strings have other hashes."""
        return type(self), self.args

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if self.__class__ is not other.__class__:
            return NotImplemented
        assert isinstance(other, Expr)
        return self._hash == other._hash and self.args == other.args

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self.args))})"

    def __add__(self, other: Expr | int) -> Expr:
        return add(self, lift(other))

    def __radd__(self, other: int) -> Expr:
        return add(lift(other), self)

    def __sub__(self, other: Expr | int) -> Expr:
        return add(self, neg(lift(other)))

    def __rsub__(self, other: int) -> Expr:
        return add(lift(other), neg(self))

    def __mul__(self, other: Expr | int) -> Expr:
        return mul(self, lift(other))

    def __rmul__(self, other: int) -> Expr:
        return mul(lift(other), self)

    def __truediv__(self, other: Expr | int) -> Expr:
        return div(self, lift(other))

    def __rtruediv__(self, other: int) -> Expr:
        return div(lift(other), self)

    def __neg__(self) -> Expr:
        return neg(self)

    def __pow__(self, n: int) -> Expr:
        return power(self, n)

    @property
    def children(self) -> tuple[Expr, ...]:
        """The sub-expressions, left to right."""
        return ()

    def rebuilt(self, children: tuple[Expr, ...]) -> Expr:
        """The same kind of node over other children."""
        return self

    def walk(self) -> Iterator[Expr]:
        """This node and all below it, each before its children."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def symbols(self) -> list[str]:
        """Names of the symbols in order of first appearance, each once."""
        return list(self._symbols())

    def _symbols(self) -> tuple[str, ...]:
        """As `symbols`; looked for once, for it is asked of the same nodes again and again."""
        if self._names is None:
            self._names = tuple(dict.fromkeys([name for c in self.children for name in c._symbols()]))
        return self._names

    def value(self, point: Mapping[str, Any], number: Callable[[Fraction], Any] = lambda q: q) -> Any:
        """The value at `point` (name -> field element); `number` takes rationals into the field.

        Raises KeyError for a symbol without a value, ZeroDivisionError where the field does.
        """
        raise NotImplementedError

    def replaced(self, table: Mapping[str, Expr]) -> Expr:
        """The tree with symbols replaced by name; nothing else is touched."""
        if not self.children:
            return self
        return self.rebuilt(tuple(c.replaced(table) for c in self.children))


class Num(Expr):
    __slots__ = ()

    def __init__(self, q: Fraction | int) -> None:
        super().__init__(Fraction(q))

    def value(self, point: Mapping[str, Any], number: Callable[[Fraction], Any] = lambda q: q) -> Any:
        return number(self.args[0])


class Sym(Expr):
    __slots__ = ()

    @property
    def name(self) -> str:
        return str(self.args[0])

    def _symbols(self) -> tuple[str, ...]:
        return self.args

    def value(self, point: Mapping[str, Any], number: Callable[[Fraction], Any] = lambda q: q) -> Any:
        return point[self.args[0]]

    def replaced(self, table: Mapping[str, Expr]) -> Expr:
        return table.get(self.args[0], self)


class Compound(Expr):
    """A node of which every argument is an expression."""

    __slots__ = ()

    @property
    def children(self) -> tuple[Expr, ...]:
        return self.args

    def rebuilt(self, children: tuple[Expr, ...]) -> Expr:
        return type(self)(*children)


class Sum(Compound):
    __slots__ = ()

    def value(self, point: Mapping[str, Any], number: Callable[[Fraction], Any] = lambda q: q) -> Any:
        first, *rest = self.args
        total = first.value(point, number)
        for term in rest:
            if term.__class__ is Neg:
                total = total - term.args[0].value(point, number)
            else:
                total = total + term.value(point, number)
        return total


class Neg(Compound):
    __slots__ = ()

    def value(self, point: Mapping[str, Any], number: Callable[[Fraction], Any] = lambda q: q) -> Any:
        return -self.args[0].value(point, number)


class Prod(Compound):
    __slots__ = ()

    def value(self, point: Mapping[str, Any], number: Callable[[Fraction], Any] = lambda q: q) -> Any:
        first, *rest = self.args
        total = first.value(point, number)
        for factor in rest:
            total = total * factor.value(point, number)
        return total


class Quot(Compound):
    __slots__ = ()

    @property
    def num(self) -> Expr:
        return self.args[0]  # type: ignore[no-any-return]

    @property
    def den(self) -> Expr:
        return self.args[1]  # type: ignore[no-any-return]

    def value(self, point: Mapping[str, Any], number: Callable[[Fraction], Any] = lambda q: q) -> Any:
        return self.args[0].value(point, number) / self.args[1].value(point, number)


class Pow(Expr):
    __slots__ = ()

    @property
    def base(self) -> Expr:
        return self.args[0]  # type: ignore[no-any-return]

    @property
    def exponent(self) -> int:
        return int(self.args[1])

    @property
    def children(self) -> tuple[Expr, ...]:
        return (self.args[0],)

    def rebuilt(self, children: tuple[Expr, ...]) -> Expr:
        return Pow(children[0], self.args[1])

    def value(self, point: Mapping[str, Any], number: Callable[[Fraction], Any] = lambda q: q) -> Any:
        return self.args[0].value(point, number) ** self.args[1]


class Root(Compound):
    __slots__ = ()

    @property
    def inside(self) -> Expr:
        return self.args[0]  # type: ignore[no-any-return]

    def value(self, point: Mapping[str, Any], number: Callable[[Fraction], Any] = lambda q: q) -> Any:
        inside = self.args[0]
        if sum(1 for x in inside.walk() if not x.children) > MOST_ROOTED:
            return square_root(inside.value(point, number))
        return _root_value(inside, point, number)


MOST_ROOTED = 6
"""So many factors have their own roots; a root of more is one, for sums over many roots grow long."""


def _root_value(x: Expr, point: Mapping[str, Any], number: Callable[[Fraction], Any]) -> Any:
    """The value of √x; that of a product is the product of the roots, for what is rooted is positive."""
    match x:
        case Prod():
            first, *rest = (_root_value(f, point, number) for f in x.args)
            for factor in rest:
                first = first * factor
            return first
        case Quot():
            return _root_value(x.num, point, number) / _root_value(x.den, point, number)
        case Pow():
            half = x.base.value(point, number) ** (x.exponent // 2)
            return half * _root_value(x.base, point, number) if x.exponent % 2 else half
        case Num():
            q: Fraction = x.args[0]
            over, under = isqrt(max(q.numerator, 0)), isqrt(q.denominator)
            if over**2 == q.numerator and under**2 == q.denominator:
                return number(Fraction(over, under))
    return square_root(x.value(point, number))


class Par(Compound):
    __slots__ = ()

    def value(self, point: Mapping[str, Any], number: Callable[[Fraction], Any] = lambda q: q) -> Any:
        one = number(Fraction(1))
        first, *rest = self.args
        total = one / first.value(point, number)
        for part in rest:
            total = total + one / part.value(point, number)
        return one / total


class Abs(Compound):
    """|x|, the magnitude of a phasor.  It has a value where values know their `magnitude`."""

    __slots__ = ()

    @property
    def inside(self) -> Expr:
        return self.args[0]  # type: ignore[no-any-return]

    def value(self, point: Mapping[str, Any], number: Callable[[Fraction], Any] = lambda q: q) -> Any:
        inside = self.args[0].value(point, number)
        if isinstance(inside, int | float | complex | Fraction):
            return abs(inside)
        if not hasattr(inside, "magnitude"):
            raise NoValue("a magnitude has no value at such a point")
        return inside.magnitude()


class NoValue(ZeroDivisionError):
    """An expression was asked for its value at a point, where it has none."""


class Partial(Compound):
    """∂what/∂by, of symbols.  It stands alone on the left of a claim, and has no value at a point."""

    __slots__ = ()

    @property
    def what(self) -> Expr:
        return self.args[0]  # type: ignore[no-any-return]

    @property
    def by(self) -> Expr:
        return self.args[1]  # type: ignore[no-any-return]

    def value(self, point: Mapping[str, Any], number: Callable[[Fraction], Any] = lambda q: q) -> Any:
        raise NoValue("a partial derivative has no value at a point")


ZERO = Num(0)
ONE = Num(1)


def lift(x: Expr | int | Fraction) -> Expr:
    """`x` as an expression."""
    return x if isinstance(x, Expr) else neg(Num(-x)) if x < 0 else Num(x)


def number_of(x: Expr | None) -> Fraction | None:
    """The number that stands there, with its sign; None if anything else does."""
    if isinstance(x, Neg):
        inside = number_of(x.args[0])
        return None if inside is None else -inside
    return Fraction(x.args[0]) if isinstance(x, Num) else None


def add(*terms: Expr) -> Expr:
    """The sum; zeros are left out and sums inside are flattened."""
    flat: list[Expr] = []
    for t in terms:
        if isinstance(t, Sum):
            flat.extend(t.args)
        elif t != ZERO:
            flat.append(t)
    if not flat:
        return ZERO
    return flat[0] if len(flat) == 1 else Sum(*flat)


def neg(x: Expr) -> Expr:
    """Minus `x`; two signs cancel, a sum is negated term by term."""
    if isinstance(x, Neg):
        return x.args[0]  # type: ignore[no-any-return]
    if x == ZERO:
        return x
    if isinstance(x, Sum):
        return Sum(*map(neg, x.args))
    return Neg(x)


def mul(*factors: Expr) -> Expr:
    """The product; ones are left out, signs go to the front, products inside are flattened."""
    flat: list[Expr] = []
    minus = False
    for f in factors:
        if isinstance(f, Neg):
            minus, f = not minus, f.args[0]
        if f == ZERO:
            return ZERO
        if isinstance(f, Prod):
            flat.extend(f.args)
        elif f != ONE:
            flat.append(f)
    body = ONE if not flat else flat[0] if len(flat) == 1 else Prod(*flat)
    return Neg(body) if minus else body


def div(num: Expr, den: Expr) -> Expr:
    """The fraction; x/1 is x, signs go to the front, a fraction over or under one is folded.

    Raises ZeroDivisionError for a denominator that is the number zero.
    """
    if den == ZERO:
        raise ZeroDivisionError("division by the number zero")
    minus = False
    if isinstance(num, Neg):
        minus, num = not minus, num.args[0]
    if isinstance(den, Neg):
        minus, den = not minus, den.args[0]
    if num == ZERO:
        return ZERO
    if isinstance(num, Num) and isinstance(den, Num):
        body: Expr = Num(num.args[0] / den.args[0])
    elif den == ONE:
        body = num
    elif isinstance(den, Quot):
        body = div(mul(num, den.den), den.num)
    elif isinstance(num, Quot):
        body = Quot(num.num, mul(num.den, den))
    else:
        body = Quot(num, den)
    return neg(body) if minus else body


def power(base: Expr, n: int) -> Expr:
    """The whole power `n`, which may be negative or zero."""
    if n < 0:
        return div(ONE, power(base, -n))
    if n == 0:
        return ONE
    return base if n == 1 else Pow(base, n)


def root(x: Expr) -> Expr:
    """The square root; of a fraction with 1 above, one over the root."""
    if isinstance(x, Quot) and x.num == ONE:
        return Quot(ONE, root(x.den))
    return x if x in (ZERO, ONE) else Root(x)


def par(*parts: Expr) -> Expr:
    """The parallel combination; one part alone is itself, parallels inside are flattened."""
    flat: list[Expr] = []
    for p in parts:
        flat.extend(p.args if isinstance(p, Par) else (p,))
    return flat[0] if len(flat) == 1 else Par(*flat)


class Equation:
    """A claim: `left` equals `right`.  The `relation` is how it is printed; a claim to be judged has "="."""

    __slots__ = ("left", "relation", "right")

    def __init__(self, left: Expr, right: Expr, relation: str = "=") -> None:
        self.left = left
        self.right = right
        self.relation = relation

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Equation):
            return NotImplemented
        return (self.left, self.right, self.relation) == (other.left, other.right, other.relation)

    def __hash__(self) -> int:
        return hash((self.left, self.right))

    def __repr__(self) -> str:
        return f"Equation({self.left!r}, {self.right!r})"

    def symbols(self) -> list[str]:
        """Names of the symbols of both sides, each once."""
        return list(dict.fromkeys(self.left._symbols() + self.right._symbols()))
