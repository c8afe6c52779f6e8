"""A netlist takes other values and stays itself: wherever the numbers stand, whatever is included."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gainproof.circuit.netlist import read
from gainproof.errors import GainproofError, InputError
from gainproof.problems.pattern import pattern, spelled, whole

ROOT = Path(__file__).parents[2]
NETLISTS = sorted(ROOT.glob("derivations/*/*.cir"))


@pytest.mark.parametrize("file", NETLISTS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_every_value_of_our_netlists_can_be_another(file: Path) -> None:
    p = pattern(file)
    before = read(file).circuit
    values = {n: Fraction(k, 8) for k, n in enumerate(before.parameters, 9)}
    text, circuit = p.filled(values)
    assert {n: q.value for n, q in circuit.parameters.items()} == values
    assert circuit.elements == p.circuit.elements
    assert [(e.name, e.nodes, e.value) for e in circuit.elements] == [
        (e.name, e.nodes, e.value) for e in before.elements
    ]
    assert read(text).circuit.parameters == circuit.parameters


def test_our_netlists_are_there() -> None:
    assert len(NETLISTS) > 20


def test_a_number_that_is_a_node_or_in_a_comment_stays() -> None:
    text = "* 100 ohms at node 2\nV1 2 0 100 ; 100\nR1 2 1 100\nR2 1 0 100\n.tf V(1) V1\n"
    made, _ = pattern(None, text).filled({"R1": Fraction(220), "V1": Fraction(1)})
    assert made == "* 100 ohms at node 2\nV1 2 0 1 ; 100\nR1 2 1 220\nR2 1 0 100\n.tf V(1) V1\n"


def test_a_shared_symbol_has_one_place() -> None:
    text = "matched\n.param R=10k\nV1 a 0 1\nR1 a b {R}\nR2 b 0 {R}\n.tf V(b) V1\n"
    made, circuit = pattern(None, text).filled({"R": Fraction(4700)})
    assert "R=4.7k" in made
    assert circuit.element("R1").value == circuit.element("R2").value


def test_a_symbol_without_a_number_gets_a_param_line() -> None:
    p = pattern(None, "bare\nV1 a 0 {V1}\nR1 a b {R1}\nR2 b 0 10k\n.tf V(b) V1\n.end\n")
    assert p.missing == ("V1", "R1")
    made, circuit = p.filled({"R1": Fraction(330), "V1": Fraction(5), "R2": Fraction(1000)})
    assert ".param V1=5 R1=330\n.end" in made
    assert circuit.parameters["R1"].value == 330


def test_what_is_included_comes_along_and_our_library_stays_a_line(tmp_path: Path) -> None:
    (tmp_path / "cell.inc").write_text(".subckt cell a b\nR1 a b 1k\n.ends\n.end\n")
    (tmp_path / "amp.cir").write_text(
        "amp\n.include ./cell.inc\n.include ../lib/opamp.lib\nV1 p 0 1\nX2 p n cell\nX3 n o cell\n"
        "X1 0 n o opamp\n"
        ".tf V(o) V1\n"
    )
    p = pattern(tmp_path / "amp.cir")
    assert "cell.inc" not in p.text
    assert ".include opamp.lib" in p.text
    assert p.text.count(".end") == p.text.count(".ends")
    assert read(p.text).circuit.elements == p.circuit.elements


def test_a_file_that_is_missing_and_one_that_includes_itself_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.inc cannot be put into the problem"):
        whole(".include gone.inc\n", tmp_path / "a.cir")
    (tmp_path / "loop.inc").write_text(".include loop.inc\n")
    with pytest.raises(InputError, match="too many files include one another"):
        whole(".include loop.inc\n", tmp_path / "a.cir")


def test_a_value_that_has_no_place_is_told() -> None:
    p = pattern(None, "odd\nV1 a 0 1\nR.x a b\nR2 b 0 10k\n.tf V(b) V1\n")
    (odd,) = p.missing
    with pytest.raises(GainproofError, match=f"the value of {odd} cannot be written into the netlist"):
        p.filled({odd: Fraction(5)})


@given(st.integers(1, 10**9), st.integers(-18, 15), st.sampled_from("RCVI"))
def test_a_spelled_number_is_read_as_it_was(digits: int, power: int, kind: str) -> None:
    q = digits * Fraction(10) ** power
    lines = {"R": "R1 a 0 {}", "C": "C1 a 0 {}", "V": "V2 a b {}\nR3 b 0 1", "I": "I1 a 0 {}"}
    circuit = read(f"t\nV1 a 0 1\nR9 a 0 1\n{lines[kind].format(spelled(q))}\n").circuit
    names = {"R": "R1", "C": "C1", "V": "V2", "I": "I1"}
    assert circuit.parameters[names[kind]].value == q


def test_a_number_without_end_is_refused() -> None:
    with pytest.raises(GainproofError, match="1/3 cannot be written"):
        spelled(Fraction(1, 3))


def test_a_place_that_is_no_value_is_found_out() -> None:
    p = pattern(None, "* x\nV1 2 0 100\nR1 2 1 100\nR2 1 0 50\n.tf V(1) V1\n")
    node = p.text.index("R1 2 1") + 3
    wrong = replace(p, places={"R1": (node, node + 1)})
    with pytest.raises(GainproofError, match="cannot be written into the netlist"):
        wrong.filled({"R1": Fraction(100)})
