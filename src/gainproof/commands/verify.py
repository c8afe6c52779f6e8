"""``gainproof verify``: somebody's algebra, judged line by line against a circuit."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gainproof.commands.batches import add_options, run_batch
from gainproof.commands.common import PROVED, REFUSED, UNUSABLE, progress
from gainproof.errors import GainproofError

if TYPE_CHECKING:
    from gainproof.hand.verdicts import Verification

ABOUT = """\
Judge hand algebra line by line: is each equation true in the circuit, and if not, what should it read?

  gainproof verify homework.md --circuit amp.cir
  gainproof verify chapter.tex                         where the text itself names its circuit
  echo 'v_o = -R2/R1*v_i' | gainproof verify - --circuit amp.cir
  gainproof verify note.md -o note.pdf                 the marked page, wrong parts in red

WORK is Markdown, LaTeX, plain text or a notebook, with equations between $ $, $$ $$, \\[ \\] or in
environments, or one on a line; prose is left alone.  It may name its circuit itself, in front matter or in
a comment at its top, by a path relative to its own folder:

  ---
  circuit: amp.cir
  names: {vo: V(out)}
  ---
  ...or, in one line after %, #, // or <!--
  % gainproof: circuit=amp.cir name=vo=V(out) value=R1=10k ideal

Symbols: R1, R_1 and R_{1} are the part R1; v_2, v(2) and V_{2} the voltage of node 2; i_{R1} the current
through R1.  What is guessed (v_o for the output, v_+ for the op-amp's input) is reported.  For all else:
  --name vo=V(out)             a node's voltage; also V(a,b)
  --name 'i=(v-vo)/R1'         an expression
  --name 'Z=zin(V1)'           an impedance or a gain; also zout(out), V(out)/V1

What it prints is file:line:column, a code that gainproof codes explains, what is wrong, and the line as it
should be.  A line that follows from an earlier wrong line is told apart from one that is wrong by itself.
"""
EXITS = """\
exit codes:
  0   nothing is false, and everything could be read
  1   a line is false
  2   nothing is false, but a line could not be read; or the input cannot be used at all
"""
NOTHING = "there is no equation in it; expected one such as v_o = -R2/R1*v_i"
FORMATS = ("text", "json", "sarif", "github")


def add(commands: Any) -> None:
    """Add the command to the parser."""
    plain = argparse.RawDescriptionHelpFormatter
    c = commands.add_parser(
        "verify", help="judge hand algebra", description=ABOUT, epilog=EXITS, formatter_class=plain
    )
    c.add_argument("works", nargs="*", metavar="WORK", help="a file; - for standard input")
    c.add_argument("--circuit", metavar="FILE.cir", help="the netlist (default: what the work names)")
    c.add_argument(
        "--name", action="append", metavar="SYMBOL=MEANING", help="what a symbol of the work stands for"
    )
    c.add_argument("--value", action="append", metavar="PART=10k", help="the value of a part, for numbers")
    c.add_argument("--ideal", action="store_true", help="take the op-amps for ideal")
    c.add_argument(
        "--as", dest="kind", choices=("markdown", "latex", "text", "notebook"), help="what WORK is written in"
    )
    c.add_argument("--format", choices=FORMATS, default="text", help="of what is printed (default: text)")
    c.add_argument(
        "--every", action="store_true", help="print each line's verdict and its reason instead, one a line"
    )
    c.add_argument(
        "--fix-preview",
        action="store_true",
        help="show the lines as they should be, as a diff; changes no file",
    )
    c.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="write OUT: .pdf, .html, .tex, .typ (the marked page), .json, .sarif",
    )
    c.add_argument(
        "--skip-unnamed", action="store_true", help="pass over works that name no circuit, as a hook does"
    )
    c.add_argument("--ascii", action="store_true", help="print with ASCII characters only")
    c.add_argument("--quiet", "-q", action="store_true", help="print no summary; with -o, nothing")
    add_options(c)


def run(options: argparse.Namespace) -> int:
    """Run it; returns the exit code."""
    if options.batch:
        names = _pairs(options.name, "--name", "vo=V(out)")
        return run_batch(options, names, _pairs(options.value, "--value", "R1=10k"))
    if not options.works:
        raise GainproofError("give a WORK, - for standard input, or --batch FOLDER")

    from gainproof.marked.files import expect, write

    if options.output:
        expect(Path(options.output))
    if options.works.count("-") > 1:
        raise GainproofError("standard input, -, can be read only once")
    found, complaints = _verified(options)
    faults: list[str] = []
    if options.output and found:
        progress(f"writing {options.output}")
        faults = write(found, Path(options.output))
    progress("")
    if options.fix_preview:
        _preview(found)
    elif found and not (options.output and options.quiet):
        _show(found, options)
    for complaint in [*complaints, *(f"gainproof: {options.output}: {fault}" for fault in faults)]:
        print(complaint, file=sys.stderr)
    codes = {v.exit_code for v in found} | ({UNUSABLE} if complaints or faults else set())
    return REFUSED if REFUSED in codes else max(codes, default=PROVED)


def _verified(options: argparse.Namespace) -> tuple[list[Verification], list[str]]:
    """The works that could be judged, and what is to say of the others."""
    from gainproof.verification import Unnamed, decoded, verify

    names = _pairs(options.name, "--name", "vo=V(out)")
    values = _pairs(options.value, "--value", "R1=10k")
    found: list[Verification] = []
    complaints: list[str] = []
    for word in options.works:
        progress(f"judging {word}")
        try:
            piped = word == "-"
            source = decoded(sys.stdin.buffer.read(), "<stdin>") + "\n" if piped else Path(word)
            found.append(
                verify(
                    source,
                    options.circuit,
                    names=names,
                    values=values,
                    ideal=options.ideal,
                    format=options.kind or "",
                    file="<stdin>" if piped else word,
                )
            )
            if not found[-1].judged and not options.skip_unnamed:
                complaints.append(f"{found[-1].file}: {NOTHING}")
        except Unnamed as fault:
            if not options.skip_unnamed:
                complaints.append(str(fault))
        except GainproofError as fault:
            complaints.append(str(fault))
    return found, complaints


def _pairs(words: Sequence[str] | None, option: str, example: str) -> dict[str, str]:
    """``SYMBOL=MEANING`` as a dictionary."""
    out: dict[str, str] = {}
    for word in words or ():
        name, sign, meaning = (part.strip() for part in word.partition("="))
        if not sign or not name or not meaning:
            raise GainproofError(f"cannot read {option} {word!r}; expected such as {option} {example}")
        if out.get(name, meaning) != meaning:
            raise GainproofError(f"{option} {name!r} is given twice, as {out[name]!r} and as {meaning!r}")
        out[name] = meaning
    return out


def _show(found: Sequence[Verification], options: argparse.Namespace) -> None:
    if options.format == "json":
        from gainproof.marked.records import dumps

        sys.stdout.write(dumps(found))
    elif options.format == "sarif":
        from gainproof.marked.sarif import dumps as dumps_sarif

        sys.stdout.write(dumps_sarif(found))
    elif options.format == "github":
        from gainproof.marked.github import workflow_commands

        sys.stdout.write("".join(map(workflow_commands, found)))
    else:
        _show_text(found, options)


def _show_text(found: Sequence[Verification], options: argparse.Namespace) -> None:
    from gainproof.marked.terminal import terminal, totals

    screen = sys.stdout.isatty()
    colour = screen and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = (os.get_terminal_size().columns or 80) if screen else 100
    ascii_only = options.ascii or (sys.stdout.encoding or "").lower().replace("-", "") not in (
        "utf8",
        "utf16",
    )
    for v in found:
        sys.stdout.write(
            terminal(
                v,
                width=min(width, 140),
                colour=colour,
                every=options.every,
                ascii=ascii_only,
                summed=not options.quiet,
            )
        )
    if len(found) > 1 and not options.quiet:
        sys.stdout.write(totals(found))


def _preview(found: Sequence[Verification]) -> None:
    from gainproof.marked.preview import left_out, preview

    for v in found:
        sys.stdout.write(preview(v))
        for line, correction in left_out(v):
            print(
                f"{v.file}:{line}: no small change mends this line; it could read {correction.claim}",
                file=sys.stderr,
            )
