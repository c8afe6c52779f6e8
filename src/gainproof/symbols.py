"""How the name of a symbol is read: a stem and what stands below it.

``R1`` is R with a 1 below, ``Ao`` is A with an o, ``v_out`` is v with "out", ``beta`` is one letter.
"""

from __future__ import annotations

import re
import unicodedata

_GREEK = (
    "alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon"
    "|phi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega"
)
_NAME = re.compile(rf"({_GREEK}|[A-Za-z])(\w*)")
_ACRONYM = re.compile(r"[A-Z]{3,}")
_GREEK_LETTER = re.compile(r"GREEK (SMALL|CAPITAL) LETTER (?:FINAL )?(\w+)")


def split_symbol(name: str) -> tuple[str, str]:
    """The stem and the subscript ("" for none) of a name: ``("A", "o")``, ``("i", "R1")``.

    A subscript with parts has commas between them: ``Ao_X1`` is A with "o,X1".  A name that ends in an
    underscore is no stem with nothing below: ``R_`` is another part than R, and is written as it is.
    """
    if name.endswith("_") or "__" in name:
        return name, ""
    stem, bar, below = name.partition("_")
    if bar and stem and below:
        first, more = split_symbol(stem)
        return first, ",".join(filter(None, (more, *below.split("_"))))
    found = _NAME.fullmatch(name)
    if found is None or _ACRONYM.fullmatch(name):
        return name, ""
    return found[1], found[2]


def plain_letters(name: str) -> str:
    """A name in ASCII, as far as it can be said in it: ``Rα`` -> ``R_alpha``, ``é`` -> ``e``; others stay."""
    if name.isascii():
        return name
    out = ""
    for c in unicodedata.normalize("NFKC", name):
        greek = _GREEK_LETTER.match(unicodedata.name(c, ""))
        if greek is None:
            out += unicodedata.normalize("NFD", c)[0]
        else:
            word = greek[2].lower().replace("lamda", "lambda")
            word = word if greek[1] == "SMALL" else word.capitalize()
            out += f"_{word}" if out else word
    return out
