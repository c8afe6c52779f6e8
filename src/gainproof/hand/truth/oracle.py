"""What is true in a circuit: its general points, asked for values.

A general point satisfies every law and Kirchhoff's current law at every node, and leaves random what they
leave open.  There are several, each modulo a random prime of its own; an equation that holds at all of
them holds in the circuit, up to a chance below 10^-30 (J. T. Schwartz, J. ACM 27 (1980)).  What somebody
calls true is proved exactly besides (`gainproof.hand.truth.proof`).

A quotient such as v_3/V_1 is a transfer function, and an impedance V_1/i too: it is meant with every other
independent source off.  `about` gives the oracle of the circuit that a claim is about.  The parameters and
the names that somebody defined have one value in all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from gainproof.algebra.residues import Residues
from gainproof.circuit.ask import setting
from gainproof.circuit.circuit import Circuit, Element
from gainproof.circuit.elements.kind import value
from gainproof.circuit.equations import kcl, laws
from gainproof.circuit.variants import called, perfect
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError, Singular, TooLarge
from gainproof.expression import ZERO, Equation, Expr, Sym, neg
from gainproof.hand.truth.germs import Germs, tends
from gainproof.rules.point import Contradiction, Field, satisfy

POINTS = 2
"""How many general points an equation must survive."""

CONSTANTS = {"pi": Fraction("3.14159265358979323846264338327950288")}
"""Numbers with a name.  π is the zero of no rational polynomial, so a random value will do for it."""


@dataclass(frozen=True)
class Name:
    """What somebody's symbol stands for, in which oracle's circuit, and the line that says so.

    `set_so` says that the sources of that circuit are what lines before set them to.
    """

    meaning: Expr
    oracle: Oracle
    label: str
    set_so: bool = False


@dataclass
class Book:
    """What the oracles of one circuit and its variants share: residues, names, and each other.

    `tests` are the names of a test source, with the oracle of the circuit that has it.
    """

    fields: tuple[Residues, ...]
    names: dict[str, Name] = field(default_factory=dict)
    oracles: dict[tuple[Element, ...], Oracle] = field(default_factory=dict)
    tests: dict[str, Oracle] = field(default_factory=dict)


class Values(dict[str, Any]):
    """Values of symbols at one point; a name's is worked out when it is first asked for."""

    def __init__(self, known: Mapping[str, Any], over: Field, book: Book, at: int | None) -> None:
        super().__init__(known)
        self.over, self.book, self.at = over, book, at

    def __missing__(self, symbol: str) -> Any:
        name = self.book.names[symbol]
        there = self if self.at is None else name.oracle.points[self.at]
        self[symbol] = name.meaning.value(there, self.over.number)
        return self[symbol]


class Oracle:
    """The general points of one circuit, and the names that somebody defined.

    `circuit` is the circuit asked about; where `ideal`, its op-amps of finite gain are perfect.  The currents
    called `against` run from an element's second node to its first.  The law called `instead[0]` is given up
    for the equation `instead[1]`.  Raises Singular for a circuit whose equations contradict each other.
    """

    def __init__(
        self,
        circuit: Circuit,
        *,
        ideal: bool = False,
        against: frozenset[str] = frozenset(),
        points: int = POINTS,
        book: Book | None = None,
        instead: tuple[str, Equation] | None = None,
    ) -> None:
        self.given, self.instead = circuit, instead
        self.circuit = idealised(circuit) if ideal else circuit
        self.against = against
        self.book = book or Book(tuple(Residues() for _ in range(points)))
        self.book.oracles.setdefault(self.circuit.elements, self)
        turned = {n: neg(Sym(n)) for n in against}
        self.laws = {
            k: Equation(q.left.replaced(turned), q.right.replaced(turned)) if turned else q
            for k, q in labelled(self.circuit).items()
        }
        if instead is not None:
            self.laws = {k: instead[1] if k == instead[0] else q for k, q in self.laws.items()}
        self.unknowns = [*self.circuit.voltages, *self.circuit.currents]
        self.points = tuple(self._point(k) for k in range(len(self.book.fields)))
        self._germs: dict[tuple[frozenset[tuple[str, str]], frozenset[str]], Values] = {}
        self.sources = _sources(self.circuit)
        self.bench: Any = None
        """What the diagnosis has at hand for this circuit; it lives as long as the oracle."""

    def _point(self, k: int) -> Values:
        shared = self.book.fields[k]
        own = Residues(beside=shared)
        written = (n for q in self.laws.values() for n in q.symbols())
        names = dict.fromkeys(("s", *CONSTANTS, *self.circuit.parameters, *written))
        own.values = {n: shared.symbol(n) for n in names if n not in self.unknowns}
        return Values(own.values | self.state(own), own, self.book, k)

    def state(self, over: Field) -> dict[str, Any]:
        """Every unknown of the circuit, over any field."""
        try:
            point = satisfy(list(self.laws.values()), self.unknowns, over)
        except (Contradiction, ZeroDivisionError) as fault:
            raise Singular(f"the circuit's equations contradict each other: {fault}") from None
        return {n: point[n] if n in point else over.symbol(n) for n in self.unknowns}

    @property
    def names(self) -> Mapping[str, Name]:
        """The names defined so far, by symbol."""
        return self.book.names

    def knows(self, symbol: str) -> bool:
        """Is this a symbol of the circuit, or a name defined before?"""
        return symbol in self.points[0] or symbol in self.book.names

    def strange(self, *sides: Expr) -> list[str]:
        """The symbols that mean nothing here, in order of appearance."""
        return [n for n in dict.fromkeys(n for x in sides for n in x.symbols()) if not self.knows(n)]

    def values(self, x: Expr) -> tuple[Any, ...]:
        """The value at each point, residues modulo that point's prime.

        Raises KeyError for a symbol that it does not know, ZeroDivisionError, TooLarge.
        """
        return tuple(x.value(p, p.over.number) for p in self.points)

    def holds(self, claim: Equation) -> bool:
        """Is the equation true at every point?  One that divides by zero there is not."""
        try:
            return all(
                claim.left.value(p, p.over.number) == claim.right.value(p, p.over.number) for p in self.points
            )
        except (ZeroDivisionError, TooLarge):
            return False

    def identity(self, claim: Equation) -> bool:
        """Is the equation true whatever voltages and currents are, by its names' definitions alone?"""
        try:
            for p in self.points:
                own = Residues(beside=p.over)  # type: ignore[arg-type]
                foreign = {n: p[n] for n, x in self.names.items() if x.oracle is not self}
                known = {n: v for n, v in p.items() if n not in self.names and n not in self.unknowns}
                free = {n: own.symbol(n) for n in self.unknowns}
                at = Values({**known, **free, **foreign}, p.over, self.book, None)
                if claim.left.value(at, p.over.number) != claim.right.value(at, p.over.number):
                    return False
        except (ZeroDivisionError, TooLarge):
            return False
        return True

    def define(self, symbol: str, meaning: Expr, label: str = "") -> None:
        """From now on `symbol` stands for `meaning`, made of symbols known before.

        Raises GainproofError for a symbol of the circuit, or a meaning of strange symbols; ZeroDivisionError
        for one that has no value.
        """
        if symbol in self.circuit.parameters or symbol in self.unknowns:
            raise GainproofError(f"{symbol} is a symbol of the circuit, and cannot be defined anew")
        strange = self.strange(meaning)
        if strange or symbol in meaning.symbols():
            raise GainproofError(
                f"{symbol} is defined by {', '.join(strange) or symbol}, which means nothing yet"
            )
        self.values(meaning)
        fresh = symbol not in self.book.names
        self.book.names[symbol] = Name(meaning, self.about(Equation(meaning, meaning)), label)
        if not fresh:
            self._forget()

    def define_in(self, symbol: str, meaning: Expr, sources: Circuit, label: str) -> bool:
        """From now on `symbol` stands for `meaning` with the sources of another circuit; False if it cannot.

        It can stand for a quotient alone, which these sources decide however great they are.
        """
        kinds = {e.name: e for e in sources.sources()}
        c = self.circuit
        there = self.beside(c.with_elements((kinds.get(e.name, e) for e in c.elements), c.name))
        try:
            if there.strange(meaning) or symbol in meaning.symbols() or not there.quotient(meaning):
                return False
        except (ZeroDivisionError, TooLarge, KeyError):
            return False
        self.book.names[symbol] = Name(meaning, there, label, True)
        self._forget()
        return True

    def test(self, symbol: str, meaning: Expr, there: Oracle) -> None:
        """From now on `symbol` is this of a test source, and claims with it are about the other oracle's."""
        self.book.names[symbol] = Name(meaning, there, "")
        self.book.tests[symbol] = there
        self._forget()

    def forget(self, symbol: str) -> None:
        """The symbol means nothing any more."""
        self._forget()
        self.book.names.pop(symbol, None)
        self.book.tests.pop(symbol, None)

    def ask(self, symbol: str, quantity: Quantity) -> None:
        """From now on `symbol` stands for a quantity of the circuit: zin(V1), zout(3), V(3)/V1."""
        asked = setting(self.circuit, quantity)
        there = self.beside(asked.circuit)
        turned = {n: neg(Sym(n)) for n in self.against}
        self.book.names[symbol] = Name(asked.quotient.replaced(turned), there, str(quantity))
        self._forget()

    def clear(self) -> None:
        """Forget every name that somebody defined."""
        self._forget()
        self.book.names.clear()
        self.book.tests.clear()

    def _forget(self) -> None:
        for oracle in {id(o): o for o in (self, *self.book.oracles.values())}.values():
            for p in (*oracle.points, *oracle._germs.values()):
                for n in self.book.names:
                    p.pop(n, None)

    def beside(self, circuit: Circuit) -> Oracle:
        """The oracle of a variant of the circuit, with the same parameters and the same names."""
        if circuit.elements not in self.book.oracles:
            off = dict.fromkeys(self.sources.keys() - _sources(circuit).keys(), ZERO)
            Oracle(circuit, book=self.book, against=self.against, instead=told_with(self.instead, off))
        return self.book.oracles[circuit.elements]

    def about(self, claim: Equation) -> Oracle:
        """The oracle of the circuit that the claim is about; see the module's text."""
        tested = self.book.tests.keys() & set(claim.symbols())
        if tested:
            return self.book.tests[min(tested)]
        source = self.driver(claim)
        return self.beside(self.circuit.only(source)) if source else self

    def driver(self, claim: Equation) -> str:
        """The one source that a claim about quotients refers to, where others are to be off; else ""."""
        named = [self.sources[n] for n in claim.symbols() if n in self.sources]
        live = [e.name for e in self.circuit.sources() if e.value != ZERO]
        if len(named) != 1 or len(live) < 2 or not any(n in self.unknowns for n in claim.symbols()):
            return ""
        alone = self.beside(self.circuit.only(named[0]))
        try:
            return named[0] if all(alone.quotient(x) for x in (claim.left, claim.right)) else ""
        except (ZeroDivisionError, TooLarge, KeyError):
            return ""

    def quotient(self, x: Expr) -> bool:
        """Does the value stay when every voltage, current and source is doubled, whatever they are?"""
        p = self.points[0]
        own = Residues(beside=p.over)  # type: ignore[arg-type]
        signals = {n: own.symbol(n) for n in (*self.unknowns, *self.sources) if n in p}
        known = {n: v for n, v in p.items() if n not in self.names}
        two = p.over.number(Fraction(2))
        free = Values({**known, **signals}, p.over, self.book, None)
        doubled = Values({**known, **{n: v * two for n, v in signals.items()}}, p.over, self.book, None)
        return bool(x.value(doubled, p.over.number) == x.value(free, p.over.number))

    def near(self, to: Mapping[str, str], fast: frozenset[str] = frozenset()) -> Values:
        """The values of all symbols, as germs, where these go to "oo" or "0", some of them fast."""
        key = (frozenset(to.items()), fast)
        if key not in self._germs:
            over = Germs(self.points[0].over, self.points[0], to, fast)  # type: ignore[arg-type]
            state = self.state(over)
            known = {n: over.symbol(n) for n in self.points[0] if n not in self.book.names}
            self._germs[key] = Values(known | state, over, self.book, None)
        return self._germs[key]

    def limit_holds(self, claim: Equation, to: Mapping[str, str]) -> bool:
        """Does the difference of the sides vanish against them when these symbols go to "oo" or "0"?

        They go at independent random rates.  A claim of which one side is zero must vanish itself.
        """
        try:
            p = self.near(to)
            return tends(claim.left.value(p, p.over.number), claim.right.value(p, p.over.number))
        except (ZeroDivisionError, TooLarge, Singular):
            return False


def idealised(c: Circuit) -> Circuit:
    """The circuit with every op-amp of finite gain perfect: a nullor in its place."""
    for e in c.elements:
        if e.kind not in "EG" or e.value is None:
            continue
        gains = [c.parameters[n] for n in e.value.symbols() if n in c.parameters]
        if any(p.ideal == "oo" and p.unit in ("1", "S") for p in gains):
            c = perfect(c, e.name)
    return c


def labelled(c: Circuit) -> dict[str, Equation]:
    """Every equation of the circuit, by what a reader calls it: "R1", "KCL at 2", "X1"."""
    out: dict[str, Equation] = {}
    for name, q in laws(c).items():
        label = called(c.element(name))
        out[label if label not in out else name] = q
    return out | {f"KCL at {n}": kcl(c, (n,)) for n in c.nodes}


def told_with(instead: tuple[str, Equation] | None, table: Mapping[str, Expr]) -> tuple[str, Equation] | None:
    """The equation in a law's place, with what is set put into it."""
    if instead is None:
        return None
    label, q = instead
    return label, Equation(q.left.replaced(table), q.right.replaced(table))


def _sources(c: Circuit) -> dict[str, str]:
    """The symbols of independent sources that are a value of their own: source by symbol."""
    return {v.name: e.name for e in c.sources() if isinstance(v := value(e), Sym)}
