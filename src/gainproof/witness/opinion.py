"""What a witness says of a result."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Opinion:
    """The opinion of the witness called `name`: `agrees` is None where it could not say; `how` tells why."""

    name: str
    agrees: bool | None
    how: str
