"""ngspice's operating point tells a response from one off by a millionth, and reads the file's sources."""

import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from written_circuits import circuit

from gainproof.circuit.netlist import read
from gainproof.circuit.solve import solve
from gainproof.derivation import Quantity
from gainproof.expression import Expr, Num, Prod
from gainproof.notation import parse
from gainproof.witness import Opinion, ngspice

pytestmark = pytest.mark.skipif(shutil.which("ngspice") is None, reason="ngspice is not installed")

FILE = """* an inverting amplifier with bias currents
V1 in 0 {source}
X1 0 n out opamp Ao=200k Ro=75 Ib=80n Ios=20n vos=1m
R1 in n 10k
R2 n out 100k
Rl out 0 2k
.end
"""
OUT = Quantity("response", ("out", "0"))


def asked(folder: Path, text: str, quantity: Quantity, *, ours: str = "", times: str = "1") -> Opinion:
    """The opinion on `times` the response of the netlist `ours` where the file says `text`."""
    path = folder / "amplifier.cir"
    path.write_text(text, encoding="utf-8")
    c = read(ours or text).circuit
    values = {n: p.value for n, p in c.parameters.items() if p.value is not None}
    result: Expr = Prod(Num(Fraction(times)), solve(c, quantity).expr())
    return ngspice.opinion(c, quantity, result, path, values)


@pytest.mark.parametrize("source", ["5", "DC 5", "DC 5 AC 1", "AC 5", "0 AC 5"])
@pytest.mark.parametrize("output", [("out", "0"), ("n", "out"), ("V1",)])
def test_a_response_is_the_operating_point_of_the_file(
    source: str, output: tuple[str, ...], tmp_path: Path
) -> None:
    """A source with no direct value in the file is given ours: its AC magnitude is what we read."""
    text = FILE.format(source=source)
    said = asked(tmp_path, text, Quantity("response", output))
    assert said.agrees is True, said
    assert said.how.startswith("operating point ")
    assert said.how.endswith("reading the netlist file itself")
    for times in ("1.000001", "0.999999", "-1"):
        said = asked(tmp_path, text, Quantity("response", output), times=times)
        assert said.agrees is False, said
        assert said.how.startswith("operating point: it gives ")


def test_the_number_is_told_with_its_unit(tmp_path: Path) -> None:
    text = "* a\nV1 a 0 3\nR1 a b 1k\nR2 b 0 2k\n.end\n"
    assert "operating point 2 V, to 1e-15" in asked(tmp_path, text, Quantity("response", ("b", "0"))).how
    assert "operating point -1 mA, to 1e-15" in asked(tmp_path, text, Quantity("response", ("V1",))).how


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("V1 in 0 5", "V1 in 0 5.00001"),
        ("V1 in 0 5", "V1 0 in 5"),
        ("X1 0 n", "X1 n 0"),
        ("vos=1m", "vos=-1m"),
        ("Ios=20n", "Ios=21n"),
        ("R2 n out 100k", "R2 n out 100.001k"),
    ],
)
def test_a_file_that_says_something_else_is_noticed(before: str, after: str, tmp_path: Path) -> None:
    text = FILE.format(source="5")
    assert before in text
    said = asked(tmp_path, text.replace(before, after), OUT, ours=text)
    assert said.agrees is False, said
    assert "reading the netlist file itself" in said.how


def test_nothing_leaks_from_a_node_of_a_million_megohms(tmp_path: Path) -> None:
    """Not the 1e-12 S that simulators put beside junctions, nor what the file's options would add."""
    text = "* a\n.options gmin=1e-9 rshunt=1e12\nV1 a 0 3\nR1 a b 1e12\nR2 b 0 2e12\n.end\n"
    said = asked(tmp_path, text, Quantity("response", ("b", "0")))
    assert (said.agrees, "operating point 2 V, to 1e-1" in said.how) == (True, True), said


def test_nodes_may_have_names_that_are_no_names_elsewhere(tmp_path: Path) -> None:
    text = "* a\nV1 in+ 0 3\nR1 in+ n-2 1k\nR2 n-2 0 2k\n.end\n"
    said = asked(tmp_path, text, Quantity("response", ("in+", "n-2")))
    assert (said.agrees, "operating point 1 V" in said.how, "the netlist file itself" in said.how) == (
        True,
    ) * 3


def test_a_zero_is_held_against_what_drives_the_circuit() -> None:
    """A nanoampere is no zero where nothing but nanoamperes flow."""
    c = circuit("I1 I 0 1\nR1 R 1 0 = 1\nR2 R 1 0 = 1")
    quantity, values = Quantity("response", ("R1",)), {"I1": Fraction(1, 10**9)}
    assert ngspice.opinion(c, quantity, parse("I1/2"), None, values).agrees is True
    assert ngspice.opinion(c, quantity, parse("0*I1"), None, values).agrees is False


def test_a_node_that_floats_at_direct_current_is_asked_with_alternating_current(tmp_path: Path) -> None:
    """Between two capacitors there is no operating point; the result depends on frequency all the same."""
    text = "* a\nV1 a 0 3\nC1 a b 1n\nC2 b 0 2n\n.end\n"
    said = asked(tmp_path, text, Quantity("response", ("b", "0")))
    assert (said.agrees, said.how.startswith("AC at ")) == (True, True), said
