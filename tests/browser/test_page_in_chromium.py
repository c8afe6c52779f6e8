"""The page in a browser: numbers follow, steps fold, symbols light, and nothing is out of place."""

from __future__ import annotations

import json
import random
from fractions import Fraction
from functools import cache, partial
from typing import Any

import pytest
from chromium import Answer, Case, ask, needed

from gainproof.ideals import imperfections
from gainproof.render import render
from gainproof.render.examples import percent
from gainproof.render.index import Listed, index_page
from gainproof.render.sentences import INTERACTION
from gainproof.studies import Study, document, study
from gainproof.worked.example import example
from gainproof.worked.values import decimal, engineering, read

pytestmark = needed

REAL = """* a real amplifier
V1 in 0 10m
X1 in n x opamp Ao=200k Ri=50k
Ro x out 100
R1 n 0 100
R2 out n 99.9k
Rl out 0 2k
.tf V(out) V1
"""
POLE = """* a low pass with a slow op-amp
V1 in 0 1
R1 in n 10k
R2 n out 100k
C2 n out 1.5n
X1 0 n out opamp Ao=100k*wp/(s+wp)
.param wp=62.8
.tf V(out) V1
"""
OFFSET = """* both currents of a follower
V1 in 0 {Vz}
Rs in p 33k
I1 p 0 80n
I2 n 0 -20n
R2 n out 47k
X1 p n out opamp Ao=100k
"""
CHAIN = """* two amplifiers of little gain
V1 in 0 1m
X1 in n a opamp Ao=300
R1 n 0 1k
R2 a n 9k
X2 a m out opamp Ao=500 Ro=50
R3 m 0 1k
R4 out m 4k
RL out 0 1k
.tf V(out) V1
"""
NAMES = ("real", "pole", "offset", "chain")


@cache
def studied(name: str) -> Study:
    text, more = {
        "real": (REAL, {}),
        "pole": (POLE, {"frequency": Fraction(1234)}),
        "offset": (OFFSET, {"of": "V(out)", "values": {"Vz": Fraction(0)}}),
        "chain": (CHAIN, {}),
    }[name]
    return study(text, witnesses=(), **more)


@cache
def page(name: str) -> str:
    return render([document(studied(name))], "html")


@cache
def bound() -> str:
    return render([document(studied(n)) for n in NAMES], "html", title="A report")


def real() -> str:
    return page("real")


CASES: dict[str, Case] = {}
"""By the names of the tests; each stands before its test."""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answer]:
    return ask(CASES, tmp_path_factory.mktemp("browser"))


# Numbers.


def minus(text: str) -> str:
    return text.replace("-", "−")


def engine(s: Study, values: dict[str, Fraction], frequency: Fraction | None) -> list[str]:
    """What the engine prints at other values: value, ideal value, error, and each share of the error."""
    d = s.derivation
    exact = d.spelled_out(d.step(d.exact).claim.right)
    e = example(exact, None, imperfections(d.circuit), values, d.quantity, d.parameters, frequency)
    assert e is not None
    out = [minus(engineering(e.value, e.unit, 7))]
    out += [minus(engineering(e.ideal, e.unit, 7))] if e.ideal is not None else []
    out += [percent(e.error)] if e.error is not None else []
    out += [f"{c.symbol.replace('_', ',')} {percent(c.added)}" for c in e.contributions]
    if len(e.contributions) > 1 and abs(e.interaction) > abs(e.error or 0) / 1000:
        out.append(f"{INTERACTION} {percent(e.interaction)}")
    return out


@cache
def points(name: str) -> list[list[str]]:
    """Random values of every parameter, within four decades of the example's, in engineering notation."""
    e, dice = studied(name).example, random.Random(name)
    start = [u.value for u in e.values] + ([e.frequency] if e.frequency is not None else [])
    scales = [[Fraction(dice.randint(100, 9999), 10 ** dice.randint(1, 4)) for _ in start] for _ in range(60)]
    return [[engineering(x * k, "", 5) for x, k in zip(start, row, strict=True)] for row in scales]


def typing(name: str) -> str:
    return (
        f"const points = {json.dumps(points(name))}, boxes = all('.knob input[type=text]');"
        """
        return points.map(point => {
          boxes.forEach((box, k) => {
            box.value = point[k];
            box.dispatchEvent(new page.Event('input', {bubbles: true}));
          });
          const shares = all('.shares [data-share]:not([hidden])').map(r => [...r.cells]);
          return [...all('output').map(o => o.textContent),
            ...shares.map(cells => cells.map(c => c.textContent).join(' '))];
        });
        """
    )


CASES |= {f"follow {n}": Case(partial(page, n), partial(typing, n)) for n in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_the_numbers_that_follow_are_the_engine_s(name: str, answers: dict[str, Answer]) -> None:
    """At random values, every digit shown is the engine's."""
    s, answer = studied(name), answers[f"follow {name}"]
    symbols = [u.symbol for u in s.example.values] + (["f"] if s.example.frequency is not None else [])
    assert answer.faults == []
    assert len(answer.found) == 60
    for texts, found in zip(points(name), answer.found, strict=True):
        numbers = dict(zip(symbols, map(read, texts), strict=True))
        frequency = numbers.pop("f", None)
        assert found == engine(s, numbers, frequency), texts
    if name == "chain":
        orders = {tuple(row.split()[0] for row in found[3:]) for found in answer.found}
        assert len(orders) > 2, "which imperfection costs most changes, and whether a rest is left"


CASES["slider"] = Case(
    real,
    """
    const [slider, box] = all('.knob')[0].querySelectorAll('input'), out = all('output')[0], seen = [];
    const note = () => seen.push([box.value, slider.getAttribute('aria-valuetext'), out.textContent]);
    note();
    for (const step of [100, -37, 0, 200]) {
      slider.value = step;
      slider.dispatchEvent(new page.Event('input', {bubbles: true}));
      note();
    }
    slider.dispatchEvent(new page.Event('change', {bubbles: true}));
    seen.push(all('.status')[0].textContent);
    all('button[type=reset]')[0].click();
    await wait(50);
    note();
    seen.push(slider.value);
    return seen;
    """,
)


def test_a_slider_moves_its_box_and_the_number_and_reset_puts_all_back(answers: dict[str, Answer]) -> None:
    s, seen = studied("real"), answers["slider"].found
    assert answers["slider"].faults == []
    assert s.example.values[0].symbol == "Ao"
    numbers = {u.symbol: u.value for u in s.example.values}

    def printed(gain: str) -> list[str]:
        return [gain, gain, engine(s, numbers | {"Ao": read(gain)}, None)[0]]

    assert seen[:5] == [printed(g) for g in ("200000", "2000000", "85300", "200000", "2e7")]
    assert seen[5].startswith(f"value {printed('2e7')[2]}, ideal value 1000, error ")
    assert seen[6] == printed("200000")
    assert seen[7] == "0"


CASES["work"] = Case(
    real,
    """
    const shown = () => [
      page.getComputedStyle(all('.work .display')[0]).opacity,
      page.getComputedStyle(all('.work .note')[0]).display];
    const seen = [shown()], box = all('.knob')[0].querySelectorAll('input')[1];
    box.value = '100k';
    box.dispatchEvent(new page.Event('input', {bubbles: true}));
    seen.push(shown());
    all('button[type=reset]')[0].click();
    await wait(50);
    seen.push(shown());
    const cells = [...all('.work mtable')[0].querySelectorAll('mtd:first-child')];
    const lefts = cells.filter(c => c.children.length);
    const ends = lefts.map(c => c.lastElementChild.getBoundingClientRect().right);
    return [seen, Math.max(...ends) - Math.min(...ends), lefts.length];
    """,
)


def test_the_work_is_that_of_the_printed_values_and_its_relations_stand_below_each_other(
    answers: dict[str, Answer],
) -> None:
    seen, apart, rows = answers["work"].found
    assert seen == [["1", "none"], ["0.35", "block"], ["1", "none"]]
    assert rows > 2
    assert apart < 3


CASES["chart"] = Case(
    real,
    """
    const shown = () => all('.following > svg').map(x => page.getComputedStyle(x).display !== 'none');
    const ticks = () => all('.follows text').filter(t => t.getAttribute('text-anchor') === 'end');
    const before = shown();
    const box = all('.knob').find(k => k.querySelector('[data-s="R_o"]')).querySelectorAll('input')[1];
    box.value = '1 kΩ';
    box.dispatchEvent(new page.Event('input', {bubbles: true}));
    await wait(200);
    const rows = ticks().map(t => [Number(t.textContent), Number(t.getAttribute('y')) - 2.7]);
    const drawn = all('.follows path')[1].getAttribute('d');
    const curve = drawn.split(/[ML]/).slice(1).map(q => q.split(' ').map(Number));
    const dot = all('.follows circle').map(c => [c.getAttribute('cx'), c.getAttribute('cy')].map(Number))[0];
    const after = shown();
    all('button[type=reset]')[0].click();
    await wait(200);
    return {before, after, again: shown(), rows, curve, dot};
    """,
)


def test_the_chart_follows_and_reset_shows_the_printed_one(answers: dict[str, Answer]) -> None:
    """Its curve and its dot stand where the engine's errors are at the reader's values."""
    from math import log10

    found, s = answers["chart"].found, studied("real")
    assert answers["chart"].faults == []
    assert [found["before"], found["after"], found["again"]] == [[True, False], [False, True], [True, False]]
    (low, foot), *_, (high, head) = sorted(found["rows"])
    d = s.derivation
    exact = d.spelled_out(d.step(d.exact).claim.right)
    numbers = {u.symbol: u.value for u in s.example.values} | {"Ro": Fraction(1000)}
    assert s.example.sweep.symbol == "Ao"
    left, right = found["curve"][0][0], found["curve"][-1][0]
    seen = 0
    for x, y in [*found["curve"][::12], found["dot"]]:
        gain = numbers["Ao"] * Fraction(10 ** (4 * (x - left) / (right - left) - 2))
        goals = imperfections(d.circuit)
        e = example(exact, None, goals, numbers | {"Ao": gain}, d.quantity, d.parameters, None)
        level = log10(low) + (y - foot) / (head - foot) * log10(high / low)
        assert level == pytest.approx(log10(100 * float(e.error)), abs=2e-3)
        seen += 1
    assert seen > 10
    assert found["dot"][0] == pytest.approx((left + right) / 2, abs=0.02)


CASES["signs"] = Case(
    partial(page, "offset"),
    """
    const named = key => all(".knob").find(k => k.querySelector(`[data-s="${key}"]`));
    const knob = key => named(key).querySelectorAll("input");
    return [['V_z', 100], ['V_z', -200], ['I_2', 100]].map(([key, step]) => {
      const [slider, box] = knob(key);
      slider.value = step;
      slider.dispatchEvent(new page.Event('input', {bubbles: true}));
      return [box.value, all('output')[0].textContent];
    });
    """,
)


def test_a_zero_moves_both_ways_and_a_negative_value_keeps_its_sign(
    answers: dict[str, Answer],
) -> None:
    s = studied("offset")
    assert answers["signs"].faults == []
    values = {u.symbol: u.value for u in s.example.values}
    assert (values["Vz"], values["I2"]) == (0, Fraction(-20, 10**9))
    wanted = []
    for symbol, text in (("Vz", "500 µV"), ("Vz", "-1 mV"), ("I2", "-200 nA")):
        values[symbol] = read(text)
        wanted.append([minus(text), engine(s, values, None)[0]])
    assert answers["signs"].found == wanted


BAD = ["", "k", "1..2", "5 kV", "1e999", "<b>", "10 20", "constructor", "5 toString"]
CASES["refused"] = Case(
    real,
    f"const texts = {json.dumps([*BAD, '100 Ω'])};"
    """
    const knob = all('.knob').find(k => k.querySelector('[data-s="R_1"]'));
    const box = knob.querySelectorAll('input')[1], out = all('output')[0], before = out.textContent;
    return texts.map(text => {
      box.value = text;
      box.dispatchEvent(new page.Event('input', {bubbles: true}));
      const words = knob.querySelector('.fault').textContent;
      return [box.getAttribute('aria-invalid'), words, out.textContent === before];
    });
    """,
)


def test_what_is_no_value_is_refused_beside_the_box(answers: dict[str, Answer]) -> None:
    """The number stays as it was; a value in another unit is refused as the engine refuses it."""
    assert answers["refused"].faults == []
    *refused, right = answers["refused"].found
    assert right == [None, "", True]
    assert len(refused) == len(BAD)
    for text, (invalid, words, kept) in zip(BAD, refused, strict=True):
        assert (invalid, kept) == ("true", True), text
        assert "expected" in words


def numerals() -> list[tuple[str, str, int]]:
    dice = random.Random(5)
    texts = [f"{dice.randint(1, 10 ** dice.randint(1, 12))}e{dice.randint(-20, 12)}" for _ in range(300)]
    texts += ["0", "1000.0005", "1000.0015", "0.99999995", "9999999.5", "-12345.675", "5e-7", ".5k", "1e3"]
    nearly_ties = [("1000.00050000000000000001", "V", 7), ("1000.00049999999999999999", "", 7)]
    return [*nearly_ties, *((t, dice.choice(["", "Ω", "V", "F"]), 1 + k % 9) for k, t in enumerate(texts))]


CASES["numerals"] = Case(
    lambda: real().replace("let lit = null", "window.hook = {read, engineering, decimal};\nlet lit = null"),
    f"const {{read, engineering, decimal}} = page.hook, asked = {json.dumps(numerals())};"
    "return asked.map(([t, u, n]) => [engineering(read(t, u), u, n), decimal(read(t, u), n)]);",
)


def test_numbers_are_read_and_written_as_the_engine_does(answers: dict[str, Answer]) -> None:
    """To any number of digits, ties to even."""
    assert answers["numerals"].faults == []
    assert len(answers["numerals"].found) == 311
    for (t, u, n), (engineered, plain) in zip(numerals(), answers["numerals"].found, strict=True):
        assert engineered == minus(engineering(read(t, u), u, n)), (t, u, n)
        assert plain == minus(decimal(read(t, u), n)), (t, n)


def falsified() -> str:
    at = real().index("\nvalue:")
    wrong = real()[:at] + real()[at:].replace("add(", "sub(", 1)
    assert wrong != real()
    return wrong


CASES["falsified"] = Case(
    falsified, "return [all('.live.ready').length, page.getComputedStyle(all('.knobs')[0]).display];"
)


def test_a_page_whose_formula_is_not_the_engine_s_says_so_and_has_no_sliders(
    answers: dict[str, Answer],
) -> None:
    assert answers["falsified"].found == [0, "none"]
    assert len(answers["falsified"].faults) == 1
    assert "the engine" in answers["falsified"].faults[0]


CASES["noise"] = Case(
    lambda: real().replace("let lit = null", "window.hook = {less, over, times, plus};\nlet lit = null"),
    """
    const {less, over, times, plus} = page.hook, one = [1, 0], out = [];
    for (let n = 3; n < 200; n++) out.push(less(times(over(one, [n, 0]), [n, 0]), one)[0]);
    return [out.length, out.filter(x => x !== 0).length, less(plus(one, [1e-24, 0]), one)[0]];
    """,
)


def test_what_cancels_but_for_rounding_is_zero(answers: dict[str, Answer]) -> None:
    count, left, small = answers["noise"].found
    assert (count, left) == (197, 0)
    assert small == pytest.approx(1e-24)


# Symbols and steps.

CASES["light"] = Case(
    real,
    """
    const kinds = () => ['math', 'svg', 'dt', 'label'].map(k => all(k + ' .lit').length > 0);
    const keys = () => [...new Set(all('.lit').map(x => x.getAttribute('data-s')))];
    const over = x => x.dispatchEvent(new page.PointerEvent('pointerover', {bubbles: true}));
    const seen = [[kinds(), keys()]], note = () => seen.push([kinds(), keys()]);
    over(all('.display [data-s="R_1"]')[0]); note();
    over(all('h2')[0]); note();
    const button = all('dt button').find(b => b.querySelector('[data-s="R_2"]'));
    button.dispatchEvent(new page.FocusEvent('focusin', {bubbles: true})); note();
    button.click();
    over(all('h2')[0]);
    seen.push([button.getAttribute('aria-pressed'), keys()]);
    page.dispatchEvent(new page.KeyboardEvent('keydown', {key: 'Escape'}));
    seen.push([button.getAttribute('aria-pressed'), keys()]);
    return seen;
    """,
)


def test_symbols_light_in_formulas_schematic_nomenclature_and_sliders(answers: dict[str, Answer]) -> None:
    assert answers["light"].faults == []
    everywhere, nowhere = [True] * 4, [False] * 4
    assert answers["light"].found == [
        [nowhere, []],
        [everywhere, ["R_1"]],
        [nowhere, []],
        [everywhere, ["R_2"]],
        ["true", ["R_2"]],
        ["false", []],
    ]


CASES["fold"] = Case(
    real,
    """
    const steps = all('details.step'), button = all('.tools button')[0];
    const open = () => steps.filter(s => s.open).length, seen = [steps.length, open()];
    button.click(); await wait(50); seen.push(open(), button.textContent);
    page.dispatchEvent(new page.Event('beforeprint')); seen.push(open());
    page.dispatchEvent(new page.Event('afterprint')); seen.push(open());
    page.location.hash = '#d1-2'; await wait(50); seen.push(open());
    steps[0].querySelector('summary').click(); await wait(50); seen.push(open(), button.textContent);
    return seen;
    """,
)


def test_steps_fold_one_by_one_and_together_and_are_open_on_paper(answers: dict[str, Answer]) -> None:
    assert answers["fold"].faults == []
    count, *seen = answers["fold"].found
    assert count > 5
    assert seen == [count, 0, "Unfold all steps", count, 0, 1, 2, "Fold all steps"]


# Looks.

WIDE = """
const wide = () => {
  const whole = page.document.documentElement;
  const out = all('body *').filter(x => x.getBoundingClientRect().right > whole.clientWidth + 1);
  const words = out.filter(x => !x.closest('.display, svg, .unseen')).map(x => x.textContent.slice(0, 40));
  return whole.scrollWidth > whole.clientWidth ? [...words, 'it scrolls'] : words;
};
const before = wide();
all('main')[0].insertAdjacentHTML('beforeend', '<p style="width:1300px">too wide</p>');
return [before, wide()];
"""
CASES |= {f"width {w}": Case(bound, WIDE, w) for w in (360, 1200)}


@pytest.mark.parametrize("width", [360, 1200])
def test_nothing_stands_out_at_the_right(width: int, answers: dict[str, Answer]) -> None:
    """Formulas scroll in their own place; a planted paragraph that is too wide is found."""
    assert answers[f"width {width}"] == Answer([[], ["too wide", "it scrolls"]], [])


CONTRAST = """
const canvas = page.document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const rgba = colour => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
};
const linear = v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
const luminance = rgb => [0.2126, 0.7152, 0.0722].reduce((sum, w, k) => sum + w * linear(rgb[k] / 255), 0);
const paper = x => {
  for (; x; x = x.parentElement) {
    const colour = rgba(page.getComputedStyle(x).backgroundColor);
    if (colour[3] === 255) return colour;
  }
  return [255, 255, 255];
};
const written = x => [...x.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
const least = () => {
  const shown = all('body *').filter(x => !x.matches('script, title, desc'));
  const texts = shown.filter(x => written(x) || x.matches('input[type=text]'));
  const found = texts.map(x => {
    const style = page.getComputedStyle(x), ink = rgba(x.closest('svg') ? style.fill : style.color);
    const [a, b] = [luminance(ink), luminance(paper(x))].sort((p, q) => q - p);
    return [(a + 0.05) / (b + 0.05), x.tagName + ' ' + x.textContent.slice(0, 30)];
  });
  return [...found.sort((p, q) => p[0] - q[0])[0], found.length];
};
const seen = [least()];
all('[data-s]').forEach(x => x.classList.add('lit'));
seen.push(least());
all('main')[0].insertAdjacentHTML('beforeend', '<p style="color:#777;background:#888">pale</p>');
return [...seen, least()];
"""
CASES |= {f"contrast {dark}": Case(real, CONTRAST, dark=dark) for dark in (False, True)}


@pytest.mark.parametrize("dark", [False, True])
def test_all_text_has_contrast_in_both_themes(dark: bool, answers: dict[str, Answer]) -> None:
    """At least 4.5 to 1 (WCAG 2.2, 1.4.3), lit or not; planted grey on grey is found."""
    answer = answers[f"contrast {dark}"]
    assert answer.faults == []
    plain, lit, planted = answer.found
    for least, where, count in (plain, lit):
        assert count > 300
        assert least >= 4.5, where
    assert planted[0] < 1.5
    assert planted[1] == "P pale"


CASES["alone"] = Case(
    bound,
    """
    const labels = x => [...(x.labels || [])].map(l => l.textContent.trim()).join('');
    const name = x => x.getAttribute('aria-label') || x.textContent.trim() || labels(x);
    const ids = all('[id]').map(x => x.id), controls = all('button, input, summary, a');
    const fetched = page.performance.getEntriesByType('resource').filter(r => !r.name.startsWith('data:'));
    const fonts = [...page.document.fonts].map(f => f.family.replaceAll('"', '') + ' ' + f.status);
    const ready = all('.live.ready').length;
    return [ready, controls.length, controls.filter(x => !name(x)).length, ids.length - new Set(ids).size,
      fetched.length, fonts];
    """,
)


def test_controls_have_names_and_the_page_fetches_nothing(answers: dict[str, Answer]) -> None:
    assert answers["alone"].faults == []
    ready, controls, nameless, twice, fetched, fonts = answers["alone"].found
    assert (ready, nameless, twice, fetched) == (4, 0, 0, 0)
    assert controls > 50
    assert fonts == ["Gainproof Math loaded"]


def test_the_page_is_small() -> None:
    assert all(len(page(n).encode()) < 400_000 for n in NAMES)


def hostile() -> str:
    title = "* </script><img src=x onerror=console.error(1)> `${1}` {{ 1 }}"
    made: Any = document(
        study(REAL.replace("* a real amplifier", title), witnesses=()),
        title="<b>bold</b> </script>",
        intro="<script>console.error(2)</script>",
    )
    return render([made], "html")


CASES["hostile"] = Case(hostile, "return ['img', 'script', '.ready'].map(s => all(s).length);")


def test_a_reader_s_text_stays_text(answers: dict[str, Answer]) -> None:
    """The scripts are the page's own and the test's."""
    assert answers["hostile"] == Answer([0, 2, 1], [])


def index() -> str:
    listed = [Listed(f"{n}.html", f"The {n} amplifier", [document(studied(n))]) for n in NAMES]
    return index_page(listed, "All")


CASES["index"] = Case(
    index,
    """
    const box = all('#search')[0], shown = () => all('.chapter').filter(c => !c.hidden).length;
    return ['', 'AMPLIFIER', 'offset', 'real pole', 'chain v1', 'ri', 'xyzzy', ''].map(text => {
      box.value = text;
      box.dispatchEvent(new page.Event('input', {bubbles: true}));
      return [shown(), all('.count')[0].textContent];
    });
    """,
)
CASES |= {f"index {w}": Case(index, WIDE, w) for w in (360, 1200)}


def test_the_index_shows_what_is_searched_for(answers: dict[str, Answer]) -> None:
    """Every word has to stand in a chapter; without words, all are shown."""
    assert answers["index"].faults == []
    assert [n for n, _ in answers["index"].found] == [4, 4, 1, 0, 1, 1, 0, 4]
    assert answers["index"].found[2][1] == "1 of 4 chapters"
    assert answers["index 360"] == answers["index 1200"] == Answer([[], ["too wide", "it scrolls"]], [])
