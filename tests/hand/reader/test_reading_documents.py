"""Documents: where claims stand, what numbers they bear and cite, and what is no formula."""

import json

import pytest

from gainproof.circuit.netlist import read
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work
from gainproof.hand.work import Claim
from gainproof.notation import text

CIRCUIT = read(
    """* a non-inverting amplifier
V1 1 0 {V1}
E1 3 0 1 2 {Ao}
R1 2 0 {R1}
R2 3 2 {R2}
.end
"""
).circuit
SYMBOLS = symbol_table(CIRCUIT)


def claims(source, **options):
    work = read_work(source, symbols=SYMBOLS, **options)
    assert all(isinstance(i, Claim) for i in work.items), work.items
    return work.items


def test_every_part_has_its_place():
    source = "text\n\n$$v_2 = \\frac{R_1}{R_1 + R_2} v_3$$\n"
    (claim,) = claims(source)
    line = source.splitlines()[2]
    seen = 0
    for side in (claim.left, claim.right):
        for path, span in side.spans.items():
            part = side.expr
            for k in path:
                part = part.children[k]
            words = line[span.column - 1 : span.column - 1 + span.length]
            assert span.line == 3
            if not part.children:
                assert words.replace("_", "") == text(part).replace("_", "")
                seen += 1
    assert seen == 5
    assert line[claim.right.at((0,)).column - 1 :][: claim.right.at((0,)).length] == "\\frac{R_1}{R_1 + R_2}"
    assert claim.text == "v_2 = \\frac{R_1}{R_1 + R_2} v_3"
    assert claim.right.at((0, 1, 7, 7)) == claim.right.at((0, 1))


MARKDOWN = r"""---
circuit: amp.cir
---
# The gain

Kirchhoff's law gives Eq. 1.1:

$$\frac{v_2}{R_1} + \frac{v_2 - v_3}{R_2} = 0 \tag{1.1}$$

Eq. 1.2

$$v_3 = A_o(V_1 - v_2)$$

From Eq. 1.1 and (1.2),

$$\begin{aligned}
v_2 &= \beta v_3 \\
v_3 &= A_o V_1 - A_o v_2
\end{aligned} \qquad (1.3)$$

The price is $5 in one shop, and $6 in another; see `v_9 = x` there, or `v_2 = v_3*R1/(R1+R2)`.

```
v_3 = V_1 + v_2
```

```python
v_3 = "no algebra"
```

<!-- $$ a = b $$ -->
"""


def test_markdown():
    found = claims(MARKDOWN, file="a.md")
    assert [(c.span.line, c.number, c.cites) for c in found] == [
        (8, "1.1", ()),
        (12, "1.2", ()),
        (17, "1.3", ("1.1", "1.2")),
        (18, "1.3", ()),
        (21, "", ()),
        (24, "", ()),
    ]


LATEX = r"""\documentclass{article}
\newcommand{\vo}{v_{3}} % $ a = b $
\begin{document}
Summing currents gives
\begin{equation}\label{eq:kcl}
  \frac{v_2}{R_1} + \frac{v_2 - \vo}{R_2} = 0
\end{equation}
% $$ v_2 = v_3 $$
Using \eqref{eq:kcl}, we have
\begin{align}
  v_2 &= \beta \vo \tag{2.2}\label{eq:b} \\
  \intertext{and}
  \vo &= A_o (V_1 - v_2) \label{eq:c}
\end{align}
From \eqref{eq:b} and \eqref{eq:c} it follows that $\vo = V_1/\left(\beta + 1/A_o\right)$.
\begin{verbatim} $ v_2 = v_3 $ \end{verbatim}
\end{document}
"""


def test_latex():
    found = claims(LATEX, file="a.tex")
    assert [(c.span.line, c.number, c.cites) for c in found] == [
        (6, "eq:kcl", ()),
        (11, "2.2", ("eq:kcl",)),
        (13, "eq:c", ()),
        (15, "", ("2.2", "eq:c")),
    ]


PLAIN = """Node equation at node 2:
(1)  v2/R1 + (v2 - v3)/R2 = 0
Op-amp:
(2)  v3 = Ao*(V1 - v2)

Substituting (2) into (1) gives
v3 = V1/(beta + 1/Ao)     (3)
   = Ao*V1/(1 + beta*Ao)
For Ao -> infinity:
v3 = V1/beta
v2 = V1
"""


def test_plain_text():
    found = claims(PLAIN, file="a.txt")
    assert [(c.span.line, c.number, c.cites, c.link) for c in found] == [
        (2, "1", (), 0),
        (4, "2", (), 0),
        (7, "3", ("2", "1"), 0),
        (8, "", (), 1),
        (10, "", (), 0),
        (11, "", (), 0),
    ]
    assert [[c.to for c in x.under] for x in found] == [[], [], [], [], ["oo"], []]


def test_a_notebook_is_read_as_cells_with_a_line_before_each():
    cells = [
        {"cell_type": "markdown", "source": ["# Gain\n", "$$v_2 = v_3$$"]},
        {"cell_type": "code", "source": "v3 = V1 + v2"},
        {"cell_type": "markdown", "source": 7},
        "no cell",
    ]
    book = json.dumps({"cells": cells, "nbformat": 4})
    work = read_work(book, file="a.ipynb", symbols=SYMBOLS)
    assert [(c.span.line, c.text) for c in work.items] == [(3, "v_2 = v_3"), (6, "v3 = V1 + v2")]
    assert work.source.splitlines()[:3] == ["# %% [markdown] 1", "# Gain", "$$v_2 = v_3$$"]
    assert read_work("{broken", file="a.ipynb", symbols=SYMBOLS).items == ()


@pytest.mark.parametrize(
    ("file", "source", "kind"),
    [
        ("", "v2 = v3", "text"),
        ("", "$v_2 = v_3$", "markdown"),
        ("", "\\documentclass{a} $v_2 = v_3$", "latex"),
        ("x.TEX", "v2 = v3 $v_2 = v_3$", "latex"),
        ("x.md", "v2 = v3", "markdown"),
    ],
)
def test_the_format_is_guessed(file, source, kind):
    (guessed,) = [claims(source, file=file)]
    assert [c.text for c in guessed] == [c.text for c in claims(source, format=kind)]
    assert len(guessed) == 1


def test_an_assumption_stays_up_to_the_next_heading():
    found = claims(
        "Assume $A_o \\to \\infty$.\n\n$v_2 = V_1$.\n\n$v_3 = V_1$\n\n# Else\n\n$v_2 = v_3$", file="a.md"
    )
    assert [len(c.under) for c in found] == [1, 1, 0]


def test_a_line_that_announces_its_number_does_not_cite_itself():
    (claim,) = claims("This is Eq. 3:\n\n$$v_2 = v_3 \\tag{3}$$", file="a.md")
    assert claim.cites == ()
    (claim,) = claims("From Eq. 3 it follows that\n\n$$v_2 = v_3 \\tag{3}$$", file="a.md")
    assert claim.cites == ("3",)
