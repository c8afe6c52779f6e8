"""From clauses to claims, conditions and definitions, in the order in which somebody wrote them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gainproof.expression import ONE, Expr, Neg, Num, Quot, Sym
from gainproof.hand.reader.clauses import Clause, clauses
from gainproof.hand.reader.grammar import Node, read_side
from gainproof.hand.reader.places import Places
from gainproof.hand.reader.tokens import NotRead, Remark, Token
from gainproof.hand.reader.words import STOPS
from gainproof.hand.symbols import Symbols
from gainproof.hand.work import Claim, Condition, Notice, Path, Side, Span, Unread

LONGEST_UNIT = 4
MOST_NAMES = 5000
"""Symbols of one writer's own."""
MOST_READINGS = 4
"""Other readings of one claim."""
LONGEST_ASSUMPTION = 5
"""Tokens of a condition behind “with”."""
_LIMITS = ("≫", "≪")
_ORDERS = ("<", ">", "≤", "≥", "≠")


class Part:
    """One side of a relation: its tree, and where it may be read otherwise."""

    __slots__ = ("at", "doubts", "end", "node", "tokens")

    def __init__(self, node: Node, doubts: list[int], tokens: Sequence[Token]) -> None:
        self.node, self.doubts, self.tokens = node, doubts, tokens
        self.at = min(node.at, tokens[0].at)
        self.end = max(node.end, tokens[-1].end)


class Statements:
    """Collects what a document says; `symbols` grows with every definition."""

    def __init__(self, source: str, symbols: Symbols) -> None:
        self.source = source
        self.symbols = symbols.copy()
        self.places = Places(source)
        self.items: list[Claim | Unread] = []
        self.notices: list[Notice] = []
        self.last: Part | None = None
        self.link = 0
        self.assumed: list[Condition] = []  # up to the next heading
        self.under: list[Condition] = []  # up to the end of the sentence
        self.chained: list[Condition] = []  # what a limit sign says of the chain
        self.fresh = -1  # where the last claims of the sentence begin
        self.labels: dict[str, str] = {}

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
    ) -> None:
        """Read one display or line.

        `behind` says that it is a condition on what the sentence said before, `from_itself` that a line which
        cites its own number rests on it.  What an `inline` formula holds beside equations is no claim; the
        conditions in it are `kept` up to the end of the sentence.
        """
        self.remark(remarks)
        first = len(self.items)
        notes: list[list[Token]] = []
        found = clauses(tokens, intro, notes)
        for note in notes:
            self.words(note)
        tags = [t for c in found for t in c.tokens if t.kind == "tag"]
        before = list(self.under)
        fresh = self.fresh if behind else -1  # where the claims begin that a condition behind them is about
        for c in found:
            c.tokens = [t for t in c.tokens if t.kind != "tag"]
            if not c.relations:
                self.alone(c, inline)
                continue
            conditions = self.conditions(c)
            if conditions is None:
                at = len(self.items)
                self.claims(c, cites)
                if len(self.items) > at:
                    fresh, cites = at, ()  # what follows rests on the first claims
            elif c.intro == "assumption":
                self.assumed += conditions
            elif fresh >= 0:
                self.attach(conditions, fresh)
            else:
                self.under += conditions
        if fresh >= 0:
            self.fresh = fresh
        if not kept:
            self.under = before
        self.numbered(first, tags, number)
        if not from_itself:
            self.announced(first)

    def announced(self, first: int) -> None:
        """Words that announce a line by its number do not rest it on itself."""
        for k, item in enumerate(self.items[first:], first):
            if isinstance(item, Claim) and item.number in item.cites:
                self.items[k] = replace(item, cites=tuple(c for c in item.cites if c != item.number))

    def end_of_sentence(self) -> None:
        """Conditions said before are about what came after them, up to here."""
        self.under = []
        self.fresh = -1

    def end_of_section(self) -> None:
        """What was assumed is forgotten, and no chain goes on."""
        self.end_of_sentence()
        self.assumed = []
        self.last = None

    def remark(self, remarks: Sequence[Remark]) -> None:
        for r in remarks:
            notice = Notice(r.code, self.places.span(r.at, r.end), r.message)
            if notice not in self.notices[-8:]:
                self.notices.append(notice)

    def strange_letters(self, written: str, places: Sequence[int]) -> None:
        """Notice each letter of another alphabet in what was read."""
        lines = {item.span.line for item in self.items}
        for at in places:
            span = self.places.span(at, at + 1)
            if span.line in lines:
                letter = unicodedata.name(written[at], "a letter").lower()
                self.notices.append(Notice("look-alike", span, f"the {letter} is taken for a Latin letter"))

    def unread(self, tokens: Sequence[Token], fault: NotRead) -> None:
        at, end = tokens[0].at, tokens[-1].end
        self.items.append(
            Unread(
                self.source[at:end].strip(), self.places.span(fault.at, fault.end), fault.what, fault.expected
            )
        )

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

    # Clauses without a relation

    def alone(self, c: Clause, inline: bool) -> None:
        """Something that claims nothing; what cannot be read in a display is told all the same."""
        bad = next((t for t in c.tokens if t.kind == "bad"), None)
        if bad is not None and not inline:
            self.unread(c.tokens, NotRead(bad.at, bad.end, bad.text, str(bad.value)))

    # Conditions

    def conditions(self, c: Clause) -> list[Condition] | None:
        """What the clause assumes; None if it is a claim.

        “With v_2 = 0” is a condition; a longer equation behind this word is a claim, as “let R1 = R2” is.
        """
        relations = [t.text for t in c.tokens if t.kind == "rel"]
        stated = c.intro == "condition"
        if c.intro == "either":
            stated = relations == ["="] and not self.defines_in(c) and len(c.tokens) <= LONGEST_ASSUMPTION
        bare = all(r in (*_LIMITS, *_ORDERS) for r in relations) or self.goes_to_limit(c)
        if not stated and not bare:
            return None
        return self.condition(c.tokens)

    def defines_in(self, c: Clause) -> bool:
        return any(t.kind in ("sym", "word") and self.strange_token(t) for t in c.tokens)

    def strange_token(self, t: Token) -> bool:
        return t.kind == "word" or (isinstance(t.value, Sym) and self.is_strange(t.value.name))

    def goes_to_limit(self, c: Clause) -> bool:
        """“A_o → ∞”, “R_o → 0”: a symbol, or a product of symbols, that goes to an end."""
        relations = [k for k, t in enumerate(c.tokens) if t.kind == "rel"]
        if len(relations) != 1 or c.tokens[relations[0]].text != "→":
            return False
        left, right = c.tokens[: relations[0]], c.tokens[relations[0] + 1 :]
        if not left or not right:
            return False
        names = [t for t in left if t.kind not in ("op", "word", "limit")]
        if any(t.kind == "inf" for t in right):
            return bool(names)
        zero = right[0].kind == "num" and right[0].value == 0 and len(right) == 1
        return zero and len(names) == 1 and names[0].kind == "sym"

    def limit(self, tokens: Sequence[Token]) -> list[Condition]:
        """The conditions below a lim, above an arrow, at the foot of a bar."""
        out: list[Condition] = []
        for c in clauses(tokens):
            if c.relations:
                out += self.condition(c.tokens)
        return out

    def condition(self, tokens: Sequence[Token]) -> list[Condition]:
        """The conditions in a = b, a ≫ b, a → ∞; the sides between several relations count twice."""
        tokens = [t for t in tokens if t.kind not in ("word", "limit", "tag")]
        sides, relations = _sides(tokens)
        out = []
        for (a, b), relation in zip(pairwise(sides), relations, strict=True):
            if not a or not b:
                continue
            span = self.places.span(a[0].at, b[-1].end)
            try:
                what = self.tree(a)
                if any(t.kind == "inf" for t in b):
                    out.append(_condition(what, "oo", span))
                    continue
                than = self.tree(b)
            except NotRead as fault:
                self.unread(tokens, fault)
                continue
            if what == than:
                continue
            if relation == "→" and than == Num(0):
                out.append(_condition(what, "0", span))
            elif relation in _ORDERS:
                self.notices.append(
                    Notice("not judged", span, f"{self.source[a[0].at : b[-1].end]} is not judged")
                )
            else:
                to = relation if relation in _LIMITS else "="
                out.append(_condition(what, to, span, than))
        return out

    def tree(self, tokens: Sequence[Token]) -> Expr:
        remarks: list[Remark] = []
        node, _ = read_side(tokens, remarks)
        self.remark(remarks)
        return node.expr

    def attach(self, conditions: Sequence[Condition], first: int) -> None:
        """A condition behind claims is about them."""
        claims = [(k, x) for k, x in enumerate(self.items) if k >= first and isinstance(x, Claim)]
        only = {x.relation for _, x in claims} & {"→", "≈"}
        for k, item in claims:
            if item.relation in only or not only:
                new = tuple(c for c in conditions if c not in item.under)
                self.items[k] = replace(item, under=(*item.under, *new))

    # Claims

    def claims(self, c: Clause, cites: tuple[str, ...]) -> None:
        """The claims of a chain a = b = c, or of one that goes on from the line before."""
        limits = [t for t in c.tokens if t.kind == "limit"]
        sides, relations = _sides([t for t in c.tokens if t.kind != "limit"])
        stated = [x for t in limits for x in self.limit(t.value)]
        self.chained = [*self.chained, *stated] if not sides[0] else stated
        parts: list[Part | None] = []
        if not sides[0]:
            parts.append(self.last)
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
            parts.append(self.side(tokens, c, left=False))
        before, since = parts[0], []
        for relation, part in zip(relations, parts[1:], strict=True):
            since.append(relation)
            if part is None:
                continue
            if before is not None:
                self.claim(before, part, _weakest(since), c, cites)
            before, since = part, []
        self.last = before

    def side(self, tokens: list[Token], c: Clause, *, left: bool) -> Part | None:
        """The tree of a side; None for words, and for what cannot be read, which is told."""
        remarks: list[Remark] = []
        try:
            tokens = self.without_words(tokens, left)
            if not tokens:
                return None
            if tokens[0].kind == "inf" and len(tokens) == 1:
                raise NotRead(tokens[0].at, tokens[0].end, "infinity", "a number, a symbol or a bracket")
            node, doubts = read_side(tokens, remarks)
        except NotRead as fault:
            self.unread(c.tokens, fault)
            return None
        self.remark(remarks)
        return Part(node, doubts, tokens)

    def without_words(self, tokens: list[Token], left: bool) -> list[Token]:
        """The side without the words in front of it and behind it; a word alone may be a name."""
        words = [k for k, t in enumerate(tokens) if t.kind == "word"]
        if not words:
            return tokens
        if len(words) == len(tokens):
            if left and len(tokens) == 1 and tokens[0].value != "words":
                return tokens
            self.words(tokens)
            return []
        first = next(k for k, t in enumerate(tokens) if t.kind != "word")
        if first > 1 and not left:
            self.words(tokens)
            return []
        if first and left and not (tokens[first].kind == "op" and tokens[first].text in "+-*/^)}∥"):
            self.words(tokens[:first])
            tokens = tokens[first:]
        for k in range(1, len(tokens)):
            if (
                tokens[k].kind != "word"
                or tokens[k - 1].kind == "word"
                or tokens[k - 1].is_op("+", "-", "*", "/", "(", "{", "∥", "frac", "^")
            ):
                continue
            behind = tokens[k + 1] if k + 1 < len(tokens) else None
            if _is_unit(tokens, k):
                t = tokens[k]
                raise NotRead(t.at, t.end, f"the unit {t.text}", "V, A, ohm, F, H, S, Hz, W, s or %")
            if _level(tokens[:k]) == 0 and (behind is None or not behind.is_op("+", "-", "*", "/", "∥", "^")):
                self.words(tokens[k:])
                return tokens[:k]
        if any(a.kind == b.kind == "word" for a, b in pairwise(tokens)) or any(
            t.kind == "word" and t.value == "words" for t in tokens
        ):
            self.words(tokens)
            return []
        return tokens

    def words(self, tokens: Sequence[Token]) -> None:
        at, end = tokens[0].at, tokens[-1].end
        text = " ".join(self.source[at:end].split())
        self.notices.append(
            Notice("words", self.places.span(at, end), f"{text[:60]} is taken for words, and not judged")
        )

    def claim(self, a: Part, b: Part, relation: str, c: Clause, cites: tuple[str, ...]) -> None:
        left, right = self.side_of(a.node, a), self.side_of(b.node, b)
        symbol = self.symbol(left.expr, right.expr, c.intro, relation)
        ends = (a.at, b.end) if a.at < b.at else (b.at, b.end)
        text = self.source[ends[0] : ends[1]].strip()
        self.items.append(
            Claim(
                left,
                right,
                relation,
                text,
                self.places.span(*ends),
                cites=cites,
                under=tuple(dict.fromkeys([*self.assumed, *self.under, *self.chained])),
                link=self.link,
                symbol=symbol,
                otherwise=self.otherwise(a, b),
            )
        )
        self.link += 1
        if symbol and len(self.symbols.own) < MOST_NAMES:
            self.symbols.define(symbol)

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
            return ()
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

    # Definitions

    def is_strange(self, name: str) -> bool:
        return name not in self.symbols.exact and self.symbols.known(name) is None

    def symbol(self, left: Expr, right: Expr, intro: str, relation: str) -> str:
        """The symbol that the claim defines; "" if it defines none."""
        if self.link:
            return ""
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


def _sides(tokens: Sequence[Token]) -> tuple[list[list[Token]], list[str]]:
    sides: list[list[Token]] = [[]]
    relations = []
    for t in tokens:
        if t.kind == "rel":
            relations.append(t.text)
            sides.append([])
        else:
            sides[-1].append(t)
    return sides, relations


def _weakest(relations: Sequence[str]) -> str:
    """The relation between the ends of a = b ≈ c: the weakest one."""
    for weak in ("→", "≈"):
        if weak in relations:
            return weak
    return relations[-1] if len(relations) == 1 else "="


def _is_unit(tokens: Sequence[Token], k: int) -> bool:
    """Is the word the last one, behind a number, and no prose?"""
    t = tokens[k]
    alone = k + 1 == len(tokens) and tokens[k - 1].kind == "num" and len(t.text) <= LONGEST_UNIT
    return alone and t.text.lower() not in STOPS


def _level(tokens: Sequence[Token]) -> int:
    return sum(t.is_op("(", "{") - t.is_op(")", "}") for t in tokens)


def _condition(what: Expr, to: str, span: Span, than: Expr | None = None) -> Condition:
    inner = what.args[0] if isinstance(what, Neg) else what
    return Condition(inner.name if isinstance(inner, Sym) else "", to, span, what, than)
