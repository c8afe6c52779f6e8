"""The golden lines: results of published notes and textbooks, from their polynomials alone."""

import pytest
from arranging import alike, arranged, exact, names, written_out

from gainproof.expression import Neg
from gainproof.notation import parse, text

G = "(1 + R2/R1)"
PUBLISHED = "Ao=oo Ri=oo Ro=0 Rl=oo"
FIVE = f"({G} + Ro/(Ao*Ri))/(1 + {G}/Ao*(1 + Ro/Rl + 1/{G}*(R2/Ri + Ro*(1/R1 + 1/Ri + R2/(Ri*Rl)))))"
INVERTING = f"-(R2/R1)*(1 - Ro/(Ao*R2))/(1 + {G}/Ao*(1 + par(R1, R2)/Ri)*(1 + Ro/par(Rl, R2 + par(R1, Ri))))"

NON_INVERTING = [
    # Seed 003 of the published note: Eq. 1.3, 2.3, 3.3, 4.3, 4.6, 5.3
    (f"{G}*(V1 - vos)/(1 + {G}/Ao)", "Ao=oo", "V1 vos", "G_I*(V1 - vos)/(1 + G_I/Ao)"),
    (f"{G}*(V1 - Rs*ib)/(1 + {G}/Ao)", "Ao=oo", "V1 ib", "G_I*(V1 - Rs*ib)/(1 + G_I/Ao)"),
    (
        f"({G}*(V1 - vos - Rs*ibp) + R2*ibn)/(1 + {G}/Ao)",
        "Ao=oo",
        "V1 vos ibp ibn",
        "G_I/(1 + G_I/Ao)*(V1 - vos - Rs*ibp + par(R1, R2)*ibn)",
    ),
    (
        f"{G}/(1 + {G}/Ao*(1 + Ro/par(Rl, R1 + R2)))",
        "Ao=oo Ro=0 Rl=oo",
        "",
        "G_I/(1 + G_I/Ao*(1 + Ro/R_L))",
    ),
    (f"{G}/(1 + {G}/Ao*(1 + R2/({G}*Ri)))", "Ao=oo Ri=oo", "", "G_I/(1 + G_I/Ao*(1 + R2/(G_I*Ri)))"),
    (f"Ri*(1 + 1/{G}*(Ao + R2/Ri))", "Ao=oo Ri=oo", "", "Ri*(1 + 1/G_I*(Ao + R2/Ri))"),
    (
        FIVE,
        PUBLISHED,
        "",
        "(G_I + Ro/(Ao*Ri))/(1 + G_I/Ao*(1 + Ro/Rl + 1/G_I*(R2/Ri + Ro*(1/R1 + 1/Ri + R2/(Ri*Rl)))))",
    ),
]


@pytest.mark.parametrize(("source", "to", "sources", "expected"), NON_INVERTING)
def test_the_lines_of_the_published_note(source: str, to: str, sources: str, expected: str) -> None:
    found = arranged(source, to, sources)
    assert alike(found.form, parse(expected)), text(found.form)
    assert names(found)["G_I"] == "1 + R2/R1"
    assert found.note == ""


def test_the_load_is_named() -> None:
    found = arranged(NON_INVERTING[3][0], "Ao=oo Ro=0 Rl=oo")
    assert names(found) == {"G_I": "1 + R2/R1", "R_L": "par(Rl, R1 + R2)"}
    assert [(n.unit, bool(n.about)) for n in found.names] == [("1", True), ("Ω", True)]


@pytest.mark.parametrize("letters", ["abcdefgh", "hgfedcba", "dbhfaceg"])
def test_the_line_does_not_hang_on_the_names_of_the_parts(letters: str) -> None:
    """Other names, and with them another order of everything, give the same line."""
    parts = dict(zip(["Ri", "Ro", "Rl", "R1", "R2"], (f"R{c}" for c in letters), strict=False))
    table = {old: parse(new) for old, new in parts.items()}
    renamed = text(parse(FIVE).replaced(table))
    to = " ".join(f"{parts.get(word.split('=')[0], 'Ao')}={word.split('=')[1]}" for word in PUBLISHED.split())
    found = arranged(renamed, to)
    assert alike(found.form, parse(NON_INVERTING[-1][3]).replaced(table)), text(found.form)


OTHERS = [
    (f"-(R2/R1)/(1 + {G}/Ao)", "Ao=oo", "-R2/R1/(1 + G_N/Ao)", {"G_N": "1 + R2/R1"}),
    (
        INVERTING,
        PUBLISHED,
        "-R2/R1*(1 - Ro/(Ao*R2))/(1 + G_N/Ao*(1 + par(R1, R2)/Ri)*(1 + Ro/par(Rl, R2 + par(R1, Ri))))",
        {"G_N": "1 + R2/R1"},
    ),
    ("1/(1 + 1/Ao)", "Ao=oo", "1/(1 + 1/Ao)", {}),
    (
        "(1 + Ro/(Ao*Ri))/(1 + 1/Ao*(1 + Ro/par(Rl, Ri)))",
        PUBLISHED,
        "(1 + Ro/(Ao*Ri))/(1 + 1/Ao*(1 + Ro/par(Ri, Rl)))",
        {},
    ),
    (
        f"{G}*R4/(R3 + R4)/(1 + {G}/Ao)",
        "Ao=oo",
        "G_N*R4/(R3 + R4)/(1 + G_N/Ao)",
        {"G_N": "1 + R2/R1"},
    ),
    (
        "-((R2 + R4 + R2*R4/R3)/R1)/(1 + (1 + R2/R1)*(1 + R4/par(R3, R1 + R2))/Ao)",
        "Ao=oo",
        "-G_I/(1 + G_N/Ao)",
        {"G_I": "(R4 + R2*(1 + R4/R3))/R1", "G_N": "1 + G_I + R4/R3"},
    ),
    (
        "(1 + 2*R2/Rg)*R4/R3/((1 + (1 + 2*R2/Rg)/A)*(1 + (1 + R4/R3)/A3))",
        "A=oo A3=oo",
        "G_N*R4/R3/((1 + G_N/A)*(1 + G_N1/A3))",
        {"G_N": "1 + 2*R2/Rg", "G_N1": "1 + R4/R3"},
    ),
    (
        "((1 + Rf/par(R1, R2))*R4*Rg/(R3*R4 + R3*Rg + R4*Rg) - Rf/R1)/(1 + (1 + Rf/par(R1, R2))/Ao)",
        "Ao=oo",
        "(G_N/(1 + R3*(1/R4 + 1/Rg)) - Rf/R1)/(1 + G_N/Ao)",
        {"G_N": "1 + Rf/par(R1, R2)"},
    ),
    ("R1 + R2/(1 + Ao)", "Ao=oo", "R1 + R2/(1 + Ao)", {}),
    ("R1 + par(Ri, R2/(1 + Ao))", "Ao=oo Ri=oo", "R1 + par(Ri, R2/(1 + Ao))", {}),
    ("-Rf/(1 + (1 + Rf/Rs)/Ao)", "Ao=oo", "-Rf/(1 + G_N/Ao)", {"G_N": "1 + Rf/Rs"}),
    (
        "-R2/R1/(1 + s*R2*C)/(1 + (1 + R2/R1/(1 + s*R2*C))/Ao)",
        "Ao=oo",
        "-R2/R1/(1 + G_N/Ao)*(1/(1 + s/omega_c))",
        {"G_N": "1 + R2/R1", "omega_c": "1/(C*R2)*(1 + G_N/Ao)/(1 + 1/Ao)"},
    ),
    ("R2/(R1 + R2)", "", "R2/(R1 + R2)", {}),
    ("1 + R2/R1", "", "1 + R2/R1", {}),
    ("1/(1/R1 + 1/(R2 + R3))", "", "par(R1, R2 + R3)", {}),
    ("1/(1 + s*R*C)", "", "1/(1 + s*C*R)", {}),
    (
        "R/(1 + s*R*C + s**2*L*C)",
        "",
        "R/(1 + s/(Q*omega_0) + s**2/omega_0**2)",
        {"omega_0": "1/sqrt(C*L)", "Q": "omega_0*L/R"},
    ),
    ("R + s*L + 1/(s*C)", "", "R + s*L + 1/(s*C)", {}),
    (
        "1/(1 + s*(R1*C1 + R2*C2 + R1*C2) + s**2*R1*R2*C1*C2)",
        "",
        "1/(1 + s/(Q*omega_0) + s**2/omega_0**2)",
        {"omega_0": "1/sqrt(C1*C2*R1*R2)", "Q": "1/(omega_0*(C2*R2 + R1*(C1 + C2)))"},
    ),
]


TRANSISTORS = [
    # Small-signal stages: no imperfection, transconductances take part as 1/g_m.
    ("1/(1/Rs + 1/Ro + gm)", "par(1/gm, Ro, Rs)"),
    ("Ro2 + Ro1*(1 + gm2*Ro2)", "Ro2 + Ro1*(1 + gm2*Ro2)"),
    ("-gm*Ro*Rd/(gm*Ro*Rs + Ro + Rs + Rd)", "-Rd/(Rs + (1 + (Rs + Rd)/Ro)/gm)"),
    (
        "gm1*gm2*Ra*Rb*Re + gm1*Ra*Rb + gm1*Ra*Re + gm2*Rb*Re + Ra + Rb + Re",
        "Re + Rb*(1 + gm2*Re) + Ra*(1 + gm1*(Re + Rb*(1 + gm2*Re)))",
    ),
    ("1/(1/Re + 1/(Ra + Rb) + 1/(Rc + Rd))", "par(Re, Ra + Rb, Rc + Rd)"),
    ("-R1*(R2 - gm*R3*R4)/(R1 + R2*(1 + gm*R3))", "R1*(gm*R3*R4 - R2)/(R1 + R2*(1 + gm*R3))"),
]

IMMITTANCES = [
    # What an op-amp multiplies or divides, in series or in parallel with the rest.
    (
        "par(Ro/(1 + Ao*par(R1, Ri)/(R2 + par(R1, Ri))), R2 + par(R1, Ri))",
        "Ao=oo Ri=oo Ro=0",
        "par(Ro/(1 + Ao/(G_I*(1 + R2/(G_I*Ri)))), R2 + par(R1, Ri))",
    ),
    (
        "par(R1, R2 + par(Rl, Ro)) + Ri*(1 + Ao*R1/(R1 + R2 + par(Rl, Ro))*Rl/(Rl + Ro))",
        "Ao=oo Ri=oo Ro=0 Rl=oo",
        "par(R1, R2 + par(Rl, Ro)) + Ri*(1 + Ao/(G_I*(1 + Ro/R_L)))",
    ),
    ("Ao/(Ao*Rs + Ro + Rl + Rs)", "Ao=oo Ro=0", "1/(Rs + (Rl + Rs + Ro)/Ao)"),
    ("R1 + R2/(1 + Ao)", "Ao=oo", "R1 + R2/(1 + Ao)"),
    (
        "par(R1, R2/(1 - (1 + R4/R3)/(1 + (1 + R4/R3)/Ao)))",
        "Ao=oo",
        "par(R1, R2/(1 - G_N/(1 + G_N/Ao)))",
    ),
    (
        "R2*R3/(R1*R2*R3 + R2*R3*Rl - R1*R4*Rl)",
        "",
        "1/(Rl + R1*(1 - R4*Rl/(R2*R3)))",
    ),
]


@pytest.mark.parametrize(("source", "expected"), TRANSISTORS)
def test_small_signal_stages(source: str, expected: str) -> None:
    found = arranged(source)
    assert same_line(text(found.form), expected), text(found.form)
    assert not found.names


@pytest.mark.parametrize(("source", "to", "expected"), IMMITTANCES)
def test_immittances(source: str, to: str, expected: str) -> None:
    found = arranged(source, to)
    assert same_line(text(found.form), expected), text(found.form)
    assert written_out(found, exact(source).ring) == exact(source)


def test_a_gain_whose_ideal_is_unknown_is_treated_as_an_amplifier() -> None:
    """The line is that of a known ideal; only what is ideal and what is an error is not said."""
    source = f"({G}*(Voff - R3*Ip) + R2*Im - R2/R1*Vin)/(1 + {G}/E)"
    known, unknown = (arranged(source, to, "Vin Voff Ip Im") for to in ("E=oo", ""))
    assert known.form == unknown.form
    assert names(unknown) == {"G_N": "1 + R2/R1"}
    assert (len(known.errors), len(unknown.errors)) == (1, 0)


def test_each_source_keeps_its_own_error() -> None:
    """The bias current's error is not scaled by a resistance that is not there."""
    source = f"(R2*Ib*(1 - Ro/(Ao*R2)) - {G}*vos - R2/R1*V1)/(1 + {G}/Ao*(1 + Ro/(R1 + R2)))"
    found = arranged(source, "Ao=oo Ro=0", "V1 Ib vos")
    assert written_out(found, exact(source).ring) == exact(source)
    expected = "((R2 - Ro/Ao)*Ib - G_N*vos - R2*V1/R1)/(1 + 1/Ao*(G_N + Ro/R1))"
    assert same_line(text(found.form), expected), text(found.form)


def same_line(found: str, expected: str) -> bool:
    """Are these alike as read?  (A fraction over a sum is folded when it is read back.)"""
    return alike(parse(found), parse(expected))


@pytest.mark.parametrize(("source", "to", "expected", "named"), OTHERS)
def test_other_textbook_lines(source: str, to: str, expected: str, named: dict[str, str]) -> None:
    found = arranged(source, to)
    assert same_line(text(found.form), expected), text(found.form)
    assert {k: exact(v) for k, v in names(found).items()} == {k: exact(v) for k, v in named.items()}


def test_responses_to_several_sources() -> None:
    summing = arranged(
        "-Rf*(Va/Ra + Vb/Rb + Vc/Rc)/(1 + (1 + Rf*(1/Ra + 1/Rb + 1/Rc))/Ao)", "Ao=oo", "Va Vb Vc"
    )
    assert same_line(text(summing.form), "-Rf*(Va/Ra + Vb/Rb + Vc/Rc)/(1 + G_N/Ao)"), text(summing.form)
    assert names(summing) == {"G_N": "1 + Rf/par(Ra, Rb, Rc)"}
    difference = arranged(f"({G}*R4/(R3 + R4)*Vb - R2/R1*Va)/(1 + {G}/Ao)", "Ao=oo", "Va Vb")
    assert same_line(text(difference.form), "(G_N*R4*Vb/(R3 + R4) - R2*Va/R1)/(1 + G_N/Ao)")


def test_what_the_page_marks_is_in_the_form() -> None:
    """The ideal result and the error terms, each a sub-tree of the form."""
    found = arranged(FIVE, PUBLISHED)
    assert found.ideal is not None
    assert text(found.ideal) == "G_I"
    assert text(found.errors[0]) == "Ro/(Ao*Ri)"
    nodes = list(found.form.walk())
    assert len(found.errors) == 2
    assert all(x in nodes for x in (*found.errors, found.ideal))


def test_no_minus_sign_that_is_not_forced() -> None:
    for source, to, *_ in [*NON_INVERTING[3:], *OTHERS]:
        found = arranged(source, to)
        signs = sum(isinstance(x, Neg) for x in found.form.walk())
        forced = sum(isinstance(x, Neg) for x in parse(source).walk())
        assert signs <= forced, text(found.form)
        assert not any(isinstance(x, Neg) for n in found.names for x in n.expr.walk())


def test_names_that_are_taken_are_not_used_again() -> None:
    found = arranged(NON_INVERTING[3][0], "Ao=oo Ro=0 Rl=oo", taken={"G_I", "R_L"})
    assert list(names(found)) == ["G_I1", "R_L1"]
    assert written_out(found, exact(NON_INVERTING[3][0]).ring) == exact(NON_INVERTING[3][0])


def test_names_that_a_user_wants_are_used() -> None:
    found = arranged(f"-(R2/R1)/(1 + {G}/Ao)", "Ao=oo", wanted={"K": parse("1 + R2/R1")})
    assert text(found.form) == "-R2/R1/(1 + K/Ao)"
    assert names(found) == {"K": "1 + R2/R1"}
    assert text(arranged("1 + R2/R1", wanted={"G_I": parse("1 + R2/R1")}).form) == "G_I"
    unused = arranged("R2/R1", wanted={"K": parse("1 + R3/R1")})
    assert unused.names == ()
