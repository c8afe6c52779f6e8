"""``gainproof noise``: what it prints and writes, exit codes, refusals; the guide shows what is printed."""

import json
import re
from pathlib import Path

import pytest

from gainproof.archive import loads
from gainproof.checker import check, failures, unanswered
from gainproof.cli import main

DOCS = Path(__file__).parents[2] / "docs"
AMP = (
    "* amplifier\nV1 in 0 1\nX1 in n out opamp en=3n in=0.4p en_corner=10\nR1 n 0 1k\nR2 n out 9k\n"
    ".tf V(out) V1\n"
)

Said = pytest.CaptureFixture[str]


@pytest.fixture
def amp(tmp_path: Path) -> Path:
    file = tmp_path / "amp.cir"
    file.write_text(AMP)
    return file


def run(*words: object) -> int:
    return main(["noise", *map(str, words), "--no-witness"])


def test_the_terminal_has_the_boxed_line_and_the_numbers(amp: Path, capsys: Said) -> None:
    assert run(amp, "--from", "10", "--to", "10k", "--ascii") == 0
    said = capsys.readouterr().out
    assert "Noise power density of the output" in said
    assert "14 of 14 steps proved from their premises" in said
    assert re.search(r"total, 10 Hz to 10 kHz +4\.907 uV", said)
    assert re.search(r"largest: thermal noise of R1 +3\.661 uV, 55\.7 % of the power", said)


def test_quiet_prints_the_result_and_the_total(amp: Path, capsys: Said) -> None:
    assert run(amp, "-q") == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("S_out = ")
    assert second == "4.907 µV"


def test_json_is_judged_again(amp: Path, capsys: Said) -> None:
    assert run(amp, "--json") == 0
    text = capsys.readouterr().out
    said = json.loads(text)
    assert said["quantity"] == "noise(V(out))"
    assert said["example"]["parts"][0]["source"] == "R1"
    d = loads(text)
    verdicts = check(d)
    assert failures(d, verdicts) == ()
    assert unanswered(d, verdicts) == ()


def test_saved_noise_is_checked_without_a_witness_that_knows_none(
    amp: Path, tmp_path: Path, capsys: Said
) -> None:
    saved = tmp_path / "noise.json"
    assert run(amp, "-o", saved) == 0
    capsys.readouterr()
    assert main(["check", str(saved)]) == 0
    out = capsys.readouterr().out
    assert out.endswith("14 steps hold, and they answer noise(V(out))\n")
    assert "silent" not in out


def test_a_saved_derivation_with_another_op_amp_is_refused(amp: Path, capsys: Said) -> None:
    """The densities come from the circuit in the file, not from the claims."""
    run(amp, "--json")
    said = json.loads(capsys.readouterr().out)
    for c in said["circuits"]:
        c["instances"][0]["noise"]["en"] = "2*En"
    d = loads(json.dumps(said))
    first = failures(d, check(d))[0]
    assert first.how == "it is not the sum of the powers of all sources of noise"


@pytest.mark.parametrize("suffix", ["tex", "typ", "html", "json"])
def test_files_are_written(amp: Path, suffix: str, capsys: Said) -> None:
    target = amp.with_suffix(f".{suffix}")
    assert run(amp, "-o", target) == 0
    written = target.read_text(encoding="utf-8")
    assert "S_" in written or "out" in written
    assert capsys.readouterr().out == ""


def test_values_temperature_and_parts(amp: Path, capsys: Said) -> None:
    assert run(amp, "-q", "--value", "R1=1 kΩ", "--value", "en=0", "--value", "in=0") == 0
    warm = capsys.readouterr().out.splitlines()[1]
    assert run(amp, "-q", "--temperature", "1200", "--value", "en=0", "--value", "in=0") == 0
    hot = capsys.readouterr().out.splitlines()[1]
    assert (warm, hot) == ("3.86 µV", "7.719 µV")
    bare = amp.with_name("bare.cir")
    bare.write_text(AMP.replace(" en=3n in=0.4p en_corner=10", ""))
    assert run(bare, "--json", "--part", "OP27") == 0
    sources = [p["source"] for p in json.loads(capsys.readouterr().out)["example"]["parts"]]
    assert {"X1.en", "X1.inn"} <= set(sources)


def test_missing_values_leave_the_formula(tmp_path: Path, capsys: Said) -> None:
    file = tmp_path / "divider.cir"
    file.write_text("* divider\nV1 in 0\nR1 in out\nR2 out 0 1k\n.tf V(out) V1\n")
    assert run(file) == 0
    assert "No numbers: no value for R1" in capsys.readouterr().out


def test_positive_feedback_is_no_amplifier(tmp_path: Path, capsys: Said) -> None:
    file = tmp_path / "trigger.cir"
    file.write_text(AMP.replace("in n out", "n in out"))
    assert run(file) == 1
    told = capsys.readouterr()
    assert "positive" in told.err
    assert "total" not in told.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--out", "V(nowhere)"], "there is no node"),
        (["--source", "R1"], "not an independent source"),
        (["--source", "V9"], "there is no element"),
        (["--from", "x"], "--from: 'x' is not a value"),
        (["--from", "10 V"], "is a voltage in V; expected a value in Hz"),
        (["--from", "-1"], "not negative"),
        (["--from", "1k", "--to", "100"], "has no width"),
        (["--from", "0"], "from 0 Hz on"),
        (["--to", "oo"], "over all frequencies"),
        (["--at", "0"], "not above 0 Hz"),
        (["--temperature", "0"], "more than 0 K"),
        (["--value", "R1"], "expected NAME=VALUE"),
        (["--value", "R7=1k"], "there is no symbol 'R7'"),
        (["--value", "R1=1 V"], "expected a value in Ω"),
        (["--part", "nothing"], "nothing"),
        (["-o", "x.doc"], "cannot write this kind of file"),
    ],
)
def test_refusals_are_told_in_a_sentence(amp: Path, words: list[str], said: str, capsys: Said) -> None:
    assert run(amp, *words) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert "Traceback" not in told.err


def test_the_guide_shows_what_is_printed(capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for what ngspice says, which depends on its version and on whether it is there."""
    monkeypatch.chdir(DOCS / "noise")
    blocks = re.findall(
        r"```\n\$ gainproof noise (.*)\n((?:(?!```).*\n)+)```",
        (DOCS / "noise.md").read_text(encoding="utf-8"),
    )
    assert len(blocks) == 2
    for command, shown in blocks:
        assert run(*command.split()) == 0
        printed = capsys.readouterr().out
        kept = [line for line in shown.rstrip().splitlines() if "ngspice" not in line]
        assert kept == printed.rstrip().splitlines()
