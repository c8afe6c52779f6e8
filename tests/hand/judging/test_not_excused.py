"""What is assumed elsewhere, and the digits of a number, excuse no line that is wrong."""

import pytest

from gainproof.verification import verify

SUBTRACTOR = """* difference amplifier
V1 a 0 1
V2 b 0 1
R1 a n 10k
R2 n out 47k
R3 b p 10k
R4 p 0 47k
X1 p n out opamp
"""
BRIDGE = "* b\nVs s 0 5\nR1 s a 1k\nR2 a 0 1k\nR3 s b 1k\nR4 b 0 1.1k\nRg a b 2k\n"


def verdicts(circuit, *lines):
    return [j.verdict for j in verify(list(lines), circuit, ideal=True).judged]


SUPERPOSED = ("First V2 = 0.", "v_out = -R2/R1*V1", "Now V1 = 0.", "v_out = (1 + R2/R1)*R4/(R3 + R4)*V2")


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        ("v_out = (1 + R2/R1)*R4/(R3 + R4)*V2 - R2/R1*V1", "true"),
        ("v_out = (1 + R2/R1)*R4/(R3 + R4)*V2 + R2/R1*V1", "false"),
        ("v_out = (1 + R2/R1)*R3/(R3 + R4)*V2 - R2/R1*V1", "false"),
        ("v_out = (1 + R2/R1)*R4/(R3 - R4)*V2 - R2/R1*V1", "false"),
    ],
)
def test_the_sum_is_not_saved_by_a_source_that_was_off(whole, expected):
    assert verdicts(SUBTRACTOR, *SUPERPOSED, "Together", whole) == [*["limit"] * 4, expected]


def test_what_was_set_of_parts_goes_on_where_the_sources_are_on_again():
    found = verdicts(SUBTRACTOR, *SUPERPOSED, "With R3 = R1 and R4 = R2 this is", "v_out = R2/R1*(V2 - V1)")
    assert found[-1] == "limit"
    wrong = verdicts(SUBTRACTOR, *SUPERPOSED, "With R3 = R1 and R4 = R2 this is", "v_out = R2/R1*(V2 + V1)")
    assert wrong[-1] == "false"


def test_a_source_that_is_off_may_be_left_out_of_its_term():
    assert verdicts(SUBTRACTOR, "Set V1 = 0.", "V2 + 2*V1 = V2") == ["limit", "limit"]
    assert verdicts(SUBTRACTOR, "Set V1 = 0.", "V2 + 2*V1 = 2*V2") == ["limit", "false"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("v_out = 4.7*V2 - 4.7*V1", "true"),
        ("v_out = 4.7*V2 + 4.7*V1", "false"),
        ("v_out = 4.8*V2 - 4.8*V1", "false"),
    ],
)
def test_a_formula_in_the_sources_holds_for_other_sources_too(line, expected):
    """The example values of the sources are equal, so that the first line and the third come to 0."""
    assert verdicts(SUBTRACTOR, line) == [expected]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("v_a - v_b = Vs*Rg*(R2*R3 - R1*R4)/(Rg*(R1+R2)*(R3+R4) + R1*R2*(R3+R4) + R3*R4*(R1+R2))", "true"),
        ("v_a - v_b = Vs*Rg*(R2*R3 - R1*R4)/(Rg*(R1+R2)*(R3+R4) + R1*R2*(R3+R4) + R3*R4*(R3+R2))", "false"),
    ],
)
def test_a_formula_of_equal_parts_is_no_number_because_a_number_follows(line, expected):
    assert verdicts(BRIDGE, f"{line} = -76.3 mV")[0] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1 + R2/R1 = 1 + 47k/10k = 5.7", ["true", "identity"]),
        ("1 + R2/R1 = 47k/10k = 5.7", ["false", "carried"]),
        ("v_out/V2 = 47k/10k = 4.7", ["true", "identity"]),
        ("v_out/V2 = 48k/10k = 4.7", ["false", "true"]),
        ("1 + 2*10k/1k = 21", ["identity"]),
        ("1 + 3*10k/1k = 21", ["false"]),
        ("2*10k/1k = 21", ["false"]),
        ("R2/10k = 4.7", ["true"]),
        ("R2/9k = 4.7", ["false"]),
    ],
)
def test_a_value_that_is_put_in_is_not_rounded(line, expected):
    assert verdicts(SUBTRACTOR, line) == expected


ALL_PASS = "* a\nV1 in 0 1\nR1 in n 10k\nR2 n out 10k\nR3 in p 10k\nC1 p 0 1n\nX1 p n out opamp\n"
TRANSFER = ("With R2 = R1", "H = v_out/V1 = (1 - s*R3*C1)/(1 + s*R3*C1)")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("For s -> 0, H = 1; for s -> oo, H = -1.", ["limit", "limit"]),
        ("For s -> 0, H = 1; for s -> oo, H = 1.", ["limit", "false"]),
        ("For s -> 0, H = -1; for s -> oo, H = -1.", ["false", "limit"]),
        ("H = 1 for s -> 0; H = -1 for s -> oo.", ["limit", "limit"]),
    ],
)
def test_each_limit_of_a_sentence_is_for_its_own_equation(line, expected):
    assert verdicts(ALL_PASS, *TRANSFER, line)[-2:] == expected


TRANSIMPEDANCE = "* t\nI1 0 n 1u\nRf n out 1meg\nCin n 0 10p\nX1 0 n out opamp Ao=100k\n"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["For Ao -> oo", "v_out = -1 V"], ("limit", "")),
        (["For Ao -> oo", "v_out = 1 V"], ("false", None)),
        (["For Ao -> oo", "v_out = -2 V"], ("false", None)),
    ],
)
def test_a_number_of_one_digit_in_a_limit(lines, expected):
    (found,) = verify(lines, TRANSIMPEDANCE).judged
    assert found.verdict == expected[0]
    assert expected[1] is None or found.code == expected[1]


PARTIAL = ("First V2 = 0.", "v_o1 = -R2/R1*V1", "Now V1 = 0.", "v_o2 = (1 + R2/R1)*R4/(R3 + R4)*V2")


@pytest.mark.parametrize(
    ("slip", "expected"),
    [
        (("", ""), ["definition", "definition", "true"]),
        (("R4/", "R3/"), ["definition", "false", "true"]),
        (("1 + R2", "1 - R2"), ["definition", "false", "true"]),
    ],
)
def test_a_wrong_partial_result_shows_in_the_sum(slip, expected):
    lines = [*PARTIAL[:3], PARTIAL[3].replace(*slip), "Together", "v_out = v_o1 + v_o2"]
    found = verdicts(SUBTRACTOR, *lines)
    assert [v for v in found if v != "limit"] == expected


FOLLOWERS = "* d\nV1 a 0 1\nR1 a b 1k\nR2 b 0 2k\nR3 b c 3k\nR4 c 0 4k\n"


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("V1/i = R1 - R2*(R3 + R4)/(R2 + R3 + R4)", "carried"),
        ("V1/i = R1 - R2*(R3 + R4)/(R2 + R3 - R4)", "false"),
    ],
)
def test_what_follows_by_division_from_a_line_that_was_carried_is_carried(last, expected):
    lines = ["i = i_R1", "v_b = -i*R2*(R3 + R4)/(R2 + R3 + R4)", "V1 = i*R1 - i*R2*(R3 + R4)/(R2 + R3 + R4)"]
    assert verdicts(FOLLOWERS, *lines, last) == ["definition", "false", "carried", expected]
