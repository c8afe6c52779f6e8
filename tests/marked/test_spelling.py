"""Corrections are written as the writer writes: LaTeX for LaTeX, the writer's symbols for the circuit's."""

from fractions import Fraction

import pytest
from handmade import SYMBOLS
from hypothesis import given, reject
from hypothesis import strategies as st

from gainproof.circuit.netlist import read
from gainproof.expression import Equation, Expr, Neg, Num, Par, Pow, Prod, Quot, Root, Sum, Sym
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work
from gainproof.hand.work import Claim, Span, Work
from gainproof.marked.corrections import same
from gainproof.marked.spelling import Hand, Hands, brackets, is_latex, node_at, offset, under
from gainproof.notation import parse

R1, R2, A = Sym("R1"), Sym("R2"), Sym("Ao")


@pytest.mark.parametrize(
    ("expr", "plain", "latex"),
    [
        (Sum(R1, Neg(R2)), "R1 - R2", "R_1 - R_2"),
        (Prod(R1, Sum(R1, R2)), "R1*(R1 + R2)", "R_1 (R_1 + R_2)"),
        (Quot(R1, Prod(R1, R2)), "R1/(R1*R2)", r"\frac{R_1}{R_1 R_2}"),
        (Quot(Quot(R1, R2), A), "R1/R2/Ao", r"\frac{\frac{R_1}{R_2}}{A_o}"),
        (Neg(Sum(R1, R2)), "-(R1 + R2)", "-(R_1 + R_2)"),
        (Prod(R1, Num(2)), "R1*2", r"R_1 \cdot 2"),
        (Pow(Sum(R1, R2), 2), "(R1 + R2)^2", "(R_1 + R_2)^{2}"),
        (Root(R1), "sqrt(R1)", r"\sqrt{R_1}"),
        (Prod(A, Par(R1, R2)), "Ao*(R1 || R2)", r"A_o (R_1 \parallel R_2)"),
        (Prod(A, Quot(Num(1), R1)), "Ao*1/R1", r"A_o \frac{1}{R_1}"),
        (Sym("v_R1"), "v_R1", "v_{R1}"),
        (Sym("omega_0"), "omega_0", r"\omega_0"),
    ],
)
def test_both_hands(expr: Expr, plain: str, latex: str) -> None:
    assert Hand().write(expr) == plain
    assert Hand(latex=True).write(expr) == latex


def trees() -> st.SearchStrategy[Expr]:
    leaves = st.sampled_from([R1, R2, A, Sym("v_n"), Sym("V1"), Num(1), Num(2)])

    def grown(below: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
        pair = st.tuples(below, below)
        return st.one_of(
            pair.map(lambda p: Sum(*p)),
            pair.map(lambda p: Sum(p[0], Neg(p[1]))),
            pair.map(lambda p: Prod(*p)),
            pair.map(lambda p: Quot(*p)),
            pair.map(lambda p: Par(*p)),
            below.map(Neg),
            below.map(lambda x: Pow(x, 2)),
        )

    return st.recursive(leaves, grown, max_leaves=7)


@given(trees(), st.booleans())
def test_what_is_written_reads_as_it_was_meant(x: Expr, latex: bool) -> None:
    try:
        x.value(
            {"R1": Fraction(3), "R2": Fraction(5), "Ao": Fraction(7), "v_n": Fraction(11), "V1": Fraction(13)}
        )
    except ZeroDivisionError:
        reject()
    line = f"v_out = {Hand(latex).write(x)}"
    source = f"$${line.replace('v_out', 'v_{out}')}$$\n" if latex else f"{line}\n"
    items = read_work(source, format="markdown" if latex else "text", symbols=SYMBOLS).items
    assert len(items) == 1
    assert isinstance(items[0], Claim), items
    readings = [items[0].equation, *(Equation(a.expr, b.expr) for a, b in items[0].otherwise)]
    assert same(readings[0], Equation(Sym("v_out"), x)), line


def test_symbols_are_spelled_as_the_work_spells_them() -> None:
    work = read_work("$$V_{out} = -A_0 v_-$$\n\nvout = R1\n", file="a.md", symbols=SYMBOLS)
    claims = [i for i in work.items if isinstance(i, Claim)]
    hands = Hands(work)
    assert hands.of(claims[0]).write(parse("R2*v_out - Ao*v_n")) == "R_2 V_{out} - A_0 v_-"
    assert hands.of(claims[-1]).write(parse("Ao*v_out")) == "Ao*vout", "LaTeX and plain lines keep apart"


def test_places_and_brackets() -> None:
    source = "ab\ncdef\n"
    assert under(source, Span(2, 2, 2)) == "de"
    assert offset(source, Span(9, 1)) == (len(source), len(source)), "a place beyond the end is the end"
    assert under(source, Span(2, 2, 99)) == "def\n"
    assert brackets("(a + b)") == ("(", ")")
    assert brackets(r"\left[ a \right]") == (r"\left[ ", r" \right]")
    assert brackets(r"\left\{ (a)(b) \right\}") == (r"\left\{ ", r" \right\}")
    assert brackets("(a)(b)") is None
    assert brackets("a") is None
    assert is_latex(r"\frac{1}{2}")
    assert not is_latex("R_1/R_2")
    assert node_at(parse("a + b"), (5,)) is None
    assert Hands(Work("", ())).work.items == ()


def test_a_product_is_no_symbol_though_it_looks_like_one() -> None:
    work = read_work("$$v_{out} = R_1R_2$$\n\n$$V_1 = A_o(V_1-v_n)$$\n", file="a.md", symbols=SYMBOLS)
    known = Hands(work).of(next(i for i in work.items if isinstance(i, Claim))).known
    assert set(known) == {Sym(n) for n in ("v_out", "R1", "R2", "V1", "Ao", "v_n")}


def test_a_greek_subscript_is_written_as_the_writer_writes_it() -> None:
    symbols = symbol_table(read("* transistor\nV1 1 0\nrpi 1 2\nRe 2 0\n").circuit)
    work = read_work("$$V_1 = r_\\pi i + R_e i$$\n", file="a.md", symbols=symbols)
    hand = Hands(work).of(next(i for i in work.items if isinstance(i, Claim)))
    assert hand.write(Sum(Sym("rpi"), Sym("Re"))) == r"r_\pi + R_e"


def test_a_pronoun_is_no_spelling() -> None:
    """“which vanishes for R1 = R2” speaks of a formula, and does not rename it."""
    circuit = read("* divider\nV1 a 0 1\nR1 a b 1k\nR2 b 0 1k\n").circuit
    text = "$$v_b - V_1/2 = \\frac{R_2 - R_1}{2(R_1 + R_2)} V_1$$\nwhich vanishes for $R_1 = R_2$.\n"
    work = read_work(text, file="w.md", symbols=symbol_table(circuit))
    last = work.items[-1]
    assert isinstance(last, Claim)
    assert last.right.expr == Num(0)
    assert "which" not in Hands(work).of(last).write(last.left.expr)
