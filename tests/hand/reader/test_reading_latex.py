"""LaTeX is read: commands, environments, macros, limits, units; and what is no algebra is told."""

import re

import pytest
from claims import as_text

from gainproof.circuit.netlist import read
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work
from gainproof.hand.work import Unread
from gainproof.notation import text

CIRCUIT = read(
    """* a non-inverting amplifier
V1 1 0 {V1}
E1 4 0 1 2 {Ao}
Ro 4 3 {Ro}
R1 2 0 {R1}
R2 3 2 {R2}
C1 3 2 {C1}
.end
"""
).circuit
SYMBOLS = symbol_table(CIRCUIT)


def items(source):
    return read_work(source, format="markdown", symbols=SYMBOLS).items


def spelled(source):
    return as_text(items(source))


LINES = [
    (r"$$v_2 = \frac{R_1}{R_1+R_2}\,v_3$$", "v_2 = R1/(R1 + R2)*v_3"),
    (r"$$v_2 = \dfrac{R_1 v_3}{R_1+R_2}\tag{1}$$", "v_2 = R1*v_3/(R1 + R2)"),
    (r"\[ \tfrac12 R_1 = \frac R_1 2 \]", "1/2*R1 = R1/2"),
    (r"\( v_3 = A_o \left( V_1 - v_2 \right) \)", "v_3 = Ao*(V1 - v_2)"),
    (r"$v_3 = A_o\bigl[V_1 - v_2\bigr]$", "v_3 = Ao*(V1 - v_2)"),
    (r"$$v_{3} = A_{o} \cdot V_{1} \times 2$$", "v_3 = Ao*V1*2"),
    (r"$$\mathrm{R}_1 = \mathbf{R}_2$$", "R1 = R2"),
    (r"$$R_1 \parallel R_2 = R_1 \| R_2$$", "par(R1, R2) = par(R1, R2)"),
    (r"$$R_1 || R_2 = R_1 \mid\mid R_2$$", "par(R1, R2) = par(R1, R2)"),
    (r"$$v_3 \approx V_1$$", "v_3 ≈ V1"),
    (r"$$v_3 \simeq V_1$$", "v_3 ≈ V1"),
    (r"$$G \triangleq \frac{v_3}{V_1}$$", "G ≜ v_3/V1"),
    (r"$$G := v_3/V_1$$", "G ≜ v_3/V1"),
    (r"$$G \stackrel{\mathrm{def}}{=} v_3/V_1$$", "G ≜ v_3/V1"),
    (r"$$v_3 \overset{!}{=} V_1$$", "v_3 = V1"),
    (
        r"$$\boxed{v_3 = \underbrace{\left(1+\frac{R_2}{R_1}\right)}_{G} V_1}$$",
        "v_3 = (1 + R2/R1)*V1; G ≜ 1 + R2/R1",
    ),
    (r"$$v_3^2 = \sqrt{v_2}\,R_1^{-1}$$", "v_3**2 = sqrt(v_2)*(1/R1)"),
    (r"$$v_3 = {V_1 \over R_1}$$", "v_3 = V1/R1"),
    (r"$$v_3 = \left\{ V_1 \right\} R_1$$", "v_3 = V1*R1"),
    (r"$$Z = \frac{1}{j\omega C_1}$$", "Z = 1/(s*C1)"),
    (r"$$H(s) = \frac{V_3(s)}{V_1(s)}$$", "H = v_3/V1"),
    (r"$$i_{R_1} = v_2/R_1$$", "i_R1 = v_2/R1"),
    (r"$$v_\text{3} = V_{\mathrm{1}}$$", "v_3 = V1"),
    (r"$$V'_1 = V_1'$$", "V_1prime = V_1prime"),
    (r"$$\hat{v}_2 = v_2$$", "v_hat_2 = v_2"),
    (r"$$R_1 = 10\,\text{k}\Omega$$", "R1 = 10000"),
    (r"$$R_1 = 4.7~\mathrm{k\Omega}$$", "R1 = 4700"),
    (r"$$R_1 = \SI{10}{\kilo\ohm}$$", "R1 = 10000"),
    (r"$$C_1 = \qty{2.2}{\micro\farad}$$", "C1 = 11/5000000"),
    (r"$$A_o = 2 \cdot 10^{5}$$", "Ao = 200000"),
    (r"$$v_2 = v_3 = V_1$$", "v_2 = v_3; v_3 = V1"),
    (r"$$v_2 = V_1 \text{ thus } v_3 = V_1$$", "v_2 = V1; v_3 = V1"),
    (r"$$v_2 = V_1 \implies v_3 = V_1$$", "v_2 = V1; v_3 = V1"),
    (r"\begin{equation*} v_2 = V_1 \end{equation*}", "v_2 = V1"),
    (r"\begin{align} v_2 &= V_1 \\ &= v_3 \end{align}", "v_2 = V1; V1 = v_3"),
    (r"\begin{align} v_2 &= V_1 \\ &\quad + v_3 \end{align}", "v_2 = V1 + v_3"),
    (r"\begin{align} v_2 &= V_1, & v_3 &= R_1 \end{align}", "v_2 = V1; v_3 = R1"),
    (r"\begin{gather} v_2 = V_1 \\ v_3 = R_1 \end{gather}", "v_2 = V1; v_3 = R1"),
    (r"\begin{equation}\begin{split} v_2 &= V_1 \end{split}\end{equation}", "v_2 = V1"),
    (r"$$\begin{aligned} v_2 &= V_1 \\ v_3 &= R_1 \end{aligned}$$", "v_2 = V1; v_3 = R1"),
    (
        r"\begin{multline} v_3 = A_o \left( V_1 \right. \\ \left. - v_2 \right) \end{multline}",
        "v_3 = Ao*(V1 - v_2)",
    ),
    (r"\begin{eqnarray} v_2 & = & V_1 \nonumber \\ & & - v_3 \end{eqnarray}", "v_2 = V1 - v_3"),
    (r"$$v_2 = V_1 \\[2pt] v_3 = R_1$$", "v_2 = V1; v_3 = R1"),
    (r"$$v_2 = V_1 \\ [R_1 + R_2] v_3 = R_1$$", "v_2 = V1; (R1 + R2)*v_3 = R1"),
    (r"for \(A_o \to \infty\), \(v_3 = V_1\)", "v_3 = V1"),
    (r"\newcommand{\vo}{v_{3}} $$\vo = V_1$$", "v_3 = V1"),
    (r"\newcommand{\pp}[2]{\frac{#1 #2}{#1+#2}} $$v_3 = \pp{R_1}{R_2}$$", "v_3 = R1*R2/(R1 + R2)"),
    (r"\def\G{A_o} $$v_3 = \G V_1$$", "v_3 = Ao*V1"),
    (r"$$v_3 = [V_1 + (R_2 - R_1]$$", "v_3 = V1 + (R2 - R1)"),
    (r"$$\frac{v_2}{R_1} = 0 \text{ (KCL at node 2)}$$", "v_2/R1 = 0"),
    (r"$$\beta = \frac{R_1}{R_1+R_2} = \text{Feedback Factor}$$", "beta = R1/(R1 + R2)"),
    (r"$$\beta = \frac{1}{\text{Closed Loop Gain}} = \frac{1}{G_I}$$", "beta = 1/G_I"),
]


@pytest.mark.parametrize(("source", "expected"), LINES)
def test_a_line_is_read(source, expected):
    assert "; ".join(spelled(source)) == expected


@pytest.mark.parametrize(
    ("source", "what"),
    [
        (r"$$v_3 = \int v_2$$", "int"),
        (r"$$v_3 = \sqrt[3]{v_2}$$", "root"),
        (r"$$v_3 = |v_2$$", "the end"),
        (r"$$v_3 = \sin v_2$$", "sin"),
        (r"$$v_3 = R_1 + \ldots$$", "…"),
        (r"$$v_3 = \frac{R_1}{}$$", "'}'"),
        (r"$$v_3 = \foo R_1$$", "foo"),
        (r"$$v_3 = R_1 +$$", "the end"),
        (r"$$v_3 = \frac{R_1}{0}$$", "zero"),
        (r"$$v_3 = 2^{v_2}$$", "exponent"),
        (r"$$v_3 = 2^{100}$$", "power"),
        (r"$$v_3 = 500\,\text{dB}$$", "level"),
        (r"$$v_3 = \begin{cases} 1 & R_1 \\ 2 \end{cases}$$", "table"),
        (r"$$= R_1$$", "nothing before it"),
        (r"\newcommand{\x}{\x + 1} $$v_3 = \x$$", "macro"),
        (r"\newcommand{\x}{\y}\newcommand{\y}{\x\x} $$v_3 = \x$$", "macro"),
    ],
)
def test_what_cannot_be_read_is_told(source, what):
    found = items(source)
    assert [type(i) for i in found] == [Unread]
    assert what in found[0].what
    assert found[0].expected


@pytest.mark.parametrize(
    "source",
    [
        r"$$\lim_{A_o\to\infty} v_3 = V_1$$",
        r"$$\left. v_3 \right|_{A_o\to\infty} = V_1$$",
        r"$$v_3\big|_{A_o\to\infty} = V_1$$",
        r"$$v_3 \xrightarrow{A_o \to \infty} V_1$$",
        r"$$v_3 \overset{A_o\to\infty}{\to} V_1$$",
        r"$$v_3 = V_1 \quad (A_o \to \infty)$$",
        r"$$v_3 = V_1 \text{ for } A_o \to \infty$$",
        r"$$A_o \to \infty \Rightarrow v_3 = V_1$$",
        r"For $A_o \to \infty$, $v_3 = V_1$.",
        r"$v_3 = V_1$ when $A_o \to \infty$.",
        r"Assume $A_o \to \infty$. Then $v_3 = V_1$.",
    ],
)
def test_a_limit_is_a_condition_of_the_claim(source):
    (claim,) = items(source)
    assert (text(claim.left.expr), text(claim.right.expr)) == ("v_3", "V1")
    assert [(c.symbol, c.to) for c in claim.under] == [("Ao", "oo")]


def test_other_conditions():
    (claim,) = items(r"If $A_o \gg 1$ and $R_1 = R_2$, $v_3 \approx 2V_1$")
    assert [(text(c.what), c.to, text(c.than)) for c in claim.under] == [("Ao", "≫", "1"), ("R1", "=", "R2")]
    one, other = items(r"$v_2 = V_1$. For $R_o \to 0$, $v_3 = V_1$.")
    assert one.under == ()
    assert [(c.symbol, c.to) for c in other.under] == [("Ro", "0")]


def test_a_limit_sign_is_about_its_own_equation():
    one, other = items(r"$$\lim_{A_o\to\infty} v_3 = V_1, \quad v_2 = V_1$$")
    assert len(one.under) == 1
    assert other.under == ()


@pytest.mark.parametrize(
    ("source", "readings"),
    [
        (r"$$G = 1/\beta A_o$$", ["1/(beta*Ao)", "1/beta*Ao"]),
        (r"$$G = 1/\beta\;(1 + A_o)$$", ["1/beta*(1 + Ao)", "1/(beta*(1 + Ao))"]),
        (r"$$G = 2R_1 \parallel R_2$$", ["2*par(R1, R2)", "par(2*R1, R2)"]),
        (r"$$G = \frac{1}{\beta} A_o$$", ["1/beta*Ao"]),
        (r"$$G = 1/\beta \cdot A_o$$", ["1/beta*Ao"]),
    ],
)
def test_an_ambiguous_spelling_has_both_readings(source, readings):
    work = read_work(source, format="markdown", symbols=SYMBOLS)
    (claim,) = work.items
    assert [text(claim.right.expr), *(text(b.expr) for _, b in claim.otherwise)] == readings
    assert [n.code for n in work.notices] == ["ambiguous"] * (len(readings) - 1)


def test_round_brackets_with_backslashes_are_dollars():
    """What words say beside formulas is the same in both spellings, and so are the places."""
    told = "$R_1 = 1$ k$\\Omega$ and for $V_1 = 0$: $v_2 = 0$"
    other = re.sub(r"\$([^$]*)\$", r"\\(\1\\)", told)
    (*_, one), (*_, two) = items(told), items(other)
    assert [c.symbol for c in one.under] == [c.symbol for c in two.under] == ["V1"]
    assert other[two.span.column - 1 :].startswith("v_2 = 0")
    assert items(r"\\(R_1 v_2 = 0") != items("$R_1 v_2 = 0$")
