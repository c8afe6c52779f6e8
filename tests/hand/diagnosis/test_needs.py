"""What a part needs, put in its place, makes the line true; for every part of every line that has one."""

from fractions import Fraction

import pytest

from gainproof.circuit.netlist import read
from gainproof.expression import Sym
from gainproof.hand.diagnosis.bench import Bench
from gainproof.hand.diagnosis.needs import Point, needs
from gainproof.hand.diagnosis.trees import with_part
from gainproof.hand.truth.oracle import Oracle
from gainproof.notation import parse_equation

LINES = (
    "v_2*(1/R1 + 1/R2 + 1/R2) = V1/R1",
    "v_2 = V1*par(R1, R3)/(R1 + par(R2, R3))",
    "(v_2 - V1)/R1 - v_2/R2**2 = 0",
    "-(V1 - v_2) = 3*R1*i_R1",
)


@pytest.mark.parametrize("line", LINES)
def test_a_part_with_the_value_that_it_needs_mends_the_line(line: str) -> None:
    bench = Bench(Oracle(read("* loaded divider\nV1 1 0\nR1 1 2\nR2 2 0\nR3 2 0\n").circuit))
    point = bench.point({})
    q = parse_equation(line)
    found = needs(q, point)
    assert len(found) >= 8
    for need in found:
        mended = with_part(q, need.path, Sym("needed"))
        there = Point({**point.values, "needed": need.needs}, point.number)
        assert there.value(mended.left) == there.value(mended.right)
        spoiled = Point({**point.values, "needed": need.needs + point.number(Fraction(1))}, point.number)
        assert spoiled.value(mended.left) != spoiled.value(mended.right)


def test_what_is_squared_needs_either_root() -> None:
    """Which root comes first is up to the random point: both are told, so that none is lost."""
    bench = Bench(Oracle(read("* loaded divider\nV1 1 0\nR1 1 2\nR2 2 0\nR3 2 0\n").circuit))
    q = parse_equation("v_2**2/R2**2 = i_R3**2")
    squared = [n for n in needs(q, bench.point({})) if n.node == Sym("R2")]
    assert len(squared) == 2
    assert squared[0].needs == -squared[1].needs
    once = [n for n in needs(parse_equation("v_2/R2 = i_R3"), bench.point({})) if n.node == Sym("R2")]
    assert len(once) == 1
