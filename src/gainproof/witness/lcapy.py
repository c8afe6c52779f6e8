"""A second opinion: lcapy (M. Hayes), given its own translation of the circuit.

lcapy runs in a process of its own, which is killed when it takes too long; the process is kept for further
questions.  For an opinion the parameters are random whole numbers and s is left to lcapy; `solve` leaves all
symbols in.  What comes back is text, read by `gainproof.notation`.

lcapy's current sources, G and F elements count their current the other way round than SPICE does, which the
translation undoes.  It has no nullor: the translation is a voltage source controlled with the gain A, and
the limit A -> infinity is taken of lcapy's result.
"""

from __future__ import annotations

import atexit
import json
import os
import random
import re
import select
import subprocess
import sys
from collections.abc import Mapping
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError
from gainproof.expression import Expr
from gainproof.notation import NotationError, parse, text
from gainproof.witness.measurement import Measurement, measurement, renamed, symbols, value
from gainproof.witness.opinion import Opinion

NAME = "lcapy"
SECONDS = 30.0
GAIN = "Anullor"
FREQUENCIES = 3


def opinion(
    circuit: Circuit,
    quantity: Quantity,
    result: Expr,
    netlist: Path | None = None,
    values: Mapping[str, Fraction] | None = None,
) -> Opinion:
    """Does `result`, written in the circuit's parameters and s, equal what lcapy finds?

    Compared at one random point of the parameters, as a function of s.
    """
    draw = random.Random()
    try:
        bench = measurement(circuit, quantity, own=frozenset("V"))
        names = dict.fromkeys([*symbols(bench), *result.symbols()])
        point = {n: Fraction(draw.randint(2, 999)) for n in names}
        point.pop("s", None)
        found = parse(_asked(bench, {n: str(q) for n, q in point.items()}))
    except NotationError as problem:
        return Opinion(NAME, None, f"its answer is not rational ({problem})")
    except GainproofError as problem:
        return Opinion(NAME, None, str(problem))
    where = ", ".join(f"{n} = {q}" for n, q in point.items())
    if found.symbols() not in ([], ["s"]):
        return Opinion(NAME, None, f"its answer contains {', '.join(found.symbols())}")
    for _ in range(FREQUENCIES):
        s = {"s": Fraction(draw.randint(1, 9999), draw.randint(1, 99))}
        try:
            theirs, ours = found.value(s), result.value({**point, **s})
        except ZeroDivisionError:
            return Opinion(NAME, None, "a division by zero at a random point")
        if theirs != ours:
            return Opinion(NAME, False, f"at {where}, s = {s['s']} it gives {theirs}, the result {ours}")
    at = ", at a random point of the parameters" if point else ""
    return Opinion(NAME, True, f"equal, exactly{at}")


def solve(circuit: Circuit, quantity: Quantity) -> str:
    """lcapy's own answer in the circuit's symbols, in Python syntax for `gainproof.notation.parse`.

    Raises GainproofError if lcapy is missing, cannot do it or takes too long.
    """
    bench = measurement(circuit, quantity, own=frozenset("V"))
    plain = {n: f"x{k}" for k, n in enumerate(symbols(bench)) if n != "s"}
    back = {x: n for n, x in plain.items()}
    return re.sub(r"\bx\d+\b", lambda m: back[m[0]], _asked(bench, plain))


def _asked(bench: Measurement, spelled: Mapping[str, str]) -> str:
    """lcapy's reading of the bench, the symbols spelled as the table says."""
    if find_spec("lcapy") is None:
        raise GainproofError("lcapy is not installed")
    answers = _worker().ask({"netlist": translation(bench, spelled), **_question(bench)}, SECONDS)
    if bench.through:
        return f"-1/({answers[0]})" if bench.inverse else str(answers[0])
    return answers[0] if bench.across[1] == GROUND else f"({answers[0]}) - ({answers[1]})"


def _question(bench: Measurement) -> dict[str, Any]:
    nodes, names = renamed(bench)
    if bench.through:
        return {"current": names[bench.through.lower()]}
    return {"nodes": [nodes[n] for n in bench.across]}


def translation(bench: Measurement, spelled: Mapping[str, str]) -> str:
    """The bench as a netlist of lcapy's."""
    nodes, names = renamed(bench)
    by_name = {e.name.lower(): e for e in bench.elements}

    def amount(e: Element) -> str:
        if "s" in value(e).symbols():
            raise GainproofError(f"lcapy takes no value that depends on s, as that of {e.name}")
        words = re.sub(r"[A-Za-z_]\w*", lambda m: spelled.get(m[0], m[0]), text(_without_par(value(e))))
        return f"({words})"

    lines = []
    for e in bench.elements:
        name, at = names[e.name.lower()], [nodes[n] for n in e.nodes]
        controls = [names[c.lower()] for c in e.controls]
        if e.kind in ("I", "G", "F"):
            at[:2] = at[1], at[0]
        if e.kind in ("V", "I"):
            words = [*at, "s", f"{{{amount(e)}}}"]
        elif e.kind == "N":
            words = [*at, GAIN]
        elif e.kind == "K":
            one, other = (amount(by_name[c.lower()]) for c in e.controls)
            words = [*controls, f"{{{amount(e)}/sqrt({one}*{other})}}"]
        else:
            words = [*at, *controls, f"{{{amount(e)}}}"]
        lines.append(" ".join([name, *words]))
    return "\n".join(lines)


def _without_par(x: Expr) -> Expr:
    """The tree with 1/(1/a + 1/b) for par(a, b)."""
    from gainproof.expression import ONE, Par, add, div

    if not x.children:
        return x
    parts = tuple(map(_without_par, x.children))
    return div(ONE, add(*(div(ONE, p) for p in parts))) if isinstance(x, Par) else x.rebuilt(parts)


class _Worker:
    """A process that answers questions, one line of JSON each."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def ask(self, question: Mapping[str, Any], seconds: float) -> list[str]:
        """The answer; GainproofError if there is none in time."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(json.dumps(question).encode() + b"\n")
            self.process.stdin.flush()
        except OSError:
            self.stop()
            raise GainproofError("lcapy could not be run") from None
        ready, _, _ = select.select([self.process.stdout], [], [], seconds)
        line = self.process.stdout.readline() if ready else b""
        if not line:
            self.stop()
            raise GainproofError(
                "lcapy ended without an answer" if ready else f"lcapy did not answer in {seconds:g} s"
            )
        answer = json.loads(line)
        if "problem" in answer:
            raise GainproofError(f"lcapy says: {answer['problem']}")
        return list(map(str, answer["readings"]))

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()


_running: list[_Worker] = []


def _worker() -> _Worker:
    if not _running:
        atexit.register(_stop)
    if not _running or _running[-1].process.poll() is not None:
        _running[:] = [_Worker()]
    return _running[-1]


def _stop() -> None:
    for worker in _running:
        worker.stop()


def _serve() -> None:
    """The other end: reads questions from standard input until it closes."""
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - lcapy's remarks are not for the user
    import lcapy

    for line in sys.stdin:
        try:
            answer: dict[str, Any] = {"readings": _readings(lcapy, json.loads(line))}
        except Exception as problem:
            answer = {"problem": " ".join(str(problem).split()) or type(problem).__name__}
        print(json.dumps(answer), file=replies, flush=True)


def _readings(lcapy: Any, question: Mapping[str, Any]) -> list[str]:
    circuit = lcapy.Circuit(question["netlist"])
    if "current" in question:
        found = [circuit[question["current"]].I(lcapy.s)]
    else:
        found = [circuit[n].V(lcapy.s) for n in question["nodes"]]
    return ["0" if x == 0 else str(_limit(x.sympy)) for x in found]


def _limit(x: Any) -> Any:
    """lcapy's expression, the gain of every nullor gone to infinity."""
    import sympy

    (gain,) = [g for g in x.free_symbols if g.name == GAIN] or (None,)
    if gain is None:
        return x
    above, below = (sympy.Poly(p, gain) for p in sympy.fraction(sympy.together(x)))
    if above.degree() > below.degree():
        raise ValueError("infinite with ideal op-amps")
    return above.LC() / below.LC() if above.degree() == below.degree() else sympy.Integer(0)


if __name__ == "__main__":
    _serve()
