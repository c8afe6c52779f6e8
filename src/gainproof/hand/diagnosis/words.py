"""What is wrong, as a sentence that a student understands."""

from __future__ import annotations

from collections.abc import Sequence

from gainproof.expression import ONE, ZERO, Equation, Expr, Neg, Num, Par, Quot, Sym
from gainproof.hand.diagnosis.edits import Edit
from gainproof.notation import text
from gainproof.symbols import split_symbol
from gainproof.units import Dimension, DimensionError, dimension, spelled

LONGEST = 60
"""Characters of a part that is spelled out in a sentence."""


def sentence(edits: Sequence[Edit], line: Equation) -> str:
    """What the edits mend."""
    said = [_one(e, line) for e in edits]
    return said[0] if len(said) == 1 else f"two errors: {'; '.join(said)}"


def mismatch(q: Equation, of: dict[str, Dimension | None]) -> str:
    """How the dimensions of a line disagree, "" if they do not."""
    try:
        a, b = dimension(q.left, of), dimension(q.right, of)
    except DimensionError as fault:
        return f"the dimensions disagree: {fault}"
    if a is None or b is None or a == b or ZERO in (q.left, q.right):
        return ""
    return f"the dimensions disagree: {spelled(a)} on the left, {spelled(b)} on the right"


def named(x: Expr) -> str:
    """The part as text, or what it is if that is long."""
    x = x.args[0] if isinstance(x, Neg) else x
    said = text(x)
    return said if len(said) <= LONGEST else "the marked part"


def _one(e: Edit, line: Equation) -> str:
    a, b = e.swapped
    where = " throughout" if len(e.path) == 1 and e.kind == "wrong symbol" and a else ""
    match e.kind:
        case "sign":
            return (
                f"the sign of {named(e.old)} is wrong"
                if e.part == ONE
                else "the signs in a bracket are wrong"
            )
        case "inverted fraction":
            return f"{named(e.old)} is upside down: it should be {named(e.new)}"
        case "extra term":
            return f"the term {named(e.part)} does not belong there"
        case "extra factor":
            return f"the factor {named(e.part)} does not belong there"
        case "dropped term":
            return f"the term {text(e.part) if len(text(e.part)) <= LONGEST else 'marked'} is missing"
        case "dropped factor":
            return f"the factor {named(e.part)} is missing{' below the line' if e.under else ''}"
        case "wrong symbol" if a:
            return f"{a} should be {b}{where}"
        case "wrong symbol":
            return f"{named(e.old)} should be {named(e.new)}{_look_alike(e.old, e.new)}"
        case "swapped parts":
            return f"{a} and {b} are swapped"
        case "bracket scope":
            return f"a bracket holds too much or too little: it should read {named(e.new)}"
        case "wrong side of the fraction":
            return f"the factor {named(e.part)} belongs {'below' if e.under else 'above'} the line"
        case "wrong parallel formula":
            how = "the parallel combination" if isinstance(e.new, Par | Quot) else "the combination"
            return f"{how} should be {named(e.new)}"
        case "wrong power":
            return f"the power is wrong: {named(e.old)} should be {named(e.new)}"
        case "wrong limit":
            return f"the limit should be {named(e.new)}"
        case "arithmetic":
            return f"the number {named(e.old)} should be {text(e.new)}"
    return f"{named(e.old)} should be {text(e.new) if isinstance(e.new, Neg | Num | Sym) else named(e.new)}"


def _look_alike(old: Expr, new: Expr) -> str:
    """What the two symbols have in common."""
    if not isinstance(old, Sym) or not isinstance(new, Sym):
        return ""
    if old.name.lower() == new.name.lower():
        return ", which looks like it"
    return " (wrong index)" if split_symbol(old.name)[0] == split_symbol(new.name)[0] else ""
