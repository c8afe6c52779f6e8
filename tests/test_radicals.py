"""Square roots in exact arithmetic: an extension of every field that we use, and never more than that."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gainproof.algebra.affine import Affine, NotAffine
from gainproof.algebra.rational import Ring
from gainproof.algebra.residues import Residues
from gainproof.errors import TooLarge
from gainproof.expression import ONE, Pow, Quot, Root, Sym, root
from gainproof.notation import NotationError, parse, parse_equation, text
from gainproof.radicals import Radical, square_root
from gainproof.render import latex, mathml, typst
from gainproof.render.measures import width
from gainproof.render.typesetting import typeset
from gainproof.rules.judge import follows
from gainproof.units import UNITS, DimensionError, dimension

RING = Ring(["L", "C", "R", "s"])
RESIDUES = Residues()
FIELDS: dict[str, Any] = {
    "functions": RING.point,
    "residues": {n: RESIDUES.symbol(n) for n in "LCRs"},
    "fractions": {"L": Fraction(3), "C": Fraction(5), "R": Fraction(7), "s": Fraction(11)},
}
NUMBERS: dict[str, Any] = {
    "functions": RING.number,
    "residues": RESIDUES.number,
    "fractions": Fraction,
}


@pytest.mark.parametrize("field", FIELDS)
def test_an_even_power_of_a_root_is_an_element_of_the_field(field: str) -> None:
    point, number = FIELDS[field], NUMBERS[field]

    def at(words: str) -> Any:
        return parse(words).value(point, number)

    assert at("sqrt(L*C)**2") == at("L*C")
    assert not isinstance(at("s**2*sqrt(L*C)**2 + R/sqrt(L*C)*s*sqrt(L*C)"), Radical)
    assert at("(1 + sqrt(L))*(1 - sqrt(L))") == at("1 - L")
    assert at("1/(1 + sqrt(L))") == at("(1 - sqrt(L))/(1 - L)")
    assert at("(2 - sqrt(L)/sqrt(C))/(2 - sqrt(L)/sqrt(C))") == number(Fraction(1))
    assert at("sqrt(L) - sqrt(L)") == number(Fraction(0))
    assert at("sqrt(L)") != at("L")
    assert at("sqrt(L)") != at("-sqrt(L)")
    assert isinstance(at("3*sqrt(L)/R - 1"), Radical)


@given(*(st.fractions(max_denominator=9) for _ in range(4)))
def test_the_field_laws_hold(a: Fraction, b: Fraction, c: Fraction, d: Fraction) -> None:
    two, three = square_root(Fraction(2)), square_root(Fraction(3))
    x, y = a + b * two, c + d * three + two
    assert x * y == y * x
    assert (x + y) - y == x
    assert x * (y + Fraction(1)) == x * y + x
    if y:
        assert (x / y) * y == x


def test_a_number_that_vanishes_for_one_sign_of_its_root_does_not_divide() -> None:
    with pytest.raises(ZeroDivisionError):
        Fraction(1) / (square_root(Fraction(4)) - Fraction(2))


def test_a_root_of_a_sum_with_roots_is_refused() -> None:
    with pytest.raises(TooLarge, match="square root"):
        parse("sqrt(1 + sqrt(L))").value(RING.point, RING.number)
    many = [f"x{k}" for k in range(12)]
    ring = Ring(many)
    with pytest.raises(TooLarge, match="square roots"):
        parse("+".join(f"sqrt({n})" for n in many)).value(ring.point, ring.number)


def test_numbers_and_affine_forms_have_roots_of_their_own() -> None:
    assert square_root(9.0) == 3.0
    assert square_root(-4.0) == 2j
    assert square_root(Affine({}, 9.0)).constant == 3.0
    with pytest.raises(NotAffine):
        square_root(Affine({"v": 1.0}, 0.0))


def test_the_checker_proves_with_roots_and_refuses_with_roots() -> None:
    named = [parse_equation("w0 = 1/sqrt(L*C)"), parse_equation("Q = w0*L/R")]
    right = parse_equation("1 + s/(Q*w0) + s**2/w0**2 = 1 + s*R*C + s**2*L*C")
    assert follows(right, named, ["w0", "Q"]).holds
    for wrong in (
        "1 + s/(Q*w0) + s**2/w0**2 = 1 - s*R*C + s**2*L*C",
        "1 + s/w0 + s**2/w0**2 = 1 + s*R*C + s**2*L*C",
        "Q*w0 = L/R",
        "w0 = -1/sqrt(L*C)",
    ):
        found = follows(parse_equation(wrong), named, ["w0", "Q"])
        assert not found.holds
        assert found.counterexample
    assert not follows(parse_equation("w0 = sqrt(1 + sqrt(L))"), named, ["w0"]).holds


def test_text_and_print() -> None:
    x = parse("1/sqrt(L*C)")
    assert x == Quot(ONE, Root(parse("L*C"))) == root(parse("1/(L*C)"))
    assert text(x) == "1/sqrt(L*C)"
    assert parse("sqrt(L)**2") == Pow(Root(Sym("L")), 2)
    assert text(parse("sqrt")) == "sqrt"
    with pytest.raises(NotationError):
        parse("sqrt(L", roots=True)
    with pytest.raises(NotationError):
        parse("sqrt(L)", roots=False)
    assert r"\sqrt{" in latex.mark(typeset(x))
    assert "sqrt(" in typst.mark(typeset(x))
    assert "<msqrt>" in mathml.mark(typeset(x))
    assert width(typeset(x)) > width(typeset(parse("L*C")))


def test_dimensions_are_halved_or_refused() -> None:
    of = {"L": UNITS["H"], "C": UNITS["F"], "R": UNITS["Ω"]}
    assert dimension(parse("1/sqrt(L*C)"), of) == UNITS["Hz"]
    assert dimension(parse("sqrt(L/C)"), of) == UNITS["Ω"]
    assert dimension(parse("sqrt(L*X)"), of) is None
    with pytest.raises(DimensionError, match="under a square root"):
        dimension(parse("sqrt(R)"), of)


def test_the_root_of_a_product_is_the_product_of_the_roots() -> None:
    from gainproof.notation import parse

    at = {"L": Fraction(3), "C": Fraction(5), "R": Fraction(7)}
    for a, b in (
        ("sqrt(L/C)/R", "L/(R*sqrt(L*C))"),
        ("sqrt(4*L**2*C)", "2*L*sqrt(C)"),
        ("sqrt(L*C)*sqrt(L/C)", "L"),
        ("sqrt(9/4)", "3/2"),
    ):
        assert parse(a).value(at) == parse(b).value(at), a
    assert parse("sqrt(L*C)").value(at) != parse("sqrt(L/C)").value(at)
    assert parse("sqrt(L*C)").value(at) != -parse("sqrt(L*C)").value(at)


def test_a_root_has_a_rational_number_close_to_it() -> None:
    from gainproof.notation import parse
    from gainproof.radicals import rational

    two = rational(parse("sqrt(2)*sqrt(3)/sqrt(27) + 1").value({}))
    assert two is not None
    assert abs((two - 1) ** 2 - Fraction(2, 9)) < Fraction(1, 10**30)
    assert rational(Fraction(1, 3)) == Fraction(1, 3)
    assert rational(parse("sqrt(x)").value({"x": Fraction(-1)})) is None
