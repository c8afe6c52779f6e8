"""Runs the commands that docs/verify.md shows, and writes what they print into it; writes docs/codes.md."""

import os
import re
import subprocess
import sys
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"
BLOCK = re.compile(r"```\n\$ gainproof (.*)\n(?:(?!```).*\n)+```")


def printed(command: str) -> str:
    """What ``gainproof command`` prints in the folder of the guide's example."""
    return subprocess.run(
        [sys.executable, "-m", "gainproof", *command.split()],
        cwd=DOCS / "verify",
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
    ).stdout


if __name__ == "__main__":
    guide = DOCS / "verify.md"
    shown = BLOCK.sub(
        lambda m: f"```\n$ gainproof {m[1]}\n{printed(m[1]).rstrip()}\n```", guide.read_text(encoding="utf-8")
    )
    guide.write_text(shown, encoding="utf-8")
    (DOCS / "codes.md").write_text(printed("codes --format markdown"), encoding="utf-8")
