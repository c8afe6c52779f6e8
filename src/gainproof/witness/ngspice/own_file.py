"""The netlist file's own lines as ngspice reads them, so that our reading of the text is judged as well."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from gainproof.circuit.circuit import Circuit, Element
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError
from gainproof.witness.measurement import value
from gainproof.witness.ngspice.deck import Deck

LIBRARY = Path(__file__).parent.parent.parent / "circuit" / "library" / "opamp.lib"

_KEPT = {".param", ".subckt", ".ends", ".include", ".inc", ".global", ".func"}
_ROLE = re.compile(r"^\*:\s*(\w+)\b.*\bideal\s+(oo|0)\s*$", re.IGNORECASE)
_TEST_CURRENT = "Igainproof_test"


def own_deck(
    circuit: Circuit, quantity: Quantity, netlist: Path | None, point: Mapping[str, Fraction]
) -> Deck:
    """The netlist file, and what is to be read of it.

    Raises GainproofError where the file cannot stand for the question: other numbers than its own are asked
    for, or a current that SPICE has no name for, or it is written in lcapy's dialect.
    """
    if netlist is None or not netlist.is_file():
        raise GainproofError("no netlist file")
    for name, q in point.items():
        if name in circuit.parameters and circuit.parameters[name].value != q:
            raise GainproofError(f"the netlist has another value for {name}")
    lines = tuple(_own_lines(netlist, circuit.title))
    sources = {}
    for e in circuit.sources():
        on = quantity.kind == "response"
        driven = quantity.source.lower() == e.name.lower()
        sources[_spice_name(e)] = Fraction(value(e).value(point)) if on else Fraction(int(driven))
    if quantity.kind == "impedance":
        plus, minus = map(circuit.node, quantity.output)
        lines = (*lines, f"{_TEST_CURRENT} {minus} {plus} DC 0 AC 1")
        return Deck(lines, (plus, minus), driven=_TEST_CURRENT, sources=sources)
    source = circuit.element(quantity.source) if quantity.source else None
    driven_by = _spice_name(source) if source else ""
    if quantity.kind == "zin" and source is not None:
        if source.kind == "V":
            return Deck(lines, through=driven_by, driven=driven_by, inverse=True, sources=sources)
        return Deck(lines, source.nodes[::-1], driven=driven_by, sources=sources)
    if len(quantity.output) == 2:
        return Deck(lines, tuple(map(circuit.node, quantity.output)), driven=driven_by, sources=sources)
    through = circuit.element(quantity.output[0])
    if through.kind != "V":
        raise GainproofError("SPICE names the currents of voltage sources only")
    return Deck(lines, through=_spice_name(through), driven=driven_by, sources=sources)


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


def farther(lines: Sequence[str], times: str) -> tuple[str, ...]:
    """The lines, each default of their op-amps so many times farther from the ideal that its model states."""

    def opened(line: str) -> list[str]:
        if not line.startswith(".include "):
            return [line]
        path = Path(line.removeprefix(".include "))
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        return text.splitlines() if "*:" in text else [line]

    out = [inner for line in lines for inner in opened(line)]
    head: list[int] = []
    for k, line in enumerate(out):
        words = line.split()
        if words and words[0].lower() == ".subckt":
            head = [k]
        elif head == list(range(k - len(head), k)) and line.startswith("+"):
            head.append(k)
        elif role := _ROLE.match(line.strip()):
            by = "/" if role[2].lower() == "oo" else "*"
            default = re.compile(rf"(?<=\s)({role[1]}\s*=\s*)([\d.]\S*)", re.IGNORECASE)
            for j in head:
                out[j] = default.sub(rf"\g<1>{{\g<2>{by}{times}}}", out[j])
    return tuple(out)


def _spice_name(e: Element) -> str:
    """ngspice's name of a source that may stand in a subcircuit: v.x1.vos for X1.Vos."""
    base = e.name.rpartition(".")[2]
    return (f"{base[0]}.{e.name}" if "." in e.name else e.name).lower()
