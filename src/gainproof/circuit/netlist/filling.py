"""Numbers from outside for the parameters of op-amps: those of a real part.

The numbers are example values, and only that: which imperfections a circuit has is said by its netlist.  An
op-amp whose line names parameters (``X1 … opamp Ao={Ao} Ro=75``) gets numbers for these, in place of its own.
One whose line names none, an ideal op-amp, gets every imperfection that is known of the part.  What the line
calls ideal (``Ro=0``) stays ideal, and what it works out (``Ao={G0/(1 + s/wp)}``) keeps its own numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from gainproof.circuit.circuit import Element, listed
from gainproof.circuit.netlist.lines import Line
from gainproof.circuit.netlist.report import Report, alike
from gainproof.circuit.netlist.scope import Scope
from gainproof.circuit.netlist.sheet import Definition, Sheet
from gainproof.circuit.netlist.symbols import Book
from gainproof.circuit.netlist.values import OO
from gainproof.circuit.netlist.writer import built_in
from gainproof.errors import Place
from gainproof.expression import ZERO, Expr, Num, Sym


@dataclass(frozen=True)
class Filling:
    """The numbers of a `part` for an op-amp: `values` by the names of the library's parameters, SI units.

    `bare` are those that an op-amp gets whose line names none; `says` tells what they are ("typical
    figures").
    """

    part: str
    values: Mapping[str, Fraction]
    bare: tuple[str, ...] = ()
    says: str = "figures"


class Fillings:
    """The fillings of one reading by the op-amp's name, "" for all others; remembers which were used."""

    def __init__(self, given: Mapping[str, Filling], report: Report, book: Book) -> None:
        self.by_name = {name.lower(): f for name, f in given.items()}
        self.spelled = {name.lower(): name for name in given}
        self.report, self.book = report, book
        self.seen: dict[str, str] = {}  # the part of every op-amp met, "" for none
        self.met: list[str] = []
        self.owner: dict[str, tuple[str, str]] = {}  # who gave a symbol its number, and of which part

    def fill(
        self, name: str, line: Line, sheet: Sheet, inner: Scope, given: Mapping[str, Definition]
    ) -> None:
        """Fill the call `name` of an op-amp, after it has taken over the parameters `given` on its line."""
        filling = self._of(name)
        if filling is None:
            return
        standard = _standard(sheet)
        if not given:
            wanted = [key for key, word in standard.items() if word in filling.bare]
        else:
            wanted = [key for key in given if key in standard]
        done, kept, unknown = [], [], []
        for key in wanted:
            q = filling.values.get(standard[key])
            shown = sheet.defaults[key].name
            x = inner.known.get(key)
            if given and x in (OO, ZERO):
                continue
            if q is None:
                unknown.append(shown)
            elif not given or isinstance(x, Num):
                inner.known[key] = inner.numbered(shown, q)
                done.append(shown)
            elif isinstance(x, Sym):
                self._set(x, q, name, filling.part, line.place())
                done.append(shown)
            else:
                kept.append(shown)
        self._tell(line.place(), name, filling, done, kept, unknown)

    def fill_bare(self, amps: Mapping[str, Mapping[str, Expr]], elements: Iterable[Element]) -> None:
        """Fill controlled sources that are op-amps: `amps` has, by name, the values of Ao, Ri and Ro."""
        places = {e.name: e.place for e in elements}
        for name, values in amps.items():
            filling = self._of(name)
            if filling is None:
                continue
            done, unknown = [], []
            for key, x in values.items():
                q = filling.values.get(key)
                if q is None:
                    unknown.append(str(key))
                elif isinstance(x, Sym):
                    self._set(x, q, name, filling.part, places[name])
                    done.append(str(key))
            self._tell(places[name], name, filling, done, [], unknown)

    def judge(self, place: Place) -> None:
        """Complain of names that are no op-amp of the circuit."""
        for low, filling in self.by_name.items():
            if low and low not in self.seen:
                what = f"there is no op-amp {self.spelled[low]} to be the part {filling.part}"
            elif not low and not any(part == filling.part for part in self.seen.values()):
                what = f"there is no op-amp to be the part {filling.part}"
            else:
                continue
            hint = alike(low, self.met) if self.met else "the circuit has none"
            self.report.problem(place, what, "an op-amp of the circuit", hint)

    @property
    def used(self) -> dict[str, str]:
        """The part of every op-amp that has one."""
        return {name: part for name, part in self.seen.items() if part}

    def _of(self, name: str) -> Filling | None:
        filling = self.by_name.get(name.lower(), self.by_name.get(""))
        self.seen[name.lower()] = "" if filling is None else filling.part
        self.met.append(name)
        return filling

    def _set(self, x: Sym, q: Fraction, name: str, part: str, place: Place) -> None:
        first, other = self.owner.setdefault(str(x.args[0]), (name, part))
        if other != part:
            self.report.problem(
                place,
                f"{first} and {name} share {self.book.entry(x).spelled}, but are the parts {other}, {part}",
                "one part, or a symbol for each",
            )
        self.book.entry(x).value = q

    def _tell(
        self, place: Place, name: str, filling: Filling, done: list[str], kept: list[str], unknown: list[str]
    ) -> None:
        said = f"{name} is the part {filling.part}"
        if done:
            said = f"{name} has the {filling.says} of {filling.part} for {listed(done)}"
        if kept:
            said += f"; what is worked out on the line keeps its own numbers: {listed(kept)}"
        if unknown:
            said += f"; of {listed(unknown)} its data file says nothing"
        self.report.remark(place, said)


def _standard(sheet: Sheet) -> dict[str, str]:
    """The library's name for each parameter of an op-amp's subcircuit, by key: by its name, or meaning."""
    ours = built_in("opamp.lib")["opamp"]
    by_about = {note.about: ours.defaults[key].name for key, note in ours.notes.items()}
    out = {}
    for key in sheet.defaults:
        note = sheet.notes.get(key)
        if key in ours.defaults:
            out[key] = ours.defaults[key].name
        elif note is not None and note.about in by_about:
            out[key] = by_about[note.about]
    return out
