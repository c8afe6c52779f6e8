"""The half circuits of a circuit with a mirror, and what they tell of the whole.

Whatever a symmetric circuit does is the sum of something odd, which changes its sign in the mirror, and
something even, which does not.  For either, half the circuit is enough:

* in the *differential* half the nodes of the axis are at ground potential, and an element across the axis
  becomes one to ground, of half its impedance;
* in the *common* half nothing flows across the axis, and an element on the axis, which both halves share, has
  twice its impedance.

A. C. Bartlett, "An extension of a property of artificial lines", Phil. Mag. 4 (1927) 902.  The left half is
kept.  Where a source is controlled from the right half, its image stands for it, with the sign of the mode.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd

from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.circuit.elements.kind import value
from gainproof.circuit.mirror import Mirror, turned
from gainproof.errors import GainproofError
from gainproof.expression import ZERO, Expr, Neg, Num, Sum, Sym, add, div, mul, neg

TWO = Num(2)

HALF = Fraction(1, 2)

ON_AXIS: Mapping[str, Fraction | int] = {"R": 2, "L": 2, "K": 2, "H": 2, "C": HALF, "I": HALF, "G": HALF}
"""By what the value of an element on the axis is multiplied in the common half; voltages and ratios stay."""
ACROSS: Mapping[str, Fraction | int] = {"R": HALF, "L": HALF, "C": 2, "V": HALF, "E": HALF}
"""By what the value of an element across the axis is multiplied in the differential half; currents stay."""


def differential_half(c: Circuit, m: Mirror) -> Circuit:
    """The left half for what is odd.  Raises GainproofError where an element has no half."""
    return _half(c, m, -1, "differential half")


def common_half(c: Circuit, m: Mirror) -> Circuit:
    """The left half for what is even.  Raises GainproofError where an element has no half."""
    return _half(c, m, 1, "common half")


@dataclass(frozen=True, slots=True)
class Drive:
    """How an independent source, or a pair of them, drives the two halves.

    In the differential half `source` has the strength `odd`, in the common half `even`.
    """

    source: str
    odd: Expr
    even: Expr


def drives(c: Circuit, m: Mirror) -> list[Drive]:
    """Every independent source of the left half, of the axis and across it, unless it is off."""
    out = []
    for e in c.sources():
        image = c.element(m.element(e.name))
        if e.name in m.elements:
            other = neg(value(image)) if turned(c, m, e, image) else value(image)
            odd = ZERO if other == value(e) else div(add(value(e), neg(other)), TWO)
            out.append(Drive(e.name, odd, value(e) if other == value(e) else div(add(value(e), other), TWO)))
        elif image is e:
            across = _across(c, m, e)
            factor = (ACROSS if across else ON_AXIS).get(e.kind, 1)
            strength = _times(factor, value(e))
            out.append(Drive(e.name, strength, ZERO) if across else Drive(e.name, ZERO, strength))
    return [d for d in out if (d.odd, d.even) != (ZERO, ZERO)]


def seen(c: Circuit, m: Mirror, half: Circuit, wanted: Expr, sign: int) -> tuple[int, Expr]:
    """What a linear form in the circuit's unknowns is in a half circuit: a number times a form of the half's.

    `sign` is -1 for the differential half, 1 for the common one.  The number is 0 if the form vanishes there.
    The form begins with a voltage, with a current, or with minus the current of a voltage source.
    Raises GainproofError for what is no whole multiple of voltages and currents.
    """
    total: dict[Expr, int] = {}
    for name, k in _linear(wanted):
        if name in c.voltages:
            factor, unknown = _voltage(m, half, c.voltages[name], sign)
        elif name in c.currents:
            factor, unknown = _current(c, m, half, c.element(c.currents[name]), sign)
        else:
            raise GainproofError(f"{name} is neither a voltage nor a current of the circuit")
        total[unknown] = total.get(unknown, 0) + factor * k
    kept = {u: k for u, k in total.items() if k and u != ZERO}
    if not kept:
        return 0, ZERO
    first = next(iter(kept))
    delivered = any(first == half.current(e.name) for e in half.sources() if e.kind == "V")
    size = gcd(*kept.values())
    if (kept[first] < 0) != delivered:
        size = -size
    return size, add(*(_times(k // size, u) for u, k in kept.items()))


def matched(c: Circuit, m: Mirror) -> list[tuple[str, str]]:
    """The parts that have to be equal, in pairs; of a subcircuit its instances.

    Independent sources and ideal op-amps need no match.
    """
    pairs = ((c.element(a), c.element(b)) for a, b in m.elements.items())
    names = ((a.part_of or a.name, b.part_of or b.name) for a, b in pairs if a.kind not in "VIN")
    return list(dict.fromkeys(names))


def _half(c: Circuit, m: Mirror, sign: int, name: str) -> Circuit:
    kept: list[Element] = []
    for e in c.elements:
        if e.name in m.elements:
            kept.extend(_left(c, m, e, sign))
        elif m.element(e.name) == e.name and _across(c, m, e):
            if sign < 0:
                kept.extend(_straight(m, e))
        elif m.element(e.name) == e.name and sign > 0:
            kept.append(_with_factor(e, ON_AXIS.get(e.kind, 1)))
    return c.with_elements(kept, f"{c.name}, {name}")


def _across(c: Circuit, m: Mirror, e: Element) -> bool:
    """Does an element that is its own image lie across the axis, rather than on it?"""
    nodes = e.nodes if e.kind != "K" else tuple(n for x in e.controls for n in c.element(x).nodes)
    if all(m.node(n) == n for n in nodes) and all(m.element(x) == x for x in e.controls):
        return False
    if e.kind != "K" and m.node(e.nodes[0]) == e.nodes[1] and e.nodes[0] != e.nodes[1]:
        return True
    raise GainproofError(f"{e.name} lies neither on the axis nor straight across it")


def _left(c: Circuit, m: Mirror, e: Element, sign: int) -> Iterator[Element]:
    """An element of the left half, as it is there; none if it is cut off or shorted."""
    right = set(m.nodes.values())
    if right.intersection(e.nodes[:2]):
        raise GainproofError(f"{e.name} joins the two halves, but not straight across the axis")
    ends = tuple(GROUND if sign < 0 and m.node(n) == n else n for n in e.nodes[:2])
    if e.nodes and ends[0] == ends[1] and e.kind not in "IGF":
        if e.kind in "VEHN" or any(e.name in x.controls for x in c.elements):
            raise GainproofError(f"{e.name} would be short-circuited in a half circuit")
        return
    if e.kind in "EGN":
        yield from _sensing(m, replace(e, nodes=(*ends, *e.nodes[2:])), sign, 1)
    elif e.kind in "FH":
        control = c.element(e.controls[0]).name
        if control in m.elements:
            yield replace(e, nodes=ends)
        elif m.element(control) != control:
            new = replace(e, nodes=ends, controls=(m.element(control),))
            yield new if sign > 0 else _with_factor(new, -1)
        elif sign > 0:
            yield _with_factor(replace(e, nodes=ends), 2)
        elif e.kind == "H":
            yield Element(e.name, "V", ends, ZERO, part_of=e.part_of, place=e.place)
    elif e.kind == "K":
        if any(n not in m.elements for n in e.controls):
            raise GainproofError(f"{e.name} couples the two halves, or one of them with the axis")
        yield e
    else:
        yield replace(e, nodes=ends)


def _straight(m: Mirror, e: Element) -> Iterator[Element]:
    """An element across the axis, from the left half's node to ground; no mirror turns one that controls."""
    ends = (e.nodes[0], GROUND) if e.nodes[0] in m.nodes else (GROUND, e.nodes[1])
    new = replace(e, nodes=(*ends, *e.nodes[2:]))
    if e.kind in "EGN":
        yield from _sensing(m, new, -1, ACROSS.get(e.kind, 1))
    else:
        yield _with_factor(new, ACROSS.get(e.kind, 1))


def _sensing(m: Mirror, e: Element, sign: int, factor: Fraction | int) -> Iterator[Element]:
    """A source controlled by a voltage, sensing nodes of the left half and of the axis alone."""
    sensed: dict[str, int] = {}
    for n, k in zip(e.nodes[2:], (1, -1), strict=True):
        if sign < 0 and m.node(n) == n:
            continue
        own, way = (n, k) if n not in m.nodes.values() else (m.node(n), k * sign)
        if own != GROUND:
            sensed[own] = sensed.get(own, 0) + way
    plus = [n for n, k in sensed.items() if k > 0]
    minus = [n for n, k in sensed.items() if k < 0]
    if len(plus) > 1 or len(minus) > 1:
        raise GainproofError(f"{e.name} senses the sum of two voltages in a half circuit")
    if not plus and not minus:
        if e.kind == "N":
            raise GainproofError(f"the inputs of {e.name} are one node in a half circuit")
        if e.kind == "E":
            yield Element(e.name, "V", e.nodes[:2], ZERO, part_of=e.part_of, place=e.place)
        return
    twice = max(map(abs, sensed.values()))
    ends = (plus[0] if plus else GROUND, minus[0] if minus else GROUND)
    yield _with_factor(replace(e, nodes=(*e.nodes[:2], *ends)), factor * twice)


def _with_factor(e: Element, factor: Fraction | int) -> Element:
    return e if factor == 1 or e.kind == "N" else replace(e, value=_times(factor, value(e)))


def _times(factor: Fraction | int, x: Expr) -> Expr:
    """The expression times a number, written as an author would: R/2, 2·R, -k."""
    f = Fraction(factor)
    if x == ZERO or f == 1:
        return x
    if f < 0:
        return neg(_times(-f, x))
    above = x if f.numerator == 1 else mul(Num(f.numerator), x)
    return above if f.denominator == 1 else div(above, Num(f.denominator))


def _linear(x: Expr, factor: int = 1) -> Iterator[tuple[str, int]]:
    """The symbols of a sum of symbols, with their signs."""
    match x:
        case Sym():
            yield x.name, factor
        case Neg():
            yield from _linear(x.args[0], -factor)
        case Sum():
            for t in x.args:
                yield from _linear(t, factor)
        case _:
            if x != ZERO:
                raise GainproofError("only sums of voltages and currents are seen in half circuits")


def _voltage(m: Mirror, half: Circuit, node: str, sign: int) -> tuple[int, Expr]:
    if m.node(node) == node and sign < 0:
        return 0, ZERO
    own, factor = (node, 1) if node not in m.nodes.values() else (m.node(node), sign)
    if own not in half.nodes:
        raise GainproofError(f"node {own} hangs in the air in the {half.name}")
    return factor, half.voltage(own)


def _current(c: Circuit, m: Mirror, half: Circuit, e: Element, sign: int) -> tuple[int, Expr]:
    image = c.element(m.element(e.name))
    if image is e:
        factor = 1 if _across(c, m, e) else 2
        own = e.name
    elif e.name in m.elements:
        factor, own = 1, e.name
    else:
        factor, own = (-sign if turned(c, m, e, image) else sign), image.name
    if own.lower() not in half.by_name:
        return 0, ZERO
    return factor, half.current(own)
