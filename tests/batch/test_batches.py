"""A batch from its folder to its tables: all of it once, nothing lost, nothing that a spreadsheet runs."""

import csv
import json
from pathlib import Path

import pytest

from gainproof.batch import run, running
from gainproof.batch.submissions import Rules, gathered
from gainproof.circuit.netlist import read
from gainproof.cli import main
from gainproof.errors import GainproofError

NETLIST = "* divider\nV1 1 0 1\nR1 1 out 1k\nR2 out 0 1k\n"
RIGHT = "v_out = R2/(R1 + R2)*V1\n"
WRONG = "v_out = R1/(R1 + R2)*V1\n"


@pytest.fixture
def rules():
    return Rules(read(NETLIST).circuit)


@pytest.fixture
def handed_in(tmp_path):
    folder = tmp_path / "in"
    (folder / "late").mkdir(parents=True)
    (folder / "a.txt").write_text(RIGHT)
    (folder / "b.txt").write_text(WRONG)
    (folder / "c.md").write_text(f"$${WRONG.strip()}$$\n")
    (folder / "late" / "a.txt").write_text(RIGHT)
    (folder / "d.txt").write_bytes(b"v_out = \xff\n")
    (folder / "e.txt").write_text("v_out = R2/(R1 + \n")
    (folder / "notes.pdf").write_bytes(b"%PDF")
    return folder


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as f:
        return list(csv.DictReader(f))


def test_every_submission_has_its_row_and_its_page(handed_in, rules, tmp_path):
    out = tmp_path / "out"
    s = run(handed_in, rules, out, workers=1)
    assert (s.submissions, s.right, s.wrong, s.unread, s.faults, s.before) == (6, 2, 2, 1, 1, 0)
    found = {r["file"]: r for r in rows(out / "submissions.csv")}
    assert {n: r["standing"] for n, r in found.items()} == {
        "a.txt": "right",
        "b.txt": "wrong",
        "c.md": "wrong",
        "d.txt": "unusable",
        "e.txt": "unread",
        "late/a.txt": "right",
    }
    assert found["b.txt"]["first_wrong"] == "1"
    pages = {p.relative_to(out / "pages").as_posix() for p in (out / "pages").rglob("*.html")}
    assert pages == {f"{n}.html" for n in found if n != "d.txt"}
    works = json.loads((out / "verdicts.json").read_text())["works"]
    assert [w["file"] for w in works] == sorted(found)


def test_the_same_text_is_judged_once_and_each_page_has_its_own_name(handed_in, rules, tmp_path, monkeypatch):
    seen = []
    judge = running.judge
    monkeypatch.setattr(running, "judge", lambda r, job: seen.append(job) or judge(r, job))
    monkeypatch.setattr(running, "here", lambda work, jobs, workers: (work(what) for _, what in jobs))
    run(handed_in, rules, tmp_path / "out")
    assert len(seen) == 5
    assert "late/a.txt" in (tmp_path / "out/pages/late/a.txt.html").read_text()
    assert "submission\N{RIGHT WHITE SQUARE BRACKET}" not in (tmp_path / "out/pages/a.txt.html").read_text()
    assert "WHITE SQUARE" not in (tmp_path / "out/lines.csv").read_text()


def test_a_stopped_batch_goes_on_where_it_was(handed_in, rules, tmp_path):
    out = tmp_path / "out"

    def stop(done, whole):
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(handed_in, rules, out, workers=1, progress=stop)
    s = run(handed_in, rules, out, workers=1)
    assert s.before >= 2
    assert s.submissions == 6
    once = (out / "submissions.csv").read_text()
    fresh = tmp_path / "fresh"
    run(handed_in, rules, fresh, workers=1)
    assert (fresh / "submissions.csv").read_text() == once
    assert run(handed_in, rules, out).before == 6


def test_a_page_that_was_lost_is_made_again(handed_in, rules, tmp_path):
    out = tmp_path / "out"
    run(handed_in, rules, out, workers=1)
    (out / "pages" / "b.txt.html").unlink()
    assert run(handed_in, rules, out, workers=1).before == 5
    assert (out / "pages" / "b.txt.html").exists()


def test_other_rules_judge_anew(handed_in, rules, tmp_path):
    out = tmp_path / "out"
    run(handed_in, rules, out, workers=1)
    other = Rules(read(NETLIST.replace("R2 out 0 1k", "R2 out 0 2k\nR3 out 0 1k")).circuit)
    s = run(handed_in, other, out, workers=1)
    assert (s.before, s.right, s.wrong) == (0, 0, 4)


def test_a_spreadsheet_runs_nothing_that_somebody_handed_in(rules, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "x.txt").write_text("-v_out/R2 + (V1 + v_out)/R1 = 0\n")
    (folder / "=cmd.txt").write_text(RIGHT)
    run(folder, rules, tmp_path / "out", workers=1)
    for table in ("lines.csv", "submissions.csv"):
        for row in rows(tmp_path / "out" / table):
            assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    works = json.loads((tmp_path / "out/verdicts.json").read_text())["works"]
    assert works[1]["lines"][0]["text"].startswith("-v_out")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--batch", "nowhere", "--circuit", "amp.cir"], "there is no such folder"),
        (["--batch", ".", "--circuit", "amp.cir"], "no submissions here"),
        (["--batch", "."], "--batch needs --circuit"),
        (["--batch", ".", "a.txt", "--circuit", "amp.cir"], "not both"),
        (["--batch", ".", "--circuit", "amp.cir", "--jobs", "-1"], "expected 1 or more"),
        (["--batch", ".", "--circuit", "missing.cir"], "missing.cir"),
        ([], "give a WORK"),
    ],
)
def test_what_cannot_be_judged_is_said(words, why, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "amp.cir").write_text(NETLIST)
    assert main(["verify", *words]) == 2
    assert why in capsys.readouterr().err


def test_nothing_to_judge_is_an_error(rules, tmp_path):
    with pytest.raises(GainproofError, match=r"expected files \.md"):
        run(tmp_path, rules, tmp_path / "out")


def test_the_command_says_what_came_of_it(handed_in, tmp_path, monkeypatch, capsys):
    (tmp_path / "amp.cir").write_text(NETLIST)
    monkeypatch.chdir(tmp_path)
    assert main(["verify", "--batch", "in", "--circuit", "amp.cir", "--jobs", "1"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("6 submissions: 2 right, 2 with something false, 1 not read whole, 1 not judged")


def test_files_are_read_as_those_of_single_works(tmp_path):
    (tmp_path / "mark.txt").write_bytes(b"\xef\xbb\xbfv_out = V1\r\n")
    (tmp_path / "zero.txt").write_bytes(b"v_out\0 = V1\n")
    mark, zero = gathered(tmp_path)
    assert (mark.source, mark.fault) == ("v_out = V1\n", "")
    assert "zero byte" in zero.fault
