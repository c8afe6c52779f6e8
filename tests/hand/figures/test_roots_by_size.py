"""A root near a limit, 1/√(1 + x²) ≈ 1 - x²/2, is right to the order that it states, or wrong."""

import pytest
from hand.outcomes import verdicts
from hand.written import circuit_of

CIRCUIT = circuit_of("V1 a 0 1", "R1 a x 1k", "C1 x 0 1n")


def last(line):
    return verdicts(CIRCUIT, f"Let x = w R1 C1. For small x\n\n{line}\n")[-1]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("1/sqrt(1 + x^2) ≈ 1 - x^2/2", "1/sqrt(1 + x^2) ≈ 1 - x^2/3"),
        ("1/sqrt(1 + x^2) ≈ 1 - x^2/2", "1/sqrt(1 + x^2) ≈ 1 + x^2/2"),
        ("sqrt(1 + x^2) ≈ 1 + x^2/2 - x^4/8", "sqrt(1 + x^2) ≈ 1 + x^2/2 + x^4/8"),
    ],
)
def test_its_coefficient_counts(right, wrong):
    assert last(right) == "limit"
    assert last(wrong) == "false"
