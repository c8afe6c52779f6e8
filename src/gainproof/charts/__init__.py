"""Charts as a textbook prints them: nouns, scales and ticks, the places of labels, and vector graphics.

The room knows nothing of circuits.  What is to be seen is said in `nouns`; `drawing` turns it into strokes
and letters in points, once; ``as_svg`` and ``as_tikz`` only write these down.
"""
