"""A work with all its verdicts: what a verification says as a whole.

Whether it holds, which line is the first that is wrong, how often each verdict was given, and how much each
line weighs: "error" (it has to be mended), "warning" (a reader may stumble), "note" (worth saying), or ""
(nothing to say).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from gainproof.circuit.circuit import Circuit
from gainproof.hand.lexicon.symbols import Symbols
from gainproof.hand.work import VERDICTS, Claim, Judged, Notice, Span, Work

PROVED, WRONG, UNREADABLE = 0, 1, 2

_GRAVE = ("false", "unread")
_REMARKS = ("GP139", "GP141", "GP142", "GP143", "GP144")
"""Codes of lines that may well be meant as they stand."""
_WEIGHTY_NOTICES = ("ambiguous",)


@dataclass(frozen=True)
class Verification:
    """A work judged against a circuit.

    `circuit_file` is the netlist's name as it was given, "" for a text; `symbols` the table with which the
    work was read; `ideal` whether its op-amps were taken for ideal.
    """

    work: Work
    judged: tuple[Judged, ...]
    circuit: Circuit
    circuit_file: str = ""
    symbols: Symbols = field(default_factory=Symbols, repr=False)
    ideal: bool = False

    @property
    def file(self) -> str:
        return self.work.file

    @property
    def notices(self) -> tuple[Notice, ...]:
        return self.work.notices

    @property
    def first_wrong(self) -> int | None:
        """The number, in the file, of the first line that is false; None if none is."""
        return min((place(j).line for j in self.judged if j.verdict == "false"), default=None)

    @property
    def counts(self) -> dict[str, int]:
        """How often each verdict was given; every verdict is a key."""
        found = Counter(j.verdict for j in self.judged)
        return {v: found[v] for v in VERDICTS}

    @property
    def holds(self) -> bool:
        """Was everything read, and is nothing false?"""
        return self.exit_code == PROVED

    @property
    def exit_code(self) -> int:
        """1 if a line is false; else 2 if a line could not be read, or nothing was there to read; else 0."""
        if any(j.verdict in ("false", "carried") for j in self.judged):
            return WRONG
        if not self.judged or any(j.verdict == "unread" for j in self.judged):
            return UNREADABLE
        return PROVED


def place(j: Judged) -> Span:
    """Where a verdict belongs: the claim's place; of a later link in a chain, that of the side it adds."""
    return j.item.right.span if isinstance(j.item, Claim) and j.item.link else j.item.span


def weight(j: Judged) -> str:
    """How much a verdict weighs: error, warning, note or ""."""
    if j.verdict in _GRAVE:
        return "error"
    if j.verdict in ("carried", "outside") or j.code in _REMARKS:
        return "note"
    return "warning" if j.code else ""


def notice_weight(n: Notice) -> str:
    """How much a remark of the reader weighs."""
    return "warning" if n.code in _WEIGHTY_NOTICES else "note"
