"""True lines about the circuits of this folder, taken from the engine and believed by the witness.

For each circuit: the laws of its elements, Kirchhoff's law at its nodes, and what the steps of its
derivations claim (by node, mesh and superposition), of which those are left out that speak of what is inside
an op-amp, or of a variant of the circuit that nobody writes down.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from flint import fmpq

from benchmarks.planted.witness import Undecided, Witness, named, number
from gainproof import ideals
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.equations import kcl, law
from gainproof.circuit.netlist import Netlist, read
from gainproof.derivation import Derivation, Step, meaning
from gainproof.engine import derive
from gainproof.errors import GainproofError
from gainproof.expression import ZERO, Equation, Expr, Num, Quot, Sym, lift

FOLDER = Path(__file__).parent / "circuits"
METHODS = ("nodal", "mesh", "superposition", "extra-element")
LONGEST = 34
"""Leaves of a line; nobody writes longer ones by hand."""
BUDGET = 20.0
"""Seconds for the arranged line: more than it needs, so that the lines are the same on every machine."""
SHORTEST_WORK = 4
"""Lines of a whole derivation."""


@dataclass(frozen=True)
class Line:
    """A true line: its claim, the definitions that it needs, what it holds under, and where it is from.

    `role` is law, kcl, step, definition, exact, arranged, limit or number.  `before` is what the last
    side of a chain was said to be, for a claim that goes on ``= right``.  `digits` is the number printed.
    """

    circuit: str
    role: str
    claim: Equation
    needs: tuple[Equation, ...] = ()
    under: tuple[tuple[str, str], ...] = ()
    before: Expr | None = None
    digits: str = ""

    @property
    def names(self) -> dict[str, Expr]:
        """The defined symbols, in order, with what they stand for."""
        return dict(map(defined, self.needs))


@dataclass(frozen=True)
class Bench:
    """One circuit with its witness, its true lines, the ideals of its parts, and whole derivations."""

    name: str
    text: str
    sheet: Netlist
    witness: Witness
    lines: tuple[Line, ...] = ()
    ideals: Mapping[str, str] = field(default_factory=dict)
    works: tuple[tuple[Line, ...], ...] = ()

    @property
    def circuit(self) -> Circuit:
        return self.sheet.circuit


def defined(definition: Equation) -> tuple[str, Expr]:
    """The symbol of ``X = …`` or ``1/X = …``, and its meaning."""
    left, right = definition.left, definition.right
    if isinstance(left, Quot):
        return left.den.symbols()[0], Quot(Num(1), right)
    return left.symbols()[0], right


def circuits() -> tuple[str, ...]:
    """The names of the circuits."""
    return tuple(sorted(p.stem for p in FOLDER.glob("*.cir")))


@cache
def bench(name: str) -> Bench:
    """The circuit of this name with all that is known of it."""
    text = (FOLDER / f"{name}.cir").read_text(encoding="utf-8")
    sheet = read(text)
    empty = Bench(name, text, sheet, Witness(sheet.circuit))
    goals: dict[str, str] = {}
    derivations = [[x for x in lines if _fits(x, empty)] for lines in _derived(empty, goals)]
    found: dict[tuple[Equation, Any], Line] = {}
    for line in (*(x for x in _laws(empty) if _fits(x, empty)), *(x for d in derivations for x in d)):
        found.setdefault((line.claim, line.under), line)
    lines = list(found.values())
    lines += [n for x in lines for n in (*_numbers(x, empty), *_chains(x, lines))]
    works = (_closed(d) for d in derivations)
    long_ones = tuple(w for w in works if len(w) >= SHORTEST_WORK)
    return Bench(name, text, sheet, empty.witness, tuple(lines), goals, long_ones)


def _closed(lines: list[Line]) -> tuple[Line, ...]:
    """The lines of a derivation whose definitions are all among those before them; no limit is among them.

    What follows a limit may be read under it, so that a work of true lines is one without them.
    """
    said: set[Equation] = set()
    out = []
    for line in lines:
        if line.under or not said.issuperset(line.needs):
            continue
        if line.role == "definition":
            said.add(line.claim)
        out.append(line)
    return tuple(dict.fromkeys(out))


def _laws(b: Bench) -> Iterator[Line]:
    c = b.circuit
    for e in c.elements:
        q = law(c, e)
        if q is not None:
            yield Line(b.name, "law", q)
    for n in c.nodes:
        yield Line(b.name, "kcl", kcl(c, [n]))


def _questions(b: Bench) -> Iterator[str]:
    c = b.circuit
    for output, source, _ in b.sheet.asks:
        yield f"{output}/{source}"
        yield f"zin({source})"
    if not b.sheet.asks:
        for node in c.nodes[-2:]:
            yield f"V({node})"
        for e in c.sources():
            if "." not in e.name and e.kind == "V":
                yield f"V({c.nodes[-1]})/{e.name}"


def _derived(b: Bench, goals: dict[str, str]) -> Iterator[list[Line]]:
    """The claims of every derivation; the limits that they take are added to `goals`."""
    goals |= ideals.imperfections(b.circuit)
    for question in _questions(b):
        for method in METHODS:
            try:
                d = derive(b.sheet, of=question, method=method, budget=BUDGET)
            except GainproofError:
                continue
            for s in d.steps:
                goals.update(s.data.get("to") or {} if s.rule == "limit" else {})
            yield [line for s in d.steps if (line := _line(b, d, s)) is not None]


ROLES = {"law": "law", "kcl": "kcl", "kvl": "kcl", "define": "definition", "limit": "limit"}


def _line(b: Bench, d: Derivation, s: Step) -> Line | None:
    """The step as a line, if it is one of the given circuit, or of one source alone."""
    c = b.circuit
    variant = d.circuits[s.circuit]
    alone = {c.only(e.name).elements for e in c.sources()}
    if variant.elements != c.elements and not (variant.elements in alone and _is_ratio(s.claim, c)):
        return None
    needs: list[Equation] = []
    wanted = set(s.claim.symbols())
    for earlier in reversed(d.steps[: d.steps.index(s)]):
        if earlier.rule == "define" and str(earlier.data["symbol"]) in wanted:
            if d.circuits[earlier.circuit].elements != c.elements:
                return None
            needs.append(earlier.claim)
            wanted |= set(meaning(earlier).symbols())
    role = "exact" if s.label == d.exact else "arranged" if s.label == d.result else ROLES.get(s.rule, "step")
    under = tuple(sorted((a.symbol, a.to) for a in s.under))
    return Line(b.name, role, s.claim, tuple(reversed(needs)), under)


def _is_ratio(q: Equation, c: Circuit) -> bool:
    """Is it a transfer function, an output per source, in parameters alone?"""
    sources = {n for e in c.sources() if e.value is not None for n in e.value.symbols()}
    unknown = {*c.voltages, *c.currents}
    left = q.left
    return (
        isinstance(left, Quot)
        and isinstance(left.den, Sym)
        and left.den.name in sources
        and set(left.num.symbols()) <= unknown
        and not (unknown | sources) & set(q.right.symbols())
    )


def leaves(q: Equation) -> int:
    """How many symbols and numbers the equation shows."""
    return sum(not n.children for x in (q.left, q.right) for n in x.walk())


def inside(c: Circuit) -> set[str]:
    """The voltages and currents inside an op-amp, and those of its pins, which nobody writes."""
    hidden = {s for s, n in c.voltages.items() if "." in n}
    return hidden | {s for s, n in c.currents.items() if "." in n}


def _fits(line: Line, b: Bench) -> bool:
    """Is it short, about what is outside, no triviality, and true by the witness too?"""
    q = line.claim
    if leaves(q) > LONGEST or q.left == q.right or q.left == ZERO == q.right:
        return False
    if any(inside(b.circuit) & set(x.symbols()) for x in (q, *line.needs)):
        return False
    own = {n.replace("_", "") for n in b.circuit.parameters}
    if any(n.replace("_", "") in own for n in line.names) or (
        line.role == "definition" and defined(q)[0].replace("_", "") in own
    ):
        return False
    if line.role == "definition" and isinstance(q.left, Quot) and not isinstance(q.left.den, Sym):
        return False
    names = line.names if line.role != "definition" else dict([*line.names.items(), defined(q)])
    try:
        return judged(b, q, dict(line.under), names)
    except Undecided:
        return False


def judged(b: Bench, q: Equation, under: Mapping[str, str], names: Mapping[str, Expr]) -> bool:
    """Is the claim true, by the witness?  A transfer function is read with the other sources off."""
    if _is_ratio(q, b.circuit) and len(b.circuit.sources()) > 1:
        (source,) = (e.name for e in b.circuit.sources() if e.value == q.left.children[1])
        return alone(b.name, source).tends(q, under, names)
    return b.witness.tends(q, under, names)


@cache
def alone(name: str, source: str) -> Witness:
    """The witness of the circuit with one source on."""
    c = read((FOLDER / f"{name}.cir").read_text(encoding="utf-8")).circuit
    return Witness(c.only(source))


def _numbers(line: Line, b: Bench) -> Iterator[Line]:
    """The same claim with the netlist's numbers worked out: ``… = 994.8``."""
    values = {n: number(p.value) for n, p in b.circuit.parameters.items() if p.value is not None}
    unknown = {*b.circuit.voltages, *b.circuit.currents}
    if line.role not in ("arranged", "definition", "exact") or line.under:
        return
    if line.role == "definition" and isinstance(line.claim.left, Quot):
        return
    try:
        exact = line.claim.right.value(named(values, line.names), number)
    except (Undecided, KeyError, ZeroDivisionError, ArithmeticError):
        return
    if not isinstance(exact, fmpq) or not exact or unknown & set(line.claim.right.symbols()):
        return
    for places in (3, 5):
        digits = rounded(Fraction(int(exact.p), int(exact.q)), places)
        if digits:
            needs = (*line.needs, line.claim) if line.role == "definition" else line.needs
            right = _number(digits)
            yield Line(b.name, "number", Equation(line.claim.left, right), needs, (), None, digits)


def _chains(line: Line, lines: list[Line]) -> Iterator[Line]:
    """An arranged result after the flat one: a = b = c."""
    if line.role == "arranged":
        for flat in lines:
            if flat.role == "exact" and flat.claim.left == line.claim.left:
                if leaves(flat.claim) + leaves(line.claim) <= LONGEST:
                    yield replace(line, before=flat.claim.right)
                return


def _number(digits: str) -> Expr:
    return lift(Fraction(digits))


def rounded(q: Fraction, places: int) -> str:
    """The number to so many significant digits, without an exponent; "" if it is too large or too small."""
    size = abs(q)
    if not Fraction(1, 10**4) < size < 10**7:
        return ""
    power = len(str(int(size))) if size >= 1 else -len(str(int(1 / size))) + 1
    decimals = max(0, places - power)
    return shown(Fraction(round(q * 10**decimals), 10**decimals), decimals)


def shown(q: Fraction, decimals: int = 0) -> str:
    """A decimal fraction in digits, with at least so many after the point."""
    while (q * 10**decimals).denominator != 1 and decimals < 12:
        decimals += 1
    text = str(abs(round(q * 10**decimals))).rjust(decimals + 1, "0")
    whole, part = (text[:-decimals], text[-decimals:]) if decimals else (text, "")
    return ("-" if q < 0 else "") + whole + (f".{part}" if part else "")
