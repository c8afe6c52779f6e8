"""How likely an edit is what went wrong: its cost, the least for the likeliest.

A cost is about the logarithm of the number of edits of its kind that a line of this length allows: signs are
few, terms that may be missing are many.  Added to it: symbols that the line did not have, a replacement that
resembles nothing, a line that is true whatever the circuit, a part taken unchanged from the line before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from gainproof.expression import ONE, Equation, Expr, Neg, Num, Par, Pow, Prod, Quot, Sum, Sym
from gainproof.hand.diagnosis.edits import Edit
from gainproof.hand.diagnosis.trees import factors, size
from gainproof.symbols import split_symbol
from gainproof.units import Dimension

BASE: Mapping[str, float] = {
    "sign": 1.0,
    "inverted fraction": 1.4,
    "extra term": 1.6,
    "extra factor": 1.7,
    "swapped parts": 1.4,
    "wrong symbol": 1.2,
    "bracket scope": 1.9,
    "wrong side of the fraction": 1.7,
    "wrong parallel formula": 1.4,
    "wrong power": 1.6,
    "arithmetic": 1.4,
    "dropped factor": 1.9,
    "dropped term": 2.0,
    "other part": 3.0,
}

SECOND = 1.2
"""What a second error on a line costs beside its own."""

IDENTITY = 6.0
"""What it costs that the mended line says nothing of the circuit."""


@dataclass(frozen=True)
class Scene:
    """What the likelihood of an edit depends on beside it."""

    line: Equation
    dimensions: Mapping[str, Dimension | None]
    unknowns: Collection[str]
    before: Collection[Expr]
    identity: Callable[[Equation], bool]
    link: int = 0


def cost(edits: Sequence[Edit], mended: Equation, scene: Scene) -> float:
    """The cost of these edits together, where they make of the line the equation `mended`."""
    total = sum(BASE[e.kind] + _own(e, scene) for e in edits) + SECOND * (len(edits) - 1)
    fresh = set(mended.symbols()) - set(scene.line.symbols())
    total += 0.5 * len(fresh)
    total += max(0.0, clutter(mended) - clutter(scene.line))
    if _circular(mended) and not _circular(scene.line):
        total += 2.0
    if scene.identity(mended):
        total += IDENTITY
    return total


def _own(e: Edit, scene: Scene) -> float:
    """What is particular to the edit."""
    more = 0.0
    if e.path and e.path[0] == 0:
        more += 1.5 if scene.link else 0.6 if len(e.path) == 1 else 0.0
    if e.path and size(e.old) > 1 and e.old in scene.before:
        more += 0.7
    if e.kind in ("dropped term", "dropped factor"):
        more += 0.5 * (size(e.part) - 1)
        if e.part in scene.before:
            more -= 0.8
        if isinstance(e.part, Sum | Par):
            more += 0.4
        if isinstance(e.part, Neg):
            more += 0.1
    if e.kind in ("extra term", "extra factor"):
        more += 0.15 * (size(e.part) - 1)
    if e.kind == "wrong symbol":
        more += strangeness(e.old, e.new, scene.dimensions) if not e.swapped[0] else 0.6
    if e.kind == "other part" or (e.kind == "wrong parallel formula" and size(e.new) > size(e.old) + 3):
        more += _unlike(e.old, e.new, scene)
    if e.kind == "inverted fraction" and not isinstance(e.old, Quot):
        more += 0.6
    if e.kind == "wrong power" and isinstance(e.old, Sum):
        more += 0.6
    if e.kind == "sign" and isinstance(e.old, Sum):
        more += 0.6
    return more


def strangeness(a: Expr, b: Expr, dimensions: Mapping[str, Dimension | None]) -> float:
    """How unlikely the one symbol is written for the other: R1 for R2 likelier than R1 for C1."""
    if not isinstance(a, Sym) or not isinstance(b, Sym):
        return 1.0
    if a.name.lower() == b.name.lower():
        return -0.3
    (stem, below), (other, under) = split_symbol(a.name), split_symbol(b.name)
    if dimensions.get(a.name) != dimensions.get(b.name):
        return 0.6 if stem.lower() == other.lower() or below == under != "" else 1.6
    return 0.0 if stem.lower() == other.lower() else 0.5


def _unlike(old: Expr, new: Expr, scene: Scene) -> float:
    """How little the new part has of the old one, read from left to right."""
    a, b = list(_tokens(old)), list(_tokens(new))
    same = sum(m.size for m in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    known = 1.0 if new in scene.before else 0.0
    return 0.5 * (len(a) + len(b) - 2 * same) - known


def _tokens(x: Expr) -> list[str]:
    if isinstance(x, Sym | Num):
        return [str(x.args[0])]
    out = [type(x).__name__]
    for c in x.children:
        out += _tokens(c)
    return out


def _circular(q: Equation) -> bool:
    """Does a symbol alone on one side stand on the other too?"""
    return any(
        isinstance(a, Sym) and a.name in b.symbols() for a, b in ((q.left, q.right), (q.right, q.left))
    )


def clutter(q: Equation) -> float:
    """What no writer would leave: x - x, x + x, x/x, x x, a fraction under a fraction."""
    total = 0.0
    for x in (*q.left.walk(), *q.right.walk()):
        if isinstance(x, Sum):
            plain = [t.args[0] if isinstance(t, Neg) else t for t in x.args]
            total += 1.5 * (len(plain) - len(set(plain)))
        elif isinstance(x, Quot):
            total += 1.5 * len({f for f in factors(x.num) if f in factors(x.den)})
            total += 0.4 * (isinstance(x.den, Quot) + (isinstance(x.num, Quot)))
        elif isinstance(x, Prod):
            total += 0.8 * (len(x.args) - len(set(x.args)))
            below = {g for f in x.args if isinstance(f, Quot) for g in factors(f.den)}
            total += 1.5 * len(below.intersection(x.args))
            total += 0.5 * any(isinstance(f, Num) for f in x.args[1:])
        elif isinstance(x, Pow) or (isinstance(x, Neg) and isinstance(x.args[0], Sum)):
            total += 0.3
    for side in (q.left, q.right):
        if side == ONE:
            total += 0.5
    return total
