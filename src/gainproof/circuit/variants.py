"""Variants of a circuit that network theorems speak of; each is a new circuit, named after what was done.

A theorem states a quantity of one circuit by quantities of simpler ones: a controlled source made
independent (substitution, return ratio), silent, or perfect; a source adjusted until an output is zero.  The
last is R. D. Middlebrook's null double injection ("Null double injection and the extra element theorem",
IEEE Trans. Education 32 (1989)), and it is a circuit like any other: a nullor whose norator stands where the
source was and whose nullator lies across the output finds the very value that nulls it.
"""

from __future__ import annotations

from dataclasses import replace

from gainproof.circuit.circuit import GROUND, Circuit, Element, Parameter
from gainproof.errors import GainproofError
from gainproof.expression import ZERO, Expr, Sym

CONTROLLED = {"E": "V", "H": "V", "F": "I", "G": "I"}
"""What a controlled source becomes when it is made independent."""
LIKE_VOLTAGE = "VEHN"


def own_symbol(e: Element) -> Sym:
    """The symbol of a source that drives.

    An independent source has its name, one inside a subcircuit ``Vos_X1`` for ``X1.Vos``.  A controlled
    source, whose name may be that of its gain, has an electromotive force ``e_E1`` or a current ``j_G1`` of
    its own; it is ``e_X1`` for the ``X1.E`` of an op-amp.
    """
    inside, _, part = e.name.rpartition(".")
    where = inside.replace(".", "_")
    if part[0].upper() in "VI":
        return Sym(f"{part}_{where}" if where else part)
    letter = "j" if part[0].upper() in "FG" else "e"
    whose = where if where and len(part) == 1 else f"{where}_{part}" if where else part
    return Sym(f"{letter}_{whose}")


def called(e: Element) -> str:
    """What a reader calls a source: an op-amp's ``X1.E`` goes by the op-amp's name, X1."""
    inside, _, part = e.name.rpartition(".")
    return inside if inside and len(part) == 1 and e.kind not in "RCL" else e.name


def was_controlled(e: Element) -> bool:
    """Is this independent source one that a variant made of a controlled source, or of a nullor?"""
    return e.kind in "VI" and e.name.rpartition(".")[2][0].upper() not in "VI"


def symbolic(c: Circuit, source: str) -> Circuit:
    """The circuit with the value of an independent source a symbol of its own."""
    e = c.element(source)
    own = own_symbol(e)
    if e.value == own:
        return c
    known = {**c.parameters}
    unit = "V" if e.kind == "V" else "A"
    about = f"{called(e)} as an independent source" if was_controlled(e) else "input"
    known.setdefault(own.name, Parameter(own.name, unit, about=about, owner=e.name))
    fresh = (replace(x, value=own) if x is e else x for x in c.elements)
    return replace(c.with_elements(fresh, c.name), parameters=known)


def freed(c: Circuit, source: str) -> Circuit:
    """The circuit with a controlled source, or a nullor's output, made independent.

    Its value is a symbol of its own name, so that transfer functions from it can be asked for.
    """
    e = c.element(source)
    new = replace(
        e, kind="V" if e.kind == "N" else _independent(e), nodes=e.nodes[:2], value=ZERO, controls=()
    )
    return symbolic(_with(c, e, new, f"{called(e)} independent"), e.name)


def dead(c: Circuit, source: str) -> Circuit:
    """The circuit with a controlled source silent: a short for a voltage, nothing for a current."""
    e = c.element(source)
    new = replace(e, kind=_independent(e), nodes=e.nodes[:2], value=ZERO, controls=())
    return _with(c, e, new, f"{called(e)} dead")


def perfect(c: Circuit, source: str) -> Circuit:
    """The circuit with a controlled source of infinite gain: a nullor in its place.

    What controls the source is nulled, be it the voltage between two nodes or the current of a branch.
    """
    e = c.element(source)
    if e.kind not in CONTROLLED:
        raise GainproofError(f"{e.name} is not a controlled source")
    nodes, moved = (e.nodes[2:], c) if e.kind in "EG" else _meter(c, e.controls[0])
    new = replace(e, kind="N", nodes=(*e.nodes[:2], *nodes), value=None, controls=())
    return replace(_with(moved, e, new, ""), name=f"{c.name}, {called(e)} perfect")


def nulled(c: Circuit, source: str, output: tuple[str, ...]) -> Circuit:
    """The circuit with an independent source adjusted until the output is zero.

    `output` is two nodes (their voltage is nulled) or one element (its current is).
    """
    e = c.element(source)
    if e.kind not in "VI":
        raise GainproofError(f"{e.name} is not an independent source, and cannot be adjusted")
    letter = "V" if len(output) == 2 else "I"
    what = f"{letter}({','.join(n for n in output if n != '0')}) nulled by {e.name}"
    if len(output) == 2:
        return _with(c, e, replace(e, kind="N", nodes=(*e.nodes, *output), value=None), what)
    sensed = c.element(output[0])
    if sensed == e:
        return _with(c, e, replace(e, kind="I", value=ZERO), f"{e.name} open")
    meter, moved = _meter(c, sensed.name)
    new = replace(e, kind="N", nodes=(*e.nodes, *meter), value=None)
    return replace(_with(moved, e, new, ""), name=f"{c.name}, {what}")


def substituted(c: Circuit, source: str) -> Expr:
    """What stands for an element as a source: the voltage across it, or the current through it.

    The substitution theorem: the circuit does not notice when a branch gives way to an independent source of
    the same voltage, or of the same current.
    """
    e = c.element(source)
    if e.kind in LIKE_VOLTAGE:
        return c.voltage(e.nodes[0]) - c.voltage(e.nodes[1])
    return c.current(e.name)


def joined(c: Circuit, node: str) -> str:
    """The node that stands for this one and all that a short ties to it: ground, or one of the fewest dots.

    A short is an independent voltage source that is off.
    """
    together, before = {node}, 0
    while len(together) > before:
        before = len(together)
        for e in c.elements:
            if e.kind == "V" and e.value == ZERO and not together.isdisjoint(e.nodes):
                together.update(e.nodes)
    return min(together, key=lambda n: (n != GROUND, n.count("."), n != node, n))


def across(c: Circuit, a: str, b: str) -> Expr:
    """The voltage of one node against another, each called by what it is `joined` to."""
    return c.voltage(joined(c, a)) - c.voltage(joined(c, b))


def _meter(c: Circuit, element: str) -> tuple[tuple[str, str], Circuit]:
    """Two nodes, and the circuit in which all of an element's current passes from the one to the other.

    There is nothing between the two yet: a nullator nulls the current.
    """
    e = c.element(element)
    cut = f"{e.name}_cut"
    while cut in c.nodes:
        cut += "_"
    return (e.nodes[0], cut), _with(c, e, replace(e, nodes=(cut, *e.nodes[1:])), "")


def _independent(e: Element) -> str:
    if e.kind not in CONTROLLED:
        raise GainproofError(f"{e.name} is not a controlled source")
    return CONTROLLED[e.kind]


def _with(c: Circuit, old: Element, new: Element, what: str) -> Circuit:
    """The circuit with one element in the place of another; what it controls keeps its name."""
    return c.with_elements((new if x is old else x for x in c.elements), f"{c.name}, {what}")
