"""What the README and the guides tell a reader to type works as it is written, with the file shown there."""

import re
import runpy
import shlex
from itertools import pairwise
from pathlib import Path

import pytest

from gainproof.cli import main

ROOT = Path(__file__).parents[2]
GUIDES = {"README.md": 15, "docs/values.md": 2, "docs/bode.md": 1, "docs/methods.md": 2, "docs/parts.md": 2}
"""Guides about the README's amp.cir, and how many commands each shows."""
IN_PYTHON = ("README.md", "docs/values.md", "docs/bode.md")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"`(\S+\.cir)`:\n\n```\n(.*?)^```", re.DOTALL | re.MULTILINE)


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def commands(page: str) -> list[str]:
    """The lines that a reader may type after the files that are shown."""
    lines = (
        x.strip().removeprefix("$ ") for x in read(page).splitlines() if x.startswith((" ", "gainproof"))
    )
    return [x for x in lines if x.startswith("gainproof ") and " amp.cir" in x]


SHOWN = [(page, c) for page in GUIDES for c in commands(page)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the file that the README tells the reader to write."""
    made = tmp_path_factory.mktemp("reader")
    files = FILE.findall(read("README.md"))
    assert [name for name, _ in files] == ["amp.cir"]
    for name, text in files:
        (made / name).write_text(text)
    return made


def test_the_guides_show_so_many_commands() -> None:
    assert {page: len(commands(page)) for page in GUIDES} == GUIDES


@pytest.mark.parametrize(("page", "command"), SHOWN)
def test_what_is_shown_can_be_typed(
    page: str, command: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    words = shlex.split(command, comments=True)
    assert main(words[1:]) == 0, capsys.readouterr().err
    for flag, name in pairwise(words):
        assert flag != "-o" or Path(name).stat().st_size > 0


@pytest.mark.parametrize("page", IN_PYTHON)
def test_what_is_shown_in_python_runs(
    page: str, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(folder)
    blocks = [text for language, text in BLOCK.findall(read(page)) if language == "python"]
    assert len(blocks) == 1
    file = tmp_path / "shown.py"
    file.write_text(blocks[0], encoding="utf-8")
    runpy.run_path(str(file))


def test_what_a_value_is_refused_for_is_what_the_guide_says(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    assert main(["derive", "amp.cir", "--set", "R1=3 V", "Ao=5 kΩ", "R7=1"]) == 2
    assert f"```\n{capsys.readouterr().err}```" in read("docs/values.md")
