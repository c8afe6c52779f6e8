"""The flattened circuit as a netlist of ngspice's.

ngspice has no ideal op-amp.  A source of a great gain in its place costs as many digits as the gain has; but
two transconductances make a nullor exactly.  The first feeds a node of its own, to which nothing else is
connected, so that Kirchhoff's current law there says that the voltage between the inputs is zero; the
voltage of that node is thereby free, and through the second the current of the output is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from gainproof.circuit.circuit import Element
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError
from gainproof.expression import Expr
from gainproof.witness.measurement import TEST_CURRENT, Measurement, renamed, value
from gainproof.witness.ngspice.deck import Deck, digits


def translation(
    bench: Measurement, quantity: Quantity, point: Mapping[str, Fraction], change: int = 0
) -> Deck:
    """The bench on which the quantity is measured, with the numbers of the point.

    With a `change`, in reverse order and with every value changed by so many parts in 10¹⁴, up and down in
    turn: the same to anyone but the rounding.  Raises GainproofError for a value that ngspice does not take.
    """
    nodes, names = renamed(bench)
    by_name = {e.name.lower(): e for e in bench.elements}

    def amount(e: Element) -> Fraction:
        if "s" in value(e).symbols():
            raise GainproofError(f"the value of {e.name} depends on s")
        return Fraction(value(e).value(point))

    lines = []
    for k, e in enumerate(bench.elements):
        name, ends = names[e.name.lower()], [nodes[n] for n in e.nodes]
        if e.kind == "N":
            lines += nullor(name, ends, f"free{k}", f"{1 + change}e-3")
            continue
        if e.kind == "E" and "s" in value(e).symbols():
            lines += one_pole(name, ends, value(e), point)
            continue
        words, number = [name, *ends], digits(amount(e) * (1 + Fraction(change * (-1) ** k, 10**14)))
        if e.kind in ("V", "I"):
            words += ["DC", number, "AC", number]
        elif e.kind == "K":
            pair = [by_name[c.lower()] for c in e.controls]
            coefficient = float(amount(e)) / math.sqrt(float(amount(pair[0]) * amount(pair[1])))
            words += [*(names[c.lower()] for c in e.controls), repr(coefficient)]
        else:
            words += [*(names[c.lower()] for c in e.controls), number]
        if e.kind == "R" and not amount(e):
            raise GainproofError(f"{e.name} is zero, which ngspice does not take for a resistance")
        lines.append(" ".join(words))
    driven = TEST_CURRENT if quantity.kind == "impedance" else quantity.source
    return Deck(
        ("* the circuit as gainproof reads it", *(reversed(lines) if change else lines)),
        tuple(nodes[n] for n in bench.across),
        names[bench.through.lower()] if bench.through else "",
        names[driven.lower()] if driven else "",
        bench.inverse,
    )


def nullor(name: str, ends: Sequence[str], free: str, siemens: str) -> list[str]:
    """An ideal op-amp between output and input nodes `ends`, by a node `free` that is its own."""
    return [
        f"G{name} 0 {free} {ends[2]} {ends[3]} {siemens}",
        f"Gout{name} {ends[0]} {ends[1]} {free} 0 {siemens}",
    ]


def one_pole(name: str, ends: Sequence[str], gain: Expr, point: Mapping[str, Fraction]) -> list[str]:
    """A voltage source controlled with a gain 1/(a + s b): a current into a conductance and a capacitance.

    Of an integrator, a is zero.  The conductance makes no noise.  Raises GainproofError for another gain.
    """
    one, two, three = (1 / Fraction(gain.value({**point, "s": Fraction(s)})) for s in (1, 2, 3))
    a, b = 2 * one - two, two - one
    if three - two != b or a < 0 or b <= 0:
        raise GainproofError("a gain with other than one pole is not translated for ngspice")
    inner = f"pole{name}"
    scale = a or b
    return [
        f"G{inner} 0 {inner} {ends[2]} {ends[3]} {digits(1 / scale)}",
        *([f"R{inner} {inner} 0 1 noisy=0"] if a else []),
        f"C{inner} {inner} 0 {digits(b / scale)}",
        f"{name} {ends[0]} {ends[1]} {inner} 0 1",
    ]
