"""Helpers of the drawing's tests."""

from gallery import GALLERY

from gainproof.circuit.circuit import Circuit
from gainproof.circuit.netlist import read


def circuit_of(text: str) -> tuple[Circuit, tuple[str, ...]]:
    """The circuit of a netlist's lines, and the nodes of the voltage for which its ``.tf`` asks."""
    lines = [line.strip() for line in text.strip().splitlines()]
    asked = next((line.split()[1] for line in lines if line.startswith(".tf")), "")
    nodes = tuple(asked[2:-1].split(",")) if asked.startswith("V(") else ()
    return read("\n".join(["a title", *lines, ".end"])).circuit, nodes


def gallery(name: str) -> tuple[Circuit, tuple[str, ...]]:
    return circuit_of(GALLERY[name])
