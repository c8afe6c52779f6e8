"""The loop of a circuit at numbers: which amplifier, T = A β, chains of sources, several op-amps."""

import random
from fractions import Fraction

import pytest
from circuits import random_netlist

from gainproof.circuit.circuit import Circuit
from gainproof.circuit.netlist import read
from gainproof.circuit.variants import dead, perfect
from gainproof.curves.crossover import crossovers, growing
from gainproof.curves.loops import closed_loop, find_loop, numbered
from gainproof.curves.rolling import rolled
from gainproof.curves.transfers import ONE, S, Transfer
from gainproof.derivation import Quantity
from gainproof.engine import question
from gainproof.errors import GainproofError

F = Fraction
GAIN = "V1 in 0 1\n{amp}R1 n 0 1k\nR2 out n 9k\n.tf V(out) V1\n"
ONE_POLE = Transfer.of([10**5], [1, F(1, 50)])


def circuit(text: str) -> Circuit:
    return numbered(read("* test\n" + text).circuit, {})


@pytest.mark.parametrize(
    "amp",
    [
        "X1 in n out opamp Ao={1e5/(1+s/50)}\n",
        "Ebig out 0 in n {1e5/(1+s/50)}\n",
        "Ebig out 0 n in {-1e5/(1+s/50)}\n",
        "G1 0 p in n 1m\nRp p 0 100meg\nCp p 0 200p\nE1 out 0 p 0 1\n",
        "Esense q 0 in n 2\nRp q p 1k\nCp p 0 20u\nE1 out 0 p 0 50k\n",
        "F1 0 p Vm 10\nVm m 0 0\nRm q m 1k\nEq q 0 in n 10\nRp p 0 1meg\nCp p 0 20n\nE1 out 0 p 0 1\n",
    ],
)
def test_the_same_amplifier_in_many_guises(amp: str) -> None:
    """A is the gain of the whole chain, whether the pole is in an expression or an RC between two sources."""
    loop = find_loop(circuit(GAIN.format(amp=amp)))
    assert loop is not None
    assert loop.why == ""
    assert loop.gain is not None
    assert loop.gain in (ONE_POLE, -ONE_POLE)
    assert loop.noise_gain in (Transfer.number(10), Transfer.number(-10))
    assert loop.ratio == ONE_POLE / Transfer.number(10)
    assert loop.others == ()


def test_a_macro_model_is_called_by_its_instance() -> None:
    macro = (
        ".subckt amp p n o\nG1 0 x p n 1m\nR1 x 0 1e8\nC1 x 0 200p\nE1 o 0 x 0 1\n.ends\nXa in n out amp\n"
    )
    loop = find_loop(circuit(GAIN.format(amp=macro)))
    assert loop is not None
    assert loop.called == "Xa"
    assert loop.gain == ONE_POLE


def test_a_second_stage_with_a_capacitor_around_it_belongs_to_the_amplifier() -> None:
    """The inner loop of pole splitting is part of A, which has then two poles and a zero to the right."""
    first = "G1 x 0 in n 1m\nR1x x 0 1meg\nC1x x 0 10p\n"
    second = "G2 y 0 x 0 10m\nR2y y 0 10k\nCm x y 20p\nE1 out 0 y 0 1\n"
    loop = find_loop(circuit(GAIN.format(amp=first + second)))
    assert loop is not None
    assert (loop.why, loop.others) == ("", ())
    assert loop.gain is not None
    assert loop.gain.at_dc() == 100_000
    assert loop.noise_gain == Transfer.number(10)
    assert len(loop.gain.poles()) == 2
    assert complex(loop.gain.zeros()[0]).real > 0


def test_an_inner_loop_is_not_taken_for_that_of_the_amplifier() -> None:
    """An inductance beside C_m makes the inner loop the worse one; it shows as poles of A to the right."""
    first = "G1 x 0 in n 0.01m\nR1x x 0 1meg\nC1x x 0 10p\n"
    second = "G2 y 0 x 0 10m\nR2y y 0 10k\nC2y y 0 1n\nCm x m 20p\nLm m y 1m\nE1 out 0 y 0 1\n"
    bad = circuit(GAIN.format(amp=first + second))
    loop, inner = find_loop(bad), find_loop(bad, "G2")
    assert loop is not None
    assert inner is not None
    assert crossovers(inner.ratio)[0].margin < crossovers(loop.ratio)[0].margin - 100
    assert (loop.called, loop.noise_gain) == ("G1 and E1", Transfer.number(10))
    assert growing(loop.ratio / (ONE + loop.ratio), [loop.ratio]) == (2, 0)


@pytest.mark.parametrize("second", ["G2 0 p out n 1u\n", "G2 0 p in 0 1u\n"])
def test_what_two_sources_drive_is_no_chain(second: str) -> None:
    """The stage before the last is told by two others, so that the gain is that of the last alone."""
    amp = "G1 0 p in n 1m\nRp p 0 100meg\nCp p 0 200p\nE1 out 0 p 0 5\n" + second
    loop = find_loop(circuit(GAIN.format(amp=amp)), "E1")
    assert loop is not None
    assert loop.gain in (None, Transfer.number(5))


def test_an_integrating_gain_makes_an_op_amp() -> None:
    """What has infinite gain at DC is the amplifier; the source beside it is part of the loop."""
    text = (
        "V1 in 0 1\nEop out 0 in n {1e6/s}\nEbuf f 0 out 0 1\nR1 n 0 1k\nR2 f n 9k\nCn n 0 1n\n"
        ".tf V(out) V1\n"
    )
    loop = find_loop(circuit(text))
    assert loop is not None
    assert (loop.called, loop.others) == ("Eop", ())
    assert loop.gain == Transfer.of([10**6]) / S


def test_what_loads_the_amplifier_is_in_the_noise_gain() -> None:
    """T of a follower with R_o and a capacitive load: A/(1 + s R_o C_L)."""
    loop = find_loop(
        circuit("V1 in 0 1\nX1 in out out opamp Ao={1e7/s} Ro=100\nCl out 0 10n\n.tf V(out) V1\n")
    )
    assert loop is not None
    assert loop.noise_gain == Transfer.of([1, F(1, 10**6)])
    assert loop.gain == Transfer.of([10**7]) / S


def test_op_amps_in_each_others_loops_have_no_single_gain() -> None:
    text = (
        "V1 in 0 1\nX1 in n a opamp Ao={1e6/s}\nX2 a b out opamp Ao={1e7/s}\n"
        "R3 b 0 1k\nR4 out b 9k\nR1 n 0 1k\nR2 out n 99k\n.tf V(out) V1\n"
    )
    loop = find_loop(circuit(text))
    assert loop is not None
    assert (loop.gain, loop.noise_gain) == (None, None)
    assert loop.why == "X1 and X2 lie in each other's loops, so that there is no single A."
    for name in ("X1", "x2"):
        of_one = find_loop(circuit(text), name)
        assert of_one is not None
        assert of_one.called == name.upper()
        assert of_one.gain is None
    inner = Transfer.of([10**7]) / (S + Transfer.of([10**6]))
    assert loop.ratio == Transfer.of([10**6]) / S * inner / Transfer.number(100)


def test_op_amps_one_after_the_other_have_each_a_gain_of_its_own() -> None:
    text = (
        "V1 in 0 1\nX1 in a a opamp Ao={1e7/s}\nX2 a n out opamp Ao={1e6/s}\n"
        "R1 n 0 1k\nR2 out n 99k\n.tf V(out) V1\n"
    )
    loop = find_loop(circuit(text))
    assert loop is not None
    assert (loop.called, loop.others, loop.why) == ("X2", ("X1",), "")
    assert loop.noise_gain == Transfer.number(100)
    first = find_loop(circuit(text), "X1")
    assert first is not None
    assert (first.called, first.noise_gain) == ("X1", ONE)
    alike = find_loop(circuit(text.replace("1e7", "1e6").replace("R1 n 0 1k\nR2 out n 99k", "R2 out n 1")))
    assert alike is not None
    assert alike.why == ""
    assert alike.noise_gain == ONE


def test_the_least_margin_is_shown() -> None:
    stage = "X{k} i{k} o{k} o{k} opamp Ao={{1e7/s}} Ro=100\nC{k} o{k} 0 {c}\n"
    text = "V1 i1 0 1\n" + stage.format(k=1, c="1p") + stage.format(k=2, c="1u").replace("i2", "o1")
    loop = find_loop(circuit(text + ".tf V(o2) V1\n"))
    assert loop is not None
    assert (loop.called, loop.others) == ("X2", ("X1",))


def test_a_source_inside_an_amplifier_can_be_asked_for() -> None:
    first = "G1 x 0 in n 1m\nR1x x 0 1meg\nC1x x 0 10p\n"
    second = "G2 y 0 x 0 10m\nR2y y 0 10k\nCm x y 20p\nE1 out 0 y 0 1\n"
    loop = find_loop(circuit(GAIN.format(amp=first + second)), "G2")
    assert loop is not None
    assert loop.called == "G2"
    assert loop.gain is None


def test_a_ring_of_sources_without_an_input_is_gone_round_once() -> None:
    ring = "V1 in 0 1\nRi in out 1k\nRo out 0 1k\nE1 a 0 b 0 2\nR1 a a1 1k\nC1 a1 0 1u\nE2 b 0 a1 0 -3\n"
    loop = find_loop(circuit(ring + ".tf V(out) V1\n"))
    assert loop is not None
    assert loop.ratio == Transfer.number(6) / Transfer.of([1, F(1, 1000)])


def test_a_crowd_of_amplifiers_is_refused() -> None:
    stage = "X{k} o{k} o{j} o{j} opamp Ao={{1e6/s}}\n"
    crowd = "V1 o0 0 1\n" + "".join(stage.format(k=k, j=k + 1) for k in range(25)) + ".tf V(o25) V1\n"
    with pytest.raises(GainproofError, match="the circuit has 25 amplifiers, too many"):
        find_loop(circuit(crowd))


def test_a_transconductance_is_no_voltage_gain() -> None:
    loop = find_loop(circuit("V1 in 0 1\nG1 0 out in out 1m\nRl out 0 1meg\nCl out 0 1n\n.tf V(out) V1\n"))
    assert loop is not None
    assert loop.gain is None
    assert loop.why.startswith("G1 does not make a voltage from a voltage")


def test_what_has_no_loop() -> None:
    assert find_loop(circuit("V1 in 0 1\nR1 in out 1k\nC1 out 0 1n\n.tf V(out) V1\n")) is None
    open_loop = circuit("V1 in 0 1\nE1 a 0 in 0 100k\nR1 a out 1k\nC1 out 0 1n\n.tf V(out) V1\n")
    assert find_loop(open_loop) is None
    with pytest.raises(GainproofError, match="nothing comes back to E1: it has no loop"):
        find_loop(open_loop, "E1")
    with pytest.raises(GainproofError, match="R1 is no amplifier"):
        find_loop(open_loop, "R1")
    with pytest.raises(GainproofError, match="there is no element 'X9'"):
        find_loop(open_loop, "X9")


def test_missing_values_and_impossible_ones_are_told() -> None:
    source = read("* test\n" + GAIN.format(amp="X1 in n out opamp Ao={A0/(1+s/wp)}\n"))
    with pytest.raises(GainproofError, match="no value for A0, wp"):
        numbered(source.circuit, {})
    short = numbered(source.circuit, {"A0": F(10), "wp": F(1), "R1": F(0)})
    with pytest.raises(GainproofError, match="is a resistance zero"):
        closed_loop(short, question(source, None, None))


def test_a_gain_bandwidth_product_makes_one_pole() -> None:
    c = circuit(GAIN.format(amp="X1 in n out opamp Ao=100k\n"))
    loop = find_loop(rolled(c, {"GBW": F(10**6)}))
    assert loop is not None
    assert loop.gain is not None
    assert loop.gain.at_dc() == 100_000
    (unity,) = loop.gain.reaching()
    assert float(unity) == pytest.approx(1e6, rel=1e-9)
    ideal = circuit(GAIN.format(amp="X1 in n out opamp\n"))
    assert find_loop(ideal) is None
    loop = find_loop(rolled(ideal, {"GBW_x1": F(10**6)}))
    assert loop is not None
    assert loop.gain is not None
    assert float(loop.gain.reaching()[0]) == pytest.approx(1e6, rel=1e-15)
    inverting = circuit("V1 in 0 1\nR1 in n 1k\nR2 out n 1k\nE1 out 0 n 0 {-1e6}\n.tf V(out) V1\n")
    loop = find_loop(rolled(inverting, {"GBW": F(10**6)}))
    assert loop is not None
    assert all(complex(p).real < 0 for p in loop.ratio.poles())


@pytest.mark.parametrize(
    ("products", "said"),
    [
        ({"GBW": F(0)}, "GBW is 0 Hz; expected a gain-bandwidth product above zero"),
        ({"GBW_X7": F(1)}, "GBW_X7 is that of no op-amp; those of the circuit would be GBW_X1"),
        ({"GBW_X1": F(1)}, "GBW_X1: the gain of this op-amp depends on frequency already"),
    ],
)
def test_products_that_fit_no_op_amp_are_refused(products: dict[str, Fraction], said: str) -> None:
    c = circuit(GAIN.format(amp="X1 in n out opamp Ao={1e5/(1+s/50)}\n"))
    with pytest.raises(GainproofError, match=said):
        rolled(c, products)
    assert rolled(c, {}, {"x1": F(10**6)}) is c  # a real part's leaves alone what is worked out


def test_the_asymptotic_gain_formula_holds_exactly_on_random_circuits() -> None:
    """H (1 + T) = H_∞ T + H_0 with T as it is found here: return ratios are right, sign and all."""
    seen = reactive = 0
    for seed in range(150):
        source = read(random_netlist(seed), file="random") if _sound(seed) else None
        if source is None:
            continue
        rng = random.Random(seed)
        values = {n: F(rng.randint(1, 99), rng.randint(1, 9)) for n in source.circuit.parameters}
        out = source.circuit.nodes[-1]
        q = Quantity("transfer", (out, "0"), "V1")
        try:
            c = numbered(source.circuit, values)
            closed, loop = closed_loop(c, q), find_loop(c)
            if loop is None:
                continue
            e = next(x for x in c.elements if loop.called in (x.name, x.part_of) and x.kind in "EFGH")
            ideal, direct = (closed_loop(variant(c, e.name), q) for variant in (perfect, dead))
        except GainproofError:
            continue
        assert closed * (ONE + loop.ratio) == ideal * loop.ratio + direct, seed
        if loop.gain is not None:
            assert loop.noise_gain is not None
            assert loop.gain / loop.noise_gain == loop.ratio
        seen += 1
        reactive += not loop.ratio.constant
    assert seen >= 12
    assert reactive >= 4


def test_the_formula_would_notice_a_wrong_sign() -> None:
    c = circuit(GAIN.format(amp="X1 in n out opamp Ao={1e5/(1+s/50)}\n"))
    q = Quantity("transfer", ("out", "0"), "V1")
    loop = find_loop(c)
    assert loop is not None
    closed, ideal, direct = (closed_loop(x, q) for x in (c, perfect(c, "X1.E"), dead(c, "X1.E")))
    assert closed * (ONE + loop.ratio) == ideal * loop.ratio + direct
    assert closed * (ONE - loop.ratio) != -ideal * loop.ratio + direct


def _sound(seed: int) -> bool:
    try:
        read(random_netlist(seed))
    except GainproofError:
        return False
    return True
