"""The certificate of a suggestion: it holds at *the* general point, over the rational functions.

A circuit's laws are satisfied once; each line is then put in and compared, which costs some fifty
microseconds.  In a limit the orders of the two sides in ε are compared, as `hand.germs` does at a random
point, but read off the exponents.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gainproof.algebra.rational import Ratio
from gainproof.errors import Singular, TooLarge
from gainproof.expression import Equation
from gainproof.hand.truth.oracle import Oracle
from gainproof.rules.point import Contradiction, Exact, satisfy

MOST_TERMS = 20_000
"""Terms of a product that is multiplied out for one line."""

WEIGHTS = {"oo": -1, "0": 1}
"""The power of ε that a symbol is, by where it goes."""


class Certain:
    """The exact general point of an oracle's circuit, made when it is first asked for."""

    def __init__(self, oracle: Oracle) -> None:
        self.oracle = oracle
        self._point: _Exactly | None = None

    def holds(self, q: Equation, to: Mapping[str, str]) -> bool | None:
        """Is the equation true in the circuit, or in the limit?  None if it is too large to say."""
        try:
            at = self._at()
            a, b = (x.value(at, at.over.number) for x in (q.left, q.right))
            if not to or a == b:
                return bool(a == b)
            if not isinstance(a, Ratio) or not isinstance(b, Ratio):
                return None
            rest = order(a - b, to)
            return rest > min(order(a, to), order(b, to)) if a and b else rest > 0
        except ZeroDivisionError:
            return False
        except (TooLarge, Singular, Contradiction, KeyError):
            return None

    def _at(self) -> _Exactly:
        """The point, with what the names now stand for."""
        if self._point is None:
            book = self.oracle.book
            names = dict.fromkeys(n for o in (self.oracle, *book.oracles.values()) for n in o.points[0])
            symbols = [n for n in names if n not in book.names]
            self._point = _Exactly(self.oracle, Exact(symbols, most_terms=MOST_TERMS), {})
        for p in (self._point, *self._point.others.values()):
            p.forget()
        return self._point


class _Exactly(dict[str, Any]):
    """Ratios by symbol at one circuit's general point; `others` are the points of its variants."""

    def __init__(self, oracle: Oracle, over: Exact, others: dict[int, _Exactly]) -> None:
        self.oracle, self.over, self.others = oracle, over, others
        state = satisfy(list(oracle.laws.values()), oracle.unknowns, over)
        if others and any(state.get(n) == over.symbol(n) for n in oracle.unknowns):
            raise Singular("a variant of the circuit leaves an unknown open")
        known = {n: over.symbol(n) for n in oracle.points[0] if n not in oracle.names}
        super().__init__(known | {n: state[n] for n in oracle.unknowns if n in state})
        others[id(oracle)] = self
        self.given = frozenset(self)

    def forget(self) -> None:
        """Names may have been given other meanings since."""
        for n in self.keys() - self.given:
            del self[n]

    def __missing__(self, symbol: str) -> Any:
        name = self.oracle.names[symbol]
        there = self.others.get(id(name.oracle)) or _Exactly(name.oracle, self.over, self.others)
        self[symbol] = name.meaning.value(there, self.over.number)
        return self[symbol]


def order(x: Ratio, to: Mapping[str, str]) -> float:
    """The power of ε with which it starts, where the symbols go at independent rates; infinite for zero."""
    if not x:
        return float("inf")
    weights = [WEIGHTS[to[n]] if n in to else 0 for n in x.ring.names]
    first, second = (
        min(sum(w * int(e) for w, e in zip(weights, m, strict=True) if w) for m in p.to_dict())
        for p in (x.num, x.den)
    )
    return first - second
