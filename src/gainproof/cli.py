"""The command line: ``gainproof derive``, ``budget``, ``noise``, ``report``, ``check``, ``verify``, …

Exit codes: 0 all is proved, 1 a step is refused, a line is false, a witness disagrees, or the feedback is
positive so that the circuit is no amplifier, 2 the input cannot be used.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from itertools import pairwise
from typing import NoReturn

from gainproof import __version__
from gainproof.commands import COMMANDS
from gainproof.commands.common import PROVED, UNUSABLE, progress
from gainproof.errors import GainproofError

ABOUT = """\
Derive, prove and typeset what an amplifier circuit does, from its SPICE netlist; judge hand algebra.

  gainproof derive amp.cir                      what the netlist's .tf asks, on the terminal
  gainproof derive amp.cir --of "zin(V1)"       the impedance that V1 sees
  gainproof derive amp.cir -o amp.pdf           the same as a page
  gainproof budget amp.cir --part OP27          what each imperfection costs, at worst and by Monte Carlo
  gainproof noise amp.cir --from 10 --to 20k    its noise: densities, the total, the part of each source
  gainproof plot amp.cir -o error.pdf           its error against an imperfection; Bode plot, histogram, …
  gainproof problems amp.cir -n 30 -o sheet.pdf problems to set, with proved keys
  gainproof report                              every folder of derivations/, into build/
  gainproof check amp.json                      judge a saved derivation again
  gainproof verify note.md --circuit amp.cir    find the first wrong line of somebody's algebra
  gainproof codes GP101                         explain a code of verify
  gainproof parts OP27                          what the data sheet of a real op-amp says
"""


CODES = """\
exit codes:
  0  all is proved
  1  a step is refused, a witness disagrees, or the feedback is positive, so that this is no amplifier
  2  the input cannot be used; the message says where and how to mend it
"""
_NO_VALUE = re.compile(r"argument (?:\S+/)*(--[\w-]+)(?:/\S+)*: expected (?:one|at least one) argument")


class Parser(argparse.ArgumentParser):
    """A grammar whose complaints show the usage of the command that was typed, and what may be meant."""

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        self.typed = list(sys.argv[1:] if args is None else args)
        found, strange = super().parse_known_args(args, namespace)
        if strange:
            self.error(f"unrecognized arguments: {' '.join(strange)}")
        return found, strange

    def error(self, message: str) -> NoReturn:
        super().error(message + self._advice(message))

    def _advice(self, message: str) -> str:
        """What a word may mean that means nothing, and how a value is written that begins with a minus."""
        if empty := _NO_VALUE.match(message):
            after = dict(pairwise(self.typed)).get(empty[1], "")
            minus = after.startswith("-") and after[1:2].isdigit()
            return f"; a value that begins with a minus is written {empty[1]}={after}" if minus else ""
        if message.startswith("unrecognized arguments: "):
            known = list(self._option_string_actions)
            strange = [word for word in message.split()[2:] if word.startswith("-")]
        elif message.startswith("argument COMMAND: invalid choice: "):
            known = list(COMMANDS)
            strange = [message.split("'")[1]]
        else:
            return ""
        near = [get_close_matches(word.partition("=")[0], known, 1) for word in strange]
        meant = dict.fromkeys(n for found in near for n in found)
        return f"; did you mean {' '.join(meant)}?" if meant else ""


def parser() -> Parser:
    """The command line's grammar."""
    plain = argparse.RawDescriptionHelpFormatter
    top = Parser(prog="gainproof", description=ABOUT, formatter_class=plain, epilog=CODES)
    top.add_argument("--version", action="version", version=f"gainproof {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS.values():
        command.add(commands)
    for known in commands.choices.values():
        known.epilog = known.epilog or CODES
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # an odd character is no reason to fail
    options = parser().parse_args(arguments)
    try:
        code = COMMANDS[options.command].run(options)
        sys.stdout.flush()
        return code
    except GainproofError as fault:
        progress("")
        print(fault, file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:
        _let_go()
        return PROVED
    except OSError as fault:
        print(f"{fault.filename or 'gainproof'}: {fault.strerror}", file=sys.stderr)
        _let_go()
        return UNUSABLE
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130


def _let_go() -> None:
    """What could not be printed is not tried again when the interpreter ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
