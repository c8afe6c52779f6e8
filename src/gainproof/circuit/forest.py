"""Which nodes are joined, and by which elements: union-find that remembers the trees.

(R. E. Tarjan, "Efficiency of a good but not linear set union algorithm", J. ACM 22 (1975).)
"""

from __future__ import annotations

from gainproof.circuit.circuit import Element


class Forest:
    """Sets of nodes that are joined, and the elements that joined them."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}
        self.edges: list[tuple[str, str, Element]] = []

    def root(self, n: str) -> str:
        """The node that stands for all those joined to `n`; paths to it are halved on the way."""
        parent = self.parent
        p = parent.get(n)
        if p is None:
            parent[n] = n
            return n
        while p != n:
            parent[n] = parent[p]
            n = parent[n]
            p = parent[n]
        return n

    def join(self, a: str, b: str, e: Element) -> bool:
        """Join two nodes; False if they were joined already."""
        x, y = self.root(a), self.root(b)
        if x == y:
            return False
        self.parent[x] = y
        self.edges.append((a, b, e))
        return True

    def path(self, a: str, b: str) -> list[Element]:
        """The elements on the way from a to b."""
        came: dict[str, tuple[str, Element] | None] = {a: None}
        todo = [a]
        while todo and b not in came:
            n = todo.pop()
            for x, y, e in self.edges:
                for here, there in ((x, y), (y, x)):
                    if here == n and there not in came:
                        came[there] = (n, e)
                        todo.append(there)
        way = []
        step = came.get(b)
        while step is not None:
            way.append(step[1])
            step = came[step[0]]
        return way[::-1]
