"""What a writer calls the frequency: s, ω, f, and j beside them."""

from __future__ import annotations

from gainproof.expression import Expr, Num, Prod, Quot, Root, Sym
from gainproof.hand.lexicon.symbols import FREQUENCY
from gainproof.hand.truth.oracle import Oracle

FREQUENCIES: dict[str, Expr] = {
    "j": Root(Num(-1)),
    "omega": Quot(Sym(FREQUENCY), Root(Num(-1))),
    "w": Quot(Sym(FREQUENCY), Root(Num(-1))),
}
"""What a writer who never explains them means by these."""

GENERAL: dict[str, Expr] = {
    "omega": FREQUENCIES["omega"],
    "w": FREQUENCIES["w"],
    "f": Quot(Sym(FREQUENCY), Prod(Num(2), Sym("pi"), Root(Num(-1)))),
}
"""What the symbols of a frequency mean at all frequencies."""

OF_FREQUENCY = "s = jω"
"""The label of such a name."""

ANGULAR = ("omega", "w")
CYCLIC = ("f",)
"""Symbols of a frequency, if they are nothing else: ω, and f = ω/2π."""


def has_frequency(oracle: Oracle) -> bool:
    """Is there a part in the circuit whose law holds s?"""
    return any(FREQUENCY in law.symbols() for law in oracle.laws.values())


def is_frequency(symbol: str, oracle: Oracle) -> bool:
    """Is the symbol the frequency, as far as the work has not made it something else?"""
    if symbol == FREQUENCY:
        return has_frequency(oracle)
    if symbol not in (*ANGULAR, *CYCLIC) or not has_frequency(oracle):
        return False
    name = oracle.names.get(symbol)
    return not oracle.knows(symbol) or (name is not None and name.label == OF_FREQUENCY)


def in_s(x: Expr, oracle: Oracle) -> Expr:
    """The expression with s for every symbol of a frequency; how they differ does not count in a limit."""
    told = {n: Sym(FREQUENCY) for n in x.symbols() if n != FREQUENCY and is_frequency(n, oracle)}
    return x.replaced(told) if told else x
