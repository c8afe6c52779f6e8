"""What the forms of the extra element theorem share: the question, and a plan of parts.

A plan knows the exact value of every part before anything is written, and so whether the theorem can be
written for some elements and references at all; `write` then names each part, finds it, and concludes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from gainproof.algebra.rational import Ratio
from gainproof.circuit.ask import Setting
from gainproof.circuit.ports import (
    OPEN,
    OPPOSITE,
    SHORTED,
    balanced,
    called,
    compared,
    put,
    quiet,
    seen,
    turned,
)
from gainproof.errors import Singular, TooLarge
from gainproof.expression import ZERO, Equation, Expr
from gainproof.methods.task import Found, Outcome, Task

ABOVE, BELOW = "above", "below"
READ = 7
"""A part with no more terms than this, above and below the line together, can be read off its circuit."""

Role = tuple[str, str, tuple[str, ...]]
"""Above or below the line, an element, and the elements that are in the opposite state (sorted)."""


@dataclass(frozen=True)
class Question:
    """A task as the theorem sees it: an `output`, and the input `source` ("" for all inputs together)."""

    task: Task
    source: str
    output: tuple[str, ...]

    @staticmethod
    def of(task: Task) -> Question:
        q, s = task.quantity, task.setting
        if q.kind == "response":
            return Question(task, "", q.output)
        source = next(e.name for e in s.circuit.sources() if e.value == s.drive)
        if q.kind == "zin":
            e = s.circuit.element(source)
            return Question(task, source, (source,) if s.inverse else (e.nodes[1], e.nodes[0]))
        return Question(task, source, q.output)

    def value(self, s: Setting) -> Ratio | None:
        """A part's exact value; None where it has none, or one too large to be of use."""
        try:
            return self.task.exact(s)
        except (Singular, TooLarge):
            return None

    def still(self, states: Mapping[str, str]) -> Setting:
        """The question itself, these elements open or shorted."""
        return replace(self.task.setting, circuit=put(self.task.c, states))

    def variant(self, states: Mapping[str, str], element: str, flipped: Iterable[str], null: bool) -> Setting:
        """What an element sees with others flipped; the input off, or the output nulled."""
        opposite = set(flipped)
        others = {n: OPPOSITE[how] if n in opposite else how for n, how in states.items() if n != element}
        port = seen(put(self.task.c, others), element, states[element])
        return balanced(port, self.source, self.output) if null else quiet(port, element)

    def beside(self, states: Mapping[str, str], element: str, null: bool) -> Setting:
        """What an element sees with the others in their places."""
        port = seen(self.task.c, element, states[element])
        return balanced(port, self.source, self.output) if null else quiet(port, element)

    def condition(self, null: bool) -> str:
        """The input off, or the output nulled, in words."""
        if not self.source:
            return "with every source off"
        if not null:
            return f"with {self.source} off"
        if self.output == (self.source,):
            return f"with {self.source} open"
        c = self.task.c
        if len(self.output) == 1:
            what = c.current(self.output[0]).name
        else:
            what = " − ".join(str(c.voltage(n).args[0]) for n in self.output if n != "0")
        return f"with {self.source} adjusted until {what} = 0 (null double injection)"


@dataclass
class Plan:
    """Elements with their references, and every part's exact value."""

    question: Question
    states: Mapping[str, str]
    reference: Ratio
    values: dict[Role, Ratio] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    needs: list[str] = field(default_factory=list)

    @property
    def long(self) -> int:
        """How many terms stand in parts that cannot be read off the circuit."""
        return sum(n for n in self._terms if n > READ)

    @property
    def length(self) -> tuple[int, int]:
        """How much there is to read: what is `long`, then everything."""
        return self.long, sum(self._terms)

    @property
    def _terms(self) -> list[int]:
        return [len(r.num) + len(r.den) for r in (self.reference, *self.values.values())]

    def base(self) -> Found:
        """Name the quantity with every element in its reference state, and find it."""
        how = list(self.states.values())
        below = ("oo" if how[0] == OPEN else "0") if len(how) == 1 else "ref"
        return self.quantity("reference", self.question.still(self.states), below, self.reference)

    def quantity(self, role: str, s: Setting, below: str, value: Ratio) -> Found:
        """Name what is asked, with the elements in the states of `s`, and find it."""
        task = self.question.task
        stem, about, unit = {
            "transfer": ("H", "gain", ""),
            "response": (s.wanted.symbols()[0][0], "response", ""),
        }.get(task.quantity.kind, ("R", "resistance", "Ω"))
        if unit and "s" in value.symbols():
            stem, about = "Z", "impedance"
        said = listed(
            f"{called(task.c.element(n))} {SHORTED if s.circuit.element(n).kind == 'V' else OPEN}"
            for n in self.states
        )
        found = task.name(s, [f"{stem}_{below}", f"{stem}_ref{below}"], f"{about} with {said}", unit)
        self.take(role, found)
        return found

    def take(self, role: str, found: Found) -> None:
        """A part that is named and found."""
        self.roles[role] = found.definition
        self.needs.append(found.label)

    def factor(
        self, role: str, port: Setting, value: Ratio, element: str, names: list[str], about: str
    ) -> Expr:
        """What an element sees compared with what it is: name it and find it, or find that it is zero."""
        task = self.question.task
        if not value:
            self.roles[role] = task.find(turned(port))
            return ZERO
        word = "impedance" if "s" in value.symbols() else "resistance"
        stem = word[0].upper().replace("I", "Z")
        found = task.name(port, [f"{stem}_{n}" for n in names], f"{word} {about}", "Ω")
        self.take(role, found)
        return compared(task.c.element(element), self.states[element], found.symbol)

    def conclude(self, claim: Equation, **data: object) -> Outcome:
        """The theorem in these names."""
        task = self.question.task
        label = task.writer.new(
            "extra_element",
            claim,
            list(dict.fromkeys(self.roles.values())),
            circuit=task.circuit,
            data={
                "elements": dict(self.states),
                "source": self.question.source,
                "output": list(self.question.output),
                "terms": self.roles,
                **data,
            },
        )
        return label, task.setting.wanted, self.needs


def listed(words: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
