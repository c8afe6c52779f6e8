"""Names that words explain are read as voltages and currents of the circuit, and judged so."""

import pytest
from hand.written import circuit_of

from gainproof.hand.judging.route import judge_work
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work
from gainproof.hand.reader.prose.explaining import meant
from gainproof.notation import text
from gainproof.verification import verify

CIRCUIT = circuit_of(
    *("V1 in 0", "R1 in x", "R2 x out", "RL out 0", "Rpi x 0", "C1 x 0", "X1 0 x out opamp Ao=100k")
)
SYMBOLS = symbol_table(CIRCUIT)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Let $i$ be the current through $R_1$.", "i = i_R1"),
        (r"Let $i_b$ be the base current, i.e.\ the current through $R_\pi$, and", "i_b = i_Rpi"),
        (
            "Let $I_1$ be the current that flows from the source through $R_1$ and $I_f$ the current "
            "through $R_2$ towards the output.",
            "I_1 = i_R1; I_f = i_R2",
        ),
        ("the current through R_L is i_L = v_out/R_L", "i_L = i_RL"),
        ("let i_1 denote the current through R1", "i_1 = i_R1"),
        ("The current i_L through the load R_L is", "i_L = i_RL"),
        ("where I_x is the current drawn from the source", "I_x = -i_V1"),
        ("the voltage across R2, v_2, is", "v_2 = v_x - v_out"),
        ("where v_q is the voltage at the inverting input", "v_q = v_x"),
        ("v_q denotes the voltage of node out", "v_q = v_out"),
        ("Let $I_1$ be the current through $R_1$ and $I_L$ that through $R_L$.", "I_1 = i_R1; I_L = i_RL"),
        ("I_1 is the current in R1, I_2 the current in R2, and", "I_1 = i_R1; I_2 = i_R2"),
        ("Let $H$ be the gain $v_{out}/v_{in}$.", "H = v_out/v_in"),
        ("where $K$ stands for the ratio $v_x/v_{in}$", "K = v_x/v_in"),
        ("i_b = base current, through R1 and", "i_b = i_R1"),
        ("i_1 = current through R1\nv_q = voltage at node out", "i_1 = i_R1; v_q = v_out"),
        ("i_1 = current limit of R1", ""),
        ("current through R2 from out to x: i_2 = (v_out - v_x)/R2", "i_2 = -i_R2"),
        ("the current in R2, counted from x to out, is i_2 = v_x/R2", "i_2 = i_R2"),
        ("i_2 is the current that flows from out to x through R2", "i_2 = -i_R2"),
        ("With RL removed, the current through R2: i_2 = 0", ""),
        ("Let H be the gain v_out/v_in - 1", ""),
        ("i_b is the current through r_pi", "i_b = i_Rpi"),
        ("The base current i_b (through $r_\\pi$, from $x$ to $0$) is", "i_b = i_Rpi"),
        ("iin is the current from V1 into the circuit.", "iin = -i_V1"),
        ("i_in is the current that V1 delivers", "i_in = -i_V1"),
        ("the current i_s drawn from the source is", "i_s = -i_V1"),
        ("The current supplied by the source V1 is i_s = V1/R1", "i_s = -i_V1"),
        ("i_1 is the current from v_in into node in", "i_1 = -i_V1"),
        ("let i_in be the current into the input", "i_in = -i_V1"),
        ("V1 supplies the current i_s.", "i_s = -i_V1"),
        ("i_s is the current of the source", "i_s = i_V1"),  # no way round is said
        # of the source, but not its whole current, or of no source
        ("i_1 is the current from V1 through R1", "i_1 = i_R1"),
        ("i_1 is the current from V1 to node x", ""),
        ("i_1 is the current from V1 into node x", ""),
        ("i_1 is the current drawn from V1 by R1", ""),
        ("i_1 is the current from the bridge", ""),
        ("i_1 is the current into the input terminal of the op-amp", ""),
        ("i_x is a test current; let i_x be the current into the circuit", ""),
        # more than one part, or a sum, or a name of the circuit
        ("the current through R2 is I_1 + I_2", ""),
        ("the current i_3 through R1 || R2", ""),
        ("the current i_3 through R_1 and R_2", ""),
        ("v_x is the voltage of node out", ""),
        # explained in two ways
        ("i_1 is the current through R1. Now let i_1 be the current through R2.", ""),
        ("the current limit of R1 is a matter of i_1", ""),
    ],
)
def test_what_words_say_of_a_name(words, said):
    assert "; ".join(f"{n} = {text(x)}" for n, x in meant(words, SYMBOLS).items()) == said


def judged(source):
    work = read_work(source, format="text", symbols=SYMBOLS)
    return [j.verdict for j in judge_work(work, CIRCUIT, diagnosing=False)]


LET = "Let i_1 be the current through R1.\n"


@pytest.mark.parametrize(
    ("source", "verdicts"),
    [
        (LET + "i_1 = (V1 - v_x)/R1", ["true"]),
        (LET + "i_1 = (v_x - V1)/R1", ["true"]),  # no direction was said
        (LET + "i_1 = (V1 - v_x)/R2", ["false"]),
        (LET + "i_1 = (v_x - V1)/R1\nV1 = v_x + R1 i_1\nv_x = V1 + R1 i_1", ["true", "false", "true"]),
        ("v_x = V1 - R1 i_1\nwhere i_1 is the current through R1.", ["true"]),
        ("i_1 = (V1 - v_x)/R2", ["definition"]),  # nothing was said
    ],
)
def test_a_name_that_words_explain_is_no_definition(source, verdicts):
    assert judged(source) == verdicts


CONVERTER = circuit_of("V1 in 0", "R1 in out", "R2 out n", "R3 n 0", "X1 in n out opamp")


@pytest.mark.parametrize(
    ("right", "verdict"),
    [("(v_in - v_out)/R1", "true"), ("(v_out - v_in)/R1", "false"), ("(v_in - v_out)/R2", "false")],
)
def test_what_a_source_supplies_has_a_direction(right, verdict):
    source = f"iin is the current from V1 into the circuit.\n\niin = {right}\nRin = V1/iin\n"
    work = read_work(source, format="text", symbols=symbol_table(CONVERTER))
    first, *_ = [j.verdict for j in judge_work(work, CONVERTER, diagnosing=False)]
    assert first == verdict


FOLLOWED = circuit_of("Vin g 0", "G1 d s g s {gm}", "Ro d s", "RS s 0", "RD d 0", ".param gm=5m")
DRAIN = "Let id be the current that flows through RS to ground.\n\n"


@pytest.mark.parametrize(
    ("lines", "verdicts"),
    [
        ("vs = id*RS\n\nid = gm*(vg - vs) + (vd - vs)/Ro", ["true", "true"]),
        ("vs = id*RS\n\nid = gm*(vg - vs) + (vs - vd)/Ro", ["true", "false"]),
        ("vs = -id*RS\n\nid = gm*(vs - vg) + (vs - vd)/Ro", ["true", "true"]),  # counted the other way
        ("vs = id*RD\n\nid = gm*(vg - vs) + (vd - vs)/Ro", ["false", "true"]),
        ("id = gm*vg + (vd - vs)/Ro", ["false"]),
    ],
)
def test_a_current_that_words_introduce_is_judged_where_a_line_begins_with_it(lines, verdicts):
    work = read_work(DRAIN + lines, format="text", symbols=symbol_table(FOLLOWED))
    assert [j.verdict for j in judge_work(work, FOLLOWED, diagnosing=False)] == verdicts


@pytest.mark.parametrize(("right", "verdict"), [("v_x*R2", "true"), ("-v_x*R2", "false")])
def test_a_gain_that_words_introduce_has_no_direction(right, verdict):
    source = f"Let H be the ratio v_out/v_x.\n\nH = {right}/(R2*v_x)*v_out/v_x\n"
    work = read_work(source, format="text", symbols=symbol_table(CIRCUIT))
    found = [j.verdict for j in judge_work(work, CIRCUIT, diagnosing=False)]
    assert found == ["identity" if verdict == "true" else verdict]


TWO = circuit_of("V1 a 0 12", "R1 a x 2k", "R2 x 0 3k", "R3 x b 1k", "I1 0 b 2m", "R4 b 0 4k")
ALONE = """
superposition: v_x from V1 and I1
V1 alone (I1 = 0, open):
Rp = R2||(R3 + R4)
v_x1 = V1*Rp/(R1 + Rp)
I1 alone (V1 = 0, short):
Rq = R1||R2
current through R3 from b to x: i_3 = I1*R4/(R4 + R3 + Rq)
v_x2 = i_3*Rq
both: v_x = v_x1 + v_x2
"""


def judged_in(source, circuit):
    work = read_work(source, format="text", symbols=symbol_table(circuit))
    return {j.item.span.line: j.verdict for j in judge_work(work, circuit, diagnosing=False)}


def test_a_current_of_one_stage_is_what_its_source_does_alone():
    found = judged_in(ALONE, TWO)
    assert found[8] in ("true", "identity", "limit")
    assert found[9] == "definition"
    assert "false" not in found.values()


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        ("I1*R4/(R4", "I1*(R3 + Rq)/(R4", 8),
        ("i_3 = I1*R4", "i_3 = -I1*R4", 8),
        ("from b to x", "from x to b", 8),
        ("i_3*Rq", "i_3*R2", 9),
    ],
)
def test_a_wrong_line_about_it_is_refused(right, wrong, line):
    assert right in ALONE
    found = judged_in(ALONE.replace(right, wrong), TWO)
    assert min(k for k, v in found.items() if v == "false") == line


def test_a_current_may_flow_inside_an_amplifier():
    """The op-amp's input resistance is a part like others: “i is the current through Ri”."""
    amplifier = "* t\nV1 in 0 0.1\nX1 in n out opamp Ao=10k Ri=1meg Ro=100\nR1 n 0 1k\nR2 out n 9k\n"
    words = "i is the current through Ri from the + input to the - input.\n"
    assert verify(words + "V1 - v_n = Ri*i\n", amplifier).first_wrong is None
    assert verify(words + "V1 - v_n = Ro*i\n", amplifier).first_wrong == 2
    assert verify(words + "V1 + v_n = Ri*i\n", amplifier).first_wrong == 2
