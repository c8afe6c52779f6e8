"""A batch from its folder to its tables and marked pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from importlib import import_module
from pathlib import Path

from gainproof import __version__
from gainproof.batch.journal import Journal
from gainproof.batch.submissions import ANY_NAME, Outcome, Rules, Submission, gathered
from gainproof.batch.tables import STANDINGS, standing, write_tables
from gainproof.batch.workers import Job, cluster, here
from gainproof.errors import GainproofError
from gainproof.render.pdf import write

PAGES = "pages"
NEEDED = ("gainproof.verification", "gainproof.marked.page", "gainproof.marked.records")

Progress = Callable[[int, int], None]
"""Is told how many submissions are done, of how many."""


@dataclass(frozen=True, slots=True)
class Summary:
    """How many submissions there are, of each of STANDINGS, and judged by an earlier run."""

    submissions: int
    right: int
    wrong: int
    unread: int
    faults: int
    before: int


def run(
    folder: Path,
    rules: Rules,
    out: Path,
    *,
    workers: int = 0,
    dask: str = "",
    progress: Progress = lambda done, whole: None,
) -> Summary:
    """Judge every submission in `folder` and write tables and pages to `out`.

    What `out` holds of an earlier run by the same rules is not judged again.  Raises GainproofError if there
    is nothing to judge, or nobody to judge it.
    """
    submissions = gathered(folder)
    out.mkdir(parents=True, exist_ok=True)
    key = rules.digest(__version__)
    same: dict[str, list[Submission]] = {}
    for s in submissions:
        same.setdefault(s.digest(key), []).append(s)
    with Journal(out) as journal:
        left = [(d, many[0]) for d, many in same.items() if not _is_done(d, many, journal, rules, out)]
        before = finished = len(submissions) - sum(len(same[d]) for d, _ in left)
        progress(finished, len(submissions))
        for outcome in _judged(left, rules, workers, dask):
            for s in same[outcome.digest]:
                if outcome.page:
                    write(page_of(out, s.name), outcome.page.replace(ANY_NAME, escape(s.name)))
            journal.add(replace(outcome, page=""))
            finished += len(same[outcome.digest])
            progress(finished, len(submissions))
        outcomes = [(s, journal.done[s.digest(key)]) for s in submissions]
    write_tables(outcomes, out)
    return _summary(outcomes, before)


def page_of(out: Path, name: str) -> Path:
    """Where the marked page of a submission lies."""
    return out / PAGES / f"{name}.html"


def judge(rules: Rules, job: tuple[str, Submission]) -> Outcome:
    """What a worker does: from a text to its verdicts and its page."""
    from gainproof.marked.page import pages
    from gainproof.marked.records import record
    from gainproof.verification import verify

    digest, s = job
    if s.fault:
        return Outcome(digest, fault=s.fault)
    try:
        found = verify(
            s.source,
            rules.circuit,
            file=ANY_NAME + Path(s.name).suffix,
            names=rules.names,
            ideal=rules.ideal,
            values=rules.values,
        )
    except GainproofError as fault:
        return Outcome(digest, fault=str(fault).replace(ANY_NAME + Path(s.name).suffix, s.name))
    return Outcome(digest, record(found), pages([found], "html") if rules.pages else "")


def _judged(left: list[Job], rules: Rules, workers: int, dask: str) -> Iterator[Outcome]:
    if left and not dask:
        for room in NEEDED:
            import_module(room)  # here once, so that no forked worker has to
    jobs = [(digest, (digest, s)) for digest, s in left]
    work = partial(judge, rules)
    return cluster(work, jobs, dask) if dask else here(work, jobs, workers)


def _is_done(digest: str, many: list[Submission], journal: Journal, rules: Rules, out: Path) -> bool:
    if digest not in journal.done:
        return False
    has_page = rules.pages and not journal.done[digest].fault
    return not has_page or all(page_of(out, s.name).exists() for s in many)


def _summary(outcomes: list[tuple[Submission, Outcome]], before: int) -> Summary:
    words = [standing(o) for _, o in outcomes]
    right, wrong, unread, unusable = (words.count(word) for word in STANDINGS)
    return Summary(len(words), right, wrong, unread, unusable, before)
