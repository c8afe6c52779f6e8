"""Runs the commands that the guides of docs/ show, writes what they print into them; writes docs/codes.md."""

import os
import re
import subprocess
import sys
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"
GUIDES = ("verify", "noise", "budget", "plots", "problems")
"""Each a page of docs/, with a folder of the same name that holds its examples."""
BLOCK = re.compile(r"```\n\$ gainproof (.*)\n(?:(?!```).*\n)*```")


def printed(command: str, guide: str) -> str:
    """What ``gainproof command`` prints in the folder of a guide's examples."""
    return subprocess.run(
        [sys.executable, "-m", "gainproof", *command.split()],
        cwd=DOCS / guide,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
    ).stdout


def filled(guide: str) -> None:
    """Write what the commands of a guide print into it."""
    page = DOCS / f"{guide}.md"
    shown = BLOCK.sub(
        lambda m: f"```\n$ gainproof {m[1]}\n{printed(m[1], guide).rstrip()}".rstrip() + "\n```",
        page.read_text(encoding="utf-8"),
    )
    page.write_text(shown, encoding="utf-8")


if __name__ == "__main__":
    for name in GUIDES:
        filled(name)
    (DOCS / "codes.md").write_text(printed("codes --format markdown", "verify"), encoding="utf-8")
