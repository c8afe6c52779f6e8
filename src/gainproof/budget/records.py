"""The budget for programs: JSON values and a table of comma-separated values, in SI units."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction
from typing import Any

from gainproof.budget.nouns import Budget
from gainproof.notation import text
from gainproof.worked.values import decimal

DIGITS = 12
"""Significant digits of a number that is not exact by nature."""
HEAD = (
    "source",
    "symbol",
    "kind",
    "limit",
    "formula",
    "sensitivity",
    "least",
    "greatest",
    "least at the input",
    "greatest at the input",
    "rss",
    "unit",
)


def as_json(b: Budget) -> dict[str, Any]:
    """JSON values; numbers as decimal text of twelve digits, in SI units (docs/budget.md)."""
    nominal = {v.symbol: v.nominal for v in b.variables}
    found: dict[str, Any] = {
        "version": 1,
        "quantity": str(b.quantity),
        "title": b.title,
        "unit": b.unit,
        "ideal": _text(b.ideal),
        "input": b.input,
        "gain": None if b.gain is None else _text(b.gain),
        "parts": dict(b.parts),
        "temperature": None,
        "values": {n: str(q) for n, q in b.values.items()},
        "sources": [
            {
                "name": r.cause.name,
                "symbol": r.cause.symbol,
                "kind": r.cause.kind,
                "about": r.cause.about,
                "limit": r.cause.shown,
                "reciprocal": r.reciprocal,
                "nominal": _text(nominal[r.cause.symbol]),
                "sensitivity": _text(r.sensitivity),
                "formula": None if r.formula is None else text(r.formula),
                "leading": r.about,
                "exact": None if r.exact is None else text(r.exact),
                "low": _text(r.low),
                "high": _text(r.high),
                "rss": _text(r.spread),
            }
            for r in b.rows
        ],
        "worst": {
            "low": _text(b.worst.low),
            "high": _text(b.worst.high),
            "bounds": [_text(x) for x in b.worst.bounds],
            "how": b.worst.how,
            "interaction": [_text(x) for x in b.worst.interaction],
        },
        "rss": {"mean": _text(b.mean), "spread": _text(b.spread)},
        "monte_carlo": None,
        "together": list(b.together),
        "faults": list(b.faults),
        "remarks": list(b.remarks),
    }
    if b.temperature is not None:
        found["temperature"] = [str(b.temperature.low), str(b.temperature.high)]
    if b.sampled is not None:
        s = b.sampled
        found["monte_carlo"] = {
            "samples": s.samples,
            "seed": s.seed,
            "mean": s.mean,
            "deviation": s.deviation,
            "least": s.least,
            "greatest": s.greatest,
            "quantiles": [list(q) for q in s.quantiles],
            "histogram": [list(q) for q in s.histogram],
        }
    return found


def dumps(b: Budget) -> str:
    """The budget as JSON text."""
    return json.dumps(as_json(b), indent=1, ensure_ascii=False) + "\n"


def table(b: Budget) -> str:
    """The rows and the totals as comma-separated values; numbers plain, in SI units."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(HEAD)

    def row(about: str, words: tuple[str, ...], slope: str, low: Fraction, high: Fraction, rss: str) -> None:
        referred = ["" if (x := b.referred(e)) is None else _text(x) for e in (low, high)]
        write.writerow([about, *words, slope, _text(low), _text(high), *referred, rss, b.unit])

    for r in b.rows:
        formula = "" if r.formula is None else text(r.formula)
        words = (r.cause.symbol, r.cause.kind, r.cause.shown, formula)
        row(r.cause.about, words, _text(r.sensitivity), r.low, r.high, _text(r.spread))
    none = ("", "", "", "")
    row("interaction", none, "", *b.worst.interaction, "")
    row("worst case", none, "", b.worst.low, b.worst.high, "")
    row("root of the sum of squares", none, "", b.mean - b.spread, b.mean + b.spread, _text(b.spread))
    if b.sampled is not None:
        s = b.sampled
        low, high = (Fraction(s.mean + k * s.deviation) for k in (-3, 3))
        row("Monte Carlo", none, "", low, high, _text(Fraction(3 * s.deviation)))
    return out.getvalue()


def _text(q: Fraction) -> str:
    return decimal(q, DIGITS)
