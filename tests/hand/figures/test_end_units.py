"""Units that are left out, or stand once for a whole quotient, as on paper; and the slips beside them."""

import pytest

from gainproof.verification import verify

FOLLOWER = """follower
Vs s 0 10m
Rs s x 10k
Vm x b 0
Rpi b e 3k
F1 0 e Vm {beta}
RE e 0 1k
.param beta=120
"""
DIVIDED = """divided
VS s 0 1m
RS s b 1k
Rpi b 0 2.5k
RL b 0 10meg
"""
LOADS = """loads
V1 a 0 10
R1 a x 1k
R2 x 0 2k
"""
LAG = """lag
V1 in 0 1
R1 in o 4.7k
C1 o 0 10n
"""


def verdicts(source, circuit):
    return [j.verdict for j in verify(source + "\n", circuit, format="text").judged]


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("v_e = 9.03 mV\n\ni_Rs = 10/134 = 74.6 nA", True),
        ("i_Rs = 10/134 = 76.4 nA", False),
        ("i_Rs = 10/134 = 74.6 µA", False),
        ("i_Rs = 10/144 = 69.4 nA", False),
    ],
)
def test_the_units_that_are_left_out_may_make_that_of_the_end(line, right):
    """mV/kΩ are µA, and what they come to is printed in nA."""
    assert ("false" not in verdicts(line, FOLLOWER)) == right


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("v_x = 2*10000/3 = 6.67 V", True),
        ("v_x = 2*10000/3 = 6667 V", False),
        ("v_x = 2*10000/4 = 5.00 V", False),
        ("v_x = 20/3000 = 6.67 V", True),
        ("v_x = 20/3000 = 6.67", False),
    ],
)
def test_the_unit_of_the_end_may_be_without_a_prefix(line, right):
    assert ("false" not in verdicts(line, LOADS)) == right


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("v_b = 2.5/3.5 mV", True),
        ("v_b = 2.5/3.5 mV = 0.714 mV", True),
        ("v_b = 2.5/3.5 mV = 0.741 mV", False),
        ("v_b = 3.5/2.5 mV", False),
        ("v_b = 2.5/3.5 µV", False),
        ("i_RS = 1/3.5 mA", False),
        ("i_RS = 1/3.5 µA", True),
        ("i_RS = 0.001/3.5 kΩ", True),
    ],
)
def test_a_unit_behind_a_quotient_is_that_of_the_whole_if_the_name_is_of_its_dimension(line, right):
    assert ("false" not in verdicts(line, DIVIDED)) == right


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("R1∥R2 = 2/3 kΩ", True),
        ("R1∥R2 = 2/3 k = 667 Ω", True),
        ("R1∥R2 = 2/5 kΩ", False),
        ("R1∥R2 = 2/3 k = 767 Ω", False),
        ("R1∥R2 = 2/(1 + 2) kΩ = 667 Ω", True),
        ("R1∥R2 = 2/(1 + 2) kΩ", True),
        ("R1∥R2 = 2/(2 + 2) kΩ", False),
        ("v_x = 20/(1 + 2) V = 6.67 V", True),
        ("v_x = -(20)/(1 + 2) V", False),
    ],
)
def test_a_unit_behind_a_quotient_or_a_bracket(line, right):
    found = verdicts(line, LOADS)
    assert "outside" not in found
    assert ("false" not in found) == right


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("R1 C1 = 4.7x10^3 x 10x10^-9 = 47 µs", True),
        ("R1 C1 = 4.7 x 10^3 x 10 x 10^-9 = 47 µs", True),
        ("R1 C1 = 4.7x10³ x 10x10⁻⁹ = 4.7x10^-5 s", True),
        ("R1 C1 = 4.7x10^3 x 10x10^-9 = 74 µs", False),
        ("1/(R1 C1) = 2.13x10^4 rad/s", True),
        ("1/(R1 C1) = 2.13x10^5 rad/s", False),
        ("1/(R1 C1) = 2.31 x 10^4", False),
    ],
)
def test_the_letter_x_between_a_number_and_a_power_of_ten_multiplies(line, right):
    found = verdicts(line, LAG)
    assert "outside" not in found
    assert ("false" not in found) == right


def test_a_node_named_x_stays_a_name():
    assert verdicts("v_x = 10*2/3\nx = 3 v_x\nv_x = 2/3 x 10", LOADS)[0] == "true"
