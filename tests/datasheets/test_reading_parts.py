"""A data file is read exactly, or refused with every problem and its line; the schema says the same."""

import json
import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from datasheets.schemas import faults

from gainproof.datasheets import FIGURES, library
from gainproof.datasheets.part import TECHNOLOGIES
from gainproof.datasheets.reading import part_of
from gainproof.datasheets.scales import scale
from gainproof.errors import GainproofError, InputError
from gainproof.worked.values import read

SCHEMA = json.loads((library.OURS.parent / "part.schema.json").read_text(encoding="utf-8"))
FILES = sorted(library.OURS.glob("*.toml"))

GOOD = """\
name = "X100"
maker = "Somebody"
technology = "bipolar"
condition = "25 °C"

[datasheet]
title = "X100 Operational Amplifier"
revision = "A"

[figures]
Ao = {min = 1000, typ = 1800.5, unit = "V/mV", condition = "R_L ≥ 2 kΩ"}
CMRR = {min = 100, typ = 120, unit = "dB"}
PSRR = {typ = 1, max = 20, unit = "µV/V"}
vos = {typ = 0.1, max = 0.3, unit = "mV"}
Ib = {min = -100, typ = -15, unit = "nA"}
vos_drift = {max = 0.6, unit = "µV/°C"}
en = {typ = 3.2, unit = "nV/√Hz"}
slew = {typ = 2.8, unit = "V/µs"}

[[sources]]
text = "the data sheet, page 3"
figures = ["Ao", "CMRR", "PSRR", "vos", "Ib", "vos_drift", "en", "slew"]
"""


def read_toml(text: str) -> dict:
    return tomllib.loads(text, parse_float=Decimal)


def test_every_figure_is_exact_and_in_its_si_unit() -> None:
    part = part_of(GOOD, "x.toml")
    f = part.figures
    assert (f["Ao"].min, f["Ao"].typ, f["Ao"].max) == (10**6, Fraction(1800500), None)
    assert (f["vos"].typ, f["vos"].max) == (Fraction(1, 10**4), Fraction(3, 10**4))
    assert (f["Ib"].min, f["Ib"].typ) == (Fraction(-1, 10**7), Fraction(-15, 10**9))
    assert f["vos_drift"].max == Fraction(6, 10**7)
    assert f["en"].typ == Fraction(32, 10**10)
    assert f["slew"].typ == 2_800_000
    assert f["Ao"].condition == "R_L ≥ 2 kΩ"
    assert f["Ao"].written == ("1000", "1800.5", "")
    assert f["Ao"].scale == "V/mV"
    assert {key: f[key].unit for key in f} == {key: FIGURES[key].unit for key in f}
    assert list(f) == [key for key in FIGURES if key in f], "in the order of a table"


def test_decibels_and_microvolts_per_volt_are_ratios() -> None:
    f = part_of(GOOD, "x.toml").figures
    assert (f["CMRR"].min, f["CMRR"].typ) == (10**5, 10**6)
    assert (f["PSRR"].min, f["PSRR"].typ, f["PSRR"].max) == (50_000, 10**6, None)
    assert f["PSRR"].written == ("", "1", "20"), "as the data sheet writes it"
    broken = part_of(GOOD.replace("min = 100,", "min = 106,"), "x").figures["CMRR"].min
    assert broken == read("106 dB"), "as when a user types it"
    assert round(broken, 6) == Fraction("199526.231497")


def test_what_is_guaranteed_is_the_bad_end() -> None:
    f = part_of(GOOD, "x.toml").figures
    worst = {key: f[key].pick("worst") for key in f}
    assert worst["Ao"] == 10**6
    assert worst["PSRR"] == 50_000
    assert worst["vos"] == Fraction(3, 10**4)
    assert worst["Ib"] == Fraction(-1, 10**7)
    assert worst["en"] == f["en"].typ, "the typical one, where nothing is guaranteed"
    assert f["vos_drift"].pick("typ") == f["vos_drift"].max, "the limit, where nothing is typical"
    assert f["en"].limit is None
    f = part_of(GOOD.replace("min = -100, typ = -15", "min = -100, max = 20"), "x.toml").figures
    assert f["Ib"].limit == Fraction(-1, 10**7), "the greater magnitude"
    f = part_of(GOOD.replace("typ = 2.8", "min = 2, max = 4"), "x.toml").figures
    assert f["slew"].limit == 2 * 10**6, "of what is better great, the least"


@pytest.mark.parametrize(
    ("unit", "factor", "si"),
    [
        ("V/mV", 1000, "1"),
        ("µV/V", Fraction(1, 10**6), "1"),
        ("uV/°C", Fraction(1, 10**6), "V/K"),
        ("μV/K", Fraction(1, 10**6), "V/K"),
        ("nV/√Hz", Fraction(1, 10**9), "V/√Hz"),
        ("fA/√Hz", Fraction(1, 10**15), "A/√Hz"),
        ("V/µs", 10**6, "V/s"),
        ("TΩ", 10**12, "Ω"),
        ("Mohm", 10**6, "Ω"),
        ("MHz", 10**6, "Hz"),
        ("°C", 1, "K"),
        ("pA/°C", Fraction(1, 10**12), "A/K"),
        ("1", 1, "1"),
    ],
)
def test_units_of_data_sheets(unit: str, factor: Fraction, si: str) -> None:
    assert scale(unit) == (factor, si)


@pytest.mark.parametrize("unit", ["", "V/", "/V", "xV", "V/V/V", "mK", "volts", "V mV", "dB"])
def test_what_is_no_unit(unit: str) -> None:
    with pytest.raises(GainproofError, match="no unit of a data sheet"):
        scale(unit)


def replaced(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


AO = 'Ao = {min = 1000, typ = 1800.5, unit = "V/mV", condition = "R_L ≥ 2 kΩ"}'
BAD = [
    # (file, the line of the problem, what is said, does the schema see it as well?)
    (replaced("min = 1000", "min = 2000"), 11, "min is greater than typ", False),
    (replaced("max = 0.3", "max = 0.05"), 14, "typ is greater than max", False),
    (replaced("min = 100,", "min = 130,"), 12, "min is greater than typ", False),
    (replaced("typ = 1, max = 20", "typ = 30, max = 20"), 13, "typ is greater than max", False),
    (replaced('unit = "mV"', 'unit = "mA"'), 14, "mA is a unit of A; expected a unit of V", False),
    (replaced('unit = "V/mV"', 'unit = "V"'), 11, "V is a unit of V; expected a unit of 1", False),
    (replaced('unit = "mV"', 'unit = "dB"'), 14, "decibels are of ratios", False),
    (replaced('unit = "mV"', 'unit = "millivolt"'), 14, "no unit of a data sheet", False),
    (replaced(', unit = "mV"', ""), 14, "unit is missing", True),
    (replaced("vos = {typ = 0.1, max = 0.3,", "vos = {"), 14, "has no value", True),
    (replaced("typ = 0.1", 'typ = "0.1"'), 14, "which is no number", True),
    (replaced("typ = 0.1", "typ = true"), 14, "which is no number", True),
    (replaced("typ = 0.1", "typ = nan"), 14, "out of all measure", False),
    (replaced("typ = 0.1", "typ = 1e999999999"), 14, "out of all measure", False),
    (replaced("min = 100, typ = 120", "typ = 5000"), 12, "out of all measure", False),
    (replaced("typ = 2.8", "typ = 0"), 18, "slew rate is greater than zero", False),
    (replaced("typ = 2.8", "typ = -2.8"), 18, "slew rate is greater than zero", False),
    (replaced("slew = {typ", "slewrate = {typ"), 18, "there is no such figure", True),
    (replaced(AO, "Ao = 1000"), 11, "is not a table", True),
    (replaced('condition = "R_L', 'remark = "R_L'), 11, "the key remark means nothing here", True),
    (
        replaced('maker = "Somebody"', 'maker = "Somebody"\ncolour = "blue"'),
        3,
        "the key colour means nothing",
        True,
    ),
    (replaced('name = "X100"', 'name = "an op-amp"'), 1, "is no name of a part", True),
    (replaced('name = "X100"', 'name = "X1=OP27"'), 1, "is no name of a part", True),
    (replaced('name = "X100"\n', ""), 0, "name is missing", True),
    (replaced('maker = "Somebody"', 'maker = " "'), 2, "maker is missing", True),
    (replaced('maker = "Somebody"', "maker = 7"), 2, "7 is not a text", True),
    (replaced('"bipolar"', '"vacuum"'), 3, "there is none called 'vacuum'", True),
    (replaced('condition = "25', 'aliases = "X"\ncondition = "25'), 4, "is not a list of names", True),
    (replaced('revision = "A"\n', ""), 6, "neither a revision nor a date", True),
    (replaced('title = "X100 Operational Amplifier"\n', ""), 6, "title is missing", True),
    (replaced("[datasheet]\n", "").replace("title = ", "about = "), 0, "datasheet: is missing", True),
    (GOOD.partition("[[sources]]")[0], 0, "sources: is missing", True),
    (replaced('text = "the data sheet, page 3"\n', ""), 20, "text is missing", True),
    (replaced('figures = ["Ao", ', 'figures = ["Ri", "Ao", '), 20, "Ri is no figure of this file", False),
    (replaced('figures = ["Ao", ', "figures = ["), 11, "Ao: has no source", False),
    (replaced('figures = ["Ao", ', 'figures = ["Ao", "Ao", '), 11, "has two sources", False),
    (replaced('figures = ["Ao", ', 'figures = [3, "Ao", '), 20, "figures is no list of figures", True),
]


@pytest.mark.parametrize(
    ("text", "line", "says", "seen"), BAD, ids=[f"{b[2]}-{k}" for k, b in enumerate(BAD)]
)
def test_a_bad_file_is_refused_at_its_line(text: str, line: int, says: str, seen: bool) -> None:
    with pytest.raises(InputError) as caught:
        part_of(text, "x.toml")
    problem = next(p for p in caught.value.problems if says in str(p))
    assert (problem.place.file, problem.place.line) == ("x.toml", line)
    assert bool(faults(read_toml(text), SCHEMA, SCHEMA)) == seen


def test_all_problems_of_a_file_in_one_pass() -> None:
    text = replaced("min = 1000", "min = 2000").replace('"bipolar"', '"tubes"').replace('"mV"', '"mA"')
    with pytest.raises(InputError) as caught:
        part_of(text.replace("slew = ", "slow = "), "x.toml")
    assert [p.place.line for p in caught.value.problems] == [3, 11, 14, 18, 20], (
        "the last: a source of what is no figure"
    )


@pytest.mark.parametrize("text", ["name = ", "name", "[a", "\x00", "a = 1" + "0" * 6000])
def test_what_is_no_toml(text: str) -> None:
    with pytest.raises(InputError, match=r"x\.toml"):
        part_of(text, "x.toml")


def test_a_huge_file_is_not_read() -> None:
    with pytest.raises(InputError, match="too large"):
        part_of("# " + "x" * 200_000, "x.toml")


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_our_files_are_sound(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    part = part_of(text, file.name)
    assert part.name == file.stem
    assert faults(read_toml(text), SCHEMA, SCHEMA) == []
    assert "#" not in text, "what is worth saying is in the fields, where a reader sees it"
    assert part.figures
    assert all(part.source(key) for key in part.figures)
    assert part.revision


def test_the_parts_that_a_library_must_have() -> None:
    wanted = (
        "uA741 LM358 LM324 TL071 TL081 OP07 OP27 OP177 OPA277 LT1001 AD8628 LTC2050 LMC6482 MCP6001 NE5534"
    )
    assert set(wanted.split()) <= {f.stem for f in FILES}


def test_the_schema_knows_the_same_words() -> None:
    assert SCHEMA["properties"]["figures"]["propertyNames"]["enum"] == list(FIGURES)
    assert SCHEMA["properties"]["technology"]["enum"] == list(TECHNOLOGIES)
    assert faults(read_toml(GOOD), SCHEMA, SCHEMA) == []


PLAUSIBLE = {
    "Ao": (1e4, 1e8),
    "Ri": (1e4, 1e14),
    "Ricm": (1e6, 1e15),
    "Ro": (1, 1e4),
    "vos": (1e-8, 2e-2),
    "vos_drift": (1e-10, 1e-4),
    "Ib": (1e-15, 1e-5),
    "Ib_doubling": (5, 20),
    "Ios": (1e-15, 1e-6),
    "Ios_drift": (1e-15, 1e-9),
    "CMRR": (1e3, 1e8),
    "PSRR": (1e3, 1e8),
    "GBW": (1e4, 1e9),
    "slew": (1e4, 1e10),
    "en": (5e-10, 1e-6),
    "en_corner": (0.1, 1e5),
    "in": (1e-16, 1e-10),
    "in_corner": (0.1, 1e5),
}
"""Of op-amps that one can buy: a slip of a prefix falls out."""


def test_no_figure_is_out_by_powers_of_ten() -> None:
    seen = 0
    for part in library.every():
        for key, f in part.figures.items():
            low, high = PLAUSIBLE[key]
            for q in (f.min, f.typ, f.max):
                if q is not None:
                    seen += 1
                    assert low <= abs(q) <= high, (part.name, key)
    assert seen > 150
