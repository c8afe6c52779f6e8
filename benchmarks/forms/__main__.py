"""Writes docs/comparison.md, or says why not and leaves the old page."""

from __future__ import annotations

import sys
from datetime import date

from benchmarks.forms.bench import ROOT, cases
from benchmarks.forms.environment import tools
from benchmarks.forms.page import Row, page
from benchmarks.forms.rivals import ask
from gainproof.errors import GainproofError

PAGE = ROOT / "docs" / "comparison.md"


def main() -> None:
    try:
        rivals = tools()
        rows = []
        for case in cases():
            print(f"comparison: {case.name}", flush=True)
            rows.append(Row(case, tuple(ask(case, tool) for tool in rivals)))
        text = page(rows, rivals, date.today())
    except GainproofError as problem:
        sys.exit(f"comparison: {problem}; docs/comparison.md is left as it was")
    PAGE.write_text(text, encoding="utf-8")
    print("comparison: wrote docs/comparison.md")


if __name__ == "__main__":
    main()
