"""What was typeset before: a PDF is a function of its source, so it is made once.

The shelf is a folder of the user's own, ``$XDG_CACHE_HOME/gainproof`` or ``~/.cache/gainproof``; the
environment variable GAINPROOF_CACHE names another, or is ``off``.  A file holds the PDF and the faults found
in it, under the digest of all that it depends on.  Nothing on it is ever run, a damaged file counts as none,
and where nothing can be written, nothing is kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path

VARIABLE = "GAINPROOF_CACHE"
OFF = "off"
MOST = 400
"""Files that are kept; beyond them the ones unused for longest go."""
MARK = b"gainproof shelf 1\n"


class Shelf:
    """One kind of thing, made by what `makers` name: programs, their versions, their sources."""

    def __init__(self, kind: str, *makers: str | bytes) -> None:
        self.folder = _folder(kind)
        self.makers = hashlib.sha256()
        for maker in makers:
            _feed(self.makers, maker)

    def get(self, source: str) -> tuple[bytes, list[str]] | None:
        """What was made of the source, and the faults found in it; None where that is not known."""
        if self.folder is None:
            return None
        file = self.folder / self._digest(source)
        try:
            data = file.read_bytes()
            os.utime(file)
        except OSError:
            return None
        if not data.startswith(MARK):
            return None
        digest, _, rest = data[len(MARK) :].partition(b"\n")
        if hashlib.sha256(rest).hexdigest().encode() != digest:
            return None
        faults, _, made = rest.partition(b"\n")
        return made, list(json.loads(faults))

    def put(self, source: str, made: bytes, faults: list[str]) -> None:
        """Keep what was made."""
        if self.folder is None:
            return
        rest = json.dumps(faults).encode() + b"\n" + made
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, prefix=".")
            with os.fdopen(handle, "wb") as f:
                f.write(MARK + hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest)
            os.replace(name, self.folder / self._digest(source))
            self._tidy()

    def _digest(self, source: str) -> str:
        digest = self.makers.copy()
        _feed(digest, source)
        return digest.hexdigest()

    def _tidy(self) -> None:
        assert self.folder is not None
        files = sorted(self.folder.iterdir(), key=lambda f: f.stat().st_mtime, reverse=True)
        for old in files[MOST:]:
            old.unlink(missing_ok=True)


def _feed(digest: hashlib._Hash, data: str | bytes) -> None:
    """Each datum with its length, so that no two lists of data look alike."""
    raw = data.encode() if isinstance(data, str) else data
    digest.update(f"{len(raw)}:".encode() + raw)


def _folder(kind: str) -> Path | None:
    said = os.environ.get(VARIABLE, "")
    if said == OFF:
        return None
    if said:
        return Path(said) / kind
    base = os.environ.get("XDG_CACHE_HOME", "")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "gainproof" / kind
    except RuntimeError:
        return None
