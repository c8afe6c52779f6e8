"""Who follows the printed numbers gets the printed results, to the last digit; and every digit is right."""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction
from math import prod
from typing import Any

import pytest
from circuits import random_netlist, random_question
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from mpmath import arg, degrees, mp, mpc, mpf, sqrt

from gainproof import ideals
from gainproof.circuit.circuit import Parameter
from gainproof.circuit.netlist import read
from gainproof.derivation import Derivation
from gainproof.engine import derive
from gainproof.errors import GainproofError
from gainproof.expression import Expr, Neg, Num, Par, Pow, Prod, Quot, Root, Sum, Sym
from gainproof.notation import parse, parse_equation, text
from gainproof.worked import drafts
from gainproof.worked.example import WorkedExample, example
from gainproof.worked.figures import Figure, Polar, Words
from gainproof.worked.shown_work import Line, ShownWork, shown_work, work_out
from gainproof.worked.values import PREFIXES

mp.dps = 45

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
    **asked: Any,
) -> tuple[Derivation, WorkedExample | None]:
    d = derive(netlist, **asked)
    numbers = {n: p.value for n, p in d.parameters.items() if p.value is not None} | dict(values or {})
    exact = d.spelled_out(d.step(d.exact).claim.right)
    goals = ideals.imperfections(d.circuit)
    return d, example(exact, None, goals, numbers, d.quantity, d.parameters, frequency)


def formula(x: Expr) -> str:
    """A printed formula as text."""

    def words(x: Expr) -> Expr:
        match x:
            case Figure():
                power = f"e{x.power}" if x.power else ""
                return Sym(f"{'j' if x.imaginary else ''}{x.digits}{power}{' ' if x.unit else ''}{x.unit}")
            case Polar():
                return Sym(f"{formula(x.magnitude)} at {x.phase}°")
            case Words():
                return Sym(x.name)
        return x.rebuilt(tuple(map(words, x.children))) if x.children else x

    return text(words(x))


def lines(found: ShownWork) -> list[str]:
    return list(map(spelled, found.lines))


def spelled(x: Line) -> str:
    return formula(x.left) + "".join(f" {r} {formula(y)}" for r, y in x.links)


# An arithmetic of the test's own, of forty digits, which shares nothing with that of the figures.


def reckon(x: Expr, at: Mapping[str, mpc]) -> mpc:
    """The value of a formula, of figures as they are printed and of symbols as `at` says."""
    parts = [reckon(c, at) for c in x.children]
    match x:
        case Figure():
            digits, power, prefix, unit, imaginary = x.args
            scale = mpf(10) ** (power + PREFIXES[prefix] - (2 if unit == "%" else 0))
            return mpf(digits) * scale * (mpc(0, 1) if imaginary else 1)
        case Sym() | Words():
            return at[x.args[0]]
        case Num():
            return mpf(x.args[0].numerator) / x.args[0].denominator
        case Neg():
            return -parts[0]
        case Sum():
            return sum(parts)
        case Prod():
            return prod(parts)
        case Quot():
            return parts[0] / parts[1]
        case Pow():
            return parts[0] ** x.exponent
        case Par():
            return 1 / sum(1 / p for p in parts)
        case Root():
            return sqrt(parts[0])
    raise TypeError(x)


PI = {"pi": mp.pi}


def last_place(x: Figure) -> mpf:
    """One of the last printed digit."""
    return reckon(Figure("1", *x.args[1:4], False), {}) / mpf(10) ** len(x.digits.partition(".")[2])


def rounds_to(value: mpc, printed: Expr) -> bool:
    """Is the printed number this one, rounded to its own last digit?"""
    if isinstance(printed, Polar):
        turned = (degrees(arg(value)) - mpf(str(printed.phase)) + 180) % 360 - 180
        return abs(turned) <= mpf("0.0050001") and rounds_to(mpc(abs(value)), printed.magnitude)
    first = next(x for x in printed.walk() if isinstance(x, Figure))
    off = value - reckon(printed, {})
    half = last_place(first) * mpf("0.50000001")
    return abs(off.real) <= half and abs(off.imag) <= half


def confirm(found: ShownWork, at: Mapping[str, mpc]) -> int:
    """Work every line anew, from what is printed in it, and from the exact values `at` of its symbols.

    Returns the number of lines that have numbers in them.
    """
    count, exact = 0, dict(at) | PI
    for x in found.lines:
        formulas = [f for _, f in x.links[:-1]]
        inked = formulas[-1] if formulas and any(isinstance(n, Figure) for n in formulas[-1].walk()) else None
        if inked is not None:
            assert rounds_to(mpc(reckon(inked, PI)), x.number), spelled(x)
            count += 1
        name = "value" if x.kind == "result" else str(x.left.args[0])
        if x.left == Sym("s"):
            assert rounds_to(exact["s"], x.number), spelled(x)
        for f in formulas:
            known = exact.keys() >= set(f.symbols())  # at s = 0 some names are gone
            if known and not any(isinstance(n, Figure) for n in f.walk()):
                exact[name] = mpc(reckon(f, exact))
                assert rounds_to(exact[name], x.number), spelled(x)
        if x.links[-1][0] == "=" and name in exact:
            off = abs(exact[name] - reckon(x.number, {}))
            assert off <= abs(exact[name]) * mpf(10) ** -35, "an equals sign is a promise"
        if name not in exact:
            exact[name] = mpc(reckon(x.number, {}))  # a formula that is a number
        if x.kind == "result":
            exact["magnitude"] = mpc(abs(exact["value"]))
        if x.kind == "ideal" and name == "ideal magnitude":
            exact[name] = mpc(abs(exact[name]))
    return count


def test_the_note_closing_example() -> None:
    d, e = worked(NOTE)
    assert e is not None
    found = shown_work(d, e)
    assert found.left_out == ""
    assert lines(found)[0] == "G_I = 1 + R2/R1 = 1 + 99.9 kΩ/100 Ω = 1000"
    assert lines(found)[-3].endswith("≈ (1000 + 100 Ω/(200000*50 kΩ))/1.00527 ≈ 994.76")
    assert lines(found)[-2] == "ideal value = G_I = 1000"
    assert lines(found)[-1] == "error = (ideal value - value)/ideal value ≈ (1000 - 994.76)/1000 ≈ 0.524 %"
    numbers = {u.symbol: mpc(u.value.numerator) / u.value.denominator for u in e.values}
    assert confirm(found, numbers) == len(found.lines) - 1, "all but the ideal value, which has no numbers"


def test_exact_numbers_follow_an_equals_sign() -> None:
    values = {"A": Fraction(200000), "R1": Fraction(1000), "R2": Fraction(999000)}
    units = {"A": Parameter("A", "1"), "R1": Parameter("R1", "Ω"), "R2": Parameter("R2", "Ω")}
    found = work_out(parse_equation("G = A/(1 + beta*A)"), {"beta": parse("R1/(R1 + R2)")}, values, units)
    assert lines(found) == [
        "beta = R1/(R1 + R2) = 1 kΩ/(1 kΩ + 999 kΩ) = 0.001",
        "G = A/(1 + beta*A) = 200000/(1 + 0.001*200000) ≈ 995.02",
    ]


def sevenths(seed: int) -> Fraction:
    """A value as none prefers it: of few digits, of many, or of no end."""
    dice = random.Random(seed)
    number = dice.choice([dice.randint(1, 99), dice.randint(1, 10**9), Fraction(dice.randint(1, 10**4), 7)])
    return Fraction(number) * Fraction(10) ** dice.randint(-9, 5)


worked_lines: list[int] = []


@settings(max_examples=70, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.integers(0, 10**6), st.booleans())
def test_random_circuits_with_random_values(seed: int, waves: bool) -> None:
    """Each digit is right, and each line follows from what is printed in it."""
    netlist = random_netlist(seed)
    try:
        c = read(netlist).circuit
    except GainproofError:
        assume(False)
        raise
    values = {n: sevenths(seed + k) for k, n in enumerate(c.parameters)}
    frequency = sevenths(seed) if waves else None
    try:
        d, e = worked(
            netlist, values, frequency, of=random_question(seed, c.nodes, tuple(x.name for x in c.elements))
        )
    except GainproofError:
        assume(False)
        raise
    assume(e is not None)
    assert e is not None
    found = shown_work(d, e)
    assume(found.lines)
    at = {n: mpc(mpf(q.numerator) / q.denominator) for n, q in values.items()}
    at["s"] = mpc(0, 2 * mp.pi * mpf(frequency.numerator) / frequency.denominator) if frequency else mpc(0)
    at["f"] = at["s"] / mpc(0, 2 * mp.pi)
    worked_lines.append(confirm(found, at))


def test_that_was_many_lines() -> None:
    assert sum(worked_lines) > 20


LOW_PASS = parse_equation("H = G/(1 + s*R*C)")
POLE = {"G": Fraction(2), "R": Fraction(1000), "C": Fraction(1, 10**7)}
UNITS = {"G": Parameter("G", "1"), "R": Parameter("R", "Ω"), "C": Parameter("C", "F")}


def test_at_a_frequency_the_number_has_magnitude_and_phase() -> None:
    found = work_out(LOW_PASS, {}, POLE, UNITS, frequency=Fraction(1000))
    assert lines(found) == [
        "s = j2*pi*f = j2*pi*1 kHz ≈ j6.2832 krad/s",
        "H = G/(1 + s*R*C) ≈ 2/(1 + j6.2832 krad/s*1 kΩ*100 nF) ≈ 1.6935 at -32.14°",
    ]


def test_a_phase_between_two_decimals_gets_another() -> None:
    values = {"G": Fraction(2), "R": Fraction(1), "C": Fraction(1)}
    frequency = Fraction(str(mp.nstr(mp.tan(mp.radians(mpf("30.005"))) / (2 * mp.pi), 12)))
    found = work_out(LOW_PASS, {}, values, UNITS, frequency=frequency)
    assert lines(found)[1].endswith(" at -30.005°")


def test_on_the_way_numbers_have_real_and_imaginary_part() -> None:
    claim = parse_equation("H = G/d")
    found = work_out(claim, {"d": parse("1 - s*R*C")}, POLE, UNITS, frequency=Fraction(1000))
    assert lines(found)[1:] == [
        "d = 1 - s*R*C ≈ 1 - j6.2832 krad/s*1 kΩ*100 nF ≈ 1.0000 - j0.6283",
        "H = G/d ≈ 2/(1.0000 - j0.6283) ≈ 1.6935 at 32.14°",
    ]


def test_without_a_frequency_s_is_zero_and_what_it_multiplies_is_gone() -> None:
    claim = parse_equation("H = G/(1 + s*tau + G*s*k)")
    found = work_out(claim, {"tau": parse("R*C"), "k": parse("s*C")}, POLE, UNITS)
    assert lines(found) == ["s = 0 rad/s", "H = G/(1 + s*tau + G*s*k) = G = 2"]


def test_a_root_is_worked_and_is_never_exact() -> None:
    found = work_out(parse_equation("w = 1/sqrt(R*R*C*C)"), {}, POLE, UNITS)
    assert lines(found) == ["w = 1/sqrt(R*R*C*C) = 1/sqrt(1 kΩ*1 kΩ*100 nF*100 nF) ≈ 10.000 krad/s"]


def test_digits_are_as_many_as_a_difference_needs() -> None:
    """Nine digits of what is taken away leave five of what is left."""
    values = {"a": Fraction(10**6 + 1, 7), "b": Fraction(10**6, 7)}
    found = work_out(parse_equation("y = x - b"), {"x": parse("a + b - b")}, values, {})
    assert lines(found)[-1].endswith(" ≈ 0.14286")
    assert confirm(found, {n: mpc(mpf(q.numerator) / q.denominator) for n, q in values.items()}) == 2


LEFT_OUT = {
    "y = a/(a - a)": "divide by zero",
    "y = a*missing": "no example value for missing",
    "y = 1/(s*a)": "divides by zero at s = 0",
    "y = " + " + ".join(["a*b"] * 90): "180 symbols",
}


@pytest.mark.parametrize("claim", LEFT_OUT)
def test_what_cannot_be_shown_is_left_out_with_a_word(claim: str) -> None:
    found = work_out(parse_equation(claim), {}, {"a": Fraction(3), "b": Fraction(5)}, {})
    assert found.lines == ()
    assert LEFT_OUT[claim] in found.left_out


def test_a_result_that_is_not_the_expected_one_is_not_shown() -> None:
    values = {"a": Fraction(3)}
    assert work_out(parse_equation("y = 2*a"), {}, values, {}, expected=Fraction(6)).lines
    found = work_out(parse_equation("y = 2*a"), {}, values, {}, expected=Fraction(601, 100))
    assert found.lines == ()
    assert "chosen" in found.left_out


def test_an_error_too_small_for_paper_is_left_out_and_the_rest_shown() -> None:
    values = {"A": Fraction(10**18) / 7, "b": Fraction(1)}
    found = work_out(
        parse_equation("G = A/(1 + b*A)"),
        {},
        values,
        {},
        ideal=parse("1/b"),
        ideal_value=Fraction(1),
    )
    assert [x.kind for x in found.lines] == ["result"]
    assert found.left_out == "that of the error is left out, for its numbers would have too many digits"


@pytest.mark.parametrize(
    ("limits", "kinds"),
    [
        ([["Ao=oo", "Ri=oo", "Ro=0"], ["Ao=oo", "Ri=oo", "Ro=0", "R1=oo"]], ["ideal", "error"]),
        ([["Ao=oo", "Ri=oo", "Ro=0", "R1=oo"]], ["error"]),
        ([["Ao=oo"]], ["error"]),
    ],
)
def test_a_limit_in_which_more_goes_than_imperfections_is_no_ideal_value(
    limits: list[list[str]], kinds: list[str]
) -> None:
    d, e = worked(NOTE, limits=limits)
    assert e is not None
    found = shown_work(d, e)
    assert [x.kind for x in found.lines if x.kind in ("ideal", "error")] == kinds
    assert found.left_out == ""


def test_an_open_number_of_digits_comes_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST_DIGITS", 4)
    found = work_out(LOW_PASS, {}, POLE, UNITS, frequency=Fraction(1000))
    assert found.lines == ()
    assert "too many digits" in found.left_out


@pytest.mark.parametrize("guard", ["agrees", "tied"])
def test_the_guards_are_needed(guard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the second look at the printed numbers, or the look at ties, some line does not come out."""
    values = {f"x{k}": Fraction(1, k) for k in (3, 7, 11, 13, 17)}
    names = {f"y{k}": parse(f"x{k}*x{k} + x3") for k in (7, 11, 13, 17)}
    claim = parse_equation("z = y7*y11*y13*y17 - y7*y7*y11*y11 + y13 - y17")
    at = {n: mpc(1) / q.denominator for n, q in values.items()}
    assert confirm(work_out(claim, names, values, {}), at) == 5
    monkeypatch.setattr(drafts.Draft, guard, lambda _: guard == "agrees")
    found = work_out(claim, names, values, {})
    if guard == "agrees":
        with pytest.raises(AssertionError):
            confirm(found, at)
    else:
        assert confirm(found, at) == 5, "a tie costs digits, not truth"
