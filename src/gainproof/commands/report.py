"""``gainproof report``: folders of derivations, made into documents."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from gainproof.commands.common import PROVED, REFUSED
from gainproof.errors import GainproofError

ABOUT = """\
Derive and judge folders of derivations/, and print each, and all bound together.

  gainproof report                                  every folder of derivations/, into build/
  gainproof report derivations/1-offset-voltage     one of them
  gainproof report --formats html -o /tmp/site      the pages of HTML alone, with an index

Everything is derived and judged each time; a PDF whose source has not changed since it was typeset is taken
from ~/.cache/gainproof. The environment variable GAINPROOF_CACHE names another folder, or is off.
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    plain = argparse.RawDescriptionHelpFormatter
    r = commands.add_parser(
        "report", help="derive and print folders of derivations/", description=ABOUT, formatter_class=plain
    )
    r.add_argument("folders", nargs="*", metavar="FOLDER", help="default: every folder of derivations/")
    r.add_argument(
        "-o", "--output", default="build", metavar="DIR", help="where to write (default: %(default)s)"
    )
    r.add_argument(
        "--formats",
        default="pdf,tex,typ,html,json",
        metavar="LIST",
        help="what to write (default: %(default)s)",
    )
    r.add_argument("--title", default="", help="title of the bound report")


def run(options: argparse.Namespace) -> int:
    """Run it; returns the exit code."""
    from gainproof.build import FORMATS, report

    formats = [f.strip() for f in options.formats.split(",") if f.strip()]
    wrong = [f for f in formats if f not in FORMATS]
    if wrong:
        raise GainproofError(f"there is no format {', '.join(wrong)}; there are {', '.join(FORMATS)}")
    folders = [Path(f) for f in options.folders] or _folders(Path("derivations"))
    if problems := [said for folder in folders if (said := _no_folder(folder))]:
        raise GainproofError("\n".join(problems))
    chapters = report(
        folders,
        Path(options.output),
        formats=formats,
        title=options.title,
        say=lambda s: print(s, flush=True),
    )
    failed = [c.name for c in chapters if c.faults]
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
        return REFUSED
    judged = sum(bool(c.works) for c in chapters)
    also = f", {judged} with somebody's lines judged" if judged else ""
    proved = len(chapters) - judged
    print(f"{proved} derivation{'s' if proved != 1 else ''} proved{also}; see {options.output}/")
    return PROVED


def _no_folder(path: Path) -> str:
    """What is wrong with a path that is no folder; "" for one."""
    if path.is_file():
        mend = f"; gainproof derive {path} is for a netlist" if path.suffix == ".cir" else ""
        return (
            f"{path}: this is a file; expected a folder with a netlist circuit.cir, or derivation.toml{mend}"
        )
    return "" if path.is_dir() else f"{path}: there is no such folder"


def _folders(root: Path) -> list[Path]:
    found = sorted(p for p in root.iterdir() if p.is_dir() and _is_one(p)) if root.is_dir() else []
    if not found:
        raise GainproofError(
            f"there are no derivations in {root}/; expected folders with a netlist circuit.cir"
        )
    return found


def _is_one(folder: Path) -> bool:
    return (folder / "derivation.toml").is_file() or any(folder.glob("*.cir"))
