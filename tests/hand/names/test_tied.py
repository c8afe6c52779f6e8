"""A resistance that words place in the circuit is what is seen there, and nothing else."""

import pytest

from gainproof.verification import verify

BRIDGE = "* bridge\nV1 t 0 10\nR1 t a 1k\nR2 a 0 3k\nR3 t b 2k\nR4 b 0 2k\nR5 a b 500\n"
LADDER = "* ladder\nV1 in 0 10\nR1 in a 1k\nR2 a 0 2k\nR3 a out 1k\nR4 out 0 2k\n"
FOLLOWER = "* f\nVs s 0 1m\nRS s b 10k\nrpi b x 2k\nVx x e 0\nF1 0 e Vx 99\nRE e 0 1k\n"
SOURCE = "* s\nV1 g 0 1\nGm d x g x 5m\nRo d x 50k\nRs x 0 200\nRd d 0 10k\n"
EMITTER = "* e\nV1 b 0 10m\nRPI b e 2.5k\nG1 c e b e 40m\nRE e 0 100\nRC c 0 4.7k\n"

CASES = [
    (
        BRIDGE,
        "R_x is the resistance between a and b, R5 removed.\n\nR_x = {}",
        "R1 || R2 + R3 || R4",
        "R1 || R3 + R2 || R4",
    ),
    (BRIDGE, "The resistance seen by R5 is R_q = {}.", "R1 || R2 + R3 || R4", "(R1 + R2) || (R3 + R4)"),
    (LADDER, "The resistance that R4 sees, V1 shorted, is\n\nR_q = {}", "R3 + R1 || R2", "R3 || (R1 + R2)"),
    (
        LADDER,
        "Find the resistance that the source sees.\n\nR_s = {}",
        "R1 + R2 || (R3 + R4)",
        "R1 + R2 + R3 || R4",
    ),
    (
        LADDER,
        "R_out = {}\n\nwhere R_out is the output resistance.",
        "R4 || (R3 + R1 || R2)",
        "R4 || R3 || R2",
    ),
    (FOLLOWER, "Looking into the base, the resistance is R_b = {}", "rpi + (1 + F1)*RE", "rpi + F1*RE"),
    (
        FOLLOWER,
        "the resistance looking into the emitter: R_q = {}",
        "(RS + rpi)/(1 + F1)",
        "RS + rpi/(1 + F1)",
    ),
    (
        SOURCE,
        "R_x, the resistance looking into the drain, is R_x = {}",
        "Ro + Rs + gm*Ro*Rs",
        "Ro + gm*Ro*Rs",
    ),
    (EMITTER, "Input resistance at the base:\n\nR_in = {}", "RPI + (1 + G1*RPI)*RE", "RPI + G1*RPI*RE"),
]


@pytest.mark.parametrize(("circuit", "source", "right", "wrong"), CASES)
def test_what_words_place_is_what_is_seen_there(circuit, source, right, wrong):
    circuit = circuit.replace("5m\nRo", "{gm}\nRo").replace("V1 g", ".param gm=5m\nV1 g")
    assert verify(source.format(right), circuit).first_wrong is None
    assert verify(source.format(wrong), circuit).first_wrong is not None
    assert verify(source.format(f"-({right})"), circuit).first_wrong is not None


@pytest.mark.parametrize(
    "source",
    [
        "For the negative resistance between a and out take R_n = R1 + R4.",
        "The resistance R_a, seen by R4, is wanted. First R_p = R1 + R4.",
        "The contact resistance seen by R4 is R_q = R1 + R4",
        "R_q = R1 + R4",
    ],
)
def test_other_words_say_nothing_of_it(source):
    assert verify(source, LADDER).first_wrong is None


def test_words_of_an_impedance_let_it_be_at_an_end_of_the_frequencies_only_where_they_say_so():
    circuit = "* l\nV1 in 0 1\nR1 in out 1k\nC1 out 0 1u\nR2 out 0 4k\n"
    assert verify("At DC the impedance that V1 sees is Z_q = R1 + R2", circuit).first_wrong is None
    assert verify("The impedance that V1 sees is Z_q = R1 + R2", circuit).first_wrong is not None


def test_of_two_transistors_nobody_can_tell_whose_base_is_meant():
    two = EMITTER + "RPI2 c f 2k\nG2 g f c f 40m\nRE2 f 0 1k\nRC2 g 0 1k\n"
    source = "The resistance looking into the base is R_q = {}."
    wrong = "RPI + G1*RPI*RE"
    assert verify(source.format(wrong), EMITTER).first_wrong is not None
    assert verify(source.format(wrong), two).first_wrong is None
