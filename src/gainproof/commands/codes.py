"""``gainproof codes``: what the codes of ``gainproof verify`` mean."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from textwrap import fill
from typing import Any

from gainproof.commands.common import PROVED
from gainproof.errors import GainproofError

ABOUT = """\
Explain the codes that gainproof verify prints.

  gainproof codes            all of them, one a line
  gainproof codes GP101      one of them, with what to look for
  gainproof codes sign       the same, by its name
"""
WIDTH = 92
INTRO = """\
`gainproof codes GP101` prints one of these, and `gainproof codes --format markdown` this page. GP10x to
GP12x are errors in a line, GP13x faults of the argument, GP14x remarks about a line that may be right and
about how it was read, GP15x what could not be read or judged.\
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    plain = argparse.RawDescriptionHelpFormatter
    c = commands.add_parser(
        "codes", help="explain the codes of verify", description=ABOUT, formatter_class=plain
    )
    c.add_argument("code", nargs="*", metavar="CODE", help="GP101, or its name; default: all")
    c.add_argument(
        "--format", choices=("text", "json", "markdown"), default="text", help="default: %(default)s"
    )


def run(options: argparse.Namespace) -> int:
    """Run it; returns the exit code."""
    from gainproof.hand.codes import CODES

    chosen = [_known(word) for word in options.code] or list(CODES)
    if options.format == "json":
        table = [{"code": c, **CODES[c]._asdict()} for c in chosen]
        print(json.dumps(table, indent=1, ensure_ascii=False))
        return PROVED
    if options.format == "markdown":
        print(page(chosen), end="")
        return PROVED
    if not options.code:
        wide = max(len(CODES[c].kind) for c in chosen)
        for c in chosen:
            print(f"{c}  {CODES[c].kind:{wide}}  {CODES[c].title}")
        return PROVED
    for k, c in enumerate(chosen):
        if k:
            print()
        print(f"{c} {CODES[c].kind}")
        for words in CODES[c][1:]:
            print(fill(words, WIDTH, initial_indent="  ", subsequent_indent="  "))
    return PROVED


def page(chosen: Sequence[str] = ()) -> str:
    """The catalogue as Markdown: a table, and what to look for; all codes if none are chosen."""
    from gainproof.hand.codes import CODES

    chosen = chosen or list(CODES)
    out = [
        "# The codes of `gainproof verify`",
        "",
        INTRO,
        "",
        "| code | kind | what it says |",
        "|---|---|---|",
    ]
    out += [f"| [{c}](#{c.lower()}) | {CODES[c].kind} | {CODES[c].title} |" for c in chosen]
    for c in chosen:
        out += ["", f"## {c}", "", f"**{CODES[c].kind}.** {CODES[c].title} {CODES[c].explanation}"]
    return "\n".join(out) + "\n"


def _known(word: str) -> str:
    """The code that a word names.  Raises GainproofError if it names none."""
    from difflib import get_close_matches

    from gainproof.hand.codes import CODE_OF, CODES

    code = word.strip().upper()
    found = code if code in CODES else CODE_OF.get(word.strip().lower())
    if found is None:
        near = get_close_matches(word.lower(), [*CODE_OF, *map(str.lower, CODES)], 1)
        hint = (
            f"; did you mean {near[0].upper() if near[0].startswith('gp1') else near[0]!r}?" if near else ""
        )
        raise GainproofError(f"there is no code {word!r}; gainproof codes lists all of them{hint}")
    return found
