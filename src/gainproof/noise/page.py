"""Noise on the page: the derivation like any other, and its numbers as the example beside it."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from fractions import Fraction

from gainproof.circuit.circuit import Parameter
from gainproof.circuit.noise import dynamic
from gainproof.expression import Equation, Root
from gainproof.noise.numbers import DIGITS, NoiseNumbers
from gainproof.noise.studying import NoiseStudy
from gainproof.render.composing import compose
from gainproof.render.document import Document, Example
from gainproof.render.examples import percent
from gainproof.render.naming import names_in
from gainproof.render.sentences import LEFT_OUT
from gainproof.worked.figures import Words
from gainproof.worked.shown_work import ShownWork, work_out
from gainproof.worked.values import engineering

TITLE = "Noise at {output}"
INTRO = "All independent sources are off; what is left is noise. "
DYNAMIC = "At s = j2πf, H(s) H(−s) is the square of the magnitude of H. "
MODEL = "The resistances of an op-amp's model make no noise: its e_n and i_n hold all of it. "
DENSITY, REFERRED, TOTAL = "density at {at}", "the same, referred to {source}", "total, {band}"
POLE, BANDWIDTH = "pole of the gain", "noise bandwidth, π/2 of it"
LEAST = Fraction(1, 10**5)
"""A smaller part of the power is not told apart from nothing."""
LARGEST, OF_THE_POWER = "largest: ", " of the power"


def page(
    found: NoiseStudy,
    *,
    title: str = "",
    number: str = "",
    intro: str = "",
    sentences: Mapping[str, str] | None = None,
    hints: Mapping[str, str] | None = None,
    schematic: bool = True,
    part: bool = False,
    told: Set[object] = frozenset(),
) -> Document:
    """The document of a study of noise, with the schematic of the circuit as it was given.

    The arguments are those of `gainproof.studies.document`.
    """
    s = found.study
    q = s.derivation.quantity
    drawing = None
    if schematic:
        from gainproof.draw import place_for

        drawing = place_for(found.circuit, q, hints)
    made = compose(
        s.derivation,
        s.verdicts,
        s.opinions,
        title=title or TITLE.format(output=str(q).removeprefix("noise(").removesuffix(")")),
        number=number,
        intro=f"{intro} {_facts(found)}".strip(),
        sentences_at=sentences,
        remarks=[*map(str, s.remarks), *([drawing.note] if drawing is not None and drawing.note else [])],
        drawing=drawing,
        part=part,
        told=told,
        findings=s.findings,
    )
    if found.numbers is None or made.warning:
        return made
    work = _work(found, found.numbers)
    return replace(
        made,
        example=Example(
            rows=tuple(_rows(found.numbers)),
            work=work.lines,
            work_left_out=LEFT_OUT.format(why=work.left_out) if work.left_out else "",
        ),
    )


def _work(found: NoiseStudy, n: NoiseNumbers) -> ShownWork:
    """The work of the density at the output: its power, by the boxed formula, and the root of that."""
    d = found.study.derivation
    boxed = d.step(d.result).claim
    return work_out(
        Equation(Words("density"), Root(boxed.left)),
        {**d.names, boxed.left.symbols()[0]: boxed.right},
        {"f": n.at, **found.study.values},
        {"f": Parameter("f", "Hz"), **d.parameters},
        frequency=n.at,
        expected=n.density,
        taken=names_in(d),
        unit=f"{n.unit}/√Hz",
        real=True,
    )


def _facts(found: NoiseStudy) -> str:
    """What a reader has to know before the first step."""
    c = found.study.derivation.circuit
    models = tuple(f"{i.name}." for i in c.instances if i.role == "opamp")
    silent = any(e.kind == "R" and e.name.startswith(models) for e in c.elements)
    words = INTRO + (DYNAMIC if dynamic(c) else "") + (MODEL if silent else "")
    return words.strip()


def _rows(n: NoiseNumbers) -> list[tuple[str, str]]:
    """What the numbers say, the parts of the total last and the largest of them first."""
    out = [(DENSITY.format(at=engineering(n.at, "Hz")), _shown(n.density, f"{n.unit}/√Hz"))]
    if n.referred is not None:
        out.append((REFERRED.format(source=n.input), _shown(n.referred, f"{n.input_unit}/√Hz")))
    if n.pole is not None and n.bandwidth is not None:
        out += [(POLE, _shown(n.pole, "Hz")), (BANDWIDTH, _shown(n.bandwidth, "Hz"))]
    out.append((TOTAL.format(band=n.band), _shown(n.total, n.unit)))
    for k, p in enumerate(n.parts):
        head, tail = ("", "") if k else (LARGEST, OF_THE_POWER)
        words = f"{head}{p.source.about} of {p.source.owner}"
        out.append((words, f"{_shown(p.total, n.unit)}, {_percent(p.share)}{tail}"))
    return out


def _percent(share: Fraction) -> str:
    return percent(share) if share >= LEAST else f"below {percent(LEAST)}"


def _shown(q: Fraction, unit: str) -> str:
    return engineering(q, unit, DIGITS)
