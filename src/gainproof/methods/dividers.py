"""A transfer function as a product of dividers, from node to node on the way from the source.

What a reader sees at once is a divider: v_3/e with the load at node 3, then v_2/v_3.  Any voltage on the way
may be the stepping stone; the best is the one that leaves the shortest quotients.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, permutations
from typing import TYPE_CHECKING

from gainproof.algebra.rational import Ratio
from gainproof.circuit.ask import Setting
from gainproof.circuit.circuit import Circuit
from gainproof.errors import Singular, TooLarge
from gainproof.expression import ONE, ZERO, Equation, Expr, Quot, Sym, add, div
from gainproof.methods.lines import leaves
from gainproof.tidy import quotient

if TYPE_CHECKING:
    from gainproof.methods.task import Task

SEEN = 12
"""An answer with no more symbols than this is found in one line."""
_MOST_NODES = 12
_TRIED = 4


def dividers(task: Task, s: Setting) -> list[Equation]:
    """Quotients, each short enough to be seen, whose product is the quantity; [] if there are none."""
    drives = [e.value for e in s.circuit.sources() if e.value != ZERO]
    if s.drive is None and len(drives) == 1 and isinstance(drives[0], Sym):
        s = replace(s, drive=drives[0])
    if s.drive is None or s.inverse or len(s.circuit.nodes) > _MOST_NODES:
        return []
    try:
        whole = task.exact(replace(s, scale=ONE))
        stones = _stones(task, s, whole)
    except (Singular, TooLarge):
        return []
    for count in (1, 2):
        ways = (way for way in _ways(stones, whole, count, s) if all(fewest(q) <= SEEN for _, q in way))
        for way in sorted(ways, key=_size)[:_TRIED]:
            if spelled := _seen(task, s.circuit, way):
                return spelled
    return []


def _seen(task: Task, c: Circuit, way: _Way) -> list[Equation]:
    """The way with every quotient in its shortest form; [] as soon as one is too long to be seen."""
    spelled: list[Equation] = []
    for left, value in way:
        right = shortest(task, c, left, value)
        if leaves(right) > SEEN:
            return []
        spelled.append(Equation(left, right))
    return spelled


def shortest(task: Task, c: Circuit, left: Quot, value: Ratio) -> Expr:
    """A quotient in the shortest form; one of two voltages may be the divider 1/(1 + R/Z)."""
    forms = [task.spelled(value), task.spelled(value, plain=True)]
    if value and all(_is_voltage(c, x) for x in left.children):
        for z, part in _impedances((value.reciprocal() - value / value).plain()):
            forms.append(div(ONE, add(ONE, quotient(part, task.spelled(z, plain=True)))))
    return min(forms, key=leaves)


def fewest(value: Ratio) -> int:
    """Any form of the value has at least so many symbols: one for each power that occurs above or below."""
    return sum(map(max, value.num.degrees(), value.den.degrees()))


def _is_voltage(c: Circuit, x: Expr) -> bool:
    return all(n in c.voltages for n in x.symbols()) or any(
        e.value == x for e in c.sources() if e.kind == "V"
    )


def _impedances(rest: Ratio) -> Iterator[tuple[Ratio, Expr]]:
    """Every way to see a ratio of impedances as one part R against all others, Z: Z and R of R/Z."""
    over, under = rest.num.degrees(), rest.den.degrees()
    for k, n in enumerate(rest.ring.names):
        if (over[k], under[k]) == (1, 0):
            z = rest.ring.point[n] / rest
            if n not in z.symbols():
                yield z, Sym(n)


_Way = list[tuple[Quot, Ratio]]


def _stones(task: Task, s: Setting, whole: Ratio) -> dict[Expr, Ratio]:
    """The voltages on the way, per what drives: those that are not zero, and neither end of it."""
    found: dict[Expr, Ratio] = {}
    for n in s.circuit.nodes:
        v = s.circuit.voltage(n)
        value = task.exact(Setting(s.circuit, v, s.drive))
        if value and not value.is_one and value != whole and value != -whole and value not in found.values():
            found[v] = value
    return found


def _ways(stones: dict[Expr, Ratio], whole: Ratio, count: int, s: Setting) -> Iterator[_Way]:
    """Every way over so many stones."""
    assert s.drive is not None
    for chosen in permutations(stones, count):
        ends: Sequence[Expr] = (s.drive, *chosen, s.wanted)
        heights = [*(stones[v] for v in chosen), whole]
        quotients = [heights[0], *(b / a for a, b in pairwise(heights))]
        yield [(Quot(b, a), q) for (a, b), q in zip(pairwise(ends), quotients, strict=True)]


def _size(way: _Way) -> int:
    """The terms of the longest quotient, then of all."""
    sizes = [len(q.num) + len(q.den) for _, q in way]
    return 1000 * max(sizes) + sum(sizes)
