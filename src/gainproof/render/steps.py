"""The steps of a derivation as a reader meets them: title, reasons, the claim with parts pointed out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from gainproof import notation
from gainproof.derivation import Assumption, Derivation, Step, Verdict
from gainproof.expression import Equation, Expr, Neg, Sym
from gainproof.guards.findings import Findings
from gainproof.render import guarded, sentences
from gainproof.render.document import Item
from gainproof.render.naming import element_of, element_phrase, nothing, purpose, silent, spoken
from gainproof.render.paint import Paint, painted
from gainproof.render.sentences import Cite, Phrase, Tends, fill, listed
from gainproof.render.states import circuit_words


def items_of(
    d: Derivation, judged: Mapping[str, Verdict], hung: Mapping[str, str], found: Findings
) -> Iterator[Item]:
    """The steps in their order; `hung` are the author's sentences by label, `judged` the verdicts.

    A limit that no physical circuit reaches says so.
    """
    for before, s in zip((None, *d.steps), d.steps, strict=False):
        item = _item(d, s, before, judged.get(s.label), hung.get(s.label, ""))
        mark = guarded.formal(found, s.under)
        yield replace(item, reasons=(*item.reasons, mark)) if mark else item


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


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


_GENERAL = {(words,) for words in sentences.REASONS.values()}
"""The reasons that say nothing of the step itself."""


def said_once(items: Iterable[Item]) -> Iterable[Item]:
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
