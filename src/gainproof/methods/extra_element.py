"""The extra element theorem: a circuit without some of its impedances, and what each of them changes.

    H = H_ref (1 + Z_n/Z)/(1 + Z_d/Z)      reference: Z open
    H = H_ref (1 + Z/Z_n)/(1 + Z/Z_d)      reference: Z shorted

Z_d is what the element sees with the input off, Z_n what it sees with the input adjusted until the output is
zero: R. D. Middlebrook's null double injection.  Several elements give sums of products, each factor found
with other elements in the state opposite to their reference.  So the hard circuit is never solved: every part
is a question to a simpler one.

The elements are those the user names; else imperfections that are impedances, each with its ideal as the
reference, or reactances, or both, the first of these whose parts can all be read off their circuits; else
whatever leaves the shortest parts.  Where no null exists (the reference gain is zero, or there are several
inputs) the theorem is written for one element without it.

R. D. Middlebrook, "Null double injection and the extra element theorem", IEEE Trans. Education 32 (1989);
R. D. Middlebrook, V. Vorpérian, J. Lindal, "The N extra element theorem", IEEE Trans. CAS-I 45 (1998);
V. Vorpérian, *Fast Analytical Techniques for Electrical and Electronic Circuits* (2002).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from gainproof.circuit.circuit import Element
from gainproof.circuit.ports import OPEN, OPPOSITE, SHORTED, is_impedance
from gainproof.expression import Sym
from gainproof.methods.direct import Direct
from gainproof.methods.nulls import Nulls
from gainproof.methods.ports import Question
from gainproof.methods.task import NotApplicable, Outcome, Task

MOST = 4
"""More elements than this would need more lines than a reader follows."""
IMPERFECT, REACTIVE = 2, 3
"""How many imperfections, and how many reactances, are taken when the user names none."""
TRIED = 24
"""Of how many single impedances the one with the simplest parts is sought."""


def write(task: Task) -> Outcome:
    """Choose the elements and their references, find the parts, and put them together."""
    question = Question.of(task)
    plan = _of_named(question) if task.elements else _chosen(question)
    return plan.write()


# Which elements.


def _of_named(question: Question) -> Nulls | Direct:
    """The theorem for the elements that the user names."""
    task = question.task
    group = [task.c.element(n) for n in dict.fromkeys(task.c.element(n).name for n in task.elements)]
    for e in group:
        if not is_impedance(task.c, e):
            raise NotApplicable(f"{e.name} is not an impedance that could be opened or shorted")
    what = ", ".join(e.name for e in group)
    if len(group) > MOST:
        raise NotApplicable(f"{what} would make {2 ** len(group) - 1} products; name at most {MOST} elements")
    found = _first(question, [group], Nulls)
    if found is None and len(group) == 1:
        found = _first(question, [group], Direct)
    if found is None and not question.source:
        raise NotApplicable(f"with several inputs the theorem is about one element, not {what} together")
    if found is None:
        raise NotApplicable(f"no references of {what} give circuits in which every part can be found")
    return found


def _chosen(question: Question) -> Nulls | Direct:
    """The theorem for elements worth looking at whose parts can be read off, or else are the shortest."""
    found = []
    for groups in _worthy(question):
        plan = _first(question, groups, Nulls)
        if plan is not None and not plan.long:
            return plan
        found += [plan] if plan is not None else []
    singles = _impedances(question.task)[:TRIED]
    for kind in (Nulls, Direct):
        found += [p for e in singles for p in _plans(question, [e], kind)]
        if found:
            return min(found, key=lambda plan: plan.length)
    raise NotApplicable("the circuit has no impedance that could be opened or shorted")


def _worthy(question: Question) -> Iterator[Iterable[Sequence[Element]]]:
    """Imperfections, reactances, both together: the largest groups first, and those of a size as one."""
    known = _impedances(question.task)
    imperfect = [e for e in known if _ideal(question.task, e)]
    reactive = [e for e in known if e.kind in "CL"]
    both = [*imperfect[:1], *reactive] if imperfect and reactive else []
    for group, most in ((imperfect, IMPERFECT), (reactive, REACTIVE), (both, REACTIVE)):
        for size in range(min(most, len(group)), 0, -1):
            yield combinations(group[: most + 1], size)


def _first(
    question: Question, groups: Iterable[Sequence[Element]], kind: type[Nulls] | type[Direct]
) -> Nulls | Direct | None:
    """The theorem for the first of the groups that has it, with the first references that will do."""
    return next((plan for group in groups for plan in _plans(question, group, kind)), None)


def _plans(
    question: Question, group: Sequence[Element], kind: type[Nulls] | type[Direct]
) -> Iterator[Nulls | Direct]:
    """The theorem for these elements, with every choice of references that will do."""
    for states in _states(question.task, group):
        plan = kind.made(question, states)
        if plan is not None:
            yield plan


def _impedances(task: Task) -> list[Element]:
    """The impedances that may be taken out, those that are imperfections first in the order of these."""
    order = list(task.ideals)
    found = [e for e in task.c.elements if is_impedance(task.c, e)]
    return sorted(found, key=lambda e: order.index(e.value.name) if _ideal(task, e) else len(order))  # type: ignore[union-attr]


def _ideal(task: Task, e: Element) -> str:
    """Where an imperfection ideally goes, "oo" or "0"; "" for a part of the design."""
    return task.ideals.get(e.value.name, "") if isinstance(e.value, Sym) else ""


def _state(task: Task, e: Element) -> str:
    """The reference to begin with: the ideal, or what the element is at zero frequency."""
    shorted = _ideal(task, e) == "0" if _ideal(task, e) else e.kind == "L"
    return SHORTED if shorted else OPEN


# Which references.


def _states(task: Task, group: Sequence[Element]) -> Iterator[dict[str, str]]:
    """Every choice of references, those nearest to the wanted one first."""
    wanted = [_state(task, e) for e in group]
    flips = sorted(product((False, True), repeat=len(group)), key=sum)
    for flip in flips:
        yield {e.name: OPPOSITE[how] if f else how for e, how, f in zip(group, wanted, flip, strict=True)}
