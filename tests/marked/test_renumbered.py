"""A corrected number keeps its unit and is a decimal."""

from fractions import Fraction

import pytest

from gainproof.expression import Num, Sym, neg
from gainproof.marked.corrections import renumbered


@pytest.mark.parametrize(
    ("written", "old", "by", "new"),
    [
        ("-4.71 kOhm", "-4710", "-4670", "-4.67 kOhm"),
        ("995.76", "995.76", "994.76", "994.76"),
        (r"0.52~\%", "0.0052", "0.0104", r"1.04~\%"),
        ("3", "3", "12", "12"),
        ("7 mA", "0.007", "0.0655", "65.5 mA"),
        ("25 mV", "0.025", "-0.025", "-25 mV"),
        ("-25 mV", "-0.025", "0.025", "25 mV"),
        ("1.00", "1000", "2040", "2.04"),
    ],
)
def test_the_digits_are_new_and_the_unit_stays(written, old, by, new):
    a, b = (neg(Num(-Fraction(x))) if x.startswith("-") else Num(Fraction(x)) for x in (old, by))
    assert renumbered(written, a, b) == new


def test_what_cannot_be_a_decimal_is_written_otherwise():
    assert renumbered("3", Num(Fraction(3)), Num(Fraction(1, 3))) == ""
    assert renumbered("4k7", Num(Fraction(4700)), Num(Fraction(5000))) == ""
    assert renumbered("0", Num(Fraction(0)), Num(Fraction(5))) == ""
    assert renumbered("R1", Sym("R1"), Num(Fraction(5))) == ""
    assert renumbered("3", Num(Fraction(3)), Sym("R1")) == ""
