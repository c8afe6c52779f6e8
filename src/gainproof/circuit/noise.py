"""The sources of noise in a circuit, each as an independent source of a variant with everything else silent.

* A resistor R has thermal noise, by Nyquist's theorem a current in parallel with it, of the power density
  4 k_B T/R (H. Nyquist, "Thermal agitation of electric charge in conductors", Phys. Rev. 32 (1928)).
* An op-amp has a voltage between its inputs, in series with its offset voltage, of the density e_n², and a
  current from each input to ground, of the density i_n².  Below its corner frequency f_c a density rises like
  1/f: it is that of the white part times 1 + f_c/f.

The sources are not correlated.  What a data sheet calls e_n and i_n is all the noise of the part; the
resistances of an op-amp's model (R_i, R_o) are therefore no sources of noise.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from gainproof.circuit.circuit import GROUND, Circuit, Element, Instance, Parameter
from gainproof.circuit.elements.kind import value
from gainproof.errors import GainproofError
from gainproof.expression import ONE, ZERO, Expr, Num, Sym, add, div, mul, power

BOLTZMANN = Fraction(1380649, 10**29)
"""J/K, exact by the definition of the kelvin (BIPM, The International System of Units, 9th edition)."""
ROOM = Fraction(300)
"""K; the temperature where none is given."""

CONSTANTS = {
    "k_B": ("J", BOLTZMANN, "Boltzmann's constant, per kelvin"),
    "T": ("1", ROOM, "temperature in kelvin"),
    "f": ("Hz", None, "frequency"),
}


@dataclass(frozen=True, slots=True)
class NoiseSource:
    """One source of noise: its `name`, `about` what it is, its `owner`, the `element` in its place.

    `white` is the power density well above the `corner` frequency (0 for none), `density` that at any
    frequency, in V²/Hz or A²/Hz.
    """

    name: str
    about: str
    owner: str
    element: Element
    white: Expr
    corner: Expr
    density: Expr

    @property
    def symbol(self) -> Sym:
        """The symbol of the source's voltage or current."""
        assert isinstance(self.element.value, Sym)
        return self.element.value


def with_constants(c: Circuit, temperature: Fraction = ROOM) -> Circuit:
    """The circuit with its independent sources off, and k_B, T and f among its parameters.

    Raises GainproofError where the netlist has a symbol of one of these names.
    """
    taken = [n for n in CONSTANTS if n in c.parameters]
    if taken:
        meaning = CONSTANTS[taken[0]][2]
        raise GainproofError(
            f"the circuit's symbol {taken[0]} is needed for the {meaning}; call it otherwise"
        )
    known = {
        n: Parameter(n, unit, temperature if n == "T" else q, about=about)
        for n, (unit, q, about) in CONSTANTS.items()
    }
    quiet = c.off(*(e.name for e in c.sources() if e.value != ZERO))
    return replace(quiet, parameters={**c.parameters, **known}, name=c.name)


def noise_sources(c: Circuit) -> tuple[NoiseSource, ...]:
    """Every source of noise of a circuit that has its constants: resistors first, then op-amps.

    Raises GainproofError for a resistance that depends on frequency, an op-amp whose noise cannot be placed,
    and a corner frequency without a density.
    """
    models = [f"{i.name}." for i in c.instances if i.role == "opamp"]
    found = [
        _thermal(c, e)
        for e in c.elements
        if e.kind == "R" and not (e.name.startswith(tuple(models)) or _of_an_amplifier(c, e))
    ]
    for i in c.instances:
        found += _of_op_amp(c, i)
    return tuple(found)


def alone(c: Circuit, source: NoiseSource) -> Circuit:
    """The circuit with this source of noise in it."""
    e = source.element
    elements: tuple[Element, ...] = c.elements
    if e.kind == "V":
        amplifier = _amplifier(c, e.part_of)
        fresh, sensed = e.nodes
        moved = replace(amplifier, nodes=(*amplifier.nodes[:2], fresh, amplifier.nodes[3]))
        assert sensed == amplifier.nodes[2]
        elements = tuple(moved if x is amplifier else x for x in elements)
    unit = "V" if e.kind == "V" else "A"
    known = Parameter(source.symbol.name, unit, about=source.about, owner=e.name)
    made = replace(c, parameters={**c.parameters, source.symbol.name: known})
    return made.with_elements((*elements, e), f"{c.name}, only {e.name} on")


def dynamic(c: Circuit) -> bool:
    """Does anything in the circuit depend on the frequency?"""
    return any(e.kind in "CLK" or (e.kind != "N" and "s" in value(e).symbols()) for e in c.elements)


def _thermal(c: Circuit, e: Element) -> NoiseSource:
    r = value(e)
    if "s" in r.symbols():
        raise GainproofError(
            f"{e.name} depends on the frequency; thermal noise is that of a plain resistance"
        )
    where, _, part = e.name.rpartition(".")
    source = _source(c, f"{where}.In_{part}" if where else f"In_{part}", "I", e.nodes[:2])
    white = div(mul(Num(Fraction(4)), Sym("k_B"), Sym("T")), r)
    return NoiseSource(e.name, "thermal noise", e.name, source, white, ZERO, white)


def _of_an_amplifier(c: Circuit, e: Element) -> bool:
    """Is this resistance an imperfection of an op-amp that the netlist writes as a controlled source?"""
    x = value(e)
    return isinstance(x, Sym) and x.name in c.parameters and c.parameters[x.name].ideal != ""


def _of_op_amp(c: Circuit, i: Instance) -> list[NoiseSource]:
    out = []
    for key in ("en", "in"):
        if f"{key}_corner" in i.noise and key not in i.noise:
            raise GainproofError(f"{i.name} has {key}_corner, but no {key}; give the density as well")
    if "en" in i.noise:
        amplifier = _amplifier(c, i.name)
        node = f"{i.name}.noisy"
        while node in c.nodes:
            node += "_"
        source = replace(_source(c, f"{i.name}.Vn", "V", (node, amplifier.nodes[2])), part_of=i.name)
        out.append(_with_corner(f"{i.name}.en", "noise voltage", source, i, "en"))
    if "in" in i.noise:
        for pin, word in (("in+", "Inp"), ("in-", "Inn")):
            if i.pins[pin] != GROUND:
                source = _source(c, f"{i.name}.{word}", "I", (i.pins[pin], GROUND))
                out.append(
                    _with_corner(f"{i.name}.{word.lower()}", f"noise current at {pin}", source, i, "in")
                )
    return out


def _with_corner(name: str, about: str, source: Element, i: Instance, key: str) -> NoiseSource:
    white, corner = power(i.noise[key], 2), i.noise.get(f"{key}_corner", ZERO)
    density = mul(white, add(ONE, div(corner, Sym("f")))) if corner != ZERO else white
    return NoiseSource(name, about, i.name, source, white, corner, density)


def _amplifier(c: Circuit, instance: str) -> Element:
    """The element that amplifies in an op-amp: the library calls it E."""
    e = c.by_name.get(f"{instance}.E".lower())
    if e is None or e.kind not in "EN" or len(e.nodes) != 4:
        raise GainproofError(
            f"the noise voltage of {instance} is to stand in series with the input of its amplifier, and its "
            "subcircuit has no controlled source called E"
        )
    return e


def _source(c: Circuit, name: str, kind: str, nodes: tuple[str, ...]) -> Element:
    """An independent source with names of its own."""
    where, _, part = name.rpartition(".")
    symbol = f"{part}_{where.replace('.', '_')}" if where else part
    while name.lower() in c.by_name:
        name += "n"
    while symbol in c.parameters:
        symbol += "n"
    return Element(name, kind, tuple(nodes), Sym(symbol))
