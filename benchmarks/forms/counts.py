"""What a reader pays for a line, counted on its tree."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isclose, isinf

from benchmarks.forms.bench import Case, Line
from gainproof.algebra.forms.inspection import ordinary, seen
from gainproof.algebra.limits import limit
from gainproof.algebra.rational import Ratio
from gainproof.expression import Expr, Neg, Num, Sym


@dataclass(frozen=True)
class Count:
    """`symbols` in the line, and `defined` in its definitions, left sides included; `minus` signs of both;
    `read`: of the limits, each imperfection alone and then all, which can be read by inspection."""

    symbols: int
    defined: int
    minus: int
    read: tuple[bool, ...]

    @property
    def whole(self) -> int:
        return self.symbols + self.defined


def count(line: Line, case: Case, exact: Ratio) -> Count:
    """The counts of one line."""
    defined = sum(1 + symbols(x) for x in line.names.values())
    minus = sum(map(_minus, line.expressions()))
    return Count(symbols(line.form), defined, minus, tuple(_read(line, case, exact)))


def agrees(line: Line, exact: Ratio) -> bool:
    """Is the line equal to the exact result at three points?"""
    names = exact.symbols()
    if any(n not in names for x in line.expressions() for n in x.symbols() if n not in line.names):
        return False
    for shift in range(3):
        point = {n: x + shift for n, x in ordinary(names).items()}
        if not isclose(_value(line, point), seen(exact.expr(), point), rel_tol=1e-8):
            return False
    return True


def symbols(x: Expr) -> int:
    """How many times a symbol is written."""
    return sum(isinstance(y, Sym) for y in x.walk())


def _minus(x: Expr) -> int:
    return sum(isinstance(y, Neg) or (isinstance(y, Num) and y.args[0] < 0) for y in x.walk())


def _value(line: Line, point: dict[str, float]) -> float:
    point = dict(point)
    for n, what in line.names.items():
        point[n] = seen(what, point)
    return seen(line.form, point)


def _read(line: Line, case: Case, exact: Ratio) -> list[bool]:
    """Put infinity and zero into the line as printed: is what comes out the limit?"""
    ideals = case.ideals()
    together = [ideals] if len(ideals) > 1 else []
    usual = ordinary(exact.symbols())
    out = []
    for to in [*({n: where} for n, where in ideals.items()), *together]:
        found = limit(exact, to).value
        goal = inf if found is None else seen(found.expr(), usual)
        value = _value(line, {**usual, **{n: inf if where == "oo" else 0.0 for n, where in to.items()}})
        out.append(isinf(value) if isinf(goal) else isclose(value, goal, rel_tol=1e-9, abs_tol=1e-12))
    return out
