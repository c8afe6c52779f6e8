"""A second opinion: ngspice, at the numbers of the example.

ngspice does a small-signal (.ac) analysis with only the asked-for source on; the operating point is skipped,
since everything is linear.  Where it can, it reads the netlist file itself, so that our reading of the text
is judged as well; always, it is given a translation of the flattened circuit.

ngspice has no ideal op-amp.  A source of a great gain in its place costs as many digits as the gain has; but
two transconductances make a nullor exactly.  The first feeds a node of its own, to which nothing else is
connected, so that Kirchhoff's current law there says that the voltage between the inputs is zero; the
voltage of that node is thereby free, and through the second the current of the output is.

Its arithmetic is that of floats, and the op-amps of a netlist file are only near the ideal where a parameter
is not given.  A deviation is therefore held against what it may come from: it is a disagreement only if it
is well above the changes that rounding makes (the same circuit in reverse order, its numbers changed in the
fourteenth digit) or, for a file, those that op-amps ten times farther from the ideal make.
"""

from __future__ import annotations

import math
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError
from gainproof.expression import Expr
from gainproof.witness.measurement import Measurement, measurement, renamed, symbols, value
from gainproof.witness.opinion import Opinion

NAME = "ngspice"
SECONDS = 20.0
TOLERANCE = 1e-8
"""The relative deviation up to which nothing is asked of a translation."""
LIBRARY_TOLERANCE = 1e-5
"""That of a netlist file: the op-amps of the library are only near the ideal where nothing is given."""
NULLOR_TOLERANCE = 1e-2
"""The relative deviation up to which a circuit with nullors is left unjudged rather than refused."""
ROUNDING = 30.0
"""A deviation is put down to rounding up to so many times what a change of the fourteenth digit makes."""
LIBRARY = Path(__file__).parent.parent / "circuit" / "library" / "opamp.lib"

_KEPT = {".param", ".subckt", ".ends", ".include", ".inc", ".global", ".func", ".options", ".option"}
_ROLE = re.compile(r"^\*:\s*(\w+)\b.*\bideal\s+(oo|0)\s*$", re.IGNORECASE)
_READING = re.compile(r"^(?:real|imag)\(reading\) = (\S+)", re.MULTILINE)


def opinion(
    circuit: Circuit,
    quantity: Quantity,
    result: Expr,
    netlist: Path | None = None,
    values: Mapping[str, Fraction] | None = None,
) -> Opinion:
    """Does `result` have at `values` (by symbol, SI units) the number that ngspice finds?

    With capacitors or inductors, at two frequencies about which the result changes most.  It disagrees only
    where neither rounding nor the op-amps of the netlist file can be the cause.
    """
    if shutil.which("ngspice") is None:
        return Opinion(NAME, None, "ngspice is not installed")
    point = values or {}
    try:
        bench = measurement(circuit, quantity, own=frozenset("V"))
        names = dict.fromkeys([*symbols(bench), *result.symbols()])
        missing = [n for n in names if n != "s" and n not in point]
        if missing:
            return Opinion(NAME, None, f"no example value for {', '.join(missing)}")
        frequencies = _frequencies(result, point) if "s" in names else [1.0]
        ours = [_at(result, point, f) for f in frequencies]
        theirs = _run(translation(bench, point), frequencies)
        how, worst = f"to {_worst(ours, theirs):.0e}".replace("e-0", "e-"), _worst(ours, theirs)
        if _apart(ours, theirs, TOLERANCE):
            differs = _differs(ours, theirs, frequencies)
            changed = [_run(translation(bench, point, by), frequencies) for by in (1, 2)]
            rounding = [
                ROUNDING * max(abs(c - t) for c in cs) for t, *cs in zip(theirs, *changed, strict=True)
            ]
            if not _apart(ours, theirs, TOLERANCE, rounding):
                if worst > LIBRARY_TOLERANCE:
                    return Opinion(NAME, None, f"{differs}; so much may be rounding in ngspice")
            elif worst < NULLOR_TOLERANCE and any(e.kind == "N" for e in bench.elements):
                return Opinion(NAME, None, f"{differs}; too near to call with ideal op-amps in floats")
            else:
                return Opinion(NAME, False, differs)
    except (GainproofError, ZeroDivisionError, OverflowError) as problem:
        return Opinion(NAME, None, str(problem))
    return _of_the_file(circuit, quantity, netlist, point, frequencies, ours, how)


def _of_the_file(
    circuit: Circuit,
    quantity: Quantity,
    netlist: Path | None,
    point: Mapping[str, Fraction],
    frequencies: Sequence[float],
    ours: Sequence[complex],
    how: str,
) -> Opinion:
    """The opinion after the netlist file is read too; `how` tells how well the translation agrees."""
    translated = f"{how}, on a translation of the netlist"
    try:
        deck = own_deck(circuit, quantity, netlist, point)
        theirs = _run(deck, frequencies)
    except GainproofError:
        return Opinion(NAME, True, translated)
    if not _apart(ours, theirs, LIBRARY_TOLERANCE):
        worst = f"to {_worst(ours, theirs):.0e}".replace("e-0", "e-")
        return Opinion(NAME, True, f"{worst}, reading the netlist file itself")
    differs = _differs(ours, theirs, frequencies)
    try:
        farther = _run(less_ideal(deck), frequencies)
    except GainproofError:
        farther = theirs
    shifts = [2 * abs(f - t) for f, t in zip(farther, theirs, strict=True)]
    if _apart(ours, theirs, LIBRARY_TOLERANCE, shifts):
        return Opinion(
            NAME, False, f"reading the netlist file itself: {differs}; on our translation it agrees"
        )
    return Opinion(
        NAME, True, f"{translated}; reading the file itself, whose op-amps are only near the ideal, {differs}"
    )


def translation(bench: Measurement, point: Mapping[str, Fraction], change: int = 0) -> str:
    """The bench as a netlist of ngspice's, which leaves what is read in ``reading``.

    With a `change`, in reverse order and with every value changed by so many parts in 10¹⁴, up and down in
    turn: the same to anyone but the rounding.
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
            free, siemens = f"free{k}", f"{1 + change}e-3"
            lines += [
                " ".join(["G" + name, "0", free, *ends[2:], siemens]),
                " ".join(["Gout" + name, *ends[:2], free, "0", siemens]),
            ]
            continue
        words, digits = [name, *ends], _digits(amount(e) * (1 + Fraction(change * (-1) ** k, 10**14)))
        if e.kind in ("V", "I"):
            words += ["DC", "0", "AC", digits]
        elif e.kind == "K":
            pair = [by_name[c.lower()] for c in e.controls]
            coefficient = float(amount(e)) / math.sqrt(float(amount(pair[0]) * amount(pair[1])))
            words += [*(names[c.lower()] for c in e.controls), repr(coefficient)]
        else:
            words += [*(names[c.lower()] for c in e.controls), digits]
        if e.kind == "R" and not amount(e):
            raise GainproofError(f"{e.name} is zero, which ngspice does not take for a resistance")
        lines.append(" ".join(words))
    lines = ["* the circuit as gainproof reads it", *(reversed(lines) if change else lines)]
    if bench.through:
        read = f"i({names[bench.through.lower()]})"
        return _deck(lines, f"-1/{read}" if bench.inverse else read, [])
    return _deck(lines, _voltage(*(nodes[n] for n in bench.across)), [])


def own_deck(
    circuit: Circuit, quantity: Quantity, netlist: Path | None, point: Mapping[str, Fraction]
) -> str:
    """The netlist file's own lines, its sources set as the quantity wants them.

    Raises GainproofError where the file cannot stand for the question: other numbers than its own are asked
    for, or a current that SPICE has no name for, or it is written in lcapy's dialect.
    """
    if netlist is None or not netlist.is_file():
        raise GainproofError("no netlist file")
    for name, q in point.items():
        if name in circuit.parameters and circuit.parameters[name].value != q:
            raise GainproofError(f"the netlist has another value for {name}")
    lines = _own_lines(netlist, circuit.title)
    amounts = {}
    for e in circuit.sources():
        on = quantity.kind == "response"
        driven = quantity.source.lower() == e.name.lower()
        amounts[_spice_name(e)] = Fraction(value(e).value(point)) if on else Fraction(int(driven))
    alterations = [f"alter @{name}[acmag]={_digits(a)}" for name, a in amounts.items()]
    if quantity.kind == "impedance":
        plus, minus = map(circuit.node, quantity.output)
        return _deck([*lines, f"Itestcurrent {minus} {plus} DC 0 AC 1"], _voltage(plus, minus), alterations)
    if quantity.kind == "zin":
        source = circuit.element(quantity.source)
        read = (
            f"-1/i({_spice_name(source)})"
            if source.kind == "V"
            else _voltage(source.nodes[1], source.nodes[0])
        )
        return _deck(lines, read, alterations)
    if len(quantity.output) == 2:
        return _deck(lines, _voltage(*map(circuit.node, quantity.output)), alterations)
    through = circuit.element(quantity.output[0])
    if through.kind != "V":
        raise GainproofError("SPICE names the currents of voltage sources only")
    return _deck(lines, f"i({_spice_name(through)})", alterations)


def _own_lines(netlist: Path, title: str) -> list[str]:
    """The elements, parameters and subcircuits of the file, after a title line; analyses are left out."""
    try:
        text = netlist.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise GainproofError("the netlist file cannot be read") from None
    text = text.replace("µ", "u").replace("μ", "u")
    if re.search(r"^\s*E\S*\s+\S+\s+\S+\s+opamp\b", text, re.MULTILINE | re.IGNORECASE):
        raise GainproofError("the netlist has op-amps in lcapy's notation")
    source = text.splitlines()
    if title and source and title.strip() == source[0].strip("* \t"):
        del source[0]
    lines, keep, control, models = ["* the netlist as it stands"], True, False, text
    for line in source:
        words = line.split()
        word = words[0].lower() if words else ""
        if word in (".control", ".endc"):
            control = word == ".control"
            continue
        if not word.startswith("+"):
            keep = not control and (not word.startswith(".") or word in _KEPT)
        if keep and word in (".include", ".inc"):
            path = _included(words, netlist)
            line = f".include {path}"
            models += path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        if keep:
            lines.append(line)
    if not re.search(r"^\s*\.subckt\s+opamp\b", models, re.MULTILINE | re.IGNORECASE):
        lines.append(f".include {LIBRARY}")
    return lines


def _included(words: Sequence[str], netlist: Path) -> Path:
    """The file that an ``.include`` names: beside the netlist, or the library of op-amps."""
    name = " ".join(words[1:]).strip("\"'")
    path = (netlist.parent / name).resolve()
    return LIBRARY if name == LIBRARY.name and not path.is_file() else path


def less_ideal(deck: str) -> str:
    """The deck with every default of its op-amps ten times farther from the ideal that its model states."""

    def opened(line: str) -> list[str]:
        if not line.startswith(".include "):
            return [line]
        path = Path(line.removeprefix(".include "))
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        return text.splitlines() if "*:" in text else [line]

    lines = [inner for line in deck.splitlines() for inner in opened(line)]
    head: list[int] = []
    for k, line in enumerate(lines):
        words = line.split()
        if words and words[0].lower() == ".subckt":
            head = [k]
        elif head == list(range(k - len(head), k)) and line.startswith("+"):
            head.append(k)
        elif role := _ROLE.match(line.strip()):
            factor = "0.1" if role[2].lower() == "oo" else "10"
            default = re.compile(rf"(?<=\s)({role[1]}\s*=\s*)([\d.]\S*)", re.IGNORECASE)
            for j in head:
                lines[j] = default.sub(rf"\g<1>{{\g<2>*{factor}}}", lines[j])
    return "\n".join([*lines, ""])


def _spice_name(e: Element) -> str:
    """ngspice's name of a source that may stand in a subcircuit: v.x1.vos for X1.Vos."""
    base = e.name.rpartition(".")[2]
    return (f"{base[0]}.{e.name}" if "." in e.name else e.name).lower()


def _voltage(plus: str, minus: str) -> str:
    known = [f"v({n})" if n != GROUND else "0" for n in (plus, minus)]
    return known[0] if minus == GROUND else "-".join(known)


def _deck(lines: Sequence[str], reading: str, alterations: Sequence[str]) -> str:
    """A batch of ngspice's; FREQUENCY stands for the frequency, in hertz."""
    return "\n".join(
        [
            *lines,
            ".options noopac pivrel=0.1",
            ".control",
            "set numdgt=16",
            *alterations,
            "ac lin 1 FREQUENCY FREQUENCY",
            f"let reading = {reading}",
            "print real(reading) imag(reading)",
            "quit 0",
            ".endc",
            ".end",
            "",
        ]
    )


def _run(deck: str, frequencies: Sequence[float]) -> list[complex]:
    """What ngspice reads at each frequency; GainproofError if it does not come to an end, or finds faults."""
    out = []
    for f in frequencies:
        numbers = _READING.findall(batch(deck.replace("FREQUENCY", repr(f))))
        if len(numbers) != 2:
            raise GainproofError("ngspice says: no reading")
        out.append(complex(*map(float, numbers)))
    return out


def batch(deck: str) -> str:
    """What ngspice prints of a deck; GainproofError if it does not come to an end, or finds faults."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "deck.cir").write_text(deck, encoding="utf-8")
        try:
            done = subprocess.run(
                ["ngspice", "-b", "deck.cir"],
                cwd=folder,
                capture_output=True,
                text=True,
                errors="replace",
                stdin=subprocess.DEVNULL,
                timeout=SECONDS,
            )
        except subprocess.TimeoutExpired:
            raise GainproofError(f"ngspice did not end in {SECONDS:g} s") from None
    faults = re.search(
        r"^.*\b(error|singular|unknown|undefined)\b.*$",
        done.stdout + done.stderr,
        re.MULTILINE | re.IGNORECASE,
    )
    if faults:
        raise GainproofError(f"ngspice says: {faults[0].strip()}")
    return done.stdout


def _deviations(ours: Sequence[complex], theirs: Sequence[complex]) -> list[float]:
    """Relative deviations; of a result that is zero, the deviation itself."""
    return [abs(t - o) / (abs(o) or 1.0) for o, t in zip(ours, theirs, strict=True)]


def _worst(ours: Sequence[complex], theirs: Sequence[complex]) -> float:
    return max(*_deviations(ours, theirs), 1e-15)


def _apart(
    ours: Sequence[complex],
    theirs: Sequence[complex],
    tolerance: float,
    explained: Sequence[float] | None = None,
) -> bool:
    """Is the deviation anywhere above the relative tolerance, and above what is `explained`, absolute?"""
    return any(
        not (abs(t - o) <= tolerance * (abs(o) or 1.0) or abs(t - o) <= x)
        for o, t, x in zip(ours, theirs, explained or [0.0] * len(ours), strict=True)
    )


def _differs(ours: Sequence[complex], theirs: Sequence[complex], frequencies: Sequence[float]) -> str:
    deviations = _deviations(ours, theirs)
    k = max(range(len(deviations)), key=lambda i: deviations[i])
    at = f"at {frequencies[k]:g} Hz " if ours[k].imag or theirs[k].imag else ""
    return f"{at}it gives {_spelled(theirs[k])}, the result {_spelled(ours[k])}"


def _frequencies(result: Expr, point: Mapping[str, Fraction]) -> list[float]:
    """Two neighbouring decades, in hertz, about which the result turns and changes most.

    Where it is all but real or all but imaginary, or less than a millionth of its peak, floats show little
    of it: a corner, with both parts in sight, is preferred.
    """
    decades = [10.0**k for k in range(-2, 10)]
    h = [_at(result, point, f) for f in decades]
    floor = max(map(abs, h)) / 1e6

    def told(a: complex, b: complex) -> float:
        if min(abs(a), abs(b)) < floor:
            return -1.0
        both_parts = sum(min(abs(z.real), abs(z.imag)) / (abs(z) or 1.0) for z in (a, b))
        return both_parts + abs(b - a) / (abs(a) + abs(b) or 1.0)

    k = max(range(len(h) - 1), key=lambda i: told(h[i], h[i + 1]))
    return decades[k : k + 2]


def _at(result: Expr, point: Mapping[str, Fraction], f: float) -> complex:
    numbers: dict[str, complex] = {n: complex(q) for n, q in point.items()}
    return complex(result.value({**numbers, "s": 2j * math.pi * f}, complex))


def _digits(q: Fraction) -> str:
    return repr(float(q))


def _spelled(z: complex) -> str:
    return f"{z.real:.9g}{z.imag:+.9g}j" if z.imag else f"{z.real:.9g}"
