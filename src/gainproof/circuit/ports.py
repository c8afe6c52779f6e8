"""One impedance of a circuit as a port: open it, short it, or look into the circuit from where it stood.

An element that is opened or shorted stays in its place, as a source of no current or of no voltage, so that
every node and every current keeps its name.  The impedance that an open port sees is found with a test
current, that of a shorted one with a test voltage: whenever the circuit with the port open (shorted) has a
solution, so has the circuit with the test source.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from gainproof.circuit.ask import Setting
from gainproof.circuit.circuit import Circuit, Element, Parameter
from gainproof.circuit.elements.kind import S, value
from gainproof.circuit.variants import nulled
from gainproof.expression import ONE, ZERO, Expr, Sym, div, mul, neg

OPEN, SHORTED = "open", "shorted"
OPPOSITE = {OPEN: SHORTED, SHORTED: OPEN}


def is_impedance(c: Circuit, e: Element) -> bool:
    """Is this an impedance of its own: a resistor, a capacitor, an inductor without coupling?"""
    coupled = {n for k in c.elements if k.kind == "K" for n in k.controls}
    return e.kind in "RCL" and e.nodes[0] != e.nodes[1] and e.name not in coupled


def impedance(e: Element) -> tuple[Expr, Expr]:
    """The impedance in Ω as numerator and denominator: (R, 1), (s L, 1) or (1, s C)."""
    if e.kind == "C":
        return ONE, mul(S, value(e))
    return (mul(S, value(e)) if e.kind == "L" else value(e)), ONE


def put(c: Circuit, states: Mapping[str, str]) -> Circuit:
    """The circuit with each of these elements OPEN or SHORTED, named in the order of the circuit."""
    known = {c.element(n).name: how for n, how in states.items()}
    if not known:
        return c
    kinds = {OPEN: "I", SHORTED: "V"}
    elements = (
        replace(e, kind=kinds[known[e.name]], value=ZERO, controls=()) if e.name in known else e
        for e in c.elements
    )
    said = (f"{called(e)} {known[e.name]}" for e in c.elements if e.name in known)
    return c.with_elements(elements, ", ".join((c.name, *said)))


def called(e: Element) -> str:
    """What an impedance is called in words: its symbol where it has one, else its name."""
    return e.value.name if isinstance(e.value, Sym) else e.name


def independent(c: Circuit, names: Collection[str]) -> bool:
    """Has each of these elements a symbol of its own for its value, that occurs nowhere else?"""
    for e in map(c.element, names):
        others = (x for x in c.elements if x.name != e.name and x.kind != "N")
        if not isinstance(value(e), Sym) or any(value(e) in value(x).walk() for x in others):
            return False
    return True


def seen(c: Circuit, element: str, reference: str) -> Setting:
    """The impedance that an element sees, ready to be found, in a circuit whose sources are left as they are.

    A test current drives a port whose `reference` state is OPEN, a test voltage one that is SHORTED.  It has
    a minus sign in the element's place: the voltage or current of a load is positive where a source delivers.
    """
    e = c.element(element)
    stem, unit = ("Ip", "A") if reference == OPEN else ("Vp", "V")
    while stem in c.parameters or stem.lower() in c.by_name:
        stem += "p"
    test = replace(e, kind="I" if reference == OPEN else "V", value=neg(Sym(stem)))
    about = "test current" if reference == OPEN else "test voltage"
    known = {**c.parameters, stem: Parameter(stem, unit, about=about, owner=e.name)}
    elements = tuple(test if x is e else x for x in c.elements)
    driven = replace(c, elements=elements, parameters=known, name=f"{c.name}, {stem} in place of {called(e)}")
    if reference == OPEN:
        return Setting(driven, driven.voltage(e.nodes[0]) - driven.voltage(e.nodes[1]), Sym(stem))
    return Setting(driven, driven.current(e.name), Sym(stem), inverse=True)


def turned(s: Setting) -> Setting:
    """The same impedance upside down where it is found as drive/answer: an admittance, which may be zero."""
    return replace(s, inverse=False)


def quiet(s: Setting, port: str) -> Setting:
    """The same question with every independent source off, but the one at the port."""
    return replace(s, circuit=s.circuit.only(port))


def balanced(s: Setting, source: str, output: tuple[str, ...]) -> Setting:
    """The same question with an independent source adjusted until the output is zero."""
    return replace(s, circuit=nulled(s.circuit, source, output))


def compared(e: Element, reference: str, other: Expr) -> Expr:
    """other/Z for an element Z with reference OPEN, Z/other for one with reference SHORTED."""
    above, below = impedance(e)
    if reference == OPEN:
        return div(mul(below, other), above) if below != ONE else div(other, above)
    return div(above, mul(below, other)) if below != ONE else div(above, other)
