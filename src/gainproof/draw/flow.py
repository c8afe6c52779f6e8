"""What the walk through a circuit finds: rows of nodes, and how op-amps and sources stand to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gainproof.draw.parts import Amp, Part


@dataclass(frozen=True)
class Style:
    """How a circuit is drawn: `wide` adds so many grid units between columns and lanes; if `loose`, rows that
    could be close to each other are stacked instead; and `transistors` stand upright, or are not known."""

    wide: int = 0
    loose: bool = False
    transistors: bool = True


TIGHT = Style()
OUTPUT_RESISTANCE = re.compile(r"r_?o(ut)?_?\d*", re.IGNORECASE)


@dataclass(eq=False)
class Row:
    """A height.  `base` and `offset` tie it to another row; a row without a base is free."""

    nodes: list[str] = field(default_factory=list)
    base: Row | None = None
    offset: int = 0
    amps: int = 0
    closed: bool = False

    def goes_on_from(self, node: str) -> bool:
        """May the next node to the right of this one join its row?"""
        return not self.closed and self.nodes[-1] == node

    def root(self) -> tuple[Row, int]:
        """The free row that this one hangs on, and how far above it this one lies."""
        row, height = self, 0
        while row.base is not None:
            height += row.offset
            row = row.base
        return row, height

    def tie(self, to: Row, offset: int) -> bool:
        """Fix this row `offset` above `to`, if it is free and they are not tied already."""
        if self.base is not None or to.root()[0] is self:
            return False
        self.base, self.offset = to, offset
        return True


@dataclass
class Flow:
    """The result of the walk."""

    rank: dict[str, int] = field(default_factory=dict)
    row: dict[str, Row] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    came: dict[str, Part | Amp | None] = field(default_factory=dict)
    seeds: list[Part] = field(default_factory=list)
    order: list[Amp] = field(default_factory=list)
    top: dict[str, str] = field(default_factory=dict)  # amp -> its input node on top
    beside: dict[str, str] = field(default_factory=dict)  # node before a second input's source -> first input
    axis: dict[str, Row] = field(default_factory=dict)  # amp -> row of its output
    secondary: dict[str, Amp] = field(default_factory=dict)
    inner: list[list[str]] = field(default_factory=list)
    arms: dict[str, Part] = field(default_factory=dict)
    across: dict[str, Amp] = field(default_factory=dict)
    chains: dict[str, list[list[Part]]] = field(default_factory=dict)  # node -> what hangs from it in line
    floats: set[str] = field(default_factory=set)  # sources that stand between two rows
    stands: list[tuple[str, str]] = field(default_factory=list)  # nodes between whose rows parts stand
    looped: dict[str, Amp] = field(default_factory=dict)  # emitter at an input of the op-amp at its base
    merging: list[Amp] = field(default_factory=list)
    after: dict[str, str] = field(default_factory=dict)  # node -> what controls the source that feeds it
    side: dict[tuple[str, str], set[str]] = field(
        default_factory=dict
    )  # amp, input -> it and nodes before a v_os
    outlet: dict[str, list[str]] = field(default_factory=dict)  # amp -> output, and the node behind its R_o

    @property
    def chained(self) -> set[str]:
        """The parts of chains that hang."""
        return {p.name for chains in self.chains.values() for chain in chains for p in chain}

    def top_bottom(self, a: Amp) -> tuple[str, str]:
        """The nodes at an op-amp's upper and lower input."""
        top = self.top[a.name]
        return top, a.minus if top == a.plus else a.plus


def presumed(two: list[Part], amps: list[Amp]) -> tuple[str, ...]:
    """The output of a circuit of which nobody asks one: the last op-amp's, behind its output resistance.

    Only a part's name tells whether it is an output resistance or the arm of a tee.
    """
    for a in amps[-1:]:
        *_, far = outlet(a, two, amps, ())
        between = next((p for p in two if {p.a, p.b} == {a.out, far}), None)
        if between and OUTPUT_RESISTANCE.fullmatch(between.name.rpartition(".")[2]):
            return (far,)
        return (a.out,)
    return ()


def outlet(a: Amp, two: list[Part], amps: list[Amp], output: tuple[str, ...]) -> list[str]:
    """The output, and the node behind a part that alone is connected to it, as an output resistance is.

    A part that leads back to an input is feedback, unless it is the op-amp's own or ends at `output`.
    """
    here = [p for p in two if a.out in (p.a, p.b)]
    if len(here) != 1 or here[0].shunt or a.out in output or any(a.out in b.inputs for b in amps):
        return [a.out]
    behind = here[0].other(a.out)
    own = bool(a.element.part_of) and here[0].element.part_of == a.element.part_of
    back = behind in a.inputs and not own and behind not in output
    return [a.out] if back else [a.out, behind]
