"""Names: where one symbol ends and the next begins, in R_1R_2, A_ov_2, Vout, v_{+}, V'_1, ``\\hat{v}_2``.

A run of letters, digits and subscripts is cut into *units*.  If it can be cut into names that are known, the
longest first, it is that product.  If not, TeX's own rule holds in LaTeX (a subscript is one group or one
character, each letter a symbol), and in plain text the run is one name.  Letters alone that nobody knows are
a word; whether it is prose or a name is decided where it stands.
"""

from __future__ import annotations

import re

from gainproof.expression import Sym
from gainproof.hand.lexicon.symbols import FREQUENCY, Found, Symbols
from gainproof.hand.reader.scanning import latex
from gainproof.hand.reader.scanning.units import Unit, Units
from gainproof.hand.reader.tokens import Remark, Token
from gainproof.hand.reader.words import STOPS

_SIMPLE = re.compile(
    r"[A-Za-z][A-Za-z0-9]{0,20}(?:_(?:\{[A-Za-z0-9]{1,12}\}|[A-Za-z0-9]{1,12}(?![\w{])))?"
    r"(?=\s*(?:[*/()=,+\\&}\]\-]|$)|\s+[A-Za-z0-9])(?<![vVeEuUiI](?=[+\-]))"
)
_ENDS_BELOW = re.compile(r"[A-Za-z]\w{0,40}_(?!\w)", re.ASCII)
"""``R_``, as a netlist may call a part: no name but one that the circuit has."""
_MOST_UNITS = 24
_SIGNALS = ("v", "V", "i", "I")
_FREQUENCY = ("jomega", "omegaj", "jw", "iomega")


class Namer(Units):
    """Reads names over one table of symbols."""

    def __init__(self, symbols: Symbols, is_latex: bool, remarks: list[Remark]) -> None:
        super().__init__(is_latex)
        self.symbols, self.remarks = symbols, remarks
        self.source = ""

    def read(self, source: str, at: int, stop: int, end: int | None = None) -> tuple[list[Token], int]:
        """The tokens of the run that begins at `at`, and where it ends.

        The symbols of a run that looks simple are remembered until a new one is defined.
        """
        self.source = source
        odd = None if self.is_latex else _ENDS_BELOW.match(source, at, stop)
        if odd is not None and odd[0] in self.symbols.exact:
            return [Token("sym", odd[0], at, odd.end(), self.symbols.exact[odd[0]])], odd.end()
        simple = _SIMPLE.match(source, at, stop)
        if simple is not None:
            run = (simple[0], self.is_latex)
            known = self.symbols.runs.get(run)
            if known is not None:
                return [Token(k, w, at + a, at + b, v) for k, w, a, b, v in known], simple.end()
        remarks = len(self.remarks)
        units, after = self.units(source, at, stop)
        if not units:
            return [Token("bad", f"{source[at]!r}", at, at + 1, "a name")], at + 1
        tokens = self.tokens(units)
        if simple is not None and after == simple.end() and len(self.remarks) == remarks:
            self.symbols.runs[run] = [(t.kind, t.text, t.at - at, t.end - at, t.value) for t in tokens]
        return tokens, max(after, end or 0)

    def read_boxed(self, source: str, at: int, end: int, stop: int) -> tuple[list[Token], int] | None:
        r"""The name in the braces of ``\mathbf{V}_1`` with what is below it; None if it is no name alone."""
        self.source = source
        inside = source[at:end].strip()
        if not (inside.isalpha() and inside.isascii() and len(inside) <= 4):
            return None
        units = [Unit("letter", inside, at, end)]
        more, after = self.below(source, min(end + 1, stop), stop)
        return self.tokens(units + more), after

    def is_change(self, units: list[Unit]) -> bool:
        return super().is_change(units) and self.symbols.known("Delta") is None

    def tokens(self, units: list[Unit]) -> list[Token]:
        """The symbols of a run, or the words."""
        at, end = units[0].at, units[-1].end
        letters = all(u.kind == "letter" and len(u.text) == 1 for u in units)
        whole = _spelled(units)
        if letters and len(units) > 1 and whole.lower() in STOPS and self.symbols.known(whole) is None:
            return [Token("word", whole, at, end)]
        if any(u.kind == "words" for u in units):
            return [Token("word", whole, at, end, "words")]
        cut = self.cut(units)
        if cut is not None:
            return [self.symbol(part) for part in cut]
        if self.symbols.find(whole) is not None:
            return [self.symbol(units)]
        if at_greek := _greek(units):
            return self.tokens(units[:at_greek]) + self.tokens(units[at_greek:])
        if len(units) > 1 and units[0].text == "s" and units[1].kind == "letter" and units[1].text.isupper():
            return [self.symbol(units[:1]), *self.tokens(units[1:])]
        if letters and len(units) > 1 and whole not in latex.GREEK:
            return [Token("word", whole, at, end)]
        if not self.is_latex:
            return [self.symbol(units)]
        return self.by_tex(units)

    def cut(self, units: list[Unit]) -> list[list[Unit]] | None:
        """The run as known names, each as long as can be; None if some part of it is unknown."""
        n = len(units)
        if n > 4 * _MOST_UNITS:
            return None
        reach: list[int] = [0] * n + [n]  # where the name that begins here ends, 0 if the rest cannot be cut
        for i in range(n - 1, -1, -1):
            if units[i].kind != "letter":
                continue
            for j in range(min(n, i + _MOST_UNITS), i, -1):
                if j < n and not (units[j].kind == "letter" and reach[j]):
                    continue
                word = _spelled(units[i:j])
                if self.symbols.known(word) is not None or word in _FREQUENCY or word in self.symbols.fresh:
                    reach[i] = j
                    break
        if not reach[0]:
            return None
        parts, i = [], 0
        while i < n:
            parts.append(units[i : reach[i]])
            i = reach[i]
        plain = (u.kind == "letter" or (u.kind == "under" and u.text.isalpha()) for u in units)
        signals = parts[0][0].text in _SIGNALS and all(plain)
        if signals and not self.is_latex and any(_spelled(p) == FREQUENCY for p in parts[1:]):
            return None  # vgs and v_gs are voltages, and no v_g s
        return parts

    def by_tex(self, units: list[Unit]) -> list[Token]:
        """TeX's rule: a letter and the one thing below it make a symbol; many letters in a row are a word."""
        out: list[Token] = []
        i = 0
        while i < len(units):
            run = i
            while run < len(units) and units[run].kind == "letter" and len(units[run].text) == 1:
                run += 1
            tail = run < len(units) and units[run].kind != "letter"
            word = run - (1 if tail else 0)
            if word - i > 3:
                out.append(Token("word", _spelled(units[i:word]), units[i].at, units[word - 1].end))
                i = word
                continue
            j = i + (2 if self.is_change(units[i : i + 1]) and i + 1 < len(units) else 1)
            while j < len(units) and units[j].kind != "letter":
                j += 1
            out.append(self.symbol(units[i:j]))
            i = j
        return out

    def symbol(self, units: list[Unit]) -> Token:
        at, end = units[0].at, units[-1].end
        spelled = _spelled(units)
        found = self.symbols.find(spelled)
        if found is None and spelled in _FREQUENCY:
            found = Found(Sym("s"), "frequency", "is the frequency s on the imaginary axis")
        if found is None:
            symbol = self.symbols.named(name_of(units))
            return Token("sym", symbol.name, at, end, symbol)
        if found.code:
            typed = " ".join(self.source[at:end].split())
            self.remarks.append(Remark(found.code, at, end, f"{typed} {found.remark}"))
        return Token("sym", spelled, at, end, found.expr)


def _greek(units: list[Unit]) -> int:
    """Where a Greek letter begins a name of its own, or ends one; 0 if nowhere.  Δ is part of a name."""
    for k in range(1, min(len(units), 4 * _MOST_UNITS)):
        before, here = units[k - 1], units[k]
        if here.kind != "letter" or before.text == "Delta":
            continue
        if len(here.text) > 1 or (before.kind == "letter" and len(before.text) > 1):
            return k
    return 0


def _spelled(units: list[Unit]) -> str:
    """The name as a table of symbols knows it: what stands below joined by one underscore, primes last."""
    units = _primes_last(units)
    out = ""
    for u in units:
        out += f"_{u.text}" if u.kind in ("under", "group", "words") and out else u.text
    return out


def _primes_last(units: list[Unit]) -> list[Unit]:
    if any(u.kind == "prime" for u in units):
        return [u for u in units if u.kind != "prime"] + [u for u in units if u.kind == "prime"]
    return units


def name_of(units: list[Unit]) -> str:
    """The name of a symbol that nobody knows: stem, underscore, what stands below; an identifier."""
    units = _primes_last(units)
    count = next((k for k, u in enumerate(units) if u.kind != "letter"), len(units))
    stem = "".join(u.text for u in units[:count])
    below = "".join(u.text for u in units[count:])
    word = f"{stem}_{below}" if below and units[count].kind != "digits" else stem + below
    word = re.sub(r"\W", "_", word, flags=re.ASCII)
    return word if word.isidentifier() else f"x_{word}"
