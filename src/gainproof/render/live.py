"""The sliders of a worked example: what the page's program is given.

Each parameter that has a value gets a slider and a box for text.  The program evaluates the engine's own
formulas (`gainproof.worked.follow`), printed as JavaScript from their trees.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gainproof.expression import Sym
from gainproof.render.javascript import double_double, function
from gainproof.worked.values import PREFIXES, READ_PREFIXES, READ_UNITS, engineering

if TYPE_CHECKING:
    from gainproof.charts.nouns import Chart
    from gainproof.worked.follow import Formulas

SPANS = {"V": Fraction(1, 1000), "A": Fraction(1, 10**6)}
"""How far the slider of a value that is zero goes to either side; 1 in other units."""

FREQUENCY = "f"


def tables() -> str:
    """The prefixes and units that the program reads and writes: those of `gainproof.worked.values`."""
    named = (("PREFIXES", PREFIXES), ("READ_PREFIXES", READ_PREFIXES), ("UNITS", READ_UNITS))
    return " ".join(f"const {name} = {_json(table)};" for name, table in named)


def live(
    f: Formulas | None, part: Callable[[object], str], anchor: str, plot: Chart | None = None
) -> dict[str, Any] | None:
    """The sliders for a template, and the call that sets them going; None without formulas.

    `part` prints a symbol or a text; `anchor` is the document's; `plot` is the chart of the error against a
    symbol, which follows where the ideal value is known.  With a frequency its slider is the last,
    and the formulas are those of s = j2πf.
    """
    if f is None:
        return None
    known = [(u.symbol, u.value, u.unit, u.about) for u in f.values]
    places = {symbol: k for k, (symbol, *_) in enumerate(known)}
    waves = f.frequency is not None and "s" in f.value.symbols()
    if waves and f.frequency is not None:
        places["s"] = len(known)
        known.append((FREQUENCY, f.frequency, "Hz", "frequency"))
    try:
        numbers = [
            f"[{_json(unit)},{double_double(value)},{double_double(SPANS.get(unit, Fraction(1)))}]"
            for _, value, unit, _ in known
        ]
        value = function(f.value, places)
        ideal = "null" if f.ideal is None else function(f.ideal, places)
        shares = ",".join(
            f"\n{{alone:{function(x.alone, places)},removed:{function(x.removed, places)},"
            f"pairs:[{','.join(function(p, places) for p in x.pairs)}]}}"
            for x in f.shares
        )
    except OverflowError:
        return None
    swept = _swept(plot, places) if f.ideal is not None else None
    call = (
        f"play({_json(anchor)},{{unit:{_json(f.unit)},waves:{_json(waves)},parameters:[{','.join(numbers)}],"
        f"\nvalue:{value},\nideal:{ideal},\nshares:[{shares}],swept:{_json(swept)}}});"
    )
    return {
        "shares": len(f.shares),
        "follows": swept is not None,
        "knobs": [
            {
                "symbol": part(Sym(symbol)),
                "name": part(symbol),
                "about": part(about),
                "text": part(engineering(number, unit).replace("-", "−")),
            }
            for symbol, number, unit, about in known
        ],
        "call": call,
    }


def _swept(plot: Chart | None, places: Mapping[str, int]) -> int | None:
    """The place of the symbol on the chart's horizontal axis; None without one, or where it is negative."""
    if plot is None or len(plot.x.label) != 1 or not isinstance(plot.x.label[0], Sym):
        return None
    return places.get(plot.x.label[0].name)


def _json(x: object) -> str:
    """JSON that may stand in a script."""
    return json.dumps(x, ensure_ascii=False).replace("<", "\\u003c")
