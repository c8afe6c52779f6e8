"""Methods write derivations, one file each; to add a method, write its file and add its line.

A method takes a task (a question made ready, and a writer) and writes steps up to an equation for what is
wanted, or raises NotApplicable.  It is free to be clever: the checker judges every line it writes.
"""

from collections.abc import Callable

from gainproof.methods import bisection, blackman, extra_element, feedback, mesh, superposition, thevenin
from gainproof.methods.nodal import Nodal
from gainproof.methods.task import NotApplicable, Outcome, Task
from gainproof.methods.writer import Writer

Method = Callable[[Task], Outcome]

METHODS: dict[str, Method] = {
    "nodal": lambda task: Nodal(task.setting, task.writer, task.circuit).write(),
    "mesh": mesh.write,
    "superposition": superposition.write,
    "thevenin": thevenin.write,
    "extra-element": extra_element.write,
    "feedback": feedback.write,
    "blackman": blackman.write,
    "bisection": bisection.write,
}

__all__ = ["METHODS", "Method", "NotApplicable", "Task", "Writer"]
