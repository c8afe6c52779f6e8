"""How names are read: stems and subscripts, letters of other alphabets, names that end below the line."""

import pytest

from gainproof.symbols import plain_letters, split_symbol


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("R1", ("R", "1")),
        ("Ao_X1", ("A", "o,X1")),
        ("beta", ("beta", "")),
        ("R_alpha", ("R", "alpha")),
        ("GBW", ("GBW", "")),
    ],
)
def test_a_name_has_a_stem_and_what_stands_below(name: str, parts: tuple[str, str]) -> None:
    assert split_symbol(name) == parts


def test_two_names_never_look_like_one_by_their_underscores() -> None:
    names = ["R", "R_", "R__", "R_1", "R__1", "R_1_"]
    assert len({split_symbol(n) for n in names}) == len(names)
    assert split_symbol("R_") == ("R_", "")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Rα", "R_alpha"),
        ("RΩ", "R_Omega"),
        ("R\N{OHM SIGN}", "R_Omega"),
        ("α1", "alpha1"),
        ("λ", "lambda"),
        ("ς", "sigma"),
        ("C\N{MICRO SIGN}", "C_mu"),
        ("Ré", "Re"),
        ("R.x", "R.x"),
    ],
)
def test_greek_letters_are_called_by_their_names(name: str, plain: str) -> None:
    assert plain_letters(name) == plain
