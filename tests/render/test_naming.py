"""What the page says of elements and circuits that a network theorem has changed."""

import pytest

from gainproof.checker import check
from gainproof.engine import derive
from gainproof.expression import Sym
from gainproof.render.composing import compose
from gainproof.render.document import Item
from gainproof.render.naming import spoken
from gainproof.render.sentences import Phrase

AMPLIFIER = "* a\nV1 1 0\nX1 1 2 3 opamp Ao=1\nR1 2 0\nR2 3 2\n"
OPEN = "* o\nV1 1 0\nX1 1 0 3 opamp Ao=1 Ro=1\nRl 3 0\n"


def _items(netlist: str, method: str, asked: str) -> tuple[Item, ...]:
    d = derive(netlist, of=asked, method=method, limits=[])
    return compose(d, check(d)).items


def _words(phrase: Phrase) -> str:
    return "".join(p if isinstance(p, str) else "#" for p in phrase)


def _reasons(items: tuple[Item, ...]) -> list[str]:
    return [_words(r) for i in items for r in i.reasons]


def test_every_circuit_is_announced_and_so_is_the_way_back() -> None:
    said = [
        r for r in _reasons(_items(AMPLIFIER, "feedback", "V(3)/V1")) if r.startswith(("Here", "The whole"))
    ]
    assert said == [
        "Here the gain of # is infinite.",
        "Here # delivers nothing.",
        "Here # is off; # is an independent source.",
        "The whole circuit again.",
    ]


def test_one_circuit_needs_no_announcement() -> None:
    assert not any(
        r.startswith(("Circuit", "Here", "The whole"))
        for r in _reasons(_items(AMPLIFIER, "nodal", "V(3)/V1"))
    )


@pytest.mark.parametrize(
    ("netlist", "said"),
    [(AMPLIFIER, "Nothing leaks past the op-amp #."), (OPEN, "Nothing comes back to the op-amp #.")],
)
def test_a_part_that_is_zero_is_said_in_words(netlist: str, said: str) -> None:
    assert said in _reasons(_items(netlist, "feedback", "V(3)/V1"))


def test_the_reason_of_the_theorem_names_the_amplifier() -> None:
    (theorem,) = (i for i in _items(AMPLIFIER, "feedback", "V(3)/V1") if i.rule == "asymptotic")
    assert "Ideal gain, return ratio and direct feedthrough of the op-amp #." in map(_words, theorem.reasons)


def test_what_is_put_in_stands_apart_from_what_it_is_put_into() -> None:
    titles = [_words(i.title) for i in _items(AMPLIFIER, "feedback", "V(3)/V1")]
    assert "Put # and # into #." in titles
    assert "Multiply out #." in titles
    assert not any("X1.E" in t or "X1_E" in t for t in titles)


IDLE = "* i\nV1 1 0\nV2 p 0\nR1 1 2\nR2 2 3\nR3 p q\nI3 q 0\nI4 q 0\nX1 q 2 3 opamp Ao=A\n"


def test_sources_that_do_nothing_are_named() -> None:
    """Each side of the amplifier is deaf to the sources at the other, and to the amplifier where it is."""
    said = [r for r in _reasons(_items(IDLE, "superposition", "V(3)")) if "nothing" in r]
    assert said == ["#, # and # do nothing to #.", "# and the op-amp # do nothing to #."]


def test_a_reason_that_is_general_is_given_once() -> None:
    reasons = _reasons(_items(IDLE, "superposition", "V(3)"))
    assert reasons.count("Superposition: the circuit is linear.") == 1


def test_names_among_words_are_formulas() -> None:
    d = derive("* n\nRid in a\nVin in 0\nX1 0 a out opamp\nR2 a out\n", of="V(out)/Vin", limits=[])
    said = spoken(d, "seen by Rid, with Vin adjusted until v_out = 0 (X1 and a in it; A, Rx as they are)")
    assert _words(said) == "seen by #, with # adjusted until # = 0 (# and a in it; A, Rx as they are)"
    assert said[1] == Sym("Rid")


def test_a_law_inside_an_op_amp_is_that_of_its_imperfections() -> None:
    """Not that of a controlled source, which is how the library writes it."""
    netlist = "* c\nV1 1 0\nX1 1 2 3 opamp Ao={G0/(1+s/wp)} CMRR=30k\nR1 2 0\nR2 3 2\n"
    laws = [i for i in _items(netlist, "nodal", "V(3)/V1") if i.rule == "law"]
    said = {_words(r) for i in laws for r in i.reasons}
    assert "Common-mode rejection ratio." in said
    assert not any("controlled" in words for words in said)
