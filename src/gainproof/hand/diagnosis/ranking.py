"""How likely an edit is what went wrong: its cost, the least for the likeliest.

A cost is about the logarithm of the number of edits of its kind that a line of this length allows: signs are
few, terms that may be missing are many.  Added to it: symbols that the line did not have, a replacement that
resembles nothing, what no writer would leave standing, a line that is true whatever the circuit.  Taken away:
a part that stands in the lines before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from gainproof.expression import ONE, ZERO, Equation, Expr, Neg, Num, Par, Pow, Prod, Quot, Sum, Sym
from gainproof.hand.diagnosis.edits import Edit
from gainproof.hand.diagnosis.trees import factors, size
from gainproof.symbols import split_symbol
from gainproof.units import UNITS, Dimension, DimensionError, dimension

BASE: Mapping[str, float] = {
    "sign": 1.0,
    "inverted fraction": 1.3,
    "extra term": 1.6,
    "extra factor": 1.7,
    "swapped parts": 1.4,
    "wrong symbol": 1.2,
    "bracket scope": 1.2,
    "wrong side of the fraction": 1.7,
    "wrong parallel formula": 1.4,
    "wrong power": 1.6,
    "arithmetic": 1.1,
    "wrong limit": 2.2,
    "dropped factor": 1.7,
    "dropped term": 1.7,
    "other part": 3.0,
}

SECOND = 1.2
"""What a second error on a line costs beside its own."""

SAYS_NOTHING = 3.0
"""What it costs that the mended line says nothing of the circuit."""


@dataclass(frozen=True)
class Scene:
    """What the likelihood of an edit depends on beside it: the line, and what is known around it.

    `signals` are the voltages and currents, `unknowns` those that are no sources, `given` the circuit's parts
    and sources, `doubles` symbols that always equal a likelier one, `supplied` the currents of sources, `gone`
    what goes to a limit, `known` the symbols of the lines before and the names.  `before` are the parts of the
    lines before, `named` what names stand for, `link` is the line's place in a chain.
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
        """Has the line a current in it?"""
        return any(self.dimensions.get(n) == UNITS["A"] for n in self.line.symbols())

    def parts(self) -> Collection[Expr]:
        """The parts of the line."""
        return {*self.line.left.walk(), *self.line.right.walk()}


def cost(edits: Sequence[Edit], scene: Scene, habits: Habits) -> float:
    """The cost of these edits together, whatever comes of the line."""
    return sum(BASE[e.kind] + _own(e, scene, habits) for e in edits) + SECOND * (len(edits) - 1)


def oddity(mended: Equation, scene: Scene, habits: Habits) -> float:
    """What is odd about the mended line, were it this writer's; never negative."""
    fresh = [n for n in mended.symbols() if n not in habits.symbols]
    total = sum(0.2 if n in scene.known else 0.5 for n in fresh)
    total += 0.6 * sum(n in scene.doubles for n in fresh)
    total += 2.0 * sum(n in scene.gone for n in fresh) + 0.3 * sum(n in scene.supplied for n in fresh)
    total += max(0.0, clutter(mended) - habits.clutter)
    total += 0.02 * max(0, disorder(mended) - habits.disorder)
    total += 2.5 * len(set(_divisors(mended, scene.signals)) - habits.divisors)
    if habits.target is not None and not scene.speaks_of_currents:
        total += 1.5 * (target(mended, scene.given) is None)
    total += 0.0 if coherent(mended, scene.dimensions) else 3.0
    for side, closed in zip((mended.left, mended.right), habits.closed, strict=True):
        total += 1.2 * (closed and not scene.unknowns.isdisjoint(side.symbols()))
    if _circular(mended) and not habits.circular:
        total += 2.0
    return total


@dataclass(frozen=True)
class Habits:
    """How the writer of a line writes: what its mended form may hold at no cost."""

    symbols: Collection[str]
    parts: Collection[Expr]
    divisors: frozenset[str]
    closed: tuple[bool, bool]
    clutter: float
    disorder: int
    circular: bool
    target: int | None
    coherent: bool
    parallel: bool

    @classmethod
    def of(cls, scene: Scene) -> Habits:
        """Those of the scene's line, and of the lines before it."""
        q = scene.line
        parts = scene.parts()
        return cls(
            frozenset(q.symbols()),
            parts,
            frozenset(_divisors(q, scene.signals)),
            (_closed(q.left, scene.unknowns), _closed(q.right, scene.unknowns)),
            clutter(q),
            disorder(q),
            _circular(q),
            target(q, scene.given),
            coherent(q, scene.dimensions),
            any(isinstance(x, Par) for x in (*parts, *scene.before, *scene.named)),
        )


def _own(e: Edit, scene: Scene, habits: Habits) -> float:
    """What is particular to the edit."""
    more = 0.0
    if e.path:
        more += _elsewhere(e, scene, habits)
    if e.path and size(e.old) > 1 and e.old in scene.before:
        more += 0.7
    if isinstance(e.new, Par) and not isinstance(e.old, Par):
        known = habits.parallel and (e.kind == "wrong parallel formula" or isinstance(e.part, Par))
        more += -0.2 if known else 1.5
    match e.kind:
        case "dropped term" | "dropped factor":
            more += _missing(e, scene, habits)
        case "extra term" | "extra factor":
            more += 0.05 * (weight(e.part) - 1)
        case "wrong symbol":
            more += 0.6 if e.swapped[0] else strangeness(e.old, e.new, scene, habits)
        case "other part" if isinstance(e.old, Num) and e.path == (1 - (habits.target or 0),):
            more += 0.1 * weight(e.new) - 2.0 * (
                habits.target is not None and (bool(scene.gone) or e.old == ONE)
            )
        case "other part":
            more += _unlike(e.old, e.new, scene)
        case "wrong parallel formula":
            more += _unlike(e.old, e.new, scene) if weight(e.new) > weight(e.old) + 3 else 0.0
        case "wrong limit":
            more += 0.05 * weight(e.new)
        case "bracket scope":
            more += 0.0 if list(_tokens(e.old)) == list(_tokens(e.new)) else 1.2
        case "inverted fraction":
            more += 0.0 if isinstance(e.old, Quot) else 0.6
        case "wrong power" | "sign":
            more += 0.6 if isinstance(e.old, Sum) else -0.6 if isinstance(e.old, Pow) else 0.0
    return more


def _elsewhere(e: Edit, scene: Scene, habits: Habits) -> float:
    """What it costs that the edit is not on the side where errors are: that which says what the other is."""
    side = e.path[0]
    if scene.link and not side:
        return 1.5
    if side != habits.target:
        return 0.05 * (not side)
    here, there = (scene.line.right, scene.line.left) if side else (scene.line.left, scene.line.right)
    top = here.num if isinstance(here, Quot) else here
    if e.kind == "inverted fraction" and isinstance(top, Sym) and top.name in scene.given:
        return -0.3
    if e.kind == "wrong symbol":
        return 0.1 if isinstance(there, Sym) else 0.8
    whole = len(e.path) == 1 and e.kind in ("sign", "inverted fraction", "dropped factor", "other part")
    return 0.8 if whole else 0.1


def weight(x: Expr) -> int:
    """Symbols and numbers written, ones left out: 1/R is as short as R."""
    return max(1, sum(1 for n in x.walk() if not n.children and n != ONE))


def _missing(e: Edit, scene: Scene, habits: Habits) -> float:
    """How unlikely it is that this part was left out."""
    part = e.part.args[0] if isinstance(e.part, Neg) else e.part
    many = weight(part)
    if part in scene.before:
        more = -0.8
    elif part in habits.parts:
        more, many = -0.2 * (e.kind == "dropped factor"), 1 + (many - 1) // 2
    else:
        more = 0.0
    if isinstance(part, Par):
        more += 0.3
    if isinstance(e.part, Neg):
        more += 0.1
    if e.kind == "dropped factor":
        more += 0.8 * isinstance(part, Num) + 0.5 * (many - 1)
        more += 0.6 * (isinstance(part, Sum) and ONE in part.args)
        return more + (-0.2 if e.under else 0.2) * isinstance(e.old, Sum)
    if e.part == ONE:
        return -0.3
    if scene.speaks_of_currents and isinstance(part, Sym) and part.name in scene.doubles:
        more -= 0.8
    if isinstance(e.old, Sum | Par):
        return more + 0.2 * (many - 1) + 0.3 * max(0, many - max(map(weight, e.old.args)))
    signals = (
        isinstance(part, Sym) and isinstance(e.old, Sym) and {part.name, e.old.name} <= set(scene.signals)
    )
    if signals and isinstance(e.part, Neg):
        return more - 0.2
    return more + 0.5 * (many - 1) + _new_bracket(e, scene.line)


def _new_bracket(e: Edit, line: Equation) -> float:
    """How unusual a new bracket would be there: much, where the terms around have none."""
    x = line.right if e.path[0] else line.left
    terms: tuple[Expr, ...] = ()
    for i in e.path[1:]:
        terms = x.args if isinstance(x, Sum) else terms
        x = x.children[i]
    bracketed = any(isinstance(n, Sum) for t in terms for n in t.walk())
    return 0.1 if bracketed or not terms else 0.9


def strangeness(a: Expr, b: Expr, scene: Scene, habits: Habits) -> float:
    """How unlikely the one symbol is written for the other: R1 for R2 likelier than R1 for C1."""
    if not isinstance(a, Sym) or not isinstance(b, Sym):
        return 1.0
    if a.name.lower() == b.name.lower():
        return -0.3
    if b.name in scene.doubles and scene.speaks_of_currents and a.name in scene.unknowns:
        return -0.6
    (stem, below), (other, under) = split_symbol(a.name), split_symbol(b.name)
    alike = stem.lower() == other.lower()
    if scene.dimensions.get(a.name) != scene.dimensions.get(b.name):
        return 1.0 if not habits.coherent else 0.6 if alike or below == under != "" else 1.6
    more = 0.0 if alike else 0.4
    return more + 0.4 * ((a.name in scene.unknowns) != (b.name in scene.unknowns))


def _unlike(old: Expr, new: Expr, scene: Scene) -> float:
    """How little the new part has of the old one, read from left to right."""
    a, b = list(_tokens(old)), list(_tokens(new))
    same = sum(m.size for m in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    known = 1.0 if new in scene.before else 0.0
    return 0.5 * (len(a) + len(b) - 2 * same) - known


def _tokens(x: Expr) -> Iterator[str]:
    """What is written from left to right, but for brackets."""
    if not x.children:
        yield str(x.args[0])
        return
    sign = {Prod: "*", Quot: "/", Pow: "^", Par: "|"}.get(type(x), "")
    if isinstance(x, Neg):
        yield "-"
    for i, c in enumerate(x.children):
        if i and isinstance(x, Sum):
            if not isinstance(c, Neg):
                yield "+"
        elif i:
            yield sign
        yield from _tokens(c)
    if isinstance(x, Pow):
        yield f"^{x.exponent}"


def _divisors(q: Equation, signals: Collection[str]) -> Iterator[str]:
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


def _circular(q: Equation) -> bool:
    """Does a symbol alone on one side stand on the other too?"""
    return any(
        isinstance(a, Sym) and a.name in b.symbols() for a, b in ((q.left, q.right), (q.right, q.left))
    )


def disorder(q: Equation) -> int:
    """How often R3 stands before R2, among neighbours."""
    count = 0
    for x in (*q.left.walk(), *q.right.walk()):
        if isinstance(x, Sum | Prod | Par):
            leaders = [split_symbol(next(iter(c.symbols()), "")) for c in x.args]
            count += sum(a[0] == b[0] and a[1] > b[1] for a, b in pairwise(leaders))
    return count


def _bases(x: Expr) -> set[Expr]:
    """What stands as a factor above the line, powers by their bases."""
    if isinstance(x, Quot):
        return _bases(x.num)
    return {f.base if isinstance(f, Pow) else f for f in factors(x)}


def clutter(q: Equation) -> float:
    """What no writer would leave: x - x, x + x, x/x, x x, a fraction under a fraction."""
    total = 0.0
    for x in (*q.left.walk(), *q.right.walk()):
        if isinstance(x, Sum):
            total += sum(0.7 if above else 0.25 for above, _ in _common(*x.args))
            plain = [t.args[0] if isinstance(t, Neg) else t for t in x.args]
            total += 1.5 * (len(plain) - len(set(plain)))
            total += 3.0 * sum(isinstance(t, Neg) and t.args[0] in x.args for t in x.args)
        elif isinstance(x, Quot):
            total += 1.5 * len(_bases(x.num) & _bases(x.den))
            total += 0.4 * (isinstance(x.den, Quot) + isinstance(x.num, Quot))
        elif isinstance(x, Prod):
            bases = _bases(x)
            total += 0.8 * (len(x.args) - len(bases))
            below = {g for f in x.args if isinstance(f, Quot) for g in _bases(f.den)}
            total += 1.5 * len(below & bases)
            total += 0.5 * any(isinstance(f, Num) for f in x.args[1:])
        elif isinstance(x, Pow) or (isinstance(x, Neg) and isinstance(x.args[0], Sum)):
            total += 0.3
    for side in (q.left, q.right):
        total += 0.5 * (side == ONE) + 0.3 * isinstance(side, Neg)
    sides = [set(x.args) if isinstance(x, Sum) else {x} for x in (q.left, q.right)]
    return total + 1.0 * len(_common(q.left, q.right)) + 5.0 * len(sides[0] & sides[1])


def _common(*terms: Expr) -> set[tuple[bool, Expr]]:
    """The factors above and below the line that all terms have, and could do without."""
    out: list[set[tuple[bool, Expr]]] = []
    for t in terms:
        t = t.args[0] if isinstance(t, Neg) else t
        above, below = (t.num, t.den) if isinstance(t, Quot) else (t, ONE)
        out.append({(True, f) for f in _bases(above)} | {(False, f) for f in _bases(below)})
    return set.intersection(*out)
