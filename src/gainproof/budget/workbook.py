"""The budget as an Excel workbook that lives: values in cells, and everything else a formula over them.

On the sheet *Budget* stand the values, the sources of error with their figures, and what each costs.  On the
sheet
*Points* the circuit's exact result is worked out once for each column: at the ideal, at both corners, with
each cause alone.  A value that is changed on the first sheet changes all of them.

Which end of its range a cause stands at, in the least and in the greatest output, is a cell too: 0 for the
end "from", 1 for the end "to".  It is what the proof of the worst case found for the values as they were.
"""

from __future__ import annotations

import io
import re
from fractions import Fraction
from typing import Any

from gainproof.budget import shown
from gainproof.budget.nouns import REFERENCE, RELATIVE, Budget, Cause, Variable
from gainproof.budget.points import NUMBER, Points
from gainproof.render.printing import clean

HEAD = (
    "source of error",
    "kind",
    "figure",
    "second figure",
    "unit",
    "from",
    "to",
    "end in the least",
    "end in the greatest",
    "part of the least",
    "part of the greatest",
    "at the input",
    "RSS",
)
NOTE = (
    "Change what you like: the values, the figures, the ends (0: from, 1: to). "
    "The sheet Points works the exact result out for each column."
)
ENDS = (("H", "J"), ("I", "K"))
"""The columns of the ends and of the contributions, in the least and in the greatest output."""
FIGURES = {
    "tolerance": (("C", "tol"),),
    "tempco": (("C", "tc"),),
    "figure": (("C", ""),),
    "drift": (("C", "drift"),),
    "doubling": (("D", "doubling"),),
    "range": (("C", "least"), ("D", "greatest")),
}
"""The columns that have names, and what is added to the symbol for the name."""
_ADDRESS = re.compile(r"[A-Z]{1,3}\d+\Z|R\d*(?:C\d*)?\Z|C\d*\Z|(?:TRUE|FALSE)\Z", re.I)


def workbook(b: Budget) -> bytes:
    """The workbook as the bytes of an .xlsx file.

    Raises GainproofError if the result is too large for the formulas of cells.
    """
    out = io.BytesIO()
    _Writer(b).book().save(out)
    return out.getvalue()


class _Writer:
    def __init__(self, b: Budget) -> None:
        from openpyxl import Workbook

        self.b = b
        self.made = Workbook()
        self.sheet = self.made.active
        self.sheet.title = "Budget"
        self.names: set[str] = set()
        self.nominal: dict[str, str] = {}
        self.row_of: dict[str, int] = {}
        self.variables = {v.symbol: v for v in b.variables}
        self.row = 1

    def book(self) -> Any:
        """Fill both sheets."""
        self.line(shown.title(self.b), bold=True)
        for words in (self.b.title, *shown.of_parts(self.b), NOTE):
            self.line(words)
        self.row += 1
        self.values()
        self.row += 1
        self.figures()
        pointed = Points(
            self.made.create_sheet("Points"),
            self.b.whole,
            self.variables,
            self.nominal,
            8 + 2 * len(self.b.rows),
        )
        self.costs(pointed)
        for letter, width in zip("ABCDEFGHIJKLM", (46, 24, *(15,) * 11), strict=True):
            self.sheet.column_dimensions[letter].width = width
        pointed.sheet.column_dimensions["A"].width = 34
        pointed.sheet.freeze_panes = "B2"
        for sheet in self.made.worksheets:
            sheet.page_setup.orientation = "landscape"
            sheet.page_setup.fitToHeight = 0
            sheet.sheet_properties.pageSetUpPr.fitToPage = True
        return self.made

    # Cells.

    def line(self, *contents: str | Fraction, bold: bool = False) -> int:
        """Write a row: texts, never taken for formulas, and numbers; returns its number."""
        from openpyxl.styles import Font

        for k, content in enumerate(contents, 1):
            at = self.sheet.cell(self.row, k)
            if isinstance(content, str):
                at.value = clean(content) or None
                if content:
                    at.data_type = "s"
            else:
                at.value, at.number_format = float(content), NUMBER
            if bold:
                at.font = Font(name="Calibri", size=11, bold=True)
        self.row += 1
        return self.row - 1

    def formula(self, cell: str, words: str) -> None:
        self.sheet[cell] = f"={words}"
        self.sheet[cell].number_format = NUMBER

    def name(self, wanted: str, cell: str) -> str:
        """Name a cell, as near to `wanted` as Excel allows; returns the name."""
        from openpyxl.workbook.defined_name import DefinedName

        word = re.sub(r"\W", "_", wanted, flags=re.ASCII)
        if _ADDRESS.match(word):
            word += "_"
        while word.lower() in self.names:
            word += "_"
        self.names.add(word.lower())
        where = f"Budget!${cell[0]}${cell[1:]}"
        self.made.defined_names[word] = DefinedName(word, attr_text=where)
        return word

    # The first sheet.

    def values(self) -> None:
        """The values that are certain, the nominal values, and the temperatures."""
        b = self.b
        self.line("value", "meaning", "", "unit", bold=True)
        known = dict(b.values)
        for v in b.variables:
            if v.rank < 2:
                self.nominal[v.symbol] = "0"
            elif v.causes[0].kind != "range":
                known[v.symbol] = v.nominal
        for n, q in known.items():
            row = self.line(n, b.parameters[n].about, q, b.parameters[n].unit)
            self.nominal[n] = self.name(n, f"C{row}")
        t = b.temperature
        if t is not None:
            for word, about, end in (("T_low", "lowest", t.low), ("T_high", "highest", t.high)):
                self.name(word, f"C{self.line(word, f'{about} temperature', end, '°C')}")
            change = self.line("T_change", "greatest distance from 25 °C", "", "K")
            self.formula(f"C{change}", f"MAX(ABS(T_low-{REFERENCE}),ABS(T_high-{REFERENCE}))")
            self.name("T_change", f"C{change}")
            rise = self.line("T_rise", "rise above 25 °C", "", "K")
            self.formula(f"C{rise}", f"MAX(T_high-{REFERENCE},0)")
            self.name("T_rise", f"C{rise}")

    def figures(self) -> None:
        """The causes with their figures, their ranges, and the ends that they stand at."""
        self.line(*HEAD, bold=True)
        for r in self.b.rows:
            c, unit = r.cause, self.b.parameters[r.cause.symbol].unit
            unit = {"tolerance": "", "tempco": "1/K", "drift": f"{unit}/K"}.get(c.kind, unit)
            more = c.figures[1:] or ("",)
            row = self.row_of[c.name] = self.line(c.about, c.kind, c.figures[0], *more, unit)
            for letter, word in FIGURES[c.kind]:
                self.name(f"{c.symbol}_{word}" if word else c.symbol, f"{letter}{row}")
            for (letter, _), moves in zip(ENDS, self.b.corners, strict=True):
                width = c.high - c.low
                self.sheet[f"{letter}{row}"] = float((moves[c.name] - c.low) / width) if width else 0
        for r in self.b.rows:
            row, v = self.row_of[r.cause.name], self.variables[r.cause.symbol]
            for letter, words in zip("FG", self.ends(v, r.cause, row), strict=True):
                self.formula(f"{letter}{row}", words)

    def ends(self, v: Variable, c: Cause, row: int) -> tuple[str, str]:
        """The formulas of a cause's two ends."""
        first, second = f"C{row}", f"D{row}"
        if c.kind == "range" and v.reciprocal:
            return f"1/{second}", f"1/{first}"
        if c.kind == "range" and v.rank < 2:
            return first, second
        if c.kind == "range":
            self.nominal[c.symbol] = f"(Budget!{first}+Budget!{second})/2"
            return f"({first}-{second})/2", f"({second}-{first})/2"
        if c.kind == "doubling":
            base = v.causes[0]
            own = f"ABS(C{self.row_of[base.name]})"
            if base.kind == "range":
                own = f"MAX({own},ABS(D{self.row_of[base.name]}))"
            self.formula(first, own)
            size = f"{first}*(2^(T_rise/{second})-1)"
        elif c.kind in ("tempco", "drift"):
            size = f"{first}*T_change"
        else:
            size = f"1/{first}" if v.reciprocal else first
        low, high = (-1, 1) if c.kind in RELATIVE else c.signs
        return f"{low}*{size}", f"{high}*{size}"

    def costs(self, pointed: Points) -> None:
        """The contributions, the worst case and the root of the sum of squares, from the sheet of points."""
        rows = self.row_of
        ideal = pointed.column("ideal", {})
        middle = pointed.column("middles", {n: f"(Budget!F{r}+Budget!G{r})/2" for n, r in rows.items()})
        gain = pointed.slope(ideal, self.b.input) if self.b.input else ""
        worst = []
        for (end, part), label in zip(ENDS, ("least", "greatest"), strict=True):
            moves = {n: f"(Budget!F{r}+Budget!{end}{r}*(Budget!G{r}-Budget!F{r}))" for n, r in rows.items()}
            worst.append(pointed.column(label, moves))
            before = {0: ideal}
            for rank in (1, 2):
                counted = {c.name: moves[c.name] for v in self.b.variables if v.rank < rank for c in v.causes}
                before[rank] = (
                    pointed.column(f"{label}, counted before {rank}", counted) if counted else ideal
                )
            for r in self.b.rows:
                v, n = self.variables[r.cause.symbol], r.cause.name
                counted = {
                    c.name: moves[c.name] for w in self.b.variables if w.rank < v.rank for c in w.causes
                }
                at = pointed.column(f"{label}: {n}", {**counted, n: moves[n]})
                self.formula(f"{part}{rows[n]}", f"{pointed.value(at)}-{pointed.value(before[v.rank])}")
        for r in self.b.rows:
            v, row = self.variables[r.cause.symbol], rows[r.cause.name]
            scale = f"*{self.nominal[v.symbol]}" if r.cause.kind in RELATIVE else ""
            self.formula(f"M{row}", f"ABS({pointed.slope(middle, v.symbol)}*(G{row}-F{row})/2{scale})")
            if gain:
                self.formula(f"L{row}", f"MAX(ABS(J{row}),ABS(K{row}))/ABS({gain})")
        self.totals(pointed, ideal, middle, worst, gain)

    def grown(self) -> list[tuple[int, int]]:
        """The pairs of rows that rise and fall together."""
        base = {r.cause.symbol: r.cause.name for r in self.b.rows if r.cause.kind in ("figure", "range")}
        return [
            (self.row_of[base[r.cause.symbol]], self.row_of[r.cause.name])
            for r in self.b.rows
            if r.cause.kind == "doubling" and r.cause.symbol in base
        ]

    def totals(self, pointed: Points, ideal: str, middle: str, worst: list[str], gain: str) -> None:
        """The rows below the causes."""
        first, last = min(self.row_of.values()), max(self.row_of.values())
        inner = self.line("interaction")
        whole = self.line("worst case", bold=True)
        for (_, part), column, name in zip(ENDS, worst, ("worst_least", "worst_greatest"), strict=True):
            self.formula(f"{part}{whole}", f"{pointed.value(column)}-{pointed.value(ideal)}")
            self.formula(f"{part}{inner}", f"{part}{whole}-SUM({part}{first}:{part}{last})")
            self.name(name, f"{part}{whole}")
        rss = self.line("root of the sum of squares", bold=True)
        together = "".join(f"+2*M{a}*M{z}" for a, z in self.grown())
        self.formula(f"M{rss}", f"SQRT(SUMSQ(M{first}:M{last}){together})")
        self.name("RSS", f"M{rss}")
        for part, sign in (("J", "-"), ("K", "+")):
            self.formula(f"{part}{rss}", f"{pointed.value(middle)}-{pointed.value(ideal)}{sign}M{rss}")
        if gain:
            for at in (whole, rss):
                self.formula(f"L{at}", f"MAX(ABS(J{at}),ABS(K{at}))/ABS({gain})")
        at = self.line(f"ideal {self.b.quantity}", "", "", self.b.unit)
        self.formula(f"C{at}", pointed.value(ideal))
        self.name("ideal_output", f"C{at}")
        if gain:
            at = self.line(f"ideal gain from {self.b.input}")
            self.formula(f"C{at}", gain)
            self.name("ideal_gain", f"C{at}")
        self.chart(first, min(last, first + shown.BARS - 1))

    def chart(self, first: int, last: int) -> None:
        """The tornado: a bar for each of the greatest contributions."""
        from openpyxl.chart import BarChart, Reference

        chart = BarChart()
        chart.type, chart.overlap, chart.gapWidth = "bar", 100, 40
        chart.title = shown.title(self.b)
        chart.y_axis.title = self.b.unit or None
        chart.x_axis.scaling.orientation = "maxMin"
        chart.x_axis.tickLblPos = "low"
        chart.x_axis.delete = chart.y_axis.delete = False
        head = first - 1
        for column in (10, 11):
            chart.add_data(Reference(self.sheet, column, head, column, last), titles_from_data=True)
        chart.set_categories(Reference(self.sheet, 1, first, 1, last))
        chart.width, chart.height = 26, 4 + 0.7 * (last - first + 1)
        self.sheet.add_chart(chart, f"A{self.row + 2}")
