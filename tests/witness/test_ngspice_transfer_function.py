"""ngspice's .tf tells a transfer function and a resistance from one that is off by a millionth."""

import re
import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from written_circuits import FIVE, GAIN, OUT, circuit

from gainproof.circuit.ask import parse as ask
from gainproof.circuit.netlist import read
from gainproof.circuit.solve import solve
from gainproof.derivation import Quantity
from gainproof.expression import Num, Prod
from gainproof.notation import parse
from gainproof.witness import ngspice

pytestmark = pytest.mark.skipif(shutil.which("ngspice") is None, reason="ngspice is not installed")

FILE = """* the note's amplifier, with a source of its own within the op-amp
V1 1 0 5 AC 3
I2 0 3 1m
X1 1 2 3 opamp Ao=2k Ri=5k Ro=100 vos=2m
R1 2 0 100
R2 3 2 9.9k
Rl 3 0 2k
.end
"""
ASKED = {
    "V(3)/V1": r"transfer function 94\.8722",
    "V(3,2)/V1": r"transfer function \d+\.\d+",
    "V(3)/I2": r"transfer function \d+\.\d+ Ω",
    "V(3)/X1.Vos": r"transfer function -96\.7507",
    "I(V1)/V1": r"transfer function -10\.0565 µS",
    "I(V1)/I2": r"transfer function \d\S+",
    "zin(V1)": r"input resistance 99\.4386 kΩ",
    "zin(I2)": r"input resistance \d+\.\d+ Ω",
    "zout(3)": r"output resistance \d+\.\d+ Ω",
    "z(3,2)": r"output resistance 9\.40207 kΩ",
    "zout(2)": r"output resistance \d+\.\d+ Ω",
}
"""What the opinion begins with."""


@pytest.mark.parametrize("question", ASKED)
def test_every_question_that_it_answers_of_the_file(question: str, tmp_path: Path) -> None:
    path = tmp_path / "amplifier.cir"
    path.write_text(FILE, encoding="utf-8")
    c = read(FILE).circuit
    values = {n: p.value for n, p in c.parameters.items() if p.value is not None}
    quantity = ask(question, c)
    result = solve(c, quantity).expr()
    said = ngspice.opinion(c, quantity, result, path, values)
    assert said.agrees is True, said
    assert re.match(ASKED[question] + ", to ", said.how), said
    assert said.how.endswith("reading the netlist file itself")
    for times in (Fraction(1000001, 10**6), Fraction(-1)):
        said = ngspice.opinion(c, quantity, Prod(Num(times), result), path, values)
        assert said.agrees is False, said
    said = ngspice.opinion(c, quantity, Prod(Num(Fraction(1000001, 10**6)), result), None, values)
    assert said.agrees is False, "on the translation as well"


@pytest.mark.parametrize(
    ("before", "after"),
    [("X1 1 2 3", "X1 2 1 3"), ("R1 2 0 100", "R1 2 0 100.001"), ("V1 1 0 5", "V1 0 1 5")],
)
def test_a_file_that_says_something_else_is_noticed(before: str, after: str, tmp_path: Path) -> None:
    path = tmp_path / "amplifier.cir"
    path.write_text(FILE.replace(before, after), encoding="utf-8")
    c = read(FILE).circuit
    values = {n: p.value for n, p in c.parameters.items() if p.value is not None}
    quantity = ask("V(3)/V1", c)
    said = ngspice.opinion(c, quantity, solve(c, quantity).expr(), path, values)
    assert said.agrees is False, said
    assert "reading the netlist file itself" in said.how


def test_a_transfer_function_needs_no_sources_at_one(tmp_path: Path) -> None:
    """Whatever the sources' own values, the answer is the same."""
    values = {
        n: Fraction(v) for n, v in zip(["Ao", "Ri", "Ro", "R1", "R2", "Rl"], [9, 8, 7, 6, 5, 4], strict=True)
    }
    said = ngspice.opinion(FIVE, OUT, parse(GAIN), None, values)
    assert (said.agrees, said.how.startswith("transfer function 0.976009, ")) == (True, True), said


def test_a_source_that_sees_no_current_has_no_reading() -> None:
    """ngspice then says 1e20 Ω, which is no resistance of the circuit's."""
    c = circuit("V1 V 1 0\nE1 E 2 0 1 0 = 2\nR1 R 2 0\nR2 R 1 3\nN1 N 3 0 1 3")
    said = ngspice.opinion(
        c, Quantity("zin", (), "V1"), parse("1e20*R1"), None, {n: Fraction(1) for n in ("R1", "R2")}
    )
    assert said.agrees is None
    assert "no current through the source" in said.how
