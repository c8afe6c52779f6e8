"""The command ``gainproof budget``: its help, and the guide that shows it."""

import re
from pathlib import Path

import pytest

from gainproof.cli import main

DOCS = Path(__file__).parents[2] / "docs"


def test_the_help_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["budget", "--help"])
    out = capsys.readouterr().out
    for word in ("--part OP27", "vos=-1m..1m", "budget.xlsx", "--temperature=-40..85", "move together"):
        assert word in out


def test_the_guide_shows_what_is_really_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(DOCS / "budget")
    shown = re.findall(
        r"```\n\$ gainproof (.*)\n((?:(?!```).*\n)+)```", (DOCS / "budget.md").read_text("utf-8")
    )
    assert len(shown) == 3
    for command, output in shown:
        assert main(command.split()) == 0
        assert capsys.readouterr().out.rstrip() == output.rstrip(), "run scripts/guide.py"
