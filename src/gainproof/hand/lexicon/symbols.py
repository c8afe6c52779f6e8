"""What a writer's symbols stand for in the circuit.

A spelling is looked up in the order: what the writer said or defined, the circuit's own names, the usual ways
of writing them (R_{1} for R1, V_{out} for the node's voltage, i_{R1} for the current), what can be guessed
where the guess is safe (v_+ for a pin of the only op-amp), and names that look alike (A_0 for Ao) where only
one comes into question.  Everything after the usual ways comes with a remark, so that nothing is guessed
in silence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from gainproof.circuit.ask import parse as parse_quantity
from gainproof.circuit.ask import setting
from gainproof.circuit.circuit import Circuit
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError
from gainproof.expression import ZERO, Expr, Sym
from gainproof.hand.lexicon.greek import spelled_out
from gainproof.hand.lexicon.spellings import (
    Guess,
    guesses,
    no_currents_into_pins,
    said_by_the_writer,
    said_to_be_parts,
    usual,
)
from gainproof.notation import NotationError
from gainproof.notation import parse as parse_expression

FREQUENCY = "s"
ANGULAR = "omega"
_DROPPED = re.compile(r"[_{}\s\\]")
_CALL = re.compile(r"\b([A-Za-z]+)\s*\(\s*([\w.+-]+)\s*(?:,\s*([\w.+-]+)\s*)?\)")
_SIGNAL = re.compile(r"(?<![A-Za-z\\])[iIvV](?:_\{?)?[A-Za-z0-9]+")
_NAMED = re.compile(r"(?<![A-Za-z\\])(?:[A-Za-z]_\{?[A-Za-z0-9]+|[A-Za-z]\d+|[Gg]m)")
_IS_SAID = re.compile(r"\}?[\s&]*(?:=|:=|≜|≡|\\triangleq|\\equiv)(?!=)")
_ROUND = str.maketrans("oOlIiL", "001111")


def key(spelling: str) -> str:
    """The spelling in plain letters, no underscores, braces, backslashes or blanks: ``R_{1}`` -> ``R1``."""
    return _DROPPED.sub("", spelled_out(spelling))


def _shape(spelling: str) -> str:
    """What is left of a spelling for an eye that mixes up cases, o and 0, l, I and 1."""
    bare = key(spelling)
    return bare[:1].lower() + bare[1:].translate(_ROUND).lower()


def _like(spelling: str, name: str) -> bool:
    """Are two of one shape alike indeed?  An L is an l, and an l is like a 1 and an I, but no L is.

    So v_L is not V_1, and R_L, a load, is no R_i.
    """
    pairs = zip(key(spelling)[1:], key(name)[1:], strict=False)
    return not any("L" in (a, b) and {a, b} != {"L"} and "l" not in (a, b) for a, b in pairs)


@dataclass(frozen=True, slots=True)
class Found:
    """What a spelling stands for, with the code of a notice and what it says of it ("" if there is none)."""

    expr: Expr
    code: str = ""
    remark: str = ""


THEVENIN = ("VT", "VTh", "VTH", "VOC", "ISC", "RT", "RTh", "RTH")
"""Names of a two-terminal equivalent: V_T is no v_t of a node t."""


@dataclass(frozen=True)
class Symbols:
    """The table of spellings; see the module's text for the order in which it is asked.

    `quantities` says what is asked of the circuit by symbols that its own unknowns cannot spell, such as an
    output impedance.  `hidden` are unknowns that no writer can mean, `fresh` names that mean nothing yet, and
    `runs` the symbols of runs of letters read before; `apart` are names that only look like others.
    """

    circuit: Circuit | None = None
    own: dict[str, Expr] = field(default_factory=dict)
    exact: Mapping[str, Expr] = field(default_factory=dict)
    usual: Mapping[str, Expr] = field(default_factory=dict)
    guesses: dict[str, Guess] = field(default_factory=dict)
    shapes: dict[str, frozenset[str]] = field(default_factory=dict)
    quantities: Mapping[str, Quantity] = field(default_factory=dict)
    fresh: dict[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    runs: dict[tuple[str, bool], list[tuple[str, str, int, int, Any]]] = field(default_factory=dict)
    apart: set[str] = field(default_factory=set)

    def find(self, spelling: str) -> Found | None:
        """What the spelling stands for, None if nothing is known of it."""
        known = self.known(spelling)
        if known is not None:
            return Found(known)
        bare = key(spelling)
        guess = self.guesses.get(bare)
        if guess is not None:
            return Found(guess[0], "guessed", f"is taken for {guess[1]}")
        alike = self.shapes.get(_shape(spelling), frozenset())
        if len(alike) == 1 and bare != FREQUENCY.upper() and bare not in self.apart:
            name = next(iter(alike))
            expr = self.known(name)
            if expr is not None and _like(spelling, name):
                return Found(expr, "look-alike", f"looks like {name}, and is taken for it")
        if bare.startswith(ANGULAR) and (expr := self.known("w" + bare.removeprefix(ANGULAR))) is not None:
            return Found(expr, "look-alike", f"looks like w{bare.removeprefix(ANGULAR)}, and is taken for it")
        return None

    def known(self, spelling: str) -> Expr | None:
        """What the spelling stands for without any guess."""
        bare = key(spelling)
        for table, word in (
            (self.own, bare),
            (self.exact, spelling),
            (self.exact, bare),
            (self.usual, bare),
        ):
            if word in table:
                return table[word]
        return None

    def copy(self) -> Symbols:
        """A table of its own for one document, to which `define` and `named` may add."""
        return replace(
            self,
            own=dict(self.own),
            guesses=dict(self.guesses),
            shapes=dict(self.shapes),
            fresh=dict(self.fresh),
            runs={},
            apart=set(),
        )

    def tell_apart(self, source: str) -> None:
        """Take no i_3 for I_3 in a text that writes both, and no A for A_o in one that says what A is.

        No R_d that is said to be something is R_D where that is written, too, and no G_i is G_1.
        """
        found = [m for names in (_SIGNAL, _NAMED) for m in names.finditer(source)]
        written = {key(m[0]) for m in found}
        twins = {w for w in written if w[0].swapcase() + w[1:] in written}
        alike = Counter(map(_shape, written))
        said = {w for m in found if _IS_SAID.match(source, m.end()) and alike[_shape(w := key(m[0]))] > 1}
        self.apart.update(twins - said_to_be_parts(source), said)
        self.apart.update(THEVENIN)
        for letter in said_by_the_writer(source) | no_currents_into_pins(source):
            self.guesses.pop(letter, None)

    def define(self, name: str) -> None:
        """From now on `name` is a symbol of the writer's own."""
        self.runs.clear()
        self.own[key(name)] = Sym(name)
        shape = _shape(name)
        self.shapes[shape] = self.shapes.get(shape, frozenset()) | {name}

    def named(self, name: str) -> Sym:
        """The symbol of a name that means nothing yet; other spellings of it are the same symbol."""
        while name in self.hidden:
            name += "_"
        if key(name) not in self.fresh:
            self.runs.clear()  # RC is a product from now on, if R and C are names
        return Sym(self.fresh.setdefault(key(name), name))

    def met(self, spelling: str) -> Sym | None:
        """The symbol of a name that means nothing yet, if it was met before."""
        name = self.fresh.get(key(spelling))
        return Sym(name) if name is not None else None

    def is_own(self, name: str) -> bool:
        """Is this a symbol that the writer has defined, not one of the circuit?"""
        return self.own.get(key(name)) == Sym(name) and name not in self.exact

    def call(self, word: str, first: str, second: str = "") -> Expr | None:
        """The voltage of V(a) or V(a,b), the current of I(R1); None if the circuit has no such thing."""
        if self.circuit is None:
            return None
        try:
            if word.lower() == "v":
                a = self.circuit.voltage(self.circuit.node(first))
                b = self.circuit.voltage(self.circuit.node(second)) if second else ZERO
                return a - b
            if word.lower() == "i" and not second:
                return self.circuit.current(first)
        except GainproofError:
            return None
        return None


def _shapes_of(names: Iterable[str]) -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for name in names:
        shape = _shape(name)
        out[shape] = out.get(shape, frozenset()) | {name}
    return out


def symbol_table(circuit: Circuit, names: Mapping[str, str] | None = None) -> Symbols:
    """The table of a circuit, with the writer's `names`: spelling -> meaning.

    A meaning is a voltage V(o) or V(a,b), a current I(R1), a quantity zin(V1), zout(o), V(o)/V1, or an
    expression over the circuit's symbols, such calls and other names of the writer, ``(v - vo)/R1``.
    Raises GainproofError for a meaning that cannot be read, or that goes round in a circle.
    """
    exact: dict[str, Expr] = {n: Sym(n) for n in circuit.parameters}
    exact |= {n: Sym(n) for n in (*circuit.voltages, *circuit.currents)}
    hidden = frozenset(n for n, node in circuit.voltages.items() if "." in node)
    for n in hidden:  # a writer's v_d is no node within an op-amp
        del exact[n]
    for e in circuit.elements:
        exact |= {n: Sym(n) for n in (e.value.symbols() if e.value is not None else ())}
    exact.setdefault(FREQUENCY, Sym(FREQUENCY))
    common: dict[str, Expr] = {}
    for n in exact:
        common.setdefault(key(n), Sym(n))
    for spelling, expr in usual(circuit):
        common.setdefault(key(spelling), expr)
    shapes = _shapes_of(n for n in exact if n != FREQUENCY and n not in circuit.currents)
    table = Symbols(circuit, {}, exact, common, guesses(circuit), shapes, hidden=hidden)
    return _named(table, dict(names or {}))


def _named(table: Symbols, names: dict[str, str]) -> Symbols:
    """The table with the writer's names; one may be said in terms of another, in any order."""
    waiting = dict(names)
    while waiting:
        done = 0
        for name, meaning in list(waiting.items()):
            others = {key(n) for n in waiting if n != name}
            found = _meaning(table, name, meaning, others)
            if found is None:
                continue
            expr, quantity = found
            del waiting[name]
            done += 1
            quantities = {**table.quantities, _identifier(name): quantity} if quantity else table.quantities
            table = replace(table, own={**table.own, key(name): expr}, quantities=quantities)
        if not done:
            circle = ", ".join(sorted(waiting))
            raise GainproofError(f"the names {circle} are said in terms of each other; expected an end to it")
    return table


def _meaning(
    table: Symbols, name: str, meaning: str, waiting: set[str]
) -> tuple[Expr, Quantity | None] | None:
    """The expression of one meaning; None if it has to wait for other names."""
    circuit = table.circuit
    assert circuit is not None
    text = meaning.strip()
    asked = _asked(text, circuit)
    if asked is not None:
        return _quantity(circuit, name, asked)
    calls: dict[str, Expr] = {}

    def called(m: re.Match[str]) -> str:
        expr = table.call(m[1], m[2], m[3] or "")
        if expr is None:
            return m[0]
        calls[f"call_{len(calls)}_"] = expr
        return f"call_{len(calls) - 1}_"

    try:
        tree = parse_expression(_CALL.sub(called, text))
    except NotationError as e:
        raise GainproofError(
            f"cannot read what {name} stands for, {meaning!r}: {e.what}; expected {e.expected}"
        ) from None
    bound: dict[str, Expr] = dict(calls)
    for word in tree.symbols():
        if word in calls:
            continue
        if key(word) in waiting:
            return None
        expr = table.known(word) if key(word) != key(name) else table.exact.get(word)
        if expr is None:
            known = ", ".join(table.exact)
            raise GainproofError(
                f"{name} is said to be {meaning!r}, but {word} is unknown; known are {known}"
            )
        bound[word] = expr
    return tree.replaced(bound), None


def _asked(text: str, circuit: Circuit) -> Quantity | None:
    try:
        return parse_quantity(text, circuit)
    except GainproofError:
        return None


def _quantity(circuit: Circuit, name: str, asked: Quantity) -> tuple[Expr, Quantity | None]:
    """A quantity in the circuit's own unknowns, if they can spell it; else a symbol that stands for it."""
    ready = setting(circuit, asked)
    if ready.circuit == circuit:
        return ready.quotient, None
    return Sym(_identifier(name)), asked


def _identifier(name: str) -> str:
    word = re.sub(r"\W", "_", name.replace("{", "").replace("}", "").replace("\\", ""), flags=re.ASCII)
    return word if word.isidentifier() else f"x_{word}"
