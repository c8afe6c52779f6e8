"""What has to be drawn: the circuit's elements as two-terminal parts and triangles, with their labels."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.draw.drawing import Run, width
from gainproof.expression import Expr, Neg, Num, Par, Pow, Prod, Quot, Sum, Sym
from gainproof.symbols import split_symbol

LONGEST = 14  # characters of an expression beside a symbol; a longer one gives way to the name
INSIDE = 4.8  # grid units that a label may be wide inside of a triangle


def effective(c: Circuit) -> Circuit:
    """Without the parts of an op-amp's model that are shorted: the bias current of a grounded input."""
    shorted = {e.name for e in c.elements if e.part_of and len(set(e.nodes)) == 1}
    return replace(c, elements=tuple(e for e in c.elements if e.name not in shorted)) if shorted else c


@dataclass(frozen=True)
class Part:
    """A two-terminal part between the nodes `a` and `b`.

    `follows` names the parts whose current controls it, or that are coupled to it.
    """

    element: Element
    a: str
    b: str
    runs: tuple[Run, ...]
    follows: tuple[str, ...] = ()

    @property
    def dotted(self) -> bool:
        """Is it an inductor whose first end bears the dot of a coupling?"""
        return self.kind == "L" and bool(self.follows)

    @property
    def name(self) -> str:
        return self.element.name

    @property
    def kind(self) -> str:
        return self.element.kind

    def other(self, node: str) -> str:
        """The node at the other end."""
        return self.b if node == self.a else self.a

    @property
    def shunt(self) -> bool:
        return GROUND in (self.a, self.b)


@dataclass(frozen=True)
class Amp:
    """A triangle: an op-amp's controlled source or nullor."""

    element: Element
    out: str
    reference: str
    plus: str
    minus: str
    runs: tuple[Run, ...]

    @property
    def name(self) -> str:
        return self.element.name

    @property
    def inputs(self) -> tuple[str, str]:
        return (self.plus, self.minus)


def parts(c: Circuit) -> tuple[list[Part], list[Amp]]:
    """The two-terminal parts and the triangles of a circuit, in the order of its elements."""
    two: list[Part] = []
    amps: list[Amp] = []
    coupled: dict[str, tuple[str, ...]] = {}
    for e in c.elements:
        if e.kind == "K":
            for one, other in (e.controls, e.controls[::-1]):
                coupled[one] = (*coupled.get(one, ()), other)
    for e in c.elements:
        if e.kind == "K":
            continue
        if is_opamp(c, e):
            runs = (Run("∞", italic=False),) if e.kind == "N" else amount(e)
            if width(runs) > INSIDE:
                runs = symbol(e.part_of.rpartition(".")[2] or e.name.rpartition(".")[2])
            amps.append(Amp(e, e.nodes[0], e.nodes[1], e.nodes[2], e.nodes[3], runs))
        else:
            two.append(Part(e, e.nodes[0], e.nodes[1], label(e), coupled.get(e.name, e.controls)))
    return two, amps


def is_opamp(c: Circuit, e: Element) -> bool:
    """Is this element drawn as a triangle: a nullor, or a source whose gain is ideally infinite?"""
    if e.kind == "N":
        return True
    if e.kind != "E" or e.nodes[1] != GROUND:
        return False
    if isinstance(e.value, Sym):
        known = c.parameters.get(e.value.name)
        if known is not None and known.ideal == "oo":
            return True
    opamps = {i.name for i in c.instances if i.role == "opamp"}
    return e.name in opamps or e.part_of in opamps


def label(e: Element) -> tuple[Run, ...]:
    """What stands beside the element: its value if that is a symbol or a short expression, else its name.

    A controlled source shows what controls it as well.
    """
    first = amount(e)
    if e.kind in "FH" and e.controls:
        return (*first, *symbol("i_" + e.controls[0], gap=True))
    if e.kind in "EG":
        return (*first, *_controlling(*e.nodes[2:4]))
    return first


def amount(e: Element) -> tuple[Run, ...]:
    """The element's value if that is a symbol or a short expression, else its name."""
    value = e.value
    plain = value is None or isinstance(value, Num) or len(_written(value)) > LONGEST
    return symbol(e.name.rpartition(".")[2]) if plain or value is None else tuple(expression(value))


def symbol(name: str, gap: bool = False) -> tuple[Run, ...]:
    """A symbol's name as a stem and its subscript, after a thin gap if wanted."""
    stem, below = split_symbol(name)
    letter = greek(stem)
    first = Run((" " if gap else "") + letter, italic=letter == stem or letter.islower())
    if not below:
        return (first,)
    return (first, Run(greek(below), italic=not below.isdigit(), below=True))


def greek(name: str) -> str:
    """The Greek letter of that name, or the name itself if there is none: ``beta`` is β, ``Omega`` is Ω."""
    size = "SMALL" if name.islower() else "CAPITAL"
    word = "LAMDA" if name.upper() == "LAMBDA" else name.upper()
    if len(name) < 2 or name not in (name.lower(), name.capitalize()):
        return name
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {word}")
    except KeyError:
        return name


def _controlling(plus: str, minus: str) -> Iterable[Run]:
    if minus == GROUND:
        return symbol(f"v_{plus}", gap=True)
    if plus == GROUND:
        return (Run(" (−", italic=False), *symbol(f"v_{minus}"), Run(")", italic=False))
    return (
        Run(" (", italic=False),
        *symbol(f"v_{plus}"),
        Run(" − ", italic=False),
        *symbol(f"v_{minus}"),
        Run(")", italic=False),
    )


def expression(x: Expr, tight: bool = False) -> list[Run]:
    """An expression in one line; `tight` asks for brackets about a sum."""
    match x:
        case Sym():
            return list(symbol(x.name))
        case Num():
            return [Run(str(x.args[0]), italic=False)]
        case Neg():
            return [Run("−", italic=False), *expression(x.args[0], True)]
        case Prod():
            return [r for f in x.args for r in expression(f, True)]
        case Quot():
            return [*expression(x.num, True), Run("/", italic=False), *_bracketed(x.den)]
        case Pow():
            return [*_bracketed(x.base), Run(f"^{x.exponent}", italic=False)]
        case Par():
            inner = [expression(p, True) for p in x.args]
            return _bound(
                [r for k, p in enumerate(inner) for r in ([Run("∥", italic=False)] if k else []) + p], tight
            )
        case Sum():
            out: list[Run] = []
            for k, t in enumerate(x.args):
                if isinstance(t, Neg):
                    out += [Run(" − " if k else "−", italic=False), *expression(t.args[0], True)]
                else:
                    out += [*([Run(" + ", italic=False)] if k else []), *expression(t, True)]
            return _bound(out, tight)
    raise TypeError(f"not an expression: {x!r}")


def _bracketed(x: Expr) -> list[Run]:
    body = expression(x)
    return body if isinstance(x, Sym | Num) else _bound(body, True)


def _bound(runs: list[Run], brackets: bool) -> list[Run]:
    return [Run("(", italic=False), *runs, Run(")", italic=False)] if brackets else runs


def _written(x: Expr) -> str:
    return "".join(r.text for r in expression(x))
