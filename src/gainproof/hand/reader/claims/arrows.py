"""What an arrow between two equations says: “therefore”, or what the first one tends to.

Terse notes write ``(v_n - v_o)/R2 = i  ->  v_o = v_n - i R2``, and ``A = A_o/(1 + A_o β) -> 1/β = 11``.  An
arrow concludes if what stands between it and the next sign is nothing that the side before it could tend to:
a lone name, what is made of voltages and currents, or of another dimension.

``i_g = 0 <=> R2 R3 = R1 R4`` claims neither side.  It says of the circuit that the one holds where the parts
are set so; ``i_g = 0 => R2 R3 = R1 R4`` says so too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gainproof.hand.lexicon.held import held_by
from gainproof.hand.lexicon.symbols import FREQUENCY
from gainproof.hand.lexicon.usual_units import by_letter
from gainproof.hand.reader.claims.scopes import Scopes
from gainproof.hand.reader.formulas.clauses import OF_FREQUENCY, Clause
from gainproof.hand.reader.formulas.grammar import read_side
from gainproof.hand.reader.formulas.sides import sides_of
from gainproof.hand.reader.tokens import BAR, NotRead, Token
from gainproof.units import UNITS, Dimension, DimensionError, dimension

_EQUALS = ("=", "≈", "≜")
_SIGNALS = (UNITS["V"], UNITS["A"])
_PARTS = tuple(UNITS[u] for u in ("Ω", "S", "F", "H", "s", "rad/s"))
LONGEST_CALL = 4
"""Tokens of a name with its argument, H(s)."""


class Arrows(Scopes):
    """Cuts clauses at arrows that conclude, and ties two that hold together."""

    def by_arrows(self, found: Sequence[Clause]) -> list[Clause]:
        """The clauses, cut at each arrow that concludes."""
        return [one for c in found for one in self._cut(c)]

    def _cut(self, c: Clause) -> Iterator[Clause]:
        start, tie = 0, c.tie
        for k, t in enumerate(c.tokens):
            if t.kind == "rel" and t.text == "→" and self._concludes(c.tokens[start:k], c.tokens[k + 1 :]):
                if k > start:
                    yield replace(c, tokens=c.tokens[start:k], leads=False, tie=tie)
                start, tie = k + 1, "implies"
        if not start:
            yield c
        elif start < len(c.tokens):
            yield replace(c, tokens=c.tokens[start:], intro="", joined=False, tie=tie)

    def _concludes(self, before: Sequence[Token], behind: Sequence[Token]) -> bool:
        """Is the arrow between these tokens “therefore”?"""
        sides, relations = sides_of(behind)
        subject = sides[0]
        if not subject or not relations or (before and before[-1].kind == "limit"):
            return False
        equal = relations[0] in _EQUALS
        if any(t.kind == "rel" and t.text == "→" for t in before):
            return self.goes_to_limit(Clause(list(before))) or (equal and self.is_no_limit(subject))
        first, *others = sides_of(before)[0]
        if relations[0] == "→":  # “A = v_o/V1 -> A -> 1/β”
            return bool(others) and len(subject) == 1 and self.is_no_limit(subject)
        if not equal:
            return False
        if not others:  # at the head of a line
            return not before and self.is_no_limit(subject)
        if not any(_named(t) for t in others[-1]):  # nothing tends from a number to what has a name
            return any(_named(t) for t in subject)
        if self.is_no_limit(subject) or all(self._of_parts(side) for side in (first, *others)):
            return True
        a, b = self._dimension(subject), self._dimension(others[-1])
        return (a is not None and b is not None and a != b) or self._speaks_of(sides[1], first, others[-1])

    def is_no_limit(self, x: Sequence[Token]) -> bool:
        """Is it a lone name that is no part's, or made of voltages and currents that the circuit decides?"""
        names = [t for t in x if _named(t)]
        called = len(x) <= LONGEST_CALL and len(x) > 1 and x[1].is_op("(") and x[-1].is_op(")")
        if names and all(self.strange_token(t) for t in names):
            return True
        lone = bool(names) and (len(x) == 1 or called or (len(x) == 3 and x[0].is_op(BAR)))
        return (lone and not self.is_part(names[0])) or any(self._decided(t) for t in names)

    def _decided(self, t: Token) -> bool:
        """Is it a voltage or a current, by the circuit or by its letter, and none of a source?"""
        circuit = self.symbols.circuit
        if circuit is None or t.kind != "sym":
            return False
        names = t.value.symbols()
        if any(n in circuit.voltages or n in circuit.currents for n in names):
            return not all(held_by(n, circuit) for n in names)
        return not self.is_part(t) and any(by_letter(n) in _SIGNALS for n in names)

    def _of_parts(self, x: Sequence[Token]) -> bool:
        """Does it hold parts, numbers and the frequency alone?"""
        return all(self.is_part(t) or t.text in OF_FREQUENCY for t in x if _named(t))

    def _dimension(self, x: Sequence[Token]) -> Dimension | None:
        circuit = self.symbols.circuit
        parts = circuit.parameters if circuit is not None else {}
        try:
            node, _ = read_side(x, [])
            of = {n: UNITS.get(parts[n].unit) if n in parts else by_letter(n) for n in node.expr.symbols()}
            return dimension(node.expr, {**of, FREQUENCY: UNITS["Hz"]})
        except (NotRead, DimensionError):
            return None

    def _speaks_of(self, x: Sequence[Token], first: Sequence[Token], last: Sequence[Token]) -> bool:
        """Does it hold a name of the first side that has gone from the last?  A limit does not."""
        gone = {t.text for t in first if _named(t)} - {t.text for t in last}
        return any(_named(t) and t.text in gone for t in x)

    def points_the_way(self, c: Clause) -> bool:
        """Does it say from where to where, V1 -> R1 -> o -> 0, or v_1 -> v_2: …, and not what tends where?"""
        sides, relations = sides_of(c.tokens)
        circuit = self.symbols.circuit
        if set(relations) != {"→"} or not all(len(x) == 1 for x in sides) or circuit is None:
            return False
        first, *others = (x[0] for x in sides)
        if not _named(first) or not all(_named(t) or t.text == "0" for t in others):
            return False
        ways = [first, *others[:-1]] if others[-1].text == "0" and others[1:] else [first, *others]
        nodes = all(t.text in circuit.nodes or self.is_part(t) for t in ways)
        alike = self._dimension([first]), self._dimension([others[0]])
        return _named(others[0]) and (
            nodes or self.is_part(first) or (None not in alike and len({*alike}) > 1)
        )

    def tie(self, found: list[Clause]) -> None:
        """Make of two clauses that hold together one that holds under the other.

        Of an equivalence, what sets parts is the condition.  Of a conclusion it is one beside what it claims,
        if the first only says that a voltage or a current is zero, or that two are equal.
        """
        out: list[Clause] = []
        for run in _runs(found):
            designs = [c for c in run if self._designs(c)]
            others = [c for c in run if not self._designs(c)]
            tied = run[-1].tie == "iff" and all(not c.intro for c in run)
            if tied and designs and any(c.relations for c in others):
                out += [x for c in others if c.relations for x in (c, replace(designs[0], intro="tied"))]
                continue
            if tied and (others or run[0].tie):  # “real <=> ω R C = 1”
                for c in designs:
                    c.intro = "" if self.sets_parts(c) else "condition"
            a, b = (out[-1] if out else run[0]), run[0]
            concludes = b.tie == "implies" and not (a.intro or b.intro) and a.relations and b.relations
            if out and concludes and self._designs(b) and self._vanishes(a):
                out.append(replace(b, intro="tied"))
            out += run
        found[:] = out

    def _designs(self, c: Clause) -> bool:
        """Does it say something of parts alone, the writer's names of parts too?"""
        named = [t for t in c.tokens if _named(t)]
        numbers = self.gives(c) or not any(r == "=" for r in sides_of(c.tokens)[1])
        return bool(named) and not numbers and all(self._of_parts([t]) or self._like_a_part(t) for t in named)

    def _like_a_part(self, t: Token) -> bool:
        """Is it the writer's own name for parts, by its letter: R, τ?"""
        names = t.value.symbols() if t.kind == "sym" else ()
        own = all(self.symbols.is_own(n) or n in self.lone for n in names)
        return own and bool(names) and all(by_letter(n) in _PARTS for n in names)

    def _vanishes(self, c: Clause) -> bool:
        """Does it say that something is zero, or that two voltages or currents are equal?"""
        sides, relations = sides_of(c.tokens)
        *_, last = sides
        alone = len(relations) == 1 and len(last) == 1 and any(self._decided(t) for t in sides[0])
        zero = alone and last[0].kind == "num" and last[0].value == 0
        return zero or (alone and len(sides[0]) == 1 and self._decided(last[0]))


def _runs(found: Sequence[Clause]) -> list[list[Clause]]:
    """The clauses, those together that are equivalent."""
    out: list[list[Clause]] = []
    for c in found:
        if c.tie == "iff" and out:
            out[-1].append(c)
        else:
            out.append([c])
    return out


def _named(t: Token) -> bool:
    return t.kind in ("sym", "word")
