"""Sets: as many problems as were asked for, none like another, the same for the same seed, on any circuit."""

import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest

from gainproof import verify
from gainproof.circuit.netlist import read
from gainproof.errors import GainproofError
from gainproof.problems.exercises import Exercise
from gainproof.problems.exports import moodle
from gainproof.problems.making import Wishes, problems
from gainproof.problems.nouns import KINDS, Problem, ProblemSet
from gainproof.problems.proving import KeyRefused
from gainproof.problems.records import dumps
from gainproof.witness.measurement import measurement
from gainproof.witness.numeric import reading
from gainproof.worked.values import read as read_value

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "derivations" / "4-input-resistance"
MIXED = problems([FOLDER], 24, 7)
NO_OP_AMP = """Loaded divider
V1 in 0 5
R1 in out 10k
R2 out 0 22k
Rl out 0 47k
.tf V(out) V1
"""
MATCHED = """Difference amplifier, matched
.param R1=1k R2=10k
V1 a 0 1
V2 b 0 1.05
R1a a n {R1}
R2a n o {R2}
R1b b p {R1}
R2b p 0 {R2}
X1 p n o opamp Ao=20k
"""


def values_of(p: Problem) -> dict[str, Fraction]:
    return {n: q.value for n, q in p.circuit.parameters.items() if q.value is not None}


def test_a_set_has_every_kind_and_distinct_names_in_order() -> None:
    assert [p.number for p in MIXED.problems] == list(range(1, 25))
    assert {p.kind for p in MIXED.problems} == set(KINDS)
    assert MIXED.problems[2].name == "4-input-resistance-s7-003"
    assert len({p.name for p in MIXED.problems}) == 24
    assert {str(p.quantity) for p in MIXED.problems} == {"V(3)/V1", "zin(V1)"}


def test_no_two_variants_are_alike() -> None:
    seen = [(str(p.quantity), tuple(sorted(values_of(p).items()))) for p in MIXED.problems]
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("p", MIXED.problems, ids=lambda p: p.name)
def test_a_problem_is_whole_and_its_key_right(p: Problem) -> None:
    assert p.question
    assert p.proofs
    assert p.answer is not None
    assert values_of(p) == dict(p.values)
    assert read(p.netlist).circuit == p.circuit
    assert reading(measurement(p.circuit, p.quantity), p.values, Fraction) == p.answer.value
    assert verify([p.line(p.answer.shown)], p.netlist, names=p.names).judged[0].verdict == "true"
    for u in p.givens:
        assert read_value(str(u), u.unit.removeprefix("1")) == u.value, "what is printed is what is used"
    by_number = p.kind == "number" or any(o.value is not None for o in p.options)
    assert (p.solution.example is not None) is by_number, "numbers are worked where one is asked"
    assert p.solution.example is None or p.solution.example.work
    assert (len(p.options) == 4) == (p.kind == "choice")
    assert not p.blanks or p.kind == "faded"


@pytest.mark.parametrize("p", [p for p in MIXED.problems if p.kind == "number"], ids=lambda p: p.name)
def test_the_ideal_answer_is_no_right_one(p: Problem) -> None:
    assert p.answer is not None
    assert p.solution.example is not None
    ideal = next((w for label, w in p.solution.example.rows if label == "ideal value"), None)
    if str(p.quantity) == "V(3)/V1":
        assert ideal is not None
        assert abs(Fraction(ideal) - p.answer.value) > 2 * p.answer.margin


def test_the_same_seed_gives_the_same_bytes_in_another_process_and_another_seed_others() -> None:
    code = (
        "import sys; from gainproof.problems.making import problems;"
        "from gainproof.problems.records import dumps;"
        f"sys.stdout.write(dumps(problems([{str(FOLDER)!r}], 6, 5)))"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout.decode()
        for seed in ("1", "22")
    ]
    assert said[0] == said[1] == dumps(problems([str(FOLDER)], 6, 5))
    assert said[0] != dumps(problems([str(FOLDER)], 6, 6))


def of(tmp_path: Path, text: str, n: int, wishes: Wishes | None = None, **more: str) -> ProblemSet:
    (tmp_path / "my circuit.cir").write_text(text)
    return problems([tmp_path / "my circuit.cir"], n, 1, wishes, **more)


def test_a_netlist_without_an_op_amp_will_do(tmp_path: Path) -> None:
    found = of(tmp_path, NO_OP_AMP, 9)
    assert len(found.problems) == 9
    assert found.title == "Loaded divider"
    assert {p.kind for p in found.problems} == set(KINDS)
    assert found.problems[0].name == "my-circuit-s1-001"
    assert not any(p.part for p in found.problems)


def test_matched_parts_stay_matched_and_close_sources_close(tmp_path: Path) -> None:
    found = of(tmp_path, MATCHED, 12, Wishes(kind="number"), of="V(o)")
    for p in found.problems:
        c = p.circuit
        assert c.element("R1a").value == c.element("R1b").value
        assert 0 < abs(p.values["V2"] - p.values["V1"]) <= Fraction(15, 100)


def test_parts_and_series_and_tolerance_are_as_wished() -> None:
    wishes = Wishes(kind="number", parts=("LM741",), series="E6", tolerance=Fraction(1, 20))
    found = problems([FOLDER], 8, 1, wishes)
    assert {p.part for p in found.problems} == {"LM741"}
    assert all(p.values["Ri"] == 2_000_000 for p in found.problems)
    assert any(p.answer and p.answer.tolerance == Fraction(1, 20) for p in found.problems)
    assert {p.part for p in problems([FOLDER], 4, 1, Wishes(parts=("none",))).problems} == {""}


def test_a_formula_is_asked_for_once() -> None:
    found = problems([FOLDER], 9, 1, Wishes(kind="formula"))
    assert len(found.problems) == 2
    assert any("no more than 1 different of this kind can be made" in r for r in found.remarks)


def test_a_sequence_of_faded_examples_begins_in_full_and_leaves_out_more_and_more() -> None:
    found = problems([ROOT / "derivations" / "3-output-resistance"], 5, 1, Wishes(kind="faded"))
    counts = [len(p.blanks) for p in found.problems]
    assert counts[0] == 0
    assert counts == sorted(counts)
    assert counts[-1] >= 5


def test_choices_by_formula_and_by_number_take_turns() -> None:
    found = problems([ROOT / "derivations" / "1-offset-voltage"], 6, 1, Wishes(kind="choice", options=5))
    kinds = [p.options[0].value is None for p in found.problems]
    assert kinds == [True, False] * 3
    for p in found.problems:
        assert len(p.options) == 5
        assert p.right is not None
        assert len({o.code for o in p.options}) > 3


def test_at_a_frequency_the_magnitude_is_asked() -> None:
    (p,) = problems([ROOT / "derivations" / "rauck-d-bandwidth"], 1, 1, Wishes(kind="number")).problems
    assert p.frequency == 1000
    assert any("at 1 kHz" in str(part) for s in p.question for part in s)


@pytest.mark.parametrize(
    ("text", "more", "why"),
    [
        ("t\nV1 a 0 1\nR1 a b {R1}\nR2 b 0 1k\n.tf V(b) V1\n", {}, "no example value for R1, .*--set R1="),
        ("t\nV1 a 0 1\nR1 a b 1k\nR2 b 0 1k\n", {}, r"asks nothing; add a line such as \"\.tf"),
        ("t\nV1 a 0 1\nR1 a b 1k\nR2 b 0 1k\n", {"of": "V(c)"}, "there is no node 'c'"),
        (
            "t\nV1 a 0 1\nR1 a n 1k\nR2 p o 1k\nR3 p 0 1k\nR4 n o 9k\nX1 p n o opamp Ao=100k\n.tf V(o) V1\n",
            {},
            "the feedback at X1 is positive",
        ),
        ("t\nV1 a 0 1\nR1 a b 1k\nC1 b 0 1n\n.tf V(b) V1\n", {"kind": "number"}, "a function of s"),
    ],
)
def test_what_no_problem_can_be_made_of_is_told(
    tmp_path: Path, text: str, more: dict[str, str], why: str
) -> None:
    wishes = Wishes(kind=more.get("kind", "mixed"))
    rest = {k: v for k, v in more.items() if k != "kind"}
    with pytest.raises(GainproofError, match=why):
        of(tmp_path, text, 3, wishes, **rest)


def test_a_function_of_s_can_be_asked_for_as_a_formula(tmp_path: Path) -> None:
    found = of(tmp_path, "Low pass\nV1 a 0 1\nR1 a b 1k\nC1 b 0 1n\n.tf V(b) V1\n", 4)
    assert [p.kind for p in found.problems] == ["formula", "faded", "choice", "faded"]
    assert all(p.answer is None for p in found.problems)


@pytest.mark.parametrize(
    ("n", "wishes", "why"),
    [
        (0, Wishes(), "-n 0: expected a number of problems"),
        (3, Wishes(kind="essay"), "there is no kind 'essay'"),
        (3, Wishes(options=1), "--options 1: expected 2 to 8"),
        (3, Wishes(kind="faded", fade="sideways"), "has no line 'sideways' to leave out"),
        (3, Wishes(parts=("OP99",)), "there is no part 'OP99'"),
        (3, Wishes(series="E5"), "there is no series 'E5'"),
        (3, Wishes(tolerance=Fraction(0)), "--tolerance"),
        (3, Wishes(swing=Fraction(0)), "--swing"),
        (3, Wishes(swing=Fraction(1, 10**9)), "no sensible values were found in 400 draws"),
    ],
)
def test_wishes_that_cannot_be_met_are_told(n: int, wishes: Wishes, why: str) -> None:
    with pytest.raises(GainproofError, match=why):
        problems([FOLDER], n, 1, wishes)


def test_a_voltage_between_two_nodes_has_a_name_that_is_told(tmp_path: Path) -> None:
    bridge = "Bridge\nVb s 0 10\nR1 s a 1k\nR2 a 0 1.2k\nR3 s b 1k\nR4 b 0 1k\nRm a b 5k\n.tf V(a,b) Vb\n"
    for p in of(tmp_path, bridge, 5).problems:
        assert p.answer is not None
        assert verify([p.line(p.answer.shown)], p.netlist, names=p.names).holds


def test_a_circuit_that_fails_is_left_out_where_others_do_not(tmp_path: Path) -> None:
    (tmp_path / "loud.cir").write_text(
        "Loud\nV1 a 0 1\nX1 a n o opamp\nR1 n 0 1k\nR2 n o 1meg\n.tf V(o) V1\n"
    )
    with pytest.raises(GainproofError, match=r"an op-amp's output lies beyond ±13 V \(--swing\)"):
        problems([tmp_path / "loud.cir"], 2, 1, Wishes(kind="number"))
    found = problems([tmp_path / "loud.cir", FOLDER], 6, 1, Wishes(kind="number"))
    assert len(found.problems) == 4
    assert any("--swing" in r for r in found.remarks)


def test_there_are_only_so_many_variants(tmp_path: Path) -> None:
    text = "t\nV1 a 0 1\nR1 a b 0.1\nR2 b 0 1k\n.tf V(b) V1\n"
    with pytest.raises(GainproofError, match="there are not so many different variants"):
        of(tmp_path, text, 200, Wishes(kind="number", series="E6"))


def test_a_set_whose_key_is_refused_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    import gainproof.problems.making as making

    right = making.answer

    def corrupted(*of_what: object) -> object:
        found = right(*of_what)  # type: ignore[arg-type]
        return type(found)(found.value * 2, found.unit, found.tolerance, found.shown)

    monkeypatch.setattr(making, "answer", corrupted)
    with pytest.raises(KeyRefused):
        problems([FOLDER], 1, 1, Wishes(kind="number"))


def test_a_circuit_whose_key_is_refused_is_left_out_and_the_others_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import gainproof.problems.making as making

    for name in ("good", "bad"):
        (tmp_path / f"{name}.cir").write_text(NO_OP_AMP.replace("Loaded", name))
    proved = making.proved_formula

    def doubting(ex: Exercise) -> object:
        if ex.title.startswith("bad"):
            raise KeyRefused(f"{ex.title}: planted")
        return proved(ex)

    monkeypatch.setattr(making, "proved_formula", doubting)
    found = problems([tmp_path / "bad.cir", tmp_path / "good.cir"], 4, 1, Wishes(kind="number"))
    assert {p.title for p in found.problems} == {"good divider"}
    assert [p.number for p in found.problems] == [1, 2]
    assert "bad divider: planted" in found.remarks
    with pytest.raises(KeyRefused):
        problems([tmp_path / "bad.cir"], 4, 1)


def test_no_control_character_of_a_title_gets_into_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.cir").write_text(NO_OP_AMP.replace("Loaded", "Lo\x07aded \x1b"))
    found = problems([tmp_path / "a.cir"], 1, 1, title="\x07bell")
    assert found.problems[0].title.isprintable()
    assert found.title == " bell"
    for data in moodle.files(found).values():
        ElementTree.fromstring(data)
