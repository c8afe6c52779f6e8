"""How the name of a symbol is read: a stem and what stands below it.

``R1`` is R with a 1 below, ``Ao`` is A with an o, ``v_out`` is v with "out", ``beta`` is one letter.
"""

from __future__ import annotations

import re

_GREEK = (
    "alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon"
    "|phi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega"
)
_NAME = re.compile(rf"({_GREEK}|[A-Za-z])(\w*)")
_ACRONYM = re.compile(r"[A-Z]{3,}")


def split_symbol(name: str) -> tuple[str, str]:
    """The stem and the subscript ("" for none) of a name: ``("A", "o")``, ``("i", "R1")``.

    A subscript with parts has commas between them: ``Ao_X1`` is A with "o,X1".
    """
    stem, bar, below = name.partition("_")
    if bar and stem and below:
        first, more = split_symbol(stem)
        return first, ",".join(filter(None, (more, *below.split("_"))))
    found = _NAME.fullmatch(name)
    if found is None or _ACRONYM.fullmatch(name):
        return name, ""
    return found[1], found[2]
