"""``gainproof parts``: the library of real op-amps."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Any

from gainproof.commands.common import PROVED, add_parts

if TYPE_CHECKING:
    from gainproof.datasheets import Figure, Part

ABOUT = """\
Show the real op-amps that gainproof derive --part knows, and what their data sheets say of them.

  gainproof parts                  all of them, one a line
  gainproof parts OP27             one of them: each figure with its condition, and where it was read
  gainproof parts OP27 OP07        several
  gainproof parts --parts mine     with the data files of the folder mine beside ours

A figure that could not be looked up is not there.  The environment variable GAINPROOF_PARTS names folders of
your own for good; docs/parts.md says how to write a data file.
"""
WIDTH = 100
COLUMNS = ("min", "typ", "max")


def add(commands: Any) -> None:
    """Add the command to the parser."""
    plain = argparse.RawDescriptionHelpFormatter
    c = commands.add_parser(
        "parts", help="show the library of real op-amps", description=ABOUT, formatter_class=plain
    )
    c.add_argument("name", nargs="*", metavar="NAME", help="a part, such as OP27; default: a list of all")
    add_parts(c)
    c.add_argument(
        "--format", choices=("text", "json", "markdown"), default="text", help="default: %(default)s"
    )


def run(options: argparse.Namespace) -> int:
    """Run it; returns the exit code."""
    from gainproof.datasheets import every, find

    folders = options.parts or ()
    chosen = [find(name, folders) for name in options.name] or list(every(folders))
    if options.format == "json":
        print(json.dumps([as_json(p) for p in chosen], indent=1, ensure_ascii=False))
    elif options.format == "markdown":
        print(page(chosen, alone=bool(options.name)), end="")
    elif options.name:
        print("\n\n".join("\n".join(table(p)) for p in chosen))
    else:
        wide = max(len(p.name) for p in chosen)
        for p in chosen:
            print(f"{p.name:{wide}}  {p.technology:10}  {p.maker}: {p.about or p.datasheet.title}")
    return PROVED


def table(p: Part) -> list[str]:
    """The lines that show a part: its names, its data sheet, a line for each figure, and the sources."""
    from gainproof.datasheets import FIGURES

    rows = [("", *COLUMNS, "unit", "")]
    for key, f in p.figures.items():
        rows.append((key, *f.written, f.scale, f.condition))
    wide = [max(len(row[k]) for row in rows) for k in range(5)]
    out = [f"{', '.join(p.names)}: {p.about or p.datasheet.title} ({p.technology})"]
    out += _filled("", f"Data sheet: {p.datasheet}")
    given = ", ".join(w for w in (p.grade and f"grade {p.grade}", p.condition) if w)
    out += _filled("", f"Figures: {given}") if given else []
    out.append("")
    for row in rows:
        cells = [f"{row[0]:{wide[0]}}", *(f"{row[k]:>{wide[k]}}" for k in (1, 2, 3)), f"{row[4]:{wide[4]}}"]
        out.append(f"  {'  '.join(cells)}  {row[5]}".rstrip())
    out.append("")
    unknown = [key for key in FIGURES if key not in p.figures]
    if unknown:
        out += _filled("", f"Not known here: {', '.join(unknown)}")
    for s in p.sources:
        out += _filled("", f"{', '.join(s.figures)}: read in {s.text}")
    return out


def page(chosen: Sequence[Part], alone: bool = False) -> str:
    """The parts as Markdown tables; unless they are `alone`, after what the figures mean and a list."""
    from gainproof.datasheets import FIGURES

    out: list[str] = []
    if not alone:
        out += ["## Figures", "", "| key | is | SI unit |", "|---|---|---|"]
        out += [f"| `{key}` | {m.about} | {m.unit} |" for key, m in FIGURES.items()]
        out += ["", "## The parts", "", "| part | | maker | made in | figures |", "|---|---|---|---|---|"]
        out += [
            f"| [{p.name}](#{p.name.lower()}) | {p.about} | {p.maker} | {p.technology} | {len(p.figures)} |"
            for p in chosen
        ]
    for p in chosen:
        out += ["", f"## {p.name}", "", _heading(p), ""]
        out += ["| figure | min | typ | max | unit | condition |", "|---|---|---|---|---|---|"]
        out += [f"| {' | '.join(_cells(key, f))} |" for key, f in p.figures.items()]
        out += ["", *(f"* {', '.join(s.figures)}: {s.text}." for s in p.sources)]
    return "\n".join(out).lstrip("\n") + "\n"


def _heading(p: Part) -> str:
    also = f" Also {', '.join(p.aliases)}." if p.aliases else ""
    given = f" {p.grade}." if p.grade else ""
    return f"{p.datasheet}.{given}{also} {p.condition + '.' if p.condition else ''}".rstrip()


def _cells(key: str, f: Figure) -> tuple[str, ...]:
    return (f"`{key}`", *f.written, f.scale, f.condition)


def as_json(p: Part) -> dict[str, Any]:
    """A part as JSON values: numbers as exact rationals in SI units, and as the data sheet writes them."""
    return {
        "name": p.name,
        "aliases": list(p.aliases),
        "about": p.about,
        "maker": p.maker,
        "technology": p.technology,
        "grade": p.grade,
        "condition": p.condition,
        "datasheet": {
            "title": p.datasheet.title,
            "maker": p.datasheet.maker,
            "number": p.datasheet.number,
            "revision": p.datasheet.revision,
            "date": p.datasheet.date,
        },
        "figures": {
            key: {
                **{c: None if (x := getattr(f, c)) is None else str(x) for c in COLUMNS},
                "unit": f.unit,
                "condition": f.condition,
                "written": dict(zip(COLUMNS, f.written, strict=True)) | {"unit": f.scale},
                "source": p.source(key),
            }
            for key, f in p.figures.items()
        },
    }


def _filled(indent: str, text: str) -> list[str]:
    return fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ").splitlines()
