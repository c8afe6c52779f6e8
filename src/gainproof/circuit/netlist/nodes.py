"""Nodes that a wire makes one."""

from __future__ import annotations

from collections.abc import Iterable

from gainproof.circuit.circuit import GROUND


def merged(joined: Iterable[tuple[str, str]], order: Iterable[str]) -> dict[str, str]:
    """Every node that takes another's name, with that name.

    Of nodes that are joined, ground keeps its name first, then a node of the top level, one without
    an underscore (lcapy calls the ends of a wire ``1`` and ``1_2``), and the first of `order`.
    """
    parent: dict[str, str] = {}

    def root(n: str) -> str:
        while parent.setdefault(n, n) != n:
            parent[n] = n = parent[parent[n]]
        return n

    place = {n: i for i, n in enumerate(dict.fromkeys(order))}

    def rank(n: str) -> tuple[bool, bool, bool, int]:
        return n != GROUND, "." in n, "_" in n, place.get(n, len(place))

    for a, b in joined:
        a, b = root(a), root(b)
        if a != b:
            first, second = sorted((a, b), key=rank)
            parent[second] = first
    return {n: root(n) for n in list(parent) if root(n) != n}
