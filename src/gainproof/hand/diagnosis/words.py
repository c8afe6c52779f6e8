"""What is wrong, as a sentence that a student understands."""

from __future__ import annotations

from collections.abc import Sequence

from gainproof.expression import ONE, ZERO, Equation, Expr, Neg, Par, Quot, Sym
from gainproof.hand.diagnosis.edits import Edit
from gainproof.notation import text
from gainproof.symbols import split_symbol
from gainproof.units import Dimension, DimensionError, dimension
from gainproof.units import named as unit_named

LONGEST = 60
"""Characters of a part that is spelled out in a sentence."""


def sentence(edits: Sequence[Edit], line: Equation) -> str:
    """What the edits mend."""
    return "; and ".join(_one(e, line) for e in edits)


def mismatch(q: Equation, of: dict[str, Dimension | None]) -> str:
    """How the dimensions of a line disagree, "" if they do not."""
    try:
        a, b = dimension(q.left, of), dimension(q.right, of)
    except DimensionError as fault:
        return f"the dimensions disagree: {fault}"
    if a is None or b is None or a == b or ZERO in (q.left, q.right):
        return ""
    return f"the dimensions disagree: {unit_named(a)} on the left, {unit_named(b)} on the right"


def named(x: Expr, long: str = "the marked part") -> str:
    """The part as text, or other words for it if that is long."""
    said = text(x)
    return said if len(said) <= LONGEST else long


def _without_sign(x: Expr) -> str:
    return named(x.args[0] if isinstance(x, Neg) else x)


def _the(kind: str, x: Expr) -> str:
    """“The term R1”, or “a term” if it is long."""
    said = named(x, "")
    return f"the {kind} {said}" if said else f"a {kind}"


def _shown(x: Expr) -> str:
    """The part as it should be; the suggestion shows it, if it is long."""
    return named(x, "as shown")


def _one(e: Edit, line: Equation) -> str:
    a, b = e.swapped
    where = ""
    if len(e.path) == 1 and e.kind == "wrong symbol" and a:
        where = " in two places" if a in e.new.symbols() else " throughout"
    match e.kind:
        case "sign":
            return (
                f"the sign of {_without_sign(e.old)} is wrong"
                if e.part == ONE
                else "the signs in a bracket are wrong"
            )
        case "inverted fraction":
            return f"{named(e.old)} is upside down: it should be {_shown(e.new)}"
        case "extra term":
            return f"{_the('term', e.part)} does not belong there"
        case "extra factor":
            return f"{_the('factor', e.part)} does not belong there"
        case "dropped term":
            return f"{_the('term', e.part)} is missing"
        case "dropped factor":
            return f"{_the('factor', e.part)} is missing{' below the line' if e.under else ''}"
        case "wrong symbol" if a:
            return f"{a} should be {b}{where}"
        case "wrong symbol":
            return f"{named(e.old)} should be {_shown(e.new)}{_look_alike(e.old, e.new)}"
        case "swapped parts":
            return f"{a} and {b} are swapped"
        case "bracket scope":
            return f"a bracket holds too much or too little: it should read {_shown(e.new)}"
        case "wrong side of the fraction":
            return f"{_the('factor', e.part)} belongs {'below' if e.under else 'above'} the line"
        case "wrong parallel formula":
            how = "the parallel combination" if isinstance(e.new, Par | Quot) else "the combination"
            return f"{how} should be {_shown(e.new)}"
        case "wrong power":
            return f"the power is wrong: {named(e.old)} should be {_shown(e.new)}"
        case "wrong limit":
            return f"the limit should be {_shown(e.new)}"
        case "arithmetic":
            return f"the number {named(e.old)} should be {text(e.new)}"
    return f"{named(e.old)} should be {_shown(e.new)}"


def _look_alike(old: Expr, new: Expr) -> str:
    """What the two symbols have in common."""
    if not isinstance(old, Sym) or not isinstance(new, Sym):
        return ""
    if old.name.lower() == new.name.lower():
        return ", which looks like it"
    return " (wrong index)" if split_symbol(old.name)[0] == split_symbol(new.name)[0] else ""
