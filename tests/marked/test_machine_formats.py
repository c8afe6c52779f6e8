"""JSON, SARIF, GitHub's commands and the diff: what other programs read of a verification."""

import json
from typing import Any

import pytest
from handmade import verification, work, wrong

from gainproof.hand.codes import CODES
from gainproof.hand.verdicts import Verification
from gainproof.hand.work import Judged
from gainproof.marked import github, preview, records, sarif
from gainproof.marked.files import write
from gainproof.notation import parse

SOURCE = "# Work: 100 %, a b\n\nv_n = V1\n\n$$V_{out} = \\frac{R_2}{R_1} v_n$$\n\nvout = 3 +\n"


def found(file: str = "my work, 1.md") -> Verification:
    items = work(SOURCE)
    j = wrong(items[1], "sign", 1, (), parse("-R2/R1*v_n"), "the sign: 100 % wrong")
    limit = Judged(items[0], "limit", "GP140", "only so", ("X1",), ("Ao -> oo",), ("R1 != 0",))
    return verification(SOURCE, limit, j, file=file)


def test_the_json_has_every_verdict() -> None:
    record = json.loads(records.dumps([found()]))
    assert record["version"] == 1
    assert record["first_wrong"] == 5
    assert (record["file"], record["circuit"]) == ("my work, 1.md", "amp.cir")
    assert [x["verdict"] for x in record["lines"]] == ["limit", "false", "unread"]
    assert [x["code"] for x in record["lines"]] == ["GP140", "GP101", "GP150"]
    limit, wrong_line, unread = record["lines"]
    assert (limit["uses"], limit["under"], limit["conditions"]) == (["X1"], ["Ao -> oo"], ["R1 != 0"])
    assert limit["diagnosis"] is None
    assert (wrong_line["line"], wrong_line["column"]) == (5, 3)
    assert wrong_line["reading"] == "v_out = R2/R1*v_n"
    diagnosis = wrong_line["diagnosis"]
    assert diagnosis["kind"] == "sign"
    assert diagnosis["suggestions"] == [r"V_{out} = -\frac{R_2}{R_1} v_n"]
    assert diagnosis["where"] == {"line": 5, "column": 13, "length": 19}
    assert diagnosis["edits"][0]["by"] == r"-\frac{R_2}{R_1} v_n"
    assert unread["how"]
    assert record["summary"]["holds"] is False
    assert record["summary"]["false"] == 1


def test_several_works_are_a_list() -> None:
    record = json.loads(records.dumps([found(), verification("vout = V1\n")]))
    assert [w["file"] for w in record["works"]] == ["my work, 1.md", "work.md"]
    assert record["summary"] == {"works": 2, "holds": False, "wrong": 1}
    assert record["works"][1]["first_wrong"] is None


SHAPES: dict[str, dict[str, Any]] = {
    "log": {"$schema": str, "version": str, "runs": list},
    "run": {"tool": dict, "columnKind": str, "artifacts": list, "results": list},
    "result": {"ruleId": str, "ruleIndex": int, "level": str, "message": dict, "locations": list},
    "region": {"startLine": int, "startColumn": int, "endLine": int, "endColumn": int},
}
"""The part of the SARIF 2.1.0 schema that is used: required keys and their types."""


def fits(thing: dict[str, Any], shape: str) -> bool:
    return all(isinstance(thing.get(key), kind) for key, kind in SHAPES[shape].items())


def test_the_sarif_log_has_the_standards_shape() -> None:
    log = json.loads(sarif.dumps([found(), verification("vout = V1\n")]))
    assert fits(log, "log")
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    assert fits(run, "run")
    rules = run["tool"]["driver"]["rules"]
    assert [r["id"] for r in rules] == list(CODES)
    assert all(r["shortDescription"]["text"] and r["fullDescription"]["text"] for r in rules)
    assert len(run["results"]) == 3
    for result in run["results"]:
        assert fits(result, "result")
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "my%20work,%201.md"
        region = place["region"]
        assert fits(region, "region")
        assert (region["startLine"], region["startColumn"]) < (region["endLine"], region["endColumn"])
    (fix,) = run["results"][1]["fixes"]
    (change,) = fix["artifactChanges"]
    (replacement,) = change["replacements"]
    assert fits(replacement["deletedRegion"], "region")
    assert replacement["insertedContent"]["text"] == r"-\frac{R_2}{R_1} v_n"
    line = SOURCE.splitlines()[replacement["deletedRegion"]["startLine"] - 1]
    cut = slice(
        replacement["deletedRegion"]["startColumn"] - 1, replacement["deletedRegion"]["endColumn"] - 1
    )
    assert line[cut] == r"\frac{R_2}{R_1} v_n", "columns begin at 1, and the end is the column after"


def test_the_shape_check_can_fail() -> None:
    log = sarif.log([found()])
    broken = {**log["runs"][0]["results"][0], "ruleIndex": "2"}
    assert not fits(broken, "result")


def test_workflow_commands_are_escaped() -> None:
    lines = github.workflow_commands(found()).splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("::warning file=my work%2C 1.md,line=3,")
    assert lines[1].startswith(
        "::error file=my work%2C 1.md,line=5,endLine=5,title=GP101 sign,col=13,endColumn=32::"
    )
    assert "the sign: 100 %25 wrong.%0Ashould read: " in lines[1]


def test_the_preview_is_a_diff_of_the_work_and_changes_nothing_else() -> None:
    diff = preview.preview(found("work.md"))
    assert diff.startswith("--- a/work.md\n+++ b/work.md\n")
    changed = [x for x in diff.splitlines() if x[:1] in "+-" and not x.startswith(("+++", "---"))]
    assert changed == [
        r"-$$V_{out} = \frac{R_2}{R_1} v_n$$",
        r"+$$V_{out} = -\frac{R_2}{R_1} v_n$$",
    ]
    assert preview.preview(verification("vout = V1\n")) == ""


def test_two_corrections_of_the_same_characters_are_not_both_made() -> None:
    source = "vout = R2*V1\n"
    j = wrong(work(source)[0], "sign", 1, (0,), parse("R1"))
    v = verification(source, j)
    twice = Verification(v.work, (j, j), v.circuit, "", v.symbols)
    assert "+vout = R1*V1\n" in preview.preview(twice)


def test_files_are_written_by_their_suffix(tmp_path: Any) -> None:
    from gainproof.errors import GainproofError

    for suffix in ("json", "sarif", "html", "tex", "typ"):
        assert write([found()], tmp_path / f"out.{suffix}") == []
        assert (tmp_path / f"out.{suffix}").stat().st_size > 500
    with pytest.raises(GainproofError, match=r"expected \.pdf"):
        write([found()], tmp_path / "out.doc")
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "out.html",
        "out.json",
        "out.sarif",
        "out.tex",
        "out.typ",
    ]
