"""PrairieLearn: a folder for each question, to be put under a course's ``questions/``.

    NAME/info.json                              what the question is
    NAME/question.html                          its panel, its input, its answer panel
    NAME/clientFilesQuestion/circuit.svg        the schematic

Numbers are ``pl-number-input`` with an absolute tolerance, choices ``pl-multiple-choice`` with feedback,
formulas and the gaps of faded examples ``pl-symbolic-input``, which compares with SymPy.  SymPy does not know
what a name such as G_I stands for, so a formula is asked for in the parts of the circuit alone.
"""

from __future__ import annotations

import json
import re
import uuid
from html import escape

from gainproof.derivation import spelled_out
from gainproof.expression import ONE, Expr, Par, Quot, Sum, Sym
from gainproof.notation import text
from gainproof.problems.exports.speech import (
    Block,
    Para,
    Tex,
    letter,
    number,
    phrase,
    picture,
    solution,
    statement,
    told,
    unit,
)
from gainproof.problems.nouns import Problem, ProblemSet
from gainproof.render.marks import Mark
from gainproof.render.sentences import Phrase, fill, listed

PICTURE = "circuit.svg"
TOPIC = "Amplifiers"
SPELL_OUT = "Here the answer is to be in {symbols} alone: spell {names} out."
SPACE = uuid.UUID("6f2b1f0a-6c56-5a0e-9f3e-6b1f6c0d7a11")
"""Names of questions become identifiers in it."""


class Mustache(Tex):
    """HTML with TeX that a Mustache template leaves alone: no two braces together."""

    opened = closed = "$"
    above = below = "$$"

    def picture(self, file: str, about: str) -> str:
        return f'<pl-figure file-name="{escape(file)}" alt="{self.text(about)}"></pl-figure>'

    def text(self, words: str) -> str:
        return _apart(super().text(words))

    def _tex(self, m: Mark) -> str:
        return _apart(super()._tex(m))


def _apart(words: str) -> str:
    return re.sub(r"\{(?=\{)", "{ ", words)


HTML = Mustache()


def files(s: ProblemSet) -> dict[str, bytes]:
    """The questions, a folder each."""
    out: dict[str, bytes] = {}
    for p in s.problems:
        out[f"{p.name}/info.json"] = _info(p).encode()
        out[f"{p.name}/question.html"] = _page(p).encode()
        if p.drawing is not None:
            out[f"{p.name}/clientFilesQuestion/{PICTURE}"] = picture(p)
    return out


def _info(p: Problem) -> str:
    said = {
        "uuid": str(uuid.uuid5(SPACE, f"{p.name} {p.netlist}")),
        "title": f"{p.title} ({p.name})",
        "topic": TOPIC,
        "tags": [p.kind],
        "type": "v3",
        "singleVariant": True,
        "gradingMethod": "Internal",
    }
    return json.dumps(said, ensure_ascii=False, indent=4) + "\n"


def _page(p: Problem) -> str:
    said = told((*statement(p), *_in_parts(p)), HTML, PICTURE if p.drawing is not None else "")
    return (
        f"<pl-question-panel>\n{said}\n</pl-question-panel>\n{_input(p)}\n"
        f"<pl-answer-panel>\n{told(solution(p), HTML)}\n</pl-answer-panel>\n"
    )


def _in_parts(p: Problem) -> tuple[Block, ...]:
    """That names are to be spelled out, if a formula is asked for that has some."""
    named: list[Phrase] = [(q.left,) for q in p.definitions if isinstance(q.left, Sym)]
    if p.kind != "formula" or not named:
        return ()
    names = listed(named)
    symbols = listed([(Sym(n),) for n in _spelled(p).symbols()])
    return (Para(fill(SPELL_OUT, {"names": names, "symbols": symbols})),)


def _spelled(p: Problem) -> Expr:
    """The formula in the parts of the circuit alone."""
    return spelled_out(
        p.formula.right, {q.left.name: q.right for q in p.definitions if isinstance(q.left, Sym)}
    )


def _input(p: Problem) -> str:
    match p.kind:
        case "choice":
            answers = "\n".join(
                f'<pl-answer correct="{str(o.right).lower()}" '
                f'feedback="{_attribute(phrase(o.feedback, HTML))}">{phrase(o.says, HTML)}</pl-answer>'
                for o in p.options
            )
            return f'<pl-multiple-choice answers-name="answer">\n{answers}\n</pl-multiple-choice>'
        case "number" if p.answer is not None:
            a = p.answer
            suffix = f' suffix="{escape(unit(a)[0])}"' if unit(a)[0] else ""
            return (
                f'<pl-number-input answers-name="answer" correct-answer="{number(a, a.value)}" '
                f'comparison="relabs" rtol="0" atol="{number(a, a.margin)}"{suffix}></pl-number-input>'
            )
        case "faded":
            return "\n".join(
                _symbolic(f"answer_{letter(k)}", b.hidden, f"({letter(k)})") for k, b in enumerate(p.blanks)
            )
    return _symbolic("answer", _spelled(p), "")


def _symbolic(name: str, right: Expr, label: str) -> str:
    variables = ", ".join(dict.fromkeys(right.symbols()))
    return (
        f'<pl-symbolic-input answers-name="{name}" variables="{escape(variables)}" '
        f'correct-answer="{escape(text(_plain(right)))}" label="{escape(label)}"></pl-symbolic-input>'
    )


def _attribute(html: str) -> str:
    return html.replace('"', "&quot;")


def _plain(x: Expr) -> Expr:
    """Parallel combinations written out, for SymPy."""
    parts = tuple(map(_plain, x.children))
    if isinstance(x, Par):
        return Quot(ONE, Sum(*(Quot(ONE, p) for p in parts)))
    return x.rebuilt(parts) if parts else x
