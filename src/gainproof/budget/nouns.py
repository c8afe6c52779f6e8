"""The nouns: a cause of error, the variable that it moves, a row of the budget, and the budget.

A *variable* is a symbol of the circuit as the function sees it: itself, or its reciprocal if it is ideally
infinite.  It stands at `nominal` when nothing is wrong, and each of its *causes* moves it: a figure of the
op-amp and a drift add to it, a tolerance and a temperature coefficient multiply it.  Elements that share a
symbol are one variable, and so move together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from gainproof.budget.function import Function
from gainproof.circuit.circuit import Parameter
from gainproof.derivation import Quantity
from gainproof.expression import Expr

REFERENCE = 25
"""The temperature in °C at which figures and values hold."""
RELATIVE = ("tolerance", "tempco")


@dataclass(frozen=True)
class Temperature:
    """From where to where, in °C."""

    low: Fraction
    high: Fraction

    @property
    def change(self) -> Fraction:
        """The greatest distance from the reference, in kelvin."""
        return max(abs(self.low - REFERENCE), abs(self.high - REFERENCE))

    @property
    def rise(self) -> Fraction:
        """How much hotter than the reference it gets, in kelvin."""
        return max(self.high - REFERENCE, Fraction(0))


@dataclass(frozen=True)
class Cause:
    """Something that moves a variable from its nominal value, by `low` to `high`.

    `kind` says how the two follow from the `figures`, in SI units:

    * ``tolerance``: they are minus and plus the figure, parts of the value;
    * ``tempco``: the same for each kelvin of the temperature's change;
    * ``figure``: the figure (its reciprocal for an ideal infinity) times each of `signs`;
    * ``drift``: the figure for each kelvin of the change, times each of `signs`;
    * ``doubling``: what a current, the first figure, grows by if each rise by the second doubles it;
    * ``range``: from the first figure to the second, less the nominal value.

    `shown` is the figure as a reader sees it.
    """

    symbol: str
    kind: str
    about: str
    shown: str
    figures: tuple[Fraction, ...]
    low: Fraction
    high: Fraction
    signs: tuple[int, int] = (-1, 1)

    @property
    def name(self) -> str:
        """Unlike that of every other cause."""
        return self.symbol if self.kind in ("figure", "range") else f"{self.symbol} {WORDS[self.kind]}"


GROWN = ("figure", "range", "doubling")
"""Kinds of causes that rise and fall together: a bias current and its growth are one transistor's."""
WORDS = {"tolerance": "tolerance", "tempco": "over temperature", "drift": "drift", "doubling": "when hot"}


@dataclass(frozen=True)
class Variable:
    """A symbol that is uncertain; `nominal` and the causes are of its reciprocal where `reciprocal`.

    `rank` says in which order contributions are counted: open-loop gains, other imperfections, the design.
    """

    symbol: str
    nominal: Fraction
    causes: tuple[Cause, ...]
    reciprocal: bool = False
    rank: int = 2

    def moved(self, by: Mapping[str, Fraction]) -> Fraction:
        """Where it stands if each cause, by its name, moves it by this; causes that are not named do not."""
        at = self.nominal
        for c in self.causes:
            d = by.get(c.name, Fraction(0))
            at = at * (1 + d) if c.kind in RELATIVE else at + d
        return at

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The least and the greatest value; the causes are independent and each is monotone."""
        a, b = (self.moved({c.name: getattr(c, end) for c in self.causes}) for end in ("low", "high"))
        return min(a, b), max(a, b)

    def upward(self, greatest: bool) -> dict[str, Fraction]:
        """How far each cause moves it for its greatest, or least, value."""
        up = greatest if self.nominal >= 0 else not greatest
        return {c.name: c.high if (up if c.kind in RELATIVE else greatest) else c.low for c in self.causes}


@dataclass(frozen=True)
class Row:
    """One cause and what it costs at the output.

    `sensitivity` is the derivative of the output by the variable, where what is counted before it is at its
    limit and all else nominal; `exact` is the same in symbols, None if it is too large.  `formula` is a short
    way to write it, or if `about` what it comes to for small imperfections; None if neither is short.  `low`
    and `high` are the contributions to the least and to the greatest output, `spread` that to the root of the
    sum of squares.
    """

    cause: Cause
    reciprocal: bool
    sensitivity: Fraction
    formula: Expr | None
    about: bool
    exact: Expr | None
    low: Fraction
    high: Fraction
    spread: Fraction


@dataclass(frozen=True)
class Worst:
    """The least and the greatest error; each lies between what a corner gives and its `bound`.

    `how` is a sentence on the proof; the parts of the two that the rows do not explain are `interaction`.
    """

    low: Fraction
    high: Fraction
    bounds: tuple[Fraction, Fraction]
    how: str
    interaction: tuple[Fraction, Fraction]

    @property
    def greatest(self) -> Fraction:
        """The greater of the two by magnitude."""
        return max(self.low, self.high, key=abs)


@dataclass(frozen=True)
class Sampled:
    """What Monte Carlo found: of so many samples, mean, standard deviation and quantiles of the error."""

    samples: int
    seed: int
    mean: float
    deviation: float
    least: float
    greatest: float
    quantiles: tuple[tuple[float, float], ...]
    histogram: tuple[tuple[float, int], ...]
    """The lower edge of each bin, and how many samples fell into it; the last entry ends the last bin."""


@dataclass(frozen=True)
class Budget:
    """The error budget of a quantity; errors are value less `ideal`, in `unit`.

    `gain` is the ideal gain from the source `input` to the output, by which errors are referred to the input;
    None where there is no such source.  `mean` and `spread` are those of the root of the sum of squares: the
    error is `mean` ± `spread` if every cause is normally distributed, its limits at three standard
    deviations.
    """

    quantity: Quantity
    title: str
    ideal: Fraction
    unit: str
    rows: tuple[Row, ...]
    variables: tuple[Variable, ...]
    worst: Worst
    mean: Fraction
    spread: Fraction
    values: Mapping[str, Fraction]
    parameters: Mapping[str, Parameter]
    input: str = ""
    gain: Fraction | None = None
    temperature: Temperature | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    sampled: Sampled | None = None
    remarks: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    """What moves together, in words: "R3a and R3b"."""
    faults: tuple[str, ...] = ()
    """Why the circuit is no amplifier, though it has a budget."""
    function: Function = field(kw_only=True)
    """The output as a function of the variables."""
    whole: Function = field(kw_only=True)
    """The same as a function of every symbol."""
    corners: tuple[Mapping[str, Fraction], Mapping[str, Fraction]] = field(kw_only=True)
    """By how much each cause, by name, moves its variable for the least and for the greatest output."""

    def __repr__(self) -> str:
        from gainproof.budget.terminal import terminal

        return terminal(self)

    def referred(self, error: Fraction) -> Fraction | None:
        """An error at the output as one at the input."""
        return error / self.gain if self.gain else None

    def relative(self, error: Fraction) -> Fraction | None:
        """An error as a part of the ideal value."""
        return error / abs(self.ideal) if self.ideal else None
