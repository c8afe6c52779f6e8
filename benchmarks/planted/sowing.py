"""Documents with one line to be judged: a true one, or one with an error that was planted in it.

A planted line is kept only if the witness finds it false: at the general points of the circuit, with every
current reversed, with one source on alone where it is a quotient, and also in every limit in which the
circuit's imperfections may be ideal (for what is true there is no error but a condition left unsaid).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, cycle

from benchmarks.planted import truths
from benchmarks.planted.mutants import KINDS, Desk
from benchmarks.planted.pages import page, work
from benchmarks.planted.printers import HANDS, Hand
from benchmarks.planted.shapes import another_form
from benchmarks.planted.truths import Bench, Line, bench, judged, leaves
from benchmarks.planted.witness import Undecided, Witness
from gainproof.expression import Equation, Expr, Quot, Sym, lift
from gainproof.units import UNITS, Dimension, DimensionError, dimension

WRONG_LIMIT, ARITHMETIC, TWO = "wrong limit", "arithmetic", "two errors"
ALL_KINDS = (*KINDS, WRONG_LIMIT, TWO)
TWO_OF = 20
"""One in so many planted lines has two errors."""
PATIENCE = 100
"""How often a kind is tried, each time on another circuit, before the next kind has its turn."""
SHORT = 7
"""Leaves below which a line is too short for two errors: nothing would be left of it."""


@dataclass(frozen=True)
class Planted:
    """One document: definitions that the line needs, then the line, in one hand.

    `claim` is what the last line says, `right` what it should say (the same for a true line); `kind` is that
    of the error, "" for none.
    """

    circuit: str
    role: str
    kind: str
    hand: str
    claim: Equation
    right: Equation
    needs: tuple[Equation, ...]
    under: tuple[tuple[str, str], ...]
    before: Expr | None
    text: str
    file: str
    line: str


def sown(count: int, seed: int, names: Sequence[str] | None = None) -> Iterator[Planted]:
    """So many planted lines, the kinds by turns and the circuits by turns, no document twice."""
    rng = random.Random(f"planted {seed}")
    turns = cycle([bench(n) for n in names or truths.circuits()])
    kinds = cycle([*KINDS, WRONG_LIMIT])
    seen: set[str] = set()
    while len(seen) < count:
        kind = TWO if len(seen) % TWO_OF == TWO_OF - 1 else next(kinds)
        for _ in range(PATIENCE):
            planted = _plant(next(turns), kind, rng)
            if planted is not None and planted.text not in seen:
                seen.add(planted.text)
                yield planted
                break


def true_lines(count: int, seed: int, names: Sequence[str] | None = None) -> Iterator[Planted]:
    """So many true lines, in any form and hand."""
    rng = random.Random(f"true {seed}")
    benches = [bench(n) for n in names or truths.circuits()]
    seen: set[str] = set()
    for k in range(20 * count):
        b = benches[k % len(benches)]
        line = rng.choice(b.lines)
        form = _formed(line, b, rng)
        out = _document(line, b, form, form, "", rng) if form is not None else None
        if out is not None and out.text not in seen:
            seen.add(out.text)
            yield out
            if len(seen) == count:
                return


@dataclass(frozen=True)
class Essay:
    """A whole derivation; `wrong` is the number, in the file, of the line with the planted error, or None."""

    circuit: str
    text: str
    file: str
    claims: int
    wrong: int | None
    kind: str = ""


def essays(count: int, seed: int, names: Sequence[str] | None = None) -> Iterator[Essay]:
    """So many whole derivations, every second one with an error."""
    rng = random.Random(f"essays {seed}")
    benches = [b for n in names or truths.circuits() if (b := bench(n)).works]
    made = 0
    while made < count:
        b = benches[made % len(benches)]
        lines = rng.choice(b.works)
        claims: list[Equation | None] = [_formed(x, b, rng) for x in lines]
        wrong, kind = None, ""
        if made % 2:
            kind = rng.choice(list(KINDS))
            k = rng.choice([k for k, x in enumerate(lines) if x.role != "definition"])
            error = _error(lines[k], claims[k] or lines[k].claim, b, kind, rng)
            if error is None:
                continue
            wrong, claims[k] = k, error
        said = [(x, q or x.claim) for x, q in zip(lines, claims, strict=True)]
        text, file, numbers = work(said, HANDS[rng.choice(list(HANDS))], rng.randrange(1 << 30))
        made += 1
        yield Essay(b.name, text, file, len(said), None if wrong is None else numbers[wrong], kind)


def _error(line: Line, right: Equation, b: Bench, kind: str, rng: random.Random) -> Equation | None:
    """A false line with one error of this kind, if it can be made here."""
    try:
        mutants = list(KINDS[kind](right, _desk(b, line)))
    except DimensionError:
        return None
    wrong = rng.choice(mutants) if mutants else right
    return None if wrong in (right, Equation(right.right, right.left)) or not false(b, wrong, line) else wrong


def _plant(b: Bench, kind: str, rng: random.Random) -> Planted | None:
    lines = [x for x in b.lines if x.role != "definition"]
    if kind == WRONG_LIMIT:
        return _wrong_limit(b, rng)
    if kind == ARITHMETIC and rng.random() < 0.8:
        return _wrong_digits(b, rng)
    line = rng.choice([x for x in lines if x.role != "number"])
    right = _formed(line, b, rng)
    if right is None:
        return None
    if kind == TWO and leaves(right) < SHORT:
        return None
    wrong = right
    for chosen in rng.sample(list(KINDS), 2) if kind == TWO else [kind]:
        found = _error(line, wrong, b, chosen, rng)
        if found is None or found == right:
            return None
        wrong = found
    return _document(line, b, wrong, right, kind, rng)


def _formed(line: Line, b: Bench, rng: random.Random) -> Equation | None:
    """The claim in another form, still true."""
    if line.role in ("number", "definition"):
        return line.claim
    q = line.claim
    if line.role == "kcl" and rng.random() < 0.5:
        q = another_form(q, random.Random(0))
    form = another_form(q, rng)
    try:
        return form if judged(b, form, dict(line.under), line.names) else None
    except Undecided:
        return None


def _desk(b: Bench, line: Line) -> Desk:
    """The symbols of the circuit that can be written, and the names defined so far."""
    c = b.circuit
    hidden = truths.inside(c)
    out: dict[str, Dimension | None] = {n: UNITS.get(p.unit) for n, p in c.parameters.items()}
    out |= {n: UNITS["V"] for n in c.voltages if n not in hidden}
    out |= {n: UNITS["A"] for n in line.claim.symbols() if n in c.currents}
    out["s"] = UNITS["Hz"]
    for name, meaning in line.names.items():
        everything = {**out, **dict.fromkeys(c.currents, UNITS["A"])}
        try:
            out[name] = dimension(meaning, everything)
        except DimensionError:
            out[name] = None
    if "s" not in line.claim.symbols():
        del out["s"]
    return Desk(out)


def false(b: Bench, q: Equation, line: Line) -> bool:
    """Is the claim false in every way in which it could be meant?  One among parts alone is an assumption."""
    names, under = line.names, dict(line.under)
    if not {*b.circuit.voltages, *b.circuit.currents, *names} & set(q.symbols()):
        return False
    try:
        if judged(b, q, under, names):
            return False
        if not under and b.witness.reversed(q, names):
            return False
        if by_a_source(q, b) and any(w.tends(q, under, names) for w in _single_sources(b)):
            return False
        return not any(b.witness.tends(q, {**under, **more}, names, vanishing=True) for more in _limits(b))
    except Undecided:
        return False


def by_a_source(q: Equation, b: Bench) -> bool:
    """Is something divided by a source, or a source alone by something, as in a gain or an impedance?"""
    sources = {n for e in b.circuit.sources() if e.value is not None for n in e.value.symbols()}
    return any(
        isinstance(n, Quot)
        and (sources & set(n.den.symbols()) or (isinstance(n.num, Sym) and n.num.name in sources))
        for x in (q.left, q.right)
        for n in x.walk()
    )


def _single_sources(b: Bench) -> list[Witness]:
    sources = [e.name for e in b.circuit.sources() if "." not in e.name]
    return [truths.alone(b.name, s) for s in sources] if len(sources) > 1 else []


def _limits(b: Bench) -> Iterator[dict[str, str]]:
    """Every way to idealise some of the parts that the circuit idealises."""
    goals = list(b.ideals.items())
    for n in range(1, len(goals) + 1):
        for chosen in combinations(goals, n):
            yield dict(chosen)


def _wrong_limit(b: Bench, rng: random.Random) -> Planted | None:
    """A limit line with what is right in another limit, or with what vanishes kept and the rest dropped."""
    limits = [x for x in b.lines if x.role == "limit"]
    if not limits:
        return None
    line = rng.choice(limits)
    others = [x for x in b.lines if x.claim.left == line.claim.left and x.under != line.under]
    others = [x for x in others if x.role in ("limit", "arranged") and x.needs == line.needs]
    right = line.claim
    rights = [x.claim.right for x in others]
    for x in others:
        gone = {n for n, _ in line.under}
        for m in KINDS["dropped term"](x.claim, _desk(b, x)):
            if not gone & set(m.right.symbols()):
                rights.append(m.right)
    rights += [m.right for m in KINDS["dropped term"](right, _desk(b, line)) if m.left == right.left]
    if not rights or rng.random() < 0.15:
        rights = [lift(0), lift(1)] if isinstance(right.left, Quot) else [lift(0)]
    wrong = Equation(right.left, rng.choice(rights))
    if wrong == right or leaves(wrong) > truths.LONGEST or not false(b, wrong, line):
        return None
    return _document(line, b, wrong, right, WRONG_LIMIT, rng)


def _wrong_digits(b: Bench, rng: random.Random) -> Planted | None:
    """A result with two digits exchanged, a digit wrong, the point moved, or the sign lost."""
    lines = [x for x in b.lines if x.role == "number"]
    if not lines:
        return None
    line = rng.choice(lines)
    digits, k = line.digits, rng.randrange(4)
    spots = [i for i, c in enumerate(digits) if c.isdigit()]
    if k == 0:
        i = rng.choice(spots[:-1])
        j = spots[spots.index(i) + 1]
        new = list(digits)
        new[i], new[j] = new[j], new[i]
        wrong = "".join(new)
    elif k == 1:
        i = rng.choice(spots)
        wrong = digits[:i] + str((int(digits[i]) + rng.randint(2, 8)) % 10) + digits[i + 1 :]
    elif k == 2:
        wrong = truths.shown(Fraction(digits) * (10 if rng.random() < 0.5 else Fraction(1, 10)))
    else:
        wrong = digits.removeprefix("-") if digits.startswith("-") else "-" + digits
    if not wrong or abs(Fraction(wrong) - Fraction(digits)) <= 2 * last_place(wrong):
        return None
    claim = Equation(line.claim.left, lift(Fraction(wrong)))
    return _document(replace(line, digits=wrong), b, claim, line.claim, ARITHMETIC, rng)


def last_place(digits: str) -> Fraction:
    """The unit of the last digit that surely counts: zeros at the end of a whole number may not."""
    whole, point, part = digits.partition(".")
    zeros = 0 if point else len(whole) - len(whole.rstrip("0"))
    return Fraction(10**zeros, 10 ** len(part))


def _document(
    line: Line, b: Bench, claim: Equation, right: Equation, kind: str, rng: random.Random
) -> Planted | None:
    """The text: definitions, then the line, in a hand drawn by lot; None if the hand hides the error."""
    hand: Hand = HANDS[rng.choice(list(HANDS))]
    before = line.before if kind == "" or claim.left == right.left else None
    text, file, shown = page(line, claim, before, hand, rng.randrange(1 << 30))
    if (
        kind
        and line.role != "number"
        and page(line, right, before, hand, 0)[2] == page(line, claim, before, hand, 0)[2]
    ):
        return None
    return Planted(
        b.name, line.role, kind, hand.name, claim, right, line.needs, line.under, before, text, file, shown
    )
