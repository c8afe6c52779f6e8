"""Random circuits with every kind of element: wherever their noise is derived, it is proved."""

from circuits import random_netlist

from gainproof.checker import check, unanswered
from gainproof.circuit.netlist import read
from gainproof.errors import GainproofError
from gainproof.noise.deriving import derive_noise


def noisy(seed: int) -> str:
    """A random netlist whose op-amps have noise."""
    lines = random_netlist(seed).splitlines()
    return "\n".join([f"{x} en=3n in=1p in_corner=9" if " opamp" in x else x for x in lines]) + "\n"


def test_every_derivation_of_noise_holds() -> None:
    derived = heard_op_amps = dynamic = 0
    for seed in range(60):
        try:
            netlist = read(noisy(seed))
            out = netlist.circuit.nodes[-1]
            found = derive_noise(netlist, f"V({out})", "V1" if seed % 2 else "")
        except GainproofError:
            continue
        d = found.derivation
        verdicts = check(d)
        assert [(seed, v.label, v.how) for v in verdicts if not v.holds] == []
        assert unanswered(d, verdicts) == (), seed
        derived += 1
        heard_op_amps += any(h.source.element.name.startswith("X") for h in found.heard)
        dynamic += "s" in d.step(d.result).claim.right.symbols()
    assert derived >= 15
    assert heard_op_amps >= 3
    assert dynamic >= 3
