"""A second opinion: ngspice, at the numbers of the example.

A question goes to the analysis that is made for it: the operating point for a response that does not depend
on frequency; .tf for a transfer function or a resistance that does not; .ac for what does.  Where it can,
ngspice reads the netlist file itself, so that our reading of the text is judged as well; where it cannot, or
where that leaves a doubt, it is given a translation of the flattened circuit.

Its arithmetic is that of floats, and the op-amps of a netlist file are only near the ideal where a parameter
is not given.  A deviation is therefore held against what it may come from: it is a disagreement only if it
is well above the changes that rounding makes (the same circuit in reverse order, its numbers changed in the
fourteenth digit) or, for a file, those that op-amps farther from the ideal make, or nearer to it.

To add an analysis, write its file and add its line to `ANALYSES`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from gainproof.circuit.circuit import Circuit
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError
from gainproof.expression import Expr
from gainproof.witness.measurement import measurement, symbols, value
from gainproof.witness.ngspice import ac, operating_point, transfer_function
from gainproof.witness.ngspice.analysis import Analysis
from gainproof.witness.ngspice.deck import Deck
from gainproof.witness.ngspice.expected import Expected
from gainproof.witness.ngspice.own_file import farther, own_deck
from gainproof.witness.ngspice.process import INFINITE, NAME, batch, installed
from gainproof.witness.ngspice.translation import translation
from gainproof.witness.opinion import Opinion
from gainproof.worked.values import engineering

TOLERANCE = 1e-8
"""The relative deviation up to which nothing is asked."""
CLOSE = 1e-5
"""That up to which a deviation which is explained is still an agreement without reserve."""
CHANGES = 6
ROUNDING = 5.0
"""A deviation is put down to rounding up to so many times what the worst of so many changes of the fourteenth
digit makes.  (Of 3000 random circuits with ill-conditioned ones among them, it was never above 1.3 times.)"""
DIRECT = (0.0,)
"""The frequency of direct current, where the result does not depend on it."""

ANALYSES: dict[tuple[str, bool], Analysis] = {
    ("response", False): operating_point.ANALYSIS,
    ("transfer", False): transfer_function.ANALYSIS,
    ("zin", False): transfer_function.ANALYSIS,
    ("impedance", False): transfer_function.ANALYSIS,
    ("response", True): ac.ANALYSIS,
    ("transfer", True): ac.ANALYSIS,
    ("zin", True): ac.ANALYSIS,
    ("impedance", True): ac.ANALYSIS,
}
"""Who answers a kind of quantity, by whether it depends on frequency."""


def opinion(
    circuit: Circuit,
    quantity: Quantity,
    result: Expr,
    netlist: Path | None = None,
    values: Mapping[str, Fraction] | None = None,
) -> Opinion:
    """Does `result` have at `values` (by symbol, SI units) the number that ngspice finds?

    With capacitors or inductors, at two frequencies about which the result changes most.  It disagrees only
    where neither rounding nor the op-amps of the netlist file can be the cause.
    """
    if not installed():
        return Opinion(NAME, None, "ngspice is not installed")
    try:
        return _Question(circuit, quantity, result, netlist, values or {}).answered()
    except GainproofError as problem:
        return Opinion(NAME, None, str(problem))
    except (ZeroDivisionError, OverflowError):
        return Opinion(NAME, None, INFINITE)


class _Question:
    """A result, and ngspice's analysis of the circuit beside it."""

    def __init__(
        self,
        circuit: Circuit,
        quantity: Quantity,
        result: Expr,
        netlist: Path | None,
        point: Mapping[str, Fraction],
    ) -> None:
        self.circuit, self.quantity, self.netlist, self.point = circuit, quantity, netlist, point
        self.bench = measurement(circuit, quantity, own=frozenset("V"))
        names = dict.fromkeys([*symbols(self.bench), *result.symbols()])
        if missing := [n for n in names if n != "s" and n not in point]:
            raise GainproofError(f"no example value for {', '.join(missing)}")
        varies = "s" in names
        self.analysis = ANALYSES[quantity.kind, varies]
        frequencies = tuple(ac.corner(result, point)) if varies else DIRECT
        driven = [abs(float(value(e).value(point))) for e in self.bench.elements if e.kind in ("V", "I")]
        self.expected = Expected(
            tuple(ac.at(result, point, f) for f in frequencies), frequencies, max(driven, default=0.0) or 1.0
        )

    def answered(self) -> Opinion:
        """The opinion: of the netlist file where that leaves no doubt, else of the translation as well."""
        try:
            deck = own_deck(self.circuit, self.quantity, self.netlist, self.point)
            theirs = self.run(deck)
        except GainproofError:
            return self.of_the_translation()
        itself = "reading the netlist file itself"
        if not self.expected.apart(theirs, TOLERANCE):
            return self.agrees(theirs, itself)
        translated = self.of_the_translation()
        if not translated.agrees:
            return translated
        differs = self.expected.differs(theirs)
        shifts = self.shifts(deck, theirs)
        if not self.expected.apart(theirs, TOLERANCE, shifts):
            itself += ", whose op-amps are only near the ideal"
        elif self.expected.apart(
            theirs, TOLERANCE, [s + r for s, r in zip(shifts, self.rounding, strict=True)]
        ):
            return self.says(False, f"{itself}: {differs}; on our translation it agrees")
        if self.expected.worst(theirs) <= CLOSE:
            return self.agrees(theirs, itself)
        return replace(translated, how=f"{translated.how}; {itself}, {differs}")

    def of_the_translation(self) -> Opinion:
        """The opinion of the translation alone."""
        theirs, expected = self.translated, self.expected
        agrees = self.agrees(theirs, "on a translation of the netlist")
        if not expected.apart(theirs, TOLERANCE):
            return agrees
        differs = expected.differs(theirs)
        if expected.apart(theirs, TOLERANCE, self.rounding):
            return self.says(False, differs)
        if expected.worst(theirs) <= CLOSE:
            return agrees
        return self.says(None, f"{differs}; so much may be rounding in ngspice")

    @cached_property
    def translated(self) -> list[complex]:
        """The translation's readings."""
        return self.run(self.translation())

    @cached_property
    def rounding(self) -> list[float]:
        """How far rounding may move each reading, in its unit."""
        changed = [self.run(self.translation(by)) for by in range(1, CHANGES + 1)]
        return [
            ROUNDING * max(abs(c - t) for c in cs) for t, *cs in zip(self.translated, *changed, strict=True)
        ]

    def shifts(self, deck: Deck, theirs: Sequence[complex]) -> list[float]:
        """How far the op-amps of a file, only near the ideal, may move its readings."""
        moved = []
        for times in ("10", "1e-3"):
            try:
                moved.append(self.run(replace(deck, lines=farther(deck.lines, times))))
            except GainproofError:
                continue
        return [2 * max((abs(m[k] - t) for m in moved), default=0.0) for k, t in enumerate(theirs)]

    def translation(self, change: int = 0) -> Deck:
        """The circuit as we read it; see `translation`."""
        return translation(self.bench, self.quantity, self.point, change)

    def run(self, deck: Deck) -> list[complex]:
        """What ngspice reads at each frequency; GainproofError if it fails."""
        frequencies = self.expected.frequencies
        said = batch(deck.batch(self.analysis.commands(deck, self.quantity, frequencies)))
        found = self.analysis.found(said, self.quantity)
        if len(found) != len(frequencies):
            raise GainproofError("ngspice says: no reading")
        return found

    def agrees(self, theirs: list[complex], where: str) -> Opinion:
        """It agrees; of what does not depend on frequency the number is told."""
        number = ""
        if self.expected.frequencies == DIRECT:
            number = f" {engineering(Fraction(theirs[0].real), self.unit())}"
        return Opinion(NAME, True, f"{self.title}{number}, {self.expected.to(theirs)}, {where}")

    def says(self, agrees: bool | None, how: str) -> Opinion:
        """Another opinion, which names the analysis."""
        return Opinion(NAME, agrees, f"{self.title}: {how}")

    @property
    def title(self) -> str:
        return self.analysis.title(self.quantity, self.expected.frequencies)

    def unit(self) -> str:
        """The unit of the answer."""
        if self.quantity.kind in ("zin", "impedance"):
            return "Ω"
        output = "V" if len(self.quantity.output) == 2 else "A"
        if self.quantity.kind == "response":
            return output
        driven = self.circuit.element(self.quantity.source).kind
        return {"VV": "", "VI": "Ω", "AV": "S", "AI": ""}[output + driven]
