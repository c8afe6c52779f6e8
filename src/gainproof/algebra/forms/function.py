"""The function to be arranged, with all that is known and wanted of it, and the subjects that it has."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gainproof.algebra.forms.gains import Namer
from gainproof.algebra.forms.inspection import joint_limit
from gainproof.algebra.forms.scribe import Scribe
from gainproof.algebra.forms.small import Small, in_small_parameters, normalised
from gainproof.algebra.forms.subject import Subject
from gainproof.algebra.forms.wishes import Wishes
from gainproof.algebra.rational import Ratio
from gainproof.units import PURE, UNITS, Dimension


@dataclass(frozen=True)
class Function:
    """The `exact` quotient; `ideals` maps imperfections to "oo" or "0", `dimensions` says what is known of
    each symbol, `sources` are those of independent sources.  New names avoid `taken`; `wishes` are a user's,
    and at the `deadline`, in seconds of the processor, no more is written.
    """

    exact: Ratio
    ideals: Mapping[str, str]
    dimensions: Mapping[str, Dimension | None]
    taken: Container[str]
    deadline: float
    wishes: Wishes
    sources: Sequence[str]

    def subjects(self) -> Iterator[Subject]:
        """The subjects of the textbook's forms, that with all names first."""
        yield self.subject()
        if not self.wishes.named:
            return
        guessed = self._amplifiers()
        if guessed and not any(n in self.ideals for n in self.exact.symbols()):
            yield replace(self, ideals=guessed).subject()
        yield replace(self, wishes=replace(self.wishes, named=False)).subject()

    def loops(self) -> Iterator[Subject]:
        """The subject of a feedback form: its names are given there."""
        more = {} if "oo" in self.ideals.values() else self._amplifiers()
        own = replace(self.wishes, named=False, complements=True)
        yield replace(self, ideals={**self.ideals, **more}, wishes=own).subject()

    def subject(self) -> Subject:
        """The function in its normal form, with the tools to write it."""
        driving = self._driving()
        small_ones = {n: v for n, v in self.ideals.items() if n not in driving}
        scribe = Scribe(self.exact.symbols(), small_ones, self.dimensions, self.deadline)
        small = Small(scribe)
        value = in_small_parameters(self.exact, scribe.ring)
        part = value
        if driving:
            part = Ratio(scribe.ring, value.num.derivative(scribe.ring.names.index(driving[0])), value.den)
        normal = normalised(part, small)
        namer = Namer(scribe, self.taken, self.wishes)
        namer.wanted()
        ideal = namer.gains(normal, small) if scribe.ideals else None
        return Subject(value, scribe, small, namer, normal, ideal, driving, joint_limit(self.exact, scribe))

    def _amplifiers(self) -> dict[str, str]:
        """Pure numbers without an ideal that may be an amplifier's gain: in the denominator, and affine."""
        f = self.exact.plain()
        degrees = zip(f.ring.names, f.num.degrees(), f.den.degrees(), strict=True)
        return {
            n: "oo"
            for n, a, b in degrees
            if a <= 1 == b and n not in self.ideals and self.dimensions.get(n) == PURE
        }

    def _driving(self) -> tuple[str, ...]:
        """The symbols in which a response is linear: sources, and whatever else is a voltage or a current."""
        f, sources = self.exact.plain(), self.sources
        given = [n for n in f.symbols() if n in sources]
        if not given:
            return ()
        states = (UNITS["V"], UNITS["A"])
        alike = [n for n in f.symbols() if n in sources or self.dimensions.get(n) in states]
        for names in (alike, given):
            at = [f.ring.names.index(n) for n in names]
            if not any(f.den.degrees()[k] for k in at) and all(
                sum(m[k] for k in at) == 1 for m in f.num.monoms()
            ):
                return tuple(sorted(names, key=lambda n: (n not in sources, at[names.index(n)])))
        return ()
