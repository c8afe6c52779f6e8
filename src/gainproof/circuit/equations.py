"""The labelled equations of a circuit, and the nodal matrix as a view of them.

A circuit obeys one law per element and Kirchhoff's current law at every node; these are the equations
that a reader sees.  The modified nodal system (C.-W. Ho, A. E. Ruehli, P. A. Brennan, "The modified
nodal approach to network analysis", IEEE Trans. CAS 22 (1975)) is what is left of the same equations
when every current that its own law gives is replaced by that law.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from gainproof.algebra.affine import Affine
from gainproof.algebra.rational import Ratio, Ring
from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.circuit.elements import KINDS
from gainproof.circuit.elements.kind import value
from gainproof.errors import Singular
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


_IN_A_PRODUCT = {"E": 0, "F": 0, "G": 1, "H": 1, "R": 2, "L": 3, "K": 3, "C": 4, "V": 6, "I": 6}
"""Where a value's symbols stand in a product: gains, resistances, reactances, s, sources."""


def symbols(c: Circuit) -> list[str]:
    """The names of every parameter that occurs in a value, and s if a law needs it, in a product's order."""
    found: dict[str, int] = {}
    for e in c.elements:
        if e.kind == "N":
            continue
        for name in value(e).symbols():
            found.setdefault(name, _IN_A_PRODUCT[e.kind])
    if "s" in found or any(e.kind in "CL" for e in c.elements):
        found["s"] = 5
    return sorted(found, key=lambda n: found[n])


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


@dataclass(frozen=True, slots=True)
class Shape:
    """The law of a kind of element, read off once: what its own current is, or an equation without it.

    `terms` are coefficients, expressions in the value ``X`` and ``s``, by slot: ``n0`` … ``n3`` for the
    voltages of its nodes, ``c0`` for the controlling current; `constant` is what stands beside them.  If
    `explicit`, their sum is the element's current; if not, it is zero.
    """

    explicit: bool
    terms: tuple[tuple[str, Expr], ...]
    constant: Expr | None


class _Slots:
    """Surroundings in which every node and every current is a symbol of its own name."""

    elements: tuple[Element, ...] = ()

    def voltage(self, node: str) -> Expr:
        return Sym(node)

    def current(self, element: str) -> Sym:
        return Sym(element)

    def element(self, name: str) -> Element:
        raise KeyError(name)


@cache
def shape(kind: str) -> Shape:
    """The shape of a kind's law; of an inductor, that of one without coupling."""
    k = KINDS[kind]
    assert k.law is not None
    slots = [f"n{i}" for i in range(k.nodes)] + [f"c{i}" for i in range(k.controls)]
    generic = Element("i", kind, tuple(slots[: k.nodes]), Sym("X"), tuple(slots[k.nodes :]))
    stated = k.law(generic, _Slots())
    ring = Ring(["X", "s"])
    point = {**ring.point, **{n: Affine({n: ring.one}, ring.zero) for n in [*slots, "i"]}}
    form = (
        Affine({}, ring.zero) + stated.left.value(point, ring.number) - stated.right.value(point, ring.number)
    )
    own = form.terms.pop("i", None)
    if own is not None:
        form = form * (-own.reciprocal())
    constant = form.constant.expr() if form.constant else None
    return Shape(own is not None, tuple((n, c.expr()) for n, c in form.terms.items()), constant)


def nodal_system(c: Circuit, ring: Ring | None = None) -> System:
    """The modified nodal view of the circuit's equations."""
    ring = ring or nodal_ring(c)
    own = {e.name: c.current(e.name).name for e in c.elements if e.nodes}
    coupled = {n for e in c.elements if e.kind == "K" for n in e.controls}
    given: dict[str, Affine] = {}
    rows: dict[str, Affine] = {}
    for e in c.elements:
        if not e.nodes:
            continue
        if e.name in coupled:
            rows[f"law {e.name}"] = _read_off(c, e, ring)
            continue
        of_kind = shape(e.kind)
        form = _filled(of_kind, c, e, ring, own)
        if of_kind.explicit:
            given[own[e.name]] = form
        else:
            rows[f"law {e.name}"] = form
    currents = {name: _explicit(form, given) for name, form in given.items()}
    rows = {label: _explicit(row, given) for label, row in rows.items()}
    branches = {n: Affine({n: ring.one}, ring.zero) for n in own.values() if n not in given}
    balances = {n: Affine({}, ring.zero) for n in c.nodes}
    for e in c.elements:
        if not e.nodes or e.nodes[0] == e.nodes[1]:
            continue
        i = currents.get(own[e.name]) or branches[own[e.name]]
        for node, out in ((e.nodes[0], True), (e.nodes[1], False)):
            if node in balances:
                balances[node] = balances[node] + i if out else balances[node] - i
    rows |= {f"kcl {n}": total for n, total in balances.items()}
    return System(ring, (*c.voltages, *branches), currents, rows)


def _filled(of_kind: Shape, c: Circuit, e: Element, ring: Ring, own: Mapping[str, str]) -> Affine:
    """The shape with this element's nodes, controls and value."""
    x = value(e) if e.kind != "N" else None
    point: dict[str, Ratio] = {"s": ring.point["s"]} if "s" in ring.generators else {}
    if x is not None:
        point["X"] = ring.point[x.name] if isinstance(x, Sym) else x.value(ring.point, ring.number)
    terms: dict[str, Ratio] = {}
    for slot, coefficient in of_kind.terms:
        k = int(slot[1])
        if slot[0] == "c":
            name = own[c.element(e.controls[k]).name]
        elif e.nodes[k] == GROUND:
            continue
        else:
            name = str(c.voltage(e.nodes[k]).args[0])
        v = coefficient.value(point, ring.number)
        terms[name] = terms[name] + v if name in terms else v
    constant = ring.zero if of_kind.constant is None else of_kind.constant.value(point, ring.number)
    return Affine({n: v for n, v in terms.items() if v}, constant)


def _read_off(c: Circuit, e: Element, ring: Ring) -> Affine:
    """A law's coefficients, evaluated with every unknown of the circuit open."""
    stated = law(c, e)
    assert stated is not None
    unknowns = [*c.voltages, *c.currents]
    point = {**ring.point, **{n: Affine({n: ring.one}, ring.zero) for n in unknowns}}
    return stated.left.value(point, ring.number) - stated.right.value(point, ring.number)  # type: ignore[no-any-return]


def _explicit(form: Affine, given: Mapping[str, Affine]) -> Affine:
    """The form with every current that a law gives replaced by what it gives.

    Raises Singular where currents control each other in a circle.
    """
    for _ in range(len(given) + 1):
        known = [k for k in form.terms if k in given]
        if not known:
            return form
        for k in known:
            factor = form.terms[k]
            rest = Affine({n: v for n, v in form.terms.items() if n != k}, form.constant)
            form = rest + given[k] * factor
    raise Singular("controlled sources control each other in a circle", tuple(form.terms))
