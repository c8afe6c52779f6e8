"""A term that is lost between a line and the next is lost, though it is one of an imperfection."""

import pytest

from gainproof.verification import verify

AMPLIFIER = "* t\nV1 in 0 0.1\nR1 in n 10k\nR2 n out 100k\nRi n 0 50k\nE1 out 0 0 n {Ao}\n.param Ao=10k\n"
TEXT = """The currents are (V1 - v_n)/R1 = v_n/Ri + (v_n - v_out)/R2.
{words}
  V1/R1 + v_out/R2 = v_n*(1/R1 + 1/R2{more})
"""


@pytest.mark.parametrize(
    ("words", "more", "first"),
    [
        ("Sorted by voltages:", " + 1/Ri", None),
        ("Sorted by voltages:", "", 3),
        ("With a large Ri:", "", None),
        ("An ideal input takes no current:", "", None),
    ],
)
def test_a_term_of_an_imperfection_is_lost_where_no_word_drops_it(words, more, first):
    assert verify(TEXT.format(words=words, more=more), AMPLIFIER).first_wrong == first


STAGE = "* t\n.param gm=20m\nV1 b 0 1m\nrpi b e 5k\nG1 0 e b e {gm}\nRE e 0 100\n"


def test_a_current_gain_is_what_it_is_in_every_book():
    """beta = gm rpi is right, and the lines that take it for 1 + gm rpi are wrong."""
    text = "beta = gm*rpi\ni_b = (V1 - v_e)/rpi\nv_e = RE*{}*i_b\ni_b = V1/(rpi + {}*RE)\n"
    assert verify(text.format("(1 + beta)", "(1 + beta)"), STAGE).first_wrong is None
    assert verify(text.format("beta", "beta"), STAGE).first_wrong == 3


FOLLOWER = "* t\n.param gm=40m\nVs in 0 10m\nRs in b 2k\nrpi b e 2.5k\nG1 0 e b e {gm}\nRE e 0 1k\n"


@pytest.mark.parametrize(("resistance", "first"), [("(rpi + Rs)", None), ("rpi", 3)])
def test_who_names_a_part_does_not_neglect_it_without_a_word(resistance, first):
    text = "(Vs - v_e)/(Rs + rpi)*(1 + gm*rpi) = v_e/RE\nOutput resistance:\nR_out = RE || {}/(1 + gm*rpi)\n"
    assert verify(text.format(resistance), FOLLOWER).first_wrong == first


def test_who_writes_a_source_has_not_turned_it_off():
    """“The signal alone (vos = 0):” in front of the next formula excuses no wrong one before it."""
    amplifier = "* t\nV1 in 0 1\nR1 in n 1k\nR2 n out 10k\nX1 0 n out opamp vos=1m\n"
    offset = r"$$v_{out} = -\frac{R_2}{R_1} V_1 - \left(1 + \frac{R_2}{R_1}\right) v_{os}$$"
    signal = r"$$v_{out} = -\frac{R_2}{R_1} V_1$$"
    text = f"{offset}\nThe signal alone ($v_{{os}} = 0$):\n{signal}\n"
    assert verify(text, amplifier).first_wrong is None
    assert verify(text.replace("V_1 - ", "V_1 + "), amplifier).first_wrong == 1
    assert verify(f"{offset}\nNow without offset:\n{signal}\n", amplifier).first_wrong is None
