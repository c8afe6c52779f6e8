"""The solvers, one file each, each with ``solve(circuit, wanted) -> Ratio``.

`wanted` is a linear form in the circuit's unknowns.  To add a solver, write its file and add its name to
`gainproof.circuit.solve.SOLVERS`.
"""
