"""The worked solution of a variant: the exercise's derivation, with the variant's numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from gainproof.expression import Sym
from gainproof.problems.exercises import Exercise
from gainproof.problems.nouns import Answer
from gainproof.problems.sense import Found
from gainproof.render import sentences
from gainproof.render.document import Document, Entry, Example
from gainproof.render.examples import percent
from gainproof.worked.shown_work import ideal_formula, work_out
from gainproof.worked.values import engineering

SIGNIFICANT = 7


def solution(ex: Exercise, values: Mapping[str, Fraction], found: Found, key: Answer | None) -> Document:
    """The derivation with these values in its nomenclature; with a `key`, its example worked in numbers."""
    document = replace(
        ex.document, nomenclature=tuple(_valued(e, values, ex) for e in ex.document.nomenclature)
    )
    if key is None or found.value is None:
        return document
    rows = [(sentences.VALUE, _minus(engineering(found.value, ex.unit, SIGNIFICANT)))]
    error = None
    if found.ideal:
        rows.append((sentences.IDEAL_VALUE, _minus(engineering(found.ideal, ex.unit, SIGNIFICANT))))
        error = (found.ideal - found.value) / found.ideal
        rows.append((sentences.ERROR_VALUE, percent(error)))
    d = ex.study.derivation
    work = work_out(
        ex.formula,
        d.names,
        values,
        d.parameters,
        frequency=ex.frequency,
        expected=found.value,
        ideal=ideal_formula(d, set(ex.goals)) if error is not None else None,
        ideal_value=found.ideal if error is not None else None,
        taken=frozenset(n for c in d.circuits.values() for n in (*c.voltages, *c.currents)),
    )
    words = sentences.PARTLY_LEFT_OUT if work.lines else sentences.LEFT_OUT
    example = Example(
        rows=tuple(rows),
        work=work.lines,
        work_left_out=words.format(why=work.left_out) if work.left_out else "",
    )
    return replace(document, example=example)


def _valued(e: Entry, values: Mapping[str, Fraction], ex: Exercise) -> Entry:
    if not isinstance(e.symbol, Sym) or e.symbol.name not in values:
        return e
    p = ex.study.derivation.parameters[e.symbol.name]
    words = _minus(engineering(values[e.symbol.name], p.unit)).replace(" ", "\N{NO-BREAK SPACE}")
    return replace(e, value=words)


def _minus(words: str) -> str:
    return words.replace("-", "\N{MINUS SIGN}")
