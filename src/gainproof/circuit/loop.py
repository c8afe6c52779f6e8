"""A controlled source and the loop around it: what it is told to do, and its return ratio.

Make the source independent, switch every input off, and see what it would be told to do: the return ratio is
that, with the opposite sign, per what it does.  H. W. Bode, *Network Analysis and Feedback Amplifier Design*
(1945), section 4.2.
"""

from __future__ import annotations

from dataclasses import replace

from gainproof.circuit.ask import Setting
from gainproof.circuit.circuit import Circuit, Element
from gainproof.circuit.elements.kind import value
from gainproof.circuit.variants import CONTROLLED, across, freed, own_symbol
from gainproof.errors import GainproofError
from gainproof.expression import ZERO, Expr, Neg, Sum, neg


def control(c: Circuit, e: Element) -> Expr:
    """What controls a source, in the unknowns of `c`: the voltage between two nodes, or a current."""
    if e.kind not in CONTROLLED:
        raise GainproofError(f"{e.name} is not a controlled source")
    return across(c, e.nodes[2], e.nodes[3]) if e.kind in "EG" else c.current(e.controls[0])


def quiet(c: Circuit) -> Circuit:
    """The circuit with every independent source off."""
    return c.off(*(e.name for e in c.sources() if e.value != ZERO))


def return_ratio(c: Circuit, source: str) -> Setting:
    """The return ratio of a controlled source: T = -(its gain × what controls it)/(what it does).

    The setting's circuit has the inputs off and the source independent.
    """
    e = c.element(source)
    open_loop = freed(quiet(c), e.name)
    against, gain = _reversed(control(open_loop, e)), value(e)
    if isinstance(against, Neg):
        return Setting(open_loop, against.args[0], own_symbol(e), scale=neg(gain))
    return Setting(open_loop, against, own_symbol(e), scale=gain)


def _reversed(told: Expr) -> Expr:
    """Minus a voltage or a current, as it is written: v_b - v_a for v_a - v_b."""
    if isinstance(told, Sum):
        a, b = told.args
        return neg(b) + neg(a)
    return neg(told)


def port(c: Circuit, source: str, *, shorted: bool) -> Circuit:
    """The circuit with an independent source's terminals shorted, or left open.

    The element stays, as a voltage or a current of zero, for its current may control another.
    """
    e = c.element(source)
    if e.kind not in "VI":
        raise GainproofError(f"{e.name} is not an independent source, and makes no port")
    new = replace(e, kind="V" if shorted else "I", value=ZERO)
    where = f"{c.name}, port {'shorted' if shorted else 'open'}"
    return c.with_elements((new if x is e else x for x in c.elements), where)
