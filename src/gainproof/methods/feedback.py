"""The asymptotic gain formula: a feedback amplifier by its ideal gain and its return ratio.

    G = G_∞ T/(1 + T) + G_0/(1 + T)

One controlled source, the amplifier's, is looked at.  G_∞ is the gain with that source perfect, G_0 the gain
with it dead (what leaks past it), and T its return ratio: make the source independent, switch the input off,
and see what it would be told to do, T = -(gain × what controls it)/(its value).  None of the three needs the
loop to be solved.

H. W. Bode, *Network Analysis and Feedback Amplifier Design* (1945), ch. 4; S. Rosenstark, "A simplified
method of feedback amplifier analysis", IEEE Trans. Education 17 (1974).
"""

from __future__ import annotations

from gainproof.circuit.ask import Setting
from gainproof.circuit.circuit import Circuit, Element
from gainproof.circuit.elements.kind import value
from gainproof.circuit.variants import dead, freed, own_symbol, perfect
from gainproof.errors import Singular
from gainproof.expression import ONE, ZERO, Equation, add, div, mul, neg
from gainproof.methods.task import Found, NotApplicable, Outcome, Task


def write(task: Task) -> Outcome:
    """Name G_∞, G_0 and T, find each in its own circuit, and put them together."""
    c, s = task.c, task.setting
    e = amplifier(task)
    try:
        ideal = task.name(_in(s, perfect(c, e.name)), ["G_oo"], f"gain with {e.name} perfect", "")
    except Singular as fault:
        raise NotApplicable(f"the circuit with {e.name} perfect has no answer: {fault}") from None
    direct = task.name(_in(s, dead(c, e.name)), ["G_0"], f"gain with {e.name} dead", "")
    loop = loop_gain(task, e)
    left = s.wanted if s.drive is None else div(s.wanted, s.drive)
    stated = add(
        div(mul(ideal.symbol, loop.symbol), add(ONE, loop.symbol)), div(direct.symbol, add(ONE, loop.symbol))
    )
    terms = {"G_oo": ideal.definition, "G_0": direct.definition, "T": loop.definition}
    label = task.writer.new(
        "asymptotic",
        Equation(left, stated),
        list(terms.values()),
        circuit=task.circuit,
        data={"source": e.name, "terms": terms},
    )
    return label, s.wanted, [ideal.label, direct.label, loop.label]


def amplifier(task: Task) -> Element:
    """The controlled source that the user names, or the first that ought to be perfect."""
    for name in task.elements:
        return task.c.element(name)
    controlled = [e for e in task.c.elements if e.kind in "EG"]
    active = [e for e in controlled if task.ideals.get(str(getattr(e.value, "name", ""))) == "oo"]
    for e in (*active, *controlled):
        return e
    raise NotApplicable("the circuit has no source controlled by a voltage")


def loop_gain(task: Task, e: Element) -> Found:
    """The return ratio of a controlled source, found with the inputs off and the source independent."""
    c = task.c
    open_loop = freed(c.off(*(x.name for x in c.sources() if x.value != ZERO)), e.name)
    told = c.voltage(e.nodes[2]) - c.voltage(e.nodes[3])
    ratio = Setting(open_loop, told, own_symbol(e), scale=neg(value(e)))
    return task.name(ratio, ["T"], f"return ratio of {e.name}", "1")


def _in(s: Setting, c: Circuit) -> Setting:
    """The same question in a variant of the circuit."""
    return Setting(c, s.wanted, s.drive)
