"""The certificate: what holds at the exact general point is proved, in the circuit or in a limit."""

import pytest

from gainproof.circuit.ask import parse as question
from gainproof.circuit.netlist import read
from gainproof.hand.diagnosis.certain import Certain
from gainproof.hand.truth.oracle import Oracle
from gainproof.notation import parse, parse_equation

INVERTING = "* inverting\nV1 1 0\nR1 1 2\nR2 2 3\nX1 0 2 3 opamp Ao=Ao\n"


@pytest.mark.parametrize(
    ("line", "to", "holds"),
    [
        ("v_3 = -Ao*v_2", {}, True),
        ("v_3 = Ao*v_2", {}, False),
        ("v_3/V1 = -R2/R1", {}, False),
        ("v_3/V1 = -R2/R1", {"Ao": "oo"}, True),
        ("v_3/V1 = -R1/R2", {"Ao": "oo"}, False),
        ("v_2 = 0", {"Ao": "oo"}, True),
        ("v_3 = 0", {"Ao": "oo"}, False),
        ("v_2 = -v_3/Ao", {"Ao": "oo"}, True),
        ("v_2 = v_3/Ao", {"Ao": "oo"}, False),
        ("1/(v_2 - v_2) = V1", {}, False),
        ("v_3 = unheard", {}, None),
    ],
)
def test_what_holds(line: str, to: dict[str, str], holds: bool | None) -> None:
    assert Certain(Oracle(read(INVERTING).circuit)).holds(parse_equation(line), to) is holds


def test_names_are_taken_as_they_are_now() -> None:
    oracle = Oracle(read(INVERTING).circuit)
    certain = Certain(oracle)
    oracle.define("k", parse("R2/R1"))
    assert certain.holds(parse_equation("k*R1 = R2"), {})
    oracle.clear()
    oracle.define("k", parse("R1/R2"))
    assert certain.holds(parse_equation("k*R1 = R2"), {}) is False


def test_a_quantity_of_a_variant_is_known_by_its_own_laws() -> None:
    oracle = Oracle(read(INVERTING).circuit)
    oracle.ask("R_out", question("zout(3)", oracle.circuit))
    oracle.ask("R_in", question("zin(V1)", oracle.circuit))
    certain = Certain(oracle)
    assert certain.holds(parse_equation("R_in = R1 + R2/(1 + Ao)"), {})
    assert certain.holds(parse_equation("R_in = R1 + R2"), {}) is False
    assert certain.holds(parse_equation("R_out = 0"), {})
