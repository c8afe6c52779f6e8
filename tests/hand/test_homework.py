"""What students write in their homework, each right, and with an error beside it that must be refused."""

import pytest
from hand.outcomes import right, verdicts
from hand.written import circuit_of

T_NETWORK = circuit_of(
    "Vin in 0 1m", "R1 in n 10k", "R2 n x 100k", "R3 x 0 1k", "R4 x out 100k", "X1 0 n out opamp"
)
BIASED = circuit_of(
    "Vin in 0 50m", "R1 in n 12k", "R2 n out 60k", "R3 p 0 10k", "X1 p n out opamp Ibp=80n Ibn=100n"
)
RESISTIVE = circuit_of("Vin in 0 50m", "R1 in n 12k", "R2 n out 60k", "X1 0 n out opamp Ao=100k Ri=1meg")
DIFFERENCE = circuit_of(
    "V1 a 0 1", "V2 b 0 1", "R1 a n 10k", "R2 n out 100k", "R3 b p 10k", "R4 p 0 100k", "X1 p n out opamp"
)  # fmt: skip
EMITTER = circuit_of(
    "V1 in 0 10m", "Rs in b 1k", "rpi b e 2.5k", "G1 c e b e 40m", "RE e 0 220", "RC c 0 4.7k"
)
FOLLOWER = circuit_of("Vin p 0 50m", "R1 0 n 12k", "R2 n out 60k", "X1 p n out opamp")
SOURCE = circuit_of(
    "V1 in 0 10", "R1 in a 2k", "R2 a 0 4k", "R3 a b 1k", "R4 b 0 1k", "G1 0 b a 0 0.5m"
)  # fmt: skip


@pytest.mark.parametrize(
    "said", ["i- = 0", "i+ = i- = 0", "i_- = 0", "i_{+} = i_{-} = 0", "I_+ = I_- = 0", "i_n = i_p = 0"]
)
def test_no_current_flows_into_the_pins_of_an_ideal_op_amp(said):
    assert right(T_NETWORK, said)
    assert right(RESISTIVE, said)
    assert "false" in verdicts(BIASED, said)
    assert right(BIASED, f"The bias currents are neglected at first: {said}")


def test_elsewhere_i_n_is_a_current_of_the_writers_own():
    assert verdicts(T_NETWORK, "i_n = vin/R1\nvx = -i_n*R2\nvx = -i_n*R1") == ["definition", "true", "false"]


COMMON = "c) not matched, common mode: V1 = V2 = Vc\nvout/Vc = (R1*R4 - R2*R3)/(R1*(R3 + R4))\n"


def test_what_two_sources_have_in_common_is_a_name():
    assert right(DIFFERENCE, COMMON)
    assert "false" in verdicts(DIFFERENCE, COMMON.replace("- R2", "+ R2"))


def test_what_is_not_matched_is_under_no_condition_of_matching():
    text = "b) with R2/R1 = R4/R3\n=> vout = (R2/R1)(V2 - V1)\n" + COMMON
    assert right(DIFFERENCE, text)
    assert "false" in verdicts(DIFFERENCE, text + "vout/Vc = 0\n")


@pytest.mark.parametrize("said", ["because vin = 0 gives ve = 0", "since vin = 0 means ve = 0"])
def test_a_source_that_a_reason_sets_to_zero_is_off(said):
    assert right(EMITTER, f"output resistance at c: just RC = 4.7k, {said}")
    assert "false" in verdicts(
        EMITTER, f"output resistance at c: just RC = 4.7k, {said.replace('vin', 'vb')}"
    )


@pytest.mark.parametrize("said", ["since vp = 0, vn = 0", "vp = 0 => vn = 0", "vp = 0 gives vn = 0"])
def test_an_input_of_the_op_amp_is_no_source_that_a_reason_sets_to_zero(said):
    assert verdicts(FOLLOWER, said)[0] == "false"


def test_what_is_wanted_of_parts_is_no_error_where_the_values_are_such():
    best = "best R3:  (1 + R2/R1)*R3 = R2  =>  R3 = R1*R2/(R1+R2) = R1||R2"
    assert right(BIASED, best)
    assert "false" in verdicts(BIASED, best.replace("*R3 = R2", "*R3 = R1"))
    assert "false" in verdicts(BIASED, best.replace("= R1||R2", "= R1||R3"))
    assert right(SOURCE, "Numbers: g1 R3 = g1 R4 = 0.5".replace("g1", "G1"))
    assert "false" in verdicts(SOURCE, "Numbers: G1 R3 = G1 R2 = 0.5")


@pytest.mark.parametrize(
    "slip", ["1 + R2/R1 = (R1 + R4)/R1", "vb/va = (1 + G1*R3)/(1 + R3/R4) = (1 + G1*R4)/(1 + R3/R4)"]
)
def test_a_step_of_algebra_is_wrong_where_two_parts_happen_to_be_of_one_value(slip):
    circuit = circuit_of(
        "V1 in 0 10", "R1 in a 2k", "R2 a 0 1k", "R3 a b 1k", "R4 b 0 1k", "G1 0 b a 0 0.5m"
    )  # fmt: skip
    assert "false" in verdicts(circuit, slip)


DIODE = circuit_of("I1 0 n 10u", "Rd n 0 1meg", "Rf n out 100k", "X1 0 n out opamp Ao=1k")
INPUT = "vn/I1 = Rd || Rf/(1 + Ao)"
OUTPUT = "vout/I1 = -Ao*Rf*Rd/(Rd*(1 + Ao) + Rf)"


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (f"{INPUT}, goes to 0 for Ao -> inf", ("to 0", "to Rd")),
        (f"{INPUT}, goes to 0 for Ao -> inf", ("1 + Ao", "1 - Ao")),
        (f"{INPUT}, which tends to 0 as Ao -> inf", ("to 0", "to Rf")),
        (f"{OUTPUT} and becomes -Rf for Ao -> inf", ("-Rf for", "Rf for")),
        (f"{OUTPUT}, -> -Rf for Ao -> inf", ("-> -Rf", "-> -Rd")),
    ],
)
def test_what_it_goes_to_is_a_statement_of_its_own(said, error):
    assert right(DIODE, said)
    assert "false" in verdicts(DIODE, said.replace(*error))
    assert verdicts(DIODE, said)[0] == "true"


def test_parallel_beside_a_quotient_is_read_in_both_ways():
    assert right(DIODE, INPUT)
    assert right(DIODE, "vn/I1 = Rd || (Rf/(1 + Ao))")
    assert verdicts(DIODE, "vn/I1 = (Rd || Rf)/(1 + Ao)") == ["false"]
