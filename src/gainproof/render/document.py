"""The document: an inert description of what is printed, made once and printed in several formats.

`compose` reads a derivation, the verdicts on its steps and the opinions of the witnesses, and lays out
what a reader meets: heading, schematic, nomenclature, numbered steps with title and reason, the boxed
result, the limits, the checks that ran, the worked example.  Mathematics stays in expression trees
here; how it looks is the business of `marks`, `lines` and the printers.

A step that the checker refused is marked as failed, and a document with a failed step says so on top.
A step without a verdict counts as refused: nothing is printed as if it had been judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gainproof import ideals, notation
from gainproof.charts.nouns import Chart, Figure
from gainproof.circuit.circuit import Element, Parameter
from gainproof.circuit.elements import KINDS
from gainproof.derivation import Assumption, Derivation, Step, Verdict
from gainproof.expression import Equation, Expr, Neg, Sym
from gainproof.guards.findings import Findings
from gainproof.render import guarded, sentences
from gainproof.render.measures import width
from gainproof.render.naming import (
    element_of,
    element_phrase,
    names_in,
    nothing,
    purpose,
    silent,
    spoken,
)
from gainproof.render.paint import Paint, painted
from gainproof.render.plot import sweep_plot
from gainproof.render.sentences import Cite, Phrase, Tends, fill, listed
from gainproof.render.states import circuit_words
from gainproof.render.typesetting import equation
from gainproof.witness.opinion import Opinion
from gainproof.worked.values import decimal, engineering

if TYPE_CHECKING:
    from gainproof.worked.example import WorkedExample
    from gainproof.worked.follow import Formulas
    from gainproof.worked.shown_work import Line


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the nomenclature: a symbol, what it is, and a value or a definition."""

    symbol: Expr
    about: Phrase
    value: str = ""
    definition: Expr | Equation | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A printed step.  `place` is ``step``, ``result`` or ``limit``; `failed` says why it was refused."""

    label: str
    number: str
    rule: str
    place: str
    title: Phrase
    reasons: tuple[Phrase, ...]
    claim: Equation
    sentence: str = ""
    failed: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the strip of checks, which holds only what ran: did it pass, and what it was."""

    passed: bool
    about: Phrase
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """The worked example: values not in the nomenclature, results, shares of the error, a plot.

    The `rows` are the value, the ideal value and the error, as many as there are; `formulas` gives their
    numbers at other values.  The `work` leads from the values to the results; `work_left_out` says, as a
    sentence, why there is none, or what is missing.
    """

    values: tuple[tuple[Expr, str], ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    contributions: tuple[tuple[Phrase, str], ...] = ()
    plot: Chart | None = None
    formulas: Formulas | None = None
    work: tuple[Line, ...] = ()
    work_left_out: str = ""


@dataclass(frozen=True, slots=True)
class Road:
    """A line of the table of methods: its name, its steps, the number of its result, what is to say of it."""

    method: str
    steps: str
    number: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Document:
    """One derivation as it is printed.

    A `part` goes on with the document before it: it has no page and no line in the contents of its own.
    `names` are those of the circuit, which no abbreviation may take.  `tells` is what a reader knows after
    it: entries, definitions and conditions.
    """

    title: str
    number: str
    intro: str
    drawing: Any
    nomenclature: tuple[Entry, ...]
    items: tuple[Item, ...]
    result_name: str
    checks: tuple[Check, ...]
    example: Example | None = None
    charts: tuple[Chart | Figure, ...] = ()
    remarks: tuple[str, ...] = ()
    roads: tuple[Road, ...] = ()
    warning: Phrase = ()
    conditions: tuple[Phrase, ...] = ()
    names: frozenset[str] = frozenset()
    part: bool = False
    tells: frozenset[object] = frozenset()

    @property
    def failed(self) -> tuple[Item, ...]:
        """The steps that were refused."""
        return tuple(i for i in self.items if i.failed)


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
    hung = sentences_at or {}
    found = findings or Findings()
    warning = guarded.warning(found)
    entries = tuple(_nomenclature(derivation))
    conditions = guarded.strip(found)
    defined = {s.label: s.claim for s in derivation.steps if s.rule == "define"}
    items = (
        _marked(_item(derivation, s, before, judged.get(s.label), hung.get(s.label, "")), s, found)
        for before, s in zip((None, *derivation.steps), derivation.steps, strict=False)
    )
    return Document(
        title=title or derivation.circuit.title or str(derivation.quantity),
        number=number,
        intro=intro,
        drawing=drawing,
        nomenclature=tuple(_news(entries, told, steps_tell=part and drawing is None)),
        items=tuple(_said_once(i for i in items if not _known(i, defined, told))),
        result_name=sentences.FORMAL_NAME.format(name=_result_name(derivation))
        if warning
        else _result_name(derivation),
        checks=(*_judgements(derivation, judged), *(_opinion(o) for o in opinions if o.agrees is not None)),
        example=None if warning else _example(example, derivation),
        charts=tuple(charts),
        remarks=(*remarks, *([sentences.FORMAL_EXAMPLE] if warning and example is not None else [])),
        roads=tuple(roads),
        warning=() if warning in told else warning,
        conditions=tuple(c for c in conditions if c not in told),
        names=names_in(derivation),
        part=part,
        tells=frozenset((*(e for e, _ in entries), *defined.values(), *conditions, warning)),
    )


# Steps.


def _item(d: Derivation, step: Step, before: Step | None, verdict: Verdict | None, sentence: str) -> Item:
    key = str(step.data.get("move", "consequence" if step.rule == "consequence" else step.rule))
    if key == "define" and step.data.get("about") in ("", "abbreviation"):
        key = "abbreviate"
    if key not in sentences.TITLES:
        key = "consequence"
    if key == "define" and step.data.get("about") in _NAMELESS:
        key = "abbreviate"
    if key == "kvl" and "path" in step.data:
        key = "path"
    fillings = _fillings(d, step)
    if key in ("divide", "expand") and fillings["others"]:
        key = "clear"
    reasons = [fill(sentences.REASONS[key], fillings), nothing(step, fillings["who"]), silent(d, step)]
    if words := circuit_words(d, step, before):
        reasons.insert(0, words)
    inherited = (verdict.under if verdict else frozenset()) - step.under
    if inherited:
        reasons.append(("For ", *_tends(inherited), "."))
    place = "result" if step.label == d.result else "limit" if step.rule == "limit" else "step"
    failed = "" if verdict and verdict.holds else verdict.how if verdict else "it was never judged"
    return Item(
        label=step.label,
        number=step.number,
        rule=step.rule,
        place=place,
        title=fill(sentences.TITLES[key], fillings),
        reasons=tuple(r for r in reasons if r),
        claim=_pointed_out(d, step),
        sentence=sentence,
        failed=failed,
    )


def _marked(item: Item, step: Step, found: Findings) -> Item:
    """The item; a limit that no physical circuit reaches says so."""
    mark = guarded.formal(found, step.under)
    return replace(item, reasons=(*item.reasons, mark)) if mark else item


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _known(item: Item, defined: Mapping[str, Equation], told: Set[object]) -> bool:
    """Is this a definition that was given before, and that nothing refers to or hangs on?"""
    plain = not (item.number or item.failed or item.sentence)
    return plain and item.label in defined and defined[item.label] in told


_GENERAL = {(words,) for words in sentences.REASONS.values()}
"""The reasons that say nothing of the step itself."""


def _said_once(items: Iterable[Item]) -> Iterable[Item]:
    """The items, a reason that is the same for every step of its kind given only the first time."""
    said: set[Phrase] = set()
    for item in items:
        fresh = tuple(r for r in item.reasons if r not in said)
        said.update(r for r in item.reasons if r in _GENERAL)
        yield replace(item, reasons=fresh)


_NAMELESS = (None, "", "abbreviation")


def _fillings(d: Derivation, step: Step) -> dict[str, Phrase]:
    data = step.data
    cites = [_cite(d, p) for p in step.premises if d.step(p).number]
    base = _into(d, data.get("into")) or next(iter(cites), ())
    known = element_of(d, step, str(data.get("element", "")))
    out: dict[str, Phrase] = {
        "cites": listed(cites) if cites else (sentences.PREVIOUS,),
        "others": listed([p for p in cites if p != base]),
        "element": element_phrase(d.circuit, known),
        "who": element_phrase(d.circuit, element_of(d, step, str(data.get("source", "")))),
        "about": spoken(d, _capital(purpose(d, known))) if known else (),
        "nodes": _nodes(list(data.get("nodes", ()))),
        "around": _around(d, data),
        "along": listed([element_phrase(d.circuit, element_of(d, step, h[0])) for h in data.get("path", ())]),
        "for": (Sym(str(data["for"])),) if data.get("for") else (),
        "into": base,
        "symbol": (Sym(str(data["symbol"])),) if data.get("symbol") else (),
        "unit": (str(data["unit"]),) if data.get("unit") not in (None, "", "1") else (),
        "ideal": (sentences.IDEAL_RESULT,) if data.get("errors") else (),
        "order": _parsed(data.get("order")),
        "to": _tends(Assumption(str(s), str(to)) for s, to in dict(data.get("to", {})).items()),
        "cancels": _parsed(data.get("cancels")),
        "source": _parsed(data.get("source")),
        "matched": _matched(list(data.get("matched", ()))),
    }
    if step.rule == "circuit" and not out["symbol"]:
        out["symbol"] = (step.claim.left,)
    if step.rule == "define":
        out["about"] = spoken(d, str(data.get("about", "")))
    if step.under and not out["to"]:
        out["to"] = _tends(step.under)
    return out


def _around(d: Derivation, data: Mapping[str, Any]) -> Phrase:
    """Where voltages are added: around what the step says, or from one end of its path to the other."""
    if data.get("path"):
        start, end = data["path"][0][1], data["path"][-1][2]
        return (f"of node {start}" if end == "0" else f"from node {start} to node {end}",)
    return spoken(d, f"around {data.get('around') or 'the loop'}")


def _matched(pairs: list[Any]) -> Phrase:
    """Parts that have to be equal, two by two."""
    symbols = [[Sym(str(n).replace(".", "_")) for n in pair] for pair in pairs]
    return listed([(a, " like ", b) for a, b in symbols])


def _cite(d: Derivation, label: str) -> Phrase:
    return (Cite(label, d.step(label).number),)


def _into(d: Derivation, label: Any) -> Phrase:
    try:
        step = d.step(str(label))
    except KeyError:
        return ()
    return (Cite(step.label, step.number),) if step.number else ()


def _nodes(nodes: list[Any]) -> Phrase:
    names: list[Phrase] = [(str(n),) for n in nodes]
    return ("node " if len(nodes) == 1 else "nodes ", *listed(names)) if nodes else ("the node",)


def _tends(assumptions: Iterable[Assumption]) -> Phrase:
    """``A_o → ∞`` for a limit, ``R_3 = R_1 ∥ R_2`` for a choice."""
    return listed([(_tends_one(a),) for a in sorted(assumptions)])


def _tends_one(a: Assumption) -> Tends | Equation:
    if a.to in ("oo", "0", "equal"):
        return Tends(Sym(a.symbol), a.to)
    return Equation(Sym(a.symbol), notation.parse(a.to))


def _parsed(text: Any) -> Phrase:
    """A formula out of step data; words are kept as words."""
    if not text:
        return ()
    try:
        return (notation.parse(str(text)),)
    except notation.NotationError:
        return (str(text),)


def _pointed_out(d: Derivation, step: Step) -> Equation:
    """The claim with its substituted parts and its errors painted."""
    if "leading" in step.data:
        return Equation(d.step(step.premises[0]).claim.left, notation.parse(str(step.data["leading"])), "∼")
    if step.rule == "rearrange":
        paints = {
            x: Paint("error", sentences.ERROR)
            for t in step.data.get("errors", ())
            if (x := _subtree(step, t))
        }
        ideal = _subtree(step, step.data.get("ideal"))
        if ideal is not None and paints:
            paints[ideal] = Paint("", sentences.IDEAL)
        return Equation(step.claim.left, painted(step.claim.right, paints))
    if step.data.get("move") in _SUBSTITUTING:
        green = Paint("substituted")
        paints = {
            p.right: green
            for p in (d.step(n).claim for n in step.premises)
            if _solved(p) and p.right.children
        }
        return Equation(painted(step.claim.left, paints), painted(step.claim.right, paints))
    if _solved(step.claim) and any(
        s.data.get("move") in _SUBSTITUTING and step.label in s.premises for s in d.steps
    ):
        return Equation(
            painted(step.claim.left, {step.claim.left: Paint("substituted")}),
            painted(step.claim.right, {step.claim.right: Paint("substituted")}),
        )
    return step.claim


_SUBSTITUTING = ("combine", "substitute")


def _solved(claim: Equation) -> bool:
    return isinstance(claim.left, Sym) and claim.left.name not in claim.right.symbols()


def _subtree(step: Step, text: Any) -> Expr | None:
    """The part of the claim that `text` spells, a leading minus sign apart."""
    if not text:
        return None
    wanted = str(text).removeprefix("-")
    for x in step.claim.right.walk():
        if not isinstance(x, Neg) and notation.text(x) == wanted:
            return x
    try:
        parsed = notation.parse(wanted)
    except notation.NotationError:
        return None
    return parsed.args[0] if isinstance(parsed, Neg) else parsed


# Nomenclature.

_MARGIN = 14.0  # em of full-size type; the margin prints fractions small


def _nomenclature(d: Derivation) -> Iterator[tuple[Entry, Equation | None]]:
    """The entries, those of defined names with their definitions: sources, op-amps, parts, names."""
    used = {n for s in d.steps for n in s.claim.symbols()}
    known = {e.name: e for c in reversed(tuple(d.circuits.values())) for e in c.elements}
    for p in sorted((p for n, p in d.parameters.items() if n in used), key=_group):
        value = _minus(engineering(p.value, p.unit)).replace(" ", "\u00a0") if p.value is not None else ""
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


def _minus(number: str) -> str:
    return number.replace("-", "−")


def _brief(claim: Equation) -> Expr | Equation | None:
    """A definition as the margin has room for it, or None."""
    brief = claim.right if isinstance(claim.left, Sym) else claim
    measured = width(equation(claim))
    return brief if measured < _MARGIN else None


# Result, checks, example.


def _result_name(d: Derivation) -> str:
    q = d.quantity
    name = sentences.RESULTS.get(q.kind, "Result")
    if q.kind == "transfer":
        source = d.circuit.element(q.source)
        out = "V" if len(q.output) == 2 else "A"
        name = sentences.GAINS[out, "V" if source.kind == "V" else "A"]
    dynamic = "s" in d.step(d.result).claim.right.symbols()
    return name if dynamic else sentences.RESISTIVE.get(name, name)


def _judgements(d: Derivation, judged: Mapping[str, Verdict]) -> list[Check]:
    held = sum(1 for s in d.steps if s.label in judged and judged[s.label].holds)
    total = len(d.steps)
    out = [Check(held == total, (sentences.PROVED.format(held=held, all=total),))]
    sized = sum(1 for s in d.steps if s.label in judged and judged[s.label].sized)
    if sized:
        out.append(Check(True, (sentences.DIMENSIONS.format(count=sized, all=total),)))
    if held < total:
        out.append(Check(False, (sentences.REFUSED.format(refused=total - held, all=total),)))
    return out


def _opinion(o: Opinion) -> Check:
    words = sentences.AGREES if o.agrees else sentences.DIFFERS
    return Check(bool(o.agrees), (words.format(name=o.name),), o.how)


def _example(e: WorkedExample | None, d: Derivation) -> Example | None:
    if e is None:
        return None
    shown = d.parameters
    rows = [(sentences.VALUE, _minus(engineering(e.value, e.unit, 7)))]
    contributions: list[tuple[Phrase, str]] = []
    if e.ideal is not None:
        rows.append((sentences.IDEAL_VALUE, _minus(engineering(e.ideal, e.unit, 7))))
    if e.error is not None:
        rows.append((sentences.ERROR_VALUE, percent(e.error)))
        contributions = [((Sym(c.symbol),), percent(c.added)) for c in e.contributions]
        if len(contributions) > 1 and abs(e.interaction) > abs(e.error) / 1000:
            contributions.append(((sentences.INTERACTION,), percent(e.interaction)))
    return Example(
        values=tuple(
            (Sym(u.symbol), str(u))
            for u in e.values
            if u.symbol not in shown or shown[u.symbol].value != u.value
        ),
        rows=tuple(rows),
        contributions=tuple(contributions),
        plot=sweep_plot(e),
        formulas=_formulas(e, d),
        **_work(e, d),
    )


def _work(e: WorkedExample, d: Derivation) -> dict[str, Any]:
    """The lines of the example's work, and what is to say of those that are left out."""
    from gainproof.worked.shown_work import shown_work

    found = shown_work(d, e)
    words = sentences.PARTLY_LEFT_OUT if found.lines else sentences.LEFT_OUT
    return {"work": found.lines, "work_left_out": words.format(why=found.left_out) if found.left_out else ""}


def _formulas(e: WorkedExample, d: Derivation) -> Formulas | None:
    """The example's numbers as formulas of the derivation's exact result."""
    from gainproof.worked.follow import formulas

    goals = {c.symbol: c.ideal for c in e.contributions} or ideals.imperfections(d.circuit)
    return formulas(d.spelled_out(d.step(d.exact).claim.right), goals, e)


def percent(part: Fraction) -> str:
    """A part of the whole in per cent, three digits: ``0.524 %``."""
    return _minus(f"{decimal(100 * part, 3)} %")
