"""The noise of a circuit with everything that was found out about it: verdicts, numbers, a second opinion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from gainproof.checker import check
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.netlist import Netlist
from gainproof.circuit.noise import ROOM
from gainproof.errors import GainproofError
from gainproof.guards import inspect
from gainproof.noise.deriving import DerivedNoise, derive_noise
from gainproof.noise.numbers import Band, NoiseNumbers, densities, needed, numbers, root
from gainproof.studies import Study
from gainproof.witness.ngspice import noise as ngspice_noise
from gainproof.witness.opinion import Opinion


@dataclass(frozen=True)
class NoiseStudy:
    """The `study` of a derivation of noise, its numbers as the example; `circuit` is as it was given."""

    study: Study
    derived: DerivedNoise
    circuit: Circuit

    @property
    def numbers(self) -> NoiseNumbers | None:
        """The numbers, None where values are missing."""
        found = self.study.example
        return found if isinstance(found, NoiseNumbers) else None


def study_noise(
    netlist: Netlist,
    output: str = "",
    source: str = "",
    *,
    band: Band,
    at: Fraction,
    values: Mapping[str, Fraction] | None = None,
    temperature: Fraction = ROOM,
    witness: bool = True,
    section: str = "",
    first: int = 1,
    say: Callable[[str], None] = lambda _: None,
) -> NoiseStudy:
    """Derive the noise at `output`, judge it, put in numbers, and ask ngspice where it is installed.

    `values` are by symbol, in SI units, in place of those of the netlist; `at` is the frequency, in hertz,
    of the densities.  See `derive_noise` for the rest.  Raises GainproofError for a band without width, and
    for a circuit or values that have no finite noise.
    """
    if at <= 0:
        raise GainproofError("the frequency of the densities is not above 0 Hz")
    if band.low < 0 or (band.high is not None and band.high <= band.low):
        raise GainproofError(f"the band {band} has no width; expected a frequency and a higher one")
    say("deriving")
    derived = derive_noise(netlist, output, source, temperature=temperature, section=section, first=first)
    d = derived.derivation
    point = {n: p.value for n, p in d.parameters.items() if p.value is not None} | dict(values or {})
    say(f"judging {len(d.steps)} steps")
    verdicts = check(d)
    missing = [n for n in needed(derived) if n not in point]
    said: tuple[Opinion, ...] = ()
    example, why = None, f"no value for {', '.join(missing)}" if missing else ""
    if not missing:
        example = numbers(derived, point, band, at)
        if witness:
            say("asking ngspice")
            said = (_opinion(derived, point, example),)
    found = Study(d, verdicts, said, point, example, why, netlist.remarks, inspect(d, point))
    return NoiseStudy(found, derived, netlist.circuit)


def _opinion(derived: DerivedNoise, point: Mapping[str, Fraction], found: NoiseNumbers) -> Opinion:
    """What ngspice says of the densities at the ends of the band and between, and of the total."""
    band, d = found.band, derived.derivation
    ends = [f for f in (band.low, band.high) if f]
    within = [found.at] if not ends or ends[0] <= found.at <= ends[-1] else []
    heard = {f: root(sum(densities(derived, point, f), Fraction(0))) for f in (*ends, *within)}
    total = found.total if len(ends) == 2 else None
    return ngspice_noise.opinion(d.circuit, d.quantity.output, point, heard, found.temperature, total)
