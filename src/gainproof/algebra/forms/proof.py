"""The gate: no form leaves the arranger that is not proved.

A proof puts the definitions of the names into the form and compares numerators and denominators as exact
polynomials.
"""

from __future__ import annotations

from collections.abc import Mapping

from gainproof.algebra.rational import Ratio
from gainproof.errors import TooLarge
from gainproof.expression import Expr


def proved(form: Expr, exact: Ratio, point: Mapping[str, Ratio]) -> bool:
    """Is `form`, its symbols and names having the values of `point`, exactly `exact`?"""
    try:
        return bool(form.value(point, exact.ring.number) == exact)
    except (KeyError, ZeroDivisionError, TooLarge):
        return False
