"""ngspice agrees with the hand-known answers at numbers, and refuses the planted faults."""

import random
import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from circuits import random_netlist, random_question
from written_circuits import ANSWERS, FAULTS, FIVE, GAIN, OUT, V2, circuit

from gainproof.circuit.ask import parse as ask
from gainproof.circuit.netlist import read
from gainproof.circuit.solve import solve
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError
from gainproof.expression import ONE, ZERO
from gainproof.notation import parse
from gainproof.witness import ngspice, opinions
from gainproof.witness.ngspice import process
from gainproof.witness.ngspice.own_file import LIBRARY, farther
from gainproof.witness.ngspice.translation import one_pole

needs_ngspice = pytest.mark.skipif(shutil.which("ngspice") is None, reason="ngspice is not installed")
VALUES = {"Ao": 200, "Ri": 5000, "Ro": 100, "R1": 100, "R2": 9900, "Rl": 2000}
POINT = {n: Fraction(v) for n, v in VALUES.items()}


def some_values(c, answer: str) -> dict[str, Fraction]:
    draw = random.Random(1)
    names = {n for e in c.elements if e.kind != "N" for n in (e.value or parse(e.name)).symbols()}
    names |= set(parse(answer).symbols())
    return {n: Fraction(draw.randint(3, 99), 10 if n[0] != "M" else 1000) for n in sorted(names)}


def deviation(how: str) -> float:
    """The number in "…, to 3e-10, …"."""
    return float(how.partition(", to ")[2].partition(",")[0])


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
    said = ngspice.opinion(zero, V2, parse("1/(a - a)"), None, {"a": Fraction(1), "R2": Fraction(1)})
    assert (said.agrees, said.how) == (None, "at these values a number is infinite")
    depends_on_s = circuit("V1 V 1 0\nR1 R 1 2 = s*a\nR2 R 2 0")
    said = ngspice.opinion(depends_on_s, V2, parse("1"), None, {"a": Fraction(1), "R2": Fraction(1)})
    assert (said.agrees, said.how) == (None, "the value of R1 depends on s")


def test_without_ngspice_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process.shutil, "which", lambda name: None)
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


BAND_PASS = """* a Sallen-Key band-pass
V1 in 0 1
R1 in a 10k
C1 a 0 10n
C2 a b 10n
R2 b 0 20k
R3 a out 10k
X1 b n out opamp
Ra n 0 10k
Rb out n 15k
.end
"""
INVERTING = """* an inverting amplifier
V1 in 0 1
R1 in sum 1k
R2 sum out 33k
X1 0 sum out opamp
.end
"""
COMPOSITE = """* two op-amps, one within the loop of the other
V1 in 0 1
X1 in n m opamp Ao=200k Ro=75
X2 m k out opamp Ao=1k Ro=10
R3 k 0 1k
R4 out k 1k
R1 n 0 1k
R2 out n 1k
.end
"""
WINDINGS = """* three coupled windings
V1 a 0 1
L1 a b 1m
L2 b c 2m
L3 d 0 3m
K1 L1 L2 0.9
K2 L1 L3 0.8
K3 L2 L3 0.7
R1 c 0 26
R2 d 0 50
.end
"""
RESONANT = """* an op-amp that follows itself: at 10 MHz, nine digits are lost
V1 1 0 1
R2 0 3 7770
R3 0 1 7420
R4 1 2 1860
X2 2 3 2 opamp Ao=100k Ricm=10meg vos=1m
R6 0 2 1140
C2 2 1 368n
V2 3 1 4
.end
"""
INTEGRATOR = """* an inductor shorts the inputs: at 0.1 Hz, a gain of 1e9 is none
V1 1 0 1
X2 0 4 5 opamp Ricm=10meg Ro=75 Ri=1meg
R2 1 4 3200
C4 5 4 691n
L2 0 4 422u
.end
"""
HARD = {
    "much rounding": (RESONANT, Quantity("zin", (), "V1")),
    "a gain that is not enough": (INTEGRATOR, Quantity("impedance", ("5", "0"))),
    "band-pass": (BAND_PASS, Quantity("transfer", ("out", "0"), "V1")),
    "a virtual ground": (INVERTING, Quantity("impedance", ("sum", "0"))),
    "a small output impedance": (COMPOSITE, Quantity("impedance", ("out", "0"))),
    "coupled windings": (WINDINGS, Quantity("zin", (), "V1")),
}


@needs_ngspice
@pytest.mark.parametrize("case", HARD)
def test_neither_rounding_nor_an_op_amp_near_the_ideal_is_a_disagreement(case: str, tmp_path: Path) -> None:
    text, quantity = HARD[case]
    path, c, values = file_and_circuit(tmp_path, text)
    result = solve(c, quantity).expr()
    said = ngspice.opinion(c, quantity, result, path, values)
    assert said.agrees is True, said
    for wrong in (ONE,) if result == ZERO else (-result, result * parse("1.05")):
        assert ngspice.opinion(c, quantity, wrong, path, values).agrees is False


@needs_ngspice
@pytest.mark.parametrize(
    ("before", "after"),
    [("R2 sum out 33k", "R2 sum out 34k"), ("R1 in sum", "R1 sum in2\nVx in in2 0\nRx sum 0 1k\nR9 in sum")],
)
def test_an_op_amp_near_the_ideal_excuses_no_other_file(before: str, after: str, tmp_path: Path) -> None:
    path, c, values = file_and_circuit(tmp_path, INVERTING)
    gain = Quantity("transfer", ("out", "0"), "V1")
    path.write_text(INVERTING.replace(before, after), encoding="utf-8")
    said = ngspice.opinion(c, gain, parse("-R2/R1"), path, values)
    assert said.agrees is False
    assert "the netlist file itself" in said.how


@needs_ngspice
def test_what_file_and_translation_both_refuse_is_laid_to_neither(tmp_path: Path) -> None:
    path, c, values = file_and_circuit(tmp_path, INVERTING)
    said = ngspice.opinion(c, Quantity("transfer", ("out", "0"), "V1"), parse("-2*R2/R1"), path, values)
    assert said.agrees is False
    assert "it gives" in said.how
    assert "on our translation it agrees" not in said.how


@needs_ngspice
def test_an_ideal_op_amp_costs_no_digits() -> None:
    text, quantity, answer = ANSWERS["nullor"]
    said = ngspice.opinion(circuit(text), quantity, parse(answer), None, some_values(circuit(text), answer))
    assert deviation(said.how) < 1e-13


@needs_ngspice
@pytest.mark.parametrize("case", ANSWERS)
def test_a_millionth_too_much_is_refused_of_every_known_answer(case: str) -> None:
    text, quantity, answer = ANSWERS[case]
    c = circuit(text)
    values = some_values(c, answer)
    said = ngspice.opinion(c, quantity, parse(f"1.000001*({answer})"), None, values)
    assert said.agrees is False, said


def test_defaults_move_away_from_the_ideal_and_what_is_given_stays() -> None:
    moved = "\n".join(farther(["* title", "X1 1 2 3 opamp Ao=5", f".include {LIBRARY}", ""], "10"))
    assert "Ao={1e9/10}" in moved
    assert "Ro={1u*10}" in moved
    assert "X1 1 2 3 opamp Ao=5\n" in moved


@needs_ngspice
def test_on_random_circuits_what_is_right_is_never_refused_and_a_millionth_always() -> None:
    """Ideal op-amps, coupled sources and cancellation among them; what ngspice finds singular is left out."""
    right, wrong = 0, 0
    for seed in range(80):
        draw = random.Random(seed)
        try:
            c = read(random_netlist(seed)).circuit
            elements = tuple(e.name for e in c.elements if e.kind in "RCLVI")
            quantity = ask(random_question(seed, tuple(n for n in c.nodes if n != "0"), elements), c)
            result = solve(c, quantity).expr()
        except GainproofError:
            continue
        values = {n: Fraction(draw.randint(10, 9999), 100) for n in c.parameters}
        said = ngspice.opinion(c, quantity, result, None, values)
        assert said.agrees is not False, (seed, said)
        right += said.agrees is True
        if said.agrees and result != ZERO:
            said = ngspice.opinion(c, quantity, parse("1.000001") * result, None, values)
            assert said.agrees is False, (seed, said)
            wrong += 1
    assert (right > 30, wrong > 20) == (True, True), (right, wrong)


@pytest.mark.parametrize("gain", ["1/(s - 7)", "1/(9 - s)", "5 + 0*s", "s", "1/(1 + s)**2"])
def test_a_gain_that_is_not_one_stable_pole_is_not_translated(gain: str) -> None:
    with pytest.raises(GainproofError, match="other than one pole"):
        one_pole("E1", ("1", "0", "2", "0"), parse(gain), {})
    assert len(one_pole("E1", ("1", "0", "2", "0"), parse("4/(1 + s/3)"), {})) == 4
    assert len(one_pole("E1", ("1", "0", "2", "0"), parse("4/s"), {})) == 3, "an integrator"
