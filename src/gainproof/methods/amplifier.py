"""Which controlled source of a circuit is the amplifier that a theorem is to be about."""

from __future__ import annotations

from gainproof.algebra.rational import Ratio
from gainproof.circuit.circuit import Circuit, Element
from gainproof.circuit.elements.kind import value
from gainproof.circuit.variants import CONTROLLED, called
from gainproof.errors import GainproofError
from gainproof.expression import ZERO
from gainproof.methods.task import NotApplicable, Task

MOST = 8
"""No more amplifiers than this are tried."""


def amplifiers(task: Task) -> list[Element]:
    """The controlled sources to try: those the user names, or op-amps alone, or else all there are.

    Raises NotApplicable where there is none, GainproofError for a name that is no controlled source.
    """
    c = task.c
    if task.elements:
        return [named(c, n) for n in task.elements]
    opamps = {i.name for i in c.instances if i.role == "opamp"}
    found = [
        e
        for e in c.elements
        if e.kind in CONTROLLED and value(e) != ZERO and (e.part_of not in opamps or called(e) == e.part_of)
    ]
    ideally_infinite = [e for e in found if task.ideals.get(str(getattr(e.value, "name", ""))) == "oo"]
    if found:
        return (ideally_infinite or found)[:MOST]
    if any(e.kind == "N" for e in c.elements):
        raise NotApplicable(
            "every op-amp of the circuit is ideal: its gain is infinite, and so is the return ratio; "
            "give one a finite gain, such as Ao=200k"
        )
    raise NotApplicable("the circuit has no controlled source, and so no feedback to speak of")


def named(c: Circuit, name: str) -> Element:
    """The controlled source of this name; an op-amp's name stands for the source in it."""
    e = c.by_name.get(name.lower())
    if e is None:
        e = next((x for x in c.elements if called(x).lower() == name.lower()), None) or c.element(name)
    if e.kind == "N":
        raise NotApplicable(
            f"the op-amp {called(e)} is ideal: its gain is infinite, and so is its return ratio"
        )
    if e.kind not in CONTROLLED:
        raise GainproofError(f"{e.name} is no amplifier; expected a controlled source or an op-amp")
    return e


def terms(*values: Ratio) -> int:
    """How many terms these quotients have, a measure of what it takes to write them."""
    return sum(len(v.num) + len(v.den) for v in values)
