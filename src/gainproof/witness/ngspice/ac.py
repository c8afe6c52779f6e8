"""The small-signal analysis with alternating current (.ac), for what depends on frequency.

The operating point is skipped, since everything is linear.  Two frequencies are asked for, about which the
result changes most; of a response, every source is at its value, in phase.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from gainproof.derivation import Quantity
from gainproof.expression import Expr
from gainproof.witness.ngspice.analysis import Analysis
from gainproof.witness.ngspice.deck import Deck, digits
from gainproof.worked.values import engineering

BITS = 256
"""Of the arithmetic in which the result is evaluated."""
DECADES = range(-2, 10)
AUDIBLE = DECADES.index(3)

_READING = re.compile(r"^(?:real|imag)\(reading\) = (\S+)", re.MULTILINE)


def commands(deck: Deck, quantity: Quantity, frequencies: Sequence[float]) -> list[str]:
    """An analysis for each frequency; first the sources of a netlist file are set as the quantity wants."""
    out = [f"alter @{name}[acmag]={digits(amount)}" for name, amount in deck.sources.items()]
    for f in frequencies:
        out += [f"ac lin 1 {f!r} {f!r}", f"let reading = {deck.reading}"]
        out.append("print real(reading) imag(reading)")
    return out


def found(said: str, quantity: Quantity) -> list[complex]:
    """The readings in their order."""
    numbers = [float(x) for x in _READING.findall(said)]
    return [complex(a, b) for a, b in zip(numbers[::2], numbers[1::2], strict=False)]


def title(quantity: Quantity, frequencies: Sequence[float]) -> str:
    """Where it was asked."""
    return f"AC at {' and '.join(engineering(Fraction(f), 'Hz') for f in frequencies)}"


def corner(result: Expr, point: Mapping[str, Fraction]) -> list[float]:
    """Two neighbouring decades, in hertz, about which the result turns and changes most.

    Where it is all but real or all but imaginary, or less than a millionth of its peak, floats show little
    of it: a corner, with both parts in sight, is preferred; where there is none, an audible frequency, at
    which capacitors and inductors are neither shorts nor open.
    """
    decades = [10.0**k for k in DECADES]
    h = [at(result, point, f) for f in decades]
    floor = max(map(abs, h)) / 1e6

    def told(a: complex, b: complex) -> float:
        if min(abs(a), abs(b)) < floor:
            return -1.0
        both_parts = sum(min(abs(z.real), abs(z.imag)) / (abs(z) or 1.0) for z in (a, b))
        return both_parts + abs(b - a) / (abs(a) + abs(b) or 1.0)

    k = max(range(len(h) - 1), key=lambda i: (round(told(h[i], h[i + 1]), 3), -abs(i - AUDIBLE)))
    return decades[k : k + 2]


def at(result: Expr, point: Mapping[str, Fraction], f: float) -> complex:
    """The result at a frequency in hertz, right to the last digit of a float."""
    import flint

    def number(q: Fraction) -> Any:
        return flint.acb(flint.fmpq(q.numerator, q.denominator))

    with flint.ctx.workprec(BITS):
        numbers = {n: number(q) for n, q in point.items()}
        value = result.value({**numbers, "s": flint.acb(0, 2 * flint.arb.pi() * f)}, number)
        if not value.is_finite():
            raise ZeroDivisionError("the result is infinite")
        return complex(value)


ANALYSIS = Analysis(title, commands, found)
