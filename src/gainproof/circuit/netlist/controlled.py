"""Controlled sources E, G, F and H; and lcapy's op-amp, which is written as an E."""

from __future__ import annotations

from fractions import Fraction

from gainproof.circuit.circuit import GROUND, Instance
from gainproof.circuit.elements import KINDS
from gainproof.circuit.netlist.level import SHAPES, Flattener, count
from gainproof.circuit.netlist.lines import Line
from gainproof.circuit.netlist.scope import Scope
from gainproof.circuit.netlist.values import OO
from gainproof.expression import ONE, ZERO, Expr, Num, Sym, div


def voltage_controlled(f: Flattener, line: Line, letter: str, scope: Scope) -> None:
    words = line.words
    kind = words[3].lower() if len(words) > 3 else ""
    if kind in ("opamp", "vcvs", "vccs"):
        if kind == "opamp" and letter == "E":
            opamp_line(f, line, scope)
            return
        words = [*words[:3], *words[4:]]
    elif kind in (
        "poly",
        "value",
        "table",
        "laplace",
        "freq",
        "vol",
        "cur",
        "and",
        "or",
        "delay",
        "transformer",
    ) and (kind == "poly" or len(words) < 6 or words[4] in ("=", "{", "(") or words[4][0] in "{'"):
        f.report.incomplete = True
        f.report.problem(
            line.place(3),
            f"{words[0]} is a {words[3].upper()} source, and gainproof does linear circuits",
            SHAPES[letter],
            "write the linear gain alone",
        )
        return
    else:
        words = f.words(line, SHAPES[letter], 5) or []
        if not words:
            return
    if len(words) < 5:
        f.too_few(line, SHAPES[letter], f"{words[0]} has {count(len(words) - 1, 'word')} after its name")
        return
    if (name := f.named(line, scope)) is None:
        return
    nodes = tuple([f.node(w, scope) for w in words[1:5]])
    word = words[5] if len(words) > 5 else None
    common = None
    if len(words) > 6:
        if letter == "E" and words[6] != "=" and "=" not in words:
            common = f.read_value(line, words[6], letter, scope)
            f.surplus(line, words, 7, SHAPES[letter])
        else:
            f.surplus(line, words, 6, SHAPES[letter])
    x = f.read_value(line, word, letter, scope)
    if common is not None and common != 0 and common != ZERO:
        nodes = common_mode(f, line, name, nodes, common, scope, "")
    gained(f, line, name, words[0], letter, nodes, x, scope)


def gained(
    f: Flattener,
    line: Line,
    name: str,
    bare: str,
    letter: str,
    nodes: tuple[str, ...],
    x: Fraction | Expr | None,
    scope: Scope,
) -> None:
    """Put an E or G into the circuit; with infinite gain it is a nullor, with none it is gone."""
    if isinstance(x, Expr) and x == OO:
        f.emit(line, name, "N", nodes, None, scope)
    elif isinstance(x, Expr) and x == ZERO:
        if letter == "E":
            f.join(nodes[0], nodes[1])
    else:
        f.emit(line, name, letter, nodes, f.symbolic(bare, x, letter, scope), scope)


def common_mode(
    f: Flattener,
    line: Line,
    name: str,
    nodes: tuple[str, ...],
    x: Fraction | Expr,
    scope: Scope,
    part_of: str,
) -> tuple[str, ...]:
    """Two sources in series for a common-mode gain; returns the nodes left for the differential one."""
    out, ref, p, n = nodes
    gain = parameter(f, "Ac", x, "E", "common-mode gain", "0", name)
    half = div(gain, Num(2))
    f.emit(line, f"{name}.Ac+", "E", (out, f"{name}.c", p, GROUND), half, scope, (), part_of)
    f.emit(line, f"{name}.Ac-", "E", (f"{name}.c", f"{name}.d", n, GROUND), half, scope, (), part_of)
    return (f"{name}.d", ref, p, n)


def parameter(
    f: Flattener, name: str, x: Fraction | Expr, letter: str, about: str, ideal: str, owner: str
) -> Expr:
    """The value of an imperfection that the line of an op-amp gives."""
    if x == OO:
        f.report.problem(
            f.lines[owner.lower()].place(), f"the {about} of {owner} is infinite", "a finite value"
        )
        return ONE
    if isinstance(x, Fraction):
        if f.reading.numeric:
            return Num(x)
        sym: Expr = f.book.symbol(name, owner, x)
    else:
        sym = x
    if isinstance(sym, Sym):
        entry = f.book.entry(sym)
        entry.unit, entry.about, entry.ideal, entry.declared = KINDS[letter].unit, about, ideal, True
        entry.owner = entry.owner or owner
    return sym


def opamp_line(f: Flattener, line: Line, scope: Scope) -> None:
    """lcapy's op-amp, ``E1 out ref opamp in+ in- Ao Ac Ro``."""
    words = [w for w in line.words if w not in ("(", ")", ",")]
    shape = "E1 out ref opamp in+ in- [Ao [Ac [Ro]]]"
    if len(words) < 6 or any(w[0] in "{}'\"=" for w in words[:6]):
        f.too_few(line, shape, f"{words[0]} has {count(len(words) - 1, 'word')} after its name")
        return
    if (name := f.named(line, scope)) is None:
        return
    f.surplus(line, words, 9, shape)
    out, ref, p, n = (f.node(words[i], scope) for i in (1, 2, 4, 5))
    given = [*words[6:9], None, None, None]
    x, common, series = (f.read_value(line, w, kind, scope) for w, kind in zip(given, "EER", strict=False))
    inner = out
    if series is not None and series != 0 and series != ZERO:
        inner = f"{name}.o"
    nodes: tuple[str, ...] = (inner, ref, p, n)
    if common is not None and common != 0 and common != ZERO:
        nodes = common_mode(f, line, name, nodes, common, scope, name)
    if x is None or isinstance(x, Fraction):
        x = f.symbolic(words[0], x, "E", scope)
    if isinstance(x, Sym) and x != OO:
        x = parameter(f, words[0], x, "E", "open-loop gain", "oo", name)
    gained(f, line, name, words[0], "E", nodes, x, scope)
    if inner != out:
        assert series is not None
        r = parameter(f, "Ro", series, "R", "output resistance", "0", name)
        f.emit(line, f"{name}.Ro", "R", (inner, out), r, scope, (), name)
    f.instances.append(
        Instance(name, "opamp", {"in+": p, "in-": n, "out": out}, "opamp" if ref == GROUND else "")
    )


def current_controlled(f: Flattener, line: Line, letter: str, scope: Scope) -> None:
    if len(line.words) > 3 and line.words[3].lower() == "poly":
        f.report.incomplete = True
        f.report.problem(
            line.place(3),
            f"{line.words[0]} is a POLY source, and gainproof does linear circuits",
            SHAPES[letter],
        )
        return
    words = f.words(line, SHAPES[letter], 4)
    if words is None or (name := f.named(line, scope)) is None:
        return
    f.surplus(line, words, 5, SHAPES[letter])
    x = f.read_value(line, words[4] if len(words) > 4 else None, letter, scope)
    control = f"{scope.path}.{words[3]}" if scope.path else words[3]
    nodes = (f.node(words[1], scope), f.node(words[2], scope))
    if isinstance(x, Expr) and x == OO:
        f.report.problem(
            line.place(4),
            f"the gain of {words[0]} is infinite",
            "a finite gain",
            "an op-amp is an E or an X",
        )
        return
    f.steered.append((control, line, 3, "V"))
    if isinstance(x, Expr) and x == ZERO:
        if letter == "H":
            f.join(*nodes)
        return
    f.emit(line, name, letter, nodes, f.symbolic(words[0], x, letter, scope), scope, (control,))
