"""Monte Carlo: many circuits drawn at random, each of them worked out.

Every cause is normally distributed about the middle of its range, with its limits at three standard
deviations, and stays within them: a sample beyond a limit is put at the limit.

Samples are drawn in blocks.  Each block has a random stream of its own, that of the seed and of its place,
and is summed up in a `Tally`; tallies are put together in their order.  So the same seed gives the same
samples, by this machine as by a cluster.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import islice
from typing import Any

from gainproof.budget.function import Function, compiled
from gainproof.budget.nouns import GROWN, RELATIVE, Sampled, Variable, Worst
from gainproof.clusters import connected
from gainproof.errors import GainproofError

MOST_SAMPLES = 10**12
MOST_HERE = 10**8
"""More than these, which take half a minute, are for a cluster."""
BLOCK = 1 << 20
"""Samples of one random stream."""
CHUNK = 1 << 15
"""Samples that are worked out together; they fit into the processor's cache."""
AHEAD = 4096
"""Blocks that a cluster is given at a time."""
SIGMAS = 3
QUANTILES = (0.00135, 0.025, 0.5, 0.975, 0.99865)
BINS = 60
FINE = 1 << 16
"""Bins of a tally, from one end of the worst case to the other: quantiles are good to one of them."""
INFINITE = "the result is infinite for a sample"


@dataclass(frozen=True)
class Tally:
    """So many errors: their mean, the sum of squares about it, the extremes, and how many are in each bin."""

    count: int
    mean: float
    squares: float
    least: float
    greatest: float
    bins: Any

    def __add__(self, other: Tally) -> Tally:
        """Both together (Chan, Golub and LeVeque 1979)."""
        count, apart = self.count + other.count, other.mean - self.mean
        return Tally(
            count,
            self.mean + apart * other.count / count,
            self.squares + other.squares + apart**2 * self.count * other.count / count,
            min(self.least, other.least),
            max(self.greatest, other.greatest),
            self.bins + other.bins,
        )


@dataclass(frozen=True)
class Draw:
    """What a block is drawn from: f − ideal of the variables, told apart between `low` and `high`."""

    f: Function
    variables: tuple[Variable, ...]
    ideal: Fraction
    low: float
    high: float
    seed: int


def sample(
    f: Function,
    variables: Sequence[Variable],
    ideal: Fraction,
    worst: Worst,
    samples: int,
    seed: int,
    dask: str = "",
) -> Sampled:
    """The errors f − ideal of so many random circuits, worked out by the Dask cluster `dask` if one is named.

    Raises GainproofError for a number of samples that is not from 2 to MOST_SAMPLES, or above MOST_HERE
    without a cluster, and for a negative seed.
    """
    if not 2 <= samples <= MOST_SAMPLES:
        raise GainproofError(f"{samples} samples: expected from 2 to {MOST_SAMPLES}")
    if samples > MOST_HERE and not dask:
        raise GainproofError(f"{samples} samples: more than {MOST_HERE} take a Dask cluster, --dask ADDRESS")
    if seed < 0:
        raise GainproofError(f"the seed {seed} is negative")
    drawing = Draw(f, tuple(variables), ideal, float(worst.low), float(worst.high), seed)
    blocks = ((k, min(BLOCK, samples - start)) for k, start in enumerate(range(0, samples, BLOCK)))
    work = partial(tally, drawing)
    tallies = _shared(work, blocks, dask) if dask else (work(b) for b in blocks)
    total = next(tallies)
    for more in tallies:
        total = total + more
    return Sampled(
        samples,
        seed,
        total.mean,
        (total.squares / (samples - 1)) ** 0.5,
        total.least,
        total.greatest,
        tuple((q, _quantile(total, drawing, q)) for q in QUANTILES),
        _histogram(total, drawing),
    )


def tally(drawing: Draw, block: tuple[int, int]) -> Tally:
    """One block, by its place and its number of samples.  Raises GainproofError if an error is infinite."""
    import numpy as np

    place, samples = block
    errors = np.empty(samples)
    random = np.random.Generator(np.random.PCG64(np.random.SeedSequence(drawing.seed, spawn_key=(place,))))
    scales = [max(map(abs, v.ends)) or Fraction(1) for v in drawing.variables]
    value = compiled(drawing.f, scales, drawing.ideal)
    with np.errstate(divide="ignore", invalid="ignore"):
        for start in range(0, samples, CHUNK):
            count = min(CHUNK, samples - start)
            errors[start : start + count] = value(
                [_drawn(v, s, random, count) for v, s in zip(drawing.variables, scales, strict=True)]
            )
    if not np.isfinite(errors).all():
        raise GainproofError(INFINITE)
    mean = float(errors.mean())
    places = np.clip((errors - drawing.low) * (1 / _width(drawing)), 0, FINE - 1).astype(np.int64)
    return Tally(
        samples,
        mean,
        float(((errors - mean) ** 2).sum()),
        float(errors.min()),
        float(errors.max()),
        np.bincount(places, minlength=FINE),
    )


def _shared(work: Any, blocks: Iterable[tuple[int, int]], address: str) -> Iterator[Tally]:
    """The tallies in their order; what a worker that dies had in hand, Dask gives to another."""
    with connected(address) as client:
        left = iter(blocks)
        while some := list(islice(left, AHEAD)):
            futures = client.map(work, some, pure=False)
            for future in futures:
                found: Tally = future.result()
                yield found
                future.release()


def _width(d: Draw) -> float:
    return (d.high - d.low) / FINE or 1.0


def _quantile(t: Tally, d: Draw, share: float) -> float:
    """Where so large a share of the samples is below; within a bin they count as evenly spread."""
    import numpy as np

    below = np.cumsum(t.bins)
    k = int(np.searchsorted(below, share * t.count))
    within = (share * t.count - (below[k] - t.bins[k])) / t.bins[k]
    return float(min(max(d.low + (k + within) * _width(d), t.least), t.greatest))


def _histogram(t: Tally, d: Draw) -> tuple[tuple[float, int], ...]:
    """About BINS bins from the least error to the greatest, each of as many of the tally's."""
    import numpy as np

    filled = np.flatnonzero(t.bins)
    first, last = int(filled[0]), int(filled[-1])
    step = -(-(last - first + 1) // BINS)
    starts = range(first, last + 1, step)
    edges = [t.least, *(d.low + k * _width(d) for k in starts[1:])]
    counts = [int(t.bins[k : k + step].sum()) for k in starts]
    return (*zip(edges, counts, strict=True), (t.greatest, 0))


def _drawn(v: Variable, scale: Fraction, random: Any, count: int) -> Any:
    """Random values of a variable, divided by its scale."""
    import numpy as np

    at: Any = float(v.nominal / scale)
    grown: Any = None
    for c in v.causes:
        unit = Fraction(1) if c.kind in RELATIVE else scale
        middle, half = float((c.low + c.high) / 2 / unit), float((c.high - c.low) / 2 / unit)
        if c.kind == "doubling" and grown is not None:
            normal = grown
        else:
            normal = random.standard_normal(count)
            np.clip(normal, -SIGMAS, SIGMAS, out=normal)
        if c.kind in GROWN:
            grown = normal
        d = normal * (half / SIGMAS) + middle
        at = at * (1 + d) if c.kind in RELATIVE else at + d
    return at
