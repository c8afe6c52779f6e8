"""One folder of derivations made: everything it asks derived and judged, its documents composed.

A folder of works (``works = [...]``) is judged line by line instead.  That a line of it is false is what it
is for; it fails only if a line could not be read or judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gainproof.circuit.circuit import Circuit
from gainproof.circuit.netlist import Netlist, read
from gainproof.comparison import Comparison, compare
from gainproof.engine import opened
from gainproof.errors import GainproofError
from gainproof.folder import Ask, Folder, drawn
from gainproof.studies import Study, document

if TYPE_CHECKING:
    from gainproof.hand.verdicts import Verification
    from gainproof.noise.studying import NoiseStudy


@dataclass
class Chapter:
    """One folder made: its studies, its documents, the works judged, and what is wrong with it."""

    name: str
    title: str
    studies: list[Study] = field(default_factory=list)
    works: list[Verification] = field(default_factory=list)
    documents: list[Any] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def judge(folder: Folder, chapter: Chapter) -> None:
    """Judge every work of the folder; what could not be read or judged is a fault of the chapter."""
    from gainproof.marked.findings import reason
    from gainproof.verification import verify

    for work in folder.works:
        found = verify(work, file=work.name)
        chapter.works.append(found)
        chapter.faults += [
            f"{work}:{j.item.span.line}:{j.item.span.column}: {reason(j)}"
            for j in found.judged
            if j.verdict in ("unread", "outside")
        ]


def make(folder: Folder, chapter: Chapter) -> None:
    """Derive every quantity that the folder asks, and compose its documents."""
    first = 1
    sources: dict[tuple[Path, frozenset[tuple[str, str]]], Netlist] = {}
    told: dict[Path, frozenset[object]] = {}
    for ask in folder.asks or _asked(read(folder.netlist)):
        netlist = ask.netlist or folder.netlist
        part = ask.part or folder.part
        key, new = (netlist, frozenset(part.items())), netlist not in told
        if key not in sources:
            sources[key] = opened(netlist, part=part, parts=folder.parts)
        opening = _opening(folder, ask, sources[key].circuit, not chapter.documents, new)
        opening["told"] = told.get(netlist, frozenset())
        if ask.noise is not None:
            from gainproof.noise.page import page as noise_page

            heard = _heard(folder, ask, sources[key], first)
            chapter.studies.append(heard.study)
            chapter.faults += heard.study.faults
            chapter.documents.append(noise_page(heard, **opening))
            told[netlist] = opening["told"] | chapter.documents[-1].tells
            first = heard.study.derivation.next_number(first)
            continue
        found = compare(
            sources[key],
            ask.methods,
            first=first,
            witnesses=folder.witnesses,
            file=netlist,
            values=folder.values_for(ask, sources[key].circuit.parameters),
            frequency=folder.frequency,
            **folder.asked(ask, sources[key].circuit.parameters),
        )
        chapter.studies += found.studies
        chapter.faults += found.faults
        opening["charts"] = _charts(folder, ask, sources[key])
        made = compared(found, opening)
        told[netlist] = opening["told"].union(*(d.tells for d in made))
        chapter.documents += made
        first = found.next_number
    chapter.faults += _lost(folder, chapter, [n.circuit for n in sources.values()])


def _lost(folder: Folder, chapter: Chapter, circuits: Iterable[Circuit]) -> list[str]:
    """What the folder says of steps and symbols that none of its questions has."""
    from gainproof.curves.rolling import GBW

    labels = dict.fromkeys(step.label for s in chapter.studies for step in s.derivation.steps)
    circuits = tuple(circuits)
    symbols = dict.fromkeys(n for c in circuits for n in c.parameters)
    parts = {n for c in circuits for n in drawn(c)}
    known = {"s", *symbols, *folder.names}
    return [
        *(
            f"sentences: no step has the label {label!r}; there are {', '.join(labels)}"
            for label in folder.sentences
            if label not in labels
        ),
        *(
            f"hints: no circuit has an element {n!r}; there are "
            f"{', '.join(dict.fromkeys(e.name for c in circuits for e in c.elements))}"
            for n in folder.hints
            if n.lower() not in parts
        ),
        *(
            f"values: no circuit has a symbol {n!r}; there are {', '.join(symbols)}"
            for n in folder.values
            if n not in symbols and n.partition("_")[0] != GBW
        ),
        *(
            f"names: {n} is made of {x!r}, which no circuit has; there are {', '.join(symbols)}"
            for n, meant in folder.names.items()
            for x in meant.symbols()
            if x not in known
        ),
    ]


def _charts(folder: Folder, ask: Ask, source: Netlist) -> list[Any]:
    """The charts that a question asks for.  Raises GainproofError for one that cannot be drawn."""
    if not ask.plot:
        return []
    from gainproof.curves.asked import Asked
    from gainproof.curves.kinds import KINDS

    wanted = Asked(
        source,
        tf=ask.tf,
        of=ask.of,
        values={**folder.values, **ask.values},
        parts=folder.parts,
        frequency=folder.frequency,
    )
    charts = []
    for word in ask.plot:
        name, _, about = word.partition(" ")
        try:
            charts.append(KINDS[name].draw(replace(wanted, against=about.strip(), element=about.strip())))
        except GainproofError as fault:
            raise GainproofError(f'plot = "{word}": {fault}') from None
    return charts


def _heard(folder: Folder, ask: Ask, source: Netlist, first: int) -> NoiseStudy:
    """The noise that a question asks for, ``V(out)`` or ``V(out) V1``."""
    from gainproof.noise.numbers import Band
    from gainproof.noise.studying import study_noise

    output, _, name = (ask.noise or "").strip().partition(" ")
    return study_noise(
        source,
        output,
        name.strip(),
        band=Band(*ask.band),
        at=folder.frequency or Fraction(1000),
        values={**folder.values, **ask.values},
        witness="ngspice" in folder.witnesses,
        section=folder.number,
        first=first,
    )


def _asked(source: Netlist) -> list[Ask]:
    """What the netlist itself asks."""
    return [Ask(tf=f"{what} {name}") for what, name, _ in source.asks] or [Ask()]


def _opening(folder: Folder, ask: Ask, circuit: Circuit, first: bool, new: bool) -> dict[str, Any]:
    """What the document of a question is told.

    The first of a folder bears its heading, and the first of each circuit its schematic.
    """
    said: dict[str, Any] = {"title": ask.title, "intro": ask.intro, "part": True}
    if first:
        said = {
            "title": folder.title or ask.title,
            "intro": folder.intro or ask.intro,
            "number": folder.number,
        }
    return {**said, "sentences": folder.sentences, "hints": folder.hints_for(circuit), "schematic": new}


def compared(found: Comparison, opening: Mapping[str, Any]) -> list[Any]:
    """The documents of one question by several methods; the last ends with the table that compares them.

    `opening` is what `document` is told for the first; the others bear the name of their method.
    """
    from gainproof.render.document import Road
    from gainproof.render.sentences import AGAIN, BY, CLOSED, FIRST, FIRST_ROAD, METHODS, OTHER, SAME

    studies = {s.derivation.method: s for s in found.studies}
    roads = []
    for row in found.rows:
        name = METHODS.get(row.method, row.method)
        if row.agrees is None:
            roads.append(Road(name, "", "", CLOSED.format(why=row.why)))
            continue
        d = studies[row.method].derivation
        verdict = FIRST_ROAD if d is found.studies[0].derivation else SAME if row.agrees else OTHER
        roads.append(Road(name, str(len(d.steps)), f"({d.step(d.result).number})", verdict))
    documents: list[Any] = []
    told = opening.get("told", frozenset())
    for k, s in enumerate(found.studies):
        more: dict[str, Any] = dict(opening)
        by = BY.get(s.derivation.method, s.derivation.method)
        if k:
            more = {"title": AGAIN.format(by=by), "sentences": opening.get("sentences"), "schematic": False}
            more["part"] = True
        elif len(found.studies) > 1 and by not in opening.get("intro", ""):
            more["intro"] = f"{opening.get('intro', '')} {FIRST.format(by=by)}".strip()
        last = roads if len(roads) > 1 and s is found.studies[-1] else []
        documents.append(document(s, **{**more, "told": told}, roads=last))
        told = told | documents[-1].tells
    return documents
