"""Rule *define*: a new symbol for an expression in known ones.

The claim is ``X = …`` or ``1/X = …``.  Refuses a symbol that already means something, and a definition
by itself.
"""

from gainproof.circuit.elements.kind import value
from gainproof.derivation import Step
from gainproof.expression import ONE, Quot, Sym
from gainproof.rules.judge import Context, Finding


def judge(step: Step, context: Context) -> Finding:
    left = step.claim.left
    symbol = left.den if isinstance(left, Quot) and left.num == ONE else left
    name = str(step.data.get("symbol", ""))
    if symbol != Sym(name):
        return Finding(False, f"the left side does not define {name!r}")
    taken: set[str] = {"s"}
    for c in context.circuits.values():
        taken.update(c.parameters, c.voltages, c.currents)
        taken.update(n for e in c.elements if e.kind != "N" for n in value(e).symbols())
    if name in taken or name in context.definitions():
        return Finding(False, f"{name} already has a meaning")
    stray = [n for n in step.claim.right.symbols() if n not in taken and n not in context.definitions()]
    if stray:
        return Finding(False, f"it is defined by {', '.join(stray)}, which has no meaning yet")
    if step.premises:
        return Finding(False, "a definition rests on nothing")
    return Finding(True, "a name")
