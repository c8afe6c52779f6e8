"""Nyquist's theorem as a law for all circuits: a passive network makes the noise of the real part of its Z.

The network's own noise is found source by source, its impedance by one test current; both are exact, so that
the two must agree as rational functions of s, with Re Z(jω) = (Z(s) + Z(-s))/2 at s = jω.
"""

import random
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from gainproof.checker import check, unanswered
from gainproof.circuit import ask
from gainproof.circuit.netlist import read
from gainproof.circuit.solve import solve
from gainproof.expression import Sym, div, mul, neg
from gainproof.noise.deriving import derive_noise
from gainproof.notation import parse
from gainproof.rules.bridge import identical


def network(seed: int, kinds: str) -> str:
    """A passive network: a chain of resistors from ground to the node `out`, and more elements across it."""
    rng = random.Random(seed)
    nodes = ["0", *(f"n{k}" for k in range(rng.randint(0, 2))), "out"]
    lines = [f"R{k} {a} {b}" for k, (a, b) in enumerate(pairwise(nodes), 1)]
    for k in range(rng.randint(1, 3)):
        a, b = rng.sample(nodes, 2)
        kind = rng.choice(kinds)
        lines.append(f"{kind}{k + 10} {a} {b}")
    return "\n".join(["* network", *lines, ""])


def obeys_nyquist(text: str) -> None:
    found = derive_noise(read(text), "V(out)")
    d = found.derivation
    verdicts = check(d)
    assert [v for v in verdicts if not v.holds] == []
    assert unanswered(d, verdicts) == ()
    c = d.circuit
    z = solve(c, ask.parse("zout(out)", c)).expr()
    real = div(z + z.replaced({"s": neg(Sym("s"))}), parse("2"))
    nyquist = mul(parse("4*k_B*T"), real)
    assert identical(d.spelled_out(d.step(d.result).claim.right), nyquist), text


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**9))
def test_resistors_make_the_noise_of_their_resistance(seed: int) -> None:
    obeys_nyquist(network(seed, "R"))


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**9))
def test_an_impedance_makes_the_noise_of_its_real_part(seed: int) -> None:
    obeys_nyquist(network(seed, "RCL"))


def test_a_network_that_would_not_obey_is_noticed() -> None:
    """The comparison itself can fail: twice the impedance is refused."""
    d = derive_noise(read("* one\nR1 out 0\n"), "V(out)").derivation
    assert not identical(d.step(d.result).claim.right, parse("8*k_B*T*R1"))
