"""The sheet that learners get, and the key that they do not: pages in the look of all documents.

Problems of one circuit stand together under its schematic, each with its values in the margin and room to
write.  The key holds the derivation once for each circuit and quantity, and for each problem the answer, the
work that leads to it, and what is wrong with every wrong option.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from string import ascii_lowercase
from typing import Any

from gainproof.expression import Equation, Expr, Sym
from gainproof.problems.fading import to_fill_in
from gainproof.problems.nouns import Option, Problem, ProblemSet
from gainproof.problems.wording import per_cent
from gainproof.render import printer_for
from gainproof.render.document import Entry, Item
from gainproof.render.lines import EMPTY, Line, broken, lines
from gainproof.render.marks import Row, Sign, row
from gainproof.render.measures import width
from gainproof.render.paint import bare
from gainproof.render.printing import Printer, Setter, clean, environment, words
from gainproof.render.room import INDENT
from gainproof.render.typesetting import typeset

WORDS = {
    "name": "Name",
    "date": "Date",
    "key": "Key",
    "given": "Values",
    "study": "Nothing is missing: an example to study.",
    "proofs": "Every key is proved",
}
SUBTITLE = "{count} problems, seed {seed}"
ONE = "1 problem, seed {seed}"
ROOM = {"number": 48, "formula": 80, "faded": 0, "choice": 6}
"""Millimetres of a problem that are left to write in."""
LETTER = 2.0
"""em of the letter of an option."""
WIDE = 12.0
"""em of a left side below which the line to write on stands."""


def sheet(found: ProblemSet, format: str) -> str:
    """The source of the sheet in ``latex``, ``typst`` or ``html``; GainproofError for another format."""
    return _page(found, format, key=False)


def key(found: ProblemSet, format: str) -> str:
    """The source of the key, in the same formats."""
    return _page(found, format, key=True)


def _page(found: ProblemSet, format: str, *, key: bool) -> str:
    printer = printer_for(format)
    text = printer.text
    title = f"{found.title}: {WORDS['key'].lower()}" if key else found.title
    groups = [_group(printer, list(g), key) for _, g in groupby(found.problems, key=_together)]
    seen: set[int] = set()
    for group, (_, members) in zip(groups, _groups(found), strict=True):
        if id(members[0].drawing) in seen:
            group["drawing"] = ""
        seen.add(id(members[0].drawing))
    count = len(found.problems)
    return (
        environment(printer)
        .get_template(f"problems{printer.suffix}.j2")
        .render(
            title=text(title),
            plain_title=clean(title),
            subtitle=text((ONE if count == 1 else SUBTITLE).format(count=count, seed=found.seed)),
            key=key,
            groups=groups,
            head={n: text(w) for n, w in WORDS.items()},
            words=words(printer),
            remarks=[*map(text, _closing(found))] if key else [],
        )
    )


def _closing(found: ProblemSet) -> list[str]:
    """Why the keys are right, and what was left out."""
    proofs = dict.fromkeys(w for p in found.problems for c in p.proofs for w in c.about if isinstance(w, str))
    said = [f"{WORDS['proofs']}: {'; '.join(proofs)}."] if proofs else []
    return [*said, *(f"{r[:1].upper()}{r[1:]}." for r in found.remarks)]


def _together(p: Problem) -> tuple[int, str]:
    """What problems of one group have in common: the circuit and the quantity."""
    return id(p.drawing), f"{p.quantity} {p.title}"


def _groups(found: ProblemSet) -> Iterator[tuple[object, list[Problem]]]:
    for mark, members in groupby(found.problems, key=_together):
        yield mark, list(members)


def _group(printer: Printer, members: Sequence[Problem], key: bool) -> dict[str, Any]:
    first = members[0]
    bare = replace(first.solution, nomenclature=_legend(first, all_of_them=key), example=None)
    setter = Setter(printer, bare, f"g{first.number}")
    view = setter.view()
    return {
        "title": printer.text(first.title),
        "plain_title": clean(first.title),
        "anchor": f"g{first.number}",
        "drawing": printer.drawing(first.drawing),
        "nomenclature": view["nomenclature"],
        "d": view,
        "problems": [_problem(printer, p, key) for p in members],
    }


def _legend(p: Problem, *, all_of_them: bool) -> tuple[Entry, ...]:
    """What the symbols of the circuit are, without values; for the key, what the names stand for as well.

    The schematic shows also what the answer does not depend on.
    """
    known = p.circuit.parameters
    told = [replace(e, value="") for e in p.solution.nomenclature]
    own = [e for e in told if isinstance(e.symbol, Sym) and e.symbol.name in known]
    beside = [Entry(Sym(n), (known[n].about,)) for n in known if Sym(n) not in [e.symbol for e in own]]
    return (*own, *beside, *(e for e in told if all_of_them and e not in own))


def _problem(printer: Printer, p: Problem, key: bool) -> dict[str, Any]:
    setter = Setter(printer, p.solution, f"{'k' if key else 'p'}{p.number}")
    numeric = p.kind == "number" or any(o.value is not None for o in p.options)
    given = [
        {"symbol": setter.part(Sym(u.symbol)), "value": printer.text(str(u).replace("-", "\N{MINUS SIGN}"))}
        for u in p.givens
    ]
    options = [_option(setter, k, o, f"{setter.prefix}-o{k}") for k, o in enumerate(p.options)]
    said = {
        "number": str(p.number),
        "anchor": setter.prefix,
        "kind": p.kind,
        "question": " ".join(setter.phrase(s) for s in p.question),
        "given": given if numeric else [],
        "room": ROOM[p.kind],
        "options": options,
        "beside": bool(options) and all(o.value is not None for o in p.options),
        "below": any(o.value is None for o in p.options),
        "items": _items(setter, p) if p.kind == "faded" and not key else [],
        "d": {"failed": "", "result_name": printer.text(p.solution.result_name)},
    }
    return {**said, **_answers(setter, p, numeric)} if key else said


def _option(setter: Setter, k: int, o: Option, anchor: str) -> dict[str, Any]:
    formula = o.value is None
    return {
        "letter": ascii_lowercase[k],
        "says": _displayed(setter, o.claim, anchor, before=LETTER) if formula else setter.phrase(o.says),
        "right": o.right,
        "code": o.code,
        "feedback": setter.phrase(o.feedback),
    }


def _displayed(setter: Setter, claim: Equation, anchor: str, number: str = "", before: float = 0.0) -> str:
    """The line, in the room that is left beside its number and what stands `before` it, in em."""
    room = setter.printer.room.left_by(number, False)
    room = replace(room, widest=room.widest - before)
    return setter.printer.display(lines(claim, room, setter.taken), number, anchor)


def _items(setter: Setter, p: Problem) -> list[dict[str, Any]]:
    """The steps up to the result, those that are blank without their right sides."""
    left = {b.label for b in p.blanks}
    return [
        {
            **setter.item(k, unpainted(item)),
            "blank": item.label in left,
            **_given(setter, bare(item.claim.left)),
            "equation": setter.printer.text(f"({item.number})"),
            "anchor": setter.anchors[item.label],
        }
        for k, item in enumerate(to_fill_in(p.solution), 1)
    ]


def unpainted(item: Item) -> Item:
    """The step without its colours, which would point at what is to be filled in."""
    return replace(item, claim=Equation(bare(item.claim.left), bare(item.claim.right), item.claim.relation))


def _given(setter: Setter, left: Expr) -> dict[str, Any]:
    """``v_3/V_1 =``, before a line to write on; rows above the line, if it is `wide`."""
    if width(typeset(left)) <= WIDE:
        return {"given": setter.printer.inline(Row((typeset(left), Sign("=")))), "wide": False}
    room = setter.printer.room
    *above, last = broken(left, room, room.widest - 3 * INDENT)
    rows = [Line(EMPTY, r, indent=k > 0) for k, r in enumerate([*above, row([last, Sign("=")])])]
    return {"given": setter.printer.display(rows, "", ""), "wide": True}


def _answers(setter: Setter, p: Problem, numeric: bool) -> dict[str, Any]:
    """What the key says of a problem."""
    text = setter.printer.text
    answer = ""
    if p.answer is not None and numeric:
        unit = p.answer.shown.replace("-", "\N{MINUS SIGN}").replace(" ", "\N{NO-BREAK SPACE}")
        answer = f"{unit} (\N{PLUS-MINUS SIGN}\N{NO-BREAK SPACE}{per_cent(p.answer.tolerance)})"
    work = setter.example() if numeric and p.solution.example is not None else None
    right = p.right
    return {
        "answer": text(answer),
        "letter": "" if right is None else ascii_lowercase[right],
        "formula": _displayed(setter, p.formula, f"{setter.prefix}-f") if p.kind == "formula" else "",
        "filled": [
            _displayed(setter, b.claim, f"{setter.prefix}-b{k}", b.number) for k, b in enumerate(p.blanks, 1)
        ],
        "study": p.kind == "faded" and not p.blanks,
        "work": work["work"] if work else [],
        "rows": work["rows"] if work else [],
    }
