"""Tests take nothing that an earlier run has left."""

import os

os.environ["GAINPROOF_CACHE"] = "off"
