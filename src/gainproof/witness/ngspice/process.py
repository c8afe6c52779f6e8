"""ngspice, run: a deck goes in, what it prints comes out."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from gainproof.errors import GainproofError

NAME = "ngspice"
SECONDS = 20.0
INFINITE = "at these values a number is infinite"
"""Why there is no opinion where something is divided by zero."""

_FAULT = re.compile(r"^.*\b(error|singular|unknown|undefined)\b.*$", re.MULTILINE | re.IGNORECASE)


def installed() -> bool:
    """Is there an ngspice to run?"""
    return shutil.which("ngspice") is not None


def batch(deck: str) -> str:
    """What ngspice prints of a deck; GainproofError if it does not come to an end, or finds faults."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "deck.cir").write_text(deck, encoding="utf-8")
        try:
            done = subprocess.run(
                ["ngspice", "-b", "deck.cir"],
                cwd=folder,
                capture_output=True,
                text=True,
                errors="replace",
                stdin=subprocess.DEVNULL,
                timeout=SECONDS,
            )
        except subprocess.TimeoutExpired:
            raise GainproofError(f"ngspice did not end in {SECONDS:g} s") from None
    if faults := _FAULT.search(done.stdout + done.stderr):
        raise GainproofError(f"ngspice says: {faults[0].strip()}")
    return done.stdout
