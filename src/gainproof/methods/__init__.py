"""Methods write derivations, one file each; to add a method, write its file and add its line.

A method takes a setting (a circuit made ready for a quantity) and a writer, and writes steps up to an
equation for what is wanted.  It is free to be clever: the checker judges every line it writes.
"""

from collections.abc import Callable

from gainproof.circuit.ask import Setting
from gainproof.expression import Expr
from gainproof.methods.nodal import Nodal
from gainproof.methods.writer import Writer

Method = Callable[[Setting, Writer, str], tuple[str, Expr, list[str]]]
"""(setting, writer, name of the circuit) -> (label of the last step, its unknown, definitions used)"""

METHODS: dict[str, Method] = {
    "nodal": lambda setting, writer, circuit: Nodal(setting, writer, circuit).write(),
}

__all__ = ["METHODS", "Method", "Writer"]
