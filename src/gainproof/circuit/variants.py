"""Variants of a circuit that network theorems speak of; each is a new circuit, named after what was done.

A theorem states a quantity of one circuit by quantities of simpler ones: a controlled source made
independent (substitution, return ratio), silent, or perfect; a source adjusted until an output is zero.  The
last is R. D. Middlebrook's null double injection ("Null double injection and the extra element theorem",
IEEE Trans. Education 32 (1989)), and it is a circuit like any other: a nullor whose norator stands where the
source was and whose nullator lies across the output finds the very value that nulls it.
"""

from __future__ import annotations

from dataclasses import replace

from gainproof.circuit.circuit import Circuit, Element, Parameter
from gainproof.errors import GainproofError
from gainproof.expression import ZERO, Expr, Sym

CONTROLLED = {"E": "V", "H": "V", "F": "I", "G": "I"}
"""What a controlled source becomes when it is made independent."""
LIKE_VOLTAGE = "VEHN"


def own_symbol(e: Element) -> Sym:
    """The symbol of a source that drives: its name, or ``X1_E`` for ``X1.E``."""
    return Sym(e.name.replace(".", "_"))


def symbolic(c: Circuit, source: str) -> Circuit:
    """The circuit with the value of an independent source a symbol of its own."""
    e = c.element(source)
    own = own_symbol(e)
    if e.value == own:
        return c
    known = {**c.parameters}
    unit = "V" if e.kind == "V" else "A"
    known.setdefault(own.name, Parameter(own.name, unit, about="input", owner=e.name))
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
    return symbolic(_with(c, e, new, f"{e.name} independent"), e.name)


def dead(c: Circuit, source: str) -> Circuit:
    """The circuit with a controlled source silent: a short for a voltage, nothing for a current."""
    e = c.element(source)
    new = replace(e, kind=_independent(e), nodes=e.nodes[:2], value=ZERO, controls=())
    return _with(c, e, new, f"{e.name} dead")


def perfect(c: Circuit, source: str) -> Circuit:
    """The circuit with a voltage-controlled source of infinite gain: a nullor in its place."""
    e = c.element(source)
    if e.kind not in "EG":
        raise GainproofError(f"only a source controlled by a voltage becomes a nullor, and {e.name} is not")
    return _with(c, e, replace(e, kind="N", value=None), f"{e.name} perfect")


def nulled(c: Circuit, source: str, output: tuple[str, ...]) -> Circuit:
    """The circuit with an independent source adjusted until the output is zero.

    `output` is two nodes (their voltage is nulled) or one element (its current is).
    """
    e = c.element(source)
    if e.kind not in "VI":
        raise GainproofError(f"{e.name} is not an independent source, and cannot be adjusted")
    what = f"{','.join(n for k, n in enumerate(output) if k == 0 or n != '0')} nulled by {e.name}"
    if len(output) == 2:
        return _with(c, e, replace(e, kind="N", nodes=(*e.nodes, *output), value=None), what)
    sensed = c.element(output[0])
    if sensed == e:
        return replace(c.opened(e.name), name=f"{c.name}, {what}")
    cut = f"{sensed.name}_cut"
    while cut in c.nodes:
        cut += "_"
    moved = _with(c, sensed, replace(sensed, nodes=(cut, *sensed.nodes[1:])), "")
    new = replace(e, kind="N", nodes=(*e.nodes, sensed.nodes[0], cut), value=None)
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


def _independent(e: Element) -> str:
    if e.kind not in CONTROLLED:
        raise GainproofError(f"{e.name} is not a controlled source")
    return CONTROLLED[e.kind]


def _with(c: Circuit, old: Element, new: Element, what: str) -> Circuit:
    """The circuit with one element in the place of another; what it controls keeps its name."""
    return c.with_elements((new if x is old else x for x in c.elements), f"{c.name}, {what}")
