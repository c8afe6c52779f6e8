"""Problems of every kind about one amplifier, put together by hand for the tests of the exports."""

from __future__ import annotations

from fractions import Fraction

from gainproof.expression import Equation, Expr, Num, Sym
from gainproof.notation import parse
from gainproof.problems.nouns import Answer, Blank, Option, Problem, ProblemSet
from gainproof.studies import document, study
from gainproof.worked.example import Used

NETLIST = """* a <non-inverting> & finite amplifier
V1 1 0 10m
R1 2 0 1k
R2 2 3 9k
E1 3 0 1 2 100k
.tf V(3) V1
"""


def _sides(claim: Equation) -> tuple[Expr, Expr]:
    return claim.left, claim.right


def problems() -> ProblemSet:
    s = study(NETLIST)
    d = s.derivation
    boxed = d.step(d.result).claim
    definitions = tuple(t.claim for t in d.steps if t.rule == "define")
    exact = s.example.value
    solution = document(s, title="Gain")
    base = {
        "title": "Gain <of> an amplifier & more",
        "circuit": d.circuit,
        "netlist": NETLIST,
        "quantity": d.quantity,
        "asked": boxed.left,
        "givens": tuple(s.example.values),
        "drawing": solution.drawing,
        "formula": boxed,
        "solution": solution,
        "definitions": definitions,
    }
    question = (("What is the gain ", boxed.left, " of this <amplifier>?"),)
    answer = Answer(exact, "", Fraction(1, 200), "9.999")
    in_volts = Answer(exact / 100, "V", Fraction(1, 100), "99.99 mV")
    wrong = Equation(boxed.left, parse("1 + R1/R2"))
    worse = Equation(boxed.left, Num(Fraction(-10)))
    options = (
        Option((wrong,), wrong, "GP102", ("The fraction is ", parse("R2/R1"), ".")),
        Option((boxed,), boxed),
        Option((worse,), worse, "GP101", ("A sign is wrong ]]>.",)),
    )
    shown = [i for i in solution.items if i.place != "limit"]
    blanks = tuple(Blank(i.label, i.number, *_sides(d.step(i.label).claim), i.title) for i in shown[-2:])
    made = (
        Problem("gain-s1-001", 1, "number", question=question, answer=answer, **base),
        Problem("gain-s1-002", 2, "formula", question=question, answer=answer, **base),
        Problem("gain-s1-003", 3, "faded", question=question, answer=answer, blanks=blanks, **base),
        Problem("gain-s1-004", 4, "choice", question=question, answer=answer, options=options, **base),
        Problem(
            "volts-s1-005",
            5,
            "number",
            question=(("What is ", Sym("v_3"), "?"),),
            answer=in_volts,
            **{**base, "asked": Sym("v_3"), "givens": (Used("V1", Fraction(1, 100), "V", "input"),)},
        ),
        Problem("bare-s1-006", 6, "number", question=question, answer=answer, **{**base, "drawing": None}),
    )
    return ProblemSet("Gain & <more>", 1, ("gain",), made)
