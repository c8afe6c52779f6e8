"""A name that only looks like another is that one, but where the text says what it is and writes both."""

from gainproof.verification import verify

STAGE = "* t\nV1 a 0 1\nR1 a x 1k\nRD x 0 2k\n"


def test_a_conductance_of_a_letter_is_not_that_of_a_digit():
    told = "G_1 = 1/R1, G_i = 1/RD\n(V1 - v_x)*G_1 = v_x*{}\n"
    assert verify(told.format("G_i"), STAGE).first_wrong is None
    assert verify(told.format("G_1"), STAGE).first_wrong == 2


def test_cases_tell_two_resistances_apart():
    told = "$v_x = V_1 R_D/(R_1 + R_D)$\n\nwith $R_d = R_1 + R_D$: $v_x = V_1 {}/R_d$\n"
    assert verify(told.format("R_D"), STAGE).first_wrong is None
    assert verify(told.format("R_1"), STAGE).first_wrong == 3


def test_what_is_not_said_to_be_anything_is_a_slip_of_the_eye():
    found = verify("v_x = V1*RD/(R1 + RD)\nv_x*(Rl + RD) = V1*RD\n", STAGE)
    assert found.first_wrong is None
    assert any(n.code == "look-alike" for n in found.notices)
