"""What the commands share: exit codes, a line of progress, words of the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from gainproof.errors import GainproofError

if TYPE_CHECKING:
    import argparse
    from fractions import Fraction

    from gainproof.expression import Expr

PROVED, REFUSED, UNUSABLE = 0, 1, 2


def progress(stage: str) -> None:
    """What is being done, on one line of a terminal that the next call wipes away; nothing elsewhere."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K" + (f"{stage} …" if stage else ""))
        sys.stderr.flush()


def add_part(c: argparse.ArgumentParser, given: str) -> None:
    """``--part`` and ``--parts``: real parts, of which the op-amps are `given` some figures."""
    c.add_argument(
        "--part",
        action="append",
        metavar="[X1=]PART",
        help=f"give the op-amps, or the op-amp X1, {given} of a real part, such as OP27; repeatable. "
        "gainproof parts lists them",
    )
    add_parts(c)


def add_parts(c: argparse.ArgumentParser) -> None:
    """``--parts``: where parts are sought beside the library."""
    c.add_argument(
        "--parts", action="append", metavar="DIR", help="a folder of parts of your own; repeatable"
    )


def frequency(word: str | None) -> Fraction | None:
    if word is None:
        return None
    from gainproof.worked.values import read

    frequency = read(word, "Hz")
    if frequency <= 0:
        raise GainproofError(f"--frequency {word!r}: a frequency is greater than zero")
    return frequency


def names(words: Sequence[str] | None) -> dict[str, Expr]:
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
