"""``gainproof noise``: the noise of a circuit, derived by superposition of powers, judged, and in numbers."""

from __future__ import annotations

import argparse
import os
import sys
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gainproof.commands.common import PROVED, REFUSED, add_part, progress
from gainproof.errors import GainproofError

if TYPE_CHECKING:
    from gainproof.noise.studying import NoiseStudy

ABOUT = """\
Derive the noise at an output by superposition of powers, and say what it comes to.

  gainproof noise amp.cir                          what the netlist's .tf asks, from 10 Hz to 10 kHz
  gainproof noise amp.cir --out "V(out)" --source V1 --from 0.1 --to 100k --at 1k
  gainproof noise rc.cir --from 0 --to oo          the total over all frequencies
  gainproof noise amp.cir --part OP27              with the noise of a real op-amp

Resistors have thermal noise.  An op-amp of the library has the noise that its line gives it:
  X1 p n out opamp en=3n in=0.4p en_corner=2.7 in_corner=140
en is in V/sqrt(Hz), in (at each input) in A/sqrt(Hz); the corner frequencies, below which the power rises
like 1/f, are in Hz.  What the line does not give is zero.  docs/noise.md tells the rest.
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    plain = argparse.RawDescriptionHelpFormatter
    c = commands.add_parser(
        "noise", help="derive the noise of a circuit", description=ABOUT, formatter_class=plain
    )
    c.add_argument("file", metavar="FILE", help="a SPICE netlist; - for standard input")
    c.add_argument("--out", default="", metavar="OUT", help="V(a), V(a,b) or I(V1); default: that of .tf")
    c.add_argument(
        "--source",
        default="",
        metavar="NAME",
        help="the input that noise is referred to; default: that of .tf",
    )
    c.add_argument("--from", dest="low", default="10", metavar="HZ", help="default: %(default)s")
    c.add_argument(
        "--to", dest="high", default="10k", metavar="HZ", help="oo for no end; default: %(default)s"
    )
    c.add_argument(
        "--at", default="1k", metavar="HZ", help="the frequency of the densities; default: %(default)s"
    )
    c.add_argument(
        "--temperature",
        default="300",
        metavar="KELVIN",
        help='of all resistors, such as 300 or "27 degC"; default: %(default)s',
    )
    c.add_argument(
        "--set",
        "--value",
        dest="value",
        action="extend",
        nargs="+",
        metavar="NAME=VALUE",
        help='an example value, such as R1=10k or "Ri=2 Mohm"; several, and repeatable',
    )
    add_part(c, "the typical figures")
    c.add_argument("--no-witness", action="store_true", help="do not ask ngspice")
    c.add_argument("-o", "--output", metavar="OUT", help="write OUT: .pdf, .tex, .typ, .html or .json")
    c.add_argument("--json", action="store_true", help="print it as JSON (see docs/json.md)")
    c.add_argument("--ascii", action="store_true", help="print with ASCII characters only")
    c.add_argument("--quiet", "-q", action="store_true", help="print the boxed line and the total only")


def run(options: argparse.Namespace) -> int:
    """Run it; returns the exit code."""
    from gainproof.build import FORMATS
    from gainproof.circuit.netlist import read
    from gainproof.datasheets.use import fillings
    from gainproof.noise.numbers import Band
    from gainproof.noise.studying import study_noise
    from gainproof.worked.given import assignments, values_given

    suffix = Path(options.output).suffix.removeprefix(".") if options.output else ""
    if options.output and suffix not in FORMATS:
        raise GainproofError(
            f"{options.output}: cannot write this kind of file; expected .{', .'.join(FORMATS)}"
        )
    parts = fillings(options.part, options.parts or ()) if options.part else None
    if options.file == "-":
        source = read(sys.stdin.read(), file="<stdin>", parts=parts)
    else:
        source = read(Path(options.file), parts=parts)
    given = values_given(assignments(options.value or (), "--value", "R1=10k"), source.circuit)
    for remark in given.remarks:
        print(remark, file=sys.stderr)
    endless = options.high.lower() in ("oo", "inf", "∞")
    found = study_noise(
        source,
        options.out,
        options.source,
        band=Band(_number(options, "from", "low"), None if endless else _number(options, "to", "high")),
        at=_number(options, "at", "at"),
        values=given.values,
        temperature=_temperature(options.temperature),
        witness=not options.no_witness,
        say=progress,
    )
    flawed = False
    if options.output:
        progress(f"writing {options.output}")
        flawed = not _write(found, Path(options.output), suffix)
    progress("")
    _print(found, options)
    for fault in found.study.faults:
        print(f"gainproof: {fault}", file=sys.stderr)
    return REFUSED if found.study.faults or flawed else PROVED


def _print(found: NoiseStudy, options: argparse.Namespace) -> None:
    s = found.study
    if options.json:
        from gainproof.archive import dumps

        sys.stdout.write(dumps(s))
    elif options.quiet:
        from gainproof.notation import equation_text
        from gainproof.worked.values import engineering

        print(equation_text(s.derivation.step(s.derivation.result).claim))
        if found.numbers is not None:
            print(engineering(found.numbers.total, found.numbers.unit, 4))
    elif not options.output:
        _show(found, options.ascii)
    if options.json or options.quiet or options.output:
        for remark in s.remarks:
            print(remark, file=sys.stderr)


def _show(found: NoiseStudy, ascii_only: bool) -> None:
    from gainproof.noise.page import page
    from gainproof.render.terminal import terminal

    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    width = (os.get_terminal_size().columns or 80) if sys.stdout.isatty() else 100
    ascii_only = ascii_only or (sys.stdout.encoding or "").lower().replace("-", "") not in ("utf8", "utf16")
    made = page(found, schematic=False)
    sys.stdout.write(terminal(made, width=min(width, 120), ascii=ascii_only, colour=colour))
    if found.study.no_example:
        print(f"No numbers: {found.study.no_example}; give it in the netlist, or with --set.")


def _write(found: NoiseStudy, target: Path, suffix: str) -> bool:
    """Write the file; False if its pages have a fault, which is told."""
    from gainproof.build import write
    from gainproof.noise.page import page
    from gainproof.render.pdf import write as put

    if suffix == "json":
        from gainproof.archive import dumps

        put(target, dumps(found.study))
        return True
    faults = write([page(found)], target.with_suffix(""), [suffix], title="", say=lambda _: None)
    for fault in faults:
        print(f"gainproof: {fault}", file=sys.stderr)
    return not faults


def _number(options: argparse.Namespace, option: str, name: str, unit: str = "Hz") -> Fraction:
    """The number of an option, which may not be negative."""
    from gainproof.worked.values import read

    word = getattr(options, name)
    try:
        found = read(word, unit)
    except GainproofError as fault:
        raise GainproofError(f"--{option}: {fault}") from None
    if found < 0:
        raise GainproofError(f"--{option} {word}: expected a number that is not negative")
    return found


def _temperature(word: str) -> Fraction:
    """A temperature in kelvins, of ``300``, ``300 K`` or ``27 degC``."""
    from gainproof.worked.values import celsius

    try:
        found = celsius(word, "K") + Fraction(27315, 100)
    except GainproofError as fault:
        raise GainproofError(f"--temperature: {fault}") from None
    if found < 0:
        raise GainproofError(f"--temperature {word}: it is below absolute zero")
    return found
