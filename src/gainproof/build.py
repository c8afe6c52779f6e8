"""From folders to files: every derivation derived, judged and printed.

Each folder gives ``NAME.pdf``, ``NAME.tex``, ``NAME.typ``, ``NAME.html`` and ``NAME.json`` (``NAME-1.json``
and so on where it asks several questions); all together give ``report.*``, and ``index.html`` leads to their
pages.  A folder with a refused step is printed with the refusal on its pages, and counts as failed.  A folder
of works gives the marked pages of somebody's algebra instead.

Folders do not depend on each other, so they are made on all cores; what is said of them stands in their
order all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from gainproof.archive import dumps
from gainproof.chapters import Chapter, judge, make
from gainproof.cores import count, workers
from gainproof.errors import GainproofError
from gainproof.folder import Folder, load
from gainproof.studies import Study

FORMATS = ("pdf", "tex", "typ", "html", "json")
TITLE = "Amplifier derivations"
SUFFIXES = {"tex": "latex", "typ": "typst", "html": "html"}

Say = Callable[[str], None]


def report(
    folders: Iterable[Path], out: Path, *, formats: Sequence[str] = FORMATS, title: str = "", say: Say = print
) -> list[Chapter]:
    """Make every folder and the bound report under `out`; returns the chapters, faults and all.

    A folder that cannot be read or derived has its faults in its chapter and does not stop the others.
    """
    out.mkdir(parents=True, exist_ok=True)
    chapters = []
    for chapter, lines in _made(list(folders), partial(_chapter, out=out, formats=formats)):
        chapters.append(chapter)
        for line in lines:
            say(line)
    if "html" in formats:
        _write_index(chapters, out, title or TITLE)
    bound = [d for c in chapters for d in c.documents]
    if bound:
        faults = write(bound, out / "report", formats, title=title or TITLE, say=say)
        if faults:
            chapters.append(Chapter("report", title, faults=faults))
    return chapters


Made = tuple[Chapter, list[str]]
"""A chapter, and the lines that are said of it."""


def _made(paths: Sequence[Path], chapter: Callable[[Path], Made]) -> Iterator[Made]:
    """The chapters in their order, made on all cores; what a process that died owes is made by this one."""
    left = list(paths)
    if len(left) > 1 and count() > 1:
        with suppress(BrokenProcessPool), workers(min(len(left), count())) as pool:
            for made in pool.map(chapter, paths):
                left.pop(0)
                yield made
    yield from map(chapter, left)


def _chapter(path: Path, out: Path, formats: Sequence[str]) -> Made:
    chapter = Chapter(path.name, path.name)
    said: list[str] = []
    try:
        folder = load(path)
        chapter.title = folder.title or path.name
        if folder.works:
            judge(folder, chapter)
            chapter.faults += _write_works(chapter, folder, out, formats)
        else:
            make(folder, chapter)
            if "json" in formats:
                _write_json(chapter.studies, out, path.name)
            chapter.faults += write(chapter.documents, out / path.name, formats, title="", say=said.append)
    except GainproofError as fault:
        chapter.faults.append(str(fault))
    said.append(f"{path.name:28} {'FAILED' if chapter.faults else _done(chapter)}")
    said += [f"    {f}" for f in chapter.faults]
    return chapter, said


def _done(chapter: Chapter) -> str:
    if chapter.works:
        lines = sum(len(v.judged) for v in chapter.works)
        return f"{lines} lines judged, {sum(v.counts['false'] for v in chapter.works)} false"
    return f"{sum(len(s.derivation.steps) for s in chapter.studies)} steps proved"


def write(documents: Sequence[Any], stem: Path, formats: Iterable[str], *, title: str, say: Say) -> list[str]:
    """Write the documents bound together as STEM.tex, STEM.pdf, …; returns what is wrong with the pages."""
    from gainproof.render import render
    from gainproof.render.pdf import make_pdf
    from gainproof.render.pdf import write as put

    faults: list[str] = []
    if not documents:
        return faults
    for suffix in formats:
        target = stem.with_name(f"{stem.name}.{suffix}")
        if suffix in SUFFIXES:
            put(target, render(documents, SUFFIXES[suffix], title=title))
        elif suffix == "pdf":
            made = make_pdf(documents, target, title=title)
            faults += [f"{target.name}: {f}" for f in made.faults]
            say(f"    {target.name} made by {made.engine}")
    return faults


def _write_works(chapter: Chapter, folder: Folder, out: Path, formats: Iterable[str]) -> list[str]:
    """Write the marked pages as STEM.tex, STEM.pdf, …; returns what is wrong with them."""
    from gainproof.marked.files import write as write_works

    faults = []
    for suffix in formats:
        target = out / f"{chapter.name}.{suffix}"
        found = write_works(chapter.works, target, chapter.title, folder.intro)
        faults += [f"{target.name}: {f}" for f in found]
    return faults


def _write_index(chapters: Sequence[Chapter], out: Path, title: str) -> None:
    """The page that leads to the others: every chapter that was written, with its boxed results."""
    from gainproof.render.index import FALSE_LINES, Listed, index_page
    from gainproof.render.pdf import write as put

    listed = []
    for c in (c for c in chapters if c.documents or c.works):
        false = sum(v.counts["false"] for v in c.works)
        word = FALSE_LINES.format(count=false, all=sum(len(v.judged) for v in c.works)) if c.works else ""
        listed.append(Listed(f"{c.name}.html", c.title, c.documents, word, bool(c.faults)))
    put(out / "index.html", index_page(listed, title))


def _write_json(studies: Sequence[Study], out: Path, name: str) -> None:
    """NAME.json, or NAME-1.json, NAME-2.json, … where a folder asks several questions."""
    from gainproof.render.pdf import write as put

    for k, s in enumerate(studies, 1):
        put(out / (f"{name}.json" if len(studies) == 1 else f"{name}-{k}.json"), dumps(s))
