"""``gainproof verify``: exit codes, formats, files, standard input, refusals; nothing is overwritten."""

import io
import json
import re
import sys
from pathlib import Path

import pytest

from gainproof.cli import main

AMP = "* inverting\nV1 in 0 0.1\nR1 in n 10k\nR2 n out 100k\nX1 0 n out opamp Ao=100k\n"
RIGHT = "---\ncircuit: amp.cir\n---\n\nv_out = -Ao*v_n\n"
WRONG = RIGHT + "\nv_n = (R2*V1 - R1*v_out)/(R1 + R2)\n"
UNREAD = RIGHT + "\nv_n = = 3 +\n"

Said = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {"amp.cir": AMP, "right.md": RIGHT, "wrong.md": WRONG, "unread.md": UNREAD}.items():
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def piped(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))


@pytest.mark.parametrize(
    ("works", "code"),
    [
        (["right.md"], 0),
        (["wrong.md"], 1),
        (["unread.md"], 2),
        (["right.md", "unread.md"], 2),
        (["unread.md", "wrong.md", "right.md"], 1),
        (["none.md"], 2),
        (["none.md", "wrong.md"], 1),
    ],
)
def test_exit_codes(works: list[str], code: int, folder: Path, capsys: Said) -> None:
    assert main(["verify", *works]) == code
    assert "Traceback" not in capsys.readouterr().err


def test_one_work_that_fails_does_not_stop_the_others(folder: Path, capsys: Said) -> None:
    assert main(["verify", "none.md", "wrong.md"]) == 1
    out, err = capsys.readouterr()
    assert "wrong.md:7:" in out
    assert "none.md: the file cannot be read" in err


def test_text_is_what_a_linter_prints(folder: Path, capsys: Said) -> None:
    assert main(["verify", "wrong.md", "right.md"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("wrong.md:7:")
    assert "GP101 sign" in out
    assert "= help: v_n = (R2*V1 + R1*v_out)/(R1 + R2)" in out
    assert "2 works, 3 claims: 1 with a false line" in out
    assert "\x1b" not in out, "no colours in a pipe"


def test_formats_for_programs(folder: Path, capsys: Said) -> None:
    assert main(["verify", "wrong.md", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["first_wrong"] == 7
    assert main(["verify", "wrong.md", "right.md", "--format", "json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["works"]) == 2
    assert main(["verify", "wrong.md", "--format", "sarif"]) == 1
    assert json.loads(capsys.readouterr().out)["version"] == "2.1.0"
    assert main(["verify", "wrong.md", "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error file=wrong.md,line=7,")


def test_the_preview_changes_no_file(folder: Path, capsys: Said) -> None:
    assert main(["verify", "wrong.md", "--fix-preview"]) == 1
    out = capsys.readouterr().out
    assert "-v_n = (R2*V1 - R1*v_out)/(R1 + R2)\n+v_n = (R2*V1 + R1*v_out)/(R1 + R2)\n" in out
    assert (folder / "wrong.md").read_text() == WRONG


def test_pages_and_records_are_written(folder: Path, capsys: Said) -> None:
    for suffix in ("pdf", "html", "tex", "typ", "json", "sarif"):
        assert main(["verify", "wrong.md", "-q", "-o", f"out/page.{suffix}"]) == 1
        assert (folder / "out" / f"page.{suffix}").stat().st_size > 500
    out, err = capsys.readouterr()
    assert out == err == ""


def test_standard_input(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    piped("y = -Ao*v_n\n", monkeypatch)
    assert main(["verify", "-", "--circuit", "amp.cir", "--name", "y=V(out)"]) == 0
    assert capsys.readouterr().out == "<stdin>: 1 claim: 1 true\n"
    piped("R2/R1 = 50\n", monkeypatch)
    assert main(["verify", "-", "--circuit", "amp.cir", "--value", "R1=2k", "--every"]) == 0
    assert main(["verify", "-", "-", "--circuit", "amp.cir"]) == 2


def test_ideal_and_the_command_lines_circuit_go_first(folder: Path, capsys: Said) -> None:
    (folder / "w.md").write_text("---\ncircuit: none.cir\n---\nv_out = -R2/R1*V1\n")
    assert main(["verify", "w.md"]) == 2
    assert "none.cir" in capsys.readouterr().err
    assert main(["verify", "w.md", "--circuit", "amp.cir"]) == 0
    assert "GP140 holds only in a limit" in capsys.readouterr().out
    assert main(["verify", "w.md", "--circuit", "amp.cir", "--ideal"]) == 0
    assert capsys.readouterr().out == "w.md: 1 claim: 1 true\n"


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--circuit", "none.cir"], "none.cir: the file cannot be read"),
        (["--circuit", "wrong.md"], "wrong.md"),
        (["--name", "vo"], "cannot read --name 'vo'; expected such as --name vo=V(out)"),
        (["--name", "=V(o)"], "cannot read --name"),
        (["--name", "vo=V(nowhere)"], "nowhere"),
        (["--name", "a=R1", "--name", "a=R2"], "is given twice"),
        (["--value", "R1=lots"], "'lots' is not a value"),
        (["--value", "R7=1"], "there is no symbol 'R7'"),
        (["-o", "page.doc"], "cannot write this kind of file"),
    ],
)
def test_bad_input_is_exit_2_and_a_sentence(
    options: list[str], complaint: str, folder: Path, capsys: Said
) -> None:
    assert main(["verify", "right.md", *options]) == 2
    out, err = capsys.readouterr()
    assert complaint in err
    assert "Traceback" not in err
    assert out == ""


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "there is no equation in it"),
        (b"Prose only, nothing to judge.\n", "there is no equation in it"),
        (b"v = 1\xff", "the byte 0xff is no text in UTF-8"),
        (b"\x7fELF\0\0", "zero byte"),
    ],
)
def test_works_without_algebra(data: bytes, complaint: str, folder: Path, capsys: Said) -> None:
    (folder / "odd.txt").write_bytes(data)
    assert main(["verify", "odd.txt", "--circuit", "amp.cir"]) == 2
    assert complaint in capsys.readouterr().err


def test_a_hook_passes_over_what_names_no_circuit(folder: Path, capsys: Said) -> None:
    (folder / "notes.md").write_text("Prose with $a = b$.\n")
    assert main(["verify", "notes.md"]) == 2
    assert "no circuit is named" in capsys.readouterr().err
    assert main(["verify", "--skip-unnamed", "notes.md", "right.md"]) == 0
    assert main(["verify", "--skip-unnamed", "notes.md", "wrong.md"]) == 1


def test_the_hook_is_what_pre_commit_wants() -> None:
    hooks = (Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text()
    said = dict(
        line.lstrip("- ").split(": ", 1) for line in hooks.splitlines() if ": " in line and line[0] != "#"
    )
    assert said["id"] == "gainproof-verify"
    assert said["entry"] == "gainproof verify --skip-unnamed"
    assert said["language"] == "python"
    assert said["types_or"] == "[markdown, tex, plain-text, jupyter]"


def test_the_help_teaches(capsys: Said) -> None:
    with pytest.raises(SystemExit):
        main(["verify", "--help"])
    out = capsys.readouterr().out
    for word in ("circuit: amp.cir", "--name vo=V(out)", "exit codes:", "gainproof codes"):
        assert word in out


def test_the_guide_shows_what_is_really_printed(monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    docs = Path(__file__).parents[2] / "docs"
    monkeypatch.chdir(docs / "verify")
    shown = re.findall(
        r"```\n\$ gainproof (.*)\n((?:(?!```).*\n)+)```", (docs / "verify.md").read_text("utf-8")
    )
    assert len(shown) == 3
    for command, output in shown:
        assert main(command.split()) == 1
        assert capsys.readouterr().out.rstrip() == output.rstrip(), "run scripts/guide.py"
