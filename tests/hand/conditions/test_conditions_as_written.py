"""Conditions as textbooks write them: each text right, and with errors that are found where they stand."""

import pytest
from hand.written import circuit_of

from gainproof.hand.judging.route import judge_work
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work

CIRCUITS = {
    "diff": (
        "V1 a 0 1",
        "V2 b 0 2",
        "R1 a n 1k",
        "R2 n out 10k",
        "R3 b p 2k",
        "R4 p 0 15k",
        "X1 p n out opamp",
    ),
    "inv": ("V1 in 0 1", "R1 in n 1k", "R2 n out 10k", "X1 0 n out opamp Ao=100k"),
    "ni": (
        "V1 in 0 1",
        "X1 in n out opamp Ao=100k Ri=1meg Ro=100",
        "R1 n 0 1k",
        "R2 out n 9k",
        "RL out 0 2k",
    ),
    "tia": ("I1 n 0 1u", "Cin n 0 50p", "Rf n out 1meg", "Cf n out 1p", "X1 0 n out opamp Ao=100k"),
    "rlc": ("V1 in 0 1", "L1 in a 1m", "C1 a out 1u", "R1 out 0 10"),
    "rc": ("V1 in 0 1", "R1 in out 1k", "C1 out 0 100n"),
    "div": ("V1 a 0 10", "R1 a b 1k", "R2 b 0 3k", "RL b 0 6k"),
    "ce": (
        "V1 b 0 1m",
        "rpi b e 2.5k",
        "G1 c e b e {gm}",
        "RE e 0 1k",
        "RC c 0 10k",
        "ro c e 100k",
        ".param gm=40m",
    ),
    "ap": ("Vin in 0 1", "R1 in m 20k", "R2 m out 20k", "R3 in p 10k", "C1 p 0 10n", "X1 p m out opamp"),
    "bridge": ("V1 t 0 10", "R1 t a 1k", "R2 a 0 2k", "R3 t b 3k", "R4 b 0 5k", "R5 a b 4k"),
}
TEXTS = {
    "provided that, and in general": (
        "diff",
        "markdown",
        r"""The output:
$v_{out} = \frac{R_4}{R_3+R_4}\left(1+\frac{R_2}{R_1}\right)V_2 - \frac{R_2}{R_1}V_1$.

Provided that $R_4/R_3 = R_2/R_1$, this becomes

$$v_{out} = \frac{R_2}{R_1}(V_2 - V_1)$$

In general, with $V_1 = V_2 = V_c$,

$$v_{out} = \frac{R_1 R_4 - R_2 R_3}{R_1 (R_3+R_4)} V_c$$
""",
        [("V_2 - V_1)$$", "V_2 + V_1)$$"), ("R_1 R_4 - R_2 R_3", "R_1 R_4 + R_2 R_3")],
    ),
    "a limit behind its line": (
        "inv",
        "text",
        """v_out/V1 = -R2/R1 / (1 + (1 + R2/R1)/Ao)

v_out/V1 -> -R2/R1   as Ao -> oo

v_out/V1 = -R2/R1*(1 - (1 + R2/R1)/Ao) approximately, for Ao >> 1 + R2/R1
""",
        [("-> -R2/R1   as", "-> R2/R1   as")],
    ),
    "matched, in brackets": (
        "diff",
        "text",
        """v_out = R2/R1*(V2 - V1)   (R3 = R1, R4 = R2)
v_p = V2*R4/(R3 + R4)
v_n = v_p
""",
        [("V2 - V1)", "V2 + V1)"), ("R4/(R3 + R4)", "R3/(R3 + R4)")],
    ),
    "neglecting, and for an ideal op-amp": (
        "ni",
        "markdown",
        r"""Neglecting $R_o$ and with $R_i \to \infty$ we find

$$\frac{v_{out}}{V_1} = \frac{A_o}{1 + A_o R_1/(R_1 + R_2)}$$

For an ideal op-amp ($A_o \to \infty$)

$$\frac{v_{out}}{V_1} = 1 + \frac{R_2}{R_1}$$
""",
        [("1 + A_o R_1/", "1 - A_o R_1/"), (r"1 + \frac{R_2}{R_1}", r"1 - \frac{R_2}{R_1}")],
    ),
    "ends of the frequencies in a list": (
        "tia",
        "markdown",
        r"""$Z_t = v_{out}/I_1$

* at DC: $Z_t = \frac{R_f}{1 + 1/A_o}$
* at high frequencies: $Z_t \approx \frac{1}{s (C_f + (C_f + C_{in})/A_o)}$
* for $A_o \to \infty$: $Z_t = \frac{R_f}{1 + s R_f C_f}$
""",
        [
            ("1 + 1/A_o", "1 - 1/A_o"),
            ("C_f + C_{in})/A_o", "C_f - C_{in})/A_o"),
            ("1 + s R_f C_f", "1 - s R_f C_f"),
        ],
    ),
    "at resonance, and below it": (
        "rlc",
        "text",
        """H = v_out/V1 = s*R1*C1/(1 + s*R1*C1 + s^2*L1*C1)

At resonance, w = 1/sqrt(L1*C1), H = 1 and v_a = -j*V1*sqrt(L1/C1)/R1 + V1.

Well below resonance H = s*R1*C1, for s -> 0.
""",
        [("H = 1 and", "H = 2 and"), ("-j*V1*sqrt(L1/C1)/R1", "j*V1*sqrt(L1/C1)/R1")],
    ),
    "below, above and at the corner": (
        "rc",
        "latex",
        r"""With $\omega_c = 1/(R_1 C_1)$ the gain is $H = \frac{v_{out}}{V_1} = \frac{1}{1 + s/\omega_c}$.
Well below the corner ($\omega \ll \omega_c$) it is $H \approx 1$, well above it
($\omega \gg \omega_c$) $H \approx \omega_c/s$,
and at the corner $|H| = 1/\sqrt{2}$.
""",
        [
            (r"H \approx 1$, well", r"H \approx 2$, well"),
            (r"\omega_c/s", r"s/\omega_c"),
            (r"1/\sqrt{2}", r"1/\sqrt{3}"),
        ],
    ),
    "if, behind a display, and without this": (
        "diff",
        "latex",
        r"""We have
\[ v_{out} = \frac{R_2}{R_1} (V_2 - V_1), \]
if $R_3 = R_1$ and $R_4 = R_2$. Without this,
\[ v_p = \frac{R_4}{R_3 + R_4} V_2 . \]
""",
        [("(V_2 - V_1)", "(V_2 + V_1)"), (r"\frac{R_4}{R_3 + R_4}", r"\frac{R_2}{R_1 + R_2}")],
    ),
    "where we have assumed": (
        "diff",
        "markdown",
        r"""$$v_{out} = \frac{R_2}{R_1} (V_2 - V_1)$$

where we have assumed $R_3 = R_1$ and $R_4 = R_2$.
""",
        [("(V_2 - V_1)", "(V_2 + V_1)")],
    ),
    "without a load, with it, equal to it, much smaller": (
        "div",
        "text",
        """v_b = V1*R2/(R1 + R2 + R1*R2/RL)

Without a load (RL -> oo) v_b = V1*R2/(R1 + R2).
With the load, v_b = V1*(R2||RL)/(R1 + (R2||RL)).
If RL = R2, v_b = V1*R2/(2*R1 + R2).
If RL << R2, v_b ~= V1*RL/(R1 + RL).
""",
        [
            ("V1*R2/(R1 + R2).", "V1*R1/(R1 + R2)."),
            ("2*R1 + R2", "R1 + 2*R2"),
            ("V1*RL/(R1 + RL)", "V1*R2/(R1 + R2)"),
            ("V1*(R2||RL)/(R1 + (R2||RL))", "V1*R2/(R1 + R2)"),
        ],
    ),
    "cases in the rows of a table": (
        "div",
        "markdown",
        r"""| case | $v_b/V_1$ |
|---|---|
| $R_L \to \infty$ | $v_b/V_1 = \frac{R_2}{R_1+R_2}$ |
| $R_L = R_2$ | $v_b/V_1 = \frac{R_2}{2R_1+R_2}$ |
""",
        [("{R_1+R_2}", "{R_1-R_2}"), ("2R_1+R_2", "R_1+2R_2")],
    ),
    "one limit after the other": (
        "ce",
        "latex",
        r"""For $r_o \to \infty$ the gain is
\[ \frac{v_c}{V_1} = -\frac{g_m R_C}{1 + (g_m + 1/r_\pi) R_E} . \]
If $g_m R_E \gg 1$ and $g_m r_\pi \gg 1$, then $v_c/V_1 \approx -R_C/R_E$.
For $R_E = 0$, on the other hand, it is $v_c/V_1 = -g_m R_C$, and $v_c/V_1 = -g_m (R_C \parallel r_o)$
when $r_o$ is finite.
""",
        [
            (r"1 + (g_m + 1/r_\pi)", r"1 + (g_m - 1/r_\pi)"),
            ("-R_C/R_E", "-R_E/R_C"),
            ("= -g_m R_C$", "= g_m R_C$"),
            (r"(R_C \parallel r_o)", "(R_C + r_o)"),
        ],
    ),
    "low and high frequencies in one sentence": (
        "ap",
        "markdown",
        r"""With $R_1 = R_2$, $H = v_{out}/v_{in} = \frac{1 - s R_3 C_1}{1 + s R_3 C_1}$.

At low frequencies the gain is $H = 1$; at high frequencies it is $H = -1$.

At $\omega_0 = 1/(R_3 C_1)$ the output lags by a quarter of a period, $H = -j$, and at
$\omega = \sqrt{3}\,\omega_0$ the gain is $H = -\frac{1 + j\sqrt{3}}{2}$.
""",
        [
            ("it is $H = -1$", "it is $H = 1$"),
            ("$H = -j$", "$H = j$"),
            (r"-\frac{1 + j", r"\frac{1 + j"),
            ("is $H = 1$;", "is $H = -1$;"),
        ],
    ),
    "a part that is taken out, and is there again": (
        "bridge",
        "latex",
        r"""Without $R_5$ ($R_5 \to \infty$),
\begin{align}
v_a &= \frac{R_2}{R_1 + R_2} V_1, \\
v_b &= \frac{R_4}{R_3 + R_4} V_1, \\
v_a - v_b &= \frac{R_2 R_3 - R_1 R_4}{(R_1 + R_2)(R_3 + R_4)} V_1 .
\end{align}
With $R_5$ in place
\[ \frac{V_1 - v_a}{R_1} - \frac{v_a}{R_2} = \frac{v_a - v_b}{R_5} . \]
""",
        [
            ("{R_3 + R_4} V_1, ", "{R_3 - R_4} V_1, "),
            ("R_2 R_3 - R_1 R_4", "R_2 R_3 + R_1 R_4"),
            (r"{R_1} - \frac{v_a}{R_2}", r"{R_1} + \frac{v_a}{R_2}"),
        ],
    ),
    "short circuit and open circuit": (
        "div",
        "latex",
        r"""The short-circuit current ($R_L = 0$) is $i_{sc} = V_1/R_1$ and the open-circuit voltage
($R_L \to \infty$) is
$v_{oc} = V_1 R_2/(R_1 + R_2)$, so that the output resistance is
$R_{out} = v_{oc}/i_{sc} = R_1 R_2/(R_1 + R_2)$.
""",
        [("R_1 R_2/(R_1 + R_2)", "R_1 R_2/(R_1 - R_2)")],
    ),
    "set s = 0, and at all frequencies": (
        "tia",
        "latex",
        r"""Set $s = 0$. Then
\[ v_{out} = \frac{R_f I_1}{1 + 1/A_o} . \]
For $s \to \infty$, $v_{out} \to 0$. At all frequencies, for $A_o \to \infty$,
\[ v_{out} = \frac{R_f I_1}{1 + s R_f C_f} . \]
""",
        [("1 + 1/A_o", "1 - 1/A_o"), ("1 + s R_f C_f", "1 - s R_f C_f")],
    ),
    "what holds for all items": (
        "ce",
        "latex",
        r"""Let $r_o \to \infty$ in all that follows.
\begin{itemize}
\item If $R_E = 0$: $v_c = -g_m R_C V_1$.
\item If $r_\pi \to \infty$: $v_c = -\frac{g_m R_C}{1 + g_m R_E} V_1$.
\item In general: $v_c = -\frac{g_m r_\pi R_C}{r_\pi + (1 + g_m r_\pi) R_E} V_1$.
\end{itemize}
""",
        [
            ("= -g_m R_C V_1", "= g_m R_C V_1"),
            ("1 + g_m R_E}", "1 - g_m R_E}"),
            (r"(1 + g_m r_\pi) R_E", r"(1 - g_m r_\pi) R_E"),
        ],
    ),
    "only if, and otherwise": (
        "diff",
        "text",
        """v_out depends on V2 - V1 only if R4/R3 = R2/R1; then v_out = (R2/R1)*(V2 - V1).

Otherwise v_out = (1 + R2/R1)*R4/(R3 + R4)*V2 - R2/R1*V1.
""",
        [("*(V2 - V1).", "*(V2 + V1)."), ("R4/(R3 + R4)", "R3/(R3 + R4)")],
    ),
    "common mode and differential mode": (
        "diff",
        "latex",
        r"""Common mode, $V_1 = V_2 = V_c$:
\[ \frac{v_{out}}{V_c} = \frac{R_1 R_4 - R_2 R_3}{R_1 (R_3 + R_4)} , \]
which vanishes if $R_4/R_3 = R_2/R_1$. Differential mode, $V_2 = -V_1 = V_d/2$:
\[ \frac{v_{out}}{V_d} = \frac12 \left( \frac{R_2}{R_1} + \left(1 +
\frac{R_2}{R_1}\right)\frac{R_4}{R_3+R_4} \right) . \]
""",
        [
            ("R_1 R_4 - R_2 R_3", "R_1 R_4 + R_2 R_3"),
            (r"\frac12 \left( \frac{R_2}{R_1} +", r"\frac12 \left( \frac{R_2}{R_1} -"),
        ],
    ),
    "at frequencies in hertz": (
        "rc",
        "text",
        """H = v_out/V1 = 1/(1 + s*R1*C1)

At f = 1/(2*pi*R1*C1) the magnitude is |H| = 1/sqrt(2). At f = 10/(2*pi*R1*C1), |H| = 1/sqrt(101).
At f = 1.59 kHz, |H| = 0.707. At f = 15.9 kHz, |H| = 0.0996.
""",
        [("1/sqrt(2). At", "1/2. At"), ("1/sqrt(101)", "1/sqrt(11)"), ("0.0996", "0.196")],
    ),
    "values of parts": (
        "div",
        "text",
        """v_b = V1*(R2||RL)/(R1 + (R2||RL))

With RL = 6k: v_b = 6.67 V. With RL = 3k, v_b = 6 V. With RL -> oo: v_b = 7.5 V.
For R1 = 2k and RL = 6k, v_b = 5 V.
""",
        [("6.67 V", "6.97 V"), ("= 6 V", "= 7 V"), ("7.5 V", "6.5 V"), ("= 5 V", "= 6 V")],
    ),
    "symmetric, and in ratios": (
        "bridge",
        "text",
        """For R1 = R3 and R2 = R4 the bridge is symmetric and v_a = v_b = V1*R2/(R1 + R2).

With R1 = R4 = R and R2 = R3 = 2 R, and R5 -> oo: v_a = 2*V1/3 and v_b = V1/3.
""",
        [
            ("V1*R2/(R1 + R2).", "V1*R1/(R1 + R2)."),
            ("v_a = 2*V1/3", "v_a = V1/3"),
            ("v_b = V1/3", "v_b = 2*V1/3"),
        ],
    ),
    "if in addition": (
        "diff",
        "latex",
        r"""If $R_1 = R_3$ and $R_2 = R_4$, then $v_{out} = \frac{R_2}{R_1}(V_2 - V_1)$; if in addition
$R_2 = R_1$, then $v_{out} = V_2 - V_1$.

If only $V_1 = 0$, then $v_{out} = (1 + \frac{R_2}{R_1})\frac{R_4}{R_3+R_4}V_2$.
""",
        [
            ("(V_2 - V_1)$;", "(V_2 + V_1)$;"),
            ("v_{out} = V_2 - V_1$", "v_{out} = V_2 + V_1$"),
            (r"(1 + \frac{R_2}{R_1})", r"(1 - \frac{R_2}{R_1})"),
        ],
    ),
}


def judged(circuit, format, source):
    c = circuit_of(*CIRCUITS[circuit])
    work = read_work(source, format=format, symbols=symbol_table(c, {}))
    return [(j.item.span.line, j.verdict) for j in judge_work(work, c, diagnosing=False)]


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_right_under_its_conditions_is_not_accused(name):
    circuit, format, source, errors = TEXTS[name]
    found = judged(circuit, format, source)
    assert len(found) > len(errors) / 2
    assert [x for x in found if x[1] in ("false", "carried", "outside", "unread")] == []


@pytest.mark.parametrize(("name", "error"), [(n, e) for n, x in TEXTS.items() for e in x[3]])
def test_an_error_is_excused_by_no_condition(name, error):
    circuit, format, source, _ = TEXTS[name]
    assert error[0] in source
    line = source[: source.index(error[0])].count("\n") + 1 + error[0].startswith("\n")
    found = judged(circuit, format, source.replace(*error, 1))
    assert next(at for at, verdict in found if verdict == "false") == line
