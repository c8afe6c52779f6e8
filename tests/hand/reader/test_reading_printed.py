"""What the house prints, in LaTeX and as text, the reader reads back as an equal expression."""

from math import prod

from hypothesis import given, settings
from hypothesis import strategies as st

from gainproof.algebra.residues import Residues
from gainproof.circuit.netlist import read
from gainproof.errors import TooLarge
from gainproof.expression import (
    Equation,
    Expr,
    Num,
    Pow,
    Prod,
    Quot,
    Sym,
    add,
    div,
    mul,
    neg,
    par,
    power,
    root,
)
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work
from gainproof.hand.work import Claim
from gainproof.notation import equation_text
from gainproof.render.latex import equation as latex_equation

CIRCUIT = read(
    """* a circuit with many names
V1 1 0 {V1}
Vos 1 4 {vos}
E1 3 0 4 2 {Ao}
R1 2 0 {R1}
R2 3 2 {R2}
R12 3 0 {R12}
Rl out 0 {Rl}
Rin out 3 {Rin}
C1 out 3 {C1}
.end
"""
).circuit
SYMBOLS = symbol_table(CIRCUIT)
NAMES = [
    *CIRCUIT.parameters,
    *CIRCUIT.voltages,
    *CIRCUIT.currents,
    "s",
    "beta",
    "G_oo",
    "R_d",
    "K_1",
    "omega_0",
]

leaves = st.one_of(
    st.sampled_from(NAMES).map(Sym),
    st.integers(1, 40).map(Num),
    st.fractions(1, 9, max_denominator=9).map(Num),
)


def over(children: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    pair = st.tuples(children, children)
    return st.one_of(
        pair.map(lambda p: add(*p)),
        pair.map(lambda p: add(p[0], neg(p[1]))),
        pair.map(lambda p: mul(*p)),
        pair.filter(lambda p: p[1] != Num(0)).map(lambda p: div(*p)),
        st.tuples(children, children, children).map(lambda p: par(*p)),
        st.tuples(children, st.integers(2, 3)).map(lambda p: power(*p)),
        children.map(neg),
        children.map(root),
    )


expressions = st.recursive(leaves, over, max_leaves=12)


def same(a: Expr, b: Expr) -> bool:
    field = Residues()
    point = {n: field.symbol(n) for n in {*a.symbols(), *b.symbols()}}
    return bool(a.value(point, field.number) == b.value(point, field.number))


def read_back(line: str) -> Claim:
    work = read_work(line, symbols=SYMBOLS)
    assert len(work.items) == 1, work.items
    claim = work.items[0]
    assert isinstance(claim, Claim), claim
    assert not [n for n in work.notices if n.code not in ("ambiguous",)], work.notices
    return claim


def folded(x: Expr) -> Expr:
    """The tree with fractions and powers of numbers as one number, as the house keeps them."""
    parts = tuple(map(folded, x.children))
    if isinstance(x, Pow) and isinstance(parts[0], Num):
        return Num(parts[0].args[0] ** x.exponent)
    if isinstance(x, Prod) and all(isinstance(p, Num) for p in parts):
        return Num(prod(p.args[0] for p in parts))
    if isinstance(x, Quot) and all(isinstance(p, Num) for p in parts):
        return div(*parts)
    return x.rebuilt(parts) if parts else x


def equal(a: Expr, b: Expr) -> bool:
    a, b = folded(a), folded(b)
    try:
        return a == b or same(a, b)
    except (ZeroDivisionError, TooLarge):
        return True  # no value to compare, as in 1/(x - x)


@settings(max_examples=150, deadline=None)
@given(expressions)
def test_latex_is_read_back(x):
    claim = read_back(f"$${latex_equation(Equation(Sym('V1'), x))}$$")
    assert claim.left.expr == Sym("V1")
    assert equal(claim.right.expr, x), claim.right.expr


@settings(max_examples=150, deadline=None)
@given(expressions)
def test_text_is_read_back(x):
    claim = read_back(equation_text(Equation(Sym("V1"), x)))
    assert claim.left.expr == Sym("V1")
    assert equal(claim.right.expr, x), claim.right.expr
