"""Workers of this machine: every job has one outcome, whoever dies."""

import os
from pathlib import Path

import pytest

from gainproof.batch.submissions import Outcome
from gainproof.batch.workers import here


def echo(what):
    return Outcome(what, {"lines": [what]})


def die_if_told(what):
    if what.startswith("die"):
        os._exit(1)
    return echo(what)


def die_once(what):
    marker = Path(what)
    if marker.suffix == ".once" and not marker.exists():
        marker.touch()
        os._exit(1)
    return echo(what)


def fail_if_told(what):
    if what == "fail":
        raise IndexError("string index out of range")
    return echo(what)


def jobs(words):
    return [(word, word) for word in words]


@pytest.mark.parametrize("workers", [1, 2])
def test_every_job_has_one_outcome(workers):
    words = [f"w{k}" for k in range(40)]
    assert sorted(o.digest for o in here(echo, jobs(words), workers)) == sorted(words)


def test_a_text_that_kills_its_worker_is_named_and_the_others_are_judged():
    words = [f"w{k}" for k in range(12)] + ["die1", "die2"] + [f"x{k}" for k in range(12)]
    found = list(here(die_if_told, jobs(words), 2))
    assert sorted(o.digest for o in found) == sorted(words)
    assert sorted(o.digest for o in found if o.fault) == ["die1", "die2"]


def test_a_worker_that_dies_by_accident_costs_nothing(tmp_path):
    words = [str(tmp_path / f"{k}.{'once' if k == 5 else 'txt'}") for k in range(12)]
    found = list(here(die_once, jobs(words), 2))
    assert sorted(o.digest for o in found) == sorted(words)
    assert not [o for o in found if o.fault]
    assert (tmp_path / "5.once").exists()


def test_a_fault_of_ours_in_one_text_does_not_stop_the_others():
    faults = {o.digest: o.fault for o in here(fail_if_told, jobs(["a", "fail", "b"]), 1)}
    assert (faults["a"], faults["b"]) == ("", "")
    assert "please report it: IndexError" in faults["fail"]
