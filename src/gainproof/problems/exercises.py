"""What problems are made of: a circuit and a quantity, derived and proved once, with all that variants share.

Folders of `derivations/` ask their questions; a netlist asks those of its ``.tf`` lines.  A question that
nobody could be asked (it is about noise, its derivation does not hold, a value is missing) is left out with
a sentence that says why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from gainproof import ideals
from gainproof.circuit.ask import unit_of
from gainproof.derivation import meaning
from gainproof.engine import opened
from gainproof.errors import GainproofError
from gainproof.expression import Equation, Expr, Sym
from gainproof.folder import Ask, Folder, load
from gainproof.notation import text
from gainproof.problems.pattern import Pattern, pattern
from gainproof.render.composing import compose
from gainproof.render.document import Document
from gainproof.render.printing import clean
from gainproof.studies import Study, study
from gainproof.worked.given import Value

Say = Callable[[str], None]


@dataclass(frozen=True)
class Exercise:
    """One quantity of one circuit; `study` holds its proved derivation.

    `values` are the example's, near which variants are drawn; `exact` is the result in the circuit's
    parameters alone, `formula` the boxed line, `definitions` those of the names in it; `goals` say where the
    imperfections in the result ideally go.  `document` is the derivation as it is printed, without numbers;
    `folder` is that of a real part's own data files.
    """

    name: str
    title: str
    source: str
    study: Study
    pattern: Pattern
    values: Mapping[str, Fraction]
    exact: Expr
    formula: Equation
    definitions: tuple[Equation, ...]
    goals: Mapping[str, str]
    unit: str
    drawing: Any
    document: Document
    frequency: Fraction | None = None
    parts: tuple[Path, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def dynamic(self) -> bool:
        """Is the result a function of s?"""
        return "s" in self.exact.symbols()

    @property
    def needs(self) -> tuple[str, ...]:
        """The symbols that need a number."""
        return tuple(n for n in self.pattern.circuit.parameters)


def exercises(
    what: Iterable[str | Path],
    *,
    tf: str | None = None,
    of: str | None = None,
    given: Mapping[str, Value] | None = None,
    say: Say = lambda _: None,
) -> tuple[list[Exercise], list[str]]:
    """The exercises of folders and netlists, and a sentence for each question that is left out.

    `tf` and `of` ask something else than the netlists do; `given` are example values beside theirs.  Raises
    InputError for a folder or a netlist that cannot be read.
    """
    made: list[Exercise] = []
    left: list[str] = []
    for path in map(Path, what):
        folder = load(path) if path.is_dir() else Folder(path.parent, path)
        if folder.works:
            left.append(f"{path} holds works to be judged, and asks nothing")
            continue
        if tf is not None or of is not None:
            folder = replace(folder, asks=(Ask(tf=tf, of=of),))
        drawn: dict[str, Any] = {}
        for ask in folder.asks or _asked(folder.netlist):
            netlist = ask.netlist or folder.netlist
            say(f"deriving {ask.tf or ask.of or ask.noise} of {netlist}")
            try:
                made.append(_exercise(path, folder, ask, netlist, dict(given or {}), drawn))
            except Unsuitable as why:
                left.append(f"{netlist}, {ask.tf or ask.of or ask.noise or 'its question'}: {why}")
    return made, left


class Unsuitable(GainproofError):
    """A question of which no problem can be made."""


def _asked(netlist: Path) -> Sequence[Ask]:
    found = [Ask(tf=f"{what} {name}") for what, name, _ in opened(netlist).asks]
    if not found:
        raise GainproofError(
            f'{netlist} asks nothing; add a line such as ".tf V(out) V1", or give --tf "V(out) V1" or --of'
        )
    return found


def _exercise(
    path: Path,
    folder: Folder,
    ask: Ask,
    netlist: Path,
    given: dict[str, Value],
    drawn: dict[str, Any],
) -> Exercise:
    if ask.noise is not None:
        raise Unsuitable("problems about noise are not made")
    source = opened(netlist, part=ask.part or folder.part, parts=folder.parts)
    values = {**folder.values_for(ask, source.circuit.parameters), **given}
    asked = folder.asked(ask, source.circuit.parameters)
    s = study(source, values=values, worked=False, method=ask.methods[0], **asked)
    if not s.holds:
        raise Unsuitable("; ".join(s.faults))
    d = s.derivation
    missing = [n for n in d.circuit.parameters if n not in s.values]
    if missing:
        raise Unsuitable(
            f"no example value for {', '.join(missing)}, near which variants could be drawn; give one in the "
            f"netlist or with --set {missing[0]}=…"
        )
    exact = d.spelled_out(d.step(d.exact).claim.right)
    formula = d.step(d.result).claim
    key = str(netlist.resolve())
    if key not in drawn:
        drawn[key] = _drawing(s, folder)
    goals = {n: to for n, to in ideals.imperfections(d.circuit).items() if n in exact.symbols()}
    q = d.quantity
    return Exercise(
        name=slug(path.stem if path.is_file() else path.resolve().name),
        title=clean(ask.title or folder.title or d.circuit.title or str(q)),
        source=str(path),
        study=s,
        pattern=pattern(netlist),
        values={n: s.values[n] for n in d.circuit.parameters},
        exact=exact,
        formula=formula,
        definitions=_definitions(s, formula),
        goals=goals,
        unit=unit_of(q, d.circuit),
        drawing=drawn[key],
        document=compose(
            d,
            s.verdicts,
            s.opinions,
            title=ask.title or folder.title,
            number=folder.number,
            sentences_at=folder.sentences,
            findings=s.findings,
        ),
        frequency=folder.frequency if "s" in exact.symbols() else None,
        parts=folder.parts,
        names=_spoken(s, formula.left),
    )


def slug(words: str) -> str:
    """The words as a file may be called, of at most 40 letters: ``1-offset-voltage``."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:40].rstrip("-") or "circuit"


def _drawing(s: Study, folder: Folder) -> Any:
    from gainproof.draw import place_for

    return place_for(s.derivation.circuit, s.derivation.quantity, folder.hints_for(s.derivation.circuit))


def _spoken(s: Study, asked: Expr) -> dict[str, str]:
    """What the names in the quantity asked for stand for, as `gainproof.verify` is told."""
    d = s.derivation
    out = {n: text(d.names[n]) for n in asked.symbols() if n in d.names}
    if d.quantity.kind in ("zin", "impedance"):
        out[text(asked)] = str(d.quantity)
    return out


def _definitions(s: Study, formula: Equation) -> tuple[Equation, ...]:
    """The names in the formula and in each other's meaning, each after those it is made of."""
    known = {str(x.data.get("symbol")): x for x in s.derivation.steps if x.rule == "define"}
    wanted: list[str] = []

    def want(x: Expr) -> None:
        for n in x.symbols():
            if n in known and n not in wanted:
                want(meaning(known[n]))
                wanted.append(n)

    want(formula.right)
    return tuple(Equation(Sym(n), meaning(known[n])) for n in wanted)
