"""The rivals and the Pythons that have them.

SLiCAP is no dependency of anything here, so it lives in an environment of its own, build/slicap, made from
slicap.txt when first needed.  Its metadata asks for Python 3.12; what solves circuits runs on 3.11 as well.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from benchmarks.forms.bench import ROOT
from benchmarks.forms.rivals import Tool
from gainproof.errors import GainproofError

HOME = ROOT / "build" / "slicap"
PINNED = Path(__file__).with_name("slicap.txt")


def tools() -> list[Tool]:
    """lcapy and SymPy of this environment, and SLiCAP; GainproofError if that cannot be had."""
    return [
        Tool("lcapy", version("lcapy"), sys.executable),
        slicap(),
        Tool("SymPy", version("sympy"), sys.executable),
    ]


def slicap() -> Tool:
    """SLiCAP in its environment, which is made if it is not there."""
    python = HOME / "bin" / "python"
    wanted = next(x.split("==")[1] for x in PINNED.read_text().splitlines() if x.startswith("SLiCAP=="))
    ask = "import importlib.metadata as m; print(m.version('SLiCAP'))"
    if not python.exists() or _run([str(python), "-c", ask]).strip() != wanted:
        _must([sys.executable, "-m", "venv", "--clear", str(HOME)])
        install = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--ignore-requires-python"]
        _must([*install, "-r", str(PINNED)])
    if _run([str(python), "-c", ask]).strip() != wanted:
        raise GainproofError(f"SLiCAP {wanted} was installed and cannot be found")
    return Tool("SLiCAP", wanted, str(python))


def _run(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True).stdout


def _must(command: list[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise GainproofError(f"SLiCAP could not be installed: {problem}") from None
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise GainproofError(f"SLiCAP could not be installed: {said[-1] if said else 'no reason given'}")
