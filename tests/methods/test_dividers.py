"""A long transfer function is written as a product of quotients that a reader sees."""

import pytest

from gainproof.circuit.ask import setting, transfer_words
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.netlist import read
from gainproof.expression import Expr, mul
from gainproof.methods import Task, Writer
from gainproof.methods.dividers import SEEN, dividers, fewest
from gainproof.methods.lines import leaves
from gainproof.notation import equation_text
from gainproof.units import UNITS

LADDER = "* l\nV1 1 0\nR1 1 a\nR2 a 0\nR3 a b\nR4 b 0\nR5 b c\nR6 c 0\n"


def _task(netlist: str, asked: str) -> Task:
    c: Circuit = read(netlist).circuit
    q = transfer_words(asked, c)
    units = {n: UNITS[p.unit] for n, p in c.parameters.items()}
    return Task(q, setting(c, q), "given", Writer(), {"given": c}, units, {})


def _product(task: Task, parts: list[Expr]) -> bool:
    """Is the product of the parts the exact quantity?"""
    exact = task.exact(task.setting)
    return exact.ring.ratio(mul(*parts)) == exact


def test_the_dividers_of_a_ladder() -> None:
    """One stepping stone, where one is enough."""
    task = _task(LADDER, "V(c) V1")
    way = dividers(task, task.setting)
    assert [equation_text(q) for q in way] == [
        "v_a/V1 = 1/(1 + R1/par(R2, R3 + par(R4, R5 + R6)))",
        "v_c/v_a = R6/(R5 + R6 + R3*(1 + (R5 + R6)/R4))",
    ]
    assert _product(task, [q.right for q in way])


@pytest.mark.parametrize("asked", ["V(c) V1", "V(b) V1", "I(R6) V1", "V(c,b) V1", "I(V1) V1"])
def test_every_link_is_short_and_their_product_is_exact(asked: str) -> None:
    task = _task(LADDER, asked)
    way = dividers(task, task.setting)
    assert way
    assert all(leaves(q.right) <= SEEN for q in way)
    assert _product(task, [q.right for q in way])


def test_a_current_per_voltage_is_no_divider_of_voltages() -> None:
    """1/h - 1 would subtract a number from a resistance."""
    task = _task("* r\nI1 0 a\nR1 a 0\nR2 a b\nR3 b 0\nR4 b c\nR5 c 0\n", "V(c) I1")
    for q in dividers(task, task.setting):
        if "I1" in equation_text(q):
            assert "1 +" not in equation_text(q)


def test_a_bridge_has_no_dividers() -> None:
    """Nothing on the way carries all of the signal in short quotients."""
    task = _task("* w\nV1 1 0\nRs 1 t\nRa t a\nRb t b\nRc a 0\nRd b 0\nRe a b\n", "V(a,b) V1")
    assert dividers(task, task.setting) == []


@pytest.mark.parametrize("asked", ["V(c) V1", "V(b) V1", "V(a) V1", "I(R6) V1"])
def test_no_form_has_fewer_symbols_than_the_powers_tell(asked: str) -> None:
    """What is not arranged because it must be long would have been long."""
    task = _task(LADDER, asked)
    value = task.exact(task.setting)
    assert 0 < fewest(value) <= leaves(task.spelled(value)) <= leaves(value.expr())


def test_a_divider_that_was_found_is_not_found_again() -> None:
    """The second voltage of the ladder leans on the first one's step, by its name if it has one."""
    task = _task(LADDER, "V(c) V1")
    first = task.find(setting(task.c, transfer_words("V(a) V1", task.c)))
    last = task.find(task.setting)
    steps = {s.label: s for s in task.writer.steps}
    assert first in steps[last].premises
    assert len([s for s in steps.values() if equation_text(s.claim).startswith("v_a/V1")]) == 1
    named = _task(LADDER, "V(c) V1")
    found = named.name(setting(named.c, transfer_words("V(a) V1", named.c)), ["k_1"], "share", "1")
    last = named.find(named.setting)
    steps = {s.label: s for s in named.writer.steps}
    assert {found.definition, found.label} <= set(steps[last].premises)


@pytest.mark.parametrize(("most", "written"), [(0, False), (100, True)])
def test_a_part_as_long_as_a_circuit_is_solved_in_one_line(
    monkeypatch: pytest.MonkeyPatch, most: int, written: bool
) -> None:
    monkeypatch.setattr("gainproof.methods.task.MOST_ALONE", most)
    bridge = "* b\nV1 1 0\nR1 1 a\nR2 a 0\nR3 1 b\nR4 b 0\nR5 a b\n"
    task = _task(bridge, "V(a,b) V1")
    task.find(task.setting)
    assert any(s.rule == "kcl" for s in task.writer.steps) is written
    assert len(task.writer.steps) == 1 or written
