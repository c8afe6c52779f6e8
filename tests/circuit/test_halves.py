"""Half circuits: every kind of element on the axis, across it and beside it, against the whole circuit.

A half circuit is right if the odd and the even answers add up to the whole circuit's, exactly.
"""

from dataclasses import replace

import pytest

from gainproof.algebra.rational import Ring
from gainproof.circuit.ask import output
from gainproof.circuit.circuit import Circuit, Element
from gainproof.circuit.halves import common_half, differential_half, drives, matched, seen
from gainproof.circuit.mirror import Mirror, find, objection
from gainproof.circuit.netlist import read
from gainproof.circuit.solvers.flint import solve
from gainproof.circuit.variants import own_symbol, symbolic
from gainproof.errors import GainproofError
from gainproof.expression import ZERO, Expr, Num, Sym, add, div, mul

SOURCES = "V1 a 0 {V1}\nV2 b 0 {V2}\nR1 a l {R1}\nR2 b r {R1}\n"
PLAIN = "Ra l x {Ra}\nRb r x {Ra}\nRx x 0 {Rx}\n"

CASES = {
    "resistors": PLAIN + "Rc l r {Rc}\n",
    "capacitors": PLAIN + "Cc l r {Cc}\nCx x 0 {Cx}\n",
    "inductors": PLAIN + "Lc l r {Lc}\nLx x y {Lx}\nRy y 0 {Ry}\n",
    "sources on the axis": PLAIN + "Vx x y {Vx}\nRy y 0 {Ry}\nIx 0 x {Ix}\n",
    "sources across": PLAIN + "Ic l r {Ic}\nVc m n {Vc}\nRm m l {Rm}\nRn n r {Rm}\n",
    "a source across, the other way": PLAIN + "Vc n m {Vc}\nIc n m {Ic}\nRm m l {Rm}\nRn n r {Rm}\n",
    "current sources": PLAIN + "I1 0 l {I1}\nI2 r 0 {I2}\n",
    "a differential pair": PLAIN + "G1 u x l x {g}\nG2 w x r x {g}\nR5 u 0 {R5}\nR6 w 0 {R5}\n",
    "controlled from the other half": PLAIN + "E1 u 0 r x {k}\nE2 w 0 l x {k}\nR5 u l {R5}\nR6 w r {R5}\n",
    "controlled by the difference": PLAIN + "E1 u 0 l r {k}\nE2 w 0 r l {k}\nR5 u 0 {R5}\nR6 w 0 {R5}\n",
    "a difference across": PLAIN + "E1 u w l r {k}\nR5 u 0 {R5}\nR6 w 0 {R5}\nG1 l r u w {g}\n",
    "a fully differential op-amp": PLAIN + "R5 l u {R5}\nR6 r w {R5}\nE9 u w l r oo\n",
    "controlled on the axis": PLAIN + "E1 y 0 x 0 {k}\nR5 y x {R5}\nG1 y 0 x 0 {g}\n",
    "controlled by the axis": PLAIN + "E1 u 0 l x {k}\nE2 w 0 r x {k}\nR5 u x {R5}\nR6 w x {R5}\n",
    "current-controlled": PLAIN
    + "Vl l l2 0\nVr r r2 0\nR5 l2 0 {R5}\nR6 r2 0 {R5}\nF1 u 0 Vl {k}\nF2 w 0 Vr {k}\nH1 y1 0 Vr {h}\n"
    + "H2 y2 0 Vl {h}\nR7 u y1 {R7}\nR8 w y2 {R7}\n",
    "controlled by a current of the axis": PLAIN
    + "Vx x y 0\nRy y 0 {Ry}\nF1 u 0 Vx {k}\nF2 w 0 Vx {k}\nR5 u 0 {R5}\nR6 w 0 {R5}\nH1 p 0 Vx {h}\n"
    + "H2 q 0 Vx {h}\nR7 p u {R7}\nR8 q w {R7}\nHx z 0 Vx {hx}\nRz z x {Rz}\nFx x 0 Vx {kx}\n",
    "coupled inductors": PLAIN
    + "L1 l x {L}\nL2 u 0 {M}\nL3 r x {L}\nL4 w 0 {M}\n"
    + "K1 L1 L2 {k}\nK2 L3 L4 {k}\nR5 u 0 {R5}\nR6 w 0 {R5}\n",
    "coupled on the axis": PLAIN + "Lx x 0 {L}\nLy y 0 {M}\nK1 Lx Ly {k}\nRy y 0 {Ry}\n",
    "op-amps": PLAIN
    + "X1 l u v opamp Ro={Ro}\nX2 r w z opamp Ro={Ro}\nR5 u v {R5}\nR6 w z {R5}\nRg u w {Rg}\n",
    "controlled sources side by side on the axis": PLAIN + "G5 x 0 l 0 {g}\nG6 x 0 r 0 {g}\n",
    "two between nodes of the axis": PLAIN + "R5 x 0 {R5}\nR6 x 0 {R5}\n",
}


def circuit(text: str) -> Circuit:
    """The circuit of a netlist, its couplings all of one mutual inductance."""
    c = read("* half\n" + SOURCES + text).circuit
    return c.with_elements(
        (replace(e, value=Sym("M_K1")) if e.kind == "K" else e for e in c.elements), "given"
    )


def reassembled(c: Circuit, m: Mirror, wanted: Expr) -> Expr:
    """The sum of what the halves say, solved one by one."""
    terms: list[Expr] = []
    for drive in drives(c, m):
        for half, sign, strength in (
            (differential_half(c, m), -1, drive.odd),
            (common_half(c, m), 1, drive.even),
        ):
            size, form = seen(c, m, half, wanted, sign)
            if strength != ZERO and size:
                alone = symbolic(half.only(drive.source), drive.source)
                answer = solve(alone, form).plain().expr()
                drawn = own_symbol(alone.element(drive.source))
                terms.append(mul(Num(size), div(answer, drawn), strength))
    return add(*terms)


@pytest.mark.parametrize("name", CASES)
def test_the_halves_add_up_to_the_whole(name: str) -> None:
    c = circuit(CASES[name])
    mirrors = [m for m in find(c) if "V1" in m.elements]
    assert mirrors, "the case has no mirror"
    asked = [f"V({n})" for n in c.nodes] + [f"I({e.name})" for e in c.elements if e.kind != "K"]
    seen_ones = 0
    for text in asked:
        what = output(text, c)
        wanted = c.current(what[0]) if len(what) == 1 else c.voltage(what[0])
        whole = solve(c, wanted).plain().expr()
        halves = reassembled(c, mirrors[0], wanted)
        ring = Ring(dict.fromkeys([*whole.symbols(), *halves.symbols()]))
        assert ring.ratio(whole) == ring.ratio(halves), text
        seen_ones += 1
    assert seen_ones >= 10


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            PLAIN + "L1 l x {L}\nL2 r x {L}\nK1 L1 L2 {K}\n",
            "K1 lies neither on the axis nor straight across it",
        ),
        (
            PLAIN + "E1 u 0 l w {k}\nE2 w 0 r u {k}\nR5 u 0 {R5}\nR6 w 0 {R5}\n",
            "E1 senses the sum of two voltages in a half circuit",
        ),
        (
            PLAIN + "L1 l 0 {L}\nL2 r 0 {L}\nLx x 0 {M}\nK1 L1 Lx {k}\nK2 L2 Lx {k}\n",
            "K1 couples the two halves, or one of them with the axis",
        ),
    ],
)
def test_what_has_no_half_is_refused(text: str, why: str) -> None:
    c = circuit(text)
    mirrors = [m for m in find(c) if "V1" in m.elements]
    assert mirrors
    with pytest.raises(GainproofError, match=why):
        differential_half(c, mirrors[0])


def test_what_has_to_match() -> None:
    c = circuit(CASES["op-amps"])
    assert matched(c, find(c)[0]) == [("R1", "R2"), ("Ra", "Rb"), ("X1", "X2"), ("R5", "R6")]


def test_only_sums_of_unknowns_are_seen() -> None:
    c = circuit(PLAIN)
    m = find(c)[0]
    with pytest.raises(GainproofError, match="only sums"):
        seen(c, m, common_half(c, m), mul(c.voltage("l"), c.voltage("x")), 1)
    with pytest.raises(GainproofError, match="neither a voltage nor a current"):
        seen(c, m, common_half(c, m), own_symbol(c.element("V1")), 1)


def test_a_false_side_is_refused() -> None:
    c = circuit(PLAIN + "R5 l u {R5}\nR6 r w {R5}\nRu u 0 {S}\nRw w 0 {S}\n")
    (m,) = find(c)
    nodes = {b if a == "u" else a: a if a == "u" else b for a, b in m.nodes.items()}
    mixed = Mirror(nodes, m.elements)
    assert objection(c, mixed) == ""
    with pytest.raises(GainproofError, match="joins the two halves, but not straight across"):
        differential_half(c, mixed)


def test_a_node_that_a_half_lacks_is_not_seen() -> None:
    c = circuit(PLAIN)
    across = (Element("Rp", "R", ("p", "q"), Sym("Rp")), Element("Ip", "I", ("p", "q"), Sym("Ip")))
    hung = c.with_elements([*c.elements, *across], "given")
    (m,) = (m for m in find(hung) if "V1" in m.elements and "p" in m.nodes)
    with pytest.raises(GainproofError, match="node p hangs in the air"):
        seen(hung, m, common_half(hung, m), hung.voltage("p"), 1)


def test_an_op_amp_whose_inputs_are_one_node_in_a_half_is_refused() -> None:
    text = PLAIN + "E1 u 0 x y {k}\nE2 w 0 x y {k}\nRy y 0\nR5 u l {R5}\nR6 w r {R5}\n"
    c = circuit(text)
    ideal = c.with_elements((replace(e, kind="N") if e.kind == "E" else e for e in c.elements), "given")
    (m,) = find(c)
    with pytest.raises(GainproofError, match="the inputs of E1 are one node"):
        differential_half(ideal, m)


def test_what_a_half_would_short_circuit_is_refused() -> None:
    text = PLAIN + "L1 l 0 {L}\nL2 r 0 {L}\nL3 x 0 {M}\nL4 x 0 {M}\nK1 L1 L3 {k}\nK2 L2 L4 {k}\n"
    c = circuit(text)
    (m,) = find(c.with_elements((e for e in c.elements if e.kind != "K"), "given"))
    paired = Mirror(m.nodes, {**m.elements, "L3": "L4", "K1": "K2"})
    assert objection(c, paired) == ""
    with pytest.raises(GainproofError, match="L3 would be short-circuited"):
        differential_half(c, paired)
