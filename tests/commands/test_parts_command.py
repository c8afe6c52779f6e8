"""``gainproof parts``, its page of the documentation, and ``derive --part``."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from gainproof.cli import main
from gainproof.datasheets import VARIABLE, every

PAGE = Path(__file__).parents[2] / "docs" / "parts.md"
AMPLIFIER = "* t\nV1 in 0 10m\nX1 in n out opamp Ao=100\nR1 n 0 1k\nR2 out n 9k\n.tf V(out) V1\n"


@pytest.fixture(autouse=True)
def _no_folders_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def test_all_parts_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parts"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [p.name for p in every()]


def test_one_part_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parts", "op27e"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "OP27, OP27A, OP27E: low-noise precision op-amp (bipolar)\nData sheet: Analog Devices"
    )
    assert "  Ao         1000  1800       V/mV    R_L ≥ 2 kΩ, V_O = ±10 V\n" in out
    assert "Not known here: Ib_drift" in out
    assert "read in the first page of the data sheet, Rev. C" in out
    assert all(len(line) <= 110 for line in out.splitlines())


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parts", "--format", "json", "OP27"]) == 0
    (part,) = json.loads(capsys.readouterr().out)
    assert part["datasheet"]["revision"] == "Rev. C"
    assert Fraction(part["figures"]["vos"]["max"]) == Fraction(25, 10**6)
    assert part["figures"]["vos"]["written"] == {"min": "", "typ": "10", "max": "25", "unit": "µV"}
    assert part["figures"]["vos"]["source"]


def test_the_page_of_the_documentation_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parts", "--format", "markdown"]) == 0
    tables = capsys.readouterr().out
    assert PAGE.read_text(encoding="utf-8").endswith("\n\n" + tables), (
        "write it anew: the tables are those of gainproof parts --format markdown"
    )
    assert main(["parts", "--format", "markdown", "OP27"]) == 0
    assert capsys.readouterr().out in tables


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["OP72"], "there is no part 'OP72'; did you mean OP27?"),
        (["--parts", "/nowhere"], "/nowhere: there is no such folder"),
    ],
)
def test_what_cannot_be_shown(words: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parts", *words]) == 2
    assert says in capsys.readouterr().err


def test_a_folder_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.toml").write_text('name = "X"\n', encoding="utf-8")
    assert main(["parts", "--parts", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "bad.toml: maker: maker is missing" in said
    assert "bad.toml: figures: is missing" in said


def test_derive_with_a_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "amp.cir"
    file.write_text(AMPLIFIER, encoding="utf-8")
    assert main(["derive", str(file), "--part", "X1=LM358", "--ascii"]) == 0
    out = capsys.readouterr().out
    assert "9.999" in out
    assert "open-loop gain, 100000" in out
    assert "X1 has the typical figures of LM358 for Ao" in " ".join(out.split())
    assert main(["derive", str(file), "--part", "X2=LM358"]) == 2
    assert "there is no op-amp X2 to be the part LM358" in capsys.readouterr().err
    assert main(["derive", str(file), "--part", "NOPE"]) == 2
    assert "there is no part 'NOPE'" in capsys.readouterr().err
