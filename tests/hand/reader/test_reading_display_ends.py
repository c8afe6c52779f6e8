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
