"""Conditions behind, beside and in front of a formula are heard in many wordings; none excuses a slip."""

import pytest

from gainproof.verification import verify

OFFSET = "* t\nV1 in 0 50m\nVOS p 0 2m\nR1 in n 1k\nR2 n out 100k\nX1 p n out opamp\n"
RIGHT, WRONG = "-(R2/R1)*V1", "(R2/R1)*V1"
BEHIND = [
    "vout = {x}, assuming VOS = 0.",
    "vout = {x} under the condition VOS = 0.",
    "vout = {x}. This holds for VOS = 0.",
    "vout = {x}. (This assumes VOS = 0.)",
    "vout = {x}. Here VOS = 0.",
    "One obtains vout = {x} upon setting VOS = 0.",
    "vout = {x} since VOS = 0",
    "$v_{{out}} = {x}$ [$V_{{OS}} = 0$]",
]
BEFORE = [
    "signal alone (VOS = 0):\nvout = {x}",
    "without the error (VOS = 0):  vout = {x}",
    "The simple case is VOS = 0, for which vout = {x}.",
]


@pytest.mark.parametrize("wording", BEHIND + BEFORE)
def test_the_condition_is_that_of_the_formula(wording: str) -> None:
    assert verify(wording.format(x=RIGHT), OFFSET).first_wrong is None
    line = 1 + wording.count("\n")
    assert verify(wording.format(x=WRONG), OFFSET).first_wrong == line, "a slip is none the less one"


@pytest.mark.parametrize("words", [". In general", ".\n\nAnother circuit has", ". Later we shall choose"])
def test_other_words_do_not_lead_back(words: str) -> None:
    assert verify(f"vout = {RIGHT}{words} VOS = 0.", OFFSET).first_wrong == 1


@pytest.mark.parametrize(
    ("x", "first"), [("2*VOS - V1", None), ("2*VOS + V1", 1)], ids=["right", "wrong sign"]
)
def test_a_wide_gap_ends_the_condition(x: str, first: int | None) -> None:
    assert verify(f"so with R2 = R1  vout = {x}", OFFSET).first_wrong == first


def test_what_was_set_before_ends_where_another_part_is_alone() -> None:
    text = "error alone (with V1 = 0):\n(1) vout = (1 + R2/R1)*VOS\nsignal alone (VOS = 0):\n(2) vout = {x}\n"
    assert verify(text.format(x=RIGHT), OFFSET).first_wrong is None
    assert verify(text.format(x=WRONG), OFFSET).first_wrong == 4


BODY = "* t\nV1 in 0 1\nG1 0 out in out 2m\nG2 0 out 0 out 0.4m\nRS out 0 5k\n"
NAMED = "small signal: gm = G1, body gmb = G2.\nvout/V1 = gm*RS/(1 + (gm + gmb)*RS)\n"


@pytest.mark.parametrize(("x", "first"), [("(1 + gm*RS)", None), ("(1 - gm*RS)", 3)])
def test_a_name_that_nobody_can_speak_may_be_taken_for_zero(x: str, first: int | None) -> None:
    assert verify(NAMED + f"without body effect (gmb = 0):  vout/V1 = gm*RS/{x}\n", BODY).first_wrong == first


BIAS = "* t\nR1 0 n 10k\nR2 n out 40k\nR3 p 0 8k\nI1 p 0 80n\nI2 n 0 100n\nX1 p n out opamp\n"
MATCHED = "With $R_3 = R_1 \\parallel R_2$ we get $v_{out} = R_2 (I_2 - I_1)$.\n\n"


@pytest.mark.parametrize(("x", "first"), [("R_2 I_2", None), ("R_1 I_2", 3)])
def test_a_part_that_was_chosen_may_be_left_out_after_all(x: str, first: int | None) -> None:
    text = MATCHED + f"Without the resistor, $R_3 = 0$, it would be $v_{{out}} = {x}$.\n"
    assert verify(text, BIAS).first_wrong == first


FOLLOWER = "* t\nV1 in 0 1\nRs in b 1k\nRpi b m 1.5k\nVm m out 0\nF1 0 out Vm 120\nRE out 0 2k\n"
TEST_SOURCE = (
    "Let $i_b$ be the current through $R_{{pi}}$. Apply a test current $i_t$ at the output with $V_1 = 0$. "
    "Then $i_b = {sign}\\frac{{v_{{out}}}}{{R_s + R_{{pi}}}}$ and\n"
    "\\[ i_t = \\frac{{v_{{out}}}}{{R_E}} - (1 + F_1) i_b \\]\n"
)


@pytest.mark.parametrize(("sign", "first"), [("-", None), ("", 1)])
def test_what_stands_before_the_test_current_is_judged_with_it(sign: str, first: int | None) -> None:
    assert verify(TEST_SOURCE.format(sign=sign), FOLLOWER).first_wrong == first


@pytest.mark.parametrize("next_one", ["Ibp flows into it.", "The output is", "v is the output.", "R1 = 10k"])
def test_a_number_with_a_full_stop_is_no_factor_of_the_next_sentence(next_one: str) -> None:
    found = verify(f"vout = -(R2/R1)*V1 for VOS = 0. {next_one}\n", OFFSET)
    assert found.first_wrong is None
    assert found.judged[0].under == ("VOS = 0",)


def test_a_number_and_its_unit_are_not_parted_by_a_point() -> None:
    assert verify("R2 = 100. kOhm\n", OFFSET).first_wrong is None
    assert verify("R2/R1 = 10. kOhm/kOhm\n", OFFSET).first_wrong == 1


@pytest.mark.parametrize(("gain", "first"), [("100", None), ("10", 1)])
def test_numbers_give_a_result(gain: str, first: int | None) -> None:
    assert verify(f"Numbers: R1 = 1 kOhm, R2 = 100000 give R2/R1 = {gain}.\n", OFFSET).first_wrong == first


@pytest.mark.parametrize("verb", ["makes", "leaves", "would give", "produces", "brings"])
@pytest.mark.parametrize(
    ("x", "first"), [("2*VOS - V1", None), ("2*VOS + V1", 1)], ids=["right", "wrong sign"]
)
def test_what_a_condition_does_is_a_claim_of_its_own(verb: str, x: str, first: int | None) -> None:
    assert verify(f"R2 = R1 {verb} vout = {x}.\n", OFFSET).first_wrong == first
