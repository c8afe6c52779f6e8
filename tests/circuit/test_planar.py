"""Faces of planar graphs: every dart on one face, Euler's formula, and what cannot be drawn is refused."""

import random
from itertools import combinations

import pytest

from gainproof.circuit.planar import NotPlanar, Walk, blocks, cheapest, faces, forest, twin


def graph(*pairs: str) -> dict[str, tuple[str, str]]:
    return {f"B{k}": (p[0], p[1]) for k, p in enumerate(pairs)}


def drawn_well(block: dict[str, tuple[str, str]], found: list[Walk]) -> None:
    """Each dart bounds one face, each face is a cycle, and nodes - branches + faces is 2."""
    darts = [d for f in found for d in f]
    both = [(n, *p) for n, p in block.items()]
    assert sorted(darts) == sorted([*both, *map(twin, both)])
    for f in found:
        assert all(f[k - 1][2] == f[k][1] for k in range(len(f)))
        assert len({d[1] for d in f}) == len(f)
    assert len({x for p in block.values() for x in p}) - len(block) + len(found) == 2


@pytest.mark.parametrize(
    "block",
    [
        graph("ab", "ab"),
        graph("ab", "ab", "ab", "ab"),
        graph("ab", "bc", "ca"),
        graph("ab", "bc", "cd", "da", "ac", "bd"),
        graph("ab", "bc", "cd", "da", "ac", "ac"),
        graph("ab", "bc", "cd", "da", "ef", "fg", "gh", "he", "ae", "bf", "cg", "dh"),
        graph(*("".join(p) for p in combinations("abcde", 2) if p != ("d", "e"))),
    ],
)
def test_planar_blocks(block: dict[str, tuple[str, str]]) -> None:
    assert len(blocks(block)) == 1
    drawn_well(block, faces(block))


@pytest.mark.parametrize(
    "block",
    [
        graph(*("".join(p) for p in combinations("abcde", 2))),
        graph(*(x + y for x in "abc" for y in "def")),
        graph(*(x + y for x in "abc" for y in "def"), "ad"),
    ],
)
def test_what_cannot_be_drawn_is_refused(block: dict[str, tuple[str, str]]) -> None:
    """Kuratowski's two graphs, and one of them with a branch doubled beside it."""
    (part,) = blocks(block)
    with pytest.raises(NotPlanar, match="without crossings"):
        faces(part)


def test_random_graphs_against_a_second_opinion() -> None:
    """What is planar, and into how many blocks it falls, as networkx says."""
    nx = pytest.importorskip("networkx")
    planar = crossed = 0
    for seed in range(300):
        rng = random.Random(seed)
        nodes = "abcdefgh"[: rng.randint(3, 8)]
        g = graph(*("".join(rng.sample(nodes, 2)) for _ in range(rng.randint(3, 26))))
        second = nx.MultiGraph([(*p, n) for n, p in g.items()])
        parts = blocks(g)
        simple = nx.Graph(second)
        expected = []
        for nodes_of in nx.biconnected_components(simple):
            inside = sorted(n for n, p in g.items() if set(p) <= nodes_of)
            if len(inside) > 1:
                expected.append(inside)
        assert sorted(sorted(p) for p in parts) == sorted(expected)
        for part in parts:
            is_planar, _ = nx.check_planarity(nx.Graph(list(part.values())))
            if is_planar:
                drawn_well(part, faces(part))
                planar += 1
            else:
                with pytest.raises(NotPlanar):
                    faces(part)
                crossed += 1
    assert planar > 150
    assert crossed > 15


def test_the_cheapest_walk() -> None:
    g = graph("ab", "bc", "ac")
    assert cheapest(g, "a", "c") == (("B2", "a", "c"),)
    assert cheapest(g, "a", "c", lambda n: 9 if n == "B2" else 1) == (("B0", "a", "b"), ("B1", "b", "c"))
    assert cheapest(g, "a", "a") == ()
    assert cheapest(g, "a", "z") is None


def test_branches_on_no_cycle_are_in_no_block() -> None:
    g = graph("ab", "bc", "ca", "cd", "ee", "de", "de")
    assert [list(p) for p in blocks(g)] == [["B0", "B1", "B2"], ["B5", "B6"]]
    assert list(forest(g)) == ["B0", "B1", "B3", "B5"]
