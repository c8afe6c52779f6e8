"""Is the key right?  Nothing is printed before four have said so that share no code.

The *checker* has proved the formula, step by step, when the exercise was derived.  A *reader* of algebra
judges the formula's line against the netlist (`gainproof.verify`).  Then, for each variant: the number that
the textbook form gives is, exactly, that of the unarranged quotient; *nodal analysis* with stamps of its own
finds the same number in the circuit that the variant's netlist says; and the line of the key, with the digits
that it prints, is judged true against that netlist.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from gainproof.circuit.circuit import Circuit
from gainproof.errors import GainproofError
from gainproof.expression import Equation
from gainproof.notation import text
from gainproof.problems.exercises import Exercise
from gainproof.problems.nouns import Answer
from gainproof.problems.sense import at
from gainproof.render.document import Check
from gainproof.verification import verify
from gainproof.witness.measurement import measurement
from gainproof.witness.numeric import Unsolvable, reading
from gainproof.worked.evaluation import response

CLOSE = 1e-9
"""Relative, of what floating point finds at a frequency."""

STEPS = "every step of the derivation is proved from its premises"
JUDGED = "the formula, read as a line of algebra, is judged true against the netlist"
ARRANGED = "the textbook form gives exactly the number of the unarranged quotient"
MEASURED = "nodal analysis with stamps of its own finds the number in the variant's netlist"
READ = "the line of the key, to the digits that it prints, is judged true with the variant's netlist"


class KeyRefused(GainproofError):
    """A key that does not hold; a set with one is not printed."""


def proved_formula(ex: Exercise) -> tuple[Check, ...]:
    """The checks that an exercise's formula has passed.  Raises KeyRefused if it has not."""
    s = ex.study
    if not s.holds:
        raise KeyRefused(f"{ex.title}: {'; '.join(s.faults)}")
    if not any(o.agrees for o in s.opinions):
        raise KeyRefused(f"{ex.title}: no witness could confirm the formula")
    judged_true(ex, [*ex.definitions, ex.formula], ex.pattern.text)
    steps = Check(True, (STEPS,))
    return (steps, Check(True, (JUDGED,)))


def judged_true(ex: Exercise, lines: Sequence[Equation | str], netlist: str | Circuit) -> None:
    """Raises KeyRefused unless `gainproof.verify` finds every line true, or a definition, in the netlist."""
    work = [line if isinstance(line, str) else f"{text(line.left)} = {text(line.right)}" for line in lines]
    found = verify(work, netlist, names=ex.names)
    for j in found.judged:
        if j.verdict not in ("true", "identity", "definition"):
            raise KeyRefused(f"{ex.title}: the line {j.item.text} is judged {j.verdict}: {j.how}")
    if len(found.judged) != len(work) or found.judged[-1].verdict == "definition":
        raise KeyRefused(f"{ex.title}: the line {work[-1]} says nothing of the circuit")


def proved_number(
    ex: Exercise, key: Answer, values: Mapping[str, Fraction], circuit: Circuit
) -> tuple[Check, ...]:
    """The checks that a variant's number has passed.  Raises KeyRefused if it has not.

    `circuit` is what the reader found in the variant's netlist; its own numbers are taken, not those of
    `values`.
    """
    said = {n: p.value for n, p in circuit.parameters.items() if p.value is not None}
    if any(said.get(n) != q for n, q in values.items()):
        raise KeyRefused(f"{ex.title}: the netlist has not the values that the problem gives")
    _arranged(ex, key, said)
    _measured(ex, key, said, circuit)
    checks = [Check(True, (ARRANGED,)), Check(True, (MEASURED,))]
    if not ex.dynamic:
        line = f"{text(ex.formula.left)} = {key.shown}"
        judged_true(ex, [line], circuit)
        checks.append(Check(True, (READ,)))
    elif abs(_printed(key) - key.value) > key.margin:
        raise KeyRefused(f"{ex.title}: the key prints {key.shown}, which its own tolerance refuses")
    return tuple(checks)


def _printed(key: Answer) -> Fraction:
    from gainproof.worked.values import read

    return read(key.shown, key.unit.removeprefix("1"))


def _arranged(ex: Exercise, key: Answer, said: Mapping[str, Fraction]) -> None:
    """The boxed line, its names spelled out, gives the key's number."""
    plain = ex.study.derivation.spelled_out(ex.formula.right)
    try:
        found = at(response(plain, said, {}), ex.frequency)
    except ZeroDivisionError:
        found = None
    if found != key.value:
        raise KeyRefused(f"{ex.title}: the textbook form gives {found}, the key says {key.value}")


def _measured(ex: Exercise, key: Answer, said: Mapping[str, Fraction], circuit: Circuit) -> None:
    """The witness reads the key's number off the circuit: exactly at DC, to nine digits at a frequency."""
    bench = measurement(circuit, ex.study.derivation.quantity)
    try:
        if ex.frequency is not None:
            import cmath

            point = {n: complex(float(q)) for n, q in said.items()} | {
                "s": 2j * cmath.pi * float(ex.frequency)
            }
            found = abs(reading(bench, point, lambda q: complex(float(q))))
            agrees = abs(found - float(key.value)) <= CLOSE * abs(float(key.value))
        else:
            found = reading(bench, {**said, "s": Fraction(0)}, Fraction)
            agrees = found == key.value
    except (Unsolvable, ZeroDivisionError) as fault:
        raise KeyRefused(f"{ex.title}: the witness finds no number: {fault}") from None
    if not agrees:
        raise KeyRefused(f"{ex.title}: nodal analysis finds {found}, the key says {key.value}")
