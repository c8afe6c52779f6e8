"""The circuits of the repository, some that no rule was made for, and random ones pass the geometric test."""

import random
import re
from pathlib import Path

import pytest
from circuits import random_netlist
from drawn import circuit_of
from hypothesis import given, settings
from hypothesis import strategies as st
from unseen import UNSEEN

from gainproof.circuit.netlist import read
from gainproof.draw import Drawing, place, problems
from gainproof.errors import GainproofError

ROOT = Path(__file__).resolve().parents[2]
REPOSITORY = sorted([*ROOT.glob("derivations/**/*.cir"), *ROOT.glob("benchmarks/**/*.cir")])


def test_the_circuits_of_the_repository_are_drawn_without_fault_and_by_the_rules():
    seen, plain = 0, []
    for path in REPOSITORY:
        source = read(path)
        asked = source.asks[0][0] if source.asks else ""
        output = tuple(asked[2:-1].split(",")) if asked.startswith("V(") else ()
        drawing = place(source.circuit, output=output)
        assert problems(drawing, source.circuit) == [], path
        seen += 1
        plain += [path] if drawing.note else []
    assert seen >= 60
    assert len(plain) <= seen // 20, plain


@pytest.mark.parametrize("name", UNSEEN)
def test_a_circuit_that_no_rule_was_made_for_is_drawn_by_the_rules(name):
    circuit, output = circuit_of(UNSEEN[name])
    drawing = place(circuit, output=output)
    assert problems(drawing, circuit) == []
    assert drawing.note == ""


def test_of_the_unseen_there_are_thirty():
    assert len(UNSEEN) >= 30


def leftward(d: Drawing) -> int:
    """How many op-amps are fed by one that stands to the right of them."""
    tips = [t.tip[0] for t in d.triangles]
    return sum(tip > t.tip[0] for t, tip in zip(d.triangles[1:], tips, strict=False))


@pytest.mark.parametrize(
    "name", ["three inverting stages", "band passes in cascade", "all passes in cascade", "four op-amps"]
)
def test_op_amps_stand_in_the_order_of_the_signal(name):
    circuit, output = circuit_of(UNSEEN[name])
    d = place(circuit, output=output)
    assert leftward(d) == 0
    assert len({t.base for t in d.triangles}) == len(d.triangles) >= 2


DRAWN = {True: 0, False: 0}


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.integers(0, 10**6))
def test_a_random_circuit_is_read_back_as_its_netlist(seed):
    try:
        circuit = read(random_netlist(seed)).circuit
    except GainproofError:
        return
    drawing = place(circuit, output=("1",))
    assert problems(drawing, circuit) == []
    DRAWN[drawing.note == ""] += 1


def test_of_the_random_ones_the_rules_drew_many():
    assert DRAWN[True] >= 20
    assert DRAWN[True] > DRAWN[False]


def test_what_is_too_much_is_drawn_in_plain_rows_before_long():
    """Forty parts between twenty nodes at random: the search gives up, and the drawing says so."""
    r = random.Random(1)
    lines = ["* tangle", "V1 1 0"]
    for k in range(45):
        lines.append(f"R{k} {' '.join(map(str, r.sample(range(20), 2)))}")
    circuit = read("\n".join(lines)).circuit
    drawing = place(circuit, output=("1",))
    assert "plain rows" in drawing.note
    assert problems(drawing, circuit) == []
    assert drawing == place(circuit, output=("1",))


def test_the_names_of_parts_and_nodes_do_not_matter():
    """Renamed, a circuit has the same picture, but for the letters."""
    circuit, output = circuit_of(UNSEEN["three op-amps, differential sources"])
    d = place(circuit, output=output)
    text = UNSEEN["three op-amps, differential sources"]
    for old, new in {"na": "q7", "out": "z", "Rg": "R99", "oa": "k1"}.items():
        text = re.sub(rf"\b{old}\b", new, text)
    other, output = circuit_of(text)
    e = place(other, output=output)
    assert [s.ends for s in d.symbols] == [s.ends for s in e.symbols]
    assert [t.base for t in d.triangles] == [t.base for t in e.triangles]
    assert d.note == e.note == ""
