"""How likely an edit is what went wrong: its cost, the least for the likeliest.

A cost is about the logarithm of the number of edits of its kind that a line of this length allows: signs are
few, terms that may be missing are many.  Added to it: symbols that the line did not have, a replacement that
resembles nothing, what no writer would leave standing, a line that is true whatever the circuit.  Taken away:
a part that stands in the lines before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from gainproof.expression import ONE, Equation, Expr, Neg, Num, Par, Pow, Prod, Quot, Sum, Sym
from gainproof.hand.diagnosis.edits import Edit
from gainproof.hand.diagnosis.habits import (
    AMPERE,
    Habits,
    Scene,
    circular,
    clutter,
    coherent,
    degree,
    disorder,
    disparity,
    divisors,
    target,
    weight,
)
from gainproof.hand.diagnosis.parallels import PARALLEL, in_parallel
from gainproof.hand.diagnosis.trees import size
from gainproof.symbols import split_symbol

BASE: Mapping[str, float] = {
    "sign": 1.0,
    "inverted fraction": 1.3,
    "extra term": 1.4,
    "extra factor": 1.7,
    "swapped parts": 1.4,
    "wrong symbol": 1.2,
    "bracket scope": 1.2,
    "wrong side of the fraction": 1.7,
    "wrong parallel formula": 1.4,
    "wrong power": 1.6,
    "arithmetic": 1.1,
    "wrong limit": 2.7,
    "dropped factor": 1.7,
    "dropped term": 1.7,
    "other part": 3.0,
}

SECOND = 1.2
"""What a second error on a line costs beside its own."""

SAYS_NOTHING = 3.0
"""What it costs that the mended line says nothing of the circuit."""

SAYS_LITTLE = 1.2
"""What it costs that it only says which source drives a node."""

UNLIKE = 0.12
"""What it costs that terms of a sum are built from one part more that the others have not."""

LIKER = 4
"""Parts by which the terms of a mended line may have become like one another; no more is looked for."""


def cost(edits: Sequence[Edit], scene: Scene, habits: Habits) -> float:
    """The cost of these edits together, whatever comes of the line."""
    return sum(BASE[e.kind] + _own(e, scene, habits) for e in edits) + SECOND * (len(edits) - 1)


def oddity(mended: Equation, scene: Scene, habits: Habits) -> float:
    """What is odd about the mended line, were it this writer's; never negative."""
    fresh = [n for n in mended.symbols() if n not in habits.symbols]
    total = sum(0.2 if n in scene.known else 0.5 for n in fresh)
    total += 0.6 * sum(n in scene.doubles for n in fresh)
    ideal = any(n in scene.gone for n in habits.symbols)
    total += (0.3 if ideal else 2.0) * sum(n in scene.gone for n in fresh)
    total += 0.3 * sum(n in scene.supplied for n in fresh)
    total += max(0.0, clutter(mended) - habits.clutter)
    total += 0.02 * max(0, disorder(mended) - habits.disorder)
    total += UNLIKE * max(0, disparity(mended, scene.dimensions) - habits.disparity + LIKER)
    total += 0.8 * max(0, *(degree(x, scene.signals) - 1 for x in (mended.left, mended.right)))
    if not scene.speaks_of_currents:
        total += 0.7 * sum(n in scene.unknowns and scene.dimensions.get(n) == AMPERE for n in fresh)
    total += 2.5 * len(set(divisors(mended, scene.signals)) - habits.divisors)
    if habits.target is not None and not scene.speaks_of_currents:
        total += 1.5 * (target(mended, scene.given) is None)
    total += 0.0 if coherent(mended, scene.dimensions) else 5.0
    for side, closed in zip((mended.left, mended.right), habits.closed, strict=True):
        total += 1.2 * (closed and not scene.unknowns.isdisjoint(side.symbols()))
    if circular(mended) and not habits.circular:
        total += 2.0
    return total


def _own(e: Edit, scene: Scene, habits: Habits) -> float:
    """What is particular to the edit."""
    more = 0.0
    if e.path:
        more += _elsewhere(e, scene, habits)
    if e.path and size(e.old) > 1 and e.old in scene.before:
        more += 0.7
    if e.otherwise:
        body = e.new.args[0] if isinstance(e.new, Neg) else e.new
        more += 0.1 if in_parallel(body)[1] in habits.parallels else 1.6 + 0.2 * e.otherwise
    elif isinstance(e.new, Par) and not isinstance(e.old, Par):
        fits = e.kind == "wrong parallel formula" or isinstance(e.part, Par)
        more += -0.2 if fits and PARALLEL in habits.parallels else 1.5
    match e.kind:
        case "dropped term" | "dropped factor":
            more += _missing(e, scene, habits)
        case "extra term" | "extra factor":
            more += 0.05 * (weight(e.part) - 1) + _much(e.part, scene.line)
        case "wrong symbol":
            more += 0.6 if e.swapped[0] else strangeness(e.old, e.new, scene, habits)
        case "other part" if isinstance(e.old, Num) and e.path == (1 - (habits.target or 0),):
            more += 0.1 * weight(e.new) - 2.0 * (
                habits.target is not None and (bool(scene.gone) or e.old == ONE)
            )
        case "other part" if e.part != ONE:
            more += _missing(e, scene, habits) - 1.0
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


def _much(part: Expr, line: Equation) -> float:
    """What it costs that the part is half of the line, and more than a symbol."""
    whole = weight(line.left) + weight(line.right)
    return 1.5 if weight(part) > 2 and 2 * weight(part) > whole else 0.0


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
    more += 0.4 * sum(isinstance(x, Sum) and x not in habits.parts for x in part.walk() if x != part)
    if isinstance(part, Par):
        more += 0.3
    if isinstance(e.part, Neg):
        more += 0.1
    if e.kind == "dropped factor":
        more += 0.8 * isinstance(part, Num) + 0.5 * (many - 1)
        more += 0.6 * (isinstance(part, Sum) and ONE in part.args)
        more += 0.2 * (isinstance(e.new, Neg) and not isinstance(e.old, Neg))
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
        if i >= len(x.children):  # the place is of a line that is half mended
            break
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
