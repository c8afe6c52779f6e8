"""What a writer sets without proof: R4 = R2, R2/R1 = R4/R3, V2 = 0.

No circuit forces one part to be another, and no line of algebra is wrong for setting it.  What it is taken
for is read off the line: one symbol, that stands in one place of it, is what the rest says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from fractions import Fraction

from gainproof.expression import ONE, ZERO, Equation, Expr, Num, Sym
from gainproof.hand.lexicon.held import turned_off
from gainproof.hand.truth.isolate import isolated
from gainproof.hand.truth.oracle import Oracle
from gainproof.hand.work import ALONE, QUIET, Claim, Condition
from gainproof.ideals import imperfections
from gainproof.notation import text
from gainproof.rules.judge import Context
from gainproof.units import DimensionError, dimension

_SUPERPOSES = re.compile(
    r"superpos|one at a time|one by one|one after the other|in turn\b|separately|individually|contribution|"
    r"(?:acting|acts|source|input|term|one|(?:by|to|of) \w+)\$?,? alone|on its own|by itself|"
    r"only \$?\w+ acts|"
    r"(?:the|all|both) others? (?:\w+ )?(?:zero|0|off|dead|nulled)|(?:switch|turn)\w* off|(?:is|are) off|"
    r"suppress|deactivat|\bgrounded|\bgrounding|\bshorted|short-circuit|set to (?:zero|0)",
    re.IGNORECASE,
)
"""Words for sources that are off."""


@dataclass
class Assumed:
    """What a writer has set so far: limits, and symbols; each with the line that says so.

    `rules` are the limits behind the rules of the ideal op-amp that a line states; `said` what the conditions
    of single lines set of parts, which lines after them may go on with; `off` are the sources that are off.
    """

    limits: dict[str, str] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
    symbols: dict[str, Expr] = field(default_factory=dict)
    said: dict[str, Expr] = field(default_factory=dict)
    off: dict[str, Expr] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)


@dataclass
class Modes:
    """How the sources were set, one setting after the other: each source is a sum of symbols with factors.

    `names` came in with the settings; `last` is the place of the last line of one among the claims.
    """

    all: list[dict[str, dict[str, Fraction]]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    last: int = -2

    @property
    def now(self) -> dict[str, dict[str, Fraction]]:
        """The last setting."""
        return self.all[-1] if self.all else {}


PARTS = ("Ω", "F", "H", "S")
"""Units of what a designer chooses."""
_SET_TO = (ZERO, ONE)
"""What somebody sets an imperfection to, to see what is left of a formula."""


def set_by(claim: Equation, oracle: Oracle) -> tuple[str, Expr] | None:
    """The symbol that the line sets, and what to; None if the line is more than an assumption.

    Every symbol is a part or a source, and the sides are of one dimension; the symbol that is set stands
    alone on one side, or each symbol stands in one place of the line.
    """
    names = claim.symbols()
    if not names or any(n not in oracle.names and not is_free(n, oracle) for n in names):
        return None
    table = {n: x.meaning for n, x in oracle.names.items()}
    whole = claim
    while any(n in table for n in whole.symbols()):
        whole = Equation(whole.left.replaced(table), whole.right.replaced(table))
    if not all(is_free(n, oracle) for n in whole.symbols()) or not _one_dimension(claim, oracle):
        return None
    alone = [x.name for x in (claim.left, claim.right) if isinstance(x, Sym) and is_free(x.name, oracle)]
    count = Counter(n.name for x in (claim.left, claim.right) for n in x.walk() if isinstance(n, Sym))
    if not alone and set(count.values()) == {1}:
        alone = [n for n in reversed(names) if is_free(n, oracle)]
        alone = alone or [x.name for x in (whole.left, whole.right) if isinstance(x, Sym)]
    for n in alone:
        value = isolated(whole, n)
        if value is not None and n not in value.symbols() and _possible(n, value, oracle):
            return n, value
    return None


def _possible(symbol: str, value: Expr, oracle: Oracle) -> bool:
    """May the symbol be that?  A part is not negative whatever it is made of; a source is made of sources."""
    if symbol in oracle.sources:
        return all(n in oracle.sources for n in value.symbols())
    names = value.symbols()
    for order in (names, names[::-1]):
        try:
            there = value.value({n: Fraction(k, 7) for k, n in enumerate(order, 2)})
        except (ZeroDivisionError, TypeError):
            continue
        if isinstance(there, Fraction) and there >= 0:
            return True
    return False


def is_free(symbol: str, oracle: Oracle) -> bool:
    """May a writer set it: a part of the design, or an independent source?"""
    p = oracle.circuit.parameters.get(symbol)
    if p is None or symbol in oracle.unknowns:
        return False
    return symbol in oracle.sources or (p.unit in PARTS and not p.ideal)


def _one_dimension(claim: Equation, oracle: Oracle) -> bool:
    of = dict(Context({"given": oracle.circuit}, {}).given_dimensions)
    try:
        for n, x in oracle.names.items():
            of[n] = dimension(x.meaning, of)
        a, b = dimension(claim.left, of), dimension(claim.right, of)
    except DimensionError:
        return False
    return a is None or b is None or a == b or ZERO in (claim.left, claim.right)


def conditional(conditions: Iterable[Condition], oracle: Oracle) -> dict[str, Expr]:
    """What the conditions of a claim set: "for R4 = R2", "with V2 = 0", "with v_2 = 0" where V2 holds it.

    Of V2 = V3 = 0 both are off: what is set is put into what was set before.
    """
    out: dict[str, Expr] = {}
    for c in conditions:
        what = c.what if c.what is not None else Sym(c.symbol) if c.symbol else None
        if c.to == QUIET:
            ideal = imperfections(oracle.given)
            out |= {n: ZERO for n in live_sources(oracle) if n not in ideal}
            continue
        if c.to == ALONE:
            out |= {n: ZERO for n in live_sources(oracle) if n != c.symbol}
            continue
        if c.to != "=" and not (c.to == "0" and c.symbol in oracle.sources):
            continue
        if what is None:
            continue
        said = Equation(what, c.than if c.than is not None else ZERO)
        off = turned_off(said, oracle.circuit)
        said = Equation(said.left.replaced(out), said.right.replaced(out))
        found = (off, ZERO) if off in oracle.sources and off not in out else set_by(said, oracle)
        found = found or _gain(said, oracle)
        if found is not None:
            out = {n: x.replaced(dict([found])) for n, x in out.items()} | dict([found])
    return out


def _gain(claim: Equation, oracle: Oracle) -> tuple[str, Expr] | None:
    """The gain of a part of the design that is set to a number: “for μ → 1”.

    So is an imperfection that is set to 0 or 1: “with A_o = 0” asks what is left without the gain, and any
    other number is an example of a value.
    """
    known = oracle.circuit.parameters.get(claim.left.name) if isinstance(claim.left, Sym) else None
    if known is None or not isinstance(claim.right, Num) or not (known.ideal or known.unit == "1"):
        return None
    return (known.name, claim.right) if not known.ideal or claim.right in _SET_TO else None


def superposes(source: str) -> bool:
    """Do the words of a work speak of one source at a time?"""
    return _SUPERPOSES.search(source) is not None


def live_sources(oracle: Oracle) -> list[str]:
    """The symbols of the sources that are on."""
    return [n for n in oracle.sources if oracle.circuit.element(oracle.sources[n]).value != ZERO]


def one_at_a_time(claim: Equation, oracle: Oracle) -> list[dict[str, Expr]]:
    """Every source off but the one that the claim names; nothing, if it names more or there is but one."""
    live = live_sources(oracle)
    named = [n for n in claim.symbols() if n in live]
    if len(named) > 1 or len(live) < 2:
        return []
    return [{n: ZERO for n in live if n != kept} for kept in (named or live)]


def tables(claim: Claim, assumed: Assumed, oracle: Oracle, source: str) -> Iterator[dict[str, Expr]]:
    """What may be set: by the claim's own conditions, by lines before, by words about superposition."""
    own = conditional(claim.under, oracle)
    before = {n for n in (*assumed.off, *assumed.symbols) if n in oracle.sources}
    set_anew = any(n in oracle.sources and not _beside(n, x, before) for n, x in own.items())
    off = {} if set_anew else assumed.off
    named = claim.equation.symbols()
    kept = {n: x for n, x in assumed.symbols.items() if not (set_anew and n in oracle.sources)}
    symbols = _apart(kept, claim.under)
    said = {n: x for n, x in assumed.said.items() if x != ZERO or n not in named}  # who writes it, means it
    said = _apart(said, claim.under)
    if own:
        yield {**symbols, **own}
    if symbols:
        yield dict(symbols)
    if said:
        yield {**said, **symbols, **own}
    if own:
        yield own
    if not own.keys().isdisjoint({**said, **symbols}):
        both = _together({**said, **symbols}, own)
        if both:
            yield both
    if off:
        yield {**said, **symbols, **off, **own}
        yield {**off, **own}
    parts = {n: x for n, x in {**said, **symbols}.items() if n not in oracle.sources}
    if parts and parts.keys() != symbols.keys():
        yield {**parts, **own}
    yield from ({n: x} for n, x in reversed(symbols.items()))
    if superposes(source):
        yield from one_at_a_time(claim.equation, oracle)


def _beside(source: str, value: Expr, before: Set[str]) -> bool:
    """Are two sources equal of which nothing was set before?  Ibp = Ibn does not turn V1 on again."""
    return bool(value.symbols()) and before.isdisjoint({source, *value.symbols()})


def in_words(table: Mapping[str, Expr]) -> tuple[str, ...]:
    """What is set, as it is told: "R4 = R2"."""
    return tuple(f"{n} = {text(x)}" for n, x in table.items())


def _apart(symbols: Mapping[str, Expr], conditions: Iterable[Condition]) -> dict[str, Expr]:
    """What was set before, but what conditions contradict: R_L ≪ R2 is not said where R_L = R2."""
    ends = {c.symbol for c in conditions if c.to in ("oo", "0")}
    orders = [
        {n for x in (c.what, c.than) if x is not None for n in x.symbols()}
        for c in conditions
        if c.to in ("≫", "≪")
    ]
    return {
        n: x
        for n, x in symbols.items()
        if n not in ends and not any({n, *x.symbols()} <= order for order in orders)
    }


def _together(before: Mapping[str, Expr], own: Mapping[str, Expr]) -> dict[str, Expr]:
    """What was set before, and what is set besides: with R1 = R3 and R2 = R4, R2 = R1 makes all equal.

    Nothing, if one contradicts the other.
    """
    out: dict[str, Expr] = {}
    for n, x in (*before.items(), *own.items()):
        a, b = Sym(n).replaced(out), x.replaced(out)
        if isinstance(a, Sym) and a.name not in b.symbols():
            new = {a.name: b}
        elif isinstance(b, Sym) and b.name not in a.symbols():
            new = {b.name: a}
        elif a == b:
            continue
        else:
            return {}
        out = {k: v.replaced(new) for k, v in out.items()} | new
    return out
