"""Error budgets of whole circuits.

The numbers are judged by what shares no code with the budget: every corner of each circuit worked out one by
one from the engine's flat quotient in fractions, at numbers that are as good as zero and infinity.
"""

import random
from fractions import Fraction
from itertools import product

import pytest
from circuits import random_netlist, random_question

from gainproof.budget import Budget, error_budget
from gainproof.budget.terminal import terminal
from gainproof.circuit.ask import parse
from gainproof.circuit.netlist import read
from gainproof.circuit.solve import solve
from gainproof.errors import GainproofError
from gainproof.witness import Opinion
from gainproof.worked.example import example

NOTE = "derivations/5-all-together/circuit.cir"
AMPLIFIER = """* an amplifier
V1 in 0 10m
X1 in n out opamp Ao=100k Ri=1meg Ro=75 vos=1m Ib=80n Ios=20n CMRR=10k
R1 n 0 1k
R2 out n 9k
Rl out 0 2k
.tf V(out) V1
"""


def corners(netlist: str, b: Budget) -> list[Fraction]:
    """The output at every corner, from the flat quotient; an infinite value is the limit of ever greater
    ones.
    """
    c = read(netlist).circuit
    exact = solve(c, b.quantity).expr()
    ends = [sorted(set(v.ends)) for v in b.variables]
    anything = {n: Fraction(k) for k, n in enumerate(exact.symbols(), 2)} | {"s": Fraction(1, 10**40)}
    found = []
    for corner in product(*ends):
        point = anything | dict(b.values)
        for v, u in zip(b.variables, corner, strict=True):
            near = u or Fraction(1, 10**40)
            point[v.symbol] = 1 / near if v.reciprocal else near
        found.append(exact.value(point))
    return found


FIVE = {
    "amplifier": (AMPLIFIER, {"tolerance": ["1%", "Rl=5%"]}),
    "difference": (
        """* four resistors of their own
V1 1 0 1
V2 2 0 1.01
R1 1 n 10k
R2 n out 47k
R3 2 p 10k
R4 p 0 47k
X1 p n out opamp Ao=50k vos=2m CMRR=3162
""",
        {"of": "V(out)", "tolerance": ["0.1%", "R4=0.5%"]},
    ),
    "instrumentation": (
        """* matched parts move together
.param A=100k Rb=10k Rc=10k Rd=22k
V1 1 0 1
V2 2 0 1.01
X1 1 a o1 opamp Ao={A} vos=1m
X2 2 b o2 opamp Ao={A}
R2a a o1 {Rb}
R2b b o2 {Rb}
Rg a b 200
R3a o1 m {Rc}
R4a m out {Rd}
R3b o2 p {Rc}
R4b p 0 {Rd}
X3 p m out opamp Ao=100k
""",
        {"of": "V(out)", "tolerance": ["1%"]},
    ),
    "bridge": (
        """* no op-amp at all
V1 top 0 5
Ra top a 1k
Rb a 0 1k
Rc top b 1k
Rd b 0 1.1k
Rm a b 10k
""",
        {"of": "V(a,b)", "tolerance": ["2%", "V1=0.1%"]},
    ),
    "inverting": (
        """* inverting, into a load
V1 in 0 100m
R1 in n 2.2k
R2 n out 33k
X1 0 n out opamp Ao=20k Ro=200 Ri=300k vos=3m
Rl out 0 1k
.tf V(out) V1
""",
        {"tolerance": ["5%"], "set": ["vos=-2m..3m"]},
    ),
}


@pytest.mark.parametrize("name", FIVE)
def test_the_worst_case_is_that_of_all_corners(name: str) -> None:
    netlist, asked = FIVE[name]
    b = error_budget(netlist, **asked, formulas=False)
    found = corners(netlist, b)
    assert len(found) >= 2**5
    for worst, extreme in ((b.worst.low, min(found)), (b.worst.high, max(found))):
        assert float(worst) == pytest.approx(float(extreme - b.ideal), rel=1e-9, abs=1e-12)
    assert b.worst.bounds == (b.worst.low, b.worst.high)
    assert b.worst.how.startswith("Exact")


def test_the_worst_case_of_random_circuits_is_that_of_all_corners() -> None:
    """Singular ones, and those whose output depends on nothing or may be infinite, are refused in words."""
    seen = refused = 0
    for seed in range(250):
        netlist = random_netlist(seed)
        rng = random.Random(seed)
        try:
            c = read(netlist).circuit
            asked = random_question(seed, c.nodes, tuple(e.name for e in c.elements))
            names = list(c.parameters)
            words = [f"{n}={q}" for n, q in zip(names, rng.sample(range(100, 900), len(names)), strict=True)]
            wide = [f"{n}={rng.choice((1, 5, 20))}%" for n in names if not c.parameters[n].ideal]
            b = error_budget(
                netlist, of=asked, set=words, tolerance=rng.sample(wide, min(3, len(wide))), formulas=False
            )
        except GainproofError:
            refused += 1
            continue
        if len(b.variables) > 7 or any(b.whole.turns(v.symbol) for v in b.variables):
            continue
        found = [x - b.ideal for x in corners(netlist, b)]
        size = float(max(map(abs, found))) or 1.0
        assert float(b.worst.low) == pytest.approx(float(min(found)), rel=1e-9, abs=1e-12 * size), seed
        assert float(b.worst.high) == pytest.approx(float(max(found)), rel=1e-9, abs=1e-12 * size), seed
        seen += 1
    assert seen >= 45, (seen, refused)


def test_the_note_is_reproduced_and_split() -> None:
    b = error_budget(NOTE)
    c = read(NOTE).circuit
    q = parse("V(3)/V1", c)
    exact = solve(c, q).expr()
    values = {n: p.value for n, p in c.parameters.items() if p.value is not None}
    goals = {"Ao": "oo", "Ri": "oo", "Ro": "0"}
    worked = example(exact, None, goals, values, q, c.parameters)
    assert worked is not None
    assert worked.error is not None
    assert -b.worst.low / b.ideal == worked.error, "to the last digit, for both are exact"
    split = {r.cause.name: -r.low / b.ideal for r in b.rows}
    assert split == {k.symbol: k.added for k in worked.contributions}
    assert -b.worst.interaction[0] / b.ideal == worked.interaction
    assert b.worst.high == 0, "at the other corner all is ideal"


@pytest.mark.parametrize("name", FIVE)
def test_contributions_and_interaction_add_up(name: str) -> None:
    netlist, asked = FIVE[name]
    b = error_budget(netlist, **asked, formulas=False)
    assert sum(r.low for r in b.rows) + b.worst.interaction[0] == b.worst.low
    assert sum(r.high for r in b.rows) + b.worst.interaction[1] == b.worst.high
    sizes = [max(abs(r.low), abs(r.high)) for r in b.rows]
    assert sizes == sorted(sizes, reverse=True)


def test_errors_are_referred_to_the_input() -> None:
    b = error_budget(AMPLIFIER, formulas=False)
    assert (b.input, b.gain, b.unit, b.ideal) == ("V1", 10, "V", Fraction(1, 10))
    offset = next(r for r in b.rows if r.cause.name == "vos")
    assert b.referred(offset.high) == pytest.approx(Fraction(1, 1000), rel=1e-3)
    assert b.relative(b.ideal) == 1
    assert error_budget(AMPLIFIER, of="zout(out)", formulas=False).gain is None
    wished = error_budget(FIVE["difference"][0], of="V(out)", input="V2", formulas=False)
    assert (wished.input, wished.gain) == ("V2", Fraction(47, 10))


def test_the_formulas_are_the_derivatives() -> None:
    b = error_budget(AMPLIFIER, tolerance=["1%"])
    far = Fraction(10**25)
    ideal = b.values | {"Ao": far, "Ri": far, "CMRR": far, "Ro": 0, "vos": 0, "Ib": 0, "Ios": 0}
    ideal |= {v.symbol: v.nominal for v in b.variables if v.rank == 2}
    limits = {"Ao": 100_000, "Ri": 10**6, "Ro": 75, "Ib": Fraction(80, 10**9)}
    short = 0
    for r in b.rows:
        assert r.exact is not None
        rank = next(v.rank for v in b.variables if v.symbol == r.cause.symbol)
        counted = {0: {}, 1: {"Ao": Fraction(100_000)}, 2: limits}[rank]
        slope = r.exact.value({**ideal, **counted})
        assert float(slope) == pytest.approx(float(r.sensitivity), rel=1e-9), r.cause.name
        if r.formula is not None and r.about:
            short += 1
            near = {**ideal, "Ro": Fraction(1, 10**6), "Ri": 10**12, "Ao": 10**9, "CMRR": 10**20}
            assert float(r.formula.value(near)) == pytest.approx(float(r.exact.value(near)), rel=1e-4)
    assert short >= 8


def test_a_real_part_brings_its_limits_and_its_drifts() -> None:
    netlist = "* part\nV1 in 0 10m\nX1 in n out opamp\nR1 n 0 1k\nR2 out n 9k\n.tf V(out) V1\n"
    cold = error_budget(netlist, part="OP27", formulas=False)
    hot = error_budget(netlist, part="OP27", temperature="25..85", tempco=["25ppm"], formulas=False)
    shown = {r.cause.name: r.cause.shown for r in cold.rows}
    assert shown["Ao"] == "≥ 1000000"
    assert shown["vos"] == "±25 µV"
    assert shown["Ib"] == "±40 nA"
    more = {r.cause.name for r in hot.rows} - set(shown)
    assert more == {"vos drift", "R1 over temperature", "R2 over temperature"}
    drift = next(r for r in hot.rows if r.cause.name == "vos drift")
    assert drift.cause.high == Fraction(6, 10**7) * 60
    assert hot.worst.greatest**2 > cold.worst.greatest**2
    with pytest.raises(GainproofError, match="no part"):
        error_budget(netlist, part="OP27X9000")


def test_a_negative_source_has_its_tolerance_too() -> None:
    b = error_budget("* x\nV1 a 0 -2\nR1 a b 1k\nR2 b 0 1k\n", of="V(b)", tolerance=["V1=10%"])
    (row,) = b.rows
    assert (b.ideal, b.worst.low, b.worst.high) == (-1, Fraction(-1, 10), Fraction(1, 10))
    assert (row.low, row.high, row.spread) == (b.worst.low, b.worst.high, Fraction(1, 10))
    assert b.relative(b.worst.high) == Fraction(1, 10)


def test_the_spread_of_a_range_is_half_of_it() -> None:
    b = error_budget("* x\nV1 a 0 1\nX1 a b b opamp vos=1m\n.tf V(b) V1\n", set=["vos=0..2m"], formulas=False)
    assert (b.mean, b.spread) == (Fraction(-1, 1000), Fraction(1, 1000))
    assert (b.worst.low, b.worst.high) == (Fraction(-2, 1000), 0)


def test_a_witness_that_disagrees_stops_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    against = Opinion("numeric", False, "it finds 3")
    monkeypatch.setattr("gainproof.budget.making.opinions", lambda *_, **__: [against])
    with pytest.raises(GainproofError, match="numeric disagrees"):
        error_budget(AMPLIFIER, formulas=False)


def test_matched_parts_are_told() -> None:
    netlist, asked = FIVE["instrumentation"]
    b = error_budget(netlist, **asked, formulas=False)
    assert set(b.together) >= {"R2a and R2b", "X1 and X2"}
    assert error_budget(FIVE["bridge"][0], **FIVE["bridge"][1], formulas=False).together == ()


def test_positive_feedback_is_no_amplifier() -> None:
    b = error_budget(AMPLIFIER.replace("X1 in n out", "X1 n in out"), formulas=False)
    assert len(b.faults) == 1
    assert "positive" in b.faults[0]
    assert error_budget(AMPLIFIER, formulas=False).faults == ()


def test_what_is_too_large_says_what_to_do() -> None:
    rungs = "".join(f"Ra{k} n{k} n{k + 1} 1k\nRb{k} n{k + 1} 0 1k\n" for k in range(10))
    with pytest.raises(GainproofError, match=r"too many for a budget.*imperfections that matter"):
        error_budget(f"* a ladder\nV1 n0 0 1\n{rungs}.tf V(n10) V1\n", tolerance=["1%"])
    amplifier = "opamp Ao=1 Ri=1 Ro=1 Ricm=1 CMRR=1"
    three = (
        FIVE["instrumentation"][0]
        .replace("R4b p 0 {Rd}", "R4b p 0 1k")
        .replace("R3b o2 p {Rc}", "R3b o2 p 1k")
    )
    for words in ("opamp Ao={A} vos=1m", "opamp Ao={A}", "opamp Ao=100k"):
        three = three.replace(words, amplifier)
    with pytest.raises(GainproofError, match="imperfections that matter"):
        error_budget(three, of="V(out)", part="OP27", formulas=False)


@pytest.mark.parametrize(
    ("netlist", "asked", "complaint"),
    [
        ("* x\nV1 a 0\nR1 a b\nR2 b 0\n.tf V(b) V1\n", {"tolerance": ["1%"]}, "no value for .*--set"),
        ("* x\nV1 a 0 1\nR1 a b 1\nR2 b 0 1\n.tf V(b) V1\n", {}, "no source of error"),
        ("* x\nV1 a 0 1\nR1 a b 1\nR2 b 0 1\n", {"tolerance": ["1%"]}, "nothing is asked"),
        ("* x\nV1 a 0 1\nR1 a 0 1\n", {"of": "zout(a)"}, "is 0, whatever"),
        (AMPLIFIER, {"tempco": ["25ppm"]}, "without --temperature"),
        (AMPLIFIER, {"input": "R1"}, "cannot be referred"),
        (AMPLIFIER.replace("R2 out n 9k", "C2 out n 1n"), {}, "infinite|undefined"),
        (AMPLIFIER, {"set": ["Ao=1..2"], "of": "V(nowhere)"}, "no node"),
        (
            "* x\nV1 a 0 1\nR1 a b 1k\nG1 b 0 b 0 -2.01m\nR2 b 0 1k\n.tf V(b) V1\n",
            {"tolerance": ["1%"]},
            "may vanish|infinite",
        ),
    ],
)
def test_what_cannot_be_budgeted_is_told(netlist: str, asked: dict[str, list[str]], complaint: str) -> None:
    with pytest.raises(GainproofError, match=complaint):
        error_budget(netlist, **asked, formulas=False)


def test_a_voltage_is_in_volts_though_a_factor_has_no_unit() -> None:
    text = (
        "* a\n.param gain=20 Rb=10k\nV1 i 0 100m\nX1 i n o opamp Ao=100k vos=1m\n"
        "R1 n 0 {Rb}\nR2 n o {Rb*(gain-1)}\n"
    )
    b = error_budget(text, of="V(o)")
    assert b.unit == "V"
    assert "Ideally V(o) = 2 V." in terminal(b)
    assert "by the ideal gain 20." in terminal(b)
