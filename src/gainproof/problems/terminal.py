"""Problems on the terminal: one after the other, with the key under each if it is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase
from textwrap import wrap

from gainproof.problems.fading import to_fill_in
from gainproof.problems.nouns import Problem, ProblemSet
from gainproof.problems.records import line, spoken
from gainproof.problems.wording import per_cent
from gainproof.render.paint import bare

WIDTH = 80
IN_ASCII = {
    "Ω": "ohm",
    "µ": "u",
    "\N{MINUS SIGN}": "-",
    "\N{PLUS-MINUS SIGN}": "+/-",
    "\N{NO-BREAK SPACE}": " ",
}
BLANK = "…………"


def terminal(found: ProblemSet, *, key: bool = False, width: int = WIDTH, ascii: bool = False) -> str:
    """The set as text of at most `width` columns; with `ascii`, in ASCII alone."""
    out: list[str] = [f"{found.title} (seed {found.seed})", ""]
    for p in found.problems:
        title = "" if p.title == found.title else f"{p.title}. "
        out += [*_problem(p, title, width), *(_key(p, width) if key else ()), ""]
    text = "\n".join(row.rstrip() for row in out) + "\n"
    return _plain(text) if ascii else text


def _problem(p: Problem, title: str, width: int) -> Iterator[str]:
    first = f"{p.number}. "
    question = " ".join(map(spoken, p.question))
    yield from wrap(f"{first}{title}{question}", width, subsequent_indent=" " * len(first))
    if p.kind == "number" or any(o.value is not None for o in p.options):
        values = ", ".join(f"{u.symbol} = {u}".replace(" ", "\N{NO-BREAK SPACE}") for u in p.givens)
        yield from _indented(values, width)
    for k, o in enumerate(p.options):
        says = spoken(o.says) if o.value is not None else line(o.claim)
        yield from _indented(f"({ascii_lowercase[k]}) {says}", width)
    if p.kind == "faded":
        yield from _steps(p, width)


def _steps(p: Problem, width: int) -> Iterator[str]:
    left = {b.label for b in p.blanks}
    for item in to_fill_in(p.solution):
        number = f"({item.number}) " if item.number else ""
        yield from _indented(spoken(item.title), width)
        given = line(type(item.claim)(bare(item.claim.left), bare(item.claim.right), item.claim.relation))
        if item.label in left:
            given = given.partition(f" {item.claim.relation} ")[0] + f" = {BLANK}"
        yield from _indented(f"  {number}{given}", width)


def _key(p: Problem, width: int) -> Iterator[str]:
    said = []
    if p.right is not None:
        said.append(f"({ascii_lowercase[p.right]})")
    if p.kind in ("formula", "choice") and not any(o.value is not None for o in p.options):
        said.append(line(p.formula))
    elif p.answer is not None and p.kind != "faded":
        said.append(f"{p.answer.shown} (\N{PLUS-MINUS SIGN}{per_cent(p.answer.tolerance)})")
    yield from _indented(f"Key: {'  '.join(said)}".rstrip(), width)
    for b in p.blanks:
        yield from _indented(f"({b.number}) {line(b.claim)}", width)
    for k, o in enumerate(p.options):
        if not o.right:
            yield from _indented(f"({ascii_lowercase[k]}) {o.code}: {spoken(o.feedback)}", width)


def _indented(words: str, width: int) -> list[str]:
    return wrap(words, width, initial_indent="   ", subsequent_indent="     ", break_long_words=True)


def _plain(words: str) -> str:
    for c, plain in IN_ASCII.items():
        words = words.replace(c, plain)
    return words.encode("ascii", "replace").decode().replace("?" * len(BLANK), "." * len(BLANK))
