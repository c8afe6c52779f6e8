"""Habits of notebooks and scripts: comments, tables, remarks in brackets, names of two letters, prefixes."""

import pytest
from claims import as_text
from hand.written import circuit_of

from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work
from gainproof.hand.work import Claim

CIRCUIT = circuit_of("V1 in 0", "R1 in a", "R2 a 0", "R3 in b", "R4 b 0", "RL a b", "C1 a 0")
SYMBOLS = symbol_table(CIRCUIT)


def work(source, format="text"):
    return read_work(source, format=format, symbols=SYMBOLS)


def spelled(source, format="text"):
    return "; ".join(as_text(work(source, format).items))


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("ib = v_a/R1   # base current\nie = 2*ib\nv_b = R1*ie", "ib = v_a/R1; ie = 2*ib; v_b = R1*ie"),
        ("v_a = v_b, i.e. i_RL = 0", "v_a = v_b; i_RL = 0"),
        ("/* matched: R3=R1, R4=R2 */\nv_a = v_b;", "R3 = R1; R4 = R2; v_a = v_b"),
        ("(* matched: R3=R1 *)\nv_a = v_b;", "R3 = R1; v_a = v_b"),
        ("for large RL:  v_b ~ V1 R4/(R3 + R4)", "v_b ≈ V1*R4/(R3 + R4)"),
        ("For your values 1 + 2*10k/1k = 21.", "1 + 2*10000/1000 = 21"),
        ("i_R1 = (V1 - v_a)/R1     <- from the source to a", "i_R1 = (V1 - v_a)/R1"),
        ("I2 = v_a/R2    <-- the current in R2", "I2 = v_a/R2"),
        ("v_a = V1/2                 (a)", "v_a = V1/2"),
        ("Rs = R1          series resistance of the source", "Rs = R1"),
        ("R_in = v_a/i_R1 = approx. 10 Ohm", "R_in = v_a/i_R1; v_a/i_R1 ≈ 10"),
        ("R1 C1 = about 10 ms", "R1*C1 ≈ 1/100"),
        (
            "Let k = R2/R1 and tau = R1 C1:\ntau = 15.9k * 10n",
            "k = R2/R1; tau = R1*C1; tau = 15900*(1/100000000)",
        ),
        ("Let k = R2/R1.\nv_b = 2k V1", "k = R2/R1; v_b = 2*k*V1"),
        ("Let k = R2/R1.\nv_b = 2k", "k = R2/R1; v_b = 2*k"),
        ("Let k = R2/R1.\nR1 = 1k, R2 = 2k and k = 2:", "k = R2/R1; R1 = 1000; R2 = 2000; k = 2"),
        ("Let k = R2/R1.\nR2 = 2k R1", "k = R2/R1; R2 = 2*k*R1"),
        ("L = R1*R2*C1     -> 1 H", "L = R1*R2*C1; R1*R2*C1 → 1"),
        ("P = V1*i_V1 = 50 mW (i.e. the source absorbs power).", "P = V1*i_V1; V1*i_V1 = 1/20"),
        ("v_a = V1/2 (neglecting 1/RL)", "v_a = V1/2"),
        ("For V1 = 0 v_a = 0", "v_a = 0"),
        ("i_RL = (v_a - v_b)/RL     (a -> b)", "i_RL = (v_a - v_b)/RL"),
        ("1/(R1*C1) = 1e4 /s", "1/(R1*C1) = 10000"),
        ("1/(R1*C1) = 1e4/s", "1/(R1*C1) = 10000/s"),
        ("for high frequencies, s -> oo:  v_a -> V1/(s R1 C1)   (20 dB/decade)", "v_a → V1/(s*R1*C1)"),
    ],
)
def test_lines_of_notebooks(line, read):
    assert spelled(line) == read


@pytest.mark.parametrize(
    ("source", "read"),
    [
        (r"$1/R_1 = 1/50\,000$", "1/R1 = 1/50000"),
        (r"$1/R_1 = 1/50{,}000$", "1/R1 = 1/50000"),
        (r"$v_a = \frac{R_2 \cancel{R_1}}{\cancel{R_1} R_3} V_1$", "v_a = R2*R1/(R1*R3)*V1"),
        (r"| $v_a$ | $= V_1/2$ |", "v_a = V1/2"),
        ("\\begin{tabular}{ll}\n$v_a$ & $= V_1/2$ \\\\\n\\end{tabular}", "v_a = V1/2"),
        (r"$1/(R_1 C_1) = 10^4\,\mathrm{s^{-1}}$", "1/(R1*C1) = 10000"),
        (
            r"$\Delta\omega = 1/(R_1 C_1)$, $\Delta f = \Delta\omega/2$",
            "Deltaomega = 1/(R1*C1); Deltaf = Deltaomega/2",
        ),
        ("of the gain $v_a/V_1$ one knows $= 3$", ""),
    ],
)
def test_formulas_in_markdown(source, read):
    assert spelled(source, "markdown") == read


@pytest.mark.parametrize(
    ("words", "count"), [("for $R_1 = R_3$.", 1), ("For $R_1 = R_3$ all is well.", 0), ("So $R_1 = R_3$.", 0)]
)
def test_a_condition_may_begin_the_paragraph_behind_a_display(words, count):
    claim = work(f"$$v_a = v_b$$\n\n{words}", "markdown").items[0]
    assert len(claim.under) == count


def test_a_letter_in_brackets_at_the_end_is_a_number():
    (claim,) = work("v_a = V1/2          (a)").items
    assert claim.number == "a"


def stated(line):
    claim = [i for i in work(line, "markdown" if "$" in line else "text").items if isinstance(i, Claim)][-1]
    return "; ".join(f"{c.symbol} {c.to}" for c in claim.under)


def test_two_symbols_go_to_a_limit_together():
    assert stated(r"For $R_1, R_L \to \infty$ we have $v_a = v_b$.") == "R1 oo; RL oo"


def test_a_line_that_goes_on_holds_under_what_the_line_before_does():
    lines = "for large RL:  v_a = V1 R2/(R1 + R2)\n   and then  v_b = V1 R4/(R3 + R4)"
    assert stated(lines) == "RL oo"
    assert stated(lines.replace("and then", "the other")) == ""


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("v_gs = v_a - v_b\nvgs = v_a - v_b", "v_gs = v_a - v_b; v_gs = v_a - v_b"),
        (
            "R1||R2 = 2.5k    (10k||20k = 6.67k, ||5k = 2.857k)",
            "par(R1, R2) = 2500; par(10000, 20000) = 6670",
        ),
        ("1/(R1 C1) = 10⁴ s⁻¹", "1/(R1*C1) = 10000"),
        ("R1 C1 = 10.5 us OK", "R1*C1 = 21/2000000"),
    ],
)
def test_names_and_units_in_text(source, read):
    assert spelled(source) == read


@pytest.mark.parametrize(
    ("source", "read"),
    [
        (
            r"$$\frac{R_1}{C_1} = \frac{4.7\cdot 10}{14.7}\,\mathrm{k\Omega}$$",
            "R1/C1 = 47/10*10/(147/10)*1000",
        ),
        (r"$$\frac{1}{R_1 C_1} = \SI{1e4}{\radian\per\second}$$", "1/(R1*C1) = 10000"),
        (r"$$\frac{1}{1+\frac d2} = \frac R2 + \frac12$$", "1/(1 + d/2) = R/2 + 1/2"),
        (r"$$\frac{1}{R_1} = \SI{2}{\per\kilo\ohm}$$", "1/R1 = 1/500"),
    ],
)
def test_units_in_latex(source, read):
    assert spelled(source, "markdown") == read
