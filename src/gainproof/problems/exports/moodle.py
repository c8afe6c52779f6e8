"""Moodle XML: a category of questions, for Moodle's question bank.

Numbers are `numerical` questions with an absolute tolerance, in the unit that the question names; choices are
`multichoice`, each wrong option with its feedback; formulas and faded examples are `essay` questions with
the key for whoever grades them.  Formulas are in TeX, which Moodle's MathJax filter sets; the schematic is a
file inside of the question.  Elements as Moodle's own import reads them (question/format/xml).
"""

from __future__ import annotations

from base64 import b64encode
from html import escape

from gainproof.problems.exports.speech import Tex, number, phrase, picture, solution, statement, told
from gainproof.problems.nouns import Problem, ProblemSet

TEX = Tex()
PICTURE = "circuit.svg"
WHOLE = "100"
LINES = 10
"""Of the box for an essay."""
PENALTY = "0.3333333"


def files(s: ProblemSet) -> dict[str, bytes]:
    """The questions as ``problems.xml``."""
    body = "\n".join(_question(p) for p in s.problems)
    category = escape(f"$course$/top/{s.title.replace('/', '//')}, {s.seed}")
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
        f'<question type="category"><category><text>{category}</text></category></question>\n'
        f"{body}\n</quiz>\n"
    )
    return {"problems.xml": xml.encode()}


def _question(p: Problem) -> str:
    kind, body = _kind(p)
    said = told(statement(p), TEX, f"@@PLUGINFILE@@/{PICTURE}" if p.drawing is not None else "")
    image = ""
    if p.drawing is not None:
        image = f'<file name="{PICTURE}" path="/" encoding="base64">{b64encode(picture(p)).decode()}</file>'
    return (
        f'<question type="{kind}">\n'
        f"<name><text>{escape(f'{p.number:03}. {p.title}')}</text></name>\n"
        f'<questiontext format="html">{_text(said)}{image}</questiontext>\n'
        f'<generalfeedback format="html">{_text(told(solution(p), TEX))}</generalfeedback>\n'
        f"<defaultgrade>1</defaultgrade>\n<penalty>{PENALTY}</penalty>\n<hidden>0</hidden>\n"
        f"<idnumber>{escape(p.name)}</idnumber>\n{body}</question>"
    )


def _kind(p: Problem) -> tuple[str, str]:
    """Moodle's type of question, and the elements that are its own."""
    if p.kind == "choice":
        return "multichoice", _choice(p)
    if p.kind == "number" and p.answer is not None:
        a = p.answer
        return "numerical", (
            f'<answer fraction="{WHOLE}" format="moodle_auto_format"><text>{number(a, a.value)}</text>'
            f'<feedback format="html"><text></text></feedback>'
            f"<tolerance>{number(a, a.margin)}</tolerance></answer>\n"
            "<unitgradingtype>0</unitgradingtype>\n<unitpenalty>0.1</unitpenalty>\n<showunits>3</showunits>\n"
            "<unitsleft>0</unitsleft>\n"
        )
    key = told(solution(p), TEX)
    return "essay", (
        "<responseformat>editor</responseformat>\n<responserequired>1</responserequired>\n"
        f"<responsefieldlines>{LINES}</responsefieldlines>\n<attachments>0</attachments>\n"
        "<attachmentsrequired>0</attachmentsrequired>\n"
        f'<graderinfo format="html">{_text(key)}</graderinfo>\n'
        '<responsetemplate format="html"><text></text></responsetemplate>\n'
    )


def _choice(p: Problem) -> str:
    answers = "".join(
        f'<answer fraction="{WHOLE if o.right else 0}" format="html">{_text(phrase(o.says, TEX))}'
        f'<feedback format="html">{_text(phrase(o.feedback, TEX))}</feedback></answer>\n'
        for o in p.options
    )
    return (
        "<single>true</single>\n<shuffleanswers>true</shuffleanswers>\n<answernumbering>abc</answernumbering>\n"
        f"{answers}"
    )


def _text(html: str) -> str:
    """HTML as it stands; in it every > that is no tag's is escaped, so that nothing ends it early."""
    return f"<text><![CDATA[{html}]]></text>"
