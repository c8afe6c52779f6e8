"""Somebody's algebra against a circuit, in one call.

    import gainproof
    v = gainproof.verify("chapter.tex", "amp.cir")
    v = gainproof.verify(["v_o = -R2/R1*v_i"], netlist_text)
    print(v)                 # what a linter would print
    v.holds, v.first_wrong   # is everything true; the first line, in the file, that is not

The work is read (`hand.reader`), judged line by line against the circuit (`hand.judging`), and diagnosed
where it is wrong (`hand.diagnosis`); this file finds the circuit, and puts what the work says of itself
together with what the caller says.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from gainproof.circuit.circuit import Circuit
from gainproof.circuit.netlist import Netlist, read
from gainproof.errors import InputError, Place, Problem
from gainproof.hand.judging.route import judge_work
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work
from gainproof.hand.reader.documents.front import front_matter
from gainproof.hand.verdicts import Verification
from gainproof.worked.given import Value, values_given

LONGEST = 20_000_000
"""Bytes of a work."""
TEXT = "<text>"
"""The name of a work that is no file."""


class Unnamed(InputError):
    """A work that names no circuit, and none was given."""


class Verified(Verification):
    """A verification that shows itself in notebooks and when it is printed."""

    def __str__(self) -> str:
        from gainproof.marked.terminal import terminal

        return terminal(self)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        from gainproof.marked.page import fragment

        return fragment(self)


def verify(
    work: str | os.PathLike[str] | Sequence[str],
    circuit: Circuit | Netlist | str | os.PathLike[str] | None = None,
    *,
    names: Mapping[str, str] | None = None,
    ideal: bool = False,
    values: Mapping[str, Value] | None = None,
    format: str = "",
    file: str = "",
) -> Verified:
    """Judge every line of somebody's algebra against a circuit.

    `work` is a file, a text, or a list of lines; `circuit` a circuit, a netlist's file or its text, and may
    be left out where the work names one.  `names` say what the writer's symbols stand for: ``{"vo": "V(o)",
    "i": "(v-vo)/R1", "Z": "zin(V1)"}``; `values` the values of parts, ``{"R1": "10k"}``, where they differ
    from the netlist's.  With `ideal` the op-amps are ideal.  `format` is "markdown", "latex", "text" or
    "notebook", by default what the file's name or the text says; `file` is the name that messages give to a
    text.  What the caller says goes before what the work says of itself.

    Raises InputError where the work cannot be opened or names no circuit (`Unnamed`), or the netlist is
    faulty, and GainproofError for a name or a value that means nothing.  What cannot be read *in* the work
    is a verdict.
    """
    source, shown, folder = _source(work, file)
    front = front_matter(source, shown)
    c, netlist = _circuit(circuit, front.circuit, folder, shown)
    symbols = symbol_table(c, {**front.names, **(names or {})})
    ideal = ideal or front.ideal
    found = read_work(source, file=shown, format=format, symbols=symbols)
    judged = judge_work(
        found,
        c,
        ideal=ideal,
        values=values_of({**front.values, **(values or {})}, c),
        quantities=symbols.quantities,
    )
    return Verified(found, judged, c, netlist, symbols, ideal)


def _source(work: str | os.PathLike[str] | Sequence[str], file: str) -> tuple[str, str, Path]:
    """The text, the name that messages give it, and the folder from which it names its circuit."""
    if isinstance(work, str) and ("\n" in work or "=" in work) and not _is_file(work):
        return work, file or TEXT, Path()
    if isinstance(work, str | os.PathLike):
        path = Path(work)
        return read_file(path), file or os.fspath(work), path.parent
    return "\n".join(work) + "\n", file or TEXT, Path()


def _is_file(word: str) -> bool:
    try:
        return "\n" not in word and Path(word).is_file()
    except (OSError, ValueError):
        return False


def read_file(path: Path) -> str:
    """The text of a work's file.  Raises InputError if it cannot be opened, is too long, or is no text."""
    place = Place(os.fspath(path))
    expected = "a work in Markdown, LaTeX, plain text, or a notebook"
    try:
        if path.stat().st_size > LONGEST:
            raise InputError(Problem(place, f"the file is longer than {LONGEST // 10**6} MB", expected))
        data = path.read_bytes()
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or "it cannot be a path"
        raise InputError(Problem(place, f"the file cannot be read: {why}", expected)) from None
    return decoded(data, os.fspath(path))


def decoded(data: bytes, file: str) -> str:
    """The text of a work's bytes.  Raises InputError for what is no text, at the first byte that is none."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = data[: fault.start]
        column = fault.start - before.rfind(b"\n")
        place = Place(file, before.count(b"\n") + 1, column)
        what = f"the byte 0x{data[fault.start]:02x} is no text in UTF-8"
        raise InputError(Problem(place, what, "a work in UTF-8", "save it as UTF-8")) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise InputError(Problem(Place(file, line), "the file holds a zero byte, so it is no text", "text"))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _circuit(
    circuit: Circuit | Netlist | str | os.PathLike[str] | None, named: str, folder: Path, file: str
) -> tuple[Circuit, str]:
    """The circuit, and the name of its file."""
    if isinstance(circuit, Circuit):
        return circuit, ""
    if isinstance(circuit, Netlist):
        return circuit.circuit, ""
    if circuit is not None and os.fspath(circuit):
        source = os.fspath(circuit)
        return read(circuit).circuit, "" if "\n" in source else source
    if named:
        path = folder / named
        return read(path).circuit, os.fspath(path)
    raise Unnamed(
        Problem(
            Place(file),
            "no circuit is named",
            "the netlist to judge it against",
            "give --circuit FILE.cir, or say circuit: FILE.cir in a comment at the top of the work",
        )
    )


def values_of(values: Mapping[str, Value], c: Circuit) -> dict[str, Fraction]:
    """The values that are given, as exact numbers in SI units, by symbol.

    Raises GainproofError with every part that the circuit lacks, and every value that is none.
    """
    return dict(values_given(values, c).values)
