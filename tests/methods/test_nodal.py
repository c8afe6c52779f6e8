"""The nodal method: what it writes is proved for every circuit, and reads as an author would write it."""

import pytest
from circuits import random_netlist, random_question

from gainproof.checker import check
from gainproof.circuit.netlist import read
from gainproof.engine import derive
from gainproof.errors import GainproofError
from gainproof.notation import equation_text
from gainproof.symbols import split_symbol

FIVE = "* five\nV1 1 0\nE1 x 0 1 2 Ao\nRo x 3\nRi 1 2\nR1 2 0\nR2 3 2\nRl 3 0\n.tf v(3) V1\n"


@pytest.mark.parametrize("seed", range(120))
def test_every_step_is_proved_on_random_circuits(seed: int) -> None:
    try:
        netlist = read(random_netlist(seed))
        c = netlist.circuit
        asked = random_question(seed, c.nodes, tuple(e.name for e in c.elements if e.kind != "N"))
        d = derive(netlist, of=asked, budget=0.2)
    except GainproofError:
        return
    refused = [(v.label, v.how) for v in check(d) if not v.holds]
    assert refused == []


def test_the_steps_of_the_note() -> None:
    d = derive(FIVE)
    claims = [equation_text(s.claim) for s in d.steps]
    assert claims[:7] == [
        "v_1 = V1",
        "v_x = Ao*(V1 - v_2)",
        "(v_2 - V1)/Ri + v_2/R1 + (v_2 - v_3)/R2 = 0",
        "(v_3 - Ao*(V1 - v_2))/Ro + (v_3 - v_2)/R2 + v_3/Rl = 0",
        "v_2*(1/Ri + 1/R1 + 1/R2) = V1/Ri + v_3/R2",
        "1/R_a = 1/Ri + 1/R1 + 1/R2",
        "v_2 = R_a*V1/Ri + R_a*v_3/R2",
    ]
    assert [s.number for s in d.steps[:7]] == ["", "", "1", "2", "1a", "", "1b"]


def test_numbers_start_where_they_are_told() -> None:
    d = derive(FIVE, section="5", first=7)
    assert next(s.number for s in d.steps if s.number) == "5.7"


def test_voltage_sources_between_nodes_are_balanced_together() -> None:
    """The current of the floating source never appears."""
    d = derive("* s\nV1 1 0\nR1 1 a\nV2 b a\nR2 a 0\nR3 b 0\n", of="V(b)")
    assert all(v.holds for v in check(d))
    assert not any("i_V2" in equation_text(s.claim) for s in d.steps)


def test_a_controlling_current_is_balanced_at_its_own_node() -> None:
    d = derive("* m\nV1 1 0\nR1 1 2\nVm 2 0 0\nF1 0 3 Vm B\nR2 3 0\n", tf="V(3) V1")
    assert all(v.holds for v in check(d))
    assert any("i_Vm" in equation_text(s.claim) for s in d.steps)


def test_long_coefficients_are_named_and_lines_stay_short() -> None:
    ladder = ["* ladder", "V1 n0 0"]
    for k in range(8):
        ladder += [f"Ra{k} n{k} n{k + 1}", f"Ca{k} n{k + 1} 0"]
    d = derive("\n".join(ladder), tf="V(n8) V1", limits=[])
    assert all(v.holds for v in check(d))
    assert max(len(equation_text(s.claim)) for s in d.steps if s.label not in (d.exact, d.result)) < 400


def test_new_names_do_not_look_like_old_ones() -> None:
    """A part called Ra prints as R_a, so nothing else may be called that; nor G_I a gain beside GI."""
    d = derive("* t\nV1 1 0\nX1 1 n o opamp Ao=GI Ri=Ri\nRa n 0\nRb o n\n", tf="V(o) V1")
    looks = [split_symbol(n) for n in (*d.parameters, *d.names)]
    assert len(set(looks)) == len(looks)
    assert any(s.rule == "define" for s in d.steps)
