"""The lines into which errors are planted are true, and the planted ones false, by plain nodal analysis."""

import random
from collections import Counter
from fractions import Fraction

import pytest

from benchmarks.planted import truths
from benchmarks.planted.sowing import ALL_KINDS, Planted, essays, last_place, sown, true_lines
from benchmarks.planted.truths import Line, bench, circuits, rounded, shown
from gainproof.derivation import Quantity
from gainproof.expression import Equation, Expr, Quot, Root
from gainproof.witness.measurement import measurement
from gainproof.witness.numeric import reading

SOME = 320
PLANTED = list(sown(SOME, 7))
FAR = 10**12


def value(x: Expr, circuit: str, names: dict[str, Expr], under: dict[str, str]) -> Fraction:
    """The value where the parameters are whole numbers, and nodal analysis gives the rest."""
    c = bench(circuit).circuit
    draw = random.Random(circuit)
    known = sorted({*c.parameters, "s"})
    point = dict(zip(known, map(Fraction, draw.sample(range(2, 999), len(known))), strict=True))
    for n, where in under.items():
        point[n] = Fraction(FAR) if where == "oo" else Fraction(1, FAR)
    wanted = set(x.symbols())
    for meaning in names.values():
        wanted |= set(meaning.symbols())
    for n in wanted & set(c.voltages):
        bench_of = measurement(c, Quantity("response", (c.voltages[n], "0")))
        point[n] = reading(bench_of, point, Fraction)
    for n in wanted & set(c.currents):
        point[n] = reading(measurement(c, Quantity("response", (c.currents[n],))), point, Fraction)
    for n, meaning in names.items():
        point[n] = meaning.value(point)
    return Fraction(x.value(point))


def difference(q: Equation, p: Planted | Line) -> float:
    """How far apart the sides are, as a part of the larger one."""
    names = dict(map(truths.defined, p.needs))
    if isinstance(p, Line) and p.role == "definition":
        names |= dict([truths.defined(q)])
    a, b = (value(x, p.circuit, names, dict(p.under)) for x in (q.left, q.right))
    return float(abs(a - b) / max(abs(a), abs(b), Fraction(1, 10**6)))


def comparable(p: Planted | Line) -> bool:
    """Is it an equation of the whole circuit without roots, and no printed number?"""
    several = len(bench(p.circuit).circuit.sources()) > 1
    sides = [x for q in (p.claim, *p.needs) for x in (q.left, q.right)]
    roots = any(isinstance(n, Root) for x in sides for n in x.walk())
    return p.role != "number" and not roots and not (several and "/" in repr(p.claim.left))


@pytest.mark.parametrize("circuit", circuits())
def test_the_lines_of_a_circuit_are_true_by_nodal_analysis(circuit: str) -> None:
    lines = [x for x in bench(circuit).lines if comparable(x) and not _ratio(x)]
    some = random.Random(3).sample(lines, min(12, len(lines)))
    assert len(some) >= 8
    for line in some:
        assert difference(line.claim, line) <= (1e-9 if line.under else 0), line


def _ratio(p: Planted | Line) -> bool:
    """A quotient by a source is meant with the others off, which this test does not arrange."""
    sources = {n for e in bench(p.circuit).circuit.sources() if e.value for n in e.value.symbols()}
    return len(sources) > 1 and any(
        isinstance(n, Quot) and sources & set(n.children[1].symbols())
        for q in (p.claim, getattr(p, "right", p.claim))
        for x in (q.left, q.right)
        for n in x.walk()
    )


def test_planted_lines_are_false_by_nodal_analysis_and_were_true_before() -> None:
    seen = 0
    for p in PLANTED:
        if not comparable(p) or _ratio(p):
            continue
        try:
            wrong, right = difference(p.claim, p), difference(p.right, p)
        except ZeroDivisionError:
            continue
        assert wrong > (1e-9 if p.under else 0), p
        assert right <= (1e-9 if p.under else 0), p
        seen += 1
    assert seen > SOME / 2


def test_every_kind_and_every_circuit_occurs() -> None:
    assert len(circuits()) >= 15
    assert {p.kind for p in PLANTED} == set(ALL_KINDS)
    assert {p.circuit for p in PLANTED} == set(circuits())
    assert {p.role for p in PLANTED} >= {"law", "kcl", "step", "exact", "arranged", "limit", "number"}
    assert len({p.hand for p in PLANTED}) == 9
    two = Counter(p.kind for p in PLANTED)["two errors"]
    assert two == SOME // 20


def test_a_seed_gives_the_same_documents_again_and_another_seed_others() -> None:
    again = list(sown(40, 7))
    assert [p.text for p in again] == [p.text for p in PLANTED[:40]]
    assert [p.text for p in sown(40, 8)] != [p.text for p in again]


def test_no_document_occurs_twice_and_none_hides_its_error() -> None:
    assert len({p.text for p in PLANTED}) == SOME
    assert all(p.claim != p.right for p in PLANTED)


def test_true_lines_are_what_they_were() -> None:
    found = list(true_lines(60, 2))
    assert len(found) == 60
    assert all(p.kind == "" and p.claim == p.right for p in found)


def test_a_whole_derivation_has_its_error_where_it_says() -> None:
    found = list(essays(24, 5))
    assert [e.wrong is None for e in found] == [True, False] * 12
    for e in found[1::2]:
        assert e.wrong is not None
        assert e.text.splitlines()[e.wrong - 1].strip()


@pytest.mark.parametrize(
    ("q", "places", "text"),
    [
        (Fraction(99476, 100), 3, "995"),
        (Fraction(99476, 100), 5, "994.76"),
        (Fraction(-1, 3), 3, "-0.333"),
        (Fraction(1, 300), 3, "0.00333"),
        (Fraction(12), 5, "12.000"),
        (Fraction(1, 10**6), 3, ""),
        (Fraction(10**8), 3, ""),
    ],
)
def test_numbers_are_rounded_to_significant_digits(q: Fraction, places: int, text: str) -> None:
    assert rounded(q, places) == text


def test_decimal_fractions_are_shown_whole() -> None:
    assert shown(Fraction("0.0250")) == "0.025"
    assert shown(Fraction(-7, 2)) == "-3.5"
    assert shown(Fraction(40)) == "40"


@pytest.mark.parametrize(
    ("digits", "unit"),
    [("994.76", "0.01"), ("9500", "100"), ("9500.0", "0.1"), ("-12", "1"), ("0.050", "0.001")],
)
def test_zeros_at_the_end_of_a_whole_number_may_not_count(digits: str, unit: str) -> None:
    assert last_place(digits) == Fraction(unit)
