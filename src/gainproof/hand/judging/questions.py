"""The questions that a claim is asked, one after the other; the first that has an answer decides.

Each takes the claim, as read, and what is remembered of the work, and gives the verdict or None.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from gainproof.errors import TooLarge
from gainproof.expression import Equation, Expr, Num, Pow, Quot, Sym
from gainproof.hand.asking.state import LOOSE, State
from gainproof.hand.conditions import limiting
from gainproof.hand.conditions.assuming import under_assumptions
from gainproof.hand.conditions.driving import with_test_source
from gainproof.hand.figures import arithmetic
from gainproof.hand.judging.superposed import behind_a_share
from gainproof.hand.truth import grounds, proof
from gainproof.hand.truth.carried import REMEMBERED, put
from gainproof.hand.work import Claim, Judged, carried_on
from gainproof.notation import text

MOST_PARTS = 2_500
"""Parts of one side of a claim."""
MOST_TABLES = 4
"""So many ways of setting parts are tried for a line that may follow from a wrong one."""
LARGEST_POWER = 64
"""Of powers of powers."""


def too_large(claim: Claim, state: State) -> Judged | None:
    """Is it of a size that no formula of a circuit has?"""
    for x in (claim.left.expr, claim.right.expr):
        if sum(1 for _ in islice(x.walk(), MOST_PARTS + 1)) > MOST_PARTS:
            return _outside(claim, "GP153", f"it has more than {MOST_PARTS} parts")
        if _degree(x) > LARGEST_POWER:
            return _outside(claim, "GP153", f"it has powers of powers beyond {LARGEST_POWER}")
    return None


def _degree(x: Expr) -> int:
    """The greatest product of exponents that stand one on the other."""
    inner = max((_degree(c) for c in x.children), default=1)
    return inner * x.exponent if isinstance(x, Pow) else inner


def identity(claim: Claim, state: State) -> Judged | None:
    """Is it true whatever voltages and currents are?"""
    q = claim.equation
    oracle = state.oracle if state.oracle.book.tests.keys().isdisjoint(q.symbols()) else state.about(q)
    if not oracle.identity(q):
        return None
    defined = tuple(
        dict.fromkeys(x.label for n in q.symbols() if (x := oracle.names.get(n)) is not None and x.label)
    )
    found = proof.proved(oracle, q, ())
    how = f"the two sides are the same; {found.how}" if found.holds else "the two sides are the same"
    position = state.position(claim)
    if q.left == q.right and not _differs(claim, state):
        return Judged(claim, "identity", "GP143", "both sides are written alike")
    said = Judged(claim, "identity", "", how, defined, (), proof.conditions(oracle, q))
    chained = claim.link > 0 or (position + 1 < len(state.claims) and state.claims[position + 1].link > 0)
    if claim.symbol == "" and grounds.feeds_itself(claim, chained):
        return replace(said, code="GP130", how="an equation was put into itself; what is left is always true")
    return said


def _differs(claim: Claim, state: State) -> bool:
    """Are the two sides, as they stand in the work, spelled differently?  v_+ = v may say what is v."""
    rows = state.work.source.splitlines()
    spelled = []
    for side in (claim.left, claim.right):
        row = rows[side.span.line - 1] if side.span.line <= len(rows) else ""
        spelled.append("".join(row[side.span.column - 1 :][: side.span.length].split()))
    return all(spelled) and spelled[0] != spelled[1]


def true(claim: Claim, state: State) -> Judged | None:
    """Does it hold at the circuit's general points, and is there a proof?"""
    q = claim.equation
    oracle = state.about(q)
    if not oracle.holds(q):
        return None
    rows = state.rows(oracle)
    laws, uses = grounds.grounds(claim, oracle, rows, state.lines)
    state.on_time()
    found = proof.proved(oracle, q, laws)
    how = found.how if found.holds else "judged at random points"
    if state.oracle.driver(q):
        how = f"with the other sources off; {how}"
    said = Judged(claim, "true", "", how, uses, (), proof.conditions(oracle, q))
    position = state.position(claim)
    later = grounds.goes_round(claim, state.numbers, position)
    if later:
        return replace(said, code="GP130", how=f"true, but it cites {later}, which stands no earlier")
    if grounds.cited_wrongly(claim, laws, oracle, rows, state.lines) and not _chain_uses(claim, state):
        return replace(
            said, code="GP131", how=f"true, but it rests on {', '.join(uses)}, not on what it cites"
        )
    against = oracle.against.intersection(q.symbols())
    return replace(said, code="GP141") if against else said


def _chain_uses(claim: Claim, state: State) -> bool:
    """Does another link of the chain a = b = c rest on what is cited for the whole chain?"""
    for link in state.chain(claim):
        oracle = state.about(link.equation)
        if not oracle.holds(link.equation):
            return True
        laws = state.rows(oracle).combination(link.equation) if link is not claim else None
        if laws and not grounds.cited_wrongly(link, tuple(laws), oracle, state.rows(oracle), state.lines):
            return True
    return False


def restarted(claim: Claim, state: State) -> Judged | None:
    """Is it b = c of a = b = c, where a = c is true and only b is wrong?"""
    before = state.link_before(claim)
    if before is None or not state.mistakes.lines or state.mistakes.lines[-1][1] != before.equation:
        return None
    read = state.read_otherwise(claim, before.left, claim.right)
    for ask in (arithmetic.a_number, identity, true, under_assumptions, limiting.in_a_limit):
        found = ask(read, state)
        if found is not None and found.verdict in ("identity", "true", "limit"):
            how = "the beginning of the chain is that; what is wrong stands between"
            return replace(found, item=claim, code="", how=how)
    return None


def other_reading(claim: Claim, state: State) -> Judged | None:
    """Is it true as it may also be read?"""
    for read, words in _readings(claim, state):
        found = identity(read, state) or true(read, state)
        if found is not None:
            return replace(found, item=claim, code="GP142", how=f"it is true if it is read {words}")
    return None


def uncertain(claim: Claim, state: State) -> Judged | None:
    """Does it hold as assumed, or in a limit, or follow from an earlier line, as it may also be read?"""
    for read, words in _readings(claim, state):
        found = under_assumptions(read, state) or with_test_source(read, state)
        found = found or limiting.in_a_limit(read, state) or carried(read, state)
        if found is not None:
            return replace(found, item=claim, code="GP151", how=f"read {words}, {found.how}")
    return None


def _readings(claim: Claim, state: State) -> Iterator[tuple[Claim, str]]:
    """The claim as it may also be read, with every symbol known, and how that is written."""
    for left, right in claim.otherwise:
        if not state.oracle.strange(left.expr, right.expr):
            words = f"{text(left.expr)} {claim.relation} {text(right.expr)}"
            yield state.read_otherwise(claim, left, right), words


def carried(claim: Claim, state: State) -> Judged | None:
    """Is it true if an earlier wrong line were, in the circuit or in what the writer takes it to be?"""
    if not state.mistakes.lines:
        return None
    q = claim.equation
    before = state.mistakes.behind(q, state.about(q))
    tables: list[dict[str, Expr]] = [{}]
    for set_so in state.tables(claim):
        if set_so not in tables and len(tables) < MOST_TABLES:
            tables.append(set_so)
    for table, ideal in ((t, i) for i in (False, True) for t in tables if t or i):
        if before:
            break
        state.on_time()
        world = state.worlds.of(table, ideal=ideal)
        told = world.told(q) if world is not None else None
        if world is not None and told is not None:
            before = state.mistakes.behind(told, world.oracle.about(told), world)
    before = before or _put_into(q, state) or _carried_in_a_limit(claim, state) or behind_a_share(q, state)
    if not before:
        return None
    return carried_on(claim, before)


def _put_into(q: Equation, state: State) -> str:
    """The line that is wrong, or follows from a wrong one, with which put in the claim is true; else ""."""
    for label, line in reversed(state.wrong[-REMEMBERED:]):
        for wrong, right in ((line.left, line.right), (line.right, line.left)):
            told = Equation(put(q.left, wrong, right), put(q.right, wrong, right))
            if told == q or not isinstance(wrong, Sym):
                continue
            oracle = state.about(told)
            if not oracle.strange(told.left, told.right) and oracle.holds(told):
                return label
    return ""


def _carried_in_a_limit(claim: Claim, state: State) -> str:
    """The wrong line of which the claim is a limit: its one side put for the other; "" if there is none."""
    q = claim.equation
    if claim.relation not in LOOSE and not claim.under:
        return ""
    for label, line in reversed(state.wrong[-REMEMBERED:]):
        for wrong, right in ((line.left, line.right), (line.right, line.left)):
            if not isinstance(wrong, Sym | Quot) or isinstance(right, Num):
                continue
            told = Equation(put(q.left, wrong, right), put(q.right, wrong, right))
            oracle = state.about(told)
            if told == q or oracle.strange(told.left, told.right):
                continue
            if limiting.limit_of(claim, told, oracle, state) is not None:
                return label
    return ""


def undecided(claim: Claim, state: State) -> Judged | None:
    """Is there no value to be judged: a division by what is zero, a power beyond all bounds?"""
    q = claim.equation
    oracle = state.about(q)
    try:
        oracle.values(q.left)
        oracle.values(q.right)
    except ZeroDivisionError:
        return _outside(claim, "GP135", "it divides by what is zero in the circuit")
    except TooLarge as fault:
        return _outside(claim, "GP153", str(fault))
    return None


def _outside(claim: Claim, code: str, how: str) -> Judged:
    return Judged(claim, "outside", code, how)
