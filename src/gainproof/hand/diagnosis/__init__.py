"""What is wrong with a wrong line, and what it should read.

    diagnose(claim, oracle) -> Diagnosis

For every part of the line the value is computed that it needs for the line to be true in the circuit
(`needs`).  An edit is a part put in another's place that has that value: read off the need itself (`lookups`,
in a table of small expressions, `pool`), or the part put together otherwise (`shapes`), or with its symbols
exchanged (`exchanges`).  The likeliest come first (`search`), by what the edit is and by how its line would
look among those of its writer (`ranking`, `habits`); of lines that are `alike` one is shown.  Where none is
likely, two edits are tried together (`pairs`), and where there is none at all, the left side's true value is
given (`values`).

What is suggested was found true at random points, and then at the circuit's exact general point (`certain`).
"""

from gainproof.hand.diagnosis.diagnosing import diagnose

__all__ = ["diagnose"]
