"""What a netlist asks: ``.tf v(out) V1``, as in SPICE."""

from __future__ import annotations

from collections.abc import Callable

from gainproof.circuit.circuit import Circuit, Element
from gainproof.circuit.netlist.lines import Line
from gainproof.circuit.netlist.report import Report, alike
from gainproof.errors import Place

Ask = tuple[str, str, Place]

_SHAPE = ".tf v(node) source, .tf v(node,node) source or .tf i(source) source"


def driven(lines: list[Line]) -> set[str]:
    """The lower-case names of the sources that the lines name."""
    return {line.words[-1].lower() for line in lines if len(line.words) > 2}


def asked(line: Line, circuit: Circuit, node: Callable[[str], str | None], report: Report) -> Ask | None:
    """One ``.tf`` line: the output in the circuit's own names, the source, and the place.

    `node` gives the circuit's node for a name of the netlist, None if there is none.
    """
    words = [w for w in line.words[1:] if w not in ("(", ")", ",", "=")]
    brackets = [w for w in line.words if w in "()"]
    kind = words[0].lower() if words else ""
    ends = words[1:-1]
    shaped = len(ends) == line.words.count(",") + 1 and len(ends) <= (2 if kind == "v" else 1)
    if brackets != ["(", ")"] or kind not in ("v", "i") or not shaped:
        report.problem(line.place(), f"{line.text.strip()} cannot be read", _SHAPE)
        return None
    source = circuit.by_name.get(words[-1].lower())
    ok = _is_source(source, words[-1], line, circuit, report)
    if kind == "i":
        through = circuit.by_name.get(words[1].lower())
        if through is None:
            names = [e.name for e in circuit.elements]
            report.problem(
                _at(line, words[1]), f"there is no element {words[1]}", "an element", alike(words[1], names)
            )
            return None
        output = f"I({through.name})"
    else:
        nodes = [node(w) for w in ends]
        for word, n in zip(ends, nodes, strict=True):
            if n is None:
                report.problem(
                    _at(line, word),
                    f"there is no node {word}",
                    "a node of the circuit",
                    alike(word, circuit.nodes),
                )
                ok = False
        output = f"V({','.join(map(str, nodes))})"
    return (output, source.name, line.place()) if ok and source is not None else None


def _is_source(source: Element | None, word: str, line: Line, circuit: Circuit, report: Report) -> bool:
    if source is not None and source.kind in ("V", "I"):
        return True
    names = [e.name for e in circuit.sources()]
    what = f"there is no source {word}" if source is None else f"{source.name} is no independent source"
    report.problem(
        _at(line, word), what, "a V or I", alike(word, names) if names else "give the circuit a source"
    )
    return False


def _at(line: Line, word: str) -> Place:
    return line.place(len(line.words) - 1 - line.words[::-1].index(word))
