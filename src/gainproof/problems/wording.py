"""What a problem asks, in words: every sentence of the sheet that is not the derivation's."""

from __future__ import annotations

from fractions import Fraction

from gainproof.expression import Equation, Sym
from gainproof.problems.exercises import Exercise
from gainproof.problems.nouns import Answer
from gainproof.problems.variants import OpAmp
from gainproof.render.document import Document
from gainproof.render.sentences import Phrase, fill, listed
from gainproof.worked.values import decimal, engineering

PART = "The op-amp is of the type {part}, its figures typical[, {assumed} assumed]."
PARTS = "The op-amps are of the type {part}, their figures typical[, {assumed} assumed]."
NAMES = "Write {names}."
FIND = "Find {what}{where}, with the values given, to within {tolerance}."
DERIVE = "Derive {what} as a formula in {symbols}."
COMPLETE = "Complete the derivation of {what}: write what is missing on the lines."
STUDY = "Study the derivation of {what}, and say to yourself why each line follows."
WHICH = "Which of these is {what}{ideal}?"
HOW_MUCH = "Which of these is {what}{where}, with the values given?"
FINITE = ", exactly, with the imperfections of the op-amp taken into account"
FREQUENCY = " at {frequency} (its magnitude)"

QUANTITIES = {
    "zin": "{name} {asked} that {source} sees",
    "impedance": "{name} {asked} between the nodes {nodes}",
}
NAMED = "{name} {asked}"
VOLTAGE, CURRENT = "the voltage {asked}", "the current {asked}"


def quantity(ex: Exercise) -> Phrase:
    """``the voltage gain v_3/V_1``."""
    q = ex.study.derivation.quantity
    name = f"the {lowered(ex.document)}"
    words = QUANTITIES.get(q.kind, NAMED)
    if q.kind == "response":
        words = VOLTAGE if len(q.output) == 2 else CURRENT
    return fill(
        words,
        {
            "asked": (ex.formula.left,),
            "name": (name,),
            "source": (Sym(q.source.replace(".", "_")),) if q.source else (),
            "nodes": (" and ".join("ground" if n == "0" else n for n in q.output),),
        },
    )


def lowered(document: Document) -> str:
    """What the result is called, inside a sentence."""
    return document.result_name[:1].lower() + document.result_name[1:]


def question(
    ex: Exercise,
    kind: str,
    amp: OpAmp,
    key: Answer | None,
    definitions: tuple[Equation, ...],
    *,
    numeric: bool = False,
    full: bool = False,
) -> tuple[Phrase, ...]:
    """The sentences of a problem; `definitions` are names that the answer may use.

    `numeric` says that options are numbers, `full` that a faded example has no blanks.
    """
    what = quantity(ex)
    said: list[Phrase] = []
    count = sum(i.role == "opamp" for i in ex.pattern.circuit.instances)
    if amp.part and (kind == "number" or numeric):
        assumed = listed([(Sym(n),) for n in amp.assumed])
        said.append(fill(PARTS if count > 1 else PART, {"part": (amp.part,), "assumed": assumed}))
    where: Phrase = ()
    if ex.frequency is not None:
        where = (FREQUENCY.format(frequency=engineering(ex.frequency, "Hz")),)
    elif ex.dynamic:
        where = (" at DC",)
    if kind == "number" and key is not None:
        within = (per_cent(key.tolerance),)
        said.append(fill(FIND, {"what": what, "where": where, "tolerance": within}))
    elif kind == "formula":
        said += [*_names(definitions), fill(DERIVE, {"what": what, "symbols": _symbols(ex)})]
    elif kind == "faded":
        said.append(fill(STUDY if full else COMPLETE, {"what": what}))
    elif numeric:
        said.append(fill(HOW_MUCH, {"what": what, "where": where}))
    else:
        ideal: Phrase = (FINITE,) if ex.goals else ()
        said += [*_names(definitions), fill(WHICH, {"what": what, "ideal": ideal})]
    return tuple(said)


def _names(definitions: tuple[Equation, ...]) -> list[Phrase]:
    return [fill(NAMES, {"names": listed([(q,) for q in definitions])})] if definitions else []


def _symbols(ex: Exercise) -> Phrase:
    """The symbols that the answer is to be made of: names first, then the circuit's in its order."""
    wanted = ex.formula.right.symbols()
    known = [*ex.pattern.circuit.parameters]
    wanted.sort(key=lambda n: known.index(n) + 1 if n in known else 0)
    return listed([(Sym(n),) for n in wanted])


def per_cent(q: Fraction) -> str:
    """A relative tolerance: ``0.5 %``."""
    return f"{decimal(100 * q, 3)}\N{NO-BREAK SPACE}%"
