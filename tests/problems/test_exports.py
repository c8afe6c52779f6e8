"""Sets of problems in the formats of other programs: whole, valid, told to solvers without a key, with a key
that those programs take for right.
"""

from __future__ import annotations

import ast
import csv
import io
import json
import re
import zipfile
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from problem_samples import problems

from gainproof.notation import text
from gainproof.problems.exports import EXPORTS, notebook
from gainproof.problems.exports.speech import letter, number, unit
from gainproof.problems.nouns import ProblemSet

SAMPLE = problems()
HERE = Path(__file__).parent
QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"


@pytest.mark.parametrize("name", EXPORTS)
def test_every_format_makes_the_same_bytes_again_and_keeps_to_its_suffix(name: str) -> None:
    export = EXPORTS[name]
    files = export.files(SAMPLE)
    assert files
    assert files == export.files(SAMPLE)
    if export.suffix:
        assert [Path(n).suffix for n in files] == [export.suffix]
    for path in files:
        assert not Path(path).is_absolute()
        assert ".." not in Path(path).parts


def questions() -> list[ElementTree.Element]:
    (data,) = EXPORTS["moodle"].files(SAMPLE).values()
    quiz = ElementTree.fromstring(data.decode())
    assert quiz.tag == "quiz"
    first, *rest = quiz.findall("question")
    assert first.get("type") == "category"
    assert len(rest) == len(SAMPLE.problems)
    return rest


def test_moodle_gets_a_question_of_its_type_for_each_problem() -> None:
    assert [q.get("type") for q in questions()] == [
        "numerical",
        "essay",
        "essay",
        "multichoice",
        "numerical",
        "numerical",
    ]
    names = [q.findtext("name/text") for q in questions()]
    assert len(set(names)) == len(names)


def test_moodle_numbers_are_in_the_unit_that_the_question_names() -> None:
    volts = questions()[4]
    assert volts.find("answer").get("fraction") == "100"
    assert float(volts.findtext("answer/text")) == pytest.approx(99.99, abs=0.01)
    assert float(volts.findtext("answer/tolerance")) == pytest.approx(0.9999, abs=1e-3)
    assert "Give the number in mV." in volts.findtext("questiontext/text")


def test_moodle_choices_have_one_right_answer_and_feedback_for_the_others() -> None:
    answers = questions()[3].findall("answer")
    assert [a.get("fraction") for a in answers] == ["0", "100", "0"]
    assert r"\(R_{2}/R_{1}\)" in answers[0].findtext("feedback/text")
    assert "]]&gt;" in answers[2].findtext("feedback/text"), "what would end the text early does not"


def test_moodle_pictures_are_in_the_file_and_named_in_the_text() -> None:
    seen = 0
    for q in questions():
        for file in q.findall("questiontext/file"):
            seen += 1
            assert ElementTree.fromstring(b64decode(file.text)).tag.endswith("svg")
            assert f"@@PLUGINFILE@@/{file.get('name')}" in q.findtext("questiontext/text")
    assert seen == 5, "and the problem without a schematic has none"


def package() -> dict[str, str]:
    (data,) = EXPORTS["qti"].files(SAMPLE).values()
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        assert z.testzip() is None
        return {n: z.read(n).decode() for n in z.namelist()}


@pytest.fixture(scope="module")
def faults() -> Callable[[str], list[str]]:
    import xmlschema

    schema = xmlschema.XMLSchema10(HERE / "qti-profile.xsd")
    return lambda text: [str(e.reason) for e in schema.iter_errors(text)]


def test_qti_items_are_valid(faults: Callable[[str], list[str]]) -> None:
    items = {n: t for n, t in package().items() if n.startswith("items/")}
    assert len(items) == len(SAMPLE.problems)
    for name, item in items.items():
        assert faults(item) == [], name


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("<itemBody>", "<itemBody><script/>"),
        ('maxChoices="1"', 'maxChoices="one"'),
        ('cardinality="single"', 'cardinality="one"'),
        ('identifier="item-gain', 'identifier="4-gain'),
        ("<simpleChoice", "<simplechoice"),
    ],
)
def test_the_schema_refuses_what_is_wrong(right: str, wrong: str, faults: Callable[[str], list[str]]) -> None:
    item = package()["items/gain-s1-004.xml"]
    assert right in item
    try:
        assert faults(item.replace(right, wrong))
    except ElementTree.ParseError:
        assert "simplechoice" in wrong


def test_qti_mathematics_is_mathml_without_attributes_of_ours() -> None:
    seen = 0
    for name, item in package().items():
        if name.startswith("items/"):
            for m in ElementTree.fromstring(item).iter():
                if m.tag.startswith(MATHML):
                    seen += 1
                    assert not {"data-s", "displaystyle"} & set(m.attrib) or m.tag == f"{MATHML}mstyle"
    assert seen > 100


def test_the_manifest_and_the_test_hold_every_item_and_its_files() -> None:
    files = package()
    named = re.findall(r'<file href="([^"]+)"/>', files["imsmanifest.xml"])
    assert sorted(named) == sorted(n for n in files if n != "imsmanifest.xml")
    refs = re.findall(r'<assessmentItemRef identifier="([^"]+)" href="([^"]+)"', files["test.xml"])
    assert [h for _, h in refs] == [f"items/{p.name}.xml" for p in SAMPLE.problems]
    for identifier, href in refs:
        assert ElementTree.fromstring(files[href]).get("identifier") == identifier


def test_qti_responses_name_what_is_declared_and_the_right_choice_is_the_right_one() -> None:
    seen = 0
    for name, item in package().items():
        if not name.startswith("items/"):
            continue
        root = ElementTree.fromstring(item)
        declared = {d.get("identifier") for d in root.findall(f"{QTI}responseDeclaration")}
        used = {e.get("responseIdentifier") for e in root.iter() if e.get("responseIdentifier")}
        assert declared == used
        seen += len(used)
    assert seen == 7
    choice = ElementTree.fromstring(package()["items/gain-s1-004.xml"])
    right = choice.findtext(f"{QTI}responseDeclaration/{QTI}correctResponse/{QTI}value")
    assert right == f"CHOICE_{letter(SAMPLE.problems[3].right)}"


def notebooks() -> dict[str, dict]:
    import nbformat

    out = {}
    for name, data in EXPORTS["notebook"].files(SAMPLE).items():
        out[name] = json.loads(data)
        nbformat.validate(out[name])
    assert list(out) == ["problems.ipynb", "key.ipynb"]
    return out


def told_by(name: str) -> list[str]:
    """What the cells of a notebook show when a kernel runs them."""
    import nbclient
    import nbformat

    book = nbformat.reads(json.dumps(notebooks()[name]), 4)
    nbclient.NotebookClient(book, timeout=120, kernel_name="python3").execute()
    return [o["data"]["text/plain"] for c in book.cells for o in c.get("outputs", []) if "data" in o]


def test_the_checker_of_the_notebook_takes_the_key_for_true() -> None:
    told = told_by("key.ipynb")
    assert len(told) == len(SAMPLE.problems)
    for words in told:
        assert re.search(r"\d true", words), words
        assert "false" not in words


def test_the_notebook_without_answers_asks_for_them() -> None:
    told = told_by("problems.ipynb")
    assert len(told) == len(SAMPLE.problems)
    assert all("answer it first" in words for words in told)


@pytest.mark.parametrize(
    ("number", "answer", "judged"),
    [
        (1, "'9.999'", True),
        (1, "'9.9990 '", True),
        (1, "'9.99'", True),
        (1, "'10'", False),
        (1, "'0.010e3'", False),
        (5, "'99.99 mV'", True),
        (5, "'0.1 V'", False),
        (2, "'1 + R2/R1'", True),
        (2, "'v_3/V1'", False),
        (4, "'b'", True),
        (4, "''", False),
    ],
)
def test_what_is_no_answer_is_not_judged(number: int, answer: str, judged: bool) -> None:
    """Digits decide in the notebook, so there are as many as the tolerance asks for: 10 is not 9.999."""
    ready, otherwise = notebook._ready(SAMPLE.problems[number - 1])
    assert bool(eval(ready, {f"answer_{number}": ast.literal_eval(answer)})) is judged
    assert otherwise.startswith("answer it first")


def test_a_blank_is_not_filled_with_what_is_given() -> None:
    p = SAMPLE.problems[2]
    ready, _ = notebook._ready(p)
    right, given = [text(b.hidden) for b in p.blanks], [f" {text(b.given)}" for b in p.blanks]
    assert eval(ready, {"answer_3": right}) is True
    assert eval(ready, {"answer_3": given}) is False
    assert eval(ready, {"answer_3": [right[0], ""]}) is False


def test_the_notebook_for_solvers_holds_no_answer() -> None:
    cells = "\n".join(c["source"] for c in notebooks()["problems.ipynb"]["cells"])
    assert "9.999" not in cells
    assert "solution" not in cells.lower()
    for c in notebooks()["problems.ipynb"]["cells"]:
        if c["cell_type"] == "code" and "answer_" in c["source"] and "circuit_" not in c["source"]:
            assert not any(ast.literal_eval(c["source"].split("= ", 1)[1]))


@pytest.mark.parametrize("end", ['* "quoted"', '""" + quit() + """', "\\", '\\"', '"' * 5])
def test_a_netlist_stays_a_text_in_the_notebook_whatever_it_ends_with(end: str) -> None:
    one = replace(SAMPLE.problems[0], netlist=f"{SAMPLE.problems[0].netlist}\n{end}")
    (data, _) = EXPORTS["notebook"].files(replace(SAMPLE, problems=(one,))).values()
    (cell,) = [c["source"] for c in json.loads(data)["cells"] if c["source"].startswith("circuit_")]
    circuit, *_ = ast.parse(cell).body
    assert isinstance(circuit, ast.Assign)
    assert ast.literal_eval(circuit.value) == one.netlist


def folders() -> dict[str, bytes]:
    return dict(EXPORTS["prairielearn"].files(SAMPLE))


def test_prairielearn_questions_say_what_they_are() -> None:
    """The keys that infoQuestion.json of PrairieLearn requires, and no other than it knows."""
    known = {"uuid", "title", "topic", "tags", "type", "singleVariant", "gradingMethod"}
    found = [json.loads(data) for name, data in folders().items() if name.endswith("info.json")]
    assert len(found) == len(SAMPLE.problems)
    assert len({f["uuid"] for f in found}) == len(found)
    for f in found:
        assert set(f) == known
        assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", f["uuid"])
        assert f["type"] == "v3"


def test_prairielearn_pages_are_no_templates_by_accident() -> None:
    """Two braces together would be read by Mustache."""
    pages = [data.decode() for name, data in folders().items() if name.endswith("question.html")]
    assert len(pages) == len(SAMPLE.problems)
    for page in pages:
        assert "{{" not in page
        assert page.count("<pl-question-panel>") == page.count("<pl-answer-panel>") == 1


def test_prairielearn_formulas_are_what_sympy_reads() -> None:
    """A name such as G_I would be a symbol of its own there, so it is spelled out, and the page says so."""
    import sympy

    page = folders()["gain-s1-002/question.html"].decode()
    m = re.search(r'variables="([^"]*)" correct-answer="([^"]*)"', page)
    assert m is not None
    names = {n: sympy.Symbol(n) for n in m[1].split(", ")}
    found = sympy.sympify(m[2], locals=names)
    assert {s.name for s in found.free_symbols} == set(names) == {"R1", "R2", "E1"}
    at = {"R1": 1000, "R2": 9000, "E1": 100_000}
    assert found.subs(at) == sympy.Rational(100_000 * 10, 100_010)
    assert "alone: spell $G_{I}$ out." in page


def test_the_table_reads_back() -> None:
    (data,) = EXPORTS["csv"].files(SAMPLE).values()
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [r["name"] for r in rows] == [p.name for p in SAMPLE.problems]
    assert float(rows[4]["answer"]) == pytest.approx(99.99, abs=0.01)
    assert rows[4]["unit"] == "mV"
    assert rows[3]["right_option"] == "b"
    assert rows[3]["misconceptions"] == "a) GP102; c) GP101"
    assert rows[0]["netlist"] == SAMPLE.problems[0].netlist
    assert rows[1]["formula"] == "v_3/V1 = G_I/(1 + G_I/E1)"


def test_a_title_is_no_formula_of_a_spreadsheet() -> None:
    first = replace(SAMPLE.problems[0], title="=HYPERLINK(A1)")
    (data,) = EXPORTS["csv"].files(replace(SAMPLE, problems=(first,))).values()
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert row["title"] == "'=HYPERLINK(A1)"


def test_a_number_for_a_program_has_the_unit_of_the_key() -> None:
    a = SAMPLE.problems[4].answer
    assert a is not None
    name, size = unit(a)
    assert (name, size.numerator / size.denominator) == ("mV", 1e-3)
    assert number(a, a.value).startswith("99.99")


def test_letters_do_not_run_out() -> None:
    assert [letter(k) for k in (0, 25, 26, 52)] == ["a", "z", "a1", "a2"]


def test_an_empty_set_is_made_too() -> None:
    empty = ProblemSet("nothing", 1, (), ())
    for export in EXPORTS.values():
        export.files(empty)


def test_no_words_end_the_text_of_a_moodle_question_before_its_end() -> None:
    hostile = "a ]]> b <script>"
    one = replace(SAMPLE.problems[0], question=((hostile,),))
    (data,) = EXPORTS["moodle"].files(replace(SAMPLE, problems=(one,))).values()
    said = ElementTree.fromstring(data.decode()).findtext("question[2]/questiontext/text")
    assert said is not None
    assert "]]&gt; b &lt;script&gt;" in said
