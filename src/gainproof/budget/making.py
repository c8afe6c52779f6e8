"""The budget of a circuit, in one call.

    from gainproof.budget import error_budget
    b = error_budget("amplifier.cir", part="OP27", tolerance=["1%"], tempco=["25ppm"], temperature="25..85")
    b.worst.greatest, b.spread, [(r.cause.name, r.high) for r in b.rows]

An open-loop gain that is infinite hides the other imperfections inside of its loop.  So each cause is counted
where the open-loop gains have the values of the corner: what it adds to the error that these alone would
make. What the sum of the contributions does not explain is shown as their interaction.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from gainproof import ideals
from gainproof.algebra.limits import limit
from gainproof.algebra.rational import Ratio
from gainproof.budget import asked
from gainproof.budget.counting import Counter, counted, rss
from gainproof.budget.function import function
from gainproof.budget.nouns import Budget
from gainproof.budget.ranges import Known, variables
from gainproof.budget.sampling import sample
from gainproof.circuit.ask import parse, unit_of
from gainproof.circuit.circuit import Circuit, listed
from gainproof.circuit.netlist import Netlist, read
from gainproof.circuit.solve import solve
from gainproof.datasheets import Part, fillings, find
from gainproof.derivation import Quantity
from gainproof.engine import opened, question
from gainproof.errors import GainproofError, TooLarge
from gainproof.expression import Sym
from gainproof.guards.conditions import matched
from gainproof.guards.feedback import judge
from gainproof.guards.findings import Findings
from gainproof.notation import text
from gainproof.units import UNITS
from gainproof.witness import opinions

MOST_TERMS = 5_000
"""A result of more terms would take minutes."""
SMALLER = (
    "name on each op-amp's line the imperfections that matter, such as opamp Ao=1 vos=1 Ib=1 with a part, "
    "or give equal parts one symbol"
)


def error_budget(
    netlist: str | os.PathLike[str] | Netlist,
    *,
    of: str | None = None,
    tf: tuple[str, str] | str | None = None,
    set: Iterable[str] = (),
    tolerance: Iterable[str] = (),
    tempco: Iterable[str] = (),
    temperature: str | None = None,
    part: str | Iterable[str] | Mapping[str, str] | None = None,
    parts: Iterable[str | os.PathLike[str]] = (),
    input: str = "",
    samples: int = 0,
    seed: int = 0,
    dask: str = "",
    formulas: bool = True,
) -> Budget:
    """The error budget of a quantity at DC.

    `netlist`, `of`, `tf`, `part` and `parts` are as for `gainproof.derive`; if the netlist's own ``.tf``
    asks, it is the response of that output, referred to that source.  `input` names another source to refer
    to.  `set` has values and ranges ("Ao=200k", "vos=-1m..1m"), `tolerance` and `tempco` parts of values
    ("1%", "R1=0.1%", "25ppm"), `temperature` a range in °C ("25..85").  With `samples` there is a Monte Carlo
    run, by the Dask cluster at the address `dask` if one is named.  Without `formulas` the sensitivities are
    numbers only, which is quicker.

    Raises InputError for a faulty netlist, GainproofError for what cannot be read, for a value that is
    missing, for a result that is infinite at DC or within the tolerances, and if a witness finds another
    result.
    """
    folders = tuple(parts)
    if part and not isinstance(netlist, Netlist):
        netlist = read(netlist, parts=fillings(part, folders, "worst"))
        part = None
    source = opened(netlist, part=part)
    c = source.circuit
    q = _asked(source, tf, of)
    try:
        exact = solve(c, q)
    except TooLarge as fault:
        raise TooLarge(f"{fault.args[0].partition(';')[0]}; {SMALLER}") from None
    still = _still(exact)
    for o in opinions(c, q, exact.expr(), which=("numeric",)):
        if o.agrees is False:
            raise GainproofError(f"{o.name} disagrees with the result: {o.how}")
    given = asked.settings(set, c)
    values = {n: p.value for n, p in c.parameters.items() if p.value is not None} | given.values
    t = None if temperature is None else asked.temperature(temperature)
    tempcos = asked.shares(tempco, c, "tempco")
    if tempcos and t is None:
        raise GainproofError("a temperature coefficient has no effect without --temperature, such as 25..85")
    known = Known(
        c,
        values,
        frozenset(given.values),
        given.ranges,
        _sheets(c, source.parts, folders),
        asked.shares(tolerance, c, "tolerance"),
        tempcos,
        t,
    )
    used = still.symbols()
    missing = [n for n in used if not (n in values or n in given.ranges or c.parameters[n].ideal)]
    if missing:
        raise GainproofError(f"no value for {', '.join(missing)}; give it with --set {missing[0]}=…")
    uncertain = variables(known, used)
    if not used:
        raise GainproofError(f"{q} is {text(still.expr())}, whatever the parts are")
    if not uncertain:
        raise GainproofError(
            f"there is no source of error: {q} depends on {listed(used)}, which are certain; "
            "give tolerances, such as --tolerance 1%, or name a --part"
        )
    moving = [v.symbol for v in uncertain]
    certain = {n: values[n] for n in used if n not in moving}
    goals = ideals.imperfections(c)
    turned = [n for n in used if goals.get(n) == "oo"]
    f = function(still, certain, turned, moving)
    counter = Counter(f, uncertain)
    dimensions = {n: UNITS.get(p.unit) for n, p in c.parameters.items()}
    rows, worst, corners = counted(counter, still, goals, dimensions, formulas)
    name, gain = _input(source, q, input, still), None
    whole = function(still, {}, turned, used)
    if name:
        gain = whole.slope(name, {**certain, **counter.point({})}) or None
    amplifiers = [*(e.name for e in c.elements), *(x.name for x in c.instances)]
    return Budget(
        quantity=q,
        title=c.title,
        ideal=counter.ideal,
        unit=unit_of(q, c),
        rows=rows,
        variables=tuple(uncertain),
        worst=worst,
        mean=counter.value(counter.middles()) - counter.ideal,
        spread=rss((r.cause, r.spread) for r in rows),
        values=certain,
        parameters={n: c.parameters[n] for n in used},
        input=name if gain else "",
        gain=gain,
        temperature=t,
        parts={n: source.parts[n.lower()] for n in amplifiers if n.lower() in source.parts},
        sampled=sample(f, uncertain, counter.ideal, worst, samples, seed, dask) if samples else None,
        remarks=(*map(str, source.remarks), *given.remarks),
        together=tuple(listed(m.names) for m in matched(c) if any(n in moving for n in m.symbols)),
        faults=Findings(judge(c, (), values)).faults,
        function=f,
        whole=whole,
        corners=corners,
    )


def _asked(source: Netlist, tf: tuple[str, str] | str | None, of: str | None) -> Quantity:
    """The quantity; where only the netlist's ``.tf`` asks, the response of its output."""
    if tf is None and of is None and source.asks:
        return parse(source.asks[0][0], source.circuit)
    return question(source, tf, of)


def _still(exact: Ratio) -> Ratio:
    """The result at s = 0.  Raises GainproofError if it is infinite there, TooLarge if it is too large."""
    found = limit(exact, {"s": "0"})
    if found.value is None:
        raise GainproofError("the result is infinite at s = 0, so it has no error budget at DC")
    size = len(found.value.num) + len(found.value.den)
    if size > MOST_TERMS:
        raise TooLarge(f"the exact result has {size} terms, too many for a budget; {SMALLER}")
    return found.value.plain()


def _sheets(
    c: Circuit, parts: Mapping[str, str], folders: Iterable[str | os.PathLike[str]]
) -> dict[str, Part]:
    """The data sheet behind each symbol of an op-amp that is a real part."""
    sheets = {name: find(part, folders) for name, part in parts.items()}
    out: dict[str, Part] = {}
    for e in c.elements:
        sheet = sheets.get(e.part_of.lower()) or sheets.get(e.name.lower())
        if sheet is not None and e.value is not None:
            out |= {n: sheet for n in e.value.symbols() if c.parameters[n].ideal}
    return out


def _input(source: Netlist, q: Quantity, wish: str, still: Ratio) -> str:
    """The symbol of the source that errors are referred to; "" if there is none.

    It is the one that is wished for, else that of the netlist's ``.tf``, else the only one outside of
    op-amps.
    """
    c = source.circuit
    if wish:
        e = c.element(wish)
    elif q.kind != "response":
        return ""
    elif source.asks:
        e = c.element(source.asks[0][1])
    else:
        outside = [e for e in c.sources() if not e.part_of and isinstance(e.value, Sym)]
        if len(outside) != 1:
            return ""
        e = outside[0]
    symbol = e.value.name if e.kind in "VI" and isinstance(e.value, Sym) else ""
    if symbol in still.symbols():
        return symbol
    if wish:
        raise GainproofError(f"{q} does not depend on a source {wish}; errors cannot be referred to it")
    return ""
