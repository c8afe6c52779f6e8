"""A Greek letter or a small digit names the same part as its spelling does, in words as in formulas."""

import pytest

from gainproof.hand.lexicon.greek import spelled_out
from gainproof.verification import verify

STAGE = (
    "* t\n.param beta=100\nV1 b 0 10m\nVb b b2 0\nrpi b2 e 2.5k\nF1 c e Vb {beta}\nRE e 0 200\nRC c 0 4k\n"
)


@pytest.mark.parametrize(
    ("name", "plain"), [("β", "beta"), ("r_π", "r_pi"), ("R₁", "R1"), ("Ao", "Ao"), ("Ω", "Omega")]
)
def test_it_is_spelled_out(name, plain):
    assert spelled_out(name) == plain


@pytest.mark.parametrize(
    "words",
    [
        "For large β, {x}",
        "{x} for large β",
        "{x} (β large)",
        "If β is large, {x}",
        "With a large β we get {x}",
    ],
)
def test_a_size_is_heard_of_it(words):
    assert verify([words.format(x="v_c/V1 ≈ -RC/RE")], STAGE).first_wrong is None
    assert verify([words.format(x="v_c/V1 ≈ -RE/RC")], STAGE).first_wrong == 1
    assert verify([words.format(x="v_c/V1 ≈ -RC/RE").replace("β", "α")], STAGE).first_wrong == 1


def test_a_current_flows_through_it():
    assert verify("i_1 is the current through r_π.\nv_e = V1 - i_1 r_π", STAGE).first_wrong is None
    assert verify("i_1 is the current through r_π.\nv_e = V1 - i_1 RE", STAGE).first_wrong == 2
