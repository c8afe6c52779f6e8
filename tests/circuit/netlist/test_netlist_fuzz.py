"""Whatever the text, the reader gives a netlist or an InputError, and soon."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from gainproof.circuit.netlist import read
from gainproof.errors import InputError

SPELLED = """
R1 R2 C1 L1 L2 V1 I1 E1 G1 F1 H1 K1 X1 X2 W1 P1 D1 0 1 2 3 out gnd 1k 4k7 3,3k {R1} {R1*R2} {a
'b' {1/0} = ( ) , opamp Ao=1e5 Ro=0 Ao=oo a=1 a={b} b={a} .param .subckt .ends .tf v(2) V1
.include .lib nofile .end .model .global .control .endc + * ; $ *: role ideal oo DC AC SIN 1F 1M
µ {(((( {2**64**2} par(1,2) -1 1e999 poly(1) value= a a b s
"""
WORDS = st.sampled_from(
    [*SPELLED.split(), "\t", "\0", "ü", "{", "}", '"', "\\", "\u2028", "{9**64**64}", "{1/(a-a)}"]
)
GAPS = st.sampled_from([" ", " ", " ", " ", "", ",", "=", "("])
LINES = st.lists(st.lists(st.tuples(WORDS, GAPS).map("".join), max_size=9).map("".join), max_size=14)


def outcome(text: str) -> None:
    problems = ()
    try:
        n = read("fuzz\n" + text)
    except InputError as e:
        problems = e.problems
    if problems:
        assert all(p.what and p.place.column >= 1 for p in problems)
    else:
        assert {s for e in n.circuit.elements if e.value is not None for s in e.value.symbols()} == set(
            n.circuit.parameters
        )
        assert all(name.isidentifier() for name in n.circuit.parameters)


@settings(max_examples=400, deadline=timedelta(seconds=2))
@given(LINES)
def test_lines_of_words_of_netlists(lines: list[str]) -> None:
    outcome("\n".join(lines))


@settings(max_examples=200, deadline=timedelta(seconds=2))
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    outcome(text)


ELEMENTS = st.builds(
    lambda letter, number, nodes, value: " ".join([f"{letter}{number}", *nodes, value]),
    st.sampled_from("RCLVIEGX"),
    st.integers(1, 9),
    st.lists(st.sampled_from(["0", "1", "2", "3", "x"]), min_size=2, max_size=4),
    st.sampled_from(
        ["", "1k", "0", "{a}", "{a/b}", "oo", "opamp", "opamp Ao=A", "opamp vos=1m Ib={q}", "a", "AC 1"]
    ),
)


@settings(max_examples=400, deadline=timedelta(seconds=2))
@given(st.lists(ELEMENTS, min_size=1, max_size=12))
def test_elements_at_random(lines: list[str]) -> None:
    outcome("\n".join(lines))
