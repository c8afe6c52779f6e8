"""A claim may hold in the circuit as words make it; words that set nothing excuse no slip."""

import pytest

from gainproof.verification import verify

DIFFERENCE = "* d\nV1 1 0 1\nV2 2 0 2\nR1 1 n 10k\nR2 n out 20k\nR3 2 p 5k\nR4 p 0 15k\nX1 p n out opamp\n"
LOADED = "* l\nV1 1 0 12\nR1 1 x 2k\nI1 0 x 3m\nR2 x 0 4k\nR3 x out 1k\nRL out 0 5k\n"
BRIDGE = "* b\nV1 t 0 10\nR1 t a 1k\nR2 a 0 1k\nR3 t b 1k\nR4 b 0 1.2k\nR5 a b 500\n"
VCCS = "* v\nV1 in 0 1\nR1 in x 1k\nR3 x out 3k\nR2 out 0 2k\nG1 out 0 x 0 1m\n"
STAGE = (
    "* c\n.param gm=40m\nV1 in 0 1m\nRs in b 600\nrpi b e 2.5k\nG1 c e b e {gm}\n"
    "RE e 0 220\nRC c 0 4.7k\nRL c 0 10k\n"
)
ERRORS = (
    "* e\nV1 in 0 0.1\nR1 in n 1k\nR2 n out 100k\nR3 q 0 900\nVOS p q 2m\n"
    "Ibp q 0 80n\nIbn n 0 100n\nX1 p n out opamp\n"
)
INVERTING, OTHER = "-R2/R1*V1", "(1 + R2/R1)*R4/(R3+R4)*V2"
SETTINGS = [
    (DIFFERENCE, "set V1 to zero: vout = {}", OTHER, "(1 + R1/R2)*R4/(R3+R4)*V2"),
    (DIFFERENCE, "V1 active, V2 zero: vout = {}", INVERTING, "R2/R1*V1"),
    (DIFFERENCE, "V2 -> short: vout = {}", INVERTING, "-R1/R2*V1"),
    (DIFFERENCE, "With input 2 grounded, vout = {}.", INVERTING, "R2/R1*V1"),
    (DIFFERENCE, "vout = {}   (V2 killed)", INVERTING, "R2/R1*V1"),
    (LOADED, "Voltage source dead: v_x = {}", "I1/(1/R1 + 1/R2 + 1/(R3+RL))", "I1/(1/R1 - 1/R2 + 1/(R3+RL))"),
    (LOADED, "open terminals: v_out = {}", "R2*(V1+R1*I1)/(R1+R2)", "R2*(V1-R1*I1)/(R1+R2)"),
    (LOADED, "Output shorted to ground:\nv_x = {}", "(V1/R1 + I1)*(R1||R2||R3)", "(V1/R1 + I1)*(R1||R3)"),
    (LOADED, "RL disconnected: v_x = {}", "12 V", "11 V"),
    (BRIDGE, "Galvanometer out (open): va = {}", "V1*R2/(R1+R2)", "V1*R1/(R1+R2+R3)"),
    (BRIDGE, "a and b shorted together: va = {}", "V1*(R2||R4)/(R1||R3 + R2||R4)", "V1*(R2||R4)/(R1||R3)"),
    (VCCS, "out tied to ground: v_x = {}", "V1*R3/(R1+R3)", "V1*R1/(R1+R3)"),
    (STAGE, "RE bypassed: vc/vb = {}", "-gm*(RC||RL)", "-gm*(RC+RL)"),
    (
        ERRORS,
        "No signal:\nvout = {}",
        "(1+R2/R1)*(VOS - R3*Ibp) + R2*Ibn",
        "(1+R2/R1)*(VOS + R3*Ibp) + R2*Ibn",
    ),
    (ERRORS, "IB only: vout = {}", "R2*Ibn - (1+R2/R1)*R3*Ibp", "R2*Ibn + (1+R2/R1)*R3*Ibp"),
    (ERRORS, "Without R3 we get vout = {}", "(1+R2/R1)*VOS + R2*Ibn - R2/R1*V1", "(1+R2/R1)*VOS - R2/R1*V1"),
]


@pytest.mark.parametrize(("circuit", "text", "true", "slip"), SETTINGS)
def test_it_holds_with_what_the_words_set(circuit: str, text: str, true: str, slip: str) -> None:
    assert verify(text.format(true) + "\n", circuit).first_wrong is None
    assert verify(text.format(slip) + "\n", circuit).first_wrong == text.count("\n") + 1


@pytest.mark.parametrize(("circuit", "text", "true", "slip"), SETTINGS)
def test_without_the_words_it_is_false(circuit: str, text: str, true: str, slip: str) -> None:
    assert verify(
        text[text.rindex("v") :].split(" = ")[0].split(":")[-1] + f" = {true}\n", circuit
    ).first_wrong


def test_a_setting_goes_on_to_words_that_end_it() -> None:
    text = "out tied to ground:\nv_x = V1*R3/(R1+R3)\n{}V1/R1 = v_x*(1/R1 + 1/R3)\n"
    assert verify(text.format(""), VCCS).first_wrong is None
    assert verify(text.format("\nIn general,\n"), VCCS).first_wrong == 5


def test_the_part_that_is_out_goes_on_over_several_stages() -> None:
    text = (
        "load removed => no current in R3 => v_out = v_x\nV1 only (I1 = 0): v_x = V1*R2/(R1+R2)\n"
        "I1 only (V1 = 0): v_x = {}\n"
    )
    assert verify(text.format("I1*R1*R2/(R1+R2)"), LOADED).first_wrong is None
    assert verify(text.format("I1*R1"), LOADED).first_wrong == 3


@pytest.mark.parametrize(
    "words",
    [
        "With the virtual short at out:",
        "The current through R3 from x to ground:",
        "V1 and G1 are the sources.",
        "Note that the output is not short of drive.",
    ],
)
def test_words_that_set_nothing(words: str) -> None:
    assert verify(f"{words}\nv_x = V1*R3/(R1+R3)\n", VCCS).first_wrong == 2


BIASES = "* m\nV1 a 0 1\nR1 a n 1k\nR2 n out 10k\nR3 p 0 900\nX1 p n out opamp vos=1m Ibp=90n Ibn=110n\n"
OF_BIAS, OF_OFFSET = "R2*Ibn - (1 + R2/R1)*R3*Ibp", "-(1 + R2/R1)*vos"


@pytest.mark.parametrize(
    "words",
    [
        "No signal.\nbias currents alone:",
        "No signal.\nwithout offset:",
        "No signal.\nWith no offset voltage:",
        "The bias currents only:",
        "Only the bias currents:",
        "Effect of the bias currents:",
        "Due to the bias currents,",
        "Caused by both bias currents:",
        "Output offset from the bias currents:",
    ],
)
def test_bias_currents_alone_are_without_signal_and_offset(words: str) -> None:
    line = f"{words} v_out = {{}}"
    assert [j.verdict for j in verify(line.format(OF_BIAS), BIASES).judged] == ["limit"]
    assert [j.verdict for j in verify(line.format(OF_BIAS.replace("-", "+")), BIASES).judged] == ["false"]
    assert [j.verdict for j in verify(line.format(OF_OFFSET), BIASES).judged] == ["false"]


@pytest.mark.parametrize(
    "words", ["Effect of the offset:", "Because of the offset voltage,", "Error from the offset:"]
)
def test_the_offset_alone_is_without_signal_and_bias_currents(words: str) -> None:
    assert [j.verdict for j in verify(f"{words} v_out = {OF_OFFSET}", BIASES).judged] == ["limit"]
    assert [j.verdict for j in verify(f"{words} v_out = {OF_OFFSET[1:]}", BIASES).judged] == ["false"]


@pytest.mark.parametrize(
    "words", ["Effect of the bias currents and the offset:", "Due to offset and bias currents:", "No signal:"]
)
def test_both_errors_are_what_is_left_without_a_signal(words: str) -> None:
    line = f"{words} v_out = {{}} + {OF_BIAS}"
    assert [j.verdict for j in verify(line.format(OF_OFFSET), BIASES).judged] == ["limit"]
    assert [j.verdict for j in verify(line.format(OF_OFFSET[1:]), BIASES).judged] == ["false"]


@pytest.mark.parametrize("words", ["Without an input signal:", "There is no input signal.", "No signal."])
def test_without_a_signal_the_errors_are_left(words: str) -> None:
    node = f"{words}\nv_n/R1 + (v_n - v_out)/R2 {{}} Ibn = 0"
    assert [j.verdict for j in verify(node.format("+"), BIASES).judged] == ["limit"]
    assert [j.verdict for j in verify(node.format("-"), BIASES).judged] == ["false"]
