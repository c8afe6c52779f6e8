"""What is wrong with a PDF: glyphs where none should be, empty pages, fonts, and what TeX complained of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

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
