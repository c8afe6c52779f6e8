r"""The macros that a document defines for itself: ``\newcommand``, ``\renewcommand``, ``\def``, ``\let``…

A macro is expanded where it stands, within bounds on how deep and how long; one that comes to itself is
refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_MACROS = 500
LONGEST_MACRO = 2000
MOST_EXPANDED = 200_000
"""Characters that one display may grow to."""

_DEFINITION = re.compile(
    r"\\(?:(?:re)?newcommand\*?|providecommand\*?|DeclareRobustCommand\*?)\s*\{?\s*\\([A-Za-z]+)\s*\}?"
    r"\s*(?:\[([0-9])\])?\s*(?:\[([^\][{}]{0,200})\])?\s*(?=\{)"
    r"|\\DeclareMathOperator\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*(?=\{)"
    r"|\\(?:g|x|e)?def\s*\\([A-Za-z]+)\s*((?:#[1-9])*)(?=\{)"
    r"|\\let\s*\\([A-Za-z]+)\s*=?\s*(\\[A-Za-z]+)"
)
_PARAMETER = re.compile(r"#([1-9])")


@dataclass(frozen=True, slots=True)
class Macro:
    """What a macro stands for; `default` is that of its first argument, if it may be left out."""

    body: str
    arguments: int = 0
    default: str | None = None

    def filled(self, arguments: list[str]) -> str:
        """The body with the arguments in their places."""

        def argument(m: re.Match[str]) -> str:
            k = int(m[1])
            return arguments[k - 1] if k <= len(arguments) else ""

        return _PARAMETER.sub(argument, self.body) if self.arguments else self.body


def macros_of(source: str) -> dict[str, Macro]:
    """Macro -> what it stands for; a later definition takes the place of an earlier one."""
    out: dict[str, Macro] = {}
    if "\\" not in source:
        return out
    for m in _DEFINITION.finditer(source):
        if len(out) >= MOST_MACROS:
            break
        if m[7]:
            out[m[7]] = Macro(m[8])
            continue
        body = _group(source, m.end())
        if body is None:
            continue
        if m[4]:
            out[m[4]] = Macro(f"\\operatorname{{{body}}}")
        elif m[5]:
            out[m[5]] = Macro(body, (m[6] or "").count("#"))
        else:
            out[m[1]] = Macro(body, int(m[2] or 0), m[3])
    return out


def definitions(source: str, at: int, stop: int) -> list[tuple[int, int]]:
    """Where definitions of macros stand in a part of the document."""
    out = []
    for m in _DEFINITION.finditer(source, at, stop):
        body = _group(source, m.end()) if not m[7] else ""
        out.append((m.start(), m.end() + (len(body) + 2 if body is not None and not m[7] else 0)))
    return out


def _group(source: str, at: int) -> str | None:
    """The inside of the braces that open at `at`; None if they close nowhere near."""
    depth = 0
    for k in range(at, min(len(source), at + LONGEST_MACRO)):
        c = source[k]
        if c == "\\":
            continue
        if source[k - 1] == "\\" and k > at:
            continue
        depth += (c == "{") - (c == "}")
        if depth == 0:
            return source[at + 1 : k]
    return None
