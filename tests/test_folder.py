"""derivation.toml: every key is read, every mistake is named with its line, all in one pass."""

from fractions import Fraction
from pathlib import Path

import pytest

from gainproof.errors import InputError
from gainproof.folder import load


def folder(tmp_path: Path, toml: str) -> Path:
    (tmp_path / "circuit.cir").write_text("* t\n")
    (tmp_path / "derivation.toml").write_text(toml)
    return tmp_path


def test_everything_is_read(tmp_path: Path) -> None:
    found = load(
        folder(
            tmp_path,
            """
title = "T"
number = "3"
intro = '''
two
lines'''
frequency = "1k"
witnesses = ["numeric"]
[names]
G = "1 + R2/R1"
[values]
Ao = "200k"
[hints]
R1 = "below"
[sentences]
"(3.1)" = "Words."
[[ask]]
title = "Gain"
tf = "V(3) V1"
limits = [["Ao=oo"], ["Ao=oo", "Ri=oo"]]
[[ask]]
of = "zin(V1)"
""",
        )
    )
    assert (found.title, found.number, found.intro) == ("T", "3", "two lines")
    assert found.frequency == 1000
    assert found.values == {"Ao": Fraction(200_000)}
    assert [a.limits for a in found.asks] == [(("Ao=oo",), ("Ao=oo", "Ri=oo")), None]


def test_a_netlist_alone_is_enough(tmp_path: Path) -> None:
    (tmp_path / "amp.cir").write_text("* t\n")
    assert load(tmp_path).netlist.name == "amp.cir"


def test_all_mistakes_in_one_pass(tmp_path: Path) -> None:
    toml = 'titel = "T"\nnumber = 3\n[names]\nG = "1 +"\n[values]\nAo = "lots"\n[[ask]]\nmethod = "magic"\n'
    with pytest.raises(InputError) as fault:
        load(folder(tmp_path, toml))
    said = str(fault.value)
    for wanted in (
        "toml:1:1: titel",
        "toml:2:1: number",
        "toml:4:1: G",
        "toml:6:1: Ao",
        "magic",
        "both tf and of",
    ):
        assert wanted in said


def test_what_is_not_toml(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not TOML"):
        load(folder(tmp_path, "title = "))


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no netlist"):
        load(tmp_path)
