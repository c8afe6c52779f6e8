"""Medians of wall-clock times."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence


def median(work: Callable[[], object], least: int = 5, seconds: float = 1.0) -> float:
    """Seconds that one call of `work` takes, warm: the median of at least `least` calls."""
    work()
    times: list[float] = []
    begun = time.perf_counter()
    while len(times) < least or time.perf_counter() - begun < seconds:
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def command(words: Sequence[str], runs: int = 7) -> float:
    """Seconds that a command takes from start to end: the median after one run to warm the disk's cache."""
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def ends(program: str, limit: float) -> bool:
    """Does this Python program come to its end within so many seconds?"""
    words = [sys.executable, "-c", program]
    try:
        return subprocess.run(words, timeout=limit, capture_output=True).returncode == 0
    except subprocess.TimeoutExpired:
        return False
