"""Lots fall the same everywhere, and each as often as any other."""

import os
import subprocess
import sys
from collections import Counter

import pytest

from gainproof.problems.lots import Lots


def test_a_seed_draws_the_lots_that_it_always_drew() -> None:
    lots = Lots("7/amp/3")
    assert [lots.below(100) for _ in range(8)] == [39, 15, 23, 77, 16, 29, 45, 40]
    assert Lots("order").shuffled("abcdefgh") == list("cbfdgeah")


def test_another_process_with_another_hash_draws_the_same() -> None:
    said = {
        subprocess.run(
            [
                sys.executable,
                "-c",
                "from gainproof.problems.lots import Lots; print(Lots('x').shuffled(range(20)))",
            ],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert said == {f"{Lots('x').shuffled(range(20))}\n"}


def test_no_lot_is_preferred() -> None:
    lots = Lots("fair")
    seen = Counter(lots.below(5) for _ in range(5000))
    assert sorted(seen) == [0, 1, 2, 3, 4]
    assert all(880 < n < 1120 for n in seen.values())
    assert sorted(lots.shuffled(range(30))) == list(range(30))


@pytest.mark.parametrize("n", [0, -1, 2**33])
def test_what_cannot_be_drawn_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match="no lot below"):
        Lots("x").below(n)
    with pytest.raises(ValueError, match="no lot below 0"):
        Lots("x").pick([])


def test_bits_that_would_prefer_the_first_lots_are_drawn_again() -> None:
    lots = Lots("x")
    lots._bits = iter([2**64 - 1, 2**64 - 2, 5])
    assert 2**64 % 3 == 1, "of so many numbers the last has no partners"
    assert lots.below(3) == (2**64 - 2) % 3
