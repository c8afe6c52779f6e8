"""The spellings of a circuit's voltages, currents and gains: the usual ones, and those that are likely.

"V_out" is the voltage of node `out` in every book.  That v_- is the op-amp's inverting input and A its
open-loop gain is likely in a circuit with one op-amp, and no more than that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from gainproof.circuit.circuit import Circuit, Element
from gainproof.errors import GainproofError
from gainproof.expression import ZERO, Expr, Sym

Guess = tuple[Expr, str]
"""What a spelling is likely to mean, and the words for it."""

INPUTS = (
    ("in+", "non-inverting", "v+ V+ vp Vp vplus Vplus"),
    ("in-", "inverting", "v- V- vn Vn vminus Vminus vm Vm"),
)
GAINS = "A AOL Aol Avol AVOL A0 Ao AO a"
_BEFORE = r"(?:^|[$&,;:.(\[]|\b(?:gain|let|so|then|thus|hence|and|is|where))[ \t]*"
_EQUAL = r"[ \t]*&?[ \t]*(?::?=|≜|\\triangleq\b|\\equiv\b)[ \t]*&?[ \t]*"
_NUMBER = r"[ \t]*(?:[\d.]|\\infty|∞|oo\b)"
_SAID = re.compile(
    rf"{_BEFORE}([Aa]){_EQUAL}(?!{_NUMBER})|(?<==)[ \t]*([Aa])[ \t]*(?=[.,;$)]|\\\\|\\\]|$)",
    re.MULTILINE | re.IGNORECASE,
)
"""A = v_o/v_i, and v_o/v_i = A; but not A = 10^5, which may be a value."""

_TWINS = re.compile(
    r"(?<![A-Za-z\\])([a-hj-tw-z])(_?\{?\\?[A-Za-z0-9]{1,8}\}?)\$?\s*,?\s+\(?(?:(?:is|are|for|be|denotes|means|being|"
    r"stands\s+for)\s+)?the\s+(?:(?!(?:of|to|and|or|in|by|with)\s)[a-z-]+\s+){0,3}\$?((?i:\1))(_?\{?\\?[A-Za-z0-9]{1,8}\}?)(?![A-Za-z0-9])"
)
"""“g_m the transconductance G_m”: one part in two letters."""

_NO_CURRENT = re.compile(
    r"\b[iI]_?\{?[np]\}?\s*=(?:\s*[iI]_?\{?[np]\}?\s*=)?\s*0|\b[iI]_?\{?[np]\}?\s*=\s*[iI]_?\{?[np]\b"
)
"""i_p = i_n = 0 is said of the pins of an op-amp; elsewhere i_n is rather a current of its own."""


def said_by_the_writer(source: str) -> set[str]:
    """The letters for a gain that a text says itself: A = v_o/v_i is no open-loop gain."""
    return {m[1] or m[2] for m in _SAID.finditer(source)}


def said_to_be_parts(source: str) -> set[str]:
    """The names g_m and G_m of which a text says that the one is the other, without their underscores."""
    found: set[str] = set()
    for m in _TWINS.finditer(source):
        below = [re.sub(r"[_{}\\]", "", m[k]) for k in (2, 4)]
        if below[0] == below[1] and m[1] != m[3]:
            found |= {m[1] + below[0], m[3] + below[1]}
    return found


def no_currents_into_pins(source: str) -> set[str]:
    """The names of currents that may flow into pins of an op-amp, and by this text do not."""
    return set() if _NO_CURRENT.search(source) else {"in", "In"}


def usual(circuit: Circuit) -> Iterable[tuple[str, Expr]]:
    """The ways in which voltages and currents are usually written."""
    for e in circuit.elements:
        if isinstance(e.value, Sym):
            yield e.name, e.value
    for node in (*circuit.nodes, *circuit.aliases):
        if "." in node:
            continue
        try:
            voltage = circuit.voltage(circuit.node(node))
        except (GainproofError, KeyError):
            continue
        for name in (node, node[1:]) if node[:1] in "vV" and len(node) > 1 else (node,):
            yield f"v{name}", voltage
            yield f"V{name}", voltage
    yield "v0", ZERO
    yield "V0", ZERO
    for e in circuit.elements:
        for letter in "iI":
            yield f"{letter}{e.name}", circuit.current(e.name)
        if len(e.nodes) == 2 or e.kind in "EGFHN":
            across = circuit.voltage(e.nodes[0]) - circuit.voltage(e.nodes[1])
            yield f"v{e.name}", across
            yield f"V{e.name}", across


def guesses(circuit: Circuit) -> dict[str, Guess]:
    """Spellings whose meaning is likely, with the words for it."""
    out: dict[str, Guess] = {}

    def guess(words: str, expr: Expr, what: str) -> None:
        for word in words.split():
            out.setdefault(word, (expr, what))

    lower = {n.lower(): n for n in circuit.nodes}
    opamps = [i for i in circuit.instances if i.role == "opamp"]
    ends = [lower[n] for n in ("out", "o", "vout", "vo", "output") if n in lower]
    if not ends and len(opamps) == 1:
        ends = [circuit.node(opamps[0].pins["out"])]
    if len(ends) == 1:
        words = "vo vout Vo Vout vO VO VOUT v_out vOUT Eo eo"
        guess(words, circuit.voltage(ends[0]), f"the voltage of node {ends[0]}")
    if len(opamps) == 1:
        for pin, called, words in INPUTS:
            node, where = circuit.node(opamps[0].pins[pin]), f"the {called} input of {opamps[0].name}"
            guess(words, circuit.voltage(node), f"the voltage at {where}, node {node}")
            currents = words.replace("v", "i").replace("V", "I")
            guess(currents, _into(circuit, opamps[0].name, node), f"the current into {where}")
        gain = _gain(circuit, opamps[0].name)
        if gain is not None:
            guess(GAINS, gain, f"the open-loop gain of {opamps[0].name}")
    inputs = [e for e in circuit.sources() if e.kind == "V" and "." not in e.name]
    drives = [e for e in inputs if not e.name.lower().startswith("vos")]
    if len(drives) == 1:
        a, b = (circuit.voltage(n) for n in drives[0].nodes[:2])
        guess(
            "vi vin Vi Vin VIN vI VI vs Vs vS VS v_in ei Ei Es es", a - b, f"the voltage of {drives[0].name}"
        )
    return out


def _into(circuit: Circuit, instance: str, node: str) -> Expr:
    """The current that flows from a node into an input of an op-amp: all but what its output drives."""
    parts = [e for e in circuit.elements if e.part_of == instance]
    driven = {e.nodes[0] for e in parts if e.kind in "EN"}
    total: Expr = ZERO
    for e in parts:
        a, b = e.nodes[:2]
        if e.kind in "EN" or driven & {a, b} or node not in (a, b) or a == b:
            continue
        total = total + circuit.current(e.name) if a == node else total - circuit.current(e.name)
    return total


def _gain(circuit: Circuit, instance: str) -> Expr | None:
    gains: list[Element] = [e for e in circuit.elements if e.part_of == instance and e.kind == "E"]
    main = [e for e in gains if e.name.rpartition(".")[2].upper() == "E"]
    return main[0].value if main and isinstance(main[0].value, Sym) else None
