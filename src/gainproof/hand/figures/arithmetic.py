"""Questions about numbers: is 994.76 the gain, does a line say what a part is worth?"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from gainproof.expression import ZERO, Equation, Expr, Num, Prod, Sym
from gainproof.hand.asking.state import LOOSE, State, label_of
from gainproof.hand.asking.ways import told
from gainproof.hand.conditions.driving import with_test_source
from gainproof.hand.figures.by_chance import by_chance, names_numbers
from gainproof.hand.figures.following import follows_from
from gainproof.hand.figures.given import values_of_conditions, with_values_given
from gainproof.hand.figures.known_numbers import exact_where_known, rounded_where_near
from gainproof.hand.figures.lines_before import lines_that_say
from gainproof.hand.lexicon.symbols import FREQUENCY
from gainproof.hand.truth import assumptions, numbers
from gainproof.hand.truth.limits import spelled
from gainproof.hand.truth.worlds import all_vanishes
from gainproof.hand.work import Claim, Diagnosis, Judged, Path, Side, Suggestion, carried_on
from gainproof.ideals import imperfections
from gainproof.notation import text
from gainproof.radicals import rational


@with_values_given
def a_number(claim: Claim, state: State) -> Judged | None:
    """Does it speak of numbers, and are they right with the values of the netlist?"""
    q = claim.equation
    oracle = state.about(q)
    if not numbers.speaks_of_numbers(q, oracle) or oracle.holds(q):
        return None
    part = _part(q, state)
    if part is not None and claim.relation != "→":
        taken = _taken(claim, *part, state)
        if taken is not None:
            return taken
    left, right = (exact_where_known(claim, side, state) for side in (claim.left, claim.right))
    sides = (spelled_out(left, state), spelled_out(right, state))
    found = numbers.judged_by_value(claim, sides, oracle, state.values)
    if found.agrees and (_of_a_number(claim, state) or not by_chance(claim, sides, state)):
        return Judged(claim, "true", "", found.how)
    if numbers.structural(claim) and part is None:
        return None
    ideal = numbers.at_limits(claim, oracle, state.values) if part is None else ()
    if ideal and values_of_conditions(claim).isdisjoint(imperfections(oracle.given)):
        return _in_the_limit(claim, state, ideal)
    if found.agrees is None and found.how == numbers.OF_FREQUENCY:
        return _at_an_end(claim, sides, state)
    if found.agrees is None and found.how == numbers.NO_REAL_ROOT:
        return None
    if found.agrees is None:
        return None if _of_symbols(claim, state) else Judged(claim, "outside", "GP154", found.how)
    if _agree_rounded(claim, sides, state):
        return Judged(claim, "true", "", "with the values given it is so, with numbers rounded between")
    if _rounded_behind(claim, sides, state):
        return Judged(claim, "true", "", "with the values given it is so, to the digits printed behind it")
    staged = (_with_sources_set(claim, state) or with_test_source(claim, state)) if part is None else None
    if staged is not None:
        return staged
    before = follows_from(claim, state)
    if before:
        return carried_on(claim, before)
    said = _as_lines_say(claim, sides[1], state) if part is None else None
    if said is not None:
        return said
    if part is not None:
        how = f"the netlist says {part[0]} = {numbers.shown(state.values[part[0]])}"
        return Judged(claim, "false", "GP136", how, diagnosis=_mended(claim, state, how))
    if q.left.symbols() and q.right.symbols():
        return None
    return Judged(claim, "false", "GP114", found.how, diagnosis=_mended(claim, state, found.how))


def _with_sources_set(claim: Claim, state: State) -> Judged | None:
    """Is it so with the sources as they are set: the share of V1 alone, or v_o/v_c for V1 = V2 = v_c?"""
    for table in state.tables(claim):
        off = state.assumed.off
        if table.keys().isdisjoint(state.oracle.sources) or any(table.get(n) != x for n, x in off.items()):
            continue
        world = state.worlds.of(table)
        q = world.told(claim.equation) if world is not None else None
        if world is None or q is None:
            continue
        sides = (replace(claim.left, expr=q.left), replace(claim.right, expr=q.right))
        oracle = world.oracle.about(q)
        if q.left.symbols() and q.right.symbols() and all_vanishes(q, oracle):
            continue
        found = numbers.judged_by_value(
            replace(claim, left=sides[0], right=sides[1]), sides, oracle, state.values
        )
        if found.agrees:
            under = assumptions.in_words(table)
            return Judged(claim, "limit", "", f"with what is set, {found.how}", (), under)
    return None


def _as_lines_say(claim: Claim, number: Side, state: State) -> Judged | None:
    """Is it the number of a formula before: v_o/v_c = (R4 - R2)/R1 for V1 = V2 = v_c, and then -0.0092?"""
    if claim.right.expr.symbols():
        return None
    for c, x in lines_that_say(claim.left.expr, claim, state):
        if state.oracle.strange(x) or not _fulfilled(c, state):
            continue
        sides = (replace(claim.left, expr=x, rounding={}), number)
        there = numbers.judged_by_value(claim, sides, state.about(Equation(x, x)), state.values)
        if there.agrees:
            return Judged(claim, "true", "", f"{there.how}, as {label_of(c)} says")
    return None


def _fulfilled(c: Claim, state: State) -> bool:
    """Do the values of the parts fulfil what the claim sets of them: for R4 = R2?"""
    table = assumptions.conditional(c.under, state.oracle)
    parts = [n for n in table if n not in state.oracle.sources and n in state.values]
    return all(numbers.value_of(table[n], state.oracle, state.values) == state.values[n] for n in parts)


def _agree_rounded(claim: Claim, sides: tuple[Side, Side], state: State) -> bool:
    """Is it right to the digits of whole numbers that were rounded before: 1k ∥ 107, for 107.4?"""
    left, right = (rounded_where_near(claim, side, state) for side in sides)
    if (left, right) == sides:
        return False
    oracle = state.about(claim.equation)
    return bool(numbers.judged_by_value(claim, (left, right), oracle, state.values).agrees)


def _rounded_behind(claim: Claim, sides: tuple[Side, Side], state: State) -> bool:
    """Is its number exact, and right to the digits of the number that ends its chain: k = √10 = 3.162?"""
    exact = claim.right.expr
    if claim.left.rounding or claim.right.rounding or exact.symbols() or isinstance(exact, Num):
        return False
    oracle = state.about(claim.equation)
    behind = [c.right for c in state.chain(claim)[claim.link + 1 :]]
    for printed in behind:
        if printed.expr.symbols() or not printed.rounding:
            continue
        return all(
            numbers.judged_by_value(claim, (side, printed), oracle, state.values).agrees for side in sides
        )
    return False


def _at_an_end(claim: Claim, sides: tuple[Side, Side], state: State) -> Judged | None:
    """Is it the value at an end of the frequencies, that words name, or about which it may be?"""
    oracle = state.about(claim.equation)
    said = {FREQUENCY: state.assumed.limits[FREQUENCY]} if FREQUENCY in state.assumed.limits else {}
    end = (said | told(claim, oracle, state)).get(FREQUENCY)
    loose = claim.relation in LOOSE
    for to in (end,) if end else ("0", "oo") if loose else ():
        values = {**state.values, FREQUENCY: numbers.FAR if to == "oo" else 1 / numbers.FAR}
        if numbers.judged_by_value(claim, sides, oracle, values, 1 / numbers.FAR_AWAY).agrees:
            under = spelled({FREQUENCY: to})
            if end:
                return Judged(claim, "limit", "", "it is so in the limit that the work states", (), under)
            return Judged(claim, "limit", "GP140", "it is so only in the limit", (), under)
    return None


def _of_a_number(claim: Claim, state: State) -> bool:
    """Does its chain come to a number that is printed in digits: v_out = 2 v_L = 0.2 V?"""
    sides = [side for c in state.chain(claim) for side in (c.left, c.right)]
    return any(side.rounding and not side.expr.symbols() for side in sides)


def _names_parts(claim: Claim, state: State) -> bool:
    """Do parts of the circuit stand in it, and no source alone?"""
    known = state.oracle.given.parameters
    return any(n in known and n not in state.oracle.sources for n in claim.equation.symbols())


def _of_symbols(claim: Claim, state: State) -> bool:
    """Is it a formula in parts, with symbols on both sides and whole numbers among them?"""
    q = claim.equation
    if claim.left.rounding or claim.right.rounding or not q.left.symbols() or not q.right.symbols():
        return False
    return _names_parts(claim, state)


@with_values_given
def by_value(claim: Claim, state: State) -> Judged | None:
    """Does a formula with numbers among its symbols hold with the values of the netlist?"""
    if numbers.structural(claim) and not _of_a_number(claim, state) and not names_numbers(claim, state):
        return _one_digit_in_the_limit(claim, state)
    oracle = state.about(claim.equation)
    sides = (spelled_out(claim.left, state), spelled_out(claim.right, state))
    found = numbers.judged_by_value(claim, sides, oracle, state.values)
    formula = _names_parts(claim, state) or not numbers.structural(claim)
    if found.agrees and formula and not _listed(claim, state) and by_chance(claim, sides, state):
        return None
    if found.agrees:
        return Judged(claim, "true", "", found.how)
    ideal = numbers.at_limits(claim, oracle, state.values)
    return _in_the_limit(claim, state, ideal) if ideal else None


def _listed(claim: Claim, state: State) -> bool:
    """Is it a link of values, g R_3 = g R_4 = 0.5, with products of parts on its sides?"""
    parts = state.oracle.given.parameters
    simple = all(isinstance(x, Prod | Sym) for x in (claim.left.expr, claim.right.expr))
    return simple and all(n in parts for n in claim.equation.symbols())


def _one_digit_in_the_limit(claim: Claim, state: State) -> Judged | None:
    """Is it v_out = -1 V, a number that is right in the limit with the values given?"""
    q = claim.equation
    oracle = state.about(q)
    if (q.left.symbols() and q.right.symbols()) or ZERO in (q.left, q.right):
        return None
    ideal = numbers.at_limits(claim, oracle, state.values) if numbers.speaks_of_numbers(q, oracle) else ()
    return _in_the_limit(claim, state, ideal) if ideal else None


def _part(q: Equation, state: State) -> tuple[str, Expr] | None:
    """A part and the number that the line gives it."""
    for a, b in ((q.left, q.right), (q.right, q.left)):
        if isinstance(a, Sym) and a.name in state.oracle.given.parameters and not b.symbols():
            return a.name, b
    return None


def _taken(claim: Claim, name: str, number: Expr, state: State) -> Judged | None:
    """A value that the netlist does not give, or an example for a source, is taken from the line."""
    told = number.value({})
    known = state.values.get(name)
    if not isinstance(told, Fraction) or (known is not None and name not in state.oracle.sources):
        return None
    if known == told or (not told and name in state.oracle.sources):
        return None
    state.values[name] = told
    state.assumed.off.pop(name, None)
    return Judged(claim, "definition", "GP144", f"from here on {name} is {text(number)}")


def spelled_out(side: Side, state: State) -> Side:
    """The side with names that stand for a printed number replaced by it, rounded as it was."""
    rounding = dict(side.rounding)

    def put(x: Expr, at: Path) -> Expr:
        name = x.name if isinstance(x, Sym) else ""
        if name in state.printed:
            number, half = state.printed[name]
            rounding[at] = half
            return Num(number)
        return x.rebuilt(tuple(put(c, (*at, k)) for k, c in enumerate(x.children))) if x.children else x

    return Side(put(side.expr, ()), side.span, side.spans, rounding) if state.printed else side


def _mended(claim: Claim, state: State, how: str) -> Diagnosis:
    """The line with the number as it should be, to as many digits as were printed, or as many decimals."""
    shown: list[Suggestion] = []
    for a, b, left in ((claim.left, claim.right, True), (claim.right, claim.left, False)):
        if not isinstance(b.expr, Num) and not (b.expr.children and isinstance(b.expr.children[0], Num)):
            continue
        value = numbers.value_of(a.expr, state.about(claim.equation), state.values)
        if value is None or b.expr.symbols():
            continue
        printed = rational(b.expr.value({}))
        if printed is None:
            continue
        half = next(iter(b.rounding.values()), Fraction(1, 2))
        for unit in dict.fromkeys((numbers.unit_for(value, printed, half), half)):
            new = numbers.rounded(value, unit)
            line = Equation(a.expr, new) if left else Equation(new, a.expr)
            shown.append(Suggestion(line, b.expr, new, b.span))
        break
    return Diagnosis("arithmetic", shown[0].span if shown else claim.span, how, tuple(shown))


def _in_the_limit(claim: Claim, state: State, ideal: tuple[str, ...]) -> Judged:
    """The verdict on a number that is right only in the limit, which the work may have stated."""
    stated = spelled({**state.assumed.limits, **told(claim, state.about(claim.equation), state)})
    if claim.relation in LOOSE or set(ideal) <= set(stated):
        return Judged(claim, "limit", "", "it is so in the limit", (), ideal)
    return Judged(claim, "limit", "GP140", "it is so only in the limit", (), ideal)
