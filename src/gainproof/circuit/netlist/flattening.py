"""Statements to elements: every line of a sheet by its letter, every call of a subcircuit by its body.

An element of the instance X1 is called ``X1.R1`` and lies between nodes such as ``X1.n``.  An ideal
parameter leaves no element behind that could be spared: a resistor of infinity is taken out, a
resistor of nothing joins its nodes, a source of infinite gain is a nullor.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from gainproof.circuit.circuit import GROUND, Element, Instance
from gainproof.circuit.elements import KINDS
from gainproof.circuit.netlist.coupling import mutual_inductance
from gainproof.circuit.netlist.lines import Line
from gainproof.circuit.netlist.report import alike
from gainproof.circuit.netlist.scope import Reading, Scope
from gainproof.circuit.netlist.sheet import Definition, Sheet, built_in, pairs
from gainproof.circuit.netlist.values import OO, NotAValue, value
from gainproof.expression import ONE, ZERO, Expr, Num, Sym, div

MOST_ELEMENTS = 20_000
DEEPEST = 50  # subcircuits inside subcircuits

_DECIMAL_COMMA = re.compile(r"(?<![\w.(,])[+-]?\d+,\d+\w*")
_FUNCTIONS = frozenset(
    ["sin", "pulse", "exp", "pwl", "sffm", "am", "trnoise", "trrandom", "external", "sine"]
)
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


class Flattener:
    """Gathers the elements of the circuit, level by level."""

    def __init__(self, reading: Reading, globals_: set[str], driven: set[str]) -> None:
        self.reading = reading
        self.report = reading.report
        self.book = reading.book
        self.globals = globals_
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

    # ------------------------------------------------------------------ levels

    def level(self, scope: Scope) -> None:
        """Read every line of a level."""
        readers = _READERS
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

    # ------------------------------------------------------------------ nodes and names

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
            comma = _DECIMAL_COMMA.search(line.text, line.offset(least)) if "," in line.text else None
            if comma and "{" not in line.text[: comma.start()]:
                self.report.problem(
                    line.place(0, comma.start() - line.offset(0)),
                    f"{comma[0]} has a comma, which SPICE takes for a blank",
                    "a decimal point",
                    f"write {comma[0].replace(',', '.')}",
                )
                words = line.text[: comma.start()].split()
            words = [w for w in words if w not in ("(", ")", ",")]
            odd = next((w for w in words[:least] if w[0] in "{}'\"="), None)
            if odd is not None:
                self.too_few(line, shape, f"{odd!r} stands where a name belongs")
                return None
        if len(words) < least:
            self.too_few(line, shape, f"{words[0]} has {_count(len(words) - 1, 'word')} after its name")
            return None
        return words

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
        self.report.problem(
            line.place(line.words.index(extra[0])), f"{extra[0]!r} is one word too many", shape
        )

    # ------------------------------------------------------------------ values

    def read_value(self, line: Line, word: str | None, letter: str, scope: Scope) -> Fraction | Expr | None:
        """The value of a word: a number, an expression of final symbols, or None for nothing (or a fault)."""
        if word is None:
            return None
        try:
            x, remark = value(word, letter)
            if remark:
                self.report.remark(line.place(_index(line, word)), remark)
            return x if isinstance(x, Fraction) else scope.resolved(x)
        except NotAValue as e:
            self.report.problem(line.place(_index(line, word), e.beyond), e.what, e.expected, e.mend)
            return None

    def symbolic(self, name: str, x: Fraction | Expr | None, letter: str, scope: Scope) -> Expr:
        """The value of the element `name` of this level as an expression: a number becomes its example."""
        kind = KINDS[letter]
        if isinstance(x, Fraction) and self.reading.numeric:
            return Num(x)
        if x is None and name.lower() in scope.definitions:
            x = scope.meaning(name)
        if x is None or isinstance(x, Fraction):
            path = scope.path or None
            if x is not None and path is None and name.lower() in scope.definitions:
                path = ""
            sym = self.book.symbol(name, path)
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
        """Put an element into the circuit."""
        self.elements.append(Element(name, kind, nodes, x, controls, part_of or scope.path, line.place()))

    def join(self, a: str, b: str) -> None:
        """Make two nodes one."""
        self.joined.append((a, b))

    # ------------------------------------------------------------------ R, C, L

    def passive(self, line: Line, letter: str, scope: Scope) -> None:
        words = self.words(line, _SHAPES[letter], 3)
        if words is None or (name := self.named(line, scope)) is None:
            return
        word = words[3] if len(words) > 3 else None
        last = 4
        if word is not None and len(words) > 4 and words[4] == "=":
            if word.upper() == letter and len(words) > 5:
                word, last = words[5], 6
            else:
                word, last = None, 3
        if word is not None and word.lower() in scope.sheet.models:
            self.report.problem(
                line.place(3), f"{words[0]} has a model, {word}", "a value", "write the value itself"
            )
            word = None
        if len(words) > last:
            if letter != "R" and len(words) == 5 and last == 4 and words[4][0] in "0123456789.{+-":
                self.report.remark(line.place(4), f"the initial condition of {words[0]} is taken for zero")
            else:
                self.surplus(line, words, last, _SHAPES[letter])
        x = self.read_value(line, word, letter, scope)
        nodes = (self.node(words[1], scope), self.node(words[2], scope))
        ideal = x == ZERO if isinstance(x, Expr) else False
        if x == OO:
            if letter == "C":
                self.join(*nodes)
            return
        if ideal or (isinstance(x, Fraction) and not x):
            if not ideal:
                self.report.remark(
                    line.place(), f"{words[0]} is zero: {'left out' if letter == 'C' else 'a wire'}"
                )
            if letter != "C":
                self.join(*nodes)
            return
        self.emit(line, name, letter, nodes, self.symbolic(words[0], x, letter, scope), scope)

    # ------------------------------------------------------------------ V, I

    def source(self, line: Line, letter: str, scope: Scope) -> None:
        shape = _SHAPES[letter]
        if "," in line.text and self.words(line, shape, 3) is None:
            return
        words = line.words
        if len(words) < 3 or (not line.plain and any(w[0] in "{}'\"=()," for w in words[:3])):
            self.too_few(line, shape, f"{words[0]} needs two nodes")
            return
        if (name := self.named(line, scope)) is None:
            return
        nodes = (self.node(words[1], scope), self.node(words[2], scope))
        x, ideal = self.driven_by(line, letter, scope) if len(words) > 3 else (None, False)
        if ideal and not self.is_steering(words[0], scope):
            if letter == "V":
                self.join(*nodes)
            return
        zero = ideal or (isinstance(x, Fraction) and not x)
        if zero and name.lower() in self.driven:
            zero, x = False, None
        expr = ZERO if zero else self.symbolic(words[0], x, letter, scope)
        self.emit(line, name, letter, nodes, expr, scope)

    def is_steering(self, name: str, scope: Scope) -> bool:
        """Whether an F or H of this level is controlled by the current of the source `name`."""
        low = name.lower()
        return any(
            other.words[0][0] in "fFhH" and len(other.words) > 3 and other.words[3].lower() == low
            for other in scope.sheet.lines
        )

    def driven_by(self, line: Line, letter: str, scope: Scope) -> tuple[Fraction | Expr | None, bool]:
        """The value of a source as SPICE or lcapy writes it, and whether it is an ideal zero.

        ``5``, ``DC 5 AC 1 0``, ``SIN(0 1 1k)``; and of lcapy ``step 2``, ``s {V/s}``, ``{v(t)}``.
        """
        words = line.words
        given: dict[str, Fraction | Expr | None] = {}
        moving = False
        i = 3
        while i < len(words):
            word = words[i].lower()
            following = words[i + 1] if i + 1 < len(words) else None
            if following == "=" and word in ("dc", "ac"):
                following = words[i + 2] if i + 2 < len(words) else None
                i += 1
            if word in ("dc", "ac", "s", "step", "noise") and word not in given:
                i += 1
                if following is not None and (word != "ac" or _begins_value(following)):
                    given[word] = self.source_value(line, i, letter, scope)
                    i += 1
                elif word == "ac":
                    given[word] = Fraction(1)
                elif word == "dc":
                    self.report.problem(line.place(i - 1), "DC without a value", "DC value")
                while word in ("ac", "noise") and i < len(words) and _begins_value(words[i]):
                    i += 1
            elif word in _FUNCTIONS:
                moving = True
                i += 1
                while i < len(words) and words[i].lower() not in ("dc", "ac"):
                    i += 1
            elif i == 3 and words[i] not in ("=", "(", ")", ","):
                given["dc"] = self.source_value(line, i, letter, scope)
                i += 1
            else:
                self.surplus(line, words, i, _SHAPES[letter])
                break
        if moving:
            self.report.remark(line.place(), f"the time function of {words[0]} is not used; it is a symbol")
        chosen: Fraction | Expr | None = None
        for x in given.values():
            if x is not None and x != ZERO and x != 0:
                chosen = x
                break
        if chosen is None and given and not moving and None not in given.values():
            return Fraction(0), any(isinstance(x, Expr) for x in given.values())
        return chosen, False

    def source_value(self, line: Line, i: int, letter: str, scope: Scope) -> Fraction | Expr | None:
        """One value of a source; a function of t or s is only a symbol, named after the source."""
        word = line.words[i]
        if word[0] in "{'\"" and re.search(r"\b[ts]\b", word[1:-1]):
            self.report.remark(line.place(i), f"the function {word} is not used; {line.words[0]} is a symbol")
            return None
        x = self.read_value(line, word, letter, scope)
        if isinstance(x, Expr) and x == OO:
            self.report.problem(line.place(i), f"the source {line.words[0]} is infinite", "a finite value")
            return None
        return x

    # ------------------------------------------------------------------ E, G, F, H

    def voltage_controlled(self, line: Line, letter: str, scope: Scope) -> None:
        words = line.words
        kind = words[3].lower() if len(words) > 3 else ""
        if kind in ("opamp", "vcvs", "vccs"):
            if kind == "opamp" and letter == "E":
                self.opamp_line(line, scope)
                return
            words = [*words[:3], *words[4:]]
        elif kind in (
            "poly",
            "value",
            "table",
            "laplace",
            "freq",
            "vol",
            "cur",
            "and",
            "or",
            "delay",
            "transformer",
        ) and (kind == "poly" or len(words) < 6 or words[4] in ("=", "{", "(") or words[4][0] in "{'"):
            self.report.incomplete = True
            self.report.problem(
                line.place(3),
                f"{words[0]} is a {words[3].upper()} source, and gainproof does linear circuits",
                _SHAPES[letter],
                "write the linear gain alone",
            )
            return
        else:
            words = self.words(line, _SHAPES[letter], 5) or []
            if not words:
                return
        if len(words) < 5:
            self.too_few(
                line, _SHAPES[letter], f"{words[0]} has {_count(len(words) - 1, 'word')} after its name"
            )
            return
        if (name := self.named(line, scope)) is None:
            return
        nodes = tuple([self.node(w, scope) for w in words[1:5]])
        word = words[5] if len(words) > 5 else None
        common = None
        if len(words) > 6:
            if letter == "E" and words[6] != "=" and "=" not in words:
                common = self.read_value(line, words[6], letter, scope)
                self.surplus(line, words, 7, _SHAPES[letter])
            else:
                self.surplus(line, words, 6, _SHAPES[letter])
        x = self.read_value(line, word, letter, scope)
        if common is not None and common != 0 and common != ZERO:
            nodes = self.common_mode(line, name, nodes, common, scope, "")
        self.gained(line, name, words[0], letter, nodes, x, scope)

    def gained(
        self,
        line: Line,
        name: str,
        bare: str,
        letter: str,
        nodes: tuple[str, ...],
        x: Fraction | Expr | None,
        scope: Scope,
    ) -> None:
        """Put an E or G into the circuit; with infinite gain it is a nullor, with none it is gone."""
        if isinstance(x, Expr) and x == OO:
            self.emit(line, name, "N", nodes, None, scope)
        elif isinstance(x, Expr) and x == ZERO:
            if letter == "E":
                self.join(nodes[0], nodes[1])
        else:
            self.emit(line, name, letter, nodes, self.symbolic(bare, x, letter, scope), scope)

    def common_mode(
        self, line: Line, name: str, nodes: tuple[str, ...], x: Fraction | Expr, scope: Scope, part_of: str
    ) -> tuple[str, ...]:
        """Two sources in series for a common-mode gain; returns the nodes left for the differential one."""
        out, ref, p, n = nodes
        gain = self.parameter(f"Ac_{line.words[0]}", x, "E", "common-mode gain", "0", name)
        half = div(gain, Num(2)) if gain != ONE else Num(Fraction(1, 2))
        self.emit(line, f"{name}.Ac+", "E", (out, f"{name}.c", p, GROUND), half, scope, (), part_of)
        self.emit(line, f"{name}.Ac-", "E", (f"{name}.c", f"{name}.d", n, GROUND), half, scope, (), part_of)
        return (f"{name}.d", ref, p, n)

    def parameter(
        self, name: str, x: Fraction | Expr, letter: str, about: str, ideal: str, owner: str
    ) -> Expr:
        """The value of an imperfection that the line of an op-amp gives."""
        if isinstance(x, Fraction):
            if self.reading.numeric:
                return Num(x)
            sym: Expr = self.book.symbol(name, owner, x)
        else:
            sym = x
        if isinstance(sym, Sym):
            entry = self.book.entry(sym)
            entry.unit, entry.about, entry.ideal, entry.declared = KINDS[letter].unit, about, ideal, True
            entry.owner = entry.owner or owner
        return sym

    def opamp_line(self, line: Line, scope: Scope) -> None:
        """lcapy's op-amp, ``E1 out ref opamp in+ in- Ao Ac Ro``."""
        words = [w for w in line.words if w not in ("(", ")", ",")]
        shape = "E1 out ref opamp in+ in- [Ao [Ac [Ro]]]"
        if len(words) < 6 or any(w[0] in "{}'\"=" for w in words[:6]):
            self.too_few(line, shape, f"{words[0]} has {_count(len(words) - 1, 'word')} after its name")
            return
        if (name := self.named(line, scope)) is None:
            return
        self.surplus(line, words, 9, shape)
        out, ref, p, n = (self.node(words[i], scope) for i in (1, 2, 4, 5))
        x, common, series = (
            self.read_value(line, w, "E", scope) for w in [*words[6:9], None, None, None][:3]
        )
        inner = out
        if series is not None and series != 0 and series != ZERO:
            inner = f"{name}.o"
        nodes: tuple[str, ...] = (inner, ref, p, n)
        if common is not None and common != 0 and common != ZERO:
            nodes = self.common_mode(line, name, nodes, common, scope, name)
        if x is None or isinstance(x, Fraction):
            x = self.symbolic(words[0], x, "E", scope)
        if isinstance(x, Sym) and x != OO:
            x = self.parameter(words[0], x, "E", "open-loop gain", "oo", name)
        self.gained(line, name, words[0], "E", nodes, x, scope)
        if inner != out:
            assert series is not None
            r = self.parameter("Ro", series, "R", "output resistance", "0", name)
            self.emit(line, f"{name}.Ro", "R", (inner, out), r, scope, (), name)
        self.instances.append(
            Instance(name, "opamp", {"in+": p, "in-": n, "out": out}, "opamp" if ref == GROUND else "")
        )

    def current_controlled(self, line: Line, letter: str, scope: Scope) -> None:
        if len(line.words) > 3 and line.words[3].lower() == "poly":
            self.report.incomplete = True
            self.report.problem(
                line.place(3),
                f"{line.words[0]} is a POLY source, and gainproof does linear circuits",
                _SHAPES[letter],
            )
            return
        words = self.words(line, _SHAPES[letter], 4)
        if words is None or (name := self.named(line, scope)) is None:
            return
        self.surplus(line, words, 5, _SHAPES[letter])
        x = self.read_value(line, words[4] if len(words) > 4 else None, letter, scope)
        control = f"{scope.path}.{words[3]}" if scope.path else words[3]
        nodes = (self.node(words[1], scope), self.node(words[2], scope))
        if isinstance(x, Expr) and x == OO:
            self.report.problem(
                line.place(4),
                f"the gain of {words[0]} is infinite",
                "a finite gain",
                "an op-amp is an E or an X",
            )
            return
        self.steered.append((control, line, 3, "V"))
        if isinstance(x, Expr) and x == ZERO:
            if letter == "H":
                self.join(*nodes)
            return
        self.emit(line, name, letter, nodes, self.symbolic(words[0], x, letter, scope), scope, (control,))

    # ------------------------------------------------------------------ K

    def coupling(self, line: Line, letter: str, scope: Scope) -> None:
        words = self.words(line, _SHAPES["K"], 3)
        if words is None or (name := self.named(line, scope)) is None:
            return
        if len(words) > 4 and words[3][0].upper() == "L":
            self.report.problem(
                line.place(3),
                f"{words[0]} couples three inductors",
                _SHAPES["K"],
                "write one K for each pair",
            )
            return
        self.surplus(line, words, 4, _SHAPES["K"])
        first, second = (f"{scope.path}.{w}" if scope.path else w for w in words[1:3])
        if first.lower() == second.lower():
            self.report.problem(line.place(2), f"{words[0]} couples {words[1]} with itself", "two inductors")
            return
        k = self.read_value(line, words[3] if len(words) > 3 else None, "K", scope)
        if isinstance(k, Fraction) and abs(k) > 1:
            self.report.problem(
                line.place(3), f"the coupling of {words[0]} is {words[3]}", "a coefficient from -1 to 1"
            )
            k = None
        self.steered += [(first, line, 1, "L"), (second, line, 2, "L")]
        self.couplings.append((name, (first, second), k, line, scope))

    def couple(self) -> None:
        """Put the couplings into the circuit, all inductors being known."""
        if not self.couplings:
            return
        coils = {e.name.lower(): e.value for e in self.elements if e.kind == "L"}
        for name, pair, k, line, scope in self.couplings:
            bare = f"M_{line.words[0]}"
            m = mutual_inductance(k, *(self.example(coils.get(n.lower())) for n in pair))
            if m is not None and not m[1]:
                self.report.remark(
                    line.place(), f"the mutual inductance of {name} is irrational; it is kept to 30 digits"
                )
            if m is not None and self.reading.numeric:
                self.emit(line, name, "K", (), Num(m[0]), scope, pair)
                continue
            sym = self.book.symbol(bare, scope.path or None)
            entry = self.book.entry(sym)
            entry.unit, entry.about, entry.owner = "H", KINDS["K"].about, name
            if m is not None:
                entry.value = m[0]
            else:
                self.report.remark(
                    line.place(), f"the mutual inductance k·√(L·L) of {name} is the symbol {bare}"
                )
            self.emit(line, name, "K", (), sym, scope, pair)

    def example(self, x: Expr | None) -> Fraction | None:
        """The example value of an inductor, if there is one."""
        if isinstance(x, Sym):
            return self.book.entry(x).value
        return x.args[0] if isinstance(x, Num) else None

    # ------------------------------------------------------------------ wires and ports

    def wire(self, line: Line, letter: str, scope: Scope) -> None:
        words = line.words
        if len(words) > 3:
            self.refuse(line, "W")
        elif len(words) < 3 or not line.plain:
            self.too_few(line, "W1 node node", f"{words[0]} needs two nodes")
        else:
            self.join(self.node(words[1], scope), self.node(words[2], scope))

    def port(self, line: Line, letter: str, scope: Scope) -> None:
        words = line.words
        if len(words) > 3:
            self.refuse(line, letter)
        else:
            self.used_elsewhere.update(w.lower() for w in words[1:3])

    # ------------------------------------------------------------------ X

    def call(self, line: Line, letter: str, scope: Scope) -> None:
        shape = "X1 node … subcircuit [name=value …]"
        first, given = pairs(line, 1, self.report)
        words = [w for w in line.words[:first] if w.lower() not in ("params:", "(", ")", ",")]
        if len(words) < 3:
            self.too_few(line, shape, f"{words[0]} has {_count(len(words) - 1, 'word')} after its name")
            return
        model = words[-1]
        home, sheet = _definition(scope, model)
        if sheet is None or home is None:
            known = {n: s for at in _upward(scope) for n, s in at.sheet.sheets.items()}
            names = [s.name for s in known.values()] or ["opamp"]
            self.report.incomplete = True
            self.report.problem(
                line.place(_index(line, model)),
                f"the subcircuit {model} is not defined",
                ".subckt " + model,
                alike(model, names),
            )
            return
        if len(words) - 2 != len(sheet.pins):
            self.report.incomplete = True
            self.report.problem(
                line.place(),
                f"{words[0]} has {_count(len(words) - 2, 'node')}",
                f"{len(sheet.pins)} for {sheet.name} ({' '.join(sheet.pins)})",
            )
            return
        if (name := self.named(line, scope)) is None:
            return
        if sheet in self.calls or len(self.calls) >= DEEPEST:
            ring = " -> ".join(s.name for s in [*self.calls, sheet])
            self.report.incomplete = True
            self.report.problem(
                line.place(), f"the subcircuit {sheet.name} holds itself: {ring}", "no circle"
            )
            return
        nodes = [self.node(w, scope) for w in words[1:-1]]
        inner = Scope(
            self.reading, sheet, name, home, {p.lower(): n for p, n in zip(sheet.pins, nodes, strict=True)}
        )
        inner.give(self.accepted(sheet, given), scope)
        self.instances.append(Instance(name, sheet.name, _pins(sheet, nodes), sheet.role))
        self.calls.append(sheet)
        self.level(inner)
        self.calls.pop()

    def accepted(self, sheet: Sheet, given: list[Definition]) -> dict[str, Definition]:
        """The parameters of a call that the subcircuit knows."""
        accepted: dict[str, Definition] = {}
        for d in given:
            key = d.name.lower()
            if key not in sheet.defaults:
                known = ", ".join(p.name for p in sheet.defaults.values())
                self.report.problem(
                    d.line.place(d.word - 2),
                    f"the subcircuit {sheet.name} has no parameter {d.name}",
                    known or "none",
                )
            elif key in accepted:
                self.report.problem(
                    d.line.place(d.word - 2), f"the parameter {d.name} is given twice", "one value"
                )
            accepted[key] = d
        return {k: d for k, d in accepted.items() if k in sheet.defaults}


def _definition(scope: Scope, model: str) -> tuple[Scope | None, Sheet | None]:
    """The subcircuit of this name, and the level in whose scope it was written."""
    key = model.lower()
    for level in _upward(scope):
        sheet = level.sheet.sheets.get(key)
        if sheet is not None:
            return level, sheet
    return level, built_in("opamp.lib").get(key)


def _upward(scope: Scope) -> list[Scope]:
    levels = [scope]
    while levels[-1].parent is not None:
        levels.append(levels[-1].parent)
    return levels


def _pins(sheet: Sheet, nodes: list[str]) -> dict[str, str]:
    """Node by pin; the pins of a role go by the names of that role's pins."""
    named = dict(zip(sheet.pins, nodes, strict=True))
    if sheet.role == "opamp" and len(sheet.roles) == 3:
        low = {p.lower(): n for p, n in named.items()}
        standard = {r: low[p.lower()] for r, p in zip(("in+", "in-", "out"), sheet.roles, strict=True)}
        return standard | {
            p: n for p, n in named.items() if p.lower() not in {r.lower() for r in sheet.roles}
        }
    return named


def _begins_value(word: str) -> bool:
    return word[0] in "0123456789.+-{'" or (
        word[0].isalpha() and word.lower() not in (*_FUNCTIONS, "dc", "ac")
    )


def _index(line: Line, word: str) -> int:
    """The number of the last word of the line that reads so."""
    words = line.words
    for i in range(len(words) - 1, -1, -1):
        if words[i] == word:
            return i
    return 0


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


_SHAPES = {
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

_READERS: dict[str, Callable[[Flattener, Line, str, Scope], None]] = {
    "R": Flattener.passive,
    "C": Flattener.passive,
    "L": Flattener.passive,
    "V": Flattener.source,
    "I": Flattener.source,
    "E": Flattener.voltage_controlled,
    "G": Flattener.voltage_controlled,
    "F": Flattener.current_controlled,
    "H": Flattener.current_controlled,
    "K": Flattener.coupling,
    "W": Flattener.wire,
    "P": Flattener.port,
    "O": Flattener.port,
    "X": Flattener.call,
}
