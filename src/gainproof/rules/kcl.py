"""Rule *kcl*: the currents that leave a node (or a closed set of nodes) sum to zero.

Every current at the node must be there, once, as its element's law gives it; known voltages may be put
in.  Refuses a balance that lacks a current, or that the laws alone would give without Kirchhoff.
"""

from gainproof.circuit.equations import kcl, law, leaving
from gainproof.derivation import Step
from gainproof.rules.judge import Context, Finding, restates


def judge(step: Step, context: Context) -> Finding:
    c = context.circuits[step.circuit]
    said = step.data.get("nodes")
    nodes = [str(n) for n in said] if isinstance(said, list | tuple) else []
    unknown = [n for n in nodes if n not in c.nodes]
    if unknown or not nodes or len(set(nodes)) < len(nodes):
        return Finding(False, f"the circuit has no node {', '.join(unknown) or '(none given)'}")
    balance = kcl(c, nodes)
    touching = {e.name: e for e, _ in leaving(c, nodes)}
    for e in list(touching.values()):
        touching.update({n: c.element(n) for n in e.controls if e.kind in "FH"})
    laws = [q for e in touching.values() if e.kind not in "VEHN" and (q := law(c, e)) is not None]
    cited = [p.claim for p in context.premises(step)]
    where = f"node {nodes[0]}" if len(nodes) == 1 else f"nodes {', '.join(nodes)} together"
    what = f"the balance of currents at {where}"
    fault = restates(step.claim, balance, cited, context.unknowns(step), what, laws)
    return fault or Finding(True, f"every current at {where}, once", step.premises)
