"""What arrows say in terse notes: therefore, tends to, is equivalent, or only from where to where."""

import pytest
from hand.outcomes import right, verdicts, wrong
from hand.reader.claims import as_text
from hand.written import circuit_of

from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work

INVERTER = circuit_of("V1 s 0 0.1", "R1 s n 1k", "R2 n o 10k", "X1 0 n o opamp")
STAGE = circuit_of("V1 b 0 10m", "Rpi b e 2k", "G1 c e b e 50m", "RE e 0 200", "RC c 0 4k")
BRIDGE = circuit_of("V1 t 0 10", "R1 t a 1k", "R2 a 0 1.2k", "R3 t b 2k", "R4 b 0 2k", "R5 a b 500")
LOWPASS = circuit_of("V1 s 0 1", "R1 s o 1k", "C1 o 0 100n")
LOOP = circuit_of("V1 p 0 0.1", "E1 o 0 p n 1000", "R1 n 0 1k", "R2 n o 9k")
DIVIDER = circuit_of("V1 s 0 10", "R1 s o 2k", "R2 o 0 3k", "RL o 0 6k")
PUMP = circuit_of(
    "V1 s 0 1", "R1 s p 10k", "R2 p o 10k", "R3 n 0 10k", "R4 n o 10k", "RL p 0 1k", "X1 p n o opamp"
)
GAIN = "A := v_c/V1 = -G1 R_C/(1 + R_E (G1 + 1/R_pi))"
H = "H = v_o/V1 = 1/(1 + s R1 C1)"


def read(circuit, source, format="text"):
    return as_text(read_work(source, format=format, symbols=symbol_table(circuit, {})).items)


@pytest.mark.parametrize(
    ("circuit", "text", "error"),
    [
        (INVERTER, "KCL n: V1/R1 = -v_o/R2 -> v_o/V1 = -R2/R1 -> v_o = -1 V", ("-R2/R1", "-R1/R2")),
        (INVERTER, "v_n = 0 --> V1/R1 = -v_o/R2", ("-v_o", "v_o")),
        (
            INVERTER,
            "n: (V1 - v_n)/R1 = (v_n - v_o)/R2\n → v_o = v_n (1 + R2/R1) - (R2/R1) V1",
            ("- (R2/R1)", "+ (R2/R1)"),
        ),
        (INVERTER, "- input at 0 V -> V1/R1 + v_o/R2 = 0 -> v_o = -(R2/R1) V1", ("+ v_o", "- v_o")),
        (STAGE, GAIN + " -> v_c = -G1 R_C V1/(1 + R_E (G1 + 1/R_pi))", ("-G1 R_C V1", "G1 R_C V1")),
        (LOWPASS, "(V1 - v_o)/R1 = s C1 v_o -> v_o (1 + s R1 C1) = V1", ("1 + s", "1 - s")),
        (LOOP, "v_o = E1 (V1 - v_n) -> V1 - v_n = v_o/E1", ("= v_o", "= -v_o")),
        (DIVIDER, "R_L back in -> v_o = V1 (R2∥RL)/(R1 + R2∥RL)", ("= V1", "= -V1")),
        (DIVIDER, "RL -> ∞ -> v_o = V1 R2/(R1 + R2)", ("V1 R2", "V1 R1")),
    ],
)
def test_an_arrow_between_equations_concludes(circuit, text, error):
    assert right(circuit, text)
    assert "false" in verdicts(circuit, text.replace(*error))


def test_it_does_so_in_latex():
    text = r"\[ \frac{V_1}{R_1} = -\frac{v_o}{R_2} \;\to\; \frac{v_o}{V_1} = -\frac{R_2}{R_1} \]"
    assert right(INVERTER, text, "latex")
    assert wrong(INVERTER, text.replace(r"-\frac{R_2}{R_1}", r"-\frac{R_1}{R_2}"), "latex")


@pytest.mark.parametrize(
    ("circuit", "text", "error"),
    [
        (STAGE, GAIN + " -> -R_C/R_E = -20 [G1 -> ∞]", ("-> -R_C/R_E = -20", "-> R_C/R_E = 20")),
        (STAGE, GAIN + "\nG1 -> ∞: A -> -R_C/R_E", ("-R_C/R_E", "-R_E/R_C")),
        (LOOP, "β := R1/(R1 + R2)\nv_o/V1 = E1/(1 + E1 β) -> 1/β = 10", ("1/β = 10", "1 + 1/β = 11")),
        (LOWPASS, H + " -> 1 for s -> 0", ("-> 1 for", "-> 2 for")),
        (LOWPASS, H + "\ns -> ∞ -> H -> 0", ("-> 0", "-> 1")),
        (DIVIDER, "R_L -> ∞: v_o -> V1 R2/(R1 + R2) = 6 V", ("V1 R2/(R1 + R2) = 6", "V1 R1/(R1 + R2) = 4")),
    ],
)
def test_what_something_could_tend_to_is_its_limit(circuit, text, error):
    assert right(circuit, text)
    assert "false" in verdicts(circuit, text.replace(*error))


@pytest.mark.parametrize(
    ("circuit", "text", "error"),
    [
        (BRIDGE, "balance v_a = v_b <=> R1 R4 = R2 R3", ("R1 R4 = R2 R3", "R1 R2 = R4 R3")),
        (BRIDGE, "v_a - v_b = 0 iff R1/R2 = R3/R4", ("R3/R4", "R4/R3")),
        (BRIDGE, "R1 R4 = R2 R3 ⇔ v_a = v_b", ("R1 R4 = R2 R3", "R1 R3 = R2 R4")),
        (BRIDGE, "v_a - v_b = 0 -> R1 R4 = R2 R3", ("R1 R4 = R2 R3", "R1 R3 = R2 R4")),
        (BRIDGE, "v_a = v_b, so R1 R4 = R2 R3", ("R1 R4 = R2 R3", "R1 R3 = R2 R4")),
        (BRIDGE, "v_a = v_b requires R1 R4 = R2 R3", ("R1 R4 = R2 R3", "R1 R3 = R2 R4")),
        (
            BRIDGE,
            "i := (v_a - v_b)/R5\ni = 0 ⇔ v_a = v_b ⇔ R1 R4 = R2 R3",
            ("R1 R4 = R2 R3", "R1 R3 = R2 R4"),
        ),
        (PUMP, "v_p/RL = V1/R1 <=> R4/R3 = R2/R1", ("V1/R1", "V1/R3")),
        (LOWPASS, H + "\n|H| = 1/√2 <=> ω R1 C1 = 1", ("C1 = 1", "C1 = 2")),
    ],
)
def test_what_is_equivalent_to_a_design_holds_under_it(circuit, text, error):
    assert right(circuit, text)
    assert "false" in verdicts(circuit, text.replace(*error))


def test_it_does_so_behind_iff_in_latex():
    text = r"\[ \frac{v_p}{R_L} = \frac{V_1}{R_1} \iff \frac{R_4}{R_3} = \frac{R_2}{R_1} \]"
    assert right(PUMP, text, "latex")
    assert wrong(PUMP, text.replace(r"= \frac{V_1}", r"= -\frac{V_1}"), "latex")


def test_equivalent_equations_are_both_claimed():
    text = "V1/R1 = -v_o/R2 <=> v_o = -(R2/R1) V1"
    assert right(INVERTER, text)
    assert wrong(INVERTER, text.replace("-(R2/R1)", "(R2/R1)"))


def test_what_words_are_equivalent_to_is_not_claimed():
    assert read(LOWPASS, "R := R1\nv_o lags by 45° <=> ω R C1 = 1") == ["R ≜ R1"]


@pytest.mark.parametrize("way", ["s -> o", "V1 -> R1 -> o", "R1 -> R2", "V1 -> i_1"])
def test_from_where_to_where_claims_nothing(way):
    assert read(DIVIDER, f"{way}\nv_o = 5") == ["v_o = 5"]


def test_where_a_quantity_goes_is_claimed():
    assert read(LOOP, "v_n -> V1") == ["v_n → V1"]
    assert "false" in verdicts(LOOP, "v_n -> v_o")


def test_another_end_of_a_limit_is_about_the_same():
    assert read(LOWPASS, "v_o/V1 -> 1 for s -> 0, -> 0 for s -> ∞") == ["v_o/V1 → 1", "v_o/V1 → 0"]


def test_a_value_of_a_condition_ends_before_a_joint():
    work = read_work("if R2 = 20 R1 then v_o/V1 = -20", symbols=symbol_table(INVERTER, {}))
    assert [str(c.than) for c in work.items[0].under] == ["Prod(Num(Fraction(20, 1)), Sym('R1'))"]
