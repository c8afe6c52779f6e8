"""From a netlist to a derivation, in one call.

This is the front door for programs and notebooks:

    import gainproof
    d = gainproof.derive("amplifier.cir")              # asks what the netlist's .tf asks
    d = gainproof.derive(text, tf=("V(out)", "V1"))    # or says it here
    d.exact_expr, d.result_expr                        # SymPy expressions
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from gainproof import ideals as imperfections
from gainproof.circuit import ask
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.netlist import Netlist, read
from gainproof.circuit.netlist.report import alike
from gainproof.circuit.solve import solve
from gainproof.derivation import Derivation, Quantity
from gainproof.errors import GainproofError
from gainproof.expression import Expr, Sym
from gainproof.guards import Findings, inspect
from gainproof.methods import METHODS, Task
from gainproof.methods.finish import Ending, finish
from gainproof.methods.writer import Writer
from gainproof.notation import equation_text, text
from gainproof.units import UNITS, Dimension
from gainproof.worked.given import Value, values_given, with_values


@dataclass(frozen=True)
class Derived(Derivation):
    """A derivation that shows itself in notebooks and gives its results to SymPy."""

    @property
    def exact_expr(self) -> Any:
        """The exact result as a SymPy expression."""
        return to_sympy(self.step(self.exact).claim.right)

    @property
    def result_expr(self) -> Any:
        """The boxed result as a SymPy expression, names (G_I, …) kept as symbols."""
        return to_sympy(self.step(self.result).claim.right)

    def _repr_latex_(self) -> str:
        from gainproof.render.latex import mark
        from gainproof.render.typesetting import equation

        return f"$\\displaystyle {mark(equation(self.step(self.result).claim))}$"

    @property
    def findings(self) -> Findings:
        """What the guards find, also at the example values: the sense of feedback, where it holds."""
        return inspect(self, {n: p.value for n, p in self.parameters.items() if p.value is not None})

    def __repr__(self) -> str:
        """The boxed line, the limits and what they hold under, the names in them; why it is no amplifier."""
        from gainproof.render.sentences import BY

        lines = [f"{self.quantity}, by {BY.get(self.method, self.method)}, {len(self.steps)} steps"]
        told: set[str] = set()
        for label in (self.result, *self.limits):
            s = self.step(label)
            under = ", ".join(map(str, sorted(s.under)))
            lines.append(f"  {equation_text(s.claim)}" + (f"  for {under}" if under else ""))
            told.update(s.claim.symbols())
        meant = []
        for name, what in reversed(tuple(self.names.items())):
            if name in told:
                told.update(what.symbols())
                meant.append(f"  where {name} = {text(what)}")
        return "\n".join((*lines, *reversed(meant), *(f"  × {f}" for f in self.findings.faults)))

    def _repr_html_(self) -> str:
        from gainproof.checker import check
        from gainproof.draw import place_for
        from gainproof.render.composing import compose
        from gainproof.render.html import fragment

        drawing = place_for(self.circuit, self.quantity)
        return fragment(compose(self, check(self), drawing=drawing, findings=self.findings))


def to_sympy(x: Expr) -> Any:
    """An expression as a SymPy expression."""
    import sympy

    symbols = {n: sympy.Symbol(n) for n in x.symbols()}
    return x.value(symbols, lambda q: sympy.Rational(q.numerator, q.denominator))


def derive(
    netlist: str | os.PathLike[str] | Netlist,
    *,
    tf: tuple[str, str] | str | None = None,
    of: str | None = None,
    limits: Iterable[str] | Iterable[Iterable[str]] | None = None,
    method: str = "nodal",
    elements: Iterable[str] = (),
    solver: str = "flint",
    numeric: bool = False,
    section: str = "",
    first: int = 1,
    names: Mapping[str, Expr] | None = None,
    form: str = "textbook",
    eliminate: Iterable[str] = (),
    keep: Iterable[str] = (),
    cancel: Iterable[str] = (),
    gains: bool = False,
    budget: float = 1.0,
    part: str | Iterable[str] | Mapping[str, str] | None = None,
    parts: Iterable[str | os.PathLike[str]] = (),
    values: Mapping[str, Value] | None = None,
) -> Derived:
    """Derive a quantity of a circuit.

    `netlist` is a file, a text, or a netlist read before.  What is asked is `tf`, an output and a source
    (``("V(out)", "V1")`` or ``"V(out) V1"``), or `of`, a quantity (``"zin(V1)"``), or the netlist's own
    ``.tf``.  `limits` are sets of limits, each taken together (``["Ao=oo", "Ri=oo"]``, or a list of such
    lists); by default each imperfection's ideal and then all.  `section` and `first` start the numbers.
    `method` is a key of METHODS, `elements` those that it is to be about (extra elements, the controlled
    source whose return ratio is taken).

    `form` of the boxed line is "textbook", "feedback" (ideal × T/(1 + T)) or "flat"; it uses the `names`
    given with their meaning, none of those to `eliminate`, and keeps what `keep` says ("parallel").  Of a
    response, `gains` are its partial derivatives by the sources, and `cancel` names sources that a part can
    be chosen to remove ("Ibias", or "Ibias by R3").

    `part` gives op-amps the typical figures of real parts as example values: "OP27" for all, "X1=OP27", or a
    mapping; `parts` are folders with data files of your own (docs/parts.md).  `values` go before those of the
    netlist and of parts: ``{"R1": "2 Mohm", "Ao": 200_000}``, by symbol or element, as texts, numbers or
    quantities of pint (docs/values.md).

    Raises InputError for a faulty netlist, GainproofError for a question, names or values that do not fit the
    circuit.
    """
    source = opened(netlist, numeric=numeric, part=part, parts=parts)
    if values:
        source = replace(
            source, circuit=with_values(source.circuit, values_given(values, source.circuit).values)
        )
    c = source.circuit
    q = question(source, tf, of)
    if method not in METHODS:
        raise GainproofError(f"there is no method {method!r}; there are {', '.join(METHODS)}")
    cancel = tuple(cancel)
    if q.kind != "response" and (gains or cancel):
        word = "gains" if gains else "cancel"
        raise GainproofError(f"{word} is for a response to all sources, such as V(out), and {q} is none")
    ready = ask.setting(c, q)
    exact = solve(c, q, solver=solver)

    circuits = {"given": c}
    name = "given"
    if ready.circuit != c:
        name = ready.circuit.name
        circuits[name] = ready.circuit
    known = {n: p for x in circuits.values() for n, p in x.parameters.items()}
    taken = {"s", *known, *(n for x in circuits.values() for n in (*x.voltages, *x.currents))}
    _check_names(names or {}, known, taken)
    w = Writer(section, taken, first)
    sets = None if limits is None else _chosen(limits, c)
    ideal = {n: v for n, v in imperfections.ideals(c, q).items() if n in exact.symbols()}
    ideal |= {n: v for n, v in _perfected(sets or (), c).items() if n in exact.symbols()}
    end = Ending(
        quantity=q,
        setting=ready,
        circuit=name,
        exact=exact,
        ideals=ideal,
        limits=imperfections.limits(ideal, c) if sets is None else sets,
        dimensions=_dimensions(known),
        sources=tuple(_source_symbols(ready.circuit)) if q.kind == "response" else (),
        wanted=names,
        style=form,
        eliminate=tuple(eliminate),
        keep=tuple(keep),
        cancel=cancel,
        gains=gains,
        budget=budget,
    )
    task = Task(q, ready, name, w, circuits, end.dimensions, ideal, tuple(elements), budget, names or {})
    last, unknown, needs = METHODS[method](task)
    done = finish(w, end, last, unknown, needs)
    return Derived(q, circuits, tuple(w.steps), done.exact, done.result, done.limits, method)


def opened(
    netlist: str | os.PathLike[str] | Netlist,
    *,
    file: str = "",
    numeric: bool = False,
    part: str | Iterable[str] | Mapping[str, str] | None = None,
    parts: Iterable[str | os.PathLike[str]] = (),
) -> Netlist:
    """The netlist, read if it is not yet; op-amps have the typical figures of each `part`, sought in `parts`.

    Where a data sheet has only a guaranteed limit, it is that; what may vary between limits is the budget's.

    Raises InputError for a faulty netlist or data file, GainproofError for what is no part, or if a part is
    given for a netlist that is read already.
    """
    if not isinstance(netlist, Netlist):
        from gainproof.datasheets import fillings

        return read(netlist, file=file, numeric=numeric, parts=fillings(part, parts) if part else None)
    if part:
        raise GainproofError("the netlist is read already; give the part with its file or its text")
    return netlist


def question(source: Netlist, tf: tuple[str, str] | str | None, of: str | None) -> Quantity:
    """The quantity asked for, by argument or by the netlist's first ``.tf``."""
    c = source.circuit
    if tf is not None and of is not None:
        raise GainproofError("ask for a transfer function or for a quantity, not both")
    if of is not None:
        return ask.parse(of, c)
    if tf is not None:
        return ask.transfer_words(tf, c) if isinstance(tf, str) else ask.transfer(*tf, c)
    if source.asks:
        what, name, _ = source.asks[0]
        return ask.transfer(what, name, c)
    raise GainproofError(
        'nothing is asked: add a line such as ".tf V(out) V1" to the netlist, '
        f'or give --tf "V(out) V1" or --of with one of {ask.SPELLINGS}'
    )


def _check_names(names: Mapping[str, Expr], known: Iterable[str], taken: Container[str]) -> None:
    """Raises GainproofError with every name that is taken, or is made of what the circuit lacks."""
    problems = [f"the name {n!r} is taken: it is a symbol of the circuit" for n in names if n in taken]
    for n, what in names.items():
        for x in what.symbols():
            if x not in {"s", *known, *names}:
                problems.append(f"the name {n}: there is no symbol {x!r} in the circuit; {alike(x, known)}")
    if problems:
        raise GainproofError("\n".join(problems))


def _chosen(limits: Iterable[str] | Iterable[Iterable[str]], c: Circuit) -> list[dict[str, str]]:
    words = list(limits)
    if not words:
        return []
    if all(isinstance(x, str) for x in words):
        return [imperfections.parse([str(x) for x in words], c)]
    return [imperfections.parse([x] if isinstance(x, str) else x, c) for x in words]


def _perfected(sets: Iterable[Mapping[str, str]], c: Circuit) -> dict[str, str]:
    """Gains of controlled sources that are asked to go to infinity: these are imperfect amplifiers."""
    values = [e.value for e in c.elements if e.kind in "EFGH" and e.value is not None]
    gains = {n for x in values for n in x.symbols()}
    return {n: to for x in sets for n, to in x.items() if n in gains and to == "oo"}


def _source_symbols(c: Circuit) -> list[str]:
    """The voltages and currents in the values of the independent sources."""
    names = dict.fromkeys(n for e in c.sources() if e.value is not None for n in e.value.symbols())
    alone = {e.value.name for e in c.sources() if isinstance(e.value, Sym)}
    electrical = {n for n, p in c.parameters.items() if p.unit in ("V", "A")}
    return [n for n in names if n in alone or n in electrical]


def _dimensions(parameters: Mapping[str, Any]) -> dict[str, Dimension | None]:
    found: dict[str, Dimension | None] = {n: UNITS.get(p.unit) for n, p in parameters.items()}
    found["s"] = UNITS["Hz"]
    return found


__all__ = ["Derived", "derive", "opened", "question", "to_sympy"]
