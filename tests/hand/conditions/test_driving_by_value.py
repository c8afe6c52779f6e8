"""Under a test source, numbers in the place of parts hold by value; that all is off proves nothing."""

import pytest

from gainproof.verification import verify

CIRCUIT = """Two nodes and a controlled source
.param g=0.5m
V1 in 0 10
R1 in a 1k
R2 a 0 1k
R4 a b 1k
G1 0 b a 0 {g}
R3 b 0 1k
"""
HEAD = "Resistance at b. Apply a test current i_t at b, V1 = 0."
REST = "i_t = v_b/R3 + (v_b - v_a)/R4 - g*v_a", "R_th = v_b/i_t = 667 Ohm"


def first_wrong(*lines):
    return verify([HEAD, *lines], CIRCUIT).first_wrong


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("v_a*(1/R1 + 1/R2 + 1/R4) = v_b/R4  ->  v_a = v_b/3", None),
        ("v_a*(1/R1 + 1/R2 + 1/R4) = v_b/R4  ->  v_a = v_b/2", 2),
        ("v_a = 0.333*v_b", None),
        ("v_a = 0.5*v_b", 2),
        ("3*v_a = v_b", None),
        ("v_b = 2*v_a", 2),
        ("v_a/v_b = 1/3", None),
        ("v_a/v_b = 1/2", 2),
        ("v_a = v_b*(R1||R2)/(R1||R2 + R4) = v_b/3", None),
        ("v_a = v_b*(R1||R2)/(R1||R2 + R4) = v_b/2", 2),
    ],
)
def test_numbers_for_parts_under_a_test_source(line, wrong):
    assert first_wrong(line, *REST) == wrong


def test_a_test_current_in_numbers():
    said = "i_t = v_b/1k + (v_b - v_a)/1k {} 0.5m*v_a = {}m*v_b"
    assert first_wrong("v_a = v_b/3", said.format("-", "1.5"), "R_th = v_b/i_t = 667 Ohm") is None
    assert first_wrong("v_a = v_b/3", said.format("+", "1.83"), "R_th = v_b/i_t = 545 Ohm") == 3
