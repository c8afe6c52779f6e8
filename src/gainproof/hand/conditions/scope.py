"""How long what a writer sets holds: for which of the lines after the one that says so.

“With V2 = 0” is about its own line and about those behind it, up to another such condition, to words that
bring what the sources do together, or to the next heading.  “In general” ends every condition on parts.
"""

from __future__ import annotations

import re

from gainproof.expression import ZERO, Equation, Expr
from gainproof.hand.asking.state import State
from gainproof.hand.conditions import settings
from gainproof.hand.lexicon.held import turned_off
from gainproof.hand.lexicon.symbols import FREQUENCY
from gainproof.hand.truth import assumptions
from gainproof.hand.truth.limits import ENDS
from gainproof.hand.work import Claim, Judged
from gainproof.ideals import imperfections
from gainproof.notation import equation_text

_HEADING = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]|\\(?:sub)*section\b|\\(?:sub)?paragraph\b|(?:={4,}|-{4,})[ \t\r]*$|"
    r"\\textbf\{[^{}\n]*[.:]\}|\*\*[^*\n]+\*\*[ \t\r]*$)",
    re.MULTILINE,
)
_TOGETHER = re.compile(
    r"\b(?:together|superpos\w*|superimpos\w*|both|adding|add(?:ed)?\s+up|sum\w*|total\w*|in\s+all|combin\w+|"
    r"overall|complete|all\s+(?:the\s+)?sources|again\s+on|on\s+again|back\s+in\s+place)\b",
    re.IGNORECASE,
)
"""Words behind which all sources are on."""
_IN_GENERAL = re.compile(
    r"\b(?:in\s+general|general\s+case|generally|arbitrary|unequal|unmatched|unbalanced|mismatch\w*|"
    r"(?:not|no\s+longer|without)\s+(?:(?:perfectly|exactly|quite)\s+)?(?:equal|matched|matching|balanced)|"
    r"without\s+th(?:is|at|ese|ose|em)|otherwise)\b",
    re.IGNORECASE,
)
"""Words behind which the parts are what they are."""
_EVERY_FREQUENCY = re.compile(r"\b(?:all|any|every|arbitrary|general)\s+frequenc", re.IGNORECASE)
_FINITE = re.compile(r"\b(?:finite|not\s+negligible|taken\s+into\s+account)\b", re.IGNORECASE)
"""Words behind which no part is at its end."""
_SETTING = re.compile(
    r"\b(?:set|sets|setting|let|letting|assum\w+|suppos\w+|tak\w+|put|putting|with|for|if|when|make|making)"
    r"[\s$(]*$",
    re.IGNORECASE,
)
"""Words before what a writer sets."""
_REASON = re.compile(r"\b(?:because|since|as|while)(?:\s+of)?[\s$(]*$", re.IGNORECASE)
_GIVING = re.compile(
    r"[\s$)\\]*,?\s*(?:(?:and\s+)?(?:so|then|hence|thus|this|which)?\s*(?:gives|yields|means|implies|makes|leads\s+to)\b|"
    r"=>|⇒|\\Rightarrow|\\implies)"
)
"""Words before or behind what a writer sets, that may as well be about what the circuit does."""
_TESTING = re.compile(
    r"\btest[\s-]+(?:current|voltage|source|signal|generator)|\blooking\s+in|\b(?:output|input)\s+(?:resistance|impedance)",
    re.IGNORECASE,
)
"""Words of a test source, for which the others are off."""


def end_scopes(claim: Claim, state: State) -> None:
    """Forget what no longer holds at this claim, by the words between it and the claim before."""
    words = state.words_between(claim)
    heading, general = _HEADING.search(words), _IN_GENERAL.search(words)
    assumed = state.assumed
    if heading or general or _FINITE.search(words):
        ideal = imperfections(state.oracle.given)
        assumed.limits = {n: to for n, to in assumed.limits.items() if n in ideal}
    if heading or general:
        assumed.said.clear()
        state.chosen = None
    if general:
        assumed.symbols.clear()
    if heading or general or _TOGETHER.search(words):
        assumed.off.clear()
    link = state.link_before(claim)
    own_end = any(c.symbol == FREQUENCY and c.to in ENDS for c in claim.under)
    if _EVERY_FREQUENCY.search(words) or (own_end and (link is None or link.under != claim.under)):
        assumed.limits.pop(FREQUENCY, None)
        state.chosen = None
    own = _off(claim, state)
    together = {} if own else _set_in_front(claim, state)
    if together:
        settings.begin_anew(state)
        assumed.symbols.update(together)
    if claim.stage != state.stage:
        state.stage = claim.stage
        own |= assumptions.conditional([claim.stage] if claim.stage is not None else [], state.oracle)
        assumed.off.clear()
    if own:
        settings.begin_anew(state)
        assumed.off.update(own)


def begin_scopes(claim: Claim, state: State) -> None:
    """Remember what the conditions of a right claim set of parts: lines after it may go on with it.

    A gain that is set to zero is as it was behind the claim.
    """
    own = assumptions.conditional(claim.under, state.oracle)
    passing = {*state.oracle.sources, *imperfections(state.oracle.given)}
    state.assumed.said |= {n: x for n, x in own.items() if n not in passing}


def a_source_off(claim: Claim, state: State) -> Judged | None:
    """Does the line turn sources off: V2 = 0, V1 = V2 = 0, or “let v_2 = 0” of the node that V2 holds?"""
    off = _turned_off_by(claim, state)
    if not off:
        return None
    for n, c in zip(off, state.chain(claim), strict=True):
        if n not in state.modes.now or state.modes.last != state.position(c):
            settings.enter(n, {}, c, state)
    state.assumed.off |= dict.fromkeys(off, ZERO)
    said = equation_text(claim.equation)
    return Judged(claim, "limit", "GP144", "it is an assumption about the sources", (), (said,))


def _turned_off_by(claim: Claim, state: State) -> list[str]:
    """The sources that its chain says are zero, one after the other; none if it says anything else."""
    chain = state.chain(claim)
    off = [turned_off(Equation(c.left.expr, ZERO), state.oracle.circuit) for c in chain]
    if chain[-1].right.expr != ZERO or any(c.relation != "=" for c in chain):
        return []
    if not all(n in state.oracle.sources for n in off):
        return []
    before = state.words_between(chain[0])
    if all(n in c.equation.symbols() for n, c in zip(off, chain, strict=True)) or _SETTING.search(before):
        return off
    behind = state.words_behind(chain[-1])
    reason = _REASON.search(before) or _GIVING.match(behind) or _TESTING.search(before + " " + behind)
    return off if reason and not any(_at_a_pin(c.left.expr, state) for c in chain) else []


def _at_a_pin(voltage: Expr, state: State) -> bool:
    """Is it the voltage of an input of an op-amp?  Who says that this is zero speaks of the circuit."""
    c = state.oracle.given
    pins = [i.pins[pin] for i in c.instances if i.role == "opamp" for pin in ("in+", "in-")]
    return any(c.voltage(c.node(n)) == voltage for n in pins)


def _set_in_front(claim: Claim, state: State) -> dict[str, Expr]:
    """What sources are set to in a row before the claim, and not before: “for V1 = V2 = v_c:”."""
    k = state.position(claim)
    before = state.claims[k - 1].under if k else ()
    new = [c for c in claim.under if c not in before and c.span.line < claim.span.line]
    own = assumptions.conditional(new, state.oracle)
    return {n: x for n, x in own.items() if n in state.oracle.sources and x != ZERO}


def _off(claim: Claim, state: State) -> dict[str, Expr]:
    """The sources that conditions in front of the claim turn off."""
    leading = [c for c in claim.under if (c.span.line, c.span.column) < (claim.span.line, claim.span.column)]
    own = assumptions.conditional(leading, state.oracle)
    return {n: x for n, x in own.items() if n in state.oracle.sources and x == ZERO}
