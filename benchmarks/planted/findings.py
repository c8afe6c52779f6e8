"""What should be looked at after a run, worst first, with examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks.planted.grading import EssayGrade, Grade
from benchmarks.planted.report import Results, kinds, summary
from benchmarks.planted.sowing import ALL_KINDS
from gainproof.notation import equation_text

MOST = 40
"""Examples of what must not be."""
SLOW = 12


def findings(r: Results, most: int = 12) -> str:
    """The whole list; `most` is the number of examples of a kind."""
    planted = r.planted
    out = [*summary(r), "", kinds(planted), ""]
    out += _examples("FALSE LINES NOT FOUND", [g for g in planted if g.fails], MOST)
    out += _examples("TRUE LINES NOT JUDGED TRUE", [g for g in r.true if g.fails], MOST)
    out += _examples("TRUE LINES OF A PLANTED DOCUMENT ACCUSED", [g for g in planted if g.accused], MOST)
    out += _examples("SUGGESTIONS THAT ARE NOT TRUE", [g for g in planted if g.untrue], MOST)
    for kind in sorted(ALL_KINDS, key=lambda k: _rate(planted, k)):
        mine = [g for g in planted if g.planted.kind == kind and not g.fails]
        out += _examples(f"{kind}: not in the first three", [g for g in mine if not 0 < g.loose <= 3], most)
        out += _examples(f"{kind}: second or third", [g for g in mine if 1 < g.loose <= 3], most // 2)
        out += _examples(f"{kind}: first, in another form", [g for g in mine if g.loose == 1 != g.strict], 3)
    out.append("## SLOWEST")
    for g in sorted(planted, key=lambda g: -g.seconds)[:SLOW]:
        p = g.planted
        out += [f"{1000 * g.seconds:.0f} ms, {g.lines} lines, {p.kind}, {p.circuit}", p.text]
    failed = [e for e in r.essays if not e.passed]
    out.append(f"## WHOLE DERIVATIONS: {len(failed)} of {len(r.essays)} not as they should be")
    for e in failed[:MOST]:
        out += _essay(e)
    out.append("## DERIVATIONS BY HAND (benchmarks/derivations_by_hand)")
    for o in (o for o in r.hand if not o.passed):
        out += [
            f"{o.work}: wrong {o.expected}, found {o.found}, unread {list(o.unread)}",
            str(o.verification),
        ]
    return "\n".join([*out, *map(str, r.rates)]) + "\n"


def _rate(grades: Sequence[Grade], kind: str) -> float:
    mine = [g for g in grades if g.planted.kind == kind]
    return sum(g.loose == 1 for g in mine) / len(mine) if mine else 1.0


def _examples(title: str, grades: Sequence[Grade], most: int) -> list[str]:
    if not grades:
        return []
    said = Counter(g.kind or g.verdict for g in grades)
    head = f"## {title}: {len(grades)}  ({', '.join(f'{k} {n}' for k, n in said.most_common(6))})"
    return [head, *(line for g in grades[:most] for line in _example(g)), ""]


def _example(g: Grade) -> Iterator[str]:
    p = g.planted
    under = "".join(f", {n} -> {to}" for n, to in p.under)
    found = f"{g.verdict}, as {g.kind or 'nothing'}"
    yield f"[{p.circuit}, {p.role}, {p.hand}, {p.kind or 'true'}{under}] {found}"
    yield f"    text   {p.text!r}"
    yield f"    line   {equation_text(p.claim)}"
    if p.kind:
        yield f"    right  {equation_text(p.right)}"
    for k, s in enumerate(g.suggestions[:3], 1):
        yield f"    {k}.     {s}"
    for s in g.untrue:
        yield f"    UNTRUE {s}"
    if g.fails:
        yield f"    how    {g.how}"


def _essay(e: EssayGrade) -> Iterator[str]:
    wrong = f"wrong {e.essay.wrong} ({e.essay.kind or 'none'})"
    yield f"[{e.essay.circuit}, {e.essay.file}] {wrong}, found {e.found}"
    lines = e.essay.text.splitlines()
    for number, what in e.strange[:4]:
        yield f"    {number}: {lines[number - 1]}"
        yield f"       {what}"
    if e.essay.wrong:
        yield f"    planted {e.essay.wrong}: {lines[e.essay.wrong - 1]}"
