"""What the guards found is said: on top, in the box, at limits, beside the checks, by the exit code."""

import json

import pytest

from gainproof.archive import dumps
from gainproof.cli import main
from gainproof.render import render
from gainproof.render.terminal import terminal
from gainproof.studies import Study, document, study

SCHMITT = "* trigger\nV1 in 0\nR1 p in\nR2 p out\nX1 p 0 out opamp Ao=Ao\n.tf V(out) V1\n"
INVERTING = SCHMITT.replace("X1 p 0", "X1 0 p")
HOWLAND = (
    "* pump\nV1 in 0\nR1 in p 1k\nR2 p out 1k\nR3 m 0 1k\nR4 m out {r4}\n"
    "X1 p m out opamp Ao=Ao\n.tf V(out) V1\n"
)
FORMAL = "no physical circuit reaches"


def shown(s: Study, form: str) -> str:
    page = document(s, schematic=False)
    return terminal(page, width=400) if form == "terminal" else render([page], form)


@pytest.mark.parametrize("form", ["terminal", "latex", "typst", "html"])
def test_a_regenerative_circuit_is_no_amplifier(form: str) -> None:
    page = shown(study(SCHMITT), form)
    assert page.count("Not an amplifier") == 1
    assert page.index("Not an amplifier") < page.index("Law of")
    assert "positive feedback: not an amplifier" in page
    assert page.count(FORMAL) == 2  # on top and at the limit
    assert "Positive feedback at X1" in page


def test_no_numbers_are_worked_for_what_is_no_amplifier() -> None:
    valued = SCHMITT.replace("R1 p in", "R1 p in 1k").replace("R2 p out", "R2 p out 9k")
    regenerative = study(valued.replace("Ao=Ao", "Ao=100k").replace("V1 in 0", "V1 in 0 1m"))
    assert regenerative.example is not None
    page = document(regenerative, schematic=False)
    assert page.example is None
    assert any("No worked example" in r for r in page.remarks)
    sound = INVERTING.replace("R1 p in", "R1 p in 1k").replace("R2 p out", "R2 p out 9k")
    kept = document(
        study(sound.replace("Ao=Ao", "Ao=100k").replace("V1 in 0", "V1 in 0 1m")), schematic=False
    )
    assert kept.example is not None
    assert not kept.remarks


@pytest.mark.parametrize("form", ["terminal", "latex", "typst", "html"])
def test_an_amplifier_is_not_warned_of(form: str) -> None:
    page = shown(study(INVERTING), form)
    assert "amplifier:" not in page
    assert FORMAL not in page
    assert "Negative feedback at X1" in page


@pytest.mark.parametrize("form", ["terminal", "latex", "typst", "html"])
def test_conditions_are_printed_in_every_format(form: str) -> None:
    page = shown(study(HOWLAND.format(r4="1k")), form)
    sign = {"latex": r"\neq", "typst": "eq.not"}.get(form, "≠")
    assert "Holds where" in page
    assert sign in page
    assert "while" in page


def test_a_limit_that_leaves_the_gain_finite_is_not_formal() -> None:
    s = study(SCHMITT.replace("Ao=Ao", "Ao=Ao Ro=Ro"), limits=[["Ro=0"], ["Ao=oo"]])
    items = {i.label: i for i in document(s, schematic=False).items}
    marked = [any(FORMAL in str(r) for r in items[label].reasons) for label in s.derivation.limits]
    assert marked == [False, True]


def test_a_study_has_the_fault_and_says_what_would_mend_it() -> None:
    assert study(INVERTING).faults == ()
    assert study(HOWLAND.format(r4="500")).faults == ()
    (certain,) = study(SCHMITT).faults
    assert certain.startswith("not an amplifier: the feedback at X1 is positive;")
    (here,) = study(HOWLAND.format(r4="4k")).faults
    assert "at the example values; it is negative while R2*R3 > R1*R4" in here


def test_matched_parts_are_named() -> None:
    s = study(INVERTING.replace("R1 p in", "R1 p in R").replace("R2 p out", "R2 p out R"))
    assert "Matched parts: R1 and R2 (R)" in shown(s, "terminal")


def test_json_holds_the_findings() -> None:
    found = json.loads(dumps(study(HOWLAND.format(r4="4k"))))
    feedback = found["conditions"]["feedback"]
    assert (found["holds"], feedback["regenerative"], feedback["sense"]) == (
        False,
        True,
        "depends on the parts",
    )
    (amplifier,) = feedback["amplifiers"]
    assert amplifier == {
        "name": "X1",
        "gain": "Ao",
        "where": "s = 0",
        "sense": "depends on the parts",
        "negative_while": ["R2*R3 > R1*R4"],
        "at_values": "positive",
    }
    assert {"condition": "R1*R4 != R2*R3", "under": ["Ao -> oo"]} in found["conditions"]["holds_where"]


@pytest.mark.parametrize(("netlist", "code"), [(SCHMITT, 1), (INVERTING, 0)])
def test_the_exit_code_and_a_saved_derivation(netlist: str, code: int, tmp_path, capsys) -> None:
    file, saved = tmp_path / "c.cir", tmp_path / "c.json"
    file.write_text(netlist, encoding="utf-8")
    assert main(["derive", str(file), "-q"]) == code
    assert main(["derive", str(file), "--witness", "quick", "-o", str(saved)]) == code
    assert main(["check", "-q", str(saved)]) == code
    assert capsys.readouterr().err.count("not an amplifier") == 3 * code
