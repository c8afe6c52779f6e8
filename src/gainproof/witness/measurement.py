"""A question about a circuit, put as a measurement on a bench.

Every witness does what one would do with the real circuit: set the sources, drive one of them, read a
voltage or a current.  A `Measurement` is that arrangement; it holds elements and no equations, so that each
witness brings its own mathematics to it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError
from gainproof.expression import ONE, ZERO, Expr, Sym

OWN_CURRENT = frozenset("VELHN")
"""The kinds whose current nodal analysis has as an unknown."""
TEST_CURRENT = "test current"
"""The source of one ampere by which an impedance is measured."""


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


def measurement(circuit: Circuit, quantity: Quantity, own: frozenset[str] = OWN_CURRENT) -> Measurement:
    """The bench on which `circuit` answers `quantity`.

    The current of an element whose kind is not among `own` is read with an ammeter (0 V in series).
    Raises GainproofError for a node, an element or a kind of quantity that there is not.
    """
    if quantity.kind == "response":
        return _read(circuit, circuit.elements, quantity, own)
    if quantity.kind == "transfer":
        return _read(circuit, _driven(circuit, quantity.source), quantity, own)
    if quantity.kind == "zin":
        source = circuit.element(quantity.source)
        elements = _driven(circuit, source.name)
        if source.kind == "V":
            return Measurement(_metered(elements, own), through=source.name, inverse=True)
        return Measurement(_metered(elements, own), across=source.nodes[::-1])
    if quantity.kind == "impedance":
        plus, minus = map(circuit.node, quantity.output)
        test = Element(TEST_CURRENT, "I", (minus, plus), ONE)
        return Measurement(_metered((*_driven(circuit, ""), test), own), across=(plus, minus))
    raise GainproofError(f"a measurement of the kind {quantity.kind!r} is not known")


def value(e: Element) -> Expr:
    """The element's value; a symbol of its own name where the netlist gives none."""
    return Sym(e.name) if e.value is None else e.value


def symbols(bench: Measurement) -> list[str]:
    """Every symbol on which the reading can depend: those of the elements' values, and s."""
    names = dict.fromkeys(n for e in bench.elements if e.kind != "N" for n in value(e).symbols())
    if any(e.kind in "CLK" for e in bench.elements):
        names["s"] = None
    return list(names)


def renamed(bench: Measurement) -> tuple[dict[str, str], dict[str, str]]:
    """Names that any simulator takes: of nodes, numbers; of elements (by lower-case name), letter and number.

    A nullor is given the letter of the voltage-controlled source that simulators have in its place.
    """
    nodes = {GROUND: GROUND}
    for e in bench.elements:
        for n in e.nodes:
            nodes.setdefault(n, str(len(nodes)))
    return nodes, {
        e.name.lower(): f"{'E' if e.kind == 'N' else e.kind}{k}" for k, e in enumerate(bench.elements, 1)
    }


def _driven(circuit: Circuit, source: str) -> tuple[Element, ...]:
    """The elements with `source` at one volt or ampere and all other independent sources at zero."""
    name = circuit.element(source).name if source else ""
    return tuple(
        replace(e, value=ONE if e.name == name else ZERO) if e.kind in ("V", "I") else e
        for e in circuit.elements
    )


def _read(
    circuit: Circuit, elements: tuple[Element, ...], quantity: Quantity, own: frozenset[str]
) -> Measurement:
    if len(quantity.output) == 2:
        plus, minus = map(circuit.node, quantity.output)
        return Measurement(_metered(elements, own), across=(plus, minus))
    name = circuit.element(quantity.output[0]).name
    metered = _metered(elements, own, name)
    return Measurement(metered, through=_meter(metered, own, name))


def _metered(elements: tuple[Element, ...], own: frozenset[str], wanted: str = "") -> tuple[Element, ...]:
    """The elements, with an ammeter before each whose current is wanted or controls another.

    Controlled sources then name the ammeter, as they must in SPICE.  What is added has a space in its name,
    so that it is the name of nothing in a netlist.
    """
    asked = {c.lower() for e in elements if e.kind in ("F", "H") for c in e.controls} | {wanted.lower()}
    out: list[Element] = []
    for e in elements:
        if e.name.lower() in asked and e.kind not in own:
            inside = f"inside {e.name}"
            out.append(Element(f"ammeter of {e.name}", "V", (e.nodes[0], inside), ZERO))
            e = replace(e, nodes=(inside, *e.nodes[1:]))
        if e.kind in ("F", "H"):
            e = replace(e, controls=tuple(_meter(elements, own, c) for c in e.controls))
        out.append(e)
    return tuple(out)


def _meter(elements: tuple[Element, ...], own: frozenset[str], name: str) -> str:
    (e,) = (e for e in elements if e.name.lower() == name.lower())
    return e.name if e.kind in own else f"ammeter of {e.name}"
