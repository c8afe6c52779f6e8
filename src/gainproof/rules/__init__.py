"""The rules by which steps are judged, one file each; to add a rule, write its file and add its line.

A rule sees a step, the steps it cites and the circuits, and nothing of the method that wrote them: no
solver, no limit, no arranger.
"""

from gainproof.rules import consequence, define, kcl, law, limit, rearrange
from gainproof.rules.judge import Context, Finding, Rule

RULES: dict[str, Rule] = {
    "law": law.judge,
    "kcl": kcl.judge,
    "define": define.judge,
    "consequence": consequence.judge,
    "rearrange": rearrange.judge,
    "limit": limit.judge,
}

__all__ = ["RULES", "Context", "Finding", "Rule"]
