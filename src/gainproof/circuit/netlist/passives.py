"""R, C and L; and the wires and ports of lcapy's drawings."""

from __future__ import annotations

from fractions import Fraction

from gainproof.circuit.netlist.level import SHAPES, Flattener
from gainproof.circuit.netlist.lines import Line
from gainproof.circuit.netlist.scope import Scope
from gainproof.circuit.netlist.values import OO
from gainproof.expression import ZERO, Expr


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
        if letter != "R" and len(words) == 5 and last == 4:
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
