"""R, C and L; and the wires and ports of lcapy's drawings."""

from __future__ import annotations

import re
from fractions import Fraction

from gainproof.circuit.netlist.level import SHAPES, Flattener, index
from gainproof.circuit.netlist.lines import Line
from gainproof.circuit.netlist.scope import Scope
from gainproof.circuit.netlist.values import OO, NotAValue, number
from gainproof.expression import ZERO, Expr

_UNIT = re.compile(
    r"(?!\Z)(?:t|g|meg|k|m|u|µ|μ|n|p|f)?(?:f|farads?|h|henr(?:y|ies|ys)|ohms?|Ω|ω)?\Z", re.I
).match


def passive(f: Flattener, line: Line, letter: str, scope: Scope) -> None:
    words = f.words(line, SHAPES[letter], 3)
    if words is None or (name := f.named(line, scope)) is None:
        return
    word = words[3] if len(words) > 3 else None
    last = 4
    if word is not None and len(words) > 4 and words[4] == "=":
        if word.upper() == letter and len(words) > 5:
            word, last = words[5], 6
        else:
            word, last = None, 3
    if word is not None and word.lower() in scope.sheet.models:
        f.report.problem(
            line.place(3), f"{words[0]} has a model, {word}", "a value", "write the value itself"
        )
        word = None
    if len(words) > last:
        if len(words) == 5 and last == 4 and _UNIT(words[4]):
            _apart(f, line, words[3], words[4], letter)
        elif letter != "R" and len(words) == 5 and last == 4:
            f.report.remark(line.place(4), f"the initial condition of {words[0]} is taken for zero")
        else:
            f.surplus(line, words, last, SHAPES[letter])
    x = f.read_value(line, word, letter, scope)
    nodes = (f.node(words[1], scope), f.node(words[2], scope))
    ideal = x == ZERO if isinstance(x, Expr) else False
    if x == OO:
        if letter == "C":
            f.join(*nodes)
        return
    if ideal or (isinstance(x, Fraction) and not x):
        if not ideal:
            f.report.remark(line.place(), f"{words[0]} is zero: {'left out' if letter == 'C' else 'a wire'}")
        if letter != "C":
            f.join(*nodes)
        return
    f.emit(line, name, letter, nodes, f.symbolic(words[0], x, letter, scope), scope)


def _apart(f: Flattener, line: Line, word: str, unit: str, letter: str) -> None:
    """Complain of a suffix or unit that a blank has cut from its number: SPICE does not see it."""
    try:
        _, remark = number(word + unit, letter)
        mend = "write them as one word that SPICE reads as you do" if remark else f"write {word}{unit}"
    except NotAValue as e:
        mend = e.mend or f"take {unit} away"
    f.report.problem(line.place(index(line, unit)), f"{unit!r} stands apart from {word}", "one word", mend)


def wire(f: Flattener, line: Line, letter: str, scope: Scope) -> None:
    words = line.words
    if len(words) > 3:
        f.refuse(line, "W")
    elif len(words) < 3 or not line.plain:
        f.too_few(line, "W1 node node", f"{words[0]} needs two nodes")
    else:
        f.join(f.node(words[1], scope), f.node(words[2], scope))


def port(f: Flattener, line: Line, letter: str, scope: Scope) -> None:
    words = line.words
    if len(words) > 3:
        f.refuse(line, letter)
    else:
        f.used_elsewhere.update(w.lower() for w in words[1:3])
