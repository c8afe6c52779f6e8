"""Statements to elements: every line of a sheet by its letter, every call of a subcircuit by its body.

An element of the instance X1 is called ``X1.R1`` and lies between nodes such as ``X1.n``.  An ideal
parameter leaves no element behind that could be spared: a resistor of infinity is taken out, a
resistor of nothing joins its nodes, a source of infinite gain is a nullor.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from gainproof.circuit.circuit import GROUND, Element, Instance
from gainproof.circuit.elements import KINDS
from gainproof.circuit.netlist.filling import Fillings
from gainproof.circuit.netlist.lines import Line
from gainproof.circuit.netlist.scope import Reading, Scope
from gainproof.circuit.netlist.sheet import Sheet, pairs
from gainproof.circuit.netlist.values import NotAValue, value
from gainproof.expression import Expr, Num, Sym

MOST_ELEMENTS = 20_000

_DECIMAL_COMMA = re.compile(r"(?<![\w.(,])[+-]?\d*,\d+\w*")
_IGNORED = frozenset(["ic", "tc", "tc1", "tc2", "temp", "dtemp", "noisy", "noise", "scale_tol", "tol"])

INSTEAD = {
    "D": "a diode is not linear; write its small-signal resistance as an R",
    "Q": "a transistor is not linear; write its small-signal model (R for r_pi and r_o, G for g_m)",
    "M": "a transistor is not linear; write its small-signal model (G for g_m, R for r_o)",
    "J": "a transistor is not linear; write its small-signal model (G for g_m, R for r_o)",
    "Z": "a transistor is not linear; write its small-signal model (G for g_m, R for r_o)",
    "B": "an arbitrary source may be anything; write E, G, F or H",
    "S": "a switch is not linear; write a resistor, or leave it out",
    "W": "a switch is not linear; write a resistor, or leave it out",
    "T": "a transmission line has no rational transfer function; write L and C sections",
    "O": "a transmission line has no rational transfer function; write L and C sections",
    "U": "a transmission line has no rational transfer function; write R and C sections",
    "A": "a code model may be anything; write R, C, L, V, I, E, G, F, H, K or X",
    "N": "the ideal op-amp is written X1 in+ in- out opamp",
    "Y": "an admittance is written as R, C, L or G",
}

SHAPES = {
    "R": "R1 node node value",
    "C": "C1 node node value",
    "L": "L1 node node value",
    "V": "V1 plus minus [value] [DC value] [AC value]",
    "I": "I1 from to [value] [DC value] [AC value]",
    "E": "E1 plus minus control+ control- gain",
    "G": "G1 from to control+ control- transconductance",
    "F": "F1 from to Vcontrol gain",
    "H": "H1 plus minus Vcontrol transresistance",
    "K": "K1 L1 L2 coefficient",
}


class Flattener:
    """Gathers the elements of the circuit, level by level."""

    def __init__(
        self, reading: Reading, readers: Mapping[str, Reader], common: set[str], driven: set[str]
    ) -> None:
        self.reading = reading
        self.report = reading.report
        self.book = reading.book
        self.readers = readers
        self.globals = common
        self.driven = driven  # sources that a .tf names; they keep their symbol even at zero
        self.elements: list[Element] = []
        self.instances: list[Instance] = []
        self.lines: dict[str, Line] = {}  # by lower-case element name
        self.joined: list[tuple[str, str]] = []
        self.used_elsewhere: set[str] = set()  # nodes that a port of the drawing names
        self.calls: list[Sheet] = []
        self.steered: list[tuple[str, Line, int, str]] = []  # control, where it is named, its letter
        self.couplings: list[tuple[str, tuple[str, str], Fraction | Expr | None, Line, Scope]] = []
        self.full = False
        self.fillings: Fillings | None = None

    def level(self, scope: Scope) -> None:
        """Read every line of a level."""
        readers = self.readers
        for line in scope.sheet.lines:
            if self.full:
                return
            letter = line.words[0][0].upper()
            reader = readers.get(letter)
            if reader is None:
                self.refuse(line, letter)
            else:
                reader(self, line, letter, scope)

    def refuse(self, line: Line, letter: str) -> None:
        name = line.words[0]
        self.report.incomplete = True
        if letter in INSTEAD:
            self.report.problem(
                line.place(),
                f"gainproof does linear circuits and has no element {name}",
                "R C L V I E G F H K X",
                INSTEAD[letter],
            )
        else:
            self.report.problem(
                line.place(), f"unknown element {name!r}", "R C L V I E G F H K X", "a comment begins with *"
            )

    def node(self, word: str, scope: Scope) -> str:
        """The circuit's node that `word` names at this level."""
        nodes = scope.nodes
        n = nodes.get(word)
        if n is None:
            low = word.lower()
            n = nodes.get(low)
            if n is None:
                if low in ("0", "gnd"):
                    n = GROUND
                elif scope.path and low not in self.globals:
                    n = f"{scope.path}.{word}"
                else:
                    top = scope
                    while top.parent is not None and top.path:
                        top = top.parent
                    n = top.nodes.setdefault(low, word)
                nodes[low] = n
            nodes[word] = n
        return n

    def named(self, line: Line, scope: Scope) -> str | None:
        """The full name of the line's element; None, with a problem, if there is one already."""
        name = line.words[0]
        if scope.path:
            name = f"{scope.path}.{name}"
        low = name.lower()
        if low in self.lines:
            self.report.problem(
                line.place(),
                f"there are two elements {line.words[0]}",
                "names that differ",
                f"the other is at {self.lines[low].place()}",
            )
            self.report.incomplete = True
            return None
        if len(self.lines) >= MOST_ELEMENTS:
            self.report.problem(line.place(), "too many elements", f"at most {MOST_ELEMENTS}")
            self.report.incomplete = self.full = True
            return None
        self.lines[low] = line
        return name

    def words(self, line: Line, shape: str, least: int) -> list[str] | None:
        """The words of an element's line without brackets and commas; None, with a problem, if too few."""
        words = line.words
        if not line.plain:
            comma = self.decimal_comma(line, least)
            if comma is not None:
                words = words[: line.count(comma)]
            words = [w for w in words if w not in ("(", ")", ",")]
            odd = next((w for w in words[:least] if w[0] in "{}'\"="), None)
            if odd is not None:
                self.too_few(line, shape, f"{odd!r} stands where a name belongs")
                return None
        if len(words) < least:
            self.too_few(line, shape, f"{words[0]} has {count(len(words) - 1, 'word')} after its name")
            return None
        return words

    def decimal_comma(self, line: Line, first: int) -> int | None:
        """Where a number with a decimal comma begins after word number `first`, with a problem."""
        if "," not in line.text:
            return None
        for m in _DECIMAL_COMMA.finditer(line.text, line.offset(first)):
            before = line.text[: m.start()]
            if before.count("(") == before.count(")") and not any(c in before for c in "{'="):
                self.report.problem(
                    line.place(0, m.start() - line.offset(0)),
                    f"{m[0]} has a comma, which SPICE takes for a blank",
                    "a decimal point",
                    f"write {m[0].replace(',', '.')}",
                )
                return m.start()
        return None

    def too_few(self, line: Line, shape: str, what: str) -> None:
        self.report.problem(line.place(), what, shape)
        self.report.incomplete = True

    def surplus(self, line: Line, words: list[str], last: int, shape: str) -> None:
        """Complain of what follows word number `last`, but for settings that do no harm."""
        extra = words[last:]
        if not extra:
            return
        if "=" in extra:
            first, found = pairs(line, last, self.report)
            for d in found:
                if d.name.lower() in _IGNORED:
                    self.report.remark(line.place(d.word), f"{d.name}={d.text} is ignored")
                else:
                    self.report.problem(line.place(d.word), f"the setting {d.name} is not known", shape)
            if first <= last:
                return
            extra = extra[: first - last]
        self.report.problem(line.place(index(line, extra[0])), f"{extra[0]!r} is one word too many", shape)

    def read_value(self, line: Line, word: str | None, letter: str, scope: Scope) -> Fraction | Expr | None:
        """The value of a word: a number, an expression of final symbols, or None for nothing (or a fault)."""
        if word is None:
            return None
        try:
            x, remark = value(word, letter)
            if remark:
                self.report.remark(line.place(index(line, word)), remark)
            return x if isinstance(x, Fraction) else scope.resolved(x, letter=letter)
        except NotAValue as e:
            self.report.problem(line.place(index(line, word), e.beyond), e.what, e.expected, e.mend)
            return None

    def symbolic(self, name: str, x: Fraction | Expr | None, letter: str, scope: Scope) -> Expr:
        """The value of the element `name` of this level as an expression: a number becomes its example."""
        kind = KINDS[letter]
        if isinstance(x, Fraction) and self.reading.numeric:
            return Num(x)
        if x is None and name.lower() in scope.definitions:
            x = scope.meaning(name)
            if self.reading.doubtful:
                scope.confirm(Sym(name), letter)
        if x is None or isinstance(x, Fraction):
            sym = self.book.symbol(
                name, scope.path, aside=x is not None and name.lower() in scope.definitions
            )
            entry = self.book.entry(sym)
            if x is not None:
                entry.value = x
            entry.unit, entry.about = kind.unit, kind.about
            entry.owner = f"{scope.path}.{name}" if scope.path else name
            return sym
        self.book.used_in(x, kind.unit, kind.about, f"{scope.path}.{name}" if scope.path else name)
        return x

    def emit(
        self,
        line: Line,
        name: str,
        kind: str,
        nodes: tuple[str, ...],
        x: Expr | None,
        scope: Scope,
        controls: tuple[str, ...] = (),
        part_of: str = "",
    ) -> None:
        """Put an element into the circuit.  What is inside a subcircuit has the place of its call."""
        self.elements.append(
            Element(name, kind, nodes, x, controls, part_of or scope.path, (scope.call or line).place())
        )

    def join(self, a: str, b: str) -> None:
        """Make two nodes one."""
        self.joined.append((a, b))


def index(line: Line, word: str) -> int:
    """The number of the last word of the line that reads so."""
    words = line.words
    for i in range(len(words) - 1, -1, -1):
        if words[i] == word:
            return i
    return 0


def count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


Reader = Callable[[Flattener, Line, str, Scope], None]
"""Reads one line: its element goes into the circuit, its faults into the report."""
