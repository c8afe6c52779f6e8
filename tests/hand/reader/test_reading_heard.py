"""No relation of a work passes in silence: each is a claim, or is told in a notice."""

import re
from pathlib import Path

import pytest
from hand.written import circuit_of

from gainproof.circuit.netlist.reader import read
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work
from gainproof.hand.reader.documents.front import block, front_matter
from gainproof.hand.reader.places import Places
from gainproof.hand.work import Claim

ROOT = Path(__file__).parents[3]
CIRCUIT = circuit_of("V1 in 0 1", "R1 in a 1k", "R2 a 0 2k", "R3 in b 3k", "R4 b 0", "RL a b", "C1 a 0")
SIGN = re.compile(
    r"(?<![<>!:=])={1,2}(?![>=])|[≈≜≡→≫≪]|(?<!-)->"
    r"|\\(?:approx|triangleq|to|rightarrow|gg|ll|equiv)(?![A-Za-z])"
)
NO_FORMULA = re.compile(
    r"<!--.*?-->|(?<!\\)%[^\n]*|\\(?:usepackage|documentclass)[^\n]*|^# gainproof:[^\n]*", re.S | re.M
)
LEADS = re.compile(r"(?:→|->)\s+\S")


def works():
    for folder in sorted((ROOT / "benchmarks" / "derivations_by_hand").glob("[0-9]*")):
        for kind in ("right", "wrong"):
            (file,) = folder.glob(f"{kind}.*")
            yield file, folder / "circuit.cir"
    for file in sorted((ROOT / "derivations" / "note-errata").glob("*.md")):
        yield file, file.parent / front_matter(file.read_text(encoding="utf-8"), file.name).circuit


def heard(work, source):
    """From where to where items and notices tell of the source."""
    at = Places(source).offset
    for x in work.items:
        if isinstance(x, Claim):
            begin = min(at(x.left.span), at(x.right.span))
            yield begin, begin + len(x.text)
        else:
            begin = max(source.rfind(x.text, 0, at(x.span) + 1), 0)
            yield begin, begin + len(x.text)
    for n in work.notices:
        if n.code not in ("guessed", "look-alike", "ambiguous", "bracket"):
            yield at(n.span), at(n.span) + n.span.length


def test_every_relation_of_every_work_is_told():
    seen = 0
    for file, circuit in works():
        source = file.read_text(encoding="utf-8")
        front = front_matter(source, file.name)
        symbols = symbol_table(read(circuit).circuit, front.names)
        work = read_work(source, file=file.name, symbols=symbols)
        told = list(heard(work, source))
        begin = block(source)[2]
        bare = " " * begin + NO_FORMULA.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), source[begin:])
        for m in SIGN.finditer(bare):
            seen += 1
            if not any(a <= m.start() < b for a, b in told) and not LEADS.match(bare, m.start()):
                line = source.count("\n", 0, m.start())
                pytest.fail(f"{file}:{line + 1}: {source.splitlines()[line]}")
    assert seen > 700


def notices(source, format="text"):
    work = read_work(source, format=format, symbols=symbol_table(CIRCUIT))
    return [(n.code, n.message) for n in work.notices]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("With R1 = 1 kΩ we get v_a = V1/2.", ("given", "R1 = 1 kΩ is given; the netlist says the same")),
        ("With R1 = 2 kΩ we get v_a = V1/2.", ("GP136", "R1 is 2000 here; the netlist says 1000")),
        ("With R4 = 2 kΩ we get v_b = V1/2.", ("given", "R4 = 2 kΩ is given; the netlist does not say it")),
        ("For V1 = 2 V we get v_a = 1 V.", ("given", "V1 = 2 V is given; the netlist says 1")),
        ("v_a = V1  (s = 0)", ("condition", "s = 0 is a condition of line 1")),
        ("For R1 = R2 and s = 0 we have v_a = V1/2.", ("condition", "R1 = R2 is a condition of line 1")),
        ("At omega = 1/(R2 C1), v_a = V1.", ("condition", "omega = 1/(R2 C1) is a condition of line 1")),
        ("It is balanced for R1 = R2.", ("not judged", "R1 = R2 is said of no line, and not judged")),
        ("Here v_a = voltage at a", ("passed", "Here v_a = voltage at a is taken for words, and not judged")),
    ],
)
def test_conditions_and_given_values_are_told(source, told):
    assert told in notices(source)


def test_an_arrow_before_an_equation_is_no_relation():
    assert not [x for x in notices("-> v_a = V1\nR1 = R2 -> v_a = V1") if x[0] in ("words", "passed")]
