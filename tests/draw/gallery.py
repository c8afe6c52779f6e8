"""Circuits to draw: those of the published note, and others that a textbook shows."""

GALLERY: dict[str, str] = {
    "offset voltage": """
        V1 1 0
        X1 1 2 3 opamp Ao=Ao vos=vos
        R1 2 0
        R2 3 2
        .tf V(3) V1
    """,
    "bias current": """
        V1 1 0
        Rs 1 p
        X1 p 2 3 opamp Ao=Ao Ibp=ib
        R1 2 0
        R2 3 2
        .tf V(3) V1
    """,
    "output resistance": """
        V1 1 0
        X1 1 2 3 opamp Ao=Ao Ro=Ro
        R1 2 0
        R2 3 2
        Rl 3 0
        .tf V(3) V1
    """,
    "input resistance": """
        V1 1 0
        X1 1 2 3 opamp Ao=Ao Ri=Ri
        R1 2 0
        R2 3 2
        .tf V(3) V1
    """,
    "all together": """
        V1 1 0
        Rs 1 p
        X1 p 2 3 opamp Ao=Ao Ri=Ri Ro=Ro vos=vos Ibp=Ibp
        R1 2 0
        R2 3 2
        Rl 3 0
        .tf V(3) V1
    """,
    "inverting, all together": """
        V1 1 0
        R1 1 2
        X1 0 2 3 opamp Ao=Ao Ri=Ri Ro=Ro
        R2 2 3
        Rl 3 0
        .tf V(3) V1
    """,
    "everything an op-amp can lack": """
        V1 1 0
        Rs 1 p
        X1 p 2 3 opamp Ao=Ao Ri=Ri Ricm=Ricm Ro=Ro vos=vos Ibp=Ibp Ibn=Ibn CMRR=cm
        R1 2 0
        R2 3 2
        Rl 3 0
        .tf V(3) V1
    """,
    "inverting with offset": """
        V1 1 0
        R1 1 2
        X1 0 2 3 opamp Ao=Ao vos=vos Ibn=Ibn
        R2 2 3
        .tf V(3) V1
    """,
    "follower": """
        V1 1 0
        Rs 1 p
        X1 p 3 3 opamp Ao=Ao
        Rl 3 0
        Cl 3 0
        .tf V(3) V1
    """,
    "difference": """
        V1 1 0
        V2 2 0
        R1 1 n
        R2 n 3
        R3 2 p
        R4 p 0
        X1 p n 3 opamp
        .tf V(3) V1
    """,
    "summing": """
        V1 1 0
        V2 2 0
        V3 4 0
        R1 1 n
        R2 2 n
        R3 4 n
        Rf n 3
        X1 0 n 3 opamp
        .tf V(3) V1
    """,
    "T network": """
        V1 1 0
        R1 1 n
        R2 n t
        R3 t 3
        R4 t 0
        X1 0 n 3 opamp
        .tf V(3) V1
    """,
    "integrator": """
        V1 1 0
        R1 1 n
        C1 n 3
        X1 0 n 3 opamp
        .tf V(3) V1
    """,
    "lossy integrator": """
        V1 1 0
        R1 1 n
        C1 n 3
        R2 n 3
        Rp p 0
        X1 p n 3 opamp
        .tf V(3) V1
    """,
    "differentiator": """
        V1 1 0
        Rs 1 a
        C1 a n
        R1 n 3
        X1 0 n 3 opamp
        .tf V(3) V1
    """,
    "Sallen-Key": """
        V1 1 0
        R1 1 a
        R2 a p
        C1 a 3
        C2 p 0
        X1 p n 3 opamp Ao=Ao
        Rb 3 n
        Ra n 0
        RL 3 0
        .tf V(3) V1
    """,
    "MFB": """
        V1 1 0
        R1 1 a
        C1 a 0
        R3 a n
        R2 a 3
        C2 n 3
        X1 0 n 3 opamp
        .tf V(3) V1
    """,
    "instrumentation": """
        V1 1 0
        V2 2 0
        X1 1 a o1 opamp
        X2 2 b o2 opamp
        Rg a b
        R1 a o1
        R2 b o2
        R3 o1 n
        R4 n 3
        R5 o2 p
        R6 p 0
        X3 p n 3 opamp
        .tf V(3) V1
    """,
    "Howland": """
        V1 1 0
        R1 1 n
        R2 n o
        R3 p 0
        R4 p o
        X1 p n o opamp
        RL p 0
        .tf V(p) V1
    """,
    "Wheatstone": """
        V1 1 0
        R1 1 a
        R2 a 0
        R3 1 b
        R4 b 0
        Rm a b
        .tf V(a,b) V1
    """,
    "RC ladder": """
        V1 1 0
        R1 1 2
        C1 2 0
        R2 2 3
        C2 3 0
        R3 3 4
        C3 4 0
        .tf V(4) V1
    """,
    "divider": """
        V1 1 0
        R1 1 2
        R2 2 0
        .tf V(2) V1
    """,
    "hybrid pi": """
        V1 1 0
        Rs 1 b
        Rpi b 0
        Cmu b c
        G1 c 0 b 0 gm
        RC c 0
        RL c 0
        .tf V(c) V1
    """,
    "common emitter": """
        V1 1 0
        Rs 1 b
        Rpi b 0
        G1 c 0 b 0 gm
        RC c 0
        .tf V(c) V1
    """,
    "emitter degeneration": """
        V1 1 0
        Rs 1 b
        Rpi b e
        G1 c e b e gm
        RE e 0
        RC c 0
        .tf V(c) V1
    """,
    "transimpedance with a tee": """
        Iin 0 m
        Rsh m 0
        X1 0 m out opamp Ao=Ao Ro=Ro
        Ra m t
        Rb t 0
        Rc t out
        Rload out 0
        .tf V(out) Iin
    """,
    "transimpedance": """
        I1 0 n
        Cd n 0
        Rf n 3
        Cf n 3
        X1 0 n 3 opamp Ao=Ao
        .tf V(3) I1
    """,
    "Wien": """
        V1 1 0
        C1 1 a
        R1 a p
        R2 p 0
        C2 p 0
        X1 p n 3 opamp
        R3 n 0
        R4 3 n
        .tf V(3) V1
    """,
    "state variable": """
        V1 1 0
        R1 1 a
        R2 a h
        R3 a l
        X1 p a h opamp
        R4 h b
        C1 b d
        X2 0 b d opamp
        R5 d e
        C2 e l
        X3 0 e l opamp
        R6 d p
        R7 p 0
        .tf V(l) V1
    """,
    "two stages": """
        V1 1 0
        X1 1 2 3 opamp Ao=A1
        R1 2 0
        R2 3 2
        R3 3 4
        R4 4 5
        X2 0 4 5 opamp Ao=A2
        .tf V(5) V1
    """,
    "bare VCVS": """
        V1 1 0
        E1 3 0 1 2 1meg
        R1 2 0
        R2 3 2
        .tf V(3) V1
    """,
    "current controlled": """
        I1 0 1
        R1 1 2
        Vs 2 0 0
        F1 3 0 Vs beta
        RL 3 0
        H1 4 0 Vs rm
        R4 4 5
        R5 5 0
        .tf V(5) I1
    """,
    "all-pass": """
        V1 1 0
        R1 1 n
        R2 n 3
        R3 1 p
        C1 p 0
        X1 p n 3 opamp
        .tf V(3) V1
    """,
    "twin-T": """
        V1 1 0
        R1 1 a
        R2 a p
        C3 a 0
        C1 1 b
        C2 b p
        R3 b 0
        X1 p 3 3 opamp
        .tf V(3) V1
    """,
    "RLC": """
        V1 1 0
        R1 1 2
        L1 2 3
        C1 3 0
        .tf V(3) V1
    """,
    "transformer": """
        V1 1 0
        R1 1 2
        L1 2 0
        L2 3 0
        K1 L1 L2 0.9
        RL 3 0
        .tf V(3) V1
    """,
    "bridge amplifier": """
        V1 1 0
        R1 1 a
        R2 a 0
        R3 1 b
        R4 b 0
        X1 a b 3 opamp Ao=Ao
        Rf 3 b
        .tf V(3) V1
    """,
    "non-inverting summing": """
        V1 1 0
        V2 2 0
        R1 1 p
        R2 2 p
        X1 p n 3 opamp
        R3 n 0
        R4 3 n
        .tf V(3) V1
    """,
    "renamed": """
        Vin input 0
        Xamp input fb result opamp Ao=A Ri=Rin Ro=Rout
        Ra fb 0
        Rb result fb
        Rload result 0
        Rx result 0
        .tf V(result) Vin
    """,
    "composite": """
        V1 1 0
        X1 1 n m opamp Ao=A1
        X2 m q 3 opamp Ao=A2
        Ra q 0
        Rb 3 q
        R1 n 0
        R2 3 n
        .tf V(3) V1
    """,
    "isolation": """
        V1 1 0
        X1 1 n o opamp Ao=Ao
        Riso o 3
        R1 n 0
        R2 3 n
        Cf o n
        Cl 3 0
        .tf V(3) V1
    """,
    "floating source": """
        V1 1 0
        R1 1 2
        E1 3 2 1 0 k
        R2 3 0
        .tf V(3) V1
    """,
    "Tow-Thomas": """
        V1 1 0
        R1 1 a
        R2 a b
        C1 a b
        X1 0 a b opamp
        R3 b c
        C2 c d
        X2 0 c d opamp
        R5 d e
        R6 e f
        X3 0 e f opamp
        R4 f a
        .tf V(d) V1
    """,
    "two-op-amp instrumentation": """
        V1 1 0
        V2 2 0
        R1 a 0
        R2 a o1
        X1 1 a o1 opamp
        R3 o1 b
        R4 b o2
        Rg a b
        X2 2 b o2 opamp
        .tf V(o2) V1
    """,
    "four op-amps": """
        V1 1 0
        R1 1 a
        R2 a h
        R3 a l
        X1 p a h opamp
        R4 h b
        C1 b d
        X2 0 b d opamp
        R5 d e
        C2 e l
        X3 0 e l opamp
        R6 d p
        R7 p 0
        R8 h s
        R9 l s
        R10 s o
        X4 0 s o opamp
        .tf V(o) V1
    """,
    "impedance converter": """
        V1 1 0
        Rs 1 a
        X1 a c b opamp
        R1 a b
        R2 b c
        X2 e c d opamp
        C3 c d
        R4 d e
        R5 e 0
        .tf V(a) V1
    """,
    "improved Howland": """
        V1 1 0
        R1 1 p
        R2 p l
        R3 n 0
        R4 n o
        Rs o l
        X1 p n o opamp
        RL l 0
        .tf V(l) V1
    """,
    "two transistors": """
        V1 1 0
        Rs 1 b
        Rp b 0
        G1 c 0 b 0 gm1
        Ro1 c 0
        G2 o 0 c 0 gm2
        Ro2 o 0
        Cc c o
        CL o 0
        .tf V(o) V1
    """,
    "elliptic ladder": """
        V1 1 0
        Rs 1 a
        C1 a 0
        L2 a b
        C2 a b
        C3 b 0
        RL b 0
        .tf V(b) V1
    """,
    "bias compensated": """
        V1 1 0
        R1 1 n
        R2 n 3
        R3 p 0
        X1 p n 3 opamp Ao=Ao Ibp=Ibp Ibn=Ibn vos=vos
        .tf V(3) V1
    """,
    "difference, all together": """
        V1 1 0
        V2 2 0
        R1 1 n
        R2 n 3
        R3 2 p
        R4 p 0
        X1 p n 3 opamp Ao=Ao Ri=Ri Ro=Ro vos=vos
        Rl 3 0
        .tf V(3) V1
    """,
    "common-mode resistances": """
        V1 1 0
        R1 1 n
        R2 n 3
        R3 p 0
        X1 p n 3 opamp Ao=A Ri=Ri Ricm=Rc Ro=Ro
        Rl 3 0
        .tf V(3) V1
    """,
    "negative impedance": """
        I1 0 p
        R1 p o
        X1 p n o opamp Ao=A
        R2 n o
        R3 n 0
        .tf V(p) I1
    """,
    "floating input": """
        V1 1 2
        Vcm 2 0
        R1 1 n
        R2 n 3
        R3 2 p
        R4 p 0
        X1 p n 3 opamp
        .tf V(3) V1
    """,
    "current feedback": """
        V1 1 0
        Vb 1 n 0
        F1 0 z Vb 1
        Rz z 0
        Cz z 0
        E1 o 0 z 0 1
        R1 n 0
        R2 n o
        .tf V(o) V1
    """,
    "cascode": """
        V1 1 0
        G1 a 0 1 0 gm1
        Ro1 a 0
        G2 o a 0 a gm2
        Ro2 o a
        RD o 0
        .tf V(o) V1
    """,
    "T network with capacitor": """
        V1 1 0
        R1 1 n
        R2 n t
        C4 t 0
        R3 t 3
        C1 n 3
        X1 0 n 3 opamp Ao=A
        RL 3 0
        .tf V(3) V1
    """,
    "voltage amplifier": """
        V1 1 0
        Rs 1 a
        Rin a 0
        E1 b 0 a 0 Av
        Rout b o
        RL o 0
        .tf V(o) V1
    """,
    "instrumentation, all together": """
        V1 1 0
        V2 2 0
        X1 1 a o1 opamp Ao=A1 Ro=Ro1
        X2 2 b o2 opamp Ao=A2 Ro=Ro2
        Rg a b
        R1 a o1
        R2 b o2
        R3 o1 n
        R4 n 3
        R5 o2 p
        R6 p 0
        X3 p n 3 opamp Ao=A3 Ri=Ri3 Ro=Ro3
        .tf V(3) V1
    """,
}
"""Netlists by name; the first six are the figures of the note, and the inverting amplifier with all of it."""
