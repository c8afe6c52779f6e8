"""How the page calls elements and their purposes, and what it says of those that do nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gainproof.circuit.circuit import Circuit, Element
from gainproof.circuit.elements import KINDS
from gainproof.circuit.variants import called, was_controlled
from gainproof.derivation import Derivation, Step
from gainproof.expression import ZERO, Expr, Sym
from gainproof.render import sentences
from gainproof.render.sentences import Phrase


def element_of(d: Derivation, step: Step, name: str) -> Element | None:
    """The element of this name in the circuit of a step, or in any other of the derivation."""
    circuits = [d.circuits[step.circuit], *d.circuits.values()] if step.circuit in d.circuits else []
    return next((c.by_name[name.lower()] for c in circuits if name.lower() in c.by_name), None)


def names_in(d: Derivation) -> frozenset[str]:
    """Every name that a reader meets: parameters, elements and op-amps of all circuits, all symbols."""
    out = {n for s in d.steps for n in s.claim.symbols()}
    for c in d.circuits.values():
        out.update(c.parameters)
        named = [*(e.name for e in c.elements), *(i.name for i in c.instances)]
        out.update(n.replace(".", "_") for n in named)
    return frozenset(out)


def element_phrase(c: Circuit, e: Element | None) -> Phrase:
    """How a title calls an element: by its symbol, or by the op-amp that it is a part of."""
    if e is None:
        return ()
    if any(i.name == e.part_of and i.role == "opamp" for i in c.instances):
        return ("the op-amp ", Sym(e.part_of.replace(".", "_")))
    return (Sym(e.name.replace(".", "_")),)


def purpose(d: Derivation, e: Element) -> str:
    """What an element is there for: as its parameter says, or its kind; and what was done to it.

    What an op-amp holds, with a value that is no plain symbol, stands for the imperfections in that value.
    """
    if was_controlled(e):
        return (sentences.DEAD if e.value == ZERO else sentences.INDEPENDENT).format(name=called(e))
    p = d.parameters.get(e.value.name) if isinstance(e.value, Sym) else None
    if p is None and e.value is not None and any(i.name == e.part_of for i in d.circuit.instances):
        within = [d.parameters[n] for n in e.value.symbols() if n in d.parameters]
        return ", ".join(q.about for q in within if q.ideal and q.about)
    return p.about if p is not None and p.about else KINDS[e.kind].about


def spoken(d: Derivation, words: str) -> Phrase:
    """Words in which the names of elements, op-amps and symbols are formulas.

    A name of small letters alone is left as it is, and so are A and I, for they may be words.
    """
    known = {n.replace(".", "_") for n in names_in(d)}
    inner = {
        e.name: _inner(e) for c in reversed(tuple(d.circuits.values())) for e in c.elements if "." in e.name
    }
    out: list[str | Expr] = [""]
    for i, piece in enumerate(_NAME.split(words)):
        name = piece.replace(".", "_")
        if i % 2 and name in known and not _WORD.fullmatch(name):
            out += [inner.get(piece, Sym(name)), ""]
        else:
            out[-1] = f"{out[-1]}{piece}"
    return tuple(p for p in out if p)


def _inner(e: Element) -> Sym:
    """What the page calls an element inside an op-amp: by the op-amp, or by its value if that is a symbol."""
    if called(e) == e.name and isinstance(e.value, Sym):
        return e.value
    return Sym(called(e).replace(".", "_"))


_WORD = re.compile(r"[a-z]+|A|I")
_NAME = re.compile(r"([A-Za-z_]\w*(?:\.\w+)*)")


def nothing(step: Step, who: Phrase) -> Phrase:
    """What it means that a part of a network theorem is zero, () if the step says no such thing."""
    words: Mapping[str, str] = sentences.NOTHING
    key = str(step.data.get("zero", ""))
    return sentences.fill(words[key], {"who": who}) if key in words and step.claim.right == ZERO else ()


def silent(d: Derivation, step: Step) -> Phrase:
    """The sources that a superposition leaves out because they do nothing, () if there are none."""
    names = list(step.data.get("silent", ()))
    found = [e for n in names if (e := element_of(d, step, str(n))) is not None]
    if not found:
        return ()
    sources = sentences.listed(list(dict.fromkeys(_source(d.circuit, e) for e in found)))
    words = sentences.SILENT[len(found) > 1]
    return sentences.fill(words, {"sources": sources, "wanted": (step.claim.left,)})


def _source(c: Circuit, e: Element) -> Phrase:
    """How a sentence calls a source: by its value if that is a symbol, a controlled one by its element."""
    return (e.value,) if e.kind in "VI" and isinstance(e.value, Sym) else element_phrase(c, e)
