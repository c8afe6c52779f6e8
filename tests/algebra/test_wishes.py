"""What a user may ask: names to eliminate, parallel combinations to keep; and what holds for every form."""

from collections.abc import Iterator
from typing import Any

import pytest
from arranging import alike, arranged, exact, names, written_out
from circuits import random_netlist, random_question
from hypothesis import given, settings
from hypothesis import strategies as st
from test_golden_lines import FIVE, INVERTING, NON_INVERTING, OTHERS, PUBLISHED

from gainproof.algebra import forms
from gainproof.algebra.forms import Arrangement, arrange
from gainproof.algebra.forms.cost import PLAIN, of_name
from gainproof.algebra.forms.ranking import PREFERENCE, STANDARD
from gainproof.algebra.forms.shortened import LONG
from gainproof.algebra.forms.subject import Subject
from gainproof.algebra.rational import Ratio
from gainproof.circuit import ask
from gainproof.circuit.netlist import read
from gainproof.circuit.solve import solve
from gainproof.errors import GainproofError
from gainproof.expression import Expr, Par, Sym
from gainproof.ideals import ideals
from gainproof.notation import parse, text
from gainproof.units import UNITS

G = "(1 + R2/R1)"
LOADED = f"{G}/(1 + {G}/Ao*(1 + Ro/par(Rl, R1 + R2)))"


def width(a: Arrangement) -> int:
    """How many characters a form has, a name that is given being one."""
    return len(text(a.form.replaced({n.symbol: Sym("x") for n in a.names})))


def length(a: Arrangement) -> float:
    """What a form costs, definitions included; the standard forms in s are free to cost half as much again,
    and theirs do not count."""
    if a.style in STANDARD:
        return PLAIN.cost(a.form) / PREFERENCE
    return PLAIN.cost(a.form) + sum(of_name(n.expr) for n in a.names)


# Eliminated names


@pytest.mark.parametrize("names_", [("G_I",), ("R_L",), ("G_I", "R_L"), ("G_I", "G_N", "beta", "R_L")])
def test_an_eliminated_name_is_not_used_and_its_meaning_not_defined(names_: tuple[str, ...]) -> None:
    before, after = (arranged(LOADED, "Ao=oo Ro=0 Rl=oo", eliminate=x) for x in ((), names_))
    gone = {text(n.expr) for n in before.names if n.symbol in names_}
    assert gone
    assert not set(names(after)) & set(names_)
    assert not set(names(after).values()) & gone
    assert written_out(after, exact(LOADED).ring) == exact(LOADED)


def test_without_beta_the_noise_gain_stands_in() -> None:
    """A divider whose reciprocal is longer is named β; if β is eliminated, its reciprocal may be named."""
    source = "-(Rf/Ra)/(1 + 1/(Ao*Ra*Rb*Rc/(Ra*Rb*Rc + Rf*(Rb*Rc + Ra*Rc + Ra*Rb))))"
    found = arranged(source, "Ao=oo", eliminate=["beta"])
    assert "beta" not in names(found)
    assert written_out(found, exact(source).ring) == exact(source)


@pytest.mark.parametrize("name", ["Q", "omega_0"])
def test_a_name_that_an_arrangement_gives_is_eliminated_too(name: str) -> None:
    source = "R/(1 + s*R*C + s**2*L*C)"
    assert {"Q", "omega_0"} <= set(names(arranged(source)))
    assert name not in names(arranged(source, eliminate=[name]))


def test_a_name_cannot_be_wanted_and_eliminated() -> None:
    with pytest.raises(GainproofError, match="drop one"):
        arranged(LOADED, "Ao=oo", wanted={"K": parse(G)}, eliminate=["K"])


@pytest.mark.parametrize("word", ["eliminate", "keep"])
def test_a_text_is_no_collection(word: str) -> None:
    with pytest.raises(GainproofError, match="collections"):
        arranged(LOADED, "Ao=oo", **{word: "parallel"})


# Kept combinations


KEPT = [
    (LOADED, "Ao=oo Ro=0 Rl=oo", "par(Rl, R1 + R2)"),
    (f"{G}/(1 + {G}/Ao*(1 + par(R1, R2)/Ri))", "Ao=oo Ri=oo", "par(R1, R2)"),
    ("R1*R2/(R1 + R2)*(1 + 1/Ao)", "Ao=oo", "par(R1, R2)"),
]


@pytest.mark.parametrize(("source", "to", "combination"), KEPT)
def test_parallel_combinations_are_kept_and_not_named(source: str, to: str, combination: str) -> None:
    found = arranged(source, to, keep=["parallel"])
    parts = {x for x in found.form.walk() if isinstance(x, Par)}
    assert any(set(x.args) == set(parse(combination).args) for x in parts), text(found.form)
    assert not any(isinstance(n.expr, Par) for n in found.names)
    assert written_out(found, exact(source).ring) == exact(source)


def test_nothing_else_can_be_kept() -> None:
    with pytest.raises(GainproofError, match="series"):
        arranged(LOADED, "Ao=oo", keep=["series"])


def test_one_gain_of_all_sources_is_said_once() -> None:
    """Also where its name makes the repetition cheap."""
    found = arranged("(1 + 2*R2/Rg)*(V2 - V1)", "", "V1 V2", wanted={"G_I": parse("1 + 2*R2/Rg")})
    assert text(found.form) == "G_I*(V2 - V1)"
    found = arranged("(1 + R2/R1)*V2 - R2/R1*V1", "", "V1 V2", wanted={"G_I": parse("1 + R2/R1")})
    assert alike(found.form, parse("G_I*V2 - R2*V1/R1"))


# Length


def test_the_known_lines_are_no_longer_than_their_quotients() -> None:
    seen = 0
    lines: list[tuple[Any, ...]] = [*NON_INVERTING, *OTHERS, (INVERTING, PUBLISHED), (FIVE, PUBLISHED)]
    for source, to, *rest in lines:
        sources = rest[0] if len(rest) == 2 else ""
        found = arranged(source, to, sources)
        assert length(found) <= PLAIN.cost(exact(source).expr()) + 1e-9, source
        seen += 1
    assert seen > 20


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 10**6), st.booleans(), st.booleans())
def test_no_form_of_a_random_circuit_is_longer_than_its_quotient(seed: int, kept: bool, bare: bool) -> None:
    """Definitions included, whatever the wishes; and the form is exact."""
    try:
        c = read(random_netlist(seed)).circuit
        known = tuple(e.name for e in c.elements if e.kind != "N")
        q = ask.parse(random_question(seed, c.nodes, known), c)
        value = solve(c, q)
    except GainproofError:
        return
    table = {n: UNITS.get(p.unit) for n, p in c.parameters.items()} | {"s": UNITS["Hz"]}
    found = arrange(
        value,
        ideals=ideals(c, q),
        dimensions=table,
        taken=(),
        sources=tuple(e.name for e in c.sources()) if q.kind == "response" else (),
        keep=["parallel"] if kept else [],
        eliminate=["G_I", "beta"] if bare else [],
        budget=20.0,
    )
    assert length(found) <= PLAIN.cost(value.expr()) + 1e-9, text(found.form)
    assert not (bare and {"G_I", "beta"} & set(names(found)))
    assert width(found) <= max(forms.AT_SIGHT, len(text(value.expr())) + forms.WIDER), text(found.form)
    assert written_out(found, value.ring) == value


def test_a_longer_form_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where all that is written is longer, the quotient stands, and the note says why."""

    def wordy(subject: Subject) -> Iterator[tuple[str, Expr]]:
        x = Sym("R1")
        yield "nested", x * (Sym("R2") + Sym("R1")) / (x * Sym("R1"))

    monkeypatch.setattr(forms, "ARRANGEMENTS", (wordy,))
    found = arranged("(R1 + R2)/R1")
    assert found.style == "flat"
    assert "longer" in found.note


NEGATIVE = (
    "-(Ao*R1 - Ao*Rs*R2*C*s + Rs*R2*C*s + Rs*Ro*C*s + Rs + R1*R2*C*s + R1*Ro*C*s + R1 + R2*Ro*C*s + Ro)"
    "/(Ao*R2*C*s - R2*C*s - Ro*C*s - 1)"
)
"""What a negative impedance converter with a capacitor makes of a resistor."""


def test_a_form_with_more_characters_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """The form that it would be otherwise costs a reader less, but is wider than the quotient."""
    value = exact(NEGATIVE)
    longest = len(text(value.expr())) + forms.WIDER
    found = arranged(NEGATIVE, "Ao=oo Ro=0")
    assert width(found) <= longest
    assert written_out(found, value.ring) == value
    monkeypatch.setattr(forms, "AT_SIGHT", 1000)
    assert width(arranged(NEGATIVE, "Ao=oo Ro=0")) > longest


@pytest.mark.parametrize("wanted", [{}, {"A_v": parse(G)}])
def test_without_names_only_those_are_given_that_are_wanted(wanted: dict[str, Expr]) -> None:
    assert "G_I" in names(arranged(LOADED, "Ao=oo Ro=0"))
    found = arranged(LOADED, "Ao=oo Ro=0", names=False, wanted=wanted)
    assert set(names(found)) == set(wanted)
    assert written_out(found, exact(LOADED).ring) == exact(LOADED)


# Lines too long for a page


EVERYTHING = """* every imperfection
V1 1 0
Rs 1 p
X1 p n out opamp Ao=Ao Ri=Ri Ro=Ro Ricm=Ricm CMRR=CMRR
R1 n 0
R2 out n
Rl out 0
"""


def everything(**options: object) -> tuple[Arrangement, Ratio]:
    c = read(EVERYTHING).circuit
    q = ask.parse("V(out)/V1", c)
    value = solve(c, q)
    table = {n: UNITS.get(p.unit) for n, p in c.parameters.items()}
    given: dict[str, object] = {"ideals": ideals(c, q), "dimensions": table, "taken": (), "budget": 20.0}
    return arrange(value, **{**given, **options}), value  # type: ignore[arg-type]


def test_errors_too_long_for_a_line_are_named() -> None:
    """The boxed line is short, its names vanish with the imperfections."""
    found, value = everything()
    assert "epsilon_d" in names(found)
    assert PLAIN.cost(found.form) < LONG
    assert "epsilon_d" in [text(x) for x in found.errors]
    assert text(found.ideal or found.form) == "G_I"
    assert written_out(found, value.ring) == value


def test_an_eliminated_error_is_written_out() -> None:
    found, value = everything(eliminate=["epsilon_d"])
    assert "epsilon_d" not in names(found)
    assert PLAIN.cost(found.form) > LONG
    assert written_out(found, value.ring) == value


@pytest.mark.parametrize("budget", [0.0, 0.001, 0.01, 20.0])
def test_whatever_the_time_the_form_is_exact(budget: float) -> None:
    found, value = everything(budget=budget)
    assert written_out(found, value.ring) == value
    assert bool(found.note) or budget > 0
