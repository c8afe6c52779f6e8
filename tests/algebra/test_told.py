"""A name stands where it tells something; what only has to be looked up is written out."""

import pytest
from arranging import alike, arranged, exact, names, written_out

from gainproof.notation import parse, text

LINES = [
    # A noise gain that stands whole over the gain of an amplifier keeps its name …
    ("-R2/R1/(1 + (1 + R2/R1)/Ao)", "Ao=oo", "-R2/R1/(1 + G_N/Ao)", {"G_N": "1 + R2/R1"}),
    # … one with other terms beside it does not.
    (
        "-(R4 + R2*(1 + R4/R3))/(1 + (1 + R4/R3 + (R4 + R2*(1 + R4/R3))/Ri)/Ao)",
        "Ao=oo Ri=oo",
        "-R_T/(1 + 1/Ao*(1 + R4/R3 + R_T/Ri))",
        {"R_T": "R4 + R2*(1 + R4/R3)"},
    ),
    # Names serve the definitions of others.
    (
        "-(R4 + R2*(1 + R4/R3))/(1 + (1 + R4/R3)/Ao)",
        "Ao=oo",
        "-R_T/(1 + G_N/Ao)",
        {"G_N": "1 + R4/R3", "R_T": "R4 + G_N*R2"},
    ),
    # What stands over a product of gains is named too.
    (
        "R4/R3*(1 + 2*R2/Rg)*(1 + 1/A1)"
        "/((1 + (1 + R4/R3)/A3)*(1 + (1 + 2*R2/Rg)/(A1*A2) + (1 + R2/Rg)*(1/A1 + 1/A2)))",
        "A1=oo A2=oo A3=oo",
        "G_N*R4/R3*(1 + 1/A1)/((1 + G_N1/A3)*(1 + G_N/(A1*A2) + (1 + R2/Rg)*(1/A1 + 1/A2)))",
        {"G_N": "1 + 2*R2/Rg", "G_N1": "1 + R4/R3"},
    ),
    # The ideal result keeps its name wherever it stands.
    (
        "(1 + R2/R1)/(1 + (1 + R2/R1 + R2/Ri)/Ao)",
        "Ao=oo Ri=oo",
        "G_I/(1 + G_I/Ao*(1 + R2/(G_I*Ri)))",
        {"G_I": "1 + R2/R1"},
    ),
]


@pytest.mark.parametrize(("source", "to", "expected", "named"), LINES)
def test_names_that_tell_something(source: str, to: str, expected: str, named: dict[str, str]) -> None:
    found = arranged(source, to)
    assert alike(parse(text(found.form)), parse(expected)), text(found.form)
    assert names(found) == named
    assert written_out(found, exact(source).ring) == exact(source)


def test_an_input_resistance_joins_the_parallel_combination() -> None:
    source = "-Rf*(Va/Ra + Vb/Rb)/(1 + 1/Ao*(1 + Rf/par(Ra, Rb, Ri)))"
    found = arranged(source, "Ao=oo Ri=oo", "Va Vb")
    assert alike(parse(text(found.form)), parse(source)), text(found.form)
    assert not found.names


def test_a_name_that_a_user_wants_is_never_written_out() -> None:
    source = "-(R4 + R2*(1 + R4/R3))/(1 + (1 + R4/R3 + (R4 + R2*(1 + R4/R3))/Ri)/Ao)"
    found = arranged(source, "Ao=oo Ri=oo", wanted={"K": parse("1 + R4/R3")})
    assert "K" in found.form.symbols()
    assert written_out(found, exact(source).ring) == exact(source)


def test_names_are_defined_before_they_are_used_and_not_by_each_other() -> None:
    """Two definitions that each could shorten the other: only one does."""
    source = "(1 + R2/R1)/((1 + (1 + R2/R1)/A1)*(1 + (1 + R2/R1 + R3/R1)/A2))"
    found = arranged(source, "A1=oo A2=oo")
    known = set(exact(source).ring.names)
    for n in found.names:
        assert known.issuperset(n.expr.symbols()), n
        known.add(n.symbol)
    assert [n.symbol for n in found.names] == ["G_I", "G_N"]
    assert names(found)["G_N"] == "G_I + R3/R1"
