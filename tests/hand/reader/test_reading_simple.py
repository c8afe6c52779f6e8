"""The reader makes claims of simple lines, in LaTeX and in plain algebra."""

import pytest

from gainproof.circuit.netlist import read
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work
from gainproof.hand.work import Claim
from gainproof.notation import text

CIRCUIT = read(
    """* non-inverting
V1 1 0 1
X1 1 2 3 opamp Ao=200k
R1 2 0 1k
R2 3 2 9k
.model opamp opamp
.end
""".replace(".model opamp opamp\n", "").replace("X1 1 2 3 opamp Ao=200k", "E1 3 0 1 2 {Ao}")
).circuit


@pytest.mark.parametrize(
    ("line", "left", "right"),
    [
        (r"$$v_2 = \frac{R_1}{R_1+R_2} v_3$$", "v_2", "R1/(R1 + R2)*v_3"),
        (r"\[ v_3 = A_o (V_1 - v_2) \]", "v_3", "Ao*(V1 - v_2)"),
        ("v2 = v3*R1/(R1 + R2)", "v_2", "v_3*R1/(R1 + R2)"),
        ("v(3) = Ao*(v(1) - v(2))", "v_3", "Ao*(v_1 - v_2)"),
        ("v₃ = A·(V1 − v₂)", "v_3", "A*(V1 - v_2)"),
    ],
)
def test_a_simple_line_is_read(line, left, right):
    work = read_work(line, symbols=symbol_table(CIRCUIT))
    claims = [i for i in work.items if isinstance(i, Claim)]
    assert [(text(c.left.expr), text(c.right.expr)) for c in claims] == [(left, right)]
