"""Rule *limit*: what the saved data say of a limit beside its claim must be true as well."""

import pytest

from gainproof.checker import check, failures
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.netlist import read
from gainproof.derivation import Assumption, Derivation, Quantity, Step
from gainproof.notation import parse_equation

C = read("* amp\nV1 1 0\nE1 3 0 1 2 Ao\nR1 2 0\nR2 3 2\n.param Ao=1\n").circuit
OPEN = read("* open\nV1 1 0\nE1 3 0 1 0 Ao\nR1 3 0\nR2 3 0\n.param Ao=1\n").circuit
CLOSED = Step("r", "circuit", parse_equation("v_3/V1 = (1 + R2/R1)/(1 + (1 + R2/R1)/Ao)"))
GROWING = Step("r", "circuit", parse_equation("v_3/V1 = Ao"))


def refusal(
    claim: str,
    *before: Step,
    circuit: Circuit = C,
    to: str = "oo",
    cites: tuple[str, ...] = (),
    **data: object,
) -> str:
    """Why the limit with the open-loop gain sent to infinity is refused, "" if it is not."""
    goes = {"Ao": to}
    under = frozenset({Assumption("Ao", to)})
    last = Step("l", "limit", parse_equation(claim), ("r", *cites), under=under, data={"to": goes, **data})
    d = Derivation(Quantity("transfer", ("3", "0"), "V1"), {"given": circuit}, (*before, last), "", "")
    wrong = failures(d, check(d))
    assert all(v.label == "l" for v in wrong), wrong
    return wrong[0].how if wrong else ""


@pytest.mark.parametrize("data", [{}, {"falls_as": 1}, {"order": ""}, {"order": "1/Ao", "falls_as": 1}])
def test_a_limit_and_how_it_is_reached(data: dict[str, object]) -> None:
    assert refusal("v_3/V1 = 1 + R2/R1", CLOSED, **data) == ""


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"falls_as": 2}, "falls like the power 1, not 2"),
        ({"falls_as": [1]}, "falls like the power 1"),
        ({"order": "1/Ao**2"}, "not of the order"),
        ({"order": "R1"}, "not of the order"),
        ({"order": 7}, "not of the order"),
        ({"leading": "Ao"}, "does not compare r"),
        ({"leading": "0"}, "cannot be read"),
        ({"leading": "Ao**"}, "cannot be read"),
    ],
)
def test_what_is_said_beside_the_limit(data: dict[str, object], why: str) -> None:
    assert why in refusal("v_3/V1 = 1 + R2/R1", CLOSED, **data)


def test_what_neglects_nothing_falls_like_no_power() -> None:
    same = Step("r", "circuit", parse_equation("v_1/V1 = 1"))
    assert refusal("v_1/V1 = 1", same) == ""
    assert "falls like the power None" in refusal("v_1/V1 = 1", same, falls_as=3)
    assert "not of the order" in refusal("v_1/V1 = 1", same, order="1/Ao**3")


def test_what_grows_is_compared_with_what_grows() -> None:
    assert refusal("v_3/V1/Ao = 1", GROWING, circuit=OPEN, leading="Ao") == ""
    assert "does not vanish" in refusal("v_3/V1/(2*Ao) = 1", GROWING, circuit=OPEN, leading="2*Ao")
    assert "does not grow" in refusal("v_3/V1/Ao = 1", GROWING, circuit=OPEN, to="0", leading="Ao")
    assert "does not grow" in refusal("v_3/V1/(1 + R2/R1) = 1", CLOSED, leading="1 + R2/R1")


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        ("v_3/V1 = 1 + R2/R1 + 1/Ao", "left in the claim"),
        ("v_3/V1 = k", "left in the claim"),
        ("v_3/V1 = 1 + R2/R1 + v_2/v_2 - 1", "it holds v_2"),
        ("v_3/V1 = R2/R1", "does not vanish"),
        ("v_2/V1 = 1 + R2/R1", "the left side"),
    ],
)
def test_what_is_no_limit(claim: str, why: str) -> None:
    k = Step("k", "define", parse_equation("k = 1 + R2/R1 + 1/Ao"), data={"symbol": "k"})
    assert why in refusal(claim, CLOSED, k, cites=("k",))


def test_a_square_root_that_stays_is_too_much() -> None:
    rooted = Step(
        "r",
        "circuit",
        parse_equation("v_3/V1*sqrt(1 + R1/R2) = (1 + R2/R1)/(1 + (1 + R2/R1)/Ao)*sqrt(1 + R1/R2)"),
    )
    assert refusal("v_3/V1*sqrt(1 + R1/R2) = (1 + R2/R1)*sqrt(1 + R1/R2)", rooted) == "too large to judge"


def test_names_of_names_are_looked_through_once() -> None:
    """Each is made of the two before it; a search of every path would never end."""
    first = [
        Step(f"k{i}", "define", parse_equation(f"k{i} = R1/R2"), data={"symbol": f"k{i}"}) for i in range(2)
    ]
    texts = [f"k{i} = k{i - 1} - k{i - 2}" for i in range(2, 100)]
    names = first + [
        Step(f"k{i}", "define", parse_equation(q), data={"symbol": f"k{i}"}) for i, q in enumerate(texts, 2)
    ]
    assert (
        refusal("v_3/V1 = 1 + R2/R1 + k99 - k99", CLOSED, *names, cites=tuple(s.label for s in names)) == ""
    )
