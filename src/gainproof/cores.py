"""This machine's cores: how many there are for us, and processes that work on them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager


def count() -> int:
    """How many cores this process may use, at least 1."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux knows which cores are ours
        return os.cpu_count() or 1


@contextmanager
def workers(number: int = 0) -> Iterator[ProcessPoolExecutor]:
    """A pool of `number` processes, 0 for one on each core.

    When the block is left, by a fault or by Control-C as well, what has not begun is dropped and what has
    begun is waited for.
    """
    with ProcessPoolExecutor(number or count(), initializer=_deaf) as pool:
        try:
            yield pool
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _deaf() -> None:
    """Control-C is for the process that writes; what a worker has begun it may finish."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
