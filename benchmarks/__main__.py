"""Measures gainproof beside lcapy and SymPy in one process, and the command line beside ``import sympy``.

Run with ``make bench``.  Nothing here is asserted by a test: a busy machine is not a wrong result.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.circuits import CIRCUITS, FIVE
from benchmarks.rivals import lcapy_text, lcapy_transfer, sympy_lusolve
from benchmarks.timing import command, ends, median
from gainproof.circuit.ask import transfer
from gainproof.circuit.netlist import read
from gainproof.circuit.solve import solve
from gainproof.studies import study

PATIENCE = 20.0
"""Seconds after which a rival is given up."""


def exact(netlist: str, solver: str = "flint") -> object:
    """From the netlist's text to the exact result."""
    sheet = read(netlist)
    what, source, _ = sheet.asks[0]
    return solve(sheet.circuit, transfer(what, source, sheet.circuit), solver=solver)


def proved(netlist: str) -> None:
    """From the netlist's text to the derivation, every step checked, the result arranged and compared."""
    if not study(netlist).holds:
        raise SystemExit("a benchmark's derivation was refused")


def milliseconds(seconds: float | None) -> str:
    return f"> {PATIENCE:.0f} s" if seconds is None else f"{1000 * seconds:.2f} ms"


def compare(netlist: str) -> list[float | None]:
    """Seconds: exact result; whole derivation; lcapy; SymPy's LUsolve; SymPy's DomainMatrix."""
    sheet = read(netlist)
    what, source, _ = sheet.asks[0]
    quantity = transfer(what, source, sheet.circuit)
    out: list[float | None] = [median(lambda: exact(netlist)), median(lambda: proved(netlist))]
    program = f"from lcapy import Circuit; Circuit({lcapy_text(netlist)!r}).transfer(1, 0, 3, 0)"
    out.append(median(lcapy_transfer(netlist)) if ends(program, PATIENCE) else None)
    program = (
        "from benchmarks.rivals import *; from gainproof.circuit.netlist import read\n"
        f"c = read({netlist!r}).circuit; sympy_lusolve(c, transfer('v(3)', 'V1', c))()"
    )
    out.append(median(sympy_lusolve(sheet.circuit, quantity)) if ends(program, PATIENCE) else None)
    program = f"from benchmarks.__main__ import exact; exact({netlist!r}, 'sympy')"
    out.append(median(lambda: exact(netlist, "sympy")) if ends(program, PATIENCE) else None)
    return out


def table(rows: list[list[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for first, *rest in rows:
        cells = [cell.rjust(w) for cell, w in zip(rest, widths[1:], strict=True)]
        lines.append("  ".join([first.ljust(widths[0]), *cells]))
    return "\n".join(lines)


def main() -> None:
    print("From the netlist's text, in one warm process (medians):\n", flush=True)
    rows = [
        ["", "exact", "derived, proved, arranged", "lcapy transfer", "SymPy LUsolve", "SymPy DomainMatrix"]
    ]
    ratios = [["", "lcapy / exact", "lcapy / derived"]]
    for name, netlist in CIRCUITS.items():
        times = compare(netlist)
        rows.append([name, *map(milliseconds, times)])
        ours, whole, theirs = times[:3]
        assert ours is not None
        assert whole is not None
        more = "" if theirs else "> "
        ratios.append([name, *(f"{more}{(theirs or PATIENCE) / t:.1f}" for t in (ours, whole))])
    print(table(rows), "\n\nTimes faster than lcapy (bar for Eq. 5.3: 100 and 1):\n", sep="")
    print(table(ratios), "\n\nFrom a cold start (medians):\n", sep="", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        netlist = Path(folder) / "five.cir"
        netlist.write_text(FIVE, encoding="utf-8")
        ours = command([sys.executable, "-m", "gainproof", "derive", str(netlist)])
    theirs = command([sys.executable, "-c", "import sympy"])
    print(f"gainproof derive five.cir  {ours:.2f} s\nimport sympy               {theirs:.2f} s")
    print(f"bar: 1.5 times that and 0.3 s = {1.5 * theirs + 0.3:.2f} s")


if __name__ == "__main__":
    main()
