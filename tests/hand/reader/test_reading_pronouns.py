"""“It vanishes if R1 R4 = R2 R3” is a claim on the formula before it, and judged as one."""

import pytest

from gainproof.hand.work import Claim
from gainproof.verification import verify

CIRCUIT = """* a bridge
V1 t 0 10
R1 t a 1k
R2 a 0 2k
R3 t b 3k
R4 b 0 4k
.tf V(a,b) V1
.end
"""
TEXT = "v_ab = v_a - v_b = V1*(R2/(R1+R2) - R4/(R3+R4))"
LATEX = r"$$v_{ab} = v_a - v_b = V_1\left(\frac{R_2}{R_1+R_2} - \frac{R_4}{R_3+R_4}\right)$$"


def said(words):
    """The verdict on what the words say, None if they say nothing; and the codes of remarks."""
    source = f"{LATEX}\n\n{words}\n" if "$" in words else f"{TEXT}. {words}\n"
    found = verify(source, CIRCUIT, format="markdown" if "$" in words else "text")
    assert [j.verdict for j in found.judged[:2]] == ["definition", "true"]
    last = [j.verdict for j in found.judged[2:] if isinstance(j.item, Claim)]
    return (last[0] if last else None), {n.code for n in found.notices}


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("It vanishes if $R_1 R_4 = R_2 R_3$.", "limit"),
        ("It vanishes if $R_1 R_3 = R_2 R_4$.", "false"),
        ("which vanishes only for $R_4/R_3 = R_2/R_1$, the balance.", "limit"),
        ("It is zero for $R_1 = R_3$ and $R_2 = R_4$.", "limit"),
        ("It is zero for $R_1 = R_2$ and $R_3 = R_2$.", "false"),
        ("$v_{ab}$ is zero when $R_1 = R_3$.", "false"),
        ("The offset vanishes if $R_1 R_3 = R_2 R_4$.", "false"),
        ("It vanishes for R1*R4 = R2*R3.", "limit"),
        ("It vanishes for R1*R3 = R2*R4.", "false"),
        ("It becomes zero if R1 = R3, R2 = R4.", "limit"),
        ("It vanishes for V1 = 0.", "limit"),
        ("$v_{ab}$ between $a$ and $b$ vanishes if $R_1 R_4 = R_2 R_3$.", "limit"),
        ("$v_{ab}$ between $a$ and $b$ vanishes if $R_1 R_3 = R_2 R_4$.", "false"),
    ],
)
def test_what_vanishes_where_is_judged(words, verdict):
    assert said(words)[0] == verdict


@pytest.mark.parametrize(
    "words",
    [
        "It is balanced if $R_1 R_3 = R_2 R_4$.",
        "It vanishes nearly, and if $R_1 R_3 = R_2 R_4$.",
    ],
)
def test_other_words_claim_nothing_and_their_condition_is_told(words):
    verdict, codes = said(words)
    assert verdict is None
    assert "not judged" in codes


def test_what_is_infinite_is_told():
    found = verify(f"{LATEX}\n\nIt becomes infinite if $R_1 = R_2$.\n", CIRCUIT, format="markdown")
    assert [(j.verdict, j.code) for j in found.judged[2:]] == [("outside", "GP153")]


def test_a_citation_behind_with_defines_nothing():
    source = "i_1 = (V1 - v_a)/R1 is the current. With (1)\ni_1 = (V1 + v_a)/R1\n"
    assert [j.verdict for j in verify(source, CIRCUIT, format="text").judged] == ["definition", "false"]
    assert verify(source, CIRCUIT, format="text").judged[1].code != "GP132"
