"""Random circuits for properties that hold for all of them."""

import random


def random_netlist(seed: int) -> str:
    """A netlist of two to six nodes with every kind of element; often singular, never malformed."""
    rng = random.Random(seed)
    nodes = [str(i) for i in range(rng.randint(3, 6))]
    lines = ["* random", "V1 1 0"]
    counts: dict[str, int] = {}
    sources = ["V1"]

    def name(kind: str) -> str:
        counts[kind] = counts.get(kind, 1) + 1
        return f"{kind}{counts[kind]}"

    for _ in range(rng.randint(len(nodes), len(nodes) + 5)):
        kind = rng.choices("RCLGIEFHVX", [10, 3, 1, 1, 1, 2, 1, 1, 1, 2])[0]
        a, b = rng.sample(nodes, 2)
        x = name(kind)
        if kind in "RCLIV":
            lines.append(f"{x} {a} {b}")
            if kind == "V":
                sources.append(x)
        elif kind in "GE":
            lines.append(f"{x} {a} {b} {' '.join(rng.sample(nodes, 2))} k{x}")
        elif kind == "X":
            given = rng.sample(["Ao", "Ri", "Ro", "vos", "Ricm", "CMRR"], rng.randint(0, 3))
            words = " ".join(f"{p}={p}{x}" for p in given)
            lines.append(f"{x} {' '.join(rng.sample(nodes, 2))} {rng.choice(nodes[1:])} opamp {words}")
        else:
            lines.append(f"{x} {a} {b} {rng.choice(sources)} k{x}")
    return "\n".join(lines) + "\n"


def random_question(seed: int, nodes: tuple[str, ...], elements: tuple[str, ...]) -> str:
    """A quantity that fits the circuit."""
    rng = random.Random(seed)
    out = rng.choice(nodes)
    through = rng.choice(elements)
    return rng.choice(
        [f"V({out})/V1", f"V({out})", "zin(V1)", f"zout({out})", f"V({out},1)/V1", f"I({through})"]
    )
