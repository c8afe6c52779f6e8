"""The document: an inert description of what is printed, made once and printed in several formats.

What a reader meets: heading, schematic, nomenclature, numbered steps with title and reason, the boxed
result, the limits, the checks that ran, the worked example.  Mathematics stays in expression trees
here; how it looks is the business of `marks`, `lines` and the printers.  `composing` makes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gainproof.charts.nouns import Chart, Figure
from gainproof.expression import Equation, Expr
from gainproof.render.sentences import Phrase

if TYPE_CHECKING:
    from gainproof.worked.follow import Formulas
    from gainproof.worked.shown_work import Line


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the nomenclature: a symbol, what it is, and a value or a definition."""

    symbol: Expr
    about: Phrase
    value: str = ""
    definition: Expr | Equation | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A printed step.  `place` is ``step``, ``result`` or ``limit``; `failed` says why it was refused."""

    label: str
    number: str
    rule: str
    place: str
    title: Phrase
    reasons: tuple[Phrase, ...]
    claim: Equation
    sentence: str = ""
    failed: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the strip of checks, which holds only what ran: did it pass, and what it was."""

    passed: bool
    about: Phrase
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """The worked example: values not in the nomenclature, results, shares of the error, a plot.

    The `rows` are the value, the ideal value and the error, as many as there are; `formulas` gives their
    numbers at other values.  The `work` leads from the values to the results; `work_left_out` says, as a
    sentence, why there is none, or what is missing.
    """

    values: tuple[tuple[Expr, str], ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    contributions: tuple[tuple[Phrase, str], ...] = ()
    plot: Chart | None = None
    formulas: Formulas | None = None
    work: tuple[Line, ...] = ()
    work_left_out: str = ""


@dataclass(frozen=True, slots=True)
class Road:
    """A line of the table of methods: its name, its steps, the number of its result, what is to say of it."""

    method: str
    steps: str
    number: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Document:
    """One derivation as it is printed.

    A `part` goes on with the document before it: it has no page and no line in the contents of its own.
    `names` are those of the circuit, which no abbreviation may take.  `tells` is what a reader knows after
    it: entries, definitions and conditions.
    """

    title: str
    number: str
    intro: str
    drawing: Any
    nomenclature: tuple[Entry, ...]
    items: tuple[Item, ...]
    result_name: str
    checks: tuple[Check, ...]
    example: Example | None = None
    charts: tuple[Chart | Figure, ...] = ()
    remarks: tuple[str, ...] = ()
    roads: tuple[Road, ...] = ()
    warning: Phrase = ()
    conditions: tuple[Phrase, ...] = ()
    names: frozenset[str] = frozenset()
    part: bool = False
    tells: frozenset[object] = frozenset()

    @property
    def failed(self) -> tuple[Item, ...]:
        """The steps that were refused."""
        return tuple(i for i in self.items if i.failed)
