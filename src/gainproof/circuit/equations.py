"""The labelled equations of a circuit, and the nodal matrix as a view of them.

A circuit obeys one law per element and Kirchhoff's current law at every node; these are the equations
that a reader sees.  The modified nodal system (C.-W. Ho, A. E. Ruehli, P. A. Brennan, "The modified
nodal approach to network analysis", IEEE Trans. CAS 22 (1975)) is what is left of the same equations
when every current that its own law gives is replaced by that law.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gainproof.algebra.affine import Affine
from gainproof.algebra.rational import Ring
from gainproof.circuit.circuit import Circuit, Element
from gainproof.circuit.elements import KINDS
from gainproof.expression import ZERO, Equation, Expr, Sym, add


def law(c: Circuit, e: Element) -> Equation | None:
    """The law of one element; None for a coupling, which speaks through its inductors."""
    state = KINDS[e.kind].law
    return state(e, c) if state else None


def laws(c: Circuit) -> dict[str, Equation]:
    """The laws of all elements, by element name."""
    return {e.name: q for e in c.elements if (q := law(c, e)) is not None}


def leaving(c: Circuit, nodes: Iterable[str]) -> list[tuple[Element, bool]]:
    """The elements whose current leaves (True) or enters (False) this set of nodes."""
    inside = frozenset(nodes)
    out = []
    for e in c.elements:
        if e.nodes and (e.nodes[0] in inside) != (e.nodes[1] in inside):
            out.append((e, e.nodes[0] in inside))
    return out


def kcl(c: Circuit, nodes: Iterable[str]) -> Equation:
    """Kirchhoff's current law: the currents that leave a node, or a set of nodes, sum to zero."""
    return Equation(
        add(*(c.current(e.name) if out else -c.current(e.name) for e, out in leaving(c, nodes))), ZERO
    )


def symbols(c: Circuit) -> list[str]:
    """The names of every parameter that occurs in a value, and s if a law needs it."""
    found: dict[str, None] = {}
    for e in c.elements:
        for name in e.value.symbols() if e.value is not None else [e.name]:
            found[name] = None
    if any(e.kind in "CL" for e in c.elements):
        found["s"] = None
    if any(e.kind == "N" and e.value is None for e in c.elements):
        for e in c.elements:
            if e.kind == "N":
                found.pop(e.name, None)
    return list(found)


def nodal_ring(c: Circuit) -> Ring:
    """The ring of the circuit's parameters, resistances and inductances inverted to keep rows polynomial."""
    turned = [
        v.name
        for e in c.elements
        if e.kind in "RL" and isinstance(v := e.value if e.value is not None else Sym(e.name), Sym)
    ]
    return Ring(symbols(c), turned)


@dataclass(frozen=True, slots=True)
class System:
    """Linear equations: every row's terms plus its constant are zero.

    `unknowns` are node voltages and those currents that no law gives outright; `currents` are the others,
    in terms of these; `rows` are labelled "law E1" or "kcl 3".
    """

    ring: Ring
    unknowns: tuple[str, ...]
    currents: Mapping[str, Affine]
    rows: Mapping[str, Affine]

    def form(self, wanted: Expr) -> Affine:
        """A linear form in node voltages and currents, in terms of the unknowns alone."""
        own = {u: Affine({u: self.ring.one}, self.ring.zero) for u in self.unknowns}
        value = wanted.value({**self.ring.point, **own, **self.currents}, self.ring.number)
        return value if isinstance(value, Affine) else Affine({}, value)


def nodal_system(c: Circuit, ring: Ring | None = None) -> System:
    """The modified nodal view of the circuit's equations."""
    ring = ring or nodal_ring(c)
    one, zero = ring.one, ring.zero
    point: dict[str, object] = dict(ring.point)
    currents: dict[str, Affine] = {}
    for n in c.nodes:
        name = str(c.voltage(n).args[0])
        point[name] = Affine({name: one}, zero)
    own = {e.name: c.current(e.name).name for e in c.elements if e.nodes}
    for name in own.values():
        point[name] = Affine({name: one}, zero)

    rows: dict[str, Affine] = {}
    given: dict[str, Affine] = {}
    for e in c.elements:
        q = law(c, e)
        if q is None:
            continue
        row = q.left.value(point, ring.number) - q.right.value(point, ring.number)
        if row.__class__ is not Affine:
            row = Affine({}, row)
        mine = row.terms.get(own[e.name])
        others = [k for k in row.terms if k != own[e.name] and k in c.currents]
        if mine is None or (others and e.kind == "L"):
            rows[f"law {e.name}"] = row
        else:
            rest = Affine({k: v for k, v in row.terms.items() if k != own[e.name]}, row.constant)
            given[own[e.name]] = rest * (-mine.reciprocal()) if not mine.is_one else -rest

    def explicit(form: Affine) -> Affine:
        while known := [k for k in form.terms if k in given]:
            for k in known:
                factor = form.terms[k]
                rest = Affine({n: v for n, v in form.terms.items() if n != k}, form.constant)
                form = rest + given[k] * factor
        return form

    for name in list(given):
        currents[name] = explicit(given[name])
    rows = {label: explicit(row) for label, row in rows.items()}
    for n in c.nodes:
        total = Affine({}, zero)
        for e, out in leaving(c, (n,)):
            i = currents.get(own[e.name]) or Affine({own[e.name]: one}, zero)
            total = total + i if out else total - i
        rows[f"kcl {n}"] = total
    unknowns = [str(c.voltage(n).args[0]) for n in c.nodes]
    unknowns += [own[e.name] for e in c.elements if e.nodes and own[e.name] not in given]
    return System(ring, tuple(unknowns), currents, rows)
