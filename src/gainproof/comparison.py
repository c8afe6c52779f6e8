"""One question answered by every method that applies, and whether the answers agree.

The methods share the engine's circuits and nothing of their road: each derivation is judged step by step for
itself, and its exact result is compared, as a rational function, with that of the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gainproof.circuit.netlist import Netlist
from gainproof.errors import GainproofError, Singular, TooLarge
from gainproof.expression import Equation, Expr
from gainproof.methods import METHODS, NotApplicable
from gainproof.rules.judge import follows
from gainproof.studies import Study, study


@dataclass(frozen=True)
class Row:
    """A line of the table: the method, how many steps it took, the boxed result, and whether it agrees.

    `agrees` is None where the method does not apply; `why` then says why not.
    """

    method: str
    steps: int = 0
    result: Equation | None = None
    agrees: bool | None = None
    why: str = ""


@dataclass(frozen=True)
class Comparison:
    """The studies of one question by several methods, and the table that shows them agree."""

    studies: tuple[Study, ...]
    rows: tuple[Row, ...]
    next_number: int = 1
    """The number of the equation after the last."""

    @property
    def faults(self) -> tuple[str, ...]:
        """A sentence for every fault of a study, and for every method that disagrees.

        A fault that not all methods share bears the name of the method.
        """
        common = set.intersection(*(set(s.faults) for s in self.studies))
        own = [f if f in common else f"{s.derivation.method}: {f}" for s in self.studies for f in s.faults]
        return (
            *dict.fromkeys(own),
            *(f"the method {r.method} disagrees" for r in self.rows if r.agrees is False),
        )


def compare(
    source: Netlist,
    methods: Iterable[str] | None = None,
    *,
    first: int = 1,
    say: Callable[[str], None] = lambda _: None,
    **asked: Any,
) -> Comparison:
    """Derive by each of `methods` (every method there is, if not said) what `asked` asks of `study`.

    The first method that applies takes the limits, works the example and asks the witnesses; the others stop
    at the boxed result.  `first` starts the numbers of the equations, which go on from one to the next.
    Raises GainproofError if no method applies.
    """
    methods = tuple(methods or METHODS)
    unknown = [m for m in methods if m not in METHODS]
    if unknown:
        raise GainproofError(f"there is no method {unknown[0]!r}; there are {', '.join(METHODS)}, and all")
    studies: list[Study] = []
    rows: list[Row] = []
    for method in methods:
        say(f"deriving by the method {method}")
        only = {**asked, **(QUIETER if studies else {})}
        try:
            s = study(source, method=method, first=first, **only)
        except (NotApplicable, Singular, TooLarge) as fault:
            if len(methods) == 1:
                raise
            rows.append(Row(method, why=str(fault)))
            continue
        studies.append(s)
        first = s.derivation.next_number(first)
        rows.append(_row(s, studies[0]))
    if not studies:
        raise GainproofError("no method applies: " + "; ".join(f"{r.method}: {r.why}" for r in rows))
    return Comparison(tuple(studies), tuple(rows), first)


QUIETER: Mapping[str, Any] = {"limits": (), "witnesses": (), "worked": False, "gains": False, "cancel": ()}
"""What the methods after the first leave out, for it would only be said again."""


def _row(s: Study, reference: Study) -> Row:
    d = s.derivation
    agrees = s is reference or _equal(_exact(s), _exact(reference))
    return Row(d.method, len(d.steps), d.step(d.result).claim, agrees)


def _exact(s: Study) -> Expr:
    d = s.derivation
    return d.spelled_out(d.step(d.exact).claim.right)


def _equal(a: Expr, b: Expr) -> bool:
    """Equal as rational functions."""
    return follows(Equation(a, b), [], []).holds
