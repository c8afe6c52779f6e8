"""A second opinion on noise: ngspice's own analysis of it.

Resistors make noise in ngspice as they do in nature; those of an op-amp's model are told not to.  That of
an op-amp is copied from a resistor set apart: a current of 1 A through it gives it the flicker noise that
rises below the corner frequency, and a twin that makes no noise takes the direct voltage away again.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError
from gainproof.expression import Expr, Num, Sym
from gainproof.witness.measurement import Measurement, measurement, renamed, value
from gainproof.witness.ngspice.deck import batch_text
from gainproof.witness.ngspice.process import INFINITE, NAME, batch, installed
from gainproof.witness.ngspice.translation import nullor, one_pole
from gainproof.witness.opinion import Opinion

BOLTZMANN = 1.380649e-23
ZERO_CELSIUS = 273.15
OHMS = 1000.0
"""The resistance whose noise is copied."""
DENSITY_TOLERANCE = 1e-5
TOTAL_TOLERANCE = 1e-3
"""ngspice sums over points of a logarithmic scale, of which there are so many a decade:"""
POINTS = 200

_SPECTRUM = re.compile(r"^onoise_spectrum = (\S+)", re.MULTILINE)
_TOTAL = re.compile(r"^onoise_total = (\S+)", re.MULTILINE)


def opinion(
    circuit: Circuit,
    output: Sequence[str],
    values: Mapping[str, Fraction],
    densities: Mapping[Fraction, Fraction],
    temperature: Fraction,
    total: Fraction | None = None,
) -> Opinion:
    """Are the densities (by frequency in Hz, per √Hz) and the total those that ngspice finds?

    `circuit` has its independent sources off; the total is that between the first and the last frequency,
    None where there is none to compare.
    """
    if not installed():
        return Opinion(NAME, None, "ngspice is not installed")
    frequencies = sorted(densities)
    try:
        deck = _deck(circuit, output, values, frequencies, temperature, total is not None)
        said = batch(deck)
    except GainproofError as problem:
        return Opinion(NAME, None, str(problem))
    except KeyError as missing:
        return Opinion(NAME, None, f"no example value for {missing.args[0]}")
    except (ZeroDivisionError, OverflowError):
        return Opinion(NAME, None, INFINITE)
    spectrum = [float(x) for x in _SPECTRUM.findall(said)]
    summed = [float(x) for x in _TOTAL.findall(said)]
    if len(spectrum) != len(frequencies) or len(summed) != (total is not None):
        return Opinion(NAME, None, "ngspice gives no reading")
    off = [abs(x / float(densities[f]) - 1) for x, f in zip(spectrum, frequencies, strict=True)]
    far = abs(summed[0] / float(total) - 1) if total is not None else 0.0
    agrees = max(off) <= DENSITY_TOLERANCE and far <= TOTAL_TOLERANCE
    how = f"the density {_to(max(off))} at {len(off)} frequencies"
    if total is not None:
        how += f", the total {_to(far)}"
    if not agrees:
        k = max(range(len(off)), key=lambda i: off[i])
        how += f"; at {float(frequencies[k]):g} Hz it gives {spectrum[k]:.9g}"
        how += f", the result {float(densities[frequencies[k]]):.9g}"
    return Opinion(NAME, agrees, how)


def _to(deviation: float) -> str:
    return f"to {max(deviation, 1e-12):.0e}".replace("e-0", "e-")


def _deck(
    circuit: Circuit,
    output: Sequence[str],
    values: Mapping[str, Fraction],
    frequencies: Sequence[Fraction],
    temperature: Fraction,
    total: bool,
) -> str:
    """The circuit as gainproof reads it, with its noise, and what is asked of it."""
    bench = measurement(circuit, Quantity("response", tuple(output)), own=frozenset("V"))
    nodes, names = renamed(bench)
    made = _Elements(circuit, bench, nodes, names, values, float(temperature))
    lines = made.lines()
    if bench.through:
        lines += [f"Hread read 0 {names[bench.through.lower()]} 1", "Rread read 0 1 noisy=0"]
        read = "v(read)"
    else:
        plus, minus = (nodes[n] for n in bench.across)
        read = f"v({plus})" if minus == GROUND else f"v({plus},{minus})"
    asked = []
    for f in frequencies:
        asked += [f"noise {read} Vasked lin 1 {float(f)!r} {float(f)!r}", "print onoise_spectrum"]
    if total:
        ends = f"{float(frequencies[0])!r} {float(frequencies[-1])!r}"
        asked += [f"noise {read} Vasked dec {POINTS} {ends}", "print onoise_total"]
    celsius = float(temperature) - ZERO_CELSIUS
    lines = [
        "* the circuit as gainproof reads it, with its noise",
        *lines,
        "Vasked asked 0 DC 0 AC 1",
        "Rasked asked 0 1 noisy=0",
    ]
    return batch_text(lines, f"temp={celsius!r} tnom={celsius!r} pivrel=0.1", asked)


class _Elements:
    """The lines of the deck, element by element."""

    def __init__(
        self,
        circuit: Circuit,
        bench: Measurement,
        nodes: Mapping[str, str],
        names: Mapping[str, str],
        values: Mapping[str, Fraction],
        temperature: float,
    ) -> None:
        self.circuit, self.bench, self.nodes, self.names, self.values = circuit, bench, nodes, names, values
        self.loudness = math.sqrt(4 * BOLTZMANN * temperature * OHMS)
        self.copied = 0
        self.moved: dict[str, str] = {}  # the control of an amplifier that has a noise voltage before it

    def lines(self) -> list[str]:
        """All of them: the noise of op-amps first, for it stands in series with their inputs."""
        noise = [line for i in self.circuit.instances for line in self._of_op_amp(i.name, i.pins, i.noise)]
        return [*noise, *(line for k, e in enumerate(self.bench.elements) for line in self._element(k, e))]

    def _of_op_amp(self, name: str, pins: Mapping[str, str], noise: Mapping[str, Expr]) -> list[str]:
        out = []
        if "en" in noise:
            amplifier = self.circuit.element(f"{name}.E")
            lines, control = self._copy(noise, "en")
            fresh = f"noisy{self.copied}"
            self.moved[amplifier.name] = fresh
            out += [*lines, f"E{fresh} {fresh} {self.nodes[amplifier.nodes[2]]} {control}"]
        if "in" in noise:
            for pin in ("in+", "in-"):
                lines, control = self._copy(noise, "in")
                out += [*lines, f"Gnoisy{self.copied} {self.nodes.get(pins[pin], GROUND)} 0 {control}"]
        return out

    def _copy(self, noise: Mapping[str, Expr], key: str) -> tuple[list[str], str]:
        """A resistor whose noise is copied, and the control by which a source copies it."""
        self.copied += 1
        density = self._amount(noise[key])
        corner = self._amount(noise.get(f"{key}_corner", Num(Fraction(0))))
        loud, quiet = f"loud{self.copied}", f"quiet{self.copied}"
        white = (self.loudness / OHMS) ** 2
        lines = [
            f"R{loud} {loud} 0 {OHMS!r} flicker{self.copied}",
            f".model flicker{self.copied} R(kf={white * corner!r} af=1)",
            f"I{loud} 0 {loud} DC 1",
            f"R{quiet} {quiet} 0 {OHMS!r} noisy=0",
            f"I{quiet} 0 {quiet} DC 1",
        ]
        return lines, f"{loud} {quiet} {density / self.loudness!r}"

    def _element(self, k: int, e: Element) -> list[str]:
        name, ends = self.names[e.name.lower()], [self.nodes[n] for n in e.nodes]
        if e.name in self.moved:
            ends[2] = self.moved[e.name]
        if e.kind == "N":
            return nullor(name, ends, f"free{k}", "1e-3")
        if e.kind in ("V", "I"):
            return [" ".join([name, *ends, "DC 0"])]
        if e.kind == "E" and "s" in value(e).symbols():
            return one_pole(name, ends, value(e), self.values)
        if e.kind == "K" or "s" in value(e).symbols():
            raise GainproofError(f"{e.name} is not translated for ngspice's analysis of noise")
        words = [name, *ends, *(self.names[c.lower()] for c in e.controls), repr(self._amount(value(e)))]
        return [" ".join([*words, "noisy=0"] if e.kind == "R" and self._of_a_model(e) else words)]

    def _of_a_model(self, e: Element) -> bool:
        """Does the resistance stand for an imperfection of an op-amp?"""
        if any(e.name.startswith(f"{i.name}.") and i.role == "opamp" for i in self.circuit.instances):
            return True
        x = value(e)
        return (
            isinstance(x, Sym)
            and x.name in self.circuit.parameters
            and (self.circuit.parameters[x.name].ideal != "")
        )

    def _amount(self, x: Expr) -> float:
        return float(Fraction(x.value(dict(self.values))))
