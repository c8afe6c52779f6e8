"""The symbols that a netlist brings, and what is known of each.

At the top level a symbol has the name that the netlist gives it.  Symbols that come from inside a
subcircuit cannot be named before the whole circuit is known: ``Ro`` of X1 is called Ro if nothing
else is, else ``Ro_X1``.  Until then they go by a provisional name, ``ro@X1``, which no
netlist can spell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from keyword import iskeyword

from gainproof.circuit.circuit import Parameter
from gainproof.circuit.netlist.report import Report
from gainproof.errors import Place
from gainproof.expression import Expr, Neg, Num, Prod, Quot, Sum, Sym, neg
from gainproof.symbols import plain_letters

FREQUENCY = Sym("s")
"""The complex frequency; a value may depend on it, ``{Ao/(1 + s/wp)}``."""
RESERVED = frozenset({"s", "par", "oo"})


class Entry:
    """One symbol while the netlist is being read; see `Parameter` for the fields."""

    __slots__ = ("about", "declared", "ideal", "owner", "path", "spelled", "sym", "unit", "value")

    def __init__(self, spelled: str, path: str, sym: Sym, value: Fraction | None) -> None:
        self.spelled = spelled
        self.path = path
        self.sym = sym
        self.value = value
        self.unit = self.about = self.ideal = self.owner = ""
        self.declared = False


class Book:
    """All symbols by their key: the lower-case name, and the instance it belongs to."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}

    def symbol(self, name: str, path: str = "", value: Fraction | None = None, aside: bool = False) -> Sym:
        """The symbol called `name` in the instance `path`, "" at the top level.

        A symbol called s is not the frequency.  With `aside` it is an element's, which makes way for a
        parameter of the same name.
        """
        key = name.lower()
        own = bool(path) or aside or name == FREQUENCY.name
        if own:
            key = f"{key}@{path.lower()}{'@' if aside else ''}"
        entry = self.entries.get(key)
        if entry is None:
            sym = Sym(key if own else name)
            self.entries[key] = entry = Entry(name, path, sym, value)
        return entry.sym

    def entry(self, sym: Sym) -> Entry:
        """What is known of a symbol."""
        return self.entries[sym.args[0].lower()]

    def used_in(self, x: Expr, unit: str, about: str, owner: str) -> None:
        """Learn from an element's value: what stands alone, or as a term, has the element's unit.

        What is added to a number within a product is a number, so that of Rb*(gain - 1) Rb has the unit.  In
        gain*1k - 1k the numbers have it rather, for one as large as what is added is no mere factor.
        """
        terms = x.args if isinstance(x, Sum) else (x,)
        added = max((abs(t.value({})) for t in terms if _is_number(t)), default=None)
        for term in terms:
            sym = multiple_of(term)
            if sym not in (None, term, neg(term)) and added is not None and _factor(term) >= added:
                continue
            entry = self.entries.get(sym.args[0].lower()) if sym is not None else None
            if entry is not None and not entry.unit:
                entry.unit = unit
                entry.about = entry.about or about
                entry.owner = entry.owner or owner

    def final_names(
        self, used: Iterable[str], elements: Iterable[str], report: Report, place: Place
    ) -> dict[str, str]:
        """The last name of every used symbol that is not to keep its provisional one.

        `elements` are the lower-case names of elements and instances at the top level: a symbol from
        inside a subcircuit does not take one of theirs.
        """
        keys = [n.lower() for n in used]
        odd = [k for k in keys if "@" in k or not _fit(self.entries[k].spelled)]
        if not odd:
            return {}
        names = {k for k in keys if "@" not in k and k not in odd}
        barred = {*names, *elements}
        wanted = Counter(identifier(self.entries[k].spelled).lower() for k in odd)
        final: dict[str, str] = {}
        for k in odd:
            e = self.entries[k]
            bare = identifier(e.spelled)
            if not e.path:
                name = _fresh(bare, names)
                if name != e.spelled:
                    report.remark(place, f"the symbol of {e.spelled} is called {name}")
            elif wanted[bare.lower()] == 1 and bare.lower() not in barred:
                name = bare
            else:
                name = _fresh(f"{bare}_{identifier(e.path)}", names)
            names.add(name.lower())
            final[str(e.sym.args[0])] = name
        return final

    def parameter(self, sym_name: str, name: str) -> Parameter:
        """The finished parameter of the symbol with this provisional name."""
        e = self.entries[sym_name.lower()]
        return Parameter(name, e.unit, e.value, e.ideal, e.about, e.owner)


def multiple_of(x: Expr) -> Sym | None:
    """The symbol of which `x` is a number's multiple, if it is one; a sum with a number in it is a number."""
    while x.__class__ is not Sym:
        if isinstance(x, Neg):
            x = x.args[0]
        elif isinstance(x, Quot) and _is_pure(x.den):
            x = x.num
        elif isinstance(x, Prod) and sum(not _is_pure(f) for f in x.args) == 1:
            x = next(f for f in x.args if not _is_pure(f))
        else:
            return None
    assert isinstance(x, Sym)
    return x


def _factor(term: Expr) -> Fraction:
    """The number by which the symbol of the term is multiplied, without its sign; 0 if a sum does so too."""
    if any(isinstance(n, Sum) for n in term.walk()):
        return Fraction(0)
    return abs(Fraction(term.value(dict.fromkeys(term.symbols(), Fraction(1)))))


def _is_number(x: Expr) -> bool:
    return isinstance(x, Num) or (isinstance(x, Neg) and isinstance(x.args[0], Num))


def _is_pure(x: Expr) -> bool:
    return _is_number(x) or (isinstance(x, Sum) and any(map(_is_number, x.args)))


_UNFIT = re.compile(r"\W", re.ASCII)


def identifier(name: str) -> str:
    """The name as a Python identifier that is no keyword and none of ours: ``R.x`` -> ``R_x``.

    Letters of Greek have their names, ``Rα`` -> ``R_alpha``, and others lose their accents.
    """
    word = _UNFIT.sub("_", plain_letters(name))
    if word[:1].isdigit():
        word = "_" + word
    return word if _fit(word) else word + "_"


def _fit(word: str) -> bool:
    if not (word.isascii() and word.isidentifier()):
        return False
    return not (word in RESERVED or (word[:2] in ("v_", "i_") and word[-1] != "_") or iskeyword(word))


def _fresh(name: str, used: set[str]) -> str:
    while name.lower() in used:
        name += "_"
    return name
