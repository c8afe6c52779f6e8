"""Every slip changes the formula, keeps its dimension, and bears a code of the catalogue."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gainproof.expression import Equation, Sym
from gainproof.hand.codes import CODES
from gainproof.notation import parse, text
from gainproof.problems.misconceptions import MISCONCEPTIONS, slipped_definitions, slips
from gainproof.units import PURE, UNITS, dimension

OF = {f"R{k}": UNITS["Ω"] for k in range(1, 6)} | {"Ao": PURE, "G": PURE, "V1": UNITS["V"], "vos": UNITS["V"]}


def made(formula: str) -> dict[str, set[str]]:
    """The wrong formulas by code."""
    out: dict[str, set[str]] = {}
    for s in slips(parse(formula), OF):
        out.setdefault(s.code, set()).add(text(s.formula))
    return out


@pytest.mark.parametrize(
    ("formula", "code", "wrong"),
    [
        ("1 + R2/R1", "GP101", "1 - R2/R1"),
        ("-R2/R1", "GP101", "R2/R1"),
        ("-R2/R1", "GP102", "-R1/R2"),
        ("1 + R2/R1", "GP103", "R2/R1"),
        ("G*(V1 - vos)", "GP103", "G*V1"),
        ("-R2/R1", "GP104", "-(1 + R2/R1)"),
        ("G*(V1 - vos)", "GP105", "V1 - vos"),
        ("G*V1 - vos", "GP106", "G*V1 - G*vos"),
        ("R2/R1*V1 + R3/R1*vos", "GP107", "R3/R1*V1 + R3/R1*vos"),
        ("R2/R1*V1 + R3/R1*vos", "GP108", "R2/R1*vos + R3/R1*V1"),
        ("G*(V1 - vos)", "GP109", "G*V1 - vos"),
        ("G/(1 + G/Ao)", "GP110", "G*(1 + G/Ao)"),
        ("par(R1, R2)", "GP111", "R1 + R2"),
        ("par(R1, R2)", "GP111", "R1*R2/(R1 - R2)"),
    ],
)
def test_a_misconception_writes_what_people_write(formula: str, code: str, wrong: str) -> None:
    assert wrong in made(formula)[code]


def test_a_wrong_formula_is_made_once_and_bears_the_plainer_name() -> None:
    found = made("-R2/R1")
    assert "-R1/R2" in found["GP102"]
    assert "GP108" not in found


def test_every_line_of_the_table_is_used_and_has_a_code() -> None:
    formula = parse("G*(V1 - R2/R1*vos)*(1 + R2/R1)/(1 + G/Ao*(1 + R3/par(R4, R5)))")
    used = Counter(s.says for s in slips(formula, OF))
    assert {m.says for m in MISCONCEPTIONS} <= set(used)
    assert {m.code for m in MISCONCEPTIONS} <= set(CODES)


def test_what_would_give_itself_away_is_left_out() -> None:
    for wrong in set().union(*made("R2/R1*V1 + (1 + R2/R1)*vos").values()):
        assert "V1 - V1" not in wrong
        assert "vos + vos" not in wrong
        assert "R2/R2" not in wrong
        assert "1 + 1 +" not in wrong
        assert "(1 + (1 +" not in wrong
    assert all("R1 + V1" not in w for ws in made("R1 + R2*V1/vos").values() for w in ws)


def test_a_slip_in_a_definition_says_which() -> None:
    definitions = (Equation(Sym("G"), parse("1 + R2/R1")), Equation(Sym("H"), parse("R1/R2")))
    found = list(slipped_definitions(parse("G/(1 + G/Ao)"), definitions, OF))
    assert {text(q.left) for q, _ in found} == {"G"}
    assert "R2/R1" in {text(q.right) for q, _ in found}


TREES = st.recursive(
    st.sampled_from(["R1", "R2", "R3", "G", "Ao", "1"]),
    lambda x: st.one_of(
        st.tuples(x, x).map(lambda p: f"({p[0]} + {p[1]})"),
        st.tuples(x, x).map(lambda p: f"({p[0]})*({p[1]})"),
        st.tuples(x, x).map(lambda p: f"({p[0]})/({p[1]})"),
        st.tuples(x, x).map(lambda p: f"par({p[0]}, {p[1]})"),
    ),
    max_leaves=8,
)


@settings(max_examples=60)
@given(TREES)
def test_slips_differ_from_the_formula_and_from_each_other_and_keep_its_dimension(formula: str) -> None:
    x = parse(formula)
    try:
        size = dimension(x, OF)
    except ValueError:
        return
    seen = {x}
    for s in slips(x, OF):
        assert s.formula not in seen
        assert dimension(s.formula, OF) == size
        seen.add(s.formula)
