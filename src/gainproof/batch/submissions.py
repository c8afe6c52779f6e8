"""What is to be judged, and what came out of it.  Inert data that travels between processes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from gainproof.circuit.circuit import Circuit
from gainproof.errors import GainproofError, InputError
from gainproof.verification import read_file

SUFFIXES = (".md", ".tex", ".txt", ".ipynb")
ANY_NAME = "\N{LEFT WHITE SQUARE BRACKET}submission\N{RIGHT WHITE SQUARE BRACKET}"
"""Stands for a submission's name on its page: the same text handed in twice is judged once."""


@dataclass(frozen=True)
class Rules:
    """What every submission of a batch is judged by, and whether marked pages are wanted."""

    circuit: Circuit
    names: Mapping[str, str] = field(default_factory=dict)
    ideal: bool = False
    values: Mapping[str, Fraction] = field(default_factory=dict)
    pages: bool = True

    def digest(self, version: str) -> str:
        """Changes whenever a verdict might."""
        said = [version, repr(self.circuit), sorted(self.names.items()), self.ideal, self.pages]
        return _digest(json.dumps([*said, sorted((n, str(v)) for n, v in self.values.items())]))


@dataclass(frozen=True, slots=True)
class Submission:
    """One file: its name relative to the batch's folder, its text, or why it has none."""

    name: str
    source: str = ""
    fault: str = ""

    def digest(self, rules: str) -> str:
        """The key of its verdicts under the rules with that digest."""
        return _digest(f"{rules}\n{Path(self.name).suffix}\n{self.fault}\n{self.source}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdicts on one text; `found` is what `gainproof verify --format json` would say of it.

    `page` is the marked page, with ANY_NAME for the name of the file; `fault` says why the text could not be
    judged at all, "" if it could.
    """

    digest: str
    found: Mapping[str, Any] = field(default_factory=dict)
    page: str = ""
    fault: str = ""


def gathered(folder: Path) -> list[Submission]:
    """Every file below `folder` that may be a submission, in the order of names.

    Raises GainproofError if there is none.  A file that is not text is a submission with a fault.
    """
    if not folder.is_dir():
        raise GainproofError(f"--batch {folder}: there is no such folder")
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES)
    if not files:
        raise GainproofError(f"--batch {folder}: no submissions here; expected files {', '.join(SUFFIXES)}")
    return [_read(p, p.relative_to(folder).as_posix()) for p in files]


def _read(file: Path, name: str) -> Submission:
    try:
        return Submission(name, read_file(file))
    except InputError as fault:
        return Submission(name, fault="; ".join(p.what for p in fault.problems))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
