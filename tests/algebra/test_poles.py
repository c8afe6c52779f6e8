"""Results in s come out as an author prints them: gain, zeros and poles, ω_0 and Q; and always proved."""

from fractions import Fraction

import pytest
from arranging import alike, arranged, exact, names
from hypothesis import given, settings
from hypothesis import strategies as st

from gainproof.algebra.forms import Arrangement
from gainproof.algebra.forms.powers import repeated
from gainproof.algebra.forms.proof import proved
from gainproof.algebra.forms.scribe import Scribe
from gainproof.algebra.forms.small import Small, in_small_parameters
from gainproof.algebra.rational import Ratio, Ring
from gainproof.expression import Expr, Root, Sum
from gainproof.notation import parse, text
from gainproof.units import UNITS, dimension

TWO = "(1 + s/(Q*omega_0) + s**2/omega_0**2)"
RLC = {"omega_0": "1/sqrt(C*L)", "Q": "omega_0*L/R"}

LINES = [
    # first order
    ("1/(1 + s*C*R)", "", "1/(1 + s*C*R)", {}),
    ("1/(1 + s*C*(R1 + R2))", "", "1/(1 + s/omega_p)", {"omega_p": "1/(C*(R1 + R2))"}),
    ("-R2/R1/(1 + s*C*R2)", "", "-R2/R1/(1 + s*C*R2)", {}),
    ("-1/(s*C*R)", "", "-1/(s*C*R)", {}),
    (
        "(1 + s*C*R2)/(1 + s*C*(R1 + R2))",
        "",
        "(1 + s/omega_z)/(1 + s/omega_p)",
        {"omega_z": "1/(C*R2)", "omega_p": "1/(C*(R1 + R2))"},
    ),
    ("(1 - s*C*R)/(1 + s*C*R)", "", "(1 - s/omega_p)/(1 + s/omega_p)", {"omega_p": "1/(C*R)"}),
    ("s*C*(R1 + R2)/(1 + s*C*(R1 + R2))", "", "s/omega_p/(1 + s/omega_p)", {"omega_p": "1/(C*(R1 + R2))"}),
    ("-(R2 + 1/(s*C))/R1", "", "-R2/R1*(1 + 1/(s*C*R2))", {}),
    # second order: low pass, band pass, high pass, notch, all-pass
    ("1/(1 + s*R*C + s**2*L*C)", "", f"1/{TWO}", RLC),
    ("s*R*C/(1 + s*R*C + s**2*L*C)", "", f"s/(Q*omega_0)/{TWO}", RLC),
    ("3*s**2*L*C/(1 + s*R*C + s**2*L*C)", "", f"3*(s**2/omega_0**2)/{TWO}", RLC),
    ("(1 + s**2*L*C)/(1 + s*R*C + s**2*L*C)", "", f"(1 + s**2/omega_0**2)/{TWO}", RLC),
    (
        "(1 - s*R*C + s**2*L*C)/(1 + s*R*C + s**2*L*C)",
        "",
        f"(1 - s/(Q*omega_0) + s**2/omega_0**2)/{TWO}",
        RLC,
    ),
    (
        "(1 + R4/R3)/(1 + s*(C2*(R1 + R2)) + s**2*R1*R2*C1*C2)",
        "",
        f"(1 + R4/R3)/{TWO}",
        {"omega_0": "1/sqrt(C1*C2*R1*R2)", "Q": "1/(omega_0*C2*(R1 + R2))"},
    ),
    ("1/(1 + s*R*C/2 + s**2*C**2*R**2)", "", f"1/{TWO}", {"omega_0": "1/(C*R)", "Q": "2*omega_0*C*R"}),
    # real poles apart, cascades, higher orders
    ("1/(1 + s*(Ra*Ca + Rb*Cb) + s**2*Ra*Ca*Rb*Cb)", "", "1/((1 + s*Cb*Rb)*(1 + s*Ca*Ra))", {}),
    (
        "1/((1 + s*C1*(R1 + R2))*(1 + s*R*C + s**2*L*C))",
        "",
        f"1/((1 + s/omega_p)*{TWO})",
        {"omega_p": "1/(C1*(R1 + R2))", **RLC},
    ),
    (
        "1/(1 + s*C1*(R1 + R2) + s**2*C2*L*(1 + R1/R2) + s**3*C3*L*C2*R1)",
        "",
        "1/(1 + s*b_1 + s**2*b_2 + s**3*b_3)",
        {"b_1": "C1*(R1 + R2)", "b_2": "C2*L*(1 + R1/R2)", "b_3": "C2*C3*L*R1"},
    ),
    # simulated reactances
    ("s*R1*R3*R5*C/R2", "", "s*L_eq", {"L_eq": "C*R1*R3*R5/R2"}),
    ("1/(s*C*(1 + Ao))", "Ao=oo", "1/(s*C_eq)", {"C_eq": "C*(1 + Ao)"}),
    # imperfections
    (
        "Ao/(1 + s*R*C)/(1 + Ao/(1 + R2/R1)/(1 + s*R*C))",
        "Ao=oo",
        "G_I/(1 + G_I/Ao)*(1/(1 + s/omega_c))",
        {"G_I": "1 + R2/R1", "omega_c": "1/(C*R)*(1 + Ao/G_I)"},
    ),
    (
        "1/(1 + s*C2*(R1 + R2) + s**2*R1*R2*C1*C2 + (1 + s*(R2*C2 + R1*(C1 + C2)) + s**2*R1*R2*C1*C2)/Ao)",
        "Ao=oo",
        "1/((1 + 1/Ao)*(1 + s*C2*(R1 + R2) + s**2*C1*C2*R1*R2) + s*C1*R1/Ao)",
        {},
    ),
    (
        "1/((1 + s/wt)*(1 + s*C2*(R1 + R2) + s**2*R1*R2*C1*C2) + s**2*R1*C1/wt)",
        "wt=oo",
        "1/((1 + s/wt)*(1 + s*C2*(R1 + R2) + s**2*C1*C2*R1*R2) + s**2*C1*R1/wt)",
        {},
    ),
    (
        "s**2*R1*R2*C1*C2/((1 + 1/Ao)*(1 + s*R1*(C1 + C2) + s**2*R1*R2*C1*C2) + s*R2*C2/Ao)",
        "Ao=oo",
        "s**2/omega_0**2/((1 + 1/Ao)*(1 + s/(Q*omega_0) + s**2/omega_0**2) + s*C2*R2/Ao)",
        {"omega_0": "1/sqrt(C1*C2*R1*R2)", "Q": "1/(omega_0*R1*(C1 + C2))"},
    ),
]


def value(x: Expr, a: Arrangement, ring: Ring) -> Ratio:
    """The value of a form, its names put in one by one."""
    point: dict[str, Ratio] = {}
    for n in a.names:
        point[n.symbol] = n.expr.value({**ring.point, **point}, ring.number)
    found = x.value({**ring.point, **point}, ring.number)
    assert isinstance(found, Ratio)
    return found


@pytest.mark.parametrize(("source", "to", "expected", "named"), LINES)
def test_the_lines_of_textbooks(source: str, to: str, expected: str, named: dict[str, str]) -> None:
    found = arranged(source, to)
    assert alike(parse(text(found.form)), parse(expected)), text(found.form)
    assert names(found).keys() == named.keys()
    for n, meaning in names(found).items():
        assert alike(parse(meaning), parse(named[n])), f"{n} = {meaning}"
    original = exact(source)
    assert value(found.form, found, original.ring) == original
    assert found.note == ""


def test_a_wrong_quality_factor_is_not_proved() -> None:
    """The gate sees through the square root: a Q that is twice as high, an ω_0 without its root, a sign."""
    ring = exact("1/(1 + s*R*C + s**2*L*C)")
    seen = 0
    for omega, quality, good in (
        ("1/sqrt(L*C)", "w*L/R", True),
        ("1/sqrt(L*C)", "2*w*L/R", False),
        ("1/sqrt(L*C)", "-w*L/R", False),
        ("1/(L*C)", "w*L/R", False),
        ("1/sqrt(2*L*C)", "w*L/R", False),
    ):
        point = dict(ring.ring.point)
        point["w"] = parse(omega).value(point, ring.ring.number)
        point["Q"] = parse(quality).value(point, ring.ring.number)
        assert proved(parse("1/(1 + s/(Q*w) + s**2/w**2)"), ring, point) is good
        seen += 1
    assert seen == 5


def test_names_avoid_what_is_taken_and_have_units() -> None:
    found = arranged("1/(1 + s*R*C + s**2*L*C)", taken={"omega_0", "Q"})
    assert names(found) == {"omega_1": "1/sqrt(C*L)", "Q1": "omega_1*L/R"}
    assert [(n.unit, n.about) for n in found.names] == [
        ("rad/s", "natural frequency"),
        ("1", "quality factor"),
    ]
    of = {n: UNITS[u] for n, u in {"R": "Ω", "C": "F", "L": "H", "s": "Hz"}.items()}
    for n in found.names:
        of[n.symbol] = dimension(n.expr, of) or (9, 9, 9)
        assert of[n.symbol] == UNITS[n.unit]


def test_a_name_that_is_wanted_is_used() -> None:
    wanted = {"w0": parse("1/sqrt(L*C)"), "G": parse("1 + R2/R1")}
    found = arranged("(1 + R2/R1)/(1 + s*R*C + s**2*L*C)", wanted=wanted)
    assert alike(parse(text(found.form)), parse("G/(1 + s/(Q*w0) + s**2/w0**2)")), text(found.form)
    assert names(found)["w0"] == "1/sqrt(L*C)"


def test_a_real_pole_and_the_limits_stay_visible() -> None:
    """An integrator with a finite gain is not written -A_o/(1 + s/ω_p), of which A_o → ∞ is not seen."""
    found = arranged("-Ao/(1 + s*R*C*(1 + Ao))", "Ao=oo")
    assert found.ideal is not None
    assert found.note == ""


def test_the_user_may_ask_for_the_sum_of_powers() -> None:
    found = arranged("1/(1 + s*R*C + s**2*L*C)", style="powers")
    assert alike(found.form, parse("1/(1 + s*C*R + s**2*C*L)")), text(found.form)
    assert found.names == ()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 6), min_size=3, max_size=3), st.integers(-1, 2), st.booleans())
def test_every_form_is_equal_to_its_function(c: list[int], order: int, sign: bool) -> None:
    minus = "-" if sign else "+"
    den = f"{c[0]} {minus} s*R*C*{c[1]} + s**2*L*C*{c[2]}"
    source = f"(R1 + {c[1]}*R2)*({c[2]} + s*C1*R1)/(R2*({den}))" + (f"*s**{order}" if order >= 0 else "/s")
    original = exact(source)
    found = arranged(source)
    assert value(found.form, found, original.ring) == original
    inside = [x.inside for n in found.names for x in n.expr.walk() if isinstance(x, Root)]
    for x in inside:
        assert x.value(dict.fromkeys(x.symbols(), Fraction(1))) > 0


@pytest.mark.parametrize(
    ("source", "factor"),
    [
        ("(1 + s*C*R1)*(1 + 1/A) + s*C*R2/A", "1 + 1/A"),
        ("(1 + s*C*R1)*(1 + (1 + R2/R1)/A) + s**2*C**2/A", "1 + (1 + R2/R1)/A"),
        ("1 + s*C*R1 + (1 + s*C*R2)/A", "1"),
        ("1 + s*C*R1 - (1 + s*C*R1)/A", "1"),
        ("1 + 1/A", "1"),
    ],
)
def test_errors_that_repeat_the_ideal_part(source: str, factor: str) -> None:
    """All terms of the ideal part have to be there, with a plus sign; one term alone is no polynomial."""
    value = exact(source)
    scribe = Scribe(value.ring.names, {"A": "oo"}, {})
    small = Small(scribe)
    p = in_small_parameters(value, scribe.ring).num
    rest, q = repeated(small, p)
    assert q == scribe.ring.ratio(parse(factor))
    whole = Ratio(scribe.ring, small.ideal(p), scribe.ring.unit)
    assert Ratio(scribe.ring, rest, scribe.ring.unit) + whole * (q - scribe.ring.one) == Ratio(
        scribe.ring, p, scribe.ring.unit
    )


def test_a_sum_in_s_is_spelled_once() -> None:
    """With G_N named meanwhile, 1 + s·Cf·(Rsh∥Rf) is not 1 + s·Rf·Cf/G_N a line later."""
    gain, zero, pole = "(1 + Rf/Rsh)", "(1 + s*Cf*Rf*Rsh/(Rsh + Rf))", "(1 + s*Rf*Cf)"
    source = f"(Rf*(Id - Iq) + {gain}*{zero}*(Vref - Vos))/{pole}/(1 + {gain}*{zero}/(Ao*{pole}))"
    found = arranged(source, "Ao=oo", sources="Id Iq Vref Vos")
    assert "G_N" in names(found)
    sums = {x for x in found.form.walk() if isinstance(x, Sum) and x.symbols()[0] == "s"}
    assert {text(x) for x in sums} == {"1 + s*Cf*Rf", "1 + s*Cf*par(Rf, Rsh)"}
