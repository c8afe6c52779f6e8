"""The oracle finds true what a circuit forces and nothing else, in random circuits too; names; limits."""

import pytest
from circuits import random_netlist
from hand.written import circuit_of, verdicts
from hypothesis import given, settings
from hypothesis import strategies as st

from gainproof.circuit.netlist.reader import read
from gainproof.errors import GainproofError, InputError, Singular
from gainproof.expression import Equation, Neg
from gainproof.hand.truth.oracle import Oracle
from gainproof.hand.truth.support import Rows
from gainproof.notation import parse, parse_equation, text

C = read("* t\nV1 in 0\nV2 b 0\nR1 in n\nRb b n\nR2 n out\nX1 0 n out opamp Ao=A\n").circuit


def circuit(seed):
    """A random circuit that has a solution, or None."""
    try:
        c = read(random_netlist(seed)).circuit
        Oracle(c)
    except (InputError, Singular):
        return None
    return c


def test_every_law_of_a_random_circuit_is_true_and_its_opposite_is_not():
    seen = 0
    for seed in range(60):
        c = circuit(seed)
        if c is None:
            continue
        oracle = Oracle(c)
        rows = Rows(oracle)
        for label, q in oracle.laws.items():
            assert oracle.holds(q)
            if any(oracle.points[0][n] for n in q.symbols() if n in oracle.unknowns):
                seen += 1
                combination = rows.combination(q)
                assert combination is None or set(combination) == {label}
            two = Equation(q.left + q.left, q.right + Neg(q.left))
            assert oracle.holds(two) == all(x == 0 for x in oracle.values(q.left + q.left + q.left - q.right))
    assert seen > 200


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_kirchhoff_at_two_nodes_is_the_sum_of_both(seed):
    c = circuit(seed)
    if c is None or len(c.nodes) < 2:
        return
    oracle = Oracle(c)
    rows = Rows(oracle)
    if any(set(rows.combination(q) or {label}) != {label} for label, q in oracle.laws.items()):
        return  # laws that depend on each other add up to one claim in several ways
    a, b = (oracle.laws[f"KCL at {n}"] for n in c.nodes[:2])
    both = Equation(a.left + b.left, a.right)
    assert oracle.holds(both)
    assert set(rows.combination(both) or ()) <= {f"KCL at {n}" for n in c.nodes[:2]}


def test_a_quotient_is_meant_with_the_other_sources_off():
    oracle = Oracle(C)
    gain = parse_equation("v_out/V1 = -R2/R1/(1 + (1 + R2/R1 + R2/Rb)/A)")
    assert not oracle.holds(gain)
    assert oracle.about(gain).holds(gain)
    whole = parse_equation("v_out = -R2/R1/(1 + (1 + R2/R1 + R2/Rb)/A)*V1")
    assert oracle.about(whole) is oracle
    assert not oracle.holds(whole)


def test_what_is_no_quotient_is_meant_with_all_sources_on():
    oracle = Oracle(C)
    for line in ("v_in - V1 = 0", "v_out = V1", "v_out - V1 = v_n"):
        assert oracle.about(parse_equation(line)) is oracle
    assert oracle.about(parse_equation("v_out/V1 - R2/R1 = 0")) is not oracle
    assert oracle.about(parse_equation("v_out/V1 = V2/V1")) is oracle


def test_a_name_has_the_value_of_the_circuit_that_it_was_defined_in():
    oracle = Oracle(C)
    oracle.define("G", parse("v_out/V1"))
    assert oracle.holds(parse_equation("G = -R2/R1/(1 + (1 + R2/R1 + R2/Rb)/A)"))
    oracle.define("G", parse("R2/R1"))
    assert oracle.holds(parse_equation("G*R1 = R2"))
    oracle.clear()
    assert oracle.strange(parse("G*R1")) == ["G"]


@pytest.mark.parametrize(("symbol", "meaning"), [("R1", "R2"), ("v_n", "R2"), ("q", "w"), ("q", "q + R1")])
def test_what_cannot_be_defined(symbol, meaning):
    with pytest.raises(GainproofError):
        Oracle(C).define(symbol, parse(meaning))


def test_a_name_without_a_value_is_refused():
    with pytest.raises(ZeroDivisionError):
        Oracle(C).define("q", parse("R1/(R2 - R2)"))


def test_limits_are_read_off_germs():
    oracle = Oracle(C)
    ideal = parse_equation("v_out = -R2*(V1/R1 + V2/Rb)")
    assert oracle.limit_holds(ideal, {"A": "oo"})
    assert not oracle.limit_holds(ideal, {"A": "0"})
    assert not oracle.limit_holds(parse_equation("v_out = -R2*(V1/R1 - V2/Rb)"), {"A": "oo"})
    assert oracle.limit_holds(parse_equation("v_n = 0"), {"A": "oo"})
    assert not oracle.limit_holds(parse_equation("v_n = 2*v_n"), {"A": "oo"})


def test_an_identity_needs_no_circuit():
    oracle = Oracle(C)
    assert oracle.identity(parse_equation("(v_n - V1)/R1 = v_n/R1 - V1/R1"))
    assert not oracle.identity(parse_equation("v_out = -A*v_n"))


def test_contradicting_equations_are_told():
    with pytest.raises(Singular):
        Oracle(read("* t\nV1 1 0\nR1 1 0\nR2 1 0\n").circuit.shorted("R1"))


def test_currents_may_run_the_other_way():
    oracle = Oracle(C, against=frozenset({"i_R1"}))
    assert oracle.holds(parse_equation("i_R1 = (v_n - V1)/R1"))
    assert not oracle.holds(parse_equation("i_R1 = (V1 - v_n)/R1"))


def test_every_law_written_by_hand_is_judged_true_in_random_circuits():
    seen = 0
    for seed in range(25):
        c = circuit(seed)
        if c is None:
            continue
        for label, q in Oracle(c).laws.items():
            line = f"{text(q.left)} = {text(q.right)}"
            (said,) = verdicts(c, line)
            assert said[1] in ("true", "identity", "limit", "definition"), (seed, label, line, said)
            seen += 1
    assert seen > 100


def test_the_symbols_stand_in_the_order_of_the_netlist_so_that_ties_fall_alike_each_time():
    """A set of names has another order in each run of Python, and what is likeliest must not depend on it."""
    names = ("gm", "RS", "RD", "Zx", "Qy", "k1", "k2", "k3")
    values = (f".param {n}=1k" for n in names)
    c = circuit_of("Vin a 0 1", *values, *(f"R{k} a 0 {{{n}}}" for k, n in enumerate(names)))
    found = [n for n in Oracle(c).points[0] if n in c.parameters]
    assert found == list(c.parameters)
    assert set(names) <= set(found)
