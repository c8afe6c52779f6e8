"""The commands, one file each; to add one, write its file and add its line.

A command is a module with ``add(commands)``, which describes its arguments, and ``run(options)``, which
returns an exit code.  What is heavy is imported when a command runs.
"""

import argparse
from typing import Any, Protocol

from gainproof.commands import budget, check, codes, derive, noise, parts, plot, problems, report, verify


class Command(Protocol):
    """A module of this room."""

    def add(self, commands: Any) -> None: ...
    def run(self, options: argparse.Namespace) -> int: ...


COMMANDS: dict[str, Command] = {
    "derive": derive,
    "budget": budget,
    "noise": noise,
    "plot": plot,
    "problems": problems,
    "report": report,
    "check": check,
    "verify": verify,
    "codes": codes,
    "parts": parts,
}

__all__ = ["COMMANDS", "Command"]
