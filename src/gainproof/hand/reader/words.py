"""The words that steer a derivation: definitions, conditions, joints, and the numbers of equations."""

from __future__ import annotations

import re

from gainproof.hand.reader.tokens import words_of

DEFINING = words_of("where define defining defined denote denoting call called")
CONDITIONAL = words_of("for when if as provided given limit")
"""Words that begin a condition on what stands beside it."""
NAMED_LIMITS = words_of("dc frequency static lf hf ideal")
"""Words before “limit” that say which one, so that no condition follows: “in the dc limit H = 1”."""
ASSUMING = words_of("assume assuming suppose set let")
"""Words that begin a definition of a new symbol, or an assumption about known ones that stays."""
GIVING = words_of(
    "example instance take taking choose choosing say try pick numerical numerically numbers values "
    "value use using given data parameters parameter"
)
"""Words before values of parts, which need not be those of the netlist."""
WITH = frozenset(("with",))
"""Words that begin a definition of a new symbol, or a condition."""
WITHOUT = re.compile(
    r"\b(?:without|no|absence\s+of)\s+(?:an?\s+|any\s+|the\s+)?(?:[a-z-]+\s+)?"
    r"(?:signal|input|drive|excitation|stimulus|source)\b(?!\s+(?:bias|current|offset|resist))[^.;:=]{0,30},?\s*$",
    re.IGNORECASE,
)
"""Words before “v_in = 0” that turn a source off."""
CONCLUDING = words_of(
    "thus so hence therefore then yields yield gives give giving implies yielding becomes finally is"
)
"""Words that lead to an equation, even from a sentence."""
JOINTS = CONCLUDING | words_of(
    "and means implies requires needs iff since because while or but now also such that which viz "
    "substituting rearranging combining makes make leaves leave produces produce forces force brings bring "
    "will would"
)
"""Words that stand between two equations of one line."""
TYING = words_of("thus so hence therefore then means implies requires needs since because")
"""Those of them that say that the one is so as the other is."""

ABOUT = words_of("about approx approximately roughly nearly circa ca")
"""Words behind an equals sign that make it about equal."""

STOPS = (
    DEFINING
    | CONDITIONAL
    | ASSUMING
    | WITH
    | JOINTS
    | words_of(
        "ok i the a an of to in at by from on it we are be has have about roughly approximately nearly"
    )
)
"""Words that are prose even where their letters could be symbols."""

_NUMBER = r"\d+(?:[.\-–]\d+)*[a-z]?'?"
_LIST = rf"\(?{_NUMBER}\)?(?:\s*(?:,|and|&|und|,\s*and)\s*(?:(?:Eqs?|Equations?)\.?\s*)?\(?{_NUMBER}\)?)*"
_EQUATION = re.compile(rf"\b(?:Eqs?|Eqns?|Equations?|eqs?|eqns?|equations?|Gl)\b\.?\s*~?\s*({_LIST})")
_BARE = re.compile(rf"(?<![\w)])\(({_NUMBER})\)")
_REFERENCE = re.compile(r"\\(?:eq)?ref\{([^{}]{1,80})\}")
_EACH = re.compile(_NUMBER)
LABEL = re.compile(rf"[ \t>*#|]*(?:Eqs?|Eqn|Equation)\.?\s*\(?({_NUMBER})\)?[.:*]*[ \t|]*")
"""The number of an equation, in front of it or on a line of its own."""
TRAILING = re.compile(
    rf"(?:\s{{2,}}|\t)\(({_NUMBER}|[a-zA-Z])\)\s*$|(?:\s{{2,}}|\t)\{{({_NUMBER})\}}\s*$|(?<![=+*/(−-])\s\((\d+(?:\.\d+)?[a-z]?'?)\)\s*$|\s(?:Eq\.)\s*({_NUMBER})\s*$"
)
"""The number of an equation at the end of a line of plain text."""
SENTENCE_END = re.compile(r"(?<!Eq)(?<!Eqs)(?<!eq)(?<!eqs)(?<!Fig)(?<!Gl)(?<!i\.e)(?<!e\.g)[.!?](?:\s|$)")
PARAGRAPH_END = re.compile(r"\n[ \t\r]*\n")


def cited(prose: str) -> tuple[str, ...]:
    """The numbers of equations that the words name, each once: ``Eq. 1.1a and 1.2a``, ``from (2)``."""
    found: list[tuple[int, str]] = []
    for m in _EQUATION.finditer(prose):
        found += [(m.start() + e.start(), e[0]) for e in _EACH.finditer(m[1])]
    found += [(m.start(), m[1]) for m in _BARE.finditer(prose)]
    found += [(m.start(), m[1]) for m in _REFERENCE.finditer(prose)]
    return tuple(dict.fromkeys(word for _, word in sorted(found)))
