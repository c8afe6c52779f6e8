"""Who judges: this machine's cores, or a Dask cluster.  Both give outcomes as they come, in any order.

A worker may die.  What it had in hand is given to another; a text that brings down its worker again is
reported as such, and the rest goes on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from gainproof.batch.submissions import Outcome
from gainproof.errors import GainproofError

AHEAD = 4
"""How many jobs wait for each worker of this machine."""

Work = Callable[[Any], Outcome]
Job = tuple[str, Any]
"""The digest of a text, and what `Work` takes."""


def here(work: Work, jobs: Iterable[Job], workers: int = 0) -> Iterator[Outcome]:
    """Outcomes by this machine's cores; `workers` is 0 for all of them."""
    count = workers or len(os.sched_getaffinity(0))
    left = list(jobs)[::-1]
    while left:
        running: dict[Future[Outcome], Job] = {}
        with ProcessPoolExecutor(count) as pool:
            try:
                while left or running:
                    while left and len(running) < AHEAD * count:
                        job = left.pop()
                        running[pool.submit(work, job[1])] = job
                    for done in wait(running, return_when=FIRST_COMPLETED).done:
                        outcome = done.result()
                        del running[done]
                        yield outcome
            except BrokenProcessPool:
                pass
        for job in running.values():
            yield _alone(work, job)


def _alone(work: Work, job: Job) -> Outcome:
    """The outcome of a job that may have brought its worker down, in a process of its own."""
    with ProcessPoolExecutor(1) as pool:
        try:
            return pool.submit(work, job[1]).result()
        except BrokenProcessPool:
            return Outcome(job[0], fault="the process that judged this text died")


def cluster(work: Work, jobs: Iterable[Job], address: str) -> Iterator[Outcome]:
    """Outcomes by the workers of the Dask scheduler at `address`, which have gainproof installed.

    Raises GainproofError if Dask is not installed or nobody answers at the address.
    """
    try:
        from distributed import Client, as_completed
    except ImportError:
        raise GainproofError("--dask needs Dask: pip install 'gainproof[dask]'") from None
    try:
        client = Client(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError) as fault:
        raise GainproofError(f"--dask {address}: no scheduler answers there ({fault})") from None
    with client:
        digests = {client.submit(work, what, key=f"gainproof-{digest}"): digest for digest, what in jobs}
        for done in as_completed(list(digests), loop=client.loop):
            fault = done.exception()
            if fault is None:
                yield done.result()
            else:
                yield Outcome(digests[done], fault=f"no worker could judge this text: {fault}")
            done.release()
