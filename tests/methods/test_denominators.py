"""A denominator is named once, and every value over it is what it was."""

from gainproof.algebra.rational import Ratio, Ring
from gainproof.circuit.ask import setting, transfer_words
from gainproof.circuit.netlist import read
from gainproof.expression import Sym
from gainproof.methods import Task, Writer
from gainproof.methods.denominators import over_common
from gainproof.notation import parse

RING = Ring(["a", "b", "c", "d"])
LONG, FACTOR, OTHER = "a*b + a*c + b*c", "d*(a*b + a*c + b*c)", "a + b + d"


def _task() -> Task:
    c = read("* d\nV1 1 0\nR1 1 2\nR2 2 0\n").circuit
    q = transfer_words("V(2) V1", c)
    return Task(q, setting(c, q), "given", Writer(), {"given": c}, {}, {})


def _value(over: str, under: str) -> Ratio:
    return RING.ratio(parse(f"({over})/({under})"))


def test_values_of_one_denominator_share_its_name() -> None:
    """Also where one has a factor more, or where a factor of it was cancelled."""
    task = _task()
    values = [_value("a", LONG), _value("-b*c", LONG), _value("1", FACTOR), _value("d", "1")]
    seen = 0
    for value in values:
        form, cited = over_common(task, value, values, "given")
        assert cited == ["define D_1"]
        meaning = task.writer.claim("define D_1").right
        assert RING.ratio(form.replaced({"D_1": meaning})) == value
        seen += Sym("D_1") in form.walk()
    assert seen >= 3
    assert len(task.writer.steps) == 1


def test_another_denominator_gets_another_name() -> None:
    task = _task()
    values = [_value("a", LONG), _value("c", OTHER)]
    over_common(task, values[0], values, "given")
    _, cited = over_common(task, values[1], [values[1], values[1]], "given")
    assert cited == ["define D_2"]


def test_alone_a_value_keeps_its_own() -> None:
    task = _task()
    value = _value("a", LONG)
    form, cited = over_common(task, value, [value], "given")
    assert (RING.ratio(form), cited, task.writer.steps) == (value, [], [])
