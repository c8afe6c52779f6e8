"""A Dask cluster: how one is reached, and what is said when none is."""

from __future__ import annotations

from typing import Any

from gainproof.errors import GainproofError

TIMEOUT = "10s"


def connected(address: str) -> Any:
    """A client of the Dask scheduler at `address`, to be used in ``with``; its workers have gainproof.

    Raises GainproofError if Dask is not installed or nobody answers at the address.
    """
    try:
        from distributed import Client
    except ImportError:
        raise GainproofError("--dask needs Dask: pip install 'gainproof[dask]'") from None
    try:
        return Client(address, timeout=TIMEOUT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as fault:
        raise GainproofError(f"--dask {address}: no scheduler answers there ({fault})") from None
