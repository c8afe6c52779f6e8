"""A netlist whose numbers can be others: where in its text the value of each symbol stands.

Where a number belongs is not guessed from the syntax of the line: the reader is asked.  Each number of the
text is changed in turn, and the text read again; if nothing but the value of one symbol is different, that is
where its value stands.  A symbol without a number in the text gets a ``.param`` line.

A pattern is whole: what the netlist includes stands in it, but for the library that always comes along.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from gainproof.circuit.circuit import Circuit
from gainproof.circuit.netlist import Netlist, read
from gainproof.circuit.netlist.writer import LIBRARY
from gainproof.errors import GainproofError, InputError, Place, Problem
from gainproof.worked.values import PREFIXES, scaled

MOST_NUMBERS = 400
"""Numbers of a text that are tried."""
DEEPEST = 8
"""Files that include one another."""
PROBES = (Fraction("1.0625"), Fraction("1.1875"))
"""Two values that no netlist is likely to have; the second where it has the first."""

_NUMBER = re.compile(r"(?<![\w.])[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[A-Za-zµμΩ]*(?![\w.])")
_INCLUDE = re.compile(r"\s*\.(?:include|incl?|lib)\s+(.+?)\s*", re.IGNORECASE)
_END = re.compile(r"^\s*\.end\s*$", re.IGNORECASE | re.MULTILINE)
_SUFFIXES = {exponent: prefix for prefix, exponent in PREFIXES.items()} | {-6: "u", 6: "meg"}
SIGNIFICANT = 15


@dataclass(frozen=True)
class Pattern:
    """The text, and by symbol where its value stands in it, as offsets; `missing` are in no place of it."""

    text: str
    netlist: Netlist
    places: Mapping[str, tuple[int, int]]
    missing: tuple[str, ...] = field(default=())

    @property
    def circuit(self) -> Circuit:
        return self.netlist.circuit

    def filled(self, values: Mapping[str, Fraction]) -> tuple[str, Circuit]:
        """The text with these values, and the circuit that the reader finds in it.

        Raises GainproofError if the text does not say what was meant: a value that has no place in it.
        """
        out = self.text
        for symbol, (start, end) in sorted(self.places.items(), key=lambda item: -item[1][0]):
            if symbol in values:
                out = out[:start] + spelled(values[symbol]) + out[end:]
        more = [f"{n}={spelled(values[n])}" for n in self.missing if n in values]
        if more:
            end = m.start() if (m := _END.search(out)) else len(out)
            out = f"{out[:end].rstrip()}\n.param {' '.join(more)}\n{out[end:]}"
        circuit = read(out).circuit
        wrong = [n for n, q in values.items() if n in self.circuit.parameters and _value(circuit, n) != q]
        if circuit.elements != self.circuit.elements or wrong:
            raise GainproofError(
                f"the value of {', '.join(wrong) or 'a part'} cannot be written into the netlist; expected a "
                "number on the line of each part, or in a .param"
            )
        return out, circuit


def _value(circuit: Circuit, symbol: str) -> Fraction | None:
    known = circuit.parameters.get(symbol)
    return None if known is None else known.value


def pattern(path: Path | None, text: str = "") -> Pattern:
    """The pattern of a netlist's file, or of a text.  Raises InputError for a faulty netlist."""
    file = "" if path is None else str(path)
    netlist = read(text or str(path), file=file)
    body = whole(text or (path.read_bytes().decode("utf-8-sig") if path else ""), path)
    whole_netlist = read(body)
    found: dict[str, tuple[int, int]] = {}
    for m in _numbers(body):
        for probe in PROBES:
            symbol = _moved(body, m.span(), probe, whole_netlist.circuit)
            if symbol:
                found.setdefault(symbol, m.span())
                break
    missing = tuple(n for n in whole_netlist.circuit.parameters if n not in found)
    return Pattern(body, Netlist(whole_netlist.circuit, netlist.asks, netlist.remarks), found, missing)


def _numbers(body: str) -> list[re.Match[str]]:
    """The numbers of the text that are no comment."""
    start = 0
    out: list[re.Match[str]] = []
    for line in body.splitlines(keepends=True):
        if line.strip()[:1] not in ("*", "#", "%") or line.strip()[:2] == "*:":
            out += _NUMBER.finditer(body, start, start + len(line))
        start += len(line)
    if len(out) > MOST_NUMBERS:
        raise GainproofError(f"the netlist holds {len(out)} numbers; problems take at most {MOST_NUMBERS}")
    return out


def _moved(body: str, span: tuple[int, int], probe: Fraction, before: Circuit) -> str:
    """The symbol whose value, and nothing else, is the probe if the number there is; "" if there is none."""
    try:
        after = read(body[: span[0]] + str(float(probe)) + body[span[1] :]).circuit
    except InputError:
        return ""
    if after.parameters.keys() != before.parameters.keys():
        return ""
    moved = [n for n, p in after.parameters.items() if p.value != before.parameters[n].value]
    return moved[0] if len(moved) == 1 and after.parameters[moved[0]].value == probe else ""


def whole(text: str, path: Path | None, depth: int = 0) -> str:
    """The text with what it includes in it; our own library stays a line that includes it by its name.

    Raises InputError for a file that cannot be read, and for a section of a library.
    """
    folder = path.parent if path else Path()
    out = []
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        m = _INCLUDE.fullmatch(line)
        if m is None or (
            line.strip().lower().startswith(".lib") and len(m[1].split()) == 1 and "." not in m[1]
        ):
            out.append(line)
            continue
        wanted = folder / m[1].strip("\"'{}")
        own = LIBRARY / wanted.name.lower()
        if own.is_file() and (not wanted.is_file() or wanted.read_bytes() == own.read_bytes()):
            out.append(f".include {own.name}")
            continue
        place = Place(str(path or ""), number)
        if depth >= DEEPEST:
            raise InputError(Problem(place, "too many files include one another", f"at most {DEEPEST}"))
        try:
            inner = wanted.read_bytes().decode("utf-8-sig")
        except (OSError, ValueError):
            raise InputError(
                Problem(place, f"{m[1]} cannot be put into the problem", "a file that can be read, whole")
            ) from None
        out.append(_END.sub("", whole(inner, wanted, depth + 1)))
    return "\n".join(out)


def spelled(q: Fraction) -> str:
    """The number as SPICE reads it, exactly: ``99.9k``, ``2meg``, ``80n``.

    Raises GainproofError if it has more digits than can be written.
    """
    mantissa, exponent = scaled(q, SIGNIFICANT)
    if Fraction(mantissa) * Fraction(10) ** exponent != q:
        raise GainproofError(f"{q} cannot be written with {SIGNIFICANT} digits")
    if exponent not in _SUFFIXES or exponent == -15:
        return f"{mantissa}e{exponent}"
    return f"{mantissa}{_SUFFIXES[exponent]}"
