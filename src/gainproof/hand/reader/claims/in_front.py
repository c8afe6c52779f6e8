"""Conditions that stand in front of a colon, without a word: “V2 = V3 = 0: v_out = …”, “R_S = 0: A_v = …”.

They are about what stands behind the colon, and about nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gainproof.hand.reader.formulas.clauses import Clause


def introduce(
    found: Sequence[Clause], sets: Callable[[Clause], bool], another: Callable[[Clause], bool]
) -> None:
    """Call conditions what stands in front of a colon and `sets` parts, sources or a frequency.

    So are those of a list in front of it, “V1 = 0, V2 = 0: …”, and `another` value than the netlist's of one
    part alone, “RL = 10k: …”.  Conditions in words may stand among them: “V1 = V2, for large gm: …”.
    """
    for k, c in enumerate(found):
        if not c.leads or not any(x.relations for x in found[k + 1 :]):
            continue
        if not k and not c.intro and another(c):
            c.intro = "condition"
        for x in reversed(found[: k + 1]):
            if not x.relations and x.intro in ("condition", "either"):
                continue
            if not x.relations or x.intro not in ("", "either") or not sets(x):
                break
            x.intro = "condition"
