"""The part of which words speak is no factor of the bracket behind it; a test voltage may be named behind."""

import pytest

from gainproof.verification import verify

LADDER = "* t\nV1 in 0 12\nR1 in a 2k\nR2 a 0 6k\nR3 a b 1k\nR4 b 0 2k\n"


@pytest.mark.parametrize(("number", "first"), [("2 mA", None), ("4 mA", 1)])
@pytest.mark.parametrize(
    "words", ["through R2 is v_a/R2 = 1 mA, through R3", "In words, across it and through R3"]
)
def test_a_part_behind_a_preposition_is_no_factor(words: str, number: str, first: int | None) -> None:
    assert verify(f"The current {words} (v_a - v_b)/R3 = {number}.\n", LADDER).first_wrong == first


def test_a_part_before_a_bracket_is_a_factor_all_the_same() -> None:
    assert verify("so R3 (v_a - v_b)/R3 = v_a - v_b\n", LADDER).first_wrong is None


FOLLOWER = "* t\nV1 in 0 1\nRS in b 10k\nRpi b e {r_pi}\nG1 0 e b e {gm}\nRE e 0 2k\n.param r_pi=5k gm=20m\n"
TESTED = (
    "V1 = 0. Apply a test current i_t at the emitter; the voltage there is v_t.\n\n"
    "v_b = v_t*RS/(RS + r_pi)\n"
    "i_t = v_t/RE + v_t/(RS + r_pi) + gm*(v_t - v_b)\n"
    "with beta = gm*r_pi:\n"
    "R_out = v_t/i_t = RE || {r}\n"
    "R_out = {number} ohm\n"
)


@pytest.mark.parametrize(
    ("r", "number", "first"),
    [
        ("(RS + r_pi)/(1 + beta)", "138", None),
        ("(RS - r_pi)/(1 + beta)", "138", 6),
        ("(RS + r_pi)/(1 + beta)", "148", 7),
    ],
)
def test_the_other_reading_may_be_about_a_test_source(r: str, number: str, first: int | None) -> None:
    assert verify(TESTED.format(r=r, number=number), FOLLOWER).first_wrong == first
