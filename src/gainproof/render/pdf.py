"""PDF: made by pdflatex where there is one, else by Typst; and checks on what came out.

The same documents give the same bytes: neither engine sees a clock, a user's configuration or a font of
the machine that the source does not name.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gainproof.errors import GainproofError
from gainproof.render import render

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
MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 22 * MM, 10 * MM, 20 * MM, 8 * MM  # the margin column and the page number included
SLACK = 1.0  # pt that a glyph may stick out
OVERLAP = 0.2  # part of a glyph's core that another may cover
TUCKED = 0.6  # the same, of a subscript that stands under the arm of its letter
KERNING = 0.12  # of the size: by so much two letters may be drawn together
ONE_SIZE = 1.0  # pt by which letters of one size may differ
LETTER = 0.6  # of the size: most of a capital
NEAR = 400  # glyphs to the right that are compared: more than a page has in one letter's width
HANGING = 0.3  # part of its size that a sign may hang into the margin, as microtype lets it


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
    if engine == "pdflatex":
        pdf, log = by_pdflatex(source("latex"))
    elif engine == "typst":
        pdf, log = by_typst(source("typst")), ""
    else:
        raise GainproofError(f"there is no engine {engine!r}; the engines are {', '.join(ENGINES)}")
    write(path, pdf)
    return Made(path, engine, tuple(check_pdf(path, log)))


def write_page(source: Source, target: Path) -> list[str]:
    """Write a page as what its suffix says, one of PAGES or ``.pdf``; returns what is wrong with the PDF."""
    if target.suffix in PAGES:
        write(target, source(PAGES[target.suffix]))
        return []
    return list(print_pdf(source, target).faults)


def write(path: Path, content: bytes | str) -> None:
    """Write a file whole or not at all; missing folders are made."""
    data = content.encode() if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
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


# Checks.


def check_pdf(path: Path, log: str | None = None) -> list[str]:
    """What is wrong with a PDF, as sentences; none if nothing is.

    Looks for glyphs outside the text block and its margin column, glyphs on top of each other, empty pages,
    references left as ``??``, fonts that are not embedded or are bitmaps; in a LaTeX `log` for overfull
    boxes, missing characters, undefined references and labels defined twice.
    """
    return [*_fonts(path), *_pages(path), *_log(log or "")]


def _fonts(path: Path) -> list[str]:
    import pikepdf

    faults: dict[str, None] = {}
    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            if not isinstance(thing, pikepdf.Dictionary) or thing.get("/Type") != "/Font":
                continue
            kind, name = str(thing.get("/Subtype")), str(thing.get("/BaseFont", "without a name")).lstrip("/")
            if kind == "/Type3":
                faults[f"font {thing.get('/Name', name)} is of Type 3, a picture of letters"] = None
            elif kind != "/Type0" and not _embedded(thing):
                faults[f"font {name} is not embedded"] = None
    return list(faults)


def _embedded(font: Any) -> bool:
    descriptor = font.get("/FontDescriptor")
    return descriptor is not None and any(k in descriptor for k in ("/FontFile", "/FontFile2", "/FontFile3"))


def _pages(path: Path) -> list[str]:
    import pdfplumber

    faults: list[str] = []
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            glyphs = [c for c in page.chars if c["text"].strip()]
            if not glyphs and not page.images and not page.curves and not page.lines:
                faults.append(f"page {number} is empty")
            out = [c for c in glyphs if _outside(c, float(page.width), float(page.height))]
            if out:
                words = "".join(c["text"] for c in out[:20])
                faults.append(f"page {number}: {len(out)} glyphs outside the text block, the first {words!r}")
            on_top = _overlaps(glyphs)
            if on_top:
                a, b = on_top[0]
                where = f"{a['text']!r} and {b['text']!r}, {float(a['top']) / MM:.0f} mm from the top"
                faults.append(f"page {number}: {len(on_top)} glyphs on top of others, the first {where}")
            if "??" in "".join(c["text"] for c in glyphs):
                faults.append(f"page {number}: a reference is left as ??")
            page.close()
    return faults


def _outside(c: Mapping[str, Any], width: float, height: float) -> bool:
    aside = SLACK + HANGING * float(c["size"])
    return bool(
        c["x0"] < LEFT - aside
        or c["x1"] > width - RIGHT + aside
        or c["top"] < TOP - 12 - SLACK
        or c["bottom"] > height - BOTTOM + SLACK
    )


def _overlaps(glyphs: Sequence[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Pairs of upright glyphs of which one stands on the other.

    Of every glyph its core is looked at, from the baseline up most of a capital: lines, powers
    and subscripts keep their cores apart, however tall the boxes are that a font declares.
    """
    cores = sorted((c for c in map(_core, glyphs) if c is not None), key=lambda c: c[0])
    out = []
    for i, (left, right, low, high, a) in enumerate(cores):
        for x0, x1, y0, y1, b in cores[i + 1 : i + NEAR]:
            if x0 >= right:
                break
            aside = min(right, x1) - max(left, x0)
            upward = min(high, y1) - max(low, y0)
            size = min(float(a["size"]), float(b["size"]))
            alike = max(float(a["size"]), float(b["size"])) - size < ONE_SIZE
            share = OVERLAP if alike else TUCKED
            if aside > max(KERNING * size, share * min(right - left, x1 - x0)) and upward > OVERLAP * min(
                high - low, y1 - y0
            ):
                out.append((a, b))
    return out


def _core(c: Mapping[str, Any]) -> tuple[float, float, float, float, Mapping[str, Any]] | None:
    """Left, right, foot and top of the core of a glyph; None for what is made to be overlaid."""
    a, b, _, d, _, y = c["matrix"]
    x0, x1 = float(c["x0"]), float(c["x1"])
    if not c["upright"] or b or a <= 0 or d <= 0 or x1 - x0 < 1 or _built(c):
        return None
    return x0, x1, float(y), float(y) + LETTER * float(c["size"]), c


def _built(c: Mapping[str, Any]) -> bool:
    """Is this a piece of a tall bracket, a wide brace or a root?"""
    return c["text"] in "⏞⏟√" or c["text"].startswith("(cid:") or bool(_PIECES.search(c["fontname"]))


_PIECES = re.compile(r"extension|cmex", re.I)


_COMPLAINTS = (
    (re.compile(r"^Overfull \\hbox \(([\d.]+)pt too wide\)", re.M), "a line is {0} pt too wide"),
    (re.compile(r"^Overfull \\vbox \(([\d.]+)pt too high\)", re.M), "a page is {0} pt too high"),
    (re.compile(r"^Missing character: (.*)$", re.M), "missing character: {0}"),
    (
        re.compile(r"LaTeX Warning: (?:Hyper r|R)eference `(.*?)' on page \d+ undefined"),
        "reference {0} is undefined",
    ),
    (re.compile(r"LaTeX Warning: Label `(.*?)' multiply defined"), "label {0} is defined twice"),
)
_HARMLESS = 0.1  # pt


def _log(log: str) -> list[str]:
    faults: dict[str, None] = {}
    for pattern, sentence in _COMPLAINTS:
        for found in pattern.finditer(log):
            if "pt too" in sentence and float(found[1]) < _HARMLESS:
                continue
            faults[sentence.format(found[1])] = None
    return list(faults)
