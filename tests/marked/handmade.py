"""Works that the reader has read, with verdicts made by hand: showing does not hang on judging."""

from __future__ import annotations

from gainproof.circuit.netlist import read
from gainproof.expression import Equation, Expr
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work
from gainproof.hand.verdicts import Verification
from gainproof.hand.work import Claim, Diagnosis, Judged, Suggestion, Unread
from gainproof.marked.spelling import node_at

AMP = "* inverting & 100 % <b>\nV1 in 0 0.1\nR1 in n 10k\nR2 n out 100k\nX1 0 n out opamp Ao=100k\n"
CIRCUIT = read(AMP).circuit
SYMBOLS = symbol_table(CIRCUIT)


def work(source: str, file: str = "work.md") -> tuple[Claim | Unread, ...]:
    return read_work(source, file=file, symbols=SYMBOLS).items


def verification(source: str, *judged: Judged | str, file: str = "work.md") -> Verification:
    """A work with these verdicts; a word is the verdict on the item at its place, all else is "true"."""
    found = read_work(source, file=file, symbols=SYMBOLS)
    given = list(judged) + ["unread" if isinstance(i, Unread) else "true" for i in found.items[len(judged) :]]
    verdicts = tuple(
        j if isinstance(j, Judged) else Judged(i, j) for i, j in zip(found.items, given, strict=True)
    )
    return Verification(found, verdicts, CIRCUIT, "amp.cir", SYMBOLS)


def wrong(
    claim: Claim | Unread, kind: str, side: int, path: tuple[int, ...], by: Expr, message: str = "it is wrong"
) -> Judged:
    """A false claim whose part at `path` of its left (0) or right (1) side ought to be `by`."""
    assert isinstance(claim, Claim)
    sides = [claim.left, claim.right]
    old = node_at(sides[side].expr, path)
    assert old is not None
    span = sides[side].at(path)
    new = [s.expr for s in sides]
    new[side] = put(new[side], path, by)
    suggestion = Suggestion(Equation(*new), old, by, span)
    return Judged(claim, "false", diagnosis=Diagnosis(kind, span, message, (suggestion,)))


def put(x: Expr, path: tuple[int, ...], new: Expr) -> Expr:
    if not path:
        return new
    i = path[0]
    return x.rebuilt((*x.children[:i], put(x.children[i], path[1:], new), *x.children[i + 1 :]))
