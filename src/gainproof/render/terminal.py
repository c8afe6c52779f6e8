"""A derivation on the terminal: fractions stacked, the result in a box, the checks that ran.

Marks are laid out as blocks of characters, each with a row that is its axis.  A formula too wide for
the terminal is written in one line with ``/`` instead, in the syntax of `gainproof.notation`, and wrapped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from gainproof.expression import Equation, Expr
from gainproof.notation import equation_text
from gainproof.render import sentences
from gainproof.render.document import Check, Document, Entry, Item, Road
from gainproof.render.lines import EMPTY
from gainproof.render.marks import (
    ABOUT,
    ABOVE,
    ALIKE,
    ANGLE,
    BELOW,
    DEFINED,
    EQUALS,
    GOES_TO,
    MINUS,
    OVER,
    PARALLEL,
    PLUS,
    TIMES,
    UNEQUAL,
    Amount,
    Braced,
    Coloured,
    Digits,
    Fenced,
    Letter,
    Mark,
    Raised,
    Ratio,
    Rooted,
    Row,
    Sign,
    Word,
    greek,
)
from gainproof.render.paint import bare
from gainproof.render.room import Room
from gainproof.render.sentences import Cite, Phrase
from gainproof.render.typesetting import equation, flat, formula, typeset
from gainproof.render.working import chain

MOST_ROWS = 40  # of one formula written in a line
INDENT = 6

_SUBSCRIPTS = dict(zip("0123456789aehijklmnoprstuvx+-", "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ₊₋", strict=True))
_SUPERSCRIPTS = dict(zip("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻", strict=True))
_ASCII_SIGNS = {
    MINUS: "-",
    PLUS: "+",
    TIMES: "*",
    PARALLEL: "||",
    EQUALS: "=",
    ALIKE: "~",
    ABOUT: "~",
    DEFINED: ":=",
    GOES_TO: "->",
    OVER: "/",
    UNEQUAL: "!=",
    ABOVE: ">",
    BELOW: "<",
    ANGLE: "at",
}
_ASCII_TEXT = {
    "Ω": "ohm",
    "µ": "u",
    "μ": "u",
    "∞": "oo",
    "→": "->",
    "∥": "||",
    "≠": "!=",
    "−": "-",
    "…": "...",
    "’": "'",
    "“": '"',
    "”": '"',
    "–": "-",
    "—": "-",
    "\u00a0": " ",
}
# Top, middle, bottom and the row that tells a curly bracket, left and right.
_FENCES = {1: ("⎛⎜⎝⎜", "⎞⎟⎠⎟"), 2: ("⎡⎢⎣⎢", "⎤⎥⎦⎥"), 3: ("⎧⎪⎩⎨", "⎫⎪⎭⎬"), 4: ("││││", "││││")}
_ASCII_FENCES = {1: ("/|\\|", "\\|/|"), 2: ("[[[[", "]]]]"), 3: ("/|\\{", "\\|/}"), 4: ("||||", "||||")}
_FLAT_FENCES = {1: ("(", ")"), 2: ("[", "]"), 3: ("{", "}"), 4: ("|", "|")}
_ANSI = {"error": "31", "substituted": "32", "title": "1", "grey": "2", "ink": "34", "failed": "1;31"}


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of characters; `roles` holds the colour of each, "" for none; `axis` is its middle row."""

    rows: tuple[str, ...]
    roles: tuple[tuple[str, ...], ...]
    axis: int = 0

    @property
    def wide(self) -> int:
        return len(self.rows[0])

    @property
    def below(self) -> int:
        return len(self.rows) - self.axis - 1


def _word(words: str, role: str = "") -> Block:
    return Block((words,), ((role,) * len(words),))


def _beside(blocks: Sequence[Block]) -> Block:
    above = max((b.axis for b in blocks), default=0)
    below = max((b.below for b in blocks), default=0)
    rows, roles = [""] * (above + below + 1), [()] * (above + below + 1)
    out_roles: list[list[str]] = [list(r) for r in roles]
    for b in blocks:
        for k in range(above + below + 1):
            i = k - above + b.axis
            inside = 0 <= i < len(b.rows)
            rows[k] += b.rows[i] if inside else " " * b.wide
            out_roles[k] += b.roles[i] if inside else ("",) * b.wide
    return Block(tuple(rows), tuple(map(tuple, out_roles)), above)


def _centred(b: Block, wide: int) -> Block:
    left = (wide - b.wide) // 2
    right = wide - b.wide - left
    return Block(
        tuple(" " * left + r + " " * right for r in b.rows),
        tuple(("",) * left + r + ("",) * right for r in b.roles),
        b.axis,
    )


class _Layout:
    """Marks as blocks, in Unicode or in ASCII."""

    def __init__(self, ascii: bool) -> None:
        self.ascii = ascii

    def block(self, m: Mark) -> Block:
        match m:
            case Letter():
                return _word(self.letter(m))
            case Digits():
                return _word(m.text)
            case Word():
                return _word(self.plain(m.text))
            case Amount():
                return _word(self.amount(m))
            case Sign():
                return _word(self.sign(m))
            case Row():
                return _beside(self.spaced(m.parts))
            case Ratio():
                over, under = self.block(m.over), self.block(m.under)
                wide = max(over.wide, under.wide)
                over, under = _centred(over, wide), _centred(under, wide)
                bar = _word(("-" if self.ascii else "─") * wide)
                return Block(
                    (*over.rows, *bar.rows, *under.rows),
                    (*over.roles, *bar.roles, *under.roles),
                    len(over.rows),
                )
            case Raised():
                return self.raised(self.block(m.base), str(m.exponent))
            case Rooted():
                inside = self.block(m.inside)
                inside = inside if isinstance(m.inside, Letter | Digits) else self.fenced(inside, 1)
                return _beside([_word("sqrt" if self.ascii else "√"), inside])
            case Fenced():
                return self.fenced(self.block(m.inside), m.level)
            case Coloured():
                b = self.block(m.inside)
                return Block(b.rows, tuple((m.role,) * b.wide for _ in b.rows), b.axis)
            case Braced():
                return self.braced(self.block(m.inside), m.word, m.above)
        raise TypeError(f"not a mark: {m!r}")

    def spaced(self, parts: Sequence[Mark]) -> list[Block]:
        out: list[Block] = []
        for i, p in enumerate(parts):
            if i and not isinstance(p, Sign) and not isinstance(parts[i - 1], Sign):
                out.append(_word(" "))
            out.append(self.block(p))
        return out

    def letter(self, m: Letter) -> str:
        stem = m.stem if self.ascii else greek(m.stem)
        if m.below is None:
            return stem
        below = self.letter(m.below) if isinstance(m.below, Letter) else self.plain(m.below.text)
        if not self.ascii and all(c in _SUBSCRIPTS for c in below):
            return stem + "".join(_SUBSCRIPTS[c] for c in below)
        return f"{stem}_{below}"

    def sign(self, m: Sign) -> str:
        text = _ASCII_SIGNS[m.text] if self.ascii else m.text
        return text if m.prefix or m.text in (TIMES, OVER) else f" {text} "

    def amount(self, m: Amount) -> str:
        power = str(m.power) if self.ascii else "".join(_SUPERSCRIPTS[c] for c in str(m.power))
        ten = ("*10^" if self.ascii else "·10") + power if m.power else ""
        unit = self.plain(m.unit).replace("°", " deg") if self.ascii else m.unit
        return f"{'j' if m.imaginary else ''}{m.text}{ten}{' ' if m.gap else ''}{unit}"

    def plain(self, words: str) -> str:
        """Text as this terminal can show it, without control characters."""
        out = "".join(c if c.isprintable() else " " for c in words)
        if not self.ascii:
            return out
        out = "".join(_ASCII_TEXT.get(c, c) for c in out)
        return out.encode("ascii", "replace").decode()

    def raised(self, base: Block, exponent: str) -> Block:
        if len(base.rows) == 1:
            up = f"^{exponent}" if self.ascii else "".join(_SUPERSCRIPTS[c] for c in exponent)
            return _beside([base, _word(up)])
        rows = [base.rows[0] + exponent, *(r + " " * len(exponent) for r in base.rows[1:])]
        return Block(tuple(rows), tuple((*r, *("",) * len(exponent)) for r in base.roles), base.axis)

    def fenced(self, inside: Block, level: int) -> Block:
        n = len(inside.rows)
        left, right = _FLAT_FENCES[level]
        if n > 1:
            shapes = (_ASCII_FENCES if self.ascii else _FENCES)[level]
            left, right = (
                "".join(
                    s[0] if k == 0 else s[2] if k == n - 1 else s[3] if k == inside.axis else s[1]
                    for k in range(n)
                )
                for s in shapes
            )
        return Block(
            tuple(a + r + b for a, r, b in zip(left, inside.rows, right, strict=True)),
            tuple(("", *r, "") for r in inside.roles),
            inside.axis,
        )

    def braced(self, inside: Block, word: str, above: bool) -> Block:
        if inside.wide < len(word) + 4:
            inside = _centred(inside, len(word) + 4)
        ends, bar = ("\\/" if not above else "/\\", "_") if self.ascii else ("╰╯" if not above else "╭╮", "─")
        left = (inside.wide - len(word) - 4) // 2
        right = inside.wide - len(word) - 4 - left
        line = _word(f"{ends[0]}{bar * left} {word} {bar * right}{ends[1]}")
        if above:
            return Block((*line.rows, *inside.rows), (*line.roles, *inside.roles), inside.axis + 1)
        return Block((*inside.rows, *line.rows), (*inside.roles, *line.roles), inside.axis)

    def inline(self, m: Mark) -> str:
        return self.block(flat(m)).rows[0]


class _Page:
    def __init__(self, document: Document, width: int, ascii: bool, colour: bool) -> None:
        self.document = document
        self.width = max(width, 40)
        self.layout = _Layout(ascii)
        self.ascii = ascii
        self.colour = colour
        self.out: list[str] = []

    def text(self) -> str:
        d = self.document
        self.heading()
        if d.failed:
            self.say(sentences.FAILED_PAGE.format(count=len(d.failed)), role="failed")
        if d.warning:
            self.say(f"{sentences.WARNING}: {self.phrase(d.warning)}", role="failed")
        if d.intro:
            self.say(d.intro)
        self.out.append("")
        for index, item in enumerate(d.items, 1):
            self.item(index, item)
        if d.nomenclature:
            self.nomenclature(d.nomenclature)
        if d.example:
            self.example()
        self.checks(d.checks)
        if d.conditions:
            self.out.append(self.painted(sentences.CONDITIONS, "title"))
        for condition in d.conditions:
            self.say(self.phrase(condition), first="  ", rest="    ")
        for r in d.remarks:
            self.say(r)
        if d.roads:
            self.roads(d.roads)
        return "\n".join(line.rstrip() for line in self.out) + "\n"

    # Parts.

    def heading(self) -> None:
        words = self.layout.plain(f"{self.document.number}  {self.document.title}".strip())
        self.say(words, role="title")
        self.out.append(("=" if self.ascii else "═") * min(len(words), self.width))

    def item(self, index: int, item: Item) -> None:
        number = f"{index:>3}  "
        self.say(self.phrase(item.title), first=number, rest="     ", role="title")
        aside = " ".join([*map(self.phrase, item.reasons), item.sentence]).strip()
        if aside:
            self.say(aside, first="     ", rest="     ", role="grey")
        if item.failed:
            self.say(f"{sentences.FAILED_STEP}: {item.failed}", first="   x ", rest="     ", role="failed")
        self.out.append("")
        boxed = item.place == "result" and not self.document.failed
        self.out += self.boxed(item) if boxed else self.display(item, " " * INDENT, self.width - INDENT)
        self.out.append("")

    def display(self, item: Item, lead: str, space: int) -> list[str]:
        tag = f"({item.number})" if item.number else ""
        room = space - len(tag) - 2
        block = self.block(item.claim, room)
        if block is None:
            claim = Equation(bare(item.claim.left), bare(item.claim.right))
            rows = wrap(equation_text(claim), room, break_long_words=True, subsequent_indent="    ")
            left = len(rows) - MOST_ROWS
            if left > 0:
                rows = [*rows[:MOST_ROWS], f"    … {left} more lines, in the JSON"]
            rows = [self.layout.plain(r) for r in rows]
            rows[0] = rows[0].ljust(room) + "  " + tag
            return [lead + r for r in rows]
        rows = []
        for k, (row, roles) in enumerate(zip(block.rows, block.roles, strict=True)):
            end = " " * (room - block.wide) + "  " + tag if k == block.axis and tag else ""
            rows.append(lead + self.coloured(row, roles) + end)
        return rows

    def block(self, claim: Equation, room: int) -> Block | None:
        """The claim in two dimensions, or None where that is too wide."""
        if sum(1 for _, _ in zip(range(400), claim.right.walk(), strict=False)) == 400:
            return None
        block = self.layout.block(equation(claim))
        return block if block.wide <= room else None

    def boxed(self, item: Item) -> list[str]:
        lines = "+-+|+-+" if self.ascii else "┌─┐│└─┘"
        space = self.width - INDENT - 4
        block = self.block(item.claim, space - len(item.number) - 4)
        inside = self.display(
            item, "", space if block is None else min(space, block.wide + len(item.number) + 8)
        )
        wide = max(map(self.visible, inside))
        name = f" {self.document.result_name} "
        wide = max(wide, len(name) + 2)
        lead = " " * (INDENT - 2)
        top = lines[0] + lines[1] + name + lines[1] * (wide + 1 - len(name)) + lines[2]
        rows = [lead + self.painted(top, "ink")]
        side = self.painted(lines[3], "ink")
        for row in inside:
            rows.append(f"{lead}{side} {row}{' ' * (wide - self.visible(row))} {side}")
        return [*rows, lead + self.painted(lines[4] + lines[5] * (wide + 2) + lines[6], "ink")]

    def nomenclature(self, entries: Sequence[Entry]) -> None:
        self.out.append(self.painted(sentences.NOMENCLATURE, "title"))
        table = [(self.layout.inline(typeset(e.symbol)), self.entry(e)) for e in entries]
        wide = max(len(a) for a, _ in table)
        for a, b in table:
            self.say(b, first=f"  {a:<{wide}}  ", rest=" " * (wide + 4))
        self.out.append("")

    def entry(self, e: Entry) -> str:
        value = self.part(e.definition) if e.definition is not None else e.value
        return ", ".join(x for x in (self.phrase(e.about), value) if x)

    def example(self) -> None:
        e = self.document.example
        assert e is not None
        self.out.append(self.painted(sentences.EXAMPLE, "title"))
        if e.work:
            self.out.append("")
        for line in e.work:
            self.working(line.left, line.links)
        if e.work_left_out:
            self.say(e.work_left_out, first="  ", rest="  ")
        table = [(self.part(s), v) for s, v in e.values] + list(e.rows)
        table += [(f"  {self.phrase(p)}", v) for p, v in e.contributions]
        wide = max((len(self.layout.plain(a)) for a, _ in table), default=0)
        for a, b in table:
            self.out.append(f"  {self.layout.plain(a):<{wide}}  {self.layout.plain(b)}")
        self.out.append("")

    def working(self, left: Expr, links: Sequence[tuple[str, Expr]]) -> None:
        """A line of the work: as much of it in one row as fits, the rest below its first relation."""
        lead = self.layout.block(typeset(left)).wide
        space = self.width - INDENT - lead
        room = Room(space, tallest=self.width, measure=lambda m: self.layout.block(m).wide, tall=lambda _: 1)
        for line in chain(left, links, room):
            after = self.layout.block(line.after)
            before = _word(" " * lead) if line.before == EMPTY else self.layout.block(line.before)
            block = _beside([before, _word("   " if line.indent else ""), after])
            if block.wide <= self.width - INDENT:
                self.out += [" " * INDENT + r for r in block.rows]
            else:
                text = before.rows[before.axis] + self.layout.inline(line.after)
                hang = " " * (INDENT + lead + 4)
                self.out += wrap(text, self.width, initial_indent=" " * INDENT, subsequent_indent=hang)
        self.out.append("")

    def checks(self, checks: Sequence[Check]) -> None:
        self.out.append(self.painted(sentences.CHECKS, "title"))
        for c in checks:
            sign = "✓" if c.passed else "✗"
            if self.ascii:
                sign = "+" if c.passed else "x"
            words = self.phrase(c.about) + (f": {c.detail}" if c.detail else "")
            self.say(words, first=f"  {sign} ", rest="    ", role="" if c.passed else "failed")

    def roads(self, roads: Sequence[Road]) -> None:
        self.out += ["", self.painted(sentences.ROADS, "title")]
        table = [sentences.ROAD_HEADS, *((r.method, r.steps, r.number, r.verdict) for r in roads)]
        wide = [max(len(row[k]) for row in table) for k in range(3)]
        for method, steps, number, verdict in table:
            first = f"  {method:<{wide[0]}}  {steps:>{wide[1]}}  {number:>{wide[2]}}  "
            self.say(verdict, first=self.layout.plain(first), rest=" " * len(first))

    # Words.

    def phrase(self, phrase: Phrase) -> str:
        return "".join(map(self.part, phrase))

    def part(self, part: object) -> str:
        match part:
            case str():
                return part
            case Cite():
                return f"({part.number})"
        return self.layout.inline(formula(part))

    def say(self, words: str, first: str = "", rest: str = "", role: str = "") -> None:
        for line in wrap(self.layout.plain(words), self.width, initial_indent=first, subsequent_indent=rest):
            self.out.append(self.painted(line, role))

    # Colour.

    def painted(self, words: str, role: str) -> str:
        return f"\033[{_ANSI[role]}m{words}\033[0m" if self.colour and role else words

    def coloured(self, row: str, roles: tuple[str, ...]) -> str:
        if not self.colour or not any(roles):
            return row
        out, start = "", 0
        for k in range(1, len(row) + 1):
            if k == len(row) or roles[k] != roles[start]:
                out += self.painted(row[start:k], roles[start])
                start = k
        return out

    def visible(self, row: str) -> int:
        """The number of columns that a row takes."""
        out, inside = 0, False
        for c in row:
            if c == "\033":
                inside = True
            elif inside:
                inside = c != "m"
            else:
                out += 1
        return out


def terminal(document: Document, *, width: int = 100, ascii: bool = False, colour: bool = False) -> str:
    """The document as lines of at most `width` characters (at least 40).

    `ascii` keeps to ASCII; `colour` adds ANSI colours.
    """
    return _Page(document, width, ascii, colour).text()
