"""Sensitivities in symbols: the exact derivative of the result, as a formula that a reader can take in.

An imperfection that is ideally infinite is asked about by its reciprocal, so that the formula stays finite at
the ideal: the output falls by G²·V per unit of 1/A_o.  Where the exact derivative is long, the formula is
what it comes to for small imperfections, its leading term.
"""

from __future__ import annotations

from collections.abc import Mapping

from gainproof.algebra.forms import arrange
from gainproof.algebra.limits import limit
from gainproof.algebra.rational import Ratio, times
from gainproof.errors import GainproofError
from gainproof.expression import Expr
from gainproof.notation import text
from gainproof.units import Dimension

LONGEST = 90
"""Characters of a formula that stands in a table."""
MOST_TERMS = 60
"""An exact derivative of more terms is not tried to be arranged."""
MOST_SHOWN = 300
"""Nor is one with more terms than this written out at all."""
MOST_PRODUCTS = 200_000
"""Nor is it worked out where that would multiply so many pairs of terms."""
SECONDS = 0.25


def sensitivity(
    still: Ratio,
    symbol: str,
    ideals: Mapping[str, str],
    dimensions: Mapping[str, Dimension | None],
) -> tuple[Expr | None, bool, Expr | None]:
    """∂still/∂symbol, by the reciprocal of the symbol if that is ideally infinite: in short, and in full.

    Between the two stands whether the short one is a leading term only.  It is None where there is no short
    one, the full one where it has more than MOST_SHOWN terms, both where it is too large to be worked out.
    """
    if len(still.num) * len(still.den) > MOST_PRODUCTS:
        return None, False, None
    try:
        exact = by(still, symbol, reciprocal=ideals.get(symbol) == "oo")
        full = exact.expr() if len(exact.num) + len(exact.den) <= MOST_SHOWN else None
        if (formula := _short(exact, ideals, dimensions)) is not None:
            return formula, False, full
        leading = limit(exact, {n: to for n, to in ideals.items() if n in exact.symbols()}).leading
        return _short(leading, ideals, dimensions), True, full
    except GainproofError:
        return None, False, None


def by(f: Ratio, symbol: str, reciprocal: bool = False) -> Ratio:
    """The exact derivative by a symbol, or by its reciprocal."""
    f = f.plain()
    ring, k = f.ring, f.ring.names.index(symbol)
    n, d = f.num, f.den
    above = times(n.derivative(k), d, ring.most_terms) - times(n, d.derivative(k), ring.most_terms)
    slope = Ratio(ring, above, times(d, d, ring.most_terms))
    return -(slope * ring.point[symbol] ** 2) if reciprocal else slope


def _short(f: Ratio, ideals: Mapping[str, str], dimensions: Mapping[str, Dimension | None]) -> Expr | None:
    if len(f.num) + len(f.den) > MOST_TERMS:
        return None
    present = {n: to for n, to in ideals.items() if n in f.symbols()}
    found = arrange(f, ideals=present, dimensions=dimensions, taken=(), names=False, budget=SECONDS).form
    return found if len(text(found)) <= LONGEST else None
