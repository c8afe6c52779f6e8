"""The catalogue of what can be said of a line of algebra: a code, its kind, a title, an explanation.

GP10x to GP12x are errors in a line, GP13x faults of the argument, GP14x remarks about a line that may be
right and about how it was read, GP15x what could not be read or judged.
"""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """`kind` is a few words, unique in the catalogue; `title` a sentence; `explanation` what to look for."""

    kind: str
    title: str
    explanation: str


CODES: dict[str, Code] = {
    "GP100": Code(
        "false",
        "The line is false.",
        "It fails at a general point of the circuit, where all laws hold, and follows from no earlier line.",
    ),
    "GP101": Code(
        "sign",
        "A sign is wrong.",
        "One term or factor has the opposite sign of what the circuit forces. Currents that all run the "
        "other way are a convention and no error.",
    ),
    "GP102": Code(
        "inverted fraction",
        "A fraction is upside down.",
        "The reciprocal of one part makes the line true: R1/R2 for R2/R1, R for 1/R.",
    ),
    "GP103": Code(
        "dropped term", "A term is missing.", "Adding one term to a sum of the line makes it true."
    ),
    "GP104": Code("extra term", "A term is too much.", "Leaving out one term of a sum makes the line true."),
    "GP105": Code(
        "dropped factor", "A factor is missing.", "Multiplying one part by one factor makes the line true."
    ),
    "GP106": Code(
        "extra factor", "A factor is too much.", "Leaving out one factor of a product makes the line true."
    ),
    "GP107": Code(
        "wrong symbol",
        "A symbol is not the one that belongs there.",
        "A wrong index or a look-alike: R_1 for R_l, v_2 for v_3.",
    ),
    "GP108": Code(
        "swapped parts", "Two parts have changed places.", "Exchanging two symbols of the line makes it true."
    ),
    "GP109": Code(
        "bracket scope",
        "A bracket closes in the wrong place.",
        "The line is true if the bracket holds one term or factor more, or less.",
    ),
    "GP110": Code(
        "wrong side of the fraction",
        "A factor stands above the fraction line and belongs below, or the other way round.",
        "Moving it across makes the line true: (1/β)A_o for 1/(β A_o).",
    ),
    "GP111": Code(
        "wrong parallel formula",
        "Two parts in parallel are combined wrongly.",
        "The parallel combination of R1 and R2 is R1 R2/(R1 + R2), or 1/R = 1/R1 + 1/R2.",
    ),
    "GP112": Code(
        "wrong limit",
        "The limit is not this.",
        "What the line says does not hold when its symbols go to the limits that it states.",
    ),
    "GP113": Code("wrong power", "A power is wrong.", "Another exponent makes the line true."),
    "GP114": Code(
        "arithmetic",
        "A number is wrong.",
        "With the values of the netlist, or those given, the number is another to the digits printed; or a "
        "number within the formula is.",
    ),
    "GP115": Code(
        "dimensions",
        "The dimensions disagree.",
        "The two sides, or two terms of a sum, are not of one dimension; no such line can be true.",
    ),
    "GP116": Code(
        "no small edit",
        "The line is false, and no small change mends it.",
        "The right equation for its left side is shown instead.",
    ),
    "GP117": Code("two errors", "Two small changes make the line true.", "Each is shown in its place."),
    "GP118": Code(
        "other part",
        "A part of the line has to be another.",
        "Replacing the part by the one shown makes the line true; the change has no shorter name.",
    ),
    "GP130": Code(
        "circular",
        "The argument goes round in a circle.",
        "The line cites itself or a later line, or puts an equation into itself and gets what is always "
        "true.",
    ),
    "GP131": Code(
        "wrong citation",
        "The line does not follow from what it cites.",
        "It is true in the circuit, but the lines that it names do not give it.",
    ),
    "GP132": Code(
        "contradicts a definition",
        "The line contradicts a definition that was made before.",
        "The symbol has a meaning already, and the circuit gives it another value than the line does.",
    ),
    "GP133": Code(
        "limit not said",
        "The line holds only in a limit, which the work treats as finite elsewhere.",
        "It leaves out an imperfection that other lines keep; say the limit, or keep the term.",
    ),
    "GP134": Code(
        "error carried forward",
        "The line follows from an earlier wrong line.",
        "It is false in the circuit, but right if that line were; it needs no correction of its own.",
    ),
    "GP135": Code(
        "divides by zero",
        "The line divides by what is zero in the circuit.",
        "A denominator vanishes whatever the values of the parts are.",
    ),
    "GP136": Code(
        "contradicts the netlist",
        "The value is not that of the netlist.",
        "The line gives a part a value, and the netlist gives it another.",
    ),
    "GP139": Code(
        "depends on the way",
        "Whether the line holds depends on how its limit is reached.",
        "The quantity that goes to its limit is made of others; if one of them makes it go there the line "
        "holds, and if another does it does not. Say which one is meant.",
    ),
    "GP140": Code(
        "holds only in a limit",
        "The line holds only in a limit that it does not state.",
        "It is not true in the circuit as it is, but becomes true when the named imperfections are ideal.",
    ),
    "GP141": Code(
        "opposite convention",
        "All currents run against the netlist's direction.",
        "The lines are right with every current reversed; they are judged so.",
    ),
    "GP142": Code(
        "another reading",
        "The line is true in another reading than the one its spelling suggests.",
        "Brackets would make it certain: 1/βA may be read 1/(βA) or A/β.",
    ),
    "GP143": Code(
        "says nothing",
        "The line says nothing.",
        "Both sides are the same whatever the symbols stand for, and written alike.",
    ),
    "GP144": Code(
        "assumed",
        "The line is an assumption about the parts.",
        "No circuit forces one part to be another; what follows is judged with the assumption where it needs "
        "it.",
    ),
    "GP145": Code(
        "guessed",
        "What a symbol stands for was guessed.",
        "The guess is safe as far as the circuit tells: v_o at the only output, v_+ at the only op-amp. To "
        "be sure, say what it is, in the work or with --name.",
    ),
    "GP146": Code(
        "look-alike",
        "A symbol was taken for one that looks like it.",
        "A_0 for A_o, R_l for R_1, where only one symbol comes into question. Spell it as the netlist does.",
    ),
    "GP147": Code(
        "bracket",
        "A bracket was closed, or left out, for the writer.",
        "The brackets of the line do not match; the line is judged as it was mended.",
    ),
    "GP148": Code(
        "words",
        "Letters in a formula were taken for words.",
        "They are no symbols of the circuit, so they are not judged.",
    ),
    "GP149": Code(
        "not judged",
        "A part of the line is passed over.",
        "It states no equation: a number in passing, an inequality, a side that is words.",
    ),
    "GP150": Code(
        "not readable",
        "The line could not be read.",
        "It looks like algebra, and something in it has no meaning that is known.",
    ),
    "GP151": Code(
        "ambiguous",
        "The line can be read in more than one way.",
        "All readings are tried, and one that makes the line right is taken. Brackets leave only one.",
    ),
    "GP152": Code(
        "unknown symbol",
        "The line holds a symbol that means nothing in the circuit.",
        "Say what it is, in a line of the work or with --name.",
    ),
    "GP153": Code(
        "cannot be judged",
        "The line says something that cannot be judged.",
        "The reason is given with the line.",
    ),
    "GP154": Code(
        "no value",
        "A number cannot be judged without values.",
        "The netlist gives no value for a part that the number depends on; give one with --value.",
    ),
}
"""Code -> kind, title, explanation."""

CODE_OF: dict[str, str] = {c.kind: code for code, c in CODES.items()}
"""The code of a kind."""
