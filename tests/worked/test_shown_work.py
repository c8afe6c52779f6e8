"""Who follows the printed numbers gets the printed results, to the last digit; and every digit is right."""

from __future__ import annotations

import cmath
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from gainproof import ideals
from gainproof.circuit.circuit import Parameter
from gainproof.derivation import Derivation
from gainproof.engine import derive
from gainproof.expression import Expr, Neg, Sum, Sym
from gainproof.notation import parse, parse_equation, text
from gainproof.worked.example import WorkedExample, example
from gainproof.worked.figures import IMAGINARY, Figure, Polar, Words
from gainproof.worked.shown_work import ShownWork, shown_work, work_out

NOTE = """the note's closing example
V1 1 0 10m
X1 1 2 3 opamp Ao=200k Ri=50k Ro=100
R1 2 0 100
R2 3 2 99.9k
Rl 3 0 2k
.tf V(3) V1
"""


def worked(
    netlist: str,
    values: Mapping[str, Fraction] | None = None,
    frequency: Fraction | None = None,
    **asked: str,
) -> tuple[Derivation, WorkedExample | None]:
    d = derive(netlist, **asked)  # type: ignore[arg-type]
    numbers = {n: p.value for n, p in d.parameters.items() if p.value is not None} | dict(values or {})
    exact = d.spelled_out(d.step(d.exact).claim.right)
    goals = ideals.imperfections(d.circuit)
    return d, example(exact, None, goals, numbers, d.quantity, d.parameters, frequency)


def spelled(x: Expr) -> str:
    """A printed formula as text."""

    def words(x: Expr) -> Expr:
        match x:
            case Figure():
                power = f"e{x.power}" if x.power else ""
                return Sym(f"{'j' if x.imaginary else ''}{x.digits}{power}{' ' if x.unit else ''}{x.unit}")
            case Polar():
                return Sym(f"{spelled(x.magnitude)} at {x.phase}°")
            case Words():
                return Sym(x.name)
        return x.rebuilt(tuple(map(words, x.children))) if x.children else x

    return text(words(x))


def lines(found: ShownWork) -> list[str]:
    return [spelled(x.left) + "".join(f" {r} {spelled(y)}" for r, y in x.links) for x in found.lines]


# An arithmetic of the test's own: complex numbers, in decimals of fifty digits where they are real.


def last_place(x: Figure) -> int:
    """The decade of the last digit, in the SI unit."""
    one = Figure("1", *x.args[1:]).number
    tens = len(str(one)) - 1 if one >= 1 else -(len(str(1 / one)) - 1)
    return tens - len(x.digits.partition(".")[2])


def figures(x: Expr) -> list[tuple[Figure, int]]:
    """The figures of a printed number, with their signs."""
    if isinstance(x, Sum):
        return [f for t in x.args for f in figures(t)]
    if isinstance(x, Neg):
        return [(f, -sign) for f, sign in figures(x.args[0])]
    assert isinstance(x, Figure)
    return [(x, 1)]


def rounds_to(value: Fraction | complex, printed: Expr) -> bool:
    """Is the printed number this one, rounded to its own last digit?"""
    if isinstance(printed, Polar):
        magnitude = printed.magnitude
        phase = Decimal(repr(cmath.phase(value) * 180 / cmath.pi))
        turned = abs((phase - printed.phase + 180) % 360 - 180)
        return close(Fraction(abs(value)), magnitude.number, last_place(magnitude)) and turned <= Decimal(
            "0.00501"
        )
    re, im = (
        (value, Fraction(0)) if isinstance(value, Fraction) else (Fraction(value.real), Fraction(value.imag))
    )
    for imaginary, part in ((False, re), (True, im)):
        found = [(f, s) for f, s in figures(printed) if f.imaginary == imaginary]
        place = last_place(figures(printed)[0][0])
        if not close(part, found[0][1] * found[0][0].number if found else Fraction(0), place):
            return False
    return True


def close(x: Fraction, y: Fraction, place: int) -> bool:
    return abs(x - y) <= Fraction(10) ** place * Fraction(501, 1000)


def again(x: Expr) -> Fraction | complex:
    """A printed formula worked anew."""
    if any(isinstance(n, Figure) and n.imaginary for n in x.walk()):
        found: complex = x.value({IMAGINARY: 1j, "pi": cmath.pi}, complex)
        return found
    return Fraction(x.value({}))


def confirm(found: ShownWork) -> int:
    """Work every line anew from what is printed in it; the number of lines that were."""
    count = 0
    known: dict[Expr, Expr] = {}
    for x in found.lines:
        if len(x.links) > 1 and not {"s"}.intersection(x.links[-2][1].symbols()):
            numbers, number = x.links[-2][1], x.number
            if not (set(numbers.symbols()) - {"pi"}) and not words_in(numbers):
                assert rounds_to(again(numbers), number), spelled(x.left) + " " + lines(found)[count]
                count += 1
        known[x.left] = x.number
    return count


def words_in(x: Expr) -> bool:
    return any(isinstance(n, Words) for n in x.walk())


def test_the_note_closing_example() -> None:
    d, e = worked(NOTE)
    assert e is not None
    found = shown_work(d, e)
    assert found.left_out == ""
    assert lines(found)[0] == "G_I = 1 + R2/R1 = 1 + 99.9 kΩ/100 Ω = 1000"
    assert lines(found)[-3].endswith("≈ (1000 + 100 Ω/(200000*50 kΩ))/1.00527 ≈ 994.76")
    assert lines(found)[-2] == "ideal value = G_I = 1000"
    assert lines(found)[-1] == "error = (ideal value - value)/ideal value ≈ (1000 - 994.76)/1000 ≈ 0.524 %"
    assert confirm(found) == len(found.lines) - 1, "all but that of the ideal value, which has no numbers"


def test_exact_numbers_follow_an_equals_sign() -> None:
    values = {"A": Fraction(200000), "R1": Fraction(1000), "R2": Fraction(999000)}
    units = {"A": Parameter("A", "1"), "R1": Parameter("R1", "Ω"), "R2": Parameter("R2", "Ω")}
    found = work_out(parse_equation("G = A/(1 + beta*A)"), {"beta": parse("R1/(R1 + R2)")}, values, units)
    assert lines(found) == [
        "beta = R1/(R1 + R2) = 1 kΩ/(1 kΩ + 999 kΩ) = 0.001",
        "G = A/(1 + beta*A) = 200000/(1 + 0.001*200000) ≈ 995.02",
    ]
