"""No text makes the reader raise, run away, or dig too deep."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gainproof.circuit.netlist import read
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work
from gainproof.hand.work import Claim, Unread

CIRCUIT = read("* a divider\nV1 1 0 {V1}\nR1 1 2 {R1}\nR2 2 0 {R2}\nE1 3 0 1 2 {Ao}\n.end\n").circuit
SYMBOLS = symbol_table(CIRCUIT)
FORMATS = ("markdown", "latex", "text", "notebook", "")

WORDS = r"""
\frac \sqrt \left( \right) \left[ \right] \begin{align} \end{align} \\ \tag{1} \label{a} \text{ for }
\to \infty \approx \parallel \cdot \quad \lim_ \boxed{ \overset{!}{=} \newcommand{\a}{\a\b} \a \SI{1}{\ohm}
{ } ( ) [ ] $ $$ _ ^ = == := -> + - * / ** || , ; : & % # ' " ` ~ ! ? . | < > @ 1 2.5 1e9 10k 0.5% v_2 V1 R1
v(2) i(R1) Eq( sqrt( par( Ao β ω ∞ ∥ √ ² ₁ ⁻ − · ½ 𝑅 о where let for if with and from Eq. (1.2) the oo
``` --- <!-- --> \ \[ \] \( \)
"""
PIECES = [*WORDS.split(), " ", "\n", "\n\n", "\t", "\r\n", "\0", "\ufeff"]


def judged(source, form):
    work = read_work(source, format=form, symbols=SYMBOLS)
    lines = work.source.split("\n")
    for item in work.items:
        assert isinstance(item, Claim | Unread)
        assert 1 <= item.span.line <= len(lines)
        assert 1 <= item.span.column <= len(lines[item.span.line - 1]) + 1
        if isinstance(item, Claim):
            for side in (item.left, item.right):
                side.expr.symbols()
                assert () in side.spans
    return work


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.sampled_from(FORMATS))
def test_any_text(source, form):
    judged(source, form)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(FORMATS))
def test_any_bytes(raw, form):
    judged(raw.decode("utf-8", errors="replace"), form)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60), st.sampled_from(FORMATS), st.booleans())
def test_any_pieces(pieces, form, displayed):
    source = "".join(pieces)
    judged(f"$${source}$$" if displayed else source, form)


MANY = 20_000
HARD = {
    "brackets": "x = " + "(" * MANY,
    "closing": "x = " + ")" * MANY,
    "braces": "$$x = " + "{" * MANY + "$$",
    "fractions": "$$x = " + r"\frac{" * MANY + "$$",
    "roots": "x = " + "√" * MANY,
    "calls": "x = " + "sqrt(" * MANY,
    "equations": "Eq(" * MANY,
    "signs": "x = " + "-" * MANY + "1",
    "towers": "x = " + "9^" * MANY + "9",
    "powers": "x = ((((R1^16)^16)^16)^16)^16",
    "slashes": "x = " + "/".join(["R1"] * MANY),
    "sum": "x = " + "+".join(["R1"] * MANY),
    "chain": "=".join(["R1"] * MANY),
    "digits": "x = " + "9" * MANY,
    "exponent": "x = 1e" + "9" * MANY,
    "name": "x = " + "a" * MANY,
    "subscripts": "x = " + "a_" * MANY,
    "primes": "x = a" + "'" * MANY,
    "words": "x = " + "foo (1 " * MANY,
    "blanks": "x = " + " " * MANY + "1" + " " * MANY,
    "commas": "a = b, " * MANY,
    "dollars": "$" * MANY,
    "openers": r"\[" * MANY,
    "environments": r"\begin{align}" * MANY,
    "boxes": "$$" + r"\boxed{" * MANY + "a = 1$$",
    "texts": "$$" + r"\text{" * MANY + "$$",
    "accents": "$$x = " + r"\hat{" * MANY + "$$",
    "limits": "$$" + r"\lim_{" * MANY + "$$",
    "doubts": "x = " + "1/R1 R2 + " * 1000 + "1",
    "itself": r"\newcommand{\a}{\a\a}$$x = \a$$",
    "each other": r"\def\a{\b\b}\def\b{\a\a}$$x = \a$$",
    "grows": "".join(rf"\def\{a}{{{(chr(92) + b) * 40}}}" for a, b in pairwise("abcdefghij")) + r"$$x = \a$$",
    "argument": r"\def\x#1{#1#1#1#1}$$x = " + r"\x{" * 400 + "a" + "}" * 400 + "$$",
    "front": "---\n" + "circuit: a\n" * 3000,
    "cells": '{"cells": ' + "[" * MANY,
}


@pytest.mark.parametrize("name", HARD)
def test_hard_texts_come_to_an_end(name):
    for form in ("markdown", "text", "notebook" if name == "cells" else "latex"):
        judged(HARD[name], form)


@pytest.mark.parametrize(
    "source",
    [
        r"$\boxed{with",
        r"$\boxed{V",
        r"$$\mathbf{V",
        r"$x = v_",
        r"$x = v^",
        r"\SI{1e999}{\ohm} $x = \SI{1e999}{\ohm}$",
    ],
)
def test_texts_that_end_too_soon(source):
    for form in FORMATS:
        judged(source, form)


def test_refusals_are_told():
    for name in (
        "brackets",
        "fractions",
        "roots",
        "signs",
        "slashes",
        "digits",
        "exponent",
        "name",
        "itself",
        "each other",
        "grows",
    ):
        items = read_work(HARD[name], format="markdown", symbols=SYMBOLS).items
        assert [type(i) for i in items] == [Unread], name


def test_a_document_too_long_is_refused():
    (item,) = read_work(" " * 2_000_001, symbols=SYMBOLS).items
    assert isinstance(item, Unread)
    assert "2000001 characters" in item.what


def test_a_display_of_too_many_tokens_is_refused():
    (item,) = read_work("$$x = " + "R1+" * 15_000 + "R1$$", symbols=SYMBOLS).items
    assert isinstance(item, Unread)
    assert "tokens" in item.what


@pytest.mark.parametrize("source", ["With R2 = R1, foo\n", "With R2 = R1 foo, bar", "foo, R2 = bar", "foo"])
def test_a_word_alone_is_prose(source):
    assert judged(source, "text").items == ()


def test_what_is_zero_has_no_end():
    """R = ∞ says that 1/R = 0; of 0 = ∞ there is no such reading."""
    assert any(isinstance(x, Unread) for x in judged("$$½ = oo = oo$$", "markdown").items)
    assert not any(isinstance(x, Unread) for x in judged("$$R1 = oo$$", "markdown").items)
