"""The route from a document to its claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from gainproof.expression import Expr, Sym
from gainproof.hand.lexicon.symbols import Symbols, key
from gainproof.hand.reader.claims.balances import wanted_and_needed
from gainproof.hand.reader.documents.emphasis import without_marks
from gainproof.hand.reader.documents.formats import guessed, text_of, with_dollars
from gainproof.hand.reader.documents.front import block
from gainproof.hand.reader.documents.passages import passages
from gainproof.hand.reader.documents.tabled import values_in_tables
from gainproof.hand.reader.prose.by_line import ByLine
from gainproof.hand.reader.prose.drives import names_of_tests
from gainproof.hand.reader.prose.explaining import names_in_words
from gainproof.hand.reader.prose.heard import signs_in_prose, tell
from gainproof.hand.reader.prose.lines import LATEX_SIGNS, RELATION
from gainproof.hand.reader.prose.terminals import at_terminals
from gainproof.hand.reader.prose.unguessed import said_elsewhere
from gainproof.hand.reader.scanning.letters import in_plain_letters
from gainproof.hand.reader.scanning.numbers import with_unit_behind
from gainproof.hand.reader.scanning.scanner import Scanner
from gainproof.hand.reader.tokens import MOST_CHARACTERS, Token
from gainproof.hand.work import Span, Unread, Work

DECIBELS = re.compile(r"[ ~\t]*(?:\\,)?(dB)(?!\w)")
LONGEST_END = 80
"""Characters of a formula that may stand behind its full stop, and of words behind it."""
_VALUE = re.compile(
    r"[ ~\t]*\n?[ ~\t]*([-−]?\d+(?:[.,]\d+)?)(?=[\s~.,;:)]|[kMmµunp]?[A-Za-zΩ]{0,2}(?!\w)|\$|\Z)"
)
"""A number in prose."""
_NUMBER = r"\(?[\w.:-]{1,20}\)?"
_STOP = re.compile(
    rf"\.(?:[\s~]|\\[,;!: ]|\\(?:l?eqno|q?quad)\s*{_NUMBER}|\\(?:tag\*?|label)\s*\{{{_NUMBER}\}}|"
    r"\\(?:q?quad|nonumber|notag))*\Z"
)
_NEXT = re.compile(r"\s*(?:\$\$?|\\[\])]|\\end\{\w+\*?\})\s+[A-Z][a-z]*\s")
"""The full stop of a formula with its number, and a word behind the formula that begins a sentence."""
_ANEW = re.compile(
    r"\s*(?:\$\$?|\\[\])]|\\end\{\w+\*?\})\s+(?!(?:And|Also|Hence|So|Thus|Then|Therefore|This|That|It|Which|Here|Still|"
    r"Where|But|Or|With|Now)\b)[A-Z][a-z]+[\s:,]"
)
"""A capital behind a display that has no full stop, of a word that does not go on with the sentence."""


def read_work(source: str, *, file: str = "", format: str = "", symbols: Symbols) -> Work:
    """What the document says, in order, in the symbols of the circuit.

    `format` is "markdown", "latex", "text" or "notebook", guessed from the file's name and the text if it is
    not given.  Never raises for anything that the document holds.
    """
    if len(source) > MOST_CHARACTERS:
        what = f"a document of {len(source)} characters"
        return Work(file, (Unread("", Span(1, 1), what, f"at most {MOST_CHARACTERS}"),), (), source)
    kind = format or guessed(source, file)
    written = text_of(source, file, kind)
    plain = with_dollars(written if kind == "latex" else without_marks(written))
    source, strange = in_plain_letters(plain)
    reader = _Reader(source, kind, symbols)
    reader.read()
    said = reader.said
    said.strange_letters(written, strange)
    items, notices = tuple(said.items), tuple(said.notices)
    return Work(
        file,
        items,
        notices,
        written,
        reader.meant,
        reader.tests,
        reader.elsewhere,
        reader.directed,
        reader.loose,
    )


class _Reader(ByLine):
    """Reads passage by passage."""

    def __init__(self, source: str, kind: str, symbols: Symbols) -> None:
        super().__init__(source, kind, symbols)
        explained, self.directed, self.loose = self.explained()
        self.meant.update(explained)
        terminals = at_terminals(self.source, self.said.symbols)
        self.elsewhere = {name: terminals[n] for n, name in self.own_names(terminals)}
        self.tests = self.test_sources()

    def read(self) -> None:
        begin = block(self.source)[2]
        self.said.stated += values_in_tables(self.source, begin, self.said.symbols, self.said.places)
        self.said.tabled = [c for c, *_ in self.said.stated]
        self.said.assumed = list(self.said.tabled)
        for p in passages(self.source, self.kind, begin):
            if p.kind == "prose":
                self.signs.update(signs_in_prose(self.source, p.at, p.stop))
                self.words(p.at, p.stop)
            elif p.kind == "line":
                self.line(p.at, p.stop)
            elif p.kind == "code":
                self.code(p.at, p.stop)
            else:
                is_latex = p.is_latex
                tokens, remarks = self.scan(p.at, p.stop, is_latex)
                if p.kind == "inline" and tokens and tokens[-1].kind == "rel":
                    tokens += self.value_behind(p.stop)
                elif tokens and p.kind == "inline":
                    closer = 2 if self.source[p.stop : p.stop + 1] == "\\" else 1
                    tokens[-1] = with_unit_behind(tokens[-1], self.source, p.stop + closer)
                    if (dB := DECIBELS.match(self.source, p.stop + closer)) and tokens[-1].kind == "num":
                        tokens.append(Token("word", "dB", dB.start(1), dB.end(1)))
                self.formula(tokens, remarks, inline=p.kind == "inline")
                if _ends_sentence(self.source, p.at, p.stop):
                    self.said.full_stop()
                elif p.kind == "display" and _ANEW.match(self.source, p.stop):
                    self.said.begins_after_display()
        self.said.finish()
        wanted_and_needed(self.said)
        tell(self.said, self.signs)

    def value_behind(self, at: int) -> list[Token]:
        """The number in the words behind a formula that ends with its sign: ``$R_1 =$ 1 k$\\Omega$``."""
        closer = 2 if self.source[at : at + 1] == "\\" else 1
        m = _VALUE.match(self.source, at + closer)
        if m is None:
            return []
        tokens, _ = self.scan(m.start(1), m.end(1), True)
        tokens[-1] = with_unit_behind(tokens[-1], self.source, m.end(1))
        return tokens

    def test_sources(self) -> dict[str, str]:
        """The names of test sources, which are the writer's own from the beginning, and their nodes."""
        found = names_of_tests(self.source, self.said.symbols)
        return {name: found[n] for n, name in self.own_names(found) if name not in self.meant}

    def own_names(
        self, spellings: Iterable[str], explained: Mapping[str, Expr] | None = None
    ) -> Iterator[tuple[str, str]]:
        """Each spelling with its symbol, which is the writer's own from now on.

        A name that is `explained` is no guess any longer: v_m, “the voltage in the middle”, is no v_-.
        """
        for spelling in spellings:
            braced = re.sub(r"_(\w{2,})\Z", r"_{\1}", spelling)  # V_th
            tokens = Scanner(braced, 0, len(braced), self.said.symbols, {}, True).scan()
            if len(tokens) == 1 and tokens[0].kind in ("sym", "word"):
                t = tokens[0]
                name = t.value.name if isinstance(t.value, Sym) else t.text
                if name in self.said.symbols.exact and explained is not None:
                    if explained[spelling] == t.value:
                        continue  # the words say what the name would be taken for without them
                    name = re.sub(r"[{}\\]", "", spelling)
                self.said.symbols.define(name)
                yield spelling, name

    def explained(self) -> tuple[dict[str, Expr], frozenset[str], frozenset[str]]:
        """The names that words explain, the writer's own from the beginning; those that have a direction,
        and those that are said less firmly."""
        said = names_in_words(self.source, self.said.symbols)
        own = dict(self.own_names(said.meant, said.meant))
        for name in said_elsewhere(self.source) - said.meant.keys():
            self.said.symbols.guesses.pop(key(name), None)
        meant = {own[n]: x for n, x in said.meant.items() if n in own}
        directed, loose = (
            frozenset(own[n] for n in some if n in own) for some in (said.directed, said.loose)
        )
        return meant, directed, loose

    def code(self, at: int, stop: int) -> None:
        """Something in back quotes: a formula if every symbol in it is known."""
        if RELATION.search(self.source, at, stop):
            tokens, remarks = self.scan(at, stop, LATEX_SIGNS.search(self.source, at, stop) is not None)
            if self.is_known(tokens, remarks):
                self.formula(tokens, remarks, inline=True)
                return
        self.before += " " + self.source[at:stop][:40]


def _ends_sentence(source: str, at: int, stop: int) -> bool:
    """Does a formula in dollars or a display close its sentence itself: “$$ v = 0. $$ The …”?"""
    end = source[max(at, stop - LONGEST_END) : stop]
    return _STOP.search(end) is not None and _NEXT.match(source[stop : stop + LONGEST_END]) is not None
