"""Which way the feedback acts: the sign of return ratios and of the return difference at DC.

A limit A → ∞ exists for a circuit whose op-amp inputs are swapped, and it is the same: (X+ - X-) = 0 does not
know which input is which.  The sign of the loop does.

With every amplifier's output made independent, let x be what the amplifiers deliver and H x what the rest of
the circuit, the gains included, would tell them to deliver (other inputs off).  The return difference of all
of them is F = det(1 - H) = 1 + Σ_S C_S, with C_S = (-1)^|S| det H[S,S] over sets S of amplifiers (H. W. Bode,
"Network Analysis and Feedback Amplifier Design", 1945, ch. 4; I. W. Sandberg, "On the theory of linear
multi-loop feedback systems", BSTJ 42 (1963)).  Each C_S holds the product of the gains of S.  F is the
circuit's determinant over that with all amplifiers dead, which for a passive rest is positive.

* One amplifier, the others ideal: its return ratio T is the quotient of the terms of highest joint degree,
  those of sets with it by those of sets without it.
* All of a block (amplifiers that lie in each other's loops): natural frequencies are zeros of a polynomial
  whose last coefficient, at s = 0, has the sign of the terms of highest joint degree, and whose first is
  positive.  Opposite signs mean an odd number of positive real natural frequencies: the operating point
  is unstable, whatever poles the amplifiers and strays add (M. M. Green, A. N. Willson, "How to identify
  unstable dc operating points", IEEE Trans. CAS-I 39 (1992)).
* Against modes quicker than the circuit's own capacitors, which they see as shorts: with equal one-pole
  amplifiers F = 0 at s → ∞ reads Σ_j C_j / (1 + sτ)^j = 0, C_j the sum over sets of j, and a C_j that is
  negative puts a zero in the right half-plane (Routh 1877, Hurwitz 1895: necessary).

So a positive sense is certain: no amplifier.  A negative one is necessary, not sufficient, for stability; it
is sufficient for one amplifier with one pole in a resistive circuit, and, if every C_j is positive, for two
equal ones.  What the poles of a filter do (a Sallen-Key circuit's K > 3) is another question.

Where capacitors leave no loop at DC (an integrator), or no circuit, s goes to 0 from above: the lowest power
of s decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from gainproof.algebra.limits import limit
from gainproof.algebra.rational import Ring
from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.circuit.elements.kind import value
from gainproof.circuit.netlist.opamps import LEAST_GAIN
from gainproof.circuit.variants import called
from gainproof.errors import GainproofError, Singular, TooLarge
from gainproof.expression import ZERO, Num
from gainproof.guards.findings import Block, Feedback, Judgement, Loop, Sense
from gainproof.guards.returned import Told, by_size
from gainproof.guards.signs import end

MOST = 6
"""Amplifiers of one block that are judged; their sets are 2^n."""


def judge(c: Circuit, sent: Iterable[str] = (), values: Mapping[str, Fraction] | None = None) -> Feedback:
    """The feedback of a circuit, its independent sources off.

    Amplifiers are ideal op-amps, the sources that deliver the voltage of other op-amps, and controlled
    sources whose gain goes to infinity ideally, by the symbols that the user has `sent` there, or by its size
    in numbers.  `values` are example values by symbol.
    """
    found = amplifiers(c, sent)
    if not found:
        return Feedback()
    quiet = c.off(*(e.name for e in c.sources() if e.value != ZERO))
    numbers = dict(values or {})
    try:
        whole = Told(_idealised(quiet, found, ""), found)
    except Singular:
        try:
            whole = Told(quiet, found)
        except (GainproofError, ZeroDivisionError) as fault:
            return Feedback(why=str(fault))
    except (GainproofError, ZeroDivisionError) as fault:
        return Feedback(why=str(fault))
    loops: list[Loop] = []
    blocks: list[Block] = []
    why = ""
    for members in whole.blocks():
        if len(members) > MOST:
            why = f"{len(members)} amplifiers lie in each other's loops; at most {MOST} are judged"
            continue
        try:
            own = whole.blocked(members, numbers)
            blocks += own
            loops += [_loop(quiet, found, whole, members, k, numbers) for k in members]
        except TooLarge as fault:
            why = str(fault)
    bad = {n for b in blocks if b.judgement.regenerative for n in b.names}
    gains = {n for e in found if called(e) in bad for n in _gains(e, c, sent)}
    return Feedback(tuple(loops), tuple(blocks), frozenset(gains), why)


def amplifiers(c: Circuit, sent: Iterable[str] = ()) -> list[Element]:
    """The elements whose gain is infinite, ideally or by wish, or as good as infinite in numbers."""
    return [e for e in c.elements if e.kind == "N" or (e.kind in "EFGH" and _boundless(e, c, sent))]


def _boundless(e: Element, c: Circuit, sent: Iterable[str]) -> bool:
    x = value(e)
    if isinstance(x, Num):
        return e.kind == "E" and e.nodes[1] == GROUND and abs(x.args[0]) >= LEAST_GAIN
    to = dict.fromkeys(_gains(e, c, sent), "oo")
    return bool(to) and limit(Ring(x.symbols()).ratio(x), to).infinite


def _gains(e: Element, c: Circuit, sent: Iterable[str]) -> list[str]:
    """The symbols of an element's value that go to infinity.

    A gain that is worked out, as A0/(1 + s/wp) is, has no symbol of which an ideal is known; that of an
    op-amp goes to infinity by any symbol that can send it there.
    """
    if e.kind == "N":
        return []
    x, wished = value(e), set(sent)
    known = [n for n in x.symbols() if n in c.parameters]
    found = [n for n in x.symbols() if n in wished or (n in known and c.parameters[n].ideal == "oo")]
    if found or not _delivers(e, c):
        return found
    return [n for n in known if limit(Ring(x.symbols()).ratio(x), {n: "oo"}).infinite]


def _delivers(e: Element, c: Circuit) -> bool:
    """Is the element the voltage that an op-amp delivers?"""
    own = any(i.role == "opamp" and i.name == e.part_of for i in c.instances)
    return own and e.kind == "E" and e.nodes[1] == GROUND


def _idealised(c: Circuit, found: list[Element], keep: str) -> Circuit:
    """The circuit with the imperfections inside op-amps gone, but for those of the instance `keep`.

    An ideal amplifier has no voltage across its input resistance and does not feel its output resistance.
    """
    amps = {e.name for e in found}
    kept: list[Element] = []
    for e in c.elements:
        ideals = (
            {c.parameters[n].ideal for n in value(e).symbols() if n in c.parameters}
            if e.part_of and e.part_of != keep and e.kind != "N" and e.name not in amps
            else set()
        )
        if e.kind == "R" and ideals == {"oo"}:
            continue
        if (e.kind == "R" and ideals == {"0"}) or (e.kind == "E" and ideals == {"oo"}):
            kept.append(replace(e, kind="V", nodes=e.nodes[:2], value=ZERO, controls=()))
        else:
            kept.append(e)
    return c.with_elements(kept, f"{c.name}, ideal op-amps")


def _loop(
    c: Circuit,
    found: list[Element],
    whole: Told,
    members: list[int],
    k: int,
    values: Mapping[str, Fraction],
) -> Loop:
    """The return ratio of one amplifier with its own imperfections, the others ideal."""
    e = found[k]
    told = whole
    if e.part_of and e.kind != "N":
        try:
            told = Told(_idealised(c, found, e.part_of), found)
        except Singular:
            told = Told(c, found)
    sets = told.sets(members)
    with_it, without = (
        by_size({s: x for s, x in sets.items() if (k in s) is inside}, told.ring) for inside in (True, False)
    )
    above = next((with_it[j] for j in sorted(with_it, reverse=True) if with_it[j]), None)
    below = next(without[j] for j in sorted(without, reverse=True) if without[j])
    gain = next(iter(_gains(e, c, value(e).symbols())), "") if e.kind != "N" else ""
    if above is None:
        return Loop(called(e), gain, Judgement(Sense.NONE))
    ratio = above / below
    at_dc = end(told.ring, ratio.num, "s", True)[0] == end(told.ring, ratio.den, "s", True)[0]
    return Loop(called(e), gain, told.judged(ratio, values), at_dc)
