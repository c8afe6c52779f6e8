"""The nouns of a derivation: steps, what they assume, and how they were judged.  Inert data.

A *method* writes steps; the *checker* (`gainproof.checker`) judges them by *rules*.  Neither knows the
other.  A step claims an equation, says from which earlier steps it follows (`premises`), in which
circuit it is meant, and by which rule it is to be judged.  Assumptions travel by union from premises
to conclusions: what a result holds *under* is computed by the checker, never typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gainproof.circuit.circuit import Circuit, Parameter
from gainproof.errors import TooLarge
from gainproof.expression import ONE, ZERO, Equation, Expr, Sym, div


@dataclass(frozen=True, slots=True, order=True)
class Assumption:
    """A symbol sent to a limit: ``Ao -> oo`` or ``Ro -> 0``."""

    symbol: str
    to: str

    def __str__(self) -> str:
        return f"{self.symbol} -> {self.to}"


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is asked of a circuit.

    `kind` is one of

    * ``transfer``: `output` per independent source `source`, the other sources off;
    * ``response``: `output` with all sources on;
    * ``zin``: the impedance that the independent source `source` sees, the other sources off;
    * ``impedance``: the impedance between the two nodes of `output`, independent sources off;
    * ``noise``: the noise power density of `output`, independent sources off.

    `output` is two nodes (a voltage) or one element (the current through it).
    """

    kind: str
    output: tuple[str, ...] = ()
    source: str = ""

    def __str__(self) -> str:
        what = ",".join(n for i, n in enumerate(self.output) if i == 0 or n != "0")
        if self.kind == "zin":
            return f"zin({self.source})"
        if self.kind == "noise":
            return f"noise(V({what}))" if len(self.output) == 2 else f"noise(I({what}))"
        if self.kind == "impedance":
            return f"z({','.join(self.output)})" if self.output[1] != "0" else f"zout({what})"
        what = f"I({what})" if len(self.output) == 1 else f"V({what})"
        return f"{what}/{self.source}" if self.kind == "transfer" else what


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a derivation.

    `label` is unique; `number` is what the page prints ("5.1a", "" for an unnumbered line); `rule` is a
    key of `gainproof.rules.RULES`; `data` holds what the rule or the page needs beside the claim, as
    JSON values.  `under` lists the assumptions made *in this step*.
    """

    label: str
    rule: str
    claim: Equation
    premises: tuple[str, ...] = ()
    circuit: str = "given"
    under: frozenset[Assumption] = frozenset()
    data: Mapping[str, Any] = field(default_factory=dict)
    number: str = ""

    @property
    def names(self) -> str:
        """The symbol that this step brings in: by definition, or as the sum of powers that it stands for."""
        return str(self.data.get("symbol", "")) if self.rule in NAMING else ""


NAMING = frozenset({"define", "powers"})
"""Rules of steps that give a new symbol its meaning."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one step.

    `how` says in a sentence why it holds or does not; `uses` is the least set of premises that the
    claim rests on; `under` the assumptions it inherits; `counterexample` a point (symbol -> number, as
    text) at which a refused claim fails; `sized` whether the dimensions of both sides were known and agree.
    """

    label: str
    holds: bool
    how: str
    uses: tuple[str, ...] = ()
    under: frozenset[Assumption] = frozenset()
    counterexample: Mapping[str, str] = field(default_factory=dict)
    sized: bool = False


@dataclass(frozen=True)
class Derivation:
    """Ordered steps about circuits, up to a result.

    `exact` and `result` are the labels of the flat exact quotient and of the boxed line; `limits` those
    of the limit steps, `names` what the definitions of the steps stand for, in order.
    """

    quantity: Quantity
    circuits: Mapping[str, Circuit]
    steps: tuple[Step, ...]
    exact: str
    result: str
    limits: tuple[str, ...] = ()
    method: str = "nodal"

    def step(self, label: str) -> Step:
        """The step with this label; KeyError if there is none."""
        for s in self.steps:
            if s.label == label:
                return s
        raise KeyError(label)

    @property
    def circuit(self) -> Circuit:
        """The circuit as given."""
        return self.circuits["given"]

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """The parameters of all its circuits, test sources included."""
        return {n: p for c in self.circuits.values() for n, p in c.parameters.items()}

    def next_number(self, first: int = 1) -> int:
        """The number of the equation after its last, where `first` is that of its first."""
        numbers = {s.number.rstrip("abcdefghijklmnopqrstuvwxyz") for s in self.steps} - {""}
        return first + len(numbers)

    @property
    def names(self) -> Mapping[str, Expr]:
        """Every symbol that a step defines, with what it stands for, in order."""
        return {str(s.data.get("symbol")): meaning(s) for s in self.steps if s.rule == "define"}

    def spelled_out(self, x: Expr) -> Expr:
        """The expression with every defined symbol replaced by what it stands for; TooLarge if too long."""
        return spelled_out(x, self.names)


LONGEST = 1_000_000
"""Leaves of an expression that is spelled out."""


def spelled_out(x: Expr, names: Mapping[str, Expr]) -> Expr:
    """The expression with every name replaced by what it stands for.

    A name is made of those before it.  Raises TooLarge if the result would be.
    """
    sizes: dict[str, int] = {}
    for n, what in names.items():
        sizes[n] = _size(what, sizes)
    if _size(x, sizes) > LONGEST:
        raise TooLarge("spelled out, the result would have millions of terms")
    used = set(x.symbols())
    for n in reversed(list(names)):
        if n in used:
            used.update(names[n].symbols())
            x = x.replaced({n: names[n]})
    return x


def _size(x: Expr, sizes: Mapping[str, int]) -> int:
    """The number of leaves of `x` with symbols of these sizes."""
    return sum(sizes.get(n.name, 1) for n in x.walk() if isinstance(n, Sym))


def meaning(definition: Step) -> Expr:
    """What the symbol of a *define* step stands for; the claim may be ``X = …`` or ``1/X = …``."""
    q = definition.claim
    direct = q.left == Sym(str(definition.data.get("symbol"))) or q.right == ZERO
    return q.right if direct else div(ONE, q.right)
