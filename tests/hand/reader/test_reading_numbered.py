"""The number of an equation stands in front of it, or in words behind it; bold type changes no formula."""

import pytest

from gainproof.verification import verify

AMPLIFIER = "* t\nV1 p 0 1\nR1 n 0 1k\nR2 n out 9k\nX1 p n out opamp\n"
RIGHT, WRONG = "(1 + R2/R1)", "(1 - R2/R1)"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        (" 5.1   vout = {x} V1", "5.1"),
        ("5.1a  vout = {x} V1", "5.1a"),
        ("2.1.3\tvout = {x} V1", ""),
        (r"$$v_{{out}} = {x} V_1 \qquad\mbox{{Eq. 11.2}}$$", "11.2"),
        (r"$$v_{{out}} - {x} V_1 = 0 \qquad \text{{(3)}}$$", "3"),
        (r"$$v_{{out}} - {x} V_1 = 0 \quad \mbox{{eq.~(4)}}$$", "4"),
        ("Hence **vout = {x} V1**.", ""),
        ("so **vout/V1 = {x}** and vn = V1", ""),
    ],
)
def test_the_formula_is_read_and_its_number(line: str, number: str) -> None:
    right = verify(line.format(x=RIGHT) + "\n", AMPLIFIER)
    assert [j.verdict for j in right.judged][:1] == ["true"]
    assert not number or getattr(right.judged[0].item, "number", "") == number
    assert verify(line.format(x=WRONG) + "\n", AMPLIFIER).first_wrong == 1


@pytest.mark.parametrize("line", ["2.5 * vout = 25 V1", "vout**2 = 100 V1**2", "0.1   vout = V1"])
def test_factors_and_powers_are_none(line: str) -> None:
    assert verify(line + "\n", AMPLIFIER, names={"vout": "V(out)"}).judged[0].verdict in ("true", "limit")


REAL = "* t\nV1 in 0 1\nR1 in n 10k\nR2 n out 100k\nX1 0 n out opamp Ao=20k Ri=1meg\n"
STEPS = (
    "(V1 - v_n)/R1 + (vout - v_n)/R2 - v_n/Ri = 0    (1)\n"
    "vout = -Ao*v_n    (2)\n"
    "{words}\n"
    "v_n*(1/R1 + 1/R2{term}) = V1/R1 + vout/R2    (3)\n"
    "vout*(1 + (1 + R2/R1 + R2/Ri)/Ao) = -(R2/R1)*V1\n"
)


@pytest.mark.parametrize(
    ("words", "term", "first"),
    [
        ("Rearranging (1),", "", 4),
        ("Rearranging (1),", " + 1/Ri", None),
        ("Rearranging (1) for large Ri,", "", None),
        ("For the ideal part,", "", None),
    ],
)
def test_a_term_lost_on_the_way_from_a_cited_line_is_wrong(words: str, term: str, first: int | None) -> None:
    assert verify(STEPS.format(words=words, term=term), REAL).first_wrong == first
