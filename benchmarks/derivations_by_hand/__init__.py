"""Derivations by hand, as students write them: 34 circuits, each with a right work and one with an error.

They were worked out step by step without the engine.  `about.toml` says what the writer's symbols stand for
and what the error is; the wrong line is the first in which the two works differ.
"""
