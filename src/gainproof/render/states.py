"""What is said of a circuit that a network theorem has changed.

The name of a variant tells in clauses what was done: ``given, V1 off, X1 independent``.  `sentences.STATES`
has a sentence for each.
"""

from __future__ import annotations

import re

from gainproof.circuit.circuit import Circuit
from gainproof.derivation import Derivation, Step
from gainproof.expression import ZERO, Equation, add, neg
from gainproof.render import sentences
from gainproof.render.naming import spoken
from gainproof.render.sentences import Phrase, fill, listed


def circuit_words(d: Derivation, step: Step, before: Step | None) -> Phrase:
    """What is said where a derivation goes over to another circuit, () where it does not."""
    if step.circuit == (before.circuit if before else "given"):
        return ()
    name = step.circuit.removeprefix("given").lstrip(", ")
    returning = any(s.circuit == step.circuit for s in d.steps[: d.steps.index(step)])
    main = d.step(d.exact).circuit
    if not name or (step.circuit == main and returning):
        return (sentences.WHOLE_CIRCUIT,)
    said = _states(d, d.circuits[step.circuit], name)
    if not said:
        return (*spoken(d, f"{sentences.CIRCUIT}{name}"), ".")
    head: Phrase = (sentences.HERE_IS,)
    return (*head, *said[0], *(part for state in said[1:] for part in ("; ", *state)), ".")


def _states(d: Derivation, c: Circuit, name: str) -> list[Phrase]:
    """What the clauses of a variant's name say, those alike in one; nothing if one of them is not known."""
    alike: dict[int, list[re.Match[str]]] = {}
    at, rest = 0, name.rstrip("'")
    while at < len(rest):
        found = ((k, p.match(rest, at)) for k, p in enumerate(_CLAUSES))
        k, clause = next(((k, m) for k, m in found if m), (0, None))
        if clause is None:
            return []
        alike.setdefault(k, []).append(clause)
        at = clause.end()
    off = {n for m in alike.get(_OFF, ()) for n in _names(m["who"])}
    for k in _AT & alike.keys():
        alike[k] = [m for m in alike[k] if m["what"] not in off]
    alike = {k: clauses for k, clauses in alike.items() if clauses}
    return [_state(d, c, sentences.STATES[k], clauses) for k, clauses in alike.items()]


def _state(d: Derivation, c: Circuit, words: tuple[str, str, str], clauses: list[re.Match[str]]) -> Phrase:
    groups = [m.groupdict() for m in clauses]
    who = [n for g in groups for n in _names(g.get("who", ""))]
    fillings: dict[str, Phrase] = {
        "who": listed([spoken(d, n) for n in who]),
        "what": listed([spoken(d, g["what"]) for g in groups if "what" in g]),
        "node": listed([(g["node"],) for g in groups if "node" in g]),
        "pair": listed([(n,) for g in groups if "pair" in g for n in g["pair"].split(",")]),
        "null": listed([_null(c, g["null"]) for g in groups if "null" in g]),
    }
    return fill(words[1] if len(who) < 2 else words[2], fillings)


def _names(several: str) -> list[str]:
    return [n for n in re.split(", | and ", several) if n]


def _null(c: Circuit, asked: str) -> Phrase:
    """``V(a,b)`` or ``I(V1)`` at zero, as an equation."""
    names = asked[2:-1].split(",")
    if asked[0] == "I":
        return (Equation(c.current(names[0]), ZERO),)
    first, *second = map(c.voltage, names)
    return (Equation(add(first, *map(neg, second)), ZERO),)


_FIELDS = {
    "{who}": r"(?P<who>(?:[^\s,]+(?:, [^\s,]+)* and )?[^\s,]+)",
    "{what}": r"(?P<what>[^\s,]+)",
    "{node}": r"(?P<node>[^\s,]+)",
    "{pair}": r"(?P<pair>[^\s,]+,[^\s,]+)",
    "{null}": r"(?P<null>[VI]\([^)]*\))",
}


def _pattern(clause: str) -> re.Pattern[str]:
    pieces = re.split(r"(\{\w+\})", clause)
    return re.compile("".join(_FIELDS.get(p, re.escape(p)) for p in pieces) + r"(?:, |$)")


_CLAUSES = [_pattern(clause) for clause, _, _ in sentences.STATES]
_OFF = next(k for k, (clause, *_) in enumerate(sentences.STATES) if clause == "{who} off")
_AT = {k for k, (clause, *_) in enumerate(sentences.STATES) if clause.startswith("{what} at")}
