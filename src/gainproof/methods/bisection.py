"""Bartlett's bisection: a symmetric circuit by its differential and its common half circuit.

    x = x_d/s · (s_a - s_b)/2 + x_c/s · (s_a + s_b)/2

Two sources that are mirror images of each other are taken apart into what is odd and what is even; for
either, half the circuit is enough (`gainproof.circuit.halves`).  Where only the front of a circuit is
symmetric, as in the three-op-amp instrumentation amplifier, and drives the rest by ideal voltage outputs, it
is bisected by itself, and the rest follows from its outputs (`gainproof.circuit.cascade`).

A. C. Bartlett, "An extension of a property of artificial lines", Phil. Mag. 4 (1927) 902.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from gainproof.algebra.rational import Ring
from gainproof.circuit.ask import Setting, driving
from gainproof.circuit.cascade import Stages, cut, fronts
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.halves import common_half, differential_half, drives, matched, seen
from gainproof.circuit.mirror import Mirror, find
from gainproof.circuit.variants import own_symbol
from gainproof.errors import GainproofError
from gainproof.expression import ONE, ZERO, Equation, Expr, Sym, add, div, lift, mul
from gainproof.methods.task import Found, NotApplicable, Outcome, Task
from gainproof.tidy import product


@dataclass(frozen=True, slots=True)
class Part:
    """A term of the theorem: a quantity of a half circuit, per source, times `size` and `strength`."""

    mode: str
    source: str
    setting: Setting
    size: int
    strength: Expr

    @property
    def role(self) -> str:
        """What the rule calls the term."""
        return f"{self.mode} {self.source}"


@dataclass(frozen=True, slots=True)
class Zero:
    """A part that vanishes: the step that shows it."""

    label: str


@dataclass
class Bisection:
    """A circuit with a mirror, and what is known of its halves."""

    task: Task
    circuit: Circuit
    mirror: Mirror
    known: dict[tuple[str, Expr], Found | Zero] = field(default_factory=dict)

    def parts(self, wanted: Expr, *, inverse: bool = False) -> list[Part]:
        """The terms of the theorem.  Raises GainproofError where the circuit has no halves."""
        c, m = self.circuit, self.mirror
        modes = ((differential_half(c, m), -1, "odd"), (common_half(c, m), 1, "even"))
        out = []
        for drive in drives(c, m):
            for half, sign, mode in modes:
                strength = drive.odd if sign < 0 else drive.even
                size, form = seen(c, m, half, wanted, sign) if strength != ZERO else (0, ZERO)
                if size:
                    alone = driving(half, drive.source)
                    s = Setting(alone, form, own_symbol(alone.element(drive.source)))
                    if inverse and self.task.exact(s):
                        s = replace(s, inverse=True)
                    out.append(Part(mode, drive.source, s, size, strength))
        return out

    def write(self, wanted: Expr, *, inverse: bool = False) -> tuple[str, list[str]]:
        """Name and find the parts, and put them together; returns the step and what it leans on."""
        cited: dict[str, str] = {}
        needs: list[str] = []
        terms = []
        for p in self.parts(wanted, inverse=inverse):
            found = self._found(p)
            cited[p.role] = found.label if isinstance(found, Zero) else found.definition
            if isinstance(found, Found):
                needs.append(found.label)
                per = div(ONE, found.symbol) if p.setting.inverse else found.symbol
                terms.append(product(mul(lift(p.size), per), p.strength))
        pairs = [list(pair) for pair in matched(self.circuit, self.mirror)]
        told = any(s.data.get("matched") == pairs for s in self.task.writer.steps)
        label = self.task.writer.new(
            "bisect",
            Equation(wanted, add(*terms)),
            list(dict.fromkeys(cited.values())),
            circuit=self.task.enter(self.circuit),
            data={
                "mirror": {"nodes": dict(self.mirror.nodes), "elements": dict(self.mirror.elements)},
                "terms": cited,
                "matched": [] if told else pairs,
            },
        )
        return label, needs

    def _found(self, p: Part) -> Found | Zero:
        """A part by its name, or that it vanishes; written when it is first needed."""
        s = p.setting
        key = (s.circuit.name, s.quotient)
        if key not in self.known:
            if self.task.exact(s):
                symbols, about, unit = _called(p)
                self.known[key] = self.task.name(s, symbols, about, unit)
            else:
                self.known[key] = Zero(self.task.find(s))
        return self.known[key]


HALVES = {"odd": ("d", "differential"), "even": ("c", "common")}
QUANTITIES = {
    ("V", "V"): ("A", "gain", "1"),
    ("V", "I"): ("Z", "impedance", "Ω"),
    ("I", "V"): ("Y", "admittance", "S"),
    ("I", "I"): ("k", "current ratio", "1"),
}
"""Letter, name and unit of what is found, per what drives it, in a half circuit."""


def _called(p: Part) -> tuple[list[str], str, str]:
    """Names to choose from for a part, what it is, and its unit."""
    s = p.setting
    index, half = HALVES[p.mode]
    what = "V" if any(n in s.circuit.voltages for n in s.wanted.symbols()) else "I"
    by = s.circuit.element(p.source).kind
    letter, about, unit = QUANTITIES["V", "I"] if s.inverse else QUANTITIES[what, by]
    if letter == "Z" and not any(e.kind in "CL" for e in s.circuit.elements):
        letter, about = "R", "resistance"
    return [f"{letter}_{index}", f"{letter}_{index}{p.source}"], f"{about} of the {half} half circuit", unit


def write(task: Task) -> Outcome:
    """Bisect the circuit, or else its front."""
    s = task.setting
    why = ""
    for b in mirrored(task, task.c):
        why = why or fault(b, [s.wanted], inverse=s.inverse)
        if not fault(b, [s.wanted], inverse=s.inverse):
            label, needs = b.write(s.wanted, inverse=s.inverse)
            return label, s.wanted, needs
    for names in fronts(task.c):
        try:
            stages = cut(task.c, names)
        except GainproofError:
            continue
        for b in mirrored(task, stages.front):
            done = staged(task, stages, b)
            if done is not None:
                return done
    raise NotApplicable(
        why or "the circuit has no mirror; matched parts must share a symbol, as in R1 a b {R}"
    )


def mirrored(task: Task, c: Circuit) -> Iterator[Bisection]:
    """The circuit with each of its mirrors; of those alone that move what the user names."""
    for m in find(c):
        moved = {*m.elements, *m.elements.values()}
        if all(task.c.element(n).name in moved for n in task.elements):
            yield Bisection(task, c, m)


def fault(b: Bisection, wanted: list[Expr], *, inverse: bool = False) -> str:
    """Why the halves of a circuit do not answer what is wanted; "" if they do."""
    try:
        for form in wanted:
            for p in b.parts(form, inverse=inverse):
                b.task.exact(p.setting)
    except GainproofError as found:
        return f"a half circuit gives no answer: {found}"
    return ""


def staged(task: Task, stages: Stages, b: Bisection) -> Outcome | None:
    """What is wanted by a bisected front; None if the front, or the rest, has no answer."""
    s = task.setting
    ahead = _turned(stages.unknowns_of_front())
    if set(s.wanted.symbols()) <= set(ahead):
        form = s.wanted.replaced(ahead)
        if fault(b, [form], inverse=s.inverse):
            return None
        label, needs = b.write(form, inverse=s.inverse)
        right = task.writer.claim(label).right
        return _together(task, stages, right, [label]), s.wanted, needs
    behind = _turned(stages.unknowns_of_rest())
    if s.inverse or not set(s.wanted.symbols()) <= set(behind):
        return None
    rest = Setting(stages.rest, s.wanted.replaced(behind), None)
    try:
        gains = _gains(task, rest, stages)
    except GainproofError:
        return None
    asked = _outputs(stages, b, gains)
    if not asked or fault(b, [form for form, _ in asked]):
        return None
    cited, needs, terms = [], [], []
    for form, gain in asked:
        label, found = b.write(form)
        cited.append(label)
        needs.extend(found)
        terms.append(product(task.spelled(task.exact(gain)), task.writer.claim(label).right))
    for name, gain in gains.items():
        if stages.whole.element(name).kind in "VI":
            terms.append(product(task.spelled(task.exact(gain)), task.c.element(name).value or ZERO))
    cited.append(task.find(rest))
    return _together(task, stages, add(*terms), cited), s.wanted, list(dict.fromkeys(needs))


def _together(task: Task, stages: Stages, right: Expr, cited: list[str]) -> str:
    """The step that says of the whole circuit what its stages say."""
    claim = Equation(task.setting.wanted, right)
    data = {"front": [e.name for e in stages.front.elements]}
    return task.writer.new("stages", claim, cited, circuit=task.circuit, data=data)


def _turned(table: dict[str, Expr]) -> dict[str, Expr]:
    """From the symbols of the whole circuit back to those of a part."""
    return {x.name: Sym(n) for n, x in table.items() if isinstance(x, Sym)}


def _gains(task: Task, rest: Setting, stages: Stages) -> dict[str, Setting]:
    """What is wanted of the rest, per each source that it depends on."""
    out = {}
    for e in stages.rest.sources():
        if e.value != ZERO:
            alone = driving(stages.rest, e.name)
            gain = Setting(alone, rest.wanted, own_symbol(alone.element(e.name)))
            if task.exact(gain):
                out[e.name] = gain
    return out


def _outputs(stages: Stages, b: Bisection, gains: dict[str, Setting]) -> list[tuple[Expr, Setting]]:
    """The voltages of the front that the rest depends on, each with its gain.

    Of a pair with opposite gains the difference is enough.
    """
    front = stages.front
    out: list[tuple[Expr, Setting]] = []
    done: set[str] = set()

    def across(name: str) -> Expr:
        e = front.element(name)
        return front.voltage(e.nodes[0]) - front.voltage(e.nodes[1])

    for name in (n for n in stages.outputs if n in gains and front.element(n).kind != "V"):
        if name in done:
            continue
        image = b.mirror.element(name)
        if image != name and image in gains and _opposite(b.task, gains[name], gains[image]):
            done.add(image)
            out.append((across(name) - across(image), gains[name]))
        else:
            out.append((across(name), gains[name]))
    return out


def _opposite(task: Task, a: Setting, b: Setting) -> bool:
    """Are the two quantities the same but for their sign?"""
    x, y = task.exact(a).expr(), task.exact(b).expr()
    ring = Ring(dict.fromkeys([*x.symbols(), *y.symbols()]))
    return not (ring.ratio(x) + ring.ratio(y))
