"""``gainproof verify --batch``: a folder of submissions, judged on all cores or on a cluster."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gainproof.commands.common import PROVED, REFUSED, UNUSABLE
from gainproof.errors import GainproofError

OUT = "verdicts"
INTERRUPTED = 130


def add_options(c: Any) -> None:
    """Add the options of a batch to the parser of ``verify``."""
    many = c.add_argument_group(
        "many submissions",
        "Judges every .md, .tex, .txt and .ipynb below FOLDER and writes to the folder that -o names\n"
        f"(default: {OUT}/): submissions.csv, lines.csv, verdicts.json and pages/, a marked page each.\n"
        "Stop it when you like; started again, it goes on where it was.",
    )
    many.add_argument("--batch", metavar="FOLDER", help="judge a folder of submissions; needs --circuit")
    many.add_argument("--jobs", type=int, default=0, metavar="N", help="how many cores (default: all)")
    many.add_argument("--dask", default="", metavar="ADDRESS", help="judge on a Dask cluster instead")
    many.add_argument("--no-pages", action="store_true", help="write the tables only")


def run_batch(options: argparse.Namespace, names: Mapping[str, str], values: Mapping[str, str]) -> int:
    """Run it; returns the exit code."""
    if options.works:
        raise GainproofError("give --batch FOLDER or WORKs, not both")
    if not options.circuit:
        raise GainproofError("--batch needs --circuit FILE.cir, the netlist of all submissions")
    if options.jobs < 0:
        raise GainproofError(f"--jobs {options.jobs}: expected 1 or more")

    from tqdm import tqdm

    from gainproof.batch import run
    from gainproof.batch.submissions import Rules
    from gainproof.circuit.netlist import read
    from gainproof.verification import values_of

    circuit = read(options.circuit).circuit
    rules = Rules(circuit, names, options.ideal, values_of(values, circuit), not options.no_pages)
    out = Path(options.output or OUT)
    with tqdm(unit=" submissions", disable=not sys.stderr.isatty(), leave=False) as bar:

        def progress(done: int, whole: int) -> None:
            bar.total = whole
            bar.update(done - bar.n)

        try:
            s = run(
                Path(options.batch), rules, out, workers=options.jobs, dask=options.dask, progress=progress
            )
        except KeyboardInterrupt:
            bar.close()
            print(
                f"stopped; what is done is in {out}/, and the same command goes on from there",
                file=sys.stderr,
            )
            return INTERRUPTED
    if not options.quiet:
        again = f" ({s.before} judged before)" if s.before else ""
        print(
            f"{s.submissions} submissions{again}: {s.right} right, {s.wrong} with something false, "
            f"{s.unread} not read whole, {s.faults} not judged; see {out}/"
        )
    return REFUSED if s.wrong else UNUSABLE if s.unread or s.faults else PROVED
