"""The ten circuits: what is asked of each, and gainproof's own line.

A netlist of `circuits/` may ask in a comment what ``.tf`` cannot say, ``* of: zin(V1)``, and which symbols
are imperfections beside those that the library's op-amps tell of, ``* limit: wt=oo``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gainproof.algebra.rational import Ratio
from gainproof.circuit.netlist import read
from gainproof.circuit.solve import solve
from gainproof.derivation import Quantity
from gainproof.engine import Derived, derive, question
from gainproof.expression import Equation, Expr, Sym
from gainproof.ideals import ideals

ROOT = Path(__file__).parents[2]
CIRCUITS = Path(__file__).parent / "circuits"
BUDGET = 20.0
"""Seconds that the arranger may take; it needs far less, and so the page does not depend on the machine."""


@dataclass(frozen=True)
class Case:
    """A circuit with its question."""

    name: str
    netlist: str

    @property
    def title(self) -> str:
        return self.netlist.splitlines()[0].lstrip("* ")

    @property
    def short(self) -> str:
        """The circuit's name alone."""
        return self.title.split(":")[0]

    @property
    def of(self) -> str | None:
        found = re.search(r"^\* of: (.+)$", self.netlist, re.MULTILINE)
        return found[1] if found else None

    @property
    def limits(self) -> list[str]:
        found = re.search(r"^\* limit: (.+)$", self.netlist, re.MULTILINE)
        return found[1].split() if found else []

    @property
    def quantity(self) -> Quantity:
        return question(read(self.netlist), None, self.of)

    @property
    def command(self) -> str:
        """What a user would type."""
        words = [f"gainproof derive {self.name}.cir"]
        words += [f'--of "{self.of}"'] if self.of else []
        return " ".join([*words, *(f"--limit {x}" for x in self.limits)])

    def derive(self) -> Derived:
        """gainproof's derivation."""
        return derive(self.netlist, of=self.of, limits=self.limits or None, budget=BUDGET)

    def exact(self) -> Ratio:
        """The exact result."""
        return solve(read(self.netlist).circuit, self.quantity)

    def ideals(self) -> dict[str, str]:
        """Every imperfection on which the result depends, and its ideal."""
        asked = dict(x.split("=", 1) for x in self.limits)
        found = {**ideals(read(self.netlist).circuit, self.quantity), **asked}
        return {n: to for n, to in found.items() if n in self.exact().symbols()}


@dataclass(frozen=True)
class Line:
    """A tool's line: an expression, and what the names in it stand for, each made of those before it."""

    form: Expr
    names: Mapping[str, Expr]

    def expressions(self) -> Iterator[Expr]:
        yield from self.names.values()
        yield self.form


def cases() -> list[Case]:
    """The circuits of the page, in order."""
    return [Case(f.stem, f.read_text(encoding="utf-8")) for f in sorted(CIRCUITS.glob("*.cir"))]


def ours(d: Derived) -> tuple[Equation, Line]:
    """The boxed line and the definitions that it needs."""
    claim = d.step(d.result).claim
    needed = set(claim.right.symbols())
    for n, what in reversed(list(d.names.items())):
        if n in needed:
            needed.update(what.symbols())
    names = {n: what for n, what in d.names.items() if n in needed and Sym(n) != claim.left}
    return claim, Line(claim.right, names)
