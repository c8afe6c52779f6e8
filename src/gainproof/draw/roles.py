"""What each two-terminal part is to the picture: in the row, over it, under it, hanging from it.

==========  =====================================================================================
shunt       one end is at ground: it hangs down (a source at the left end of its row as well)
stand       it joins the rows of a transistor's collector and emitter
across      it joins the two inputs of an op-amp, and stands upright before them
series      it lies in a row, between two columns
arm         it is one of two arms that hang from the rail of a bridge
bridge      it lies between the feet of two arms
upright     it joins two rows: the second inputs of two op-amps, or the ends of a source without ground
inner       it belongs to a feedback network with nodes of its own
lane        anything else, feedback above all: it lies over or under what stands between its ends
==========  =====================================================================================
"""

from __future__ import annotations

from gainproof.circuit.circuit import GROUND
from gainproof.draw.flow import Flow
from gainproof.draw.parts import Amp, Part
from gainproof.draw.transistors import DEEP


class Roles:
    """The roles of all parts, and what follows from them for a node."""

    def __init__(self, two: list[Part], flow: Flow) -> None:
        chained = flow.chained
        self.two, self.flow = [p for p in two if p.name not in chained], flow
        self.driven = {n: a for a in flow.order for n in flow.outlet[a.name]} | flow.looped
        self.inner = {n for net in flow.inner for n in net}
        self._place = {n: k for k, n in enumerate(flow.rank)}
        inputs = {n for a in flow.order for n in a.inputs}
        self.inputs = inputs - self.driven.keys() - flow.secondary.keys()
        self._ended: set[str] = set()
        self._bridged: set[tuple[str, str]] = set()
        self._right = self._ways(flow)
        self._left_right = {p.name: self._ordered(p) for p in self.two}
        self.role = {p.name: self._role(p) for p in self.two}
        self.shunts: dict[str, list[list[Part]]] = {}
        for p in self.two:
            if self.role[p.name] == "shunt":
                self.shunts.setdefault(p.other(GROUND), []).append([p])
        for n, chains in flow.chains.items():
            self.shunts.setdefault(n, []).extend(chains)

    def stand(self, p: Part) -> tuple[str, str] | None:
        """The nodes between whose rows a part stands, the upper one first; None if it does not."""
        f = self.flow
        if not any({p.a, p.b} == {*pair} for pair in f.stands):
            return None
        (one, height), (other, depth) = f.row[p.a].root(), f.row[p.b].root()
        if one is not other or abs(height - depth) != DEEP:
            return None
        return (p.a, p.b) if height > depth else (p.b, p.a)

    def having(self, *roles: str) -> list[Part]:
        """The parts with one of these roles."""
        return [p for p in self.two if self.role[p.name] in roles]

    def left_right(self, p: Part) -> tuple[str, str]:
        """The part's nodes: the one nearer to the sources first; what leads to an input before that."""
        return self._left_right[p.name]

    def _ordered(self, p: Part) -> tuple[str, str]:
        far = len(self._place)
        a, b = ((self.flow.rank.get(n, far), self._place.get(n, far)) for n in (p.a, p.b))
        near, other = (p.a, p.b) if a <= b else (p.b, p.a)
        swap = near in self.inputs and other not in self.inputs and not self._leads(near, other)
        return (other, near) if swap else (near, other)

    def _ways(self, flow: Flow) -> dict[str, set[str]]:
        """The nodes that stand to the right of each, by the walk and by the op-amps."""
        out: dict[str, set[str]] = {}
        for n, came in flow.came.items():
            if isinstance(came, Part):
                out.setdefault(came.other(n), set()).add(n)
        for a in flow.order:
            for n in a.inputs:
                out.setdefault(n, set()).update(flow.outlet[a.name])
        return out

    def _leads(self, start: str, goal: str) -> bool:
        """Does a way to the right lead from one node to another?"""
        found, todo = {start}, [start]
        while todo:
            n = todo.pop()
            if n == goal:
                return True
            more = self._right.get(n, set()) - found
            found |= more
            todo += more
        return False

    def _role(self, p: Part) -> str:
        f = self.flow
        if p.name in f.across:
            return "across"
        if p.name in f.floats:
            return "upright"
        if p.shunt:
            return "shunt"
        if self.stand(p):
            return "stand"
        a, b = self.left_right(p)
        if a in self.inner or b in self.inner:
            return "inner"
        if f.arms.get(b) is p:
            return "arm"
        if f.came.get(b) is p:
            return "series"
        if a in f.arms and b in f.arms and f.row[a] is f.row[b] and (a, b) not in self._bridged:
            self._bridged.add((a, b))
            return "bridge"
        if a in f.secondary and b in f.secondary:
            return "upright"
        free = f.row[a] is not f.row[b] and f.row[a].nodes[-1] == a and a not in self._ended
        if (
            free
            and b not in self.driven
            and a not in f.secondary
            and (f.rank[a] <= f.rank[b] or b in self.inputs)
            and not self._leads(b, a)
        ):
            self._ended.add(a)
            self._right.setdefault(a, set()).add(b)
            return "series"
        return "lane"

    def branches_off(self, p: Part) -> bool:
        """Does this series part lead to the first node of another row?"""
        a, b = self.left_right(p)
        return self.flow.came.get(b) is p and self.flow.row[a] is not self.flow.row[b]

    def branching(self, node: str) -> bool:
        """Does a row branch off from this node?"""
        return any(self.left_right(p)[0] == node and self.branches_off(p) for p in self.having("series"))

    def met(self, node: str) -> bool:
        """Do other rows end at this node?"""
        before = [a for p in self.having("series") for a, b in [self.left_right(p)] if b == node]
        return len(before) > 1 and any(self.flow.row[a] is not self.flow.row[node] for a in before)

    def fed_back(self, node: str) -> list[Part]:
        """The feedback that ends at this node."""
        return [p for p in self.having("lane", "inner") if node in (p.a, p.b)]

    def across(self, amp: Amp) -> list[Part]:
        """The parts across an op-amp's inputs."""
        return [p for p in self.two if self.flow.across.get(p.name) is amp]

    def under(self, parts: list[Part]) -> bool:
        """Does this feedback belong under its op-amp?  It does if it ends at a lower input."""
        nodes = {n for p in parts for n in (p.a, p.b)}
        verdict = 0
        for a in self.flow.order:
            weight = 2 if nodes & set(self.flow.outlet[a.name]) else 1
            top, bottom = self.flow.top_bottom(a)
            verdict -= weight * (top in nodes and top not in self.driven)
            verdict += weight * (bottom in nodes and bottom not in self.driven)
        return verdict > 0

    def chain(self, net: list[str]) -> tuple[str, str, list[str]]:
        """The way through an inner network from its leftmost neighbour to its rightmost: both, and its nodes.

        Both names are empty if the network has no neighbours.
        """
        rank = self.flow.rank
        doors = [(p.other(n), n) for n in net for p in self.two if n in (p.a, p.b) and p.other(n) in rank]
        if not doors:
            return "", "", net
        left, first = min(doors, key=lambda d: (rank[d[0]], self._place[d[0]]))
        right, last = max(doors, key=lambda d: (rank[d[0]], -self._place[d[0]]))
        came: dict[str, str] = {first: ""}
        todo = [first]
        while todo:
            n = todo.pop(0)
            for p in self.two:
                if n in (p.a, p.b) and p.other(n) in net and p.other(n) not in came:
                    came[p.other(n)] = n
                    todo.append(p.other(n))
        path = [last if last in came else first]
        while came[path[-1]]:
            path.append(came[path[-1]])
        return left, right, path[::-1]
