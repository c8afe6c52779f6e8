"""The workbook: LibreOffice recalculates it, and finds the budget; and again after a value is changed.

LibreOffice is asked once for all workbooks, for it takes a while to start.  Where there is none, these tests
are skipped.
"""

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from gainproof.budget import Budget, error_budget
from gainproof.budget.points import Points
from gainproof.budget.workbook import workbook
from gainproof.errors import GainproofError

AMPLIFIER = """* an amplifier
V1 in 0 10m
X1 in n out opamp Ao=100k Ri=1meg Ro=75 vos=1m Ib=80n Ios=20n CMRR=10k
R1 n 0 {R1}
R2 out n 9k
Rl out 0 2k
.param R1=1k
.tf V(out) V1
"""
HOT = {
    "tolerance": ["1%", "Rl=5%"],
    "tempco": ["50ppm"],
    "temperature": "-40..85",
    "set": ["vos_drift=5u", "Ib_doubling=11"],
}
BRIDGE = """* no op-amp
V1 top 0 5
Ra top a 1k
Rb a 0 1k
Rc top b 1k
Rd b 0 1.1k
"""
MATCHED = """* parts that move together, and a range
.param Rc=10k Rd=22k
V1 1 0 1
V2 2 0 1.01
R3a 1 m {Rc}
R4a m out {Rd}
R3b 2 p {Rc}
R4b p 0 {Rd}
X3 p m out opamp Ao=100k
"""
CASES: dict[str, tuple[str, dict[str, Any], dict[str, float]]] = {
    "as it is": (AMPLIFIER, HOT, {}),
    "changed": (
        AMPLIFIER,
        HOT,
        {"R1_": 1200, "vos": 2e-3, "R2_tol": 0.02, "T_high": 70, "Ao": 5e4, "V1_": 0.02},
    ),
    "bridge": (BRIDGE, {"of": "V(a,b)", "tolerance": ["1%"], "set": ["V1=4.9..5.1"]}, {}),
    "matched": (MATCHED, {"of": "V(out)", "tolerance": ["1%"], "set": ["Ao=50k..200k"]}, {}),
}
CHANGED = {
    **HOT,
    "tolerance": ["1%", "Rl=5%", "R2=2%"],
    "temperature": "-40..70",
    "set": [*HOT["set"], "R1=1.2k", "vos=2m", "Ao=50k", "V1=20m"],
}


def named(book: Any, name: str) -> Any:
    """The cell of the first sheet that bears a name."""
    return book["Budget"][book.defined_names[name].attr_text.partition("!")[2].replace("$", "")]


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    folder: Path = tmp_path_factory.mktemp("books")
    files = []
    for k, (netlist, asked, changes) in enumerate(CASES.values()):
        book = openpyxl.load_workbook(io.BytesIO(workbook(error_budget(netlist, **asked, formulas=False))))
        for name, value in changes.items():
            cell = named(book, name)
            assert isinstance(cell.value, int | float), "a value, not a formula"
            cell.value = value
        files.append(folder / f"{k}.xlsx")
        book.save(files[-1])
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        program,
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(folder / "out"),
        *files,
    ]
    done = subprocess.run(command, capture_output=True, timeout=180)
    made = [folder / "out" / f.name for f in files]
    if not all(f.exists() for f in made):
        pytest.skip(f"LibreOffice does not work here: {done.stderr.decode(errors='replace')[:200]}")
    return {n: openpyxl.load_workbook(f, data_only=True) for n, f in zip(CASES, made, strict=True)}


def rows(book: Any) -> dict[str, list[Any]]:
    """The rows of the first sheet by their first cell."""
    return {r[0]: list(r) for r in book["Budget"].iter_rows(values_only=True) if r[0]}


def compare(book: Any, b: Budget) -> int:
    """Every number of the budget with that of the workbook; returns how many."""
    found = rows(book)
    pairs = [
        (named(book, "worst_least").value, b.worst.low),
        (named(book, "worst_greatest").value, b.worst.high),
        (named(book, "RSS").value, b.spread),
        (named(book, "ideal_output").value, b.ideal),
        (found["interaction"][9], b.worst.interaction[0]),
        (found["interaction"][10], b.worst.interaction[1]),
        (found["root of the sum of squares"][9], b.mean - b.spread),
    ]
    if b.gain:
        pairs.append((named(book, "ideal_gain").value, b.gain))
        pairs.append((found["worst case"][11], abs(b.worst.greatest / b.gain)))
    for r in b.rows:
        line = found[r.cause.about]
        pairs += [(line[5], r.cause.low), (line[6], r.cause.high)]
        pairs += [(line[9], r.low), (line[10], r.high), (line[12], r.spread)]
    scale = float(abs(b.ideal)) or float(abs(b.worst.greatest))
    for cell, exact in pairs:
        assert cell == pytest.approx(float(exact), rel=1e-9, abs=1e-12 * scale)
    return len(pairs)


@pytest.mark.parametrize("name", [n for n in CASES if n != "changed"])
def test_libreoffice_finds_the_same(name: str, recalculated: dict[str, Any]) -> None:
    netlist, asked, _ = CASES[name]
    b = error_budget(netlist, **asked, formulas=False)
    assert compare(recalculated[name], b) >= 20


def test_a_value_that_is_changed_changes_everything(recalculated: dict[str, Any]) -> None:
    b = error_budget(AMPLIFIER, **CHANGED, formulas=False)
    assert compare(recalculated["changed"], b) >= 60
    before = error_budget(AMPLIFIER, **HOT, formulas=False)
    with pytest.raises(AssertionError):
        compare(recalculated["changed"], before)


def test_a_title_is_never_a_formula() -> None:
    netlist = AMPLIFIER.replace("* an amplifier", "* =1+cmd|'/C calc'!A1")
    book = openpyxl.load_workbook(io.BytesIO(workbook(error_budget(netlist, formulas=False))))
    titles = [
        c for row in book["Budget"].iter_rows(max_row=3) for c in row if c.value and "cmd" in str(c.value)
    ]
    assert len(titles) == 1
    assert titles[0].data_type == "s"


def test_names_are_none_that_excel_forbids() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(error_budget(AMPLIFIER, **HOT, formulas=False))))
    names = set(book.defined_names)
    assert {
        "R1_",
        "R1_tol",
        "R1_tc",
        "V1_",
        "vos",
        "vos_drift",
        "Ib_doubling",
        "Ao",
        "T_high",
        "RSS",
    } <= names
    assert not names & {"R1", "R2", "V1"}
    assert len({n.lower() for n in names}) == len(names)


def test_long_polynomials_are_cut_and_too_large_ones_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gainproof.budget.points.LONGEST", 40)
    b = error_budget(AMPLIFIER, formulas=False)
    book = openpyxl.load_workbook(io.BytesIO(workbook(b)))
    labels = [c.value for c in book["Points"]["A"]]
    assert "numerator, part 2" in labels
    longest = max(len(str(c.value)) for row in book["Points"].iter_rows(min_col=2) for c in row)
    assert longest < 400
    with pytest.raises(GainproofError, match="too large"):
        Points(None, b.whole, {}, {}, 10**6)
