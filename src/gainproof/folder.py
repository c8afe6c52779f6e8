"""A folder of `derivations/`: a netlist, and a short file that says what to make of it.

``derivation.toml`` is declarative; all of it is optional:

    title = "Offset voltage"
    number = "1"                      # the section; equations are numbered 1.1, 1.2, …
    intro = "One paragraph, plain text."
    netlist = "circuit.cir"
    frequency = "1k"                  # of the worked example, in hertz
    witnesses = ["numeric", "lcapy"]  # all that are installed, if not said
    part = "OP27"                     # real op-amps for the example; or {X1 = "OP27", X2 = "OP07"}

    [names]                           # names for gains that the author prefers
    G_N = "1 + R2/R1"

    [values]                          # example values, over those of the netlist
    Ao = "200k"

    [hints]                           # wishes for the schematic
    R3 = "below"

    [sentences]                       # the author's words, hung on steps by their label
    "(1.3)" = "The offset is multiplied by the ideal gain."

    [[ask]]                           # as often as there are quantities; the netlist's .tf if none
    title = "Gain"
    tf = "V(3) V1"                    # or: of = "zin(V1)", or: noise = "V(3) V1"
    limits = [["Ao=oo"], ["Ao=oo", "Ri=oo"]]
    intro = "A paragraph above this question."
    netlist = "follower.cir"          # another circuit of the same folder
    method = "nodal"                  # or a list of methods, or "all": the methods are compared at the end
    elements = ["X1.Ri", "X1.Ro"]     # what the method is about: extra elements, a controlled source
    form = "textbook"                 # or "feedback", "flat"
    eliminate = ["beta"]              # names not to be used
    keep = ["parallel"]
    cancel = ["Ibias by R3"]          # of a response: parts to be chosen so that a source has no effect
    gains = true                      # of a response: its partial derivatives by the sources
    names = {H = "R1/(R1 + R2)"}      # names and values for this question alone
    values = {R3 = "1k"}
    part = "OP07"
    plot = ["error Ri", "bode"]       # charts after the example (docs/plots.md)
    band = ["20", "20k"]              # of noise, in hertz; its densities are at the frequency above, or at 1k

    works = ["chapter-1.md"]          # instead of questions: somebody's algebra, to be judged line by line

A folder ``parts`` beside it may hold data files of real op-amps (docs/parts.md).  A part's figures go before
the numbers of the netlist, and ``values`` before both.

No mathematics beyond names and limits is ever typed here: rename a part or add a resistor in the netlist,
and the document follows.
"""

from __future__ import annotations

import tomllib
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction
from pathlib import Path
from typing import Any

from gainproof.circuit.circuit import Circuit
from gainproof.curves.kinds import KINDS
from gainproof.errors import GainproofError, InputError, Place, Problem
from gainproof.expression import Expr
from gainproof.methods import METHODS
from gainproof.notation import NotationError, parse
from gainproof.witness import WITNESSES


@dataclass(frozen=True)
class Ask:
    """One quantity to derive; `limits` is None where the folder leaves them to the imperfections."""

    title: str = ""
    tf: str | None = None
    of: str | None = None
    noise: str | None = None
    band: tuple[Fraction, Fraction] = (Fraction(10), Fraction(10_000))
    limits: tuple[tuple[str, ...], ...] | None = None
    methods: tuple[str, ...] = ("nodal",)
    intro: str = ""
    netlist: Path | None = None
    form: str = "textbook"
    elements: tuple[str, ...] = ()
    eliminate: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    cancel: tuple[str, ...] = ()
    gains: bool = False
    names: Mapping[str, Expr] = field(default_factory=dict)
    values: Mapping[str, Fraction] = field(default_factory=dict)
    part: Mapping[str, str] = field(default_factory=dict)
    plot: tuple[str, ...] = ()


KEYS = tuple(f.name.replace("methods", "method") for f in fields(Ask))
"""What a question may say."""
FORMS = ("textbook", "feedback", "flat")


@dataclass(frozen=True)
class Folder:
    """What a folder says."""

    path: Path
    netlist: Path
    title: str = ""
    number: str = ""
    intro: str = ""
    frequency: Fraction | None = None
    witnesses: tuple[str, ...] = tuple(WITNESSES)
    names: Mapping[str, Expr] = field(default_factory=dict)
    values: Mapping[str, Fraction] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    sentences: Mapping[str, str] = field(default_factory=dict)
    asks: tuple[Ask, ...] = ()
    works: tuple[Path, ...] = ()
    part: Mapping[str, str] = field(default_factory=dict)

    def values_for(self, ask: Ask, symbols: Container[str]) -> dict[str, Fraction]:
        """The values of a question about a circuit with these symbols.

        Those of the folder are for all of its circuits, of which each takes what it has; those of a question
        must mean something, and whoever uses them says if they do not.
        """
        return {n: v for n, v in self.values.items() if n in symbols} | dict(ask.values)

    def hints_for(self, circuit: Circuit) -> dict[str, str]:
        """The wishes for the schematic of a circuit: those for its own elements and op-amps."""
        return {n: said for n, said in self.hints.items() if n.lower() in drawn(circuit)}

    def asked(self, ask: Ask, symbols: Iterable[str]) -> dict[str, Any]:
        """What `gainproof.derive` is told of a question, but for its method and the first line's number.

        `symbols` are those of the circuit.  The names of the folder, as its values, are for the circuits that
        have what they are made of.
        """
        known, names = {"s", *symbols}, {}
        for name, meant in self.names.items():
            if known.issuperset(meant.symbols()):
                names[name] = meant
                known.add(name)
        return {
            "tf": ask.tf,
            "of": ask.of,
            "limits": ask.limits,
            "names": {**names, **ask.names},
            "section": self.number,
            "form": ask.form,
            "eliminate": ask.eliminate,
            "keep": ask.keep,
            "elements": ask.elements,
            "cancel": ask.cancel,
            "gains": ask.gains,
        }

    @property
    def parts(self) -> tuple[Path, ...]:
        """The folder's own folder of parts, if it has one."""
        own = self.path / "parts"
        return (own,) if own.is_dir() else ()


def load(path: Path) -> Folder:
    """Read a folder.  Raises InputError with every problem of its derivation.toml."""
    toml = path / "derivation.toml"
    found: dict[str, Any] = {}
    if toml.exists():
        try:
            found = tomllib.loads(toml.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            raise InputError(Problem(Place(str(toml)), f"this is not TOML: {fault}")) from None
    elif not any(path.glob("*.cir")):
        raise InputError(Problem(Place(str(path)), "no netlist here", "circuit.cir, or derivation.toml"))
    return _Reader(toml, toml.read_text(encoding="utf-8") if toml.exists() else "").folder(path, found)


def drawn(circuit: Circuit) -> set[str]:
    """What a wish for a schematic may name, in small letters."""
    return {e.name.lower() for e in circuit.elements} | {i.name.lower() for i in circuit.instances}


class _Reader:
    """Reads the values of one file; collects problems and raises them together."""

    def __init__(self, toml: Path, source: str) -> None:
        self.toml = toml
        self.lines = source.splitlines()
        self.problems: list[Problem] = []

    def fault(self, key: str, what: str, expected: str = "") -> None:
        line = next((k for k, text in enumerate(self.lines, 1) if text.strip().strip('"').startswith(key)), 0)
        self.problems.append(Problem(Place(str(self.toml), line), f"{key}: {what}", expected))

    def text(self, table: Mapping[str, Any], key: str, default: str = "") -> str:
        x = table.get(key, default)
        if not isinstance(x, str):
            self.fault(key, f"{x!r} is not a text")
            return default
        return x

    def texts(self, table: Mapping[str, Any], key: str) -> dict[str, str]:
        x = table.get(key, {})
        if not isinstance(x, dict) or not all(isinstance(v, str) for v in x.values()):
            self.fault(key, "holds something else than texts", 'a table of NAME = "text"')
            return {}
        return x

    def number(self, key: str, word: str, unit: str = "") -> Fraction | None:
        from gainproof.worked.values import read

        try:
            return read(word, unit)
        except GainproofError as fault:
            self.fault(key, str(fault))
            return None

    def folder(self, path: Path, found: Mapping[str, Any]) -> Folder:
        known = {"title", "number", "intro", "netlist", "frequency", "witnesses"}
        known |= {"names", "values", "hints", "sentences", "ask", "works", "part"}
        for key in found:
            if key not in known:
                self.fault(key, "this key means nothing here", f"one of {', '.join(sorted(known))}")
        netlist = path / self.text(found, "netlist", self.only_netlist(path))
        witnesses = tuple(found.get("witnesses", WITNESSES))
        for w in witnesses:
            if w not in WITNESSES:
                self.fault("witnesses", f"there is no witness {w!r}", ", ".join(WITNESSES))
        frequency = self.text(found, "frequency")
        asks = tuple(self.ask(a, path, netlist) for a in found.get("ask", []))
        folder = Folder(
            path=path,
            netlist=netlist,
            title=self.text(found, "title"),
            number=self.text(found, "number"),
            intro=" ".join(self.text(found, "intro").split()),
            frequency=self.number("frequency", frequency, "Hz") if frequency else None,
            witnesses=witnesses,
            names=self.names(found),
            values=self.values(found, netlist, *(a.netlist for a in asks if a.netlist)),
            hints=self.texts(found, "hints"),
            sentences=self.texts(found, "sentences"),
            asks=asks,
            works=self.works(found, path),
            part=self.part(found),
        )
        if self.problems:
            raise InputError(*self.problems)
        return folder

    def names(self, table: Mapping[str, Any]) -> dict[str, Expr]:
        names: dict[str, Expr] = {}
        for name, spelled in self.texts(table, "names").items():
            try:
                names[name] = parse(spelled)
            except NotationError as fault:
                self.fault(name, str(fault))
        return names

    def values(self, table: Mapping[str, Any], *netlists: Path) -> dict[str, Fraction]:
        """The values by symbol; the unit of a value is that of the symbol, where a netlist has it."""
        words = self.texts(table, "values").items()
        known = self.symbols(netlists) if words else {}
        out = {}
        for name, word in words:
            symbol, unit = known.get(name.lower(), (name, ""))
            value = self.number(name, word, unit)
            if value is not None:
                out[symbol] = value
        return out

    def symbols(self, netlists: Iterable[Path]) -> dict[str, tuple[str, str]]:
        """The symbols of the netlists, with their units, by every name in lower case."""
        from gainproof.circuit.netlist import read
        from gainproof.worked.given import symbols

        out: dict[str, tuple[str, str]] = {}
        for netlist in dict.fromkeys(netlists):
            try:
                c = read(netlist).circuit
            except GainproofError:
                continue  # whoever derives from it says what is wrong
            for name, symbol in symbols(c).items():
                out.setdefault(name, (symbol, c.parameters[symbol].unit))
        return out

    def part(self, table: Mapping[str, Any]) -> dict[str, str]:
        """The real part of each op-amp, "" for every one that is not named."""
        x = table.get("part", {})
        return {"": x} if isinstance(x, str) else self.texts(table, "part")

    def band(self, table: Mapping[str, Any]) -> tuple[Fraction, Fraction]:
        """Two frequencies in hertz."""
        ends = [self.number("band", w, "Hz") for w in self.words(table, "band", ("10", "10k"))]
        low, high = ends if len(ends) == 2 else (None, None)
        if low is None or high is None:
            self.fault("band", "is not two frequencies", 'band = ["20", "20k"]')
            return Ask.band
        return low, high

    def words(self, table: Mapping[str, Any], key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A text, or a list of texts."""
        x = table.get(key, list(default))
        if isinstance(x, str):
            return (x,)
        if not isinstance(x, list) or not all(isinstance(v, str) for v in x):
            self.fault(key, "holds something else than texts", f'{key} = ["…", "…"]')
            return default
        return tuple(x)

    def plots(self, found: Mapping[str, Any]) -> tuple[str, ...]:
        """Kinds of charts that need no more than the example's values, each perhaps with what it is about."""
        usable = [name for name, kind in KINDS.items() if not kind.of_budget]
        plots = self.words(found, "plot")
        for word in plots:
            name = word.partition(" ")[0]
            if name in KINDS and name not in usable:
                self.fault("plot", f"{name} is of a budget: gainproof plot draws it", ", ".join(usable))
            elif name not in usable:
                self.fault("plot", f"there is no kind of chart {name!r}", ", ".join(usable))
            elif "noise" in found:
                self.fault("plot", "noise has no chart", "plot beside tf or of")
        return plots

    def works(self, found: Mapping[str, Any], path: Path) -> tuple[Path, ...]:
        works = tuple(path / name for name in self.words(found, "works"))
        for work in works:
            if not work.is_file():
                self.fault("works", f"there is no file {work}", "a work in Markdown, LaTeX or plain text")
        return works

    def only_netlist(self, path: Path) -> str:
        found = sorted(p.name for p in path.glob("*.cir"))
        return "circuit.cir" if "circuit.cir" in found or not found else found[0]

    def ask(self, found: Any, path: Path, own: Path) -> Ask:
        """A question; it is about the folder's `own` netlist if it names no other."""
        if not isinstance(found, dict):
            self.fault("ask", "is not a table", "[[ask]]")
            return Ask()
        for key in found:
            if key not in KEYS:
                self.fault(key, "this key means nothing in [[ask]]", ", ".join(KEYS))
        methods = self.words(found, "method", ("nodal",))
        if "all" in methods:
            methods = tuple(METHODS)
        for m in methods:
            if m not in METHODS:
                self.fault("method", f"there is no method {m!r}", ", ".join((*METHODS, "all")))
        netlist = self.text(found, "netlist")
        form = self.text(found, "form", "textbook")
        if form not in FORMS:
            self.fault("form", f"there is no form {form!r}", ", ".join(FORMS))
        gains = found.get("gains", False)
        if not isinstance(gains, bool):
            self.fault("gains", f"{gains!r} is neither true nor false")
        limits = found.get("limits")
        sets: tuple[tuple[str, ...], ...] | None = None
        if limits is not None:
            if not isinstance(limits, list) or not all(isinstance(x, list | str) for x in limits):
                self.fault("limits", "is not a list of sets of limits", '[["Ao=oo"], ["Ao=oo", "Ri=oo"]]')
            else:
                sets = tuple((x,) if isinstance(x, str) else tuple(map(str, x)) for x in limits)
        asked = {key: self.text(found, key) for key in ("tf", "of", "noise") if key in found}
        if len(asked) != 1:
            self.fault(
                "ask", "is not one question", 'tf = "V(out) V1", of = "zin(V1)" or noise = "V(out) V1"'
            )
        return Ask(
            title=self.text(found, "title"),
            tf=asked.get("tf"),
            of=asked.get("of"),
            noise=asked.get("noise"),
            band=self.band(found),
            limits=sets,
            methods=methods,
            intro=" ".join(self.text(found, "intro").split()),
            netlist=path / netlist if netlist else None,
            form=form,
            elements=self.words(found, "elements"),
            eliminate=self.words(found, "eliminate"),
            keep=self.words(found, "keep"),
            cancel=self.words(found, "cancel"),
            gains=gains is True,
            plot=self.plots(found),
            names=self.names(found),
            values=self.values(found, path / netlist if netlist else own),
            part=self.part(found),
        )
