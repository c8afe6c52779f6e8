"""Units of names: a letter, a run of digits, or what stands below and above a letter.

``V'_{out1}`` is the units V, ', _out1; where one symbol ends and the next begins is for `names` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gainproof.hand.lexicon import greek
from gainproof.hand.reader.scanning import latex
from gainproof.hand.reader.tokens import LONGEST_NAME, NotRead

_COMMAND = re.compile(r"\\([A-Za-z]+)|\\\[([A-Z][a-z]+)\]")

_BLANKS = re.compile(r"[ \t]*")

_INSIDE = re.compile(
    r"\\(?:text|mathrm|rm|mathit|textrm|textit|operatorname|mathsf|bf|it|mathbf)\b|\\[,; !]|[{}\s]|_"
)

_PRIMES = re.compile(r"(?:'|’|′|\^\{?\\prime\}?|\^\{(?:\\prime)+\})+")

_SIGNS = re.compile(r"\^\s*(?:\{\s*([+\-−])\s*\}|([+\-−])(?![\w(.]))")

_TEX_SIGNS = re.compile(r"\^\s*(?:\{\s*([+\-−])\s*\}|([+\-−]))")

_RAISED_SIGN = re.compile(r"[⁺⁻](?![⁰¹²³⁴⁵⁶⁷⁸⁹])")

_POLE = re.compile(r"[+\-−](?=\s*(?:\.(?:\s|$)|[=≈≜→)\],;:+\-−*/·×<>≠|&]|$))")

_EDGES = frozenset(("", *" \t\n=≈≜→([,;:+-−*/·×&"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A letter (or Greek name), a run of digits, or a whole subscript; `bare` for a character after ``_``."""

    kind: str
    text: str
    at: int
    end: int


class Units:
    """Reads the units of a run, as LaTeX or as plain text."""

    def __init__(self, is_latex: bool) -> None:
        self.is_latex = is_latex

    def units(self, source: str, at: int, stop: int) -> tuple[list[Unit], int]:
        """The units of the run at `at`; letters of Greek end a run of Latin ones only in LaTeX."""
        out: list[Unit] = []
        i = at
        while i < stop and i - at <= LONGEST_NAME * 4:
            c = source[i]
            if c == "%" and not out:  # Maxima's %omega
                m = re.compile(r"%([a-z]+)").match(source, i, stop)
                word = m[1] if m else ""
                out.append(Unit("letter", word or "%", i, i + 1 + len(word)))
                i += 1 + len(word)
            elif c in greek.GREEK:
                out.append(Unit("letter", greek.GREEK[c], i, i + 1))
                i += 1
            elif c.isascii() and c.isalpha():
                out.append(Unit("letter", c, i, i + 1))
                i += 1
            elif c in " \t" and self.is_latex and self.is_change(out) and source[i + 1 : i + 2].isalpha():
                i += 1
            elif c.isdigit() and c.isascii() and out:
                m = re.compile(r"\d+").match(source, i, stop)
                assert m is not None
                out.append(Unit("digits", m[0], i, m.end()))
                i = m.end()
            elif c == "\\":
                unit = self.command(source, i, stop, bool(out) and not self.is_change(out))
                if unit is None:
                    break
                out.append(unit)
                i = unit.end
            else:
                more, after = self.below(source, i, stop) if out else ([], i)
                if not more:
                    break
                out += more
                i = after
                continue
        if i - at > LONGEST_NAME * 4:
            raise NotRead(at, i, "a name of so many letters", f"at most {LONGEST_NAME * 4}")
        return out, i

    def is_change(self, units: list[Unit]) -> bool:
        """Is it the Δ of Δω, which is a name with what follows?"""
        return len(units) == 1 and units[0].text == "Delta"

    def command(self, source: str, i: int, stop: int, inside: bool) -> Unit | None:
        """A Greek letter, a letter under an accent, an upright name; LaTeX lets none of them touch a run."""
        m = _COMMAND.match(source, i, stop)
        if m is None:
            return None
        word = m[1] or m[2].lower()
        word = latex.VARIANTS.get(word, word)
        if word in latex.GREEK:
            return None if inside else Unit("letter", word, i, m.end())
        if inside or not (word in latex.ACCENTS or word in latex.NAMES):
            return None
        begin = m.end()
        begin = _BLANKS.match(source, begin, stop).end()  # type: ignore[union-attr]
        if source[begin : begin + 1] == "{":
            end = closing(source, begin, min(stop, begin + 2 * LONGEST_NAME))
            text, after = _INSIDE.sub("", source[begin + 1 : end]).replace("\\", ""), min(end + 1, stop)
        else:
            text, after = source[begin : begin + 1], min(begin + 1, stop)
        text = re.sub(r"\W", "", text, flags=re.ASCII)
        if not text:
            return Unit("letter", "?", i, after)
        accent = latex.ACCENTS.get(word)
        return Unit("letter", f"{text}_{accent}" if accent else text, i, after)

    def below(self, source: str, i: int, stop: int) -> tuple[list[Unit], int]:
        """What stands below, and primes and signs above: ``_{os}``, ``_1``, ``₁``, ``'``, ``^+``."""
        if i >= stop:
            return [], i
        at = i
        m = _PRIMES.match(source, i, stop)
        if m is not None:
            return [
                Unit("prime", "prime" * min(3, max(1, m[0].count("prime") or len(m[0]))), i, m.end())
            ], m.end()
        m = _RAISED_SIGN.match(source, i, stop)
        if m is not None:
            return [Unit("group", "plus" if m[0] == "⁺" else "minus", i, m.end())], m.end()
        m = _POLE.match(source, i, stop)
        if (
            m is not None
            and not self.is_latex
            and source[i - 1] in "vVeEuUiI"
            and source[i - 2 : i - 1] in _EDGES
        ):
            return [Unit("group", "plus" if m[0] == "+" else "minus", i, m.end())], m.end()
        m = (_TEX_SIGNS if self.is_latex else _SIGNS).match(source, i, stop)
        if m is not None:
            return [Unit("group", "plus" if (m[1] or m[2]) == "+" else "minus", i, m.end())], m.end()
        if source[i] in greek.SUBSCRIPTS:
            m = re.compile(f"[{''.join(greek.SUBSCRIPTS)}]+").match(source, i, stop)
            assert m is not None
            return [Unit("group", _signed("".join(greek.SUBSCRIPTS[c] for c in m[0])), i, m.end())], m.end()
        blanks = _BLANKS.match(source, i, stop)
        i = blanks.end() if blanks else i
        if source[i : i + 1] != "_" or i >= stop or (i > at and not self.is_latex):
            return [], at
        blanks = _BLANKS.match(source, i + 1, stop)
        i = blanks.end() if blanks and self.is_latex else i + 1
        if i >= stop:
            return [], stop
        c = source[i]
        if c == "{":
            return self.group(source, at, i, stop)
        if c in "+-−" and (self.is_latex or not re.match(r"\w", source[i + 1 : i + 2])):
            return [Unit("group", _signed(c), at, i + 1)], i + 1
        if c == "\\":
            command = _COMMAND.match(source, i, stop)
            if command is None:
                return [], at
            word = command[1] or command[2].lower()
            if (
                word in ("text", "mathrm", "mathit", "textrm", "rm")
                and source[command.end() : command.end() + 1] == "{"
            ):
                return self.group(source, at, command.end(), stop)
            word = "oo" if word == "infty" else latex.VARIANTS.get(word, word)
            return [Unit("group", word, at, command.end())], command.end()
        if c in greek.GREEK:
            return [Unit("group", greek.GREEK[c], at, i + 1)], i + 1
        if c.isascii() and c.isalnum():
            m = re.compile(r"[A-Za-z]+|\d+").match(source, i, stop)
            assert m is not None
            if m[0].isdigit() or len(m[0]) == 1:
                return [Unit("under", m[0], at, m.end())], m.end()
            return [Unit("under", m[0][0], at, i + 1)], i + 1
        return [], at

    def group(self, source: str, at: int, brace: int, stop: int) -> tuple[list[Unit], int]:
        end = closing(source, brace, min(stop, brace + 2 * LONGEST_NAME))
        inside = source[brace + 1 : end]
        after = min(end + 1, stop)
        if len(inside) > LONGEST_NAME:
            raise NotRead(at, after, "a subscript of so many letters", f"at most {LONGEST_NAME}")
        if re.search(r"[A-Za-z]\s+[A-Za-z]", inside) and "\\" not in inside:
            return [Unit("words", re.sub(r"\W+", "_", inside.strip(), flags=re.ASCII), at, after)], after
        text = _signed(_INSIDE.sub("", inside).replace("\\", ""))
        text = "".join(greek.GREEK.get(c, c) for c in text).replace("infty", "oo").replace("∞", "oo")
        return [Unit("group", re.sub(r"\W", "", text, flags=re.ASCII) or "?", at, after)], after


def closing(source: str, at: int, stop: int) -> int:
    """Where the brace that opens at `at` closes; `stop`, if it does not before."""
    depth = 0
    for k in range(at, stop):
        c = source[k]
        depth += (c == "{") - (c == "}")
        if depth == 0:
            return k
    return stop


def _signed(text: str) -> str:
    text = text.strip()
    return re.sub(r"[-−]$", "minus", re.sub(r"\+$", "plus", text))
