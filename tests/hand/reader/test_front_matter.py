"""Front matter and comments say which circuit a document is about; nonsense is an error at its place."""

import json

import pytest

from gainproof.errors import InputError
from gainproof.hand.reader.documents.front import Front, front_matter

BLOCK = """---
title: "A chapter: one"
circuit: amp.cir   # the netlist
ideal: yes
names:
  vo: V(o)
  i: (v - vo)/R1
values: {R1: 10k, "R_2": '4.7k'}
author:
  name: somebody
---
text
"""


def test_a_block():
    front = front_matter(BLOCK, "a.md")
    assert front.circuit == "amp.cir"
    assert front.ideal
    assert front.names == {"vo": "V(o)", "i": "(v - vo)/R1"}
    assert front.values == {"R1": "10k", "R_2": "4.7k"}
    assert (front.place.file, front.place.line) == ("a.md", 3)
    assert BLOCK[front.end :] == "\ntext\n"


@pytest.mark.parametrize(
    "source",
    [
        "% gainproof: circuit=amp.cir ideal name=vo=V(o) value=R1=10k\n",
        "text\n<!-- gainproof: circuit=amp.cir; ideal=true; name=vo=V(o), value=R1=10k -->\n",
        '# gainproof: circuit="amp.cir"\n# gainproof: ideal\n# gainproof: name="vo=V(o)" value=R1=10k\n',
    ],
)
def test_comments(source):
    front = front_matter(source)
    assert (front.circuit, front.ideal, front.names, front.values) == (
        "amp.cir",
        True,
        {"vo": "V(o)"},
        {"R1": "10k"},
    )


def test_names_with_blanks_stand_in_quotes():
    assert front_matter('% gainproof: name="i=(v - vo)/R1"').names == {"i": "(v - vo)/R1"}


@pytest.mark.parametrize(
    "source", ["", "text", "---\n", "---\nno end", "---\nwords\n---\n", "a\n---\ncircuit: x\n---\n"]
)
def test_nothing_said(source):
    front = front_matter(source)
    assert (front.circuit, front.ideal, front.names, front.values) == ("", False, {}, {})
    assert isinstance(front, Front)


@pytest.mark.parametrize(
    ("source", "line", "found"),
    [
        ("---\ncircuit:\n---\n", 2, "no file"),
        ("---\ncircuit: a\nideal: maybe\n---\n", 3, "maybe"),
        ("---\nnames:\n  vo V(o)\n---\n", 3, "vo V(o)"),
        ("---\nnames: V(o)\n---\n", 2, "V(o)"),
        ("---\nnames: {vo}\n---\n", 2, "vo"),
        ("text\n% gainproof: circle=a\n", 2, "circle"),
        ("% gainproof: name=vo\n", 1, "name=vo"),
        ("% gainproof: =\n", 1, "="),
    ],
)
def test_what_cannot_be_read_is_an_error_at_its_place(source, line, found):
    with pytest.raises(InputError) as fault:
        front_matter(source, "a.tex")
    (problem,) = fault.value.problems
    assert (problem.place.file, problem.place.line) == ("a.tex", line)
    assert found in problem.what
    assert problem.expected


def test_a_notebook_says_it_in_a_cell():
    cells = [{"cell_type": "markdown", "source": "<!-- gainproof: circuit=amp.cir -->"}]
    assert front_matter(json.dumps({"cells": cells}), "a.ipynb").circuit == "amp.cir"
