"""The arranger's laws: every form is exact, a wrong one does not pass, limits are seen, time ends."""

from collections.abc import Iterator
from itertools import product
from math import inf, isnan

import pytest
from arranging import arranged, dimension, exact, written_out
from circuits import random_netlist, random_question
from hypothesis import given, settings
from hypothesis import strategies as st

from gainproof import derive
from gainproof.algebra import forms
from gainproof.algebra.forms import arrange, proved
from gainproof.algebra.forms.inspection import Ieee, remaining, seen, vanishing
from gainproof.algebra.forms.subject import Subject
from gainproof.algebra.rational import Ring
from gainproof.circuit import ask
from gainproof.circuit.netlist import read
from gainproof.circuit.solve import solve
from gainproof.errors import GainproofError
from gainproof.expression import Expr, Sym
from gainproof.ideals import ideals
from gainproof.notation import parse, text

AMPLIFIER = "(1 + R2/R1)/(1 + (1 + R2/R1)/Ao)"
FIVE = "* 5\nV1 1 0\nX1 1 2 3 opamp Ao=Ao Ri=Ri Ro=Ro\nR1 2 0\nR2 3 2\nRl 3 0\n"


# Exactness


def test_forms_of_random_circuits_are_exact() -> None:
    """Whatever a circuit gives, its form has the same value, and says so of its errors."""
    styles = set()
    for seed in range(120):
        try:
            c = read(random_netlist(seed)).circuit
            known = tuple(e.name for e in c.elements if e.kind != "N")
            q = ask.parse(random_question(seed, c.nodes, known), c)
            value = solve(c, q)
        except GainproofError:
            continue
        sources = tuple(e.name for e in c.sources()) if q.kind == "response" else ()
        table = {n: dimension(n) for n in value.ring.names}
        found = arrange(value, ideals=ideals(c, q), dimensions=table, taken=(), sources=sources, budget=20.0)
        assert written_out(found, value.ring) == value, f"seed {seed}: {text(found.form)}"
        nodes = list(found.form.walk())
        assert all(x in nodes for x in found.errors), f"seed {seed}"
        styles.add(found.style)
    assert styles >= {"plain", "nested", "collected", "flat"}


def expressions() -> st.SearchStrategy[str]:
    atoms = st.sampled_from(["R1", "R2", "R3", "Ao", "Ro", "s", "C1", "1", "2"])
    return st.recursive(
        atoms,
        lambda x: st.one_of(
            st.builds("({}{}{})".format, x, st.sampled_from(["+", "*", "/", "-"]), x),
            st.builds("par({}, {})".format, x, x),
        ),
        max_leaves=10,
    )


@settings(max_examples=150, deadline=None)
@given(expressions(), st.booleans(), st.booleans())
def test_forms_of_random_functions_are_exact(source: str, gain: bool, output: bool) -> None:
    """Functions that no circuit has, dimensions that do not fit: the form is exact all the same."""
    try:
        value = exact(source)
    except ZeroDivisionError:
        return
    to = " ".join(word for word, on in (("Ao=oo", gain), ("Ro=0", output)) if on)
    assert written_out(arranged(source, to), value.ring) == value


# The gate


@pytest.mark.parametrize(
    "wrong",
    [
        "G_I/(1 - G_I/Ao)",
        "G_I/(1 + G_I*Ao)",
        "G_I/(1 + 1/Ao)",
        "-G_I/(1 + G_I/Ao)",
        "G_I",
        "G_I/(1 + G_I/Ao) + 1/Ao**9",
        "G_I/(1 + G_X/Ao)",
        "G_I/(1 + G_I/(Ao - Ao))",
    ],
)
def test_the_gate_refuses_what_is_not_equal(wrong: str) -> None:
    """Signs, a limit in place of the value, an unknown name, a division by zero."""
    value = exact(AMPLIFIER)
    point = {**value.ring.point, "G_I": value.ring.ratio(parse("1 + R2/R1"))}
    assert proved(parse("G_I/(1 + G_I/Ao)"), value, point)
    assert not proved(parse(wrong), value, point)


def test_a_broken_arrangement_does_not_get_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cheap wrong form is passed over for the next; where there is no other, the flat quotient stands."""

    def broken(_: Subject) -> Iterator[tuple[str, Expr]]:
        yield "nested", Sym("R1")

    monkeypatch.setattr(forms, "ARRANGEMENTS", (broken, *forms.ARRANGEMENTS))
    assert text(arranged(AMPLIFIER, "Ao=oo").form) == "G_I/(1 + G_I/Ao)"
    monkeypatch.setattr(forms, "ARRANGEMENTS", (broken,))
    found = arranged(AMPLIFIER, "Ao=oo")
    assert found.style == "flat"
    assert "no arrangement fits" in found.note
    assert written_out(found, exact(AMPLIFIER).ring) == exact(AMPLIFIER)


# Inspection


def test_ieee_arithmetic_has_infinities_and_no_numbers() -> None:
    one, nought = Ieee(1.0), Ieee(0.0)
    assert (one / nought).x == inf
    assert (-one / nought).x == -inf
    assert (one / (one / nought)).x == 0
    assert isnan((nought / nought).x)
    assert isnan((nought * (one / nought)).x)
    assert (Ieee(1e200) ** 2).x == inf


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ("G/(1 + G/Ao)", 10.0),
        ("G*Ao/(Ao + G)", None),
        ("G/(1 + G/Ao*(1 + Ro/par(Rl, R)))", 10.0),
        ("Ao*Ro", None),
        ("R*(1 + Ao/G)", inf),
    ],
)
def test_limits_that_can_be_seen(form: str, value: float | None) -> None:
    """The flat quotient's limit cannot be taken by inspection; the textbook form's can."""
    found = seen(parse(form), {"G": 10.0, "Ao": inf, "Ro": 0.0, "Rl": inf, "R": 1e3})
    assert isnan(found) if value is None else found == value


def test_what_vanishes_and_what_remains() -> None:
    point = {"G": 10.0, "Ao": inf, "Ro": 0.0, "Rl": inf, "R": 1e3, "V": 1.0}
    form = parse("G*(V - V*Ro/R)/(1 + G/Ao)")
    assert [text(x) for x in vanishing(form, point)] == ["V*Ro/R", "G/Ao"]
    assert text(remaining(form, point)) == "G*V"
    assert text(remaining(parse("par(Rl, R) + Ro"), point)) == "R"


@pytest.mark.parametrize("words", list(product(["", "Ri=Ri"], ["", "Ro=Ro"], ["", "Rl 3 0\n"])))
def test_every_limit_of_the_amplifier_is_seen(words: tuple[str, str, str]) -> None:
    ri, ro, load = words
    c = read(f"* amp\nV1 1 0\nX1 1 2 3 opamp Ao=Ao {ri} {ro}\nR1 2 0\nR2 3 2\n{load}").circuit
    q = ask.parse("V(3)/V1", c)
    value = solve(c, q)
    to = {n: v for n, v in ideals(c, q).items() if n in value.symbols()}
    table = {n: dimension(n) for n in value.ring.names}
    found = arrange(value, ideals=to, dimensions=table, taken=())
    usual = {"R1": 1e3, "R2": 9e3, "Ao": 1e5, "Ri": 1e6, "Ro": 1e2, "Rl": 2e3}
    for some in [*([n] for n in to), list(to)]:
        point = {**usual, **{n: inf if to[n] == "oo" else 0.0 for n in some}}
        for n in found.names:
            point[n.symbol] = seen(n.expr, point)
        assert not isnan(seen(found.form, point)), some
    assert seen(found.form, point) == pytest.approx(10.0)


# Budget, styles, odd input


def test_when_the_time_ends_the_flat_quotient_stands_and_says_so() -> None:
    found = arranged(AMPLIFIER, "Ao=oo", budget=-1.0)
    assert found.style == "flat"
    assert "time" in found.note
    assert written_out(found, exact(AMPLIFIER).ring) == exact(AMPLIFIER)


def test_a_long_quotient_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "LONGEST", 5)
    found = arranged(AMPLIFIER + "*(R1 + R2 + R3 + R4 + R5)", "Ao=oo")
    assert found.style == "flat"
    assert "terms is left as it is" in found.note


def test_a_style_can_be_asked_for() -> None:
    c = read(FIVE).circuit
    q = ask.parse("V(3)/V1", c)
    value = solve(c, q)
    table = {n: dimension(n) for n in value.ring.names}
    options = {"ideals": ideals(c, q), "dimensions": table, "taken": ()}
    by_style = {s: text(arrange(value, style=s, **options).form) for s in ("nested", "peeled", "flat")}
    assert len(set(by_style.values())) == 3
    assert "par(Rl, R2 + par(R1, Ri))" in by_style["peeled"]


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(GainproofError, match="baroque"):
        arranged(AMPLIFIER, "Ao=oo", style="baroque")


def test_nothing_is_nothing() -> None:
    ring = Ring(["R1"])
    found = arrange(ring.zero, ideals={}, dimensions={}, taken=())
    assert text(found.form) == "0"


def test_symbols_without_a_dimension_are_arranged_too() -> None:
    value = exact(AMPLIFIER)
    found = arrange(value, ideals={"Ao": "oo"}, dimensions={}, taken=())
    assert written_out(found, value.ring) == value


def test_competing_imperfections_have_no_ideal() -> None:
    """Two imperfections that vanish together leave no value to refer errors to."""
    found = arranged("R1*(Ro + R2/Ao)/(R1 + R2 + Ro)", "Ao=oo Ro=0")
    assert found.style == "competing"
    assert written_out(found, exact("R1 + R2 + Ro + Ao").ring) == exact(
        "R1*(Ro + R2/Ao)/(R1 + R2 + Ro) + 0*Ao"
    )


def test_the_same_input_gives_the_same_form() -> None:
    assert len({text(arranged(AMPLIFIER, "Ao=oo").form) for _ in range(5)}) == 1


def test_a_noise_gain_beside_an_ideal_gain_that_vanishes_at_low_frequency() -> None:
    """A differentiator: its ideal result is nothing at s = 0, and the gain over A_o is a sum there."""
    source = "-s*C1*R2/(1 + (1 + R2/R1 + s*C1*R2)/Ao)"
    found = arranged(source, "Ao=oo")
    assert found.style != "flat"
    assert written_out(found, exact(source).ring) == exact(source)
    assert [n.about for n in found.names] == ["noise gain at low frequency"]


def test_no_form_divides_by_what_a_designer_makes_zero() -> None:
    """The bias current of a compensated follower: the design R3 = R1∥R2 makes its coefficient vanish."""
    netlist = """* a bias current and the resistor that removes it
    V1 in 0 1
    R3 in p 900
    X1 p n out opamp Ao=200k Ri=2meg Ro=75 Ib=50n
    R1 n 0 1k
    R2 out n 9k
    """
    d = derive(netlist, of="V(out)")
    values = {n: p.value for n, p in d.parameters.items() if p.value is not None}
    form = d.spelled_out(d.step(d.result).claim.right)
    assert form.value(values) == d.spelled_out(d.step(d.exact).claim.right).value(values)
