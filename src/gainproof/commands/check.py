"""``gainproof check``: a saved derivation, judged again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from gainproof.commands.common import PROVED, REFUSED
from gainproof.errors import GainproofError

ABOUT = """\
Judge a saved derivation again: every step from its premises alone, whether they answer what was asked, a
second opinion, the feedback. Nothing in the file is believed but the circuit and the question.

  gainproof derive amp.cir -o amp.json      saves it
  gainproof check amp.json                  one line a step: holds or REFUSED, by which rule, and why
  gainproof derive amp.cir --json | gainproof check -
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    plain = argparse.RawDescriptionHelpFormatter
    c = commands.add_parser(
        "check", help="judge a saved derivation again", description=ABOUT, formatter_class=plain
    )
    c.add_argument(
        "file", metavar="DERIVATION.json", help="what gainproof derive --json wrote; - for standard input"
    )
    c.add_argument("--quiet", "-q", action="store_true", help="print failures only")


def run(options: argparse.Namespace) -> int:
    """Run it; returns the exit code."""
    from gainproof.archive import loads
    from gainproof.checker import check, unanswered
    from gainproof.guards import inspect
    from gainproof.witness import opinions

    piped = options.file == "-"
    try:
        source = sys.stdin.read() if piped else Path(options.file).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise GainproofError(f"{options.file}: this is not UTF-8 text") from None
    d = loads(source, "<stdin>" if piped else options.file)
    verdicts = check(d)
    exact = d.spelled_out(d.step(d.exact).claim.right)
    said = opinions(d.circuit, d.quantity, exact) if d.quantity.kind != "noise" else ()
    for step, v in zip(d.steps, verdicts, strict=True):
        if v.holds and options.quiet:
            continue
        mark = "holds  " if v.holds else "REFUSED"
        print(f"{mark}  {step.number or step.label:12}  {step.rule:12}  {v.how}")
        if v.counterexample:
            print("         for example " + ", ".join(f"{k} = {x}" for k, x in v.counterexample.items()))
    for o in said:
        if o.agrees is not True or not options.quiet:
            word = "agrees " if o.agrees else "silent " if o.agrees is None else "DIFFERS"
            print(f"{word}  {o.name}: {o.how}")
    failed = [v.label for v in verdicts if not v.holds]
    complaints = [f"refused first: {failed[0]}"] if failed else list(unanswered(d, verdicts))
    complaints += [f"{o.name} disagrees" for o in said if o.agrees is False]
    complaints += inspect(d).faults
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    if complaints:
        return REFUSED
    if not options.quiet:
        print(f"{len(verdicts)} steps hold, and they answer {d.quantity}")
    return PROVED
