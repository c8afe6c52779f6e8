"""What a part means for the op-amp of a netlist: numbers for its parameters."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from fractions import Fraction

from gainproof.circuit.netlist.filling import Filling
from gainproof.datasheets.library import find
from gainproof.datasheets.part import PICKS, Part
from gainproof.errors import GainproofError

PARAMETERS = {key: key for key in ("Ao", "Ri", "Ricm", "Ro", "vos", "Ib", "Ios", "CMRR", "PSRR")} | {
    key: key.capitalize() for key in ("en", "in", "en_corner", "in_corner")
}
"""The figures that are parameters of the library's op-amp, and their names there."""
SUPPLY = "PSRR"
"""An op-amp whose line names no parameter does not get it: it has no effect without a change of supply."""
SAYS = {"typ": "typical figures", "worst": "guaranteed limits"}


def op_amp_values(part: Part, pick: str = "typ") -> dict[str, Fraction]:
    """The known parameters of the library's op-amp, by name, in SI units.

    `pick` is "typ" or "worst"; where the data sheet gives only the other, that one (`Figure.pick`).  Raises
    GainproofError for another `pick`.
    """
    if pick not in PICKS:
        raise GainproofError(f"there is no pick {pick!r}; there are {' and '.join(PICKS)}")
    return {name: part.figures[key].pick(pick) for key, name in PARAMETERS.items() if key in part.figures}


def fillings(
    part: str | Iterable[str] | Mapping[str, str],
    folders: Iterable[str | os.PathLike[str]] = (),
    pick: str = "typ",
) -> dict[str, Filling]:
    """The numbers for each op-amp of a netlist, by its name, "" for every one that is not named.

    `part` is a part's name ("OP27"), "X1=OP27", several of these, or a mapping from op-amp to part.  Raises
    GainproofError for what is no part, and for an op-amp that is given two.
    """
    folders = tuple(folders)
    out: dict[str, Filling] = {}
    for name, wanted in _asked(part):
        if name.lower() in (n.lower() for n in out):
            raise GainproofError(f"{name or 'every op-amp'} is given two parts; expected one")
        found = find(wanted, folders)
        values = op_amp_values(found, pick)
        bare = tuple(name for name in values if name != SUPPLY)
        if "Ib" in values and "Ios" in values:
            values |= {"Ibp": values["Ib"] + values["Ios"] / 2, "Ibn": values["Ib"] - values["Ios"] / 2}
        out[name] = Filling(found.name, values, bare, SAYS[pick])
    return out


def _asked(part: str | Iterable[str] | Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs of op-amp and part."""
    if isinstance(part, Mapping):
        pairs = list(part.items())
    else:
        words = [part] if isinstance(part, str) else list(part)
        if not all(isinstance(w, str) for w in words):
            raise GainproofError('a part is named by a text, such as "OP27" or "X1=OP27"')
        split = [w.rpartition("=") for w in words]
        pairs = [(before.strip(), name.strip()) for before, _, name in split]
        if any(sign and not before.strip() for before, sign, _ in split):
            raise GainproofError(f"cannot read the part {', '.join(words)!r}; expected NAME or X1=NAME")
    if not all(isinstance(x, str) for pair in pairs for x in pair) or any(not name for _, name in pairs):
        raise GainproofError('a part is named by a text, such as "OP27" or "X1=OP27"')
    return pairs
