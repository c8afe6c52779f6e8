"""A number that formulas before have is exact; one beside it is rounded."""

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
OUT = "R_o = RE ∥ [(Rpi + Rs)/(1 + beta)]\n"


def verdicts(line):
    return [j.verdict for j in verify(f"{OUT}{line}\n", FOLLOWER, format="text").judged][1:]


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("R_o = 1k ∥ 107 = 96.7 Ω", True),
        ("R_o = 107*1000/1107 = 96.7 Ω", True),
        ("R_o = 1k ∥ 106 = 95.8 Ω", False),
        ("R_o = 1k ∥ 109 = 98.3 Ω", False),
        ("R_o = 1k ∥ 107 = 69.7 Ω", False),
    ],
)
def test_a_whole_number_beside_the_value_of_a_part_is_rounded(line, right):
    assert ("false" not in verdicts(line)) == right


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("R_o = 1k ∥ (13k/121) = 97.0 Ω", True),
        ("R_o = 1k ∥ (13k/120) = 97.7 Ω", False),
        ("R_o = 1k ∥ (13k/122) = 96.3 Ω", False),
    ],
)
def test_the_value_of_a_part_is_exact(line, right):
    """13 kΩ stand for no 13.4 kΩ where R_π + R_s are 13 kΩ."""
    assert ("false" not in verdicts(line)) == right


@pytest.mark.parametrize(("number", "right"), [("107", True), ("109", False), ("170", False)])
def test_a_whole_number_of_three_digits_may_be_rounded(number, right):
    found = verdicts(f"(Rpi + Rs)/(1 + beta) = 13/.121 = {number} Ω")
    assert ("false" not in found) == right
    assert "outside" not in found or not right
