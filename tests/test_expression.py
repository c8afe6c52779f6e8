"""Expression trees keep their arrangement, and evaluate in any field."""

import os
import pickle
import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gainproof.expression import (
    ONE,
    ZERO,
    Neg,
    Num,
    Par,
    Prod,
    Quot,
    Sum,
    Sym,
    add,
    div,
    mul,
    neg,
    par,
    power,
)

a, b, c = Sym("a"), Sym("b"), Sym("c")


def test_arrangement_is_kept() -> None:
    assert a * (b + c) == Prod(a, Sum(b, c)) != a * b + a * c
    assert (a / b) / c == Quot(a, Prod(b, c))
    assert a - (b - c) == Sum(a, Neg(b), c)
    assert par(a, par(b, c)) == Par(a, b, c)


def test_only_what_no_author_would_leave_undone() -> None:
    assert add(ZERO, a) == mul(ONE, a) == div(a, ONE) == neg(neg(a)) == power(a, 1) == a
    assert mul(a, ZERO) == ZERO
    assert neg(a) * b == Neg(Prod(a, b))
    assert power(a, -2) == Quot(ONE, power(a, 2))


def test_nodes_of_different_kinds_differ() -> None:
    assert Sum(a, b) != Prod(a, b)
    assert len({Sum(a, b), Prod(a, b), Par(a, b)}) == 3


def test_division_by_the_number_zero_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        div(a, ZERO)


def test_value_in_a_field() -> None:
    point = {"a": Fraction(2), "b": Fraction(3), "c": Fraction(6)}
    assert (a / (b + c)).value(point) == Fraction(2, 9)
    assert par(b, c).value(point) == 2
    assert (power(a, 3) - b * c).value(point) == -10
    with pytest.raises(KeyError):
        Sym("d").value(point)


def test_symbols_in_order_of_appearance() -> None:
    assert (b / a + c * b).symbols() == ["b", "a", "c"]


def test_the_symbols_that_were_found_once_are_nobody_elses_to_change() -> None:
    x = b / a + c * b
    x.symbols().clear()
    assert x.symbols() == ["b", "a", "c"]
    assert x.replaced({"a": c}).symbols() == ["b", "c"]


def test_a_tree_made_in_another_process_equals_ours() -> None:
    made = "import pickle, sys; from gainproof.expression import *; "
    made += "sys.stdout.buffer.write(pickle.dumps(Par(Sym('b') / Num(2), power(Sym('a'), 2))))"
    dumps = []
    for seed in ("1", "2"):
        there = {**os.environ, "PYTHONHASHSEED": seed}
        dumps.append(
            subprocess.run([sys.executable, "-c", made], capture_output=True, check=True, env=there).stdout
        )
    one, two = map(pickle.loads, dumps)
    assert one == two == Par(b / Num(2), power(a, 2)) != Par(b / Num(3), power(a, 2))
    assert len({one, two}) == 1


def test_replacing_leaves_the_rest_alone() -> None:
    assert (a * (b + c)).replaced({"b": Num(2)}) == Prod(a, Sum(Num(2), c))


@given(st.fractions(), st.fractions())
def test_lifted_numbers_keep_their_value(p: Fraction, q: Fraction) -> None:
    x = Sym("x") + 0
    assert (x * 1).value({"x": p}) == p
    assert (x - Num(q)).value({"x": p}) == p - q
