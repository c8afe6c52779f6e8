"""What a later line says of a name under conditions of its own, it does not say of the lines before."""

import pytest
from hand.outcomes import right, verdicts
from hand.written import circuit_of

TIA = circuit_of(
    ".param omega_t=60meg",
    "I1 n 0 1u",
    "Cin n 0 95p",
    "Rf n out 100k",
    "Cf n out 5p",
    "X1 0 n out opamp Ao={omega_t/s}",
)
OMEGA = r"\[ \omega_0 = \sqrt{\frac{\omega_t}{R_f (C_{in} + C_f)}}, \qquad "
DAMPING = OMEGA + r"\frac{1}{\omega_0 Q} = R_f C_f + \frac{1}{\omega_t} . \]" + "\n"
AGAIN = r"In numbers $Q = 0.790$." + "\n"
LATER = [
    r"Without $C_f$ ($C_f = 0$) it would be $Q = \sqrt{\omega_t R_f C_{in}}$.",
    r"With $C_f = 0$, $Q = \sqrt{\omega_t R_f C_{in}}$.",
    r"For $C_f \to 0$: $Q = \sqrt{\omega_t R_f C_{in}}$.",
    r"If $C_f$ is left out, $Q = \sqrt{\omega_t R_f C_{in}}$; there $Q^2 = \omega_t R_f C_{in}$.",
    r"For $C_f \to 0$ we have $Q \to \sqrt{\omega_t R_f C_{in}}$.",
]


@pytest.mark.parametrize("later", LATER)
def test_a_line_under_a_condition_says_nothing_of_the_line_before_it(later):
    assert right(TIA, DAMPING + later, "latex")
    assert right(TIA, DAMPING + AGAIN + later, "latex")
    belied = later.replace("C_{in}}$", "C_f}$", 1)
    assert verdicts(TIA, DAMPING + belied, "latex")[:2] == ["definition", "definition"]
    assert verdicts(TIA, DAMPING + belied, "latex")[2] == "false"


def test_a_line_without_conditions_still_says_it():
    told = r"so that $Q = \omega_t/(\omega_0 (1 + \omega_t R_f C_f))$"
    assert right(TIA, DAMPING + told, "latex")
    assert verdicts(TIA, DAMPING.replace(r"{1}{\omega_t}", r"{2}{\omega_t}") + told, "latex")[1] == "false"


def test_where_no_other_line_says_it_the_one_under_a_condition_does():
    divider = circuit_of("V1 a 0 1", "R1 a out 1k", "R2 out 0 3k")
    source = "k*v_out = m*V1, k = R1 + R2, m = {}*R2 if R1 = R2"
    assert "false" not in verdicts(divider, source.format(1))
