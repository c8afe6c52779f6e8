"""Brackets, signs and names: what is seen means what was meant."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gainproof.expression import Expr, Neg, Num, Sym, add, div, mul, neg, par, power
from gainproof.notation import parse, text
from gainproof.render import latex, mathml, typst
from gainproof.render.marks import Braced, Coloured, Digits, Fenced, Letter, Ratio, Row
from gainproof.render.measures import width
from gainproof.render.paint import Paint, Painted, bare, painted
from gainproof.render.terminal import _Layout
from gainproof.render.typesetting import flat, typeset

LATEX = [
    ("R1", "R_{1}"),
    ("beta", r"\beta"),
    ("v_3/V1", r"\dfrac{v_{3}}{V_{1}}"),
    ("a*(b + c)", "a(b+c)"),
    ("-(a + b)*c", "-(a+b)c"),
    ("a - (b - c)", "a-b+c"),
    ("a*(-b + c)", "a(-b+c)"),
    ("par(a, b)", r"a\mathbin{\parallel}b"),
    ("c*par(a, b)", r"c(a\mathbin{\parallel}b)"),
    ("par(a*b, c)", r"(ab)\mathbin{\parallel}c"),
    ("(a + b)**2", "{(a+b)}^{2}"),
    ("2*3", r"2\cdot 3"),
    ("a*2", r"a\cdot 2"),
    ("-1/2", r"-\dfrac{1}{2}"),
    ("a*(b + c*(d + f*(g + h)))", r"a\{b+c[d+f(g+h)]\}"),
]


@pytest.mark.parametrize(("source", "wanted"), LATEX)
def test_latex(source: str, wanted: str) -> None:
    assert latex.mark(typeset(parse(source))).replace(" }", "}").replace(r"\beta ", r"\beta") == wanted


def test_symbols_have_their_subscripts() -> None:
    assert typeset(Sym("Ao")) == Letter("A", Letter("o"))
    assert latex.mark(typeset(Sym("i_R1"))) == "i_{R_{1}}"
    assert latex.mark(typeset(Sym("G_I"))) == "G_{I}"
    assert typeset(Sym("Ao_X1")) == typeset(Sym("A_o_X1")) == Letter("A", Letter("o,X1"))
    assert typeset(Sym("CMRR_X1")) == Letter("CMRR", Letter("X", Digits("1")))
    assert mathml.mark(typeset(Sym("beta"))) == '<mi data-s="β">β</mi>'


def test_a_symbol_of_the_page_bears_one_key_however_it_is_spelled() -> None:
    for name, key in (
        ("Ao", "A_o"),
        ("A_o", "A_o"),
        ("i_R1", "i_R1"),
        ("Ao_X1", "A_o,X1"),
        ("CMRR_X1", "CMRR_X1"),
    ):
        printed = mathml.mark(typeset(Sym(name)))
        assert printed.count("data-s=") == 1, "what stands below is no symbol of its own"
        assert f'data-s="{key}"' in printed


def test_an_infinity_below_is_printed_as_one() -> None:
    """In every printer; ``_oo`` stays what it is where only ASCII can be shown."""
    ideal = typeset(Sym("G_oo"))
    assert latex.mark(ideal) == r"G_{\infty }"
    assert typst.mark(ideal) == "G_(oo)"
    assert mathml.mark(ideal) == '<msub data-s="G_∞"><mi>G</mi><mi>∞</mi></msub>'
    assert _Layout(ascii=False).block(ideal).rows == ("G_∞",)
    assert _Layout(ascii=True).block(ideal).rows == ("G_oo",)
    assert width(ideal) > width(typeset(Sym("G")))


def test_a_greek_name_never_swallows_the_next_letter() -> None:
    assert re.search(r"\\beta [a-z]|\\beta\s", latex.mark(typeset(parse("beta*x"))))


def test_a_bracket_never_follows_a_typst_name_directly() -> None:
    printed = typst.mark(typeset(parse("f*(a + b)*sin*(c + d)")))
    assert "f(" not in printed
    assert "sin(" not in printed
    assert 'italic("' in printed or "_(" in printed


def test_paint_marks_a_subtree_and_a_run_of_terms() -> None:
    x = parse("a + b + c*(d + f)")
    red = Paint("error")
    assert painted(x, {parse("d + f"): red}).args[2].args[1] == Painted(parse("d + f"), red)
    assert painted(x, {parse("a + b"): red}).args[0] == Painted(parse("a + b"), red)
    assert painted(x, {parse("z"): red}) == x
    assert bare(painted(x, {parse("a + b"): red}).args[0]) == parse("a + b")


def test_paint_follows_a_sum_that_was_subtracted_term_by_term() -> None:
    green = Paint("substituted")
    x = painted(parse("v - a + b"), {parse("a - b"): green})
    assert [type(t) for t in x.args] == [Sym, Neg, Painted]
    assert bare(x) == parse("v - a + b")
    assert painted(parse("v - a - b"), {parse("a - b"): green}) == parse("v - a - b")


def test_braces_go_above_in_a_numerator_and_below_elsewhere() -> None:
    error = Paint("error", "error")
    top = typeset(painted(parse("(a + b)/(1 + c)"), {Sym("b"): error, Sym("c"): error}))
    assert isinstance(top, Ratio)
    assert isinstance(top.over, Row)
    over, under = top.over.parts[-1], top.under.parts[-1]  # type: ignore[union-attr]
    assert isinstance(over, Coloured)
    assert isinstance(over.inside, Braced)
    assert over.inside.above
    assert isinstance(under, Coloured)
    assert isinstance(under.inside, Braced)
    assert not under.inside.above


def test_brackets_nest_round_square_curly() -> None:
    m = typeset(parse("a*(b + c*(d + f*(g + h)))"))
    assert isinstance(m, Row)
    assert isinstance(m.parts[-1], Fenced)
    assert m.parts[-1].level == 3


def test_a_wider_formula_measures_wider() -> None:
    assert width(typeset(parse("a + b + c"))) > width(typeset(parse("a + b")))


names = st.sampled_from(["a", "b", "c", "d"])
numbers = st.integers(1, 9).map(lambda n: Num(Fraction(n)))


def _build(children: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    pair = st.tuples(children, children)
    return st.one_of(
        pair.map(lambda p: add(*p)),
        pair.map(lambda p: add(p[0], neg(p[1]))),
        pair.map(lambda p: mul(*p)),
        pair.map(lambda p: div(*p)),
        st.tuples(children, st.integers(2, 3)).map(lambda p: power(*p)),
        children.map(neg),
    )


trees = st.recursive(st.one_of(names.map(Sym), numbers), _build, max_leaves=8)


@given(trees)
def test_the_one_line_form_reads_back_as_the_same_value(x: Expr) -> None:
    """What `flat` prints in ASCII, factors joined by stars, evaluates to the tree's own value."""
    shown = _Starred(ascii=True).block(flat(typeset(x))).rows[0]
    shown = shown.replace("[", "(").replace("]", ")").replace("{", "(").replace("}", ")")
    point = {n: Fraction(v, 7) for n, v in zip("abcd", (3, 5, 11, 13), strict=True)}
    try:
        wanted = x.value(point)
    except ZeroDivisionError:
        return
    assert parse(shown).value(point) == wanted, (text(x), shown)


class _Starred(_Layout):
    """The terminal's layout with a star between factors, so that it can be read back."""

    def spaced(self, parts):  # type: ignore[no-untyped-def]
        out = []
        for i, block in enumerate(super().spaced(parts)):
            if block.rows[0] == " " and i:
                block = self.block(typeset(Sym("STAR")))
                block = type(block)(("*",), (("",),))
            out.append(block)
        return out


def test_a_leading_minus_stays_with_its_term() -> None:
    assert latex.mark(typeset(add(Neg(Sym("a")), Sym("b")))) == "-a+b"
    assert latex.mark(typeset(par(Neg(Sym("a")), Sym("b")))) == r"(-a)\mathbin{\parallel}b"
