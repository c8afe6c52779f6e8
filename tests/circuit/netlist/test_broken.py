"""Every netlist of tests/broken/ gives exactly the messages written after its .end, all in one pass."""

from pathlib import Path

import pytest

from gainproof.circuit.netlist import read
from gainproof.errors import InputError

FOLDER = Path(__file__).parents[2] / "broken"
FILES = sorted(FOLDER.glob("*.cir"))
MARK = "* must say "


def test_there_are_many() -> None:
    assert len(FILES) >= 40


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_says_what_is_wrong(path: Path) -> None:
    expected = [
        line.removeprefix(MARK)
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith(MARK)
    ]
    assert expected, f"{path.name} does not tell what must be said"
    with pytest.raises(InputError) as caught:
        read(path, file=path.name)
    assert [str(p).removeprefix(f"{path.name}:") for p in caught.value.problems] == expected


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_numbers_kept_as_numbers_change_no_verdict(path: Path) -> None:
    with pytest.raises(InputError):
        read(path, numeric=True)
