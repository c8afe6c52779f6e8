"""``gainproof budget``: what each imperfection, tolerance and degree costs."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from gainproof.commands.common import PROVED, REFUSED, add_part, progress
from gainproof.errors import GainproofError

ABOUT = """\
Work out the error budget of a circuit: each source of error with its sensitivity, what it costs at the output
and referred to the input, the worst case (proved), the root of the sum of squares, and Monte Carlo.

  gainproof budget amp.cir                                the imperfections that the netlist gives
  gainproof budget amp.cir --part OP27 --tolerance 1%     a real op-amp, and resistors of 1 %
  gainproof budget amp.cir --part OP27 --tolerance 1% --tolerance R1=0.1% --tempco 25ppm --temperature 25..85
  gainproof budget amp.cir --set Ao=200k vos=-1m..1m      limits of your own
  gainproof budget amp.cir --monte-carlo 1000000          a million circuits drawn at random
  gainproof budget amp.cir --monte-carlo 10000000000 --dask tcp://10.0.0.5:8786      more, by a Dask cluster
  gainproof budget amp.cir -o budget.xlsx                 a workbook whose formulas live: change a value in it

The netlist's .tf V(out) V1 asks for the budget of V(out), referred to V1; --of asks for another quantity,
such as "V(out)/V1" for the gain alone or "zout(out)". The value of an imperfection is its limit: Ao=200k is a
gain of at least that, vos=1m an offset of either sign. Elements that share a symbol move together, as parts
of one network do.

Temperature: --temperature says from where to where, in °C; data-sheet figures and values hold at 25 °C. A
drift that no data sheet gives is --set vos_drift=2u (V/K), a rise that doubles a bias current --set
Ib_doubling=10 (K). Write a range that begins with a minus as --temperature=-40..85.
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    plain = argparse.RawDescriptionHelpFormatter
    c = commands.add_parser(
        "budget", help="work out an error budget", description=ABOUT, formatter_class=plain
    )
    c.add_argument("file", metavar="FILE", help="a SPICE netlist; - for standard input")
    asked = c.add_mutually_exclusive_group()
    asked.add_argument("--of", metavar="QUANTITY", help="V(…), I(…), V(…)/V1, zin(…), zout(…) or z(…)")
    asked.add_argument("--tf", metavar='"OUT SOURCE"', help="a transfer function, as after SPICE's .tf")
    c.add_argument("--input", default="", metavar="SOURCE", help="the source that errors are referred to")
    add_part(c, "the limits")
    c.add_argument(
        "--set",
        action="extend",
        nargs="+",
        metavar="NAME=VALUE",
        help="a value, such as Ao=200k or R1=10k, or a range, such as vos=-1m..2m; several, and repeatable",
    )
    c.add_argument(
        "--tolerance",
        action="append",
        metavar="1%|R1=0.1%",
        help="of every resistor, or of one part; repeatable",
    )
    c.add_argument(
        "--tempco",
        action="append",
        metavar="25ppm|R1=10ppm",
        help="temperature coefficient for each kelvin, of every resistor, or of one part; repeatable",
    )
    c.add_argument("--temperature", metavar="25..85", help="from where to where, in °C")
    c.add_argument("--monte-carlo", type=int, default=0, metavar="N", help="so many circuits drawn at random")
    c.add_argument(
        "--seed",
        type=int,
        default=0,
        metavar="S",
        help="of Monte Carlo; the same gives the same (default: 0)",
    )
    c.add_argument(
        "--dask", default="", metavar="ADDRESS", help="of a Dask scheduler that shares Monte Carlo out"
    )
    c.add_argument("--format", choices=("text", "json", "csv"), default="text", help="default: %(default)s")
    c.add_argument(
        "-o", "--output", metavar="OUT", help="write OUT: .pdf, .html, .tex, .typ, .xlsx, .csv or .json"
    )
    c.add_argument("--ascii", action="store_true", help="print with ASCII characters only")


def run(options: argparse.Namespace) -> int:
    """Run it; returns the exit code."""
    from gainproof.budget import error_budget
    from gainproof.budget.files import expect, write
    from gainproof.budget.records import dumps, table
    from gainproof.budget.terminal import WIDTH, terminal

    if options.output:
        expect(Path(options.output))
    if options.monte_carlo < 0:
        raise GainproofError(f"--monte-carlo {options.monte_carlo}: expected a number of samples")
    progress("working out the budget")
    found = error_budget(
        sys.stdin.read() if options.file == "-" else options.file,
        of=options.of,
        tf=options.tf,
        set=options.set or (),
        tolerance=options.tolerance or (),
        tempco=options.tempco or (),
        temperature=options.temperature,
        part=options.part,
        parts=options.parts or (),
        input=options.input,
        samples=options.monte_carlo,
        seed=options.seed,
        dask=options.dask,
    )
    faults = list(found.faults)
    if options.output:
        progress(f"writing {options.output}")
        faults += write(found, Path(options.output))
    progress("")
    if options.format == "json":
        sys.stdout.write(dumps(found))
    elif options.format == "csv":
        sys.stdout.write(table(found))
    elif not options.output:
        width = (os.get_terminal_size().columns or 80) if sys.stdout.isatty() else WIDTH
        encoding = (sys.stdout.encoding or "").lower().replace("-", "")
        plain = options.ascii or encoding not in ("utf8", "utf16")
        sys.stdout.write(terminal(found, width=max(60, min(width, 120)), ascii=plain))
    for remark in found.remarks:
        print(remark, file=sys.stderr)
    for fault in faults:
        print(f"gainproof: {fault}", file=sys.stderr)
    return REFUSED if faults else PROVED
