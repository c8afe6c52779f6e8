"""Series and parallel combinations, recognised exactly.

Let Z be the resistance of a network in which every part occurs once, made by series and parallel
connection only.  Its parts can then be joined two by two.  With Z_x for the derivative of Z after x,

* x and y are in series when Z depends on x + y only, and then Z_x = Z_y;
* x and y are in parallel when Z depends on 1/x + 1/y only, and then x² Z_x = y² Z_y;

and the combination z of two parts is a part itself, whose derivative is Z_x for a series, Z_x·(x/z)² for
a parallel connection.  So one evaluation of Z and its derivatives at one point is enough.  The point is a
fixed one modulo a prime: what is recognised is a conjecture, and the arranger's proof decides.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from functools import cache
from typing import Any

from gainproof.algebra.rational import Ratio
from gainproof.expression import ONE, Expr, Num, Sym, add, div, mul, par

PRIME = (1 << 61) - 1
SCATTER = 0x9E3779B97F4A7C1
LARGEST_FACTOR = 32
MOST_PARTS = 16

Part = tuple[Expr, int, int]


def combination(z: Ratio, order: Callable[[Expr], Any], conductances: Container[str] = ()) -> Expr | None:
    """`z` as series and parallel combinations of its symbols, each once, or None.

    A whole factor or divisor in front is allowed.  `order` sorts the parts of a combination.  A symbol of
    `conductances`, such as a transconductance, takes part as 1/g.
    """
    names = z.symbols()
    if not 0 < len(names) <= MOST_PARTS:
        return None
    inverted = z.ring.inverted
    point = [_value(k)[n in inverted] for k, n in enumerate(z.ring.names)]
    num, den = int(z.num(*point)) % PRIME, int(z.den(*point)) % PRIME
    if not num or not den:
        return None
    under = pow(den, -1, PRIME)
    whole = num * under % PRIME
    parts: list[Part] = []
    for name in names:
        k = z.ring.names.index(name)
        up, down = int(z.num.derivative(k)(*point)), int(z.den.derivative(k)(*point))
        slope = (up - whole * down) * under % PRIME
        x: Expr = Sym(name)
        value = _value(k)[0]
        if name in inverted:
            slope = -slope * point[k] * point[k] % PRIME
        if not slope:
            return None
        if name in conductances:
            x, slope, value = div(ONE, x), -slope * value * value % PRIME, _value(k)[1]
        parts.append((x, value, slope))
    if sum(value * slope for _, value, slope in parts) % PRIME != whole:
        return None  # not a resistance: Euler's theorem for functions of degree one
    while len(parts) > 1:
        joined = _join(parts, order)
        if joined is None:
            return None
        parts = joined
    ((x, value, slope),) = parts
    if slope * value % PRIME != whole:
        return None
    return _scaled(x, slope)


@cache
def _value(k: int) -> tuple[int, int]:
    """The resistance of part number k at the point, and its reciprocal.

    The point must have no structure: on a geometric progression, every bridge is balanced.
    """
    value = pow(1_000_003 + k, SCATTER, PRIME)
    return value, pow(value, -1, PRIME)


def _join(parts: list[Part], order: Callable[[Expr], Any]) -> list[Part] | None:
    """The parts with all that are in parallel (or else in series) with one of them joined."""
    for parallel in (True, False):
        groups: dict[int, list[Part]] = {}
        for part in parts:
            _, value, slope = part
            groups.setdefault(slope * value * value % PRIME if parallel else slope, []).append(part)
        if len(groups) < len(parts):
            return [_combined(group, parallel, order) for group in groups.values()]
    return None


def _combined(group: list[Part], parallel: bool, order: Callable[[Expr], Any]) -> Part:
    if len(group) == 1:
        return group[0]
    members = sorted((x for x, _, _ in group), key=order)
    if not parallel:
        return add(*members), sum(v for _, v, _ in group) % PRIME, group[0][2]
    value = pow(sum(pow(v, -1, PRIME) for _, v, _ in group), -1, PRIME)
    _, first, slope = group[0]
    ratio = first * pow(value, -1, PRIME) % PRIME
    return par(*members), value, slope * ratio * ratio % PRIME


def _scaled(x: Expr, slope: int) -> Expr | None:
    if slope == 1:
        return x
    for den in range(1, LARGEST_FACTOR + 1):
        num = slope * den % PRIME
        if num <= LARGEST_FACTOR:
            return mul(Num(num), x) / den if den > 1 else mul(Num(num), x)
    return None
