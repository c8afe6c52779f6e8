"""Somebody's algebra: read, judged against the circuit, and diagnosed where it is wrong.

From the ground up: `work` holds the nouns, and `codes` what can be said of a line.  `lexicon` knows how a
circuit's quantities are spelled, `truth` what is true in it.  `reader` turns documents into claims with
places, `diagnosis` finds the least change that mends a false one.  `asking` remembers the work; `names`,
`conditions` and `figures` are what a claim is asked about; `judging` asks it all, in order.  `verdicts` is
the work with its answers.
"""
