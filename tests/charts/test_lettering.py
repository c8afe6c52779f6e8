"""Words with formulas in them as runs."""

import pytest

from gainproof.charts.lettering import Run, filled, lettered, spoken, width
from gainproof.expression import Sym
from gainproof.notation import parse

SPOKEN = {
    "Ao": "Ao",
    "1/beta": "1/β",
    "-R2/R1": "−R2/R1",
    "1 + R2/R1": "1 + R2/R1",
    "R1/(R1 + R2)": "R1/(R1 + R2)",
    "a - (b + c)": "a − b − c",
    "Ao*beta": "Ao β",
    "par(R1, R2)": "R1 ∥ R2",
    "(a + b)*c": "(a + b) c",
    "sqrt(a)": "√(a)",
    "R1**2": "R12",
    "(a*b)**2": "(a b)2",
    "a/(b + c/d)": "a/(b + c/d)",
    "a/(b*c)": "a/(b c)",
    "diff(y, x)": "∂y/∂x",
    "-3": "−3",
    "2/3": "2/3",
}


@pytest.mark.parametrize("source", SPOKEN)
def test_a_formula_in_one_line(source: str) -> None:
    assert spoken((parse(source),)) == SPOKEN[source]


def test_a_symbol_has_a_subscript_and_a_power_stands_above() -> None:
    assert lettered((Sym("A_o"),)) == (Run("A", italic=True), Run("o", italic=True, level=-1))
    assert lettered((Sym("R1"),))[1] == Run("1", level=-1)
    assert lettered((parse("x**2"),))[1] == Run("2", level=1)
    assert lettered(("10^{-3} V",)) == (Run("10"), Run("−3", level=1), Run(" V"))
    assert lettered((Sym("G_oo"),))[1].text == "∞"


def test_a_sentence_is_filled() -> None:
    words = filled("{symbol} is {value}.", symbol=(Sym("A_o"),), value=("10",))
    assert words == (Sym("A_o"), " is ", "10", ".")
    with pytest.raises(KeyError):
        filled("{nobody}")


def test_widths_are_those_of_the_font() -> None:
    """Measured in Latin Modern Roman at 8 points: digits 0.531, M 0.974 of the size … on the safe side."""
    assert width((Run("0123"),), 10) == pytest.approx(21.24)
    assert width((Run("il"),), 10) < width((Run("mw"),), 10)
    assert width((Run("12", level=-1),), 10) < width((Run("12"),), 10)
    assert width((Run("中"),), 10) > 0
