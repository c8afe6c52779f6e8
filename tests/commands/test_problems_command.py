"""``gainproof problems`` as a user meets it."""

import re
from pathlib import Path

import pytest

from gainproof.cli import main

ROOT = Path(__file__).parents[2]
FOLDER = str(ROOT / "derivations" / "1-offset-voltage")
DIVIDER = "Divider\nV1 in 0 5\nR1 in out {R1}\nR2 out 0 10k\n.tf V(out) V1\n"


def test_the_help_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["problems", "--help"])
    out = capsys.readouterr().out
    for word in (
        "sheet-key.pdf",
        "--fade backward",
        "--part OP27",
        "E24 or E96",
        "judged as a line of algebra",
    ):
        assert word in out


def test_the_guide_shows_what_is_really_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT / "docs" / "problems")
    page = (ROOT / "docs" / "problems.md").read_text("utf-8")
    shown = re.findall(r"```\n\$ gainproof (.*)\n((?:(?!```).*\n)+)```", page)
    assert len(shown) == 2
    for command, output in shown:
        assert main(command.split()) == 0
        assert capsys.readouterr().out.rstrip() == output.rstrip(), "run scripts/guide.py"


def test_problems_and_key_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["problems", FOLDER, "-n", "4", "--seed", "7", "--key"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("Offset voltage (seed 7)\n")
    assert said.out.count("Key:") == 4
    assert main(["problems", FOLDER, "-n", "4", "--seed", "7", "--key"]) == 0
    assert capsys.readouterr().out == said.out


def test_a_sheet_and_its_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["problems", FOLDER, "-n", "3", "-o", str(tmp_path / "s.html")]) == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["s-key.html", "s.html"]
    assert "3 problems" in capsys.readouterr().out


def test_values_that_are_missing_can_be_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "d.cir").write_text(DIVIDER)
    assert main(["problems", str(tmp_path / "d.cir")]) == 2
    assert "no example value for R1" in capsys.readouterr().err
    given = ["--set", "R1=4.7k", "--kind", "number", "--tolerance", "2%", "-n", "2"]
    assert main(["problems", str(tmp_path / "d.cir"), *given]) == 0
    assert "2\N{NO-BREAK SPACE}%" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (["-n", "0"], "-n 0"),
        (["--fade", "9"], "no line '9' to leave out"),
        (["--part", "OP99"], "there is no part 'OP99'"),
        (["--tolerance", "much"], "is not a value"),
        (["--set", "R1"], "expected NAME=VALUE"),
        (["--set", "Rx=1k"], "'Rx' to give a value; there are"),
        (["--format", "csv"], "say where to write it, with -o"),
        (["-o", "x.docx"], "cannot tell what to write"),
        (["--of", "V(nowhere)"], "there is no node"),
    ],
)
def test_what_cannot_be_used_is_told_in_a_sentence(
    more: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["problems", FOLDER, *more, *([] if "--fade" not in more else ["--kind", "faded"])]) == 2
    said = capsys.readouterr()
    assert why in said.err
    assert said.out == ""


def test_a_key_that_is_refused_is_exit_code_one_and_prints_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import gainproof.problems.proving as proving

    monkeypatch.setattr(proving, "CLOSE", -1.0)
    monkeypatch.setattr(proving, "reading", lambda *_: 0)
    assert main(["problems", FOLDER, "-n", "2", "--kind", "number"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "nodal analysis finds" in said.err
