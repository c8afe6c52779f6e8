"""The right line is among the first three as people write it, and what is suggested beside it is true too."""

import pytest

from gainproof.circuit.netlist import read
from gainproof.expression import Quot
from gainproof.hand.diagnosis import diagnose
from gainproof.hand.diagnosis.alike import written
from gainproof.hand.diagnosis.parallels import parallel_spellings
from gainproof.hand.diagnosis.trees import over
from gainproof.hand.truth.oracle import Oracle
from gainproof.hand.work import Claim, Side, Span
from gainproof.notation import equation_text, parse, parse_equation, text

LADDER = "* ladder\nV1 1 0\nR1 1 2\nR2 2 0\nR3 2 3\nR4 3 0\n"
FOLLOWER = "* follower\nV1 1 0\nR1 1 2\nR2 3 0\nX1 2 3 3 opamp Ao=Ao Ri=Ri\n"
EMITTER = "* small signals of a transistor\nV1 1 0\nRb 1 2\nrpi 2 3\nG1 0 3 2 3 gm\nRe 3 0\n"
MIXER = "* two inputs\nVa 1 0\nVb 2 0\nRa 1 3\nRb 2 3\nRf 3 4\nX1 0 3 4 opamp\n"
PLACE = Span(1, 1)


def suggested(netlist: str, wrong: str, right: str, to: dict[str, str] | None = None) -> bool:
    """Is the right line among the first three?  All that is suggested is true, there or in the limit."""
    oracle = Oracle(read(netlist).circuit)
    q = parse_equation(wrong)
    assert not (oracle.limit_holds(q, to) if to else oracle.about(q).holds(q))
    found = diagnose(Claim(Side(q.left, PLACE), Side(q.right, PLACE), "=", wrong, PLACE), oracle, to=to)
    for s in found.suggestions:
        about = oracle.about(s.claim)
        assert about.limit_holds(s.claim, to) if to else about.holds(s.claim), equation_text(s.claim)
    keys = [written(s.claim) for s in found.suggestions]
    assert len(set(keys)) == len(keys)
    return written(parse_equation(right)) in keys[:3]


@pytest.mark.parametrize(
    ("netlist", "wrong", "right"),
    [
        (LADDER, "V1/i_R1 = R1 + R2 + R3 + R4", "V1/i_R1 = R1 + par(R2, R3 + R4)"),
        (LADDER, "V1/i_R1 = R1 + R2*(R3 + R4)", "V1/i_R1 = R1 + par(R2, R3 + R4)"),
        (
            LADDER,
            "V1/i_R1 = R1 + (R2 + R3 + R4)/(R2*(R3 + R4))",
            "V1/i_R1 = R1 + R2*(R3 + R4)/(R2 + R3 + R4)",
        ),
        (EMITTER, "V1/i_Rb = Rb + rpi + Re", "V1/i_Rb = Rb + rpi*(1 + gm*Re) + Re"),
        (EMITTER, "V1/i_Rb = Rb + rpi + Re*gm*rpi", "V1/i_Rb = Rb + rpi + Re*(1 + gm*rpi)"),
        (LADDER, "i_R1 = R1*(V1 - v_2)", "i_R1 = (V1 - v_2)/R1"),
        (LADDER, "v_2 = R2", "v_2 = R2*i_R2"),
    ],
)
def test_the_line_as_people_write_it_is_among_three(netlist: str, wrong: str, right: str) -> None:
    assert suggested(netlist, wrong, right)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("V1/i_R1 = Ao*R2", "V1/i_R1 = Ao*Ri"),
        ("V1/i_R1 = Ao**2*Ri", "V1/i_R1 = Ao*Ri"),
        ("V1/i_R1 = Ao*Ao", "V1/i_R1 = Ao*Ri"),
    ],
)
def test_what_has_no_value_in_a_limit_is_mended_there(wrong: str, right: str) -> None:
    to = {"Ao": "oo", "Ri": "oo"}
    assert suggested(FOLLOWER, wrong, right, to)


def test_a_quotient_with_one_source_on_is_found() -> None:
    assert suggested(MIXER, "1/(Va*v_4) = -Rf/Ra", "v_4/Va = -Rf/Ra")
    assert not suggested(MIXER, "1/(Va*v_4) = -Rf/Ra", "v_4 = -Rf*Va/Ra")


def test_two_errors_of_which_one_is_of_dimensions() -> None:
    right = "(v_2 - V1)/R1 + v_2/R2 + (v_2 - v_3)/R3 = 0"
    assert suggested(LADDER, "(v_2 - V1)/R1 - v_2/R2 + (v_2 - v_3)/V1 = 0", right)


def test_parts_in_parallel_have_three_spellings() -> None:
    for x in ("par(R1, R2)", "R1*R2/(R1 + R2)", "1/(1/R1 + 1/R2)"):
        ways = {x, *map(text, parallel_spellings(parse(x)))}
        assert ways == {"par(R1, R2)", "R1*R2/(R1 + R2)", "1/(1/R1 + 1/R2)"}
    assert not list(parallel_spellings(parse("R1*R2/(R1 + R3)")))
    assert not list(parallel_spellings(parse("R1*R3/(R1 + R2)")))
    assert list(map(text, parallel_spellings(parse("-1/(1/R1 + s*C1)")))) == []
    assert not any(isinstance(x, Quot) for x in parallel_spellings(parse("par(R1, 1/(s*C1))")))


def test_nobody_writes_a_fraction_under_a_fraction() -> None:
    assert text(over(parse("Re"), parse("1/(1 + beta)"))) == "Re*(1 + beta)"
    assert text(over(parse("Re"), parse("R1/(1 + beta)"))) == "Re/(R1/(1 + beta))"
