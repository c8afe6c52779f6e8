"""Monte Carlo: the same again for the same seed, inside the worst case, and as wide as theory says where it
says it.
"""

import os
import signal
import threading
import time
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gainproof.budget import error_budget, sampling
from gainproof.budget.function import Function, compiled
from gainproof.budget.nouns import Cause, Variable
from gainproof.errors import GainproofError

SUM = """* a sum of three voltages: linear in each
Va a 0 1
Vb b 0 2
Vc c 0 3
R1 a s 1k
R2 b s 1k
R3 c s 1k
"""


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(1, 50), min_size=3, max_size=3), st.integers(0, 2**32))
def test_where_the_output_is_linear_it_agrees_with_rss(parts: list, seed: int) -> None:
    words = [f"{n}={p / 10}%" for n, p in zip(("Va", "Vb", "Vc"), parts, strict=True)]
    b = error_budget(SUM, of="V(s)", tolerance=words, samples=60_000, seed=seed, formulas=False)
    theory = sum((Fraction(p, 1000) * k / 3) ** 2 for k, p in zip((1, 2, 3), parts, strict=True))
    assert float(b.spread) ** 2 == pytest.approx(float(theory), rel=1e-12), "as worked out by hand"
    assert b.mean == 0
    assert b.sampled is not None
    assert 3 * b.sampled.deviation == pytest.approx(float(b.spread), rel=0.02)
    assert abs(b.sampled.mean) < 5 * b.sampled.deviation / 60_000**0.5
    assert float(b.worst.low) * 1.000001 <= b.sampled.least
    assert b.sampled.greatest <= float(b.worst.high) * 1.000001


def test_where_it_is_not_linear_it_does_not() -> None:
    """The voltage of a divider of 1 to 1, its lower resistor anything up to almost twice as great."""
    netlist = "* x\nV1 a 0 1\nR1 a b 1\nR2 b 0 1\n"
    b = error_budget(netlist, of="V(b)", tolerance=["R2=99%"], samples=200_000, seed=3, formulas=False)
    assert b.sampled is not None
    assert abs(3 * b.sampled.deviation / float(b.spread) - 1) > 0.03
    assert b.sampled.mean < -0.005


def test_the_seed_decides() -> None:
    def run(seed: int):
        return error_budget(SUM, of="V(s)", tolerance=["1%"], samples=5000, seed=seed, formulas=False).sampled

    assert run(4) == run(4)
    assert run(4).mean != run(5).mean


def test_quantiles_and_histogram_are_of_the_samples() -> None:
    s = error_budget(SUM, of="V(s)", tolerance=["1%"], samples=4000, seed=1, formulas=False).sampled
    assert s is not None
    assert sum(n for _, n in s.histogram) == 4000
    assert s.histogram[0][0] == s.least
    assert s.histogram[-1] == (s.greatest, 0)
    levels = [q for _, q in s.quantiles]
    assert levels == sorted(levels)
    assert s.least <= levels[0] <= levels[-1] <= s.greatest


def test_blocks_put_together_are_all_their_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mean, deviation, extremes and bins of many blocks, against those of the samples one by one."""
    import numpy as np

    monkeypatch.setattr(sampling, "BLOCK", 1000)
    seen: list[np.ndarray] = []
    whole = sampling.compiled

    def listening(*asked: object) -> object:
        f = whole(*asked)  # type: ignore[arg-type]
        return lambda x: seen.append(f(x)) or seen[-1]

    monkeypatch.setattr(sampling, "compiled", listening)
    s = error_budget(SUM, of="V(s)", tolerance=["5%"], samples=4500, seed=2, formulas=False).sampled
    assert s is not None
    errors = np.concatenate(seen)
    assert len(seen) == 5
    assert len({float(e[0]) for e in seen}) == 5, "each block has a stream of its own"
    assert s.mean == pytest.approx(float(errors.mean()), rel=1e-12)
    assert s.deviation == pytest.approx(float(errors.std(ddof=1)), rel=1e-12)
    assert (s.least, s.greatest) == (errors.min(), errors.max())
    for share, found in s.quantiles:
        assert found == pytest.approx(float(np.quantile(errors, share)), abs=4e-3 * s.deviation + 2e-5)
    for (low, count), (high, _) in zip(s.histogram, s.histogram[1:], strict=False):
        inside = ((low <= errors) & (errors < high)).sum()
        assert abs(int(inside) - count) <= 1


def slowly(drawing: sampling.Draw, block: tuple[int, int]) -> sampling.Tally:
    time.sleep(0.3)
    return sampling.tally(drawing, block)


def test_a_cluster_finds_the_same_though_a_worker_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(sampling, "BLOCK", 1000)
    asked = {"of": "V(s)", "tolerance": ["1%"], "samples": 7500, "seed": 9}
    here = error_budget(SUM, formulas=False, **asked).sampled
    monkeypatch.setattr(sampling, "tally", slowly)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=str(tmp_path)
    ) as c:
        victim = next(iter(c.workers.values())).pid
        killer = threading.Timer(0.5, lambda: os.kill(victim, signal.SIGKILL))
        killer.start()
        assert error_budget(SUM, dask=c.scheduler_address, formulas=False, **asked).sampled == here
        assert not killer.is_alive(), "it was killed midway"


@pytest.mark.parametrize("more", [{"samples": 1}, {"samples": 10**9}, {"samples": 10, "seed": -1}])
def test_odd_numbers_are_refused(more: dict[str, int]) -> None:
    with pytest.raises(GainproofError, match=r"samples: |seed"):
        error_budget(SUM, of="V(s)", tolerance=["1%"], formulas=False, **more)


def test_the_compiled_function_is_the_exact_one() -> None:
    """A loop of gain 10⁹ leaves an error of 10⁻⁹, and seven of its digits must be right."""
    import numpy as np

    netlist = "derivations/5-all-together/circuit.cir"
    b = error_budget(netlist, tolerance=["1%"], set=["Ao=1e9"], formulas=False)
    value = compiled(b.function, [max(map(abs, v.ends)) for v in b.variables], b.ideal)
    scales = [max(map(abs, v.ends)) for v in b.variables]
    low = [float(v.ends[0] / s) for v, s in zip(b.variables, scales, strict=True)]
    seen = 0
    for part in (0.0, 0.25, 1.0):
        high = [float(v.ends[1] / s) for v, s in zip(b.variables, scales, strict=True)]
        at = [a + part * (z - a) for a, z in zip(low, high, strict=True)]
        exact = b.function.at(
            {v.symbol: Fraction(x) * s for v, x, s in zip(b.variables, at, scales, strict=True)}
        )
        found = float(value([np.array([x]) for x in at])[0])
        assert found == pytest.approx(float(exact - b.ideal), rel=1e-7, abs=1e-14)
        seen += 1
    assert seen == 3


def test_a_sample_at_which_the_result_is_infinite_is_told() -> None:
    f = Function(("x",), {(0,): Fraction(1)}, {(1,): Fraction(1)})
    still = Cause("x", "tolerance", "x", "0 %", (Fraction(0),), Fraction(0), Fraction(0))
    at_zero = (Variable("x", Fraction(0), (still,)),)
    with pytest.raises(GainproofError, match=sampling.INFINITE):
        sampling.tally(sampling.Draw(f, at_zero, Fraction(0), -1.0, 1.0, seed=0), (0, 10))


def test_a_bias_current_and_its_growth_when_hot_rise_and_fall_together() -> None:
    """A current of up to 1 nA that grows eightfold: 4 nA ± 4 nA through a megohm."""
    netlist = "* x\nX1 p out out opamp Ib=1n\nRs p 0 1Meg\n"
    b = error_budget(
        netlist,
        of="V(out)",
        set=["Ib_doubling=10"],
        temperature="25..55",
        samples=200_000,
        formulas=False,
    )
    assert {r.cause.kind for r in b.rows} == {"figure", "doubling"}
    assert float(b.spread) == pytest.approx(4e-3, rel=1e-9)
    assert b.sampled is not None
    assert 3 * b.sampled.deviation == pytest.approx(4e-3, rel=0.02)
    assert b.sampled.least == pytest.approx(-8e-3, rel=1e-6), "the worst case is reached"
