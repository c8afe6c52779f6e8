"""Writes rational functions of the parts of a circuit as factors, products and sums.

A *term* is a number times whole powers of tokens; a token is a symbol, a name, or a sum that does not
factor.  `Scribe.term` brings a rational function to this shape, with named gains taken out; `Scribe.write`
finds its best spelling (`spelling.py`).  Sums that contain s are written 1 + a1·s + a2·s² + ….

The scribe's ring holds every imperfection that is ideally infinite by its reciprocal, so that all
imperfections are small parameters ε.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from time import process_time
from typing import Any

from gainproof.algebra.forms.arrangement import Name
from gainproof.algebra.forms.cost import PLAIN, Voice
from gainproof.algebra.forms.spelling import in_gains, spellings
from gainproof.algebra.forms.terms import SIEMENS, S, Term, degree_in_s, has_sum, times
from gainproof.algebra.rational import Monomial, Polynomial, Ratio, Ring
from gainproof.expression import ONE, Expr, Neg, Num, Par, Quot, Sum, Sym, add, div, mul, neg, power
from gainproof.notation import text
from gainproof.units import PURE, Dimension, DimensionError, Exponent, dimension


class OutOfTime(Exception):
    """The time budget has ended."""


class Scribe:
    """`ideals` maps the imperfections to "oo" or "0"; `dimensions` of symbols; `deadline` on process_time."""

    def __init__(
        self,
        names: Iterable[str],
        ideals: Mapping[str, str],
        dimensions: Mapping[str, Dimension | None],
        deadline: float = float("inf"),
    ) -> None:
        names = tuple(names)
        self.ideals = {n: ideals[n] for n in names if n in ideals}
        self.ring = Ring(names, [n for n in names if self.ideals.get(n) == "oo"])
        self.dimensions = dict(dimensions)
        self.conductances = {n for n in names if self.dimensions.get(n) == SIEMENS}
        self.deadline = deadline
        self.names: dict[str, Name] = {}
        self.meanings: dict[str, Ratio] = {}
        self.aside: dict[str, Any] = {}
        self._named: list[tuple[dict[Expr, int], Fraction, dict[Expr, int], list[Expr]]] = []
        self.gains: dict[str, Ratio] = {}
        self.final: list[dict[Expr, int]] = []
        self._rank = {n: k for k, n in enumerate(names)}
        self._factors: dict[str, Term] = {}
        self._in_powers: dict[str, Term] = {}
        self._orders: dict[Expr, tuple[Any, ...]] = {}
        self._written: dict[tuple[str, str, int, bool], Expr] = {}
        self._combined: dict[Expr, dict[Expr, int]] = {}

    def hurry(self) -> None:
        """Raise OutOfTime if the budget has ended."""
        if process_time() > self.deadline:
            raise OutOfTime

    # Names

    def define(self, name: Name, meaning: Ratio) -> Sym:
        """Use `name` for `meaning` (in this ring) from now on."""
        symbol = Sym(name.symbol)
        k, factors = self.term(meaning)
        self.names[name.symbol] = name
        self.meanings[name.symbol] = meaning
        self.dimensions[name.symbol] = self.dimension(meaning)
        self.gains[name.symbol] = meaning
        self._use({symbol: 1}, k, factors)
        return symbol

    def use(self, tokens: dict[Expr, int], meaning: Ratio) -> None:
        """Write these powers of tokens, in names that are known, wherever `meaning` stands; nothing else."""
        self.final.append(tokens)
        self._use(tokens, *self.term(meaning))

    def _use(self, tokens: dict[Expr, int], k: Fraction, factors: dict[Expr, int]) -> None:
        marks = [x for x in factors if not isinstance(x, Sym)]
        if marks or len(factors) > 1:
            self._named.append((tokens, k, factors, marks))
            self._written.clear()
            self._combined.clear()

    def note(self, name: Name, value: Any) -> None:
        """Know `name`, whose value may hold a square root, but do not look for it anywhere."""
        self.names[name.symbol] = name
        self.aside[name.symbol] = value
        try:
            self.dimensions[name.symbol] = dimension(name.expr, self.dimensions)
        except DimensionError:
            self.dimensions[name.symbol] = None

    def point(self) -> Mapping[str, Any]:
        """Every symbol and name with its value: a ratio of the ring, or one with square roots."""
        return {**self.ring.point, **self.meanings, **self.aside}

    # Dimensions and order

    def dimension(self, c: Ratio) -> Dimension | None:
        """The dimension of a function that is not zero, by its first terms."""
        total: list[Exponent] = [0, 0, 0]
        for p, sign in ((c.num, 1), (c.den, -1)):
            for n, e in zip(self.ring.names, next(iter(p.monoms())), strict=True):
                if not e:
                    continue
                d = self.dimensions.get(n)
                if d is None:
                    return None
                e = int(e) * (-sign if n in self.ring.inverted else sign)
                for i in range(3):
                    total[i] += e * d[i]
        return (total[0], total[1], total[2])

    def amplifies(self, x: Expr) -> bool:
        """Is this the gain of an amplifier, a pure number that is ideally infinite?"""
        return isinstance(x, Sym) and self.ideals.get(x.name) == "oo" and self.dimensions.get(x.name) == PURE

    def factor_order(self, x: Expr) -> tuple[Any, ...]:
        """How factors follow one another: names, s, pure numbers, the rest as in the netlist, sums."""
        if isinstance(x, Sym):
            n = x.name
            kind = 0 if n in self.names else 1 if n == S else 2 if self.dimensions.get(n) == PURE else 3
            return (kind, self._rank.get(n, -1), n)
        return (4 if isinstance(x, Par) else 5, 0, text(x))

    def term_order(self, x: Expr) -> tuple[Any, ...]:
        """How terms follow one another: 1 first, minus last, by powers of s, parts before imperfections."""
        known = self._orders.get(x)
        if known is None:
            known = self._orders[x] = self._term_order(x)
        return known

    def _term_order(self, x: Expr) -> tuple[Any, ...]:
        minus = isinstance(x, Neg)
        symbols = x.symbols()
        small = sum(n in self.ideals for n in symbols)
        rank = [self._rank.get(n, -1) for n in symbols]
        in_s = degree_in_s(x)
        return (minus, x != ONE, in_s < 0, in_s, has_sum(x), small, len(symbols), rank, text(x))

    def total(self, terms: Iterable[Expr]) -> Expr:
        """The sum, in reading order."""
        flat: list[Expr] = []
        for t in terms:
            flat.extend(t.args if isinstance(t, Sum) else (t,))
        return add(*sorted(flat, key=self.term_order))

    def product(self, k: Fraction, factors: Mapping[Expr, int]) -> Expr:
        """A term as a fraction.

        Sums stand beside the fraction, not in its numerator; but where one is below, all is one fraction.
        A minus sign in front goes into a difference, if that saves one.
        """
        if factors not in self.final:
            k, factors = _turned(k, factors)
        up = sorted((x for x, e in factors.items() if e > 0), key=self.factor_order)
        down = sorted((x for x, e in factors.items() if e < 0), key=self.factor_order)
        above = [power(x, factors[x]) for x in up if not isinstance(x, Sum)]
        beside = [power(x, factors[x]) for x in up if isinstance(x, Sum)]
        below = [power(x, -factors[x]) for x in down]
        if abs(k.numerator) != 1:
            above.insert(0, Num(abs(k.numerator)))
        if k.denominator != 1:
            below.insert(0, Num(k.denominator))
        if (not above and len(beside) == 1) or any(isinstance(x, Sum) for x in down):
            body = div(mul(*above, *beside), mul(*below))
        else:
            body = mul(div(mul(*above), mul(*below)), *beside)
        return neg(body) if k < 0 else body

    def beside(self, sign: int, prefix: Mapping[Expr, int], bracket: Expr) -> Expr:
        """±prefix·bracket, the prefix one token; a divisor stands below, but (1/G)[…] where it is a name."""
        ((x, e),) = prefix.items()
        if not isinstance(bracket, Sum):
            body = div(bracket, power(x, -e)) if e < 0 else _times(power(x, e), bracket)
            return neg(body) if sign < 0 else body
        if e < 0 and not (isinstance(x, Sym) and x.name in self.names):
            return neg(div(bracket, power(x, -e))) if sign < 0 else div(bracket, power(x, -e))
        return mul(self.product(Fraction(sign), prefix), bracket)

    # Terms

    def term(self, c: Ratio) -> Term:
        """`c` as a number and powers of tokens, named gains taken out."""
        k, up = self.factors(c.num)
        kd, down = self.factors(c.den)
        return self._renamed(k / kd, times(up, down, -1))

    def factors(self, p: Polynomial) -> Term:
        """A polynomial as a number and powers of tokens, no names taken out."""
        key = str(p)
        known = self._factors.get(key)
        if known is None:
            known = self._factors[key] = self._split(p)
        return known

    def _split(self, p: Polynomial) -> Term:
        if len(p) == 1:
            ((m, c),) = p.to_dict().items()
            return Fraction(int(c)), self.powers(m)
        k, found = p.factor()
        total: Term = (Fraction(int(k)), {})
        for f, times_ in found:
            if len(f) == 1:
                ((m, c),) = f.to_dict().items()
                part: Term = (Fraction(int(c)), self.powers(m))
            elif S in self.ring.generators and f.degrees()[self._rank[S]]:
                part = self._once_in_s(f)
            else:
                part = self._opaque(f)
            total = (total[0] * part[0] ** int(times_), times(total[1], part[1], int(times_)))
        return total

    def powers(self, m: Monomial) -> dict[Expr, int]:
        """A monomial of the ring as powers of symbols."""
        turned = self.ring.inverted
        return {
            Sym(n): -int(e) if n in turned else int(e) for n, e in zip(self.ring.names, m, strict=True) if e
        }

    def _opaque(self, f: Polynomial) -> Term:
        """An irreducible sum as one token, cleared of denominators, with more plus than minus signs."""
        terms = [(int(c), self.powers(m)) for m, c in f.to_dict().items()]
        sign = 1 if 2 * sum(c > 0 for c, _ in terms) >= len(terms) else -1
        lowest: dict[Expr, int] = {}
        for x in {x for _, t in terms for x in t}:
            least = min(t.get(x, 0) for _, t in terms)
            if least:
                lowest[x] = least
        token = self.total(self.product(Fraction(sign * c), times(t, lowest, -1)) for c, t in terms)
        return Fraction(sign), times({token: 1}, lowest)

    def _once_in_s(self, f: Polynomial) -> Term:
        """The same sum is the same token, whatever it multiplies and whatever was named meanwhile."""
        key = str(f)
        known = self._in_powers.get(key)
        if known is None:
            known = self._in_powers[key] = self._in_s(f)
        return known

    def _in_s(self, f: Polynomial) -> Term:
        """A sum with s in it as a constant times 1 + a1·s + a2·s² + …"""
        at = self._rank[S]
        by_power: dict[int, dict[Monomial, int]] = {}
        for m, c in f.to_dict().items():
            by_power.setdefault(int(m[at]), {})[(*m[:at], 0, *m[at + 1 :])] = c
        parts = {j: self.ring.polynomial(t) for j, t in by_power.items()}
        low = min(parts)
        voice = PLAIN
        terms = []
        for j, p in sorted(parts.items()):
            c = self.write(Ratio(self.ring, p, parts[low]), voice)
            terms.append(mul(power(Sym(S), j - low), c))
        k, rest = self.factors(parts[low])
        return k, times(rest, {add(*terms): 1, Sym(S): low} if low else {add(*terms): 1})

    def _renamed(self, k: Fraction, factors: dict[Expr, int]) -> Term:
        """Names taken out of a term wherever all their sums are in it."""
        for tokens, number, meaning, _ in self._named:
            if factors == meaning:
                return k / number, dict(tokens)
        for tokens, number, meaning, marks in self._named:
            if marks:
                n = factors.get(marks[0], 0) // meaning[marks[0]]
                if not n or any(factors.get(x, 0) != n * meaning[x] for x in marks):
                    continue
            elif factors == times({}, meaning, -1):
                n = -1
            else:
                continue
            k, factors = k / number**n, times(times(factors, meaning, -n), tokens, n)
        for x in [x for x in factors if isinstance(x, Sum)]:
            known = self._combined.get(x)
            if known is None:
                known = self._combined[x] = in_gains(self, x)
            if x not in known:
                factors = times(times(factors, {x: 1}, -factors[x]), known, factors[x])
        return k, factors

    # Spellings

    def led(self, c: Ratio, powers: Mapping[Expr, int], voice: Voice) -> Expr:
        """c·powers, c being written as a term or by its cheapest spelling."""
        k, factors = self.term(c)
        term = self.product(k, times(factors, powers))
        if len(factors) < 2 or not any(isinstance(x, Sum) for x in factors):
            return term
        return min(term, _times(self.product(Fraction(1), powers), self.write(c, voice)), key=voice.cost)

    def write(self, c: Ratio, voice: Voice, *, parted: bool = True) -> Expr:
        """The cheapest spelling of a coefficient that is not zero; only if `parted`, also as a difference."""
        key = (str(c.num), str(c.den), id(voice), parted)
        known = self._written.get(key)
        if known is None:
            known = self._written[key] = min(spellings(self, c, voice, parted=parted), key=voice.cost)
        return known

    def terms_of(self, x: Expr) -> list[Term]:
        """The terms of a sum of products of symbols; none if it is not that."""
        out = []
        for t in x.children:
            try:
                r = self.ring.ratio(t)
            except KeyError:
                return []
            if len(r.num) != 1 or len(r.den) != 1:
                return []
            k, up = self.factors(r.num)
            kd, down = self.factors(r.den)
            out.append((k / kd, times(up, down, -1)))
        return out


def _turned(k: Fraction, factors: Mapping[Expr, int]) -> tuple[Fraction, Mapping[Expr, int]]:
    """-(a - b) as b - a."""
    if k > 0:
        return k, factors
    for x, e in factors.items():
        if isinstance(x, Sum) and e % 2 and 2 * sum(isinstance(t, Neg) for t in x.args) >= len(x.args):
            terms = [neg(t) for t in x.args]
            turned = add(*sorted(terms, key=lambda t: isinstance(t, Neg)))
            return -k, {(turned if y is x else y): n for y, n in factors.items()}
    return k, factors


def _times(x: Expr, y: Expr) -> Expr:
    """x·y as one fraction, where y is a fraction and x is a symbol or divides."""
    if isinstance(y, Quot) and isinstance(x, Quot) and x.num == ONE:
        return div(y.num, mul(x.den, y.den))
    if isinstance(y, Quot) and (isinstance(x, Sym) or y.num == ONE):
        return div(mul(x, y.num), y.den)
    return mul(x, y)
