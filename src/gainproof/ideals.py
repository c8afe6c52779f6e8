"""Which symbols of a circuit are imperfections, where they ideally go, and which limits to show.

Parameters of op-amps know their ideal.  A load knows its only from the question: a resistance from the
output asked for to ground is a load if an op-amp drives that output, and its ideal is no load at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError
from gainproof.expression import Sym

MANY = 6
"""With more imperfections than this, they go to their limits kind by kind rather than one by one."""


def ideals(c: Circuit, q: Quantity) -> dict[str, str]:
    """The ideal limit, "oo" or "0", of every imperfection of the circuit, loads included."""
    found = imperfections(c)
    for e in loads(c, q):
        assert isinstance(e.value, Sym)
        found[e.value.name] = "oo"
    return found


def imperfections(c: Circuit) -> dict[str, str]:
    """The ideal limit of every op-amp parameter, open-loop gains first."""
    found = sorted((p.unit != "1", k, n, p.ideal) for k, (n, p) in enumerate(c.parameters.items()) if p.ideal)
    return {n: where for _, _, n, where in found}


def loads(c: Circuit, q: Quantity) -> list[Element]:
    """Resistors from a driven output to ground."""
    if q.kind not in ("transfer", "response") or len(q.output) != 2 or q.output[1] != GROUND:
        return []
    out = q.output[0]
    if not _driven(c, out):
        return []
    return [
        e for e in c.elements if e.kind == "R" and set(e.nodes) == {out, GROUND} and isinstance(e.value, Sym)
    ]


def _driven(c: Circuit, node: str) -> bool:
    """Does an op-amp drive this node, by itself or through its output resistance?"""
    near = {node}
    for e in c.elements:
        if e.kind == "R" and node in e.nodes and isinstance(e.value, Sym):
            p = c.parameters.get(e.value.name)
            if p is not None and p.ideal == "0":
                near |= set(e.nodes)
    for e in c.elements:
        if e.kind == "N" and e.nodes[0] in near:
            return True
        if e.kind == "E" and e.nodes[0] in near and isinstance(e.value, Sym):
            p = c.parameters.get(e.value.name)
            if p is not None and p.ideal == "oo":
                return True
    return False


def limits(all_ideals: Mapping[str, str], c: Circuit) -> list[dict[str, str]]:
    """The limits shown when nobody asks: each imperfection alone (by kind if many), then all together."""
    if not all_ideals:
        return []
    groups: dict[object, dict[str, str]] = {}
    for n, where in all_ideals.items():
        p = c.parameters.get(n)
        kind = (p.about, where) if p is not None and len(all_ideals) > MANY else n
        groups.setdefault(kind, {})[n] = where
    out = list(groups.values())
    if len(out) > 1:
        out.append(dict(all_ideals))
    return out


def parse(words: Iterable[str], c: Circuit) -> dict[str, str]:
    """Limits as a user writes them, ``Ao=oo`` or ``Ro=0``; names in any case.

    Raises GainproofError for a word that is not of that form or a symbol that the circuit lacks.
    """
    known = {n.lower(): n for n in c.parameters}
    found: dict[str, str] = {}
    for word in words:
        name, sign, where = (part.strip() for part in word.partition("="))
        where = {"oo": "oo", "inf": "oo", "infinity": "oo", "∞": "oo", "0": "0"}.get(where.lower(), "")
        if not sign or not where:
            raise GainproofError(f"cannot read the limit {word!r}; expected NAME=oo or NAME=0")
        if name.lower() not in known:
            raise GainproofError(
                f"there is no symbol {name!r} to send to a limit; the circuit has {', '.join(c.parameters)}"
            )
        symbol = known[name.lower()]
        if found.setdefault(symbol, where) != where:
            raise GainproofError(f"{symbol} cannot go to oo and to 0 at once")
    return found
