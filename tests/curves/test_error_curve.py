"""The gain error against one imperfection, of a netlist."""

from fractions import Fraction

import pytest

from gainproof.charts.lettering import spoken
from gainproof.circuit.netlist import read
from gainproof.curves.asked import Asked, numbers
from gainproof.curves.error import draw
from gainproof.curves.kinds import KINDS
from gainproof.errors import GainproofError
from gainproof.witness.opinion import Opinion

FOLLOWER = """* follower
V1 in 0 1
X1 in out out opamp Ao=1k vos=2m Ro=100
Rload out 0 1k
.tf V(out) V1
"""
INVERTING = """* inverting
V1 in 0 1
R1 in n 1k
R2 n out 10k
X1 0 n out opamp Ao=100k
.tf V(out) V1
"""


def test_the_open_loop_gain_is_what_it_is_drawn_against_unless_told() -> None:
    chart = draw(Asked(INVERTING))
    assert spoken(chart.x.label) == "Ao"
    exact = {float(a): float(100 * 11 / (a + 11)) for a in (Fraction(10**k) for k in range(4, 8))}
    found = dict(chart.curves[0].points)
    assert len(exact) == 4
    assert all(found[a] == pytest.approx(e, rel=1e-12) for a, e in exact.items())


def test_another_imperfection_and_another_question() -> None:
    chart = draw(Asked(FOLLOWER, against="RO"))
    assert (spoken(chart.x.label), chart.x.unit) == ("Ro", "Ω")
    assert chart.marks[1].y == pytest.approx(100 / 1001), "with Ro ideal"
    assert chart.marks[0].y > chart.marks[1].y
    chart = draw(Asked(FOLLOWER, of="V(out)", against="vos", set=("vos=-2m",)))
    assert [spoken(c.name) for c in chart.curves] == ["too small", "too large", "−vos alone"]
    assert "vanishes near −vos" in spoken(chart.caption)


def test_where_the_ideal_value_is_zero_the_error_has_the_unit_of_the_result() -> None:
    grounded = "* offset\nR1 n 0 1k\nR2 n out 99k\nX1 0 n out opamp vos=2m\n"
    chart = draw(Asked(grounded, of="V(out)"))
    assert chart.y.unit == "V"
    assert chart.marks[0].y == pytest.approx(0.2)
    seen = dict(chart.curves[0].points)
    assert seen[0.01] == pytest.approx(1.0)


def test_values_of_ones_own_go_first() -> None:
    marked = [
        draw(Asked(INVERTING, **more)).marks[0].x
        for more in ({}, {"set": ("Ao=10k",)}, {"values": {"Ao": Fraction(5000)}})
    ]
    assert marked == [1e5, 1e4, 5e3]


REFUSED = {
    "depends on no imperfection": Asked("* divider\nV1 in 0 1\nR1 in out 1k\nR2 out 0 1k\n.tf V(out) V1\n"),
    "'Rx' is no imperfection": Asked(INVERTING, against="Rx"),
    "there are Ao": Asked(INVERTING, against="R1"),
    "no symbol 'Bo'": Asked(INVERTING, set=("Bo=1",)),
    "--set 'Ao': expected NAME=VALUE": Asked(INVERTING, set=("Ao",)),
    "no example value": Asked(INVERTING.replace("opamp Ao=100k", "opamp Ao=Ao")),
    "Ao is zero": Asked(FOLLOWER, set=("Ao=0",), against="Ao", of="V(out)"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_cannot_be_drawn_is_said(why: str) -> None:
    with pytest.raises(GainproofError, match=why):
        draw(REFUSED[why])


def test_a_result_that_a_witness_refuses_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [Opinion("numeric", False, "0 against 1")]
    monkeypatch.setattr("gainproof.curves.error.opinions", lambda *a, **k: said)
    with pytest.raises(GainproofError, match="numeric disagrees with the result: 0 against 1"):
        draw(Asked(INVERTING))


def test_numbers_of_words() -> None:
    c = read(INVERTING).circuit
    assert numbers(("ao=2k", "R1=5"), c) == {"Ao": Fraction(2000), "R1": Fraction(5)}
    assert numbers(("GBW_X1=1Meg",), c, beside=("GBW",)) == {"GBW_X1": Fraction(10**6)}
    for word in ("Ao=1..2", "=3", "Ao=", "Ao=x", "R1=3 V", "GBW=3 V", "GBW=0..1"):
        with pytest.raises(GainproofError):
            numbers((word,), c, beside=("GBW",))


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_draws(name: str) -> None:
    more = {
        "error": {},
        "bode": {"set": ("GBW=1Meg",)},
        "temperature": {"tempco": ("25ppm",), "temperature": "0..70"},
        "histogram": {"tolerance": ("1%",), "samples": 500},
    }
    drawn = KINDS[name].draw(Asked(INVERTING, **more[name]))
    charts = getattr(drawn, "charts", (drawn,))
    assert all(c.title for c in charts)
    assert spoken(drawn.caption).endswith(".")
    assert set(KINDS[name].options) >= {"set", "part", "parts"}
