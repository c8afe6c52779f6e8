"""From the last equation of a method to the boxed result and its limits.

Every method ends alike: the quantity is divided out, cleared of fractions (the exact quotient), put into
textbook form with named gains, and followed to its limits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from gainproof.algebra.forms import Arrangement, arrange
from gainproof.algebra.limits import limit
from gainproof.algebra.rational import Ratio
from gainproof.circuit.ask import Setting
from gainproof.derivation import Assumption, Quantity
from gainproof.expression import ONE, Equation, Expr, Partial, Sym, div
from gainproof.methods.design import chosen
from gainproof.methods.writer import Writer
from gainproof.notation import parse, text
from gainproof.units import Dimension


@dataclass(frozen=True)
class Ending:
    """What the last steps need to know beside the equation they start from.

    `ideals` maps each imperfection that occurs to "oo" or "0"; `limits` are the sets to take together;
    `dimensions` and `sources` are of the circuit's symbols; `wanted`, `style`, `eliminate` and `keep` are a
    user's wishes for the form, `cancel` and `gains` for a response (see `gainproof.derive`).
    """

    quantity: Quantity
    setting: Setting
    circuit: str
    exact: Ratio
    ideals: Mapping[str, str]
    limits: Sequence[Mapping[str, str]]
    dimensions: Mapping[str, Dimension | None]
    sources: tuple[str, ...] = ()
    wanted: Mapping[str, Expr] | None = None
    style: str = "textbook"
    eliminate: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    cancel: tuple[str, ...] = ()
    gains: bool = False
    budget: float = 1.0


@dataclass(frozen=True)
class Endpoints:
    """The labels of the exact quotient, the boxed line and the limits."""

    exact: str
    result: str
    limits: tuple[str, ...]


def finish(w: Writer, end: Ending, last: str, unknown: Expr, needs: Iterable[str]) -> Endpoints:
    """Write the quotient, the textbook form and the limits; returns where they stand."""
    left, premises = _quantity(w, end, unknown)
    if w.claim(last).left == left:
        premises = []
    needs = list(dict.fromkeys([*premises, *needs]))
    exact = _exact(w, end, Equation(left, end.exact.expr()), [last, *needs])
    named: dict[str, Expr] = {}
    form = _arranged(end, end.exact, w, named)
    names = _define(w, end, form, named)
    boxed = Equation(left, form.form)
    if boxed == w.claim(exact):
        result = exact
    else:
        result = w.new(
            "rearrange",
            boxed,
            [exact, *names],
            circuit=end.circuit,
            data={
                "style": form.style,
                "ideal": text(form.ideal) if form.ideal is not None else None,
                "errors": [text(x) for x in form.errors],
                "note": form.note,
            },
        )
    if end.gains:
        _gains(w, end, exact, left, named)
    for wish in end.cancel:
        _cancel(w, end, exact, left, wish, named)
    limits = tuple(_limit(w, end, exact, left, to, named) for to in end.limits)
    return Endpoints(exact, result, limits)


def _quantity(w: Writer, end: Ending, unknown: Expr) -> tuple[Expr, list[str]]:
    """The left side of the result, and the definition of the impedance it may be."""
    s = end.setting
    if s.drive is None:
        return unknown, []
    quotient = div(s.drive, unknown) if s.inverse else div(unknown, s.drive)
    if end.quantity.kind == "transfer":
        return quotient, []
    name, label = impedance(w, end.quantity, quotient, "s" in end.exact.symbols(), end.circuit)
    return name, [label]


def impedance(w: Writer, q: Quantity, quotient: Expr, dynamic: bool, circuit: str) -> tuple[Sym, str]:
    """The name of an impedance that is asked for, and the label of its definition, written if it is new."""
    for s in w.steps:
        if s.rule == "define" and s.circuit == circuit and s.claim.right == quotient:
            return Sym(str(s.data["symbol"])), s.label
    stem = "Z" if dynamic else "R"
    if q.kind == "zin":
        name, about = w.fresh(f"{stem}_in"), f"input {_word(stem)}"
    elif q.output[1] == "0":
        name, about = w.fresh(f"{stem}_out"), f"{_word(stem)} of the output"
    else:
        name, about = w.fresh(f"{stem}_ab"), f"{_word(stem)} between the two nodes"
    return Sym(name), w.define(name, Equation(Sym(name), quotient), about, "Ω", circuit=circuit)


def _word(stem: str) -> str:
    return "impedance" if stem == "Z" else "resistance"


def _exact(w: Writer, end: Ending, claim: Equation, cited: list[str]) -> str:
    before = w.claim(cited[0])
    if claim == before:
        return cited[0]
    move = "expand" if claim.left == before.left else "divide"
    more = {"circuit": end.circuit, "data": {"move": move}}
    if next(s.number for s in w.steps if s.label == cited[0]):
        return w.form(cited[0], "consequence", claim, cited, **more)
    return w.new("consequence", claim, cited, **more)


def _arranged(end: Ending, value: Ratio, w: Writer, named: Mapping[str, Expr]) -> Arrangement:
    """The textbook form, in the names that were given before and perhaps new ones."""
    return arrange(
        value,
        ideals={n: v for n, v in end.ideals.items() if n in value.symbols()},
        dimensions=end.dimensions,
        taken=w.taken.without(named),
        sources=end.sources,
        style=end.style,
        wanted={**(end.wanted or {}), **named},
        eliminate=end.eliminate,
        keep=end.keep,
        budget=end.budget,
    )


def _define(w: Writer, end: Ending, form: Arrangement, named: dict[str, Expr]) -> list[str]:
    """Write the definitions that the arrangement needs and that are not there yet; they join `named`."""
    for n in form.names:
        named[n.symbol] = n.expr
        if n.symbol not in w.names:
            w.define(n.symbol, Equation(Sym(n.symbol), n.expr), n.about, n.unit, circuit=end.circuit)
    return w.definitions(form.form)


def _limit(
    w: Writer, end: Ending, exact: str, left: Expr, to: Mapping[str, str], named: dict[str, Expr]
) -> str:
    """One limit of the exact result, as a step; names that contain what goes to its limit are not used."""
    found = limit(end.exact, to)
    usable = {n: x for n, x in named.items() if not any(s in to for s in x.replaced(named).symbols())}
    data: dict[str, object] = {"to": dict(to), "order": "", "ideal": set(to) >= set(end.ideals)}
    names: list[str] = []
    if found.value is None:
        grows = _arranged(end, found.leading, w, usable)
        names = _define(w, end, grows, named)
        data["leading"] = text(grows.form)
        claim = Equation(div(left, parse(text(grows.form))), ONE)
    else:
        form = _arranged(end, found.value, w, usable)
        names = _define(w, end, form, named)
        claim = Equation(left, form.form)
        if found.order:
            data |= {"order": _order(to, found.order), "falls_as": found.order}
    under = [Assumption(n, v) for n, v in to.items()]
    if found.by_rates:
        data["equal_rates"] = True
        under.append(Assumption("rates", "equal"))
    return w.new("limit", claim, [exact, *names], circuit=end.circuit, data=data, under=under)


def _gains(w: Writer, end: Ending, exact: str, left: Expr, named: dict[str, Expr]) -> None:
    """The gain from every source to a response, as a partial derivative."""
    f = end.exact.plain()
    for source in end.sources:
        if source not in f.symbols():
            continue
        k = f.ring.names.index(source)
        form = _arranged(end, Ratio(f.ring, f.num.derivative(k), f.den), w, named)
        names = _define(w, end, form, named)
        claim = Equation(Partial(left, Sym(source)), form.form)
        w.new("gain", claim, [exact, *names], circuit=end.circuit, data={"source": source})


def _cancel(w: Writer, end: Ending, exact: str, left: Expr, wish: str, named: dict[str, Expr]) -> None:
    """A choice of one part that removes a source from the response, as a step."""
    source, _, part = wish.partition(" by ")
    found = chosen(end.exact, source.strip(), part.strip(), end.dimensions, end.ideals)
    plain = replace(end, style="textbook", wanted=None, keep=("parallel",))
    spelled = _arranged(plain, found.value, w, {})
    value = found.value.expr() if spelled.names else spelled.form
    usable = {n: x for n, x in named.items() if found.part not in x.replaced(named).symbols()}
    form = _arranged(end, found.left_over, w, usable)
    names = _define(w, end, form, named)
    w.new(
        "choose",
        Equation(left, form.form),
        [exact, *names],
        circuit=end.circuit,
        data={"part": found.part, "value": text(value), "cancels": found.source},
        under=[Assumption(found.part, text(value))],
    )


def _order(to: Mapping[str, str], k: int) -> str:
    """What is neglected falls like this: ``1/Ao``, ``Ro``, a power of these."""
    if len(to) != 1:
        return ""
    ((name, where),) = to.items()
    base = Sym(name)
    power = base if k == 1 else base**k
    return text(div(ONE, power) if where == "oo" else power)
