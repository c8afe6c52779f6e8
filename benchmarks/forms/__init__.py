"""The boxed line beside the best lines of lcapy, SLiCAP and SymPy: what writes docs/comparison.md.

``make comparison`` (``python -m benchmarks.forms``) writes the page.  The rivals are asked afresh, but for
answers to the same question by the same version, which build/comparison keeps.
"""
