"""pint says what a name is worth, one name at a time, and only names of electricity count."""

from fractions import Fraction
from typing import Any

import pytest

from gainproof.errors import GainproofError
from gainproof.worked import other_units
from gainproof.worked.other_units import factor, unit_of

SIZES = {
    ("kilovolt", "V"): 1000,
    ("V/mV", "1"): 1000,
    ("uV/degC", "V/K"): Fraction(1, 10**6),
    ("A·s/V", "F"): 1,
    ("W/A", "V"): 1,
    ("V^2/W", "Ω"): 1,
    ("mV²/mW", "Ω"): Fraction(1, 1000),
    ("hour", "s"): 3600,
    ("coulomb/ms", "A"): 1000,
    ("percent", "1"): Fraction(1, 100),
    ("volt", ""): 1,
}


@pytest.mark.parametrize("case", SIZES)
def test_what_a_unit_is_worth(case: tuple[str, str]) -> None:
    assert factor("x", *case, "expected y") == SIZES[case]


NAMES = ("k", "e", "c", "pi", "N_A", "rad", "turn", "rpm", "m", "inch", "kg", "gal", "dB", "é")
SIGNS = ("V/", "/V", "V V V V V", "V^99", "V**V", "V()", "V.x", "_", "V;", "sqrt(V)", "1/s", "V*2", "x" * 30)


@pytest.mark.parametrize("unit", [*NAMES, *SIGNS])
def test_what_does_not_count(unit: str) -> None:
    with pytest.raises(GainproofError, match="expected y"):
        factor("x", unit, "", "expected y")


def test_pint_is_shown_names_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is typed never reaches a parser that could do more than look a name up."""
    seen: list[str] = []
    registry = other_units._registry()

    class Watched:
        def __getattr__(self, method: str) -> Any:
            def call(name: str) -> Any:
                seen.append(name)
                return getattr(registry, method)(name)

            return call

    other_units._worth.cache_clear()
    monkeypatch.setattr(other_units, "_registry", Watched)
    assert factor("x", "kilovolt / µs · Ω^2", "", "y") == 10**9
    assert len(seen) > 3
    assert all(name.isalpha() for name in seen)
    other_units._worth.cache_clear()


def test_quantities_of_any_registry() -> None:
    import pint

    u = pint.UnitRegistry()
    assert unit_of(2.5 * u.kiloohm, "Ω", "y") == 1000
    assert unit_of(3 * u.nV / u.Hz**0.5, "V/√Hz", "y") == Fraction(1, 10**9)
    assert unit_of(3 * u.V / u.mV, "1", "y") == 1000
    for odd, wanted in ((3 * u.V, "Ω"), (3 * u.m, "Ω"), (3 * u.kHz**0.5, ""), (u.Quantity(3, "degC"), "V")):
        with pytest.raises(GainproofError, match="expected z"):
            unit_of(odd, wanted, "expected z")
