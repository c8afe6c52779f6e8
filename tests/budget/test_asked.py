"""What users write of values, and what they are told when it cannot be read."""

from fractions import Fraction

import pytest

from gainproof.budget import error_budget
from gainproof.budget.asked import settings, shares, temperature
from gainproof.circuit.netlist import read
from gainproof.errors import GainproofError

CIRCUIT = read(
    "* x\nV1 a 0 1\nX1 a n out opamp Ao=1k vos=1m Ib=1n\nR1 n 0 1k\nR2 n out {Rf}\n.param Rf=10k\n"
).circuit


def test_values_and_ranges() -> None:
    found = settings(["ao=200k", "vos = -1m..2mV", "Ib_doubling=10", "R2=22kΩ"], CIRCUIT)
    assert found.values == {"Ao": 200_000, "Ib_doubling": 10, "Rf": 22_000}
    assert found.ranges == {"vos": (Fraction(-1, 1000), Fraction(2, 1000))}
    assert found.remarks == []


def test_units_of_drifts_and_ranges() -> None:
    found = settings(["vos_drift=2 uV/degC", "Ib_doubling=10 K", "vos=-1 mV..1 mV"], CIRCUIT)
    assert found.values == {"vos_drift": Fraction(2, 10**6), "Ib_doubling": 10}
    assert found.ranges == {"vos": (Fraction(-1, 1000), Fraction(1, 1000))}
    with pytest.raises(GainproofError, match="expected a value in V/K"):
        settings(["vos_drift=2 uV"], CIRCUIT)


def test_what_is_not_plain_is_told() -> None:
    assert settings(["R1=1M", "Ao=80dB..100dB"], CIRCUIT).remarks == [
        "R1: 1M is read as mega, 1·10^6; in a netlist M is milli",
        "Ao: 80dB is read as a ratio of voltages, 10^(80/20) = 10000",
        "Ao: 100dB is read as a ratio of voltages, 10^(100/20) = 100000",
    ]
    text = "* x\nV1 a 0 1\nX1 a n out opamp Ao=1k\nR1 n 0 1k\nR2 n out 9k\n.tf V(out) V1\n"
    assert error_budget(text, set=("R1=1M",), tolerance=("1%",)).remarks[-1].startswith("R1: 1M is read")


def test_all_problems_are_told_in_one_pass() -> None:
    with pytest.raises(GainproofError) as fault:
        settings(["Ao=3 V", "Rx=1", "vos=2m..1m", "R1=1k"], CIRCUIT)
    said = str(fault.value).splitlines()
    assert len(said) == 3
    assert said[0] == "--set Ao=3 V: '3 V' is a voltage in V; expected a pure number such as 200k"


@pytest.mark.parametrize(
    "word", ["Ao", "=3", "Ao=", "Rx=1", "Ao=200kV", "vos=2m..1m", "vos=1m..", "Ib_doubling=1..2"]
)
def test_odd_values_are_refused(word: str) -> None:
    with pytest.raises(GainproofError):
        settings([word], CIRCUIT)


def test_a_value_is_given_once() -> None:
    with pytest.raises(GainproofError, match="twice"):
        settings(["Ao=1k", "Ao=2k"], CIRCUIT)


def test_tolerances() -> None:
    percent = Fraction(1, 100)
    assert shares(["1%"], CIRCUIT, "tolerance") == {"R1": percent, "Rf": percent}
    assert shares(["1 %", "R1=0.1%"], CIRCUIT, "tolerance") == {"R1": percent / 10, "Rf": percent}
    assert shares(["25ppm/K", "r2=0%", "V1=50ppm"], CIRCUIT, "tempco") == {
        "R1": Fraction(25, 10**6),
        "V1": Fraction(50, 10**6),
    }


@pytest.mark.parametrize("word", ["1", "R1=1", "R9=1%", "-1%", "100%", "Ao=1%", "1 percent", ""])
def test_odd_tolerances_are_refused(word: str) -> None:
    with pytest.raises(GainproofError, match="--tolerance"):
        shares([word], CIRCUIT, "tolerance")


def test_a_tolerance_of_no_part_says_so() -> None:
    with pytest.raises(GainproofError, match="there is no part 'R9'; the circuit has V1, ") as fault:
        shares(["R9=1%"], CIRCUIT, "tolerance")
    assert "Ao" not in str(fault.value), "an imperfection has no tolerance"
    with pytest.raises(GainproofError, match="expected a share such as 1% or 25ppm of every resistor"):
        shares(["1"], CIRCUIT, "tolerance")


def test_temperatures() -> None:
    t = temperature("-40..85")
    assert (t.low, t.high, t.change, t.rise) == (-40, 85, 65, 60)
    assert temperature("0°C..20°C").rise == 0
    for same in ("25..85 degC", "25 °C..85 °C", "298.15 K..358.15 K", "298.15..358.15 K"):
        assert (temperature(same).low, temperature(same).high) == (25, 85)


@pytest.mark.parametrize("word", ["85", "85..25", "-300..0", "25..5000", "cold..hot"])
def test_odd_temperatures_are_refused(word: str) -> None:
    with pytest.raises(GainproofError, match="temperatures"):
        temperature(word)


def test_every_resistor_is_no_controlled_source() -> None:
    text = "* x\nV1 a 0 1\nVs a b 0\nR1 b 0 1k\nH1 c 0 Vs 100\nRf c out {Rx}\nR2 out 0 2k\n.param Rx=1k\n"
    c = read(text).circuit
    assert c.parameters["H1"].unit == "Ω"
    one = Fraction(1, 100)
    assert shares(["1%"], c, "tolerance") == {"R1": one, "Rx": one, "R2": one}
    assert shares(["H1=1%"], c, "tempco") == {"H1": one}
