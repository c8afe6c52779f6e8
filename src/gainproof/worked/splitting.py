"""A formula cut into pieces whose numbers fit on a line.

With its numbers in it a formula is three or four times as wide as with its symbols, and a fraction cannot be
broken.  So a wide numerator is called n, a wide denominator d, a wide term t_1, a wide factor k_1, and each
is worked on a line of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from gainproof.expression import Expr, Neg, Par, Pow, Prod, Quot, Root, Sum, Sym
from gainproof.worked.figures import Figure, Polar

WIDEST = 25.0
"""What a fraction, a term or a factor may be wide, in em of the page."""
OF_SYMBOL, OF_NAME = 2.0, 5.0
"""The width of a symbol without a number, and of a number that is not worked yet."""
_SIGN = 1.3


class Splitter:
    """Names wide parts; `printed` are the symbols' numbers, `taken` the names that are no longer free.

    `defined` is what the names stand for, each before it is used.
    """

    def __init__(self, printed: Mapping[str, Expr], taken: set[str]) -> None:
        self.widths = {n: self.across(x) for n, x in printed.items()}
        self.taken = taken
        self.defined: dict[str, Expr] = {}

    def split(self, x: Expr) -> Expr:
        """`x`, a sum or product of which may stand in several rows, with the wide parts of it named."""
        if self.across(x) <= WIDEST:
            return x
        match x:
            case Sum():
                return Sum(*map(self.term, x.args))
            case Neg() | Prod() | Quot():
                return self.term(x)
        return x.rebuilt(tuple(self.name(c, "k") for c in x.children))

    def term(self, x: Expr) -> Expr:
        """A term, which stands in one row."""
        if self.across(x) <= WIDEST:
            return x
        match x:
            case Neg():
                return Neg(self.term(x.args[0]))
            case Quot():
                num, den = (self.narrow(y, n) for y, n in ((x.num, "n"), (x.den, "d")))
                return Quot(num, den)
            case Prod() | Par():
                parts = list(x.args)
                for k in sorted(range(len(parts)), key=lambda k: self.across(parts[k]), reverse=True):
                    if self.across(type(x)(*parts)) <= WIDEST:
                        break
                    parts[k] = self.name(parts[k], "k")
                while len(parts) > 2 and self.across(type(x)(*parts)) > WIDEST:
                    parts[:2] = [self.name(type(x)(*parts[:2]), "k")]
                return type(x)(*parts)
        return self.name(x, "t")

    def narrow(self, x: Expr, letter: str) -> Expr:
        return x if self.across(x) <= WIDEST else self.name(x, letter)

    def name(self, x: Expr, letter: str) -> Expr:
        """A symbol in place of `x`, the same for what is the same."""
        if not x.children:
            return x
        for known, what in self.defined.items():
            if what == x:
                return Sym(known)
        inside = self.split(x)
        n = letter if letter in "nd" and letter not in self.taken else ""
        k = 0
        while not n or n in self.taken:
            k += 1
            n = f"{letter}_{k}"
        self.taken.add(n)
        self.defined[n] = inside
        self.widths[n] = OF_NAME
        return Sym(n)

    def across(self, x: Expr) -> float:
        """How wide it is with numbers, from above."""
        match x:
            case Figure():
                return 0.5 * len(x.digits) + (0.5 * len(x.unit) + 0.3) + (2.5 if x.power else 0.0)
            case Polar():
                return self.across(x.magnitude)
            case Sym():
                return self.widths.get(x.name, OF_SYMBOL)
            case Quot():
                return max(self.across(x.num), self.across(x.den)) + 0.3
            case Sum() | Par():
                return sum(map(self.across, x.args)) + _SIGN * (len(x.args) - 1)
            case Prod():
                return sum(self.across(f) + (1.0 if isinstance(f, Sum) else 0.0) + 0.5 for f in x.args)
            case Neg() | Pow() | Root():
                return self.across(x.children[0]) + 1.8
        return 0.5 * len(str(x.args[0]))
