"""The rules by which steps are judged, one file each; to add a rule, write its file and add its line.

A rule sees a step, the steps it cites and the circuits, and nothing of the method that wrote them: no
solver, no limit, no arranger.
"""

from gainproof.rules import (
    asymptotic,
    bisect,
    blackman,
    choose,
    circuit,
    consequence,
    define,
    extra_element,
    gain,
    kcl,
    kvl,
    law,
    limit,
    powers,
    rearrange,
    stages,
    superpose,
    thevenin,
)
from gainproof.rules.judge import Context, Finding, Rule

RULES: dict[str, Rule] = {
    "law": law.judge,
    "kcl": kcl.judge,
    "kvl": kvl.judge,
    "define": define.judge,
    "consequence": consequence.judge,
    "rearrange": rearrange.judge,
    "limit": limit.judge,
    "choose": choose.judge,
    "gain": gain.judge,
    "circuit": circuit.judge,
    "superpose": superpose.judge,
    "thevenin": thevenin.judge,
    "asymptotic": asymptotic.judge,
    "blackman": blackman.judge,
    "bisect": bisect.judge,
    "stages": stages.judge,
    "extra_element": extra_element.judge,
    "powers": powers.judge,
}

ASSUMING = frozenset({"limit", "choose"})
"""Rules of steps that may assume something."""
BRIDGES = frozenset(
    {"superpose", "thevenin", "asymptotic", "blackman", "extra_element", "bisect", "stages", "powers"}
)
"""Rules that lead from one circuit to another: network theorems, which judge themselves what they cite."""

__all__ = ["ASSUMING", "BRIDGES", "RULES", "Context", "Finding", "Rule"]
