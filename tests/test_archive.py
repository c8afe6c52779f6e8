"""Saved derivations: a round trip keeps every verdict, and a doctored file is refused."""

import copy
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from gainproof.archive import dumps, loads, to_json
from gainproof.checker import check, unanswered
from gainproof.errors import InputError
from gainproof.notation import equation_text, text
from gainproof.studies import study

NETLIST = (
    "* amp\nV1 1 0 1m\nX1 1 2 3 opamp Ao=200k Ro=100\nR1 2 0 100\nR2 3 2 99.9k\nRl 3 0 2k\n.tf V(3) V1\n"
)


@pytest.fixture(scope="module")
def saved() -> dict[str, Any]:
    found = to_json(study(NETLIST))
    assert found["holds"]
    return found


def test_round_trip(saved: dict[str, Any]) -> None:
    d = loads(json.dumps(saved))
    assert [equation_text(s.claim) for s in d.steps] == [s["claim"] for s in saved["steps"]]
    assert all(v.holds for v in check(d))
    assert str(d.quantity) == saved["quantity"] == "V(3)/V1"


def test_a_value_may_depend_on_the_frequency() -> None:
    d = loads(dumps(study("* x\nV1 1 0\nX1 1 2 2 opamp Ao={A0/(1+s/wp)}\n", of="V(2)/V1")))
    assert [text(e.value) for e in d.circuit.elements if e.kind == "E" and e.value is not None] == [
        "A0/(1 + s/wp)"
    ]
    assert all(v.holds for v in check(d))


def test_anyone_can_evaluate_the_result(saved: dict[str, Any]) -> None:
    def par(*parts: Fraction) -> Fraction:
        return 1 / sum((1 / p for p in parts), Fraction(0))

    at: dict[str, Any] = {n: Fraction(v) for n, v in saved["values"].items()}
    exact = eval(saved["result"]["exact"], {"par": par}, at)
    for name, meaning in saved["result"]["names"].items():
        at[name] = eval(meaning, {"par": par}, at)
    assert eval(saved["result"]["arranged"], {"par": par}, at) == exact
    assert saved["values"]["R2"] == "99900"


def test_the_same_input_gives_the_same_bytes() -> None:
    assert dumps(study(NETLIST)) == dumps(study(NETLIST))


def test_the_work_of_the_example_can_be_worked_again(saved: dict[str, Any]) -> None:
    work = saved["example"]["work"]
    assert work["left_out"] == ""
    at: dict[str, Any] = {"par": lambda *parts: 1 / sum(1 / p for p in parts)}
    for line in work["lines"]:
        value = Fraction(line["value"])
        for numbers in line["formulas"][-1:]:
            found = eval(numbers, {}, at)
            assert abs(found - value) <= abs(value) / 1000
        at[line["left"]] = float(value)
    assert {x["kind"] for x in work["lines"]} >= {"definition", "result", "error"}


def test_verdicts_in_the_file_are_ignored(saved: dict[str, Any]) -> None:
    doctored = copy.deepcopy(saved)
    step = next(s for s in doctored["steps"] if s["rule"] == "kcl")
    step["claim"] = step["claim"].replace("+", "-", 1)
    verdicts = check(loads(json.dumps(doctored)))
    assert next(v for v in verdicts if not v.holds).label == step["label"]


@pytest.mark.parametrize(
    ("where", "said", "complaint"),
    [
        (("result", "exact"), "1 + R2/R1", "result.exact is not what step"),
        (("result", "arranged"), "G_I", "result.arranged is not what step"),
        (("result", "names", "G_I"), "R2/R1", "result.names.G_I"),
        (("result", "exact"), "import os", "column 8"),
        (("result", "names"), {}, "result.names lacks G_I"),
        (("limits", 0, "under"), ["Ro -> 0"], "limits[0].under is not what"),
        (("limits", 0, "expr"), "oo", "limits[0].expr is not what"),
        (("limits", 0, "under"), [], "limits[0].under is not what"),
        (("limits", 0, "order"), "1/Ao**2", "limits[0].order is not what"),
        (("version",), 2, "the version is 2"),
        (("quantity",), "V(9)/V1", "no node '9'"),
        (("steps",), None, "file.steps is missing"),
        (("limits", 0, "expr"), "1", "limits[0].expr is not what"),
        (("circuits", 0, "elements", 0, "kind"), "Q", "one of R, C"),
        (("circuits", 0, "elements", 0, "nodes"), ["1"], "with 1 nodes"),
        (("steps", 0, "claim"), "v_1", "no equals sign"),
    ],
)
def test_a_doctored_file_is_refused(
    saved: dict[str, Any], where: tuple[Any, ...], said: Any, complaint: str
) -> None:
    doctored = copy.deepcopy(saved)
    at = doctored
    for key in where[:-1]:
        at = at[key]
    at[where[-1]] = said
    with pytest.raises(InputError) as fault:
        loads(json.dumps(doctored), "amp.json")
    assert complaint in str(fault.value)
    assert str(fault.value).startswith("amp.json")


@pytest.mark.parametrize("source", ["", "{", "[]", "null", '"x"', "{}", '{"version": 1}', "[" * 100_000])
def test_what_is_not_a_derivation_is_refused(source: str) -> None:
    with pytest.raises(InputError):
        loads(source)


@pytest.mark.parametrize(
    ("doctor", "why"),
    [
        (lambda d: d.update(quantity="zin(V1)"), "is not about zin(V1)"),
        (lambda d: d.update(quantity="V(2)/V1"), "is not about V(2)/V1"),
        (lambda d: d["result"].update(exact="1 + R2/R1", exact_step="define G_I"), "is not about V(3)/V1"),
        (lambda d: d["limits"].append({**d["limits"][0], **_as_limit(d)}), "is not a limit of"),
    ],
)
def test_true_steps_that_answer_another_question(saved: dict[str, Any], doctor: Any, why: str) -> None:
    doctored = copy.deepcopy(saved)
    doctor(doctored)
    d = loads(json.dumps(doctored))
    verdicts = check(d)
    assert all(v.holds for v in verdicts)
    assert any(why in complaint for complaint in unanswered(d, verdicts))


def _as_limit(found: dict[str, Any]) -> dict[str, Any]:
    """The boxed step, dressed up as a limit."""
    result = found["result"]
    return {
        "under": [],
        "expr": result["arranged"],
        "leading": "",
        "step": result["arranged_step"],
        "order": "",
    }


@pytest.mark.parametrize(
    ("rule", "data"),
    [
        ("define", {}),
        ("define", {"symbol": 7}),
        ("limit", {"to": "0/0"}),
        ("limit", {"to": 7}),
        ("limit", {"to": ["Ao"]}),
        ("limit", {"to": {"Ao": ["oo"]}}),
        ("limit", {"to": {"Ao": "oo"}, "leading": 7}),
        ("kcl", {"nodes": 7}),
        ("kcl", {"nodes": [["3"]]}),
        ("law", {"element": ["V1"]}),
    ],
)
def test_odd_data_is_refused_without_a_traceback(
    saved: dict[str, Any], rule: str, data: dict[str, Any]
) -> None:
    doctored = copy.deepcopy(saved)
    for s in doctored["steps"]:
        if s["rule"] == rule:
            s["data"] = data
    try:
        d = loads(json.dumps(doctored))
    except InputError:
        return
    assert not all(v.holds for v in check(d))


def keys(x: Any) -> set[str]:
    """Every key of objects in a JSON value, but for those of tables by symbol or by label."""
    if isinstance(x, list):
        return set().union(*map(keys, x))
    if not isinstance(x, dict):
        return set()
    tables = ("values", "units", "parameters", "pins", "names", "data", "counterexample", "rates")
    return set(x).union(*(keys(v) for k, v in x.items() if k not in tables))


def test_the_format_s_page_names_every_key(saved: dict[str, Any]) -> None:
    page = (Path(__file__).parents[1] / "docs" / "json.md").read_text(encoding="utf-8")
    found = keys([saved, to_json(study(NETLIST, frequency=Fraction(1000)))])
    assert len(found) > 80
    assert sorted(k for k in found if f"`{k}`" not in page and f'"{k}"' not in page) == []
