"""A circuit for ngspice and what is read of it, in ngspice's own names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

VOLTMETER = "gainproof_voltmeter"
"""The node where a source of gain one shows the voltage asked for, whatever its own nodes are called."""


@dataclass(frozen=True)
class Deck:
    """The circuit's `lines`, title first, and what is read.

    That is the voltage between the nodes `across`, or the current through the voltage source `through`; if
    `inverse`, minus one over it.  `driven` is the source that drives the circuit, "" where all do.  `sources`
    holds what the independent sources of a netlist file are to be set to; a translation has them set already.
    """

    lines: tuple[str, ...]
    across: tuple[str, ...] = ()
    through: str = ""
    driven: str = ""
    inverse: bool = False
    sources: Mapping[str, Fraction] = field(default_factory=dict)

    def batch(self, commands: Sequence[str]) -> str:
        """The text that ngspice runs: the circuit, and the commands in their order."""
        meter = [f"E{VOLTMETER} {VOLTMETER} 0 {' '.join(self.across)} 1"] if self.across else []
        return batch_text([*self.lines, *meter], "noopac pivrel=0.1", commands)

    @property
    def reading(self) -> str:
        """What is read, as an expression of ngspice's."""
        read = f"i({self.through})" if self.through else f"v({VOLTMETER})"
        return f"-1/{read}" if self.inverse else read


def digits(q: Fraction) -> str:
    """The number as ngspice reads it: the nearest float, to its last digit."""
    return repr(float(q))


def batch_text(lines: Sequence[str], options: str, commands: Sequence[str]) -> str:
    """A circuit, title first, and commands as a batch that prints all the digits it has."""
    control = [".control", "set numdgt=16", *commands, "quit 0", ".endc", ".end", ""]
    return "\n".join([*lines, f".options {options}", *control])
