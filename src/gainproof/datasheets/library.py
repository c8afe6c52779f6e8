"""The library of parts: the files that come along, and those of a user's folders.

A folder of one's own is named by the environment variable GAINPROOF_PARTS (several with the system's path
separator between), or by the caller.  A name stands for one part: two files that claim it are refused.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from gainproof.datasheets.part import Part
from gainproof.datasheets.reading import part_of
from gainproof.errors import GainproofError, InputError, Place, Problem

VARIABLE = "GAINPROOF_PARTS"
OURS = Path(__file__).parent / "parts"
MOST_FILES = 2_000


def every(folders: Iterable[str | os.PathLike[str]] = ()) -> tuple[Part, ...]:
    """Every part, by name: ours, those of the environment's folders, and those of `folders`.

    Raises InputError with every problem of every file, two parts of one name among them.
    """
    theirs = [*_environment(), *map(Path, folders)]
    problems: list[Problem] = []
    parts = list(_ours())
    for folder in dict.fromkeys(p.resolve() for p in theirs):
        found, wrong = _folder(folder)
        parts += found
        problems += wrong
    problems += _twice(parts)
    if problems:
        raise InputError(*problems)
    return tuple(sorted(parts, key=lambda p: p.name.lower()))


def find(name: str, folders: Iterable[str | os.PathLike[str]] = ()) -> Part:
    """The part of this name or alias, in any case.

    Raises GainproofError if there is none, InputError if a file of the library cannot be used.
    """
    parts = every(folders)
    by_name = {_key(n): p for p in parts for n in p.names}
    if (part := by_name.get(_key(name))) is not None:
        return part
    near = get_close_matches(_key(name), list(by_name), 1, 0.6)
    if near:
        hint = f"did you mean {by_name[near[0]].name}?"
    else:
        hint = "there are " + ", ".join(p.name for p in parts)
    raise GainproofError(f"there is no part {name!r}; {hint}; docs/parts.md says how to add one")


def _key(name: str) -> str:
    """Names are compared without case; µ is written u as well."""
    return name.strip().lower().replace("µ", "u").replace("μ", "u")


def _environment() -> list[Path]:
    return [Path(word) for word in os.environ.get(VARIABLE, "").split(os.pathsep) if word.strip()]


@cache
def _ours() -> tuple[Part, ...]:
    found, problems = _folder(OURS)
    if problems:
        raise InputError(*problems)
    return tuple(found)


def _folder(folder: Path) -> tuple[list[Part], list[Problem]]:
    """The parts of a folder's TOML files, and what is wrong with the others."""
    if not folder.is_dir():
        return [], [
            Problem(Place(str(folder)), "there is no such folder of parts", "a folder of .toml files")
        ]
    files = sorted(folder.glob("*.toml"))
    if len(files) > MOST_FILES:
        what = f"{len(files)} files are too many for a library"
        return [], [Problem(Place(str(folder)), what, f"at most {MOST_FILES}")]
    parts: list[Part] = []
    problems: list[Problem] = []
    for file in files:
        try:
            parts.append(part_of(file.read_text(encoding="utf-8"), str(file)))
        except InputError as fault:
            problems += fault.problems
        except (OSError, UnicodeDecodeError) as odd:
            why = getattr(odd, "strerror", None) or "it is not text in UTF-8"
            problems.append(Problem(Place(str(file)), f"the file cannot be read: {why}"))
    return parts, problems


def _twice(parts: Sequence[Part]) -> list[Problem]:
    """A problem for every name that two parts claim, or one part twice."""
    seen: dict[str, Part] = {}
    problems = []
    for part in parts:
        for name in part.names:
            other = seen.setdefault(_key(name), part)
            if other is not part or sum(_key(n) == _key(name) for n in part.names) > 1:
                home = "here already" if other is part else f"of {other.file}"
                problems.append(
                    Problem(Place(part.file), f"{name} is the name of a part {home}", "a name of its own")
                )
    return list(dict.fromkeys(problems))
