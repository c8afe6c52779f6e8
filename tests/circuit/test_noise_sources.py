"""Which sources of noise a circuit has, where they stand, and what their densities are."""

import pytest

from gainproof.circuit.circuit import Circuit
from gainproof.circuit.netlist import read
from gainproof.circuit.noise import alone, dynamic, noise_sources, with_constants
from gainproof.errors import GainproofError
from gainproof.expression import ZERO
from gainproof.notation import parse, text

AMP = (
    "* amp\nV1 in 0 1\nI1 0 n 1u\nX1 in n out opamp Ao=1k Ri=1meg Ro=50 vos=1m {}\n"
    "R1 n 0 {{Ra + Rb}}\nR2 n out 9k\n"
)


def quiet(given: str) -> Circuit:
    return with_constants(read(AMP.format(given)).circuit)


def densities(c: Circuit) -> dict[str, str]:
    return {s.name: text(s.density) for s in noise_sources(c)}


def test_resistors_and_what_the_op_amp_s_line_gives() -> None:
    assert densities(quiet("")) == {"R1": "4*k_B*T/(Ra + Rb)", "R2": "4*k_B*T/R2"}
    assert densities(quiet("en=3n")) | {"X1.en": "En**2"} == densities(quiet("en=3n"))
    full = densities(quiet("en=3n in=0.4p en_corner=2 in_corner={fc}"))
    assert full["X1.en"] == "En**2*(1 + En_corner/f)"
    assert full["X1.inp"] == full["X1.inn"] == "In**2*(1 + fc/f)"


def test_what_is_zero_makes_no_noise() -> None:
    assert set(densities(quiet("en=0 in=0 en_corner=0"))) == {"R1", "R2"}


def test_all_other_sources_are_off_and_the_constants_are_known() -> None:
    c = quiet("en=3n")
    assert [e.value for e in c.sources()] == [ZERO] * len(c.sources())
    assert {"k_B", "T", "f"} <= set(c.parameters)
    assert (c.parameters["T"].value, c.parameters["f"].value) == (300, None)


def test_each_stands_alone_in_its_place() -> None:
    c = quiet("en=3n in=0.4p")
    for source in noise_sources(c):
        only = alone(c, source)
        on = [e for e in only.sources() if e.value != ZERO]
        assert on == [source.element]
        assert len(only.elements) == len(c.elements) + 1
    places = {s.name: (s.element.kind, s.element.nodes) for s in noise_sources(c)}
    assert places["R2"] == ("I", ("n", "out"))
    assert places["X1.inp"] == ("I", ("in", "0"))
    assert places["X1.inn"] == ("I", ("n", "0"))
    kind, (fresh, sensed) = places["X1.en"]
    amplifier = c.element("X1.E")
    assert (kind, sensed) == ("V", amplifier.nodes[2])
    assert fresh not in c.nodes


def test_the_noise_voltage_stands_where_the_offset_does() -> None:
    """Only the amplifier's own input is moved; what else is at the node stays."""
    c = quiet("en=3n")
    (source,) = [s for s in noise_sources(c) if s.name == "X1.en"]
    only = alone(c, source)
    moved = [e.name for e in c.elements if only.element(e.name) != e]
    assert moved == ["X1.E"]


def test_a_grounded_input_needs_no_current_source() -> None:
    c = with_constants(read("* inv\nV1 a 0 1\nX1 0 n b opamp in=1p\nR1 a n\nR2 n b\n").circuit)
    assert [s.name for s in noise_sources(c)] == ["R1", "R2", "X1.inn"]


def test_two_op_amps_have_symbols_of_their_own() -> None:
    text_ = "* two\nV1 a 0\nX1 a b b opamp en=3n\nX2 b c c opamp en=5n\nR1 c 0\n"
    assert densities(with_constants(read(text_).circuit)) == {
        "R1": "4*k_B*T/R1",
        "X1.en": "En_X1**2",
        "X2.en": "En_X2**2",
    }


def test_names_that_are_taken_give_way() -> None:
    c = with_constants(read("* names\nV1 a 0\nIn_R1 a 0 {In_R2}\nR1 a b\nR2 b 0\n").circuit)
    symbols = [s.symbol.name for s in noise_sources(c)]
    assert len({*symbols, *c.parameters}) == len(symbols) + len(c.parameters)
    assert len({s.element.name for s in noise_sources(c)} - {e.name for e in c.elements}) == 2


@pytest.mark.parametrize(
    ("line", "said"), [("C1 a b", True), ("L1 a b", True), ("E1 c 0 a b {1/(1+s)}", True), ("R2 a b", False)]
)
def test_what_depends_on_the_frequency(line: str, said: bool) -> None:
    assert dynamic(read(f"* d\nV1 a 0\nR1 b 0\nR9 a b\n{line}\n").circuit) is said


def test_a_parameter_is_read_in_any_case_and_by_any_expression() -> None:
    c = quiet("EN={2*e0} IN_CORNER=5 in={i0}")
    found = {s.name: s for s in noise_sources(c)}
    assert found["X1.en"].white == parse("(2*e0)**2")
    assert found["X1.inn"].corner == parse("In_corner")


@pytest.mark.parametrize("name", ["k_B", "T", "f"])
def test_the_constants_names_may_not_be_taken(name: str) -> None:
    with pytest.raises(GainproofError, match=f"symbol {name} is needed"):
        with_constants(read(f"* t\nV1 a 0\nR1 a 0 {{{name}}}\n").circuit)
