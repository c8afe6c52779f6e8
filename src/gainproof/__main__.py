"""``python -m gainproof``."""

import sys

from gainproof.cli import main

sys.exit(main())
