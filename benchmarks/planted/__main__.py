"""Plants errors, has them judged, and says what came of it.  See `make planted` and `make bench`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from benchmarks.derivations_by_hand import grading as by_hand
from benchmarks.planted import report
from benchmarks.planted.findings import findings
from benchmarks.planted.grading import graded, graded_essay
from benchmarks.planted.sowing import essays, sown, true_lines
from benchmarks.planted.speed import rates

SMALL, ALL = 150, 2400
SEED = 1
COMMAND = "make planted"
T = TypeVar("T")


def main(words: Sequence[str] | None = None) -> None:
    options = _options(words)
    count = options.count or (ALL if options.all else SMALL)
    few = max(20, count // 10)
    planted = [graded(p) for p in _told("planted", sown(count, options.seed), count)]
    true = [graded(p) for p in _told("true", true_lines(count // 2, options.seed), count // 2)]
    whole = list(essays(few, options.seed))
    works = [graded_essay(e) for e in _told("whole derivations", whole, few)]
    speed = rates(whole[: 4 * 22]) if options.speed else []
    found = report.Results(planted, true, works, by_hand.outcomes(), speed, options.seed)
    print("\n".join(report.summary(found)), report.kinds(planted), *speed, sep="\n\n")
    if options.page:
        Path(options.page).write_text(report.page(found, COMMAND), encoding="utf-8")
    if options.findings:
        Path(options.findings).write_text(findings(found), encoding="utf-8")


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.planted", description=__doc__)
    parser.add_argument("--all", action="store_true", help=f"{ALL} lines, not {SMALL}")
    parser.add_argument("--count", type=int, default=0, help="so many lines")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--speed", action="store_true", help="lines a second too")
    parser.add_argument("--page", default="", help="write the page there")
    parser.add_argument("--findings", default="", help="write what went wrong there, with examples")
    return parser.parse_args(words)


def _told(what: str, items: Iterable[T], count: int) -> Iterator[T]:
    """The items, with a word on standard error at every tenth of them."""
    step = max(1, count // 10)
    for k, item in enumerate(items, 1):
        yield item
        if k % step == 0 and sys.stderr.isatty():
            print(f"\r{what}: {k} of {count}", end="\n" if k == count else "", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
