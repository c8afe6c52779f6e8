"""Derive, check and print every folder of derivations/ (or those named) into build/.

    python build_report.py [FOLDER...]

Exits 1 if any step of any derivation is refused, or any witness disagrees.
"""

import sys

from gainproof.cli import main

if __name__ == "__main__":
    sys.exit(main(["report", *sys.argv[1:]]))
