"""Derivations by hand: no right line is accused, and of a wrong derivation the first wrong line is found."""

import pytest
from hand.written import circuit_of, written

from gainproof.hand.judging.route import QUESTIONS, judge_work

DERIVATIONS = {
    "inverting": (
        ["V1 in 0", "R1 in n", "R2 n out", "X1 0 n out opamp"],
        [
            "v_n = 0",
            "i_R1 = (V1 - v_n)/R1 = V1/R1",
            "i_R2 = (v_n - v_out)/R2",
            "i_R1 = i_R2",
            "V1/R1 = -v_out/R2",
            "v_out/V1 = -R2/R1",
            "Rin = V1/i_R1 = R1",
        ],
    ),
    "inverting, finite gain": (
        ["V1 in 0 1", "R1 in n 1k", "R2 n out 10k", "X1 0 n out opamp Ao=100k"],
        [
            "1: (v_n - V1)/R1 + (v_n - v_out)/R2 = 0",
            "2: v_out = -Ao*v_n",
            "v_n*(1/R1 + 1/R2) = V1/R1 + v_out/R2",
            "-v_out/Ao*(1/R1 + 1/R2) - v_out/R2 = V1/R1 (from 1, 2)",
            "v_out*(1/R2 + (1/R1 + 1/R2)/Ao) = -V1/R1",
            "v_out/V1 = -(R2/R1)/(1 + (1 + R2/R1)/Ao) ~ -R2/R1",
            "v_out/V1 = -9.9989",
        ],
    ),
    "inverting, ideal rules in a real circuit": (
        ["V1 in 0 1", "R1 in n 1k", "R2 n out 10k", "X1 0 n out opamp Ao=100k Ri=1meg"],
        ["v_n = 0", "V1/R1 = -v_out/R2", "v_out = -R2/R1*V1", "v_out/V1 = -R2/R1 = -10"],
    ),
    "non-inverting, all imperfections": (
        ["V1 1 0 10m", "X1 1 2 3 opamp Ao=200k Ri=50k Ro=100", "R1 2 0 100", "R2 3 2 99.9k", "Rl 3 0 2k"],
        [
            "beta := R1/(R1 + R2)",
            "G = 1/beta",
            "5.1: (v_3 - v_2)/R2 + v_3/Rl + (v_3 - Ao*(V1 - v_2))/Ro = 0",
            "5.2: v_2/R1 + (v_2 - v_3)/R2 + (v_2 - V1)/Ri = 0",
            "5.1a: v_2*(-1/R2 + Ao/Ro) + v_3*(1/R2 + 1/Rl + 1/Ro) = Ao*V1/Ro",
            "5.2a: v_2/R = V1/Ri + v_3/R2",
            "1/R = 1/R1 + 1/R2 + 1/Ri",
            "1/Rb = 1/R2 + 1/Rl + 1/Ro",
            "(V1*R/Ri + v_3*R/R2)*(Ao/Ro - 1/R2) + v_3/Rb = Ao*V1/Ro (from 5.1a, 5.2a)",
            "v_3/V1 = (G + Ro/(Ao*Ri))/(1 + G/Ao*(1 + Ro/Rl + 1/G*(R2/Ri + Ro*(1/R1 + 1/Ri + R2/(Ri*Rl)))))",
            "v_3/V1 = 994.76",
            "1 - v_3/V1/G = 0.0052",
        ],
    ),
    "follower with a bias current": (
        ["Vs s 0 100m", "Rs s p 1meg", "X1 p out out opamp Ao=200k Ibp=80n"],
        [
            "(Vs - v_p)/Rs = Ibp",
            "v_p = Vs - Rs*Ibp",
            "v_out = Ao*(v_p - v_out)",
            "v_out*(1 + Ao) = Ao*v_p",
            "v_out = v_p*Ao/(1 + Ao) = v_p/(1 + 1/Ao)",
            "v_out = (Vs - Rs*Ibp)/(1 + 1/Ao)",
            "v_out -> Vs - Rs*Ibp (Ao -> oo)",
        ],
    ),
    "difference amplifier": (
        ["V1 1 0", "V2 2 0", "R1 1 n", "R2 n out", "R3 2 p", "R4 p 0", "X1 p n out opamp"],
        [
            "v_p = R4/(R3 + R4)*V2",
            "v_n = v_p",
            "(V1 - v_n)/R1 = (v_n - v_out)/R2",
            "v_out = v_n*(1 + R2/R1) - R2/R1*V1",
            "v_out = R4/(R3 + R4)*(R1 + R2)/R1*V2 - R2/R1*V1",
            "R2/R1 = R4/R3",
            "v_out = R2/R1*(V2 - V1)",
        ],
    ),
    "difference amplifier, one source at a time": (
        ["V1 1 0", "V2 2 0", "R1 1 n", "R2 n out", "R3 2 p", "R4 p 0", "X1 p n out opamp"],
        [
            "v_out = -R2/R1*V1 (V2 = 0)",
            "v_out = (1 + R2/R1)*R4/(R3 + R4)*V2 (V1 = 0)",
            "v_out = -R2/R1*V1 + (1 + R2/R1)*R4/(R3 + R4)*V2",
            "v_out/V1 = -R2/R1",
        ],
    ),
    "summing amplifier": (
        ["V1 1 0", "V2 2 0", "V3 3 0", "R1 1 n", "R2 2 n", "R3 3 n", "Rf n out", "X1 0 n out opamp"],
        [
            "V1/R1 + V2/R2 + V3/R3 + v_out/Rf = 0",
            "v_out = -Rf*(V1/R1 + V2/R2 + V3/R3)",
            "v_out/V2 = -Rf/R2",
            "R1 = R2 = R3 = R",
            "v_out = -Rf/R*(V1 + V2 + V3)",
        ],
    ),
    "transimpedance": (
        ["I1 0 n", "Rf n out", "X1 0 n out opamp Ao=A"],
        [
            "v_out = -A*v_n",
            "I1*Rf = v_n - v_out = -v_out/A - v_out",
            "v_out/I1 = -Rf*A/(1 + A)",
            "v_out/I1 -> -Rf (A -> oo)",
            "Z = v_n/I1 = Rf/(1 + A)",
            "Z ~ Rf/A",
        ],
    ),
    "integrator": (
        ["V1 in 0", "R in n", "C n out", "X1 0 n out opamp Ao=A"],
        [
            "(V1 - v_n)/R = s*C*(v_n - v_out)",
            "v_n = -v_out/A",
            "V1 + v_out/A = s*R*C*(-v_out/A - v_out)",
            "v_out/V1 = -1/(1/A + s*R*C*(1 + 1/A)) = -A/(1 + s*R*C*(1 + A))",
            "v_out/V1 = -1/(s*R*C)",
        ],
    ),
    "two op-amps": (
        ["V1 1 0", "V2 2 0", "R1 a 0", "R2 a b", "R3 b c", "R4 c out", "X1 1 a b opamp", "X2 2 c out opamp"],
        [
            "v_a = V1",
            "v_c = V2",
            "v_b = (1 + R2/R1)*V1",
            "(v_b - V2)/R3 = (V2 - v_out)/R4",
            "v_out = (1 + R4/R3)*V2 - R4/R3*(1 + R2/R1)*V1",
            "R4/R3 = R1/R2",
            "v_out = (1 + R1/R2)*(V2 - V1)",
        ],
    ),
    "bridge": (
        ["V1 t 0 10", "R1 t a 1k", "R2 a 0 2k", "R3 t b 3k", "R4 b 0 4k", "R5 a b 5k"],
        [
            "(v_a - V1)/R1 + v_a/R2 + (v_a - v_b)/R5 = 0",
            "(v_b - V1)/R3 + v_b/R4 + (v_b - v_a)/R5 = 0",
            "1/Ra = 1/R1 + 1/R2 + 1/R5",
            "1/Rb = 1/R3 + 1/R4 + 1/R5",
            "v_a/Ra = V1/R1 + v_b/R5",
            "v_b = Rb*(V1/R3 + v_a/R5)",
            "v_a*(1/Ra - Rb/R5^2) = V1*(1/R1 + Rb/(R3*R5))",
            "i_R5 = (v_a - v_b)/R5",
        ],
    ),
}

ERRORS = [
    ("inverting", 5, "V1/R1 = v_out/R2"),
    ("inverting", 6, "v_out/V1 = -R1/R2"),
    ("inverting", 7, "Rin = V1/i_R1 = R1 + R2"),
    ("inverting, finite gain", 1, "(v_n - V1)/R1 - (v_n - v_out)/R2 = 0"),
    ("inverting, finite gain", 2, "v_out = Ao*v_n"),
    ("inverting, finite gain", 5, "v_out*(1/R2 - (1/R1 + 1/R2)/Ao) = -V1/R1"),
    ("inverting, finite gain", 6, "v_out/V1 = -(R2/R1)/(1 + (1 + R2/R1)/Ao) ~ R2/R1"),
    ("inverting, finite gain", 7, "v_out/V1 = -9.9988"),
    ("inverting, ideal rules in a real circuit", 2, "V1/R1 = v_out/R2"),
    ("inverting, ideal rules in a real circuit", 4, "v_out/V1 = -R2/R1 = -11"),
    ("non-inverting, all imperfections", 4, "v_2/R1 + (v_2 - v_3)/R2 + (v_2 - V1)/Rl = 0"),
    ("non-inverting, all imperfections", 5, "v_2*(1/R2 + Ao/Ro) + v_3*(1/R2 + 1/Rl + 1/Ro) = Ao*V1/Ro"),
    ("non-inverting, all imperfections", 11, "v_3/V1 = 994.67"),
    ("non-inverting, all imperfections", 12, "1 - v_3/V1/G = 0.0053"),
    ("follower with a bias current", 2, "v_p = Vs + Rs*Ibp"),
    ("follower with a bias current", 5, "v_out = v_p*Ao/(1 - Ao)"),
    ("follower with a bias current", 7, "v_out -> Vs + Rs*Ibp (Ao -> oo)"),
    ("difference amplifier", 1, "v_p = R3/(R3 + R4)*V2"),
    ("difference amplifier", 4, "v_out = v_n*(1 + R1/R2) - R2/R1*V1"),
    ("difference amplifier", 7, "v_out = R2/R1*(V1 - V2)"),
    ("difference amplifier, one source at a time", 2, "v_out = R2/R1*R4/(R3 + R4)*V2 (V1 = 0)"),
    ("difference amplifier, one source at a time", 3, "v_out = -R2/R1*V1"),
    ("summing amplifier", 2, "v_out = Rf*(V1/R1 + V2/R2 + V3/R3)"),
    ("summing amplifier", 5, "v_out = -R/Rf*(V1 + V2 + V3)"),
    ("transimpedance", 2, "I1*Rf = v_n - v_out = v_out/A - v_out"),
    ("transimpedance", 4, "v_out/I1 -> Rf (A -> oo)"),
    ("transimpedance", 6, "Z ~ Rf*A"),
    ("integrator", 1, "(V1 - v_n)/R = (v_n - v_out)/(s*C)"),
    ("integrator", 5, "v_out/V1 = -s*R*C"),
    ("two op-amps", 3, "v_b = (1 + R1/R2)*V1"),
    ("two op-amps", 7, "v_out = (1 + R2/R1)*(V2 - V1)"),
    ("bridge", 1, "(v_a - V1)/R1 + v_a/R2 + (v_b - v_a)/R5 = 0"),
    ("bridge", 4, "1/Rb = 1/R3 + 1/R4 - 1/R5"),
    ("bridge", 7, "v_a*(1/Ra - Rb/R5) = V1*(1/R1 + Rb/(R3*R5))"),
    ("bridge", 8, "i_R5 = (v_a - v_b)*R5"),
]


@pytest.mark.parametrize("name", DERIVATIONS)
def test_no_right_line_is_accused(name):
    netlist, lines = DERIVATIONS[name]
    judged = judge_work(written(*lines), circuit_of(*netlist), diagnosing=False)
    assert len(judged) >= len(lines)
    bad = [(j.item.text, j.verdict, j.how) for j in judged if j.verdict in ("false", "carried", "outside")]
    assert bad == []


@pytest.mark.parametrize("name", DERIVATIONS)
def test_what_is_called_true_is_proved_exactly(name):
    netlist, lines = DERIVATIONS[name]
    judged = judge_work(written(*lines), circuit_of(*netlist), diagnosing=False)
    true = [j for j in judged if j.verdict in ("true", "identity")]
    assert all("proved exactly" in j.how or "with the values" in j.how for j in true)
    assert all(j.uses for j in true if j.verdict == "true" and "with the values" not in j.how)


@pytest.mark.parametrize(("name", "line", "wrong"), ERRORS)
def test_the_first_wrong_line_is_found(name, line, wrong):
    netlist, lines = DERIVATIONS[name]
    work = written(*lines[: line - 1], wrong, *lines[line:])
    judged = judge_work(work, circuit_of(*netlist), diagnosing=False)
    assert {j.item.span.line for j in judged if j.verdict == "false"} == {line}


def test_the_verdicts_stand_in_the_order_of_the_work():
    netlist, lines = DERIVATIONS["bridge"]
    work = written(*lines)
    assert [j.item for j in judge_work(work, circuit_of(*netlist), diagnosing=False)] == list(work.items)


def test_a_defect_of_ours_costs_one_line_its_verdict_and_no_other(monkeypatch):
    def broken(claim, state):
        if state.position(claim) == 1:
            raise AttributeError("no such thing")

    monkeypatch.setattr("gainproof.hand.judging.route.QUESTIONS", (broken, *QUESTIONS))
    _costs_the_second_line_its_verdict()


def test_a_defect_in_what_is_asked_before_and_after_the_questions_costs_no_more(monkeypatch):
    def laws(claim, state):
        if state.position(claim) == 1:
            raise AttributeError("no such thing")
        return []

    def again(k, judged, state):
        if k == 1:
            raise AttributeError("no such thing")
        return judged[k]

    for name, broken in (("contradicted", laws), ("reconsidered", again)):
        with monkeypatch.context() as there:
            there.setattr(f"gainproof.hand.judging.route.{name}", broken)
            _costs_the_second_line_its_verdict()


def _costs_the_second_line_its_verdict():
    netlist, lines = DERIVATIONS["bridge"]
    judged = judge_work(written(*lines), circuit_of(*netlist), diagnosing=False)
    assert (judged[1].verdict, judged[1].code) == ("outside", "GP153")
    assert "a defect of gainproof: AttributeError: no such thing" in judged[1].how
    assert [j.verdict for j in judged if j.verdict not in ("true", "identity", "definition")] == ["outside"]
