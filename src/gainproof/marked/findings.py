"""What there is to say of a work, in the order of its lines: one list for every format.

A finding is a verdict that somebody has to hear, or a remark of the reader, with its code, its place, a
sentence, and the line as it should be.
"""

from __future__ import annotations

from dataclasses import dataclass

from gainproof.hand.codes import CODE_OF, CODES
from gainproof.hand.verdicts import Verification, notice_weight, place, weight
from gainproof.hand.work import Claim, Judged, Notice, Span
from gainproof.marked.corrections import Correction, Corrector
from gainproof.marked.phrases import plain
from gainproof.marked.spelling import Hands

_BY_VERDICT = {
    "false": "GP100",
    "unread": "GP150",
    "carried": "GP134",
    "outside": "GP153",
}
"""The code of a verdict that came without one."""
ASSUMED = "GP144"
"""The code of an assumption, which holds under itself."""
_OF_SYMBOLS = ("guessed", "look-alike", "words")
"""Remarks on a spelling, wherever it stands."""
UNHEARD = ("frequency", "condition", "given", "passed")
"""Remarks that only records hold: how jω was read, conditions and values that were understood, mere words."""


@dataclass(frozen=True)
class Finding:
    """One thing to say: how much it weighs ("error", "warning", "note"), a code, a place and a sentence.

    `help` are further sentences, `corrections` the line as it should be, the likeliest first.
    """

    weight: str
    code: str
    kind: str
    span: Span
    message: str
    help: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()


def findings(v: Verification) -> tuple[Finding, ...]:
    """What is to be said of a work, in the order of its lines; what a symbol was taken for is said once."""
    corrector = Corrector(Hands(v.work), v.symbols)
    out = [_judgement(j, corrector) for j in v.judged if weight(j)]
    heard = [n for n in reversed(v.notices) if n.code not in UNHEARD]
    once = {(n.message, None if n.code in _OF_SYMBOLS else n.span): n for n in heard}
    out += map(_remark, sorted(once.values(), key=lambda n: n.span))
    return tuple(sorted(out, key=lambda f: f.span.line))


def code_of(j: Judged) -> str:
    """The code of a verdict, by what is wrong if it bears none; "" if there is nothing to say."""
    if not j.code and j.diagnosis is not None:
        return CODE_OF.get(j.diagnosis.kind, _BY_VERDICT[j.verdict])
    return j.code or _BY_VERDICT.get(j.verdict, "")


def kind_of(code: str) -> str:
    """A few words for a code."""
    return CODES[code].kind if code in CODES else code


def corrections(j: Judged, corrector: Corrector) -> tuple[Correction, ...]:
    """A wrong line as it should be, the likeliest first, none twice."""
    if j.diagnosis is None or not isinstance(j.item, Claim):
        return ()
    found = [corrector.correction(j.item, s) for s in j.diagnosis.suggestions]
    return tuple({c.claim: c for c in reversed(found)}.values())[::-1]


def reason(j: Judged) -> str:
    """Why the verdict is what it is, in a sentence; for a wrong line, what is wrong."""
    return plain(why(j))


def why(j: Judged) -> str:
    """The reason with its formulas in the notation of records."""
    if j.diagnosis is not None and j.diagnosis.message:
        return sentence(j.diagnosis.message)
    if not isinstance(j.item, Claim) and j.verdict == "unread":
        return sentence(f"found {j.item.what}" + (f", expected {j.item.expected}" if j.item.expected else ""))
    return sentence(j.how or (CODES[code_of(j)].title if code_of(j) in CODES else ""))


def sentence(words: str) -> str:
    """The words with a full stop; a first letter stays as it is, for it may be a symbol."""
    words = words.strip()
    return words if not words or words[-1] in ".!?…" else words + "."


def _judgement(j: Judged, corrector: Corrector) -> Finding:
    code = code_of(j)
    span = j.diagnosis.span if j.diagnosis is not None else place(j)
    more = []
    if j.diagnosis is not None and j.how and sentence(j.how) != why(j):
        more.append(sentence(j.how))
    if j.diagnosis is not None and j.diagnosis.under:
        more.append(f"As suggested, it holds for {', '.join(map(arrowed, j.diagnosis.under))}.")
    if j.under and j.verdict != "false" and code != ASSUMED:
        more.append(f"It holds for {', '.join(map(arrowed, j.under))}.")
    more = [plain(words) for words in more]
    return Finding(weight(j), code, kind_of(code), span, reason(j), tuple(more), corrections(j, corrector))


def _remark(n: Notice) -> Finding:
    code = n.code if n.code in CODES else CODE_OF.get(n.code, "")
    return Finding(notice_weight(n), code, kind_of(code) or n.code, n.span, sentence(n.message))


def arrowed(under: str) -> str:
    """``Ao -> oo`` as ``Ao → ∞``."""
    return under.replace("->", "→").replace("oo", "∞") if "->" in under else under
