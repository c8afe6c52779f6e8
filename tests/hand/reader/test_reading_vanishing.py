"""“With Ibp = Ibn the error vanishes if R3 = …” is a claim."""

import pytest
from hand.outcomes import verdicts
from hand.written import circuit_of

C = circuit_of(
    "V1 in 0 0.1", "R1 n 0 1k", "R2 n out 49k", "R3 in p 1k", "X1 p n out opamp vos=2m Ibp=100n Ibn=80n"
)
BIASES = """The part of the bias currents alone (V1 = 0, vos = 0):
    v_out = R2*Ibn - (1 + R2/R1)*R3*Ibp
"""
SAID = [
    "With Ibp = Ibn = Ib it vanishes if\n    R3 = X",
    "With Ibp = Ibn = Ib it vanishes if R3 = X.",
    "With Ibp = Ibn = Ib it vanishes provided that\n    R3 = X",
    "With Ibp = Ibn the error is zero when\n    R3 = X",
    "With Ibp = Ibn the error is zero if R3 = X.",
    "If Ibp = Ibn, the two terms cancel when R3 = X.",
    "It vanishes for Ibp = Ibn if R3 = X.",
    "With Ibp = Ibn the error disappears if\n    R3 = X",
    "With Ibp = Ibn, v_out = 0 for R3 = X.",
    "It is zero for R3 = X when Ibp = Ibn.",
    "For equal bias currents it vanishes if R3 = X.",
    "If the bias currents are equal, the error is zero for R3 = X.",
    "With matched bias currents the output error is cancelled if R3 = X.",
]


@pytest.mark.parametrize("said", SAID)
def test_what_vanishes_for_parts_is_judged(said):
    right = verdicts(C, BIASES + said.replace("X", "R1*R2/(R1 + R2)") + "\n")
    assert len(right) > 1
    assert {"false", "carried", "outside", "unread"}.isdisjoint(right)
    assert verdicts(C, BIASES + said.replace("X", "R2") + "\nNumbers (R1 = 1k): R1 = 1 kOhm")[-3:].count(
        "false"
    )
    for wrong in ("R1 + R2", "R2", "2*R1*R2/(R1 + R2)"):
        assert verdicts(C, BIASES + said.replace("X", wrong) + "\n")[-1] == "false"


def test_nothing_vanishes_because_bias_currents_may_be_left_out():
    """With unequal currents no R1 || R2 helps, though all would vanish without them."""
    assert verdicts(C, BIASES + "It vanishes if R3 = R1*R2/(R1 + R2).\n")[-1] == "false"
    assert verdicts(C, BIASES + "It vanishes if R3 = R2*Ibn/((1 + R2/R1)*Ibp).\n")[-1] != "false"


def test_the_claim_stands_where_its_formula_does():
    from gainproof.hand.lexicon.symbols import symbol_table
    from gainproof.hand.reader import read_work

    work = read_work(BIASES + SAID[0] + "\n", symbols=symbol_table(C, {}))
    assert work.items[-1].span.line == 4
