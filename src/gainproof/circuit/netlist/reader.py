"""From netlist text to a circuit."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from gainproof.circuit.circuit import GROUND, Circuit, Element, Instance, Parameter
from gainproof.circuit.faults import dangling, faults
from gainproof.circuit.netlist.asks import Ask, asked, driven
from gainproof.circuit.netlist.coupling import couple
from gainproof.circuit.netlist.filling import Filling, Fillings
from gainproof.circuit.netlist.level import Flattener
from gainproof.circuit.netlist.nodes import merged
from gainproof.circuit.netlist.opamps import recognise
from gainproof.circuit.netlist.readers import READERS
from gainproof.circuit.netlist.report import Report, alike
from gainproof.circuit.netlist.scope import Reading, Scope
from gainproof.circuit.netlist.symbols import FREQUENCY
from gainproof.circuit.netlist.writer import top_sheet
from gainproof.errors import InputError, Place, Problem
from gainproof.expression import Sym


@dataclass(frozen=True)
class Netlist:
    """What a netlist says: the flat circuit, what it asks, and remarks (never fatal).

    `asks` holds each ``.tf`` as (output, source, place), the output as ``V(a)``, ``V(a,b)`` or ``I(V1)`` in
    the circuit's own names.  `parts` are the real parts whose numbers op-amps got, by the op-amp's name in
    lower case.
    """

    circuit: Circuit
    asks: tuple[Ask, ...] = ()
    remarks: tuple[Problem, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)


def read(
    source: str | os.PathLike[str],
    *,
    file: str = "",
    numeric: bool = False,
    parts: Mapping[str, Filling] | None = None,
) -> Netlist:
    """Read a netlist: a path, a one-line string that names a file, or the text itself.

    `file` is the name that messages give to a text.  A number becomes the example value of a symbol
    named after its element; with `numeric` it stays a number.  `parts` are numbers for op-amps, by name, ""
    for all others (see `filling`).  Raises InputError with every problem of the netlist, those of its
    structure included.
    """
    report = Report()
    text, name, path = _text(source, file)
    sheet = top_sheet(text, name or "<netlist>", path, report)
    reading = Reading(report, numeric)
    flattener = Flattener(reading, READERS, sheet.globals, driven(sheet.asks) if sheet.asks else set())
    if parts:
        flattener.fillings = Fillings(parts, report, reading.book)
    scope = Scope(reading, sheet)
    flattener.level(scope)
    couple(flattener)
    if sheet.params:
        _parameters(scope, flattener)
    _controls(flattener)

    elements, instances = flattener.elements, flattener.instances
    renamed = merged(flattener.joined, [n for e in elements for n in e.nodes]) if flattener.joined else {}
    if renamed:
        elements = [
            replace(e, nodes=tuple([renamed.get(n, n) for n in e.nodes]))
            if not renamed.keys().isdisjoint(e.nodes)
            else e
            for e in elements
        ]
        instances = [replace(i, pins={p: renamed.get(n, n) for p, n in i.pins.items()}) for i in instances]
    present = {n.lower(): n for e in elements for n in e.nodes}

    def node(word: str) -> str | None:
        found = scope.nodes.get(word.lower(), word)
        found = GROUND if found.lower() == "gnd" else renamed.get(found, found)
        return GROUND if found == GROUND else present.get(found.lower())

    amps = recognise(
        elements, flattener.book, {n for line in sheet.asks for w in line.words if (n := node(w))}
    )
    if flattener.fillings is not None:
        flattener.fillings.fill_bare(amps, elements)
        flattener.fillings.judge(Place(name or "<netlist>"))
    circuit = _circuit(elements, instances, flattener, Place(name or "<netlist>", 1), sheet.title, renamed)
    asks = (
        [a for line in sheet.asks if (a := asked(line, circuit, node, report)) is not None]
        if sheet.asks
        else []
    )
    for _, _, place in asks[1:]:
        report.remark(
            place, "only the first .tf is derived, unless --tf asks for this one; a report derives all"
        )
    found = faults(circuit, complete=not report.incomplete, file=name or "<netlist>")
    if found or report.problems:
        raise InputError(*report.problems, *found)
    measured = {n for output, _, _ in asks for n in output[2:-1].split(",")}
    ports = {node(w) for w in flattener.used_elsewhere}
    loose = [r for n, r in dangling(circuit) if n not in measured and n not in ports]
    remarks = report.remarks
    if loose:
        remarks = tuple(sorted([*remarks, *loose], key=lambda r: r.place))
    used = flattener.fillings.used if flattener.fillings is not None else {}
    return Netlist(circuit, tuple(asks), remarks, used)


def _text(source: str | os.PathLike[str], file: str) -> tuple[str, str, Path]:
    """The text, its name in messages, and its path, from whose folder it includes."""
    if isinstance(source, str) and ("\n" in source or "\r" in source):
        return source, file, Path(file or "<netlist>")
    shown = file or os.fspath(source)
    path = Path(source)
    try:
        return path.read_bytes().decode("utf-8-sig"), shown, path
    except (OSError, ValueError) as e:
        if isinstance(e, UnicodeDecodeError):
            what, expected = "the file is not text in UTF-8", "UTF-8"
        else:
            why = getattr(e, "strerror", None) or "it cannot be a path"
            what, expected = (
                f"the file cannot be read: {why}",
                "a netlist, as a file or as text of several lines",
            )
        raise InputError(Problem(Place(shown), what, expected)) from None


def _parameters(scope: Scope, flattener: Flattener) -> None:
    """Work out the parameters that nothing used, and complain of names that nothing defines."""
    for d in scope.sheet.params.values():
        scope.meaning(d.name)
    if not flattener.reading.unknown:
        return
    alone = {e.value.args[0].lower() for e in flattener.elements if isinstance(e.value, Sym)}
    alone |= set(flattener.lines)
    for name, d in flattener.reading.unknown:
        if name.lower() not in alone:
            known = [p.name for p in scope.definitions.values() if p.name != d.name]
            hint = alike(name, known) if known else f"define it with .param {name}=…"
            flattener.report.problem(
                d.line.place(d.word),
                f"the parameter {name}, of which {d.name} is made, is not defined",
                "a parameter or the symbol of an element",
                hint,
            )


def _controls(flattener: Flattener) -> None:
    """Complain of controls that do not exist or are of the wrong kind; use the spelling of their elements."""
    if not flattener.steered:
        return
    by_name = {e.name.lower(): e for e in flattener.elements}
    for control, line, word, letter in flattener.steered:
        e = by_name.get(control.lower())
        noun, one = ("voltage source", "a") if letter == "V" else ("inductor", "an")
        shown = line.words[word] if word < len(line.words) else control
        if e is None and control.lower() in flattener.lines:
            e_line = flattener.lines[control.lower()]
            if e_line.words[0][0].upper() != letter:
                flattener.report.problem(
                    line.place(word), f"{shown} is no {noun}", f"the name of {one} {noun}"
                )
        elif e is None:
            names = [n.words[0] for n in flattener.lines.values() if n.words[0][0].upper() == letter]
            flattener.report.problem(
                line.place(word),
                f"there is no {noun} {shown} to control {line.words[0]}"
                if letter == "V"
                else f"there is no inductor {shown}",
                f"the name of {one} {noun}",
                alike(shown, names) if names else "",
            )
            flattener.report.incomplete = True
        elif e.kind != letter:
            flattener.report.problem(
                line.place(word),
                f"{shown} is no {noun}",
                f"the name of {one} {noun}",
                "put a source of 0 V in series with it and name that" if letter == "V" else "",
            )
    flattener.elements = [
        replace(e, controls=tuple(by_name[c.lower()].name if c.lower() in by_name else c for c in e.controls))
        if e.controls
        else e
        for e in flattener.elements
    ]


def _circuit(
    elements: list[Element],
    instances: list[Instance],
    flattener: Flattener,
    place: Place,
    title: str,
    aliases: dict[str, str],
) -> Circuit:
    """The circuit, its symbols under their final names, with the parameters that occur in it."""
    book = flattener.book
    used: dict[str, None] = {}
    for e in elements:
        x = e.value
        if x.__class__ is Sym:
            used[x.args[0]] = None
        elif x is not None:
            used.update(dict.fromkeys(x.symbols()))
    used.update(dict.fromkeys(n for i in instances for x in i.noise.values() for n in x.symbols()))
    used.pop(FREQUENCY.name, None)
    taken = [low for low in flattener.lines if "." not in low]
    final = book.final_names(used, taken, flattener.report, place)
    if final:
        table = {old: Sym(new) for old, new in final.items()}
        elements = [
            replace(e, value=e.value.replaced(table)) if e.value is not None and e.value.args else e
            for e in elements
        ]
        instances = [
            replace(i, noise={key: x.replaced(table) for key, x in i.noise.items()}) if i.noise else i
            for i in instances
        ]
    parameters: dict[str, Parameter] = {}
    for old in used:
        p = book.parameter(old, final.get(old, old))
        parameters[p.name] = p
    shown = "".join(c if c.isprintable() else " " for c in title)
    return Circuit(tuple(elements), parameters, tuple(instances), shown, aliases=aliases)
