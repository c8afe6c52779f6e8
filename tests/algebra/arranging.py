"""Helpers for tests of the arranger: dimensions by first letters, and trees compared up to order."""

from gainproof.algebra.forms import Arrangement, arrange
from gainproof.algebra.rational import Ratio, Ring
from gainproof.expression import Expr, Par, Prod, Sum
from gainproof.notation import parse, text
from gainproof.units import UNITS, Dimension

FIRST_LETTERS = {"R": "Ω", "C": "F", "L": "H", "V": "V", "v": "V", "I": "A", "i": "A", "s": "Hz", "g": "S"}


def dimension(symbol: str) -> Dimension:
    return UNITS[FIRST_LETTERS.get(symbol[0], "1")]


def exact(source: str) -> Ratio:
    """The function that a text spells, its symbols in alphabetical order."""
    x = parse(source)
    return Ring(sorted(x.symbols())).ratio(x)


def arranged(source: str, to: str = "", sources: str = "", **more: object) -> Arrangement:
    """The arrangement of a function; `to` spells the ideals, as ``Ao=oo Ro=0``."""
    value = exact(source)
    ideals = dict(word.split("=") for word in to.split())
    options: dict[str, object] = {"taken": (), "budget": 20.0, **more}
    return arrange(
        value,
        ideals=ideals,
        dimensions={n: dimension(n) for n in value.ring.names},
        sources=tuple(sources.split()),
        **options,  # type: ignore[arg-type]
    )


def names(a: Arrangement) -> dict[str, str]:
    """The definitions as text."""
    return {n.symbol: text(n.expr) for n in a.names}


def alike(x: Expr, y: Expr) -> bool:
    """Are these the same but for the order of terms, factors and parallel parts?"""
    return _sorted(x) == _sorted(y)


def _sorted(x: Expr) -> object:
    children = [_sorted(c) for c in x.children]
    if isinstance(x, Sum | Prod | Par):
        children.sort(key=repr)
    own = [] if x.children else list(x.args)
    return (type(x).__name__, *own, *children, getattr(x, "exponent", 1))


def written_out(a: Arrangement, ring: Ring) -> Ratio:
    """The value of a form, its names replaced by what they mean."""
    point: dict[str, Ratio] = {}
    for n in a.names:
        point[n.symbol] = ring.ratio(n.expr, point)
    return ring.ratio(a.form, point)
