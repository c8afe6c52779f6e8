"""The worked example as it is printed: numbers, work, chart, and formulas that follow a page's sliders."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gainproof import ideals
from gainproof.derivation import Derivation
from gainproof.expression import Sym
from gainproof.render import sentences
from gainproof.render.document import Example
from gainproof.render.plot import sweep_plot
from gainproof.render.sentences import Phrase
from gainproof.worked.values import decimal, engineering

if TYPE_CHECKING:
    from gainproof.worked.example import WorkedExample
    from gainproof.worked.follow import Formulas


def worked_example(e: WorkedExample | None, d: Derivation) -> Example | None:
    """The example of a derivation, None for none."""
    if e is None:
        return None
    shown = d.parameters
    rows = [(sentences.VALUE, minus(engineering(e.value, e.unit, 7)))]
    contributions: list[tuple[Phrase, str]] = []
    if e.ideal is not None:
        rows.append((sentences.IDEAL_VALUE, minus(engineering(e.ideal, e.unit, 7))))
    if e.error is not None:
        rows.append((sentences.ERROR_VALUE, percent(e.error)))
        contributions = [((Sym(c.symbol),), percent(c.added)) for c in e.contributions]
        if len(contributions) > 1 and abs(e.interaction) > abs(e.error) / 1000:
            contributions.append(((sentences.INTERACTION,), percent(e.interaction)))
    return Example(
        values=tuple(
            (Sym(u.symbol), str(u))
            for u in e.values
            if u.symbol not in shown or shown[u.symbol].value != u.value
        ),
        rows=tuple(rows),
        contributions=tuple(contributions),
        plot=sweep_plot(e),
        formulas=_formulas(e, d),
        **_work(e, d),
    )


def _work(e: WorkedExample, d: Derivation) -> dict[str, Any]:
    """The lines of the example's work, and what is to say of those that are left out."""
    from gainproof.worked.shown_work import shown_work

    found = shown_work(d, e)
    words = sentences.PARTLY_LEFT_OUT if found.lines else sentences.LEFT_OUT
    return {"work": found.lines, "work_left_out": words.format(why=found.left_out) if found.left_out else ""}


def _formulas(e: WorkedExample, d: Derivation) -> Formulas | None:
    """The example's numbers as formulas of the derivation's exact result."""
    from gainproof.worked.follow import formulas

    goals = {c.symbol: c.ideal for c in e.contributions} or ideals.imperfections(d.circuit)
    return formulas(d.spelled_out(d.step(d.exact).claim.right), goals, e)


def percent(part: Fraction) -> str:
    """A part of the whole in per cent, three digits: ``0.524 %``."""
    return minus(f"{decimal(100 * part, 3)} %")


def minus(number: str) -> str:
    """The number with a minus sign in the place of its hyphen."""
    return number.replace("-", "−")
