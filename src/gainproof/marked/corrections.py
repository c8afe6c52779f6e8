"""A wrong line as it should be, in the writer's own hand.

A suggestion says which part of the line becomes which expression.  The part is written as the writer spells,
put in its place, in brackets where it needs them, and the new line is *read again*: only if it says what the
suggestion says is it shown so.  Else the whole equation is written anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from gainproof.expression import ONE, ZERO, Equation, Expr, Neg, Num
from gainproof.hand.lexicon.symbols import Symbols
from gainproof.hand.work import Claim, Span, Suggestion
from gainproof.marked.spelling import PRODUCT, Hand, Hands, brackets, node_at, offset, under

_EDGES = frozenset(("", *"{}()[]=&$≈→∼\n"))
_ADDING = (re.compile(r"[ \t]*[+\-−][ \t]*$"), re.compile(r"[ \t]*(?:\+[ \t]*|(?=[-−]))"))
_TIMES = (
    re.compile(r"[ \t]*(?:\*|·|×|\\cdot|\\times)[ \t]*$"),
    re.compile(r"[ \t]*(?:\*|·|×|\\cdot|\\times|(?<=\S)[ \t])[ \t]*"),
)
"""What joins a term to the others, before it and behind it; and a factor."""
_DIGITS = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_LETTER_FOR_POINT = re.compile(r"[kKM]\d")
_MOST_DECIMALS = 10**12
_JOINT = 12
"""Characters that a sign takes, with its blanks."""
_MINUS, _SIGNS = "-−", "+-−"
_BEFORE_FIRST = frozenset(("", *"=({[&$≈→∼,"))
_LATEX = {"=": "=", "≈": r"\approx", "→": r"\to", "≜": r"\triangleq"}
_PLAIN = {"≜": ":="}
_TYPED = re.compile(r"=|==|:=|:|≈|≃|~=|->|→|≜|\\(?:approx|simeq|cong|to|rightarrow|triangleq|equiv)")


@dataclass(frozen=True, slots=True)
class Correction:
    """A line as it should be.

    `claim` is the whole line; where one part alone changes, `part` stands at `span` and becomes `by`, which
    is "" for one that is left out.  Where `part` is "", the line is new from end to end.
    """

    claim: str
    span: Span
    part: str = ""
    by: str = ""


def renumbered(written: str, old: Expr, by: Expr) -> str:
    """A number as somebody printed it, with another value and the same unit: -4.71 kOhm, -4.67 kOhm.

    "" if it is no number, or if the new one has no end as a decimal of that unit.
    """
    before, now = _number(old), _number(by)
    digits = _DIGITS.search(written)
    if not before or now is None or digits is None or not Fraction(digits[0]):
        return ""
    told = abs(now) * Fraction(digits[0]) / abs(before)
    head, tail = written[: digits.start()], written[digits.end() :]
    if _MOST_DECIMALS % told.denominator or _LETTER_FOR_POINT.match(tail):
        return ""
    places = len(digits[0].partition(".")[2])
    while (told * 10**places).denominator != 1:
        places += 1
    whole = str(told * 10**places).rjust(places + 1, "0")
    spelled = f"{whole[:-places]}.{whole[-places:]}" if places else whole
    if (now < 0) != (before < 0):
        head = head.replace("-", "").replace("−", "") if before < 0 else f"-{head}"
    return head + spelled + tail


def _number(x: Expr) -> Fraction | None:
    """The value of a number, of either sign."""
    inner = x.args[0] if isinstance(x, Neg) else x
    return x.value({}) if isinstance(inner, Num) else None


class Corrector:
    """Writes suggestions in the hand of one work."""

    def __init__(self, hands: Hands, symbols: Symbols) -> None:
        self.hands = hands
        self.source = hands.work.source
        self.symbols = symbols.copy()
        for item in hands.work.items:
            if isinstance(item, Claim) and item.symbol:
                self.symbols.define(item.symbol)

    def correction(self, claim: Claim, suggestion: Suggestion) -> Correction:
        """The line as the suggestion wants it."""
        hand = self.hands.of(claim)
        if suggestion.by is not None and suggestion.replaced is not None:
            new = renumbered(under(self.source, suggestion.span), suggestion.replaced, suggestion.by)
            line = self._spliced(claim, suggestion.span, new) if new else ""
            if line:
                return Correction(line, suggestion.span, under(self.source, suggestion.span), new)
            for span, new in self._edits(claim, suggestion.replaced, suggestion.by, suggestion.span, hand):
                line = self._spliced(claim, span, new)
                if line and self._says(line, suggestion.claim, hand):
                    return Correction(line, span, under(self.source, span), new)
        q = suggestion.claim
        line = f"{hand.write(q.left)} {self._relation(claim)} {hand.write(q.right)}"
        return Correction(line, claim.span)

    def _edits(self, claim: Claim, old: Expr, by: Expr, span: Span, hand: Hand) -> Iterator[tuple[Span, str]]:
        """Ways to write the change, the most natural first: what is replaced, and what stands there instead.

        A minus after a plus or a minus becomes one sign; what had brackets keeps them.
        """
        hand = hand.quoting(self._quotations(claim, span))
        span = self._whole(span)
        bare = hand.write(by)
        begin, end = offset(self.source, span)
        before = self.source[:begin].rstrip(" ")
        after = self.source[end:].lstrip(" ")[:1]
        one_line = "\n" not in self.source[len(before) : end]
        if by in (ZERO, ONE, Num(-1), Neg(ONE)):
            yield from self._left_out(span, by)
        if isinstance(by, Neg) and before.endswith(tuple(_SIGNS)) and one_line:
            first = before[:-1].rstrip()[-1:] in _BEFORE_FIRST
            gap = "" if first else self.source[len(before) : begin]
            sign = ("" if first else "+") if before[-1] in _MINUS else "-"
            back = begin - len(before) + 1
            wide = Span(span.line, span.column - back, span.length + back)
            yield wide, sign + gap + hand.write(by.args[0], PRODUCT)
        held = brackets(under(self.source, span))
        if hand.loose(by) and not brackets(bare):
            is_side = span in (claim.left.span, claim.right.span)
            if held is None and (is_side or {before[-1:], after} <= _EDGES):
                yield span, bare
            yield span, bare.join(held) if held else hand.fenced(bare)
        glue = " " if hand.latex and after.isalpha() and bare[-1:].isalpha() and "\\" in bare else ""
        yield span, bare + glue
        yield span, hand.fenced(bare)

    def _left_out(self, span: Span, by: Expr) -> Iterator[tuple[Span, str]]:
        """Ways to leave out a term, or a factor, together with the sign that joins it to the others."""
        begin, end = offset(self.source, span)
        joint = _ADDING if by == ZERO else _TIMES
        ahead = joint[0].search(self.source, max(0, begin - _JOINT), begin)
        behind = joint[1].match(self.source, end, end + _JOINT)
        minus = "-" if by not in (ZERO, ONE) else ""
        if ahead is not None and not minus:
            back = begin - ahead.start()
            yield Span(span.line, span.column - back, span.length + back), ""
        if behind is not None:
            yield Span(span.line, span.column, span.length + behind.end() - end), minus

    def _whole(self, span: Span) -> Span:
        r"""The span, with what makes its first bracket tall, ``\left``, if that belongs to it."""
        begin, end = offset(self.source, span)
        inside = self.source[begin:end]
        head = self.source[:begin].rstrip(" ")
        if inside.count(r"\right") - inside.count(r"\left") != 1 or not head.endswith(r"\left"):
            return span
        back = begin - len(head) + len(r"\left")
        return Span(span.line, span.column - back, span.length + back)

    def _quotations(self, claim: Claim, span: Span) -> dict[Expr, str]:
        """The parts of the claim within a span, as they stand there."""
        begin, end = offset(self.source, span)
        out: dict[Expr, str] = {}
        for side in (claim.left, claim.right):
            for path, place in {(): side.span, **side.spans}.items():
                a, b = offset(self.source, place)
                node = node_at(side.expr, path)
                if begin <= a and b <= end and node is not None and node.children:
                    out.setdefault(node, under(self.source, self._whole(place)))
        return out

    def _spliced(self, claim: Claim, span: Span, new: str) -> str:
        """The claim's own two sides with the characters of the span replaced."""
        a, b = offset(self.source, span)
        sides = []
        for side in (claim.left, claim.right):
            begin, end = offset(self.source, self._whole(side.span))
            inside = begin <= a and b <= end
            sides.append(
                self.source[begin:a] + new + self.source[b:end] if inside else self.source[begin:end]
            )
        return " ".join(" ".join((sides[0], self._relation(claim), sides[1])).split())

    def _relation(self, claim: Claim) -> str:
        """The sign between the sides, as the writer types it."""
        begin = offset(self.source, claim.left.span)[1]
        end = offset(self.source, claim.right.span)[0]
        typed = self.source[begin:end].replace("&", "").strip()
        if _TYPED.fullmatch(typed):
            return typed
        known = _LATEX if self.hands.latex(claim) else _PLAIN
        return known.get(claim.relation, claim.relation)

    def _says(self, line: str, meant: Equation, hand: Hand) -> bool:
        """Does the line, read again, say what is meant?"""
        from gainproof.hand.reader import read_work

        text = f"$${line}$$\n" if hand.latex else f"{line}\n"
        again = read_work(text, file="", format="markdown" if hand.latex else "text", symbols=self.symbols)
        claims = [i for i in again.items if isinstance(i, Claim)]
        return len(again.items) == len(claims) == 1 and same(claims[0].equation, meant)


def same(a: Equation, b: Equation) -> bool:
    """Do both claims say the same: their sides equal at a random point, whatever the symbols stand for?"""
    from gainproof.algebra.residues import Residues

    over = Residues()
    point = {n: over.symbol(n) for n in (*a.symbols(), *b.symbols())}
    try:
        return all(
            x.value(point, over.number) == y.value(point, over.number)
            for x, y in ((a.left, b.left), (a.right, b.right))
        )
    except ZeroDivisionError:
        return a.left == b.left and a.right == b.right
