"""The corrected line says what the suggestion says, and changes as little as it can."""

import pytest
from handmade import SYMBOLS, verification, work, wrong

from gainproof.expression import Equation, Expr
from gainproof.hand.work import Claim, Suggestion
from gainproof.marked.corrections import Correction, Corrector, same
from gainproof.marked.findings import corrections
from gainproof.marked.spelling import Hands
from gainproof.notation import parse


def corrected(source: str, side: int, path: tuple[int, ...], by: str) -> Correction:
    j = wrong(work(source)[0], "sign", side, path, parse(by))
    v = verification(source, j)
    return corrections(j, Corrector(Hands(v.work), SYMBOLS))[0]


@pytest.mark.parametrize(
    ("source", "side", "path", "by", "line"),
    [
        # a minus after a sign becomes one sign
        ("vout = R1*v_n + Ao*V1", 1, (1,), "-Ao*V1", "vout = R1*v_n - Ao*V1"),
        ("vout = R1*v_n - Ao*V1", 1, (1, 0), "-Ao*V1", "vout = R1*v_n + Ao*V1"),
        ("vout = -R2*v_n", 1, (0,), "-R2*v_n", "vout = R2*v_n"),
        ("vout = R2*v_n", 1, (), "-R2*v_n", "vout = -R2*v_n"),
        ("vout = R1*v_n-R2*v_n", 1, (1, 0), "-R2*v_n", "vout = R1*v_n+R2*v_n"),
        ("vout -> R2*v_n for Ao -> oo", 1, (), "-R2*v_n", "vout -> -R2*v_n"),
        (r"$V_{out} \to R_2 v_n$", 1, (), "-R2*v_n", r"V_{out} \to -R_2 v_n"),
        # a sum gets brackets where it needs them, and only there
        ("vout = R1*v_n", 1, (0,), "R1 + R2", "vout = (R1 + R2)*v_n"),
        ("vout = v_n/R1", 1, (1,), "R1 + R2", "vout = v_n/(R1 + R2)"),
        ("vout = R1", 1, (), "R1 + R2", "vout = R1 + R2"),
        ("vout = Ao*(R1 + v_n)", 1, (1, 0), "R2", "vout = Ao*(R2 + v_n)"),
        ("vout = Ao*(R1 + v_n)", 1, (1,), "R2 - v_n", "vout = Ao*(R2 - v_n)"),
        ("vout = Ao*(R1 + v_n)", 1, (1,), "R2", "vout = Ao*R2"),
        # the sign between the sides stays, too
        ("vout == R1*v_n", 1, (0,), "R2", "vout == R2*v_n"),
        ("vout := R1*v_n", 1, (0,), "R2", "vout := R2*v_n"),
        ("vout ~= R1*v_n", 1, (0,), "R2", "vout ~= R2*v_n"),
        # the frequency stays as the writer spells it, with a blank or a sign in it
        ("vout = j w R1", 1, (), "s*R2", "vout = j w*R2"),
        ("vout = j*omega*R1", 1, (), "s*R2", "vout = j*omega*R2"),
        # what is left out goes with its sign
        ("vout = R1*v_n + R2*v_n", 1, (1,), "0", "vout = R1*v_n"),
        ("vout = R1*v_n + R2*v_n", 1, (0,), "0", "vout = R2*v_n"),
        ("vout = R1*v_n - R2*v_n", 1, (1, 0), "0", "vout = R1*v_n"),
        ("vout = R1*v_n - R2*v_n", 1, (0,), "0", "vout = - R2*v_n"),
        ("vout = R1*v_n", 1, (0,), "1", "vout = v_n"),
        ("vout = R1*v_n*V1", 1, (1,), "1", "vout = R1*V1"),
        ("vout = R1*v_n", 1, (0,), "-1", "vout = -v_n"),
        ("vout = R1/R2", 1, (0,), "1", "vout = 1/R2"),
        (r"$V_{out} = R_1 v_n$", 1, (0,), "1", r"V_{out} = v_n"),
        (r"$V_{out} = R_1 \cdot v_n$", 1, (1,), "1", r"V_{out} = R_1"),
        # LaTeX stays LaTeX, and the rest of the line stays as it was
        (r"$V_{out} = \frac{R_2}{R_1} v_n$", 1, (0,), "R1/R2", r"V_{out} = \frac{R_1}{R_2} v_n"),
        (r"$V_{out} = \frac{R_1}{R_2}$", 1, (1,), "R1 + R2", r"V_{out} = \frac{R_1}{R_1 + R_2}"),
        (
            r"$V_{out} = R_1 v_n$",
            1,
            (0,),
            "R2/Ao + R1",
            r"V_{out} = \left( \frac{R_2}{A_o} + R_1 \right) v_n",
        ),
        (
            r"$V_{out} = A_o \left[ R_1 + v_n \right]$",
            1,
            (1,),
            "R2 + v_n",
            r"V_{out} = A_o \left[ R_2 + v_n \right]",
        ),
    ],
)
def test_a_part_is_put_in_its_place(
    source: str, side: int, path: tuple[int, ...], by: str, line: str
) -> None:
    c = corrected(source, side, path, by)
    assert c.claim == line
    assert c.part, "the rest of the line is the writer's own"


def test_what_cannot_be_put_in_place_is_written_anew() -> None:
    (claim,) = (i for i in work("vout = R1*v_n") if isinstance(i, Claim))
    corrector = Corrector(Hands(verification("vout = R1*v_n").work), SYMBOLS)
    meant = Equation(parse("v_out"), parse("-Ao*v_n"))
    elsewhere = Suggestion(meant, parse("R1"), parse("R2"), claim.right.at((0,)))
    c = corrector.correction(claim, elsewhere)
    assert (c.claim, c.by) == ("vout = -Ao*v_n", ""), "the part put in place does not say what was meant"
    assert corrector.correction(claim, Suggestion(meant, None, None, claim.span)).claim == "vout = -Ao*v_n"


def test_names_of_the_work_are_known_when_a_line_is_read_again() -> None:
    source = "let K = 1 + R2/R1\n\nvout = K*V1\n"
    claims = [i for i in work(source) if isinstance(i, Claim)]
    j = wrong(claims[1], "sign", 1, (), parse("-K*V1"))
    v = verification(source, "definition", j)
    assert corrections(j, Corrector(Hands(v.work), SYMBOLS))[0].claim == "vout = -K*V1"


@pytest.mark.parametrize(
    ("a", "b", "alike"), [("R1*R2", "R2*R1", True), ("R1", "R2", False), ("R1/0", "R1/0", True)]
)
def test_same_tells_claims_apart_by_what_they_say(a: str, b: str, alike: bool) -> None:
    def of(text: str) -> Expr:
        from gainproof.expression import Num, Quot, Sym

        return Quot(Sym("R1"), Num(0)) if text == "R1/0" else parse(text)

    assert same(Equation(parse("V1"), of(a)), Equation(parse("V1"), of(b))) is alike
