"""Numbers get the digits that they need, and no line is worked twice for the same digits."""

from fractions import Fraction

import pytest

from gainproof.expression import Sym
from gainproof.worked import drafts


def test_a_line_whose_numbers_have_not_changed_is_not_worked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    x = drafts.Draft("given", Sym("x"), "x", (), Fraction(10, 3), "V", 4)
    y = drafts.Draft("result", Sym("y"), "y", (Sym("x") * 3,), Fraction(10), "V", 4, (x,))
    drafts.settle([x, y])
    asked = []
    monkeypatch.setattr(drafts, "worth", lambda *of: asked.append(of) or Fraction(10))
    drafts.settle([x, y])
    assert asked == []
    x.digits += 2
    drafts.settle([x, y])
    assert len(asked) == 1
