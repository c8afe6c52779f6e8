"""What no sensible person would set is refused, and says why."""

from fractions import Fraction
from pathlib import Path

import pytest

from gainproof.problems.exercises import Exercise, exercises
from gainproof.problems.sense import Judge, numbers

ROOT = Path(__file__).parents[2]
AMP = exercises([ROOT / "derivations" / "3-output-resistance"])[0][0]


def of(tmp_path: Path, text: str, asked: str | None = None) -> Exercise:
    (tmp_path / "c.cir").write_text(text)
    return exercises([tmp_path / "c.cir"], of=asked)[0][0]


def test_the_example_itself_makes_sense() -> None:
    judge = Judge(AMP)
    assert judge.refused(AMP.values) == ""
    assert judge.shows


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"V1": Fraction(1)}, "an op-amp's output lies beyond ±13 V (--swing)"),
        ({"Ao": Fraction(900)}, "the error is more than half of the ideal value"),
        ({"Ao": Fraction(10**9)}, "the imperfections cannot be seen in three digits"),
    ],
)
def test_senseless_values_are_refused(values: dict[str, Fraction], why: str) -> None:
    assert Judge(AMP).refused({**AMP.values, **values}) == why


def test_the_swing_can_be_another() -> None:
    values = {**AMP.values, "V1": Fraction(15, 1000)}
    assert Judge(AMP).refused(values).startswith("an op-amp's output")
    assert Judge(AMP, swing=Fraction(20)).refused(values) == ""


def test_zero_and_infinity_are_refused(tmp_path: Path) -> None:
    bridge = of(tmp_path, "b\nV1 a 0 1\nR1 a x 1k\nR2 x 0 1k\nR3 a y 1k\nR4 y 0 2k\n", "V(x,y)")
    assert Judge(bridge).refused({**bridge.values, "R4": Fraction(1000)}) == "the answer is zero"
    integrator = of(tmp_path, "i\nV1 a 0 1\nR1 a n 1k\nC1 n o 1u\nX1 0 n o opamp\n", "V(o)")
    assert Judge(integrator).refused(integrator.values) == "the answer is infinite"
    assert numbers(integrator, integrator.values).value is None


def test_an_imperfection_that_is_not_the_point_may_be_invisible(tmp_path: Path) -> None:
    good = of(tmp_path, "g\nV1 a 0 1\nX1 a n o opamp Ao=100meg\nR1 n 0 1k\nR2 n o 1k\n.tf V(o) V1\n")
    judge = Judge(good)
    assert not judge.shows
    assert judge.refused(good.values) == ""


def test_feedback_that_turns_positive_is_refused(tmp_path: Path) -> None:
    text = (
        "both ways\nV1 a 0 1\nR1 a n 10k\nR2 n o 10k\nR3 p 0 1k\nR4 p o 10k\nX1 p n o opamp Ao=1000\n"
        ".tf V(o) V1\n"
    )
    ex = of(tmp_path, text)
    judge = Judge(ex, swing=Fraction(10**6))
    assert judge.watch
    assert judge.unsound(ex.values) == ""
    assert judge.unsound({**ex.values, "R3": Fraction(30_000)}) == "the feedback is positive"


def test_the_outputs_of_all_op_amps_are_watched(tmp_path: Path) -> None:
    text = (
        "two\nV1 a 0 1m\nX1 a n o opamp\nR1 n 0 1k\nR2 n o 99k\nR3 o m 100k\nR4 m q 1k\nX2 0 m q opamp\n"
        ".tf V(q) V1\n"
    )
    judge = Judge(of(tmp_path, text))
    assert len(judge.outputs) == 2
    assert (
        judge.refused({**judge.ex.values, "V1": Fraction(1)})
        == "an op-amp's output lies beyond ±13 V (--swing)"
    )
