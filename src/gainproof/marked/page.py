"""The marked page: the circuit, then line by line what the work says, with its verdict and what it rests on.

The wrong part of a wrong line is red; below it stands the line as it should be, the new part green.  The
lines are set anew from their trees, in the writer's own symbols, and never pasted from the source; only what
could not be read is shown as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gainproof.circuit.circuit import Circuit
from gainproof.circuit.elements import KINDS
from gainproof.expression import Equation, Expr, Prod, Sym
from gainproof.hand.reader.scanning.latex import GREEK
from gainproof.hand.verdicts import Verification, place
from gainproof.hand.work import Claim, Judged
from gainproof.marked.findings import ASSUMED, UNHEARD, arrowed, code_of, kind_of, sentence, why
from gainproof.marked.painting import new_part_green, wrong_part_red
from gainproof.marked.phrases import phrase
from gainproof.marked.spelling import Hands
from gainproof.marked.terminal import summary
from gainproof.render import printer_for
from gainproof.render.lines import lines
from gainproof.render.marks import greek
from gainproof.render.paint import Painted
from gainproof.render.printing import Printer, clean, environment
from gainproof.render.typesetting import typeset
from gainproof.worked.values import engineering

if TYPE_CHECKING:
    from jinja2 import Template

WORDS = {
    "should": "It should read",
    "or": "or",
    "line": "line",
    "first": "first wrong line",
    "remarks": "How it was read",
    "every": "On the following pages stands every line, each with its verdict.",
}
_SUGGESTED = 1
"""How many corrections of a line stand on the page."""
_ROLES = {
    "identity": "right",
    "true": "right",
    "definition": "plain",
    "outside": "plain",
    "limit": "care",
    "carried": "care",
    "false": "wrong",
    "unread": "wrong",
}
_TITLES = {
    "identity": "An identity",
    "true": "True",
    "definition": "A definition",
    "outside": "Not judged",
    "limit": "True in a limit",
    "carried": "Carried on",
    "false": "Wrong",
    "unread": "Not read",
}
_ASSUMPTION = "An assumption"
_TOLD = ("GP100", "GP134", "GP140", "GP150", "GP153")
"""Codes that say no more than the verdict does."""
_BEGINNINGS = (
    "the it a an is proved this no what one two both in not its found only every all there true at with for"
    " of under holds follows part here left right nothing by each if"
)
_PROSE = frozenset(_BEGINNINGS.split())
"""Words with which a sentence of ours begins, and which are no symbols."""
_LONGEST_WORD = 24
_MOST_TYPED = 400
_LETTERS = {greek(name): name for name in GREEK}
_STYLED = re.compile(r"\\(?:text|mathrm|mathit|mathbf|rm|it|operatorname|hat|bar|tilde|vec)\b|[\\{}\s$]")


def pages(found: Sequence[Verification], format: str, title: str = "", intro: str = "") -> str:
    """The source of the marked page of each work, bound together, in ``latex``, ``typst`` or ``html``.

    With an `intro`, errata go before them: under the title and the intro, the wrong lines of all works.
    """
    printer = printer_for(format)
    template = environment(printer).get_template(f"marked{printer.suffix}.j2")
    return _filled(template, printer, found, title, intro)


def fragment(v: Verification) -> str:
    """The marked page as an HTML element with its own style, for notebooks."""
    printer = printer_for("html")
    return _filled(environment(printer).get_template("marked-fragment.html.j2"), printer, [v], "")


def _filled(
    template: Template, printer: Printer, found: Sequence[Verification], title: str, intro: str = ""
) -> str:
    title = title or (Path(found[0].file).name if len(found) == 1 else "Verified works")
    return template.render(
        title=printer.text(title),
        plain_title=clean(title),
        errata=bool(intro),
        intro=printer.text(intro),
        works=[
            {**_Setter(printer, v, f"w{k}").view(), "faults": _Setter(printer, v, f"e{k}").faults()}
            for k, v in enumerate(found, 1)
        ],
        words={n: printer.text(w) for n, w in WORDS.items()},
    )


def _heading(v: Verification) -> str:
    """The first heading of a work in Markdown, or the name of its file."""
    said = re.search(r"^#{1,3} +(\S.*)$", v.work.source, re.MULTILINE) if v.file.endswith(".md") else None
    return said[1].strip() if said else Path(v.file).name


@dataclass(frozen=True)
class Writer:
    """Sets one claim in the symbols of its writer."""

    known: dict[Expr, Expr]

    def shown(self, x: Expr) -> Expr:
        """The tree with the writer's symbols in place of the circuit's."""
        if isinstance(x, Painted):
            return Painted(self.shown(x.inside), x.paint)
        if x in self.known:
            return self.known[x]
        return x.rebuilt(tuple(map(self.shown, x.children))) if x.children else x


class _Setter:
    """One work as its template receives it: plain strings of the printer's making."""

    def __init__(self, printer: Printer, v: Verification, prefix: str) -> None:
        self.printer, self.v, self.prefix = printer, v, prefix
        self.hands = Hands(v.work)
        self.taken = {n for j in v.judged if isinstance(j.item, Claim) for n in j.item.equation.symbols()}
        self.taken |= set(v.circuit.parameters)
        self.known = self.taken.union(v.circuit.voltages, v.circuit.currents)

    def view(self) -> dict[str, Any]:
        v, text = self.v, self.printer.text
        numbers = [_number(j) for j in v.judged]
        return {
            "anchor": self.prefix,
            "title": text(_heading(v)),
            "plain_title": clean(v.file),
            "wrong": v.first_wrong is not None,
            "summary": text(summary(v).partition(": ")[2].strip() or "nothing"),
            "circuit": text(v.circuit.title),
            "drawing": self.drawing(v.circuit),
            "nomenclature": self.nomenclature(v.circuit),
            "items": [
                self.item(k, j, above == number)
                for k, (j, above, number) in enumerate(zip(v.judged, ["", *numbers], numbers, strict=False))
            ],
            "remarks": [
                text(words)
                for words in dict.fromkeys(
                    self.remark(n.span.line, n.message) for n in v.notices if n.code not in UNHEARD
                )
            ],
        }

    def faults(self) -> list[dict[str, Any]]:
        """What is wrong, and what follows from it, each with its place."""
        wrong = ("false", "carried", "unread")
        return [self.item(k, j, False) for k, j in enumerate(self.v.judged) if j.verdict in wrong]

    def remark(self, line: int, message: str) -> str:
        return f"{WORDS['line'].capitalize()} {line}: {sentence(message)}"

    def drawing(self, circuit: Circuit) -> str:
        from gainproof.draw import place

        return self.printer.drawing(place(circuit))

    def nomenclature(self, circuit: Circuit) -> list[dict[str, str]]:
        text = self.printer.text
        kinds = {e.name: e.kind for e in circuit.elements}
        out = []
        for n, p in circuit.parameters.items():
            words = p.about or (KINDS[kinds[p.owner]].about if p.owner in kinds else "")
            value = engineering(p.value, p.unit) if p.value is not None else ""
            out.append(
                {
                    "symbol": self.printer.inline(typeset(Sym(n))),
                    "words": text(", ".join(w for w in (words, value) if w)),
                }
            )
        return out

    def item(self, index: int, j: Judged, same_line: bool) -> dict[str, Any]:
        text = self.printer.text
        code = code_of(j)
        title = _TITLES[j.verdict] + (f": {kind_of(code)}" if code and code not in _TOLD else "")
        title = _ASSUMPTION if code == ASSUMED else title
        first = j.verdict == "false" and place(j).line == self.v.first_wrong
        return {
            "index": index,
            "role": _ROLES[j.verdict],
            "verdict": j.verdict,
            "place": "" if same_line and not first else text(_number(j)),
            "equation": text(f"({j.item.number})") if isinstance(j.item, Claim) and j.item.number else "",
            "first": first,
            "title": text(title),
            "code": text(code),
            "notes": [self.sentence(words, j) for words in notes(j)],
            "display": self.claim(j, index) if isinstance(j.item, Claim) else "",
            "typed": "" if isinstance(j.item, Claim) else self.typed(j.item.text),
            "corrections": self.corrections(j, index),
        }

    def claim(self, j: Judged, index: int) -> str:
        """The line, its wrong part red."""
        assert isinstance(j.item, Claim)
        q = j.item.equation
        if j.verdict == "false" and j.diagnosis is not None:
            first = j.diagnosis.suggestions[0] if j.diagnosis.suggestions else None
            q = wrong_part_red(j.item, first)
        return self.display(j.item, q, f"{self.prefix}-{index}")

    def corrections(self, j: Judged, index: int) -> list[str]:
        if j.diagnosis is None or not isinstance(j.item, Claim):
            return []
        return [
            self.display(j.item, new_part_green(j.item, s), f"{self.prefix}-{index}-{k}")
            for k, s in enumerate(j.diagnosis.suggestions[:_SUGGESTED])
        ]

    def display(self, claim: Claim, q: Equation, anchor: str) -> str:
        writer = self.writer(claim)
        shown = Equation(writer.shown(q.left), writer.shown(q.right), claim.relation)
        return self.printer.display(lines(shown, self.printer.room, set(self.taken)), "", anchor)

    def writer(self, claim: Claim) -> Writer:
        return Writer({x: symbol(x, word) for x, word in self.hands.of(claim).known.items()})

    def sentence(self, words: str, j: Judged) -> str:
        """A sentence of ours, its formulas set like every other."""
        writer = self.writer(j.item) if isinstance(j.item, Claim) else Writer({})
        return "".join(
            self.printer.text(p) if isinstance(p, str) else self.printer.inline(typeset(writer.shown(p)))
            for p in phrase(words, self.known)
        )

    def typed(self, words: str) -> str:
        """Source text as it was typed, with places to break where it has none."""
        words = " ".join(clean(words).split())
        words = words if len(words) <= _MOST_TYPED else words[: _MOST_TYPED - 1] + "…"
        gap = {"latex": r"\allowbreak{}", "html": "<wbr>", "typst": '#"\\u{200b}";'}[self.printer.name]
        return self.printer.text(" ").join(
            gap.join(self.printer.text(w[i : i + _LONGEST_WORD]) for i in range(0, len(w), _LONGEST_WORD))
            for w in words.split(" ")
        )


def notes(j: Judged) -> list[str]:
    """What stands in the margin beside a verdict: why, on what it rests, under what it holds."""
    out = [why(j)]
    if j.diagnosis is not None and j.how and sentence(j.how) != out[0]:
        out.append(sentence(j.how))
    if j.under and j.code != ASSUMED:
        out.append(f"Holds for {', '.join(map(arrowed, j.under))}.")
    if j.uses:
        out.append(f"Rests on {', '.join(j.uses)}.")
    if j.conditions:
        out.append(f"Provided that {', '.join(c.replace('!=', '≠') for c in j.conditions)}.")
    return [_capital(w) for w in out if w]


def _capital(words: str) -> str:
    """A sentence with a capital letter, unless it begins with what may be a symbol."""
    first, _, rest = words.partition(" ")
    return f"{first.capitalize()} {rest}" if first in _PROSE else words


def symbol(x: Expr, spelled: str) -> Expr:
    """The symbol that stands on the page for an expression that the writer spells so."""
    if x == Sym("s") and spelled != "s":
        return Prod(Sym("j"), Sym("omega"))
    return Sym(spoken(spelled))


def spoken(spelled: str) -> str:
    r"""The name of a symbol as the writer spells it: ``V_{out}`` -> ``V_out``, ``\beta`` -> ``beta``."""
    named = "".join(_LETTERS.get(c, c) for c in _STYLED.sub("", spelled))
    stem, bar, below = named.partition("_")
    return f"{stem}_{below.replace('_', '')}" if bar and stem and below else stem or spelled


def _number(j: Judged) -> str:
    return f"{WORDS['line']} {place(j).line}"
