"""What the guards found out about a derivation: inert data, printed beside its checks.

A result may be right as algebra and yet be the gain of nothing: where the feedback is regenerative no circuit
ever reaches it, where a denominator vanishes there is none, and where parts share a symbol it is that of
matched parts only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gainproof.derivation import Assumption
from gainproof.expression import Equation
from gainproof.notation import text


class Sense(StrEnum):
    """Which way feedback acts, for positive parts."""

    NEGATIVE = "negative"
    POSITIVE = "positive"
    DEPENDS = "depends on the parts"
    NONE = "none"
    UNKNOWN = "not judged"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A sense; the inequalities under which it is negative if it depends; the sense at the example values.

    `here` is None where the netlist lacks a number that is needed.
    """

    sense: Sense
    negative_while: tuple[Equation, ...] = ()
    here: Sense | None = None

    @property
    def regenerative(self) -> bool:
        """Is it positive, certainly or at the example values?"""
        return Sense.POSITIVE in (self.sense, self.here)


@dataclass(frozen=True, slots=True)
class Loop:
    """The return ratio of one amplifier, the others ideal.

    `name` is the op-amp's, or the controlled source's; `gain` its gain's symbol, "" if it is ideal or a
    number.  `at_dc` is False where no feedback is left at s = 0 (or no circuit), and s → 0 was taken.
    """

    name: str
    gain: str
    judgement: Judgement
    at_dc: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """Amplifiers that lie in each other's loops, judged together; `where` names what was judged.

    `where` is "s -> 0" (an odd number of growing modes if positive) or "s -> oo" (parasitic modes, quick
    against the circuit's own capacitors).
    """

    names: tuple[str, ...]
    judgement: Judgement
    where: str = "s -> 0"


@dataclass(frozen=True, slots=True)
class Feedback:
    """The feedback of a circuit: amplifier by amplifier, and block by block.

    `sense` is that of the whole.  `gains` are the symbols that cannot go to infinity, for they belong to a
    block whose feedback is positive.  `why` says why something was not judged.
    """

    loops: tuple[Loop, ...] = ()
    blocks: tuple[Block, ...] = ()
    gains: frozenset[str] = frozenset()
    why: str = ""

    @property
    def regenerative(self) -> bool:
        """Is the feedback of some block positive, certainly or at the example values?"""
        return any(b.judgement.regenerative for b in self.blocks)

    @property
    def sense(self) -> Sense:
        """The sense of the whole: of the worst block that has any."""
        met = {b.judgement.sense for b in self.blocks}
        order = (Sense.POSITIVE, Sense.UNKNOWN, Sense.DEPENDS, Sense.NEGATIVE)
        unjudged = Sense.UNKNOWN if self.why else Sense.NONE
        return next((s for s in order if s in met), unjudged)

    @property
    def positive(self) -> tuple[str, ...]:
        """The amplifiers of the blocks whose feedback is positive."""
        found = (n for b in self.blocks if b.judgement.regenerative for n in b.names)
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Condition:
    """A denominator does not vanish: ``left ≠ right``, for the exact result or for a limit (`under`)."""

    claim: Equation
    under: frozenset[Assumption] = frozenset()


@dataclass(frozen=True, slots=True)
class Matched:
    """Elements, or whole op-amps, that share symbols, so that the result is that of matched parts."""

    names: tuple[str, ...]
    symbols: tuple[str, ...]
    opamps: bool = False


@dataclass(frozen=True, slots=True)
class Findings:
    """All that the guards found."""

    feedback: Feedback = Feedback()
    conditions: tuple[Condition, ...] = ()
    matched: tuple[Matched, ...] = ()

    @property
    def faults(self) -> tuple[str, ...]:
        """A sentence if the circuit is no amplifier."""
        f = self.feedback
        if not f.regenerative:
            return ()
        certain = any(b.judgement.sense is Sense.POSITIVE for b in f.blocks)
        where = "" if certain else " at the example values"
        broken = [
            inequality_text(q)
            for b in f.blocks
            if b.judgement.regenerative and b.judgement.sense is Sense.DEPENDS
            for q in b.judgement.negative_while
        ]
        need = f"; it is negative while {' and '.join(broken)}" if broken and not certain else ""
        return (
            f"not an amplifier: the feedback at {' and '.join(f.positive)} is positive{where}{need}; "
            "no physical circuit reaches a limit of infinite gain",
        )


def inequality_text(q: Equation) -> str:
    """``R1*R4 > R2*R3``, the relation in ASCII (``!=`` for ≠)."""
    return f"{text(q.left)} {'!=' if q.relation == '≠' else q.relation} {text(q.right)}"
