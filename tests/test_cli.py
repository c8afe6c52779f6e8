"""The command line: exit codes, what goes where, no traceback, nothing half written."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from gainproof.cli import main
from gainproof.commands import COMMANDS

AMP = "* amp\nV1 in 0 1m\nX1 in n out opamp Ao=100k\nR1 n 0 1k\nR2 out n 9k\n.tf V(out) V1\n"


@pytest.fixture
def amp(tmp_path: Path) -> Path:
    path = tmp_path / "amp.cir"
    path.write_text(AMP)
    return path


def test_derive_prints_the_derivation(amp: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", str(amp)]) == 0
    out, err = capsys.readouterr()
    assert "G_I" in out
    assert "\x1b" not in out, "no colours in a pipe"
    assert err == ""


def test_derive_loads_no_room_that_it_does_not_use(amp: Path) -> None:
    script = (
        "import sys; from gainproof.cli import main; main(sys.argv[1:]); "
        "print(*sorted(m for m in sys.modules if m.startswith('gainproof.')), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "derive", str(amp), "-q"], capture_output=True, text=True, check=True
    )
    loaded = done.stderr.split()
    assert "gainproof.methods.nodal" in loaded
    idle = ("hand", "verification", "marked", "noise", "budget", "problems", "batch", "curves.bode", "draw")
    assert [m for m in loaded if m.removeprefix("gainproof.").startswith(idle)] == []


def test_quiet_prints_the_result_only(amp: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", str(amp), "-q"]) == 0
    assert capsys.readouterr().out == "v_out/V1 = G_I/(1 + G_I/Ao)\n"


def test_what_is_asked_and_named(amp: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", str(amp), "-q", "--of", "v(N)/v1"]) == 0
    assert main(["derive", str(amp), "-q", "--tf", "V(in,n) V1"]) == 0
    assert main(["derive", str(amp), "-q", "--name", "K=1+R2/R1"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "v_out/V1 = K/(1 + K/Ao)"


def test_a_name_that_the_result_has_no_use_for_is_told(amp: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", str(amp), "-q", "--name", "K=R1*R2"]) == 0
    assert "the name K is not used" in capsys.readouterr().err
    assert main(["derive", str(amp), "-q", "--name", "K=1+R2/R1"]) == 0
    assert capsys.readouterr().err == ""


def test_quiet_prints_the_limits_that_were_asked(amp: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", str(amp), "-q", "--limit", "Ao=oo"]) == 0
    assert capsys.readouterr().out == "v_out/V1 = G_I\n"


def test_json_round_trip_through_check(amp: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", str(amp), "--json", "--witness", "quick"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["version"] == 1
    assert found["limits"][0] == {**found["limits"][0], "under": ["Ao -> oo"], "expr": "G_I"}
    saved = tmp_path / "amp.json"
    saved.write_text(json.dumps(found))
    assert main(["check", str(saved)]) == 0
    assert "steps hold" in capsys.readouterr().out


def test_check_refuses_a_doctored_step(amp: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", str(amp), "-o", str(tmp_path / "amp.json"), "--witness", "none"]) == 0
    found = json.loads((tmp_path / "amp.json").read_text())
    step = next(s for s in found["steps"] if s["rule"] == "kcl")
    step["claim"] = step["claim"].replace("R1", "R2")
    (tmp_path / "amp.json").write_text(json.dumps(found))
    assert main(["check", str(tmp_path / "amp.json")]) == 1
    out, err = capsys.readouterr()
    assert "REFUSED" in out
    assert f"refused first: {step['label']}" in err


@pytest.mark.parametrize(
    ("netlist", "options", "complaint"),
    [
        ("* t\nQ1 1 2 3\n", [], "t.cir:2:1: "),
        ("* t\nV1 1 0\nR1 1 0\n", [], "nothing is asked"),
        (AMP, ["--tf", "V(nowhere) V1"], "no node 'nowhere'"),
        (AMP, ["--of", "gain"], "expected V(node)"),
        (AMP, ["--limit", "Ao=5"], "expected NAME=oo or NAME=0"),
        (AMP, ["--limit", "Zz=oo"], "no symbol 'Zz'"),
        (AMP, ["--limit", "Ao=oo", "--limit", "ao=0"], "cannot go to oo and to 0 at once"),
        (AMP, ["--name", "R1=R2"], "is taken"),
        (AMP, ["--name", "s=R2"], "is taken"),
        (AMP, ["--frequency", "-1"], "greater than zero"),
        (AMP, ["--name", "G"], "cannot read the name"),
        (AMP, ["--name", "G=1+"], "column 3"),
        (
            AMP,
            ["--name", "G=R9/R1"],
            "the name G: there is no symbol 'R9' in the circuit; there is V1, Ao, R1",
        ),
        (AMP, ["--name", "G=1+r2/R1"], "did you mean R2?"),
        (AMP, ["--cancel", "V1 by R1"], "cancel is for a response to all sources, such as V(out)"),
        (AMP, ["--gains"], "gains is for a response to all sources"),
        (AMP, ["--method", "magic"], "no method 'magic'"),
        (AMP, ["--solver", "magic"], "no solver 'magic'"),
        (AMP, ["-o", "out.doc"], "cannot write this kind of file"),
        (AMP, ["--frequency", "fast"], "fast"),
    ],
)
def test_bad_input_is_exit_2_and_a_sentence(
    netlist: str, options: list[str], complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.cir"
    path.write_text(netlist)
    assert main(["derive", str(path), *options]) == 2
    out, err = capsys.readouterr()
    assert complaint in err
    assert "Traceback" not in err
    assert out == ""


def test_missing_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", str(tmp_path / "none.cir")]) == 2
    assert main(["check", str(tmp_path / "none.json")]) == 2
    assert "none.cir" in capsys.readouterr().err
    assert main(["report", str(tmp_path / "none")]) == 2
    assert "none: there is no such folder" in capsys.readouterr().err


def test_a_report_is_of_folders(amp: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(amp)]) == 2
    err = capsys.readouterr().err
    assert "this is a file; expected a folder with a netlist circuit.cir" in err
    assert f"gainproof derive {amp} is for a netlist" in err


def test_a_file_that_cannot_be_written_is_named(
    amp: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "taken.json"
    taken.mkdir()
    assert main(["derive", str(amp), "-o", str(taken)]) == 2
    assert capsys.readouterr().err == f"{taken}: Is a directory\n"
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".")) == []


def test_several_derivations_are_not_taken_for_one(
    amp: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["derive", str(amp), "--method", "nodal,feedback", "--json"]) == 0
    saved = tmp_path / "both.json"
    saved.write_text(capsys.readouterr().out)
    assert main(["check", str(saved)]) == 2
    assert "this holds 2 derivations by several methods; expected one" in capsys.readouterr().err


def test_an_example_at_zero_frequency_tells_how_to_get_another(
    amp: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    low = tmp_path / "low.cir"
    low.write_text("* low pass\nV1 in 0 1\nR1 in out 1k\nC2 out 0 1u\n.tf V(out) V1\n")
    hint = "The example is worked at s = 0; --frequency 1k"
    assert main(["derive", str(low)]) == 0
    assert hint in capsys.readouterr().out
    assert main(["derive", str(low), "--frequency", "1k"]) == main(["derive", str(amp)]) == 0
    assert hint not in capsys.readouterr().out


def test_report_of_a_folder(amp: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = tmp_path / "my-amp", tmp_path / "out"
    folder.mkdir()
    (folder / "circuit.cir").write_text(AMP)
    (folder / "derivation.toml").write_text('title = "My_amp & 100 %"\nwitnesses = ["numeric"]\n')
    assert main(["report", str(folder), "-o", str(out), "--formats", "tex,typ,html,json"]) == 0
    made = sorted(p.name for p in out.iterdir())
    assert made == sorted(
        [f"my-amp.{s}" for s in ("tex", "typ", "html", "json")]
        + [f"report.{s}" for s in ("tex", "typ", "html")]
        + ["index.html"]
    )
    assert "steps proved" in capsys.readouterr().out


def test_report_goes_on_after_a_bad_folder(
    amp: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    for folder, netlist in ((good, AMP), (bad, "* t\nQ1 1 2 3\n")):
        folder.mkdir()
        (folder / "circuit.cir").write_text(netlist)
    assert main(["report", str(bad), str(good), "-o", str(tmp_path / "out"), "--formats", "json"]) == 1
    out, err = capsys.readouterr()
    assert "bad" in err
    assert (tmp_path / "out" / "good.json").exists()
    assert "FAILED" in out


def test_the_package_offers_its_functions_whatever_was_imported_before() -> None:
    """No module bears the name of a function of the package: importing one would hide the other."""
    import importlib
    import pkgutil

    import gainproof

    modules = {m.name for m in pkgutil.iter_modules(gainproof.__path__)}
    assert modules.isdisjoint(gainproof.__all__)
    for name in modules - {"__main__"}:
        importlib.import_module(f"gainproof.{name}")
    assert all(callable(getattr(gainproof, name)) for name in gainproof.__all__)


def test_the_example_of_the_package_runs() -> None:
    import doctest

    import gainproof

    done = doctest.testmod(gainproof)
    assert (done.attempted, done.failed) == (4, 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("options", [[], ["-q"], ["--json"]])
def test_what_cannot_be_printed_is_no_success(amp: Path, options: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "gainproof", "derive", str(amp), *options],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("typed", "usage", "complaint"),
    [
        (
            ["derive", "a.cir", "--fom", "feedback"],
            "gainproof derive",
            "--fom feedback; did you mean --form?",
        ),
        (["derive", "a.cir", "--limt=Ao=oo"], "gainproof derive", "did you mean --limit?"),
        (["budget", "a.cir", "--tolerence", "1%"], "gainproof budget", "did you mean --tolerance?"),
        (["budget", "a.cir", "--temperature", "-40..85"], "gainproof budget", "--temperature=-40..85"),
        (["deriv", "a.cir"], "gainproof [-h]", "did you mean derive?"),
        (["noise", "a.cir", "b.cir"], "gainproof noise", "unrecognized arguments: b.cir\n"),
        (["budget", "a.cir", "--temperature"], "gainproof budget", "expected one argument\n"),
    ],
)
def test_what_is_mistyped_is_told_by_the_command_that_was_typed(
    typed: list[str], usage: str, complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(typed)
    err = capsys.readouterr().err
    assert left.value.code == 2
    assert err.startswith(f"usage: {usage}")
    assert complaint in err


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_help_tells_what_it_does_and_its_exit_codes(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main([*command.split(), "--help"])
    out = capsys.readouterr().out
    assert left.value.code == 0
    assert out.count("exit codes:") == 1
    assert f"\n  gainproof {command}" in out, "an example"
