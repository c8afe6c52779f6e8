"""Nodes are joined if a way of elements leads between them, and the way that is told is one."""

import random

from gainproof.circuit.circuit import Element
from gainproof.circuit.forest import Forest


def reached(edges: list[tuple[str, str, Element]], start: str) -> set[str]:
    seen = {start}
    while True:
        more = {n for a, b, _ in edges if {a, b} & seen for n in (a, b)}
        if more <= seen:
            return seen
        seen |= more


def test_what_is_joined_can_be_reached_and_by_the_way_that_is_told() -> None:
    ways = 0
    for seed in range(60):
        draw = random.Random(seed)
        nodes = [str(n) for n in range(draw.randint(2, 9))]
        forest, edges = Forest(), []
        for k in range(draw.randint(0, 10)):
            a, b = draw.choice(nodes), draw.choice(nodes)
            e = Element(f"R{k}", "R", (a, b))
            assert forest.join(a, b, e) == (b not in reached(edges, a))
            edges.append((a, b, e))
        for a in nodes:
            for b in nodes:
                joined = b in reached(edges, a)
                assert (forest.root(a) == forest.root(b)) == joined
                if joined and a != b:
                    at = a
                    for e in forest.path(a, b):
                        assert at in e.nodes
                        at = e.nodes[1] if at == e.nodes[0] else e.nodes[0]
                    assert at == b
                    ways += 1
    assert ways > 500


def test_there_is_no_way_between_parts() -> None:
    forest = Forest()
    forest.join("a", "b", Element("R1", "R", ("a", "b")))
    assert forest.path("a", "c") == []
