"""Formulas within sentences: found where they are, left alone where they are none."""

import pytest

from gainproof.expression import Neg, Par, Pow, Quot, Sum, Sym
from gainproof.marked.phrases import LONGEST, phrase, plain

A, R1, R2, S = map(Sym, ("Ao", "R1", "R2", "s"))
KNOWN = ("Ao", "R1", "R2", "s", "a", "beta")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("it should read par(R1, R2).", "it should read R1 || R2."),
        ("s**2 should be s", "s^2 should be s"),
        ("the factor (R1 + par(R1, R2))**2 is missing", "the factor (R1 + (R1 || R2))^2 is missing"),
        ("two: par(R1, R2); par(R2, Ao) (so it is)", "two: R1 || R2; R2 || Ao (so it is)"),
        ("the sign of -R2/R1 is wrong", "the sign of -R2/R1 is wrong"),
        ("a par(t of a sentence", "a par(t of a sentence"),
    ],
)  # fmt: skip
def test_a_terminal_shows_formulas_as_people_type_them(words: str, shown: str) -> None:
    assert plain(words) == shown


def test_formulas_are_found_between_words() -> None:
    said = phrase("the term -R2/R1 is missing (par(R1, R2) for Ao → ∞, or s**2).", KNOWN)
    assert said == (
        "the term ",
        Neg(Quot(R2, R1)),
        " is missing (",
        Par(R1, R2),
        " for ",
        A,
        " → ∞, or ",
        Pow(S, 2),
        ").",
    )
    assert phrase("read R1 + R2 = R2, beta", KNOWN) == ("read ", Sum(R1, R2), " = ", R2, ", ", Sym("beta"))


def test_words_are_no_formulas() -> None:
    for words in ("a bracket is wrong", "the parts R8 and 7 are swapped", "(a) 3.5 of R1x", "", "= + ∞"):
        assert phrase(words, KNOWN) == ((words,) if words else ())


def test_a_formula_too_long_for_a_sentence_is_left_as_it_is() -> None:
    long = "+".join(["R1"] * LONGEST)
    assert phrase(long, KNOWN) == (long,)
    assert phrase("(" * 1000 + "R1", KNOWN) == ("(" * 1000, R1)
