"""Lines that hold only in a limit: which are let pass, which are told, which are false."""

import pytest
from hand.written import circuit_of, verdicts

INVERTING = circuit_of("V1 in 0 1", "R1 in n 1k", "R2 n out 10k", "X1 0 n out opamp Ao=100k")
ALL = circuit_of(
    "V1 1 0 10m", "X1 1 2 3 opamp Ao=200k Ri=50k Ro=100", "R1 2 0 100", "R2 3 2 99.9k", "Rl 3 0 2k"
)
BIASED = circuit_of("Vs s 0", "Rs s p", "X1 p n out opamp Ao=A Ibp=Ib vos=vos", "R1 n 0", "R2 n out")


def last(circuit, *lines, **options):
    return verdicts(circuit, *lines, **options)[-1][1:]


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("v_out = -R2/R1*V1 (Ao -> oo)", ("limit", "")),
        ("v_out -> -R2/R1*V1 (Ao -> oo)", ("limit", "")),
        ("v_out ~ -R2/R1*V1", ("limit", "")),
        ("v_out ~ -R2/R1*V1*(1 - (1 + R2/R1)/Ao)", ("limit", "")),
        ("v_out/V1 = -R2/R1", ("limit", "GP140")),
        ("V1/R1 = (V1 - v_n)/R1", ("limit", "GP140")),
        ("v_n = 0", ("limit", "GP144")),
        ("v_out = R2/R1*V1 (Ao -> oo)", ("false", "GP100")),
        ("v_out -> R2/R1*V1 (Ao -> oo)", ("false", "GP100")),
        ("v_out ~ R2/R1*V1", ("false", "GP100")),
        ("v_out ~ -R2/R1*V1*(1 + (1 + R2/R1)/Ao)", ("false", "GP100")),
        ("v_out = -R2/R1*V1*(1 - (1 + R2/R1)/Ao)", ("false", "GP100")),
        ("v_out = -R2/R1*V1*(1 + 1/Ao)", ("false", "GP100")),
        ("(V1 + v_n)/R1 = (v_n - v_out)/R2", ("false", "GP100")),
        ("-v_n/R1 = V1/R1 + v_out/R2", ("false", "GP100")),
    ],
)
def test_one_line_about_an_inverting_amplifier(line, verdict):
    assert last(INVERTING, line) == verdict


def test_a_correction_is_judged_with_smaller_imperfections_gone():
    assert last(ALL, "G = 1 + R2/R1", "v_3/V1 ~ G*(1 - G/Ao)") == ("limit", "")
    assert last(ALL, "G = 1 + R2/R1", "v_3/V1 ~ G*(1 + G/Ao)") == ("false", "GP100")
    assert last(ALL, "G = 1 + R2/R1", "v_3/V1 ~ G*(1 - 2*G/Ao)") == ("false", "GP100")


def test_a_correction_leaves_imperfections_out_that_are_as_large():
    c = circuit_of("V1 1 0", "X1 1 2 3 opamp Ao=Ao CMRR=M", "R1 2 0", "R2 3 2")
    assert last(c, "G = 1 + R2/R1", "v_3/V1 ~ G*(1 - G/Ao)") == ("limit", "")
    assert last(c, "G = 1 + R2/R1", "v_3/V1 ~ G*(1 - 2*G/Ao)") == ("false", "GP100")


def test_an_input_resistance_about_its_order():
    assert last(ALL, "R = V1/i_Ri", "G = 1 + R2/R1", "R ~ Ao/G*Ri") == ("limit", "")
    assert last(ALL, "R = V1/i_Ri", "G = 1 + R2/R1", "R ~ G/Ao*Ri") == ("false", "GP100")


def test_the_ideal_rules_once_stated_cover_the_lines_after_them():
    said = verdicts(INVERTING, "v_n = 0", "V1/R1 = -v_out/R2", "v_out/V1 = -R2/R1")
    assert said == [(1, "limit", "GP144"), (2, "limit", ""), (3, "limit", "")]


def test_what_equals_a_pin_is_no_rule_of_the_opamp_for_that():
    follower = circuit_of("Vs s 0", "Rs s p", "X1 p out out opamp Ao=A Ibp=Ib")
    assert last(follower, "v_out = v_p") == ("limit", "GP144")
    assert last(follower, "v_out = Vs - Rs*Ib") == ("limit", "GP140")


def test_a_bias_current_left_out_is_told():
    assert last(BIASED, "v_p = Vs") == ("limit", "GP140")
    assert last(BIASED, "v_p = Vs + Rs*Ib") == ("false", "GP100")


KEPT = ["v_out = -Ao*v_n", "V1/R1 + v_out/R2 = -v_out/Ao*(1/R1 + 1/R2)"]


def test_a_limit_between_lines_that_keep_the_imperfection_is_an_error():
    after = "v_out/V1 = -(R2/R1)/(1 + (1 + R2/R1)/Ao)"
    said = verdicts(INVERTING, *KEPT, "V1/R1 + v_out/R2 = 0", after)
    assert said[2:] == [(3, "false", "GP133"), (4, "true", "")]


def test_two_lines_on_their_own_way_to_a_limit_are_told_and_not_accused():
    said = verdicts(INVERTING, *KEPT, "V1/R1 + v_out/R2 = 0", "v_out/V1 = -R2/R1", KEPT[1])
    assert said[2:4] == [(3, "limit", "GP133"), (4, "limit", "GP133")]


def test_a_limit_at_the_end_or_with_a_word_of_it_is_no_error():
    assert last(INVERTING, *KEPT, "v_out/V1 = -R2/R1") == ("limit", "GP140")
    assert verdicts(INVERTING, "v_out/V1 = -R2/R1", *KEPT)[0] == (1, "limit", "GP140")
    spoken = ("the ideal gain: v_out/V1 = -R2/R1",)
    assert verdicts(INVERTING, *KEPT, *spoken, KEPT[1])[2] == (3, "limit", "")
    spoken = ("for large gain: v_out/V1 = -R2/R1",)
    assert verdicts(INVERTING, *KEPT, *spoken, KEPT[1])[2] == (3, "limit", "GP133")


def test_the_wrong_middle_of_a_chain_is_found_though_it_holds_in_a_limit():
    said = verdicts(INVERTING, "V1/R1 = -v_out/R2 = -v_out/R2 - v_out/Ao*(1/R1 + 1/R2)")
    assert said == [(1, "false", "GP133"), (1, "carried", "GP134")]
    said = verdicts(INVERTING, "V1/R1 = -v_out/R2 = v_out/R1")
    assert said == [(1, "limit", "GP140"), (1, "false", "GP100")]


def test_perfect_opamps_by_request():
    lines = ["v_n = 0", "v_out/V1 = -R2/R1", "v_out = -Ao*v_n", "v_out/V1 = R2/R1"]
    said = [v for _, v, _ in verdicts(INVERTING, *lines, ideal=True)]
    assert said == ["true", "true", "true", "false"]


def test_a_gain_that_was_ideal_or_not_is_what_the_lines_after_take_it_for():
    lines = ["G = v_3/V1 = 1 + R2/R1", "v_3/V1 = G/(1 + G/Ao)"]
    noninverting = circuit_of("V1 1 0", "X1 1 2 3 opamp Ao=Ao", "R1 2 0", "R2 3 2")
    assert verdicts(noninverting, *lines) == [(1, "definition", ""), (1, "limit", "GP140"), (2, "true", "")]
    assert last(noninverting, lines[0], "v_3/V1 = G/(1 - G/Ao)") == ("false", "GP100")


def test_a_condition_may_be_a_rule_of_the_ideal_op_amp():
    said = verdicts(INVERTING, "V1/R1 = -v_out/R2 (v_n = 0)", "v_out/V1 = -R2/R1")
    assert said == [(1, "limit", ""), (2, "limit", "")]
    assert last(INVERTING, "V1/R1 = v_out/R2 (v_n = 0)") == ("false", "GP100")
