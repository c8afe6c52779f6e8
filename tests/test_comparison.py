"""One question by several methods: agreement, what does not apply, and a disagreement that is told."""

import json
from pathlib import Path

import pytest

from gainproof import comparison
from gainproof.circuit.netlist import read
from gainproof.cli import main
from gainproof.comparison import compare
from gainproof.errors import GainproofError
from gainproof.methods import METHODS
from gainproof.notation import parse
from gainproof.render.sentences import METHODS as NAMED

AMP = "* amp\nV1 in 0 1m\nX1 in n out opamp Ao=100k Ri=1meg\nR1 n 0 1k\nR2 out n 9k\n.tf V(out) V1\n"


def test_every_method_that_applies_agrees() -> None:
    found = compare(read(AMP), witnesses=())
    agreed = [r.method for r in found.rows if r.agrees]
    assert {"nodal", "mesh", "superposition", "thevenin", "extra-element", "feedback"} <= set(agreed)
    assert found.faults == ()
    unfit = {r.method: r.why for r in found.rows if r.agrees is None}
    assert "blackman" in unfit
    assert all(unfit.values())


def test_the_first_method_says_most() -> None:
    """Limits and the worked example are not said again."""
    first, *others = compare(read(AMP), ("superposition", "nodal", "mesh"), witnesses=()).studies
    assert first.derivation.limits
    assert first.example is not None
    assert len(others) == 2
    assert all(not s.derivation.limits and s.example is None for s in others)


def test_numbers_go_on_from_one_method_to_the_next() -> None:
    found = compare(read(AMP), ("nodal", "feedback"), witnesses=())
    numbers = [s.number for study in found.studies for s in study.derivation.steps if s.number]
    assert len(numbers) == len(set(numbers)) > 10


def test_a_method_that_disagrees_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = comparison._exact
    monkeypatch.setattr(
        comparison, "_exact", lambda s: parse("R2") if s.derivation.method == "mesh" else exact(s)
    )
    found = compare(read(AMP), ("nodal", "mesh"), witnesses=())
    assert found.faults == ("the method mesh disagrees",)


def test_a_fault_that_all_methods_share_is_told_once() -> None:
    wrong = AMP.replace("X1 in n out", "X1 n in out")
    (fault,) = compare(read(wrong), ("nodal", "superposition"), witnesses=()).faults
    assert fault.startswith("not an amplifier")


def test_what_cannot_be_compared() -> None:
    with pytest.raises(GainproofError, match="there is no method 'magic'"):
        compare(read(AMP), ("nodal", "magic"))
    with pytest.raises(GainproofError, match=r"Blackman|impedance"):
        compare(read(AMP), ("blackman",))


def test_every_method_has_a_name_on_the_page_and_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert set(NAMED) == set(METHODS)
    with pytest.raises(SystemExit):
        main(["derive", "--help"])
    told = capsys.readouterr().out
    assert all(method in told for method in METHODS)


def test_the_command_line_compares(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "amp.cir"
    file.write_text(AMP)
    assert main(["derive", str(file), "--method", "nodal,feedback", "--json", "--witness", "none"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [m["agrees"] for m in found["methods"]] == [True, True]
    assert [d["method"] for d in found["derivations"]] == ["nodal", "feedback"]
    assert main(["derive", str(file), "--method", "nodal,blackman,feedback"]) == 0
    out = capsys.readouterr().out
    assert "equal, exactly" in out
    assert "does not apply" in out
