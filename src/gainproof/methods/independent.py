"""Which controlled sources are taken for independent, so that superposition finds no feedback in its way.

An op-amp's is the one that amplifies.  Whatever is chosen, the circuit with these sources independent must
have an answer for each source alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from gainproof.circuit.circuit import Element
from gainproof.circuit.variants import CONTROLLED, substituted
from gainproof.errors import Singular, TooLarge
from gainproof.expression import Expr, Neg, Sym
from gainproof.methods.shares import active, opened_loop, share
from gainproof.methods.task import NotApplicable, Task


def freed(task: Task) -> list[str]:
    """The controlled sources to take for independent, so that every share can be found."""
    for names in _choices(task):
        loop = opened_loop(task.c, names)
        if len(active(loop)) < 2:
            raise NotApplicable("there is one source and no amplifier: nothing to superpose")
        if determined(task, names):
            return names
    raise NotApplicable("with its controlled sources taken for independent the circuit has no answer")


def determined(task: Task, names: list[str]) -> bool:
    """Is what each source does alone determined, with these controlled sources independent?"""
    loop = opened_loop(task.c, names)
    try:
        for wanted in _targets(task, names):
            for e in active(loop):
                task.exact(share(loop, e.name, wanted))
    except Singular:
        return False
    except TooLarge as fault:
        raise NotApplicable(f"what one source does alone is too large to write: {fault}") from None
    return True


def _choices(task: Task) -> Iterator[list[str]]:
    """Sets of controlled sources, the best first: of an op-amp's, only the one that amplifies."""
    controlled = [e for e in task.c.elements if e.kind == "N" or e.kind in CONTROLLED]
    amplifying = [e for e in controlled if amplifies(task, e)]
    known = {task.c.element(n).name for n in task.elements}
    if known:
        yield [e.name for e in controlled if e.name in known]
        return
    inside = {e.part_of for e in amplifying if e.part_of}
    chosen = [e for e in controlled if e in amplifying or e.part_of not in inside]
    yield [e.name for e in chosen]
    if amplifying and amplifying != chosen:
        yield [e.name for e in amplifying]
    if len(controlled) > 1:
        yield from ([e.name] for e in (*amplifying, *(x for x in controlled if x not in amplifying)))


def amplifies(task: Task, e: Element) -> bool:
    """Is the source an op-amp's, of a gain that is infinite, or ideally so?"""
    ideal = task.ideals.get(e.value.name) if isinstance(e.value, Sym) else None
    return e.kind == "N" or ideal == "oo"


def controls(task: Task, e: Element) -> list[Expr]:
    """What controls a source: the voltages of its input nodes, or a current."""
    if e.kind in "FH":
        return [task.c.current(e.controls[0])]
    return [v for n in e.nodes[2:] if isinstance(v := task.c.voltage(n), Sym)]


def _targets(task: Task, names: list[str]) -> list[Expr]:
    """The voltages and currents to be found by superposition: those that are not a source's own."""
    own = [substituted(task.c, n) for n in names]
    given = {x.args[0] if isinstance(x, Neg) else x for x in own}
    wanted = [x for n in names for x in controls(task, task.c.element(n))]
    s = task.setting.wanted
    if not all(Sym(n) in given for n in s.symbols()):
        wanted.append(s)
    return [x for x in dict.fromkeys(wanted) if x not in given]
