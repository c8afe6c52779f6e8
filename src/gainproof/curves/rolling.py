"""Op-amps whose gain rolls off: a gain-bandwidth product for those whose gain is the same at all frequencies.

A(s) = A_0/(1 + s A_0/(2π GBW)), one pole; without a gain of its own, 2π GBW/s.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from gainproof.circuit.circuit import Circuit, Element
from gainproof.circuit.elements.kind import value
from gainproof.circuit.variants import called
from gainproof.curves.loops import in_s, is_great
from gainproof.errors import GainproofError
from gainproof.expression import ONE, Num, Sym, add, div, lift, mul
from gainproof.worked.evaluation import PI

GBW = "GBW"


def rolled(
    c: Circuit, products: Mapping[str, Fraction], parts: Mapping[str, Fraction] | None = None
) -> Circuit:
    """A circuit with numbers, its op-amps given gain-bandwidth products in hertz.

    `products` are called ``GBW``, that of every op-amp with a constant gain, or ``GBW_X1``; `parts` are those
    of data sheets by the op-amp's name, which go after them.  Raises GainproofError for a product that is not
    positive, for a name that is no op-amp's, and for one whose gain depends on frequency already.
    """
    amps = {called(e).replace(".", "_").lower(): e for e in c.elements if _is_amplifier(e, c)}
    still = [n for n, e in amps.items() if e.kind == "N" or "s" not in value(e).symbols()]
    wanted = {n.lower(): x for n, x in (parts or {}).items() if n.lower() in still}
    for name, product in sorted(products.items(), key=lambda p: len(p[0])):
        if product <= 0:
            raise GainproofError(f"{name} is {product} Hz; expected a gain-bandwidth product above zero")
        whose = name.removeprefix(GBW).removeprefix("_").lower()
        if (whose and whose not in amps) or not amps:
            known = ", ".join(f"{GBW}_{called(e)}" for e in amps.values()) or "none"
            raise GainproofError(f"{name} is that of no op-amp; those of the circuit would be {known}")
        if whose and whose not in still:
            raise GainproofError(f"{name}: the gain of this op-amp depends on frequency already")
        wanted |= dict.fromkeys([whose] if whose else still, product)
    new = {amps[n].name: _with_a_pole(amps[n], x) for n, x in wanted.items()}
    return c.with_elements((new.get(e.name, e) for e in c.elements), c.name) if new else c


def _is_amplifier(e: Element, c: Circuit) -> bool:
    """Is it an ideal op-amp, the voltage that an op-amp delivers, or a bare source of very high gain?"""
    if e.kind == "N":
        return True
    opamps = {i.name for i in c.instances if i.role == "opamp"}
    if e.kind != "E":
        return False
    if e.part_of in opamps:
        return called(e) == e.part_of
    return is_great(e)


def _with_a_pole(e: Element, product: Fraction) -> Element:
    """The amplifier as a voltage source whose gain has that product, and at s = 0 the gain that it had."""
    turn = 2 * PI * product
    at_dc = None if e.kind == "N" else in_s(value(e)).at_dc()
    if at_dc is None:
        return replace(e, kind="E", value=div(Num(turn), Sym("s")))
    return replace(e, value=div(lift(at_dc), add(ONE, mul(Num(abs(at_dc) / turn), Sym("s")))))
