"""The feedback form: loop gains named or written out, sums over sources, refusals."""

from math import inf

import pytest
from arranging import alike, arranged, exact, names, written_out
from circuits import random_netlist, random_question
from test_golden_lines import same_line

from gainproof.algebra.forms import arrange
from gainproof.algebra.forms.inspection import closed_loop, remaining, seen, vanishing
from gainproof.circuit import ask
from gainproof.circuit.netlist import read
from gainproof.circuit.solve import solve
from gainproof.errors import GainproofError
from gainproof.ideals import ideals
from gainproof.notation import parse, text
from gainproof.units import UNITS

G = "(1 + R2/R1)"
RAUCK = (
    "G*(-Vin*R2/(R1 + R2) + Voff + Ibias*(par(R1, R2) - R3) + Ioff/2*(par(R1, R2) + R3))/(1 + G*R1/(R1 + R2))"
)
H = {"H": parse("R1/(R1 + R2)")}
OF = "Vin Voff Ibias Ioff"

LINES = [
    (f"{G}/(1 + {G}/Ao)", "Ao=oo", "1/beta*(T/(1 + T))", {"beta": "R1/(R1 + R2)", "T": "beta*Ao"}),
    (f"-(R2/R1)/(1 + {G}/Ao)", "Ao=oo", "-R2/R1*(T/(1 + T))", {"beta": "R1/(R1 + R2)", "T": "beta*Ao"}),
    ("1/(1 + 1/Ao)", "Ao=oo", "Ao/(1 + Ao)", {}),
    (
        f"-(R2/R1)*(1 - Ro/(Ao*R2))/(1 + {G}/Ao*(1 + Ro/(R1 + R2)))",
        "Ao=oo Ro=0",
        "Ro/((R1 + R2 + Ro)*(1 + T)) - R2/R1*(T/(1 + T))",
        {"beta": "R1/(R1 + R2)", "T": "beta*Ao/(1 + beta*Ro/R1)"},
    ),
    ("Ri*(1 + Ao)", "Ao=oo", "Ri*(1 + Ao)", {}),
    ("Ri*(1 + Ao*R1/(R1 + R2))", "Ao=oo", "Ri*(1 + T)", {"beta": "R1/(R1 + R2)", "T": "beta*Ao"}),
    ("Ro/(1 + Ao*R1/(R1 + R2))", "Ao=oo Ro=0", "Ro/(1 + T)", {"beta": "R1/(R1 + R2)", "T": "beta*Ao"}),
]


@pytest.mark.parametrize(("source", "to", "expected", "named"), LINES)
def test_loops_of_one_amplifier(source: str, to: str, expected: str, named: dict[str, str]) -> None:
    found = arranged(source, to, style="feedback")
    assert found.style == "feedback"
    assert same_line(text(found.form), expected), text(found.form)
    assert names(found) == named


def test_gains_that_are_differences_end() -> None:
    """A gain with a minus sign is not taken out of what it was multiplied with, over and over."""
    source = f"{G}*(1 + 1/(2*K))/(1 - 1/(2*K) + {G}/B)"
    found = arranged(source, "B=oo K=oo", style="feedback", wanted={"H": parse("1 - 1/(2*K)")})
    assert written_out(found, exact(source).ring) == exact(source)


def test_two_loops_have_two_gains() -> None:
    source = "(1 + 2*R2/Rg)*R4/R3/((1 + (1 + 2*R2/Rg)/A)*(1 + (1 + R4/R3)/A3))"
    found = arranged(source, "A=oo A3=oo", style="feedback")
    assert {k for k in names(found) if k.startswith("T")} == {"T", "T1"}
    assert len(found.errors) == 2
    assert all(closed_loop(x) for x in found.errors)
    assert written_out(found, exact(source).ring) == exact(source)


@pytest.mark.parametrize("to", ["", "G=oo"])
def test_the_sum_over_sources_with_a_factor_named_by_the_user(to: str) -> None:
    """Each source's ideal term, times G·H/(1 + G·H), whether or not the gain's ideal is known."""
    found = arranged(RAUCK, to, OF, style="feedback", wanted=H, keep=["parallel"])
    expected = (
        "(Voff/H - (1 - H)/H*Vin + (par(R1, R2) - R3)/H*Ibias + (R3 + par(R1, R2))/(2*H)*Ioff)"
        "*(H*G/(1 + H*G))"
    )
    assert alike(found.form, parse(expected)), text(found.form)
    assert names(found) == {"H": "R1/(R1 + R2)"}
    assert written_out(found, exact(RAUCK).ring) == exact(RAUCK)


def test_without_a_name_the_factor_is_beta() -> None:
    found = arranged(RAUCK, "G=oo", OF, style="feedback")
    assert names(found) == {"beta": "R1/(R1 + R2)", "T": "beta*G"}
    assert [text(x) for x in found.errors] == ["T/(1 + T)"]
    assert found.ideal is not None
    assert "T" not in found.ideal.symbols()


def test_names_of_the_loop_are_eliminated() -> None:
    source = f"{G}/(1 + {G}/Ao)"
    found = arranged(source, "Ao=oo", style="feedback", eliminate=["beta"])
    assert names(found) == {"G_N": "1 + R2/R1", "T": "Ao/G_N"}
    bare = arranged(source, "Ao=oo", style="feedback", eliminate=["beta", "G_N", "T"])
    assert not bare.names
    assert written_out(bare, exact(source).ring) == exact(source)


def test_where_there_is_no_loop_the_textbook_form_stands_and_says_so() -> None:
    found = arranged("R2/(R1 + R2)", style="feedback")
    assert text(found.form) == "R2/(R1 + R2)"
    assert "no loop gain" in found.note


def test_the_loop_gain_of_regeneration_is_negative() -> None:
    found = arranged("R2/R1/(1 - (1 + R2/R1)/Ao)", "Ao=oo", style="feedback")
    loop = next(n for n in found.names if n.about == "loop gain")
    point = {"R1": 1e3, "R2": 9e3, "Ao": 1e5}
    for n in found.names:
        point[n.symbol] = seen(n.expr, point)
    assert point[loop.symbol] < 0


@pytest.mark.parametrize(("form", "loop"), [("T/(1 + T)", True), ("T/(2 + T)", False), ("T/(1 + G)", False)])
def test_only_t_over_one_plus_t_is_read_as_a_whole(form: str, loop: bool) -> None:
    """IEEE arithmetic has no value for the others; the one every reader knows is 1."""
    x = parse(form)
    point = {"T": inf, "G": inf}
    assert closed_loop(x) is loop
    assert (seen(x, point) == 1) is loop
    if loop:
        assert text(remaining(parse(f"R*({form})"), {**point, "R": 2.0})) == "R"
        assert list(vanishing(x, point)) == [x]
        assert list(vanishing(x, {"T": 3.0})) == []


def test_feedback_forms_of_random_circuits_are_exact() -> None:
    done = 0
    for seed in range(120):
        try:
            c = read(random_netlist(seed)).circuit
            known = tuple(e.name for e in c.elements if e.kind != "N")
            q = ask.parse(random_question(seed, c.nodes, known), c)
            value = solve(c, q)
        except GainproofError:
            continue
        sources = tuple(e.name for e in c.sources()) if q.kind == "response" else ()
        table = {n: UNITS.get(p.unit) for n, p in c.parameters.items()} | {"s": UNITS["Hz"]}
        options = {"ideals": ideals(c, q), "dimensions": table, "taken": (), "sources": sources}
        found = arrange(value, style="feedback", budget=20.0, **options)  # type: ignore[arg-type]
        assert written_out(found, value.ring) == value, f"seed {seed}: {text(found.form)}"
        done += found.style == "feedback"
    assert done >= 10
