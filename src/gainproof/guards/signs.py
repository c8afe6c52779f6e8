"""The sign of a polynomial for positive parts, and what it hangs on.

Resistances, capacitances, inductances and gains are positive.  A polynomial in them whose coefficients
have one sign has that sign everywhere; so has a product of such.  Of every other polynomial the irreducible
factors that may change sign are what its sign hangs on, and each becomes a short inequality.  (The first
statement is Descartes' rule of signs with no change of sign, in several variables; a polynomial without zeros
for positive parts may still have coefficients of both signs, x² - x y + y² for example, so "depends" may
state a condition that always holds.  Nothing false is said.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from gainproof.algebra.rational import Monomial, Polynomial, Ring, polynomial_expr
from gainproof.expression import ONE, ZERO, Equation, Expr, Num, Sym, add, mul, power

LARGEST = 400
"""Terms of a polynomial of both signs that is still factored; a longer one counts as one factor."""


def sign(p: Polynomial, free: Iterable[int] = ()) -> int:
    """1 or -1 if all coefficients have that sign, else 0; `free` are generators that may be negative."""
    if p.is_zero():
        return 0
    if any(p.degrees()[k] for k in free):
        return 0
    signs = {int(c) > 0 for c in p.coeffs()}
    return 0 if len(signs) > 1 else 1 if signs.pop() else -1


def split(p: Polynomial, free: Iterable[int] = ()) -> tuple[int, list[Polynomial]]:
    """The sign of a polynomial as a certain sign and factors that hang on the parts: sign · Π factors.

    A factor to an even power only matters where it is zero, and is left out.
    """
    if p.is_zero():
        return 0, []
    free = tuple(free)
    certain = sign(p, free)
    if certain:
        return certain, []
    if len(p) > LARGEST:
        return 1, [p]
    content, factors = p.factor()
    certain = 1 if int(content) > 0 else -1
    open_: list[Polynomial] = []
    for f, power_ in factors:
        if power_ % 2 == 0:
            continue
        own = sign(f, free)
        if own:
            certain *= own
        else:
            open_.append(f)
    return certain, open_


def vanishing(p: Polynomial, free: Iterable[int] = ()) -> list[Polynomial]:
    """The irreducible factors of a polynomial that may be zero for positive parts."""
    free = tuple(free)
    if sign(p, free):
        return []
    if len(p) > LARGEST:
        return [p]
    return [f for f, _ in p.factor()[1] if not sign(f, free)]


def inequality(ring: Ring, certain: int, factors: Sequence[Polynomial], relation: str = ">") -> Equation:
    """certain · Π factors > 0 (or ≠ 0), what is positive on the left and what is negative on the right."""
    if len(factors) != 1:
        whole = mul(*(collected(ring, f) for f in factors))
        turned = {">": "<"}.get(relation, relation)
        return Equation(whole, ZERO, relation if certain > 0 else turned)
    terms = {m: int(c) for m, c in factors[0].to_dict().items()}
    if certain < 0:
        terms = {m: -c for m, c in terms.items()}
    if relation != ">" and terms[max(terms)] < 0:
        terms = {m: -c for m, c in terms.items()}
    more = ring.polynomial({m: c for m, c in terms.items() if c > 0})
    less = ring.polynomial({m: -c for m, c in terms.items() if c < 0})
    return Equation(collected(ring, more), collected(ring, less), relation)


def collected(ring: Ring, p: Polynomial) -> Expr:
    """A polynomial as a short product: factored, and each factor gathered by its most frequent symbols."""
    if p.is_zero():
        return ZERO
    if len(p) == 1 or len(p) > LARGEST:
        return polynomial_expr(ring, p)
    content, factors = p.factor()
    singles = ring.unit
    sums: list[Expr] = []
    for f, n in factors:
        if len(f) == 1:
            singles = singles * f**n
        else:
            sums.append(power(_gathered(ring, f), n))
    lead = [] if singles.is_one() else [polynomial_expr(ring, singles)]
    number = [] if int(content) == 1 else [Num(Fraction(int(content)))]
    return mul(*number, *lead, *sums) if number or lead or sums else ONE


def _gathered(ring: Ring, p: Polynomial) -> Expr:
    """The polynomial with the symbol that most terms share taken out of them, again and again."""
    terms = p.to_dict()
    shared = [sum(1 for m in terms if m[k]) for k in range(len(ring.names))]
    best = max(range(len(shared)), key=lambda k: shared[k])
    if shared[best] < 2:
        return polynomial_expr(ring, p)
    with_it = {_lowered(m, best): int(c) for m, c in terms.items() if m[best]}
    rest = {m: int(c) for m, c in terms.items() if not m[best]}
    head = mul(Sym(ring.names[best]), collected(ring, ring.polynomial(with_it)))
    return add(head, collected(ring, ring.polynomial(rest))) if rest else head


def _lowered(m: Monomial, k: int) -> Monomial:
    return tuple(int(e) - (i == k) for i, e in enumerate(m))


def end(ring: Ring, p: Polynomial, symbol: str, lowest: bool) -> tuple[int, Polynomial]:
    """The lowest or highest power of a symbol in a polynomial that is not zero, and its coefficient."""
    if symbol not in ring.generators:
        return 0, p
    k = ring.names.index(symbol)
    terms = p.to_dict()
    at = (min if lowest else max)(int(m[k]) for m in terms)
    kept = {(*m[:k], 0, *m[k + 1 :]): int(c) for m, c in terms.items() if m[k] == at}
    return at, ring.polynomial(kept)


def at_values(
    ring: Ring, p: Polynomial, values: Mapping[str, Fraction], but: str = "s"
) -> list[Fraction] | None:
    """The coefficients by powers of `but`, all other symbols at these values; None if one is missing.

    A symbol that every term holds to the same power counts as one: it is positive.
    """
    terms = p.to_dict()
    if not terms:
        return [Fraction(0)]
    known: list[Fraction | None] = []
    for k, n in enumerate(ring.names):
        even = len({int(m[k]) for m in terms}) == 1
        given = None if n == but else values.get(n)
        known.append(Fraction(1) if n == but or (even and not given) else given)
    if None in known:
        return None
    numbers = [x for x in known if x is not None]
    at = ring.names.index(but) if but in ring.generators else None
    out: dict[int, Fraction] = {}
    for m, c in terms.items():
        v = Fraction(int(c))
        for k, x in enumerate(numbers):
            if x != 1 and m[k]:
                v *= x ** int(m[k])
        degree = 0 if at is None else int(m[at])
        out[degree] = out.get(degree, Fraction(0)) + v
    return [out.get(d, Fraction(0)) for d in range(max(out) + 1)]
