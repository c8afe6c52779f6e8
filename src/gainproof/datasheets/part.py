"""The nouns: a part, its data sheet, its figures, and where they were read.

A figure that may have either sign (an offset; a bias current, mostly) is given by its magnitude.  One whose
sign is known has it: the bias current of a pnp input stage flows out of the pins and is negative, since the
library's op-amp counts currents into them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

PICKS = ("typ", "worst")


class Meaning(NamedTuple):
    """What a figure is: in words, its SI unit, and whether a lower value is worse than a higher one.

    `signed`: may it be negative or zero?
    """

    about: str
    unit: str
    low_is_worse: bool = False
    signed: bool = False


FIGURES: dict[str, Meaning] = {
    "Ao": Meaning("open-loop gain", "1", low_is_worse=True),
    "Ri": Meaning("differential input resistance", "Ω", low_is_worse=True),
    "Ricm": Meaning("common-mode input resistance", "Ω", low_is_worse=True),
    "Ro": Meaning("output resistance, without feedback", "Ω"),
    "vos": Meaning("offset voltage", "V", signed=True),
    "vos_drift": Meaning("drift of the offset voltage", "V/K", signed=True),
    "Ib": Meaning("bias current", "A", signed=True),
    "Ib_drift": Meaning("drift of the bias current", "A/K", signed=True),
    "Ib_doubling": Meaning("temperature rise that doubles the bias current", "K", low_is_worse=True),
    "Ios": Meaning("offset current", "A", signed=True),
    "Ios_drift": Meaning("drift of the offset current", "A/K", signed=True),
    "CMRR": Meaning("common-mode rejection ratio", "1", low_is_worse=True),
    "PSRR": Meaning("power-supply rejection ratio", "1", low_is_worse=True),
    "GBW": Meaning("gain-bandwidth product", "Hz", low_is_worse=True),
    "slew": Meaning("slew rate", "V/s", low_is_worse=True),
    "en": Meaning("voltage noise density", "V/√Hz"),
    "en_corner": Meaning("1/f corner of the voltage noise", "Hz"),
    "in": Meaning("current noise density", "A/√Hz"),
    "in_corner": Meaning("1/f corner of the current noise", "Hz"),
}
"""What a data file may give, in the order in which a table shows it."""

REJECTIONS = ("CMRR", "PSRR")
"""The ratios that some data sheets give by what is let through, in µV/V."""

TECHNOLOGIES = ("bipolar", "JFET", "CMOS", "zero-drift")


@dataclass(frozen=True)
class Figure:
    """One line of a data sheet: `min`, `typ` and `max` in the SI unit `unit`, None where it says nothing.

    `written` are the same three as the data sheet has them ("1500"), in its unit `scale` ("V/mV"); of a
    rejection ratio in µV/V, the data sheet's greatest is the least ratio.
    """

    min: Fraction | None
    typ: Fraction | None
    max: Fraction | None
    unit: str
    condition: str = ""
    written: tuple[str, str, str] = ("", "", "")
    scale: str = ""
    low_is_worse: bool = False

    @property
    def limit(self) -> Fraction | None:
        """What is guaranteed: the least of what is better great, else the greatest magnitude."""
        if self.low_is_worse:
            return self.min
        bounds = [x for x in (self.min, self.max) if x is not None]
        return max(bounds, key=abs, default=None)

    def pick(self, which: str = "typ") -> Fraction:
        """One number: "typ", the typical value, or "worst", what is guaranteed.

        Where the data sheet does not give it, the other; where it gives neither, the bound that it does give.
        """
        first = (self.typ, self.limit) if which == "typ" else (self.limit, self.typ)
        return next(x for x in (*first, self.max, self.min) if x is not None)


@dataclass(frozen=True)
class Datasheet:
    """The document that a part's figures are those of; `number` and `date` are "" if they are not known."""

    title: str
    maker: str
    number: str = ""
    revision: str = ""
    date: str = ""

    def __str__(self) -> str:
        known = (self.maker, self.title, self.number, self.revision, self.date)
        return ", ".join(word for word in known if word)


@dataclass(frozen=True)
class Source:
    """Where figures were read: `text` says what it is, `figures` are their keys."""

    text: str
    figures: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """An op-amp: its names, what it is made in, its data sheet, and the figures that are known, by their key.

    `grade` is the column of the data sheet; `condition` holds for every figure that does not say another.
    """

    name: str
    maker: str
    technology: str
    datasheet: Datasheet
    figures: Mapping[str, Figure]
    sources: tuple[Source, ...] = ()
    about: str = ""
    grade: str = ""
    condition: str = ""
    aliases: tuple[str, ...] = ()
    file: str = field(default="", compare=False)

    @property
    def revision(self) -> str:
        """The data sheet's revision, or its date if it bears none."""
        return self.datasheet.revision or self.datasheet.date

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the aliases."""
        return (self.name, *self.aliases)

    def source(self, key: str) -> str:
        """Where a figure was read."""
        return "; ".join(s.text for s in self.sources if key in s.figures)
