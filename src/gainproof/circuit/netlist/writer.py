"""Statements sorted into sheets: control lines, includes, libraries, notes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from gainproof.circuit.netlist.lines import Line, statements
from gainproof.circuit.netlist.report import Report, alike
from gainproof.circuit.netlist.sheet import Definition, Note, Sheet, line_text, pairs
from gainproof.circuit.netlist.title import title_of
from gainproof.units import UNITS

LIBRARY = Path(__file__).parent.parent / "library"
MOST_FILES = 200

SKIPPED = frozenset(
    [
        ".ac",
        ".dc",
        ".tran",
        ".op",
        ".noise",
        ".disto",
        ".pz",
        ".sens",
        ".four",
        ".fourier",
        ".sp",
        ".pss",
        ".print",
        ".plot",
        ".probe",
        ".save",
        ".meas",
        ".measure",
        ".options",
        ".option",
        ".opt",
        ".temp",
        ".ic",
        ".nodeset",
        ".model",
        ".width",
        ".step",
        ".backanno",
        ".func",
        ".csparam",
        ".data",
        ".graph",
        ".protect",
        ".unprotect",
        ".prot",
        ".unprot",
        ".endl",
    ]
)
"""Control lines that say nothing about the linear circuit."""

READ = (".subckt", ".ends", ".param", ".include", ".lib", ".tf", ".global", ".title", ".end", ".control")


def top_sheet(text: str, file: str, path: Path, report: Report) -> Sheet:
    """The whole netlist of a text; `path` is its file, or where a file of its would be."""
    writer = _Writer(report)
    lines = list(statements(text, file, report))
    start = text.lstrip("\ufeff \t\r\n")
    if start[:1] == "*" and start[:2] != "*:":
        writer.top.title = start.split("\n", 1)[0].strip("*# \t\r")
    elif lines and (title := title_of(lines, report)) is not None:
        writer.top.title = title
        del lines[0]
    writer.read(lines, path.parent, (str(path.resolve()),))
    writer.finish()
    return writer.top


@cache
def built_in(name: str) -> dict[str, Sheet]:
    """The subcircuits of a file of our own library, by lower-case name; {} if there is no such file."""
    path = LIBRARY / name
    if not path.is_file():
        return {}
    report = Report()
    writer = _Writer(report)
    writer.read(statements(path.read_text(encoding="utf-8"), name, report), LIBRARY, (str(path),))
    writer.finish()
    assert not report.problems, report.problems
    return writer.top.sheets


class _Writer:
    """Sorts statements into sheets."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.top = Sheet()
        self.stack = [self.top]
        self.files = 0

    def read(self, lines: Iterable[Line], folder: Path, open_files: tuple[str, ...]) -> None:
        depth = len(self.stack)
        for line in lines:
            head = line.text.lstrip()[0]
            if head == ".":
                self.control(line, folder, open_files)
            elif head == "*":
                self.note(line)
            else:
                self.stack[-1].lines.append(line)
        if open_files and len(self.stack) > depth and depth > 1:
            self.unterminated(depth)

    def finish(self) -> None:
        self.unterminated(1)

    def unterminated(self, depth: int) -> None:
        for sheet in self.stack[depth:]:
            assert sheet.line is not None
            self.report.problem(
                sheet.line.place(),
                f".subckt {sheet.name} without .ends",
                ".ends",
                "add .ends after its last line",
            )
            self.report.incomplete = True
        del self.stack[depth:]

    def control(self, line: Line, folder: Path, open_files: tuple[str, ...]) -> None:
        words = line.words
        word = words[0].lower()
        here = self.stack[-1]
        if word in (".subckt", ".macro"):
            self.subckt(line)
        elif word in (".ends", ".eom"):
            self.ends(line)
        elif word in (".param", ".params", ".parameter"):
            self.params(line)
        elif word in (".include", ".inc", ".incl"):
            self.include(line, folder, open_files)
        elif word == ".lib":
            self.lib(line, folder, open_files)
        elif word == ".tf":
            self.top.asks.append(line)
        elif word == ".global":
            self.top.globals.update(w.lower() for w in words[1:])
        elif word == ".title":
            self.top.title = line.text.split(None, 1)[1].strip() if len(words) > 1 else ""
        elif word in SKIPPED:
            if word == ".model" and len(words) > 1:
                here.models.add(words[1].lower())
            if word != ".endl":
                self.report.remark(line.place(), f"{word} is skipped: it does not change the linear circuit")
        else:
            self.report.problem(
                line.place(),
                f"unknown control line {words[0]}",
                "a control line of SPICE",
                alike(word, (*READ, *SKIPPED)),
            )

    def subckt(self, line: Line) -> None:
        first, defaults = pairs(line, 2, self.report)
        words = [w for w in line.words[1:first] if w.lower() not in ("params:", "params", "(", ")", ",")]
        sheet = Sheet(words[0] if words else "", line, tuple(words[1:]))
        if not words:
            self.report.problem(line.place(), ".subckt without a name", ".subckt name pin … [name=value …]")
        elif len(words) == 1:
            self.report.problem(
                line.place(1), f".subckt {words[0]} has no pins", ".subckt name pin … [name=value …]"
            )
        for i, pin in enumerate(words[1:], 2):
            if words[1:].index(pin) != i - 2:
                self.report.problem(line.place(i), f"the pin {pin} occurs twice", "pins that differ")
            if pin.lower() in ("0", "gnd"):
                self.report.problem(
                    line.place(i),
                    "ground cannot be a pin",
                    "another name",
                    "ground is known in every subcircuit",
                )
        self.define(sheet.defaults, defaults)
        known = self.stack[-1].sheets
        old = known.get(sheet.name.lower())
        if old is not None and old.line is not None and old.line.place() != line.place():
            self.report.problem(
                line.place(1),
                f"the subcircuit {sheet.name} is defined twice",
                "one definition",
                f"the other is at {old.line.place()}",
            )
        elif sheet.name:
            known[sheet.name.lower()] = sheet
        self.stack.append(sheet)

    def ends(self, line: Line) -> None:
        if len(self.stack) == 1:
            self.report.problem(
                line.place(), ".ends without .subckt", ".subckt before it", "take the line out"
            )
            return
        name = line.words[1] if len(line.words) > 1 else ""
        if name and name.lower() != self.stack[-1].name.lower():
            if not any(s.name.lower() == name.lower() for s in self.stack[1:]):
                self.report.problem(
                    line.place(1), f".ends {name} ends no subcircuit", f".ends {self.stack[-1].name}"
                )
            else:
                while self.stack[-1].name.lower() != name.lower():
                    self.unterminated(len(self.stack) - 1)
        self.stack.pop()

    def params(self, line: Line) -> None:
        first, found = pairs(line, 1, self.report)
        if first > 1 or (not found and len(line.words) < 2):
            self.report.problem(
                line.place(min(1, len(line.words) - 1)), ".param without name=value", "name=value"
            )
        self.define(self.stack[-1].params, found)

    def define(self, table: dict[str, Definition], found: list[Definition]) -> None:
        for d in found:
            old = table.get(d.name.lower())
            if old is not None:
                self.report.problem(
                    d.line.place(d.word),
                    f"the parameter {d.name} is defined twice",
                    "one definition",
                    f"the other is at {old.line.place(old.word)}",
                )
            table[d.name.lower()] = d

    def include(self, line: Line, folder: Path, open_files: tuple[str, ...], section: str = "") -> None:
        name = " ".join(line.words[1:2]).strip("\"'{}")
        if not name:
            self.report.problem(line.place(), f"{line.words[0]} without a file", f"{line.words[0]} file")
            return
        if len(line.words) > 2 and not section:
            name = line_text(line, 1, len(line.words) - 1).strip("\"'")
        path = folder / os.path.expanduser(name)
        try:
            found = path.is_file()
        except (OSError, ValueError):
            found = False
        if not found:
            own = built_in(path.name.lower()) if "\0" not in name and path.name else {}
            if own:
                for key, sheet in own.items():
                    self.stack[-1].sheets.setdefault(key, sheet)
                return
            self.report.problem(
                line.place(1), f"there is no file {name}", "a file in the folder of the one that includes it"
            )
            self.report.incomplete = True
            return
        key = str(path.resolve())
        if key in open_files:
            self.report.problem(
                line.place(1), f"{name} includes itself", "files that do not include one another"
            )
            return
        self.files += 1
        if self.files > MOST_FILES:
            if self.files == MOST_FILES + 1:
                self.report.problem(line.place(1), "too many files are included", f"at most {MOST_FILES}")
            return
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as e:
            why = "it is not UTF-8 text" if isinstance(e, UnicodeDecodeError) else e.strerror
            self.report.problem(line.place(1), f"the file {name} cannot be read: {why}", "a text file")
            self.report.incomplete = True
            return
        shown = (
            os.path.join(os.path.dirname(line.file), name) if line.file and not os.path.isabs(name) else name
        )
        lines: Iterable[Line] = statements(text, shown, self.report)
        lines = self.section(list(lines), section, line) if section else _without_sections(lines)
        self.read(lines, path.parent, (*open_files, key))

    def lib(self, line: Line, folder: Path, open_files: tuple[str, ...]) -> None:
        section = line.words[2].lower() if len(line.words) > 2 else ""
        self.include(line, folder, open_files, section)

    def section(self, lines: list[Line], name: str, asked: Line) -> list[Line]:
        """The lines between ``.lib name`` and ``.endl``."""
        start = None
        for i, line in enumerate(lines):
            low = [w.lower() for w in line.words[:2]]
            if low == [".lib", name] and len(line.words) == 2:
                start = i + 1
            elif low[:1] == [".endl"] and start is not None:
                return lines[start:i]
        if start is not None:
            return lines[start:]
        self.report.problem(
            asked.place(2), f"the library has no section {asked.words[2]}", f".lib {asked.words[2]} in it"
        )
        self.report.incomplete = True
        return []

    def note(self, line: Line) -> None:
        """``*: role opamp in+ in- out`` and ``*: Ao "open-loop gain" unit 1 ideal oo``."""
        here = self.stack[-1]
        words = line.text.lstrip()[2:].replace('"', ' " ').split()
        if not words:
            return
        if words[0].lower() == "role":
            pins = [p.lower() for p in here.pins]
            if len(words) < 2 or any(w.lower() not in pins for w in words[2:]):
                self.report.problem(
                    line.place(), "a role that names no pins of the subcircuit", "*: role opamp in+ in- out"
                )
                return
            here.role, here.roles = words[1].lower(), tuple(words[2:])
            return
        about, rest = "", words[1:]
        if rest[:1] == ['"'] and '"' in rest[1:]:
            end = rest.index('"', 1)
            about, rest = " ".join(rest[1:end]), rest[end + 1 :]
        said = dict(zip(rest[::2], rest[1::2], strict=False))
        ideal, unit = said.pop("ideal", ""), said.pop("unit", "")
        if said or len(rest) % 2 or ideal not in ("", "oo", "0") or (unit and unit not in UNITS):
            self.report.problem(
                line.place(),
                "a note that cannot be read",
                '*: name "what it is" [unit Ω] [ideal oo] or [ideal 0]',
            )
        elif words[0].lower() not in here.defaults:
            self.report.problem(
                line.place(),
                f"a note on {words[0]}, which is no parameter of the subcircuit",
                "one of its parameters",
            )
        else:
            here.notes[words[0].lower()] = Note(about, unit, ideal)


def _without_sections(lines: Iterable[Line]) -> Iterable[Line]:
    """A library read whole: the lines that begin its sections say nothing."""
    return (
        line
        for line in lines
        if not (
            line.text.lstrip()[:4].lower() == ".lib" and len(line.words) == 2 and "." not in line.words[1]
        )
    )
