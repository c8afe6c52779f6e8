"""Works for tests, from lines in plain algebra: `written(circuit, "v_2 = V1", "1.1: a = b = c", …)`.

A line may start with its number and a colon, and end with words in brackets: (Ao -> oo), (V2 = 0),
(from 1.1), (def R) for a name that is defined.  Relations are =, ~ (about), -> (tends to) and := (is
defined as).
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from gainproof.circuit.circuit import Circuit
from gainproof.circuit.netlist.reader import read
from gainproof.expression import Expr, Num
from gainproof.hand.judging.route import judge_work
from gainproof.hand.work import Claim, Condition, Path, Side, Span, Work
from gainproof.notation import parse

RELATIONS = {"=": "=", "~": "≈", "->": "→", ":=": "≜"}


def circuit_of(*lines: str) -> Circuit:
    return read("* test\n" + "\n".join(lines) + "\n").circuit


def written(*lines: str) -> Work:
    items: list[Claim] = []
    known: dict[str, int] = {}
    for k, line in enumerate(lines, 1):
        number, _, rest = line.rpartition(": ")
        words = re.findall(r"\((from [^()]*|def [^()]*|\w+ -> \w+|\w+ = \w+)\)$", rest.strip())
        rest = re.sub(r"\s*\((from [^()]*|def [^()]*|\w+ -> \w+|\w+ = \w+)\)$", "", rest.strip())
        parts = re.split(r"(:=|->|=|~)", rest)
        known.setdefault(number, k)
        under, cites, symbol = (), (), ""
        for w in words:
            if w.startswith("from "):
                cites = tuple(w[5:].split(", "))
            elif w.startswith("def "):
                symbol = w[4:]
            elif "->" in w:
                n, to = w.split(" -> ")
                under = (Condition(n, to, Span(k, 1)),)
            else:
                n, to = w.split(" = ")
                under = (Condition(n, "=", Span(k, 1), parse(n), parse(to)),)
        for link in range(0, len(parts) - 2, 2):
            left, relation, right = parts[link : link + 3]
            items.append(
                Claim(
                    _side(left, k, 1),
                    _side(right, k, 40),
                    RELATIONS[relation],
                    line,
                    Span(k, 1 + link, max(1, len(line))),
                    number,
                    cites,
                    under,
                    link // 2,
                    symbol if link == 0 else "",
                )
            )
    return Work("", tuple(items), (), "\n".join(lines))


def verdicts(circuit: Circuit, *lines: str, **options: object) -> list[tuple[int, str, str]]:
    """Line, verdict and code of every claim; without diagnoses, unless asked."""
    judged = judge_work(written(*lines), circuit, **{"diagnosing": False, **options})
    return [(j.item.span.line, j.verdict, j.code) for j in judged]


def _side(text: str, line: int, column: int) -> Side:
    expr = parse(text.strip())
    decimals = {
        Fraction(w): Fraction(1, 2 * 10 ** len(w.partition(".")[2])) for w in re.findall(r"\d+\.\d+", text)
    }
    rounding = {
        p: decimals[n.args[0]] for p, n in _paths(expr) if isinstance(n, Num) and n.args[0] in decimals
    }
    return Side(expr, Span(line, column, max(1, len(text))), {}, rounding)


def _paths(x: Expr, at: Path = ()) -> Iterator[tuple[Path, Expr]]:
    yield at, x
    for k, c in enumerate(x.children):
        yield from _paths(c, (*at, k))
