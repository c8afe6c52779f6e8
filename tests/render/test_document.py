"""What a document says of its derivation: titles, reasons, paint, checks, and above all what failed."""

from __future__ import annotations

import pytest
import samples

from gainproof.derivation import Assumption, Verdict
from gainproof.expression import Sym
from gainproof.render.composing import compose
from gainproof.render.document import Document
from gainproof.render.paint import Painted
from gainproof.render.sentences import Cite, Tends, fill
from gainproof.witness.opinion import Opinion


@pytest.fixture
def document() -> Document:
    d = samples.five()
    return compose(d, samples.holding(d), number="5")


def title(document: Document, label: str) -> str:
    (item,) = (i for i in document.items if i.label == label)
    return "".join(
        x
        if isinstance(x, str)
        else f"({x.number})"
        if isinstance(x, Cite)
        else f"{x.symbol.args[0]}->{x.to}"
        if isinstance(x, Tends)
        else str(x.args[0])
        for x in item.title
    )


def test_titles_are_imperative_and_cite_printed_numbers(document: Document) -> None:
    assert title(document, "k1") == "Currents at node 2."
    assert title(document, "s1") == "Solve (5.1) for v_2."
    assert title(document, "c1") == "Combine (5.1a) and (5.2)."
    assert title(document, "l1") == "Let Ao->oo."


def test_options_of_a_sentence_go_when_they_have_nothing_to_say() -> None:
    assert fill("Gather [{for} in ]{cites}.", {"for": (), "cites": ("it",)}) == ("Gather ", "it", ".")
    with pytest.raises(KeyError):
        fill("{nobody}", {})


def test_the_substituted_line_and_the_errors_are_painted(document: Document) -> None:
    items = {i.label: i for i in document.items}
    assert isinstance(items["s1"].claim.right, Painted)
    roles = [x.paint.role for x in items["r"].claim.right.walk() if isinstance(x, Painted)]
    assert roles.count("error") == 2
    words = [x.paint.word for x in items["r"].claim.right.walk() if isinstance(x, Painted)]
    assert "ideal" in words


def test_a_refused_step_marks_the_document() -> None:
    d = samples.five()
    document = compose(d, samples.holding(d, "c1"))
    assert [i.label for i in document.failed] == ["c1"]
    assert document.failed[0].failed == "planted"
    assert not all(c.passed for c in document.checks)


def test_a_step_that_nobody_judged_counts_as_refused() -> None:
    d = samples.five()
    document = compose(d, samples.holding(d)[:-1])
    assert [i.label for i in document.failed] == ["l1"]


def test_the_strip_counts_what_ran() -> None:
    d = samples.five()
    opinions = [Opinion("lcapy", True, "same"), Opinion("ngspice", None, "not installed")]
    checks = compose(d, samples.holding(d), opinions).checks
    assert checks[0].about == (f"{len(d.steps)} of {len(d.steps)} steps proved from their premises",)
    assert [c.about for c in checks[2:]] == [("lcapy agrees",)], "what did not run is not printed"
    assert compose(d, samples.holding(d), [Opinion("lcapy", False, "2 against 3")]).checks[-1].passed is False


def test_inherited_assumptions_are_printed_from_the_verdict() -> None:
    d = samples.five()
    under = frozenset({Assumption("Ri", "oo")})
    verdicts = [Verdict(s.label, True, "shown", under=under) for s in d.steps]
    (item,) = (i for i in compose(d, verdicts).items if i.label == "r")
    assert any(Tends(Sym("Ri"), "oo") in reason for reason in item.reasons)


def test_nomenclature_has_values_and_short_definitions(document: Document) -> None:
    table = {e.symbol.args[0]: e for e in document.nomenclature}
    assert table["R2"].value == "9\u00a0kΩ"
    assert table["G_I"].definition is not None
    assert table["R1"].about == ("resistor",)


def test_the_example_shows_results_shares_and_a_plot() -> None:
    d = samples.five()
    shown = compose(d, samples.holding(d), example=samples.worked()).example
    assert shown is not None
    assert shown.values == ()
    assert [label for label, _ in shown.rows] == ["value", "ideal value", "error"]
    assert [p[0] for p, _ in shown.contributions][:1] == [Sym("Ao")]
    assert shown.plot is not None
    assert (min(shown.plot.xs), max(shown.plot.xs)) == (1e3, 1e7)
