"""What a notebook shows, in a browser: the fragment has its own style, which reaches nothing beside it."""

from __future__ import annotations

import pytest
from chromium import Answer, Case, ask, needed

import gainproof

pytestmark = needed

AMPLIFIER = """* an amplifier
V1 in 0 10m
X1 in n out opamp Ao=100k Ro=75
R1 n 0 1k
R2 out n 9k
Rl out 0 2k
.tf V(out) V1
"""
SWAPPED = AMPLIFIER.replace("X1 in n", "X1 n in")
INK, ERROR, SUBSTITUTED, GREY = (
    "rgb(31, 78, 121)",
    "rgb(162, 59, 42)",
    "rgb(11, 122, 75)",
    "rgb(102, 102, 102)",
)


def notebook(*shown: object) -> str:
    """A page with what a notebook shows of each."""
    body = "".join(x._repr_html_() for x in shown)  # type: ignore[attr-defined]
    return f'<html><head></head><body><p id="beside">beside</p>{body}</body></html>'


COLOURS = """
const one = (s, what) => page.getComputedStyle(all(s)[0])[what];
const colours = [one('.result', 'borderTopColor'), one('.error', 'color'), one('.substituted', 'color'),
  one('h2', 'color'), one('.notes', 'color')];
return [colours, one('.body', 'fontSize'), one('#beside', 'fontSize'), one('.result', 'borderTopStyle')];
"""

CASES = {
    "derived": Case(lambda: notebook(gainproof.derive(AMPLIFIER)), COLOURS),
    "study": Case(
        lambda: notebook(gainproof.study(AMPLIFIER)),
        "return ['svg', '.work .display', 'form', 'input'].map(s => all(s).length > 0);",
    ),
    "swapped": Case(
        lambda: notebook(gainproof.derive(SWAPPED), gainproof.study(SWAPPED)),
        "return all('.failed').filter(x => x.textContent.includes('×'))"
        ".map(x => [x.textContent, page.getComputedStyle(x).color]);",
    ),
    "verified": Case(
        lambda: notebook(gainproof.verify("vout = (1 - R2/R1)*V1\n", AMPLIFIER, ideal=True)),
        "return [...new Set(all('math .error').map(x => page.getComputedStyle(x).color))];",
    ),
    "right": Case(
        lambda: notebook(gainproof.verify("vout = (1 + R2/R1)*V1\n", AMPLIFIER, ideal=True)),
        "return all('.error').length;",
    ),
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answer]:
    return ask(CASES, tmp_path_factory.mktemp("browser"))


def test_a_derivation_has_its_frame_and_its_colours(answers: dict[str, Answer]) -> None:
    colours, own, beside, frame = answers["derived"].found
    assert colours == [INK, ERROR, SUBSTITUTED, INK, GREY]
    assert (own, beside, frame) == ("17px", "16px", "solid")


def test_a_study_has_schematic_and_work_and_no_dead_sliders(answers: dict[str, Answer]) -> None:
    assert answers["study"].found == [True, True, False, False]


def test_swapped_inputs_are_told_in_red_on_top(answers: dict[str, Answer]) -> None:
    warnings = [(text, colour) for text, colour in answers["swapped"].found if "positive" in text]
    assert len(warnings) == 2, "of the derivation and of the study"
    assert {colour for _, colour in warnings} == {ERROR}


def test_the_wrong_part_of_a_line_is_red(answers: dict[str, Answer]) -> None:
    assert answers["verified"].found == [ERROR]
    assert answers["right"].found == 0
