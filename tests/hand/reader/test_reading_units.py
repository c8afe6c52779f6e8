"""Numbers with units: V/µs, mA/V², 1/s, nV/√Hz, s^{-1}; in boxes, behind dollars, in siunitx."""

from fractions import Fraction

import pytest
from hand.written import circuit_of

from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work
from gainproof.hand.reader.scanning.measures import scale_in_words, scale_of
from gainproof.hand.work import Claim
from gainproof.verification import verify

SYMBOLS = symbol_table(circuit_of("V1 in 0", "R1 in n", "R2 n out", "C1 n out", "E1 out 0 0 n {Ad}"))


def value(source, format):
    """What x is said to be, as text."""
    (claim,) = read_work(source, format=format, symbols=SYMBOLS).items
    assert isinstance(claim, Claim), claim
    return claim.right.expr.value({})


PLAIN = [
    ("5 mV", Fraction(5, 1000)),
    ("2.5 V/us", 2500000),
    ("3 mA/V^2", Fraction(3, 1000)),
    ("4 A/V", 4),
    ("15.2 V/V", Fraction(152, 10)),
    ("6 nV/sqrt(Hz)", Fraction(6, 10**9)),
    ("6 nV/√Hz", Fraction(6, 10**9)),
    ("10^5 1/s", 10**5),
    ("1e5 1/s", 10**5),
    ("2*10^3 rad/s", 2000),
    ("3·10⁻³ krad/s", 3),
    ("40 ppm", Fraction(4, 10**5)),
    ("25 °C", 25),
    ("7 us^2", Fraction(7, 10**12)),
    ("2 mho", 2),
    ("66 ns", Fraction(66, 10**9)),
]


@pytest.mark.parametrize(("number", "wanted"), PLAIN)
def test_units_in_plain_text(number, wanted):
    assert value(f"x = {number}", "text") == wanted
    assert value(f"We find $x = {number}$ there.", "markdown") == wanted


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        (r"10^5\,\mathrm{s^{-1}}", 10**5),
        (r"10^5\,\mathrm{s}^{-1}", 10**5),
        (r"2\cdot10^{-3}\,\mathrm{k\Omega}", 2),
        (r"2.1\times 10^{3}\;\mu\mathrm{F}", Fraction(21, 10**4)),
        (r"5\,\mathrm{mA/V}", Fraction(5, 1000)),
        (r"5\,\mathrm{mA}/\mathrm{V}", Fraction(5, 1000)),
        (r"5~\mathrm{nV}/\sqrt{\mathrm{Hz}}", Fraction(5, 10**9)),
        (r"5\,\mathrm{rad\,s^{-1}}", 5),
        (r"5\,\text{k}\Omega", 5000),
        (r"85\,^\circ\mathrm{C}", 85),
        (r"5\,\si{\kilo\ohm}", 5000),
        (r"\qty{5}{\volt\per\micro\second}", 5 * 10**6),
        (r"\SI{5}{mA/V}", Fraction(5, 1000)),
        (r"5\,\mathrm{V}^2", 5),
    ],
)
def test_units_in_latex(number, wanted):
    assert value(f"$x = {number}$", "latex") == wanted


@pytest.mark.parametrize("unit", ["kHz", "~kHz", r"\,kHz", "&nbsp;kHz"])
@pytest.mark.parametrize(("number", "wanted"), [("1.5", 1500), ("10^5", 10**8), (r"2\cdot10^3", 2 * 10**6)])
def test_a_unit_behind_the_dollars(unit, number, wanted):
    assert value(f"$x = {number}$ {unit} here".replace("$ ~", "$~").replace("$ \\", "$\\"), "latex") == wanted


@pytest.mark.parametrize("prefix", ["f", "p", "n", "m", "k", "M", "Meg", "G", "T", ""])
@pytest.mark.parametrize("gap", [" ", "~", r"\,", ""])
def test_a_unit_that_is_a_formula_of_its_own(prefix, gap):
    scale = scale_of(f"{prefix}Ω")
    for unit in (
        rf"{prefix}$\Omega$",
        rf"{prefix}\(\Omega\)",
        rf"{prefix}$\,\Omega$",
        rf"{prefix}\textohm{{}}",
    ):
        assert value(rf"$x = 1.5${gap}{unit}, so we find.", "latex") == Fraction(3, 2) * scale, unit


@pytest.mark.parametrize(
    ("unit", "scale"),
    [
        (r"$\mu$F", Fraction(1, 10**6)),
        (r"$\mu$A/V", Fraction(1, 10**6)),
        (r"V/$\mu$s", 10**6),
        (r"\(\mu\)s", Fraction(1, 10**6)),
        (r"\textmu F", Fraction(1, 10**6)),
        (r"{\textmu}F", Fraction(1, 10**6)),
        (r"$k\Omega$", 1000),
        (r"\mbox{k$\Omega$}", 1000),
        (r"k$\Omega^{-1}$", Fraction(1, 1000)),
        (r"$R_1$", 1),  # another formula
        (r"m$V_1$", 1),
        (r"$\Omega$k", 1),  # no unit
        (r"$\mu$", 1),
    ],
)
def test_units_with_a_part_in_a_formula(unit, scale):
    assert value(f"$x = 1.5$ {unit} and so on.", "latex") == Fraction(3, 2) * scale


@pytest.mark.parametrize(
    "formula", ["x = 1/2*10^3", r"x = 1/2\cdot 10^3", "x = 2^10*3", "x = 10^2*R1", "x = 3*(10 + 2)^2"]
)
def test_powers_that_are_no_scale_stay(formula):
    (claim,) = read_work(f"${formula}$", format="latex", symbols=SYMBOLS).items
    wanted = {"1/2*10^3": 500, r"1/2\cdot 10^3": 500, "2^10*3": 0, "3*(10 + 2)^2": 432}.get(formula[4:])
    if wanted:
        assert claim.right.expr.value({}) == wanted
    if "R1" in formula:
        assert claim.right.expr.value({"R1": Fraction(7)}) == 700


@pytest.mark.parametrize(
    ("unit", "scale"),
    [("kΩ", 1000), ("V/µs", 10**6), ("us^2", Fraction(1, 10**12)), ("krad/s", 1000), ("1/s", 1)],
)
def test_the_power_of_ten_of_a_unit(unit, scale):
    assert scale_of(unit) == scale


@pytest.mark.parametrize("unit", ["R_1", "kk", "", "x/s", "K", "V//s"])
def test_what_is_no_unit(unit):
    assert scale_of(unit) is None


def test_units_of_siunitx():
    assert scale_in_words(r"\micro\ampere\per\volt\squared") == Fraction(1, 10**6)
    assert scale_in_words(r"\square\milli\volt") == Fraction(1, 10**6)
    assert scale_in_words(r"\kilo\nothing") is None
    assert scale_in_words(r"\kilo") is None


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("so $x = 10$n, and", Fraction(1, 10**8)),
        ("so $x = 20$p.", Fraction(2, 10**11)),
        ("so $x = 4.7$u", Fraction(47, 10**7)),
        ("so $x = 2$m, and", Fraction(2, 1000)),
        ("so $x = 10$ n, and", Fraction(1, 10**8)),
        ("so $x = 10$ n of them", 10),
        ("so $x = 10$ m, and", 10),
        ("so $x = 10$nodes, and", 10),
    ],
)
def test_the_letter_of_a_power_of_ten_may_stand_behind_the_dollars(source, wanted):
    assert value(source, "latex") == wanted
    assert value(source, "markdown") == wanted


@pytest.mark.parametrize(("number", "first"), [("2k", None), ("3k", 2), ("1.333", None), ("2*k", 2)])
def test_thousands_may_be_meant_where_k_is_a_name(number, first):
    """R2 = 2k with k = 2/3: what is printed is a number of thousands, or a product that is true itself."""
    divider = "* t\nV1 a 0 3\nR1 a x 1k\nR2 x 0 2k\n"
    line = "2*k" if number == "1.333" else "v_x/i_R2"
    assert verify(f"k = R2/(R1 + R2)\n{line} = {number}\n", divider).first_wrong == first
