"""A sentence that ends before the formula may set what the formula leans on; a slip it excuses not."""

import pytest

from gainproof.verification import verify

FOLLOWER = "* t\n.param gm=50m\nIt 0 e {It}\nRB b 0 10k\nrpi b e 2k\nG1 0 e b e {gm}\nRE e 0 1k\n"
SAID = (
    "beta = gm*rpi\n\nCheck: if RB = 0 and beta >> 1 the second one is about 1/gm.  "
    "v_e/It ~= RE || {second}.\n"
)


def test_it_holds_with_what_the_sentence_before_it_says() -> None:
    found = verify(SAID.format(second="(1/gm)"), FOLLOWER)
    assert found.first_wrong is None
    assert "RB = 0" in " ".join(found.judged[-1].under)


@pytest.mark.parametrize("second", ["(2/gm)", "gm", "(1/gm + rpi)"])
def test_a_slip_is_not_excused(second: str) -> None:
    assert verify(SAID.format(second=second), FOLLOWER).first_wrong == 3


def test_the_condition_is_of_the_next_claim_alone() -> None:
    text = SAID.format(second="(1/gm)") + "\nIn general again:\n\nv_e/It = RE || (1/gm)\n"
    assert verify(text, FOLLOWER).first_wrong == 7


def test_without_the_condition_the_line_is_false() -> None:
    assert verify("v_e/It = RE || (1/gm)\n", FOLLOWER).first_wrong == 1


AMPLIFIER = "* t\nV1 in 0 50m\nVOS p 0 2m\nR1 in n 1k\nR2 n out 100k\nX1 p n out opamp\n"
STAGE = "signal alone (VOS = 0):\nvn = 0\n{gap}vout = {x}\n"


@pytest.mark.parametrize(
    ("gap", "x", "first"),
    [("", "-(R2/R1)*V1", None), ("", "(R2/R1)*V1", 3), ("\nIn general,\n", "-(R2/R1)*V1", 5)],
    ids=["the next line but one", "a slip", "another paragraph"],
)
def test_the_condition_is_of_its_paragraph(gap: str, x: str, first: int | None) -> None:
    assert verify(STAGE.format(gap=gap, x=x), AMPLIFIER).first_wrong == first


EACH = "error due to VOS (with V1 = 0):\nvout = (1 + R2/R1)*VOS\nsignal alone (VOS = 0):\nvout = {x}\n"


@pytest.mark.parametrize(("x", "first"), [("-(R2/R1)*V1", None), ("(R2/R1)*V1", 4), ("V1 - (R2/R1)*V1", 4)])
def test_what_stands_nearest_ends_what_stands_before(x: str, first: int | None) -> None:
    """V1 is on where VOS alone is told to be off, without a blank line between the two."""
    assert verify(EACH.format(x=x), AMPLIFIER).first_wrong == first
