"""Wrong lines of three circuits: the right line comes first, the kind is named, the place is the edit's.

Every suggestion, whatever its rank, must follow from the laws of the circuit exactly.
"""

from collections.abc import Iterator

import pytest

from gainproof.circuit.netlist import read
from gainproof.expression import Equation, Expr, Par
from gainproof.hand.codes import CODE_OF
from gainproof.hand.diagnosis import diagnose
from gainproof.hand.diagnosis.bench import Bench
from gainproof.hand.truth.oracle import Oracle
from gainproof.hand.truth.proof import proved
from gainproof.hand.work import Claim, Path, Side, Span
from gainproof.notation import equation_text, parse, parse_equation

DIVIDER = "* loaded divider\nV1 1 0\nR1 1 2\nR2 2 0\nR3 2 0\n"
INVERTING = "* inverting\nV1 1 0\nR1 1 2\nR2 2 3\nX1 0 2 3 opamp Ao=Ao\n"
LOWPASS = "* low-pass\nV1 1 0\nR1 1 2\nC1 2 0\nR2 2 3\nL1 3 0\n"
MIXER = "* two inputs\nVa 1 0\nVb 2 0\nRa 1 3\nRb 2 3\nRf 3 4\nX1 0 3 4 opamp\n"


def oracle_of(netlist: str, **names: str) -> Oracle:
    oracle = Oracle(read(netlist).circuit)
    for symbol, meaning in names.items():
        oracle.define(symbol, parse(meaning))
    return oracle


def places(x: Expr, path: Path = ()) -> Iterator[Path]:
    yield path
    for i, c in enumerate(x.children):
        yield from places(c, (*path, i))


def claim_of(line: str) -> Claim:
    """A claim in which each part has a place of its own: line 1 for the left side, 2 for the right."""
    q = parse_equation(line)
    sides = [
        Side(x, Span(n, 1), {p: Span(n, k + 1) for k, p in enumerate(places(x))})
        for n, x in ((1, q.left), (2, q.right))
    ]
    return Claim(sides[0], sides[1], "=", line, Span(1, 1))


def at(claim: Claim, side: int, *path: int) -> Span:
    return (claim.right if side else claim.left).spans[path]


WRONG = (
    (DIVIDER, {}, "(v_2 - V1)/R1 - v_2/R2 + v_2/R3 = 0", "(v_2 - V1)/R1 + v_2/R2 + v_2/R3 = 0", "sign"),
    (DIVIDER, {}, "v_2*(1/R1 + 1/R2 + 1/R3) = -V1/R1", "v_2*(1/R1 + 1/R2 + 1/R3) = V1/R1", "sign"),
    (DIVIDER, {}, "i_R1 = (v_2 - V1)/R1", "i_R1 = (V1 - v_2)/R1", "sign"),
    (DIVIDER, {"R_p": "par(R2, R3)"}, "v_2 = V1*R1/(R1 + R_p)", "v_2 = V1*R_p/(R1 + R_p)", "wrong symbol"),
    (DIVIDER, {}, "v_2*(1/R1 + 1/R2 + 1/R2) = V1/R1", "v_2*(1/R1 + 1/R2 + 1/R3) = V1/R1", "wrong symbol"),
    (DIVIDER, {"G": "1/R2 + 1/R3"}, "G = R2 + R3", "G = 1/R2 + 1/R3", "wrong parallel formula"),
    (DIVIDER, {"R_p": "par(R2, R3)"}, "R_p = R2 + R3", "R_p = par(R2, R3)", "wrong parallel formula"),
    (DIVIDER, {}, "v_2*(1 + R1/R2 + R1/R3) = V1*R1", "v_2*(1 + R1/R2 + R1/R3) = V1", "extra factor"),
    (DIVIDER, {}, "v_2*(1 + R1/R2 + R3/R1) = V1", "v_2*(1 + R1/R2 + R1/R3) = V1", "inverted fraction"),
    (INVERTING, {}, "v_3 = Ao*v_2", "v_3 = -Ao*v_2", "sign"),
    (INVERTING, {"b": "R1/(R1 + R2)"}, "b = R2/(R1 + R2)", "b = R1/(R1 + R2)", "wrong symbol"),
    (INVERTING, {}, "(V1 - v_2)/R1 = (v_2 - v_3)/R1", "(V1 - v_2)/R1 = (v_2 - v_3)/R2", "wrong symbol"),
    (LOWPASS, {}, "(V1 - v_2)/R1 = C1*v_2 + v_2/(R2 + s*L1)", "(V1 - v_2)/R1 = s*C1*v_2 + v_2/(R2 + s*L1)",
     "dropped factor"),
    (LOWPASS, {}, "v_3/v_2 = s*L1/(R2 + s*C1)", "v_3/v_2 = s*L1/(R2 + s*L1)", "wrong symbol"),
    (LOWPASS, {"Z": "R2 + s*L1"}, "v_3 = v_2*s**2*L1/Z", "v_3 = v_2*s*L1/Z", "wrong power"),
    (MIXER, {}, "v_4 = -Rf*(Va/Ra - Vb/Rb)", "v_4 = -Rf*(Va/Ra + Vb/Rb)", "sign"),
    (MIXER, {}, "v_4 = -Rf*Va/Ra + Vb/Rb", "v_4 = -Rf*(Va/Ra + Vb/Rb)", "bracket scope"),
    (MIXER, {}, "v_4/Va = -Ra/Rf", "v_4/Va = -Rf/Ra", "inverted fraction"),
)  # fmt: skip


def ids(case: tuple[str, dict[str, str], str, str, str]) -> str:
    return f"{case[4]}: {case[2]}"


@pytest.mark.parametrize(("netlist", "names", "wrong", "right", "kind"), WRONG, ids=map(ids, WRONG))
def test_the_right_line_comes_first(
    netlist: str, names: dict[str, str], wrong: str, right: str, kind: str
) -> None:
    oracle = oracle_of(netlist, **names)
    claim = claim_of(wrong)
    assert not oracle.holds(claim.equation)
    found = diagnose(claim, oracle)
    assert equation_text(found.suggestions[0].claim) == equation_text(parse_equation(right))
    assert found.kind == kind
    assert found.kind in CODE_OF
    for s in found.suggestions:
        about = oracle.about(s.claim)
        assert proved(about, s.claim, about.laws).holds, equation_text(s.claim)


def test_the_place_is_that_of_the_edit() -> None:
    oracle = oracle_of(DIVIDER)
    claim = claim_of("v_2*(1/R1 + 1/R2 + 1/R2) = V1/R1")
    found = diagnose(claim, oracle)
    assert found.span == found.suggestions[0].span
    assert found.span in (at(claim, 0, 1, 1, 1), at(claim, 0, 1, 2, 1))
    claim = claim_of("v_2*(1 + R1/R2 + R3/R1) = V1")
    assert diagnose(claim, oracle).span == at(claim, 0, 1, 2)


def test_two_errors_are_two_edits() -> None:
    claim = claim_of("v_2*(1/R1 + 1/R2 + 1/R2) = -V1/R1")
    found = diagnose(claim, oracle_of(DIVIDER))
    assert found.kind == "two errors"
    assert found.suggestions[0].claim == parse_equation("v_2*(1/R1 + 1/R2 + 1/R3) = V1/R1")


def test_where_no_small_edit_helps_the_left_side_is_given() -> None:
    oracle = oracle_of(MIXER)
    claim = claim_of("v_4 = Va*(Ra*Rb + 3*Rf**2)/(Ra + Rb + 7*Rf) + 2*Vb*(Ra + 5*Rb)/(Rf + 3*Ra)")
    found = diagnose(claim, oracle)
    (only,) = found.suggestions
    assert found.kind in ("no small edit", "dimensions")
    assert only.claim.left == parse("v_4")
    assert oracle.holds(only.claim)


@pytest.mark.parametrize(
    ("netlist", "names", "wrong", "right", "kind"),
    [
        (INVERTING, {"b": "R1/(R1 + R2)"}, "v_3/V1 = -1*(R2/R1)/(1 + 1/b*Ao)",
         "v_3/V1 = -1*(R2/R1)/(1 + 1/(b*Ao))", "wrong side of the fraction"),
        (MIXER, {}, "v_1 = 0", "v_3 = 0", "wrong symbol"),
        (INVERTING, {"R": "par(R1, R2)"}, "v_3/V1 = -(R2/R1)/(1 + R2/R2)",
         "v_3/V1 = -(R2/R1)/(1 + R2/(Ao*R))", "other part"),
        (DIVIDER, {}, "V1 - v_2/R1 = v_2/R2 + v_2/R3", "(V1 - v_2)/R1 = v_2/R2 + v_2/R3", "bracket scope"),
    ],
)  # fmt: skip
def test_the_right_line_comes_first_in_its_plainest_spelling(
    netlist: str, names: dict[str, str], wrong: str, right: str, kind: str
) -> None:
    found = diagnose(claim_of(wrong), oracle_of(netlist, **names))
    assert equation_text(found.suggestions[0].claim) == equation_text(parse_equation(right))
    assert found.kind == kind


def test_one_symbol_wrong_in_two_places_and_another() -> None:
    found = diagnose(claim_of("v_1 = V1*R2*R2/(R2*R2 + R1*R2 + R1*R3)"), oracle_of(DIVIDER))
    assert found.suggestions[0].claim == parse_equation("v_2 = V1*R2*R3/(R2*R3 + R1*R2 + R1*R3)")
    assert found.message == "R2 should be R3 in two places; and v_1 should be v_2 (wrong index)"


def test_a_part_that_is_defined_anew() -> None:
    oracle = oracle_of(DIVIDER)
    found = diagnose(claim_of("1/R1 = 1/R1 + 1/R2 + 1/R3"), oracle)
    assert found.kind == "wrong symbol"
    assert "R1" in found.message
    assert found.span == claim_of("1/R1 = 1/R1 + 1/R2 + 1/R3").left.span
    named = oracle_of(DIVIDER, R_t="1/(1/R1 + 1/R2 + 1/R3)")
    (said, *_) = diagnose(claim_of("1/R1 = 1/R1 + 1/R2 + 1/R3"), named).suggestions
    assert said.claim == parse_equation("1/R_t = 1/R1 + 1/R2 + 1/R3")


def test_nothing_trivial_is_suggested() -> None:
    oracle = oracle_of(DIVIDER)
    for wrong in ("v_2 = V1*R2/(R2 + R1*R2/R2 + R1)", "v_2/V1 = R2/R1", "v_2 = V1*R1/R1"):
        found = diagnose(claim_of(wrong), oracle)
        free = Bench(oracle).by_definition()
        for s in found.suggestions:
            assert free.value(s.claim.left) != free.value(s.claim.right), equation_text(s.claim)


def test_a_part_in_parallel_is_a_resistance() -> None:
    oracle = oracle_of(INVERTING)
    for wrong in ("v_3 = -Ao*V1", "v_3/V1 = -Ao", "v_3/v_2 = -Ao*R2/R1"):
        found = diagnose(claim_of(wrong), oracle)
        assert found.suggestions
        for s in found.suggestions:
            sums = [x for side in (s.claim.left, s.claim.right) for x in side.walk() if isinstance(x, Par)]
            assert all("Ao" not in x.symbols() for x in sums)


def test_a_transfer_function_keeps_its_sources() -> None:
    oracle = oracle_of(MIXER)
    for wrong in ("v_4/Va = -Rf", "v_4/Va = -Ra/Rb", "v_4/Va = v_2/Va"):
        claim = claim_of(wrong)
        found = diagnose(claim, oracle)
        assert found.suggestions
        assert all(oracle.about(s.claim) is oracle.about(claim.equation) for s in found.suggestions)


def test_a_limit_that_nobody_states_is_named() -> None:
    oracle, to = oracle_of(INVERTING), {"Ao": "oo"}
    found = diagnose(claim_of("v_3/V1 = -R1/R2"), oracle, to=to, said=False)
    assert found.suggestions[0].claim == parse_equation("v_3/V1 = -R2/R1")
    assert found.under == ("Ao -> oo",)
    assert diagnose(claim_of("v_3/V1 = -R1/R2"), oracle, to=to).under == ()


def test_in_a_limit_the_suggestion_is_true_in_the_limit() -> None:
    oracle = oracle_of(INVERTING)
    found = diagnose(claim_of("v_3/V1 = -R1/R2"), oracle, to={"Ao": "oo"})
    assert found.suggestions[0].claim == Equation(parse("v_3/V1"), parse("-R2/R1"))
    assert not oracle.holds(found.suggestions[0].claim)
    assert all(oracle.limit_holds(s.claim, {"Ao": "oo"}) for s in found.suggestions)
