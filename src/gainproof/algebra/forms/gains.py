"""Names for gains and loads.

A gain that is a sum, such as 1 + R2/R1, stands in a result more than once: as the ideal result and again
in every error, divided by an open-loop gain.  It is named G_I where it is the ideal result (or its
reciprocal, as in an input resistance), G_N (the noise gain) where an error term has it and the ideal result
has not, β where the reciprocal is shorter.  A load is what an output resistance works into: an external
load in parallel with the parts around it, R_L.

A name is paid for by its reader, so none hides a minus sign, and none hides an imperfection but the load it
names: what a name stands for must stay put when the other imperfections go to their limits.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from gainproof.algebra.forms.arrangement import Name
from gainproof.algebra.forms.cost import PLAIN, SYMBOL, of_name
from gainproof.algebra.forms.scribe import Scribe
from gainproof.algebra.forms.small import Normal, Small
from gainproof.algebra.forms.terms import OHM, SIEMENS, S
from gainproof.algebra.forms.told import by_each_other
from gainproof.algebra.forms.wishes import Wishes
from gainproof.algebra.rational import Ratio
from gainproof.expression import ONE, Expr, Neg, Par, Sum, Sym, add, neg
from gainproof.radicals import Radical
from gainproof.units import PURE, UNITS
from gainproof.units import dimension as of_expression

LOAD, BETA, LOOP = "R_L", "beta", "T"
NO_WISHES = Wishes()
LONGEST = 16.0
LONGEST_IDEAL = 40.0
"""A definition that costs more than this explains nothing; the ideal result's may be longer, for it stands
in every error as well."""
BY_DIMENSION = {
    PURE: ("G_I", "ideal closed-loop gain", "1"),
    OHM: ("R_T", "ideal transresistance", "Ω"),
    SIEMENS: ("G_T", "ideal transconductance", "S"),
}


class Namer:
    """Gives names that are not `taken`, each meaning one thing."""

    def __init__(self, scribe: Scribe, taken: Container[str], wishes: Wishes = NO_WISHES) -> None:
        self.scribe = scribe
        self.taken = taken
        self.wishes = wishes
        self._prices: list[dict[str, float]] = []
        self._stems: dict[str, str] = {}
        self.shorthand: set[str] = set()

    def fresh(self, stem: str) -> str:
        """`stem`, or `stem` with the first number that makes it free."""
        bare = stem.rstrip("0123456789")
        k, name = int(stem[len(bare) :] or 0), stem
        while name in self.taken or name in self.scribe.names or name in self.scribe.ring.names:
            k += 1
            name = f"{bare}{k}"
        return name

    def provisional(self, stem: str) -> str:
        """A symbol that stands for a name with this stem until `settled` gives it."""
        symbol = f"{stem}__{len(self._stems)}"
        self._stems[symbol] = stem
        return symbol

    def eliminated(self, symbol: str) -> bool:
        """Is this name not to be used, or the one that would be given for it?"""
        final = self.fresh(self._stems[symbol]) if symbol in self._stems else symbol
        return final in self.wishes.eliminate

    def prices(self, gain: float) -> Mapping[str, float]:
        """A price list of names: `gain` for each gain; a load, once it is there, costs what it means."""
        self._prices.append(dict.fromkeys(self.scribe.names, gain))
        return self._prices[-1]

    def wanted(self) -> None:
        """Use the names a user asks for, as far as their symbols occur."""
        for symbol, meaning in self.wishes.wanted.items():
            known = self.scribe.point()
            if symbol in known or any(n not in known for n in meaning.symbols()):
                continue
            value = self.scribe.ring.ratio(meaning, known)
            if isinstance(value, Radical):
                dimension = of_expression(meaning, self.scribe.dimensions)
                unit = next((u for u, d in UNITS.items() if d == dimension), "")
                self.scribe.note(Name(symbol, meaning, "", unit), value)
            elif value:
                unit = next((u for u, d in UNITS.items() if d == self.scribe.dimension(value)), "")
                self.scribe.define(Name(symbol, meaning, "", unit), value)
                if self.wishes.complements and unit == "1":
                    self._complement(symbol, value)

    def _complement(self, symbol: str, value: Ratio) -> None:
        """Use 1 - H and (1 - H)/H for a fraction H between 0 and 1."""
        rest = self.scribe.ring.one - value
        if all(int(c) > 0 for p in (rest.num, rest.den, value.num, value.den) for c in p.coeffs()):
            one_less: Expr = add(ONE, neg(Sym(symbol)))
            self.scribe.use({one_less: 1, Sym(symbol): -1}, rest / value)
            self.scribe.use({one_less: 1}, rest)

    def gains(self, f: Normal, small: Small) -> Sym | None:
        """Name the gains of a normal form; returns the symbol of the ideal result if it is named."""
        ideal = positive(f.gain)
        if not self.wishes.named:
            return self.ideal(ideal)
        loops = list(_loop_gains(f, small))
        marks = {x for gain in loops for x in self._sums(gain)}
        first = any(x not in marks for x in self._sums(ideal))
        for gain in [ideal, *loops] if first else [*loops, ideal]:
            if self._sums(gain):
                self._name(gain, ideal)
        return self.ideal(ideal)

    def ideal(self, gain: Ratio) -> Sym | None:
        """The name that is this gain or its reciprocal, if there is one."""
        _, factors = self.scribe.term(gain)
        for x in factors:
            if isinstance(x, Sym) and x.name in self.scribe.names and len(factors) == 1:
                return x
        return None

    def _sums(self, gain: Ratio) -> list[Expr]:
        """The sums above the line: a gain without any needs no name."""
        _, factors = self.scribe.term(gain)
        return [x for x, e in factors.items() if isinstance(x, Sum) and e > 0]

    def _name(self, gain: Ratio, ideal: Ratio) -> None:
        dimension = self.scribe.dimension(gain)
        low = "" if S not in gain.symbols() else " at low frequency"
        if low:
            gain, ideal = at_low_frequency(gain), at_low_frequency(ideal)
        if dimension not in BY_DIMENSION or not gain or not self._sums(gain):
            return
        symbol, about, unit = BY_DIMENSION[dimension]
        longest = LONGEST_IDEAL
        if not ideal or gain not in (ideal, ideal.reciprocal()):
            if dimension != PURE:
                return
            symbol, about, longest = "G_N", "noise gain", LONGEST
        spelled = min(self._spellings(gain), key=PLAIN.cost)
        upside_down = self.scribe.write(gain.reciprocal(), PLAIN)
        shorter = (
            PLAIN.cost(upside_down) + 1 < PLAIN.cost(spelled)
            and self.fresh(BETA) not in self.wishes.eliminate
        )
        if dimension == PURE and shorter:
            symbol, about, gain, spelled = BETA, "feedback factor", gain.reciprocal(), upside_down
        if self.fresh(symbol) in self.wishes.eliminate:
            return
        if PLAIN.cost(spelled) > longest or any(isinstance(x, Neg) for x in spelled.walk()):
            return
        self.scribe.define(Name(self.provisional(symbol), spelled, about + low, unit), gain)

    def _spellings(self, gain: Ratio) -> Iterator[Expr]:
        """The gain as it is, and by what it has beyond 1 and a gain that is named already."""
        yield self.scribe.write(gain, PLAIN)
        for name, known in self.scribe.meanings.items():
            rest = gain - known - self.scribe.ring.one
            if rest and all(int(c) > 0 for c in rest.num.coeffs()):
                yield self.scribe.total([ONE, Sym(name), self.scribe.write(rest, PLAIN)])

    def load(self, z: Expr) -> Expr:
        """The name of a load resistance, if `z` is one, else `z`."""
        scribe = self.scribe
        if self.wishes.parallel or not self.wishes.named or self.fresh(LOAD) in self.wishes.eliminate:
            return z
        loads = [n for n in z.symbols() if n in scribe.ideals]
        if not isinstance(z, Par) or not loads or any(Sym(n) not in z.args for n in loads):
            return z
        if len(loads) == len(z.args):
            return z
        meaning = scribe.ring.ratio(z)
        for symbol, known in scribe.meanings.items():
            if known == meaning:
                return Sym(symbol)
        symbol = self.provisional(LOAD)
        scribe.names[symbol] = Name(symbol, z, "load seen by the output resistance", "Ω")
        scribe.meanings[symbol] = meaning
        scribe.dimensions[symbol] = OHM
        for prices in self._prices:
            prices[symbol] = SYMBOL + of_name(z)
        return Sym(symbol)

    def settled(self, form: Expr) -> Expr:
        """`form` with its provisional names given for good: many are tried, few are used."""
        table: dict[str, Expr] = {}
        scribe = self.scribe
        for name in by_each_other(scribe, form):
            if name.symbol in self._stems:
                final = self.fresh(self._stems[name.symbol])
                scribe.names[final] = replace(name, symbol=final, expr=name.expr.replaced(table))
                scribe.dimensions[final] = scribe.dimensions[name.symbol]
                where = scribe.meanings if name.symbol in scribe.meanings else scribe.aside
                where[final] = where[name.symbol]
                table[name.symbol] = Sym(final)
        return form.replaced(table) if table else form


def positive(gain: Ratio) -> Ratio:
    """The gain without a minus sign in front."""
    return -gain if all(int(c) < 0 for c in gain.num.coeffs()) else gain


def at_low_frequency(f: Ratio) -> Ratio:
    """The value at s = 0; zero where it has none."""
    k = f.ring.names.index(S)
    num, den = (f.ring.polynomial({m: c for m, c in p.to_dict().items() if not m[k]}) for p in (f.num, f.den))
    return f.ring.zero if den.is_zero() else Ratio(f.ring, num, den)


def _loop_gains(f: Normal, small: Small) -> Iterator[Ratio]:
    """What stands over an open-loop gain, or a product of such, and nothing else, in factors of D̂ and N̂."""
    scribe = small.scribe
    for p in (*small.factors(f.den), *small.factors(f.num)):
        whole = small.ideal(p)
        if whole.is_zero():
            continue
        for m, c in sorted(small.parts(p).items(), key=lambda part: sum(part[0])):
            over = [Sym(n) for n, e in zip(scribe.ring.names, m, strict=True) if e]
            if over and max(m) == 1 and all(map(scribe.amplifies, over)):
                yield positive(Ratio(scribe.ring, c, whole))
