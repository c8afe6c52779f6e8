"""A derivation with everything that was found out about it.

The engine derives, the checker judges, witnesses give their opinion, the example is worked.  None of them
believes another; this room only brings them together.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from gainproof import ideals
from gainproof.checker import check, failures, unanswered
from gainproof.circuit.netlist import Netlist
from gainproof.derivation import Derivation, Verdict
from gainproof.engine import Derived, derive, opened
from gainproof.errors import Place, Problem
from gainproof.expression import Expr
from gainproof.guards import Findings, inspect
from gainproof.witness import Opinion, opinions
from gainproof.worked.given import Value, values_given
from gainproof.worked.values import engineering

QUICK = ("numeric",)
ALL = ("numeric", "lcapy", "ngspice")


@dataclass(frozen=True)
class Study:
    """A derivation, the verdict on each step, the witnesses' opinions, the guards' findings, and the example.

    `example` is None where the netlist lacks numbers; `no_example` then says which.
    """

    derivation: Derived
    verdicts: tuple[Verdict, ...]
    opinions: tuple[Opinion, ...]
    values: Mapping[str, Fraction]
    example: Any = None
    no_example: str = ""
    remarks: tuple[Problem, ...] = ()
    findings: Findings = field(default_factory=Findings)

    @property
    def holds(self) -> bool:
        """Does every step hold, does no witness disagree, and is it an amplifier?"""
        return not self.faults

    @property
    def faults(self) -> tuple[str, ...]:
        """A sentence for every step refused, a question not answered, a witness against, bad feedback."""
        refused = [f"step {v.label} is refused: {v.how}" for v in failures(self.derivation, self.verdicts)]
        against = [f"{o.name} disagrees: {o.how}" for o in self.opinions if o.agrees is False]
        return (*refused, *unanswered(self.derivation, self.verdicts), *against, *self.findings.faults)

    def __repr__(self) -> str:
        e, lines = self.example, [repr(self.derivation)]
        if e is not None and not self.findings.faults:
            lines.append(f"  at the example values {engineering(e.value, e.unit)}")
        return "\n".join((*lines, *(f"  × {f}" for f in self.faults if f not in self.findings.faults)))

    def _repr_html_(self) -> str:
        from gainproof.render.html import fragment

        return fragment(document(self))


def study(
    netlist: str | os.PathLike[str] | Netlist,
    *,
    witnesses: Iterable[str] = QUICK,
    file: Path | None = None,
    values: Mapping[str, Value] | None = None,
    frequency: Fraction | None = None,
    worked: bool = True,
    say: Callable[[str], None] = lambda _: None,
    **asked: Any,
) -> Study:
    """Derive, judge, compare, and work the example.

    `asked` goes to `gainproof.derive`; `file` is the netlist's own file, for the witness that reads it;
    `values` go before those of the netlist, as for `derive`; `frequency`, in Hz, is that of the example.
    Without `worked`, no example is worked; `say` is told what is being done.  The netlist's own file has not
    these values, nor the numbers of a real part (`part`); witnesses then do not read it.
    """
    numeric, part, parts = asked.get("numeric", False), asked.pop("part", None), asked.pop("parts", ())
    source = opened(netlist, numeric=numeric, part=part, parts=parts)
    given = values_given(values or {}, source.circuit)
    if source.parts or given.values:
        file = None  # it has other numbers
    say("deriving")
    d = derive(source, values=given.values, **asked)
    say(f"judging {len(d.steps)} steps")
    verdicts = check(d)
    numbers = {n: p.value for n, p in d.parameters.items() if p.value is not None}
    exact = d.spelled_out(d.step(d.exact).claim.right)
    said: list[Opinion] = []
    for name in witnesses:
        say(f"asking {name}")
        said += opinions(d.circuit, d.quantity, exact, which=(name,), netlist=file, values=numbers)
    example, why = _example(d, exact, numbers, frequency) if worked else (None, "")
    say("judging the feedback")
    remarks = (*source.remarks, *(Problem(Place("values"), how) for how in given.remarks))
    return Study(d, verdicts, tuple(said), numbers, example, why, remarks, inspect(d, numbers))


def _example(
    d: Derivation, exact: Expr, numbers: Mapping[str, Fraction], frequency: Fraction | None
) -> tuple[Any, str]:
    """The worked example, or why there is none."""
    if not numbers:
        return None, ""
    from gainproof.worked.example import example, obstacle

    why = obstacle(exact, numbers, frequency)
    if why:
        return None, why
    goals = ideals.imperfections(d.circuit)
    return example(exact, None, goals, numbers, d.quantity, d.parameters, frequency), ""


def document(
    s: Study,
    *,
    title: str = "",
    number: str = "",
    intro: str = "",
    sentences: Mapping[str, str] | None = None,
    hints: Mapping[str, str] | None = None,
    schematic: bool = True,
    part: bool = False,
    told: Set[object] = frozenset(),
    roads: Iterable[Any] = (),
    charts: Iterable[Any] = (),
) -> Any:
    """The document of a study for `gainproof.render`, with its schematic unless that has been shown before.

    A `part` goes on with the document before; what is in `told` is not said again; `roads` are printed as the
    table of methods, `charts` after the example.
    """
    from gainproof.render.composing import compose

    drawing = None
    if schematic:
        from gainproof.draw import place_for

        drawing = place_for(s.derivation.circuit, s.derivation.quantity, hints)
    return compose(
        s.derivation,
        s.verdicts,
        s.opinions,
        s.example,
        title=title,
        number=number,
        intro=intro,
        sentences_at=sentences,
        remarks=[*map(_remark, s.remarks), *([drawing.note] if drawing is not None and drawing.note else [])],
        drawing=drawing,
        part=part,
        told=told,
        roads=roads,
        findings=s.findings,
        charts=charts,
    )


def _remark(p: Problem) -> str:
    """A remark as a page has it: the file by its name, and a full stop."""
    return f"{replace(p, place=replace(p.place, file=Path(p.place.file).name))}."
