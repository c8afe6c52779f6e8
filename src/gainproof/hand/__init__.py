"""Somebody's algebra: read, judged against the circuit, and diagnosed where it is wrong.

`reader` turns documents into claims with places; `judging` says of each claim whether it is true, and on what
it rests; `diagnosis` finds the least change that mends a false one.  `work` holds the nouns they share.
"""
