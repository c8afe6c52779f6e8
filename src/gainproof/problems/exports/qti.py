"""QTI 2.1: a package of items and a test that holds them, as 1EdTech's specification has it.

    imsmanifest.xml    what the package holds
    test.xml           all items, in order
    items/NAME.xml     one problem each; images/NAME.svg its schematic

Numbers are text entries that are compared within a tolerance, choices have feedback of their own for each
option, formulas and faded examples are extended text with the key in a block for scorers.  Formulas are in
MathML.  The same set gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from html import escape

from gainproof.problems.exports.speech import (
    MathMl,
    letter,
    number,
    phrase,
    picture,
    solution,
    statement,
    told,
)
from gainproof.problems.nouns import Answer, Problem, ProblemSet

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
SCHEMA = "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
EPOCH = (2000, 1, 1, 0, 0, 0)
"""The date of every file of the package."""
MATHML = MathMl()
WIDTH, LINES = 15, 5
"""Of a box for a number, in letters; of a box for a text."""
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def files(s: ProblemSet) -> dict[str, bytes]:
    """The package as ``problems.zip``."""
    parts: dict[str, bytes] = {"imsmanifest.xml": _manifest(s).encode(), "test.xml": _test(s).encode()}
    for p in s.problems:
        parts[f"items/{p.name}.xml"] = _item(p).encode()
        if p.drawing is not None:
            parts[f"images/{p.name}.svg"] = picture(p)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED)
    return {"problems.zip": out.getvalue()}


def _identifier(name: str) -> str:
    """A name as an identifier: it begins with a letter."""
    return f"item-{name}"


def _item(p: Problem) -> str:
    file = f"../images/{p.name}.svg" if p.drawing is not None else ""
    said = told(statement(p), MATHML, file)
    declared, interaction, processing, feedback = _asking(p)
    return (
        f'{HEAD}<assessmentItem xmlns="{NAMESPACE}" xmlns:xsi="{INSTANCE}"\n'
        f'    xsi:schemaLocation="{NAMESPACE} {SCHEMA}"\n'
        f'    identifier="{_identifier(p.name)}" title="{escape(p.title)}"\n'
        '    adaptive="false" timeDependent="false">\n'
        f"{declared}"
        '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float">'
        "<defaultValue><value>0</value></defaultValue></outcomeDeclaration>\n"
        '<outcomeDeclaration identifier="FEEDBACK" cardinality="single" baseType="identifier"/>\n'
        f"<itemBody>\n{said}\n{interaction}\n</itemBody>\n{processing}{feedback}</assessmentItem>\n"
    )


def _asking(p: Problem) -> tuple[str, str, str, str]:
    """Declarations of responses, interaction, processing of responses, feedback."""
    if p.kind == "choice":
        return _choice(p)
    if p.kind == "number" and p.answer is not None:
        return _number(p.answer)
    count = max(len(p.blanks), 1) if p.kind == "faded" else 1
    names = [f"RESPONSE_{letter(k)}" for k in range(count)]
    declared = "".join(
        f'<responseDeclaration identifier="{n}" cardinality="single" baseType="string"/>\n' for n in names
    )
    boxes = "".join(
        f'<extendedTextInteraction responseIdentifier="{n}" expectedLines="{LINES}">'
        f"<prompt>{f'({letter(k)})' if count > 1 else ''}</prompt></extendedTextInteraction>\n"
        for k, n in enumerate(names)
    )
    key = told(solution(p), MATHML)
    return declared, f'<rubricBlock view="scorer">{key}</rubricBlock>\n{boxes}', "", ""


def _number(a: Answer) -> tuple[str, str, str, str]:
    margin = number(a, a.margin)
    return (
        '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="float">'
        f"<correctResponse><value>{number(a, a.value)}</value></correctResponse></responseDeclaration>\n",
        f'<p><textEntryInteraction responseIdentifier="RESPONSE" expectedLength="{WIDTH}"/></p>',
        "<responseProcessing><responseCondition><responseIf>"
        f'<equal toleranceMode="absolute" tolerance="{margin} {margin}">'
        '<variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></equal>'
        '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue>'
        "</responseIf></responseCondition></responseProcessing>\n",
        "",
    )


def _choice(p: Problem) -> tuple[str, str, str, str]:
    names = [f"CHOICE_{letter(k)}" for k in range(len(p.options))]
    right = names[p.right] if p.right is not None else ""
    choices = "".join(
        f'<simpleChoice identifier="{n}">{phrase(o.says, MATHML)}</simpleChoice>'
        for n, o in zip(names, p.options, strict=True)
    )
    feedback = "".join(
        f'<modalFeedback outcomeIdentifier="FEEDBACK" identifier="{n}" showHide="show">'
        f"{phrase(o.feedback, MATHML)}</modalFeedback>\n"
        for n, o in zip(names, p.options, strict=True)
        if o.feedback
    )
    return (
        '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">'
        f"<correctResponse><value>{right}</value></correctResponse></responseDeclaration>\n",
        f'<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1">{choices}'
        "</choiceInteraction>",
        "<responseProcessing><responseCondition><responseIf>"
        '<match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>'
        '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue>'
        "</responseIf></responseCondition>"
        '<setOutcomeValue identifier="FEEDBACK"><variable identifier="RESPONSE"/></setOutcomeValue>'
        "</responseProcessing>\n",
        feedback,
    )


def _test(s: ProblemSet) -> str:
    refs = "\n".join(
        f'<assessmentItemRef identifier="{_identifier(p.name)}" href="items/{p.name}.xml"/>'
        for p in s.problems
    )
    return (
        f'{HEAD}<assessmentTest xmlns="{NAMESPACE}" xmlns:xsi="{INSTANCE}"\n'
        f'    xsi:schemaLocation="{NAMESPACE} {SCHEMA}" identifier="test" title="{escape(s.title)}">\n'
        '<testPart identifier="part" navigationMode="nonlinear" submissionMode="individual">\n'
        f'<assessmentSection identifier="section" title="{escape(s.title)}" visible="true">\n{refs}\n'
        "</assessmentSection>\n</testPart>\n</assessmentTest>\n"
    )


def _manifest(s: ProblemSet) -> str:
    resources = []
    for p in s.problems:
        image = f'<file href="images/{p.name}.svg"/>' if p.drawing is not None else ""
        file = f"items/{p.name}.xml"
        resources.append(
            f'<resource identifier="{_identifier(p.name)}" type="imsqti_item_xmlv2p1" href="{file}">'
            f'<file href="{file}"/>{image}</resource>'
        )
    held = "".join(f'<dependency identifierref="{_identifier(p.name)}"/>' for p in s.problems)
    resources.insert(
        0,
        '<resource identifier="test" type="imsqti_test_xmlv2p1" href="test.xml">'
        f'<file href="test.xml"/>{held}</resource>',
    )
    return (
        f'{HEAD}<manifest xmlns="{PACKAGE}" xmlns:xsi="{INSTANCE}" identifier="manifest">\n'
        "<metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>\n"
        "<organizations/>\n<resources>\n" + "\n".join(resources) + "\n</resources>\n</manifest>\n"
    )
