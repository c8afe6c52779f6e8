"""How people write algebra: a few printers of expression trees, none of them the engine's.

A `Hand` is somebody's way of writing.  It is always unambiguous: after a slash stands one thing or a bracket.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from gainproof.expression import Equation, Expr, Neg, Num, Par, Pow, Prod, Quot, Root, Sum, Sym

_SUM, _PAR, _PRODUCT, _POWER, _ATOM = range(5)
GREEK = {"omega": "ω", "pi": "π", "beta": "β", "mu": "μ", "tau": "τ", "rho": "ρ"}
_SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Hand:
    """A way of writing: `kind` is latex, ascii or unicode.

    `times` stands between factors; `parallel` is the sign for parts in parallel; `braces` puts braces
    around every subscript, `calls` writes v(out) for a node's voltage, `under` puts R_1 for R1; `raised`
    is the sign of a power; `frac` the command of a fraction; `brackets` of a sum that is a factor.
    """

    name: str
    kind: str
    times: str = " "
    parallel: str = r"\parallel"
    braces: bool = False
    calls: bool = False
    under: bool = False
    raised: str = "^"
    frac: str = r"\frac"
    brackets: tuple[str, str] = ("(", ")")
    tight: bool = False
    inner: bool = False

    def equation(self, q: Equation, relation: str = "=") -> str:
        return f"{self.expr(q.left)} {relation} {self.expr(q.right)}"

    def expr(self, x: Expr) -> str:
        return self._write(x, _SUM)

    def written(self, q: Equation) -> Equation:
        """The equation as it stands on the page, where the hand may have no sign for parts in parallel."""
        return q if self.parallel else Equation(_spelled_out(q.left), _spelled_out(q.right))

    def symbol(self, name: str) -> str:
        """R1 as R_1, v_out as v_{out}, omega_0 as ω_0."""
        head, sub = parts(name)
        if self.kind == "latex":
            return self._latex_symbol(head, sub)
        if self.calls and head == "v" and "_" in name and (len(sub) == 1 or sub == "out"):
            return f"v({sub})"
        if self.kind == "unicode":
            head = GREEK.get(head, head)
            sub = GREEK.get(sub, sub)
            return head + sub.translate(_SUBSCRIPT) if sub.isdigit() else f"{head}_{sub}" if sub else head
        return f"{head}_{sub}" if sub and (self.under or "_" in name) else head + sub

    def _latex_symbol(self, head: str, sub: str) -> str:
        head = "\\" + head if head in GREEK else head
        if not sub:
            return head
        if sub in GREEK:
            sub = "\\" + sub
        elif self.inner and re.fullmatch(r"[A-Z][0-9a-z]", sub):
            sub = f"{sub[0]}_{sub[1]}"
        return f"{head}_{sub}" if len(sub) == 1 and not self.braces else f"{head}_{{{sub}}}"

    def _write(self, x: Expr, outer: int, first: bool = True) -> str:
        text, level = self._body(x, first)
        if level >= outer:
            return text
        left, right = self.brackets if level == _SUM else ("(", ")")
        return f"{left}{text}{right}"

    def _body(self, x: Expr, first: bool) -> tuple[str, int]:
        match x:
            case Sym():
                return self.symbol(x.name), _ATOM
            case Num():
                return self._number(x.args[0])
            case Neg():
                return f"{self._minus()}{self._write(x.args[0], _PRODUCT)}", _SUM
            case Sum():
                return self._sum(x), _SUM
            case Prod():
                return self._product(x)
            case Quot():
                return self._quotient(x)
            case Pow():
                n = str(x.exponent)
                raised = n.translate(_SUPERSCRIPT) if self.kind == "unicode" else self.raised + n
                return f"{self._write(x.base, _ATOM)}{raised}", _POWER
            case Root():
                inside = self.expr(x.inside)
                return (rf"\sqrt{{{inside}}}" if self.kind == "latex" else f"sqrt({inside})"), _ATOM
            case Par():
                return self._par(x)
        raise TypeError(f"not an expression: {x!r}")

    def _minus(self) -> str:
        return "−" if self.kind == "unicode" else "-"

    def _sum(self, x: Sum) -> str:
        gap = "" if self.tight else " "
        out = self._write(x.args[0], _SUM)
        for t in x.args[1:]:
            sign, body = (self._minus(), t.args[0]) if isinstance(t, Neg) else ("+", t)
            out += f"{gap}{sign}{gap}{self._write(body, _PAR)}"
        return out

    def _product(self, x: Prod) -> tuple[str, int]:
        words = []
        for k, f in enumerate(x.args):
            needs = _POWER if isinstance(f, Num | Par) and k else _PRODUCT if not k else _POWER
            if isinstance(f, Quot) and self.times == " " and (self.kind != "latex" or not self.frac):
                needs = _ATOM
            words.append(self._write(f, needs, not k))
        out = words[0]
        for before, w in pairwise(words):
            digits = w[0].isdigit() or (before[-1].isdigit() and before.isdigit() and w.startswith("("))
            dot = r" \cdot " if self.kind == "latex" else "*"
            out += (dot if digits and not self.times.strip() else self.times) + w
        return out, _PRODUCT

    def _quotient(self, x: Quot) -> tuple[str, int]:
        if self.kind == "latex" and self.frac:
            return rf"{self.frac}{{{self.expr(x.num)}}}{{{self.expr(x.den)}}}", _POWER
        above = self._write(x.num, _PRODUCT)
        return f"{above}/{self._write(x.den, _POWER)}", _PRODUCT

    def _par(self, x: Par) -> tuple[str, int]:
        if self.parallel:
            return f" {self.parallel} ".join(self._write(p, _POWER) for p in x.args), _PAR
        return self._body(_reciprocal(x.args), True)

    def _number(self, q: Fraction) -> tuple[str, int]:
        if q < 0:
            text, _ = self._number(-q)
            return self._minus() + text, _SUM
        if q.denominator == 1:
            return str(q.numerator), _ATOM
        return self._quotient(Quot(Num(q.numerator), Num(q.denominator)))


def _spelled_out(x: Expr) -> Expr:
    children = tuple(map(_spelled_out, x.children))
    return _reciprocal(children) if isinstance(x, Par) else x.rebuilt(children) if children else x


def _reciprocal(parts: tuple[Expr, ...]) -> Expr:
    """Parts in parallel, as one over the sum of their conductances."""
    return Quot(Num(1), Sum(*(Quot(Num(1), p) for p in parts)))


def parts(name: str) -> tuple[str, str]:
    """The letter of a name and what stands below it."""
    head, under, sub = name.partition("_")
    if under:
        return head, sub
    if name in GREEK:
        return name, ""
    return name[0], name[1:]


HANDS: Mapping[str, Hand] = {
    h.name: h
    for h in (
        Hand("latex", "latex", brackets=(r"\left(", r"\right)")),
        Hand("latex-braces", "latex", " ", r"\|", True, frac=r"\dfrac", brackets=(r"\left[", r"\right]")),
        Hand("latex-dots", "latex", r" \cdot ", r"\parallel", inner=True, brackets=("(", ")")),
        Hand("ascii", "ascii", "*", "||"),
        Hand("ascii-tight", "ascii", "*", "||", tight=True, under=True),
        Hand("ascii-implicit", "ascii", " ", "||", calls=True),
        Hand("unicode", "unicode", "·", "∥"),
        Hand("unicode-implicit", "unicode", " ", "∥", brackets=("[", "]")),
        Hand("sympy", "ascii", "*", "", raised="**"),
    )
}
"""Ways of writing by name."""
