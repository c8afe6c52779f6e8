"""A wrong line as it should be, in the writer's own hand.

A suggestion says which part of the line becomes which expression.  The part is written as the writer spells,
put in its place, in brackets where it needs them, and the new line is *read again*: only if it says what the
suggestion says is it shown so.  Else the whole equation is written anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from gainproof.expression import Equation, Expr
from gainproof.hand.symbols import Symbols
from gainproof.hand.work import Claim, Span, Suggestion
from gainproof.marked.spelling import Hand, Hands, offset, under

_OPENS, _CLOSES = "([{", ")]}"
_EDGES = frozenset("{}()[]=&$≈→∼")
_RELATIONS = {"=": "=", "≈": r"\approx", "→": r"\to", "≜": r"\triangleq"}


@dataclass(frozen=True, slots=True)
class Correction:
    """A line as it should be.

    `claim` is the whole line; where one part alone changes, `part` stands at `span` and becomes `by`, else
    both are "" and the line is new from end to end.
    """

    claim: str
    span: Span
    part: str = ""
    by: str = ""


class Corrector:
    """Writes suggestions in the hand of one work."""

    def __init__(self, hands: Hands, symbols: Symbols) -> None:
        self.hands = hands
        self.source = hands.work.source
        for item in hands.work.items:
            if isinstance(item, Claim) and item.symbol:
                symbols = symbols.defined(item.symbol)
        self.symbols = symbols

    def correction(self, claim: Claim, suggestion: Suggestion) -> Correction:
        """The line as the suggestion wants it."""
        hand = self.hands.of(claim)
        by = suggestion.by
        if by is not None and suggestion.replaced is not None:
            part = under(self.source, suggestion.span)
            bare = hand.write(by)
            for new in dict.fromkeys((self._fitted(part, by, hand, suggestion.span), f"({bare})", bare)):
                line = self._spliced(claim, suggestion.span, new)
                if line and self._says(line, suggestion.claim, hand):
                    return Correction(line, suggestion.span, part, new)
        relation = _RELATIONS.get(claim.relation, "=") if hand.latex else claim.relation
        q = suggestion.claim
        line = f"{hand.write(q.left)} {relation} {hand.write(q.right)}"
        return Correction(line, claim.span)

    def _fitted(self, part: str, by: Expr, hand: Hand, span: Span) -> str:
        """What to write in place of a part, in brackets if it had them or its neighbours ask for them."""
        bare = hand.write(by)
        begin, end = offset(self.source, span)
        if bracketed(part):
            return f"({bare})" if hand.loose(by) else bare
        before = self.source[:begin].rstrip()[-1:]
        after = self.source[end:].lstrip()[:1]
        if hand.loose(by) and not (before in _EDGES and after in _EDGES | {"", "\n"}):
            return f"({bare})"
        # A command and a letter after it would run together.
        glue = " " if hand.latex and bare[-1:].isalpha() and "\\" in bare and after.isalpha() else ""
        return bare + glue

    def _spliced(self, claim: Claim, span: Span, new: str) -> str:
        """The claim's own two sides with the characters of the span replaced."""
        a, b = offset(self.source, span)
        sides = []
        for side in (claim.left, claim.right):
            begin, end = offset(self.source, side.span)
            inside = begin <= a and b <= end
            sides.append(
                self.source[begin:a] + new + self.source[b:end] if inside else self.source[begin:end]
            )
        relation = _RELATIONS.get(claim.relation, "=") if self.hands.latex(claim) else claim.relation
        return " ".join(" ".join((sides[0], relation, sides[1])).split())

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


def bracketed(part: str) -> bool:
    """Does one pair of brackets hold all of this?"""
    inner = part.strip()
    for word in (r"\left", r"\right", r"\bigl", r"\bigr", r"\big"):
        inner = inner.replace(word, "")
    inner = inner.strip()
    if inner[:1] not in tuple("(["):
        return False
    depth = 0
    for k, c in enumerate(inner):
        depth += (c in _OPENS) - (c in _CLOSES)
        if depth == 0:
            return k == len(inner) - 1
    return False
