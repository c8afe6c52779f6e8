"""Values for a variant: from the series that parts are sold in, real op-amps, round numbers for the rest.

A value is drawn near the example's, within half a decade or so.  Parts that share a symbol share it still:
what is drawn is the symbol's value.  A draw whose answer no sensible person would set is thrown away and
another made (`gainproof.problems.sense`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from pathlib import Path

from gainproof.circuit.circuit import Circuit, Parameter
from gainproof.circuit.netlist import read
from gainproof.circuit.netlist.filling import Filling
from gainproof.datasheets import every, fillings, find
from gainproof.datasheets.use import PARAMETERS
from gainproof.errors import GainproofError, InputError
from gainproof.problems.lots import Lots
from gainproof.problems.series import near
from gainproof.worked.values import rounded

NO_PART = "none"
"""The word for an op-amp that is nobody's."""
SERIES = {"F": "E12", "H": "E12"}
"""Of capacitors and inductors, by the unit."""
RESISTORS = ("E24", "E24", "E96")
"""The series of a variant's resistors is one of these, drawn by lot."""
CLOSE = Fraction(1, 10)
"""Sources that differ by less than this part of themselves in the example keep a small difference."""
SELDOM = frozenset({"Ri", "Ricm", "Ro"})
"""Figures that few data sheets give."""
DIGITS = 6
"""Of a data sheet's figure: what is printed is what is used."""


@dataclass(frozen=True)
class OpAmp:
    """A real part's numbers for a circuit, by symbol; its data sheet does not give those `assumed`."""

    part: str
    values: Mapping[str, Fraction]
    assumed: tuple[str, ...] = ()


def op_amps(
    text: str, circuit: Circuit, parts: Iterable[str] = (), folders: Sequence[Path] = ()
) -> tuple[OpAmp, ...]:
    """The real parts that a circuit's op-amps may be: those named, or all that know the figures it wants.

    What a part's data file does not say keeps a round number near the example's; unless the part is named,
    that may be no more than a resistance.  None for a circuit whose op-amps want no figure.  Raises
    GainproofError for what is no part.
    """
    wanted = tuple(parts)
    for name in wanted:
        if name.lower() != NO_PART:
            find(name, folders)
    figures = _figures(text, circuit)
    if not figures or (wanted and all(name.lower() == NO_PART for name in wanted)):
        return ()
    out = []
    for part in [find(n, folders) for n in wanted if n.lower() != NO_PART] or every(folders):
        known = fillings(part.name, folders)[""].values
        values = {n: Fraction(rounded(known[key], DIGITS)) for n, key in figures.items() if known.get(key)}
        unknown = {key for n, key in figures.items() if n not in values}
        if values and (wanted or unknown <= SELDOM):
            out.append(OpAmp(part.name, values, tuple(n for n in figures if n not in values)))
    return tuple(out)


def _figures(text: str, circuit: Circuit) -> dict[str, str]:
    """By symbol, the parameter of the library's op-amp that it is the number of.

    The reader is asked: each parameter gets a number of its own, and the symbols that have it are its.
    """
    keys = [*PARAMETERS.values(), "Ibp", "Ibn"]
    probe = {key: Fraction(10007 + 2 * k, 10**5) for k, key in enumerate(keys)}
    try:
        found = read(text, parts={"": Filling("a part", probe)}).circuit
    except InputError:
        return {}  # there is no op-amp
    if found.elements != circuit.elements:
        return {}
    of = {q: key for key, q in probe.items()}
    return {n: of[p.value] for n, p in found.parameters.items() if p.value in of}


def draw(
    parameters: Mapping[str, Parameter],
    example: Mapping[str, Fraction],
    among: Sequence[OpAmp],
    lots: Lots,
    series: str = "",
) -> tuple[dict[str, Fraction], OpAmp]:
    """Values for every symbol of `example`, and the part drawn, whose name is "" for none.

    `series` is that of the resistors, by default drawn from `RESISTORS`.
    """
    amp = lots.pick(among) if among else OpAmp("", {})
    resistors = series or lots.pick(RESISTORS)
    out: dict[str, Fraction] = {}
    for n, value in example.items():
        p = parameters[n]
        if n in amp.values:
            out[n] = amp.values[n]
            continue
        other = next((m for m in out if _like(parameters, m, n) and _close(example[m], value)), None)
        if other is not None:
            out[n] = out[other] + lots.pick(near(value - example[other], "round"))
        elif p.unit == "Ω" and not p.ideal:
            out[n] = lots.pick(near(value, resistors))
        else:
            out[n] = lots.pick(near(value, SERIES.get(p.unit, "round")))
    return out, amp


def _like(parameters: Mapping[str, Parameter], one: str, other: str) -> bool:
    """Are both sources, of one unit?"""
    a, b = parameters[one], parameters[other]
    return a.unit == b.unit and a.unit in ("V", "A") and not (a.ideal or b.ideal)


def _close(one: Fraction, other: Fraction) -> bool:
    return one != other and abs(one - other) < CLOSE * max(abs(one), abs(other))


TRIES = 400
"""Draws for one variant."""
TRIALS, SUITED = 16, 3
"""Draws by which a part shows that it suits the circuit, and how many of them must make sense."""

Refused = Callable[[Mapping[str, Fraction]], str]
"""Why values are not sensible, "" if they are."""


def sensible(
    parameters: Mapping[str, Parameter],
    example: Mapping[str, Fraction],
    among: Sequence[OpAmp],
    seed: str,
    refused: Refused,
    series: str = "",
) -> tuple[dict[str, Fraction], OpAmp]:
    """The first draw of this seed that is not refused.

    Raises GainproofError with the commonest reason if none of `TRIES` is.
    """
    lots = Lots(seed)
    reasons: dict[str, int] = {}
    for _ in range(TRIES):
        values, amp = draw(parameters, example, among, lots, series)
        why = refused(values)
        if not why:
            return values, amp
        reasons[why] = reasons.get(why, 0) + 1
    why = max(reasons, key=lambda w: reasons[w])
    raise GainproofError(f"no sensible values were found in {TRIES} draws; of {reasons[why]}, {why}")


def suitable(
    parameters: Mapping[str, Parameter],
    example: Mapping[str, Fraction],
    among: Sequence[OpAmp],
    refused: Refused,
) -> tuple[OpAmp, ...]:
    """The parts with which circuits like the example's make sense often enough."""
    out = []
    for amp in among:
        lots = Lots(f"does {amp.part} suit")
        draws = (draw(parameters, example, [amp], lots)[0] for _ in range(TRIALS))
        if sum(1 for _ in islice((v for v in draws if not refused(v)), SUITED)) == SUITED:
            out.append(amp)
    return tuple(out)
