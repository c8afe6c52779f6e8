"""Lines a second on one core, by the command for many submissions: distinct ones, and repeated ones."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.planted.sowing import Essay
from benchmarks.planted.truths import bench
from gainproof.batch import run
from gainproof.batch.submissions import Rules


@dataclass(frozen=True)
class Rate:
    """So many lines in so many seconds."""

    what: str
    lines: int
    seconds: float

    def __str__(self) -> str:
        speed = f"{self.lines / self.seconds:.0f} lines a second"
        return f"{self.what}: {self.lines} lines in {self.seconds:.1f} s, {speed}"


def rates(essays: Sequence[Essay], copies: int = 50) -> list[Rate]:
    """Whole derivations, half of them with an error, judged once each, and each handed in many times."""
    return [
        _rate("distinct submissions (bar: 200)", essays, 1),
        _rate(f"submissions handed in {copies} times (bar: 1000)", essays, copies),
    ]


def _rate(what: str, essays: Sequence[Essay], copies: int) -> Rate:
    seconds, lines = 0.0, 0
    for circuit in sorted({e.circuit for e in essays}):
        mine = [e for e in essays if e.circuit == circuit]
        rules = Rules(bench(circuit).circuit, pages=False)
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "in"
            folder.mkdir()
            for k, e in enumerate(mine):
                for c in range(copies):
                    (folder / f"{k}-{c}{Path(e.file).suffix}").write_text(e.text, encoding="utf-8")
                    lines += e.claims
            start = time.perf_counter()
            run(folder, rules, Path(place) / "out", workers=1)
            seconds += time.perf_counter() - start
    return Rate(what, lines, seconds)
