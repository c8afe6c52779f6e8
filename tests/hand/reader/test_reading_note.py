"""Lines of the shape of a scanned note: words without \\text, lost braces, letters that look alike."""

import pytest
from claims import as_text

from gainproof.circuit.netlist import read
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work
from gainproof.hand.work import Claim
from gainproof.notation import text

CIRCUIT = read(
    """* a non-inverting amplifier with a load
V1 1 0 {V1}
Vos 1 4 {vos}
Ri 4 2 {Ri}
E1 5 0 4 2 {Ao}
Ro 5 3 {Ro}
R1 2 0 {R1}
R2 3 2 {R2}
Rl 3 0 {Rl}
.end
"""
).circuit
SYMBOLS = symbol_table(CIRCUIT)


def spelled(source):
    items = read_work(source, format="markdown", symbols=SYMBOLS).items
    assert all(isinstance(i, Claim) for i in items), items
    return as_text(items)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            r"$$G_I = 1 + \frac{R_2}{R_1} = Ideal \ Closed \ Loop \ Gain \ for \ A_o \to \infty$$",
            ["G_I = 1 + R2/R1"],
        ),
        (
            r"$$v_3 \frac{R_1}{R_1 + R_2} = v_2 = V_1 \text{ thus } \frac{v_3}{V_1} ="
            r" \frac{R_1 + R_2}{R_1}$$",
            ["v_3*(R1/(R1 + R2)) = v_2", "v_2 = V1", "v_3/V1 = (R1 + R2)/R1"],
        ),
        (
            r"$$\beta = \frac{1}{G_I} = \frac{R_1}{R_1 + R_2} = Feedback Factor$$",
            ["beta = 1/G_I", "1/G_I = R1/(R1 + R2)"],
        ),
        (
            r"Define $$\beta = \frac{R_1}{R_1 + R_2} = \frac{1}{Closed \ Loop \ Gain}$$",
            ["beta = R1/(R1 + R2)"],
        ),
        (r"$$v_3 \triangleq Ao[(V_1 - v_{os}) - v_2]$$", ["v_3 ≜ Ao*(V1 - Vos - v_2)"]),
        (
            r"$$v_{2} = \frac{v_{3} - A_{o}(V_{1} - v_{os})}{-A_{o}} = \frac{A_{o}(V_{1} -"
            r" v_{os}) - v_{3}}{A_{o}}$$",
            ["v_2 = (v_3 - Ao*(V1 - Vos))/(-Ao)", "(v_3 - Ao*(V1 - Vos))/(-Ao) = (Ao*(V1 - Vos) - v_3)/Ao"],
        ),
        (
            r"$$v_3 = \frac{v_1 - v_{os}}{\beta + \frac{1}{A_o}} \to \frac{v_1 -"
            r" v_{os}}{\beta} for A_o \to \infty$$",
            ["v_3 = (v_1 - Vos)/(beta + 1/Ao)", "(v_1 - Vos)/(beta + 1/Ao) → (v_1 - Vos)/beta"],
        ),
        (
            r"$$\frac{v_2}{R} = \frac{v_3}{R_2}, \quad \text{where } \frac{1}{R} ="
            r" \frac{1}{R_1} + \frac{1}{R_2}, \qquad"
            r" \xrightarrow{}_{yields} R = \frac{R_1 R_2}{R_1 + R_2} = \beta R_2$$",
            ["v_2/R = v_3/R2", "1/R = 1/R1 + 1/R2", "R = R1*R2/(R1 + R2)", "R1*R2/(R1 + R2) = beta*R2"],
        ),
        (
            r"$$\begin{aligned} \frac{v_{3}}{V_{1}} &= \frac{1}{\beta + \frac{1}{A_{o}}"
            r" \left(1 + \frac{R_{o}}{R_{2}} \right)"
            r" \right] \\ \frac{v_{3}}{V_{1}} &= R_1 \end{aligned}$$",
            ["v_3/V1 = 1/(beta + 1/Ao*(1 + Ro/R2))", "v_3/V1 = R1"],
        ),
        (r"For $A_o \rightarrow \infty$, Error $\rightarrow -G_I R_o$", []),
        (r"Suggestion: Make $$\frac{R_1R_2}{R_1 + R_2} = R_o$$ for minimum error", ["R1*R2/(R1 + R2) = Ro"]),
        (
            r"$$R_{cr} = \frac{A_oR_i}{v_3/v_1} = \frac{A_oR_i}{g_{ain}}$$",
            ["R_cr = Ao*Ri/(v_3/v_1)", "Ao*Ri/(v_3/v_1) = Ao*Ri/g_ain"],
        ),
        (r"For $A_o \gg 0$, $R_{cr} \cong \frac{A_o}{G_I} R_i$", ["R_cr ≈ Ao/G_I*Ri"]),
        (r" $A_o = 200k$ $R_i = 50kohm$ $R_2 = 99.9k$", ["Ao = 200000", "Ri = 50000", "R2 = 99900"]),
        (
            r"$$\frac{1}{R} = \frac{1}{R_1} + \frac{1}{R_i}; \quad \frac{1}{R_b} ="
            r" \frac{1}{R_l} + \frac{1}{R_o}$$",
            ["1/R = 1/R1 + 1/Ri", "1/R_b = 1/Rl + 1/Ro"],
        ),
        (
            r"$$\frac{v_3}{V_1} = \frac{G_I}{1 + \frac{G_I}{A_o} \left\{ 1 + \frac{1}{G_I}"
            r" \left[\frac{R_2}{R_i}\right] \right\}}$$",
            ["v_3/V1 = G_I/(1 + G_I/Ao*(1 + 1/G_I*(R2/Ri)))"],
        ),
    ],
)
def test_a_line_of_a_note(source, expected):
    assert spelled(source) == expected


def test_look_alikes_are_noticed():
    work = read_work("$G_I = v_3/V_1$, $v_3 = G_l V_1$, $v_3 = A_0 R_0$", format="markdown", symbols=SYMBOLS)
    assert [text(c.right.expr) for c in work.items] == ["v_3/V1", "G_I*V1", "Ao*Ro"]
    assert [n.code for n in work.notices] == ["look-alike"] * 3
