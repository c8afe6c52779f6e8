"""Derivations as JSON: written for other programs, read back to be judged again.

The format is documented in docs/json.md.  It holds all that the checker needs, the circuits included, so
that ``gainproof check`` can judge a saved derivation and trust nothing else in the file: verdicts in it are
ignored, and what it calls the result must be what its steps claim.
"""

from gainproof.archive.reading import loads
from gainproof.archive.writing import VERSION, dumps, dumps_comparison, to_json

__all__ = ["VERSION", "dumps", "dumps_comparison", "loads", "to_json"]
