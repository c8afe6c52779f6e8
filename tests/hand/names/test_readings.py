"""Which reading of R_o = R_E ∥ r/(1 + β) is meant: what the circuit has, or what later lines make of it."""

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


def verdicts(source):
    return [j.verdict for j in verify(source, FOLLOWER, format="text").judged]


@pytest.mark.parametrize(
    ("number", "verdict"), [("97.0", "true"), ("107.4 ∥ 1000", "true"), ("7.67", "false")]
)
def test_a_customary_name_is_what_the_circuit_has(number, verdict):
    assert verdicts(f"R_o = RE ∥ (Rpi + Rs)/(1 + beta)\nR_o = {number} Ω\n") == ["definition", verdict]


@pytest.mark.parametrize(("number", "verdict"), [("76.3 Ω", "true"), ("7.51 Ω", "true"), ("60.5 Ω", "false")])
def test_any_other_name_is_what_its_number_says(number, verdict):
    assert verdicts(f"R_x = RE ∥ Rs/(1 + beta)\n\nR_x = {number}\n") == ["definition", verdict]


def test_what_has_one_reading_is_what_it_says():
    assert verdicts("R_x = (RE ∥ (Rpi + Rs))/(1 + beta)\nR_x = 97.0 Ω\n") == ["definition", "false"]
    assert verdicts("R_o = (RE ∥ (Rpi + Rs))/(1 + beta)\n") == ["false"], "no output resistance"
