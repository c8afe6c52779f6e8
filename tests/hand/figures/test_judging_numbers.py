"""Numbers are judged to the digits printed, with the values of the netlist or those given."""

from fractions import Fraction

import pytest
from hand.written import circuit_of, verdicts, written

from gainproof.hand.judging.route import judge_work
from gainproof.notation import text

NOTE = circuit_of(
    "V1 1 0 10m", "X1 1 2 3 opamp Ao=200k Ri=50k Ro=100", "R1 2 0 100", "R2 3 2 99.9k", "Rl 3 0 2k"
)
DIVIDER = circuit_of("V1 1 0", "R1 1 2 4.7k", "R2 2 0")


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("v_3/V1 = 994.76", ("true", "")),
        ("v_3/V1 = 994.8", ("true", "")),
        ("v_3/V1 = 995", ("true", "")),
        ("v_3/V1 = 994.77", ("false", "GP114")),
        ("v_3/V1 = 99.476", ("false", "GP114")),
        ("v_3/V1 = -994.76", ("false", "GP114")),
        ("v_3/V1 ~ 1000", ("true", "")),
        ("v_3/V1 ~ 900", ("false", "GP114")),
        ("v_3/V1 ~ 995", ("true", "")),
        ("v_3/V1 ~ 1001", ("false", "GP114")),
        ("v_3/V1 ~ 994.21", ("false", "GP114")),
        ("v_3/V1 = 1000", ("limit", "GP140")),
        ("v_3 = 9.9476", ("true", "")),
        ("1 + R2/R1 = 1000", ("true", "")),
        ("1 + R2/R1 = 999", ("false", "GP114")),
        ("1 - v_3/V1*R1/(R1 + R2) = 0.0052", ("true", "")),
        ("1 - v_3/V1*R1/(R1 + R2) = 0.0053", ("false", "GP114")),
        ("R1 = 100", ("true", "")),
        ("R1 = 101", ("false", "GP136")),
        ("v_3/V1 ~ R2/R1", ("limit", "")),
        ("v_3/V1 ~ 2*R2/R1", ("false", "GP100")),
    ],
)
def test_one_number_of_the_note(line, verdict):
    assert verdicts(NOTE, line)[-1][1:] == verdict


def test_a_wrong_number_comes_with_the_right_one_to_as_many_digits():
    (judged,) = judge_work(written("v_3/V1 = 994.67"), NOTE)
    assert judged.diagnosis is not None
    assert judged.diagnosis.kind == "arithmetic"
    assert [text(s.claim.right) for s in judged.diagnosis.suggestions] == ["24869/25"]  # 994.76


def test_without_a_value_a_number_is_not_judged():
    assert verdicts(DIVIDER, "v_2/V1 = 0.68") == [(1, "outside", "GP154")]
    given = {"R2": Fraction(10_000)}
    assert verdicts(DIVIDER, "v_2/V1 = 0.68", values=given) == [(1, "true", "")]
    assert verdicts(DIVIDER, "v_2/V1 = 0.67", values=given) == [(1, "false", "GP114")]


@pytest.mark.parametrize("line", ["12*i_R1 = i_R2", "7*v_2 = V1*R2/(R1 + R2)", "v_2 = 12*V1*R2/(R1 + R2)"])
def test_a_wrong_factor_is_wrong_whatever_the_values_are(line):
    assert verdicts(DIVIDER, line)[0][1] == "false"
    assert verdicts(DIVIDER, "v_2 = 12*V1") == [(1, "outside", "GP154")]


def test_a_line_may_give_the_value_of_a_part_and_the_example_of_a_source():
    lines = ["R2 = 10000", "V1 = 2", "v_2 = 1.361", "v_2 = 1.371"]
    assert verdicts(DIVIDER, *lines) == [
        (1, "definition", "GP144"),
        (2, "definition", "GP144"),
        (3, "true", ""),
        (4, "false", "GP114"),
    ]


def test_a_number_that_follows_from_a_wrong_formula_is_carried():
    lines = ["v_2/V1 = R1/(R1 + R2)", "v_2/V1 = 0.32", "v_2/V1 = 0.33"]
    said = verdicts(DIVIDER, *lines, values={"R2": Fraction(10_000)})
    assert [v for _, v, _ in said] == ["false", "carried", "false"]


def test_a_value_is_meant_by_the_numbers_that_follow_from_it_alone():
    given = {"R2": Fraction(10_000)}
    said = verdicts(DIVIDER, "R1 = 47000", "v_2/V1 = 0.1754", "v_2/V1 = 0.1764", values=given)
    assert said == [(1, "definition", "GP136"), (2, "true", ""), (3, "false", "GP114")]
    said = verdicts(DIVIDER, "R1 = 47000", "v_2/V1 = 0.6803", values=given)
    assert said == [(1, "false", "GP136"), (2, "true", "")]
    said = verdicts(DIVIDER, "R1 = 47000", "i_R1/i_R2 = 1", values=given)
    assert said == [(1, "false", "GP136"), (2, "true", "")]


def test_a_name_may_be_a_number():
    assert verdicts(NOTE, "g = 994.76", "v_3 = g*V1")[1] == (2, "true", "")
    assert verdicts(NOTE, "g = 997.76", "v_3 = g*V1")[1][1] == "false"


def test_a_number_beside_an_imperfection_is_not_let_pass_in_its_limit():
    gain = "v_3/V1 = (1 + R2/R1)/(1 + (1 + R2/R1)/Ao*(1 + Ro/Rl)) + {}*Ro/(Ao*Ri)"
    assert {verdicts(NOTE, gain.format(k))[0][1] for k in (2, 7, 40)} == {"false"}


def test_a_number_among_symbols_is_taken_by_its_value():
    assert verdicts(DIVIDER, "v_2 = V1*R2/(4700 + R2)", values={"R2": Fraction(1)})[0][1] == "true"
    assert verdicts(DIVIDER, "v_2 = V1*R2/(5700 + R2)", values={"R2": Fraction(1)})[0][1] == "false"


def test_a_writers_name_of_a_voltage_beside_a_number_is_taken_by_its_value():
    given = {"R2": Fraction(10_000), "V1": Fraction(1)}
    for named in ("v_x = v_2", "v_x = v_1 - (v_1 - v_2)"):
        assert verdicts(DIVIDER, named, "v_1 = 1.47*v_x", values=given)[1] == (2, "true", "")
        assert verdicts(DIVIDER, named, "v_1 = 1.57*v_x", values=given)[1][1] == "false"
