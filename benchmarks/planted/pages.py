"""The document around a line: the definitions before it, the words, the frame, the condition."""

from __future__ import annotations

import random
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
    if hand.kind == "latex" and rng.random() < 0.25:
        hand = replace(hand, frac="")
    shown, lead = _claim(line, claim, before, hand, rng)
    frame = rng.choice(_FRAMES) if hand.kind == "latex" else ("", "")
    out = []
    for k, q in enumerate(line.needs):
        word = rng.choice(("Let", "Define", "With", "")) if hand.kind == "latex" or rng.random() < 0.5 else ""
        sign = rng.choice(_DEFINED[hand.kind])
        text = hand.equation(q, "=" if k and word == "" else sign if word != "With" else "=")
        out.append((f"{word} " if word else "") + (f"${text}$" if hand.kind == "latex" else text))
    left, right = frame
    body = shown
    if "align" in left:
        body = shown.replace(" = ", " &= ", 1)
    out.append(f"{lead}{left}{body}{right}")
    suffix = "txt" if hand.kind != "latex" else rng.choice(("tex", "md"))
    gap = "\n\n" if hand.kind == "latex" else "\n"
    return gap.join(out) + "\n", f"work.{suffix}", shown


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
