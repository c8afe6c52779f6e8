"""gainproof derive --set: before the netlist and a part, with units, and late with pint."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from gainproof.cli import main
from gainproof.engine import derive
from gainproof.studies import study

AMP = """* amplifier
V1 in 0 1
X1 in n out opamp Ao=100k
R1 n 0 1k
R2 out n 9k
.tf V(out) V1
"""
Said = pytest.CaptureFixture[str]


@pytest.fixture
def amp(tmp_path: Path) -> str:
    (tmp_path / "amp.cir").write_text(AMP)
    return str(tmp_path / "amp.cir")


def derived(amp: str, capsys: Said, *words: str) -> dict[str, str]:
    assert main(["derive", amp, "--json", "--witness", "quick", *words]) == 0
    found: dict[str, str] = json.loads(capsys.readouterr().out)["values"]
    return found


def test_values_go_before_those_of_the_netlist_and_of_a_part(amp: str, capsys: Said) -> None:
    assert derived(amp, capsys, "--set", "R1=4k7", "r2=2 MΩ")["R2"] == "2000000"
    found = derived(amp, capsys, "--part", "OP27", "--set", "Ao=120dB", "--set", "V1=10mV")
    assert (found["Ao"], found["V1"]) == ("1000000", "1/100")
    assert derived(amp, capsys, "--part", "OP27")["Ao"] not in ("100000", "1000000")


def test_the_page_and_the_example_have_them(amp: str, capsys: Said) -> None:
    assert main(["derive", amp, "--set", "R2=1/3 kΩ", "Ao=60 dB"]) == 0
    said = capsys.readouterr().out
    assert "333.333 Ω" in said
    assert "open-loop gain, 1000" in said
    assert "read as a ratio of voltages, 10^(60/20) = 1000" in said


def test_all_problems_in_one_pass(amp: str, capsys: Said) -> None:
    assert main(["derive", amp, "--set", "R1=3 V", "R7=1", "Ao=5 kΩ"]) == 2
    said = capsys.readouterr().err
    assert "'3 V' is a voltage in V; expected a value in Ω, such as 10 kΩ" in said
    assert "no symbol 'R7'" in said
    assert "'5 kΩ' is a resistance in Ω; expected a pure number such as 200k" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("words", [["R1"], ["=3"], ["R1=1k", "R1=2k"], ["R1=lots"], ["R1=1,5k"]])
def test_odd_words_are_refused(amp: str, capsys: Said, words: list[str]) -> None:
    assert main(["derive", amp, "--set", *words]) == 2
    assert capsys.readouterr().err


def test_in_python() -> None:
    assert derive(AMP, values={"R1": "4k7"}).parameters["R1"].value == 4700
    s = study(AMP, values={"Ao": "60 dB", "r2": 8000})
    assert (s.values["Ao"], s.values["R2"]) == (1000, 8000)
    assert s.example.value == derive_value(1000, 8000)
    assert "ratio of voltages" in str(s.remarks[-1])


def derive_value(gain: int, r2: int) -> object:
    from fractions import Fraction

    return Fraction(gain) / (1 + Fraction(gain * 1000, 1000 + r2))


def test_a_derivation_does_not_wait_for_pint(amp: str) -> None:
    """Not without --set, and not for the spellings that our own table holds; it is asked for others."""
    asked = {(): False, ("--set", "R1=4k7", "Ao=106dB", "R2=2Mohm"): False, ("--set", "R1=2 kiloohm"): True}
    for words, needed in asked.items():
        code = (
            "import sys; from gainproof.cli import main;"
            f"main(['derive', {amp!r}, '--quiet', '--witness', 'none', *{list(words)!r}]);"
            "sys.exit(7 if 'pint' in sys.modules else 0)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=120, check=False)
        assert done.returncode == (7 if needed else 0), (words, done.stderr)
