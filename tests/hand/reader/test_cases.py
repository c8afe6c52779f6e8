r"""Values by cases, ``\begin{cases} 1, & s \to 0 \\ 0, & s \to \infty \end{cases}``: each row by itself."""

import pytest
from hand.written import circuit_of

from gainproof.hand.judging.route import judge_work
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work

LOW = circuit_of("V1 in 0 1", "R1 in out 1k", "C1 out 0 100n")
CASES = "$H = v_{out}/V_1$\n\\[ H %s \\begin{cases} %s \\\\ %s \\end{cases} \\]\n"


def judged(source):
    work = read_work(source, format="latex", symbols=symbol_table(LOW, {}))
    return judge_work(work, LOW, diagnosing=False)[1:]


def verdicts(*parts):
    return [j.verdict for j in judged(CASES % parts)]


@pytest.mark.parametrize(
    ("low", "high"),
    [
        ("1 & \\text{for } s \\to 0", "\\dfrac{%s}{s R_1 C_1} & \\text{for } s \\to \\infty"),
        ("1, & |s| \\ll 1/(R_1 C_1),", "\\dfrac{%s}{s R_1 C_1}, & |s| \\gg 1/(R_1 C_1)."),
        ("1 \\quad \\omega \\to 0", "%s/(s R_1 C_1) \\quad \\omega \\to \\infty"),
        ("1, & \\text{low frequencies}", "\\frac{%s}{s R_1 C_1}, & \\text{high frequencies}"),
        ("1, s \\to 0", "\\frac{%s}{s R_1 C_1}, s \\to \\infty"),
    ],
)
def test_each_row_is_judged_under_its_own_condition(low, high):
    assert verdicts("\\approx", low, high % "1") == ["limit", "limit"]
    assert verdicts("\\approx", low, high % "2") == ["limit", "false"]
    assert verdicts("\\approx", low.replace("1", "2", 1), high % "1")[0] == "false"


def test_rows_that_are_exchanged_are_both_wrong():
    rows = ("1 & s \\to \\infty", "\\frac{1}{s R_1 C_1} & s \\to 0")
    assert verdicts("\\approx", *rows)[0] == "false"


def test_magnitudes_at_frequencies():
    rows = ("1 & \\omega = 0 \\\\ 1/\\sqrt2 & \\omega = 1/(R_1 C_1)", "0 & \\omega \\to \\infty")
    source = (CASES % ("=", *rows)).replace("[ H", "[ |H|")
    assert [j.verdict for j in judged(source)] == ["limit"] * 3
    assert judged(source.replace("sqrt2", "sqrt3"))[1].verdict == "false"


def test_a_row_stands_in_its_own_place():
    source = CASES % ("\\to", "\n 1, & s \\to 0", "\n 2, & s \\to \\infty\n")
    assert [(j.item.span.line, j.item.text) for j in judged(source)] == [(3, "1"), (4, "2")]


def test_what_other_words_say_is_not_known_and_told():
    source = CASES % ("=", "1, & s \\to 0", "2, & \\text{otherwise}")
    work = read_work(source, format="latex", symbols=symbol_table(LOW, {}))
    assert len(work.items) == 2
    assert any("H = 2" in n.message or "2" in n.message for n in work.notices if n.code == "words")


def test_a_chain_before_the_cases_and_a_sentence_behind_them():
    source = (
        "\\[ H = \\frac{v_{out}}{V_1} = \\frac{1}{1 %s s R_1 C_1} \\approx "
        "\\left\\{ \\begin{array}{ll} 1, & s \\to 0 \\\\ "
        "1/(s R_1 C_1), & s \\to \\infty \\end{array} \\right. \\]\n"
        "and $v_{out} = V_1 - R_1 C_1 s v_{out}$.\n"
    )
    work = read_work(source % "+", format="latex", symbols=symbol_table(LOW, {}))
    found = [j.verdict for j in judge_work(work, LOW, diagnosing=False)]
    assert found == ["definition", "true", "limit", "limit", "true"]
    assert judged(source % "-")[0].verdict == "false"
