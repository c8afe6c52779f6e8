"""What the terminal shows: place, code, the line with carets, the correction, a summary."""

import pytest
from handmade import verification, work, wrong
from hypothesis import given
from hypothesis import strategies as st

from gainproof.hand.work import Judged, Span
from gainproof.marked.findings import arrowed, findings, sentence
from gainproof.marked.terminal import columns, excerpt, summary, terminal, totals
from gainproof.notation import parse

SOURCE = "# Homework\n\nv_n = V1\nvout = R2/R1*V1\nvout = R2*V1\n"


def shown(**how: bool) -> str:
    items = work(SOURCE)
    j = wrong(items[1], "sign", 1, (), parse("-R2/R1*V1"), "the sign of R2/R1*V1 is wrong")
    carried = Judged(items[2], "carried", "GP134", "it follows from line 4")
    return terminal(verification(SOURCE, "true", j, carried), **how)


def test_a_finding_is_shown_like_a_linters() -> None:
    assert shown() == (
        "work.md:4:8: GP101 sign: the sign of R2/R1*V1 is wrong.\n"
        "  4 | vout = R2/R1*V1\n"
        "    |        ^^^^^^^^\n"
        "    = help: vout = -R2/R1*V1\n"
        "\n"
        "work.md:5:1: GP134 error carried forward: it follows from line 4.\n"
        "  5 | vout = R2*V1\n"
        "    | ^^^^^^^^^^^^\n"
        "\n"
        "work.md: 3 claims: 1 true, 1 false, 1 carried on from there; the first wrong line is 4\n"
    )


def test_every_verdict_has_its_line() -> None:
    out = shown(every=True)
    assert [line[0] for line in out.splitlines()[:3]] == ["✓", "✗", "→"]
    assert "false GP101: the sign of R2/R1*V1 is wrong." in out
    assert "^" not in out, "instead of the findings"


def test_colour_only_if_asked_and_ascii_is_ascii() -> None:
    assert "\x1b" not in shown()
    assert "\x1b[1;31mGP101 sign\x1b[0m" in shown(colour=True)
    assert shown(every=True, ascii=True).isascii()
    assert "claims" not in shown(summed=False)


def test_no_work_can_steer_a_terminal() -> None:
    source = "vout = R2*V1 \x1b[2J\x07 + \u202eR1\n"
    v = verification(source, file="\x1b[31mevil.md")
    assert "\x1b" not in terminal(v)
    assert "\x07" not in terminal(v)
    assert "\u202e" not in terminal(v)


@pytest.mark.parametrize(
    ("line", "span", "text", "carets"),
    [
        ("\t\tv = R1", Span(1, 7, 2), "v = R1", "    ^^"),
        ("v =\tR1", Span(1, 5, 2), "v = R1", "    ^^"),
        ("日本 = R1", Span(1, 6, 2), "日本 = R1", "       ^^"),
        ("v = R1", Span(1, 99, 1), "v = R1", "      ^"),
        ("v = R1\r", Span(1, 5, 80), "v = R1", "    ^^"),
    ],
)
def test_carets_stand_under_the_part(line: str, span: Span, text: str, carets: str) -> None:
    assert excerpt(line + "\nnext\n", span, 80) == (text, carets)


@given(st.integers(1, 400), st.integers(1, 60), st.integers(0, 400))
def test_of_a_long_line_the_piece_with_the_part_is_shown(column: int, length: int, indent: int) -> None:
    source = " " * indent + "abcdefghij" * 40
    text, carets = excerpt(source, Span(1, column, length), 60)
    assert columns(text) <= 61
    assert columns(carets) <= 62
    assert carets.strip("^ ") == ""
    assert carets.endswith("^")


def test_a_remark_that_is_repeated_is_said_once() -> None:
    v = verification("vo = V1\nvo = R2*V1\nvo = R1*V1\n", file="a.txt")
    assert len(v.notices) > 1
    assert [(f.code, f.span.line) for f in findings(v)] == [("GP145", 1)]


def test_sentences() -> None:
    assert sentence("it is so") == "it is so."
    assert sentence("is it so?") == "is it so?"
    assert sentence("") == ""
    assert arrowed("Ao -> oo") == "Ao → ∞"
    assert arrowed("R_oo = R1") == "R_oo = R1"


def test_summaries_count() -> None:
    one = verification("vout = V1\n")
    assert summary(one) == "work.md: 1 claim: 1 true\n"
    assert totals([one, one]) == "2 works, 2 claims: nothing false\n"
    unread = verification("vout = = 3 +\n")
    assert unread.counts["unread"] == 1
    assert "with lines that could not be read" in totals([one, unread])
