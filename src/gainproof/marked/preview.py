"""The lines as they should be, as a unified diff.  Nothing is ever written to the work itself."""

from __future__ import annotations

import difflib

from gainproof.hand.verdicts import Verification
from gainproof.marked.corrections import Correction
from gainproof.marked.findings import findings
from gainproof.marked.spelling import offset
from gainproof.marked.terminal import visible


def preview(v: Verification) -> str:
    """A diff from the work to the work with the likeliest correction of each wrong line; "" if there is none.

    Only corrections of one part are made, which leave the rest of the line as it was; of two that touch the
    same characters the first is.
    """
    source = v.work.source
    edits: list[tuple[int, int, str]] = []
    for f in findings(v):
        for c in f.corrections[:1]:
            begin, end = offset(source, c.span)
            if c.part and all(end <= a or b <= begin for a, b, _ in edits):
                edits.append((begin, end, c.by))
    new = source
    for begin, end, by in sorted(edits, reverse=True):
        new = new[:begin] + by + new[end:]
    before, after = ([f"{line}\n" for line in text.split("\n")] for text in (source, new))
    diff = difflib.unified_diff(before, after, f"a/{v.file}", f"b/{v.file}")
    return "".join(visible(line.rstrip("\r\n")) + "\n" for line in diff)


def left_out(v: Verification) -> tuple[tuple[int, Correction], ...]:
    """Corrections that are no change of one part, with their lines; the writer has to place them."""
    return tuple(
        (f.span.line, f.corrections[0]) for f in findings(v) if f.corrections and not f.corrections[0].part
    )
