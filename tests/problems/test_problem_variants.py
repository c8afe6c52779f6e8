"""Values of a variant: of the series, near the example's, matched where they were, with real parts."""

from fractions import Fraction
from pathlib import Path

import pytest

from gainproof.circuit.netlist import read
from gainproof.errors import GainproofError
from gainproof.problems.lots import Lots
from gainproof.problems.series import decade, mantissas
from gainproof.problems.variants import draw, op_amps, sensible, suitable

ROOT = Path(__file__).parents[2]
TEXT = """* two inputs, close to each other
V1 a 0 1
V2 b 0 1.01
R1 a n 1k
R2 n o 99.9k
C1 n o 10n
R3 b p 1k
X1 p n o opamp Ao=200k Ro=75 vos=1m
.tf V(o) V1
"""
CIRCUIT = read(TEXT).circuit
EXAMPLE = {n: p.value for n, p in CIRCUIT.parameters.items() if p.value is not None}


def drawn(seed: int, series: str = "") -> dict[str, Fraction]:
    return draw(CIRCUIT.parameters, EXAMPLE, (), Lots(str(seed)), series)[0]


def mantissa(q: Fraction) -> Fraction:
    return abs(q) / Fraction(10) ** (decade(q) - 2)


def test_resistors_are_of_one_series_and_capacitors_of_e12() -> None:
    seen = set()
    for seed in range(60):
        values = drawn(seed)
        resistors = {mantissa(values[n]) for n in ("R1", "R2", "R3")}
        seen.add("E24" if resistors <= set(mantissas("E24")) else "E96")
        assert resistors <= set(mantissas("E24")) or resistors <= set(mantissas("E96"))
        assert mantissa(values["C1"]) in mantissas("E12")
        assert mantissa(values["Ao"]) in mantissas("round")
        assert all(Fraction(1, 3) <= values[n] / EXAMPLE[n] <= 3 for n in EXAMPLE if n != "V2")
    assert seen == {"E24", "E96"}


def test_the_series_can_be_chosen() -> None:
    for seed in range(20):
        assert mantissa(drawn(seed, "E6")["R1"]) in mantissas("E6")
    with pytest.raises(GainproofError, match="there is no series 'E7'"):
        drawn(1, "E7")


def test_sources_that_are_close_stay_close() -> None:
    for seed in range(20):
        values = drawn(seed)
        assert Fraction(3, 1000) < values["V2"] - values["V1"] < Fraction(4, 100)


def test_parts_that_know_the_figures_are_found_and_what_they_do_not_know_is_said() -> None:
    found = {a.part: a for a in op_amps(TEXT, CIRCUIT)}
    assert len(found) > 5
    assert set(found["OP27"].values) == {"Ao", "Ro", "vos"}
    assert found["OP27"].assumed == ()
    assert found["OP07"].assumed == ("Ro",)
    assert all({"Ao", "vos"} <= set(a.values) for a in found.values())


def test_parts_can_be_named_or_none_be_taken() -> None:
    assert [a.part for a in op_amps(TEXT, CIRCUIT, ["op27", "OP07"])] == ["OP27", "OP07"]
    assert op_amps(TEXT, CIRCUIT, ["none"]) == ()
    with pytest.raises(GainproofError, match="there is no part 'OP99'"):
        op_amps(TEXT, CIRCUIT, ["OP99"])


@pytest.mark.parametrize("text", ["t\nV1 a 0 1\nR1 a 0 1k\n", TEXT.replace("Ao=200k Ro=75 vos=1m", "")])
def test_a_circuit_that_wants_no_figure_gets_no_part(text: str) -> None:
    assert op_amps(text, read(text).circuit, ["OP27"]) == ()


def test_a_figure_that_goes_by_another_name_is_found() -> None:
    text = TEXT.replace("Ao=200k Ro=75 vos=1m", "Ao={G} Ibp={ib}") + ".param G=10k ib=80n\n"
    (amp,) = op_amps(text, read(text).circuit, ["OP27"])
    assert set(amp.values) == {"G", "ib"}


def test_the_same_seed_draws_the_same_and_another_something_else() -> None:
    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)


def test_what_is_refused_is_drawn_again_until_the_commonest_reason_is_told() -> None:
    def small(values: dict[str, Fraction]) -> str:
        return "" if values["R1"] < 500 else "R1 is large"

    values, _ = sensible(CIRCUIT.parameters, EXAMPLE, (), "x", small)
    assert values["R1"] < 500
    with pytest.raises(GainproofError, match="no sensible values were found in 400 draws; of 400, never"):
        sensible(CIRCUIT.parameters, EXAMPLE, (), "x", lambda _: "never")


def test_a_part_that_never_makes_sense_is_left_out() -> None:
    among = op_amps(TEXT, CIRCUIT, ["OP27", "OP07"])
    found = suitable(CIRCUIT.parameters, EXAMPLE, among, lambda v: "" if v["Ao"] < 10**6 else "too good")
    assert [a.part for a in found] == ["OP07"]
