"""The extra element theorem by null double injection.

The set {1, 2} is found as what 1 sees times what 2 sees with 1 in its opposite state, or the other way round
where the first would say nothing; `Nulls` looks for such a path for every set.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from gainproof.algebra.rational import Ratio
from gainproof.circuit.elements.kind import S
from gainproof.circuit.ports import (
    OPPOSITE,
    called,
    independent,
    turned,
)
from gainproof.expression import ONE, ZERO, Equation, Expr, Prod, Quot, add, div, mul, power
from gainproof.methods.ports import ABOVE, BELOW, Plan, Question, Role, listed
from gainproof.methods.task import Found, Outcome


@dataclass
class Nulls(Plan):
    """H = H_ref (1 + …)/(1 + …), by driving points with the input off and with the output nulled.

    A product above the line that no path leads to (zero times infinity) is found as a `transfer`: what is
    asked, with the whole set in the opposite state, per reference, times the set's product below the line.
    An element that sees nothing with the others in their places is `absent`: no product has it.
    """

    paths: dict[str, list[list[str]]] = field(default_factory=dict)
    absent: dict[str, list[str]] = field(default_factory=dict)
    transfers: dict[tuple[str, ...], Ratio] = field(default_factory=dict)

    @staticmethod
    def made(question: Question, states: Mapping[str, str]) -> Nulls | None:
        """The plan, or None if a part of it does not exist; with several inputs there is nothing to null."""
        reference = question.value(question.still(states)) if question.source else None
        if reference is None or not reference:
            return None
        plan = Nulls(question, states, reference)
        for side in (BELOW, ABOVE):
            if not plan._find_paths(side):
                return None
        return plan

    def _find_paths(self, side: str) -> bool:
        """One path for each set of elements, along which only the last factor may be zero."""
        self.absent[side] = [n for n in self.states if self._is_absent(side, n)]
        here = [n for n in self.states if n not in self.absent[side]]
        paths: dict[frozenset[str], list[str]] = {frozenset(): []}
        for k in range(len(here)):
            for names in combinations(here, k + 1):
                options = [o for n in names if (o := self._step(side, paths.get(frozenset(names) - {n}), n))]
                if options:
                    _, path, value = min(options, key=lambda o: o[0])
                    paths[frozenset(names)], self.values[role_of(side, path)] = path, value
                elif side == BELOW or not self._find_transfer(names):
                    return False
        self.paths[side] = [p for p in paths.values() if p]
        return True

    def _step(self, side: str, before: list[str] | None, element: str) -> tuple[int, list[str], Ratio] | None:
        """A path prolonged to an element, and what it sees there; None where the path ends before."""
        if before is None or (before and not self.values[role_of(side, before)]):
            return None
        path = [*before, element]
        value = self.values.get(role_of(side, path))
        if value is None:
            port = self.question.variant(self.states, element, before, side == ABOVE)
            value = self.question.value(turned(port))
        return None if value is None else (len(value.num) + len(value.den), path, value)

    def _is_absent(self, side: str, element: str) -> bool:
        """Does the element see nothing, whatever the others are?"""
        others = [n for n in self.states if n != element]
        if not others or not independent(self.question.task.c, others):
            return False
        value = self.question.value(turned(self.question.beside(self.states, element, side == ABOVE)))
        return value is not None and not value

    def _find_transfer(self, names: tuple[str, ...]) -> bool:
        """The quantity with these elements in the opposite state, if it exists."""
        path = next((p for p in self.paths[BELOW] if set(p) == set(names)), None)
        if path is None or not self.values[role_of(BELOW, path)]:
            return False
        value = self.question.value(turned(self.question.still(self._flipped(names))))
        if value is not None:
            self.transfers[names] = value
        return value is not None

    def _flipped(self, names: Iterable[str]) -> dict[str, str]:
        return {n: OPPOSITE[how] if n in names else how for n, how in self.states.items()}

    def write(self) -> Outcome:
        """Name and find the reference and every factor, then state the theorem."""
        s = self.question.task.setting
        reference = self._upright(self.base())
        below = self._products(BELOW)
        above = {**self._products(ABOVE), **self._transferred(reference, below)}
        order = [n for k in range(len(self.states)) for n in combinations(self.states, k + 1)]
        over, under = (add(ONE, *(side.get(frozenset(n), ZERO) for n in order)) for side in (above, below))
        quotient = div(over, under)
        claim = Equation(
            div(s.wanted, s.drive or ONE), mul(reference, quotient) if quotient != ONE else reference
        )
        return self.conclude(
            claim,
            form="null",
            inverse=s.inverse,
            paths=self.paths,
            absent=self.absent,
            transfers=[list(names) for names in self.transfers],
        )

    def _products(self, side: str) -> dict[frozenset[str], Expr]:
        """The product for each set, its factors named and found where they first occur."""
        for n in self.absent[side]:
            port = turned(self.question.beside(self.states, n, side == ABOVE))
            self.roles[f"{side} {n} beside the others"] = self.question.task.find(port)
        factors: dict[str, Expr] = {}
        out = {}
        for path in self.paths[side]:
            parts = []
            for k, n in enumerate(path):
                word = " ".join((side, n, *(("after", *sorted(path[:k])) if k else ())))
                if word not in factors:
                    factors[word] = self._factor(side, word, n, path[:k])
                parts.append(factors[word])
            out[frozenset(path)] = _product(parts)
        return out

    def _upright(self, found: Found) -> Expr:
        """Output per input, where the quantity is input per output."""
        return div(ONE, found.symbol) if self.question.task.setting.inverse else found.symbol

    def _transferred(
        self, reference: Expr, below: Mapping[frozenset[str], Expr]
    ) -> dict[frozenset[str], Expr]:
        """The products above the line that are found by what is transferred."""
        out: dict[frozenset[str], Expr] = {}
        task, order = self.question.task, list(self.states)
        for names, value in self.transfers.items():
            s, role = self.question.still(self._flipped(names)), " ".join(("transfer", *sorted(names)))
            if not value:
                self.roles[role] = task.find(turned(s))
                out[frozenset(names)] = ZERO
                continue
            digits = "".join(str(order.index(n) + 1) for n in names)
            found = self.quantity(role, s, digits, value)
            out[frozenset(names)] = mul(div(self._upright(found), reference), below[frozenset(names)])
        return out

    def _factor(self, side: str, word: str, element: str, before: list[str]) -> Expr:
        """One factor, numbered as the path to it: 21 is what element 1 sees with 2 in its opposite state."""
        c, order = self.question.task.c, list(self.states)
        null = side == ABOVE
        port = self.question.variant(self.states, element, before, null)
        digits = "".join(str(order.index(n) + 1) for n in (*sorted(before, key=order.index), element))
        if len(order) == 1:
            digits = ""
        about = f"seen by {called(c.element(element))}"
        others = [
            f"{called(c.element(n))} {OPPOSITE[how] if n in before else how}"
            for n, how in self.states.items()
            if n != element
        ]
        if others:
            about += f", {listed(others)},"
        about += f" {self.question.condition(null)}"
        letter = "n" if side == ABOVE else "d"
        return self.factor(
            word, port, self.values[role_of(side, [*before, element])], element, [letter + digits], about
        )


def role_of(side: str, path: list[str]) -> Role:
    """The role of the last factor on a path."""
    return side, path[-1], tuple(sorted(path[:-1]))


def _product(factors: list[Expr]) -> Expr:
    """The product; factors with s share one power of it."""
    parts = [(f.num, f.den) if isinstance(f, Quot) else (f, ONE) for f in factors]
    power_of_s = sum(S in (x.args if isinstance(x, Prod) else ()) for x, _ in parts)
    if power_of_s < 2:
        return mul(*factors)
    above = mul(*(mul(*(y for y in (x.args if isinstance(x, Prod) else (x,)) if y != S)) for x, _ in parts))
    return div(mul(power(S, power_of_s), above), mul(*(below for _, below in parts)))
