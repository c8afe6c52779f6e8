"""Bode plots of known circuits against formulas by hand and against ngspice; captions; what is refused."""

import math
import re
import shutil
import subprocess
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from gainproof.charts.nouns import Figure, figure
from gainproof.curves.asked import Asked
from gainproof.curves.bode import Bode, bode
from gainproof.curves.bode_figure import bode_figure, caption
from gainproof.curves.crossover import Opposition
from gainproof.curves.kinds import KINDS
from gainproof.errors import GainproofError, InputError

F = Fraction
ROOT = Path(__file__).parents[2]
WT = 2 * math.pi * 1e7
"""2π times the gain-bandwidth product of the op-amps below, 10 MHz."""
AMP = "opamp Ao={wt/s}\n.param wt=62831853.07179586\n"


def photodiode(more: str = "") -> str:
    """A photodiode with 100 pF and 1 MΩ, the other way round so that the gain is positive."""
    return f"* photodiode\nI1 n 0 1u\nCd n 0 100p\nRf out n 1meg\n{more}X1 0 n out {AMP}.tf V(out) I1\n"


def only(b: Bode) -> tuple[float, float, float]:
    """Frequency (rad/s), rate of closure and phase margin of the one crossing."""
    (x,) = b.crossovers
    return 2 * math.pi * float(x.frequency), x.closure, x.margin


def test_a_non_inverting_amplifier() -> None:
    b = bode(f"* amp\nV1 in 0 1\nR1 n 0 1k\nR2 out n 9k\nX1 in n out {AMP}.tf V(out) V1\n")
    w, closure, margin = only(b)
    assert w == pytest.approx(WT / 10, rel=1e-14)
    assert (closure, margin) == (20, 90)
    assert b.passband is not None
    assert b.passband.high is not None
    assert float(b.passband.high) == pytest.approx(1e6, rel=1e-14)
    assert float(b.gain_bandwidth or 0) == pytest.approx(1e7, rel=1e-14)
    assert float(b.unity or 0) == pytest.approx(1e7, rel=1e-14)
    assert b.stable
    assert b.gain_margin is None
    assert caption(b) == (
        "The noise gain meets the open-loop gain at 1 MHz at 20 dB/decade; the phase margin is 90°. "
        "The noise gain there is 10; times that frequency it makes the gain-bandwidth product, 10 MHz. "
        "The closed-loop gain is down by 3 dB at 1 MHz."
    )


def test_an_integrator() -> None:
    """β = sRC/(1 + sRC): the loop gain is flat below 1/RC, and the noise gain is one beyond."""
    b = bode(f"* int\nV1 in 0 1\nR1 in n 10k\nC1 out n 10n\nX1 0 n out {AMP}.tf V(out) V1\n")
    w, _, margin = only(b)
    assert w == pytest.approx(math.sqrt(WT**2 - 1e8), rel=1e-12)
    assert margin == pytest.approx(180 - math.degrees(math.atan(w * 1e-4)), rel=1e-12)
    s = 2j * math.pi
    closed = 1 / (s / WT + s * 1e-4 * (1 + s / WT))
    assert b.closed.decibels(F(1)) == pytest.approx(20 * math.log10(abs(closed)), abs=1e-9)


def test_a_photodiode_amplifier_closes_at_40_db_per_decade_and_a_capacitor_makes_it_20() -> None:
    """1/β = 1 + s R_f C_d; with C_f, (1 + s R_f (C_d + C_f))/(1 + s R_f C_f)."""
    without = bode(photodiode())
    w, closure, margin = only(without)
    assert w**4 * 1e-8 + w**2 == pytest.approx(WT**2, rel=1e-12)
    assert closure == pytest.approx(20 + 20 * (w * 1e-4) ** 2 / (1 + (w * 1e-4) ** 2), rel=1e-12)
    assert margin == pytest.approx(90 - math.degrees(math.atan(w * 1e-4)), rel=1e-9)
    assert caption(without) == (
        "The noise gain meets the open-loop gain at 126 kHz at 40 dB/decade; the phase margin is 0.72°. "
        "The noise gain there is 79.3; times that frequency it makes the gain-bandwidth product, 10 MHz. "
        "So small a phase margin makes the closed loop ring; its gain rises by 38 dB at 126 kHz. "
        "The closed-loop gain is down by 3 dB at 196 kHz."
    )
    with_cf = bode(photodiode("Cf out n 5p\n"))
    w, closure, margin = only(with_cf)
    z, p = w * 1.05e-4, w * 5e-6
    assert abs((1 + 1j * z) / (1 + 1j * p) / (WT / (1j * w))) == pytest.approx(1, rel=1e-12)
    assert closure == pytest.approx(20 + 20 * (z**2 / (1 + z**2) - p**2 / (1 + p**2)), rel=1e-12)
    assert margin == pytest.approx(90 - math.degrees(math.atan(z) - math.atan(p)), rel=1e-12)
    assert "at 20 dB/decade; the phase margin is 86°." in caption(with_cf)
    between = bode(photodiode("Cf out n 0.5p\n"))
    assert "at about 37 dB/decade; the phase margin is 23°." in caption(between)


def test_a_follower() -> None:
    b = bode(f"* follower\nV1 in 0 1\nX1 in out out {AMP}Rl out 0 1k\n.tf V(out) V1\n")
    w, closure, margin = only(b)
    assert (w, closure, margin) == (pytest.approx(WT), 20, 90)


def test_a_follower_with_a_capacitive_load() -> None:
    """T = w_t/(s (1 + s R_o C_L)): half way to 40 dB/decade where w R_o C_L = 1."""
    load = "* load\nV1 in 0 1\nCl out 0 {c}\nX1 in out out opamp Ao={{1e7/s}} Ro=100\n.tf V(out) V1\n"
    c = math.sqrt(2) * 1e-9
    w, closure, margin = only(bode(load.format(c=c)))
    assert w == pytest.approx(1e7 / math.sqrt(2), rel=1e-9)
    assert closure == pytest.approx(30, rel=1e-9)
    assert margin == pytest.approx(45, rel=1e-9)
    heavy = bode(load.format(c="1u"))
    assert heavy.stable
    assert "at 40 dB/decade" in caption(heavy)


def test_a_composite_of_two_op_amps_shows_the_loop_and_says_why() -> None:
    b = bode(
        "* two\nV1 in 0 1\nX1 in n a opamp Ao={1e6/s}\nX2 a b out opamp Ao={1e7/s}\nR3 b 0 1k\nR4 out b 9k\n"
        "R1 n 0 1k\nR2 out n 99k\n.tf V(out) V1\n"
    )
    w, _, margin = only(b)
    inner = 10 / (1 + 1j * w / 1e6)
    assert abs(1e6 / (1j * w) * inner / 100) == pytest.approx(1, rel=1e-12)
    assert margin == pytest.approx(90 - math.degrees(math.atan(w / 1e6)), rel=1e-12)
    assert list(b.drawn) == ["loop gain", "closed-loop gain"]
    assert caption(b).startswith("The loop gain goes through one at ")
    assert caption(b).endswith(
        "The loop is that of X1; X2 has its own. "
        "X1 and X2 lie in each other's loops, so that there is no single A."
    )
    assert b.to_json()["split"] is False


def test_a_loop_with_three_poles_is_unstable_beyond_a_gain_of_eight() -> None:
    """A = K/(1 + s/w)³ in a follower: the phase is -180° at √3 w, where the gain is K/8."""
    three = "* three\nV1 in 0 1\nX1 in out out opamp Ao={{{k}/(1+s)**3}}\n.tf V(out) V1\n"
    stable, unstable = bode(three.format(k=4)), bode(three.format(k=16))
    assert stable.gain_margin is not None
    assert stable.gain_margin.loop == pytest.approx(-20 * math.log10(2))
    assert "The gain margin is 6 dB, at 276 mHz." in caption(stable)
    assert unstable.growing == 2
    assert unstable.gain_margin is None
    assert "The closed loop is unstable: 2 natural frequencies lie in the right half-plane." in caption(
        unstable
    )
    assert "down by 3 dB" not in caption(unstable)
    edge = bode(three.format(k=8))
    assert edge.ringing == 2
    assert "at the edge of stability" in caption(edge)


def test_the_gain_margin_is_the_least_rise_that_reaches_minus_one() -> None:
    b = bode("* three\nV1 in 0 1\nX1 in out out opamp Ao={4/(1+s)**3}\n.tf V(out) V1\n")
    many = replace(b, oppositions=tuple(Opposition(F(k), x) for k, x in enumerate((6.0, -9.0, -3.0, -20.0))))
    assert many.gain_margin == Opposition(F(2), -3.0)


def test_a_gain_that_falls_at_another_rate_has_no_gain_bandwidth_product_to_tell() -> None:
    b = bode("* two poles\nV1 in 0 1\nX1 in out out opamp Ao={1e4/(1+s)**2}\n.tf V(out) V1\n")
    assert b.stable
    assert "gain-bandwidth product" not in caption(b)


def test_an_integrator_of_infinite_gain_integrates() -> None:
    text = "* int\nV1 in 0 1\nR1 in n 10k\nC1 out n 10n\nX1 0 n out opamp Ao={1e7/s}\n.tf V(out) V1\n"
    assert "The closed loop integrates: its gain is infinite at 0 Hz." in caption(bode(text))
    assert "down by 3 dB at 159 µHz" in caption(bode(text.replace("1e7/s", "1e7/(1 + s/1)")))
    ideal = bode(text.replace(" Ao={1e7/s}", ""))
    assert ideal.stable
    assert "The circuit integrates: its gain is infinite at 0 Hz." in caption(ideal)


def test_an_unstable_stage_that_the_output_does_not_see_is_told() -> None:
    """X2 hangs at the output with its inputs the wrong way round; H and the loop of X1 know nothing of it."""
    text = (
        "* hidden\nV1 in 0 1\nX1 in n out opamp Ao={1e7/s}\nR1 n 0 1k\nR2 out n 1k\n"
        "X2 q out x opamp Ao={1e6/s}\nR3 x q 1k\nR4 q 0 1k\n.tf V(out) V1\n"
    )
    b = bode(text, element="X1")
    assert b.phase_margin == 90
    assert b.growing == 1
    assert "The closed loop is unstable: one natural frequency lies" in caption(b)
    sound = bode(text.replace("X2 q out", "X2 out q"), element="X1")
    assert sound.stable


def test_a_differentiator_rings_without_a_peak_above_its_greatest_gain() -> None:
    b = bode(f"* dif\nV1 in 0 1\nC1 in n 1n\nR2 out n 100k\nX1 0 n out {AMP}.tf V(out) V1\n")
    assert "So small a phase margin makes the closed loop ring. The closed-loop gain is within" in caption(b)


def test_a_filter_without_op_amp_shows_its_gain_and_its_phase() -> None:
    ladder = "* ladder\nV1 in 0 1\nR1 in a 1k\nC1 a 0 1u\nR2 a out 1k\nC2 out 0 1u\n.tf V(out) V1\n"
    b = bode(ladder)
    assert b.loop is None
    assert list(b.drawn) == ["gain"]
    w = 2 * math.pi * float(b.passband.high) * 1e-3 if b.passband and b.passband.high else 0.0
    assert abs(1 + 3j * w - w * w) == pytest.approx(math.sqrt(2), rel=1e-12)
    assert caption(b).endswith("There is no feedback loop; what is shown is the gain alone.")
    assert b.phases([1e-3, 1e9]) == pytest.approx([0, -180], abs=0.01)


def test_an_ideal_op_amp_has_no_loop_gain_to_show() -> None:
    text = "* ideal\nV1 in 0 1\nR1 in n 1k\nR2 out n 10k\nC2 out n 1n\nX1 0 n out opamp\n.tf V(out) V1\n"
    b = bode(text)
    assert b.loop is None
    assert "--set GBW=1Meg gives them one" in caption(b)
    assert b.phases([1.0])[0] == pytest.approx(180, abs=0.1)
    given = bode(text, values={"GBW": F(10**6)})
    assert given.loop is not None
    assert given.loop.called == "X1"


def test_a_real_part_brings_its_gain_bandwidth_product() -> None:
    text = "* part\nV1 in 0 1\nR1 n 0 1k\nR2 out n 9k\nX1 in n out opamp Ao=1meg\n.tf V(out) V1\n"
    b = bode(text, part="OP27")
    assert b.loop is not None
    assert float(b.gain_bandwidth or 0) == pytest.approx(8e6, rel=1e-6)
    slower = bode(text, part="OP27", values={"GBW": F(10**6)})
    assert float(slower.gain_bandwidth or 0) == pytest.approx(1e6, rel=1e-6)


def test_values_are_read_as_everywhere() -> None:
    """As texts, numbers or fractions, by the names of symbols and elements in any case."""
    text = "* part\nV1 in 0 1\nR1 n 0 1k\nR2 out n 9k\nX1 in n out opamp Ao=1meg\n.tf V(out) V1\n"
    wanted = bode(text, values={"GBW": F(10**6), "R2": F(4700)})
    same = [{"GBW": "1Meg", "r2": "4k7"}, {"gbw": 1e6, "R2": 4700}, {"GBW_x1": "1 MHz", "R2": "4.7 kΩ"}]
    assert [bode(text, values=v).to_json() for v in same] == [wanted.to_json()] * 3
    assert bode(text, values={"GBW": "1Meg"}).to_json() != wanted.to_json()


def test_impedances_have_a_plot_too() -> None:
    text = f"* out\nV1 in 0 1\nX1 in out out {AMP.replace('}', '} Ro=100', 1)}.tf V(out) V1\n"
    b = bode(text, of="zout(out)")
    assert b.unit == "Ω"
    assert list(b.drawn) == ["open-loop gain", "noise gain", "impedance"]
    f = F(10**5)
    closed = 100 / abs(1 + WT / (2j * math.pi * 1e5))
    assert b.closed.decibels(f) == pytest.approx(20 * math.log10(closed), abs=1e-9)
    assert b.passband is None


def test_renamed_parts_and_parts_of_no_effect_change_nothing() -> None:
    one = bode(photodiode("Cf out n 5p\n"))
    other = bode(
        "* renamed\nIphoto 0 7 2u\nCdiode 0 7 100p\nRbig 7 8 1meg\nCx 7 8 5p\nRload 8 0 2k\n"
        "Eop 8 0 0 7 {w/s}\n.param w=62831853.07179586\n.tf V(8) Iphoto\n"
    )
    assert one.crossovers == other.crossovers
    assert one.passband == other.passband
    assert other.loop is not None
    assert other.loop.called == "Eop"


def test_the_table_has_a_row_for_each_frequency() -> None:
    b = bode(photodiode())
    names, rows = b.table()
    assert names == (
        "frequency (Hz)",
        "open-loop gain (dB)",
        "noise gain (dB)",
        "closed-loop gain (dB)",
        "loop phase (degrees)",
    )
    assert (rows[0][0], rows[-1][0]) == (float(b.low), float(b.high))
    assert len(rows) > 100
    for f, a, n, h, phase in rows:
        s = 2j * math.pi * f
        assert a == pytest.approx(20 * math.log10(abs(WT / s)), abs=1e-9)
        assert n == pytest.approx(20 * math.log10(abs(1 + s * 1e-4)), abs=1e-9)
        assert h == pytest.approx(20 * math.log10(abs(1e6 / (1 + s / WT * (1 + s * 1e-4)))), abs=1e-9)
        assert phase == pytest.approx(-90 - math.degrees(math.atan(abs(s) * 1e-4)), abs=1e-9)


def test_json_has_twelve_digits() -> None:
    found = bode(photodiode()).to_json()
    w = math.sqrt((math.sqrt(1 + 4e-8 * WT**2) - 1) / 2e-8)  # w⁴·10⁻⁸ + w² = w_t²
    assert found["crossings"][0]["frequency"] == f"{w / (2 * math.pi):.6f}" == "126151.606588"
    assert found["amplifier"] == "X1"
    assert found["stable"] is True
    assert found["unit"] == "Ω"
    assert (found["from"], found["to"]) == ("100", "10000000")
    assert found["gain_margin_db"] is None
    follower = bode(f"* follower\nV1 in 0 1\nX1 in out out {AMP}.tf V(out) V1\n").to_json()
    assert follower["crossings"][0]["gain_db"] == "0"
    assert follower["crossings"][0]["rate_of_closure"] == "20"


def test_the_figure_has_two_charts_with_everything_marked() -> None:
    f = bode_figure(bode(photodiode("Cf out n 5p\n")))
    assert isinstance(f, Figure)
    magnitude, phase = f.charts
    assert [k.name for k in magnitude.curves] == [
        ("open-loop gain",),
        ("noise gain",),
        ("closed-loop gain re 1 Ω",),
    ]
    labels = [str(m.label[0]) for m in (*magnitude.marks, *phase.marks) if m.label]
    assert labels == ["477 kHz", "−3 dB at 34 kHz", "phase margin 86°"]
    assert any(m.y == -180 for m in phase.marks)
    assert magnitude.x == phase.x


def test_the_kind_of_chart_takes_values_parts_and_an_amplifier() -> None:
    text = (
        "* two\nV1 in 0 1\nX1 in a a opamp Ao=100k\nX2 a n out opamp\nR1 n 0 1k\nR2 out n 9k\n.tf V(out) V1\n"
    )
    kind = KINDS["bode"]
    slow = figure(kind.draw(Asked(text, set=("GBW=1Meg", "R2=99k"))))
    assert str(slow.caption[0]).startswith(
        "The noise gain meets the open-loop gain at 10 kHz at 20 dB/decade"
    )
    first = figure(kind.draw(Asked(text, set=("GBW=1Meg", "GBW_X1=2Meg"), element="X1")))
    assert "at 2 MHz" in str(first.caption[0])
    part = figure(kind.draw(Asked(text, part=("X1=OP27", "X2=OP07"), element="X1", values={"R1": F(500)})))
    assert "at 8 MHz" in str(part.caption[0])
    assert kind.draw(Asked(text, set=("GBW=1Meg", "R2=99k"), values={"Rx": F(1)})) == slow
    with pytest.raises(GainproofError, match="there is no symbol 'Q'"):
        kind.draw(Asked(text, set=("Q=1",)))
    with pytest.raises(GainproofError, match="GBW_X9 is that of no op-amp"):
        kind.draw(Asked(text, set=("GBW_X9=1Meg",)))


def test_the_folder_of_the_photodiode_shows_why_the_capacitor_is_needed() -> None:
    folder = ROOT / "derivations" / "transimpedance-amplifier"
    alone, helped = (bode(folder / name, tf="V(out) Ip") for name in ("without.cir", "circuit.cir"))
    assert "at 40 dB/decade; the phase margin is 0.81°." in caption(alone)
    assert "the closed loop ring" in caption(alone)
    assert "at 20 dB/decade; the phase margin is 83°." in caption(helped)
    assert "the closed loop ring" not in caption(helped)
    quoted = " ".join((ROOT / "docs" / "bode.md").read_text(encoding="utf-8").replace("\n>", " ").split())
    assert caption(alone) in quoted
    assert caption(helped) in quoted


@pytest.mark.parametrize(
    ("text", "asked", "said"),
    [
        (
            "R1 n 0 1k\nR2 out n 9k\nX1 in n out opamp Ao=100k\n",
            {},
            "give the op-amp a gain-bandwidth product .--set GBW=1Meg, or GBW among the values",
        ),
        ("R1 n 0 1k\nR2 out n 9k\nX1 in n out opamp\n", {}, r"a gain with a pole, Ao=\{A0/\(1 \+ s/wp\)\}"),
        ("R1 in out 1k\nR2 out 0 1k\n", {}, "a capacitor or an inductor would change that"),
        ("R1 in out\nC1 out 0 1u\n", {}, "no value for R1; give it in the netlist, such as R1=1k"),
        ("R1 in out 1k\nC1 out 0 1u\n", {"of": "V(out)"}, "is of a transfer function, and V.out. is none"),
        (
            "R1 in out 1k\nC1 out 0 1u\n",
            {"values": {"Rx": F(1)}},
            "there is no symbol 'Rx' to give a value; there are",
        ),
        (
            "R1 in out 1k\nC1 out 0 1u\n",
            {"values": {"R1": "3 V"}},
            "is a voltage in V; expected a value in Ω",
        ),
        ("R1 in out 1k\nC1 out 0 1u\n", {"values": {"GBW": "3 V"}}, "expected a value in Hz"),
        ("R1 in out 1k\nC1 out 0 1u\n", {"values": {"GBW": F(1)}}, "GBW is that of no op-amp"),
        ("R1 in out 1k\nC1 out 0 1u\n", {"element": "C1"}, "C1 is no amplifier"),
        ("R1 in 0 1k\nR2 out 0 1k\nC1 out 0 1u\n", {}, "what is asked is zero at every frequency"),
    ],
)
def test_what_cannot_be_plotted_is_told_and_how_to_mend_it(text: str, asked: dict, said: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(GainproofError, match=said):
        bode(f"* refused\nV1 in 0 1\n{text}.tf V(out) V1\n", **asked)


def test_a_faulty_netlist_is_told_as_ever() -> None:
    with pytest.raises(InputError):
        bode("* faulty\nV1 in 0 1\nR1 in out 4k7\n.tf V(out) V1\n")


MACRO = ".subckt amp p n o\nG1 0 x p n 1m\nR1 x 0 100meg\nC1 x 0 159p\nE1 o1 0 x 0 1\nRo o1 o 50\n.ends\n"
MODELS = {
    "photodiode": ("I1 n 0 DC 0 AC 1\nCd n 0 100p\nRf out n 1meg\nCf out n 1p\nXa 0 n out amp\n", "I1"),
    "load": ("V1 in 0 DC 0 AC 1\nR1 n 0 1k\nR2 out n 9k\nCl out 0 20n\nXa in n out amp\n", "V1"),
}


@pytest.mark.skipif(shutil.which("ngspice") is None, reason="ngspice is not installed")
@pytest.mark.parametrize("which", sorted(MODELS))
def test_ngspice_finds_the_same(which: str, tmp_path: Path) -> None:
    """The closed loop as it stands; the loop gain by a source in the place of the last stage."""
    lines, source = MODELS[which]
    b = bode(f"* {which}\n{MACRO}{lines}.tf V(out) {source}\n")
    assert b.loop is not None
    assert b.loop.called == "Xa"
    assert b.loop.why == ""
    compared = 0
    for f in (10.0, 3e3, float(b.crossovers[0].frequency), 2e6):
        closed = _ngspice(MACRO + lines, "v(out)", f, tmp_path)
        assert abs(closed) == pytest.approx(10 ** (b.closed.decibels(f) / 20), rel=1e-6)
        opened = MACRO.replace("E1 o1 0 x 0 1", "V9 o1 0 DC 0 AC 1") + lines.replace("AC 1", "AC 0")
        loop = -_ngspice(opened, "v(xa.x)", f, tmp_path)
        assert abs(loop) == pytest.approx(10 ** (b.loop.ratio.decibels(f) / 20), rel=1e-6)
        angle = math.degrees(math.atan2(loop.imag, loop.real))
        assert math.remainder(angle - b.loop.ratio.degrees(f), 360) == pytest.approx(0, abs=1e-4)
        compared += 1
    assert compared == 4


def _ngspice(lines: str, reading: str, f: float, folder: Path) -> complex:
    control = f"set numdgt=12\nac lin 1 {f!r} {f!r}\nlet z = {reading}\nprint real(z) imag(z)\nquit 0\n"
    deck = folder / "deck.cir"
    deck.write_text(f"* deck\n{lines}.control\n{control}.endc\n.end\n", encoding="utf-8")
    done = subprocess.run(
        ["ngspice", "-b", str(deck)], capture_output=True, text=True, timeout=30, stdin=subprocess.DEVNULL
    )
    numbers = re.findall(r"^(?:real|imag)\(z\) = (\S+)", done.stdout, re.MULTILINE)
    assert len(numbers) == 2, done.stdout + done.stderr
    return complex(*map(float, numbers))
