"""Questions about names: is one new, has one another meaning than it seemed, is one given another?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction

from gainproof.errors import GainproofError, TooLarge
from gainproof.expression import ZERO, Equation, Expr, Num, Sym
from gainproof.hand.asking.refuting import refuted
from gainproof.hand.asking.state import LOOSE, State, label_of
from gainproof.hand.conditions.designs import chooses
from gainproof.hand.conditions.partial_results import where_it_was_told
from gainproof.hand.figures import arithmetic
from gainproof.hand.judging.blaming import rather_the_line
from gainproof.hand.lexicon.symbols import FREQUENCY
from gainproof.hand.names.chosen import chosen_by, is_frequency, of_frequency
from gainproof.hand.names.customary import wrongly_told
from gainproof.hand.names.meanings import FAR, lines_with, meanings, true_with, wrongly_defined
from gainproof.hand.names.misspelt import misspelt, no_such_part, of_that_value
from gainproof.hand.names.readings import as_meant
from gainproof.hand.truth.assumptions import conditional
from gainproof.hand.truth.digits import ONE_DIGIT
from gainproof.hand.truth.frequencies import ANGULAR, FREQUENCIES
from gainproof.hand.truth.isolate import isolated, subjects
from gainproof.hand.truth.limits import mentioned
from gainproof.hand.work import AT, Claim, Judged
from gainproof.notation import equation_text

_ENDS = ("0", "oo")
_POLE = re.compile(r"\b(?:poles?|zeros?|roots?)\b", re.IGNORECASE)


def new_name(claim: Claim, state: State) -> Judged | None:
    """Does it say what a new symbol stands for, or speak of symbols that nobody has explained?

    A symbol may be explained later: v_2/R = v_3/R_2, where 1/R = 1/R1 + 1/R2.
    """
    q, oracle = claim.equation, state.oracle
    if id(claim) in state.explained:
        return Judged(claim, "definition", "", f"{state.explained.pop(id(claim))} is a new name")
    frequency = next((x for n in (FREQUENCY, *FREQUENCIES) if (x := chosen_by(n, claim, state))), None)
    if frequency is not None and (isinstance(q.left, Sym) or not _at_another(claim, state)):
        if state.words_before(claim, _POLE):
            state.landmark = (frequency, claim)
            return Judged(claim, "outside", "GP153", "it names a pole or a zero, which is not judged")
        state.choose(frequency)
        return Judged(claim, "limit", "GP144", "it chooses a frequency", (), (equation_text(q),))
    if ZERO in (q.left, q.right) and _vanishes_somewhere(q, state):
        return Judged(claim, "outside", "GP153", "it says at which s something vanishes, which is not judged")
    _called_by_conditions(claim, state)
    if q.right == Sym("j") and q.left != q.right:
        of_frequency("j", state)  # H = j is no name for H
    strange = oracle.strange(q.left, q.right)
    if {"j", FREQUENCY} & set(q.symbols()):
        strange = [n for n in strange if _bare(claim, n) or not of_frequency(n, state)]
    for n in list(strange):
        if not _bare(claim, n) and not is_frequency(n, state) and _look_ahead(n, claim, state):
            strange.remove(n)
    strange = [n for n in strange if _bare(claim, n) or not of_frequency(n, state)]
    if not strange:
        return None
    missing = no_such_part(claim, strange, state)
    if missing is not None:
        return missing
    if len(strange) > 1:
        names = ", ".join(strange)
        how = f"{names} mean nothing in the circuit, and no line before says what they are"
        return Judged(claim, "outside", "GP152", how)
    symbol = strange[0]
    meaning = isolated(q, symbol)
    if meaning is None:
        how = f"{symbol} is new, and the line does not say what it is"
        return Judged(claim, "outside", "GP152", how)
    label = label_of(claim)
    meaning = of_that_value(symbol, meaning, state)
    if _bare(claim, symbol):
        chosen = isinstance(meaning, Sym) and chooses(claim, state)
        meant = None if chosen else wrongly_defined(symbol, claim, lines_with(symbol, claim, state), state)
        if meant is not None and rather_the_line(symbol, meaning, meant, claim, state):
            meant = None
    else:
        lines = lines_with(symbol, claim, state)
        special = _special(lines, claim, state)
        found = meanings(symbol, [c for c in lines if c not in special], state)
        meant = max(found, key=lambda m: len(m.true), default=None)
        if sum(symbol in c.equation.symbols() for c in state.claims) < 2:
            unexplained = Judged(claim, "outside", "GP152", _unexplained(claim, symbol, state))
            return misspelt(claim, symbol, state) or unexplained
    own = meant is None or meant.claim is claim
    if own and claim.otherwise:
        meaning = as_meant(symbol, meaning, claim, state)
    if meant is not None and not own:
        meaning, label = meant.expr, label_of(meant.claim)
        if _bare(meant.claim, symbol) and not _bare(claim, symbol):
            state.explained[id(meant.claim)] = symbol
    wrong = wrongly_told(symbol, meaning, claim, state) if own else None
    if wrong is not None:
        return wrong
    if own:
        meaning = where_it_was_told(symbol, meaning, claim, state)
    try:
        state.define(symbol, meaning, label)
    except (GainproofError, ZeroDivisionError, TooLarge) as fault:
        return Judged(claim, "outside", "GP153", f"what {symbol} stands for has no value: {fault}")
    if own:
        _printed(claim, symbol, meaning, state)
        if not _is_so(conditional(claim.under, state.oracle), state.values):
            state.only_under[symbol] = label
        return Judged(claim, "definition", "", f"{symbol} is a new name")
    if not _bare(claim, symbol):
        return None
    number = arithmetic.a_number(claim, state)
    if number is not None and number.verdict in ("true", "limit"):
        return number  # I = 3.33 mA, of what the lines after it say that I is
    said = refuted(claim, state)
    return replace(said, code="GP132", how=f"every other line takes {symbol} for something else")


def _at_another(claim: Claim, state: State) -> bool:
    """Is the frequency told already: “at f = 5 kHz, ω R C = 3.14”?"""
    told = any(c.to == AT for c in claim.under)
    return told or any(state.frequency_in_words(claim, behind=b) is not None for b in (False, True))


def _is_so(assumed: Mapping[str, Expr], values: Mapping[str, Fraction]) -> bool:
    """Do the given values fulfil what is assumed of parts?"""
    try:
        return all(x.value({**values}) == values[n] for n, x in assumed.items())
    except (KeyError, ArithmeticError):
        return False


def _vanishes_somewhere(q: Equation, state: State) -> bool:
    """Is it an equation for s in the parts alone, s² + s/τ + ω_0² = 0?"""
    made = mentioned(q, state.oracle)
    signals = {*state.oracle.unknowns, *state.oracle.sources}
    known = made.isdisjoint(signals) and not state.oracle.strange(q.left, q.right)
    return FREQUENCY in made and known and not state.oracle.identity(q)


def _called_by_conditions(claim: Claim, state: State) -> None:
    """“For R1 = R2 = R” says what R is."""
    for c in claim.under:
        if c.to == AT and c.than is not None:
            for n in state.oracle.strange(c.than):
                _look_ahead(n, claim, state)
        for known, new in ((c.what, c.than), (c.than, c.what)):
            if c.to == "=" and known is not None and new is not None and not isinstance(new, Sym):
                _called_in(Equation(known, new), claim, state)
            if c.to != "=" or known is None or not isinstance(new, Sym):
                continue
            if is_frequency(new.name, state):
                for n in state.oracle.strange(known):
                    _look_ahead(n, claim, state)
                continue
            if isinstance(known, Sym) and known.name in (FREQUENCY, *ANGULAR):
                continue
            if isinstance(known, Sym) and is_frequency(known.name, state):
                if state.oracle.strange(new):
                    _look_ahead(new.name, claim, state)
                continue
            if state.oracle.strange(new) and not state.oracle.strange(known):
                with suppress(GainproofError, ZeroDivisionError, TooLarge):
                    state.define(new.name, known, label_of(claim))


def _called_in(said: Equation, claim: Claim, state: State) -> None:
    """“For V1 = -V2 = v_d/2” says what v_d is: a name for what sources are."""
    strange = state.oracle.strange(said.left, said.right)
    sources = {*state.oracle.sources, *strange}
    meaning = isolated(said, strange[0]) if len(strange) == 1 and {*said.symbols()} <= sources else None
    if meaning is not None and meaning.symbols():
        with suppress(GainproofError, ZeroDivisionError, TooLarge):
            state.define(strange[0], meaning, label_of(claim))


def _printed(claim: Claim, symbol: str, meaning: Expr, state: State) -> None:
    """Remember how a name's number was rounded; one of a single digit, f = 1 kHz, is exact."""
    for side in (claim.left, claim.right):
        half = side.rounding.get(()) if side.expr == meaning and isinstance(meaning, Num) else None
        if half is not None and abs(meaning.args[0]) >= ONE_DIGIT * half:
            state.printed[symbol] = (meaning.args[0], half)


def _unexplained(claim: Claim, symbol: str, state: State) -> str:
    """A sentence on a symbol that one line alone holds, with the known one that would make it true."""
    how = f"{symbol} stands in this line alone, and nothing says what it is"
    for n in (*state.oracle.names, *state.oracle.circuit.parameters, *state.oracle.unknowns):
        if true_with(claim.equation, symbol, Sym(n), state):
            return f"{how}; with {n} in its place the line is true"
    return how


def _bare(claim: Claim, symbol: str) -> bool:
    """Is it R = … or 1/R = …?"""
    return claim.relation not in LOOSE and symbol in subjects(claim.equation)


def _plainly(claim: Claim, symbol: str, state: State) -> Expr | None:
    """What the claim plainly says the symbol is, in symbols that are known; else None."""
    meaning = isolated(claim.equation, symbol) if _bare(claim, symbol) else None
    return None if meaning is None or state.oracle.strange(meaning) else meaning


def _look_ahead(symbol: str, claim: Claim, state: State) -> bool:
    """Does a later line say plainly what the symbol is?  Then it is known from here on.

    A line that says so under conditions of its own, Q = √(ω_t R_f C_in) without C_f, says it only where this
    line does not.
    """
    after = state.claims[state.position(claim) + 1 :]
    holding = [c for c in after if symbol in c.equation.symbols()]
    special = _special(holding, claim, state)
    says = state.oracle.strange(claim.left.expr, claim.right.expr) == [symbol]
    said_here = says and isolated(claim.equation, symbol) is not None
    for later in [*(c for c in holding if c not in special), *([] if said_here else special)]:
        meaning = _plainly(later, symbol, state)
        if meaning is None or not (later.symbol == symbol or _of_parts(meaning, state)):
            continue
        meaning = of_that_value(symbol, meaning, state)
        if isinstance(meaning, Num) and isolated(claim.equation, symbol) is not None:
            continue  # a value, of what this line says
        meant = wrongly_defined(symbol, later, lines_with(symbol, claim, state), state)
        with suppress(GainproofError, ZeroDivisionError, TooLarge):
            if meant is not None:
                state.define(symbol, meant.expr, label_of(meant.claim))
            else:
                state.define(symbol, meaning, label_of(later))
                state.explained[id(later)] = symbol
            return True
    return False


def _special(lines: Sequence[Claim], claim: Claim, state: State) -> list[Claim]:
    """The lines that state conditions of their own, and those that go on with them, a row later at most."""
    out: list[Claim] = []
    for c in lines:
        if _under_more(c, claim, state) or (out and c.span.line <= out[-1].span.line + 1):
            out.append(c)
    return out


def _under_more(later: Claim, claim: Claim, state: State) -> bool:
    """Does the later claim state conditions on parts that this one does not, and that the values belie?"""
    more = [c for c in later.under if c not in claim.under]
    ends = any(c.to in _ENDS and c.symbol in state.oracle.given.parameters for c in more)
    return ends or not _is_so(conditional(more, state.oracle), state.values)


def _of_parts(x: Expr, state: State) -> bool:
    """Is it made of parts and sources, and of no voltage or current?"""
    return mentioned(x, state.oracle).isdisjoint(state.oracle.unknowns)


def another_meaning(claim: Claim, state: State) -> Judged | None:
    """Is it true with what a line that holds in a limit says of a name?  Then the name has that meaning.

    G = v_3/V_1 = 1 + R2/R1, where the second is so only for A_o → ∞: G may be either, and later lines show
    which the writer means.  There is no verdict yet; the line is asked again whether it is true.
    """
    q = claim.equation
    for n in q.symbols():
        name = state.oracle.names.get(n)
        for meaning in state.otherwise.get(n, ()) if name is not None else ():
            state.on_time()
            if name is not None and true_with(q, n, meaning, state):
                state.otherwise[n] = [name.meaning, *(x for x in state.otherwise[n] if x != meaning)]
                state.define(n, meaning, name.label)
                return None
    return None


def given_anew(claim: Claim, state: State) -> Judged | None:
    """Does it give a name another meaning, and do the lines after it use the new one?"""
    symbol = claim.symbol
    meaning = isolated(claim.equation, symbol) if symbol in state.oracle.names else None
    if meaning is None:
        return None
    after = [c.equation for c in state.claims[state.position(claim) + 1 :] if symbol in c.equation.symbols()]
    after = [c for c in after[:FAR] if not state.oracle.strange(c.left, c.right)]
    old = sum(state.oracle.about(c).holds(c) for c in after)
    new = sum(true_with(c, symbol, meaning, state) for c in after)
    if new <= old:
        return None
    state.define(symbol, meaning, label_of(claim))
    return Judged(claim, "definition", "", f"from here on {symbol} has another meaning than before")
