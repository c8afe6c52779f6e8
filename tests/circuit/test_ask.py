"""Questions: every spelling that is documented, and a clear refusal of everything else."""

import re

import pytest

from gainproof.circuit import ask
from gainproof.circuit.netlist import read
from gainproof.errors import GainproofError

C = read("* t\nVin IN 0\nR1 in Out\nR2 out 0\nI1 0 out\n").circuit


@pytest.mark.parametrize(
    ("spelled", "shown"),
    [
        ("V(out)", "V(Out)"),
        ("v(OUT, in)", "V(Out,IN)"),
        ("I(vin)", "I(Vin)"),
        ("zin(VIN)", "zin(Vin)"),
        ("zout(out)", "zout(Out)"),
        ("z(out, in)", "z(Out,IN)"),
        ("v(out)/vin", "V(Out)/Vin"),
        ("V(out) / I1", "V(Out)/I1"),
    ],
)
def test_spellings_in_any_case(spelled: str, shown: str) -> None:
    q = ask.parse(spelled, C)
    assert str(q) == shown
    assert ask.parse(str(q), C) == q


def test_as_after_tf() -> None:
    assert ask.transfer_words("V(out) Vin", C) == ask.parse("V(out)/Vin", C)


@pytest.mark.parametrize(
    ("spelled", "why"),
    [
        ("V(nowhere)", "no node 'nowhere'; the circuit has IN, Out"),
        ("I(R9)", "no element 'R9'"),
        ("zin(R1)", "not an independent source"),
        ("V(out)/R1", "not an independent source"),
        ("z(out)", "needs two nodes"),
        ("z(out,out)", "a node and itself"),
        ("gain", "cannot read the quantity"),
        ("V()", "cannot read the quantity"),
        ("I(R1,R2)", "takes one element"),
        ("__import__('os')", "cannot read the quantity"),
    ],
)
def test_refusals_name_what_is_wrong(spelled: str, why: str) -> None:
    with pytest.raises(GainproofError, match=re.escape(why)):
        ask.parse(spelled, C)


@pytest.mark.parametrize(
    ("asked", "unit"),
    [
        ("V(b)/V1", "1"),
        ("I(R1)/V1", "S"),
        ("V(b)/I1", "Ω"),
        ("I(R1)/I1", "1"),
        ("V(b)", "V"),
        ("I(R1)", "A"),
        ("zin(V1)", "Ω"),
        ("z(a,b)", "Ω"),
        ("noise(V(b))", ""),
    ],
)
def test_what_is_asked_has_a_unit_whatever_the_parts_have(asked: str, unit: str) -> None:
    c = read("* x\n.param k=2\nV1 a 0 1\nR1 a b {k}\nI1 0 b 1\nR2 b 0 {k*k}\n").circuit
    assert ask.unit_of(ask.parse(asked, c), c) == unit
