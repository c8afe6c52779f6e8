"""What was read, as text that a test can compare."""

from collections.abc import Iterable

from gainproof.hand.work import Claim
from gainproof.notation import text


def as_text(items: Iterable[object]) -> list[str]:
    """The claims of a work as text; a thing not read as "?"."""
    return [
        f"{text(i.left.expr)} {i.relation} {text(i.right.expr)}" if isinstance(i, Claim) else "?"
        for i in items
    ]
