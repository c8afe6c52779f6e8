"""A second opinion: ngspice, at the numbers of the example.

A question goes to the analysis that is made for it: the operating point for a response that does not depend
on frequency; .tf for a transfer function or a resistance that does not; .ac for what does.  Where it can,
ngspice reads the netlist file itself, so that our reading of the text is judged as well; where it cannot, or
where that leaves a doubt, it is given a translation of the flattened circuit.

Its arithmetic is that of floats, and the op-amps of a netlist file are only near the ideal where a parameter
is not given.  A deviation is therefore held against what it may come from: it is a disagreement only if it
is well above the changes that rounding makes (the same circuit in reverse order, its numbers changed in the
fourteenth digit) or, for a file, those that op-amps ten times farther from the ideal make.

To add an analysis, write its file and add its line to `ANALYSES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
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
from gainproof.witness.ngspice.own_file import less_ideal, own_deck
from gainproof.witness.ngspice.process import NAME, batch, installed
from gainproof.witness.ngspice.translation import translation
from gainproof.witness.opinion import Opinion
from gainproof.worked.values import engineering

TOLERANCE = 1e-8
"""The relative deviation up to which nothing is asked."""
LIBRARY_TOLERANCE = 1e-5
"""That of a netlist file: the op-amps of the library are only near the ideal where nothing is given."""
NULLOR_TOLERANCE = 1e-2
"""The relative deviation up to which a circuit with nullors is left unjudged rather than refused."""
ROUNDING = 30.0
"""A deviation is put down to rounding up to so many times what a change of the fourteenth digit makes."""
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
    except (GainproofError, ZeroDivisionError, OverflowError) as problem:
        return Opinion(NAME, None, str(problem))


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
            deck = None
        if deck and not self.expected.apart(theirs, TOLERANCE):
            return self.agrees(theirs, "reading the netlist file itself")
        translated = self.run(self.translation())
        if doubt := self.doubt(translated):
            return doubt
        if deck is None:
            return self.agrees(translated, "on a translation of the netlist")
        return self.near_the_ideal(deck, theirs, translated)

    def translation(self, change: int = 0) -> Deck:
        return translation(self.bench, self.quantity, self.point, change)

    def run(self, deck: Deck) -> list[complex]:
        """What ngspice reads at each frequency; GainproofError if it fails."""
        frequencies = self.expected.frequencies
        said = batch(deck.batch(self.analysis.commands(deck, self.quantity, frequencies)))
        found = self.analysis.found(said, self.quantity)
        if len(found) != len(frequencies):
            raise GainproofError("ngspice says: no reading")
        return found

    def doubt(self, theirs: list[complex]) -> Opinion | None:
        """The opinion if a translation's readings do not confirm the result."""
        expected = self.expected
        if not expected.apart(theirs, TOLERANCE):
            return None
        changed = [self.run(self.translation(by)) for by in (1, 2)]
        rounding = [ROUNDING * max(abs(c - t) for c in cs) for t, *cs in zip(theirs, *changed, strict=True)]
        if not expected.apart(theirs, TOLERANCE, rounding):
            if expected.worst(theirs) <= LIBRARY_TOLERANCE:
                return None
            return self.says(None, f"{expected.differs(theirs)}; so much may be rounding in ngspice")
        if expected.worst(theirs) < NULLOR_TOLERANCE and any(e.kind == "N" for e in self.bench.elements):
            why = "too near to call with ideal op-amps in floats"
            return self.says(None, f"{expected.differs(theirs)}; {why}")
        return self.says(False, expected.differs(theirs))

    def near_the_ideal(self, deck: Deck, theirs: list[complex], translated: list[complex]) -> Opinion:
        """The opinion where the translation agrees and the netlist file is some way off."""
        if not self.expected.apart(theirs, LIBRARY_TOLERANCE):
            return self.agrees(theirs, "reading the netlist file itself")
        differs = self.expected.differs(theirs)
        try:
            farther = self.run(replace(deck, lines=less_ideal(deck.lines)))
        except GainproofError:
            farther = theirs
        shifts = [2 * abs(f - t) for f, t in zip(farther, theirs, strict=True)]
        if self.expected.apart(theirs, LIBRARY_TOLERANCE, shifts):
            how = f"reading the netlist file itself: {differs}; on our translation it agrees"
            return self.says(False, how)
        how = f"reading the file itself, whose op-amps are only near the ideal, {differs}"
        return self.agrees(translated, f"on a translation of the netlist; {how}")

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
