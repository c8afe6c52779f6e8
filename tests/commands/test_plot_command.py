"""``gainproof plot``: what it prints, what it writes, what it refuses."""

import csv
from pathlib import Path
from xml.etree import ElementTree

import pytest

from gainproof.cli import main

NOTE = "derivations/5-all-together/circuit.cir"
ROLLING = "derivations/rauck-d-bandwidth/circuit.cir"
RANDOM = ["--kind", "histogram", "--tolerance", "1%", "--monte-carlo", "1000"]


def test_the_terminal_shows_the_points_the_caption_and_how_to_draw(capsys) -> None:
    assert main(["plot", NOTE]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("Error against Ao\n")
    assert ["200000", "0.52379", "%"] in [line.split() for line in said.out.splitlines()]
    assert "the dot is the example." in said.out
    assert "-o chart.pdf" in said.err


@pytest.mark.parametrize("arguments", [[], RANDOM, ["--against", "Ri"]])
@pytest.mark.parametrize("suffix", ["svg", "html", "tex", "typ", "csv"])
def test_each_kind_of_file(arguments: list[str], suffix: str, tmp_path: Path, capsys) -> None:
    target = tmp_path / f"chart.{suffix}"
    assert main(["plot", NOTE, *arguments, "-o", str(target)]) == 0
    assert capsys.readouterr().out == ""
    source = target.read_text(encoding="utf-8")
    if suffix == "svg":
        ElementTree.fromstring(source)
    elif suffix == "csv":
        rows = list(csv.reader(source.splitlines()))
        assert len(rows) > 10
        assert len({len(r) for r in rows}) == 1
    else:
        mark = {"html": "<svg", "tex": r"\useasboundingbox", "typ": ', gpchart("<svg'}[suffix]
        assert source.count(mark) == 1
    assert len(source) < 100_000


def test_a_page_as_pdf(tmp_path: Path, capsys) -> None:
    target = tmp_path / "bode.pdf"
    assert main(["plot", ROLLING, "--tf", "V(out) Vin", "--kind", "bode", "-o", str(target)]) == 0
    assert target.read_bytes().startswith(b"%PDF")
    assert capsys.readouterr().err == ""


def test_the_same_seed_gives_the_same_file(tmp_path: Path) -> None:
    made = []
    for k, seed in enumerate(("3", "3", "4")):
        target = tmp_path / f"{k}.svg"
        assert main(["plot", NOTE, *RANDOM, "--seed", seed, "-o", str(target)]) == 0
        made.append(target.read_bytes())
    assert made[0] == made[1] != made[2]


REFUSED = {
    "--temperature means nothing to --kind error": ["--temperature", "0..70"],
    "--against means nothing to --kind histogram": [*RANDOM, "--against", "Ao"],
    "which takes --set, --part, --parts, --against": ["--seed", "3"],
    "give the temperatures": ["--kind", "temperature"],
    "expected a number of samples": [*RANDOM[:-1], "1"],
    "cannot write this kind of file; expected .svg": ["-o", "chart.png"],
    "depends on frequency": ["--kind", "bode"],
    "is no imperfection": ["--against", "R1"],
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_cannot_be_used_is_refused_in_a_sentence(why: str, capsys) -> None:
    assert main(["plot", NOTE, *REFUSED[why]]) == 2
    assert why in capsys.readouterr().err


def test_a_kind_that_there_is_not_is_refused() -> None:
    with pytest.raises(SystemExit):
        main(["plot", NOTE, "--kind", "pie"])


def test_help_teaches(capsys) -> None:
    with pytest.raises(SystemExit):
        main(["plot", "--help"])
    said = capsys.readouterr().out
    for word in ("--kind bode", "--temperature=-40..85", "histogram", ".csv", "Monte Carlo"):
        assert word in said


def test_the_guide_shows_what_is_really_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = Path("docs/plots.md").read_text(encoding="utf-8")
    folder = Path("docs/plots").resolve()
    monkeypatch.chdir(folder)
    seen = 0
    for line in guide.splitlines():
        if line.startswith("$ gainproof plot"):
            *words, name = line.removeprefix("$ gainproof ").split()
            assert main([*words, str(tmp_path / name)]) == 0
            assert (tmp_path / name).read_text() == (folder / name).read_text(), "run scripts/guide.py"
            assert f"(plots/{name})" in guide
            seen += 1
    assert seen == 3
