"""One part in two letters, g_m and G_m: what words or values say is one, is one."""

import pytest
from hand.outcomes import right, verdicts
from hand.written import circuit_of

from gainproof.hand.lexicon.spellings import said_to_be_parts

CIRCUIT = circuit_of("VS s 0 1", "RS s b 1k", "Rpi b e 2.5k", "Gm 0 e b e 40m", "RE e 0 1k")
WORK = r"""In the model {words}, and $\beta = g_m r_\pi$ is the current gain;
$i_b$ is the current through $R_\pi$.
\[ v_e = {line}\, R_E\, i_b . \]
With $g_m = 40$~mS, $r_\pi = 2.5$~k$\Omega$ the current gain is $\beta = {beta}$.
"""
WORDS = [
    r"$r_\pi$ is the part $R_\pi$ of the netlist, $g_m$ the transconductance $G_m$",
    "$g_m$ is the transconductance $G_m$",
    "the transconductance $G_m$ is called $g_m$",
]


def work(words, line=r"(\beta + 1)", beta="100"):
    return WORK.replace("{words}", words).replace("{line}", line).replace("{beta}", beta)


@pytest.mark.parametrize("words", WORDS)
def test_a_part_may_have_two_letters(words):
    assert right(CIRCUIT, work(words), "latex")


@pytest.mark.parametrize("words", WORDS)
def test_a_line_without_a_term_is_wrong_and_its_definition_is_not(words):
    found = verdicts(CIRCUIT, work(words, line=r"\beta"), "latex")
    assert found[0] == "definition"
    assert found[1] == "false"


@pytest.mark.parametrize("words", WORDS)
def test_a_wrong_number_is_wrong(words):
    assert verdicts(CIRCUIT, work(words, beta="80"), "latex")[-1] == "false"


def test_a_definition_whose_parts_are_numbers_later_is_judged_by_value():
    told = work("$g_m$ and $G_m$ are used").replace("40$~mS", "40.0$~mS")
    assert "false" not in verdicts(CIRCUIT, told, "latex")
    twice = told.replace(r"\beta = g_m", r"\beta = 2 g_m")
    assert "false" in verdicts(CIRCUIT, twice, "latex")


def test_signals_in_two_letters_are_two():
    source = "$i_1$ is the current and the large $I_1$ another one.\n$V_1 = 2$\n"
    assert said_to_be_parts(source) == set()
    assert said_to_be_parts("$i_b$ is the current $I_b$") == set()
    assert said_to_be_parts("$g_m$ is the transconductance $G_m$") == {"gm", "Gm"}
    assert said_to_be_parts("$r_e$ is the ratio of $R_e$ and 2") == set()
