"""Writes steps in order, with labels and the numbers that a page prints.

A new equation gets the next number (5.1, 5.2, …); a re-written form of it gets a letter (5.1a, 5.1b).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gainproof.derivation import Assumption, Step
from gainproof.expression import Equation, Expr
from gainproof.symbols import split_symbol


class Names:
    """Names that mean something already; ``R_a`` is taken where there is an ``Ra``, for they print alike."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = set(names)
        self._looks = {split_symbol(n) for n in self._names}

    def __contains__(self, name: object) -> bool:
        return name in self._names or split_symbol(str(name)) in self._looks

    def add(self, name: str) -> None:
        self._names.add(name)
        self._looks.add(split_symbol(name))

    def update(self, names: Iterable[str]) -> None:
        for name in names:
            self.add(name)

    def without(self, names: Iterable[str]) -> Names:
        """All but these."""
        return Names(self._names.difference(names))


class Writer:
    """Collects the steps of one derivation.

    `section` is the number that equation numbers start with ("" for none), `taken` the names that mean
    something already, `first` the number of the first equation.
    """

    def __init__(self, section: str = "", taken: Iterable[str] = (), first: int = 1) -> None:
        self.steps: list[Step] = []
        self.taken = Names(taken)
        self.names: dict[str, str] = {}
        self._section = f"{section}." if section else ""
        self._next = first
        self._letters: dict[str, int] = {}
        self._labels: set[str] = set()

    def new(self, rule: str, claim: Equation, premises: Iterable[str] = (), **more: Any) -> str:
        """A new equation with a number of its own; returns its label."""
        number = f"{self._section}{self._next}"
        self._next += 1
        return self._add(number, rule, claim, premises, **more)

    def form(self, base: str, rule: str, claim: Equation, premises: Iterable[str] = (), **more: Any) -> str:
        """Another form of the equation `base`: its number with the next letter; returns its label."""
        root = next(s.number for s in self.steps if s.label == base).rstrip("abcdefghijklmnopqrstuvwxyz")
        self._letters[root] = self._letters.get(root, 0) + 1
        return self._add(root + _letters(self._letters[root]), rule, claim, premises, **more)

    def aside(self, label: str, rule: str, claim: Equation, premises: Iterable[str] = (), **more: Any) -> str:
        """A line without a number (a known voltage, a definition); returns its label."""
        return self._add("", rule, claim, premises, label=label, **more)

    def define(self, symbol: str, claim: Equation, about: str = "", unit: str = "", **more: Any) -> str:
        """A definition of `symbol`, with any other `data` of the step; returns its label."""
        self.taken.add(symbol)
        data = {"symbol": symbol, "about": about, "unit": unit, **more.pop("data", {})}
        self.names[symbol] = self.aside(f"define {symbol}", "define", claim, data=data, **more)
        return self.names[symbol]

    def fresh(self, *candidates: str) -> str:
        """The first of these names that is free, or the last with the first free number after it."""
        for name in candidates:
            if name not in self.taken:
                return name
        return self.numbered(candidates[-1], 2)

    def numbered(self, stem: str, first: int = 1) -> str:
        """`stem` with the first free number after it."""
        k = first
        while f"{stem}{k}" in self.taken:
            k += 1
        return f"{stem}{k}"

    def definitions(self, *where: Expr) -> list[str]:
        """The labels of the definitions that these expressions need, those that need others last."""
        claims = {s.label: s.claim for s in self.steps}
        found: dict[str, None] = {}

        def visit(x: Expr) -> None:
            for n in x.symbols():
                label = self.names.get(n)
                if label is not None and label not in found:
                    visit(claims[label].right)
                    found[label] = None

        for x in where:
            visit(x)
        return list(found)

    def claim(self, label: str) -> Equation:
        """What the step with this label claims."""
        return next(s.claim for s in self.steps if s.label == label)

    def _add(
        self,
        number: str,
        rule: str,
        claim: Equation,
        premises: Iterable[str],
        *,
        label: str = "",
        circuit: str = "given",
        data: dict[str, Any] | None = None,
        under: Iterable[Assumption] = (),
    ) -> str:
        label = label or f"({number})"
        if label in self._labels:
            label = f"{label} in {circuit}"
        while label in self._labels:
            label += "'"
        self._labels.add(label)
        self.steps.append(
            Step(label, rule, claim, tuple(premises), circuit, frozenset(under), data or {}, number)
        )
        return label


def _letters(n: int) -> str:
    """1 -> a, 26 -> z, 27 -> aa."""
    out = ""
    while n:
        n, k = divmod(n - 1, 26)
        out = chr(ord("a") + k) + out
    return out
