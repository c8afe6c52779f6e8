"""The loop of a circuit at numbers: which amplifier it is about, its return ratio, and the split T = A β.

The return ratio T of a controlled source is that of `circuit.loop`, solved exactly with numbers in the place
of parameters.  The amplifier's open-loop gain A is the gain of its controlled source; where that source is
told what to do by a part of the circuit that hangs on other controlled sources alone (the RC of a pole in a
macro model), A is the gain of the whole chain.  The noise gain is 1/β = A/T; it holds all that loads the
amplifier.  With several op-amps in each other's loops there is no single A.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from gainproof.algebra.rational import Ratio
from gainproof.circuit.ask import Setting, setting
from gainproof.circuit.circuit import GROUND, Circuit, Element, listed
from gainproof.circuit.elements.kind import value
from gainproof.circuit.loop import control, quiet, return_ratio
from gainproof.circuit.netlist.opamps import LEAST_GAIN
from gainproof.circuit.solve import quantity_of
from gainproof.circuit.solvers.flint import solve
from gainproof.circuit.variants import CONTROLLED, called, dead, freed, own_symbol
from gainproof.curves.crossover import crossovers
from gainproof.curves.transfers import S, Transfer
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError, Singular
from gainproof.expression import ZERO, Expr, lift

MOST = 24
"""A circuit with more amplifiers is refused."""


@dataclass(frozen=True)
class Loop:
    """The loop around an amplifier, which is `called` so: its return ratio `ratio`.

    `gain` is the open-loop gain A and `noise_gain` 1/β, both None where the two cannot be told apart; `why`
    then says why, as a sentence.  `others` are the amplifiers with another loop, `beside` the return ratios
    of all other controlled sources that were looked at.
    """

    called: str
    ratio: Transfer
    gain: Transfer | None = None
    noise_gain: Transfer | None = None
    why: str = ""
    others: tuple[str, ...] = ()
    beside: tuple[Transfer, ...] = ()


def numbered(c: Circuit, values: Mapping[str, Fraction]) -> Circuit:
    """The circuit with numbers for the parameters of every element that is no independent source.

    `values` go before those of the netlist.  Raises GainproofError if one is missing.
    """
    known = {n: p.value for n, p in c.parameters.items() if p.value is not None} | dict(values)
    missing: dict[str, None] = {}
    out = []
    for e in c.elements:
        if e.kind in "VIN":
            out.append(e)
            continue
        names = [n for n in value(e).symbols() if n != "s"]
        missing |= dict.fromkeys(n for n in names if n not in known)
        out.append(replace(e, value=value(e).replaced({n: lift(known[n]) for n in names if n in known})))
    if missing:
        raise GainproofError(
            f"no value for {', '.join(missing)}; give it in the netlist, such as {next(iter(missing))}=1k"
        )
    return c.with_elements(out, c.name)


def closed_loop(c: Circuit, q: Quantity) -> Transfer:
    """A quantity of a circuit with numbers, as a function of s.  Raises Singular, GainproofError."""
    return solved(setting(c, q))


def solved(s: Setting) -> Transfer:
    """What a setting asks, in a circuit with numbers."""
    try:
        return transfer(quantity_of(solve(s.circuit, s.wanted).plain(), s)) * in_s(s.scale)
    except ZeroDivisionError:
        raise GainproofError("at these values the circuit divides by zero; is a resistance zero?") from None


def transfer(x: Ratio) -> Transfer:
    """A ratio in which s alone is left."""
    at = {n: k for k, n in enumerate(x.ring.names)}.get("s")
    above, below = (
        _coefficients({0 if at is None else int(m[at]): int(c) for m, c in p.to_dict().items()})
        for p in (x.num, x.den)
    )
    return Transfer.of(above, below)


def in_s(x: Expr) -> Transfer:
    """The value of an expression in s."""
    return x.value({"s": S}, Transfer.number)  # type: ignore[no-any-return]


def find_loop(c: Circuit, element: str = "") -> Loop | None:
    """The loop of a circuit with numbers, around `element` or else the one with the least phase margin.

    None where nothing comes back to any controlled source.  Raises GainproofError for an `element` that is
    no amplifier, or has no loop.
    """
    named = _named(c, element) if element else []
    ratios: dict[Element, Transfer] = {}
    for e in dict.fromkeys([*_amplifiers(c), *named]):
        try:
            ratio = solved(return_ratio(c, e.name))
        except Singular:
            continue
        if ratio:
            ratios[e] = ratio
    if element and not any(e in ratios for e in named):
        raise GainproofError(f"nothing comes back to {element}: it has no loop")
    chains = [_chain(c, e) for e in ratios]
    within = {e for chain in chains for e in chain.inside}.difference(named)
    chains = [chain for chain in chains if chain.last not in within] or chains
    chains = [chain for chain in chains if not named or not set(named).isdisjoint(chain.sources)]
    if not chains:
        return None
    chosen = min(chains, key=lambda chain: (_urgency(ratios[chain.last]), -len(chain.sources)))
    ratio = ratios[chosen.last]
    apart = [e for e in ratios if e not in chosen.sources and e not in within]
    others = tuple(dict.fromkeys(called(e) for e in apart if called(e) != chosen.called))
    beside = tuple(x for x in dict.fromkeys(ratios.values()) if x != ratio)
    loop = Loop(chosen.called, ratio, others=others, beside=beside)
    entangled = [called(e) for e in apart if _takes_part(c, e, chosen.last, ratio)]
    if entangled:
        words = listed(list(dict.fromkeys([chosen.called, *entangled])))
        return replace(loop, why=f"{words} lie in each other's loops, so that there is no single A.")
    if chosen.sources[-1].kind not in "EG" or chosen.last.kind != "E":
        why = f"{chosen.called} does not make a voltage from a voltage, so that there is no A to show."
        return replace(loop, why=why)
    gain = chosen.gain(c)
    return replace(loop, gain=gain, noise_gain=gain / ratio)


def _named(c: Circuit, element: str) -> list[Element]:
    """The controlled sources of this name, or of this op-amp."""
    found = [
        e
        for e in c.elements
        if e.kind in CONTROLLED and element.lower() in (e.name.lower(), called(e).lower(), e.part_of.lower())
    ]
    if not found:
        c.element(element)
        raise GainproofError(f"{element} is no amplifier; expected a controlled source or an op-amp")
    return found


def _amplifiers(c: Circuit) -> list[Element]:
    """The controlled sources to try: op-amps, or else all there are."""
    every = [e for e in c.elements if e.kind in CONTROLLED and value(e) != ZERO]
    opamps = {i.name for i in c.instances if i.role == "opamp"}
    own = [e for e in every if e.part_of not in opamps or called(e) == e.part_of]
    great = [e for e in own if (called(e) in opamps and e.part_of) or is_great(e)]
    found = great or every
    if len(found) > MOST:
        raise GainproofError(f"the circuit has {len(found)} amplifiers, too many to tell their loops apart")
    return found


def is_great(e: Element) -> bool:
    """Is it a voltage source against ground with the gain of an op-amp at low frequencies?"""
    if e.kind != "E" or e.nodes[1] != GROUND:
        return False
    at_dc = in_s(value(e)).at_dc()
    return at_dc is None or abs(at_dc) >= LEAST_GAIN


def _urgency(ratio: Transfer) -> tuple[float, Fraction]:
    """The least phase margin, in whole degrees, comes first, and of two the one that ends the band sooner."""
    found = crossovers(ratio)
    return min((round(x.margin) for x in found), default=360), found[-1].frequency if found else Fraction(0)


def _takes_part(c: Circuit, other: Element, e: Element, ratio: Transfer) -> bool:
    """Does the return ratio change when the other source is dead?"""
    try:
        return solved(return_ratio(dead(c, other.name), e.name)) != ratio
    except Singular:
        return True


@dataclass(frozen=True)
class _Chain:
    """Controlled sources, the last first, each alone in driving the island that tells the next what to do.

    `inside` are the controlled sources of these islands that the islands themselves control.
    """

    sources: tuple[Element, ...]
    inside: frozenset[Element]

    @property
    def last(self) -> Element:
        return self.sources[0]

    @property
    def called(self) -> str:
        names = [called(e) for e in self.sources]
        owners = {e.part_of for e in self.sources}
        return (
            owners.pop() if len(owners) == 1 and len(names) > 1 and "" not in owners else listed(names[::-1])
        )

    def gain(self, c: Circuit) -> Transfer:
        """From what controls the first source to what the last delivers."""
        out = in_s(value(self.last))
        for after, before in pairwise(self.sources):
            open_ = freed(quiet(c), before.name)
            told = solved(Setting(open_, control(open_, after), own_symbol(before)))
            out = out * told * in_s(value(before))
        return out


def _chain(c: Circuit, e: Element) -> _Chain:
    """The source and those before it, as far as each is told what to do by such an island."""
    sources, within = [e], set[Element]()
    islands = _islands(c)
    driven = {islands[n] for x in c.sources() if x.value != ZERO for n in x.nodes if n != GROUND}
    while True:
        told = _told_by(sources[-1], islands, c)
        if len(told) != 1 or told & driven:
            break
        (island,) = told
        inside = [x for x in c.elements if any(islands.get(n) == island for n in x.nodes[:2])]
        controlled = [x for x in inside if x.kind in CONTROLLED]
        entering = [x for x in controlled if _told_by(x, islands, c) != told]
        alone = len(entering) == 1 and not any(x.kind == "N" for x in inside)
        if not alone or sources[-1] in inside or entering[0] in sources:
            break
        sources.append(entering[0])
        within |= set(controlled) - set(entering)
    return _Chain(tuple(sources), frozenset(within))


def _told_by(e: Element, islands: Mapping[str, str], c: Circuit) -> set[str]:
    """The islands, one or two, whose voltage or current tells a controlled source what to do."""
    by = e.nodes[2:] if e.kind in "EG" else c.element(e.controls[0]).nodes[:2]
    return {islands[n] for n in by if n != GROUND}


def _islands(c: Circuit) -> dict[str, str]:
    """For every node but ground one that stands for all to which elements tie it; controls tie nothing."""
    parent = {n: n for n in c.nodes}

    def top(n: str) -> str:
        while parent[n] != n:
            n = parent[n]
        return n

    for e in c.elements:
        if e.kind == "K":
            continue
        ends = [n for n in e.nodes[:2] if n != GROUND]
        if e.kind == "N":
            ends = [n for n in e.nodes if n != GROUND]
        for n in ends[1:]:
            parent[top(n)] = top(ends[0])
    return {n: top(n) for n in c.nodes}


def _coefficients(terms: Mapping[int, int]) -> list[int]:
    return [terms.get(k, 0) for k in range(max(terms, default=0) + 1)]
