"""The nouns of somebody's algebra: claims with their places, verdicts, diagnoses.  Inert data.

A *work* is what one document says: claims in order, and what could not be read.  A claim keeps where in the
document each part of it stands, so that a diagnosis can point at it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from gainproof.derivation import Quantity
from gainproof.expression import Equation, Expr

Path = tuple[int, ...]
"""The way from the root of an expression to a part of it: indices of children."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Some characters of a document: line and column count from 1, `length` is at least 1."""

    line: int
    column: int
    length: int = 1


@dataclass(frozen=True)
class Side:
    """One side of a claim: the expression in the circuit's symbols, and where its parts stand.

    The tree is as written: 1·x, −(a + b) and brackets in brackets stay.  `rounding` gives, for each number
    that was printed with a decimal point, a suffix or a per cent sign, half a unit of its last digit.
    """

    expr: Expr
    span: Span
    spans: Mapping[Path, Span] = field(default_factory=dict)
    rounding: Mapping[Path, Fraction] = field(default_factory=dict)

    def at(self, path: Path) -> Span:
        """The place of a part; of the smallest part around it that has one, if it has none."""
        while path and path not in self.spans:
            path = path[:-1]
        return self.spans.get(path, self.span)


@dataclass(frozen=True, slots=True)
class Condition:
    """What a claim assumes of `what`: that it goes `to` "oo" or "0", or is ≫, ≪ or = `than`.

    One that goes to `AT` chooses a frequency: s, ω or f is `than` there, and is no name for it.  One of no
    symbol that goes to `OTHER_VALUES` says that the parts have values that nobody can tell.

    `symbol` is its name where `what` is a symbol alone, else "".
    """

    symbol: str
    to: str
    span: Span
    what: Expr | None = None
    than: Expr | None = None


AT = "at"
"""Where the frequency goes that is chosen: “at ω = 1/(RC)”."""

OTHER_VALUES = "?"
"""Where a condition goes that no formula says: the parts have values that nobody can tell."""
ALONE = "alone"
"""Where a condition goes by which a source acts alone; by one of no symbol, every source is off."""
QUIET = "quiet"
"""Where a condition goes by which there is no signal: what is left are offsets and bias currents."""

BROUGHT_ABOUT = "brought about"
"""Where a condition goes that the claim is said to bring about: “balance, v_a = v_b, needs R1 = R2”."""

RELATIONS = ("=", "≈", "→", "≜")
"""Equal; about equal; tends to; is defined as."""

Reading = tuple[Side, Side]
"""The two sides of a claim, as they may also be read."""


@dataclass(frozen=True)
class Claim:
    """left relation right, as somebody wrote it.

    `text` is the source of the claim, `number` the number it bears ("1.3", "" for none), `cites` the numbers
    that the words around it name as its grounds, `under` the conditions it states, `link` its position in a
    chain a = b = c (0 for the first).  `symbol` is the new name that it defines, by the words around it
    or because the name was unknown until there; "" if it defines none.  `otherwise` are other readings of
    an ambiguous spelling (1/βA), each with both sides; the reader notices them as "ambiguous".  `level` says
    that levels in decibels stand there, of which the sides are the ratios.  `stage` says which source
    is alone, by words that go on till others say otherwise.  `near` are conditions of the sentences before
    it that are said of no claim there: “if R_B = 0, the second is about 1/g_m.  Thus …”.
    """

    left: Side
    right: Side
    relation: str
    text: str
    span: Span
    number: str = ""
    cites: tuple[str, ...] = ()
    under: tuple[Condition, ...] = ()
    link: int = 0
    symbol: str = ""
    otherwise: tuple[Reading, ...] = ()
    level: bool = False
    stage: Condition | None = None
    near: tuple[Condition, ...] = ()

    @property
    def equation(self) -> Equation:
        return Equation(self.left.expr, self.right.expr)


@dataclass(frozen=True)
class Unread:
    """Something that looks like algebra and could not be read, with what was found and expected.

    `known` says that what was found is good mathematics, which nobody here judges: a logarithm, a phase.
    """

    text: str
    span: Span
    what: str
    expected: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """What the reader noticed: a look-alike symbol, a bracket closed for the writer, two readings."""

    code: str
    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A quantity of the circuit with the element `without` taken out."""

    quantity: Quantity
    without: str


@dataclass(frozen=True)
class Work:
    """What one document says, in order; `meant` are names that its words explain, up to their signs.

    `tests` are the names of test sources, each with its node, or "" where the words say none; `elsewhere`
    those that words tie to the terminals of a part that is taken out.  Of the `directed` names in `meant` the
    words say which way round they are counted; what they say of the `loose` ones the lines may belie.
    """

    file: str
    items: tuple[Claim | Unread, ...]
    notices: tuple[Notice, ...] = ()
    source: str = ""
    meant: Mapping[str, Expr] = field(default_factory=dict)
    tests: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Mapping[str, Elsewhere] = field(default_factory=dict)
    directed: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()


VERDICTS = ("identity", "true", "limit", "definition", "carried", "outside", "false", "unread")
"""Equal whatever the symbols stand for; true in the circuit; true only in a limit; a new name; right if an
earlier wrong line were right; nothing that can be judged; wrong; not read."""


@dataclass(frozen=True)
class Suggestion:
    """A statement that is true in the circuit: the claim with the part at `span` as it should be."""

    claim: Equation
    replaced: Expr | None
    by: Expr | None
    span: Span


@dataclass(frozen=True)
class Diagnosis:
    """What is wrong: a kind of error (a key of the catalogue of codes), where, and what it should read.

    The first suggestion is the likeliest.  `message` says it in a sentence.  `under` are the limits that the
    suggestions hold in and the work does not state ("Ao -> oo").
    """

    kind: str
    span: Span
    message: str
    suggestions: tuple[Suggestion, ...] = ()
    under: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judged:
    """A claim (or what was not read) with its verdict.

    `code` is a key of `gainproof.hand.codes.CODES`; `how` says why in a sentence; `uses` are the equations of
    the circuit and the earlier lines it rests on; `under` what it holds under ("Ao -> oo"); `conditions` what
    must not vanish.
    """

    item: Claim | Unread
    verdict: str
    code: str = ""
    how: str = ""
    uses: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    diagnosis: Diagnosis | None = None


def carried_on(claim: Claim, label: str) -> Judged:
    """The verdict on a claim that follows from the wrong line of this label."""
    return Judged(claim, "carried", "GP134", f"it follows from {label}, which is wrong", (label,))
