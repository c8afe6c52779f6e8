"""Where a result holds: the denominators that must not vanish, and the parts that must match.

A denominator's irreducible factor whose coefficients have one sign is never zero for positive parts.  Every
other factor gives a condition, R1·R4 ≠ R2·R3 for example, of the exact result or of a limit.  A factor with s
in it is zero at the natural frequencies and says nothing of the parts; one with coefficients of both signs
that belongs to the finite gain alone, 1 + T where T < 0, is a condition like any other.
"""

from __future__ import annotations

from gainproof.algebra.rational import Ring
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.equations import symbols
from gainproof.derivation import Assumption, Derivation
from gainproof.errors import GainproofError
from gainproof.expression import Equation, Expr, Sum, Sym
from gainproof.guards.findings import Condition, Matched
from gainproof.guards.signs import inequality, vanishing


def holds_where(d: Derivation) -> tuple[Condition, ...]:
    """The conditions of the exact result, and those of each limit that are not among them.

    A result too large to be spelled out has none that could be read.
    """
    out: list[Condition] = []
    seen = set()
    for label in (d.exact, *d.limits):
        step = d.step(label)
        if "leading" in step.data:
            continue
        for claim in (q for x in _parts(d, step.claim.right) for q in _where(d, x)):
            if claim not in seen:
                seen.add(claim)
                out.append(Condition(claim, step.under))
    return tuple(out)


def _parts(d: Derivation, x: Expr) -> tuple[Expr, ...]:
    """What has a denominator of its own: of noise every term, for powers do not cancel each other."""
    return x.args if d.quantity.kind == "noise" and isinstance(x, Sum) else (x,)


def _where(d: Derivation, x: Expr) -> list[Equation]:
    try:
        flat = d.spelled_out(x)
        used = flat.symbols()
        ring = Ring([*(n for n in symbols(d.circuit) if n in used), *used])
        value = ring.ratio(flat)
    except (GainproofError, ZeroDivisionError):
        return []
    may_be_zero = [
        k
        for k, n in enumerate(ring.names)
        if n in d.parameters and (v := d.parameters[n].value) is not None and v <= 0
    ]
    s = ring.names.index("s") if "s" in ring.generators else None
    factors = [f for f in vanishing(value.den, may_be_zero) if s is None or not f.degrees()[s]]
    return [inequality(ring, 1, [f], "≠") for f in factors]


def matched(c: Circuit) -> tuple[Matched, ...]:
    """Which elements share symbols: "R1 and R3 by R", and op-amps that share their parameters.

    Sources whose values only hold the same symbol, as in vc - vd/2 and vc + vd/2, need no match.
    """
    opamps = {i.name for i in c.instances if i.role == "opamp"}
    by_symbol: dict[str, list[str]] = {}
    whole: dict[str, list[str]] = {}
    for e in c.elements:
        for n in e.value.symbols() if e.value is not None else ():
            if n not in c.parameters or (e.kind in "VI" and not isinstance(e.value, Sym)):
                continue
            kept, name = (whole, e.part_of) if e.part_of in opamps else (by_symbol, e.name)
            if name not in kept.setdefault(n, []):
                kept[n].append(name)
    out: list[Matched] = []
    for table, are_opamps in ((by_symbol, False), (whole, True)):
        shared: dict[tuple[str, ...], list[str]] = {}
        for n, names in table.items():
            if len(names) > 1:
                shared.setdefault(tuple(names), []).append(n)
        out += [Matched(names, tuple(syms), are_opamps) for names, syms in shared.items()]
    return tuple(out)


def sent_to_infinity(d: Derivation) -> frozenset[str]:
    """The symbols that some limit of the derivation sends to infinity."""
    under: set[Assumption] = set().union(*(d.step(label).under for label in d.limits))
    return frozenset(a.symbol for a in under if a.to == "oo")
