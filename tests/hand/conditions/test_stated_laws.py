"""A law of the circuit that stands as a condition is judged as a line is; what a writer may choose is not."""

import pytest

from gainproof.verification import verify

TRANSIMPEDANCE = "* t\nI1 n 0 1u\nRf n out 1meg\nX1 0 n out opamp Ao=100k\n"
NODE = "I_1 + (v_n - v_out)/R_f = 0"


def judged(condition):
    return verify(
        f"{condition} the node equation reads\n\n$$ {NODE} $$\n", TRANSIMPEDANCE, format="markdown"
    ).judged


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("With $v_{out} = +A_o v_n$", "GP101"),
        ("With $v_{out} = A_o v_n$", "GP101"),
        ("As $v_n = -A_o v_{out}$,", ""),
        ("With $v_{out} - v_n = +R_f I_1 + 2 v_n$", ""),
    ],
)
def test_one_that_the_circuit_contradicts_is_false(condition, code):
    first, node = judged(condition)
    assert (first.verdict, node.verdict) == ("false", "true")
    assert first.item.span.line == 1
    assert code in ("", first.code)


@pytest.mark.parametrize(
    "condition",
    [
        "With $v_{out} = -A_o v_n$",
        "As $v_n = -v_{out}/A_o$,",
        "For $v_{out} = 2$",
        "With $v_n = 0$",
        "With $R_f = 2$",
        "For $A_o \\to \\infty$",
    ],
)
def test_one_that_is_true_or_chosen_is_no_line(condition):
    assert [j.verdict for j in judged(condition) if j.item.span.line > 1] == ["true"]
    assert not any(j.verdict == "false" for j in judged(condition))


def test_the_correction_is_the_law():
    assert "V_{out} = -A_o V_n" in str(verify(f"With $V_{{out}} = +A_o V_n$\n\n$${NODE}$$", TRANSIMPEDANCE))


def test_it_is_told_once():
    text = f"With $v_{{out}} = A_o v_n$\n\n$${NODE}$$\n\n$$2 I_1 + 2 (v_n - v_out)/R_f = 0$$"
    found = verify(text, TRANSIMPEDANCE, format="markdown").judged
    assert [j.verdict for j in found] == ["false", "true", "true"]
