"""From clauses to claims, conditions and definitions, in the order in which somebody wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gainproof.expression import ONE, ZERO, Expr, Quot, Sym
from gainproof.hand.lexicon.symbols import Symbols
from gainproof.hand.reader.claims.arrows import Arrows
from gainproof.hand.reader.claims.conditions import ORDERS
from gainproof.hand.reader.claims.in_front import introduce
from gainproof.hand.reader.claims.scopes import one_end
from gainproof.hand.reader.claims.tending import as_limits
from gainproof.hand.reader.formulas.arguments import without_arguments
from gainproof.hand.reader.formulas.cases import by_cases
from gainproof.hand.reader.formulas.clauses import Clause, clauses
from gainproof.hand.reader.formulas.grammar import read_side
from gainproof.hand.reader.formulas.levels import in_decibels, ratio, size, speaks_of_levels
from gainproof.hand.reader.formulas.nodes import Node, quotient
from gainproof.hand.reader.formulas.sides import sides_of, without_words
from gainproof.hand.reader.scanning.seconds import with_thousands, without_seconds
from gainproof.hand.reader.tokens import NotRead, Remark, Token
from gainproof.hand.work import AT, Claim, Condition, Path, Side, Span

_LISTS = ("condition", "either", "assumption", "given")
"""Introductions that are about a list, “for R3 = R1, R4 = R2”."""
MOST_NAMES = 5000
"""Symbols of one writer's own."""
MOST_SUBJECTS = 8
"""Sides of equations that a pronoun may mean."""
MOST_READINGS = 4
"""Other readings of one claim."""


class Part:
    """One side of a relation: its tree, and where it may be read otherwise."""

    __slots__ = ("at", "doubts", "end", "level", "node", "tokens")

    def __init__(
        self, node: Node, doubts: list[int], tokens: Sequence[Token], *, level: bool = False
    ) -> None:
        self.level = level  # was it a level in decibels?
        self.node, self.doubts, self.tokens = node, doubts, tokens
        self.at = min(node.at, tokens[0].at)
        self.end = max(node.end, tokens[-1].end)


def reciprocal(part: Part) -> Part:
    """One over a side."""
    return Part(quotient(Node(ONE, part.at, part.end), part.node), part.doubts, part.tokens)


def zero(tokens: Sequence[Token]) -> Part:
    """The number zero, where these tokens stand."""
    return Part(Node(ZERO, tokens[0].at, tokens[-1].end), [], tokens)


class Statements(Arrows):
    """Collects what a document says; `symbols` grows with every definition."""

    def __init__(self, source: str, symbols: Symbols) -> None:
        super().__init__(source, symbols)
        self.last: Part | None = None
        self.tending: Part | None = None  # what the last arrow is about
        self.subjects: list[Expr] = []  # what “it” may mean, the last first
        self.link = 0
        self.chained: list[Condition] = []  # what a limit sign says of the chain
        self.labels: dict[str, str] = {}
        self.levels: set[str] = set()  # names for levels in decibels
        self.parts = symbols.circuit.parameters if symbols.circuit is not None else {}
        self.dropped: list[Condition] = []  # what words say that stand behind a side of an equation
        self.beside = False  # does the equation speak of levels?
        self.led = ""  # what the words before the last equation say of a list that goes on behind it

    def display(
        self,
        tokens: Sequence[Token],
        remarks: Sequence[Remark],
        *,
        intro: str = "",
        cites: tuple[str, ...] = (),
        from_itself: bool = False,
        number: str = "",
        inline: bool = False,
        kept: bool = False,
        behind: bool = False,
        displayed: bool = False,
        led: str = "",
    ) -> None:
        """Read one display or line.

        `behind` says that it is a condition on what the sentence said before, `from_itself` that a line which
        cites its own number rests on it, `led` what the words before a list say that may go on here.  What an
        `inline` formula holds beside equations is no claim; the conditions in it are `kept` up to the end of
        the sentence.
        """
        self.remark(remarks)
        self.displayed = displayed
        first = len(self.items)
        notes: list[list[Token]] = []
        found = clauses(tokens, intro, notes)
        found = [one for c in self.by_arrows(found) for part in by_cases(c) for one in self.one_by_one(part)]
        self.tie(found)
        introduce(found, self.sets, self.gives_another)
        if self.last is not None or any(c.relations for c in found[:1]):
            as_limits(found, self.source, self.goes_to_limit)
        tags = [t for c in found for t in c.tokens if t.kind == "tag"]
        before = list(self.under)
        untold: list[Token] = []  # what is said of a case in words that are not known
        fresh = self.fresh if behind else -1  # where the claims begin that a condition behind them is about
        mine, end = -1, 0  # where the last claims of the sentence begin, and where they end in the source
        for k, c in enumerate(found):
            if k and self.over(found[k - 1], c):
                self.end_of_sentence()
                fresh = mine = -1
            if k and c.case != found[k - 1].case:
                self.under, fresh = list(before), -1
            if c.case and not c.relations:
                untold = [] if self.in_words(c) else c.tokens
            elif c.case and untold and not c.intro:
                self.words(c.tokens)
                continue
            c.tokens = [t for t in c.tokens if t.kind != "tag"]
            if len(c.tokens) == 1 and self.goes_along(c, found[k + 1 :]):
                c.tokens += found[k + 1].tokens[1:]
            if (c.aside and self.points(c)) or self.points_the_way(c):
                self.words(c.tokens)
                continue
            if not c.relations:
                said = [] if c.case else self.said_in_words(c.tokens, end if mine >= 0 else -1)
                if not said:
                    self.alone(c, inline)
                elif mine < 0 or c.leads:
                    self.under += said
                else:
                    self.attach(said, mine)
                continue
            if led and not c.intro and (self.sets_parts(c) or self.gives(c) or self.turns_off(c)):
                c.intro = led
            led = c.intro if c.intro in _LISTS or c.intro == "aside" else ""
            conditions = self.conditions(c)
            if conditions is not None and c.intro == "definition":  # “where R3 = R1”, and so on
                led = "condition"
            if conditions is None and c.example:
                self.set_so += self.examples(c)
            elif conditions is None:
                at, self.dropped = len(self.items), []
                self.claims(c, cites)
                if len(self.items) > at:
                    fresh, cites = at, ()  # what follows rests on the first claims
                    mine, end = at, c.tokens[-1].end
                    self.attach([*self.dropped, *self.said_in_brackets(notes, end, found[k + 1 :])], at)
            elif c.intro == "without":
                self.set_so += conditions
            elif c.intro == "assumption":
                self.assumed += conditions
            elif fresh >= 0 and self.begins_anew(conditions, fresh, found[k - 1], c, found[k + 1 :]):
                self.under = [x for x in self.under if not any(one_end(x, y) for y in conditions)]
                self.under += conditions
                fresh = -1
            elif fresh >= 0 and self.said_of_words(found[k - 1]):
                continue
            elif fresh >= 0:
                self.attach(conditions, fresh)
            else:
                self.under += conditions
        for note in notes:
            self.words(note)
        self.led = led
        if fresh >= 0:
            self.fresh = fresh
        if not kept and len(self.items) > first:
            self.under = before
        if len(self.items) > first:
            self.set_so = []
        self.numbered(first, tags, number)
        if not from_itself:
            self.announced(first)

    def end_of_section(self) -> None:
        super().end_of_section()
        self.last = None
        self.subjects = []

    @property
    def goes_on(self) -> bool:
        """Was an equation the last thing that was read?"""
        return self.last is not None and bool(self.heard) and self.heard[-1][1] == self.last.end

    def announced(self, first: int) -> None:
        """Words that announce a line by its number do not rest it on itself."""
        for k, item in enumerate(self.items[first:], first):
            if isinstance(item, Claim) and item.number in item.cites:
                self.items[k] = replace(item, cites=tuple(c for c in item.cites if c != item.number))

    def numbered(self, first: int, tags: Sequence[Token], number: str) -> None:
        """Give the claims of a display their number: the next tag behind each, or the display's.

        A label stands for the number beside it; where there is none, it is the number.
        """
        for t in tags:
            if t.value == "label":
                beside = (x for x in tags if x.value != "label" and self.one_row(t, x))
                self.labels[t.text] = next((x.text for x in beside), number or t.text)
        for k in range(first, len(self.items)):
            item = self.items[k]
            if not isinstance(item, Claim):
                continue
            tag = number
            if tags:
                end = self.places.offset(item.right.span)
                tag = next((t.text for t in tags if t.at >= end), tags[-1].text)
            if tag:
                self.items[k] = replace(item, number=self.labels.get(tag, tag))

    def one_row(self, a: Token, b: Token) -> bool:
        """Do two tokens stand in one row of a display?"""
        return "\\\\" not in self.source[min(a.end, b.end) : max(a.at, b.at)]

    def finish(self) -> None:
        """Put numbers in the place of labels, where lines are cited by them."""
        if not self.labels:
            return
        for k, item in enumerate(self.items):
            if isinstance(item, Claim) and item.cites:
                self.items[k] = replace(item, cites=tuple(self.labels.get(c, c) for c in item.cites))

    def alone(self, c: Clause, inline: bool) -> None:
        """Something that claims nothing; what cannot be read in a display is told all the same."""
        bad = next((t for t in c.tokens if t.kind == "bad"), None)
        if bad is None or inline:
            return
        if not self.displayed or any(t.kind == "word" for t in c.tokens):
            self.words(c.tokens)
        else:
            self.unread(c.tokens, NotRead(bad.at, bad.end, bad.text, str(bad.value)))

    def claims(self, c: Clause, cites: tuple[str, ...]) -> None:
        """The claims of a chain a = b = c, or of one that goes on from the line before."""
        limits = [t for t in c.tokens if t.kind == "limit"]
        tokens = [t for t in c.tokens if t.kind != "limit"]
        tokens, stated = without_arguments(tokens, self.tree, self.places)
        sides, relations, size = self.without_orders(*sides_of(tokens))
        stated += [x for t in limits for x in self.limit(t.value)]
        anew = self.tends_anew(sides, relations)
        self.chained = [*self.chained, *self.of_link_before(), *stated] if not (sides[0] or anew) else stated
        self.beside = speaks_of_levels(sides, self.levels)
        if self.beside and len(sides[0]) == 1 and self.strange_token(sides[0][0]):
            self.levels.add(sides[0][0].text)
        parts: list[Part | None] = []
        if not sides[0]:
            parts.append(self.tending if anew else self.last)
            if self.last is None:
                t = c.tokens[0]
                self.unread(
                    c.tokens, NotRead(t.at, t.end, f"{t.text!r} with nothing before it", "a left side")
                )
                return
        else:
            self.link = 0
            parts.append(self.side(sides[0], c, left=True))
        for tokens in sides[1:]:
            before = parts[-1]
            endless = len(tokens) == 1 and tokens[0].kind == "inf"
            if endless and before is not None and before.node.expr != ZERO:  # 1/R = 0
                parts[-1:] = [reciprocal(before), zero(tokens)]
            else:
                parts.append(self.side(tokens, c, left=False))
        vanish = self.none_flows(parts)
        before, since = parts[0], []
        for relation, part in zip(relations, parts[1:], strict=True):
            since.append(relation)
            if part is None:
                continue
            if before is not None:
                self.claim(before, vanish or part, _weakest(since), c, cites)
            self.tending = before if since[-1] == "→" else None
            before, since = part, []
        self.last = before
        self.under += size
        ends = [p.node.expr for p in (parts[0], before) if p is not None and p.node.expr.symbols()]
        self.subjects = [*ends, *self.subjects][:MOST_SUBJECTS]

    def tends_anew(self, sides: list[list[Token]], relations: list[str]) -> bool:
        """Is it the other end of what tends somewhere: “H -> 1 for s -> 0, -> 0 for s -> ∞”?"""
        return (
            not sides[0]
            and relations[:1] == ["→"]
            and self.tending is not None
            and bool(self.of_link_before())
        )

    def without_orders(
        self, sides: list[list[Token]], relations: list[str]
    ) -> tuple[list[list[Token]], list[str], list[Condition]]:
        """The chain up to a sign of order, T = 1000 ≫ 1, and what this says of its beginning."""
        at = next((k for k, r in enumerate(relations) if k and r in ORDERS), len(relations))
        if at == len(relations) or not sides[0] or not sides[at + 1]:
            return sides[: at + 1], relations[:at], []
        first, last = sides[0], sides[at + 1]
        size = self.between(first, relations[at], last, [*first, *last])
        return sides[: at + 1], relations[:at], size

    def none_flows(self, parts: Sequence[Part | None]) -> Part | None:
        """The zero at the end of i_+ = i_- = 0, which says of each current that it is zero; else None."""
        *currents, last = parts
        circuit = self.symbols.circuit
        if circuit is None or last is None or last.node.expr != ZERO:
            return None
        names = [x.node.expr.symbols() if x is not None else () for x in currents]
        return last if all(n and all(i in circuit.currents for i in n) for n in names) else None

    def of_link_before(self) -> tuple[Condition, ...]:
        """The conditions of the claim before, under which a chain goes on in its next row."""
        before = self.items[-1] if self.items else None
        return before.under if isinstance(before, Claim) else ()

    def drop(self, tokens: Sequence[Token]) -> None:
        """Words in front of a side, or behind it, which may say what it holds for."""
        found = self.said_in_words(tokens)
        self.dropped += found
        if not found:
            self.words(tokens)

    def side(self, tokens: list[Token], c: Clause, *, left: bool) -> Part | None:
        """The tree of a side; None for words, and for what cannot be read, which is told."""
        remarks: list[Remark] = []
        try:
            tokens = tokens if in_decibels(tokens) else without_words(tokens, left, self.drop)
            if not tokens:
                return None
            level = ratio(
                tokens, self.beside, self.levels, self.parts, lambda part: read_side(part, remarks)[0]
            )
            if level is not None:
                return Part(level, [], tokens, level=True)
            if tokens[0].kind == "inf" and len(tokens) == 1:
                raise NotRead(tokens[0].at, tokens[0].end, "infinity", "a number, a symbol or a bracket")
            node, doubts = read_side(tokens, remarks)
        except NotRead as fault:
            self.unread(c.tokens, fault)
            return None
        self.remark(remarks)
        return Part(node, doubts, tokens)

    def claim(self, a: Part, b: Part, relation: str, c: Clause, cites: tuple[str, ...]) -> None:
        if a.level != b.level:
            a, b = (x if x.level else self.sized(x) for x in (a, b))
        left, right = self.side_of(a.node, a), self.side_of(b.node, b)
        self.is_a_side(left.expr, right.expr)
        given = self.gives(c) if c.intro in ("assumption", "given") else ""
        symbol = given or self.symbol(left.expr, right.expr, c.intro, relation)
        ends = (a.at, b.end) if a.at < b.at else (b.at, b.end)
        self.heard.append(ends)
        text = self.source[ends[0] : ends[1]].strip()
        here = self.places.span(*ends)
        if c.case:
            here, text = right.span, self.source[b.at : b.end].strip()
        if self.link and right.span.line > here.line:
            here = right.span  # a chain that goes on in a later row stands there
        self.items.append(
            Claim(
                left,
                right,
                relation,
                text,
                here,
                cites=cites,
                under=tuple(dict.fromkeys([*self.assumed, *self.set_so, *self.under, *self.chained])),
                link=self.link,
                symbol=symbol,
                otherwise=self.otherwise(a, b),
                level=a.level or b.level,
                stage=self.stage,
            )
        )
        self.link += 1
        if symbol and not given and len(self.symbols.own) < MOST_NAMES:
            self.symbols.define(symbol)

    def sized(self, part: Part) -> Part:
        """The magnitude of what stands beside a level, which says nothing of its sign; a new name is one."""
        alone = isinstance(part.node.expr, Sym) and self.is_strange(part.node.expr.name)
        of_level = isinstance(part.node.expr, Sym) and part.node.expr.name in self.levels
        return part if alone or of_level else Part(size(part.node, self.parts), part.doubts, part.tokens)

    def side_of(self, node: Node, part: Part) -> Side:
        spans: dict[Path, Span] = {}
        rounding = {}
        stack: list[tuple[Path, Node]] = [((), node)]
        while stack:
            path, n = stack.pop()
            spans[path] = self.places.span(n.at, n.end)
            if n.rounding is not None:
                rounding[path] = n.rounding
            stack.extend(((*path, k), p) for k, p in enumerate(n.parts))
        return Side(node.expr, self.places.span(part.at, part.end), spans, rounding)

    def otherwise(self, a: Part, b: Part) -> tuple[tuple[Side, Side], ...]:
        """The other readings: each ambiguity turned alone, then all of them."""
        doubts = [*a.doubts, *b.doubts]
        if not doubts:
            return self.with_units(a, b)
        turns = [frozenset((d,)) for d in doubts[: MOST_READINGS - 1]]
        if len(doubts) > 1:
            turns.append(frozenset(doubts))
        out = []
        for turned in turns:
            try:
                sides = tuple(
                    self.side_of(read_side(p.tokens, [], turned)[0] if p.doubts else p.node, p)
                    for p in (a, b)
                )
            except NotRead:
                continue
            out.append((sides[0], sides[1]))
        for d in doubts:
            self.remark([Remark("ambiguous", d, d + 1, "this has two readings, and both are tried")])
        return tuple(out)

    def with_units(self, a: Part, b: Part) -> tuple[tuple[Side, Side], ...]:
        """The reading in which s, or k, behind a number is a unit."""
        tokens = without_seconds(b.tokens) or with_thousands(b.tokens)
        if not tokens:
            return ()
        try:
            node, _ = read_side(tokens, [])
        except NotRead:
            return ()
        return ((self.side_of(a.node, a), self.side_of(node, b)),)

    def symbol(self, left: Expr, right: Expr, intro: str, relation: str) -> str:
        """The symbol that the claim defines; "" if it defines none."""
        if self.link:
            return ""
        if any(c.to == AT for c in self.under) and self.is_strange("j"):
            self.symbols.define("j")  # what is at a frequency is a phasor
        defining = intro in ("definition", "assumption", "either") or relation == "≜"
        for one, other in ((left, right), (right, left)):
            new = [n for n in one.symbols() if self.is_strange(n)]
            if len(new) == 1 and new[0] not in other.symbols():
                alone = isinstance(one, Sym) or (isinstance(one, Quot) and one.args == (ONE, Sym(new[0])))
                if alone or (defining and one is left):
                    return new[0]
            again = defining and isinstance(one, Sym) and self.symbols.is_own(one.name)
            if again and one.symbols()[0] not in other.symbols():
                return one.symbols()[0]
        if defining:
            own = [n for n in left.symbols() if self.symbols.is_own(n)]
            if len(own) == 1 and own[0] not in right.symbols():
                return own[0]
        return ""


def _weakest(relations: Sequence[str]) -> str:
    """The relation between the ends of a = b ≈ c: the weakest one."""
    for weak in ("→", "≈"):
        if weak in relations:
            return weak
    return relations[-1] if len(relations) == 1 else "="
