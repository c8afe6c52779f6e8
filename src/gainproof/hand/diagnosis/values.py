"""The exact value of an expression in its circuit: what a line with no small mistake should have said."""

from __future__ import annotations

from collections.abc import Mapping

from gainproof.algebra.limits import limit
from gainproof.algebra.rational import Ratio, Ring
from gainproof.errors import GainproofError, Singular, TooLarge
from gainproof.expression import Expr
from gainproof.hand.diagnosis.bench import Bench
from gainproof.hand.diagnosis.trees import size
from gainproof.hand.truth.solved import in_parameters

LONGEST = 400
"""Symbols of a value that is still shown."""


def right_value(x: Expr, bench: Bench, to: Mapping[str, str]) -> Expr | None:
    """The value of `x` as a function of the parameters, in lowest terms, in the limit `to` if there is one.

    Of what vanishes there, or grows without bound, it is the leading term.
    None if the circuit does not determine it, or nobody could read it.
    """
    try:
        solved = in_parameters(x, bench.oracle)
        ratio = Ring(solved.symbols()).ratio(solved)
        if not isinstance(ratio, Ratio):  # it holds a square root
            return None
        if to:
            end = limit(ratio, to)
            ratio = end.value if end.value else end.leading
    except (GainproofError, Singular, TooLarge, ZeroDivisionError, KeyError, ValueError):
        return None
    value = ratio.expr()
    return value if size(value) <= LONGEST else None
