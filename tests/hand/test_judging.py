"""Lines of algebra get the verdict they deserve: right derivations are not accused, wrong lines are found."""

from hand.written import circuit_of, written

from gainproof.hand.judging import judge_work

NOTE = circuit_of("V1 1 0 10m", "X1 1 2 3 opamp Ao=200k vos=0.5m", "R1 2 0 100", "R2 3 2 99.9k")


def verdicts(circuit, *lines, **options):
    return [
        (j.item.span.line, j.verdict, j.code)
        for j in judge_work(written(*lines), circuit, **{"diagnosing": False, **options})
    ]


def wrong(circuit, *lines, **options):
    """The lines found false, by number of the line; each once."""
    return list(dict.fromkeys(n for n, v, _ in verdicts(circuit, *lines, **options) if v == "false"))


def test_the_offset_voltage_of_the_note():
    lines = (
        "1.1: v_3 = Ao*((V1 - vos) - v_2)",
        "1.2: v_2/R1 + (v_2-v_3)/R2 = 0",
        "v_2*(1/R1 - 1/R2) = v_3/R2",
        "beta = R1/(R1 + R2)",
        "v_2 = R1/(R1+R2)*v_3 = beta*v_3",
        "v_3 = (V1-vos)/(beta+1/Ao) -> (V1-vos)/beta (Ao -> oo)",
        "1.3: v_3 = (V1 + vos)/(R1/(R1+R2)+1/Ao) = (V1-vos)*(1/beta)/(1+1/(beta*Ao))",
    )
    assert verdicts(NOTE, *lines) == [
        (1, "true", ""),
        (2, "true", ""),
        (3, "false", "GP100"),
        (4, "definition", ""),
        (5, "true", ""),
        (5, "identity", ""),
        (6, "true", ""),
        (6, "limit", ""),
        (7, "false", "GP100"),
        (7, "carried", "GP134"),
    ]
