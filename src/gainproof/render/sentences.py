"""The words of a derivation: titles of steps, reasons in the margin, names of results.

Every sentence of the page that is not the author's stands here, keyed by the step's rule, for
consequences by the move.  ``{name}`` is filled with a formula or a reference; a part in ``[ ]`` is left
out when one of its fillings is empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gainproof.expression import Equation, Expr


@dataclass(frozen=True, slots=True)
class Cite:
    """A reference to a numbered line of the same document."""

    label: str
    number: str


@dataclass(frozen=True, slots=True)
class Tends:
    """``symbol → to``; `to` is "oo" or "0"."""

    symbol: Expr
    to: str


Part = str | Expr | Equation | Cite | Tends
Phrase = tuple[Part, ...]

TITLES: Mapping[str, str] = {
    "law": "Law of {element}.",
    "kcl": "Currents at {nodes}.",
    "kvl": "Voltages {around}.",
    "path": "Voltage {around}.",
    "define": "Write {symbol} for the {about}.",
    "abbreviate": "Abbreviate by {symbol}.",
    "rearrange": "Arrange {cites}.",
    "limit": "Let {to}.",
    "choose": "Choose {to}.",
    "gain": "Gain from {source}.",
    "circuit": "Read [{symbol} ]off the circuit.",
    "solved": "Solve the circuit for {symbol}.",
    "superpose": "Add what each source does alone.",
    "thevenin": "Put the Thévenin equivalent at the inputs.",
    "extra_element": "Put the parts together by the extra element theorem.",
    "asymptotic": "Put the parts together by the asymptotic gain formula.",
    "open loop": "Multiply what goes in and out of {who}.",
    "blackman": "Put the parts together by Blackman's impedance formula.",
    "bisect": "Put the two half circuits together.",
    "stages": "Put the stages together.",
    "powers": "Add the powers of the noise.",
    "referred": "Refer the noise to {source}.",
    "noise": "Put the transfer functions into {into}.",
    "gather": "Gather [{for} in ]{cites}.",
    "solve": "Solve {cites}[ for {for}].",
    "combine": "Combine {cites}.",
    "collect": "Collect [{for} in ]{cites}.",
    "divide": "Divide {cites}[ by the factor of {for}] and clear fractions.",
    "clear": "Put {others} into {into} and clear fractions.",
    "multiply": "Multiply {cites}.",
    "put in": "Put {others} into {into}.",
    "rename": "Write {cites} with {symbol}.",
    "expand": "Multiply out {cites}.",
    "substitute": "Substitute {cites}[ in {into}].",
    "balance": "Balance {cites}[ for {for}].",
    "consequence": "Conclude from {cites}.",
}

REASONS: Mapping[str, str] = {
    "law": "[{about}.]",
    "kcl": "Kirchhoff's current law: what leaves the node adds up to zero.",
    "kvl": "Kirchhoff's voltage law: around a loop, the voltages add up to zero.",
    "path": "Read along {along}.",
    "define": "[Unit: {unit}.]",
    "abbreviate": "",
    "rearrange": "[So that {ideal} stands alone.]",
    "limit": "[Neglected: terms of order {order}.]",
    "gain": "",
    "choose": "Then {cancels} has no effect.",
    "circuit": "",
    "solved": "Kirchhoff's current law at all nodes.",
    "superpose": "Superposition: the circuit is linear.",
    "thevenin": "What the inputs see is one source behind one resistance.",
    "extra_element": "The circuit in its reference state, and what each element changes.",
    "asymptotic": "Ideal gain, return ratio and direct feedthrough[ of {who}].",
    "open loop": "Superposition: what passes through {who}, and what leaks past.",
    "blackman": "Without {who}, and its return ratio with the port shorted and open.",
    "bisect": "Bartlett's bisection theorem.[ Matched parts are needed: {matched}.]",
    "stages": "What an ideal voltage output drives does not act back on it.",
    "powers": "The sources are not correlated. A resistor's thermal noise is that of Nyquist's theorem.",
    "referred": "The noise at the input that would give as much at the output.",
    "noise": "",
    "gather": "",
    "solve": "[Linear in {for}.]",
    "combine": "",
    "collect": "",
    "divide": "",
    "clear": "",
    "multiply": "",
    "put in": "",
    "rename": "",
    "expand": "",
    "substitute": "",
    "balance": "",
    "consequence": "",
}

CIRCUIT, HERE_IS, WHOLE_CIRCUIT = "Circuit: ", "Here ", "The whole circuit again."
STATES: tuple[tuple[str, str, str], ...] = (
    ("differential half", "the differential half circuit stands for the whole", ""),
    ("common half", "the common half circuit stands for the whole", ""),
    ("port open", "the port is open", ""),
    ("port shorted", "the port is shorted", ""),
    ("up to {who}", "the circuit ends at {who}", "the circuit ends at {who}"),
    ("behind {who}", "the circuit begins behind {who}", "the circuit begins behind {who}"),
    ("only {who} on", "only {who} is on", "only {who} are on"),
    ("{null} nulled by {who}", "{who} is adjusted until {null}", "{who} are adjusted until {null}"),
    ("{what} in place of {who}", "{what} stands in place of {who}", "{what} stand in place of {who}"),
    ("{what} at {node}", "{what} drives node {node}", ""),
    ("{what} at {pair}", "{what} drives nodes {pair}", ""),
    ("{who} off", "{who} is off", "{who} are off"),
    ("{who} open", "{who} is open", "{who} are open"),
    ("{who} shorted", "{who} is shorted", "{who} are shorted"),
    ("{who} independent", "{who} is an independent source", "{who} are independent sources"),
    ("{who} dead", "{who} delivers nothing", "{who} deliver nothing"),
    ("{who} perfect", "the gain of {who} is infinite", "the gains of {who} are infinite"),
)
"""A clause of a variant's name; what it means, of one element and of several."""
INDEPENDENT, DEAD = "{name} made independent", "{name} is dead"
NOTHING: Mapping[str, str] = {
    "leak": "Nothing leaks past {who}.",
    "loop": "Nothing comes back to {who}.",
}
SILENT: Mapping[bool, str] = {
    False: "{sources} does nothing to {wanted}.",
    True: "{sources} do nothing to {wanted}.",
}
"""Of one source, and of several."""
PREVIOUS = "the line before"

GAINS: Mapping[tuple[str, str], str] = {
    ("V", "V"): "Voltage gain",
    ("V", "A"): "Transresistance",
    ("A", "V"): "Transconductance",
    ("A", "A"): "Current gain",
}
RESULTS: Mapping[str, str] = {
    "zin": "Input impedance",
    "impedance": "Impedance",
    "response": "Result",
    "noise": "Noise power density of the output",
}
RESISTIVE: Mapping[str, str] = {"Input impedance": "Input resistance", "Impedance": "Resistance"}

IDEAL_RESULT = "the ideal result"
PLAIN: Mapping[str, str] = {"A": "current", "V": "voltage", "Ω": "resistance", "S": "conductance"}
"""What a symbol is that only occurs within values, by its unit."""
VALUE, IDEAL_VALUE, ERROR_VALUE, INTERACTION = "value", "ideal value", "error", "together, besides"
IDEAL, ERROR = "ideal", "error"

EXAMPLE, EXAMPLE_MARGIN = "Example.", "Values from the margin."
NUMBERS, NETLIST_VALUES = "Results.", "The work is that of the values printed; Reset shows it."
LEFT_OUT = "The work is not shown: {why}."
PARTLY_LEFT_OUT = "Not all of the work is shown: {why}."
SHARES = "Part of the error due to"
ERROR_AXIS, ERROR_TITLE = "|error|", "Error against {symbol}"
ERROR_CAPTION = "The error for other values of {symbol}; the dot is the example."
ZERO_CAPTION = " It vanishes near {symbol} = {value}."
SHORT, BEYOND, TOGETHER, ALONE_CURVE = "too small", "too large", "all together", "{symbol} alone"
IDEAL_ONE, REST_CAPTION = "{symbol} ideal", " With {symbol} ideal it would be {rest}."
CHECKS, NOMENCLATURE = "Checks", "Nomenclature"

METHODS: Mapping[str, str] = {
    "nodal": "Nodal analysis",
    "mesh": "Mesh analysis",
    "superposition": "Superposition",
    "thevenin": "Thévenin at the op-amp's inputs",
    "extra-element": "Extra element theorem",
    "feedback": "Return ratio and asymptotic gain",
    "blackman": "Blackman's impedance formula",
    "bisection": "Bartlett's bisection",
}
BY: Mapping[str, str] = {
    "nodal": "nodal analysis",
    "mesh": "mesh analysis",
    "superposition": "superposition",
    "thevenin": "Thévenin's theorem",
    "extra-element": "the extra element theorem",
    "feedback": "return ratio and asymptotic gain",
    "blackman": "Blackman's impedance formula",
    "bisection": "Bartlett's bisection",
}
FIRST, AGAIN = "First by {by}.", "The same by {by}"
ROADS = "One answer by several methods"
ROAD_HEADS = ("method", "steps", "result", "against the first")
FIRST_ROAD, SAME, OTHER, CLOSED = "the first", "equal, exactly", "DIFFERS", "does not apply: {why}"

DIMENSIONS = "dimensions agree in {count} of {all} steps"
DIMENSIONS_KNOWN = "dimensions agree wherever they are known: in {count} of {all} steps"
DECIMALS = "As a decimal number the result is {value}."
PROVED = "{held} of {all} steps proved from their premises"
REFUSED = "{refused} of {all} steps refused"
AGREES, DIFFERS = "{name} agrees", "{name} differs"
FAILED_PAGE = "This derivation does not hold: {count} of its steps failed. Nothing below is a result."
FAILED_STEP = "Refused"

CONDITIONS, WARNING = "Conditions", "Not an amplifier"
REGENERATIVE = "the feedback at {names} is positive{where}. "
AT_EXAMPLE = " at the example values"
FORMAL_PAGE = "The algebra is exact at finite gain; no physical circuit reaches a limit of infinite gain."
FORMAL_IDEAL = "The ideal op-amp's infinite gain is a limit that no physical circuit reaches."
FORMAL_LIMIT = "Formal only: the feedback is positive, and no physical circuit reaches this limit."
FORMAL_EXAMPLE = "No worked example: the feedback is positive, and no physical circuit has these values."
FORMAL_NAME = "{name} (positive feedback: not an amplifier)"
SENSES: Mapping[str, str] = {
    "NEGATIVE": "Negative feedback at {names}",
    "POSITIVE": "Positive feedback at {names}",
    "DEPENDS": "Negative feedback at {names}",
    "NONE": "No feedback at {names}: a comparator",
    "UNKNOWN": "Feedback at {names} not judged",
}
HERE: Mapping[str, str] = {
    "NEGATIVE": ", as at the example values",
    "POSITIVE": ": not so at the example values",
    "NONE": ": on the edge at the example values",
}
WHILE, FOR = " while ", " for "
ALONE = "The loop of {name}, the others ideal: {sense}."
UNJUDGED = "The sign of the feedback was not judged: {why}."
HOLDS, HOLDS_FOR, HOLDS_WHERE = "Holds where ", "For ", ": holds where "
LONG_CONDITION = "a long condition is met (it is in the JSON)"
MATCHED, MATCHED_OPAMPS = "Matched parts: {names}", "Matched op-amps: {names}"

_FIELD = re.compile(r"\{(\w+)\}")
_OPTION = re.compile(r"\[([^\]]*)\]")


def fill(sentence: str, fillings: Mapping[str, Phrase]) -> Phrase:
    """The sentence with its fields filled; KeyError for a field that `fillings` lacks."""

    def keep(option: re.Match[str]) -> str:
        return option[1] if all(fillings[f] for f in _FIELD.findall(option[1])) else ""

    out: list[Part] = []
    for i, piece in enumerate(_FIELD.split(_OPTION.sub(keep, sentence))):
        out.extend(fillings[piece] if i % 2 else ((piece,) if piece else ()))
    return tuple(out)


def listed(phrases: list[Phrase]) -> Phrase:
    """``a``, ``a and b``, ``a, b and c``."""
    out: list[Part] = []
    for i, p in enumerate(phrases):
        if i:
            out.append(" and " if i == len(phrases) - 1 else ", ")
        out.extend(p)
    return tuple(out)
