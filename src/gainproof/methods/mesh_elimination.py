"""Elimination of mesh currents: each mesh's equation is solved for its own current.

Its coefficient is the sum of the impedances around the mesh, and is named as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from gainproof.expression import ONE, Equation, Expr, Prod, Quot, Sum, Sym, neg
from gainproof.methods.elimination import Balance, Elimination
from gainproof.units import UNITS, Dimension, DimensionError, dimension


@dataclass
class MeshElimination(Elimination):
    """Elimination that names resistances and impedances.

    `dimensions` are those of the parameters;
    `own` says which mesh current is an equation's own.
    """

    dimensions: dict[str, Dimension | None] = field(default_factory=dict)
    own: list[tuple[Balance, Sym]] = field(default_factory=list)

    def _is_own(self, b: Balance, u: Sym) -> bool:
        """Is it the current of the equation's own mesh, or one that a law gives outright?"""
        return b.line[u] in (ONE, neg(ONE)) or any(x is b and i == u for x, i in self.own)

    def _named(self, c: Expr) -> tuple[Expr, str]:
        """A name for a coefficient: R or Z for an impedance, k for anything else; and its definition."""
        try:
            if dimension(c, self.dimensions) != UNITS["Ω"]:
                return super()._named(c)
        except DimensionError:
            return super()._named(c)
        stem = "Z" if "s" in c.symbols() or any(n.startswith("Z_") for n in c.symbols()) else "R"
        name = self.writer.fresh(*(f"{stem}_{x}" for x in "abcdefghjkmnpquvwxyz"), f"{stem}_aa")
        word = "resistance" if stem == "R" else "impedance"
        own = isinstance(c, Sum) and all(_is_of_part(t) for t in c.args)
        about = f"{word} in series" if own else f"effective {word}"
        label = self.writer.define(name, Equation(Sym(name), c), about, "Ω", circuit=self.circuit)
        self.residues.values[name] = self._residue(c)
        self.dimensions[name] = UNITS["Ω"]
        return Sym(name), label


def _is_of_part(t: Expr) -> bool:
    """Is this the impedance of one part: R, s·L, 1/(s·C)?"""
    if isinstance(t, Quot):
        return t.num == ONE and not isinstance(t.den, Sum)
    return isinstance(t, Sym) or (isinstance(t, Prod) and t.args[0] == Sym("s") and len(t.args) == 2)


def closed(equations: Sequence[AbstractSet[str]], wanted: str) -> list[int]:
    """The numbers of the equations, given by their unknowns, that are needed to find the wanted one.

    Each unknown is matched with an equation to be found from; what is needed is what can be reached from the
    wanted one through these (A. L. Dulmage, N. S. Mendelsohn, "Coverings of bipartite graphs", Canad. J.
    Math. 10 (1958)).  All of them, if the unknowns cannot be matched.
    """
    found_from: dict[str, int] = {}

    def matched(k: int, tried: set[str]) -> bool:
        for u in sorted(equations[k] - tried):
            tried.add(u)
            if u not in found_from or matched(found_from[u], tried):
                found_from[u] = k
                return True
        return False

    for k in range(len(equations)):
        matched(k, set())
    needed: list[int] = []
    queue = [wanted]
    for u in queue:
        if u not in found_from:
            return list(range(len(equations)))
        if found_from[u] not in needed:
            needed.append(found_from[u])
            queue += sorted(equations[found_from[u]])
    return sorted(needed)
