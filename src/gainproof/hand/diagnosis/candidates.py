"""The edits that were found, and which of them are shown: the cheapest that are true and say something."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from gainproof.expression import Equation
from gainproof.hand.diagnosis.alike import product, says, written
from gainproof.hand.diagnosis.bench import Bench
from gainproof.hand.diagnosis.edits import Edit
from gainproof.hand.diagnosis.habits import Habits, Scene
from gainproof.hand.diagnosis.ranking import SAYS_NOTHING, cost, oddity
from gainproof.hand.diagnosis.trees import size

SUGGESTIONS = 5
"""How many suggestions a diagnosis has at most."""

WORSE = 3.0
"""What costs so much more than the likeliest is not shown."""

HOPELESS = 8.5
"""What costs more is no small change."""


SPELLINGS = 3
"""In how many ways at most one thing is said."""

OTHERWISE = 0.7
"""What a second spelling costs beside its own."""

LONGER = 0.25
"""What a symbol more costs among the spellings of one saying."""


@dataclass(frozen=True, slots=True)
class Repair:
    """Edits that make of the line a true one, and what they cost."""

    cost: float
    edits: tuple[Edit, ...]
    line: Equation


class Candidates:
    """Edits by their cost.  What a mended line costs is only worked out for those whose turn has come."""

    def __init__(self, scene: Scene, bench: Bench, to: Mapping[str, str], *, said: bool) -> None:
        self.home = next(iter(bench.oracle.book.oracles.values()))
        self.scene, self.bench, self.to, self.said = scene, bench, to, said or not to
        self.habits = Habits.of(scene)
        self.free = bench.by_definition()
        self.tried: list[tuple[float, int, tuple[Edit, ...]]] = []

    def add(self, tried: Iterable[tuple[Edit, ...]]) -> None:
        """Take in edits; of equal cost, those that come later stand before."""
        for edits in tried:
            self.tried.append((cost(edits, self.scene, self.habits), -len(self.tried), edits))

    def best(self) -> list[Repair]:
        """The cheapest few that are true and say different things."""
        heap: list[tuple[float, int, tuple[Edit, ...], Equation | None]] = [(*t, None) for t in self.tried]
        heapify(heap)
        sayings: list[list[Repair]] = []
        known: dict[Hashable, list[Repair]] = {}
        false: set[Hashable] = set()
        most = HOPELESS
        while heap and len(sayings) < SUGGESTIONS:
            total, k, edits, line = heappop(heap)
            if total > most:
                break
            if line is None:
                line = self._mended(edits)
                if line != self.scene.line and product(line.left) != product(line.right):
                    heappush(heap, (total + self._oddity(line, edits), k, edits, line))
                continue
            said = says(line, self.free)
            if not false.isdisjoint(said) or not self._of_the_same_circuit(line):
                continue
            ways = next((known[s] for s in said if s in known), None)
            if ways is not None and not self._no_less_true(line):
                continue
            if ways is None and not self._true(line):
                false.update(said if not self.to else ())
                continue
            if ways is None:
                ways = []
                sayings.append(ways)
            ways.append(Repair(total, edits, line))
            known.update((s, ways) for s in said if s not in known)
            most = min(most, total + WORSE)
        return self._placed(sayings)

    def _no_less_true(self, line: Equation) -> bool:
        """Is it as true as one that says the same?  In a limit, or with other sources, it may not be."""
        return (not self.to and self.home.about(line) is self.bench.oracle) or self._true(line)

    def _true(self, line: Equation) -> bool:
        """Is it true, and in a limit that is not said a matter of all its terms?"""
        return self.bench.true(line, self.to) and (self.said or self.bench.counts(line, self.to))

    def _of_the_same_circuit(self, line: Equation) -> bool:
        """Is it about the circuit of the wrong line, with the same sources on?"""
        return self.home is self.bench.oracle or self.home.about(line) is self.bench.oracle

    def _placed(self, sayings: Sequence[list[Repair]]) -> list[Repair]:
        """What says something, in its best spelling first; another spelling costs more than its own."""
        telling = [w for w in sayings if self._doubt(w[0].line) < SAYS_NOTHING]
        places = []
        for k, ways in enumerate(telling or sayings):
            spellings = {written(r.line): r for r in sorted(ways, key=self._length, reverse=True)}
            for j, r in enumerate(sorted(spellings.values(), key=self._length)[:SPELLINGS]):
                places.append((min(w.cost for w in ways) if j == 0 else r.cost + OTHERWISE * j, k, j, r))
        first = [p for p in places if p[1:3] == (0, 0)]
        rest = sorted((p for p in places if p[1:3] != (0, 0)), key=lambda p: p[:3])
        return [r for _, _, _, r in (*first, *rest)][:SUGGESTIONS]

    def _length(self, r: Repair) -> float:
        doubles = sum(n in self.scene.doubles for n in r.line.symbols())
        longer = max(0, _size(r.line) - _size(self.scene.line))
        return r.cost + LONGER * longer + 0.1 * doubles

    def _mended(self, edits: tuple[Edit, ...]) -> Equation:
        line = self.scene.line
        for e in edits:
            line = e.applied(line)
        return line

    def _oddity(self, line: Equation, edits: Sequence[Edit]) -> float:
        doubt = self._doubt(line)
        if doubt and len(edits) > 1:
            doubt = max(doubt, SAYS_NOTHING)  # nobody makes two errors in so short a line
        return oddity(line, self.scene, self.habits) + doubt

    def _doubt(self, line: Equation) -> float:
        return self.bench.doubt(self.scene.line, line, self.free, chained=bool(self.scene.link))


def _size(q: Equation) -> int:
    return size(q.left) + size(q.right)
