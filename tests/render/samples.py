"""Derivations made by hand for the tests of the page; their truth is not in question here."""

from __future__ import annotations

from fractions import Fraction

from gainproof.circuit.circuit import Circuit, Element, Parameter
from gainproof.derivation import Assumption, Derivation, Quantity, Step, Verdict
from gainproof.notation import parse_equation
from gainproof.worked.example import WorkedExample, example

ERROR = "G_I/Ao*(1 + Ro/Rl + 1/G_I*(R2/Ri + Ro*(1/R1 + 1/Ri + R2/(Ri*Rl))))"


def circuit(title: str = "Non-inverting amplifier with a real op-amp") -> Circuit:
    elements = (
        Element("V1", "V", ("1", "0")),
        Element("R1", "R", ("2", "0")),
        Element("R2", "R", ("2", "3")),
        Element("Ri", "R", ("1", "2")),
        Element("Eo", "E", ("x", "0", "1", "2")),
        Element("Ro", "R", ("x", "3")),
        Element("Rl", "R", ("3", "0")),
    )
    known = [
        Parameter("V1", "V", None, "", "input voltage", "V1"),
        Parameter("Ao", "1", Fraction(100000), "oo", "open-loop gain", "Eo"),
        Parameter("Ri", "Ω", Fraction(10**6), "oo", "input resistance", "Ri"),
        Parameter("Ro", "Ω", Fraction(75), "0", "output resistance", "Ro"),
        Parameter("Rl", "Ω", Fraction(2000), "oo", "load", "Rl"),
        Parameter("R1", "Ω", Fraction(1000), "", "", "R1"),
        Parameter("R2", "Ω", Fraction(9000), "", "", "R2"),
    ]
    return Circuit(elements, {p.name: p for p in known}, title=title)


def five(title: str = "Non-inverting amplifier with a real op-amp") -> Derivation:
    """The shape of Eq. 5.3, from Kirchhoff's laws to the boxed line and its limit."""
    p = parse_equation
    ideal = frozenset({Assumption("Ao", "oo")})
    steps = (
        Step(
            "k1", "kcl", p("v_2/R1 + (v_2 - v_3)/R2 + (v_2 - V1)/Ri = 0"), data={"nodes": ["2"]}, number="5.1"
        ),
        Step(
            "k2",
            "kcl",
            p("(v_3 - Ao*(V1 - v_2))/Ro + v_3/Rl + (v_3 - v_2)/R2 = 0"),
            data={"nodes": ["3"]},
            number="5.2",
        ),
        Step(
            "s1",
            "consequence",
            p("v_2 = R1*(Ri*v_3 + R2*V1)/(R1*R2 + R1*Ri + R2*Ri)"),
            ("k1",),
            data={"move": "solve", "for": "v_2"},
            number="5.1a",
        ),
        Step(
            "c1",
            "consequence",
            p(
                "v_3/V1 = (R1*Ro + R1*Ri*Ao + R2*Ri*Ao)*Rl"
                "/(R1*R2*Rl + R1*R2*Ro + R1*Ri*Rl + R1*Ri*Ro + R1*Rl*Ro"
                " + R2*Ri*Rl + R2*Ri*Ro + Ri*Rl*Ro + Ao*R1*Ri*Rl)"
            ),
            ("s1", "k2"),
            data={"move": "combine", "for": "v_2"},
            number="5.3",
        ),
        Step(
            "d1",
            "define",
            p("G_I = 1 + R2/R1"),
            data={"symbol": "G_I", "about": "ideal gain", "unit": "1"},
        ),
        Step(
            "r",
            "rearrange",
            p(f"v_3/V1 = (G_I + Ro/(Ao*Ri))/(1 + {ERROR})"),
            ("c1", "d1"),
            data={"style": "ideal", "ideal": "G_I", "errors": ["Ro/(Ao*Ri)", ERROR]},
            number="5.4",
        ),
        Step(
            "l1",
            "limit",
            p("v_3/V1 = G_I"),
            ("r", "d1"),
            under=ideal,
            data={"to": {"Ao": "oo"}, "order": "1/Ao", "ideal": True},
            number="5.5",
        ),
    )
    c = circuit(title)
    return Derivation(Quantity("transfer", ("3", "0"), "V1"), {"given": c}, steps, "c1", "r", ("l1",))


def holding(d: Derivation, *refused: str) -> list[Verdict]:
    """Verdicts by which every step holds, but those named."""
    return [
        Verdict(s.label, s.label not in refused, "planted" if s.label in refused else "shown", sized=True)
        for s in d.steps
    ]


def worked() -> WorkedExample | None:
    """The worked example of `five`, at the circuit's own values."""
    d = five()
    values = {n: p.value for n, p in d.parameters.items() if p.value is not None}
    ideals = {n: d.parameters[n].ideal for n in ("Ao", "Ri", "Ro")}
    return example(d.step("c1").claim.right, None, ideals, values, d.quantity, d.parameters)
