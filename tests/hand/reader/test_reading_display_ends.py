"""A display closes its sentence with a full stop of its own; two conditions may stand before the next one."""

import pytest

from gainproof.verification import verify

SOURCE = (
    "* t\nV1 in 0 1\nR1 in n 1k\nR2 n out 10k\nC1 n out 1n\nIbp p 0 1n\nIbn n 0 1n\nR3 p 0 900\n"
    "X1 p n out opamp\n"
)
SIGNAL = r"With $I_{bp} = I_{bn} = 0$ it is $$ \frac{v_{out}}{V_1} = -\frac{R_2/R_1}{1 + sR_2C_1}"
ERROR = r"$$ v_{out} = R_2 I_{bn} - \left(1 + \frac{R_2}{R_1}\right)R_3 I_{bp}. $$"
WRONG = ERROR.replace("{R_2}{R_1}", "{R_1}{R_2}")


def verdicts(text: str) -> list[str]:
    return [j.verdict for j in verify(text.split("\n"), SOURCE).judged]


@pytest.mark.parametrize("end", [". $$", r"\,. $$", r". \eqno(6.5) $$", r". \tag{6.5} $$", r".\label{x} $$"])
@pytest.mark.parametrize(("error", "verdict"), [(ERROR, "limit"), (WRONG, "false")])
def test_what_a_sentence_sets_is_over_with_the_full_stop_of_its_display(end, error, verdict):
    found = verdicts(f"{SIGNAL}{end}\nThe error alone, $V_1 = 0$, at DC ($s = 0$), is\n{error}")
    assert found == ["true", "limit", verdict]


def test_a_display_without_one_leaves_the_sentence_open():
    found = verdicts(f"{SIGNAL}, $$\nwhile the error alone, $V_1 = 0$, at DC ($s = 0$), is\n{ERROR}")
    assert found[-1] != "limit"


@pytest.mark.parametrize(("error", "verdict"), [(ERROR, "limit"), (WRONG, "false")])
def test_a_frequency_in_brackets_behind_a_source_that_is_off_is_about_the_display(error, verdict):
    assert verdicts(f"The error alone, $V_1 = 0$ ($s = 0$), is\n{error}") == ["limit", verdict]


def test_without_the_frequency_it_is_wrong():
    assert verdicts(f"The error alone, $V_1 = 0$, is\n{ERROR}") == ["limit", "false"]


DIVIDER = "* t\nV1 a 0 10\nR1 a x 2k\nR2 x 0 3k\nE1 y 0 x 0 {mu}\nR3 y b 1k\nR4 b 0 4k\n.param mu=4\n"
DEAD = r"With $V_1=0$ also $v_x=0$, so $v_y=0$, and from $b$ only $R_3$ and $R_4$ are seen:"
SEEN = r"R_{th} = R_3 \parallel R_4"


@pytest.mark.parametrize(
    "between",
    [
        rf" \[ {SEEN} \] Values: ",
        f"\n\n$$ {SEEN} $$\n\nNumerically ",
        f" ${SEEN}$; values: ",
        f" ${SEEN}$, and in numbers ",
        rf" \[ {SEEN} \] In numbers, ",
    ],
)
@pytest.mark.parametrize(("number", "verdict"), [("6", "true"), ("7", "false")])
def test_values_are_of_the_circuit_with_its_sources_on(between, number, verdict):
    def judged(text: str) -> list[str]:
        return [j.verdict for j in verify(text.split("\n"), DIVIDER).judged]

    assert judged(f"{DEAD}{between}$v_x = {number}$ V") == ["limit", "limit", "definition", verdict]


def test_a_display_between_goes_on_with_what_is_set_where_no_sentence_begins():
    def judged(text: str) -> list[str]:
        return [j.verdict for j in verify(text.split("\n"), DIVIDER).judged]

    assert judged(r"With $V_1=0$: \[ v_y = \mu v_x \] so $v_x=0$") == ["true", "limit"]
    assert judged(r"With $R_4 = R_3$: \[ v_b = v_y/2 \] Thus $v_b = \mu v_x/2$") == ["limit", "limit"]
