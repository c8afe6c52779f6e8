"""The macros that a document defines for itself."""

from __future__ import annotations


def macros_of(source: str) -> dict[str, str]:
    """Macro -> what it stands for."""
    return {}
