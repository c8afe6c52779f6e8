"""A picture written down: SVG, TikZ, and the points as a table."""

import csv
import io
import re
from xml.etree import ElementTree

from gainproof.charts.as_svg import svg
from gainproof.charts.as_table import columns, csv_table, text_table
from gainproof.charts.as_tikz import COLOURS, tikz
from gainproof.charts.drawing import picture
from gainproof.charts.nouns import Axis, Band, Bars, Chart, Curve, Figure, Mark
from gainproof.charts.panel import STYLES
from gainproof.charts.strokes import COLOURS as PALETTE
from gainproof.charts.strokes import short
from gainproof.expression import Sym
from gainproof.render.latex import text
from gainproof.render.typst import Typst

CHART = Chart(
    Axis((Sym("A_o"),), log=True),
    Axis(("|error| & <more>",), "%"),
    (
        Curve(((1.0, 2.0), (10.0, 30.0), (100.0, 31.5)), ("a $ # {name}",)),
        Curve(((1.0, 1.0), (100.0, 2.0)), (Sym("beta"),), "second"),
    ),
    bands=(Band(((1.0, 0.0, 1.0), (100.0, 0.0, 2.0)), role="third"),),
    marks=(Mark(10.0, 30.0), Mark(y=20.0, label=("10^{-3}",))),
    title='A "title" & <more>',
    caption=("See ", Sym("A_o"), "."),
)
HISTOGRAM = Chart(
    Axis(("error",), "V"), Axis(("samples",), low=0.0), bars=(Bars((0.0, 0.1, 0.2), (3.0, 4.0)),)
)
NAMESPACE = "{http://www.w3.org/2000/svg}"


def test_svg_is_xml_that_says_what_it_shows() -> None:
    root = ElementTree.fromstring(svg(picture(CHART)))
    assert root.get("role") == "img"
    assert root.find(f"{NAMESPACE}title").text == 'A "title" & <more>'
    assert root.find(f"{NAMESPACE}desc").text == "See Ao."
    assert root.find(f"{NAMESPACE}style") is None
    written = ["".join(t.itertext()) for t in root.iter(f"{NAMESPACE}text")]
    assert "|error| & <more> in %" in written
    assert "a $ # {name}" in written
    assert "Ao" in written
    colours = {e.get(key) for e in root.iter() for key in ("fill", "stroke")} - {None, "none"}
    assert colours <= {*PALETTE.values(), "currentColor"} - {""}
    assert "currentColor" in colours


def test_a_file_of_its_own_has_a_style_for_the_dark() -> None:
    root = ElementTree.fromstring(svg(picture(CHART), alone=True))
    style = root.find(f"{NAMESPACE}style").text
    assert "prefers-color-scheme:dark" in style
    assert all(colour in style for name, colour in PALETTE.items() if name not in ("text", "grid"))


def test_coordinates_have_few_digits() -> None:
    for source in (svg(picture(CHART)), tikz(picture(CHART), text)):
        assert re.search(r"\d\.\d\d", source)
        assert not re.search(r"\d\.\d{3}", source)
    assert [short(x) for x in (1.0, -0.001, 0.126, -2.5)] == ["1", "0", "0.13", "-2.5"]


def test_a_smooth_curve_is_small() -> None:
    many = tuple((1 + k / 100, (k / 1000) ** 2) for k in range(5000))
    chart = Chart(Axis(()), Axis(()), (Curve(many),))
    assert len(svg(picture(chart))) < 8_000


def test_tikz_is_one_picture_with_known_colours_and_escaped_words() -> None:
    source = tikz(picture(CHART), text)
    assert source.startswith(r"\begin{tikzpicture}")
    assert source.endswith(r"\end{tikzpicture}")
    assert source.count("{") - source.count(r"\{") == source.count("}") - source.count(r"\}")
    assert r"a \$ \# \{name\}" in source
    assert "$A_{o}$" in source
    assert r"$\beta $" in source
    assert r"10\ensuremath{{}^{-3}}" in source
    used = set(re.findall(r"\\(?:draw|fill)\[([a-z]+)", source))
    assert used <= set(COLOURS.values())
    assert set(COLOURS) == set(PALETTE)


def test_styles_differ_without_colour() -> None:
    looks = [(s.width, s.dash) for s in STYLES.values()]
    assert len(set(looks)) == len(looks)


def test_the_table_has_a_column_for_each_curve() -> None:
    found = columns(CHART)
    assert [c.head for c in found] == ["Ao", "|error| & <more>, a $ # {name}", "|error| & <more>, β"]
    assert found[0].values == (1.0, 10.0, 100.0)
    assert found[2].values == (1.0, None, 2.0)
    rows = list(csv.reader(io.StringIO(csv_table(CHART))))
    assert rows[0][1].endswith("in %")
    assert rows[2] == ["10", "30", ""]
    said = text_table(CHART)
    assert len(said) == 5
    assert "31.5 %" in said[-1]


def test_the_table_of_a_histogram_has_bins() -> None:
    rows = list(csv.reader(io.StringIO(csv_table(HISTOGRAM))))
    assert rows == [["from in V", "to in V", "samples"], ["0", "0.1", "3"], ["0.1", "0.2", "4"]]


def test_the_table_of_a_figure_has_the_curves_of_all_charts() -> None:
    x = Axis(("f",), "Hz", log=True)
    upper = Chart(x, Axis(("gain",), "dB"), (Curve(((1.0, 0.0), (10.0, -3.0))),))
    lower = Chart(x, Axis(("phase",), "°"), (Curve(((1.0, 0.0), (10.0, -45.0))),))
    rows = list(csv.reader(io.StringIO(csv_table(Figure((upper, lower))))))
    assert rows == [["f in Hz", "gain in dB", "phase in °"], ["1", "0", "0"], ["10", "-3", "-45"]]


def test_of_very_many_points_the_terminal_shows_a_selection_and_says_so() -> None:
    many = Chart(Axis(("x",)), Axis(("y",)), (Curve(tuple((float(k), k / 7) for k in range(1000))),))
    said = text_table(many)
    assert len(said) < 50
    assert said[-1] == "40 of 1000 points; a .csv file has all of them."
    assert len(csv_table(many).splitlines()) == 1001


def test_typst_keeps_the_italic_greek_of_pictures() -> None:
    source = Typst().picture(picture(CHART))
    assert "\U0001d6fd" in source, "beta"
    assert "[U+" not in source
    assert "[U+1D6FD]" in Typst().plain("\U0001d6fd"), "text has no such font"
