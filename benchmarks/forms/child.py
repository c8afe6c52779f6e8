"""One rival, asked one thing, in a process of its own that can be stopped: JSON in, JSON out.

It is run by the rival's own interpreter and imports nothing of gainproof but SymPy's system of equations.
The answer is the rival's own expression, as text and as SymPy's printer writes it in LaTeX; where a sum is
wider than a page, the printer breaks it.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

import sympy
from sympy.printing.latex import LatexPrinter

WIDE = 34
"""Symbols of a sum in one row."""


class Broken(LatexPrinter):
    """SymPy's printer, with long sums in rows."""

    def _print_Add(self, expr: Any, order: Any = None) -> str:
        rows: list[list[Any]] = [[]]
        room = WIDE
        for term in self._as_ordered_terms(expr, order=order):
            size = sum(isinstance(x, sympy.Symbol) for x in sympy.preorder_traversal(term))
            if size > room and rows[-1]:
                rows.append([])
                room = WIDE
            rows[-1].append(term)
            room -= size
        if len(rows) == 1:
            return str(super()._print_Add(expr, order))
        lines = [str(super(Broken, self)._print_Add(sympy.Add(*r, evaluate=False), order)) for r in rows]
        lines[1:] = [x if x.startswith("-") else f"{{}}+ {x}" for x in lines[1:]]
        return r"\begin{gathered}" + r" \cr ".join(lines) + r"\end{gathered}"


def told(x: Any, letters: dict[str, str]) -> dict[str, Any]:
    """The expression for the page, in the circuit's names: lcapy and SLiCAP put underscores into them."""
    plain = {s: s.name.replace("_", "") for s in x.free_symbols}
    printer = Broken({"symbol_names": {s: letters.get(n, n) for s, n in plain.items()}})
    line = str(x)
    for s, n in plain.items():
        line = re.sub(rf"\b{re.escape(s.name)}\b", n, line)
    return {"line": line, "latex": printer.doprint(x), "operations": int(sympy.count_ops(x))}


# SymPy: the nodal equations solved, then one of its ways to tidy up


def by_sympy(q: dict[str, Any]) -> list[Any]:
    from benchmarks.forms.nodal import equations

    system, unknowns, answer = equations(q["case"], q["text"])
    begun(q)
    (found,) = sympy.solve(system, unknowns, dict=True)
    return tidied(answer.subs(found), q["form"])


def tidied(x: Any, form: str) -> list[Any]:
    """SymPy's functions; `collect`, `apart` and `horner` by each symbol."""
    symbols = sorted(x.free_symbols, key=str)
    ways: dict[str, Callable[[], list[Any]]] = {
        "as solved": lambda: [x],
        "simplify": lambda: [sympy.simplify(x)],
        "factor": lambda: [sympy.factor(x)],
        "together": lambda: [sympy.together(x)],
        "ratsimp": lambda: [sympy.ratsimp(x)],
        "cancel": lambda: [sympy.cancel(x)],
        "collect": lambda: [collected(x, s, sympy.factor) for s in symbols],
        "collect and simplify": lambda: [collected(x, s, sympy.simplify) for s in symbols],
        "factor_terms": lambda: [sympy.factor_terms(sympy.cancel(x))],
        "horner": lambda: [nested(x, [s, *(t for t in symbols if t != s)]) for s in symbols],
        "apart": lambda: [sympy.apart(x, s) for s in symbols],
        "apart and factor": lambda: [each(sympy.apart(x, s), sympy.factor) for s in symbols],
    }
    return ways[form]()


def collected(x: Any, symbol: Any, tidy: Callable[[Any], Any]) -> Any:
    above, below = sympy.fraction(sympy.cancel(x))
    return sympy.collect(above, symbol, tidy) / sympy.collect(below, symbol, tidy)


def nested(x: Any, symbols: list[Any]) -> Any:
    above, below = (p if p.is_number else sympy.horner(p, *symbols) for p in sympy.fraction(sympy.cancel(x)))
    return above / below


def each(x: Any, tidy: Callable[[Any], Any]) -> Any:
    return sympy.Add(*map(tidy, sympy.Add.make_args(x)))


# lcapy: its reading of the bench, in one of its forms


def by_lcapy(q: dict[str, Any]) -> list[Any]:
    import lcapy

    begun(q)
    circuit = lcapy.Circuit(q["netlist"])
    if q["current"]:
        x = circuit[q["current"]].I(lcapy.s)
        x = lcapy.expr(-1 / x.sympy)
    else:
        plus, minus = (0 if n == "0" else circuit[n].V(lcapy.s).sympy for n in q["nodes"])
        x = lcapy.expr(plus - minus)
    x = x.subs({n: lcapy.expr(to) for n, to in q["put"].items()}) if q["put"] else x
    form = q["form"]
    return [(x if form == "as it comes" else getattr(x, form)()).sympy]


# SLiCAP: doLaplace as it comes or normalised, or the five parts of its asymptotic-gain model put together


def by_slicap(q: dict[str, Any]) -> list[Any]:
    os.chdir(tempfile.mkdtemp())
    import SLiCAP

    SLiCAP.initProject("bench", report_dirs=True)
    with open(SLiCAP.ini.cir_path + "bench.cir", "w") as file:
        file.write(q["netlist"])
    circuit = SLiCAP.makeCircuit("bench.cir", imgWidth=None, expansion=False)
    begun(q)

    def laplace(transfer: str | None) -> Any:
        return SLiCAP.doLaplace(circuit, transfer=transfer, pardefs=None).laplace

    if q["form"] == "asymptotic-gain model":
        ideal, servo, direct, loop = map(laplace, ("asymptotic", "servo", "direct", "loopgain"))
        x = ideal * servo + direct / (1 - loop)
    else:
        x = laplace("gain" if q["gain"] else None)
    if q["inverse"]:
        x = -1 / x
    return [SLiCAP.normalizeRational(x) if q["form"] == "normalizeRational" else x]


def begun(q: dict[str, Any]) -> None:
    """The clock starts: imports are not counted."""
    q["began"] = time.perf_counter()


def main() -> None:
    q = json.load(sys.stdin)
    with contextlib.redirect_stdout(io.StringIO()):
        lines = {"SymPy": by_sympy, "lcapy": by_lcapy, "SLiCAP": by_slicap}[q["tool"]](q)
        seconds = time.perf_counter() - q["began"]
    answers = [told(x, q["letters"]) for x in lines]
    print(json.dumps({"seconds": seconds, "answers": answers}))


if __name__ == "__main__":
    main()
