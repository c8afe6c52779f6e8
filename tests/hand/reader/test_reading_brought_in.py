"""Names that a sentence brings in some other way than “i is the current …”, and several at once."""

import pytest

from gainproof.circuit.netlist import read
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader.prose.explaining import meant
from gainproof.notation import text
from gainproof.verification import verify

LADDER = "* ladder\nV1 in 0 10\nR1 in a 1k\nR2 a 0 2k\nR3 a out 1k\nR4 out 0 2k\n"
TEE = "* t\nV1 in 0 1\nR1 in n 10k\nR2 n x 10k\nR3 x 0 1k\nR4 x out 10k\nX1 0 n out opamp\n"
SOURCE = "* s\nV1 g 0 1\nGm d x g x 5m\nRo d x 50k\nRs x 0 200\nRd d 0 10k\n"
SYMBOLS = symbol_table(read(LADDER).circuit)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Call the current in R3 i. We get", "i = i_R3"),
        ("Through R3 there flows the current i.", "i = i_R3"),
        ("R3 carries i, and", "i = i_R3"),
        ("R3's current i: found below", "i = i_R3"),
        ("Label the current in $R_3$ $i_x$, pointing right.", "i_x = i_R3"),
        ("Let I1, I2 and I3 be the currents in R1, R2 and R3.", "I1 = i_R1; I2 = i_R2; I3 = i_R3"),
        ("The currents through R1 and R2 are i_1 and i_2.", "i_1 = i_R1; i_2 = i_R2"),
        ("I1 flows in R1, I2 in R2 and I3 in R3.", "I1 = i_R1; I2 = i_R2; I3 = i_R3"),
        ("| I_3 | current through R3 |", "I_3 = i_R3"),
        ("\n* i_1 – current in R1\n* i_3 – current in R3\n", "i_1 = i_R1; i_3 = i_R3"),
        ("i_1 is the current in R1 * 2", ""),
        ("Let u be the drop on R3.", "u = v_a - v_out"),
        ("u_3 appears across R3.", "u_3 = v_a - v_out"),
        ("Writing u for the node between R1 and R3, we have", "u = v_a"),
        ("Call u the potential at the junction of R1, R2 and R3.", "u = v_a"),
        ("Let node a have the voltage u;", "u = v_a"),
        ("R3 carries i as well, and R2 carries i.", "i = i_R2"),
        ("Let I1 and I2 be the currents in R1, R2 and R3.", ""),
        ("u is the potential at the junction of R1 and R4.", ""),
        ("together i_1 = i_C + i_2 flows in R1", ""),
        ("a test voltage v_x at the emitter", ""),
    ],
)
def test_what_words_bring_in(words, said):
    assert "; ".join(f"{n} = {text(x)}" for n, x in meant(words, SYMBOLS).items()) == said


@pytest.mark.parametrize(
    ("circuit", "source", "right", "wrong"),
    [
        (TEE, "Let v_m be the voltage at node x. Then v_m = -V1*R2/R1", "R2/R1", "R1/R2"),
        (SOURCE, "v_s is the voltage of the source terminal.\n\nv_s = -Rs*v_d/Rd", "-Rs", "Rs"),
        (LADDER, "Let i be the current from a to out. i = v_out/R4", "= v", "= -v"),
        (LADDER, "R3 carries the current i: i = v_out/R4", "/R4", "/R3"),
        (
            LADDER,
            "I1, I2, I3: currents in R1, R2, R3.\n\nI1 = I2 + I3\n\nI2 R2 = I3 (R3 + R4)",
            "+ R4",
            "- R4",
        ),
    ],
)
def test_the_words_go_before_what_a_name_would_be_taken_for(circuit, source, right, wrong):
    assert verify(source, circuit).first_wrong is None
    assert source.count(right) == 1
    assert verify(source.replace(right, wrong), circuit).first_wrong is not None


def test_what_words_say_in_passing_gives_way_to_the_lines():
    source = "R3 carries i, roughly.\n\ni = v_a/R2\n\nV1 = v_a + R1*(i + v_out/R4)"
    assert [j.verdict for j in verify(source, LADDER).judged] == ["definition", "true"]
    assert verify(source.replace("(i +", "(i -"), LADDER).first_wrong is not None


def test_below_a_gate_stands_no_frequency():
    found = verify("v_gs = V1 - v_x\nv_d = -Rd*(5m*v_gs + (v_d - v_x)/Ro)", SOURCE)
    assert found.first_wrong is None
    assert found.judged[0].verdict == "definition"
    assert verify("v_gs = V1 - v_x\nv_d = -Rd*(5m*v_gs - (v_d - v_x)/Ro)", SOURCE).first_wrong == 2
