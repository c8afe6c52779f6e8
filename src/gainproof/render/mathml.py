"""MathML Core: marks as presentation markup."""

from __future__ import annotations

from html import escape

from gainproof.render.marks import (
    MINUS,
    OVER,
    Braced,
    Coloured,
    Digits,
    Fenced,
    Letter,
    Mark,
    Raised,
    Ratio,
    Rooted,
    Row,
    Sign,
    Word,
    flat,
    greek,
    height,
    is_greek,
)

_FENCES = {1: ("(", ")"), 2: ("[", "]"), 3: ("{", "}")}
_DEEPEST_DISPLAY = 2


def mark(m: Mark, depth: int = 0) -> str:
    """A mark as MathML; `depth` counts the fractions around it."""
    match m:
        case Letter():
            stem = f"<mi>{escape(greek(m.stem))}</mi>"
            if len(m.stem) > 1 and not is_greek(m.stem):
                stem = f'<mi class="word">{escape(m.stem)}</mi>'
            return stem if m.below is None else f"<msub>{stem}{mark(m.below)}</msub>"
        case Digits():
            return f"<mn>{m.text}</mn>"
        case Sign():
            form = ' form="prefix"' if m.prefix and m.text == MINUS else ""
            if m.text == OVER:
                form = ' lspace="0" rspace="0"'
            return f"<mo{form}>{escape(m.text)}</mo>"
        case Word():
            return "<mi>∞</mi>" if m.text == "∞" else f"<mtext>{escape(m.text)}</mtext>"
        case Row():
            return f"<mrow>{''.join(mark(p, depth) for p in m.parts)}</mrow>"
        case Ratio():
            style = "true" if depth < _DEEPEST_DISPLAY else "false"
            over, under = (
                f'<mrow displaystyle="{style}">{mark(x, depth + 1)}</mrow>' for x in (m.over, m.under)
            )
            return f'<mstyle displaystyle="{style}"><mfrac>{over}{under}</mfrac></mstyle>'
        case Raised():
            return f"<msup>{mark(m.base, depth)}<mn>{m.exponent}</mn></msup>"
        case Rooted():
            return f"<msqrt>{mark(m.inside, depth)}</msqrt>"
        case Fenced():
            left, right = _FENCES[m.level]
            high = height(m.inside) >= 1.5
            fences = (
                f'<mo form="{form}" stretchy="{str(high).lower()}" lspace="0" rspace="0">{sign}</mo>'
                for form, sign in (("prefix", left), ("postfix", right))
            )
            return f"<mrow>{next(fences)}{mark(m.inside, depth)}{next(fences)}</mrow>"
        case Coloured():
            return f'<mrow class="{m.role}">{mark(m.inside, depth)}</mrow>'
        case Braced():
            tag, brace = ("mover", "⏞") if m.above else ("munder", "⏟")
            inner = f'<{tag}>{mark(m.inside, depth)}<mo stretchy="true">{brace}</mo></{tag}>'
            return f"<{tag}>{inner}<mtext>{escape(m.word)}</mtext></{tag}>"
    raise TypeError(f"not a mark: {m!r}")


def math(m: Mark) -> str:
    """A formula in a line of text."""
    return f"<math>{mark(flat(m))}</math>"
