"""The shelf gives back what was put on it, for the same source and the same makers, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from gainproof.render import shelf
from gainproof.render.shelf import Shelf


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAINPROOF_CACHE", str(tmp_path))


def test_it_gives_back_bytes_and_faults() -> None:
    s = Shelf("pdf", "typst", "1")
    assert s.get("source") is None
    s.put("source", b"%PDF\n\x00", ["page 1 is empty"])
    assert s.get("source") == (b"%PDF\n\x00", ["page 1 is empty"])


def test_another_source_or_maker_or_kind_finds_nothing() -> None:
    Shelf("pdf", "typst", "1").put("source", b"made", [])
    assert Shelf("pdf", "typst", "1").get("source ") is None
    assert Shelf("pdf", "typst", "2").get("source") is None
    assert Shelf("pdf", "typst1").get("source") is None
    assert Shelf("pdf", "typst", "1", b"").get("source") is None
    assert Shelf("png", "typst", "1").get("source") is None


@pytest.mark.parametrize("spoil", [lambda b: b[:-1], lambda b: b + b"x", lambda b: b"", lambda b: b"x" + b])
def test_a_damaged_file_counts_as_none(tmp_path: Path, spoil: object) -> None:
    s = Shelf("pdf", "typst")
    s.put("source", b"made", [])
    (file,) = (tmp_path / "pdf").iterdir()
    file.write_bytes(spoil(file.read_bytes()))  # type: ignore[operator]
    assert s.get("source") is None


def test_off_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAINPROOF_CACHE", "off")
    s = Shelf("pdf", "typst")
    s.put("source", b"made", [])
    assert s.get("source") is None
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("GAINPROOF_CACHE", str(tmp_path / "file"))
    s = Shelf("pdf", "typst")
    s.put("source", b"made", [])
    assert s.get("source") is None


def test_what_is_unused_for_longest_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    monkeypatch.setattr(shelf, "MOST", 2)
    s = Shelf("pdf", "typst")
    for k in range(3):
        s.put(f"source {k}", b"made", [])
        for age, file in enumerate((tmp_path / "pdf").iterdir()):
            assert age < 3
            if s.folder is not None and file.name == s._digest(f"source {k}"):
                os.utime(file, (1000 + k, 1000 + k))
    assert s.get("source 0") is None
    assert s.get("source 2") is not None
