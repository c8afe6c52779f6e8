"""The noun of the room: one change to a line."""

from __future__ import annotations

from dataclasses import dataclass

from gainproof.expression import ONE, Equation, Expr, Sym
from gainproof.hand.diagnosis.trees import with_part
from gainproof.hand.work import Path

KINDS = (
    "sign",
    "inverted fraction",
    "dropped term",
    "extra term",
    "dropped factor",
    "extra factor",
    "wrong symbol",
    "swapped parts",
    "bracket scope",
    "wrong side of the fraction",
    "wrong parallel formula",
    "wrong power",
    "arithmetic",
    "wrong limit",
    "other part",
)
"""What one change can mend.  A diagnosis may also be "two errors", "dimensions" or "no small edit"."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The part `old` at `path` (first 0 for left, 1 for right) should be `new`.

    `part` is what is dropped, added or moved, `under` whether it belongs below a fraction's line; `swapped`
    are the symbols that change places, with an empty path in the whole line.  `otherwise` is 1, or 2, for a
    second, or third, way of writing parts in parallel.
    """

    kind: str
    path: Path
    old: Expr
    new: Expr
    part: Expr = ONE
    under: bool = False
    swapped: tuple[str, str] = ("", "")
    otherwise: int = 0

    def applied(self, q: Equation) -> Equation:
        """The line after the change."""
        if not self.path:
            a, b = self.swapped
            table = {a: Sym(b), b: Sym(a)}
            return Equation(q.left.replaced(table), q.right.replaced(table), q.relation)
        return with_part(q, self.path, self.new)
