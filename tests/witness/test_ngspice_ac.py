"""ngspice's AC analysis tells what depends on frequency from what is off by a millionth."""

import math
import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from written_circuits import V2, circuit

from gainproof.circuit.ask import parse as ask
from gainproof.circuit.netlist import read
from gainproof.circuit.solve import solve
from gainproof.expression import Num, Prod
from gainproof.notation import parse
from gainproof.witness import ngspice
from gainproof.witness.ngspice.ac import at, corner

needs_ngspice = pytest.mark.skipif(shutil.which("ngspice") is None, reason="ngspice is not installed")

FILE = """* a differentiator with a capacitor about it
V1 a 0 5 AC 3
I2 n 0 1u
X1 0 n out opamp Ao=200k Ro=75
R1 a b 1k
C1 b n 100n
R2 n out 47k
C2 n out 100p
.end
"""


@needs_ngspice
@pytest.mark.parametrize(
    "question", ["V(out)/V1", "V(out)", "zin(V1)", "zin(I2)", "zout(out)", "z(n,b)", "I(V1)/I2"]
)
def test_every_question_of_the_file(question: str, tmp_path: Path) -> None:
    path = tmp_path / "amplifier.cir"
    path.write_text(FILE, encoding="utf-8")
    c = read(FILE).circuit
    values = {n: p.value for n, p in c.parameters.items() if p.value is not None}
    quantity = ask(question, c)
    result = solve(c, quantity).expr()
    said = ngspice.opinion(c, quantity, result, path, values)
    assert said.agrees is True, said
    assert said.how.startswith("AC at ")
    assert "Hz and " in said.how
    assert said.how.endswith("reading the netlist file itself")
    for times in (Fraction(1000001, 10**6), Fraction(-1)):
        said = ngspice.opinion(c, quantity, Prod(Num(times), result), path, values)
        assert said.agrees is False, said


@needs_ngspice
def test_a_gain_with_a_pole_and_an_integrator_are_translated_and_a_gain_with_two_is_not() -> None:
    c = circuit("V1 V 1 0\nE1 E 2 0 1 2 = A/(1 + s*T)\nR1 R 2 0")
    values = {"A": Fraction(10**5), "T": Fraction(1, 50), "R1": Fraction(1000)}
    right, wrong = "A/(1 + A + s*T)", "A/(1 + A + 1.000001*s*T)"
    assert ngspice.opinion(c, V2, parse(right), None, values).agrees is True
    assert ngspice.opinion(c, V2, parse(wrong), None, values).agrees is False
    c = circuit("V1 V 1 0\nE1 E 2 0 1 2 = 1/(s*T)\nR1 R 2 0")
    assert ngspice.opinion(c, V2, parse("1/(1 + s*T)"), None, values).agrees is True
    assert ngspice.opinion(c, V2, parse("1/(1 + 1.000001*s*T)"), None, values).agrees is False
    c = circuit("V1 V 1 0\nE1 E 2 0 1 2 = A/(1 + s*T)**2\nR1 R 2 0")
    said = ngspice.opinion(c, V2, parse("A/(A + (1 + s*T)**2)"), None, values)
    assert (said.agrees, "other than one pole" in said.how) == (None, True)


def test_the_frequencies_stand_about_a_corner() -> None:
    point = {"R": Fraction(1000), "L": Fraction(1, 1000)}
    assert corner(parse("R + s*L"), point) == [1e5, 1e6]
    assert all(1e-2 <= f <= 1e9 for f in corner(parse("s*L"), point))
    assert corner(parse("0*s"), point) == corner(parse("R + 0*s"), point) == [1e3, 1e4]


def test_the_result_is_evaluated_to_the_last_digit_whatever_cancels() -> None:
    point = {"A": Fraction(10**30)}
    assert at(parse("(A + s) - A"), point, 1.0) == pytest.approx(2j * math.pi, rel=1e-15)
    with pytest.raises(ZeroDivisionError, match="infinite"):
        at(parse("s/(A - A)"), point, 1.0)


def test_no_corner_is_asked_at_which_floats_show_nothing_of_the_peak() -> None:
    point = {"wp": Fraction(10**7)}
    integrator = parse("1/(s*(1 + s/wp))")
    asked = corner(integrator, point)
    peak = abs(at(integrator, point, 0.01))
    assert all(abs(at(integrator, point, f)) > peak / 1e6 for f in asked)
    assert corner(parse("1/(1 + s/wp)"), point) == [1e6, 1e7], "the corner itself, where it can be seen"
