"""Shown work as JSON values: formulas as text that anyone can evaluate, numbers to the digits printed."""

from __future__ import annotations

from typing import Any

from gainproof.expression import Expr, Neg, Sum, Sym
from gainproof.notation import text
from gainproof.worked.figures import Figure, Polar, Words
from gainproof.worked.shown_work import EQUALS, Line, ShownWork


def records(work: ShownWork) -> dict[str, Any]:
    """The lines and what is left out; docs/json.md says what each key holds."""
    return {"lines": [_line(x) for x in work.lines], "left_out": work.left_out}


def _line(x: Line) -> dict[str, Any]:
    *formulas, (relation, number) = x.links
    out: dict[str, Any] = {
        "kind": x.kind,
        "left": text(_plain(x.left)),
        "formulas": [text(_plain(f)) for _, f in formulas],
        "unit": x.unit,
        "exact": relation == EQUALS,
        "printed": printed(number),
    }
    if isinstance(number, Polar):
        return out | {"value": _digits(number.magnitude), "phase": str(number.phase)}
    return out | {"value": text(_plain(number))}


def _plain(x: Expr) -> Expr:
    """The formula with figures as Python writes numbers, in SI units: ``1960.8``, ``6283.2j``."""
    match x:
        case Figure():
            return Sym(_digits(x))
        case Polar():
            return Sym(printed(x))
        case Words():
            return Sym(x.name.replace(" ", "_"))
    return x.rebuilt(tuple(map(_plain, x.children))) if x.children else x


def _digits(x: Figure) -> str:
    """What is read, with the digits that are printed."""
    tens = x.tens
    whole, _, part = x.digits.partition(".")
    number = x.digits if not tens else f"{whole}{'.' if part else ''}{part}e{tens}"
    return f"{number}j" if x.imaginary else number


def printed(x: Expr) -> str:
    """A number at the end of a line as it is printed: ``1.9608 kΩ``, ``-j0.5``, ``0.71 ∠ -45.00°``."""
    match x:
        case Figure():
            power = f"·10^{x.power}" if x.power else ""
            unit = f" {x.unit}" if x.unit else ""
            return f"{'j' if x.imaginary else ''}{x.digits}{power}{unit}"
        case Polar():
            return f"{printed(x.magnitude)} ∠ {x.phase}°"
        case Neg():
            return f"-{printed(x.args[0])}"
        case Sum():
            first, *rest = x.args
            signs = (f" - {printed(t.args[0])}" if isinstance(t, Neg) else f" + {printed(t)}" for t in rest)
            return printed(first) + "".join(signs)
    raise TypeError(f"not a printed number: {x!r}")
