"""Which letter is read by what; to read another kind of element, add its line here."""

from __future__ import annotations

from gainproof.circuit.netlist.calls import call
from gainproof.circuit.netlist.controlled import current_controlled, voltage_controlled
from gainproof.circuit.netlist.coupling import coupling
from gainproof.circuit.netlist.level import Reader
from gainproof.circuit.netlist.passives import passive, port, wire
from gainproof.circuit.netlist.sources import source

READERS: dict[str, Reader] = {
    "R": passive,
    "C": passive,
    "L": passive,
    "V": source,
    "I": source,
    "E": voltage_controlled,
    "G": voltage_controlled,
    "F": current_controlled,
    "H": current_controlled,
    "K": coupling,
    "W": wire,
    "P": port,
    "O": port,
    "X": call,
}
