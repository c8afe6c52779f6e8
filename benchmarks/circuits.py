"""The circuits that are measured, as netlists that gainproof and lcapy both read."""

FIVE = """V1 1 0 V1
E1 x 0 1 2 Ao
Ro x 3 Ro
Ri 1 2 Ri
R1 2 0 R1
R2 3 2 R2
Rl 3 0 Rl
.tf v(3) V1
"""

INVERTING = """V1 1 0 V1
R1 1 2 R1
R2 3 2 R2
Ri 2 0 Ri
E1 x 0 0 2 Ao
Ro x 3 Ro
Rl 3 0 Rl
.tf v(3) V1
"""

SALLEN_KEY = """V1 1 0 V1
R1 1 2 R1
R2 2 4 R2
C1 2 3 C1
C2 4 0 C2
E1 3 0 4 3 Ao
.tf v(3) V1
"""

INSTRUMENTATION = """V1 1 0 V1
Ri1 1 4 Ri1
E1 a 0 1 4 A1
Ro1 a 5 Ro1
Ri2 0 6 Ri2
E2 b 0 0 6 A2
Ro2 b 7 Ro2
R2 5 4 R2
Rg 4 6 Rg
R2b 7 6 R2b
R3 5 8 R3
R4 8 3 R4
R3b 7 9 R3b
R4b 9 0 R4b
Ri3 9 8 Ri3
E3 c 0 9 8 A3
Ro3 c 3 Ro3
.tf v(3) V1
"""

CIRCUITS = {
    "non-inverting, Eq. 5.3": FIVE,
    "inverting": INVERTING,
    "Sallen-Key low-pass": SALLEN_KEY,
    "instrumentation, 3 op-amps": INSTRUMENTATION,
}
"""Every one is driven by V1 at node 1 and read at node 3."""
