"""MathML Core: marks as presentation markup."""

from __future__ import annotations

from html import escape

from gainproof.render.marks import (
    MINUS,
    OVER,
    Amount,
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
    greek,
    is_greek,
)
from gainproof.render.measures import height
from gainproof.render.typesetting import flat

_FENCES = {1: ("(", ")"), 2: ("[", "]"), 3: ("{", "}"), 4: ("|", "|")}
_DEEPEST_DISPLAY = 2


def mark(m: Mark, depth: int = 0) -> str:
    """A mark as MathML; `depth` counts the fractions around it.  Every symbol bears its `key`."""
    match m:
        case Letter():
            return _letter(m, f' data-s="{escape(key(m))}"')
        case Digits():
            return f"<mn>{m.text}</mn>"
        case Amount():
            return _amount(m)
        case Sign():
            form = ' form="prefix"' if m.prefix and m.text == MINUS else ""
            if m.text == OVER:
                form = ' lspace="0" rspace="0"'
            return f"<mo{form}>{escape(m.text)}</mo>"
        case Word():
            return f"<mi>{escape(m.text)}</mi>"  # no <mtext>, beside which a minus has no space
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
            inner = f'<{tag}>{mark(m.inside, depth)}<mo class="brace" stretchy="true">{brace}</mo></{tag}>'
            return f"<{tag}>{inner}<mtext>{escape(m.word)}</mtext></{tag}>"
    raise TypeError(f"not a mark: {m!r}")


def _amount(m: Amount) -> str:
    j = '<mi mathvariant="normal">j</mi>' if m.imaginary else ""
    ten = f"<mo>·</mo><msup><mn>10</mn>{_whole(m.power)}</msup>" if m.power else ""
    unit = f'<mspace width="{".17em" if m.gap else "0"}"/><mtext>{escape(m.unit)}</mtext>' if m.unit else ""
    number = f"{j}<mn>{m.text}</mn>{ten}{unit}"
    return number if number.endswith("</mn>") and not j else f"<mrow>{number}</mrow>"


def _whole(n: int) -> str:
    return f"<mn>{n}</mn>" if n >= 0 else f'<mrow><mo form="prefix">−</mo><mn>{-n}</mn></mrow>'


def key(m: Letter | Digits | Word) -> str:
    """What is the same for symbols that look the same, here and in the schematic: ``R_1``, ``i_R1``."""
    if not isinstance(m, Letter):
        return m.text
    stem = greek(m.stem)
    return stem if m.below is None else f"{stem}_{key(m.below).replace('_', '')}"


def _letter(m: Letter, attribute: str) -> str:
    """A symbol; the attribute is that of the whole, what stands below has none of its own."""
    word = ' class="word"' if len(m.stem) > 1 and not is_greek(m.stem) else ""
    if m.below is None:
        return f"<mi{word}{attribute}>{escape(greek(m.stem))}</mi>"
    below = _letter(m.below, "") if isinstance(m.below, Letter) else mark(m.below)
    return f"<msub{attribute}><mi{word}>{escape(greek(m.stem))}</mi>{below}</msub>"


def math(m: Mark) -> str:
    """A formula in a line of text."""
    return f"<math>{mark(flat(m))}</math>"
