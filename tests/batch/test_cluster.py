"""A Dask cluster as worker: a worker that is killed midway loses nothing and gives nothing twice."""

import os
import signal
import time

import pytest

from gainproof.batch.submissions import Outcome
from gainproof.batch.workers import cluster
from gainproof.errors import GainproofError

distributed = pytest.importorskip("distributed")


def slowly(what):
    time.sleep(0.05)
    return Outcome(what, {"lines": [os.getpid()]})


def deadly(what):
    if what == "die":
        os._exit(1)
    return Outcome(what)


@pytest.fixture
def two_workers(tmp_path):
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=str(tmp_path)
    ) as made:
        yield made


def test_a_worker_killed_midway_costs_nothing(two_workers):
    words = [f"w{k}" for k in range(40)]
    seen, pids = [], set()
    for outcome in cluster(slowly, [(w, w) for w in words], two_workers.scheduler_address):
        seen.append(outcome)
        pids.add(outcome.found["lines"][0])
        if len(seen) == 6:
            os.kill(outcome.found["lines"][0], signal.SIGKILL)
    assert sorted(o.digest for o in seen) == sorted(words)
    assert not [o for o in seen if o.fault]
    assert len(pids) >= 2


def test_a_text_that_kills_every_worker_is_named_and_the_others_are_judged(two_workers):
    words = ["w0", "die", "w1", "w2"]
    found = list(cluster(deadly, [(w, w) for w in words], two_workers.scheduler_address))
    assert sorted(o.digest for o in found) == sorted(words)
    assert [o.digest for o in found if o.fault] == ["die"]


def test_nobody_at_the_address_is_said():
    with pytest.raises(GainproofError, match=r"no scheduler answers there"):
        list(cluster(slowly, [("a", "a")], "tcp://127.0.0.1:9"))
    with pytest.raises(GainproofError, match=r"--dask nonsense://"):
        list(cluster(slowly, [("a", "a")], "nonsense://x"))
