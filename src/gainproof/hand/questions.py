"""The questions that a claim is asked, one after the other; the first that has an answer decides.

Each takes the claim, as read, and what is remembered of the work, and gives the verdict or None.
"""

from __future__ import annotations

from dataclasses import replace

from gainproof.errors import GainproofError, TooLarge
from gainproof.expression import Equation, Expr, Sym
from gainproof.hand import assumptions, grounds, limits, numbers, proof
from gainproof.hand.isolate import isolated
from gainproof.hand.oracle import Oracle
from gainproof.hand.state import State, label_of
from gainproof.hand.work import Claim, Judged
from gainproof.notation import text

LOOSE = ("≈", "→")
"""Relations that do not say what a symbol is, only what it is about."""


def new_name(claim: Claim, state: State) -> Judged | None:
    """Does it say what a new symbol stands for, or speak of symbols that nobody has explained?"""
    q, oracle = claim.equation, state.oracle
    strange = oracle.strange(q.left, q.right)
    if not strange:
        return None
    symbol = claim.symbol if claim.symbol in strange else strange[0]
    if len(strange) == 1:
        meaning = isolated(q, symbol)
        if meaning is None:
            return _outside(claim, "GP152", f"{symbol} is new, and the line does not say what it is")
        try:
            state.define(symbol, meaning, label_of(claim))
        except (GainproofError, ZeroDivisionError) as fault:
            return _outside(claim, "GP153", f"what {symbol} stands for has no value: {fault}")
        if claim.relation in LOOSE or claim.under:
            state.loose.add(symbol)
        return Judged(claim, "definition", "", f"{symbol} is a new name")
    names = ", ".join(strange)
    return _outside(claim, "GP152", f"{names} mean nothing in the circuit, and no line before says what")


def a_number(claim: Claim, state: State) -> Judged | None:
    """Does it speak of numbers, and are they right with the values of the netlist?"""
    q = claim.equation
    oracle = state.oracle.about(q)
    if not numbers.speaks_of_numbers(q, oracle) or oracle.holds(q):
        return None
    return numbers_verdict(claim, state, oracle)


def numbers_verdict(claim: Claim, state: State, oracle: Oracle) -> Judged | None:
    """The verdict on a claim about numbers; None if small whole numbers alone are in it, and do not agree."""
    q = claim.equation
    part = next(
        (
            (a.name, b)
            for a, b in ((q.left, q.right), (q.right, q.left))
            if isinstance(a, Sym) and a.name in oracle.given.parameters and not b.symbols()
        ),
        None,
    )
    if part is not None and claim.relation != "→":
        return _part(claim, state, *part)
    found = numbers.judged_by_value(claim, (claim.left, claim.right), oracle, state.values)
    if found.agrees:
        return Judged(claim, "true", "", found.how)
    if found.agrees is False:
        ideal = numbers.at_limits(claim, oracle, state.values)
        if ideal:
            code = "" if claim.relation in LOOSE else "GP140"
            return Judged(claim, "limit", code, "it is so only in the limit", (), ideal)
    if numbers.structural(claim):
        return None
    if found.agrees is None:
        return _outside(claim, "GP154", found.how)
    return None


def _part(claim: Claim, state: State, name: str, value: Expr) -> Judged | None:
    """A part and its value: against the netlist's, or taken from the line where the netlist has none."""
    told = value.value({})
    known = state.values.get(name)
    if known is None or (name in state.oracle.sources and told != known):
        if not told and name in state.oracle.sources:
            return None
        state.values[name] = told
        return Judged(claim, "definition", "GP144", f"from here on {name} is {text(value)}")
    found = numbers.judged_by_value(claim, (claim.left, claim.right), state.oracle, state.values)
    return Judged(claim, "true", "", "the netlist says so") if found.agrees else None


def identity(claim: Claim, state: State) -> Judged | None:
    """Is it true whatever voltages and currents are?"""
    q, oracle = claim.equation, state.oracle
    if not oracle.identity(q):
        return None
    defined = tuple(
        dict.fromkeys(x.label for n in q.symbols() if (x := oracle.names.get(n)) is not None and x.label)
    )
    found = proof.proved(oracle, q, ())
    how = f"the two sides are the same; {found.how}" if found.holds else "the two sides are the same"
    position = _position(claim, state)
    if q.left == q.right:
        return Judged(claim, "identity", "GP143", "both sides are written alike")
    said = Judged(claim, "identity", "", how, defined, (), proof.conditions(oracle, q))
    chained = claim.link > 0 or (position + 1 < len(state.claims) and state.claims[position + 1].link > 0)
    if claim.symbol == "" and grounds.feeds_itself(claim, chained):
        return replace(said, code="GP130", how="an equation was put into itself; what is left is always true")
    return said


def true(claim: Claim, state: State) -> Judged | None:
    """Does it hold at the circuit's general points, and is there a proof?"""
    q = claim.equation
    oracle = state.oracle.about(q)
    if not oracle.holds(q):
        return None
    rows = state.rows(oracle)
    laws, uses = grounds.grounds(claim, oracle, rows, state.lines)
    state.on_time()
    found = proof.proved(oracle, q, laws)
    how = found.how if found.holds else "judged at random points"
    if oracle is not state.oracle:
        how = f"with the other sources off; {how}"
    said = Judged(claim, "true", "", how, uses, (), proof.conditions(oracle, q))
    position = _position(claim, state)
    later = grounds.goes_round(claim, state.numbers, position)
    if later:
        return replace(said, code="GP130", how=f"true, but it cites {later}, which stands no earlier")
    if grounds.cited_wrongly(claim, laws, oracle, rows, state.lines):
        return replace(
            said, code="GP131", how=f"true, but it rests on {', '.join(uses)}, not on what it cites"
        )
    against = oracle.against.intersection(q.symbols())
    return replace(said, code="GP141") if against else said


def other_reading(claim: Claim, state: State) -> Judged | None:
    """Is it true as it may also be read?"""
    for left, right in claim.otherwise:
        read = replace(claim, left=left, right=right, otherwise=())
        found = identity(read, state) or true(read, state)
        if found is not None:
            how = f"it is true if it is read {text(left.expr)} {claim.relation} {text(right.expr)}"
            return replace(found, item=claim, code="GP142", how=how)
    return None


def assumption(claim: Claim, state: State) -> Judged | None:
    """Does it set a part, or a source, without proof?"""
    found = assumptions.set_by(claim.equation, state.oracle)
    if found is None or found[0] in state.assumed.symbols or claim.relation != "=":
        return None
    symbol, value = found
    state.assumed.symbols[symbol] = value
    state.assumed.labels[symbol] = label_of(claim)
    return Judged(claim, "limit", "GP144", "it is assumed", (), (_said(claim),))


def under_assumptions(claim: Claim, state: State) -> Judged | None:
    """Does it hold with what the work has set, or with what it sets itself?"""
    own = assumptions.conditional(claim.under, state.oracle)
    tables: list[dict[str, Expr]] = []
    if own:
        tables.append({**state.assumed.symbols, **own})
        tables.append(own)
    if state.assumed.symbols:
        tables.append(dict(state.assumed.symbols))
        tables += [{n: x} for n, x in reversed(state.assumed.symbols.items())]
    for table in tables:
        state.on_time()
        world = state.worlds.of(table)
        told = world.told(claim.equation) if world is not None else None
        if world is None or told is None:
            continue
        under = tuple(f"{n} = {text(x)}" for n, x in table.items())
        uses = tuple(dict.fromkeys(state.assumed.labels[n] for n in table if n in state.assumed.labels))
        there = world.oracle.about(told)
        if there.holds(told):
            return Judged(claim, "limit", "", "it holds with what is assumed", uses, under)
        to = _limit(claim, told, there, state)
        if to is not None:
            return Judged(
                claim,
                "limit",
                "",
                "it holds in a limit, with what is assumed",
                uses,
                (*under, *limits.spelled(to)),
            )
    return None


def in_a_limit(claim: Claim, state: State) -> Judged | None:
    """Does it hold when imperfections, or the symbols that it names, go to their limits?"""
    q = claim.equation
    oracle = state.oracle.about(q)
    to = _limit(claim, q, oracle, state)
    if to is None:
        return None
    told = limits.stated(claim.under, oracle)
    rule = limits.ideal_rule(q, oracle)
    known = {**state.assumed.limits, **told}
    state.assumed.limits.update(told)
    under = limits.spelled(to)
    if rule:
        state.assumed.limits.update(to)
        return Judged(claim, "limit", "GP144", "it is a rule of the ideal op-amp", (), under)
    if all(known.get(n) == where for n, where in to.items()):
        return Judged(claim, "limit", "", "it holds in the limit that the work states", (), under)
    if claim.relation in LOOSE:
        return Judged(claim, "limit", "", "it holds to leading order", (), under)
    return Judged(claim, "limit", "GP140", "it holds only in a limit that it does not state", (), under)


def _limit(claim: Claim, q: Equation, oracle: Oracle, state: State) -> dict[str, str] | None:
    """The limits in which it holds: those stated, and as few others as are needed."""
    told = limits.stated(claim.under, oracle)
    try:
        if told and oracle.limit_holds(q, told):
            return told
        state.on_time()
        apart = limits.mentioned(q, oracle) - told.keys()
        more = limits.needed(q, oracle, apart=apart, given=told)
        if more is None and claim.relation in LOOSE:
            more = limits.needed(q, oracle, given=told)
    except (TooLarge, TypeError, ValueError):
        return None
    return None if more is None else {**told, **more}


def carried(claim: Claim, state: State) -> Judged | None:
    """Is it true if an earlier wrong line were?"""
    if not state.mistakes.lines:
        return None
    q = claim.equation
    before = state.mistakes.behind(q, state.oracle.about(q))
    if not before:
        world = state.worlds.of({}, ideal=True)
        told = world.told(q) if world is not None else None
        if world is not None and told is not None:
            before = state.mistakes.behind(told, world.oracle.about(told))
    if not before:
        return None
    return Judged(claim, "carried", "GP134", f"it follows from {before}, which is wrong", (before,))


def undecided(claim: Claim, state: State) -> Judged | None:
    """Is there no value to be judged: a division by what is zero, a power beyond all bounds?"""
    q = claim.equation
    oracle = state.oracle.about(q)
    try:
        oracle.values(q.left)
        oracle.values(q.right)
    except ZeroDivisionError:
        return _outside(claim, "GP135", "it divides by what is zero in the circuit")
    except TooLarge as fault:
        return _outside(claim, "GP153", str(fault))
    return None


def _position(claim: Claim, state: State) -> int:
    return next(k for k, c in enumerate(state.claims) if c is claim or c.span == claim.span)


def _said(claim: Claim) -> str:
    return f"{text(claim.left.expr)} = {text(claim.right.expr)}"


def _outside(claim: Claim, code: str, how: str) -> Judged:
    return Judged(claim, "outside", code, how)
