"""Denominators that several quantities of a circuit share, named once: k_1 = N_1/D, k_2 = N_2/D, …

By Cramer's rule whatever is asked of a circuit has the same denominator, the determinant of its equations; a
common factor may have been cancelled.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gainproof.algebra.rational import Ratio, Ring, polynomial_expr
from gainproof.expression import Equation, Expr, Sym, mul
from gainproof.tidy import quotient

if TYPE_CHECKING:
    from gainproof.methods.task import Task


def over_common(task: Task, value: Ratio, beside: Sequence[Ratio], circuit: str) -> tuple[Expr, list[str]]:
    """The value over a named denominator, and the step that defines it.

    The name is one that was given before, or is given now, in this circuit, to the longest denominator of the
    values `beside`, among which is this one; alone, a value keeps its own, and nothing is to be cited.
    """
    for name, denominator in task.denominators.items():
        if form := _over(task, value, name, denominator):
            return form, [task.writer.names[name]]
    if len(beside) > 1:
        longest = max((x.plain() for x in beside), key=lambda x: len(x.den))
        denominator = polynomial_expr(longest.ring, longest.den)
        name = task.writer.numbered("D_")
        if form := _over(task, value, name, denominator):
            whole = task.spelled(Ratio(longest.ring, longest.den, longest.ring.unit), plain=True)
            label = task.writer.define(
                name, Equation(Sym(name), whole), "common denominator", circuit=circuit
            )
            task.denominators[name] = denominator
            return form, [label]
    return task.spelled(value, plain=True), []


def _over(task: Task, value: Ratio, name: str, denominator: Expr) -> Expr | None:
    """The value over a denominator of this name, and at most one product of parts beside it; or None."""
    ring = Ring(dict.fromkeys([*value.symbols(), *denominator.symbols()]))
    above = ring.ratio(value.expr()) * ring.ratio(denominator)
    if len(above.den) > 1:
        return None
    over = task.spelled(Ratio(ring, above.num, ring.unit), plain=True)
    return quotient(over, mul(polynomial_expr(ring, above.den), Sym(name)))
