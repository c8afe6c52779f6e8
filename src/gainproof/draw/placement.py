"""From the circuit to the drawing: lay out, wire, label, and look at the result.

The textbook's rules come first, with more room or looser rows each time that the geometric test finds fault.
If it still does, or if the search for wires has spent its budget, the plain rows are drawn, which are right
whatever the circuit, and the drawing's note says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gainproof.circuit.circuit import GROUND, Circuit
from gainproof.derivation import Quantity
from gainproof.draw.drawing import Box, Drawing, Label, Symbol, Terminal, Triangle, ground_box, width
from gainproof.draw.flow import Style, presumed
from gainproof.draw.hints import heed, read_hints
from gainproof.draw.labels import lettered, voltage
from gainproof.draw.layout import Layout
from gainproof.draw.parts import Amp, Part, effective, parts
from gainproof.draw.problems import problems
from gainproof.draw.rows import rows
from gainproof.draw.sheet import Budget, NoRoute
from gainproof.draw.textbook import textbook
from gainproof.draw.wiring import wired

NOTE = "Drawn in plain rows: the rules found no clear picture of this circuit."
NOTE_HINTS = "Drawn in plain rows: the rules found no clear picture of this circuit with these hints."
STYLES = (
    Style(),
    Style(wide=1),
    Style(loose=True),
    Style(wide=1, loose=True),
    Style(wide=1, transistors=False),
    Style(wide=2, loose=True, transistors=False),
)
EDGE = 0.4  # about the drawing


def place(
    circuit: Circuit, *, output: tuple[str, ...] = (), hints: Mapping[str, str] | None = None
) -> Drawing:
    """The schematic of a circuit.

    `output` names one node, or two, whose voltage is asked for; open terminals are drawn there, by default at
    the last op-amp's output.  `hints` move single parts and op-amps: by the element's name "above", "below",
    "left", "right", "flipped" (an op-amp, upside down), "vertical" or "horizontal" (a part), or
    "at 3,4" (grid units, y upwards; of the first node's end, or of the middle between the inputs).
    The same circuit gives the same drawing.  Raises GainproofError for an element, a node or a hint that is
    not known.
    """
    circuit = effective(circuit)
    two, amps = parts(circuit)
    wanted = read_hints(circuit, hints or {})
    asked = tuple(n for n in (circuit.node(o) for o in output) if n != GROUND)
    asked = asked or presumed(two, amps)
    budget = Budget(5 * Budget.points) if wanted else Budget()
    for style in STYLES:
        try:
            layout = heed(textbook(two, amps, asked, style), wanted)
            drawing = _draw(circuit, two, amps, layout, budget)
        except NoRoute:
            continue
        if not problems(drawing, circuit):
            return drawing
    note = NOTE_HINTS if wanted else NOTE
    return replace(_draw(circuit, two, amps, rows(two, amps, asked), Budget()), note=note)


def place_for(circuit: Circuit, quantity: Quantity, hints: Mapping[str, str] | None = None) -> Drawing:
    """The schematic of a circuit of which a quantity is asked, `place` with the right open terminals.

    A voltage and an impedance have them where they are asked for.  A current, and the impedance that a source
    sees, have none of their own: the element stands there, and a terminal at its end would tell of a voltage.
    """
    return place(circuit, output=quantity.output if len(quantity.output) == 2 else (), hints=hints)


def _draw(c: Circuit, two: list[Part], amps: list[Amp], layout: Layout, budget: Budget) -> Drawing:
    """Wire and label a layout; NoRoute if a net cannot be joined."""
    sheet, grounds = wired(two, amps, layout, budget)
    wires, dots = sheet.polylines()
    bare = Drawing(
        symbols=tuple(Symbol(p.kind, p.name, layout.ends[p.name], p.dotted) for p in two),
        triangles=tuple(_triangle(a, *layout.amps[a.name]) for a in amps),
        wires=tuple(wires),
        dots=tuple(dots),
        grounds=tuple(grounds),
        terminals=tuple(_terminal(c, *t) for t in layout.terminals),
        title=c.title or "Schematic",
        about=_described(two, amps),
    )
    full = replace(bare, labels=lettered(c, bare, two, amps, sheet.wires))
    return replace(full, box=_bounds(full))


def _triangle(a: Amp, base: tuple[int, int], plus_on_top: bool) -> Triangle:
    label = Label(a.runs, (base[0] + 2.6, base[1]), a.name)
    return Triangle(a.name, base, plus_on_top, label, a.reference != GROUND)


def _terminal(c: Circuit, node: str, at: tuple[int, int], label_right: bool) -> Terminal:
    runs = voltage(c, node)
    away = 0.5 + width(runs) / 2
    return Terminal(at, Label(runs, (at[0] + (away if label_right else -away), at[1]), node))


def _bounds(d: Drawing) -> Box:
    boxes: list[Box] = [label.box for label in d.labels] + [t.label.box for t in d.terminals]
    boxes += [s.box for s in d.symbols] + [t.box for t in d.triangles] + [ground_box(g) for g in d.grounds]
    boxes += [(*p, *p) for w in d.wires for p in w] + [(*p, *p) for s in d.symbols for p in s.ends]
    return (
        min((b[0] for b in boxes), default=0.0) - EDGE,
        min((b[1] for b in boxes), default=0.0) - EDGE,
        max((b[2] for b in boxes), default=0.0) + EDGE,
        max((b[3] for b in boxes), default=0.0) + EDGE,
    )


def _described(two: list[Part], amps: list[Amp]) -> str:
    """The netlist in words, for those who cannot see the picture."""

    def node(n: str) -> str:
        return "ground" if n == GROUND else f"node {n}"

    said = [f"{p.name} from {node(p.a)} to {node(p.b)}" for p in two]
    said += [
        f"op-amp {a.name} with + at {node(a.plus)}, - at {node(a.minus)}, output at {node(a.out)}"
        for a in amps
    ]
    return "; ".join(said)
