"""What a writer has in mind: test sources, thresholds, small products; and how a chain goes on."""

import pytest
from hand.written import circuit_of

from gainproof.expression import Sym
from gainproof.hand.judging.route import judge_work
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work

FOLLOWER = circuit_of("Vs s 0 1", "Rs s b 1k", "rpi b e 2k", "G1 0 e b e {gm}", "RE e 0 2k", ".param gm=40m")
GYRATOR = circuit_of("V1 a 0", "RL a o", "C a p", "R p 0", "X1 p o o opamp")
SUPERDIODE = circuit_of("V1 p 0", "X1 p o x opamp Ao=100k", "VD x y 0.6", "rd y o 10", "RL o 0 1k")
DIVIDER = circuit_of("V1 a 0 1", "R1 a b 1k", "R2 b c 2k", "R3 c 0 3k")


def judged(circuit, source, names=()):
    symbols = symbol_table(circuit, dict(names))
    work = read_work(source, format="text", symbols=symbols)
    return judge_work(work, circuit, quantities=symbols.quantities)


def verdicts(circuit, source, names=()):
    return [j.verdict for j in judged(circuit, source, names)]


I_B = {"i_b": "I(Rs)"}.items()


def test_with_every_source_off_a_test_source_is_meant():
    (_, line) = judged(FOLLOWER, "Set Vs = 0\ni_b = -v_e/(Rs + rpi)", I_B)
    assert (line.verdict, line.under) == ("limit", ("Vs = 0",))
    assert "test source at e" in line.how


@pytest.mark.parametrize("wrong", ["i_b = v_e/(Rs + rpi)", "i_b = -v_e/(Rs - rpi)", "i_b = -v_b/(Rs + rpi)"])
def test_a_test_source_makes_nothing_true_that_is_wrong(wrong):
    assert verdicts(FOLLOWER, f"Set Vs = 0\n{wrong}", I_B)[1] == "false"


def test_a_threshold_is_where_something_vanishes():
    assert verdicts(SUPERDIODE, "The threshold is where vo = 0, that is V1 = VD/Ao") == ["limit"]
    assert verdicts(SUPERDIODE, "The threshold is where vo = 0, that is V1 = -VD/Ao") == ["false"]
    assert verdicts(SUPERDIODE, "V1 = VD/Ao") == ["false"]


def test_a_small_product_is_small_whichever_factor_makes_it_so():
    z = {"Z": "zin(V1)"}.items()
    under = "For s*RL*C << 1: "
    assert verdicts(GYRATOR, under + "Z ~= RL + s*R*RL*C", z) == ["limit"]
    assert verdicts(GYRATOR, under + "Z ~= RL + 7*s*R*RL*C", z) == ["false"]
    assert verdicts(GYRATOR, under + "Z ~= RL - s*R*RL*C", z) == ["false"]


MILLER = circuit_of(
    *("V1 s 0 1", "Rs s g 1k", "Cgs g 0 10p", "Cgd g d 2p", "G1 d 0 g 0 {gm}", "RD d 0 10k", ".param gm=5m")
)


def test_a_small_product_says_nothing_of_others():
    under = "for s*Cgd*RD << 1"
    right = f"v_g ~= V1/(1 + s*Rs*(Cgs + Cgd*(1 + gm*RD))) {under}"
    assert verdicts(MILLER, right) == ["limit"]
    assert verdicts(MILLER, right.replace("1 + gm", "1 - gm")) == ["false"]


def test_what_is_the_limit_of_a_wrong_line_follows_from_it():
    lines = "i = s*Cgd*v_g*(1 - gm*RD)/(1 + s*Cgd*RD)\nFor s*Cgd*RD << 1: i ~= s*Cgd*(1 - gm*RD)*v_g"
    names = {"i": "I(Cgd)"}.items()
    assert verdicts(MILLER, lines, names) == ["false", "carried"]
    assert verdicts(MILLER, lines.splitlines()[1], names) == ["false"]


def test_a_gain_of_one_that_nobody_names_is_one():
    buffer = circuit_of("V1 a 0", "E1 b 0 a 0 1", "R1 b c", "R2 c 0")
    assert verdicts(buffer, "v_b = V1\nv_c = R2/(R1 + R2)*V1") == ["true", "true"]
    assert verdicts(buffer, "v_b = E1*V1\nv_b = V1") == ["true", "false"]
    twice = circuit_of("V1 a 0", "E1 b 0 a 0 2", "R1 b c", "R2 c 0")
    assert verdicts(twice, "v_b = 2*V1") != ["true"]


def test_after_a_wrong_link_the_chain_goes_on_from_what_was_right():
    (a, b) = judged(DIVIDER, "v_b/V1 = (R2 + R3)/(R1 + R2 - R3) = (R2 + R3)/(R1 + R2 + R3)")
    assert (a.verdict, b.verdict) == ("false", "true")
    assert "what is wrong stands between" in b.how
    assert verdicts(DIVIDER, "v_b/V1 = (R2 + R3)/(R1 + R2 - R3) = 0.833") == ["false", "true"]


def test_a_wrong_link_is_not_made_good_by_a_wrong_end():
    line = "v_b/V1 = (R2 + R3)/(R1 + R2 - R3) = (R2 + R3)/(R1 - R2 + R3)"
    assert verdicts(DIVIDER, line) == ["false", "false"]
    assert verdicts(DIVIDER, "v_b/V1 = (R2 + R3)/(R1 + R2 - R3) = 0.75")[1] != "true"


def test_a_symbol_that_means_nothing_may_be_a_slip():
    (line,) = judged(circuit_of("V1 a 0", "R a b", "R2 b 0"), "v_b = V1*R2/(R_0 + R2)")
    assert (line.verdict, line.code) == ("false", "GP107")
    assert line.diagnosis.suggestions[0].by == Sym("R")
    (line,) = judged(circuit_of("V1 a 0", "R a b", "R2 b 0"), "v_b = V1*R2/(X_0 + R2)")
    assert (line.verdict, line.code) == ("outside", "GP152")


def test_names_of_one_voltage_are_not_written_alike():
    circuit = circuit_of("V1 p 0", "X1 p n o opamp", "R1 n 0", "R2 n o")
    (line,) = judged(circuit, "v+ = v", {"v": "V(p)"}.items())
    assert (line.verdict, line.code) == ("identity", "")
    (line,) = judged(circuit, "v_p = v_p")
    assert (line.verdict, line.code) == ("identity", "GP143")


def test_a_citation_is_of_the_whole_chain():
    circuit = circuit_of("Is 0 b", "R1 b 0", "G1 o 0 b 0 {gm}", "R2 o 0")
    lines = "v_b = R1*Is  (1)\nFrom (1), v_o = -R2*i_G1 = -gm*R1*R2*Is"
    assert [j.code for j in judged(circuit, lines)] == ["", "", ""]


def test_a_pole_chooses_no_frequency():
    circuit = circuit_of("V1 a 0", "R a b", "C b 0")
    lines = "v_b/V1 = 1/(1 + s*R*C), with a pole at s = -1/(R*C)\nv_b = V1/(1 - s*R*C)"
    assert verdicts(circuit, lines) == ["true", "outside", "false"]


def test_a_limit_that_is_stated_is_no_assumption():
    (line,) = judged(SUPERDIODE, "For Ao -> oo: vo = V1")
    assert (line.verdict, line.code) == ("limit", "")


def test_a_number_follows_from_a_wrong_formula():
    lines = "v_b = V1*(R2 + R3)/(R1 + R2 - R3) = V1*(R2 + R3)/(R1 - R3 + R2)"
    assert verdicts(DIVIDER, f"{lines}\nv_b/V1 = 0.625") == ["false", "identity", "false"]
    wrong = "v_b = V1*(R2 + R3)/(2*R1 + R2 + R3)"
    assert verdicts(DIVIDER, f"{wrong}\nv_b/V1 = 0.714") == ["false", "carried"]
    assert verdicts(DIVIDER, f"{wrong}\nv_b/V1 = 0.715") == ["false", "false"]


def test_a_number_follows_from_a_wrong_number():
    lines = "Let a = R1/(R1 + R2) and b = 2*a\na = 0.433\nb = 0.866"
    assert verdicts(DIVIDER, lines)[2:] == ["false", "carried"]
    assert verdicts(DIVIDER, lines.replace("866", "667"))[2:] == ["false", "true"]


def test_a_source_of_one_volt_makes_no_wrong_formula_true():
    amplifier = circuit_of("V1 p 0 1", "X1 p n o opamp", "R1 n 0 1k", "R2 n o 1k")
    assert verdicts(amplifier, "v_o = 2*V1") == ["true"]
    assert verdicts(amplifier, "V1*v_o = 2*V1") == ["false"]
    assert verdicts(amplifier, "v_o = V1 + 1") == ["true"]
    assert verdicts(amplifier, "v_o = 2") == ["true"]


@pytest.mark.parametrize("line", ["s = s*C*V1", "s = 2*v_b", "s = v_b/V1"])
def test_what_holds_the_frequency_chooses_none(line):
    circuit = circuit_of("V1 a 0", "R a b", "C b 0")
    assert verdicts(circuit, f"{line}\nv_b = V1/(1 - s*R*C)") == ["false", "false"]
    assert verdicts(circuit, "s = j/(R*C)\nv_b = V1/(1 - s*R*C)") == ["limit", "false"]
    assert verdicts(circuit, "s = j/(R*C)\nv_b = V1/(1 + j)") == ["limit", "limit"]


def test_opposite_sources_make_no_wrong_formula_true():
    pair = circuit_of("V1 a 0 1", "V2 b 0 -1", "R1 a x 1k", "R2 b x 1k", "R3 x 0 1k")
    assert verdicts(pair, "2*v_x = R3*(V1 + V2)/(R3 + R1/2)/(1 + R1/R2)*2") != ["true"]
    mirror = circuit_of("V1 a 0 1", "V2 b 0 -1", "R1 a x {R}", "R2 b x {R}", "R3 x 0 1k", ".param R=2k")
    assert verdicts(mirror, "v_x = R3/(R + 2*R3)*(V1 + V2)") == ["true"]
    assert verdicts(mirror, "2*v_x = R3/(R + 2*R3)*(V1 + V2)") == ["false"]


def test_a_small_term_has_its_sign():
    mirror = circuit_of("Is 0 b 1u", "R1 b 0 {r}", "R2 b 0 {r}", "G1 b 0 b 0 {g}", ".param g=40m r=2.5k")
    line = "v_b*g/Is ~= 1 - 2/(g*r)"
    assert verdicts(mirror, line) == ["limit"]
    assert verdicts(mirror, line.replace("-", "+")) == ["false"]
    assert verdicts(mirror, "g + 2/r ~= g") == ["limit"]


def test_a_sum_over_the_sources_holds_all_of_them():
    circuit = circuit_of("V1 a 0 1", "V2 b 0 2", "I3 0 x 1m", "R1 a x 1k", "R2 b x 2k", "R3 x 0 3k")
    lines = "\n".join(
        [
            "By superposition",
            "v_1 = V1*(R2||R3)/(R1 + (R2||R3))",
            "v_2 = V2*(R1||R3)/(R2 + (R1||R3))",
            "v_3 = I3*(R1||R2||R3)",
        ]
    )
    assert verdicts(circuit, f"{lines}\nv_x = v_1 + v_2 + v_3")[-1] == "true"
    assert verdicts(circuit, f"{lines}\nv_x = v_2 + v_3")[-1] == "false"
    assert verdicts(circuit, f"{lines}\nv_x = v_2")[-1] == "limit"


def test_a_number_of_one_digit_is_exact():
    circuit = circuit_of("V1 a 0 1", "R1 a b 1k", "C1 b 0 100n")
    lines = "f = 1 kHz\n2*pi*f*R1*C1 = 0.628"
    assert verdicts(circuit, lines) == ["definition", "true"]
    assert verdicts(circuit, lines.replace("0.628", "0.648"))[-1] == "false"
    assert verdicts(circuit, lines.replace("1 kHz", "1.0 kHz").replace("0.628", "0.648"))[-1] == "true"


def test_a_root_in_a_name_is_no_hindrance_in_a_limit():
    circuit = circuit_of("V1 a 0 1", "R1 a b 1k", "C1 b c 1n", "C2 c 0 1n", "R2 c 0 1k")
    lines = "w0 = sqrt(1/(R1*R2*C1*C2))\nFor s -> 0: v_c ~= V1*R2/R1"
    (_, line) = judged(circuit, lines)
    assert line.verdict == "false"
