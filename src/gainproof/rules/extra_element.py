"""Rule *extra_element*: the extra element theorem, for one impedance of a circuit or for several.

Every element Z has a reference state, open or shorted, and the claim is

    H = H_ref (1 + products of the numerator)/(1 + products of the denominator)

with one product for each set of elements.  Its factors are Z_x/Z (reference open) or Z/Z_x (reference
shorted).  Z_x is what the element sees with some elements of the set in the state opposite to their
reference: none for the first factor, the first element for the second, and so on.  In the denominator the
input is off, in the numerator it is adjusted until the output is zero.  A factor that is zero is cited as
such a result and ends its product; an element that sees nothing with the others in their places, each of a
value of its own, is in no product.  A product of the numerator may also be the set's product of the
denominator times H_set/H_ref, with the set in the opposite state.  Where the data say ``inverse``, H_ref and
H_set are one over what is cited, as an admittance is one over an impedance.

Where the null does not exist (a reference gain of zero, several inputs), the data's ``form`` is "direct":

    H = H_ref - H_ip H_po/(Z + Z_d)        H = H_ref - H_ip H_po Z/(1 + Z/Z_d)

for one element with reference open (shorted): what the input does at the port, times what the port does to
the output.  The step's data: ``elements`` (state by name), ``source``, ``output``, ``paths`` (the products as
lists of elements), ``absent``, ``transfers`` and ``terms`` (label by role).  Every variant is made anew from
them; the names of circuits carry no authority.

R. D. Middlebrook, "Null double injection and the extra element theorem", IEEE Trans. Education 32 (1989);
R. D. Middlebrook, V. Vorpérian, J. Lindal, "The N extra element theorem", IEEE Trans. CAS-I 45 (1998);
A. Hajimiri, "Generalized time- and transfer-constant circuit analysis", IEEE Trans. CAS-I 57 (2010).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from gainproof.circuit.ask import Setting, form
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.elements.kind import value
from gainproof.circuit.ports import (
    OPEN,
    OPPOSITE,
    balanced,
    compared,
    impedance,
    independent,
    is_impedance,
    put,
    quiet,
    seen,
    turned,
)
from gainproof.derivation import Step
from gainproof.errors import GainproofError
from gainproof.expression import ONE, ZERO, Expr, add, div, mul, neg
from gainproof.rules.bridge import Unfit, defined, found, identical, term
from gainproof.rules.judge import Context, Finding


def judge(step: Step, context: Context) -> Finding:
    try:
        asked = Asked.read(step, context.circuits[step.circuit])
        if step.data.get("form") == "direct":
            stated = _direct(step, context, asked)
        else:
            stated = _with_nulls(step, context, asked)
    except (Unfit, GainproofError) as fault:
        return Finding(False, str(fault))
    except ZeroDivisionError:
        return Finding(False, "it divides by what vanishes")
    if not identical(step.claim.right, stated):
        return Finding(False, "it is not what the extra element theorem makes of its terms")
    return Finding(True, f"the extra element theorem for {', '.join(asked.states)}", step.premises)


@dataclass(frozen=True)
class Asked:
    """What the claim is about: the response `wanted` to the input `drive` (ONE for all inputs together)."""

    c: Circuit
    states: Mapping[str, str]
    source: str
    output: tuple[str, ...]
    wanted: Expr
    drive: Expr

    @staticmethod
    def read(step: Step, c: Circuit) -> Asked:
        """From the step's data, compared with the left side of its claim."""
        states = _states(step.data.get("elements"), c)
        source, names = str(step.data.get("source", "")), step.data.get("output")
        if not isinstance(names, (list, tuple)) or len(names) not in (1, 2):
            raise Unfit("it does not say what its output is")
        output = (c.element(str(names[0])).name,) if len(names) == 1 else tuple(map(c.node, map(str, names)))
        wanted = form(c, output)
        drive: Expr = ONE
        if source:
            on = [e for e in c.sources() if e.value != ZERO]
            if [e.name for e in on] != [source]:
                raise Unfit(f"{source or 'no source'} is not the only input")
            (e,) = on
            drive = value(e)
        left = step.claim.left
        for x in (wanted, neg(wanted)):
            if identical(left, div(x, drive)):
                return Asked(c, states, source, output, x, drive)
        raise Unfit("its left side is not the output, or the output per input, that it speaks of")

    def variant(self, element: str, flipped: Iterable[str], *, null: bool) -> Setting:
        """What an element sees, some elements in the state opposite to their reference."""
        opposite = set(flipped)
        others = {
            n: OPPOSITE[how] if n in opposite else how for n, how in self.states.items() if n != element
        }
        port = seen(put(self.c, others), element, self.states[element])
        return balanced(port, self.source, self.output) if null else quiet(port, element)


def _states(data: Any, c: Circuit) -> dict[str, str]:
    """The reference state of each element."""
    if not isinstance(data, Mapping) or not data:
        raise Unfit("it names no element")
    for n, how in data.items():
        if c.element(str(n)).name != n or not is_impedance(c, c.element(n)):
            raise Unfit(f"{n} is not an impedance")
        if how not in OPPOSITE:
            raise Unfit(f"the reference of {n} is neither open nor shorted")
    return dict(data)


def _with_nulls(step: Step, context: Context, asked: Asked) -> Expr:
    """The reference times the quotient of the two sums."""
    if not asked.source:
        raise Unfit("without one input there is nothing to adjust")
    reference = _quantity(step, context, "reference", put(asked.c, asked.states))
    below = _products(step, context, asked, "below")
    above = _products(step, context, asked, "above")
    transfers = step.data.get("transfers", [])
    for names in map(frozenset, transfers if isinstance(transfers, list) else ()):
        if names in above or names not in below:
            raise Unfit("one set of elements has two products")
        above[names] = div(_transfer(step, context, asked, names, below[names]), reference)
    sets = {frozenset(s) for k in range(len(asked.states)) for s in combinations(asked.states, k + 1)}
    for side, products in (("above", above), ("below", below)):
        if products.keys() != sets:
            raise Unfit(f"there is not one product {side} the line for each set of elements")
    return mul(reference, div(add(ONE, *above.values()), add(ONE, *below.values())))


def _quantity(step: Step, context: Context, role: str, circuit: Circuit) -> Expr:
    """Output per input in a variant, by a name for it, or by one for input per output if the step is so."""
    left = step.claim.left
    if step.data.get("inverse"):
        return div(ONE, defined(step, context, role, circuit, div(ONE, left)))
    return defined(step, context, role, circuit, left)


def _products(step: Step, context: Context, asked: Asked, side: str) -> dict[frozenset[str], Expr]:
    """The product for each set of elements to which the step's data give a path."""
    paths = step.data.get("paths", {})
    paths = paths.get(side) if isinstance(paths, Mapping) else None
    if not isinstance(paths, list) or not all(isinstance(p, list) and p for p in paths):
        raise Unfit("it does not say what its products are")
    if any(n not in asked.states for p in paths for n in p):
        raise Unfit("a product is about an element that is none of those named")
    if len({frozenset(p) for p in paths}) != len(paths) or any(len(set(p)) != len(p) for p in paths):
        raise Unfit("one set of elements has two products")
    products = {frozenset(p): _product(step, context, asked, side, p) for p in paths}
    gone = set(_absent(step, context, asked, side))
    sets = (frozenset(s) for k in range(len(asked.states)) for s in combinations(asked.states, k + 1))
    return products | {names: ZERO for names in sets if gone & names}


def _absent(step: Step, context: Context, asked: Asked, side: str) -> list[str]:
    """The elements that are in no product, since they see nothing whatever the others are."""
    absent = step.data.get("absent", {})
    names = absent.get(side, []) if isinstance(absent, Mapping) else None
    if not isinstance(names, list) or any(n not in asked.states for n in names):
        raise Unfit("it does not say which elements are in no product")
    for n in names:
        if not independent(asked.c, [x for x in asked.states if x != n]):
            raise Unfit(
                f"what {n} sees beside the others says nothing where these have no values of their own"
            )
        port = seen(asked.c, n, asked.states[n])
        port = balanced(port, asked.source, asked.output) if side == "above" else quiet(port, n)
        role = f"{side} {n} beside the others"
        if found(step, context, role, port.circuit, turned(port).quotient) != ZERO:
            raise Unfit(f"{n} does see something beside the others")
    return names


def _transfer(step: Step, context: Context, asked: Asked, names: frozenset[str], below: Expr) -> Expr:
    """The quantity with these elements in the opposite state, times their product below the line."""
    if below == ZERO:
        raise Unfit("a product of zero below the line leaves the one above it open")
    role = " ".join(("transfer", *sorted(names)))
    flipped = {n: OPPOSITE[how] if n in names else how for n, how in asked.states.items()}
    circuit = put(asked.c, flipped)
    if term(step, context, role).rule == "define":
        return mul(_quantity(step, context, role, circuit), below)
    if found(step, context, role, circuit, step.claim.left) != ZERO:
        raise Unfit(f"{role} is neither a name nor zero")
    return ZERO


def _product(step: Step, context: Context, asked: Asked, side: str, path: list[str]) -> Expr:
    """The product along a path; only its last factor may be zero."""
    factors = []
    for k, element in enumerate(path):
        role = " ".join((side, element, *(("after", *sorted(path[:k])) if k else ())))
        port = asked.variant(element, path[:k], null=side == "above")
        factors.append(_factor(step, context, asked, role, element, port))
        if factors[-1] == ZERO and k + 1 < len(path):
            raise Unfit(f"after a factor of zero, {role}, nothing can be said")
    return mul(*factors)


def _factor(step: Step, context: Context, asked: Asked, role: str, element: str, port: Setting) -> Expr:
    """What the element sees compared with what it is, or zero."""
    reference = asked.states[element]
    if term(step, context, role).rule == "define":
        name = defined(step, context, role, port.circuit, port.quotient)
        return compared(asked.c.element(element), reference, name)
    if found(step, context, role, port.circuit, turned(port).quotient) != ZERO:
        raise Unfit(f"{role} is neither a name nor zero")
    return ZERO


def _direct(step: Step, context: Context, asked: Asked) -> Expr:
    """What the input does without the element, and through it."""
    if len(asked.states) != 1:
        raise Unfit("the direct form is about one element")
    ((element, reference),) = asked.states.items()
    e = asked.c.element(element)
    still = put(asked.c, asked.states)
    port = asked.variant(element, (), null=False)
    assert port.drive is not None
    at_port = (
        still.voltage(e.nodes[0]) - still.voltage(e.nodes[1]) if reference == OPEN else still.current(e.name)
    )
    base = defined(step, context, "reference", still, step.claim.left)
    to_port = defined(step, context, "to the port", still, div(at_port, asked.drive))
    to_output = defined(step, context, "from the port", port.circuit, div(asked.wanted, port.drive))
    through = mul(to_port, to_output)
    z = div(*impedance(e))
    ratio = add(ONE, _factor(step, context, asked, "seen", element, port))
    return add(base, neg(div(through, mul(z, ratio)) if reference == OPEN else div(mul(through, z), ratio)))
