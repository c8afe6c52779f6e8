"""What is written where: a sheet and its key, one file or a folder, all of it or nothing."""

import json
from pathlib import Path

import pytest

from gainproof.errors import GainproofError
from gainproof.problems import files
from gainproof.problems.files import FORMATS, chosen, key_beside, write
from gainproof.problems.making import Wishes, problems
from gainproof.problems.records import dumps
from gainproof.problems.terminal import terminal

ROOT = Path(__file__).parents[2]
FOUND = problems([ROOT / "derivations" / "1-offset-voltage"], 6, 7)


@pytest.mark.parametrize("suffix", [".tex", ".typ", ".html"])
def test_the_key_lies_beside_the_sheet(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / "new" / f"sheet{suffix}"
    written, faults = write(FOUND, target)
    assert written == [target, key_beside(target)]
    assert key_beside(target).name == f"sheet-key{suffix}"
    assert faults == []
    assert sorted(p.name for p in target.parent.iterdir()) == [f"sheet-key{suffix}", f"sheet{suffix}"]


def test_nothing_is_written_if_the_key_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import gainproof.problems.page as page

    def broken(*_: object) -> str:
        raise GainproofError("the key is lost")

    monkeypatch.setattr(page, "key", broken)
    (tmp_path / "sheet.html").write_text("before")
    with pytest.raises(GainproofError, match="the key is lost"):
        write(FOUND, tmp_path / "sheet.html")
    assert [p.name for p in tmp_path.iterdir()] == ["sheet.html"]
    assert (tmp_path / "sheet.html").read_text() == "before"


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_written_whole(tmp_path: Path, format: str) -> None:
    suffix = ".json" if format == "json" else files.EXPORTS[format].suffix
    target = tmp_path / f"out{suffix}"
    written, _ = write(FOUND, target, format)
    assert written
    assert all(p.read_bytes() for p in written)
    assert target.is_file() == bool(suffix)


@pytest.mark.parametrize(
    ("name", "format", "why"),
    [
        ("out.docx", "", "cannot tell what to write; expected .pdf"),
        ("out", "", "cannot tell what to write"),
        ("out.xml", "excel", "there is no format 'excel'"),
        ("out.pdf", "moodle", "moodle is written to a .xml file"),
        ("out.csv", "json", "json is written to a .json file"),
    ],
)
def test_a_name_that_does_not_fit_is_refused(tmp_path: Path, name: str, format: str, why: str) -> None:
    with pytest.raises(GainproofError, match=why):
        chosen(tmp_path / name, format)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "quiz").write_text("mine")
    with pytest.raises(GainproofError, match="is a file; notebook is written to a folder"):
        write(FOUND, tmp_path / "quiz", "notebook")
    assert (tmp_path / "quiz").read_text() == "mine"


def test_the_record_holds_what_another_program_needs() -> None:
    whole = json.loads(dumps(FOUND))
    assert whole["seed"] == 7
    assert [p["name"] for p in whole["problems"]] == [p.name for p in FOUND.problems]
    for said, p in zip(whole["problems"], FOUND.problems, strict=True):
        assert said["netlist"] == p.netlist
        assert [o["right"] for o in said["options"]] == [o.right for o in p.options]
        assert len(said["proofs"]) == 5


def test_the_terminal_shows_the_key_only_if_it_is_wanted() -> None:
    bare, full = terminal(FOUND), terminal(FOUND, key=True)
    assert "Key:" not in bare
    assert full.count("Key:") == 6
    assert "GP1" not in bare
    assert all(len(row) <= 80 for row in full.splitlines())
    assert terminal(FOUND, key=True, ascii=True).isascii()


def test_a_faded_example_on_the_terminal_hides_its_blanks() -> None:
    faded = problems([ROOT / "derivations" / "1-offset-voltage"], 1, 7, Wishes(kind="faded"))
    (p,) = faded.problems
    shown = terminal(faded)
    assert shown.count("…………") == len(p.blanks) > 0
