"""Thévenin at the amplifier's inputs: all that they see is one source behind one resistance.

The amplifier's output is taken for a source (substitution theorem), its input resistance R_i out of the
circuit.  What is left has at the inputs the open-circuit voltage

    v_th = α V_1 + … - β v_o

by superposition, and the resistance R_th, seen by a test current with all sources off.  With R_i back in its
place the amplifier sees v_th R_i/(R_i + R_th); its law closes the loop.  L. Thévenin, "Extension de la loi
d'Ohm aux circuits électromoteurs complexes", Annales télégraphiques 10 (1883).
"""

from __future__ import annotations

from dataclasses import dataclass

from gainproof.circuit.ask import Setting
from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.circuit.elements.kind import value
from gainproof.circuit.variants import called
from gainproof.errors import GainproofError, Singular, TooLarge
from gainproof.expression import ONE, ZERO, Equation, Expr, Quot, Sym, add, div, mul, neg
from gainproof.methods.elimination import Balance
from gainproof.methods.independent import amplifies, determined
from gainproof.methods.lines import in_common, plus, scaled, side
from gainproof.methods.shares import active, opened_loop, share, shares, standing, summed
from gainproof.methods.superposition import Superposition
from gainproof.methods.task import NotApplicable, Outcome, Task


def write(task: Task) -> Outcome:
    """Find the equivalent at the amplifier's inputs, load it, and close the loop."""
    e = _amplifier(task)
    if not determined(task, [e.name]):
        raise NotApplicable(f"with {called(e)} taken for an independent source the circuit has no answer")
    for load in ("",) if e.kind == "N" else (_input_resistance(task, e), ""):
        if _open(task, e, load):
            return Thevenin(task, [e.name], load=load).write()
    raise NotApplicable(f"the inputs of {called(e)} have no Thévenin equivalent")


def _amplifier(task: Task) -> Element:
    """The controlled source that the user names, or the first that amplifies."""
    for name in task.elements:
        e = task.c.element(name)
        if e.kind not in "EGN":
            raise NotApplicable(f"{e.name} is not controlled by a voltage, and has no input port")
        return e
    controlled = [e for e in task.c.elements if e.kind in "EGN"]
    for e in (*(x for x in controlled if amplifies(task, x)), *controlled):
        return e
    raise NotApplicable("the circuit has no amplifier that is controlled by a voltage")


def _input_resistance(task: Task, e: Element) -> str:
    """The resistor between the inputs, that of the op-amp itself before all others."""
    between = [r for r in task.c.elements if r.kind == "R" and set(r.nodes) == set(e.nodes[2:])]
    own = [r for r in between if isinstance(r.value, Sym) and task.ideals.get(r.value.name) == "oo"]
    return next((r.name for r in (*own, *between)), "")


def _across(c: Circuit, e: Element) -> Expr:
    """The voltage between the inputs."""
    return c.voltage(e.nodes[2]) - c.voltage(e.nodes[3])


def _open(task: Task, e: Element, load: str) -> bool:
    """Are the voltage of the open port and the resistance seen there determined?"""
    try:
        loop = opened_loop(task.c, [e.name])
        loop = loop.opened(load) if load else loop
        if any(n not in (*loop.nodes, GROUND) for n in e.nodes[2:]) or _across(loop, e) != _across(task.c, e):
            return False
        for x in active(loop):
            task.exact(share(loop, x.name, _across(loop, e)))
        if load:
            task.exact(_seen(loop, e))
    except Singular:
        return False
    except TooLarge as fault:
        raise NotApplicable(f"what one source does alone is too large to write: {fault}") from None
    except GainproofError:
        return False
    return True


def _seen(loop: Circuit, e: Element) -> Setting:
    """The resistance between the inputs, all sources off."""
    quiet = loop.off(*(x.name for x in active(loop))).with_test_source(*e.nodes[2:])
    return Setting(quiet, _across(quiet, e), Sym(quiet.elements[-1].name))


@dataclass
class Thevenin(Superposition):
    """As superposition, but the amplifier's law is closed by the equivalent at its inputs."""

    load: str = ""

    def _closed(self, e: Element) -> Balance:
        """The law of the amplifier with its loaded input voltage put in."""
        task, w, c = self.task, self.task.writer, self.task.c
        loop = opened_loop(c, self.freed)
        loop = loop.opened(self.load) if self.load else loop
        parts = shares(task, loop, _across(c, e))
        if not parts.coefficients:
            return self._undriven(e, parts.silent)
        total, defined = summed(parts, self.strengths)
        name = w.fresh("v_th")
        about = f"open-circuit voltage at the inputs of {called(e)}"
        v_th = w.define(name, Equation(Sym(name), total), about, "V", circuit=task.circuit)
        factor: Expr = ONE
        terms = dict(parts.terms)
        if self.load:
            factor, terms["R_th"] = self._divider(loop, e)
        claim = Equation(_across(c, e), _scaled(Sym(name), factor))
        taken = standing(task, parts, self.strengths)
        port = self._port(e, claim, [*terms.values(), *defined, v_th], self.load, taken, terms, parts.silent)
        return self._loop(e, port, v_th, total, factor)

    def _port(
        self,
        e: Element,
        claim: Equation,
        cited: list[str],
        load: str,
        freed: list[str],
        terms: dict[str, str],
        silent: list[str],
    ) -> str:
        """The step that says what the voltage between the inputs is."""
        data = {"port": list(e.nodes[2:]), "load": load, "freed": freed, "terms": terms, "silent": silent}
        return self.task.writer.new("thevenin", claim, cited, circuit=self.task.circuit, data=data)

    def _undriven(self, e: Element, silent: list[str]) -> Balance:
        """No source reaches the inputs: there is no voltage between them, and no output."""
        claim = Equation(_across(self.task.c, e), ZERO)
        port = self._port(e, claim, [], "", self.freed, {}, silent)
        law, own = self._law(e), self.strengths.of[e.name]
        label = self._new(Equation(self.task.writer.claim(law).left, ZERO), [law, port], "combine")
        if isinstance(own, Sym):
            self.solved = Equation(own, ZERO)
        return Balance(label, self._line(own))

    def _divider(self, loop: Circuit, e: Element) -> tuple[Expr, str]:
        """R_i/(R_i + R_th), and the definition of R_th."""
        s = _seen(loop, e)
        exact = self.task.exact(s)
        stem = "Z" if "s" in exact.symbols() else "R"
        kind = "impedance" if stem == "Z" else "resistance"
        seen = self.task.name(
            s, [f"{stem}_th"], f"{kind} that the inputs of {called(e)} see", "Ω", beside=[exact]
        )
        self.task.writer.names[seen.symbol.name] = seen.label
        r = value(self.task.c.element(self.load))
        return div(r, add(r, seen.symbol)), seen.definition

    def _loop(self, e: Element, port: str, v_th: str, total: Expr, factor: Expr) -> Balance:
        """Law, port and open-circuit voltage put together, and the output gathered."""
        w = self.task.writer
        law = self._law(e)
        stated, own = w.claim(law), self.strengths.of[e.name]
        total, laws = self._valued(total)
        inner = {k: in_common(x) for k, x in self._line(total).items()}
        if e.kind == "N":
            label = self._new(Equation(w.claim(v_th).left, ZERO), [law, port], "combine")
            label = self._new(Equation(total, ZERO), [label, v_th, *laws], "combine")
            return self._finished(Balance(label, inner), own, None)
        told = _scaled(mul(value(e), w.claim(v_th).left), factor)
        label = self._new(Equation(stated.left, told), [law, port], "combine")
        gain = _scaled(value(e), factor)
        label = self._new(Equation(stated.left, mul(gain, side(inner))), [label, v_th, *laws], "combine")
        line = plus(self._line(own), scaled(inner, neg(gain)))
        rest = mul(gain, side({k: x for k, x in inner.items() if k != own}))
        return self._finished(Balance(label, line), own, rest)


def _scaled(x: Expr, factor: Expr) -> Expr:
    """x R_i/(R_i + R_th) as one fraction."""
    return div(mul(x, factor.num), factor.den) if isinstance(factor, Quot) else x
