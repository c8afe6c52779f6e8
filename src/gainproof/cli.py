"""The command line: ``gainproof derive``, ``gainproof report``, ``gainproof check``.

Exit codes: 0 all is proved, 1 a step is refused, a witness disagrees, or the feedback is positive so that
the circuit is no amplifier, 2 the input cannot be used.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gainproof import __version__
from gainproof.errors import GainproofError

if TYPE_CHECKING:
    from fractions import Fraction

    from gainproof.comparison import Comparison
    from gainproof.expression import Expr

PROVED, REFUSED, UNUSABLE = 0, 1, 2

ABOUT = """\
Derive, prove and typeset what an amplifier circuit does, from its SPICE netlist.

  gainproof derive amp.cir                      what the netlist's .tf asks, on the terminal
  gainproof derive amp.cir --of "zin(V1)"       the impedance that V1 sees
  gainproof derive amp.cir -o amp.pdf           the same as a page
  gainproof report                              every folder of derivations/, into build/
  gainproof check amp.json                      judge a saved derivation again
"""

DERIVE = """\
Derive one quantity of a circuit and judge every step.

What is asked: the netlist's .tf line, or --tf, or --of.
  --tf "V(out) V1"    transfer function from the independent source V1, other sources off;
                      the output may be V(a), V(a,b) or I(V1)
  --of "V(out)"       the response with all sources on; also V(a,b), I(V1)
  --of "zin(V1)"      the impedance that V1 sees
  --of "zout(out)"    the impedance at a node, independent sources off
  --of "z(a,b)"       the impedance between two nodes

A number in the netlist is kept as the example value of a symbol named after its element.
"""


def parser() -> argparse.ArgumentParser:
    """The command line's grammar."""
    plain = argparse.RawDescriptionHelpFormatter
    top = argparse.ArgumentParser(prog="gainproof", description=ABOUT, formatter_class=plain)
    top.add_argument("--version", action="version", version=f"gainproof {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    d = commands.add_parser("derive", help="derive one quantity", description=DERIVE, formatter_class=plain)
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
    d.add_argument("--frequency", metavar="HZ", help="frequency of the worked example, such as 1k")
    d.add_argument("-o", "--output", metavar="OUT", help="write OUT: .pdf, .tex, .typ, .html or .json")
    d.add_argument("--json", action="store_true", help="print the derivation as JSON (see docs/json.md)")
    d.add_argument("--ascii", action="store_true", help="print with ASCII characters only")
    d.add_argument(
        "--quiet", "-q", action="store_true", help="print the result (or the limits asked for) only"
    )

    r = commands.add_parser("report", help="derive and print folders of derivations/")
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

    c = commands.add_parser("check", help="judge a saved derivation again")
    c.add_argument(
        "file", metavar="DERIVATION.json", help="what gainproof derive --json wrote; - for standard input"
    )
    c.add_argument("--quiet", "-q", action="store_true", help="print failures only")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # an odd character is no reason to fail
    options = parser().parse_args(arguments)
    run = {"derive": _derive, "report": _report, "check": _check}[options.command]
    try:
        return run(options)
    except GainproofError as fault:
        _progress("")
        print(fault, file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROVED
    except OSError as fault:
        print(f"{fault.filename or 'gainproof'}: {fault.strerror}", file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130


# -- derive -------------------------------------------------------------------------------------------


def _derive(options: argparse.Namespace) -> int:
    from gainproof.circuit.netlist import read
    from gainproof.comparison import compare
    from gainproof.studies import ALL, QUICK

    piped = options.file == "-"
    source = read(sys.stdin.read(), file="<stdin>", numeric=options.numeric) if piped else None
    if source is None:
        source = read(Path(options.file), numeric=options.numeric)
    if options.output:
        _check_suffix(Path(options.output))
    thorough = options.json or options.output
    who = options.witness or ("all" if thorough else "quick")
    methods = _methods(options.method)
    compared = compare(
        source,
        methods,
        witnesses={"quick": QUICK, "all": ALL, "none": ()}[who],
        file=None if piped else Path(options.file),
        frequency=_frequency(options.frequency),
        say=_progress,
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
        names=_names(options.name),
    )
    flawed = False
    if options.output:
        _progress(f"writing {options.output}")
        flawed = not _write(compared, Path(options.output))
    _progress("")
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
    for fault in compared.faults:
        print(f"gainproof: {fault}", file=sys.stderr)
    return REFUSED if compared.faults or flawed else PROVED


def _methods(word: str) -> tuple[str, ...] | None:
    """The methods that ``nodal,mesh`` or ``all`` name; None for all."""
    names = tuple(m.strip() for m in word.split(",") if m.strip())
    return None if "all" in names else names


def _json(compared: Comparison) -> str:
    """One derivation as itself; several with the table that compares them."""
    from gainproof.archive import dumps, dumps_comparison

    return dumps(compared.studies[0]) if len(compared.rows) == 1 else dumps_comparison(compared)


def _progress(stage: str) -> None:
    """What is being done, on one line of a terminal that the next call wipes away; nothing elsewhere."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K" + (f"{stage} …" if stage else ""))
        sys.stderr.flush()


def _show(found: Comparison, ascii_only: bool) -> None:
    from gainproof.build import compared
    from gainproof.render.terminal import terminal

    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    width = (os.get_terminal_size().columns or 80) if sys.stdout.isatty() else 100
    ascii_only = ascii_only or (sys.stdout.encoding or "").lower().replace("-", "") not in ("utf8", "utf16")
    for page in compared(found, {"schematic": False}):
        sys.stdout.write(terminal(page, width=min(width, 120), ascii=ascii_only, colour=colour))
    if found.studies[0].no_example:
        print(f"No worked example: {found.studies[0].no_example}.")


def _check_suffix(target: Path) -> None:
    from gainproof.build import FORMATS

    if target.suffix.removeprefix(".") not in FORMATS:
        raise GainproofError(f"{target}: cannot write this kind of file; expected .{', .'.join(FORMATS)}")


def _write(found: Comparison, target: Path) -> bool:
    """Write the file; False if its pages have a fault, which is told."""
    from gainproof.build import compared, write
    from gainproof.render.pdf import write as put

    suffix = target.suffix.removeprefix(".")
    if suffix == "json":
        put(target, _json(found))
        return True
    faults = write(compared(found, {}), target.with_suffix(""), [suffix], title="", say=lambda _: None)
    for fault in faults:
        print(f"gainproof: {fault}", file=sys.stderr)
    return not faults


def _frequency(word: str | None) -> Fraction | None:
    if word is None:
        return None
    from gainproof.worked.values import read

    frequency = read(word, "Hz")
    if frequency <= 0:
        raise GainproofError(f"--frequency {word!r}: a frequency is greater than zero")
    return frequency


def _names(words: Sequence[str] | None) -> dict[str, Expr]:
    from gainproof.notation import NotationError, parse

    names: dict[str, Expr] = {}
    for word in words or ():
        name, sign, spelled = word.partition("=")
        if not sign or not name.strip().isidentifier():
            raise GainproofError(
                f'cannot read the name {word!r}; expected NAME=EXPRESSION, such as G_N="1 + R2/R1"'
            )
        try:
            names[name.strip()] = parse(spelled)
        except NotationError as fault:
            raise GainproofError(f"--name {word!r}: {fault}") from None
    return names


# -- report -------------------------------------------------------------------------------------------


def _report(options: argparse.Namespace) -> int:
    from gainproof.build import FORMATS, report

    formats = [f.strip() for f in options.formats.split(",") if f.strip()]
    wrong = [f for f in formats if f not in FORMATS]
    if wrong:
        raise GainproofError(f"there is no format {', '.join(wrong)}; there are {', '.join(FORMATS)}")
    folders = [Path(f) for f in options.folders] or _folders(Path("derivations"))
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
    print(f"{len(chapters)} derivations proved; see {options.output}/")
    return PROVED


def _folders(root: Path) -> list[Path]:
    found = sorted(p for p in root.iterdir() if p.is_dir() and any(p.glob("*.cir"))) if root.is_dir() else []
    if not found:
        raise GainproofError(
            f"there are no derivations in {root}/; expected folders with a netlist circuit.cir"
        )
    return found


# -- check --------------------------------------------------------------------------------------------


def _check(options: argparse.Namespace) -> int:
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
    said = opinions(d.circuit, d.quantity, exact)
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
