"""The journal of a batch: one line of JSON for each text that was judged, written when its pages are there.

A run that was stopped, or whose machine lost power, finds here what is done.  A last line cut short is not
counted; a line of other rules, or of another version, has another digest and is not looked at.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import IO, Any

from gainproof.batch.submissions import Outcome

NAME = "journal.jsonl"


class Journal:
    """What is done, by digest, without the pages; `add` makes it last."""

    def __init__(self, out: Path) -> None:
        self.path = out / NAME
        self.done: dict[str, Outcome] = {}
        self._file: IO[str] | None = None
        torn = False
        if self.path.exists():
            for line in self.path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True):
                outcome = _parsed(line)
                torn = not line.endswith("\n")
                if outcome is not None and not torn:
                    self.done[outcome.digest] = outcome
        self._torn = torn

    def add(self, outcome: Outcome) -> None:
        """Write it down; when this returns, it is on the disk."""
        self.done[outcome.digest] = outcome
        if self._file is None:
            self._file = self.path.open("a", encoding="utf-8")
            if self._torn:
                self._file.write("\n")
        record = [outcome.digest, outcome.found, outcome.fault]
        self._file.write(json.dumps(record, ensure_ascii=False) + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _parsed(line: str) -> Outcome | None:
    try:
        record: Any = json.loads(line)
        digest, found, fault = record
        return Outcome(digest, found, fault=fault)
    except (ValueError, TypeError):
        return None
