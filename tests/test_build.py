"""Folders on all cores: said in their order, none stopped by another, and none lost with a process."""

import os
from pathlib import Path

import pytest

from gainproof import build
from gainproof.chapters import Chapter

AMP = "* amp\nV1 in 0 1m\nX1 in n out opamp Ao=100k\nR1 n 0 1k\nR2 out n {r2}\n.tf V(out) V1\n"


def folders(tmp_path: Path, n: int) -> list[Path]:
    paths = []
    for k in range(n):
        (path := tmp_path / f"amp-{k}").mkdir()
        (path / "circuit.cir").write_text(AMP.format(r2=f"{k + 1}k"))
        paths.append(path)
    return paths


def test_the_chapters_come_in_the_order_of_their_folders(tmp_path: Path) -> None:
    paths = folders(tmp_path, 5)
    said: list[str] = []
    chapters = build.report(paths, tmp_path / "out", formats=("json", "html"), say=said.append)
    assert [c.name for c in chapters] == [p.name for p in paths]
    assert [line.split()[0] for line in said] == [p.name for p in paths]
    assert all((tmp_path / "out" / f"{p.name}.json").is_file() for p in paths)


def test_a_folder_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    paths = folders(tmp_path, 3)
    (paths[1] / "circuit.cir").write_text("* amp\nR1 n 0 nonsense!\n")
    chapters = build.report(paths, tmp_path / "out", formats=("json",), say=lambda _: None)
    assert [bool(c.faults) for c in chapters] == [False, True, False]


def _dies_in_a_worker(path: Path) -> build.Made:
    if path.name == "2" and os.getpid() != int(os.environ["GAINPROOF_TEST_PARENT"]):
        os._exit(1)
    return Chapter(path.name, path.name), [path.name]


def test_what_a_dead_process_owes_is_made_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAINPROOF_TEST_PARENT", str(os.getpid()))
    monkeypatch.setattr(build, "count", lambda: 2)
    names = [c.name for c, _ in build._made([Path(str(k)) for k in range(6)], _dies_in_a_worker)]
    assert names == [str(k) for k in range(6)], "each once, in order"


def test_a_fault_of_ours_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "count", lambda: 2)
    with pytest.raises(ZeroDivisionError):
        list(build._made([Path("a"), Path("b")], _divides))


def _divides(path: Path) -> build.Made:
    raise ZeroDivisionError(path)
