"""Who judges: this machine's cores, or a Dask cluster.  Both give outcomes as they come, in any order.

A worker may die.  What it had in hand is given to another; a text that brings down its worker again is
reported as such, and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import Any

from gainproof.batch.submissions import Outcome
from gainproof.clusters import connected
from gainproof.cores import count
from gainproof.cores import workers as processes

AHEAD = 4
"""How many jobs wait for each worker of this machine."""
DIED = "the process that judged this text died, and died again"
FAILED = "gainproof itself failed on this text; please report it"

Work = Callable[[Any], Outcome]
Job = tuple[str, Any]
"""The digest of a text, and what `Work` takes."""


def here(work: Work, jobs: Iterable[Job], workers: int = 0) -> Iterator[Outcome]:
    """Outcomes by this machine's cores; `workers` is 0 for all of them."""
    number = workers or count()
    left = list(jobs)[::-1]
    while left:
        running: dict[Future[Outcome], Job] = {}
        with suppress(BrokenProcessPool), processes(number) as pool:
            while left or running:
                while left and len(running) < AHEAD * number:
                    job = left.pop()
                    running[pool.submit(work, job[1])] = job
                for done in wait(running, return_when=FIRST_COMPLETED).done:
                    outcome = _outcome(done, running[done])
                    del running[done]
                    yield outcome
        for job in running.values():
            yield _alone(work, job)


def _outcome(done: Any, job: Job) -> Outcome:
    """What a worker gave; a fault of ours in one text does not stop the others.  Raises BrokenProcessPool."""
    try:
        outcome: Outcome = done.result()
        return outcome
    except BrokenProcessPool:
        raise
    except Exception as fault:
        return Outcome(job[0], fault=f"{FAILED}: {type(fault).__name__}: {fault}")


def _alone(work: Work, job: Job) -> Outcome:
    """The outcome of a job that may have brought its worker down, in a process of its own."""
    with processes(1) as pool:
        try:
            return _outcome(pool.submit(work, job[1]), job)
        except BrokenProcessPool:
            return Outcome(job[0], fault=DIED)


def cluster(work: Work, jobs: Iterable[Job], address: str) -> Iterator[Outcome]:
    """Outcomes by the workers of the Dask scheduler at `address`, which have gainproof installed.

    Raises GainproofError if Dask is not installed or nobody answers at the address.
    """
    client = connected(address)
    from distributed import KilledWorker, as_completed

    with client:
        suspects = []
        futures = {client.submit(work, job[1], key=f"gainproof-{job[0]}"): job for job in jobs}
        for done in as_completed(list(futures), loop=client.loop):  # type: ignore[no-untyped-call]
            if isinstance(done.exception(), KilledWorker):
                suspects.append(futures[done])
            else:
                yield _outcome(done, futures[done])
            done.release()
        for job in suspects:
            alone = client.submit(work, job[1], key=f"gainproof-{job[0]}-alone")
            if isinstance(alone.exception(), KilledWorker):
                yield Outcome(job[0], fault=DIED)
            else:
                yield _outcome(alone, job)
