"""Numbers from outside for op-amps: for what the netlist names, or all that is known if it names nothing."""

from fractions import Fraction

import pytest
from circuits import random_netlist

from gainproof.circuit.netlist import read
from gainproof.circuit.netlist.filling import Filling
from gainproof.errors import InputError

VALUES = {
    "Ao": Fraction(10**6),
    "Ri": Fraction(2 * 10**6),
    "vos": Fraction(1, 1000),
    "Ib": Fraction(1, 10**8),
    "Ios": Fraction(2, 10**9),
    "Ibp": Fraction(11, 10**9),
    "Ibn": Fraction(9, 10**9),
}
PART = Filling("P", VALUES, ("Ao", "Ri", "vos"), "figures")
OTHER = Filling("Q", {"Ao": Fraction(5)}, ("Ao",))


def netlist(*op_amps: str) -> str:
    """Followers one after another, each op-amp's line ending as given."""
    lines = ["* t", "V1 n0 0 1"]
    for k, words in enumerate(op_amps, 1):
        lines += [f"X{k} n{k - 1} n{k} n{k} {words}", f"R{k} n{k} 0 1k"]
    return "\n".join([*lines, f".tf V(n{len(op_amps)}) V1"]) + "\n"


def values(text: str, **parts: Filling) -> dict[str, Fraction | None]:
    found = read(text, parts={("" if n == "every" else n): f for n, f in parts.items()})
    return {n: p.value for n, p in found.circuit.parameters.items() if n[0] not in "RV" or n.startswith("Ri")}


def test_a_parameter_that_the_line_names_gets_its_value() -> None:
    assert values(netlist("opamp Ao=200k Ri={Ri}"), every=PART) == {"Ri": 2 * 10**6, "Ao": 10**6}


def test_and_no_other_imperfection_appears() -> None:
    plain = read(netlist("opamp Ao=200k"))
    filled = read(netlist("opamp Ao=200k"), parts={"": PART})
    assert [e.value for e in plain.circuit.elements] == [e.value for e in filled.circuit.elements]
    assert plain.parts == {}
    assert filled.parts == {"x1": "P"}


def test_an_op_amp_that_names_none_gets_what_is_known() -> None:
    found = read(netlist("opamp"), parts={"": PART})
    assert {n for n, p in found.circuit.parameters.items() if p.ideal} == {"Ao", "Ri", "vos"}
    assert "X1 has the figures of P for Ao, Ri and vos" in str(found.remarks)


def test_what_is_called_ideal_stays_ideal() -> None:
    assert values(netlist("opamp Ao=oo Ri=1meg"), every=PART) == {"Ri": 2 * 10**6}
    assert values(netlist("opamp vos=0 Ri=1meg"), every=PART) == {"Ri": 2 * 10**6}


def test_what_is_worked_out_keeps_its_numbers() -> None:
    found = read(netlist("opamp Ao={2*G0} Ri=1meg"), parts={"": PART})
    assert found.circuit.parameters["G0"].value is None
    assert "keeps its own numbers: Ao" in str(found.remarks)


def test_what_the_part_does_not_know_keeps_its_value() -> None:
    found = read(netlist("opamp Ro=75 Ao=1k"), parts={"": PART})
    assert found.circuit.parameters["Ro"].value == 75
    assert "of Ro its data file says nothing" in str(found.remarks)


def test_the_currents_of_each_input() -> None:
    assert values(netlist("opamp Ibp=1n Ibn=1n"), every=PART) == {"Ibp": VALUES["Ibp"], "Ibn": VALUES["Ibn"]}


def test_each_op_amp_its_part_and_the_rest_another() -> None:
    text = netlist("opamp Ao=1k", "opamp Ao=1k", "opamp Ao=1k")
    found = values(text, x2=OTHER, every=PART)
    assert found == {"Ao_X1": 10**6, "Ao_X2": 5, "Ao_X3": 10**6}
    assert values(text, X2=OTHER) == {"Ao_X1": 1000, "Ao_X2": 5, "Ao_X3": 1000}


def test_a_symbol_that_op_amps_share_is_of_one_part() -> None:
    text = netlist("opamp Ao={A}", "opamp Ao={A}")
    assert values(text, every=PART) == {"A": 10**6}
    with pytest.raises(InputError, match="X1 and X2 share A, but are the parts P, Q"):
        read(text, parts={"X1": PART, "X2": OTHER})


def test_numbers_stay_numbers() -> None:
    found = read(netlist("opamp Ao=200k"), numeric=True, parts={"": PART})
    assert str(Fraction(10**6)) in str([e.value for e in found.circuit.elements])


def test_an_op_amp_inside_a_subcircuit() -> None:
    text = (
        "* t\nV1 a 0 1\n.subckt buffer i o\nX1 i o o opamp Ao=1k\n.ends\nX7 a b buffer\nR1 b 0 1k\n"
        ".tf V(b) V1\n"
    )
    assert read(text, parts={"X7.X1": PART}).parts == {"x7.x1": "P"}


def test_a_library_of_ones_own_by_the_meaning_of_its_parameters() -> None:
    text = (
        "* t\nV1 a 0 1\nX1 a b b amp gain=1e5 rout=100\nR1 b 0 1k\n.tf V(b) V1\n"
        ".subckt amp plus minus y gain=1e6 rout=100\n*: role opamp plus minus y\n"
        '*: gain "open-loop gain" unit 1 ideal oo\n*: rout "output resistance" unit Ω ideal 0\n'
        "E q 0 plus minus {gain}\nR q y {rout}\n.ends\n"
    )
    found = read(text, parts={"": PART})
    assert found.circuit.parameters["gain"].value == 10**6
    assert found.circuit.parameters["rout"].value == 100


def test_a_controlled_source_that_is_an_op_amp() -> None:
    text = "* t\nV1 a 0 1\nE1 q 0 a b Ao\nRi a b\nRo q b\nRl b 0 1k\n.tf V(b) V1\n"
    found = read(text, parts={"E1": PART})
    assert {n: p.value for n, p in found.circuit.parameters.items()} == {
        "V1": 1,
        "Ao": 10**6,
        "Ri": 2 * 10**6,
        "Ro": None,
        "Rl": 1000,
    }
    assert "E1 has the figures of P for Ao and Ri; of Ro its data file says nothing" in str(found.remarks)


def test_a_name_that_is_no_op_amp() -> None:
    with pytest.raises(InputError, match=r"there is no op-amp X9 to be the part P; .*there is X1"):
        read(netlist("opamp"), parts={"X9": PART})
    with pytest.raises(InputError, match="there is no op-amp to be the part P"):
        read("* t\nV1 a 0 1\nR1 a 0 1\n.tf I(V1) V1\n", parts={"": PART})
    with pytest.raises(InputError, match="no op-amp to be the part P"):
        read(netlist("opamp"), parts={"X1": OTHER, "": PART})


def test_in_random_circuits_only_numbers_change() -> None:
    """Where every op-amp names a parameter, elements and symbols stay, and the numbers of other parts."""
    seen = changed = 0
    for seed in range(400):
        text = random_netlist(seed)
        op_amps = [line for line in text.splitlines() if line.startswith("X")]
        if not op_amps or any(line.endswith("opamp ") for line in op_amps):
            continue
        try:
            plain = read(text).circuit
        except InputError:
            continue
        filled = read(text, parts={"": PART}).circuit
        seen += 1
        assert filled.elements == plain.elements
        assert list(filled.parameters) == list(plain.parameters)
        for name, p in plain.parameters.items():
            if filled.parameters[name] != p:
                changed += 1
                assert p.ideal
                assert filled.parameters[name].value in VALUES.values()
    assert seen > 30
    assert changed > 30
