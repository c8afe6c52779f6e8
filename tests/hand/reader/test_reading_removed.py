"""A part that words take out is out for every line under them, up to the words that bring it back."""

import pytest
from hand.outcomes import right, verdicts, wrong
from hand.written import circuit_of

CIRCUIT = circuit_of("V1 a 0 12", "R1 a x 2k", "R2 x 0 2k", "R3 x y 1k", "RL y 0 1k")
OUT = [
    "Open circuit (RL removed, nothing flows in R3):",
    "With RL still disconnected, nothing flows in R3.",
    "Without RL nothing flows in R3.",
    "Let us look at it without $R_L$.",
    "RL out of the circuit:",
    "First we take the load RL away:",
    "Take out RL.",
    "With RL out",
    "RL open:",
    "No RL:",
    "Ignore RL for now.",
    "RL is first replaced by an open circuit.",
    "If RL is not there:",
    "Open circuit:",
]


@pytest.mark.parametrize("words", OUT)
def test_lines_under_the_words_are_without_the_part(words):
    assert right(CIRCUIT, f"{words}\n\n v_x = V1 R2/(R1 + R2)\n v_y = v_x\n")
    assert wrong(CIRCUIT, f"{words}\n\n v_x = V1 R1/(R1 + R2)\n")


@pytest.mark.parametrize(
    "words",
    [
        "The load RL counts.",
        "RL is 1 kohm.",
        "With RL:",
        "No current in RL is lost.",
        "Opening of the part RL",
    ],
)
def test_without_the_words_the_part_is_there(words):
    assert verdicts(CIRCUIT, f"{words}\n\n v_x = V1 R2/(R1 + R2)\n")[-1] == "false"


@pytest.mark.parametrize(
    "back", ["With RL back in place", "Now RL is connected again", "# The whole circuit"]
)
def test_the_part_comes_back(back):
    under = f"Open circuit (RL removed):\n\n v_x = V1 R2/(R1 + R2)\n\n{back}\n\n"
    assert right(CIRCUIT, under + " v_y = v_x RL/(R3 + RL)\n", "markdown")
    assert wrong(CIRCUIT, under + " v_x = V1 R2/(R1 + R2)\n", "markdown")


def test_a_formula_with_the_part_is_about_the_circuit_with_it():
    under = "Open circuit (RL removed):\n\n v_x = V1 R2/(R1 + R2)\n\nso that\n\n"
    assert right(CIRCUIT, under + " v_y/RL = v_x/(R3 + RL)\n")
    assert wrong(CIRCUIT, under + " v_y/RL = v_x/(R1 + RL)\n")


THEVENIN = r"""{words}

First the resistor $R_L$ is removed. No current flows in $R_3$, so
\[ V_{oc} = V_1 \frac{R_2}{R_1 + R_2} . \]
The resistance there is
\[ R_{th} = R_3 + \frac{R_1 R_2}{R_1 + R_2} . \]
With the load back in place,
\[ v_y = V_{oc} \frac{R_L}{R_{th} + R_L} . \]
"""


@pytest.mark.parametrize("words", ["Let $V_{oc}$ be the open-circuit voltage.", "We want $v_y$."])
def test_names_of_what_is_there_may_stand_in_other_sentences(words):
    told = THEVENIN.replace("{words}", words)
    assert right(CIRCUIT, told, "latex")
    assert verdicts(CIRCUIT, told.replace(r"V_1 \frac{R_2}", r"V_1 \frac{R_1}"), "latex")[0] == "false"
    assert verdicts(CIRCUIT, told.replace(r"R_3 + \frac{R_1 R_2}", r"\frac{R_1 R_2}"), "latex")[1] == "false"


def test_a_number_may_be_one_without_the_part():
    assert right(CIRCUIT, "RL out of the circuit:\n\n v_x = V1 R2/(R1 + R2) = 6 V\n v_y = 6 V\n")
    assert verdicts(CIRCUIT, "RL out of the circuit:\n\n v_y = 5 V\n")[-1] == "false"
    assert verdicts(CIRCUIT, "The load is RL:\n\n v_y = 6 V\n")[-1] == "false"


NODES = """RL out of the circuit:
  v_x = V1 R2/(R1 + R2)
  V_th = v_y
  R_th = {}
RL back in:
  v_y = V_th RL/(R_th + RL)
"""


def test_where_one_of_two_names_is_sure_the_other_is_as_well():
    """V_th = v_y is true without the part, and so R_th is what is seen there, true or not."""
    assert right(CIRCUIT, NODES.format("R3 + R1||R2"))
    assert verdicts(CIRCUIT, NODES.format("R3 + R1||R3"))[2] == "false"
    assert verdicts(CIRCUIT, NODES.format("R3 + R1||R3").replace("out of", "part of"))[2] != "false"


TWO = [
    "First leave out $R_3$ and $R_4$.",
    "First leave out $R_3$ and $R_4$ ($R_3 \\to \\infty$).",
    "Without $R_3$ and $R_4$ we have the following.",
    "Let us first remove $R_3$, $R_4$.",
    "Take out $R_3$ and $R_4$ first.",
    "Take $R_3$ and $R_4$ out.",
    "Disconnect both $R_3$ and $R_4$.",
    "With $R_3$ and $R_4$ disconnected, all the current flows on.",
    "Suppose first that $R_3$ and $R_4$ are absent.",
    "At first we ignore $R_3$ and $R_4$.",
    "Open the branch $R_3$, $R_4$.",
]
LADDER = circuit_of("V1 in 0 5", "R1 in b 1k", "R2 b 0 2k", "R3 b 0 1k", "R4 b 0 1k")
UNDER = r"\[ v_b = k R_2 i_1, \qquad V_1 = i_1 (R_1 + k R_2) \]"


@pytest.mark.parametrize("words", TWO)
def test_two_parts_may_be_taken_out_and_a_name_is_what_it_is_without_them(words):
    begin = "Let $i_1$ be the current through $R_1$ from $in$ to $b$. "
    under = UNDER.replace("k ", "")
    assert right(LADDER, f"{begin}{words}\n{under}\n", "latex")
    assert (
        verdicts(LADDER, f"{begin}{words}\n{under}\n".replace("R_1 + R", "R_1 - R"), "latex")[-1] == "false"
    )
    assert "false" in verdicts(LADDER, f"{begin}{words} Put them back in.\n{under}\n", "latex")


@pytest.mark.parametrize(
    "words",
    ["We cannot leave out $R_3$ and $R_4$.", "Take $R_3$ and $R_4$ to be known.", "Drop the $R_3$ term."],
)
def test_words_that_take_nothing_out(words):
    under = UNDER.replace("k ", "")
    assert "false" in verdicts(LADDER, f"Let $i_1$ be the current through $R_1$. {words}\n{under}\n", "latex")


PUMP = circuit_of("V1 in 0 5", "R1 in a 1k", "VS a b 0", "F1 0 b VS 3", "R2 b 0 2k", "R3 b c 1k", "R4 c 0 1k")


def test_a_definition_is_not_blamed_for_lines_that_hold_without_a_part():
    told = (
        "Let $i_1$ be the current through $R_1$ from $in$ to $a$. The ammeter drops nothing, $v_a = v_b$.\n"
        "We write $k = F_1$. Leave out $R_3$.\n"
        r"\[ v_b = (1 + k) R_2 i_1, \qquad V_1 = i_1 [R_1 + (1 + k) R_2] \]"
    )
    assert right(PUMP, told, "latex")
    assert "false" in verdicts(PUMP, told.replace("k = F_1", "k = 2 F_1"), "latex")


SHARED = circuit_of(
    ".param R=10k",
    "Va a1 0 5",
    "Vb b1 0 5",
    "R1 a1 a {2*R}",
    "R0 a 0 {2*R}",
    "R2 a b {R}",
    "R3 b1 b {2*R}",
    "RL b 0 20k",
)


def test_what_goes_for_one_of_several_parts_of_one_symbol_does_not_go_for_all():
    node = "Node a, R2 removed: two equal resistors, so\n Vta = Va/2, Rta = 2R || 2R = R\n"
    gain = "With no load, v_b = Va/4 + Vb/{}"
    assert verdicts(SHARED, node + gain.format(2))[-1] == "limit"
    assert verdicts(SHARED, node + gain.format(3))[-1] == "false"
