"""Independent sources, as SPICE and lcapy write them."""

from __future__ import annotations

import re
from fractions import Fraction

from gainproof.circuit.netlist.level import SHAPES, Flattener
from gainproof.circuit.netlist.lines import Line
from gainproof.circuit.netlist.scope import Scope
from gainproof.circuit.netlist.values import OO
from gainproof.expression import ZERO, Expr

_FUNCTIONS = frozenset(
    ["sin", "pulse", "exp", "pwl", "sffm", "am", "trnoise", "trrandom", "external", "sine"]
)


def source(f: Flattener, line: Line, letter: str, scope: Scope) -> None:
    shape = SHAPES[letter]
    words = line.words
    if len(words) < 3 or (not line.plain and any(w[0] in "{}'\"=()," for w in words[:3])):
        f.too_few(line, shape, f"{words[0]} needs two nodes")
        return
    if (name := f.named(line, scope)) is None:
        return
    nodes = (f.node(words[1], scope), f.node(words[2], scope))
    x, ideal = None, False
    if len(words) > 3 and f.decimal_comma(line, 3) is None:
        x, ideal = driven_by(f, line, letter, scope)
    if ideal and not is_steering(f, words[0], scope):
        if letter == "V":
            f.join(*nodes)
        return
    zero = ideal or (isinstance(x, Fraction) and not x)
    if zero and name.lower() in f.driven:
        zero, x = False, None
    expr = ZERO if zero else f.symbolic(words[0], x, letter, scope)
    f.emit(line, name, letter, nodes, expr, scope)


def is_steering(f: Flattener, name: str, scope: Scope) -> bool:
    """Whether an F or H of this level is controlled by the current of the source `name`."""
    low = name.lower()
    return any(
        other.words[0][0] in "fFhH" and len(other.words) > 3 and other.words[3].lower() == low
        for other in scope.sheet.lines
    )


def driven_by(f: Flattener, line: Line, letter: str, scope: Scope) -> tuple[Fraction | Expr | None, bool]:
    """The value of a source as SPICE or lcapy writes it, and whether it is an ideal zero.

    ``5``, ``DC 5 AC 1 0``, ``SIN(0 1 1k)``; and of lcapy ``step 2``, ``s {V/s}``, ``{v(t)}``.
    """
    words = line.words
    given: dict[str, Fraction | Expr | None] = {}
    moving = False
    i = 3
    while i < len(words):
        word = words[i].lower()
        following = words[i + 1] if i + 1 < len(words) else None
        if following == "=" and word in ("dc", "ac"):
            following = words[i + 2] if i + 2 < len(words) else None
            i += 1
        if word in ("dc", "ac", "s", "step", "noise") and word not in given:
            i += 1
            if following is not None and (word != "ac" or _begins_value(following)):
                given[word] = source_value(f, line, i, letter, scope)
                i += 1
            elif word == "ac":
                given[word] = Fraction(1)
            elif word == "dc":
                f.report.problem(line.place(i - 1), "DC without a value", "DC value")
            while word in ("ac", "noise") and i < len(words) and _begins_value(words[i]):
                i += 1
        elif word in _FUNCTIONS:
            moving = True
            i += 1
            while i < len(words) and words[i].lower() not in ("dc", "ac"):
                i += 1
        elif i == 3 and words[i] not in ("=", "(", ")", ","):
            given["dc"] = source_value(f, line, i, letter, scope)
            i += 1
        else:
            f.surplus(line, words, i, SHAPES[letter])
            break
    if moving:
        f.report.remark(line.place(), f"the time function of {words[0]} is not used; it is a symbol")
    chosen: Fraction | Expr | None = None
    for x in given.values():
        if x is not None and x != ZERO and x != 0:
            chosen = x
            break
    if chosen is None and given and not moving and None not in given.values():
        return Fraction(0), any(isinstance(x, Expr) for x in given.values())
    return chosen, False


def source_value(f: Flattener, line: Line, i: int, letter: str, scope: Scope) -> Fraction | Expr | None:
    """One value of a source; a function of t or s is only a symbol, named after the source."""
    word = line.words[i]
    if word[0] in "{'\"" and re.search(r"\b[ts]\b", word[1:-1]):
        f.report.remark(line.place(i), f"the function {word} is not used; {line.words[0]} is a symbol")
        return None
    x = f.read_value(line, word, letter, scope)
    if isinstance(x, Expr) and x == OO:
        f.report.problem(line.place(i), f"the source {line.words[0]} is infinite", "a finite value")
        return None
    return x


def _begins_value(word: str) -> bool:
    return word[0] in "0123456789.+-{'" or (
        word[0].isalpha() and word.lower() not in (*_FUNCTIONS, "dc", "ac")
    )
