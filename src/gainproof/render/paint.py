"""Paint: the sub-trees of an expression that the page points out, by a colour or a brace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gainproof.expression import Expr, Neg, Prod, Sum, neg


@dataclass(frozen=True, slots=True)
class Paint:
    """How a sub-tree is pointed out: a colour by its `role` ("" for none), and the word at a brace."""

    role: str = ""
    word: str = ""


class Painted(Expr):
    """A sub-tree under a `Paint`; lives only between a document and its printing."""

    __slots__ = ()

    def __init__(self, inside: Expr, paint: Paint) -> None:
        super().__init__(inside, paint)

    @property
    def inside(self) -> Expr:
        return self.args[0]  # type: ignore[no-any-return]

    @property
    def paint(self) -> Paint:
        return self.args[1]  # type: ignore[no-any-return]

    @property
    def children(self) -> tuple[Expr, ...]:
        return (self.inside,)

    def rebuilt(self, children: tuple[Expr, ...]) -> Expr:
        return Painted(children[0], self.paint)


def bare(x: Expr) -> Expr:
    """The tree without its paint."""
    if isinstance(x, Painted):
        return bare(x.inside)
    return x.rebuilt(tuple(map(bare, x.children))) if x.children else x


def painted(x: Expr, paints: Mapping[Expr, Paint]) -> Expr:
    """`x` with every sub-tree that is a key of `paints` painted; also a run of terms or factors.

    A sub-tree inside a painted one is not painted again.
    """
    if not paints:
        return x
    if x in paints:
        return Painted(x, paints[x])
    if isinstance(x, Neg) and x.args[0] in paints:
        return Neg(Painted(x.args[0], paints[x.args[0]]))
    if isinstance(x, (Sum, Prod)):
        return type(x)(*_runs(x, paints))
    if not x.children:
        return x
    return x.rebuilt(tuple(painted(c, paints) for c in x.children))


def _runs(x: Sum | Prod, paints: Mapping[Expr, Paint]) -> list[Expr]:
    """The parts of `x`, runs of them painted; of a sum that was subtracted, term by term."""
    wanted = [(key, paint) for key, paint in paints.items() if type(key) is type(x)]
    out: list[Expr] = []
    i = 0
    while i < len(x.args):
        for key, paint in wanted:
            run = x.args[i : i + len(key.args)]
            if run == key.args:
                out.append(Painted(key, paint))
            elif isinstance(x, Sum) and run == tuple(map(neg, key.args)):
                out += [
                    Neg(Painted(t.args[0], paint)) if isinstance(t, Neg) else Painted(t, paint) for t in run
                ]
            else:
                continue
            i += len(run)
            break
        else:
            out.append(painted(x.args[i], paints))
            i += 1
    return out
