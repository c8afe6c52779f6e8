"""Names that the field gives a meaning are held against the circuit, though no word defines them."""

import pytest

from gainproof.verification import verify

INVERTING = "* inverting\nV1 in 0 1\nR1 in n 1k\nR2 n out 10k\nX1 0 n out opamp Ao=100k\n"
FOLLOWER = """* emitter follower
.param beta=100
V1 in 0 1
Rs in b 1k
Vb b b1 0
rpi b1 e 2.6k
F1 0 e Vb {beta}
RE e 0 1k
"""
NUMBERED = "* inverting\nV1 1 0 1\nR1 1 2 1k\nR2 2 3 10k\nX1 0 2 3 opamp Ao=100k\n"
OUTPUT = FOLLOWER.replace(" e ", " out ")
LADDER = "* ladder\nV1 in 0 1\nR1 in a 1k\nR2 a 0 2k\nR3 a out 3k\nR4 out 0 4k\n"


def first(text: str, netlist: str) -> tuple[str, str, str]:
    """Verdict, code and reason of the first claim."""
    j = verify(text, netlist).judged[0]
    return j.verdict, j.code, j.how


@pytest.mark.parametrize(
    ("text", "netlist", "code", "taken"),
    [
        ("A_v = -R1/R2", INVERTING, "GP102", "v_out/V1"),
        ("A_{CL} = -\\frac{R_1}{R_2}", INVERTING, "GP102", "v_out/V1"),
        ("The gain is G = -R1/R2.", INVERTING, "GP102", "v_out/V1"),
        ("R_in = R1 + R2", INVERTING, "GP105", "what V1 sees"),
        ("R_out = par(RE, Rs + rpi/(beta + 1))", FOLLOWER, "GP109", "what is seen at e"),
        ("Z_out = par(RE, (Rs - rpi)/(beta + 1))", FOLLOWER, "GP101", "what is seen at e"),
        ("1/R_out = 1/RE + (beta - 1)/(Rs + rpi)", FOLLOWER, "GP101", "what is seen at e"),
        ("A_v = -R1/R2", NUMBERED, "GP102", "v_3/V1"),  # no node is an output by its name
        ("R_out = par(RE, Rs + rpi/(beta + 1))", OUTPUT, "GP109", "what is seen at out"),
    ],
)
def test_a_slip_is_found_where_the_name_is_defined(text: str, netlist: str, code: str, taken: str) -> None:
    verdict, found, how = first(text, netlist)
    assert (verdict, found) == ("false", code)
    assert taken in how


@pytest.mark.parametrize(
    ("text", "netlist"),
    [
        ("A_v = -R2/R1", INVERTING),
        ("A_v = R2/R1", INVERTING),  # its magnitude
        ("R_in = R1", INVERTING),
        ("R_in = R1 + R2/(1 + Ao)", INVERTING),
        ("R_out = par(RE, (Rs + rpi)/(beta + 1))", FOLLOWER),
        ("R_out = (Rs + rpi)/(beta + 1)", FOLLOWER),  # R_E left out
        ("1/R_out = 1/RE + (beta + 1)/(Rs + rpi)", FOLLOWER),
        ("R_in = rpi + (beta + 1)*RE", FOLLOWER),  # seen at the base
        ("R_in = Rs + rpi + (beta + 1)*RE", FOLLOWER),
        ("The noise gain is G = 1 + R2/R1.", INVERTING),
        ("Let G = R1/R2.", INVERTING),
        ("Let A_v = -R1/R2.", INVERTING),
        ("The differential gain is A_v = -R1/R2.", INVERTING),
        ("k = R1/R2", INVERTING),
        ("G = -R1/R2", INVERTING),  # no word says that it is a gain
        ("The gain follows from m = -R1/R2.", INVERTING),  # no letter of a gain
        ("A_v := -R1/R2", INVERTING),  # the writer's own
        ("R_out = R1 + R2", INVERTING),  # a slip away from what the source sees, which is no output
        ("R_in = par(RE, Rs + rpi/(beta + 1))", OUTPUT),  # a slip away from what is seen at the output
        ("R_out = par(R1, R2, R3 - R4)", LADDER),  # a slip away from what is seen at another node
        ("R_in = V1/i_R2", LADDER),  # by voltages and currents a name is what its writer says
    ],
)
def test_what_the_circuit_has_or_the_writer_may_mean_is_a_definition(text: str, netlist: str) -> None:
    verdict, _, _ = first(text, netlist)
    assert verdict == "definition"


def test_another_line_that_is_true_with_it_says_what_is_meant() -> None:
    """A_v upside down is somebody's own name, where he uses it so."""
    found = verify("A_v = -R1/R2\n\nv_out = V1/A_v*Ao/(Ao + 1 - 1/A_v)\n", INVERTING)
    assert found.judged[0].verdict == "definition"


def test_a_number_behind_the_slip_is_carried() -> None:
    found = verify("A_v = -R1/R2\n\nWith R1 = 1k and R2 = 10k: A_v = -0.1\n", INVERTING)
    assert [j.verdict for j in found.judged] == ["false", "carried"]


def test_under_an_assumption_it_is_the_quantity_of_that_circuit() -> None:
    divider = "* divider\nV1 in 0 1\nR1 in out 1k\nR2 out 0 1k\nR3 out 0 2k\n"
    assert first("With R1 = R2 = R and R3 -> oo, A_v = 1/2", divider)[0] != "false"
    assert first("R_out = par(R1, R2, R3)", divider)[0] == "definition"
    assert first("R_out = par(R1, R2)", divider)[0] == "definition"  # R3 is the load
    assert first("R_out = par(R1, R2)*R3/(R2 + R3)", divider)[0] == "definition", "no slip of one place"


def test_what_is_assumed_makes_a_slip_right_and_only_where_it_does() -> None:
    divider = "* divider\nV1 in 0 1\nR1 in out 1k\nR2 out 0 1k\n"
    assert [j.verdict for j in verify("R2 = R1\n\nR_out = par(R1, R1)", divider).judged] == [
        "limit",
        "definition",
    ]
    assert first("R_out = par(R1, R1)", divider)[:2] == ("false", "GP107")
    found = verify("R4 = R3\n\nR_in = R1 - par(R2, R3 + R4)", LADDER).judged
    assert [(j.verdict, j.code) for j in found] == [("limit", "GP144"), ("false", "GP101")]


def test_a_line_that_follows_from_the_slip_is_no_witness_for_it() -> None:
    text = "1/R_out = 1/RE + (beta - 1)/(Rs + rpi)\n\nR_out = RE*(Rs + rpi)/(Rs + rpi + (beta - 1)*RE)\n"
    assert [j.verdict for j in verify(text, FOLLOWER).judged] == ["false", "carried"]


EMITTER = "* stage\nV1 b 0 1\nRpi b e 2.5k\nG1 c e b e {gm}\nRe e 0 100\nRc c 0 4.7k\n.param gm=40m\n"


@pytest.mark.parametrize(
    "term", ["R_in = Rpi + beta*Re", "R_in = Rpi + (1 + beta)", "R_in = Re*(1 + beta*Rpi)"]
)
def test_a_term_that_no_part_takes_with_it_is_missing(term: str) -> None:
    """Where a term is left out on purpose, a part is neglected, and the formula does not name it."""
    text = f"With beta = gm*Rpi:\n\n{term}\n"
    judged = verify(text, EMITTER).judged
    assert judged[0].verdict == "definition"
    assert judged[1].verdict == ("definition" if "beta*Rpi" in term else "false"), "two errors are no slip"
    right = verify("With beta = gm*Rpi:\n\nR_in = Rpi + (1 + beta)*Re\n", EMITTER).judged
    assert [j.verdict for j in right] == ["definition", "definition"]


def test_a_part_that_the_formula_does_not_name_may_be_neglected() -> None:
    assert first("R_in = R1 + R2", LADDER)[0] == "definition"  # R3 + R4 is large
    assert first("R_in = R1 + par(R2, R4)", LADDER)[0] == "definition"  # R3 is small
    assert first("R_in = par(R2, R3 + R4)", LADDER)[0] == "definition"  # seen at a
    assert first("R_in = R1 + R3 + par(R2, R3 + R4)", LADDER)[:2] == ("false", "GP104")


def test_what_a_source_sees_is_seen_where_its_whole_current_goes() -> None:
    """A voltage elsewhere over the current of the source is no input resistance: v_out/i_1 = -R2."""
    finite = INVERTING.replace("Ao=100k", "Ao=100k Ri=1meg")
    assert first("R_in = R1 + par(Ri, R2/(1 + Ao))", finite)[0] == "definition"
    assert first("R_in = R2 + par(Ri, R2/(1 + Ao))", finite)[:2] == ("false", "GP107")
    floating = "* bridge\nV1 a b 1\nR1 a c 1k\nR2 c b 2k\nR3 b 0 1k\n"
    assert first("R_in = R2", floating)[0] == "definition"


HOWLAND = """* Howland
V1 in 0 1
R1 in p 1k
R2 p out 10k
R3 n 0 1k
R4 out n 9.9k
RL p 0 500
X1 p n out opamp
"""


def test_a_load_stands_at_an_output_and_may_be_left_out() -> None:
    assert first("1/R_out = 1/R1 - R4/(R2*R3)", HOWLAND)[0] == "definition"
    verdict, _, how = first("1/R_out = 1/R1 - R3/(R2*R4)", HOWLAND)
    assert verdict == "false"
    assert "what is seen at p" in how
    assert first("1/R_out = 1/R1 - R3/(R2*R4)", HOWLAND.replace("RL", "R5"))[0] == "definition"


def test_who_names_the_gain_does_not_mean_a_perfect_amplifier() -> None:
    assert first("R_in = R1 + R2/(1 - Ao)", INVERTING)[:2] == ("false", "GP101")
    assert first("R_in = R1 + R1/(1 + Ao)", INVERTING)[0] == "false"
    assert first("For Ao -> oo, R_in = R1", INVERTING)[0] != "false"
