"""Both works of every folder, judged: is the first wrong line found, and is a right work left alone?"""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gainproof.hand.verdicts import Verification
from gainproof.verification import verify

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """One folder: its circuit, the two works, the names in them, and the number of the wrong line."""

    folder: Path
    right: Path
    wrong: Path
    names: dict[str, str]
    error: str
    line: int
    ideal: bool = False

    @property
    def circuit(self) -> Path:
        return self.folder / "circuit.cir"


@dataclass(frozen=True)
class Outcome:
    """One work judged; `expected` is its first wrong line, None for a right work."""

    case: Case
    work: Path
    expected: int | None
    found: int | None
    unread: tuple[str, ...]
    seconds: float
    verification: Verification

    @property
    def passed(self) -> bool:
        """Is the first wrong line the one, and was everything read?"""
        return self.expected == self.found and not self.unread


def cases() -> Iterator[Case]:
    """Every folder, in order."""
    for about in sorted(FOLDER.glob("*/about.toml")):
        said = tomllib.loads(about.read_text(encoding="utf-8"))
        folder = about.parent
        (right,), (wrong,) = list(folder.glob("right.*")), list(folder.glob("wrong.*"))
        yield Case(
            folder,
            right,
            wrong,
            dict(said.get("names", {})),
            said["error"],
            first_difference(right.read_text(encoding="utf-8"), wrong.read_text(encoding="utf-8")),
            bool(said.get("ideal")),
        )


def first_difference(a: str, b: str) -> int:
    """The number of the first line in which two texts of equal length differ."""
    lines = list(zip(a.splitlines(), b.splitlines(), strict=True))
    return next(k for k, (x, y) in enumerate(lines, 1) if x != y)


def judged(case: Case, work: Path, expected: int | None) -> Outcome:
    """One work, as a user would have it judged."""
    start = time.perf_counter()
    v = verify(work, case.circuit, names=case.names, ideal=case.ideal)
    seconds = time.perf_counter() - start
    unread = tuple(j.how for j in v.judged if j.verdict in ("unread", "outside"))
    return Outcome(case, work, expected, v.first_wrong, unread, seconds, v)


def outcomes() -> list[Outcome]:
    """Both works of every case."""
    out = []
    for case in cases():
        out += [judged(case, case.right, None), judged(case, case.wrong, case.line)]
    return out


def table(found: Sequence[Outcome]) -> str:
    """A row for each circuit, for a Markdown page."""
    rows = ["| circuit | right work | wrong line | found |", "|---|---|---|---|"]
    for right, wrong in zip(found[::2], found[1::2], strict=True):
        left_alone = "left alone" if right.found is None else f"accused in line {right.found}"
        rows.append(
            f"| {right.case.folder.name} | {left_alone} | {wrong.expected} | {wrong.found or 'none'} |"
        )
    return "\n".join(rows)
