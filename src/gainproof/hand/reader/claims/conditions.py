"""What claims are said to hold under: “for A_o → ∞”, “if R_i ≫ R_1”, “with v_2 = 0”."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gainproof.expression import ZERO, Equation, Expr, Neg, Num, Sym
from gainproof.hand.lexicon.held import turned_off
from gainproof.hand.lexicon.symbols import FREQUENCY
from gainproof.hand.reader.formulas.clauses import Clause, clauses
from gainproof.hand.reader.formulas.grammar import read_side
from gainproof.hand.reader.formulas.sides import sides_of
from gainproof.hand.reader.ledger import Ledger
from gainproof.hand.reader.tokens import BAR, NotRead, Remark, Token
from gainproof.hand.truth.isolate import isolated
from gainproof.hand.work import AT, Claim, Condition, Notice, Span

LONGEST_ASSUMPTION = 5
"""Tokens of a condition behind “with”."""
_LIMITS = ("≫", "≪")
_OF_PARTS = ("*", "/", "frac", "{", "}", "(", ")")
_ORDERS = ("<", ">", "≤", "≥", "≠")
ORDERS = (*_LIMITS, *_ORDERS)
"""Signs that say which of two is the greater."""


class Conditions(Ledger):
    """Reads conditions."""

    def conditions(self, c: Clause) -> list[Condition] | None:
        """What the clause assumes; None if it is a claim.

        “With v_2 = 0” is a condition; a longer equation behind this word is a claim, as “let R1 = R2” is.
        “Where R3/R1 = R4/R2” is one, for it says no new name, and so is “(R1 = R2)” beside a claim.
        """
        relations = [t.text for t in c.tokens if t.kind == "rel"]
        if c.intro == "at" and relations in (["="], ["≈"]):
            return [replace(x, to=AT) if x.to == "=" else x for x in self.condition(c.tokens)]
        plain = relations == ["="] and not self.defines_in(c)
        zero = c.tokens[-1].kind == "num" and c.tokens[-1].value == 0 and c.tokens[-2].kind == "rel"
        stated = c.intro == "condition" and not (self.displayed and not c.case and self.computes(c))
        stated = stated or c.intro == "tied"
        if c.intro == "either":
            stated = plain and (len(c.tokens) <= LONGEST_ASSUMPTION or self.sets_parts(c))
            stated = stated or self.turns_off(c)
        elif c.intro == "without":  # “without a signal, v_in = 0”
            stated = self.turns_off(c)
        elif c.intro == "definition":
            stated = plain and (zero or self.sets_parts(c) or bool(self.gives(c)))
        elif c.intro == "as":  # “as v_n = 0”, but “is written as v_n = …”
            stated = plain and (zero or c.tokens[-1].kind == "inf") and not self.displayed
        elif c.intro == "aside" or (c.aside and not c.intro):
            stated = self.sets(c) or bool(self.gives(c)) or (plain and zero and self.of_own_name(c))
        if c.joined and plain and not zero and self.is_signal(c.tokens[0]):
            return None  # “for s → 0, and H = 2 for s → ∞”
        if not stated and not self.compares(c):
            return None
        return self.condition(c.tokens)

    def compares(self, c: Clause) -> bool:
        """Does it say which of two is the greater, or what goes to a limit?"""
        relations = [t.text for t in c.tokens if t.kind == "rel"]
        return all(r in ORDERS for r in relations) or self.goes_to_limit(c)

    def claims_more(self, c: Clause) -> bool:
        """Is there an equation in it that a condition in front of it may be about?"""
        return bool(c.relations) and not self.compares(c)

    def turns_off(self, c: Clause) -> bool:
        """Does it say that sources are off: Vin = 0, V1 = V2 = 0, or v_in = 0 of the node that Vin holds?"""
        (*names, last), relations = sides_of(c.tokens)
        symbols = [x[0].value for x in names if len(x) == 1 and isinstance(x[0].value, Sym)]
        whole = len(last) == 1 and last[0].kind == "num" and last[0].value == 0 and set(relations) == {"="}
        circuit = self.symbols.circuit
        if circuit is None or not whole or len(symbols) < len(names):
            return False
        return all(turned_off(Equation(x, ZERO), circuit) for x in symbols)

    def sets(self, c: Clause) -> bool:
        """Does it turn sources off, set parts, take one away, or choose an end of the frequencies?"""
        gone = bool(self.gives(c, zero=True)) and not self.gives(c)
        gone = gone or (len(c.tokens) == 3 and self.is_parameter(c.tokens[0]) and c.tokens[2].kind == "inf")
        return gone or self.turns_off(c) or self.sets_parts(c) or self.chooses(c)

    def gives_another(self, c: Clause) -> bool:
        """Does it give a part another value than the netlist does?"""
        part, circuit = self.gives(c), self.symbols.circuit
        known = circuit.parameters[part].value if part and circuit is not None else None
        return known is not None and c.tokens[-1].value != (-known if c.tokens[-2].is_op("-") else known)

    def chooses(self, c: Clause) -> bool:
        """Does it choose an end of the frequencies, s = 0?"""
        return (
            len(c.tokens) == 3
            and c.tokens[0].kind == "sym"
            and c.tokens[0].text in ("s", "omega", "w", "f")
            and c.tokens[1].text == "="
            and (c.tokens[2].kind == "inf" or c.tokens[2].value == 0)
        )

    def computes(self, c: Clause) -> bool:
        """Does it say more than that something is zero, or is set?  A display behind “the limit” does."""
        zero = c.tokens[-1].kind == "num" and c.tokens[-1].value == 0 and c.tokens[-2].kind == "rel"
        return (
            not zero and not self.sets_parts(c) and not self.gives(c) and len(c.tokens) > LONGEST_ASSUMPTION
        )

    def sets_parts(self, c: Clause) -> bool:
        """Does it set parts equal, R3 = R1, R1 = R2 = R or R4/R3 = R2/R1, and compute nothing?

        On each side stands a symbol, or symbols are multiplied and divided; all are parts of the circuit, but
        a new name for them at the end.
        """
        sides, relations = sides_of(c.tokens)
        if not relations or set(relations) != {"="}:
            return False
        names = Counter(t.text for t in c.tokens if t.kind == "sym")
        last = sides[-1] if len(sides) > 2 else []
        named = len(last) == 1 and last[0].kind in ("sym", "word") and self.strange_token(last[0])
        for side in sides[: -1 if named else None]:
            single = len(side) == 1
            if not side or not all(self.is_part(t) or (not single and t.is_op(*_OF_PARTS)) for t in side):
                return False
        return max(names.values(), default=0) == 1

    def of_own_name(self, c: Clause) -> bool:
        """Is the left side a name of the writer's own, perhaps for a part: “no body effect (gmb = 0)”?"""
        return c.tokens[1].kind == "rel" and self.is_new(c.tokens[0]) and not self.is_signal(c.tokens[0])

    def is_parameter(self, t: Token) -> bool:
        """Is it the symbol of a part, of a source, or of an imperfection: a gain, a bias current?"""
        circuit = self.symbols.circuit
        return circuit is not None and isinstance(t.value, Sym) and t.value.name in circuit.parameters

    def is_part(self, t: Token) -> bool:
        """Is it the symbol of a part, whose value somebody chooses, or of a source?"""
        circuit = self.symbols.circuit
        name = t.value.name if t.kind == "sym" and isinstance(t.value, Sym) else ""
        known = circuit.parameters.get(name) if circuit is not None else None
        return known is not None and not known.ideal

    def gives(self, c: Clause, *, zero: bool = False) -> str:
        """The part to which the clause gives a number, R1 = 2 kΩ; "" if there is none.

        To set a part to zero is an assumption, and no example of a value, unless `zero` counts.
        """
        sides, relations = sides_of(c.tokens)
        if relations != ["="] or len(sides[0]) != 1 or not self.is_part(sides[0][0]):
            return ""
        number = sides[1][1:] if sides[1] and sides[1][0].is_op("-") else sides[1]
        alone = len(number) == 1 and number[0].kind == "num" and (zero or number[0].value != 0)
        return sides[0][0].value.name if alone else ""

    def one_by_one(self, c: Clause) -> list[Clause]:
        """R1 = R2 = R = 10 kΩ as R1 = R2 = R, an `example`, and a value for each; else the clause itself."""
        sides, relations = sides_of(c.tokens)
        names = [side[0] for side in sides[:-1] if len(side) == 1]
        if len(names) < 2 or len(names) != len(relations) or set(relations) != {"="}:
            return [c]
        last = next(k for k in reversed(range(len(c.tokens))) if c.tokens[k].kind == "rel")
        values = [replace(c, tokens=[t, *c.tokens[last:]], joined=True) for t in names]
        new = [t.kind in ("sym", "word") and self.is_new(t) for t in names]
        if not all(n or self.gives(v) for n, v in zip(new, values, strict=True)) or all(new):
            return [c]
        return [replace(c, tokens=c.tokens[:last], example=c.intro in ("", "given")), *values]

    def is_new(self, t: Token) -> bool:
        """Is it a name of the writer's own?"""
        return self.strange_token(t) or (isinstance(t.value, Sym) and self.symbols.is_own(t.value.name))

    def examples(self, c: Clause) -> list[Condition]:
        """What a list of values, R1 = R2 = 10 kΩ, lets lines use: nothing, if no line before it reckons."""
        claims = (x for x in self.items if isinstance(x, Claim))
        reckons = any(x.left.expr.symbols() and x.right.expr.symbols() for x in claims)
        return self.condition(c.tokens) if reckons or self.defines_in(c) else []

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

    def goes_along(self, c: Clause, after: Sequence[Clause]) -> bool:
        """Is it the first of two symbols that go to a limit together: R_1, R_2 → ∞?"""
        if c.tokens[0].kind != "sym" or not after or [t.kind for t in after[0].tokens[:2]] != ["sym", "rel"]:
            return False
        return self.goes_to_limit(after[0])

    def points(self, c: Clause) -> bool:
        """Does it say between which nodes, (a -> b), and nothing that goes to a limit?"""
        if c.tokens and c.tokens[0].is_op("∥"):  # a sum in passing, (…, ||5k = 2.9k)
            return True
        arrow = len(c.tokens) == 3 and c.tokens[1].kind == "rel" and c.tokens[1].text == "→"
        return arrow and all(t.kind in ("sym", "word") for t in (c.tokens[0], c.tokens[2]))

    def decided(self, tokens: Sequence[Token]) -> bool:
        """Is this a voltage or a current that the circuit decides?"""
        circuit = self.symbols.circuit
        try:
            found = self.tree(tokens).symbols()
        except NotRead:
            return False
        return circuit is not None and any(self.signal(n) for n in found)

    def is_signal(self, t: Token) -> bool:
        """Is it the symbol of a voltage or a current, or of what the work has made of such?"""
        return isinstance(t.value, Sym) and not self.is_part(t) and self.signal(t.value.name)

    def signal(self, name: str) -> bool:
        """Is it a voltage, a current, or what the work has made of such?"""
        circuit = self.symbols.circuit
        if circuit is None or name in circuit.voltages or name in circuit.currents:
            return circuit is not None
        made = {*circuit.voltages, *circuit.currents}
        for x in self.items:
            if (
                isinstance(x, Claim)
                and isinstance(x.left.expr, Sym)
                and not made.isdisjoint(x.right.expr.symbols())
            ):
                made.add(x.left.expr.name)
        return name in made

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
            tokens = [t for t in tokens if not t.is_op(BAR)]
        sides, relations = sides_of(tokens)
        out = []
        for (a, b), relation in zip(pairwise(sides), relations, strict=True):
            if a and b:
                out += self.between(a, relation, b, tokens)
        return out

    def between(
        self, a: Sequence[Token], relation: str, b: Sequence[Token], whole: Sequence[Token]
    ) -> list[Condition]:
        """The condition that stands between two sides, if it is one."""
        at, end = a[0].at, b[-1].end
        span = self.places.span(at, end)
        self.heard.append((at, end))
        try:
            what = self.tree(a)
            than = None if any(t.kind == "inf" for t in b) else self.tree(b)
        except NotRead as fault:
            self.unread(whole, fault)
            return []
        self.is_a_side(what, *([than] if than is not None else []))
        if than is None:
            found = _condition(what, "oo", span)
        elif what == than:
            told = f"{self.source[at:end]} says the same on both sides"
            self.notices.append(Notice("passed", span, told))
            return []
        elif than == Num(0) and (relation == "→" or what == Sym(FREQUENCY)):
            found = _condition(what, "0", span)
        elif relation in _ORDERS:
            self.notices.append(Notice("not judged", span, f"{self.source[at:end]} is not judged"))
            return []
        else:
            what, than = _of_frequency(what, than) if relation == "=" else (what, than)
            found = _condition(what, relation if relation in _LIMITS else "=", span, than)
        self.stated.append((found, at, end))
        return [found]

    def tree(self, tokens: Sequence[Token]) -> Expr:
        remarks: list[Remark] = []
        node, _ = read_side(tokens, remarks)
        self.remark(remarks)
        return node.expr


def _of_frequency(what: Expr, than: Expr) -> tuple[Expr, Expr]:
    """The sides with the frequency alone on the left: ω R C = 1 as ω = 1/(R C), 2π f R C = 1 as well."""
    names = [n for n in what.symbols() if n in ("omega", "w", "f")]
    if isinstance(what, Sym) or len(names) != 1 or names[0] in than.symbols():
        return what, than
    alone = isolated(Equation(what, than), names[0])
    return (what, than) if alone is None else (Sym(names[0]), alone)


def _condition(what: Expr, to: str, span: Span, than: Expr | None = None) -> Condition:
    inner = what.args[0] if isinstance(what, Neg) else what
    return Condition(inner.name if isinstance(inner, Sym) else "", to, span, what, than)
