"""PDF: made by pdflatex where there is one, else by Typst, and inspected.

The same documents give the same bytes: neither engine sees a clock, a user's configuration or a font of
the machine that the source does not name.  So what was made once is taken from the `shelf`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from gainproof.errors import GainproofError
from gainproof.render import inspection, render
from gainproof.render.inspection import check_pdf
from gainproof.render.shelf import Shelf

if TYPE_CHECKING:
    from gainproof.render.document import Document

ENGINES = ("pdflatex", "typst")
PAGES = {".tex": "latex", ".typ": "typst", ".html": "html"}
"""The formats of sources, by the suffix of their files."""
Source = Callable[[str], str]
"""The source of a page in a format."""
PASSES = 4
SECONDS = 240  # for one pass
EPOCH = "946684800"  # 2000-01-01, the date of every file


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF that was written: where, by which engine, and what its checks found wrong."""

    path: Path
    engine: str
    faults: tuple[str, ...]


def engine_here() -> str:
    """The engine that makes PDFs on this machine: pdflatex if it is on the PATH, else typst."""
    return "pdflatex" if shutil.which("pdflatex") else "typst"


def make_pdf(documents: Sequence[Document], path: Path, title: str = "", engine: str = "") -> Made:
    """Write one PDF of all `documents` to `path`, check it, and say which engine made it.

    `engine` is one of ENGINES, or "" for what is here.  Raises GainproofError when the engine fails.
    """
    return print_pdf(lambda format: render(documents, format, title), path, engine)


def print_pdf(source: Source, path: Path, engine: str = "") -> Made:
    """Write one PDF of what `source` gives for ``latex`` or ``typst``; as `make_pdf` does."""
    engine = engine or engine_here()
    if engine not in ENGINES:
        raise GainproofError(f"there is no engine {engine!r}; the engines are {', '.join(ENGINES)}")
    text = source("latex" if engine == "pdflatex" else "typst")
    shelf = Shelf("pdf", engine, _version(engine), *_OURS)
    found = shelf.get(text)
    if found is not None:
        write(path, found[0])
        return Made(path, engine, tuple(found[1]))
    pdf, log = by_pdflatex(text) if engine == "pdflatex" else (by_typst(text), "")
    write(path, pdf)
    faults = check_pdf(path, log)
    shelf.put(text, pdf, faults)
    return Made(path, engine, tuple(faults))


_OURS = (Path(__file__).read_bytes(), Path(inspection.__file__).read_bytes())
"""What makes and inspects; when it changes, nothing is taken from the shelf."""


@cache
def _version(engine: str) -> str:
    """What tells one release of the engine from another; of TeX, also when its packages last changed."""
    if engine == "typst":
        from importlib.metadata import version

        return version("typst")
    program, files = _said("pdflatex", "--version"), Path(_said("kpsewhich", "ls-R").strip())
    return f"{program} {files.stat().st_mtime_ns if files.is_file() else 0}"


def _said(*command: str) -> str:
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace")


def write_page(source: Source, target: Path) -> list[str]:
    """Write a page as what its suffix says, one of PAGES or ``.pdf``; returns what is wrong with the PDF."""
    if target.suffix in PAGES:
        write(target, source(PAGES[target.suffix]))
        return []
    return list(print_pdf(source, target).faults)


def write(path: Path, content: bytes | str) -> None:
    """Write a file whole or not at all; missing folders are made.  Raises OSError, which names the file."""
    data = content.encode() if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, data)
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, str(path)) from None


def _write(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as f:
            f.write(data)
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, 0o666 & ~umask)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def by_pdflatex(source: str) -> tuple[bytes, str]:
    """The PDF of a LaTeX source and the log of the last pass.

    Passes are made until none asks for another, at most PASSES.  Raises GainproofError with the first
    error of the log.
    """
    program = shutil.which("pdflatex")
    if program is None:
        raise GainproofError("pdflatex is not on the PATH; install TeX, or let Typst make the PDF")
    with tempfile.TemporaryDirectory(prefix="gainproof-") as name:
        folder = Path(name)
        (folder / "report.tex").write_text(source, encoding="utf-8")
        log = ""
        before: object = None
        for _ in range(PASSES):
            log = _pass(program, folder)
            auxiliary = [
                (folder / f"report.{x}").read_bytes()
                for x in ("aux", "out")
                if (folder / f"report.{x}").exists()
            ]
            if auxiliary == before and not _RERUN.search(log):
                break
            before = auxiliary
        return (folder / "report.pdf").read_bytes(), log


_RERUN = re.compile(r"Rerun to get|rerunfilecheck Warning: File|Label\(s\) may have changed")


def _pass(program: str, folder: Path) -> str:
    settings: Mapping[str, str] = {
        **os.environ,
        "SOURCE_DATE_EPOCH": EPOCH,
        "FORCE_SOURCE_DATE": "1",
        "TEXMFOUTPUT": str(folder),
        "openout_any": "p",
        "max_print_line": "10000",
    }
    command = [program, "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "report.tex"]
    try:
        done = subprocess.run(
            command, cwd=folder, env=settings, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        raise GainproofError(f"pdflatex took more than {SECONDS} s and was stopped") from None
    log_file = folder / "report.log"
    log = log_file.read_text(encoding="utf-8", errors="replace") if log_file.exists() else ""
    if done.returncode or not (folder / "report.pdf").exists():
        raise GainproofError(f"pdflatex failed: {_first_error(log) or 'it left no log'}")
    return log


def _first_error(log: str) -> str:
    lines = log.splitlines()
    for i, line in enumerate(lines):
        if line.startswith("!"):
            where = next((x for x in lines[i:] if x.startswith("l.")), "")
            return f"{line[1:].strip()} {where}".strip()
    return ""


def by_typst(source: str) -> bytes:
    """The PDF of a Typst source.  Raises GainproofError with Typst's own message."""
    import typst

    with tempfile.TemporaryDirectory(prefix="gainproof-") as name:
        file = Path(name) / "report.typ"
        file.write_text(source, encoding="utf-8")
        try:
            made = typst.compile(
                str(file), root=name, format="pdf", ignore_system_fonts=True, timestamp=int(EPOCH)
            )
        except RuntimeError as e:
            raise GainproofError(f"typst failed: {e}") from None
    assert isinstance(made, bytes)
    return made
