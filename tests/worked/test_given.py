"""Values that are given to a circuit: every spelling, by any name, and every problem in one pass."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from gainproof.circuit.netlist import read
from gainproof.errors import GainproofError
from gainproof.worked.given import assignments, values_given, with_values

CIRCUIT = read(
    "* x\nV1 a 0 1\nX1 a n out opamp Ao=1k vos=1m Ib=1n\nR1 n 0 1k\nR2 n out {2*Rf}\nC1 n 0 1n\n"
    ".param Rf=10k\n"
).circuit


def test_names_are_those_of_symbols_and_elements_in_any_case() -> None:
    assert dict(values_given({"ao": "100k", "r1": "4k7", "C1": "10nF"}, CIRCUIT).values) == {
        "Ao": 100_000,
        "R1": 4700,
        "C1": Fraction(1, 10**8),
    }


def quantity(number: Any, unit: str) -> Any:
    import pint

    return pint.UnitRegistry().Quantity(number, unit)


def test_every_sort_of_number() -> None:
    for value in ("1.5", 1.5, Fraction(3, 2), Decimal("1.5"), quantity(1.5, "ohm"), quantity(0.0015, "kohm")):
        assert values_given({"R1": value}, CIRCUIT).values == {"R1": Fraction(3, 2)}
    assert values_given({"R1": 0.1, "Ao": 3}, CIRCUIT).values == {"R1": Fraction(1, 10), "Ao": 3}
    assert values_given({"vos": quantity(25, "uV")}, CIRCUIT).values == {"vos": Fraction(25, 10**6)}


@pytest.mark.parametrize(
    "odd",
    [
        Decimal("1e999999999"),
        Decimal("1e-999999999"),
        Decimal("sNaN"),
        quantity(float("nan"), "ohm"),
        quantity(Decimal("1e999999999"), "ohm"),
        quantity([1, 2], "ohm"),
    ],
    ids=str,
)
def test_a_number_that_no_part_has_is_refused_at_once(odd: Any) -> None:
    with pytest.raises(GainproofError, match=r"R1: .* is not a value; expected"):
        values_given({"R1": odd}, CIRCUIT)


def test_numpy_numbers() -> None:
    numpy = pytest.importorskip("numpy")
    given = {"R1": numpy.int64(7), "Ao": numpy.float64(0.5)}
    assert values_given(given, CIRCUIT).values == {"R1": 7, "Ao": Fraction(1, 2)}


def test_what_is_not_plain_is_told() -> None:
    found = values_given({"Ao": "60 dB", "R1": "1k"}, CIRCUIT)
    assert found.values["Ao"] == 1000
    assert found.remarks == ("Ao: 60 dB is read as a ratio of voltages, 10^(60/20) = 1000",)


def test_every_problem_is_told_in_one_pass() -> None:
    odd = {
        "R9": "1k",
        "R1": "3 V",
        "Ao": "5 kΩ",
        "vos": "lots",
        "Ib": float("nan"),
        "C1": [1],
        "Rf": True,
        "V1": quantity(3, "ohm"),
        "R2": "1k",
    }
    with pytest.raises(GainproofError) as fault:
        values_given(odd, CIRCUIT)
    said = str(fault.value).splitlines()
    assert said == [
        "there is no symbol 'R9' to give a value; there are V1, Ib, vos, Ao, R1, Rf, C1",
        "R1: '3 V' is a voltage in V; expected a value in Ω, such as 10 kΩ",
        "Ao: '5 kΩ' is a resistance in Ω; expected a pure number such as 200k",
        "vos: 'lots' is not a value; expected a value in V, such as 25 uV",
        "Ib: nan is not a value; expected a finite number",
        "C1: [1] is not a value; expected a number, a text such as 10k, or a quantity of pint",
        "Rf: True is not a value; expected a number, a text such as 10k, or a quantity of pint",
        "V1: '3 ohm' is a value in Ω; expected a value in V, such as 25 uV",
        "there is no symbol 'R2' to give a value; there are V1, Ib, vos, Ao, R1, Rf, C1",
    ]


def test_a_symbol_is_given_once() -> None:
    with pytest.raises(GainproofError, match="R1 is given twice"):
        values_given({"R1": "1k", "r1": "2k"}, CIRCUIT)


def test_decibels_of_pint_are_powers_and_are_refused() -> None:
    with pytest.raises(GainproofError, match="decibel"):
        values_given({"Ao": quantity(106, "dB")}, CIRCUIT)


def test_words() -> None:
    assert assignments(["Ao=200k", " R1 = 1/3 kΩ "], "--set", "Ao=1") == {"Ao": "200k", "R1": "1/3 kΩ"}
    with pytest.raises(GainproofError) as fault:
        assignments(["Ao", "=3", "R1=", "R1=1", "r1=2"], "--set", "Ao=200k")
    said = str(fault.value).splitlines()
    assert len(said) == 4
    assert said[0] == "--set 'Ao': expected NAME=VALUE, such as Ao=200k"
    assert said[3] == "--set 'r1=2': r1 is given twice"


def test_a_circuit_with_values() -> None:
    c = with_values(CIRCUIT, {"R1": Fraction(7)})
    assert c.parameters["R1"].value == 7
    assert CIRCUIT.parameters["R1"].value == 1000
    assert c.parameters["Ao"] == CIRCUIT.parameters["Ao"]
