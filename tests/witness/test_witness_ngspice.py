"""ngspice agrees with the hand-known answers at numbers, and refuses the planted faults."""

import random
import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from written_circuits import ANSWERS, FAULTS, FIVE, GAIN, OUT, V2, circuit

from gainproof.circuit.netlist import read
from gainproof.derivation import Quantity
from gainproof.notation import parse
from gainproof.witness import ngspice, opinions

needs_ngspice = pytest.mark.skipif(shutil.which("ngspice") is None, reason="ngspice is not installed")
VALUES = {"Ao": 200, "Ri": 5000, "Ro": 100, "R1": 100, "R2": 9900, "Rl": 2000}
POINT = {n: Fraction(v) for n, v in VALUES.items()}


def some_values(c, answer: str) -> dict[str, Fraction]:
    draw = random.Random(1)
    names = {n for e in c.elements if e.kind != "N" for n in (e.value or parse(e.name)).symbols()}
    names |= set(parse(answer).symbols())
    return {n: Fraction(draw.randint(3, 99), 10 if n[0] != "M" else 1000) for n in sorted(names)}


@needs_ngspice
@pytest.mark.parametrize("case", ANSWERS)
def test_a_known_answer_is_accepted_and_its_negative_and_double_refused(case: str) -> None:
    text, quantity, answer = ANSWERS[case]
    c = circuit(text)
    values = some_values(c, answer)
    right = ngspice.opinion(c, quantity, parse(answer), None, values)
    assert right.agrees is True, right
    for wrong in (f"-({answer})", f"2*({answer})"):
        said = ngspice.opinion(c, quantity, parse(wrong), None, values)
        assert said.agrees is False, wrong
        assert "it gives" in said.how


@needs_ngspice
@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_refused_at_finite_gain(fault: str) -> None:
    before, after = FAULTS[fault]
    assert ngspice.opinion(FIVE, OUT, parse(GAIN), None, POINT).agrees is True
    assert ngspice.opinion(FIVE, OUT, parse(GAIN.replace(before, after)), None, POINT).agrees is False


FILE = """The note's amplifier
.param load = 2k
V1 1 0 1
X1 1 2 3 opamp Ao=2k Ri=5k
+ Ro=100
R1 2 0 100
R2 3 2 9.9k
Rl 3 0 {load}
.tf v(3) V1
.control
op
.endc
.end
"""


def file_and_circuit(folder: Path, text: str = FILE):
    path = folder / "amplifier.cir"
    path.write_text(text, encoding="utf-8")
    c = read(text).circuit
    return path, c, {n: p.value for n, p in c.parameters.items() if p.value is not None}


@needs_ngspice
def test_it_reads_the_netlist_file_itself(tmp_path: Path) -> None:
    path, c, values = file_and_circuit(tmp_path)
    gain = parse(GAIN.replace("Rl", "load"))
    said = ngspice.opinion(c, OUT, gain, path, values)
    assert said.agrees is True
    assert "the netlist file itself" in said.how
    other = {**values, "R1": Fraction(50)}
    said = ngspice.opinion(c, OUT, gain, path, other)
    assert said.agrees is True
    assert "translation" in said.how


@needs_ngspice
def test_a_file_that_says_something_else_is_noticed(tmp_path: Path) -> None:
    path, c, values = file_and_circuit(tmp_path)
    path.write_text(FILE.replace("X1 1 2 3", "X1 2 1 3"), encoding="utf-8")
    gain = parse(GAIN.replace("Rl", "load"))
    said = ngspice.opinion(c, OUT, gain, path, values)
    assert said.agrees is False
    assert "the netlist file itself" in said.how


@needs_ngspice
@pytest.mark.parametrize(
    ("quantity", "answer"),
    [
        (Quantity("zin", (), "V1"), "R1 + par(R2, 1/(s*C1))"),
        (Quantity("impedance", ("2", "0")), "par(R1, R2, 1/(s*C1))"),
        (Quantity("impedance", ("1", "2")), "par(R1, R2, 1/(s*C1))"),
        (Quantity("response", ("2", "0")), "(V1/R1 - I2)*par(R1, R2, 1/(s*C1))"),
        (Quantity("transfer", ("V1",), "V1"), "-1/(R1 + par(R2, 1/(s*C1)))"),
        (Quantity("transfer", ("2", "1"), "I2"), "-par(R1, R2, 1/(s*C1))"),
    ],
)
def test_every_kind_of_question_to_the_file(tmp_path: Path, quantity: Quantity, answer: str) -> None:
    text = "* low-pass\nV1 1 0 5 AC 3\nI2 2 0 2m\nR1 1 2 1k\nR2 2 0 3k\nC1 2 0 1µ\n.end\n"
    path, c, values = file_and_circuit(tmp_path, text)
    said = ngspice.opinion(c, quantity, parse(answer), path, values)
    assert said.agrees is True, said
    assert "the netlist file itself" in said.how
    assert ngspice.opinion(c, quantity, parse(f"-({answer})"), path, values).agrees is False


@needs_ngspice
def test_what_it_cannot_judge_is_said() -> None:
    (said,) = opinions(FIVE, OUT, parse(GAIN), which=("ngspice",), values={"Ao": Fraction(5)})
    assert said.agrees is None
    assert "no example value for Ro" in said.how
    floating = circuit("V1 V 1 0\nR1 R 2 3\nR2 R 1 0")
    assert ngspice.opinion(floating, V2, parse("R1"), None, POINT).agrees is None
    zero = circuit("V1 V 1 0\nR1 R 1 2 = 0*a\nR2 R 2 0")
    said = ngspice.opinion(zero, V2, parse("1"), None, {"a": Fraction(1), "R2": Fraction(1)})
    assert said.agrees is None
    depends_on_s = circuit("V1 V 1 0\nR1 R 1 2 = s*a\nR2 R 2 0")
    said = ngspice.opinion(depends_on_s, V2, parse("1"), None, {"a": Fraction(1), "R2": Fraction(1)})
    assert (said.agrees, said.how) == (None, "the value of R1 depends on s")


def test_without_ngspice_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ngspice.shutil, "which", lambda name: None)
    said = ngspice.opinion(FIVE, OUT, parse(GAIN), None, POINT)
    assert (said.agrees, said.how) == (None, "ngspice is not installed")


@needs_ngspice
def test_includes_are_found_from_wherever_it_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "load.inc").write_text("Rl 3 0 2k\n")
    text = FILE.replace("Rl 3 0 {load}", ".include parts/load.inc").replace(".param load = 2k\n", "")
    path = tmp_path / "amplifier.cir"
    path.write_text(text)
    c = read(path).circuit
    values = {n: p.value for n, p in c.parameters.items() if p.value is not None}
    monkeypatch.chdir(tmp_path)
    said = ngspice.opinion(c, OUT, parse(GAIN), Path("amplifier.cir"), values)
    assert said.agrees is True
    assert "the netlist file itself" in said.how
