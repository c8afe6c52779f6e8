"""The noise of a circuit as a derivation: what each source does alone, and the sum of the powers.

Every step is judged like any other: the transfer functions by the rules of circuits, the sum by the rule
*powers*, which knows by itself which sources of noise a circuit has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from gainproof import ideals as imperfections
from gainproof.algebra.limits import limit
from gainproof.algebra.rational import Polynomial, Ratio, Ring
from gainproof.circuit import ask
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.netlist import Netlist
from gainproof.circuit.noise import ROOM, NoiseSource, alone, dynamic, noise_sources, with_constants
from gainproof.circuit.variants import own_symbol
from gainproof.derivation import Assumption, Quantity
from gainproof.engine import Derived
from gainproof.errors import GainproofError, TooLarge
from gainproof.expression import ONE, ZERO, Equation, Expr, Neg, Sym, add, div, mul, neg, power
from gainproof.methods.denominators import over_common
from gainproof.methods.dividers import SEEN, fewest
from gainproof.methods.lines import leaves
from gainproof.methods.task import Found, Task
from gainproof.methods.writer import Writer
from gainproof.units import UNITS

LONG = 7
"""A denominator with so many symbols gets a name."""
LONGEST = 60
"""A density at the input with more symbols is left as that of the output over the square of the gain."""
BUDGET = 0.1
"""The search for the form of one transfer function, of many: a share of what one result alone is given."""


@dataclass(frozen=True)
class Heard:
    """A source of noise that is heard at the output, and its transfer function there, exact."""

    source: NoiseSource
    transfer: Expr


@dataclass(frozen=True)
class DerivedNoise:
    """The derivation of the output's density, what is heard, and the gain from the input ("" for none).

    `referred` is the label of the step that states the equivalent density at the input.
    """

    derivation: Derived
    heard: tuple[Heard, ...]
    input: str = ""
    gain: Expr = ZERO
    referred: str = ""


def derive_noise(
    netlist: Netlist,
    output: str = "",
    source: str = "",
    *,
    temperature: Fraction = ROOM,
    section: str = "",
    first: int = 1,
) -> DerivedNoise:
    """Derive the noise power density at `output` (``V(out)``; V²/Hz, or A²/Hz of a current).

    `source` is the input that the noise is referred to; both are those of the netlist's ``.tf`` where they
    are not given, and without a source there is no equivalent input noise.  `temperature` is in kelvin.
    Raises GainproofError where there is no noise, or where nothing is asked.
    """
    what, source = _asked(netlist, output, source)
    c = with_constants(netlist.circuit, temperature)
    q = Quantity("noise", ask.output(what, c))
    return _Deriving(c, q, c.element(source).name if source else "", section, first).write()


def _asked(netlist: Netlist, output: str, source: str) -> tuple[str, str]:
    said = netlist.asks[0] if netlist.asks else ("", "", None)
    if not output and not said[0]:
        raise GainproofError('nothing is asked: give --out "V(out)", or add a line such as ".tf V(out) V1"')
    if source:
        ask.transfer(output or said[0], source, netlist.circuit)
    return output or said[0], source or said[1]


@dataclass
class _Deriving:
    """The derivation in the making."""

    c: Circuit
    q: Quantity
    source: str
    section: str
    first: int
    heard: list[Heard] = field(default_factory=list)
    terms: dict[str, str] = field(default_factory=dict)
    magnitudes: dict[Expr, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        c = self.c
        taken = {"s", *c.parameters, *c.voltages, *c.currents}
        self.w = Writer(self.section, taken, self.first)
        noisy = {n for i in c.instances for x in i.noise.values() for n in x.symbols()}
        self.ideals = {n: to for n, to in imperfections.imperfections(c).items() if n not in noisy}
        dimensions = {n: UNITS.get(p.unit) for n, p in c.parameters.items()} | {"s": UNITS["Hz"]}
        setting = ask.Setting(c, ask.form(c, self.q.output), None)
        self.task = Task(
            self.q, setting, "given", self.w, {"given": c}, dimensions, self.ideals, budget=BUDGET
        )
        self.ring = Ring(dict.fromkeys(["s", *c.parameters]))
        self.dynamic = dynamic(c)

    def write(self) -> DerivedNoise:
        settings = self._settings()
        exact = {name: self.task.exact(s) for name, (_, s) in settings.items()}
        audible = [name for name, value in exact.items() if value]
        if not audible:
            raise GainproofError(f"nothing in the circuit makes noise at {self._spelled_output()}")
        beside = [exact[name] for name in audible]
        shares = [self._share(*settings[name], beside) for name in audible]
        density, result = self._sum(shares)
        limits = self._limit(result)
        gain, referred = self._referred(density, shares) if self.source else (ZERO, "")
        steps = tuple(self.w.steps)
        d = Derived(self.q, self.task.circuits, steps, result, result, limits, "powers")
        return DerivedNoise(d, tuple(self.heard), self.source, gain, referred)

    def _spelled_output(self) -> str:
        return str(self.q).removeprefix("noise(").removesuffix(")")

    def _settings(self) -> dict[str, tuple[NoiseSource, ask.Setting]]:
        found = {}
        for source in noise_sources(self.c):
            only = alone(self.c, source)
            found[source.name] = (source, ask.Setting(only, ask.form(only, self.q.output), source.symbol))
        if not found:
            raise GainproofError(
                "the circuit has no source of noise: no resistor, and no op-amp with en or in"
            )
        return found

    def _share(self, source: NoiseSource, s: ask.Setting, beside: Sequence[Ratio]) -> Found:
        """Name and find the transfer function from a source of noise."""
        name = f"H_{source.name.replace('.', '_')}"
        found = self._found(s, name, f"transfer function from {source.symbol.name}", beside)
        self.terms[source.name] = found.label if self.dynamic else found.definition
        self.heard.append(Heard(source, found.exact.expr()))
        return found

    def _found(self, s: ask.Setting, name: str, about: str, beside: Sequence[Ratio]) -> Found:
        """A named quantity of a variant: seen in one line, or solved for over the denominator of all."""
        task, exact = self.task, self.task.exact(s)
        if fewest(exact) <= SEEN:
            return task.name(s, [name], about, "", beside=beside)
        circuit, symbol = task.enter(s.circuit), Sym(self.w.fresh(name))
        definition = self.w.define(symbol.name, Equation(symbol, s.quotient), about, circuit=circuit)
        right, shared = over_common(task, exact, beside, circuit)
        label = self.w.new(
            "circuit",
            Equation(symbol, right),
            [*shared, definition],
            circuit=circuit,
            data={"move": "solved", "symbol": symbol.name},
        )
        return Found(symbol, definition, label, right, exact)

    # The sum of the powers.

    def _sum(self, shares: Sequence[Found]) -> tuple[str, str]:
        """The density of the output: by named transfer functions, then with these put in.

        Returns the labels of both; where anything depends on s, they are the same.
        """
        kept = [h.source.density for h in self.heard]
        values = [self._term(f.value, h) for f, h in zip(shares, self.heard, strict=True)]
        named = [mul(power(f.symbol, 2), x) for f, x in zip(shares, kept, strict=True)]
        about = f"noise power density of {self._spelled_output()}"
        symbol = self.w.fresh("S_out")
        label = self._powers(symbol, add(*(values if self.dynamic else named)), about, self.terms)
        if self.dynamic:
            return label, label
        return label, self._put_in(label, add(*values), [f.label for f in shares])

    def _powers(
        self,
        symbol: str,
        right: Expr,
        about: str,
        terms: Mapping[str, str],
        cited: Iterable[str] = (),
        **more: object,
    ) -> str:
        """The step by which a density gets its name."""
        self.w.taken.add(symbol)
        premises = dict.fromkeys([*terms.values(), *cited, *self.w.definitions(right)])
        unit = "V²/Hz" if self._is_voltage(str(more.get("source", ""))) else "A²/Hz"
        data: dict[str, object] = {
            "symbol": symbol,
            "about": about,
            "unit": unit,
            "output": list(self.q.output),
        }
        data |= {"terms": dict(terms), **more}
        return self.w.new("powers", Equation(Sym(symbol), right), premises, data=data)

    def _is_voltage(self, source: str) -> bool:
        return self.c.element(source).kind == "V" if source else len(self.q.output) == 2

    def _put_in(self, base: str, right: Expr, cited: Sequence[str]) -> str:
        claim = Equation(self.w.claim(base).left, right)
        stated = [right, *(self.w.claim(label).right for label in (base, *cited))]
        used = {n for x in stated for n in x.symbols()}
        names = (*self.task.denominators, *self.magnitudes.values())
        shared = [self.w.names[n] for n in names if n in used]
        premises = dict.fromkeys([base, *cited, *shared])
        return self.w.form(base, "consequence", claim, premises, data={"move": "noise", "into": base})

    def _term(self, shown: Expr, h: Heard, *, named: bool = True) -> Expr:
        """The part of a source in the sum, as short as it can be: `shown` squared, or multiplied out."""
        if "s" in h.transfer.symbols():
            return self._squared(h.transfer, h.source.density, named=named)
        plain = mul(_square(shown), h.source.density)
        return min(plain, self._multiplied(plain), key=leaves)

    def _multiplied(self, x: Expr) -> Expr:
        """One quotient of polynomials, in which names that were given stay as they are."""
        try:
            return Ring(dict.fromkeys(x.symbols())).ratio(x).expr()
        except TooLarge:
            return x

    def _squared(self, h: Expr, density: Expr, *, named: bool = True) -> Expr:
        """H(s) H(-s) S.

        A polynomial P(s) = E + O of even and odd powers has P(s) P(-s) = E² - O², which at s = jω is |P|².
        """
        f = self.ring.ratio(h).plain()
        above = mul(density, self._parted(f.ring, f.num))
        below = self._parted(f.ring, f.den)
        return div(min(above, self._multiplied(above), key=leaves), self._called(below) if named else below)

    def _called(self, below: Expr) -> Expr:
        """A denominator, by a name if it is long."""
        if leaves(below) < LONG:
            return below
        if below not in self.magnitudes:
            self.magnitudes[below] = name = self.w.fresh("M")
            self.w.define(name, Equation(Sym(name), below), "common denominator of the powers")
        return Sym(self.magnitudes[below])

    def _parted(self, ring: Ring, p: Polynomial) -> Expr:
        """P(s) P(-s) as the difference of two squares."""
        k = ring.names.index("s") if "s" in ring.names else -1
        terms = p.to_dict()
        even = {m: c for m, c in terms.items() if k < 0 or m[k] % 2 == 0}
        odd = {m: c for m, c in terms.items() if m not in even}
        polynomials = [ring.polynomial(part) for part in (even, odd) if part]
        parts = [self.task.spelled(Ratio(ring, x, ring.unit), plain=True) for x in polynomials]
        squares = [_square(x) for x in parts]
        return add(squares[0], *map(neg, squares[1:])) if even else neg(squares[0])

    # The limit of ideal op-amps, and the input.

    def _limit(self, result: str) -> tuple[str, ...]:
        """What the density goes to where every imperfection goes to its ideal; none if that is infinite."""
        right = self.w.claim(result).right
        to = {n: where for n, where in self.ideals.items() if n in self._symbols()}
        if not to:
            return ()
        terms, by_rates = [], False
        for h in self.heard:
            try:
                gone = limit(self.ring.ratio(h.transfer), to)
            except (TooLarge, GainproofError):
                return ()
            if gone.value is None:
                return ()
            by_rates = by_rates or gone.by_rates
            if gone.value:
                ideal = Heard(h.source, gone.value.expr())
                terms.append(self._term(self.task.spelled(gone.value), ideal, named=False))
        under = [Assumption(n, where) for n, where in to.items()]
        data: dict[str, object] = {"to": to, "order": "", "ideal": True}
        if by_rates:
            data["equal_rates"] = True
            under.append(Assumption("rates", "equal"))
        claim = Equation(self.w.claim(result).left, add(*terms))
        return (self.w.new("limit", claim, [result, *self.w.definitions(right)], data=data, under=under),)

    def _symbols(self) -> set[str]:
        return {n for h in self.heard for n in h.transfer.symbols()}

    def _referred(self, density: str, shares: Sequence[Found]) -> tuple[Expr, str]:
        """The gain from the input, and the step that states the equivalent density there."""
        driven = ask.driving(self.c, self.source)
        driven = replace(driven, name=f"{self.c.name}, only {self.source} on")
        drive = own_symbol(driven.element(self.source))
        setting = ask.Setting(driven, ask.form(driven, self.q.output), drive)
        if not self.task.exact(setting):
            raise GainproofError(
                f"{self.source} does nothing at {self._spelled_output()}: no noise there is its equal"
            )
        beside = [f.exact for f in shares]
        found = self._found(setting, "A", f"gain from {self.source}", beside)
        gain = found.exact.expr()
        square = self._squared(gain, ONE) if self.dynamic else power(found.symbol, 2)
        symbol, about = self.w.fresh("S_in"), f"equivalent noise power density at {self.source}"
        right = div(self.w.claim(density).left, square)
        terms = {self.source: found.label if self.dynamic else found.definition}
        label = self._powers(symbol, right, about, terms, [density], source=self.source, move="referred")
        return gain, self._put_in_at_input(label, density, found, gain, shares)

    def _put_in_at_input(
        self, label: str, density: str, found: Found, gain: Expr, shares: Sequence[Found]
    ) -> str:
        """The step that states the density at the input source by source, unless that is too long to read."""
        terms = []
        for h in self.heard:
            ratio = self.ring.ratio(h.transfer) / self.ring.ratio(gain)
            terms.append(self._term(self.task.spelled(ratio), Heard(h.source, ratio.expr())))
        right = add(*terms)
        if leaves(right) > LONGEST:
            return label
        return self._put_in(label, right, [density, found.label, *(f.label for f in shares)])


def _square(x: Expr) -> Expr:
    """The square of a transfer function, whatever its sign."""
    bare = x.args[0] if isinstance(x, Neg) else x
    return ONE if bare == ONE else power(bare, 2)
