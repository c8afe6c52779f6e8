"""What is asked of a circuit, and the circuit in which it is answered.

A transfer function is answered with the other independent sources off; an input impedance by the
source that sees it; an impedance between two nodes by a test current.  A `Setting` holds the circuit so
prepared, the linear form to solve for, and how the quantity is made of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.circuit.variants import own_symbol, symbolic
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError
from gainproof.expression import ONE, Expr, Sym, div, mul

_CALL = re.compile(r"\s*([A-Za-z]+)\s*\(\s*([^(),\s]+)\s*(?:[,\s]\s*([^(),\s]+)\s*)?\)\s*$")
_NOISE = re.compile(r"\s*noise\s*\((.*\))\s*\)\s*$", re.IGNORECASE)

SPELLINGS = "V(node), V(a,b), I(element), zin(source), zout(node) or z(a,b)"


def output(text: str, c: Circuit) -> tuple[str, ...]:
    """The two nodes of ``V(a)`` or ``V(a,b)``, or the element of ``I(V1)``.

    Raises GainproofError for anything else, or for names that the circuit does not have.
    """
    m = _CALL.match(text)
    if m is None or m[1].lower() not in ("v", "i"):
        raise GainproofError(
            f"cannot read the output {text.strip()!r}; expected V(node), V(a,b) or I(element)"
        )
    if m[1].lower() == "v":
        return (c.node(m[2]), c.node(m[3]) if m[3] else GROUND)
    if m[3]:
        raise GainproofError(f"cannot read the output {text.strip()!r}; I(…) takes one element")
    return (c.element(m[2]).name,)


def transfer(what: str, source: str, c: Circuit) -> Quantity:
    """The transfer function from an independent source to an output, as a netlist's ``.tf`` names it."""
    e = c.element(source)
    if e.kind not in ("V", "I"):
        raise GainproofError(f"{e.name} is a {_about(e)}, not an independent source; .tf needs a V or an I")
    return Quantity("transfer", output(what, c), e.name)


def transfer_words(text: str, c: Circuit) -> Quantity:
    """The transfer function of ``V(out) V1``, two words as after ``.tf``."""
    what, _, source = text.strip().rpartition(" ")
    if not what:
        raise GainproofError(
            f'cannot read {text.strip()!r}; expected an output and a source, such as "V(out) V1"'
        )
    return transfer(what, source, c)


def parse(text: str, c: Circuit) -> Quantity:
    """The quantity that `text` spells: SPELLINGS, in any case.

    Raises GainproofError, naming what the circuit has, for anything else.
    """
    head, slash, source = text.partition("/")
    if slash:
        return transfer(head, source.strip(), c)
    m = _CALL.match(text)
    if noise := _NOISE.match(text):
        return Quantity("noise", output(noise[1], c))
    word = m[1].lower() if m else ""
    if m is None or word not in ("v", "i", "z", "zin", "zout"):
        raise GainproofError(f"cannot read the quantity {text.strip()!r}; expected {SPELLINGS}")
    if word in ("v", "i"):
        return Quantity("response", output(text, c))
    if word == "zin":
        e = c.element(m[2])
        if e.kind not in ("V", "I"):
            raise GainproofError(
                f"{e.name} is a {_about(e)}, not an independent source; zin needs a V or an I"
            )
        return Quantity("zin", (), e.name)
    a, b = c.node(m[2]), c.node(m[3]) if m[3] else GROUND
    if word == "z" and not m[3]:
        raise GainproofError(f"cannot read {text.strip()!r}; z needs two nodes, such as z({m[2]},0)")
    if a == b:
        raise GainproofError(f"{text.strip()!r} asks for the impedance between a node and itself")
    return Quantity("impedance", (a, b))


def _about(e: Element) -> str:
    from gainproof.circuit.elements import KINDS

    return KINDS[e.kind].about


@dataclass(frozen=True)
class Setting:
    """A quantity made ready to be solved.

    `circuit` is the variant in which it is answered; `wanted` the linear form to solve for; `drive` the
    symbol of the source it is referred to (None for a response).  The quantity is `wanted` / `drive`, or
    `drive` / `wanted` where `inverse`; a theorem may want it times a `scale` of parameters.
    """

    circuit: Circuit
    wanted: Expr
    drive: Sym | None
    inverse: bool = False
    scale: Expr = ONE

    @property
    def quotient(self) -> Expr:
        """The quantity in terms of the circuit's unknowns."""
        if self.drive is None:
            return mul(self.scale, self.wanted)
        above, below = (self.drive, self.wanted) if self.inverse else (self.wanted, self.drive)
        return div(mul(self.scale, above), below)


def setting(c: Circuit, q: Quantity) -> Setting:
    """The circuit variant and the linear form that answer quantity `q`."""
    if q.kind == "response":
        return Setting(c, form(c, q.output), None)
    if q.kind == "noise":
        raise GainproofError(f"{q} is a sum of powers, which no one circuit answers; ask gainproof noise")
    if q.kind == "impedance":
        quiet = c.off(*(e.name for e in c.sources()))
        driven = quiet.with_test_source(*q.output)
        return Setting(driven, form(driven, q.output), Sym(driven.elements[-1].name))
    driven = driving(c, q.source)
    e = driven.element(q.source)
    drive = own_symbol(e)
    if q.kind == "transfer":
        return Setting(driven, form(driven, q.output), drive)
    if e.kind == "V":
        return Setting(driven, -driven.current(e.name), drive, inverse=True)
    return Setting(driven, driven.voltage(e.nodes[1]) - driven.voltage(e.nodes[0]), drive)


_TRANSFERS = {"VV": "1", "AA": "1", "VA": "Ω", "AV": "S"}


def unit_of(q: Quantity, c: Circuit) -> str:
    """The unit of what is asked, whatever units the parameters have; "" for a noise power density."""
    if q.kind == "noise":
        return ""
    if q.kind not in ("transfer", "response"):
        return "Ω"
    out = "V" if len(q.output) == 2 else "A"
    if q.kind == "response":
        return out
    return _TRANSFERS[out + ("V" if c.element(q.source).kind == "V" else "A")]


def driving(c: Circuit, source: str) -> Circuit:
    """The circuit with only this source on, its value a symbol of its own name."""
    return symbolic(c.only(source), source)


def form(c: Circuit, what: tuple[str, ...]) -> Expr:
    """An output in terms of the circuit's unknowns: a voltage between two nodes, or an element's current."""
    if len(what) == 1:
        return c.current(what[0])
    return c.voltage(what[0]) - c.voltage(what[1])
