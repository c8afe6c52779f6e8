"""The workbook's sheet *Points*: the exact result worked out for each column, by formulas over the first
sheet.

A column has a row for every symbol, the numerator and the denominator of the result, and their quotient.  A
polynomial that is too long for one cell is cut into several and summed.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from gainproof.budget.function import Function, Monomial, Terms, derivative
from gainproof.budget.nouns import RELATIVE, Variable
from gainproof.errors import GainproofError

LONGEST = 6_000
"""Characters of a formula; Excel takes 8192."""
MOST_TERMS = 300_000
"""Terms times columns."""
NUMBER = "##0.000E+0"
FIRST = 2
"""The row of the first symbol."""


class Points:
    """Writes the sheet column by column.

    `f` is the result in all its symbols; `nominal` gives, for each, the formula of its nominal value.
    """

    def __init__(
        self,
        sheet: Any,
        f: Function,
        variables: Mapping[str, Variable],
        nominal: Mapping[str, str],
        columns: int,
    ) -> None:
        if (len(f.num) + len(f.den)) * columns > MOST_TERMS:
            raise GainproofError("the result is too large for the cells of a workbook; write .csv or .json")
        self.sheet, self.f, self.variables, self.nominal = sheet, f, variables, nominal
        self.used = 1
        self.free = FIRST + len(f.names)
        self.rows: dict[str, int] = {}
        for k, n in enumerate(f.names):
            v = variables.get(n)
            sheet.cell(FIRST + k, 1, f"1/{n}" if v is not None and v.reciprocal else n)

    def column(self, label: str, moves: Mapping[str, str]) -> str:
        """Work the result out where each cause, by name, moves its symbol by a formula; returns the
        column.
        """
        from openpyxl.utils import get_column_letter

        self.used += 1
        letter = str(get_column_letter(self.used))
        self.sheet[f"{letter}1"] = label
        for k, n in enumerate(self.f.names):
            at = self.nominal[n]
            for c in self.variables[n].causes if n in self.variables else ():
                if c.name in moves:
                    at = f"({at})*(1+{moves[c.name]})" if c.kind in RELATIVE else f"{at}+{moves[c.name]}"
            self._put(f"{letter}{FIRST + k}", at)
        above = self._polynomial(letter, self.f.num, "numerator")
        below = self._polynomial(letter, self.f.den, "denominator")
        self._put(f"{letter}{self._row('value')}", f"{above}/{below}")
        return letter

    def value(self, letter: str) -> str:
        """The reference of a column's result."""
        return f"Points!{letter}{self._row('value')}"

    def slope(self, letter: str, symbol: str) -> str:
        """The reference of the derivative by a symbol (or its reciprocal) in a column."""
        k = self.f.names.index(symbol)
        label = f"derivative by {self.sheet.cell(FIRST + k, 1).value}"
        if label in self.rows and self.sheet[f"{letter}{self._row(label)}"].value is not None:
            return f"Points!{letter}{self._row(label)}"
        above = self._polynomial(letter, derivative(self.f.num, k), f"{label}: of the numerator")
        below = self._polynomial(letter, derivative(self.f.den, k), f"{label}: of the denominator")
        value, den = f"{letter}{self._row('value')}", f"{letter}{self._row('denominator')}"
        self._put(f"{letter}{self._row(label)}", f"({above}-{value}*{below})/{den}")
        return f"Points!{letter}{self._row(label)}"

    def _polynomial(self, letter: str, p: Terms, label: str) -> str:
        pieces = [""]
        for m, c in p.items():
            term = self._term(letter, m, c)
            if len(pieces[-1]) + len(term) > LONGEST:
                pieces.append("")
            pieces[-1] += term
        cells = []
        for k, words in enumerate(pieces[1:], 2):
            cells.append(f"{letter}{self._row(f'{label}, part {k}')}")
            self._put(cells[-1], words)
        whole = f"{letter}{self._row(label)}"
        self._put(whole, "".join([pieces[0] or "0", *(f"+{cell}" for cell in cells)]))
        return whole

    def _term(self, letter: str, m: Monomial, c: Fraction) -> str:
        factors = [repr(abs(float(c))) if abs(c) != 1 else ""]
        for k, e in enumerate(m):
            if e:
                factors.append(f"{letter}{FIRST + k}" + (f"^{e}" if e > 1 else ""))
        return ("-" if c < 0 else "+") + ("*".join(x for x in factors if x) or "1")

    def _row(self, label: str) -> int:
        """The row with this label, made if there is none."""
        if label not in self.rows:
            self.rows[label] = self.free
            self.sheet.cell(self.free, 1, label)
            self.free += 1
        return self.rows[label]

    def _put(self, cell: str, words: str) -> None:
        self.sheet[cell] = f"={words}"
        self.sheet[cell].number_format = NUMBER
