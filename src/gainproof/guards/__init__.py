"""Guards: what must be true beyond the algebra, for a result to be that of an amplifier.

`inspect` looks at a derivation from outside: which way the feedback acts, which denominators may vanish,
which parts must match.  It proves no step and refuses none; it says what no step can.
"""

from collections.abc import Mapping
from fractions import Fraction

from gainproof.derivation import Derivation
from gainproof.guards.conditions import holds_where, matched, sent_to_infinity
from gainproof.guards.feedback import judge
from gainproof.guards.findings import Findings


def inspect(d: Derivation, values: Mapping[str, Fraction] | None = None) -> Findings:
    """What the guards find out about a derivation; `values` are example values by symbol."""
    return Findings(
        judge(d.circuit, sent_to_infinity(d), values),
        holds_where(d),
        matched(d.circuit),
    )


__all__ = ["Findings", "inspect"]
