"""What sources are set to is no claim: it says what the lines after it are about, and these are judged."""

import pytest
from hand.written import circuit_of

from gainproof.hand.conditions.settings import weights
from gainproof.hand.judging.route import judge_work
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work
from gainproof.notation import parse
from gainproof.verification import verify

AMPLIFIER = circuit_of(
    "V1 a 0 1", "V2 b 0 1", "R1 a n 10k", "R2 n out 100k", "R3 b p 10k", "R4 p 0 99k", "X1 p n out opamp"
)
SOURCE = circuit_of("V1 g 0 1", "G1 d q g q 5m", "Ro d q 40k", "RS q 0 500", "RD d 0 8k")
COMMON = "(R1*R4 - R2*R3)/(R1*(R3 + R4))"
DIFFERENCE = "(1/2)*(R4*(R1 + R2)/(R1*(R3 + R4)) + R2/R1)"
TURNED = "(1/2)*(R4*(R1 + R2)/(R1*(R3 + R4)) - R2/R1)"
MODES = f"""common mode, V1 = V2 = v_c:
A_c = v_out/v_c = {COMMON}
difference mode, V1 = -v_d/2, V2 = v_d/2:
A_d = v_out/v_d = {DIFFERENCE}
"""


def wrong(source, circuit=AMPLIFIER, format="text"):
    """The numbers of the lines that are false, where every line is read and judged."""
    work = read_work(source, format=format, symbols=symbol_table(circuit, {}))
    judged = judge_work(work, circuit, diagnosing=False)
    assert not {"outside", "unread"} & {j.verdict for j in judged}
    return sorted({j.item.span.line for j in judged if j.verdict == "false"})


def test_a_second_setting_takes_the_place_of_the_first():
    assert wrong(MODES) == []
    assert wrong(MODES.replace(DIFFERENCE, TURNED)) == [4]
    assert wrong(MODES.replace(COMMON, TURNED)) == [2]
    assert wrong(MODES.replace(COMMON, DIFFERENCE)) == [2]
    assert wrong(MODES + f"v_out/v_d = {COMMON}\n") == [5]


@pytest.mark.parametrize("ahead", ["For V1 = V2 = v_c:", "For V1 = V2 = v_c", "With V1 = V2 = v_c we get"])
def test_a_condition_in_a_row_of_its_own_sets_the_sources_for_the_rows_behind_it(ahead):
    lines = f"{ahead}\nv_out = v_c*(R4*(R1 + R2)/(R1*(R3 + R4)) - R2/R1)\nv_out = v_c*{COMMON}\n"
    assert wrong(lines) == []
    assert wrong(lines.replace(COMMON, DIFFERENCE)) == [3]
    assert wrong(lines + f"For V1 = -V2 = v_d/2:\nv_out = -v_d*{DIFFERENCE}\nv_out = -v_d*{TURNED}\n") == [6]


def test_a_setting_may_be_in_words_and_of_the_nodes_that_sources_hold():
    said = "*Common mode.* $v_a = v_b = V_c$, so $v_{out} = V_c X$.\n\n"
    said += "*Difference mode.* $v_b = V_d/2$ and $v_a = -V_d/2$:\n\n"
    said = said.replace("X", COMMON.replace("*", " "))
    assert wrong(f"{said}$$v_{{out}} = V_d {DIFFERENCE.replace('*', ' ')}$$\n", format="markdown") == []
    assert wrong(f"{said}$$v_{{out}} = V_d {TURNED.replace('*', ' ')}$$\n", format="markdown") == [5]


def test_a_gain_of_a_setting_stays_what_it_is():
    numbers = "A_c = -0.00917, A_d = 9.995\n"
    assert wrong(MODES + numbers) == []
    assert wrong(MODES + numbers.replace("9.995", "9.959")) == [5]
    ratio = "CMRR = A_d/A_c = (R4*(R1 + R2) + R2*(R3 + R4))/(2*(R1*R4 - R2*R3))\n"
    assert wrong(MODES + ratio) == []
    assert wrong(MODES + ratio.replace("2*(R1*R4", "(R1*R4").replace("R3))\n", "R3)\n")) == [5]


def test_all_settings_are_added_up():
    assert wrong(MODES + "v_out = A_c*v_c + A_d*v_d\n") == []
    assert wrong(MODES + "v_out = A_c*v_c - A_d*v_d\n") == [5]


def test_as_many_names_as_lines_set_nothing():
    names = "V1 = v_c - v_d/2, V2 = v_c + v_d/2\n"
    assert wrong(f"{names}v_out = v_c*{COMMON} + v_d*{DIFFERENCE}\n") == []
    assert wrong(f"{names}v_out = v_c*{COMMON} - v_d*{DIFFERENCE}\n") == [2]
    known = "v_d = V2 - V1, v_c = (V1 + V2)/2\n"
    assert wrong(f"{known}V1 = v_c - v_d/2\n") == []
    assert wrong(f"{known}V1 = v_c + v_d/2\n") == [2]


def test_a_condition_says_what_a_name_for_sources_is():
    condition = "For V1 = -V2 = v_d/2:  v_out/v_d = -"
    assert wrong(condition + DIFFERENCE + "\n") == []
    assert wrong(condition + TURNED + "\n") == [1]


def test_one_name_may_be_set_several_times():
    lines = [
        *("V1 = v_x, V2 = 0:", "v_out/v_x = -R2/R1", "V1 = 0, V2 = v_x:"),
        *("v_out/v_x = R4*(R1 + R2)/(R1*(R3 + R4))", "V1 = -v_x/2, V2 = v_x/2:", f"v_out/v_x = {DIFFERENCE}"),
    ]
    assert wrong("\n".join(lines)) == []
    for k, other in ((3, lines[1]), (5, lines[1]), (5, lines[3]), (1, lines[5])):
        assert wrong("\n".join([*lines[:k], other, *lines[k + 1 :]])) == [k + 1]


@pytest.mark.parametrize(
    "claim", ["V1 = v_n*(1 + R1/R2) + v_out*R1/R2", "V1 = 2*v_p", "V2 = v_p*(1 + R4/R3)"]
)
def test_a_line_of_what_the_circuit_does_is_a_claim(claim):
    assert wrong(claim) == [1]


def test_a_node_is_at_zero_where_a_test_source_is():
    lines = "looking into d: RD removed, v_g = 0, test current i_t into d\nv_q = RS*i_t\n"
    assert wrong(lines + "v_d/i_t = Ro + RS*(1 + G1*Ro)\n", SOURCE) == []
    assert wrong(lines + "v_d/i_t = Ro + RS*(1 - G1*Ro)\n", SOURCE) == [3]
    assert wrong("the gate carries no current, v_g = 0\n", SOURCE) == [1]


def test_the_weights_of_a_sum():
    assert weights(parse("a/2 - 3*b")) == {"a": 0.5, "b": -3}
    assert [weights(parse(x)) for x in ("a*b", "a + 1", "a/b", "a^2")] == [None] * 4


def test_two_nodes_alike_and_nothing_after_it_is_a_claim():
    """“v_a = v_b” sets sources where words say so, or where a line comes that it is set for."""
    sources = "* t\nV1 a 0 1\nV2 b 0 2\nR1 a x 1k\nR2 b x 1k\n"
    assert verify("v_a = v_b\n", sources).first_wrong == 1
    assert verify("v_a = v_b\nv_x = v_a\n", sources).first_wrong is None
    assert verify("Common mode: v_a = v_b\n", sources).first_wrong is None
    assert verify("V1 = V2\n", sources).first_wrong is None


def test_two_symbols_that_grow_do_not_grow_alike():
    """Ri/Ao tends to nothing that a line could name where both tend to infinity."""
    follower = "* t\nVs in 0 1\nX1 in out out opamp Ao=100k Ri=1meg Ro=100\nRL out 0 1k\n"
    text = "R_in = Vs/i_in, i_in = -i_Vs\nR_in/(Ri*{}) = 1 for Ao -> oo, Ri -> oo, Ro -> 0\n"
    assert verify(text.format("Ao"), follower).first_wrong is None
    assert verify(text.format("Ri"), follower).first_wrong == 2
