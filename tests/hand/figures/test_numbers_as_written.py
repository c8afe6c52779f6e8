"""Numbers in the manners of real writers: what must be accepted, and the neighbour that must be refused."""

import pytest

from gainproof.verification import verify

DIVIDER = "* a\nV1 in 0 10\nR1 in out 1k\nR2 out 0 2k\n"
INVERTING = "* a\nV1 in 0 0.5\nR1 in n 2k\nR2 n out 10k\nX1 0 n out opamp\n"
GAIN = "* a\nV1 in 0 0.1\nR1 n 0 1k\nR2 out n 99k\nX1 in n out opamp Ao=100k\n"
DIFFERENCE = (
    "* a\nV1 a 0 0.5\nV2 b 0 1.5\nR1 a n 10k\nR2 n out 20k\nR3 b p 10k\nR4 p 0 20k\nX1 p n out opamp\n"
)
LOWPASS = "* a\nV1 in 0 1\nR1 in out 10k\nC1 out 0 10n\n"
RESONANCE = "* a\nV1 in 0 1\nR1 in a 50\nL1 a out 10m\nC1 out 0 100n\n"
EMITTER = "* a\nV1 s 0 10m\nRS s b 500\nRPI b 0 2.5k\nG1 out 0 b 0 {gm}\nRC out 0 4.7k\n.param gm=40m\n"
EQUAL = "R1 = R3 = 10k, R2 = R4 = 20k.\n\n"

PAIRS = [
    # mixed numbers, groups of digits
    (DIVIDER, "text", "vout = 6 2/3 V", "vout = 6 1/3 V"),
    (DIVIDER, "text", "vout = 10 2/3 V", "vout = 10 1/3 V"),
    (DIVIDER, "text", "V1/(R1 + R2) = 3 1/3 mA", "V1/(R1 + R2) = 3 2/3 mA"),
    (
        DIVIDER,
        "latex",
        r"\[ v_{out} = 6\tfrac{2}{3}\,\text{V} \]",
        r"\[ v_{out} = 6\tfrac{1}{3}\,\text{V} \]",
    ),
    (DIVIDER, "latex", r"\[ v_{out} = 6\frac23\,\text{V} \]", r"\[ v_{out} = 6\frac13\,\text{V} \]"),
    (DIVIDER, "text", "V1/(R1 + R2) = 3 333 µA", "V1/(R1 + R2) = 3 433 µA"),
    (GAIN, "text", "Ao = 100 000", "Ao = 110 000"),
    # what numbers alone say
    (GAIN, "text", "1/(0.01 + 0.001) = 90.9", "1/(0.01 + 0.001) = 99.9"),
    (GAIN, "text", "1/(1/100 + 1e-5) = 99.9001", "1/(1/100 + 1e-5) = 99.9101"),
    (GAIN, "text", "vout/V1 = 100/(1 + 1/1000) = 99.90", "vout/V1 = 100/(1 + 1/1000) = 99.80"),
    (GAIN, "text", "100*(1 - 1/1001) = 99.90", "100*(1 - 1/1001) = 99.80"),
    (GAIN, "text", "1e6/(1 + 1e4) = 99.99", "1e6/(1 + 1e4) = 99.90"),
    (GAIN, "text", "vout/V1 = 1e5/1001 = 99.9", "vout/V1 = 1e5/1001 = 98.9"),
    # parts that are given one value together
    (DIFFERENCE, "text", EQUAL + "vout = (R2/R1)*(V2 - V1)", EQUAL + "vout = (R1/R2)*(V2 - V1)"),
    (DIFFERENCE, "text", EQUAL + "v_p = V2*R4/(R3 + R4)", EQUAL + "v_p = V2*R4/(R1 + R4)"),
    (
        DIVIDER,
        "text",
        "Nominally R2 = 1k. Now let R2 be twice as large, R2 = 2k.",
        "Here R2 = 1k. The divider has R2 = 2k.",
    ),
    # names that are mere numbers
    (EMITTER, "text", "β = 100\n\nvout/V1 = -β RC/(RS + RPI)", "β = 100\n\nvout/V1 = -β RC/RPI"),
    (INVERTING, "text", "I1 = 0.25 mA\n\nvout = -I1*R2", "I1 = 0.25 mA\n\nvout = -I1*R1"),
    (DIVIDER, "text", "I1 = 3.33 mA\n\nvout = I1*R2\n\nV1 - vout = I1*R1", "I1 = 3.33 mA\n\nvout = I1*R1"),
    (
        DIVIDER,
        "text",
        "I1 = 3.33 mA, and vout = I1*R2 and V1 - vout = I1*R1",
        "I1 = 3.43 mA, and vout = I1*R2 and V1 - vout = I1*R1",
    ),
    # numbers in formulas of the frequency
    (LOWPASS, "text", "vout/V1 = 1/(1 + 1e-4 s)", "vout/V1 = 1/(1 + 1e-5 s)"),
    (LOWPASS, "text", "vout/V1 = 10000/(s + 10000)", "vout/V1 = 10000/(s + 1000)"),
    (LOWPASS, "text", "vout/V1 = 1/(1 + jω/10^4)", "vout/V1 = 1/(1 + jω/10^3)"),
    (RESONANCE, "text", "vout/V1 = 1/(1 + 5e-6 s + 1e-9 s^2)", "vout/V1 = 1/(1 + 5e-6 s + 1e-8 s^2)"),
    # frequencies that words name by their size
    (LOWPASS, "text", "At 1 kHz, |vout/V1| = 0.847.", "At 1 kHz, |vout/V1| = 0.647."),
    (LOWPASS, "text", "At 1 kHz |vout/V1| = 0.847", "At 2 kHz |vout/V1| = 0.847"),
    (LOWPASS, "text", "|vout/V1| = 0.157 at 10 kHz", "|vout/V1| = 0.157 at 1 kHz"),
    (LOWPASS, "text", "|vout/V1| = 0.157 (at 10 kHz)", "|vout/V1| = 0.257 (at 10 kHz)"),
    (LOWPASS, "text", "At 10 krad/s, |vout/V1| = 0.707", "At 10 kHz, |vout/V1| = 0.707"),
    (
        LOWPASS,
        "text",
        "At a frequency of 1 kHz:\n\n|vout/V1| = 0.847",
        "At a frequency of 1 kHz:\n\n|vout/V1| = 0.1",
    ),
    (
        LOWPASS,
        "latex",
        r"At $1\,\text{kHz}$, $|v_{out}/V_1| = 0.847$",
        r"At $10\,\text{kHz}$, $|v_{out}/V_1| = 0.847$",
    ),
    (
        LOWPASS,
        "text",
        "|vout/V1| = 0.847 at 1 kHz. At 10 kHz, |vout/V1| = 0.157.",
        "|vout/V1| = 0.157 at 1 kHz. At 10 kHz, |vout/V1| = 0.847.",
    ),
    (
        LOWPASS,
        "text",
        "At f = 100 Hz the gain is |vout/V1| = 0.998.",
        "At f = 1 kHz the gain is |vout/V1| = 0.998.",
    ),
    (LOWPASS, "text", "at f = 1.59 kHz |vout/V1| = 0.707", "at f = 15.9 kHz |vout/V1| = 0.707"),
    (LOWPASS, "text", "At f = 5 kHz, ω R1 C1 = 3.14.", "At f = 5 kHz, ω R1 C1 = 31.4."),
    (LOWPASS, "text", "|vout/V1|^2 = 1/(1 + 1e-8*ω^2)", "|vout/V1|^2 = 1/(1 + 1e-7*ω^2)"),
    (
        LOWPASS,
        "text",
        "one decade above the corner, at ω = 10/(R1C1), |vout/V1| = 0.0995",
        "one decade above the corner, at ω = 10/(R1C1), |vout/V1| = 0.0795",
    ),
    (DIVIDER, "text", "vout^2/R2 = 44.4/2000 W = 22.2 mW", "vout^2/R2 = 44.4/2000 W = 2.22 mW"),
    # how a result is set off
    (DIVIDER, "markdown", "**Step 1:** vout = V1*R2/(R1 + R2)", "**Step 1:** vout = V1*R1/(R1 + R2)"),
    (DIVIDER, "markdown", "vout = 10 V · 2/3 = **6.67 V** ✓", "vout = 10 V · 2/3 = **5.67 V** ✓"),
    (DIVIDER, "markdown", "*Result:* vout = **6.67** V", "*Result:* vout = **5.67** V"),
    (DIVIDER, "latex", r"$v_{out} = \textbf{6.67 V}$", r"$v_{out} = \textbf{5.67 V}$"),
    (DIVIDER, "latex", r"\[ v_{out} = \text{6.67 V} \]", r"\[ v_{out} = \text{5.67 V} \]"),
    (
        DIVIDER,
        "latex",
        r"\[ v_{out} = \mathrm{6.67\,V} \quad\checkmark \]",
        r"\[ v_{out} = \mathrm{5.67\,V} \]",
    ),
    (DIVIDER, "latex", r"$v_{out} =$ 6.67 V", r"$v_{out} =$ 5.67 V"),
    (DIVIDER, "latex", r"$\frac{V_1}{R_1 + R_2} =$ 3.33 mA.", r"$\frac{V_1}{R_1 + R_2} =$ 3.33 A."),
    # levels behind ratios
    (INVERTING, "text", "vout/V1 = -5 (14 dB)", "vout/V1 = -5 (17 dB)"),
    (EMITTER, "text", "vout/V1 = -157 (43.9 dB)", "vout/V1 = -157 (43.0 dB)"),
    (INVERTING, "text", "|vout/V1| = 5, i.e. 14.0 dB.", "|vout/V1| = 5, i.e. 7.0 dB."),
    (
        INVERTING,
        "latex",
        r"\[ \frac{v_{out}}{V_1} = -5 \quad (14\,\text{dB}) \]",
        r"\[ \frac{v_{out}}{V_1} = -5 \quad (7\,\text{dB}) \]",
    ),
    (INVERTING, "text", "vout/V1 = -5 (6 dB more than half of it)", "vout/V1 = -6 (6 dB more than half)"),
    # shares, inputs in words, magnitudes of new names, feet of bars
    (DIVIDER, "text", "vout = 66.7 % of V1", "vout = 67.6 % of V1"),
    (DIVIDER, "text", "V1 - vout = half vout", "V1 - vout = twice vout"),
    (INVERTING, "text", "A 10 mV input gives vout = -50 mV.", "A 10 mV input gives vout = -5 mV."),
    (INVERTING, "text", "For an input of 0.2 V, vout = -1 V", "For an input of 0.1 V, vout = -1 V"),
    (INVERTING, "text", "|Av| = 5, with Av = vout/V1.", "|Av| = 6, with Av = vout/V1."),
    (
        LOWPASS,
        "latex",
        r"\[ \left|\frac{v_{out}}{V_1}\right|_{f = 1\,\text{kHz}} = 0.847 \]",
        r"\[ \left|\frac{v_{out}}{V_1}\right|_{f = 1\,\text{kHz}} = 0.647 \]",
    ),
    # a chain that goes on with a value, a power of ten that is no unit
    (INVERTING, "text", "R1 = 2k.\n\nZ = V1*R1/V1 = R1 = 2k", "R1 = 2k.\n\nZ = V1*R1/V1 = R1 = 12k"),
    (GAIN, "text", "Ao = 1e5.\n\n20*log10(Ao) = 100 dB", "Ao = 1e5.\n\n20*log10(Ao) = 50 dB"),
    (
        GAIN,
        "latex",
        r"\[ \varepsilon = \frac{99.9 - 100}{100} = -1.0\times10^{-3} \]",
        r"\[ \varepsilon = \frac{99.9 - 100}{100} = -1.0\times10^{-2} \]",
    ),
    # units
    (
        DIVIDER,
        "latex",
        r"\[ \frac{V_1}{R_1 + R_2} = \qty{3.33}{\mA} \]",
        r"\[ \frac{V_1}{R_1 + R_2} = \qty{3.33}{\uA} \]",
    ),
    (DIVIDER, "latex", r"\[ v_{out} = \SI{6,67}{\volt} \]", r"\[ v_{out} = \SI{5,67}{\volt} \]"),
    (
        DIVIDER,
        "latex",
        r"\[ \frac{V_1}{R_1 + R_2} = \left(\frac{10}{3000}\right)\,\mathrm{A} = 3.33\,\mathrm{mA} \]",
        r"\[ \frac{V_1}{R_1 + R_2} = \left(\frac{10}{3000}\right)\,\mathrm{A} = 3.03\,\mathrm{mA} \]",
    ),
    (
        EMITTER,
        "latex",
        r"\[ g_m R_C = 40\,\frac{\text{mA}}{\text{V}} \cdot 4.7\,\text{k}\Omega = 188 \]",
        r"\[ g_m R_C = 40\,\frac{\text{mA}}{\text{V}} \cdot 4.7\,\text{k}\Omega = 18.8 \]",
    ),
]


@pytest.mark.parametrize(("circuit", "form", "right", "wrong"), PAIRS)
def test_what_is_right_is_accepted_and_its_neighbour_refused(
    circuit: str, form: str, right: str, wrong: str
) -> None:
    accepted = verify(right, circuit, format=form)
    assert accepted.first_wrong is None, [j for j in accepted.judged if j.verdict == "false"]
    assert any(j.verdict in ("true", "limit", "identity") for j in accepted.judged)
    assert not any(j.verdict == "unread" for j in accepted.judged)
    assert verify(wrong, circuit, format=form).first_wrong is not None


def test_a_power_of_python_is_no_bold_type() -> None:
    v = verify("vout**2 = V1**2*R2**2/(R1 + R2)**2", DIVIDER, format="markdown")
    assert [j.verdict for j in v.judged] == ["true"]
    assert verify("vout**2 = V1**2*R2/(R1 + R2)**2", DIVIDER, format="markdown").first_wrong == 1


def test_a_current_that_is_a_number_may_not_be_another() -> None:
    """It is compared with what the lines after it take the name for."""
    v = verify("I1 = 3.43 mA\nvout = I1*R2\nV1 - vout = I1*R1", DIVIDER, format="text")
    assert v.first_wrong is not None
