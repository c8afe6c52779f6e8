"""Does a method apply to a circuit, and is what it writes proved?"""

from circuits import random_netlist, random_question

from gainproof import derive
from gainproof.checker import check, failures, unanswered
from gainproof.circuit.netlist import read
from gainproof.derivation import Derivation
from gainproof.errors import GainproofError
from gainproof.methods import NotApplicable
from gainproof.rules.bridge import identical


def proved(d: Derivation) -> bool:
    """Every step holds, and the question is answered."""
    verdicts = check(d)
    assert not failures(d, verdicts), failures(d, verdicts)
    assert not unanswered(d, verdicts), unanswered(d, verdicts)
    return True


def applied(seed: int, method: str) -> bool:
    """Does the method apply to a random circuit?  If so it is proved, and agrees with nodal analysis."""
    try:
        netlist = read(random_netlist(seed))
        c = netlist.circuit
        question = random_question(seed, c.nodes, tuple(e.name for e in c.elements))
        nodal = derive(netlist, of=question, limits=[], form="flat")
    except GainproofError:
        return False
    try:
        d = derive(netlist, of=question, method=method, limits=[], form="flat", budget=0.1)
    except NotApplicable:
        return False
    assert proved(d)
    assert identical(d.step(d.exact).claim.right, nodal.step(nodal.exact).claim.right)
    return True
