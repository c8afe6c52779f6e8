"""What the arranger returns."""

from __future__ import annotations

from dataclasses import dataclass

from gainproof.expression import Expr


@dataclass(frozen=True)
class Name:
    """A quantity worth a symbol of its own: a gain, a load.  `unit` is a key of `gainproof.units.UNITS`."""

    symbol: str
    expr: Expr
    about: str
    unit: str


@dataclass(frozen=True)
class Arrangement:
    """A proved way to write a rational function.

    `form` is written in the parameters' symbols and those of `names`, in which each definition uses
    only names before it.  `style` is the arrangement that won.  `ideal` is what remains of `form` when
    every imperfection is ideal, None where that is no finite number; `errors` are the sub-trees of `form`
    that vanish there, and every T/(1 + T), whose departure from 1 is the error.  `note` says what a reader
    should know: that the time ended, or that a limit cannot be taken by inspection.
    """

    form: Expr
    names: tuple[Name, ...]
    style: str
    ideal: Expr | None
    errors: tuple[Expr, ...]
    note: str = ""
