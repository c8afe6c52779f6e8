"""Names that a netlist gives and few people write: those that end in an underscore."""

import pytest

import gainproof

CIRCUIT = "* divider\nV1 a 0 1\nR_ a b 1k\nR b 0 2k\n.tf V(b) V1\n"


@pytest.mark.parametrize("line", ["v_b = V1*R/(R_ + R)", "V1/v_b = 1 + R_/R", "v_b*(R+R_)=R*V1"])
def test_a_name_that_ends_in_an_underscore_is_read(line: str) -> None:
    assert [j.verdict for j in gainproof.verify(line, CIRCUIT).judged] == ["true"]


def test_it_is_not_the_name_without_it() -> None:
    assert [j.verdict for j in gainproof.verify("v_b = V1*R_/(R_ + R)", CIRCUIT).judged] == ["false"]


def test_an_underscore_after_a_name_that_has_none_is_told() -> None:
    (j,) = gainproof.verify("v_b = V1*R2_/(R_ + R2)", CIRCUIT.replace("R b", "R2 b")).judged
    assert j.verdict == "unread"
