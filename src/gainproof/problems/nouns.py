"""The nouns: a problem, what answers it, the set it belongs to.  Inert data.

A problem is a circuit with numbers of its own, and one quantity that is asked of it.  Its `kind` says how:

* ``number``: its value is asked, which is `answer`.
* ``formula``: its formula is asked, which is `formula`.
* ``faded``: its derivation is given, but for the right sides of some steps, which are `blanks`.
* ``choice``: it is to be chosen among `options`, the wrong ones each made by a misconception.

Whatever the kind, `formula`, `answer` (where the circuit gives a number) and the full `solution` are there,
so that a key can have all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from gainproof.circuit.circuit import Circuit
from gainproof.derivation import Quantity
from gainproof.expression import Equation, Expr
from gainproof.notation import text
from gainproof.render.document import Check, Document
from gainproof.render.sentences import Phrase
from gainproof.worked.example import Used

KINDS = ("number", "formula", "faded", "choice")
"""How a problem asks."""
FADINGS = ("forward", "backward")
"""Which steps of a worked example are left out first: the first ones, or the last."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A number: the exact `value` in the SI unit `unit` (a key of `UNITS`; "" or "1" for a pure number).

    `tolerance` is relative: what differs from `value` by no more than this part of it counts as right.
    `shown` is the value as the key prints it, with SI prefix and unit: ``-15.15``, ``49.92 kΩ``.
    """

    value: Fraction
    unit: str
    tolerance: Fraction
    shown: str

    @property
    def margin(self) -> Fraction:
        """By how much, in `unit`, an answer may differ from the value."""
        return abs(self.value) * self.tolerance


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose: `says` is what is printed, `claim` the same as a line about the circuit.

    `code` is "" for the right one, else a key of `gainproof.hand.codes.CODES`; `feedback` tells whoever chose
    it what is wrong, in a sentence or two of text and mathematics.  `value` is its number, in the answer's
    unit, where the options are numbers.
    """

    says: Phrase
    claim: Equation
    code: str = ""
    feedback: Phrase = ()
    value: Fraction | None = None

    @property
    def right(self) -> bool:
        return not self.code


@dataclass(frozen=True, slots=True)
class Blank:
    """What is left out of one step of the solution: the right side of its claim.

    `label` is that of the step (an `Item` of the solution), `number` what is printed beside it; `given` is
    the side that stays, `hidden` the side to be filled in, `hint` the step's title, which stays too.
    """

    label: str
    number: str
    given: Expr
    hidden: Expr
    hint: Phrase = ()

    @property
    def claim(self) -> Equation:
        """The whole line, as the key has it."""
        return Equation(self.given, self.hidden)


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of a set.

    * `name` is unique in the set and safe as a file's name: ``1-offset-voltage-s7-003``.  `number` is its
      place in the set, from 1.
    * `circuit` is the circuit, its parameters with this variant's values; `netlist` the same as SPICE text,
      whole, as `gainproof.verify` takes it; `part` the real op-amp, "" for none.
    * `question` is what is asked: sentences of text and mathematics, in order.  `asked` is the quantity, the
      left side of `formula`.  `names` tells `gainproof.verify` what a name in `asked` stands for.
    * `givens` are all values; `drawing` is the schematic (`gainproof.draw.place`), the same object for all
      variants of a circuit.
    * `formula` is the textbook form, `definitions` are those of the names in it, in order.
    * `answer` is None where the quantity is no number: a function of s, or no example values.
    * `options` are in the order in which they are printed, `blanks` in the order of the steps.  A faded
      example without blanks is one to study, the first of its sequence.
    * `solution` is the derivation with this variant's values, and, where a number is asked, the work of it.
    * `proofs` are what was asked of the key; all are passed.
    * `frequency` is in hertz, None for DC.
    """

    name: str
    number: int
    kind: str
    title: str
    circuit: Circuit
    netlist: str
    quantity: Quantity
    question: tuple[Phrase, ...]
    asked: Expr
    givens: tuple[Used, ...]
    drawing: Any
    formula: Equation
    solution: Document
    definitions: tuple[Equation, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    answer: Answer | None = None
    part: str = ""
    frequency: Fraction | None = None
    options: tuple[Option, ...] = ()
    blanks: tuple[Blank, ...] = ()
    proofs: tuple[Check, ...] = ()

    @property
    def values(self) -> Mapping[str, Fraction]:
        """The values by symbol, in SI units."""
        return {u.symbol: u.value for u in self.givens}

    def line(self, answer: str) -> str:
        """A line of algebra that says so: ``v_3/V1 = 994.8``; with `netlist` and `names` it can be judged."""
        return f"{text(self.asked)} = {answer}"

    @property
    def right(self) -> int | None:
        """The index of the right option, None where there is nothing to choose."""
        return next((k for k, o in enumerate(self.options) if o.right), None)


@dataclass(frozen=True, slots=True)
class ProblemSet:
    """Problems made from `sources` (folders and netlists, as they were named) with one seed.

    `remarks` are sentences on what was left out and why: a question of a folder that no problem can be
    made of, a choice with fewer options than were asked for.
    """

    title: str
    seed: int
    sources: tuple[str, ...]
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...] = ()

    def named(self, name: str) -> Problem:
        """The problem of this name; KeyError if there is none."""
        for p in self.problems:
            if p.name == name:
                return p
        raise KeyError(name)
