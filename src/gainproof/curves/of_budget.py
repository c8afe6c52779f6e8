"""The error budget of which a chart is asked."""

from __future__ import annotations

from gainproof.budget import Budget, error_budget
from gainproof.curves.asked import Asked


def budget_of(a: Asked, samples: int = 0) -> Budget:
    """The budget, with a Monte Carlo run of so many samples if any.

    Raises InputError and GainproofError as `error_budget` does.
    """
    return error_budget(
        a.netlist,
        of=a.of,
        tf=a.tf,
        set=a.set,
        tolerance=a.tolerance,
        tempco=a.tempco,
        temperature=a.temperature,
        part=a.part or None,
        parts=a.parts,
        samples=samples,
        seed=a.seed,
        formulas=False,
    )
