"""A heading between dashes is a heading, and its dashes are no minus signs."""

import pytest

from gainproof.hand.reader.documents.emphasis import without_marks
from gainproof.verification import verify

DIVIDER = "* t\nV1 a 0 12\nR1 a x 1k\nR2 x 0 2k\n"


@pytest.mark.parametrize("rule", ["--", "---", "==", "~~", "++"])
def test_it_is_no_part_of_the_formulas_around_it(rule):
    text = f"{rule} Values: R1 = 1k, R2 = 2k {rule}\nbeta = R2/(R1 + R2) = {{x}}\n"
    assert verify(text.format(x="0.667"), DIVIDER).first_wrong is None
    assert verify(text.format(x="0.333"), DIVIDER).first_wrong == 2


def test_every_character_keeps_its_place():
    text = "-- a --\nx = 1 -- 2\n-- b\n  == c d ==  \n"
    assert without_marks(text) == "#  a   \nx = 1 -- 2\n-- b\n  #  c d     \n"
