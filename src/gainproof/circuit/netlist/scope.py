"""What a name means at one level of the netlist.

A level is the circuit itself or one call of a subcircuit.  A name is looked for among the level's
parameters, then among its elements (an element without a value, or with a number, is a symbol
of its own name), then at the level in which the subcircuit was defined.  A name that nobody
defines is a symbol of the whole circuit.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from gainproof.circuit.netlist.limits import settled
from gainproof.circuit.netlist.lines import Line
from gainproof.circuit.netlist.report import Report
from gainproof.circuit.netlist.sheet import Definition, Sheet
from gainproof.circuit.netlist.symbols import FREQUENCY, Book, multiple_of
from gainproof.circuit.netlist.values import OO, NotAValue, constant, value
from gainproof.expression import ZERO, Expr, Neg, Num, Sym

_LETTER = {"Ω": "R", "F": "C"}
"""The element whose values have this unit, where SPICE misreads values of that element."""

LARGEST = 20_000
"""Nodes of the expression that a parameter may grow into."""


class Reading:
    """What all levels of one netlist share."""

    def __init__(self, report: Report, numeric: bool) -> None:
        self.report = report
        self.numeric = numeric
        self.book = Book()
        self.doubtful = False  # whether the value of a parameter was worth a remark
        self.unknown: list[tuple[str, Definition]] = []  # names in .param that nothing defines


class Scope:
    """The names of one level."""

    def __init__(
        self,
        reading: Reading,
        sheet: Sheet,
        path: str = "",
        parent: Scope | None = None,
        call: Line | None = None,
        nodes: Mapping[str, str] | None = None,
    ) -> None:
        self.reading = reading
        self.sheet = sheet
        self.path = path
        self.parent = parent
        self.call = call  # the line of the circuit that brought this level in
        self.nodes: dict[str, str] = dict(nodes or {})
        self.definitions: dict[str, Definition] = {**sheet.defaults, **sheet.params}
        self.known: dict[str, Expr] = {}
        self.given: dict[str, Definition | None] = {}  # by the call; None for what is ideal
        self.caller: Scope | None = None
        self.has_ideals: bool = parent is not None and parent.has_ideals
        self._busy: list[str] = []
        self._confirmed: set[tuple[str, str]] = set()

    def give(self, call: dict[str, Definition], caller: Scope) -> None:
        """Take over the parameters that a call gives; those it does not give are ideal if they can be."""
        self.caller = caller
        self.given.update(call)
        for key, note in self.sheet.notes.items():
            if key not in call and note.ideal:
                self.given[key] = None
                self.known[key] = OO if note.ideal == "oo" else ZERO
                self.has_ideals = True
        for key, d in call.items():
            x = caller.worked_out(d, self._letter(key))
            if isinstance(x, Fraction):
                x = self.numbered(self.sheet.defaults[key].name, x)
            elif x == OO:
                self.has_ideals = True
            elif (sym := multiple_of(x)) is not None:
                self._annotate(sym, key)
            self.known[key] = x

    def numbered(self, name: str, q: Fraction) -> Expr:
        """The symbol that a number given to the parameter `name` becomes."""
        note = self.sheet.notes.get(name.lower())
        if not q and note is not None and note.ideal == "0":
            self.has_ideals = True
            return ZERO
        if self.reading.numeric:
            return Num(q)
        sym = self.reading.book.symbol(name, self.path, q)
        entry = self.reading.book.entry(sym)
        entry.value = q
        entry.owner = self.path
        self._annotate(sym, name.lower())
        return sym

    def _annotate(self, sym: Sym, key: str) -> None:
        note = self.sheet.notes.get(key)
        if note is None:
            return
        entry = self.reading.book.entry(sym)
        if not entry.declared:
            entry.declared = True
            entry.about, entry.ideal = note.about, note.ideal
            entry.unit = entry.unit or note.unit

    def meaning(self, name: str, asker: Definition | None = None) -> Expr:
        """What `name` stands for.  `asker` is the parameter in whose definition it occurs."""
        key = name.lower()
        x = self.known.get(key)
        if x is not None:
            return x
        if key in self.definitions:
            x = self._defined(key)
        elif key in self.sheet.element_names:
            x = self.reading.book.symbol(self.sheet.element_names[key], self.path)
        elif self.parent is not None:
            return self.parent.meaning(name, asker)
        else:
            if asker is not None:
                self.reading.unknown.append((name, asker))
            x = self.reading.book.symbol(name)
        self.known[key] = x
        return x

    def _defined(self, key: str) -> Expr:
        d = self.definitions[key]
        if key in self._busy:
            ring = " -> ".join(self.definitions[k].name for k in [*self._busy[self._busy.index(key) :], key])
            self.reading.report.problem(
                d.line.place(d.word),
                f"the parameter {d.name} is defined by itself: {ring}",
                "a definition without a circle",
            )
            return self.reading.book.symbol(d.name, self.path)
        self._busy.append(key)
        try:
            x = self.worked_out(d, self._letter(key))
        finally:
            self._busy.pop()
        return self.numbered(d.name, x) if isinstance(x, Fraction) else x

    def _letter(self, key: str) -> str:
        note = self.sheet.notes.get(key)
        return _LETTER.get(note.unit, "") if note is not None else ""

    def worked_out(self, d: Definition, letter: str = "") -> Fraction | Expr:
        """The value of a definition at this level: a number, or an expression of final symbols.

        `letter` is the kind of element that has such values, if that is known.
        """
        try:
            x, remark = value(d.text, letter)
            if remark:
                self.reading.doubtful = True
                self.reading.report.remark(d.line.place(d.word), remark)
            if isinstance(x, Fraction):
                return x
            return self.resolved(x, d, letter)
        except NotAValue as e:
            self.reading.report.problem(d.line.place(d.word, e.beyond), e.what, e.expected, e.mend)
            return self.reading.book.symbol(d.name, self.path)

    def resolved(self, x: Expr, asker: Definition | None = None, letter: str = "") -> Fraction | Expr:
        """An expression of the netlist with every name replaced by its meaning.  Raises NotAValue.

        `letter` is the kind of element whose value it is.
        """
        written = x
        if x.__class__ is Sym:
            x = x if x == OO else self.meaning(x.args[0], asker)
        elif x.children:
            table = {
                n: OO if n == "oo" else FREQUENCY if self._frequency(n) else self.meaning(n, asker)
                for n in x.symbols()
            }
            x = x.replaced(table)
            if self.has_ideals or OO in table.values():
                x = settled(x)
                if x == Neg(OO):
                    x = OO
            if asker is not None and _outgrows(x, LARGEST):
                raise NotAValue("the parameter grows without measure", f"at most {LARGEST} terms")
        if letter and self.reading.doubtful:
            self.confirm(written, letter)
        if x.__class__ is Sym:
            return x
        q = constant(x)
        return x if q is None or (q == 0 and x is ZERO) else q

    def _frequency(self, name: str) -> bool:
        """Is it the complex frequency: an s that nothing defines?"""
        if name != FREQUENCY.name or {*self.known, *self.definitions, *self.sheet.element_names} & {name}:
            return False
        return self.parent is None or self.parent._frequency(name)

    def confirm(self, x: Expr, letter: str) -> None:
        """Judge the numbers in the parameters of which `x` is made as numbers of an element of this kind.

        ``.param r=1M`` is harmless until a resistor takes r for its value.
        """
        todo: list[tuple[Scope, str]] = [(self, n) for n in x.symbols()]
        while todo:
            scope, name = todo.pop()
            found = scope._written(name.lower(), letter)
            if found is None:
                continue
            d, home = found
            try:
                inner, _ = value(d.text, letter)
            except NotAValue as e:
                self.reading.report.problem(d.line.place(d.word, e.beyond), e.what, e.expected, e.mend)
                continue
            if isinstance(inner, Expr):
                todo += [(home, n) for n in inner.symbols()]

    def _written(self, key: str, letter: str) -> tuple[Definition, Scope] | None:
        """The definition of a parameter and the level that it speaks of; None if it was asked for before."""
        scope: Scope | None = self
        while scope is not None and key not in scope.definitions:
            scope = None if key in scope.sheet.element_names else scope.parent
        if scope is None or (key, letter) in scope._confirmed:
            return None
        scope._confirmed.add((key, letter))
        if key not in scope.given:
            return scope.definitions[key], scope
        d = scope.given[key]
        return None if d is None or scope.caller is None else (d, scope.caller)


def _outgrows(x: Expr, most: int) -> bool:
    return any(i >= most for i, _ in enumerate(x.walk()))
