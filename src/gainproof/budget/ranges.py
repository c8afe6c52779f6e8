"""From values, tolerances and data sheets to variables: what is uncertain, and how far it may go.

What is known of an imperfection is a limit.  Where its sign is not known (an offset; a rejection ratio, whose
error may add or take away; a bias current of "±40 nA") it lies within ± the limit; where it is (an open-loop
gain, a resistance, a bias current that flows into the pins) between the ideal and the limit.  A bias current
of the netlist has the sign that the netlist gives it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal
from fractions import Fraction

from gainproof.budget.asked import Interval
from gainproof.budget.nouns import Cause, Temperature, Variable
from gainproof.circuit.circuit import Circuit, Parameter
from gainproof.circuit.netlist.writer import built_in
from gainproof.datasheets import Part
from gainproof.errors import GainproofError
from gainproof.worked.values import decimal, engineering

EITHER_SIGN = ("vos", "Ios", "CMRR", "PSRR")
GAIN = "open-loop gain"
OF_ONE_PIN = ("Ibp", "Ibn")
GROWING = ("Ib", "Ios", *OF_ONE_PIN)
"""The currents of an op-amp; where one doubles with temperature, so do the others."""
DIGITS = 12
"""Of a power of two, which has no exact fraction."""


@dataclass(frozen=True)
class Known:
    """All that was said: `values` are the netlist's and a user's, those of a user `given`; `parts` by
    symbol.
    """

    circuit: Circuit
    values: Mapping[str, Fraction]
    given: frozenset[str]
    ranges: Mapping[str, Interval]
    parts: Mapping[str, Part]
    tolerances: Mapping[str, Fraction] = field(default_factory=dict)
    tempcos: Mapping[str, Fraction] = field(default_factory=dict)
    temperature: Temperature | None = None


def variables(known: Known, used: list[str]) -> list[Variable]:
    """The uncertain ones of the symbols `used`.

    Raises GainproofError for an imperfection without a value, and for a value that cannot be one.
    """
    found = []
    for n in used:
        p = known.circuit.parameters[n]
        v = _imperfection(known, p) if p.ideal else _design(known, p)
        if v.causes:
            found.append(v)
    return found


def _design(known: Known, p: Parameter) -> Variable:
    """A part of the design: a resistor, a source."""
    n = p.name
    if n in known.ranges:
        a, b = known.ranges[n]
        middle = (a + b) / 2
        shown = f"{engineering(a, p.unit)} to {engineering(b, p.unit)}"
        return Variable(
            n, middle, (Cause(n, "range", f"range of {n}", shown, (a, b), a - middle, b - middle),)
        )
    nominal, causes = known.values.get(n, Fraction(0)), []
    if (t := known.tolerances.get(n)) is not None:
        shown = f"±{_part(t)} of {engineering(nominal, p.unit)}"
        causes.append(Cause(n, "tolerance", f"tolerance of {n}", shown, (t,), -t, t))
    if (t := known.tempcos.get(n)) is not None and known.temperature is not None:
        d = t * known.temperature.change
        about = f"temperature coefficient of {n}"
        causes.append(Cause(n, "tempco", about, f"±{_part(t)}/K", (t,), -d, d))
    return Variable(n, nominal, tuple(causes))


def _part(q: Fraction) -> str:
    return f"{decimal(q * 100)} %" if q >= Fraction(1, 1000) else f"{decimal(q * 1_000_000)} ppm"


def _imperfection(known: Known, p: Parameter) -> Variable:
    reciprocal = p.ideal == "oo"
    about = p.about + (f" of {_owner(known.circuit, p)}" if _owner(known.circuit, p) else "")
    causes = [_limit(known, p, about)]
    causes += _temperature(known, p, causes[0], about)
    return Variable(p.name, Fraction(0), tuple(causes), reciprocal, 0 if p.about == GAIN else 1)


def _limit(known: Known, p: Parameter, about: str) -> Cause:
    """The figure itself, at the reference temperature."""
    n, reciprocal = p.name, p.ideal == "oo"
    if n in known.ranges:
        return _ranged(p, *known.ranges[n], about)
    key, part = _key(p), known.parts.get(n)
    figure = None if part is None or n in known.given else part.figures.get(_common(key))
    signs, typical = ((-1, 1) if key in EITHER_SIGN else (0, 1)), ""
    if figure is not None:
        value, typical = figure.pick("worst"), "" if figure.limit is not None else " (typical)"
        if not reciprocal and p.unit != "Ω":
            if figure.min is not None and figure.max is not None and figure.min != -figure.max:
                return _ranged(p, figure.min, figure.max, about)
            signs = (-1, 1) if value > 0 else (-1, 0)
        if key in OF_ONE_PIN and part is not None and "Ios" in part.figures:
            value += abs(part.figures["Ios"].pick("worst")) / 2 * (1 if value > 0 else -1)
    elif n in known.values:
        value = known.values[n]
        if value < 0 and signs == (0, 1):
            if p.unit not in ("V", "A"):
                raise GainproofError(f"{n} = {engineering(value, p.unit)}: the {about} is not negative")
            signs = (-1, 0)
    else:
        raise GainproofError(f"{n}, the {about}, has no value; give one with --set {n}=… or name a --part")
    if reciprocal and not value:
        raise GainproofError(f"{n} = 0: the {about} is greater than zero")
    value = abs(value)
    size = 1 / value if reciprocal else value
    least = {(-1, 1): "±1/" if reciprocal else "±", (0, 1): "≥ " if reciprocal else "≤ ", (-1, 0): "≥ −"}
    shown = least[signs] + engineering(value, p.unit) + typical
    return Cause(n, "figure", about, shown, (value,), signs[0] * size, signs[1] * size, signs)


def _ranged(p: Parameter, a: Fraction, b: Fraction, about: str) -> Cause:
    shown = f"{engineering(a, p.unit)} to {engineering(b, p.unit)}"
    if p.ideal != "oo":
        return Cause(p.name, "range", about, shown, (a, b), a, b)
    if a <= 0:
        raise GainproofError(f"{p.name} from {shown}: the {about} is greater than zero")
    return Cause(p.name, "range", about, shown, (a, b), 1 / b, 1 / a)


def _temperature(known: Known, p: Parameter, at_25: Cause, about: str) -> list[Cause]:
    """What the temperature does to a figure."""
    t, key, part = known.temperature, _key(p), known.parts.get(p.name)
    if t is None or p.unit not in ("V", "A"):
        return []

    def figure(name: str, own: str) -> Fraction | None:
        given = known.values.get(f"{p.name}_{own}")
        if given is None and part is not None and name in part.figures:
            given = part.figures[name].pick("worst")
        return given

    causes = []
    drift = figure(f"{_common(key)}_drift", "drift")
    if drift and t.change:
        d = abs(drift) * t.change
        shown = f"±{engineering(abs(drift), p.unit)}/K"
        causes.append(Cause(p.name, "drift", f"drift of the {about}", shown, (abs(drift),), -d, d))
    doubling = figure("Ib_doubling", "doubling") if key in GROWING else None
    if doubling is not None and doubling <= 0:
        raise GainproofError(f"{p.name}_doubling is a rise of temperature, greater than zero")
    if doubling is not None and t.rise:
        grown = growth(t.rise, doubling) - 1
        shown = f"doubles each {decimal(doubling)} K"
        size = max(abs(at_25.low), abs(at_25.high))
        if at_25.kind == "figure":
            figures, signs = (size, doubling), at_25.signs
        else:
            figures, signs = (size, doubling), (-1 if at_25.low < 0 else 0, 1 if at_25.high > 0 else 0)
        low, high = (s * size * grown for s in signs)
        hot = f"{about} when hot"
        causes.append(Cause(p.name, "doubling", hot, shown, figures, low, high, signs))
    return causes


def growth(rise: Fraction, doubling: Fraction) -> Fraction:
    """By what factor a current grows that doubles with each `doubling` kelvin; to twelve digits."""
    power = rise / doubling
    context = Context(prec=DIGITS)
    return Fraction(context.power(Decimal(2), Decimal(power.numerator) / Decimal(power.denominator)))


def _owner(c: Circuit, p: Parameter) -> str:
    """The op-amps that the symbol is a figure of, in words."""
    owners = dict.fromkeys(
        e.part_of for e in c.elements if e.part_of and e.value is not None and p.name in e.value.symbols()
    )
    return ", ".join(owners) or (p.owner if p.owner != p.name else "")


def _common(key: str) -> str:
    """The figure of a data sheet that says of a parameter: of one pin's bias current, that of both."""
    return "Ib" if key in OF_ONE_PIN else key


def _key(p: Parameter) -> str:
    """The library's name for what the parameter is."""
    sheet = built_in("opamp.lib")["opamp"]
    names = {note.about: sheet.defaults[key].name for key, note in sheet.notes.items()}
    return names.get(p.about, p.name)
