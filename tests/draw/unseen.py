"""Circuits for which no rule of the placer was made: the placer saw them first when they were drawn."""

UNSEEN = {
    "shunt current sense": """
        Vbus bus 0
        Rsh bus ld
        Rload ld 0
        R1 bus a
        R2 ld b
        R3 a vo
        R4 b 0
        X1 b a vo opamp Ao=A
        .tf V(vo) Vbus
    """,
    "AC coupled": """
        Vs s 0
        Cin s p
        Rb p 0
        X1 p n o opamp Ao=A Ri=Rid
        Rf o n
        Rg n g
        Cg g 0
        Co o out
        RL out 0
        .tf V(out) Vs
    """,
    "three inverting stages": """
        V1 a 0
        R1 a b
        R2 b c
        X1 0 b c opamp
        R3 c d
        R4 d e
        C4 d e
        X2 0 d e opamp
        R5 e f
        R6 f g
        X3 0 f g opamp
        .tf V(g) V1
    """,
    "two photodiodes": """
        I1 0 n
        I2 0 p
        R1 n o
        C1 n o
        R2 p 0
        C2 p 0
        X1 p n o opamp
        .tf V(o) I1
    """,
    "Sallen-Key high pass with gain": """
        Vin i 0
        C1 i x
        C2 x p
        R1 x o
        R2 p 0
        R3 o n
        R4 n 0
        X1 p n o opamp
        RL o 0
        .tf V(o) Vin
    """,
    "band passes in cascade": """
        Vi i 0
        Ra1 i a
        Rb1 a 0
        Ca1 a o1
        Cb1 a n1
        Rc1 n1 o1
        X1 0 n1 o1 opamp
        Ra2 o1 b
        Rb2 b 0
        Ca2 b o2
        Cb2 b n2
        Rc2 n2 o2
        X2 0 n2 o2 opamp
        .tf V(o2) Vi
    """,
    "Tow-Thomas with a load": """
        Vx in 0
        Rg in s1
        Rq s1 bp
        Ca s1 bp
        Rr s1 inv
        Xa 0 s1 bp opamp
        Rb bp s2
        Cb s2 lp
        Xb 0 s2 lp opamp
        Rc lp s3
        Rd s3 inv
        Xc 0 s3 inv opamp
        Rx lp out
        Cx out 0
        .tf V(out) Vx
    """,
    "state variable with a notch": """
        Vi in 0
        R1 in x
        R2 x hp
        R3 lp x
        Ra bp y
        Rb y 0
        X1 y x hp opamp
        R4 hp u
        C1 u bp
        X2 0 u bp opamp
        R5 bp w
        C2 w lp
        X3 0 w lp opamp
        R6 hp m
        R7 lp m
        R8 m notch
        X4 0 m notch opamp
        .tf V(notch) Vi
    """,
    "two op-amps, one resistor for the gain": """
        Vp vp 0
        Vm vm 0
        R1 0 a
        R2 a b
        X1 vm a b opamp
        R3 b c
        R4 c out
        X2 vp c out opamp
        Rg a c
        .tf V(out) Vp
    """,
    "three op-amps, differential sources": """
        Vcm c 0
        Vdp ip c
        Vdm im c
        X1 ip na oa opamp
        X2 im nb ob opamp
        Rf1 oa na
        Rf2 ob nb
        Rg na nb
        R1 oa m
        R2 m out
        R3 ob q
        R4 q 0
        X3 q m out opamp
        .tf V(out) Vdp
    """,
    "quarter bridge": """
        Ve e 0
        R1 e a
        R2 a 0
        R3 e b
        Rt b 0
        X1 b a o opamp Ao=A
        Rf o a
        Rh b 0
        .tf V(o) Ve
    """,
    "Howland, differential": """
        Va a 0
        Vb b 0
        R1 a n
        R2 n o
        R3 b p
        R4 o p
        RL p 0
        CL p 0
        X1 p n o opamp
        .tf V(p) Va
    """,
    "Howland with a buffer": """
        V1 a 0
        R1 a n
        R2 n o
        X1 p n o opamp
        Rs o l
        RL l 0
        X2 l f f opamp
        R3 f p
        R4 p 0
        .tf V(l) V1
    """,
    "negative capacitance": """
        V1 s 0
        R1 s a
        C1 a 0
        X1 a b c opamp
        R2 a c
        R3 b c
        C2 b 0
        .tf V(a) V1
    """,
    "gyrator resonator": """
        I1 0 a
        C0 a 0
        R0 a 0
        Xa a b c opamp
        Xb d b a2 opamp
        R1 a c
        R2 c b
        R3 b a2
        C4 a2 d
        R5 d 0
        .tf V(a) I1
    """,
    "all passes in cascade": """
        V1 i 0
        R1 i n
        R2 n o
        R3 i p
        C1 p 0
        X1 p n o opamp
        R4 o n2
        R5 n2 o2
        C2 o p2
        R6 p2 0
        X2 p2 n2 o2 opamp
        .tf V(o2) V1
    """,
    "Wien network": """
        V1 s 0
        R1 s a
        C1 a p
        R2 p 0
        C2 p 0
        X1 p n o opamp
        R3 n 0
        R4 n o
        .tf V(o) V1
    """,
    "R-2R attenuator": """
        Vref r 0
        R1 r a
        R2 a 0
        R3 a b
        R4 b 0
        R5 b n
        Rf n o
        X1 0 n o opamp
        .tf V(o) Vref
    """,
    "servo integrator": """
        V1 s 0
        R1 s p
        X1 p n o opamp
        R2 n 0
        R3 n o
        R4 o m
        C1 m q
        X2 0 m q opamp
        R5 q n
        .tf V(o) V1
    """,
    "single to differential": """
        V1 s 0
        R1 s n
        R2 n om
        X1 0 n om opamp
        R3 om m
        R4 m op
        X2 0 m op opamp
        RL op om
        .tf V(op,om) V1
    """,
    "differential low pass": """
        Vp a 0
        Vn b 0
        R1 a x
        R2 b y
        Cd x y
        R3 x n
        R4 y p
        Rf n o
        Cf n o
        Rg p 0
        Cg p 0
        X1 p n o opamp
        .tf V(o) Vp
    """,
    "current divider": """
        I1 0 a
        R1 a 0
        R2 a b
        R3 b 0
        L1 b c
        C1 c 0
        .tf V(c) I1
    """,
    "bridge with a source resistance": """
        V1 s 0
        Ri s t
        R1 t a
        R2 a 0
        R3 t b
        R4 b 0
        RL a b
        .tf V(a,b) V1
    """,
    "low pass of the fifth order": """
        V1 s 0
        Rs s a
        L1 a b
        C2 b 0
        L3 b c
        C4 c 0
        L5 c d
        RL d 0
        .tf V(d) V1
    """,
    "two traps": """
        V1 s 0
        Rs s a
        C1 a 0
        L2 a b
        C2 a b
        C3 b 0
        L4 b c
        C4 b c
        C5 c 0
        RL c 0
        .tf V(c) V1
    """,
    "emitter half bypassed": """
        Vs s 0
        Rs s b
        RB b 0
        rpi b e
        G1 c e b e gm
        ro c e
        RE e 0
        CE e 0
        RC c 0
        CC c out
        RL out 0
        .tf V(out) Vs
    """,
    "source follower": """
        Vi g 0
        G1 0 s g s gm
        rds s 0
        RS s 0
        CL s 0
        .tf V(s) Vi
    """,
    "common gate": """
        Vi s 0
        Rs s e
        G1 c e 0 e gm
        ro c e
        RC c 0
        RL c 0
        .tf V(c) Vi
    """,
    "Miller compensation": """
        Vi g 0
        G1 a 0 g 0 gm1
        R1 a 0
        C1 a 0
        Cc a z
        Rz z o
        G2 o 0 a 0 gm2
        R2 o 0
        CL o 0
        .tf V(o) Vi
    """,
    "feedback pair": """
        Vs s 0
        Rs s b
        rp1 b 0
        G1 c1 0 b 0 gm1
        Rc1 c1 0
        rp2 c1 e2
        G2 c2 e2 c1 e2 gm2
        Re2 e2 0
        Rc2 c2 0
        Rf e2 b
        .tf V(c2) Vs
    """,
    "non-inverting, all imperfections": """
        V1 s 0
        Rs s p
        X1 p n o opamp Ao=A Ri=Ri Ro=Ro vos=vos Ricm=Rc CMRR=CM
        R1 n 0
        R2 n o
        RL o 0
        .tf V(o) V1
    """,
    "inverting, bias currents": """
        V1 s 0
        R1 s n
        R2 n o
        R3 p 0
        X1 p n o opamp Ao=A Ri=Ri Ro=Ro vos=vos Ibp=Ib1 Ibn=Ib2
        .tf V(o) V1
    """,
    "four op-amps": """
        V1 a 0
        V2 b 0
        X1 a fa fa opamp
        X2 b fb fb opamp
        R1 fa n
        R2 fb n
        R3 n o
        X3 0 n o opamp
        R4 o k
        R5 k out
        X4 0 k out opamp
        .tf V(out) V1
    """,
    "FDNR ladder": """
        V1 s 0
        R1 s a
        R2 a b
        X1 b c d opamp
        C1 b d
        R3 d c
        R4 c e
        X2 f c e opamp
        C2 e f
        R5 f 0
        RL b 0
        .tf V(b) V1
    """,
}
