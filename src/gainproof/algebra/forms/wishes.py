"""What a user may ask of the arranger beside a style."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from gainproof.errors import GainproofError
from gainproof.expression import Expr

KEEPABLE = ("parallel",)


@dataclass(frozen=True)
class Wishes:
    """`wanted` names with their meaning; names to `eliminate`; what to `keep`, of KEEPABLE.

    `named` is False where no name may be given but those that are wanted.  With `complements`, 1 - H and
    (1 - H)/H are used for a wanted fraction H as well.
    """

    wanted: Mapping[str, Expr] = field(default_factory=dict)
    eliminate: frozenset[str] = frozenset()
    keep: frozenset[str] = frozenset()
    named: bool = True
    complements: bool = False

    @property
    def parallel(self) -> bool:
        """Are parallel combinations to be kept, unnamed?"""
        return "parallel" in self.keep


def wishes(wanted: Mapping[str, Expr] | None, eliminate: Collection[str], keep: Collection[str]) -> Wishes:
    """The wishes, checked; GainproofError where they cannot be fulfilled or contradict each other."""
    if isinstance(eliminate, str) or isinstance(keep, str):
        raise GainproofError("eliminate and keep are collections of words, not a text")
    for word in keep:
        if word not in KEEPABLE:
            raise GainproofError(f"cannot keep {word!r}; what can be kept: {', '.join(KEEPABLE)}")
    both = sorted(set(wanted or {}) & set(eliminate))
    if both:
        raise GainproofError(f"{both[0]} is asked for by name and to be eliminated; drop one of the two")
    return Wishes(dict(wanted or {}), frozenset(eliminate), frozenset(keep))
