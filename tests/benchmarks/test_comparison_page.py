"""docs/comparison.md says what the engine prints today, and its counts bark."""

import re
from datetime import date
from pathlib import Path

import pytest

from benchmarks.forms import __main__ as program
from benchmarks.forms import environment
from benchmarks.forms.bench import Case, Line, cases, ours
from benchmarks.forms.counts import agrees, count
from benchmarks.forms.page import Row, combinations, our_lines, page, whole, wordy
from benchmarks.forms.rivals import Answer, Asked, Tool, ask
from gainproof.errors import GainproofError
from gainproof.notation import parse

CASES = {case.name: case for case in cases()}
NON_INVERTING = CASES["01-non-inverting"]
FLAT = (
    "Rl*(Ao*R1*Ri + Ao*R2*Ri + R1*Ro)/(Ao*R1*Ri*Rl + R1*R2*Rl + R1*R2*Ro + R1*Ri*Rl + R1*Ri*Ro + R1*Rl*Ro"
    " + R2*Ri*Rl + R2*Ri*Ro + Ri*Rl*Ro)"
)


def written() -> str:
    return program.PAGE.read_text(encoding="utf-8")


def test_the_page_shows_ten_circuits() -> None:
    assert len(CASES) == 10
    assert len(re.findall(r"^## ", written(), re.MULTILINE)) == 11
    assert all(f"```spice\n{case.netlist.strip()}\n```" in written() for case in CASES.values())


@pytest.mark.parametrize("name", CASES)
def test_our_line_in_the_page_is_what_the_engine_prints(name: str) -> None:
    case = CASES[name]
    _, line = ours(case.derive())
    counted = count(line, case, case.exact())
    section = "".join(x for x in written().split("\n## ") if x.startswith(f"{case.title}\n"))
    assert agrees(line, case.exact())
    assert our_lines(case) in section, "run `make comparison`"
    assert f"\n| symbols, with definitions | {whole(counted)} |" in section
    assert re.search(rf"\n\| limits seen \(.*\) \| {sum(counted.read)} of {len(counted.read)} \|", section)
    assert f"\n| named combinations | {combinations(line)} |" in section


def test_another_circuit_s_line_is_not_in_the_page() -> None:
    changed = Case("01-non-inverting", NON_INVERTING.netlist.replace("Rl out 0", "Rl out 0\nRx out n"))
    assert our_lines(changed) not in written()


def test_every_formula_stands_alone_and_has_no_escapes_of_punctuation() -> None:
    formulas = re.findall(r"^\$\$\n(.*)\n\$\$$", written(), re.MULTILINE)
    assert len(formulas) >= 40
    assert written().count("$$") == 2 * len(formulas)
    assert not any(re.search(r"\\[^A-Za-z]", f) for f in formulas)
    assert all(f.count("{") == f.count("}") for f in formulas)
    assert wordy(r"\left\{a\,b\right\}") == r"\left\lbrace a\thinspace b\right\rbrace "


def test_the_page_names_no_place_of_the_machine() -> None:
    assert not re.search(r"/(home|root|tmp|usr|work|opt)\b", written())


def test_a_line_that_is_not_equal_is_refused() -> None:
    exact = NON_INVERTING.exact()
    assert agrees(Line(parse(FLAT), {}), exact)
    assert not agrees(Line(parse(FLAT.replace("+ R1*Ro)", "- R1*Ro)")), {}), exact)
    assert not agrees(Line(parse("1 + R2/R1 + x"), {}), exact)
    assert not agrees(Line(parse("G"), {"G": parse("1 + R2/R1")}), exact)


def test_a_flat_quotient_hides_what_the_boxed_line_shows() -> None:
    exact = NON_INVERTING.exact()
    _, line = ours(NON_INVERTING.derive())
    boxed, flat = count(line, NON_INVERTING, exact), count(Line(parse(FLAT), {}), NON_INVERTING, exact)
    assert all(boxed.read)
    assert flat.read == (False, False, True, False, False)
    assert flat.whole == flat.symbols == 37
    assert count(Line(parse("1 - R1 - R2 - (Ri - Rl)"), {}), NON_INVERTING, exact).minus == 3


def asked(line: str, length: int = 1) -> Asked:
    return Asked(
        Tool("other", "1.0", ""), (Answer("as it comes", Line(parse(line), {}), "x", length, 0.1),), {}
    )


def test_the_page_says_where_another_line_is_shorter_and_what_ended_without_one() -> None:
    short, none = asked("Ao"), Asked(Tool("third", "2.0", ""), (), {"simplify": "no result in 60 s"})
    text = page([Row(NON_INVERTING, (short, none))], [short.tool, none.tool], date(2026, 1, 2))
    assert "shorter than gainproof's with its definitions for: Non-inverting amplifier." in text
    assert "other's line is shorter by 19, and hides limits." in text
    assert "**third**: no answer." in text
    assert "simplify (no result in 60 s)" in text
    assert "other 1.0, third 2.0" in text
    longer = page([Row(NON_INVERTING, (asked(FLAT),))], [short.tool], date(2026, 1, 2))
    assert "No other tool's line is shorter" in longer


def test_a_wrong_answer_of_a_rival_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(question: dict[str, object], tool: Tool) -> dict[str, object]:
        line = {"as solved": FLAT, "factor": "1 + R2/R1", "apart": "log(R1)"}.get(str(question["form"]))
        if line is None:
            return {"problem": "no result in 60 s"}
        return {"seconds": 1.0, "answers": [{"line": line, "latex": "x", "operations": 9}]}

    monkeypatch.setattr("benchmarks.forms.rivals._kept", answer)
    found = ask(NON_INVERTING, Tool("SymPy", "1", ""))
    assert [a.form for a in found.answers] == ["as solved"]
    assert found.failed["factor"] == "not equal"
    assert found.failed["apart"] == "no rational function"
    assert found.failed["simplify"] == "no result in 60 s"


def test_without_slicap_the_old_page_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refused(command: list[str]) -> None:
        raise GainproofError("SLiCAP could not be installed: no such package")

    before = written()
    monkeypatch.setattr(environment, "HOME", tmp_path)
    monkeypatch.setattr(environment, "_must", refused)
    with pytest.raises(SystemExit, match=r"could not be installed: .*; docs/comparison.md is left as it was"):
        program.main()
    assert written() == before
