"""From a data file to a part.  The file is TOML:

    name = "OP27"
    maker = "Analog Devices"
    technology = "bipolar"            # or JFET, CMOS, zero-drift
    condition = "V_S = ±15 V, T_A = 25 °C"

    [datasheet]
    title = "Low-Noise, Precision Operational Amplifier"
    revision = "Rev. C"

    [figures]
    Ao = {min = 700, typ = 1500, unit = "V/mV", condition = "R_L ≥ 2 kΩ"}
    CMRR = {min = 100, typ = 120, unit = "dB"}

    [[sources]]
    text = "the data sheet's table of electrical characteristics, column OP27G"
    figures = ["Ao", "CMRR"]

Optional are ``about``, ``grade``, ``condition``, ``aliases``, and of the data sheet ``maker``, ``number``,
``date``.  Each figure has exactly one source.  ``part.schema.json`` says the same to editors.  Every problem
is told in one pass, with its line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from gainproof.datasheets.part import (
    FIGURES,
    REJECTIONS,
    TECHNOLOGIES,
    Datasheet,
    Figure,
    Part,
    Source,
)
from gainproof.datasheets.scales import DECIBEL, scale
from gainproof.errors import GainproofError, InputError, Place, Problem
from gainproof.worked.values import MOST_DECIBELS, of_decibels

LARGEST_FILE = 100_000
GREATEST_POWER = 30
"""Of ten, in a figure: no figure of a real part comes near it."""

NAME = re.compile(r"[A-Za-z0-9µ][A-Za-z0-9µ_.+-]{0,39}")
BOUNDS = ("min", "typ", "max")
_TOP = {
    "name": True,
    "maker": True,
    "technology": True,
    "about": False,
    "grade": False,
    "condition": False,
}
_DATASHEET = {"title": True, "revision": False, "date": False, "number": False, "maker": False}
_SOURCE = {"text": True}


def part_of(text: str, file: str) -> Part:
    """The part that a data file describes.  Raises InputError with every problem of the file."""
    if len(text) > LARGEST_FILE:
        raise InputError(
            Problem(Place(file), "the file is too large for a part", f"at most {LARGEST_FILE} characters")
        )
    try:
        found = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as fault:
        raise InputError(Problem(Place(file), f"this is not TOML: {fault}")) from None
    return _Reader(text, file).part(found)


class _Reader:
    """Reads one file; gathers its problems and raises them together."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.lines = text.splitlines()
        self.problems: list[Problem] = []

    def fault(self, key: str, what: str, expected: str = "", mend: str = "") -> None:
        """Note a problem at the first line that begins with `key` or with the table of that name."""
        begins = (f"[{key}]", f"[[{key}]]")
        line = next(
            (
                k
                for k, written in enumerate(self.lines, 1)
                if written.strip().startswith(begins) or written.partition("=")[0].strip(" \t\"'") == key
            ),
            0,
        )
        self.problems.append(Problem(Place(self.file, line), f"{key}: {what}", expected, mend))

    def part(self, found: Mapping[str, Any]) -> Part:
        words = self.words(found, _TOP, also=("aliases", "datasheet", "figures", "sources"))
        if words["technology"] and words["technology"] not in TECHNOLOGIES:
            self.fault("technology", f"there is none called {words['technology']!r}", ", ".join(TECHNOLOGIES))
        aliases = self.names(found)
        for name in (words["name"], *aliases):
            if name and not NAME.fullmatch(name):
                self.fault("name", f"{name!r} is no name of a part", "letters, digits and + - . such as OP27")
        sheet = self.table(found, "datasheet")
        paper = self.words(sheet, _DATASHEET, home="datasheet")
        if sheet and not (paper["revision"] or paper["date"]):
            self.fault("datasheet", "neither a revision nor a date is given", 'revision = "Rev. C"')
        figures = {
            key: figure
            for key, value in self.table(found, "figures").items()
            if (figure := self.figure(key, value)) is not None
        }
        ordered = {key: figures[key] for key in FIGURES if key in figures}
        sources = self.sources(found)
        self.sourced(ordered, sources)
        if self.problems:
            raise InputError(*self.problems)
        return Part(
            name=words["name"],
            maker=words["maker"],
            technology=words["technology"],
            datasheet=Datasheet(**{**paper, "maker": paper["maker"] or words["maker"]}),
            figures=ordered,
            sources=sources,
            about=words["about"],
            grade=words["grade"],
            condition=words["condition"],
            aliases=aliases,
            file=self.file,
        )

    def table(self, found: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        table = found.get(key)
        if not isinstance(table, dict) or not table:
            what = "is missing" if key not in found else "is empty" if table == {} else "is not a table"
            self.fault(key, what, f"[{key}]")
            return {}
        return table

    def words(
        self,
        found: Mapping[str, Any],
        keys: Mapping[str, bool],
        *,
        also: tuple[str, ...] = (),
        home: str = "",
    ) -> dict[str, str]:
        """The texts of a table by its `keys`, which say whether each is needed; complains of other keys."""
        for key in found:
            if key not in keys and key not in also:
                place = home if home in FIGURES else key
                expected = (*BOUNDS, *keys) if home in FIGURES else (*keys, *also)
                self.fault(place, f"the key {key} means nothing here", f"one of {', '.join(expected)}")
        out = {}
        for key, needed in keys.items():
            text = found.get(key, "")
            if not isinstance(text, str):
                self.fault(key, f"{text!r} is not a text")
                text = ""
            elif needed and not text.strip() and (found or not home):
                self.fault(home or key, f"{key} is missing", f'{key} = "…"')
            out[key] = " ".join(text.split())
        return out

    def names(self, found: Mapping[str, Any]) -> tuple[str, ...]:
        aliases = found.get("aliases", [])
        if not isinstance(aliases, list) or not all(isinstance(a, str) for a in aliases):
            self.fault("aliases", "is not a list of names", 'aliases = ["OP27G"]')
            return ()
        return tuple(aliases)

    def figure(self, key: str, value: Any) -> Figure | None:
        """One figure; None, with its problems, if it cannot be used."""
        meaning = FIGURES.get(key)
        if meaning is None:
            self.fault(key, "there is no such figure", f"one of {', '.join(FIGURES)}")
            return None
        if not isinstance(value, dict):
            self.fault(key, "is not a table", f'{key} = {{typ = 1, unit = "{meaning.unit}"}}')
            return None
        before = len(self.problems)
        texts = self.words(
            {k: v for k, v in value.items() if k not in BOUNDS}, {"unit": True, "condition": False}, home=key
        )
        numbers = {b: self.number(key, b, value[b]) for b in BOUNDS if b in value}
        if not numbers:
            self.fault(key, "has no value", "min, typ or max")
        if not value.get("unit"):
            if len(self.problems) == before:
                self.fault(key, "unit is missing", f'unit = "{meaning.unit}"')
            return None
        reciprocal = False
        factor = Fraction(1)
        if texts["unit"] == DECIBEL:
            if meaning.unit != "1":
                self.fault(key, "decibels are of ratios", f"a unit such as {meaning.unit}")
        else:
            try:
                factor, unit = scale(texts["unit"])
            except GainproofError as fault:
                self.fault(key, str(fault))
                return None
            if unit != meaning.unit:
                self.fault(key, f"{texts['unit']} is a unit of {unit}", f"a unit of {meaning.unit}")
            reciprocal = key in REJECTIONS and factor < 1
        if len(self.problems) > before:
            return None
        return self.measured(key, numbers, texts, factor, reciprocal)

    def measured(
        self,
        key: str,
        numbers: Mapping[str, Fraction | None],
        texts: Mapping[str, str],
        factor: Fraction,
        reciprocal: bool,
    ) -> Figure | None:
        """The figure in its SI unit, after its numbers are judged as the data sheet writes them."""
        meaning, decibels = FIGURES[key], texts["unit"] == DECIBEL
        known = {b: q for b, q in numbers.items() if q is not None}
        ordered = [(b, known[b]) for b in BOUNDS if b in known]
        for (low, a), (high, b) in pairwise(ordered):
            if a > b:
                self.fault(key, f"{low} is greater than {high}", f"{' ≤ '.join(dict(ordered))}")
                return None
        if decibels and any(abs(q) > MOST_DECIBELS for q in known.values()):
            self.fault(key, "out of all measure", f"at most {MOST_DECIBELS} dB")
            return None
        if not meaning.signed and not decibels and any(q <= 0 for q in known.values()):
            self.fault(key, f"{meaning.about} is greater than zero", "a positive number")
            return None
        si = {b: of_decibels(q) if decibels else q * factor for b, q in known.items()}
        if reciprocal:
            turned = {"min": "max", "typ": "typ", "max": "min"}
            si = {turned[b]: 1 / q for b, q in si.items()}
        return Figure(
            si.get("min"),
            si.get("typ"),
            si.get("max"),
            meaning.unit,
            texts["condition"],
            (_plain(known.get("min")), _plain(known.get("typ")), _plain(known.get("max"))),
            texts["unit"],
            meaning.low_is_worse,
        )

    def number(self, key: str, bound: str, value: Any) -> Fraction | None:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.fault(key, f"{bound} is {value!r}, which is no number", "a number without a unit")
            return None
        d = Decimal(value)
        if not d.is_finite() or (d and abs(d.adjusted()) > GREATEST_POWER) or len(d.as_tuple().digits) > 40:
            self.fault(key, f"{bound} is out of all measure", "a number of a data sheet")
            return None
        return Fraction(d)

    def sources(self, found: Mapping[str, Any]) -> tuple[Source, ...]:
        listed = found.get("sources", [])
        if not isinstance(listed, list) or not all(isinstance(s, dict) for s in listed) or not listed:
            self.fault("sources", "is missing or no list of tables", "[[sources]] with text and figures")
            return ()
        out = []
        for s in listed:
            text = self.words(s, _SOURCE, also=("figures",), home="sources")["text"]
            keys = s.get("figures")
            if not isinstance(keys, list) or not keys or not all(isinstance(k, str) for k in keys):
                self.fault("sources", "figures is no list of figures", 'figures = ["Ao", "vos"]')
                keys = []
            out.append(Source(text, tuple(keys)))
        return tuple(out)

    def sourced(self, figures: Mapping[str, Figure], sources: tuple[Source, ...]) -> None:
        """Complain of figures without a source, with two, and of sources of nothing."""
        named = [k for s in sources for k in s.figures]
        written = {line.partition("=")[0].strip(" \t\"'") for line in self.lines}
        for key in dict.fromkeys(named):
            if key not in figures and key not in written:
                self.fault("sources", f"{key} is no figure of this file")
            elif named.count(key) > 1:
                self.fault(key, "has two sources", "one that was read")
        for key in figures if sources else ():
            if key not in named:
                self.fault(key, "has no source", "a line of [[sources]] that names it")


def _plain(q: Fraction | None) -> str:
    """A number of a data sheet, which is a decimal one, as plain digits."""
    if q is None:
        return ""
    digits = f"{Decimal(q.numerator) / Decimal(q.denominator):f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
