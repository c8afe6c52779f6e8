"""What is needed is set, and not claimed; what a law requires is a claim, and so is what follows."""

import pytest

from gainproof.verification import verify

WIEN = """Wien network with amplifier
V1 in 0 1
R1 in m 10k
C1 m p 10n
R2 p 0 10k
C2 p 0 10n
X1 p n out opamp
Ra n 0 10k
Rb n out 20k
.tf v(out) V1
"""
BEFORE = """K = 1 + Rb/Ra, so v_out = K v_p and

v_out/V1 = K s R2 C1/(1 + s (R1 C1 + R2 C2 + R2 C1) + s^2 R1 R2 C1 C2).

For R1 = R2 = R and C1 = C2 = C

v_out/V1 = K s R C/(1 + 3 s R C + s^2 R^2 C^2).

At w = 1/(R C), s^2 R^2 C^2 = -1 and
v_out/V1 = K/3.

"""
LAST = BEFORE.count("\n") + 1


def judged(line):
    found = verify((BEFORE + line).split("\n"), WIEN).judged
    assert "false" not in [j.verdict for j in found if j.item.span.line < LAST]
    return [j.verdict for j in found if j.item.span.line == LAST]


@pytest.mark.parametrize(
    "words",
    [
        "An oscillator needs v_out = V1 there, which is K = 3 or Rb = 2 Ra.",
        "For oscillation v_out = V1 is required, so K = 3.",
        "Oscillation requires v_out/V1 = 1, i.e. K = 3, Rb = 2 Ra.",
        "To oscillate we need v_out = V1, hence Rb = 2 Ra.",
        "The condition for oscillation is v_out = V1, thus K = 3.",
        "For an oscillator we want v_out = V1, which gives K = 3.",
        "We require that v_out = V1 at this frequency: K = 3.",
        "Setting v_out = V1 gives K = 3.",
        "If the output is fed back to the input, v_out = V1, then K = 3.",
    ],
)
def test_what_is_needed_is_set(words):
    found = judged(words)
    assert len(found) >= 2
    assert "false" not in found


@pytest.mark.parametrize(
    "words",
    [
        "An oscillator needs v_out = V1 there, which is K = 2.",
        "KCL requires v_out = V1, so K = 3.",
        "There v_out = V1, so K = 3.",
        "The op-amp needs v_out = V1.",
        "We need this for what follows: v_out = V1.",
        "We need v_out = V1, so v_out = K v_p/2.",
        "We need v_out/V1 = K s R2 C1/(1 + s R1 C1).",
    ],
)
def test_a_law_a_result_and_what_follows_are_claims(words):
    assert "false" in judged(words)
