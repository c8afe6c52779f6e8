"""From a derivation to its document.

`compose` reads a derivation, the verdicts on its steps and the opinions of the witnesses, and lays out the
page.  A step that the checker refused is marked as failed, and a document with a failed step says so on top.
A step without a verdict counts as refused: nothing is printed as if it had been judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from fractions import Fraction
from typing import Any

from gainproof.charts.nouns import Chart, Figure
from gainproof.circuit.circuit import Element, Parameter
from gainproof.circuit.elements import KINDS
from gainproof.derivation import Derivation, Verdict
from gainproof.expression import Equation, Expr, Sym
from gainproof.guards.findings import Findings
from gainproof.render import guarded, sentences
from gainproof.render.document import Check, Document, Entry, Item, Road
from gainproof.render.examples import minus, worked_example
from gainproof.render.measures import width
from gainproof.render.naming import names_in, spoken
from gainproof.render.steps import items_of, said_once
from gainproof.render.typesetting import equation
from gainproof.witness.opinion import Opinion
from gainproof.worked.values import engineering


def compose(
    derivation: Derivation,
    verdicts: Sequence[Verdict],
    opinions: Sequence[Opinion] = (),
    example: Any = None,
    *,
    title: str = "",
    number: str = "",
    intro: str = "",
    sentences_at: Mapping[str, str] | None = None,
    remarks: Iterable[str] = (),
    drawing: Any = None,
    part: bool = False,
    told: Set[object] = frozenset(),
    roads: Iterable[Road] = (),
    findings: Findings | None = None,
    charts: Iterable[Chart | Figure] = (),
) -> Document:
    """The document of a derivation.

    `sentences_at` hangs the author's plain-text sentences on step labels; `drawing` is a
    `gainproof.draw.Drawing` or None; `example` a `gainproof.worked.WorkedExample` or None.  What is
    in `told`, the `tells` of documents before, is not said again; `roads` are the methods by which the
    question was answered.  `findings` are what the guards found; `charts` follow the example.
    """
    judged = {v.label: v for v in verdicts}
    found = findings or Findings()
    warning = guarded.warning(found)
    entries = tuple(_nomenclature(derivation))
    conditions = guarded.strip(found)
    defined = {s.label: s.claim for s in derivation.steps if s.rule == "define"}
    items = items_of(derivation, judged, sentences_at or {}, found)
    return Document(
        title=title or derivation.circuit.title or str(derivation.quantity),
        number=number,
        intro=intro,
        drawing=drawing,
        nomenclature=tuple(_news(entries, told, steps_tell=part and drawing is None)),
        items=tuple(said_once(i for i in items if not _known(i, defined, told))),
        result_name=sentences.FORMAL_NAME.format(name=_result_name(derivation))
        if warning
        else _result_name(derivation),
        checks=(*_judgements(derivation, judged), *(_opinion(o) for o in opinions if o.agrees is not None)),
        example=None if warning else worked_example(example, derivation),
        charts=tuple(charts),
        remarks=(
            *_decimals(derivation),
            *remarks,
            *([sentences.FORMAL_EXAMPLE] if warning and example is not None else []),
        ),
        roads=tuple(roads),
        warning=() if warning in told else warning,
        conditions=tuple(c for c in conditions if c not in told),
        names=names_in(derivation),
        part=part,
        tells=frozenset((*(e for e, _ in entries), *defined.values(), *conditions, warning)),
    )


def _known(item: Item, defined: Mapping[str, Equation], told: Set[object]) -> bool:
    """Is this a definition that was given before, and that nothing refers to or hangs on?"""
    plain = not (item.number or item.failed or item.sentence)
    return plain and item.label in defined and defined[item.label] in told


# Nomenclature.

_MARGIN = 14.0  # em of full-size type; the margin prints fractions small


def _nomenclature(d: Derivation) -> Iterator[tuple[Entry, Equation | None]]:
    """The entries, those of defined names with their definitions: sources, op-amps, parts, names."""
    used = {n for s in d.steps for n in s.claim.symbols()}
    known = {e.name: e for c in reversed(tuple(d.circuits.values())) for e in c.elements}
    for p in sorted((p for n, p in d.parameters.items() if n in used), key=_group):
        value = minus(engineering(p.value, p.unit)).replace(" ", "\u00a0") if p.value is not None else ""
        yield Entry(Sym(p.name), spoken(d, _kind(p, known.get(p.owner))), value), None
    about = {str(s.data["symbol"]): str(s.data.get("about", "")) for s in d.steps if s.rule == "define"}
    claims = {str(s.data["symbol"]): s.claim for s in d.steps if s.rule == "define"}
    for n, claim in claims.items():
        yield Entry(Sym(n), spoken(d, about[n]), definition=_brief(claim)), claim


def _news(
    entries: Iterable[tuple[Entry, Equation | None]], told: Set[object], *, steps_tell: bool
) -> Iterator[Entry]:
    """The entries that the reader does not know; `steps_tell` what defined names stand for."""
    for entry, claim in entries:
        known = entry in told and (claim is None or claim in told)
        if not known and not (claim and steps_tell):
            yield entry


def _group(p: Parameter) -> int:
    """Sources first, then what makes an op-amp less than ideal, then the parts of the design."""
    return 1 if p.ideal else 0 if p.unit in ("V", "A") else 2


def _kind(p: Parameter, owner: Element | None) -> str:
    """What a parameter is: as the netlist says, or its element's kind, or what its unit is that of."""
    if owner is None:
        return p.about
    kind = KINDS[owner.kind].about
    if p.about in ("", kind) and owner.value not in (None, Sym(p.name)):
        return sentences.PLAIN.get(p.unit, "")
    return p.about or kind


def _brief(claim: Equation) -> Expr | Equation | None:
    """A definition as the margin has room for it, or None."""
    brief = claim.right if isinstance(claim.left, Sym) else claim
    measured = width(equation(claim))
    return brief if measured < _MARGIN else None


# Result, checks.

_LONG = 100  # a fraction of such numbers tells nobody how large it is


def _result_name(d: Derivation) -> str:
    q = d.quantity
    name = sentences.RESULTS.get(q.kind, "Result")
    if q.kind == "transfer":
        source = d.circuit.element(q.source)
        out = "V" if len(q.output) == 2 else "A"
        name = sentences.GAINS[out, "V" if source.kind == "V" else "A"]
    dynamic = "s" in d.step(d.result).claim.right.symbols()
    return name if dynamic else sentences.RESISTIVE.get(name, name)


def _decimals(d: Derivation) -> Iterator[str]:
    """The result as a decimal number where it is a fraction of long numbers."""
    x = d.step(d.result).claim.right
    if not x.symbols():
        q = x.value({}, Fraction)
        if isinstance(q, Fraction) and q.denominator > 1 and max(abs(q.numerator), q.denominator) >= _LONG:
            unit = "Ω" if d.quantity.kind in ("zin", "impedance") else ""
            yield sentences.DECIMALS.format(value=minus(engineering(q, unit)))


def _judgements(d: Derivation, judged: Mapping[str, Verdict]) -> list[Check]:
    held = sum(1 for s in d.steps if s.label in judged and judged[s.label].holds)
    total = len(d.steps)
    out = [Check(held == total, (sentences.PROVED.format(held=held, all=total),))]
    sized = sum(1 for s in d.steps if s.label in judged and judged[s.label].sized)
    if sized:
        words = sentences.DIMENSIONS if sized == total else sentences.DIMENSIONS_KNOWN
        out.append(Check(True, (words.format(count=sized, all=total),)))
    if held < total:
        out.append(Check(False, (sentences.REFUSED.format(refused=total - held, all=total),)))
    return out


def _opinion(o: Opinion) -> Check:
    words = sentences.AGREES if o.agrees else sentences.DIFFERS
    return Check(bool(o.agrees), (words.format(name=o.name),), o.how)
