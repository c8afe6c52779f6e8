"""Monte Carlo: many circuits drawn at random, each of them worked out.

Every cause is normally distributed about the middle of its range, with its limits at three standard
deviations, and stays within them: a sample beyond a limit is put at the limit.  The same seed gives the same
samples.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from gainproof.budget.function import Function, compiled
from gainproof.budget.nouns import RELATIVE, Sampled, Variable
from gainproof.errors import GainproofError

MOST_SAMPLES = 20_000_000
CHUNK = 1 << 15
"""Samples that are worked out together; they fit into the processor's cache."""
SIGMAS = 3
QUANTILES = (0.00135, 0.025, 0.5, 0.975, 0.99865)
BINS = 60


def sample(f: Function, variables: Sequence[Variable], ideal: Fraction, samples: int, seed: int) -> Sampled:
    """The errors f − ideal of so many random circuits.

    Raises GainproofError for a number of samples that is not from 2 to MOST_SAMPLES, or a negative seed.
    """
    import numpy as np

    if not 2 <= samples <= MOST_SAMPLES:
        raise GainproofError(f"{samples} samples: expected from 2 to {MOST_SAMPLES}")
    if seed < 0:
        raise GainproofError(f"the seed {seed} is negative")
    errors = np.empty(samples)
    random = np.random.Generator(np.random.PCG64(seed))
    scales = [max(map(abs, v.ends)) or Fraction(1) for v in variables]
    value = compiled(f, scales, ideal)
    for start in range(0, samples, CHUNK):
        count = min(CHUNK, samples - start)
        errors[start : start + count] = value(
            [_drawn(v, s, random, count) for v, s in zip(variables, scales, strict=True)]
        )
    if not np.isfinite(errors).all():
        raise GainproofError("the result is infinite for a sample")
    heights, edges = np.histogram(errors, BINS)
    return Sampled(
        samples,
        seed,
        float(errors.mean()),
        float(errors.std(ddof=1)),
        float(errors.min()),
        float(errors.max()),
        tuple(zip(QUANTILES, map(float, np.quantile(errors, QUANTILES)), strict=True)),
        tuple(zip(map(float, edges), [*map(int, heights), 0], strict=True)),
    )


def _drawn(v: Variable, scale: Fraction, random: Any, count: int) -> Any:
    """Random values of a variable, divided by its scale."""
    import numpy as np

    at: Any = float(v.nominal / scale)
    for c in v.causes:
        unit = Fraction(1) if c.kind in RELATIVE else scale
        middle, half = float((c.low + c.high) / 2 / unit), float((c.high - c.low) / 2 / unit)
        d = random.standard_normal(count)
        np.clip(d, -SIGMAS, SIGMAS, out=d)
        d *= half / SIGMAS
        d += middle
        at = at * (1 + d) if c.kind in RELATIVE else at + d
    return at
