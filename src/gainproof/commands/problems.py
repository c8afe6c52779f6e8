"""``gainproof problems``: sets of problems with keys that are proved."""

from __future__ import annotations

import argparse
import os
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

from gainproof.commands.common import PROVED, REFUSED, progress
from gainproof.errors import GainproofError

ABOUT = """\
Make problems to set: variants of a circuit with values that parts are sold with, each with a key that is
proved, and a solution worked in full.

  gainproof problems derivations/1-offset-voltage                  ten problems, on the terminal
  gainproof problems amp.cir -n 30 --seed 7 -o sheet.pdf           a sheet, and sheet-key.pdf beside it
  gainproof problems amp.cir --kind choice --options 5 --key       wrong answers that people really give
  gainproof problems amp.cir --kind faded --fade backward          worked examples with blanks
  gainproof problems amp.cir --part OP27 --part OP07               with these op-amps only
  gainproof problems derivations/* -n 60 -o quiz.xml               for Moodle's question bank
  gainproof problems amp.cir --format notebook -o quiz             a folder with Jupyter notebooks

A folder asks the questions of its derivation.toml, a netlist those of its .tf lines. Values are drawn near
those of the example: resistors from E24 or E96, capacitors from E12, sources round, op-amps from the data
sheets. The same seed gives the same problems, on every machine.

Kinds: number asks for a value, formula for a formula, faded gives the derivation with blanks, choice gives
wrong answers beside the right one, each made by one slip of `gainproof codes`; mixed takes turns. A sequence
of faded examples leaves out more from one to the next, the first steps first; --fade backward leaves out the
last ones first, --fade 2,4 always the second and the fourth line that can be left out.

Every key is worked exactly, found again by nodal analysis, and judged as a line of algebra against the
variant's own netlist. Of a circuit for which one of these disagrees no problem is printed, but the reason;
if no other is given, the exit code is 1.
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    plain = argparse.RawDescriptionHelpFormatter
    c = commands.add_parser(
        "problems", help="make problems to set, with proved keys", description=ABOUT, formatter_class=plain
    )
    c.add_argument("what", nargs="+", metavar="WHAT", help="folders as those of derivations/, or netlists")
    c.add_argument("-n", type=int, default=10, metavar="N", help="how many problems (default: %(default)s)")
    c.add_argument("--seed", type=int, default=1, metavar="S", help="the same gives the same (default: 1)")
    c.add_argument(
        "--kind",
        choices=("number", "formula", "faded", "choice", "mixed"),
        default="mixed",
        help="default: %(default)s",
    )
    c.add_argument(
        "--options", type=int, default=4, metavar="K", help="answers to choose from (default: %(default)s)"
    )
    c.add_argument(
        "--fade",
        default="forward",
        metavar="WAY",
        help="forward, backward, or lines to leave out, such as 2,4",
    )
    c.add_argument(
        "--part",
        action="append",
        metavar="PART",
        help="draw from these op-amps only, such as OP27; repeatable; none for round numbers",
    )
    c.add_argument(
        "--series", default="", metavar="E24", help="of the resistors: E6, E12, E24, E48, E96, E192"
    )
    c.add_argument("--tolerance", default="1%", metavar="1%", help="of answers, at most (default: 1%%)")
    c.add_argument(
        "--swing", default="13", metavar="V", help="volts that an op-amp's output reaches (default: 13)"
    )
    c.add_argument(
        "--set",
        action="extend",
        nargs="+",
        metavar="NAME=VALUE",
        help="example values, such as R1=10k; repeatable",
    )
    asked = c.add_mutually_exclusive_group()
    asked.add_argument("--of", metavar="QUANTITY", help="ask for V(…), V(…)/V1, zin(…), zout(…) or z(…)")
    asked.add_argument("--tf", metavar='"OUT SOURCE"', help="ask for a transfer function")
    c.add_argument("--title", default="", help="of the set")
    c.add_argument("--key", action="store_true", help="print the key as well, on the terminal")
    c.add_argument(
        "--format",
        default="",
        metavar="F",
        help="moodle, qti, notebook, prairielearn, csv or json; by default what OUT's suffix says",
    )
    c.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="write OUT: .pdf, .tex, .typ or .html (and the key beside), .xml, .zip, .csv, .json; a folder",
    )
    c.add_argument("--ascii", action="store_true", help="print with ASCII characters only")


def run(options: argparse.Namespace) -> int:
    """Run it; returns the exit code."""
    from gainproof.problems.files import chosen, write
    from gainproof.problems.making import Wishes, problems
    from gainproof.problems.proving import KeyRefused
    from gainproof.problems.terminal import WIDTH, terminal
    from gainproof.worked.given import assignments
    from gainproof.worked.values import read

    target = Path(options.output) if options.output else None
    if target is not None:
        chosen(target, options.format)
    elif options.format:
        raise GainproofError(f"--format {options.format}: say where to write it, with -o")
    try:
        found = problems(
            options.what,
            options.n,
            options.seed,
            Wishes(
                kind=options.kind,
                options=options.options,
                fade=options.fade,
                parts=tuple(options.part or ()),
                series=options.series,
                tolerance=_part(options.tolerance),
                swing=read(options.swing, "V"),
            ),
            tf=options.tf,
            of=options.of,
            given=assignments(options.set or (), "--set", "R1=10k"),
            title=options.title,
            say=progress,
        )
    except KeyRefused as fault:
        progress("")
        print(f"gainproof: {fault}", file=sys.stderr)
        return REFUSED
    faults: list[str] = []
    if target is not None:
        progress(f"writing {target}")
        written, faults = write(found, target, options.format)
        progress("")
        print(f"{len(found.problems)} problems: {', '.join(map(str, written[:4]))}" + _more(len(written) - 4))
    else:
        progress("")
        width = os.get_terminal_size().columns if sys.stdout.isatty() else WIDTH
        encoding = (sys.stdout.encoding or "").lower().replace("-", "")
        plain = options.ascii or encoding not in ("utf8", "utf16")
        shown = terminal(found, key=options.key, width=max(60, min(width or WIDTH, 120)), ascii=plain)
        sys.stdout.write(shown)
    for remark in found.remarks:
        print(remark, file=sys.stderr)
    for wrong in faults:
        print(f"gainproof: {wrong}", file=sys.stderr)
    return REFUSED if faults else PROVED


def _more(count: int) -> str:
    return f" and {count} more" if count > 0 else ""


def _part(word: str) -> Fraction:
    """A relative tolerance: ``1%`` or ``0.01``."""
    from gainproof.worked.values import read

    percent = word.strip().endswith("%")
    q = read(word.strip().removesuffix("%"))
    return q / 100 if percent else q
