"""``gainproof derive``: one quantity of a circuit, derived, judged and printed."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gainproof.commands.common import PROVED, REFUSED, add_part, frequency, names, progress
from gainproof.errors import GainproofError

if TYPE_CHECKING:
    from gainproof.comparison import Comparison

ABOUT = """\
Derive one quantity of a circuit and judge every step.

  gainproof derive amp.cir                                    what its .tf line asks, on the terminal
  gainproof derive amp.cir --of "zin(V1)" -o amp.pdf          an impedance, as a page
  gainproof derive filter.cir --frequency 1k --set C1=10n     with values of your own, at one frequency

What is asked: the netlist's .tf line, or --tf, or --of.
  --tf "V(out) V1"    transfer function from the independent source V1, other sources off;
                      the output may be V(a), V(a,b) or I(V1)
  --of "V(out)"       the response with all sources on; also V(a,b), I(V1)
  --of "zin(V1)"      the impedance that V1 sees
  --of "zout(out)"    the impedance at a node, independent sources off
  --of "z(a,b)"       the impedance between two nodes

A number in the netlist is kept as the example value of a symbol named after its element.
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    plain = argparse.RawDescriptionHelpFormatter
    d = commands.add_parser("derive", help="derive one quantity", description=ABOUT, formatter_class=plain)
    d.add_argument("file", metavar="FILE", help="a SPICE netlist; - for standard input")
    asked = d.add_mutually_exclusive_group()
    asked.add_argument("--tf", metavar='"OUT SOURCE"', help="a transfer function, as after SPICE's .tf")
    asked.add_argument("--of", metavar="QUANTITY", help="V(…), I(…), zin(…), zout(…) or z(…)")
    d.add_argument(
        "--limit",
        action="append",
        metavar="NAME=oo",
        help="send a symbol to oo or 0; several go together (default: each imperfection, then all)",
    )
    d.add_argument("--name", action="append", metavar="G=EXPR", help='a name to use, such as G_N="1 + R2/R1"')
    d.add_argument(
        "--method",
        default="nodal",
        help="how to derive it (default: %(default)s); several with commas between, or all: the methods that "
        "apply are compared in a table at the end. There are nodal, mesh, superposition, thevenin, "
        "extra-element, feedback, blackman and bisection",
    )
    d.add_argument(
        "--element",
        action="append",
        metavar="NAME",
        help="what the method is about: an extra element, the source whose return ratio is taken; repeatable",
    )
    d.add_argument(
        "--form", choices=("textbook", "feedback", "flat"), default="textbook", help="of the boxed line"
    )
    d.add_argument("--eliminate", action="append", metavar="NAME", help="a name not to use, such as beta")
    d.add_argument(
        "--keep", action="append", metavar="WHAT", help="parallel: keep parallel combinations in sight"
    )
    d.add_argument(
        "--gains", action="store_true", help="of a response: its partial derivatives by the sources"
    )
    d.add_argument(
        "--cancel",
        action="append",
        metavar='"SOURCE [by PART]"',
        help="of a response: choose a part so that a source has no effect",
    )
    d.add_argument("--solver", default="flint", help="flint (default), sympy or lcapy")
    d.add_argument("--numeric", action="store_true", help="keep the netlist's numbers as numbers")
    d.add_argument(
        "--witness",
        choices=("quick", "all", "none"),
        help="who else is asked: quick (numeric nodal analysis), all (also lcapy, and ngspice if installed) "
        "or none; default: quick on the terminal, all with --json or -o",
    )
    d.add_argument(
        "--set",
        action="extend",
        nargs="+",
        metavar="NAME=VALUE",
        help="an example value, which goes before the netlist's and a part's, such as Ao=106dB R1=4k7 "
        '"Ri=2 Mohm"; several, and repeatable (see docs/values.md)',
    )
    d.add_argument("--frequency", metavar="HZ", help="frequency of the worked example, such as 1k")
    add_part(d, "the typical figures")
    d.add_argument("-o", "--output", metavar="OUT", help="write OUT: .pdf, .tex, .typ, .html or .json")
    d.add_argument("--json", action="store_true", help="print the derivation as JSON (see docs/json.md)")
    d.add_argument("--ascii", action="store_true", help="print with ASCII characters only")
    d.add_argument(
        "--quiet", "-q", action="store_true", help="print the result (or the limits asked for) only"
    )


def run(options: argparse.Namespace) -> int:
    """Run it; returns the exit code."""
    from gainproof.comparison import compare
    from gainproof.engine import opened
    from gainproof.studies import ALL, QUICK
    from gainproof.worked.given import assignments

    piped = options.file == "-"
    source = opened(
        sys.stdin.read() if piped else Path(options.file),
        file="<stdin>" if piped else "",
        numeric=options.numeric,
        part=options.part,
        parts=options.parts or (),
    )
    if options.output:
        _check_suffix(Path(options.output))
    thorough = options.json or options.output
    who = options.witness or ("all" if thorough else "quick")
    methods, named = _methods(options.method), names(options.name)
    compared = compare(
        source,
        methods,
        witnesses={"quick": QUICK, "all": ALL, "none": ()}[who],
        file=None if piped else Path(options.file),
        frequency=frequency(options.frequency),
        values=assignments(options.set or (), "--set", "Ao=200k"),
        say=progress,
        tf=options.tf,
        of=options.of,
        limits=options.limit,
        elements=tuple(options.element or ()),
        form=options.form,
        eliminate=tuple(options.eliminate or ()),
        keep=tuple(options.keep or ()),
        gains=options.gains,
        cancel=tuple(options.cancel or ()),
        solver=options.solver,
        numeric=options.numeric,
        names=named,
    )
    flawed = False
    if options.output:
        progress(f"writing {options.output}")
        flawed = not _write(compared, Path(options.output))
    progress("")
    found = compared.studies[0]
    if options.json:
        sys.stdout.write(_json(compared))
    elif options.quiet:
        from gainproof.notation import equation_text

        shown = found.derivation.limits if options.limit else (found.derivation.result,)
        for label in shown:
            print(equation_text(found.derivation.step(label).claim))
    elif not options.output:
        _show(compared, options.ascii)
    if options.json or options.quiet or options.output:
        for remark in found.remarks:
            print(remark, file=sys.stderr)
    for unused in _unused(named, compared):
        print(f"gainproof: the name {unused} is not used: the result has no use for it", file=sys.stderr)
    for fault in compared.faults:
        print(f"gainproof: {fault}", file=sys.stderr)
    return REFUSED if compared.faults or flawed else PROVED


def _unused(named: Iterable[str], compared: Comparison) -> list[str]:
    """The names that were asked for and that stand in no line."""
    told = {x for s in compared.studies for step in s.derivation.steps for x in step.claim.symbols()}
    return [n for n in named if n not in told]


def _methods(word: str) -> tuple[str, ...] | None:
    """The methods that ``nodal,mesh`` or ``all`` name; None for all."""
    names = tuple(m.strip() for m in word.split(",") if m.strip())
    return None if "all" in names else names


def _json(compared: Comparison) -> str:
    """One derivation as itself; several with the table that compares them."""
    from gainproof.archive import dumps, dumps_comparison

    return dumps(compared.studies[0]) if len(compared.rows) == 1 else dumps_comparison(compared)


def _show(found: Comparison, ascii_only: bool) -> None:
    from gainproof.chapters import compared
    from gainproof.render.terminal import terminal

    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    width = (os.get_terminal_size().columns or 80) if sys.stdout.isatty() else 100
    ascii_only = ascii_only or (sys.stdout.encoding or "").lower().replace("-", "") not in ("utf8", "utf16")
    for page in compared(found, {"schematic": False}):
        sys.stdout.write(terminal(page, width=min(width, 120), ascii=ascii_only, colour=colour))
    first = found.studies[0]
    if first.no_example:
        print(f"No worked example: {first.no_example}.")
    dynamic = "s" in first.derivation.step(first.derivation.exact).claim.right.symbols()
    if dynamic and first.example is not None and first.example.frequency is None:
        print("The example is worked at s = 0; --frequency 1k, say, works it there.")


def _check_suffix(target: Path) -> None:
    from gainproof.build import FORMATS

    if target.suffix.removeprefix(".") not in FORMATS:
        raise GainproofError(f"{target}: cannot write this kind of file; expected .{', .'.join(FORMATS)}")


def _write(found: Comparison, target: Path) -> bool:
    """Write the file; False if its pages have a fault, which is told."""
    from gainproof.build import write
    from gainproof.chapters import compared
    from gainproof.render.pdf import write as put

    suffix = target.suffix.removeprefix(".")
    if suffix == "json":
        put(target, _json(found))
        return True
    faults = write(compared(found, {}), target.with_suffix(""), [suffix], title="", say=lambda _: None)
    for fault in faults:
        print(f"gainproof: {fault}", file=sys.stderr)
    return not faults
