"""Rule *thevenin*: a port's voltage is that of its Thévenin equivalent, loaded by what stands there.

Seen from a port, all the rest of a linear circuit is one source v_th behind one resistance R_th.  The claim
is ``v_a - v_b = v_th R/(R + R_th)``, or ``v_a - v_b = v_th`` where nothing is connected that the data call
the ``load``; v_th is written out as the sum of what each source does to the open port, as rule *superpose*
asks, or by the name that a cited definition gives it.

The data say the ``port`` (two nodes), the ``load`` (a resistor between them, or ""), the sources ``freed`` by
the substitution theorem, and the ``terms``: by each source's name its share of the open-circuit voltage,
found with the load removed and that source alone on; by ``R_th`` the resistance between the nodes, seen by a
test current with the load removed and all sources off.

Refuses shares of the loaded port, a resistance seen with the load in place or with a source on, and a load
that is not connected to the port.
"""

from __future__ import annotations

from gainproof.circuit.circuit import Circuit
from gainproof.circuit.elements.kind import value
from gainproof.derivation import Step
from gainproof.errors import GainproofError
from gainproof.expression import ZERO, Expr, Sym, add, div, mul
from gainproof.rules.bridge import Unfit, coefficient, identical, spelled
from gainproof.rules.judge import Context, Finding
from gainproof.rules.superpose import freed_names, opened_loop, superposed


def judge(step: Step, context: Context) -> Finding:
    try:
        c = context.circuits[step.circuit]
        stated = _port_voltage(step, context, c)
        if identical(spelled(step, context, step.claim.right), stated):
            return Finding(True, "the Thévenin equivalent at the port, loaded", step.premises)
        return Finding(False, "it is not the open-circuit voltage, divided by R_th and the load")
    except (Unfit, GainproofError, ZeroDivisionError) as fault:
        return Finding(False, str(fault) or "it divides by what vanishes")


def _port_voltage(step: Step, context: Context, c: Circuit) -> Expr:
    """What the port's voltage is by the cited parts."""
    port = _port(step, c)
    across = c.voltage(port[0]) - c.voltage(port[1])
    if not identical(spelled(step, context, step.claim.left), across):
        raise Unfit(f"the left side is not the voltage between {port[0]} and {port[1]}")
    names = freed_names(step, c)
    load = str(step.data.get("load") or "")
    if not load:
        return superposed(step, context, c, names, across)
    e = c.element(load)
    if e.kind != "R" or set(e.nodes) != set(port):
        raise Unfit(f"{e.name} is not a resistor between {port[0]} and {port[1]}")
    open_circuit = superposed(step, context, c, names, across, without=e.name)
    seen = _seen(opened_loop(c, names).opened(e.name), port)
    resistance = coefficient(step, context, "R_th", seen, div(across, Sym(seen.elements[-1].name)))
    return mul(open_circuit, div(value(e), add(value(e), resistance)))


def _port(step: Step, c: Circuit) -> tuple[str, str]:
    said = step.data.get("port")
    if not isinstance(said, list) or len(said) != 2:
        raise Unfit("it does not say between which two nodes the port is")
    a, b = (c.node(str(n)) for n in said)
    if a == b:
        raise Unfit("the port's nodes are one node")
    return a, b


def _seen(c: Circuit, port: tuple[str, str]) -> Circuit:
    """The circuit with its sources off and a test current into the port."""
    return c.off(*(e.name for e in c.sources() if e.value != ZERO)).with_test_source(*port)
