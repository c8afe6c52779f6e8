"""What a designer chooses: “for an attenuation of k we take R1 = R2 = Z (k - 1)/(k + 1)”.

The values of the netlist are one example of a circuit, and no law of it forces a choice.  A choice that can
be put in for the part is an assumption (`assumptions`).  One that cannot, for the circuit decides what k is,
is left standing, unless the work gives values that belie it.  What the writer then concludes can hold only
for parts that are so chosen, and is asked with the netlist's, if these are.
"""

from __future__ import annotations

import re
from fractions import Fraction

from gainproof.expression import ZERO, Expr, Num, Prod, Quot, Sym
from gainproof.hand.asking.state import State, label_of
from gainproof.hand.truth import assumptions, numbers
from gainproof.hand.truth.isolate import isolated
from gainproof.hand.work import Claim, Judged
from gainproof.notation import equation_text, text

_CHOOSING = re.compile(
    r"\b(?:choos\w+|chose\w*|tak(?:e|es|ing)|pick\w*|select\w*|design\w*|dimension\w*|requir\w+|needs?|needed|"
    r"must|demand\w*|set|sets|setting|let|mak(?:e|es|ing)|without|instead)\b",
    re.IGNORECASE,
)
"""Words of a sentence that chooses parts."""
_WANTING = re.compile(
    r"\b(?:best|optim\w+|balanc\w+|match\w*|null\w*|cancel\w*|compensat\w+|minimi\w+|maximi\w+|smallest|ideally|"
    r"for|if|when|want\w*|condition\w*|should|number\w*|value\w*|exampl\w+)\b",
    re.IGNORECASE,
)
"""Words before what is wanted of parts."""
ROUNDED = Fraction(1, 500)
"""How far off a formula may be that was worked out with values rounded to what can be bought or printed."""


def assumption(claim: Claim, state: State) -> Judged | None:
    """Does it set a part, or a source, without proof?  Words that choose it set it anew."""
    found = assumptions.set_by(claim.equation, state.oracle)
    if found is None or claim.relation != "=":
        return None
    valued = all(n in state.values for n in claim.equation.symbols())
    if found[1] != ZERO and valued and numbers.speaks_of_numbers(claim.equation, state.oracle):
        return None
    if not _take(*found, claim, state):
        return None
    said = f"{text(claim.left.expr)} = {text(claim.right.expr)}"
    return Judged(claim, "limit", "GP144", "it is an assumption about the parts", (), (said,))


def _take(symbol: str, value: Expr, claim: Claim, state: State) -> bool:
    """Remember what the part is; False if another is known and the words do not choose anew.

    A part that is zero is left out, whatever it was before.
    """
    known = state.assumed.symbols
    if symbol in known or symbol in value.replaced(known).symbols():
        signals = state.oracle.sources.keys() >= set(claim.equation.symbols())
        if not signals and value != ZERO and not chooses(claim, state):
            return False
        for n in [n for n, x in known.items() if {symbol, *value.symbols()} & {n, *x.symbols()}]:
            del known[n]
    value = value.replaced(known)
    for n, x in known.items():
        known[n] = x.replaced({symbol: value})
    known[symbol] = value
    state.assumed.labels[symbol] = label_of(claim)
    return True


def wanted(claim: Claim, state: State) -> Judged | None:
    """Is it what a designer wants of parts, (1 + R2/R1) R3 = R2, which the values of the netlist fulfil?

    No identity of parts is one, and no step of algebra either: that begins with an expression, and nobody
    says that it is wanted.  Products and quotients of parts alone, g R3 = g R4, are equal because the values
    are such; so is a part alone, where the words want it.
    """
    q, oracle = claim.equation, state.oracle
    sides = [c.left.expr for c in state.chain(claim)[: claim.link + 1]] + [q.right]
    parts = [n for x in sides for n in x.symbols()]
    whole = all(assumptions.is_free(n, oracle) and n not in oracle.sources for n in parts)
    if claim.relation != "=" or not whole or not (q.left.symbols() and q.right.symbols()):
        return None
    alone = any(isinstance(x, Sym) for x in (q.left, q.right)) and not claim.link
    plain = all(_monomial(x) for x in sides) or (alone and _wants(claim, state))
    if not plain or not _with_values(claim, state):
        return None
    found = next(((n, x) for n in parts if (x := isolated(q, n)) is not None), None)
    if found is not None:
        _take(*found, claim, state)
    how = "it is wanted of the parts, and holds with the values given"
    return Judged(claim, "limit", "GP144", how, (), (equation_text(q),))


def _monomial(x: Expr) -> bool:
    """Is it made of parts and numbers by products and quotients alone?"""
    return all(isinstance(y, Sym | Num | Prod | Quot) for y in x.walk())


def _wants(claim: Claim, state: State) -> bool:
    """Do the words before it want something of the parts?"""
    return _WANTING.search(state.words_between(claim)) is not None or chooses(claim, state)


def chooses(claim: Claim, state: State) -> bool:
    """Do the words of its sentence choose, “we take R1 = …”?"""
    return _CHOOSING.search(state.sentence_before(claim)) is not None


def a_choice(claim: Claim, state: State) -> Judged | None:
    """Is it a part, and what the words before it choose it to be, by names that the circuit decides?"""
    q, oracle = claim.equation, state.oracle
    part = q.left.name if isinstance(q.left, Sym) else ""
    if claim.relation != "=" or part in oracle.sources or not assumptions.is_free(part, oracle):
        return None
    others = q.right.symbols()
    if part in others or not oracle.names.keys() & set(others) or set(others) & set(oracle.unknowns):
        return None
    if not chooses(claim, state) or (_says_its_value(part, state) and not _with_values(claim, state)):
        return None
    state.designed = True
    how = "it is a choice of parts, which the circuit does not force"
    return Judged(claim, "limit", "GP144", how, (), (equation_text(q),))


def as_designed(claim: Claim, state: State) -> Judged | None:
    """Does a formula hold with the values of the netlist, where parts were chosen by formulas?"""
    q = claim.equation
    formula = q.left.symbols() and q.right.symbols()
    if not state.designed or not formula or not _with_values(claim, state):
        return None
    how = "it holds with the values given, of parts that were chosen"
    return Judged(claim, "limit", "GP144", how, (), ("the values given",))


def _with_values(claim: Claim, state: State) -> bool:
    """Does it hold with the values given, as far as parts that can be had allow?"""
    oracle = state.about(claim.equation)
    sides = (claim.left, claim.right)
    return bool(numbers.judged_by_value(claim, sides, oracle, state.values, ROUNDED).agrees)


def _says_its_value(part: str, state: State) -> bool:
    """Does the work say that the part has the value of the netlist?  Then its choice must come to that."""
    for c in state.claims:
        if Sym(part) in (c.left.expr, c.right.expr):
            numbers_in = [
                s.expr for x in state.chain(c) for s in (x.left, x.right) if isinstance(s.expr, Num)
            ]
            if any(x.args[0] == state.values.get(part) for x in numbers_in):
                return True
    return False
