"""An output resistance between the two ends of a part that is taken out: what a floating load sees."""

import pytest

from gainproof.verification import verify

SOURCE = "* s\nV1 p 0 1\nX1 p n out opamp Ao=2000\nRL out n 2k\nRS n 0 500\n"
HEAD = "vout = Ao*(V1 - vn)\n"
WORDS = [
    "The load sees (without RL, V1 = 0) a source resistance Rout = {x}.",
    "RL sees Rout = {x}.",
    "RL sees a source resistance of Rout = {x}.",
    "Output resistance seen by RL: Rout = {x}",
    "The output resistance seen by RL is Rout = {x}.",
]


@pytest.mark.parametrize("words", WORDS)
def test_what_the_load_sees(words: str) -> None:
    found = verify(HEAD + words.format(x="(1 + Ao)*RS"), SOURCE)
    assert found.first_wrong is None
    assert found.judged[-1].verdict == "identity", "the words tie the name to the ends of the load"


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("x", ["(1 + Ao)*RL", "(1 + Ao)/RS"])
def test_a_slip_is_none_the_less_one(words: str, x: str) -> None:
    found = verify(HEAD + words.format(x=x), SOURCE)
    assert found.first_wrong == 2
    assert "what RL sees" in found.judged[-1].how


def test_a_floating_part_may_be_meant_without_words() -> None:
    assert verify(HEAD + "Rout = (1 + Ao)*RS", SOURCE).first_wrong is None
    assert verify(HEAD + "Rout = (1 + Ao)/RS", SOURCE).first_wrong == 2
