"""A second opinion: ngspice, at the numbers of the example.

ngspice does a small-signal (.ac) analysis with only the asked-for source on; the operating point is skipped,
since everything is linear.  Where it can, it reads the netlist file itself, so that our reading of the text
is judged as well; always, it is given a translation of the flattened circuit.

ngspice has no ideal op-amp; in a translation it is a voltage source with a gain of 1e13.  Its arithmetic is
that of floats, so it agrees to so many digits or not at all.
"""

from __future__ import annotations

import math
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
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
"""The greatest relative deviation of a translation."""
LIBRARY_TOLERANCE = 1e-5
"""That of a netlist file: the op-amps of the library are only near the ideal where nothing is given."""
NULLOR = "1e13"
LIBRARY = Path(__file__).parent.parent / "circuit" / "library" / "opamp.lib"

_KEPT = {".param", ".subckt", ".ends", ".include", ".inc", ".global", ".func", ".options", ".option"}
_READING = re.compile(r"^(?:real|imag)\(reading\) = (\S+)", re.MULTILINE)


def opinion(
    circuit: Circuit,
    quantity: Quantity,
    result: Expr,
    netlist: Path | None = None,
    values: Mapping[str, Fraction] | None = None,
) -> Opinion:
    """Does `result` have at `values` (by symbol, SI units) the number that ngspice finds?

    With capacitors or inductors, at two frequencies about which the result changes most.
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
        agrees, how = _compared(ours, _run(translation(bench, point), frequencies), frequencies, TOLERANCE)
        if not agrees:
            return Opinion(NAME, False, how)
    except (GainproofError, ZeroDivisionError, OverflowError) as problem:
        return Opinion(NAME, None, str(problem))
    try:
        deck = own_deck(circuit, quantity, netlist, point)
        theirs = _run(deck, frequencies)
    except GainproofError:
        return Opinion(NAME, True, f"{how}, on a translation of the netlist")
    agrees, how = _compared(ours, theirs, frequencies, LIBRARY_TOLERANCE)
    if not agrees:
        return Opinion(NAME, False, f"reading the netlist file itself: {how}; on our translation it agrees")
    return Opinion(NAME, True, f"{how}, reading the netlist file itself")


def translation(bench: Measurement, point: Mapping[str, Fraction]) -> str:
    """The bench as a netlist of ngspice's, which leaves what is read in ``reading``."""
    nodes, names = renamed(bench)
    by_name = {e.name.lower(): e for e in bench.elements}

    def amount(e: Element) -> Fraction:
        if "s" in value(e).symbols():
            raise GainproofError(f"the value of {e.name} depends on s")
        return Fraction(value(e).value(point))

    lines = ["* the circuit as gainproof reads it"]
    for e in bench.elements:
        words = [names[e.name.lower()], *(nodes[n] for n in e.nodes)]
        if e.kind == "N":
            words += [NULLOR]
        elif e.kind in ("V", "I"):
            words += ["DC", "0", "AC", _digits(amount(e))]
        elif e.kind == "K":
            pair = [by_name[c.lower()] for c in e.controls]
            coefficient = float(amount(e)) / math.sqrt(float(amount(pair[0]) * amount(pair[1])))
            words += [*(names[c.lower()] for c in e.controls), repr(coefficient)]
        else:
            words += [*(names[c.lower()] for c in e.controls), _digits(amount(e))]
        if e.kind == "R" and not amount(e):
            raise GainproofError(f"{e.name} is zero, which ngspice does not take for a resistance")
        lines.append(" ".join(words))
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
            ".options noopac",
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
    with tempfile.TemporaryDirectory() as folder:
        for f in frequencies:
            (Path(folder) / "deck.cir").write_text(deck.replace("FREQUENCY", repr(f)), encoding="utf-8")
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
            said = done.stdout + done.stderr
            numbers = _READING.findall(done.stdout)
            faults = re.search(
                r"^.*\b(error|singular|unknown|undefined)\b.*$", said, re.MULTILINE | re.IGNORECASE
            )
            if faults or len(numbers) != 2:
                what = faults[0].strip() if faults else "no reading"
                raise GainproofError(f"ngspice says: {what}")
            out.append(complex(*map(float, numbers)))
    return out


def _compared(
    ours: Sequence[complex], theirs: Sequence[complex], frequencies: Sequence[float], tolerance: float
) -> tuple[bool, str]:
    """Whether the greatest relative deviation is within the tolerance; and the same in words."""
    deviations = [abs(t - o) / abs(o) if o else abs(t) for o, t in zip(ours, theirs, strict=True)]
    k = max(range(len(deviations)), key=lambda i: deviations[i])
    worst = max(deviations[k], 1e-15)
    if worst <= tolerance:
        return True, f"to {worst:.0e}".replace("e-0", "e-")
    at = f"at {frequencies[k]:g} Hz " if ours[k].imag or theirs[k].imag else ""
    return False, f"{at}it gives {_spelled(theirs[k])}, the result {_spelled(ours[k])}"


def _frequencies(result: Expr, point: Mapping[str, Fraction]) -> list[float]:
    """Two neighbouring decades, in hertz, between which the result changes most.

    Decades where it is below a thousandth of its peak are left out: there, a netlist whose op-amps are only
    near the ideal says nothing of the result.
    """
    decades = [10.0**k for k in range(-3, 13)]
    h = [_at(result, point, f) for f in decades]
    floor = max(map(abs, h)) / 1000
    change = [
        abs(b - a) / (abs(a) + abs(b) or 1.0) if min(abs(a), abs(b)) >= floor else -1.0
        for a, b in pairwise(h)
    ]
    k = max(range(len(change)), key=lambda i: change[i])
    return decades[k : k + 2]


def _at(result: Expr, point: Mapping[str, Fraction], f: float) -> complex:
    numbers: dict[str, complex] = {n: complex(q) for n, q in point.items()}
    return complex(result.value({**numbers, "s": 2j * math.pi * f}, complex))


def _digits(q: Fraction) -> str:
    return repr(float(q))


def _spelled(z: complex) -> str:
    return f"{z.real:.9g}{z.imag:+.9g}j" if z.imag else f"{z.real:.9g}"
