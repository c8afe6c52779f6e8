"""What words make of the circuit for a while: sources off, parts out or bridged, nodes held at ground.

“V2 killed”, “with input 1 grounded”, “R5 taken out”, “the emitter resistor bypassed”, “out tied to ground”:
the words name a source, a part or a node, and say before or behind it what is done with it.  What is done
without a name is done with the load, the output, the input, or all sources of a kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.circuit.elements.kind import value
from gainproof.errors import GainproofError
from gainproof.expression import Sym
from gainproof.hand.lexicon.held import held_by
from gainproof.hand.lexicon.symbols import Symbols
from gainproof.hand.reader.prose import setting_words as words_for

OPEN, SHORT, EITHER = "open", "short", "either"
"""What becomes of a part; one that is left out is open or bridged, as it stands in the circuit."""


@dataclass(frozen=True)
class Setting:
    """The circuit as words make it: symbols of sources that are off, elements that are open or bridged, and
    pairs of nodes that are one.  Of elements that are `among`, one is open: the words do not say which."""

    off: frozenset[str] = frozenset()
    parts: frozenset[tuple[str, str]] = frozenset()
    held: frozenset[tuple[str, str]] = frozenset()
    among: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.off or self.parts or self.held or self.among)

    def __or__(self, other: Setting) -> Setting:
        """Both at once."""
        return Setting(
            self.off | other.off, self.parts | other.parts, self.held | other.held, self.among | other.among
        )


class Told:
    """Reads settings of one circuit."""

    def __init__(self, circuit: Circuit, symbols: Symbols) -> None:
        self.circuit, self.symbols = circuit, symbols
        self.sources = {v.name: e for e in circuit.sources() if isinstance(v := value(e), Sym)}

    def setting(self, words: str, named: frozenset[str]) -> Setting:
        """What the words set; `named` are the sources that the formula beside them names."""
        text = words_for.BRACES.sub(r" \1 ", words_for.PLAIN.sub(" ", words))
        text = words_for.VIRTUAL.sub(" ", words_for.NUMBERED.sub(self._by_number, text))
        live = frozenset(self.sources)
        tied = list(words_for.TIED.finditer(text))
        text = words_for.TIED.sub(" ", text)
        found, alone = self._named(text)
        for m in tied:
            pair = [n for n in (self._node(m["a"]), self._node(m["b"])) if n]
            if len(pair) == 2:
                found |= Setting(held=frozenset([(pair[0], pair[1])]))
        if words_for.ALL_OFF.search(text):
            found |= Setting(off=live)
        for m in words_for.OF_A_KIND.finditer(text):
            letter = m["kind"][0].upper().replace("C", "I")
            of_kind = frozenset(n for n, e in self.sources.items() if e.kind == letter)
            if m["alone"]:
                alone = of_kind
            else:
                found |= Setting(off=of_kind)
        roles_off, role_alone = self._roles(text)
        found |= Setting(off=roles_off)
        alone = alone or role_alone
        if words_for.QUIET.search(text):
            found |= Setting(off=self._signals())
        if not alone and words_for.OTHERS.search(text):
            alone = named
        if alone:
            found |= Setting(off=live - alone)
        load = self._load()
        if load is not None and words_for.LOADLESS.search(text):
            found |= Setting(parts=frozenset([(load.name, OPEN)]))
        if words_for.METERLESS.search(text):
            resistors = frozenset(e.name for e in self.circuit.elements if e.kind == "R")
            found |= Setting(among=resistors)
        if (
            not found.held
            and not found.parts
            and words_for.SHORT_OUTPUT.search(words_for.BY_A_SHORT.sub(" ", text))
        ):
            found |= self._short_output(load)
        return found

    def _named(self, text: str) -> tuple[Setting, frozenset[str]]:
        """What is done with what the words name, and the sources that act alone by them."""
        found = Setting()
        for m in words_for.BEHIND.finditer(text):
            found |= self._done(m["names"], m["what"].lower())
        for m in words_for.SWITCHED.finditer(text):
            found |= self._done(m["names"], m["what"].lower())
        for m in words_for.TYING.finditer(text):
            found |= self._done(m["names"], "grounded")
        for m in words_for.BEFORE.finditer(text):
            if words_for.NOT.search(text, 0, m.start()):
                continue
            verb = next(k for k in ("kill", "ground", "bridge", "lift", "leave") if m[k])
            word = {
                "kill": "dead",
                "ground": "grounded",
                "bridge": "shorted",
                "lift": "open",
                "leave": EITHER,
            }
            found |= self._done(m["names"], word[verb])
        for m in words_for.AT_NODE.finditer(text):
            node = self._node(m["names"])
            if node:
                found |= Setting(held=frozenset([(node, GROUND)]))
        last: tuple[int, frozenset[str]] = (-1, frozenset())
        for pattern in words_for.ALONE:
            for m in pattern.finditer(text):
                names = frozenset(s for n in self._split(m["names"]) if (s := self._source(n)))
                if names and m.start() > last[0]:
                    last = (m.start(), names)
        return found, last[1] - found.off

    def _done(self, names: str, what: str) -> Setting:
        """What becomes of each of the names."""
        dead = re.fullmatch(words_for.DEAD, what, re.I) is not None
        grounded = re.fullmatch(words_for.GROUNDED, what, re.I) is not None
        shorted = re.fullmatch(words_for.SHORTED, what, re.I) is not None
        opened = re.fullmatch(words_for.OPENED, what, re.I) is not None or what == EITHER
        out = Setting()
        for n in self._split(names):
            source, part, node = self._source(n), self._part(n), self._node(n)
            if source and not (opened and not dead and self.sources[source].kind == "V" and what != EITHER):
                out |= Setting(off=frozenset([source]))
            elif source:
                out |= Setting(parts=frozenset([(self.sources[source].name, OPEN)]))
            elif part is not None and (shorted or grounded):
                out |= Setting(parts=frozenset([(part.name, SHORT)]))
            elif part is not None and (opened or dead):
                out |= Setting(parts=frozenset([(part.name, EITHER if what == EITHER else OPEN)]))
            elif node and (shorted or grounded):
                out |= Setting(held=frozenset([(node, GROUND)]))
        return out

    def _split(self, names: str) -> Iterator[str]:
        yield from (n for n in re.split(words_for.AND, names) if n)

    def _by_number(self, m: re.Match[str]) -> str:
        """“Inputs 2 and 3” as V2 and V3, where there are such sources."""
        found = [n for k in re.findall(r"\d", m[0]) for n in self.sources if n[0] in "VvE" and n.endswith(k)]
        return " and ".join(found) if found else m[0]

    def _source(self, name: str) -> str:
        found = self.symbols.find(name)
        symbol = found.expr if found is not None else None
        if not isinstance(symbol, Sym):
            return ""
        return symbol.name if symbol.name in self.sources else held_by(symbol.name, self.circuit)

    def _part(self, name: str) -> Element | None:
        found = self.symbols.find(name)
        symbol = found.expr if found is not None else None
        parts = [e for e in self.circuit.elements if e.kind in "RCLEGFH" and e.nodes and value(e) == symbol]
        return parts[0] if len(parts) == 1 else None

    def _node(self, name: str) -> str:
        letter = words_for.TERMINALS.get(name.lower(), name)
        try:
            return self.circuit.node(letter).replace(GROUND, "") if letter != GROUND else ""
        except GainproofError:
            return ""

    def _roles(self, text: str) -> tuple[frozenset[str], frozenset[str]]:
        """The sources that are off, and those that are alone, by what they do: offset, bias, signal."""
        of = {
            "offset": frozenset(n for n in self.sources if words_for.OFFSETS.match(n)),
            "bias": frozenset(n for n in self.sources if words_for.BIASES.match(n)),
        }
        of["signal"] = self._signals()
        off: frozenset[str] = frozenset()
        alone: frozenset[str] = frozenset()
        for m in words_for.ROLE.finditer(text):
            meant = frozenset().union(
                *(of[k.rstrip("2")] for k in ("offset", "bias", "signal", "offset2", "bias2") if m[k])
            )
            how = (m["how"] or "").lower()
            if m["none"] or re.search(rf"(?:zero|{words_for.DEAD})\Z", how):
                off |= meant
            elif how or m["due"]:
                alone = meant
        return off, alone if alone != frozenset(self.sources) else frozenset()

    def _signals(self) -> frozenset[str]:
        """The sources at the input: those that are no offset and no bias current."""
        return frozenset(
            n for n in self.sources if not words_for.OFFSETS.match(n) and not words_for.BIASES.match(n)
        )

    def _load(self) -> Element | None:
        found = [e for e in self.circuit.elements if e.kind == "R" and e.name.lower() in words_for.LOADS]
        return found[0] if len(found) == 1 else None

    def _short_output(self, load: Element | None) -> Setting:
        if load is not None:
            return Setting(parts=frozenset([(load.name, SHORT)]))
        nodes = [n for n in self.circuit.nodes if n.lower() in words_for.OUTPUTS]
        return Setting(held=frozenset([(nodes[0], GROUND)])) if nodes else Setting()
