"""Errors planted in true lines of algebra, to measure how well `gainproof verify` finds and mends them.

The lines are the engine's, what is done to them and how they are printed is written here, and nothing in this
room imports `gainproof.hand` but the grader, which walks the public path.
"""
