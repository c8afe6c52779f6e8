"""A part's figures as numbers for op-amps, and in a whole derivation."""

from fractions import Fraction
from pathlib import Path

import pytest

import gainproof
from gainproof.chapters import Chapter, make
from gainproof.circuit.netlist import read
from gainproof.datasheets import every, fillings, find, op_amp_values
from gainproof.errors import GainproofError, InputError
from gainproof.folder import load

AMPLIFIER = "* an amplifier\nV1 in 0 10m\nX1 in n out opamp{}\nR1 n 0 1k\nR2 out n 9k\n.tf V(out) V1\n"


def test_typical_and_worst_values() -> None:
    typical, worst = op_amp_values(find("OP27")), op_amp_values(find("OP27"), "worst")
    assert typical["Ao"] == 1_800_000
    assert worst["Ao"] == 1_000_000
    assert (typical["vos"], worst["vos"]) == (Fraction(1, 10**5), Fraction(25, 10**6))
    assert (typical["PSRR"], worst["PSRR"]) == (10**6, 10**5)
    assert "GBW" not in typical, "no parameter of the library's op-amp"


def test_what_is_unknown_is_absent() -> None:
    assert "Ro" not in op_amp_values(find("LMC6482"))
    dc = {"ao", "ri", "ricm", "ro", "vos", "ib", "ios", "cmrr", "psrr"}
    parameters = dc | {"en", "in", "en_corner", "in_corner"}
    seen = 0
    for part in every():
        found = op_amp_values(part)
        seen += len(found)
        assert {k.lower() for k in found} <= parameters
        assert {k.lower() for k in found} == {k.lower() for k in part.figures} & parameters
    assert seen > 60


def test_a_pick_that_is_none() -> None:
    with pytest.raises(GainproofError, match="there is no pick 'best'"):
        op_amp_values(find("OP27"), "best")


def test_bias_currents_of_each_input_follow() -> None:
    values = fillings("OP27")[""].values
    assert values["Ibp"] - values["Ibn"] == values["Ios"]
    assert values["Ibp"] + values["Ibn"] == 2 * values["Ib"]


def test_an_ideal_op_amp_gets_all_but_the_rejection_of_a_supply_that_does_not_change() -> None:
    filling = fillings("OP27")[""]
    assert set(filling.values) - set(filling.bare) == {"PSRR", "Ibp", "Ibn"}
    d = gainproof.derive(AMPLIFIER.format(" PSRR=1k vs={vs}"), of="V(out)", part="OP27")
    assert d.parameters["PSRR"].value == 10**6


@pytest.mark.parametrize(
    "asked", ["X1=OP27", ["X1=OP27"], {"X1": "OP27"}, ["OP07", " X1 = op27 "], {"": "OP07", "X1": "OP27"}]
)
def test_ways_to_name_an_op_amps_part(asked: object) -> None:
    assert fillings(asked)["X1"].part == "OP27"  # type: ignore[arg-type]


@pytest.mark.parametrize("asked", ["", "X1=", "=OP27", [""], [7], {"X1": 3}, {7: "OP27"}, ["OP27", "OP07"]])
def test_what_names_no_part(asked: object) -> None:
    with pytest.raises(GainproofError):
        fillings(asked)  # type: ignore[arg-type]


def test_a_derivation_has_the_numbers_of_its_part() -> None:
    d = gainproof.derive(AMPLIFIER.format(" Ao=100 Ro={Ro}"), part="OP27")
    values = {n: p.value for n, p in d.parameters.items()}
    assert (values["Ao"], values["Ro"], values["R1"]) == (1_800_000, 70, 1000)
    plain = gainproof.derive(AMPLIFIER.format(" Ao=100 Ro={Ro}"))
    assert [str(s.claim) for s in d.steps] == [str(s.claim) for s in plain.steps], "the algebra is the same"
    assert all(v.holds for v in gainproof.check(d))


def test_a_study_works_the_example_with_them() -> None:
    s = gainproof.study(AMPLIFIER.format(" Ao=100"), part="LM358")
    assert s.holds
    assert s.example.value == 10 / (1 + Fraction(10, 100_000))
    assert "X1 has the typical figures of LM358 for Ao" in str(s.remarks[0])


@pytest.mark.parametrize("part", [None, "LM358"])
def test_witnesses_read_the_netlists_own_file_only_if_its_numbers_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str | None
) -> None:
    file = tmp_path / "amp.cir"
    file.write_text(AMPLIFIER.format(" Ao=100"), encoding="utf-8")
    told: list[Path | None] = []

    def opinions(*_: object, netlist: Path | None, **__: object) -> tuple[()]:
        told.append(netlist)
        return ()

    monkeypatch.setattr("gainproof.studies.opinions", opinions)
    gainproof.study(file, part=part, witnesses=("ngspice",), file=file)
    assert told == [None if part else file]


def test_values_that_are_given_go_before_those_of_the_part() -> None:
    s = gainproof.study(AMPLIFIER.format(" Ao={Ao}"), part="OP27", values={"Ao": Fraction(50)})
    assert s.example.value == 10 / (1 + Fraction(10, 50))


def test_a_netlist_that_is_read_already() -> None:
    with pytest.raises(GainproofError, match="read already"):
        gainproof.derive(read(AMPLIFIER.format("")), part="OP27")


def test_a_part_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        'name = "MINE"\nmaker = "me"\ntechnology = "CMOS"\n[datasheet]\ntitle = "t"\ndate = "d"\n'
        '[figures]\nAo = {typ = 60, unit = "dB"}\n[[sources]]\ntext = "t"\nfigures = ["Ao"]\n',
        encoding="utf-8",
    )
    d = gainproof.derive(AMPLIFIER.format(""), part="mine", parts=[tmp_path])
    assert d.parameters["Ao"].value == 1000


def folder(tmp_path: Path, toml: str, line: str = " Ao=100") -> Path:
    (tmp_path / "circuit.cir").write_text(AMPLIFIER.format(line), encoding="utf-8")
    (tmp_path / "derivation.toml").write_text('witnesses = ["numeric"]\n' + toml, encoding="utf-8")
    return tmp_path


def made(path: Path) -> list[Fraction]:
    """The open-loop gains of the folder's examples."""
    chapter = Chapter("t", "t")
    make(load(path), chapter)
    assert chapter.faults == []
    return [s.values["Ao"] for s in chapter.studies]


def test_the_part_of_a_folder_and_of_one_question(tmp_path: Path) -> None:
    asks = '[[ask]]\ntf = "V(out) V1"\n[[ask]]\nof = "V(out)"\npart = {X1 = "LM358"}\n'
    assert made(folder(tmp_path, 'part = "OP27"\n' + asks)) == [1_800_000, 100_000]


def test_a_folders_own_parts(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "mine.toml").write_text(
        'name = "MINE"\nmaker = "me"\ntechnology = "CMOS"\n[datasheet]\ntitle = "t"\ndate = "d"\n'
        '[figures]\nAo = {typ = 60, unit = "dB"}\n[[sources]]\ntext = "t"\nfigures = ["Ao"]\n',
        encoding="utf-8",
    )
    assert made(folder(tmp_path, 'part = "MINE"\n')) == [1000]


def test_values_of_a_folder_go_before_the_part(tmp_path: Path) -> None:
    assert made(folder(tmp_path, 'part = "OP27"\n[values]\nAo = "7k"\n')) == [7000]


@pytest.mark.parametrize(
    ("toml", "says"),
    [("part = 7\n", "part: holds something else"), ("[part]\nX1 = 7\n", "part: holds something else")],
)
def test_a_folders_part_that_is_no_text(tmp_path: Path, toml: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        load(folder(tmp_path, toml))


def test_a_folders_part_that_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(GainproofError, match="there is no part 'NOPE'"):
        made(folder(tmp_path, 'part = "NOPE"\n'))
