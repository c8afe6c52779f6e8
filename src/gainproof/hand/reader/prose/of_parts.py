"""What words in front of an equals sign say of a part: “current through R2 = v_o/R2”, “power in R1 = …”.

The part is none of the formula.  A current through it or a voltage across it is a quantity of the circuit,
up to its sign; of anything else that words say of a part, nothing is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from gainproof.errors import GainproofError
from gainproof.expression import Expr, Sym
from gainproof.hand.lexicon.symbols import FREQUENCY, Symbols
from gainproof.hand.reader.prose.explaining import quantity_of_part
from gainproof.hand.reader.tokens import Token, words_of

CURRENTS = words_of("current i")
VOLTAGES = words_of("voltage drop v")
OTHERS = words_of(
    "power dissipation heat energy loss charge resistance impedance conductance admittance load potential "
    "gain noise reactance"
)
THROUGH = words_of("through in thru into")
ACROSS = words_of("across over on")
OF = THROUGH | ACROSS | words_of("of by at from to behind")
_REACTIVE = ("F", "H")
PARTICIPLES = words_of("flowing dropped dissipated seen presented")


def with_quantities_told(
    tokens: Sequence[Token], symbols: Symbols, is_part: Callable[[Token], bool]
) -> tuple[list[Token], dict[str, Expr]]:
    """The tokens with one for “current through R2” before an equals sign; and what it stands for.

    A part of which something else is said becomes a word.
    """
    out: list[Token] = []
    meant: dict[str, Expr] = {}
    for k, t in enumerate(tokens):
        out.append(t)
        ahead = tokens[k + 1] if k + 1 < len(tokens) else None
        if ahead is None or ahead.kind != "rel" or len(out) < 3 or not is_part(t):
            continue
        which, said = out[-2], out[-3]
        if said.text.lower() in PARTICIPLES and len(out) > 3:
            said = out[-4]
        named = said.kind in ("word", "sym") and which.kind == "word" and which.text.lower() in OF
        what = said.text.lower() if named and not is_part(said) else ""
        flows = what in CURRENTS and which.text.lower() in THROUGH
        drops = what in VOLTAGES and which.text.lower() in ACROSS
        quantity = _quantity(t, flows, symbols) if flows or drops else None
        if quantity is not None:
            begin = out.index(said)
            name = f"{'i' if flows else 'v'}_of_{t.text}"
            symbols.define(name)
            meant[name] = quantity
            out[begin:] = [Token("sym", name, said.at, t.end, symbols.named(name))]
        elif what in CURRENTS | VOLTAGES | OTHERS:
            out[-1] = Token("word", t.text, t.at, t.end)
    return out, meant


def _quantity(part: Token, current: bool, symbols: Symbols) -> Expr | None:
    if symbols.circuit is None:
        return None
    try:
        return quantity_of_part(part.text, current, symbols.circuit, symbols)
    except (GainproofError, KeyError):
        return None


def with_impedances(tokens: list[Token], symbols: Symbols) -> list[Token]:
    """The tokens with the impedance of a capacitor that is written beside a resistor: R2 ∥ C1."""
    signs = [k for k, t in enumerate(tokens) if t.is_op("∥")]
    if not signs:
        return tokens
    units = [_unit(t, symbols) for t in tokens]
    changed: set[int] = set()
    for k in signs:
        for part, beside in ((k - 1, k + 1), (k + 1, k - 1)):
            if not (0 <= part < len(tokens) and 0 <= beside < len(tokens)):
                continue
            if units[part] in _REACTIVE and units[beside] == "Ω" and _stands_alone(tokens, part):
                changed.add(part)
    out: list[Token] = []
    for k, t in enumerate(tokens):
        if k not in changed:
            out.append(t)
            continue
        s = Token("sym", "s", t.at, t.at, Sym(FREQUENCY))
        below = [s, Token("op", "*", t.at, t.at), t]
        one = Token("num", "1", t.at, t.at, Fraction(1))
        over = [one, Token("op", "/", t.at, t.at)] if units[k] == "F" else []
        inner = [Token("op", "(", t.at, t.at), *below, Token("op", ")", t.end, t.end)]
        out += [Token("op", "(", t.at, t.at), *over, *inner, Token("op", ")", t.end, t.end)]
    return out


def _unit(t: Token, symbols: Symbols) -> str:
    """The unit of a part, "" if it is none."""
    circuit = symbols.circuit
    part = circuit.parameters.get(t.value.name) if circuit and isinstance(t.value, Sym) else None
    return part.unit if part is not None else ""


def _stands_alone(tokens: Sequence[Token], k: int) -> bool:
    """Is nothing multiplied with this side of the sign ∥?"""
    before = tokens[k - 1] if k else None
    behind = tokens[k + 1] if k + 1 < len(tokens) else None
    opens = before is None or before.kind in ("rel", "sep", "word") or before.is_op("(", "{", "+", "-", "∥")
    closes = (
        behind is None or behind.kind in ("rel", "sep", "word") or behind.is_op(")", "}", "+", "-", "∥", "/")
    )
    return opens and closes
