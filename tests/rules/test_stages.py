"""What the stages of a circuit say may be said of the whole, and nothing else."""

from dataclasses import replace

from gainproof import derive
from gainproof.derivation import Derivation, Step
from gainproof.expression import Equation, Num, Sym, add
from gainproof.rules import RULES
from gainproof.rules.judge import Context, Finding

TEXT = """* two followers and a divider
V1 a 0 {V1}
V2 b 0 {V2}
X1 a c c opamp Ao={Ao}
X2 b d d opamp Ao={Ao}
R1 c o {R1}
R2 d o {R2}
"""


def derived(text: str = TEXT, of: str = "V(o)") -> tuple[Derivation, Step]:
    d = derive(text, of=of, method="bisection", limits=[])
    (step,) = (s for s in d.steps if s.rule == "stages")
    return d, step


def judge(d: Derivation, step: Step) -> Finding:
    before = {s.label: s for s in d.steps[: [s.label for s in d.steps].index(step.label)]}
    return RULES["stages"](step, Context(d.circuits, before))


def test_it_accepts_what_the_method_writes() -> None:
    d, step = derived()
    assert judge(d, step).holds


def test_it_refuses_what_does_not_follow() -> None:
    d, step = derived()
    more = replace(step, claim=Equation(step.claim.left, add(step.claim.right, Sym("V1"))))
    assert judge(d, more).how == "it does not follow from the stages"
    for label in step.premises:
        fewer = replace(step, premises=tuple(p for p in step.premises if p != label))
        assert not judge(d, fewer).holds
    assert len(step.premises) == 3


def test_it_refuses_what_is_no_front() -> None:
    d, step = derived()
    front = list(step.data["front"])
    assert "does not say" in judge(d, replace(step, data={})).how
    assert "nothing holds" in judge(d, replace(step, data={"front": [*front, "R1"]})).how
    assert "is about neither" in judge(d, replace(step, data={"front": ["V1", "X1.E"]})).how


def test_it_refuses_a_front_that_feels_its_load() -> None:
    d, step = derived()
    c = d.circuits[step.circuit]
    loaded = c.with_elements(
        (replace(e, nodes=("e", *e.nodes[1:])) if e.name == "X1.E" else e for e in c.elements), c.name
    )
    with_resistor = loaded.with_elements(
        [*loaded.elements, replace(c.element("R1"), name="Ro", nodes=("e", "c"))], c.name
    )
    other = replace(d, circuits={**d.circuits, step.circuit: with_resistor})
    told = replace(step, data={"front": [*step.data["front"], "Ro"]})
    assert "nothing holds the voltage of node c" in judge(other, told).how


def test_it_refuses_stages_of_another_circuit() -> None:
    d, step = derived()
    for premise in step.premises:
        name = d.step(premise).circuit
        stage = d.circuits[name]
        changed = stage.with_elements(
            (replace(e, value=Num(3)) if e.kind in "RE" else e for e in stage.elements), name
        )
        if changed != stage:
            assert "about neither" in judge(replace(d, circuits={**d.circuits, name: changed}), step).how


def test_the_current_of_an_output_is_not_the_front_s() -> None:
    d, step = derived(of="V(c)")
    assert judge(d, step).holds
    front = d.circuits[d.step(step.premises[0]).circuit]
    false = Equation(front.current("X1.E"), Num(0))
    label = step.premises[0]
    steps = tuple(replace(s, claim=false) if s.label == label else s for s in d.steps)
    whole = d.circuits[step.circuit]
    claim = replace(step, claim=Equation(whole.current("X1.E"), Num(0)))
    found = judge(replace(d, steps=steps), claim)
    assert not found.holds
    assert "which the load changes" in found.how
