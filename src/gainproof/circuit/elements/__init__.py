"""The kinds of element, one file each; to add a kind, write its file and add its line here."""

from gainproof.circuit.elements.capacitor import CAPACITOR
from gainproof.circuit.elements.cccs import CCCS
from gainproof.circuit.elements.ccvs import CCVS
from gainproof.circuit.elements.coupling import COUPLING
from gainproof.circuit.elements.current_source import CURRENT_SOURCE
from gainproof.circuit.elements.inductor import INDUCTOR
from gainproof.circuit.elements.kind import Kind
from gainproof.circuit.elements.nullor import NULLOR
from gainproof.circuit.elements.resistor import RESISTOR
from gainproof.circuit.elements.vccs import VCCS
from gainproof.circuit.elements.vcvs import VCVS
from gainproof.circuit.elements.voltage_source import VOLTAGE_SOURCE

KINDS: dict[str, Kind] = {
    kind.letter: kind
    for kind in (
        RESISTOR,
        CAPACITOR,
        INDUCTOR,
        COUPLING,
        VOLTAGE_SOURCE,
        CURRENT_SOURCE,
        VCVS,
        VCCS,
        CCCS,
        CCVS,
        NULLOR,
    )
}

__all__ = ["KINDS", "Kind"]
