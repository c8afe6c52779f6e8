"""``gainproof plot``: a chart of a circuit, as vector graphics, as a page, or as the numbers in it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from gainproof.commands.common import PROVED, REFUSED, add_part, frequency, progress
from gainproof.curves.kinds import KINDS, Kind
from gainproof.errors import GainproofError

ABOUT = """\
Draw a chart of a circuit: how large its error is for other values of an imperfection or at other
temperatures, what circuits drawn at random do, how its gain falls with frequency.

  gainproof plot amp.cir                            the gain error against the open-loop gain
  gainproof plot amp.cir --against Ri -o e.svg      against another imperfection, as a picture
  gainproof plot amp.cir --kind bode --set GBW=1Meg -o bode.pdf
                                                    gains and the loop's phase, with its margins
  gainproof plot amp.cir --kind temperature --part OP27 --tempco 25ppm --temperature=-40..85 -o t.html
                                                    the band that holds every error
  gainproof plot amp.cir --kind histogram --part OP27 --tolerance 1% -o mc.pdf
                                                    Monte Carlo, with the worst case marked

Without -o the points of the chart are printed as a table; -o points.csv writes all of them. A .svg, .html and
.pdf file holds the chart as vector graphics, a .tex and .typ file its source. Options are those of `gainproof
budget`; each kind takes those that it has a use for, and says so for others.
"""
OPTIONS = tuple(dict.fromkeys(option for kind in KINDS.values() for option in kind.options))


def add(commands: Any) -> None:
    """Add the command to the parser."""
    plain = argparse.RawDescriptionHelpFormatter
    c = commands.add_parser("plot", help="draw a chart", description=ABOUT, formatter_class=plain)
    c.add_argument("file", metavar="FILE", help="a SPICE netlist; - for standard input")
    c.add_argument(
        "--kind",
        choices=tuple(KINDS),
        default="error",
        help=f"{'; '.join(f'{name}: {kind.about}' for name, kind in KINDS.items())} (default: %(default)s)",
    )
    asked = c.add_mutually_exclusive_group()
    asked.add_argument("--of", metavar="QUANTITY", help="V(…), I(…), zin(…), zout(…) or z(…)")
    asked.add_argument("--tf", metavar='"OUT SOURCE"', help="a transfer function, as after SPICE's .tf")
    c.add_argument(
        "--against", metavar="NAME", help="error: the imperfection on the horizontal axis, such as Ri"
    )
    c.add_argument("--frequency", metavar="HZ", help="error: of the magnitudes that are compared, such as 1k")
    c.add_argument("--element", metavar="NAME", help="bode: the amplifier whose loop is shown, such as X1")
    c.add_argument(
        "--set",
        action="extend",
        nargs="+",
        metavar="NAME=VALUE",
        help="values, such as Ao=200k R1=10k; for bode also GBW=1Meg or GBW_X1=1Meg, a gain-bandwidth "
        "product; for temperature and histogram also ranges, such as vos=-1m..2m",
    )
    add_part(c, "the figures")
    c.add_argument(
        "--tolerance", action="append", metavar="1%|R1=0.1%", help="of every resistor, or of one part"
    )
    c.add_argument(
        "--tempco",
        action="append",
        metavar="25ppm|R1=10ppm",
        help="for each kelvin, of every resistor, or of one part",
    )
    c.add_argument("--temperature", metavar="25..85", help="from where to where, in °C")
    c.add_argument("--monte-carlo", type=int, metavar="N", help="so many circuits (default: 100000)")
    c.add_argument("--seed", type=int, metavar="S", help="the same gives the same circuits (default: 0)")
    c.add_argument("-o", "--output", metavar="OUT", help="write OUT: .svg, .pdf, .html, .tex, .typ or .csv")


def run(options: argparse.Namespace) -> int:
    """Run it; returns the exit code."""
    from gainproof.charts.as_table import text_table
    from gainproof.charts.lettering import spoken
    from gainproof.charts.nouns import figure
    from gainproof.curves.asked import Asked
    from gainproof.curves.files import expect, write

    kind = KINDS[options.kind]
    if options.output:
        expect(Path(options.output))
    _no_more(options, kind)
    if options.monte_carlo is not None and options.monte_carlo < 2:
        raise GainproofError(f"--monte-carlo {options.monte_carlo}: expected a number of samples")
    progress(f"drawing the {options.kind} chart")
    drawn = kind.draw(
        Asked(
            sys.stdin.read() if options.file == "-" else Path(options.file),
            tf=options.tf,
            of=options.of,
            set=tuple(options.set or ()),
            tolerance=tuple(options.tolerance or ()),
            tempco=tuple(options.tempco or ()),
            temperature=options.temperature,
            part=tuple(options.part or ()),
            parts=tuple(options.parts or ()),
            against=options.against or "",
            element=options.element or "",
            frequency=frequency(options.frequency),
            samples=options.monte_carlo or 0,
            seed=options.seed or 0,
        )
    )
    faults = []
    if options.output:
        progress(f"writing {options.output}")
        faults = write(drawn, Path(options.output))
        progress("")
    else:
        progress("")
        f = figure(drawn)
        lines = [f.title or f.charts[0].title, "", *text_table(drawn), "", spoken(f.caption)]
        print("\n".join(lines))
        print("-o chart.pdf, .svg or .html draws it.", file=sys.stderr)
    for fault in faults:
        print(f"gainproof: {fault}", file=sys.stderr)
    return REFUSED if faults else PROVED


def _no_more(options: argparse.Namespace, kind: Kind) -> None:
    """Raises GainproofError for an option that this kind of chart has no use for."""
    for name in OPTIONS:
        if getattr(options, name) is not None and name not in kind.options:
            takes = ", ".join(map(_option, kind.options))
            raise GainproofError(
                f"{_option(name)} means nothing to --kind {options.kind}, which takes {takes}"
            )


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"
