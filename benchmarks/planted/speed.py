"""Lines a second on one core, by the command for many submissions: distinct ones, and repeated ones.

Each is measured in an interpreter of its own, as whoever types the command has it: one that holds thousands
of graded lines besides spends its time on looking through them for garbage.  The seconds are the processor's,
so that what else the machine does is not counted.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
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
    asked = (
        ("distinct submissions (bar: 200)", 1),
        (f"submissions handed in {copies} times (bar: 1000)", copies),
    )
    out = []
    for what, times in asked:
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _as_usual) as alone:
            out.append(alone.submit(_rate, what, essays, times).result())
    return out


def _as_usual() -> None:
    """Let the interpreter start its workers as one does that somebody starts."""
    multiprocessing.set_start_method(None, force=True)


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
            start = _spent()
            run(folder, rules, Path(place) / "out", workers=1)
            seconds += _spent() - start
    return Rate(what, lines, seconds)


def _spent() -> float:
    """Processor time so far, in seconds: ours, and that of the workers that have ended."""
    t = os.times()
    return t.user + t.system + t.children_user + t.children_system
