"""A question about a circuit, put as a measurement on a bench.

Every witness does what one would do with the real circuit: set the sources, drive one of them, read a
voltage or a current.  A `Measurement` is that arrangement; it holds elements and no equations, so that each
witness brings its own mathematics to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError
from gainproof.expression import ONE, ZERO, Expr, Sym

OWN_CURRENT = frozenset("VELHN")
"""The kinds whose current a simulator computes as an unknown; any other's is read with an ammeter."""


@dataclass(frozen=True)
class Measurement:
    """The arranged `elements` and what is read.

    The reading is the voltage between the two nodes `across`, or, if that is empty, the current through the
    element `through`, first node to second.  If `inverse`, the answer is minus one over the reading: the
    impedance that a source of one volt sees, its own current being read.
    """

    elements: tuple[Element, ...]
    across: tuple[str, ...] = ()
    through: str = ""
    inverse: bool = False


def measurement(circuit: Circuit, quantity: Quantity) -> Measurement:
    """The bench on which `circuit` answers `quantity`.

    Raises GainproofError for a node, an element or a kind of quantity that there is not.
    """
    if quantity.kind == "response":
        return _read(circuit, circuit.elements, quantity)
    if quantity.kind == "transfer":
        return _read(circuit, _driven(circuit, quantity.source), quantity)
    if quantity.kind == "zin":
        source = circuit.element(quantity.source)
        elements = _driven(circuit, source.name)
        if source.kind == "V":
            return Measurement(elements, through=source.name, inverse=True)
        return Measurement(_metered(elements), across=source.nodes[::-1])
    if quantity.kind == "impedance":
        plus, minus = map(circuit.node, quantity.output)
        test = Element(_fresh(circuit), "I", (minus, plus), ONE)
        return Measurement(_metered((*_driven(circuit, ""), test)), across=(plus, minus))
    raise GainproofError(f"a measurement of the kind {quantity.kind!r} is not known")


def value(e: Element) -> Expr:
    """The element's value; a symbol of its own name where the netlist gives none."""
    return Sym(e.name) if e.value is None else e.value


def _driven(circuit: Circuit, source: str) -> tuple[Element, ...]:
    """The elements with `source` at one volt or ampere and all other independent sources at zero."""
    name = circuit.element(source).name if source else ""
    return tuple(
        replace(e, value=ONE if e.name == name else ZERO) if e.kind in ("V", "I") else e
        for e in circuit.elements
    )


def _read(circuit: Circuit, elements: tuple[Element, ...], quantity: Quantity) -> Measurement:
    if len(quantity.output) == 2:
        plus, minus = map(circuit.node, quantity.output)
        return Measurement(_metered(elements), across=(plus, minus))
    name = circuit.element(quantity.output[0]).name
    metered = _metered(elements, [name])
    return Measurement(metered, through=_meter(metered, name))


def _metered(elements: tuple[Element, ...], wanted: Iterable[str] = ()) -> tuple[Element, ...]:
    """The elements with an ammeter (a source of 0 V) before each whose current is wanted or controls another.

    Controlled sources then name the ammeter, as they must in SPICE.
    """
    asked = {c.lower() for e in elements if e.kind in ("F", "H") for c in e.controls}
    asked |= {w.lower() for w in wanted}
    out: list[Element] = []
    for e in elements:
        if e.name.lower() in asked and e.kind not in OWN_CURRENT:
            between = f"{e.name}_meter"
            out.append(Element(f"V_{between}", "V", (e.nodes[0], between), ZERO))
            e = replace(e, nodes=(between, *e.nodes[1:]))
        if e.kind in ("F", "H"):
            e = replace(e, controls=tuple(_meter(elements, c) for c in e.controls))
        out.append(e)
    return tuple(out)


def _meter(elements: tuple[Element, ...], name: str) -> str:
    (e,) = (e for e in elements if e.name.lower() == name.lower())
    return e.name if e.kind in OWN_CURRENT else f"V_{e.name}_meter"


def _fresh(circuit: Circuit) -> str:
    name = "I_test"
    while name.lower() in circuit.by_name:
        name += "_"
    return name


__all__ = ["GROUND", "Measurement", "measurement", "value"]
