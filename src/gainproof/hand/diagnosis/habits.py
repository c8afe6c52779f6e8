"""How the writer of a line writes: what of it, in the mended line, would be odd and what would not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from gainproof.expression import ONE, ZERO, Equation, Expr, Neg, Num, Par, Pow, Prod, Quot, Sum, Sym
from gainproof.hand.diagnosis.parallels import in_parallel
from gainproof.symbols import split_symbol
from gainproof.units import PURE, UNITS, Dimension, DimensionError, dimension

AMPERE = UNITS["A"]


@dataclass(frozen=True)
class Scene:
    """What the likelihood of an edit depends on beside it: the line, and what is known around it.

    `signals` are the voltages and currents, `unknowns` those that are no sources, `given` the circuit's
    parts and sources, `doubles` symbols that always equal a likelier one, `supplied` the currents of sources,
    `gone` what goes to a limit, `known` the symbols of the lines before and the names.  `before` are the
    parts of the lines before, `named` what names stand for, `link` is the line's place in a chain.
    """

    line: Equation
    dimensions: Mapping[str, Dimension | None]
    signals: Collection[str]
    unknowns: frozenset[str]
    given: Collection[str]
    doubles: Collection[str]
    supplied: Collection[str]
    gone: Collection[str]
    known: Collection[str]
    before: Collection[Expr]
    named: Collection[Expr] = ()
    link: int = 0

    @property
    def speaks_of_currents(self) -> bool:
        """Has the line the current of a part in it?"""
        return any(n in self.unknowns and self.dimensions.get(n) == AMPERE for n in self.line.symbols())

    def parts(self) -> Collection[Expr]:
        """The parts of the line."""
        return {*self.line.left.walk(), *self.line.right.walk()}


@dataclass(frozen=True)
class Habits:
    """How the writer of a line writes: what its mended form may hold at no cost."""

    symbols: Collection[str]
    parts: Collection[Expr]
    divisors: frozenset[str]
    closed: tuple[bool, bool]
    clutter: float
    disorder: int
    disparity: float
    circular: bool
    target: int | None
    coherent: bool
    parallels: frozenset[str]

    @classmethod
    def of(cls, scene: Scene) -> Habits:
        """Those of the scene's line, and of the lines before it."""
        q = scene.line
        parts = scene.parts()
        return cls(
            frozenset(q.symbols()),
            parts,
            frozenset(divisors(q, scene.signals)),
            (_closed(q.left, scene.unknowns), _closed(q.right, scene.unknowns)),
            clutter(q),
            disorder(q),
            disparity(q, scene.dimensions),
            circular(q),
            target(q, scene.given),
            coherent(q, scene.dimensions),
            frozenset(in_parallel(x)[1] for x in (*parts, *scene.before, *scene.named)),
        )


def weight(x: Expr) -> int:
    """Symbols and numbers written, ones left out: 1/R is as short as R."""
    return max(1, sum(1 for n in x.walk() if not n.children and n != ONE))


def divisors(q: Equation, signals: Collection[str]) -> Iterator[str]:
    """The voltages and currents that the line divides by, apart from what it is solved for."""
    ratios = [x for x in (q.left, q.right) if isinstance(x, Quot) and isinstance(x.num, Sym)]
    for x in (*q.left.walk(), *q.right.walk()):
        if isinstance(x, Quot) and not (any(x is r for r in ratios) and isinstance(x.den, Sym)):
            yield from (n for n in x.den.symbols() if n in signals)


def _closed(side: Expr, unknowns: Collection[str]) -> bool:
    """Does the side speak of parts and sources only?"""
    symbols = side.symbols()
    return weight(side) > 2 and bool(symbols) and not any(n in unknowns for n in symbols)


def target(q: Equation, given: Collection[str]) -> int | None:
    """The side that the line is solved for, a symbol or a quotient of two: 0 left, 1 right, None for neither.

    Nobody solves for what is `given`, a part or a source.
    """
    for k, x in enumerate((q.left, q.right)):
        parts = (x.num, x.den) if isinstance(x, Quot) else (x,)
        names = [p.name for p in parts if isinstance(p, Sym)]
        if len(names) == len(parts) and not all(n in given for n in names):
            return k
    return None


def coherent(q: Equation, of: Mapping[str, Dimension | None]) -> bool:
    """Do the dimensions agree, as far as they are known?"""
    try:
        a, b = dimension(q.left, of), dimension(q.right, of)
    except DimensionError:
        return False
    return a is None or b is None or a == b or ZERO in (q.left, q.right)


def circular(q: Equation) -> bool:
    """Does a symbol alone on one side stand on the other too?"""
    return any(
        isinstance(a, Sym) and a.name in b.symbols() for a, b in ((q.left, q.right), (q.right, q.left))
    )


UNWRITTEN = 3.0
"""What it costs that something is divided by 1, or multiplied by it."""


def clutter(q: Equation) -> float:
    """What no writer would leave: x - x, x + x, x/x, x x, x/1, a fraction under a fraction."""
    total = 0.0
    for x in (*q.left.walk(), *q.right.walk()):
        total += UNWRITTEN * (isinstance(x, Quot) and x.den == ONE)
        total += UNWRITTEN * (isinstance(x, Prod) and ONE in x.args)
        if isinstance(x, Sum):
            total += sum(0.7 if above else 0.25 for above, _ in _common(*x.args))
            plain = [t.args[0] if isinstance(t, Neg) else t for t in x.args]
            total += 1.5 * (len(plain) - len(set(plain)))
            total += 3.0 * sum(isinstance(t, Neg) and t.args[0] in x.args for t in x.args)
        elif isinstance(x, Quot):
            total += 1.5 * len(_bases(x.num) & _bases(x.den))
            total += 0.4 * (isinstance(x.den, Quot) + isinstance(x.num, Quot))
            total += 0.8 * (isinstance(x.den, Prod) and any(isinstance(f, Quot) for f in x.den.args))
        elif isinstance(x, Prod):
            bases = _bases(x)
            total += 0.8 * (sum(len(_bases(f)) for f in x.args) - len(bases))
            below = {g for f in x.args if isinstance(f, Quot) for g in _bases(f.den)}
            total += 1.5 * len(below & bases)
            total += 0.5 * any(isinstance(f, Num) for f in x.args[1:])
        elif isinstance(x, Pow) or (isinstance(x, Neg) and isinstance(x.args[0], Sum)):
            total += 0.3
    for side in (q.left, q.right):
        total += 0.5 * (side == ONE) + 0.3 * isinstance(side, Neg)
    sides = [set(x.args) if isinstance(x, Sum) else {x} for x in (q.left, q.right)]
    return total + 1.0 * len(_common(q.left, q.right)) + 5.0 * len(sides[0] & sides[1])


def disparity(q: Equation, of: Mapping[str, Dimension | None]) -> int:
    """How little the terms of the sums, and those of the whole line, are like one another.

    v/R is like (v - w)/r and unlike v r/R: terms that are added are built from like parts.
    """
    total = 0
    whole = [t for x in (q.left, q.right) for t in (x.args if isinstance(x, Sum) else (x,)) if t != ZERO]
    sums = [x.args for side in (q.left, q.right) for x in side.walk() if isinstance(x, Sum)]
    for terms in (whole, *sums):
        first, *built = {frozenset(b.items()): b for b in (_build(t, of) for t in terms)}.values() or [
            Counter()
        ]
        away = [(_apart(first, b), b) for b in built]
        while away:  # the shortest tree that joins them
            nearest = min(away, key=lambda x: x[0])
            total += nearest[0]
            away = [(min(d, _apart(nearest[1], b)), b) for d, b in away if b is not nearest[1]]
    return total


def degree(x: Expr, signals: Collection[str]) -> int:
    """How many voltages and currents are multiplied in it, at most in any product."""
    if isinstance(x, Sym):
        return int(x.name in signals)
    each = [degree(c, signals) for c in x.children]
    if isinstance(x, Prod):
        return max(*each, sum(each))
    return max(each, default=0) * (x.exponent if isinstance(x, Pow) else 1)


Build = Counter[tuple[Dimension | None, bool]]
"""How many parts of which dimension stand above and below the line; pure numbers are left out."""


def _build(x: Expr, of: Mapping[str, Dimension | None], above: bool = True) -> Build:
    match x:
        case Sym():
            d = of.get(x.name)
            return Counter() if d == PURE else Counter({(d, above): 1})
        case Quot():
            return _build(x.num, of, above) + _build(x.den, of, not above)
        case Prod():
            return sum((_build(f, of, above) for f in x.args), Counter())
        case Neg() | Sum() | Par():
            return _build(x.args[0], of, above)
        case Pow():
            once = _build(x.base, of, above)
            return Counter({k: n * x.exponent for k, n in once.items()})
    return Counter()


def _apart(a: Build, b: Build) -> int:
    return sum(((a - b) + (b - a)).values())


def _bases(x: Expr) -> set[Expr]:
    """What stands as a factor above the line, powers by their bases."""
    if isinstance(x, Quot):
        return _bases(x.num)
    if isinstance(x, Prod):
        return {b for f in x.args for b in _bases(f)}
    return {x.base if isinstance(x, Pow) else x} - {ONE}


def _common(*terms: Expr) -> set[tuple[bool, Expr]]:
    """The factors above and below the line that all terms have, and could do without."""
    out: list[set[tuple[bool, Expr]]] = []
    for t in terms:
        t = t.args[0] if isinstance(t, Neg) else t
        above, below = (t.num, t.den) if isinstance(t, Quot) else (t, ONE)
        out.append({(True, f) for f in _bases(above)} | {(False, f) for f in _bases(below)})
    return set.intersection(*out)


def disorder(q: Equation) -> int:
    """How often R3 stands before R2, among neighbours."""
    count = 0
    for x in (*q.left.walk(), *q.right.walk()):
        if isinstance(x, Sum | Prod | Par):
            leaders = [split_symbol(next(iter(c.symbols()), "")) for c in x.args]
            count += sum(a[0] == b[0] and a[1] > b[1] for a, b in pairwise(leaders))
    return count
