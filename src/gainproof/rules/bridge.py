"""What the network theorems share: results of other circuits, and whether they are the ones wanted.

A theorem's rule knows which quantity of which variant each of its terms is.  It computes the variant anew and
compares what a circuit's equations depend on, so that the names of circuits carry no authority.
"""

from __future__ import annotations

from collections.abc import Mapping

from gainproof.circuit.circuit import Circuit
from gainproof.derivation import Step, meaning, spelled_out
from gainproof.expression import Equation, Expr, Sym
from gainproof.rules.judge import Context, follows


class Unfit(ValueError):
    """Why a step is no instance of the theorem it appeals to, as a sentence."""


def same(a: Circuit, b: Circuit) -> bool:
    """Do the two circuits have the same equations, in the same symbols?

    A parameter that bears the name of a voltage gives the voltage another, so that one symbol could be
    two nodes in two circuits of the same elements.
    """
    return (_parts(a), a.voltages, a.currents) == (_parts(b), b.voltages, b.currents)


def _parts(c: Circuit) -> list[tuple[object, ...]]:
    """What the laws of a circuit's elements depend on."""
    return [(e.name, e.kind, e.nodes, e.value, e.controls) for e in c.elements]


def term(step: Step, context: Context, role: str) -> Step:
    """The cited step that plays this role, as the step's data ``terms`` say."""
    roles = step.data.get("terms")
    label = roles.get(role) if isinstance(roles, Mapping) else None
    found = next((p for p in context.premises(step) if p.label == label), None)
    if found is None:
        raise Unfit(f"it does not cite what it takes for {role}")
    return found


def defined(step: Step, context: Context, role: str, circuit: Circuit, quantity: Expr) -> Sym:
    """The name of a quantity of another circuit, cited as its definition.

    Raises Unfit unless the definition is of `quantity`, in a circuit with the equations of `circuit`.
    """
    p = term(step, context, role)
    if p.rule != "define":
        raise Unfit(f"{p.label} is not a definition")
    stands(p, context, role, circuit, meaning(p), quantity)
    return Sym(str(p.data["symbol"]))


def found(step: Step, context: Context, role: str, circuit: Circuit, quantity: Expr) -> Expr:
    """The value of a quantity of another circuit, cited as a result ``quantity = value``.

    Raises Unfit unless its left side is `quantity`, in a circuit with the equations of `circuit`, and its
    right side speaks of numbers alone.
    """
    p = term(step, context, role)
    stands(p, context, role, circuit, p.claim.left, quantity)
    closed = Step(p.label, p.rule, Equation(p.claim.right, p.claim.right))
    if not context.universal(closed):
        raise Unfit(f"{p.label} does not say what {role} is in terms of parameters")
    return p.claim.right


def stands(p: Step, context: Context, role: str, circuit: Circuit, stated: Expr, quantity: Expr) -> None:
    """Raise Unfit unless `stated`, in the circuit of `p`, is `quantity` in `circuit`."""
    if not same(context.circuits[p.circuit], circuit):
        raise Unfit(f"{p.label} is about another circuit than the one that {role} is found in")
    own = [
        s
        for s in context.shown.values()
        if s.rule == "define" and (s.circuit == p.circuit or context.universal(s))
    ]
    names = [str(s.data["symbol"]) for s in own]
    if not follows(Equation(stated, quantity), [s.claim for s in own], names).holds:
        raise Unfit(f"{p.label} is not about what {role} is")


def identical(left: Expr, right: Expr) -> bool:
    """Are the two expressions equal whatever their symbols stand for?"""
    return follows(Equation(left, right), [], []).holds


def given(step: Step, context: Context, left: Expr, right: Expr) -> bool:
    """Are the two expressions equal, by what the step cites of numbers alone (a term that is zero)?"""
    cited = [p.claim for p in context.premises(step) if context.universal(p)]
    return follows(Equation(left, right), cited, context.unknowns(step)).holds


def coefficient(step: Step, context: Context, role: str, circuit: Circuit, quantity: Expr) -> Expr:
    """A quantity of another circuit, cited either as the definition of a name for it or as a result."""
    look = defined if term(step, context, role).rule == "define" else found
    return look(step, context, role, circuit, quantity)


def spelled(step: Step, context: Context, x: Expr) -> Expr:
    """The expression with the names that the cited definitions of this circuit give put in.

    Raises TooLarge if it would be too long.
    """
    cited = {p.label for p in context.premises(step) if p.rule == "define" and p.circuit == step.circuit}
    own = [s for s in context.shown.values() if s.label in cited]
    return spelled_out(x, {str(s.data["symbol"]): meaning(s) for s in own})
