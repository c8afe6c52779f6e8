"""A result without imperfections: factors, 1 + …, series and parallel combinations, powers of s."""

from __future__ import annotations

from collections.abc import Iterator

from gainproof.algebra.forms.subject import Subject
from gainproof.expression import Expr


def plain(subject: Subject) -> Iterator[Expr]:
    """The cheapest spelling of the function as a whole."""
    if subject.scribe.ideals or subject.sources:
        return
    yield subject.scribe.write(subject.value, subject.peeled.voice)
