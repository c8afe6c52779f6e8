"""Limits of quantities that are made of others, and of the frequency: every way to them is looked at."""

import pytest

from gainproof.circuit.netlist import read
from gainproof.expression import Num, Sym
from gainproof.hand.asking.ways import ways
from gainproof.hand.truth.oracle import Oracle
from gainproof.hand.work import Condition, Span
from gainproof.notation import parse
from gainproof.verification import verify

LOW = "* t\nV1 in 0 1\nR1 in out 1k\nC1 out 0 1u\n"
BAND = "* t\nV1 in 0\nC1 in a\nR1 a 0\nE1 b 0 a 0 1\nR2 b out\nC2 out 0\n"
EMITTER = "* t\n.param gm=40m\nVs s 0 1\nRs s b 1k\nrpi b e 2.5k\nG1 c e b e {gm}\nRE e 0 100\nRC c 0 2k\n"


@pytest.mark.parametrize(
    ("lines", "verdict", "code"),
    [
        (["For B -> oo, v_c/Vs -> -RC/RE"], "limit", "GP139"),
        (["For B -> oo, v_c/Vs -> RC/RE"], "false", "GP101"),
        (["For B -> oo, v_c/Vs -> -RE/RC"], "false", "GP102"),
        (["For B >> 1, v_c/Vs ~= -B*RC/(Rs + rpi + B*RE)"], "limit", ""),
        (["For B >> 1, v_c/Vs ~= -B*RC/(Rs + 2*rpi + B*RE)"], "limit", "GP139"),
        (["For gm*RE >> 1, v_c/Vs ~= -RC/RE"], "limit", ""),
        (["For gm*RE >> 1, v_c/Vs ~= -2*RC/RE"], "false", None),
    ],
)
def test_a_product_with_a_name_goes_to_its_end(lines, verdict, code):
    last = verify(["B = gm*rpi", *lines], EMITTER).judged[-1]
    assert last.verdict == verdict
    assert code in (None, last.code)


def test_which_way_it_holds_is_said():
    last = verify(["B = gm*rpi", "For B -> oo, v_c/Vs -> -RC/RE"], EMITTER).judged[-1]
    assert last.how == "it holds for gm -> oo, and not for rpi -> oo"


@pytest.mark.parametrize(
    ("line", "verdict", "code"),
    [
        ("For w -> oo, H ~= 1/(j*w*R1*C1)", "limit", ""),
        ("For w -> oo, H ~= 1/(j*w*R1)", "false", None),
        ("For w -> oo, H ~= -1/(j*w*R1*C1)", "false", None),
        ("For s -> 0, H ~= 1 - s*R1*C1", "limit", ""),
        ("For s -> 0, H ~= 1 + s*R1*C1", "false", None),
        ("H -> 1 for w -> 0", "limit", ""),
        ("H -> 2 for w -> 0", "false", None),
        ("For f >> f_c, H ~= 1/(j*w*R1*C1)", "limit", ""),
        ("For f << f_c, H ~= 1", "limit", ""),
        ("For f << f_c, H ~= 1/(j*w*R1*C1)", "false", None),
        ("For f << f_c, H ~= 2", "false", None),
        ("At high frequencies, H ~= 1/(s*R1*C1)", "limit", ""),
        ("At low frequencies, H ~= 1/(s*R1*C1)", "false", None),
        ("H ~= 1/(s*R1*C1)", "limit", "GP140"),
        ("H = 1/(s*R1*C1)", "false", "GP103"),
        ("H = 1", "false", None),
        ("H = 2", "false", None),
    ],
)
def test_ends_of_the_frequency(line, verdict, code):
    last = verify(["H = v_out/V1", "f_c = 1/(2*pi*R1*C1)", line], LOW).judged[-1]
    assert last.verdict == verdict
    assert code in (None, last.code)


def test_between_two_corners_both_conditions_count():
    lines = ["f_1 = 1/(2*pi*R1*C1)", "f_2 = 1/(2*pi*R2*C2)"]
    found = verify([*lines, "For f >> f_1 and f << f_2, v_out/V1 ~= 1"], BAND).judged[-1]
    assert found.verdict == "limit"
    found = verify([*lines, "For f << f_1 and f << f_2, v_out/V1 ~= 1"], BAND).judged[-1]
    assert found.verdict == "false"


def condition(what: str, to: str, than: str = "") -> Condition:
    x = parse(what)
    return Condition(x.name if isinstance(x, Sym) else "", to, Span(1, 1), x, parse(than) if than else None)


def test_the_ways_of_a_quantity():
    oracle = Oracle(read(EMITTER).circuit)
    oracle.define("B", parse("gm*rpi"))
    assert ways([condition("B", "oo")], oracle) == [{"gm": "oo"}, {"rpi": "oo"}]
    assert ways([condition("B", "0")], oracle) == [{"gm": "0"}, {"rpi": "0"}]
    assert ways([condition("RE*(1 + B)", "≫", "rpi")], oracle) == [{"RE": "oo"}, {"gm": "oo"}, {"rpi": "0"}]
    assert ways([condition("B", "oo"), condition("rpi", "0")], oracle) == []
    assert ways([condition("v_c", "oo")], oracle) == []
    assert ways([condition("B", "≫", "Q9")], oracle) == [{"gm": "oo"}, {"rpi": "oo"}]
    assert ways([Condition("B", "=", Span(1, 1), Sym("B"), Num(100))], oracle) == []


INTEGRATOR = "* t\nV1 in 0 1\nR1 in n 1k\nC1 n out 1u\nX1 0 n out opamp Ao=100k\n"


def test_what_vanishes_at_one_end_is_not_zero_at_the_other():
    found = verify(["H = v_out/V1", "H -> 0 for w -> oo", "For w -> 0, H -> 0"], INTEGRATOR).judged
    assert [j.verdict for j in found] == ["definition", "limit", "false"]


def test_no_end_of_the_frequency_is_added_to_a_limit_that_is_stated():
    (found,) = verify(["v_out/V1 -> 0 for Ao -> oo"], INTEGRATOR).judged
    assert found.verdict == "false"


def test_the_asymptote_is_shown_instead_of_a_limit_that_is_zero():
    found = verify(["H = v_out/V1", "For w -> oo, H ~= 1/(j*w*R1)"], LOW).judged[-1]
    (shown,) = found.diagnosis.suggestions
    assert shown.by == parse("1/(R1*C1*s)")


def test_an_equality_with_terms_that_vanish_must_hold_in_every_way():
    lines = ["B = gm*rpi", "For (B + 1)*RE >> Rs + rpi: {}"]
    error = "1 - v_e/Vs = (Rs + rpi)/(Rs + rpi + (B {} 1)*RE)"
    for sign, verdict in (("+", "true"), ("-", "false")):
        found = verify([lines[0], lines[1].format(error.format(sign))], EMITTER).judged[-1]
        assert found.verdict == verdict


def test_dc_is_no_word_about_a_later_line_that_holds_s():
    work = ["DC: v_out/V1 = 1", "v_out/V1 = 1/(1 + 2*s*R1*C1)"]
    assert [j.verdict for j in verify(work, LOW).judged] == ["limit", "false"]


def test_a_part_that_was_zero_saves_no_line_by_making_both_sides_vanish():
    circuit = "* t\nV1 in 0\nC1 in a\nR1 a 0\nR2 a 0\n"
    work = ["For R1 = 0 we get v_a = 0", "In general v_a = V1*s*R1*C1/(1 + s*R2*C1)"]
    assert verify(work, circuit).judged[-1].verdict == "false"
