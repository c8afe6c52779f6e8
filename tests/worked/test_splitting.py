"""What is too wide with its numbers gets names, and is worth the same."""

import random
from fractions import Fraction

import pytest

from gainproof.derivation import spelled_out
from gainproof.expression import Expr, Quot, Sum, Sym, add, div, mul, neg
from gainproof.notation import parse, text
from gainproof.worked.figures import Figure
from gainproof.worked.splitting import WIDEST, Splitter

NUMBER = Figure("123.45", 0, "k", "Ω", False)


def wide(seed: int, depth: int = 4) -> Expr:
    dice = random.Random(seed)
    if depth == 0:
        return Sym(dice.choice("abcdefgh"))
    parts = [wide(dice.randrange(10**9), depth - dice.randint(1, 2) if depth > 1 else 0) for _ in range(3)]
    return dice.choice([add(*parts), mul(*parts), div(parts[0], parts[1]), neg(parts[2])])


def splitter(taken: set[str] | None = None) -> Splitter:
    return Splitter(dict.fromkeys("abcdefgh", NUMBER), taken if taken is not None else set("abcdefgh"))


@pytest.mark.parametrize("seed", range(40))
def test_the_parts_put_together_are_the_formula(seed: int) -> None:
    x, s = wide(seed), splitter()
    cut = s.split(x)
    at = {n: Fraction(k + 2, 7) for k, n in enumerate("abcdefgh")}
    assert spelled_out(cut, s.defined).value(at) == x.value(at)
    for piece in (cut, *s.defined.values()):
        rows = piece.args if isinstance(piece, Sum) else (piece,)
        for row in rows:
            assert s.across(row) <= WIDEST + 3, text(piece)


def test_that_did_something() -> None:
    cut = [splitter() for _ in range(40)]
    for seed, s in enumerate(cut):
        s.split(wide(seed))
    assert sum(len(s.defined) for s in cut) > 20


def test_what_is_narrow_stays() -> None:
    s = splitter()
    x = parse("a + b/c")
    assert s.split(x) == x
    assert s.defined == {}


def test_names_are_free_and_the_same_part_has_one() -> None:
    s = splitter({*"abcdefgh", "n"})
    long = Sum(*map(Sym, "abcdefgh"))
    cut = s.split(Quot(long, Quot(Sym("a"), long)))
    assert isinstance(cut, Quot)
    assert list(s.defined.values()).count(long) == 1
    assert "n" not in s.defined
