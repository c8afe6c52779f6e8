"""Remarks in square brackets behind a formula are words; brackets that group are not."""

import pytest
from hand.outcomes import right, verdicts
from hand.reader.claims import as_text
from hand.written import circuit_of

from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work

LOWPASS = circuit_of("V1 s 0 1", "R1 s o 1k", "C1 o 0 100n")


def read(source, format="text"):
    return as_text(read_work(source, format=format, symbols=symbol_table(LOWPASS, {})).items)


@pytest.mark.parametrize(
    "remark",
    [
        "seen right of R1",
        "1% low",
        "90° lag",
        "?",
        "10x",
        "×10",
        "ok",
        "1k, 100n",
        "cf. (3)",
        "-3 dB, as usual",
    ],
)
def test_a_remark_is_no_factor(remark):
    assert read(f"v_o = V1  [{remark}]") == ["v_o = V1"]
    assert read(f"- n: $v_o = V1$ [{remark}]", "markdown") == ["v_o = V1"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("v_o = V1 [1 + s R1 C1]", "v_o = V1*(1 + s*R1*C1)"),
        ("v_o = [R1 + 1/(s C1)]", "v_o = R1 + 1/(s*C1)"),
        ("v_o = 2 [V1 - [v_o]]", "v_o = 2*(V1 - v_o)"),
        ("v_o = V1 [R1] [not C1]", "v_o = V1*R1"),
    ],
)
def test_a_bracket_that_groups_is_read(text, told):
    assert [x.replace(" ", "") for x in read(text)] == [told.replace(" ", "")]


def test_what_stands_before_a_remark_is_judged():
    text = "at ω = 1/(R1 C1): v_o/V1 = 1/(1 + j) [45° lag]"
    assert right(LOWPASS, text)
    assert "false" in verdicts(LOWPASS, text.replace("1 + j", "1 - j"))


def test_a_condition_in_square_brackets_is_one():
    assert right(LOWPASS, "v_o/V1 = 1/(1 + s R1 C1) -> 1 [s -> 0]")
    assert "false" in verdicts(LOWPASS, "v_o/V1 = 1/(1 + s R1 C1) -> 2 [s -> 0]")
