"""What claims are said to hold under: “for A_o → ∞”, “if R_i ≫ R_1”, “with v_2 = 0”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gainproof.expression import Expr, Neg, Num, Sym
from gainproof.hand.reader.clauses import Clause, clauses
from gainproof.hand.reader.grammar import read_side
from gainproof.hand.reader.ledger import Ledger
from gainproof.hand.reader.sides import sides_of
from gainproof.hand.reader.tokens import MAGNITUDE, NotRead, Remark, Token
from gainproof.hand.work import Claim, Condition, Notice, Span

LONGEST_ASSUMPTION = 5
"""Tokens of a condition behind “with”."""
_LIMITS = ("≫", "≪")
_ORDERS = ("<", ">", "≤", "≥", "≠")


class Conditions(Ledger):
    """Reads conditions."""

    def conditions(self, c: Clause) -> list[Condition] | None:
        """What the clause assumes; None if it is a claim.

        “With v_2 = 0” is a condition; a longer equation behind this word is a claim, as “let R1 = R2” is.
        """
        relations = [t.text for t in c.tokens if t.kind == "rel"]
        stated = c.intro == "condition"
        if c.intro == "either":
            stated = relations == ["="] and not self.defines_in(c) and len(c.tokens) <= LONGEST_ASSUMPTION
        if c.intro == "definition" and relations == ["="] and not self.defines_in(c):
            stated = c.tokens[-1].kind == "num" and c.tokens[-1].value == 0 and c.tokens[-2].kind == "rel"
        bare = all(r in (*_LIMITS, *_ORDERS) for r in relations) or self.goes_to_limit(c)
        if not stated and not bare:
            return None
        return self.condition(c.tokens)

    def defines_in(self, c: Clause) -> bool:
        return any(t.kind in ("sym", "word") and self.strange_token(t) for t in c.tokens)

    def goes_to_limit(self, c: Clause) -> bool:
        """“A_o → ∞”, “R_o → 0”: a symbol, or a product of symbols, that goes to an end.

        “v_out → 0” is no such thing: what the circuit decides is claimed, not assumed.
        """
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
        return zero and len(names) == 1 and names[0].kind == "sym" and not self.decided(left)

    def decided(self, tokens: Sequence[Token]) -> bool:
        """Is this a voltage or a current that the circuit decides?"""
        circuit = self.symbols.circuit
        try:
            found = self.tree(tokens).symbols()
        except NotRead:
            return False
        return circuit is not None and any(n in circuit.voltages or n in circuit.currents for n in found)

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
        if any(t.kind == "rel" and t.text in _LIMITS for t in tokens):  # of what order, is said of its size
            tokens = [t for t in tokens if not (t.kind == "bad" and t.text == MAGNITUDE)]
        sides, relations = sides_of(tokens)
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


def _condition(what: Expr, to: str, span: Span, than: Expr | None = None) -> Condition:
    inner = what.args[0] if isinstance(what, Neg) else what
    return Condition(inner.name if isinstance(inner, Sym) else "", to, span, what, than)
