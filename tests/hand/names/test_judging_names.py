"""Names that a writer makes: new ones, wrong ones, ones explained later, ones with two meanings."""

from hand.written import circuit_of, verdicts

C = circuit_of("V1 1 0 10m", "X1 1 2 3 opamp Ao=200k", "R1 2 0 100", "R2 3 2 99.9k")
RIGHT = [
    "beta = R1/(R1 + R2)",
    "v_3 = Ao*(V1 - v_2)",
    "v_2 = beta*v_3",
    "v_3 = Ao*V1 - Ao*beta*v_3",
    "v_3/V1 = Ao/(1 + Ao*beta)",
    "v_3/V1 = 1/(1/Ao + R1/(R1 + R2))",
]


def said(*lines):
    return [(v, code) for _, v, code in verdicts(C, *lines)]


def test_a_definition_and_its_use():
    assert said(*RIGHT) == [("definition", "")] + [("true", "")] * 5


def test_a_definition_that_no_other_line_agrees_with_is_the_wrong_line():
    first, *rest = said("beta = R2/(R1 + R2)", *RIGHT[1:])
    assert first == ("false", "GP132")
    assert {v for v, _ in rest} <= {"true", "identity"}


def test_a_right_definition_is_not_accused_of_its_misuse():
    misused = ["v_3 = beta*v_2", "v_3 = Ao*V1 - Ao*v_3/beta", "v_3/V1 = Ao/(1 + Ao/beta)"]
    found = said(*RIGHT[:2], *misused, "v_3/V1 = 1/(1/Ao + (R1 + R2)/R1)")
    assert found[0] == ("definition", "")
    assert found[2] == ("false", "GP100")
    assert [v for v, _ in found[3:]] == ["carried"] * 3


def test_a_definition_may_come_after_its_first_use():
    assert said("v_2/R = v_3/R2", "1/R = 1/R1 + 1/R2", "R = R1*R2/(R1 + R2)") == [
        ("true", ""),
        ("definition", ""),
        ("identity", ""),
    ]
    assert said("v_2/R = v_3/R1", "1/R = 1/R1 + 1/R2")[0] == ("false", "GP100")


def test_a_name_without_definition_means_what_most_lines_take_it_for():
    found = said("v_3 = b*v_2", "v_3 = Ao*V1 - Ao*b*v_3", "v_2 = b*v_3", "v_3*(1 + Ao*b) = Ao*V1")
    assert found[0] == ("false", "GP100")
    assert "false" not in [v for v, _ in found[1:]]


def test_another_value_for_a_name_contradicts_its_definition():
    assert said(RIGHT[0], RIGHT[2], "beta = R2/(R1 + R2)")[2] == ("false", "GP132")


def test_a_wrong_result_for_a_name_is_no_other_definition():
    assert said(RIGHT[0], RIGHT[2], "v_2/v_3 = 2*beta")[2] == ("false", "GP100")
    assert said("K = v_2/v_3", "K = R1/(R1 + R2)", "K = R2/(R1 + R2)")[2] == ("false", "GP100")


def test_one_use_alone_does_not_overrule_a_definition():
    assert said("beta = R2/(R1 + R2)", RIGHT[1], "v_2 = beta*v_3") == [
        ("definition", ""),
        ("true", ""),
        ("false", "GP100"),
    ]


def test_words_do_not_give_a_name_anew_that_no_line_uses_so():
    again = said(RIGHT[0], RIGHT[2], "beta = R2/(R1 + R2) (def beta)", "v_3 = v_2/beta")
    assert again[2:] == [("false", "GP132"), ("true", "")]


def test_a_symbol_may_be_explained_by_a_line_that_explains_another():
    assert said("q = V1/j", "v_2 = j*R1") == [("definition", ""), ("definition", "")]


def test_a_name_may_be_given_anew_if_the_lines_after_use_it_so():
    lines = ["R = R1 + R2 (def R)", "v_3 - v_2 = v_3*R2/R", "1/R = 1/R1 + 1/R2 (def R)", "v_2/R = v_3/R2"]
    assert said(*lines) == [("definition", ""), ("true", ""), ("definition", ""), ("true", "")]


def test_a_symbol_that_nothing_explains_is_not_judged():
    assert said("v_2 = q*v_3 + w")[0] == ("outside", "GP152")
    assert said("v_2 = q*v_3")[0] == ("outside", "GP152")
    assert said("v_2 = q*v_3", "q = R1/(R1 + R2)")[0] == ("true", "")


def test_a_rough_value_is_no_definition():
    gain = ["G ~ 1 + R2/R1", "G = v_3/V1 = Ao/(1 + Ao*R1/(R1 + R2))"]
    assert said(*gain) == [("limit", ""), ("definition", ""), ("true", "")]


def both(lines):
    """What is said of a gain G = v_3/V1 in the lines behind it."""
    first, *rest = said("G = v_3/V1", *lines)
    assert first == ("definition", ""), "the gain is what it is called"
    return rest


def test_a_gain_is_not_belied_by_what_it_comes_to_in_a_limit():
    ideal = "G = 1 + R2/R1 (Ao -> oo)"
    assert {v for v, _ in both([ideal, "G = (R1 + R2)/R1 (Ao -> oo)"])} == {"limit", "identity"}
    assert both([ideal, "R2 = R1*(G - 1)"]) == [("limit", ""), ("identity", "")]
    assert both([ideal, "v_3/V1 = Ao*G/(Ao + G)"]) == [("limit", ""), ("true", "")]
    assert both([ideal, "R2 = R1*(G + 1)"])[1] == ("false", "GP100")


def test_a_gain_is_not_belied_by_parts_alone():
    """Lines on parts that agree with each other say nothing of the circuit: the first may be wrong."""
    assert both(["G = 1 + R1/R2 (Ao -> oo)", "R1 = R2*(G - 1)"]) == [("false", "GP100"), ("carried", "GP134")]
    circuit = circuit_of("V1 1 0 1", "R1 1 2 1k", "R2 2 0 1k")
    found = verdicts(circuit, "k = v_2/V1", "k = R1/(R1 + R1) (R2 = R1)", "k = 1/2 (R2 = R1)")
    assert "false" not in [v for _, v, _ in found]
    found = verdicts(circuit, "k = v_2/V1", "k = 1/3 (R2 = R1)", "3*k = 1 (R2 = R1)")
    assert [v for _, v, _ in found][:2] == ["definition", "false"]


def test_a_name_is_what_it_is_in_a_limit_of_parts_for_what_is_concluded_from_it():
    loaded = circuit_of("V1 1 0 1", "R1 1 2 1k", "R2 2 0 1k", "R3 2 0 5k")
    lines = ["k = v_2/V1", "k = R2/(R1 + R2) (R3 -> oo)"]
    assert [v for _, v, _ in verdicts(loaded, *lines, "R1 = R2*(1/k - 1)")][1:] == ["limit", "identity"]
    assert [v for _, v, _ in verdicts(loaded, *lines, "R1 = R2*(1/k + 1)")][1:] == ["limit", "false"]


def test_what_a_name_is_at_an_end_of_the_frequencies_it_is_there_alone():
    low_pass = circuit_of("V1 1 0 1", "R1 1 2 1k", "C1 2 0 1u", "R2 2 0 1k")
    lines = ["H = v_2/V1", "H = R2/(R1 + R2) (s -> 0)", "H = R2/(R1 + R2 + s*C1*R1*R2)"]
    assert [v for _, v, _ in verdicts(low_pass, *lines)] == ["definition", "limit", "true"]
    assert verdicts(low_pass, *lines[:2], "R1 = R2*(1/H - 1)")[2][1] != "identity"


def test_parts_that_are_called_alike_are_not_belied_by_lines_with_one_of_them():
    """R1 = R3 = R, and lines that hold R where the circuit has R1: R3 = R is no wrong definition."""
    bridge = circuit_of("V1 1 0 1", "R1 1 2 1k", "R2 2 0 2k", "R3 1 3 1k", "R4 3 0 2k")
    found = verdicts(bridge, "R1 = R3 = R", "v_2 = V1*R2/(R + R2)", "v_2 = V1 - V1*R/(R + R2)")
    assert [v for _, v, _ in found] == ["limit", "definition", "limit", "limit"]
    found = verdicts(bridge, "R1 = R3 = R", "v_2 = V1*R2/(R + R2)", "v_2 = V1 + V1*R/(R + R2)")
    assert [v for _, v, _ in found] == ["limit", "definition", "limit", "false"]


def test_a_wrong_definition_that_is_right_in_a_limit_is_the_wrong_line():
    for lines in (["v_3 = K*V1", "2*v_3 = 2*K*V1"], ["v_3 = K*V1", "K = Ao/(1 + Ao*R1/(R1 + R2))"]):
        assert said("K = Ao/(2 + Ao*R1/(R1 + R2))", *lines)[0] == ("false", "GP132")
