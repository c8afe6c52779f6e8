"""Which source is on, by the words of a stage; a line of a stage is judged with the others off."""

import pytest
from hand.written import circuit_of

from gainproof.hand.judging.route import judge_work
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work

SUMMER = circuit_of(
    "V1 a 0 1", "V2 b 0 1", "V3 c 0 1", "R1 a n", "R2 b n", "R3 c p", "R4 p 0", "Rf n out", "X1 p n out opamp"
)
OFFSET = circuit_of("V1 p 0 1", "R1 n 0", "R2 out n", "X1 p n out opamp vos=1m Ibn=60n")
FIRST, SECOND = "v_out = -(Rf/R1)*V1", "v_out = -(Rf/R2)*V2"
WORDS = [
    "V1 alone:",
    "V1 acts alone,",
    "Only V1:",
    "With V1 alone we have",
    "Contribution of V1:",
    "The contribution of V1 (V2 = V3 = 0):",
    "Due to V1:",
    "(a) V2 = V3 = 0:",
    "Response to V1:",
    "Each source alone. From V1:",
    "We superpose.\n\n- V1:",
]


def judged(source, circuit=SUMMER, format="text"):
    work = read_work(source, format=format, symbols=symbol_table(circuit, {}))
    return [j for j in judge_work(work, circuit, diagnosing=False) if j.code != "GP144"]


def verdicts(*given, **options):
    return [j.verdict for j in judged(*given, **options)]


@pytest.mark.parametrize("between", [" ", "\n\n"])
@pytest.mark.parametrize("words", WORDS)
def test_a_line_is_judged_with_the_source_alone_that_words_name(words, between):
    assert verdicts(words + between + FIRST) == ["limit"]
    assert verdicts(words + between + FIRST.replace("-", "")) == ["false"]
    assert verdicts(words + between + FIRST.replace("R1", "R2")) == ["false"]


def test_a_stage_goes_on_over_its_lines():
    source = f"V1 alone.\n\n{FIRST}\n\nv_p = 0\n\nV2 alone.\n\n{SECOND}\n"
    assert verdicts(source) == ["limit"] * 3
    assert verdicts(source.replace("(Rf/R2)", "(R2/Rf)")) == ["limit", "limit", "false"]


@pytest.mark.parametrize("words", ["Adding up,", "Together", "With all sources on again", "In general"])
def test_words_that_bring_the_sources_back_end_a_stage(words):
    assert verdicts(f"V1 alone:\n{FIRST}\n\n{words}\n\n{FIRST}\n") == ["limit", "false"]


def test_an_offset_alone_turns_the_signal_off():
    source = "The offset alone gives\n\nv_out = -(1 + R2/R1)*vos\n"
    assert verdicts(source, OFFSET) == ["limit"]
    assert verdicts(source.replace("-(1", "(1"), OFFSET) == ["false"]


@pytest.mark.parametrize(
    "words", ["V1 and V2 alone:", "Due to V1 and V2,", "At node V1:", "The circuit alone:"]
)
def test_other_words_turn_no_source_off(words):
    assert verdicts(f"{words} {FIRST}") == ["false"]


def test_parts_of_one_list_are_all_the_same():
    source = "If R1 = R2 = R3 = R: v_out = -(Rf/R)*(V1 + V2) + (1 + 2*Rf/R)*V3/(1 + R/R4)\n"
    assert verdicts(source) == ["limit"]
    assert verdicts(source.replace("R/R4", "R4/R")) == ["false"]


def test_sources_of_one_list_are_all_off():
    source = f"V2 = V3 = 0: {FIRST}\n\nV1 = V3 = 0: {SECOND}\n"
    assert verdicts(source) == ["limit"] * 2
    assert verdicts(source.replace("Rf/R2", "R2/Rf")) == ["limit", "false"]


def test_parts_stay_balanced_where_sources_are_no_longer_the_same():
    bridge = circuit_of("V1 a 0 1", "V2 b 0 2", "R1 a n", "R2 n out", "R3 b p", "R4 p 0", "X1 p n out opamp")
    source = (
        "Feed both with the same, V1 = V2. Then v_out = V1*(R1*R4 - R2*R3)/(R1*(R3 + R4)), "
        "which vanishes for R4/R3 = R2/R1. The bridge is then balanced, and v_out = (R2/R1)*(V2 - V1).\n"
    )
    assert verdicts(source, bridge) == ["limit"] * 3
    assert verdicts(source.replace("V2 - V1", "V2 + V1"), bridge) == ["limit", "limit", "false"]


def test_a_signal_at_zero_stays_so_when_the_errors_are_added():
    source = (
        "Set the signal to zero. The offset alone gives v_out = -(1 + R2/R1)*vos, "
        "and Ibn alone v_out = R2*Ibn. "
        "Adding up, v_out = R2*Ibn - (1 + R2/R1)*vos.\n"
    )
    assert verdicts(source, OFFSET) == ["limit"] * 3
    assert verdicts(source.replace("R2*Ibn - (1", "R2*Ibn + (1"), OFFSET) == ["limit", "limit", "false"]
    assert verdicts(source.replace("Set the signal to zero. ", ""), OFFSET)[2] != "limit"


@pytest.mark.parametrize("words", ["First ground V2 and V3.", "V3 and V2 are switched off."])
def test_words_about_two_sources_turn_none_off_alone(words):
    assert verdicts(f"{words}\n\n{FIRST.replace('-', '')}\n")[-1] == "false"


def test_a_source_that_is_shorted_for_a_resistance_is_on_for_a_number():
    divider = circuit_of("V1 a 0 12", "R1 a out 6k", "R2 out 0 3k", "RL out 0 4k")
    source = "Rth = R1*R2/(R1 + R2) (with V1 shorted)\n\nNow connect the load: v_out = {} V\n"
    assert verdicts(source.format("2.67"), divider) == ["definition", "true"]
    assert verdicts(source.format("1.33"), divider) == ["definition", "false"]
