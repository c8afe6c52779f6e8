"""The document around a line: the definitions before it, the words, the frame, the condition."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from benchmarks.planted.printers import Hand
from benchmarks.planted.truths import Line
from gainproof.expression import Equation, Expr

_WORDS = {"latex": (r"\to", r"\infty"), "ascii": ("->", "oo"), "unicode": ("→", "∞")}
_ABOUT = {"latex": r"\approx", "ascii": "~=", "unicode": "≈"}
_DEFINED = {"latex": (r"\triangleq", "=", r"\equiv"), "ascii": (":=", "=", "="), "unicode": ("≜", "=", ":=")}
_FRAMES = (
    ("\\[\n", "\n\\]"),
    ("$$", "$$"),
    ("\\begin{equation}\n", "\n\\end{equation}"),
    ("\\begin{align*}\n", "\n\\end{align*}"),
)


def page(line: Line, claim: Equation, before: Expr | None, hand: Hand, lot: int) -> tuple[str, str, str]:
    """The whole text, its file name, and the line alone."""
    rng = random.Random(lot)
    hand = _mood(hand, rng)
    frame = _frame(hand, rng)
    out = [_definition(q, hand, rng) for q in line.needs]
    shown, lead = _claim(line, claim, before, hand, rng)
    out.append(lead + _framed(shown, frame))
    return _gap(hand).join(out) + "\n", _file(hand, rng), shown


def work(lines: Sequence[tuple[Line, Equation]], hand: Hand, lot: int) -> tuple[str, str, list[int]]:
    """A whole derivation, its file name, and the number of the line on which each claim stands."""
    rng = random.Random(lot)
    hand = _mood(hand, rng)
    frame = _frame(hand, rng)
    out, numbers = "", []
    for line, claim in lines:
        if line.role == "definition":
            new = _definition(claim, hand, rng)
            before = 0
        else:
            shown, _ = _claim(line, claim, None, hand, rng)
            new = _framed(shown, frame)
            before = frame[0].count("\n")
        numbers.append(out.count("\n") + 1 + before)
        out += new + _gap(hand)
    return out, _file(hand, rng), numbers


def _mood(hand: Hand, rng: random.Random) -> Hand:
    """The hand, which in LaTeX now and then writes a/b for a fraction."""
    return replace(hand, frac="") if hand.kind == "latex" and rng.random() < 0.25 else hand


def _frame(hand: Hand, rng: random.Random) -> tuple[str, str]:
    return rng.choice(_FRAMES) if hand.kind == "latex" else ("", "")


def _framed(shown: str, frame: tuple[str, str]) -> str:
    left, right = frame
    return left + (shown.replace(" = ", " &= ", 1) if "align" in left else shown) + right


def _gap(hand: Hand) -> str:
    return "\n\n" if hand.kind == "latex" else "\n"


def _file(hand: Hand, rng: random.Random) -> str:
    return "work." + ("txt" if hand.kind != "latex" else rng.choice(("tex", "md")))


def _definition(q: Equation, hand: Hand, rng: random.Random) -> str:
    """``Let R = …``, with or without a word and a sign of its own."""
    word = rng.choice(("Let", "Define", "With", "")) if hand.kind == "latex" or rng.random() < 0.5 else ""
    sign = rng.choice(_DEFINED[hand.kind]) if word else "="
    text = hand.equation(q, sign)
    return (f"{word} " if word else "") + (f"${text}$" if hand.kind == "latex" else text)


def _claim(
    line: Line, claim: Equation, before: Expr | None, hand: Hand, rng: random.Random
) -> tuple[str, str]:
    """The claim with its condition, and what stands before it."""
    if line.role == "number":
        relation = "=" if rng.random() < 0.5 else _ABOUT[hand.kind]
        return f"{hand.expr(claim.left)} {relation} {line.digits}", ""
    to, oo = _WORDS[hand.kind]
    conditions = [f"{hand.symbol(n)} {to} {oo if where == 'oo' else '0'}" for n, where in line.under]
    way = rng.randrange(3) if conditions else 0
    relation = to if conditions and way == 2 else "="
    text = hand.equation(claim, relation)
    if before is not None:
        text = f"{hand.expr(claim.left)} = {hand.expr(before)} {relation} {hand.expr(claim.right)}"
    if not conditions:
        return text, ""
    if way == 1:
        said = ", ".join(f"${c}$" if hand.kind == "latex" else c for c in conditions)
        return text, f"For {said},\n"
    if hand.kind == "latex":
        return text + r" \quad \text{for } " + r",\ ".join(conditions), ""
    return f"{text} for {', '.join(conditions)}", ""
