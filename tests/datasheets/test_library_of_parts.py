"""The library: found by any name, extended by folders, ambiguous names refused."""

import os
from pathlib import Path

import pytest

from gainproof.datasheets import VARIABLE, every, find
from gainproof.errors import GainproofError, InputError

MINE = """\
name = "{name}"
aliases = [{aliases}]
maker = "Somebody"
technology = "CMOS"
[datasheet]
title = "It"
date = "2020"
[figures]
Ao = {{typ = 100, unit = "dB"}}
[[sources]]
text = "a page"
figures = ["Ao"]
"""


@pytest.fixture(autouse=True)
def _no_folders_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def own(folder: Path, name: str, aliases: str = "", file: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    text = MINE.format(name=name, aliases=aliases)
    (folder / f"{file or name}.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["OP27", "op27", " OP27E ", "Op27a"])
def test_a_part_is_found_by_any_of_its_names(name: str) -> None:
    assert find(name).name == "OP27"


@pytest.mark.parametrize("name", ["uA741", "µA741", "μa741"])
def test_micro_is_written_in_many_ways(name: str) -> None:
    assert find(name).name == "uA741"


def test_an_unknown_part_is_told_with_the_nearest() -> None:
    with pytest.raises(GainproofError, match=r"there is no part 'OP72'; did you mean OP27\?"):
        find("OP72")
    with pytest.raises(GainproofError, match="there are AD8628, LM324"):
        find("vacuum")


def test_all_of_them_in_order() -> None:
    names = [p.name for p in every()]
    assert names == sorted(names, key=str.lower)
    assert len(names) >= 15


def test_folders_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = own(tmp_path / "a", "MINE1"), own(tmp_path / "b", "MINE2")
    assert find("mine1", [a]).maker == "Somebody"
    with pytest.raises(GainproofError, match="did you mean MINE1"):
        find("mine2", [a])
    monkeypatch.setenv(VARIABLE, os.pathsep.join(map(str, (a, b))))
    assert find("mine2").figures["Ao"].typ == 10**5
    assert {"MINE1", "MINE2", "OP27"} <= {p.name for p in every([a])}, "a folder named twice is read once"


def test_a_name_stands_for_one_part(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"OP27 is the name of a part of .*OP27\.toml"):
        every([own(tmp_path / "a", "OP27")])
    with pytest.raises(InputError, match="op27e is the name of a part of"):
        every([own(tmp_path / "b", "X1", '"op27e"')])
    with pytest.raises(InputError, match="MINE is the name of a part of"):
        every([own(own(tmp_path / "c", "MINE").parent / "c", "MINE", file="again")])
    with pytest.raises(InputError, match="mine is the name of a part here already"):
        every([own(tmp_path / "d", "MINE", '"mine"')])


def test_every_fault_of_every_file_in_one_pass(tmp_path: Path) -> None:
    folder = own(tmp_path / "a", "OP07")
    (folder / "bad.toml").write_text("name = 7\n", encoding="utf-8")
    (folder / "latin.toml").write_bytes(b"maker = '\xe9'\n")
    with pytest.raises(InputError) as caught:
        every([folder, tmp_path / "nowhere"])
    said = "\n".join(map(str, caught.value.problems))
    for words in (
        "name: 7 is not a text",
        "not text in UTF-8",
        "there is no such folder",
        "OP07 is the name",
    ):
        assert words in said
