"""The mutual inductance M = k·√(L1·L2) of two coupled inductors, in whole numbers."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from gainproof.circuit.elements import KINDS
from gainproof.circuit.netlist.level import SHAPES, Flattener
from gainproof.circuit.netlist.lines import Line
from gainproof.circuit.netlist.scope import Scope
from gainproof.expression import Expr, Num, Sym

DIGITS = 30


def mutual_inductance(
    k: Fraction | Expr | None, first: Fraction | None, second: Fraction | None
) -> tuple[Fraction, bool] | None:
    """M in henry and whether it is exact; None unless the coefficient and both inductances are numbers.

    An irrational root is rounded down to 30 significant digits.
    """
    if not isinstance(k, Fraction) or first is None or second is None or first * second < 0:
        return None
    square = first * second
    n, d = square.numerator, square.denominator
    root_n, root_d = isqrt(n), isqrt(d)
    if root_n * root_n == n and root_d * root_d == d:
        return k * Fraction(root_n, root_d), True
    scale = 0  # the root is wanted as an integer of at least 30 digits over 10**scale
    while n * 10 ** (2 * scale) < d * 10 ** (2 * DIGITS):
        scale += DIGITS
    return k * Fraction(isqrt(n * 10 ** (2 * scale) // d), 10**scale), False


def coupling(f: Flattener, line: Line, letter: str, scope: Scope) -> None:
    words = f.words(line, SHAPES["K"], 3)
    if words is None or (name := f.named(line, scope)) is None:
        return
    if len(words) > 4 and words[3][0].upper() == "L":
        f.report.problem(
            line.place(3),
            f"{words[0]} couples three inductors",
            SHAPES["K"],
            "write one K for each pair",
        )
        return
    f.surplus(line, words, 4, SHAPES["K"])
    first, second = (f"{scope.path}.{w}" if scope.path else w for w in words[1:3])
    if first.lower() == second.lower():
        f.report.problem(line.place(2), f"{words[0]} couples {words[1]} with itself", "two inductors")
        return
    k = f.read_value(line, words[3] if len(words) > 3 else None, "K", scope)
    if isinstance(k, Fraction) and abs(k) > 1:
        f.report.problem(
            line.place(3), f"the coupling of {words[0]} is {words[3]}", "a coefficient from -1 to 1"
        )
        k = None
    f.steered += [(first, line, 1, "L"), (second, line, 2, "L")]
    f.couplings.append((name, (first, second), k, line, scope))


def couple(f: Flattener) -> None:
    """Put the couplings into the circuit, all inductors being known."""
    if not f.couplings:
        return
    coils = {e.name.lower(): e.value for e in f.elements if e.kind == "L"}
    for name, pair, k, line, scope in f.couplings:
        bare = f"M_{line.words[0]}"
        m = mutual_inductance(k, *(example(f, coils.get(n.lower())) for n in pair))
        if m is not None and not m[1]:
            f.report.remark(
                line.place(), f"the mutual inductance of {name} is irrational; it is kept to 30 digits"
            )
        if m is not None and f.reading.numeric:
            f.emit(line, name, "K", (), Num(m[0]), scope, pair)
            continue
        sym = f.book.symbol(bare, scope.path)
        entry = f.book.entry(sym)
        entry.unit, entry.about, entry.owner = "H", KINDS["K"].about, name
        if m is not None:
            entry.value = m[0]
        else:
            f.report.remark(line.place(), f"the mutual inductance k·√(L·L) of {name} is the symbol {bare}")
        f.emit(line, name, "K", (), sym, scope, pair)


def example(f: Flattener, x: Expr | None) -> Fraction | None:
    """The example value of an inductor, if there is one."""
    if isinstance(x, Sym):
        return f.book.entry(x).value
    return x.args[0] if isinstance(x, Num) else None
