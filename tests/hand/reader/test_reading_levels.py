"""Levels in decibels are read as the ratios of which they are levels, and judged so."""

import pytest
from claims import as_text
from hand.written import circuit_of

from gainproof.hand.judging.route import judge_work
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work

CIRCUIT = circuit_of("V1 in 0 1", "R1 in n 1k", "R2 n out 10k", "X1 0 n out opamp")
SYMBOLS = symbol_table(CIRCUIT)
LOWPASS = circuit_of("V1 in 0 1", "R in out 1k", "C out 0 1u")


def spelled(source, format="text"):
    return "; ".join(as_text(read_work(source, format=format, symbols=SYMBOLS).items))


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("20 log10(R2/R1) = 20 dB", "R2/R1 = 10"),
        ("20*log(R2/R1) = 20", "R2/R1 = 10"),
        ("-20 lg(R2/R1) = -40 dB", "1/(R2/R1) = 1/100"),
        ("10 log10(R2/R1) = 0 dB", "sqrt(R2/R1) = 1"),
        ("20 log10|v_out| = 40", "abs(v_out) = 100"),
        ("20 log10(v_out/V1) = 20 log10(R2) - 20 log10(R1)", "abs(v_out/V1) = R2*(1/R1)"),
        ("G = 20 log10(R2/R1) = 20 dB\nG = 20", "G = R2/R1; R2/R1 = 10; G = 10"),
        ("v_out/V1 = 10 = 20 dB", "v_out/V1 = 10; 10 = 10"),
        ("v_out/V1 = 20 dB", "abs(v_out/V1) = 10"),
        ("3 log10(R2) = 9", "?"),
        ("ln(R2) = 9", "?"),
        ("20 log10(R2) + R1 = 3", "?"),
    ],
)
def test_a_level_is_read_as_a_ratio(line, read):
    assert spelled(line) == read


@pytest.mark.parametrize(
    "formula",
    [
        r"$20\log_{10}(R_2/R_1) = 20$ dB",
        r"$20\log_{10}\frac{R_2}{R_1} = 20\,\mathrm{dB}$",
        r"$R_2/R_1 = 20$~dB",
    ],
)
def test_a_level_in_latex(formula):
    assert spelled(f"So {formula}.", "markdown") == "R2/R1 = 10"


def judged(circuit, source):
    work = read_work(source, format="text", symbols=symbol_table(circuit))
    return [(j.verdict, j.how) for j in judge_work(work, circuit)]


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("20 log10|v_out/V1| = 20.0 dB", "true"),
        ("20 log10(v_out/V1) = 20 dB", "true"),  # of the magnitude: the gain is -10
        ("v_out/V1 = 20 dB", "true"),
        ("20 log10|v_out/V1| = 20.2 dB", "false"),
        ("20 log10|v_out/V1| = 20 log10(R2/R1)", "true"),
        ("20 log10|v_out/V1| = 20 log10(R1/R2)", "false"),
    ],
)
def test_levels_are_judged(line, verdict):
    ((said, _),) = judged(CIRCUIT, line)
    assert said == verdict


def test_levels_of_a_filter():
    source = "H = v_out/V1\n20 log10|H| = -10 log10(1 + (ωRC)^2)\n20 log10|H| = -20 log10(1 + (ωRC)^2)\n"
    said = judged(LOWPASS, source + "H = 1/(1 + jωRC)")
    assert [v for v, _ in said] == ["definition", "true", "false", "true"]


def test_what_is_wrong_with_a_level_is_said_in_decibels():
    circuit = CIRCUIT
    work = read_work("20 log10(R2/R1) = 26 dB", format="text", symbols=SYMBOLS)
    (said,) = judge_work(work, circuit)
    assert said.how == "with the values given the level is 20 dB"
    assert said.diagnosis is not None
    assert said.diagnosis.suggestions == ()
