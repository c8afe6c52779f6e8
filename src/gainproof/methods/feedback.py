"""The asymptotic gain formula: a feedback amplifier by its ideal gain and its return ratio.

    G = G_∞ T/(1 + T) + G_0/(1 + T)

One controlled source, the amplifier's, is looked at.  G_∞ is the gain with that source perfect, G_0 the gain
with it dead (what leaks past it), and T its return ratio: make the source independent, switch the input off,
and see what it would be told to do, T = -(gain × what controls it)/(its value).  None of the three needs the
loop to be solved.

H. W. Bode, *Network Analysis and Feedback Amplifier Design* (1945), ch. 4; S. Rosenstark, "A simplified
method of feedback amplifier analysis", IEEE Trans. Education 17 (1974).

Where T = 0 there is no loop and no G_∞; then the gain is G_0 + A a b, in through the source and out of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from gainproof.algebra.rational import Ratio
from gainproof.circuit.ask import Setting
from gainproof.circuit.circuit import Circuit, Element
from gainproof.circuit.elements.kind import value
from gainproof.circuit.loop import control, quiet, return_ratio
from gainproof.circuit.variants import called, dead, freed, own_symbol, perfect
from gainproof.errors import Singular, TooLarge
from gainproof.expression import ONE, ZERO, Equation, Expr, Sym, add, div, mul
from gainproof.methods.amplifier import amplifiers, terms
from gainproof.methods.lines import leaves
from gainproof.methods.task import Found, NotApplicable, Outcome, Task

SHORT = 14
"""A value with more symbols than this stays behind its name when the parts are put together."""


@dataclass(frozen=True)
class Parts:
    """The questions that the formula is made of; `ideal` is None where nothing comes back to the source."""

    source: Element
    direct: Setting
    loop: Setting
    ideal: Setting | None


def write(task: Task) -> Outcome:
    """Name G_∞, G_0 and T, find each in its own circuit, and put them together."""
    parts = _parts(task)
    if parts.ideal is None:
        return _open_loop(task, parts)
    e, who = parts.source, called(parts.source)
    stem, what, unit = _stem(task)
    ideal = task.name(parts.ideal, [f"{stem}_oo"], f"{what} with {who} perfect", unit)
    direct = task.name(
        parts.direct, [f"{stem}_0"], f"{what} with {who} dead", unit, zero="leak", source=e.name
    )
    loop = loop_gain(task, parts.loop, e)
    back = add(ONE, loop.symbol)
    summands = [] if ideal.value == ZERO else [mul(ideal.symbol, div(loop.symbol, back))]
    summands += [] if direct.value == ZERO else [div(direct.symbol, back)]
    cited = {"G_oo": ideal.definition, "G_0": direct.definition, "T": loop.definition}
    theorem = task.writer.new(
        "asymptotic",
        Equation(_left(task.setting), add(*summands)),
        dict.fromkeys([*cited.values(), *(f.label for f in (ideal, direct) if f.value == ZERO)]),
        circuit=task.circuit,
        data={"source": e.name, "terms": cited},
    )
    return put_in(task, theorem, [ideal, direct, loop], divided_by_gain(task, loop, e))


def loop_gain(task: Task, s: Setting, e: Element, *names: str, about: str = "") -> Found:
    """The return ratio of a controlled source, named and found."""
    words = f"return ratio of {called(e)}{about}"
    return task.name(s, names or ("T",), words, "1", zero="loop", source=e.name)


def put_in(task: Task, theorem: str, parts: list[Found], loop: Found | None = None) -> Outcome:
    """The theorem with the short ones of its parts put in, the loop gain as gain times feedback factor."""
    w, s = task.writer, task.setting
    used = [f for f in parts if f.symbol.name in w.claim(theorem).right.symbols()]
    if loop is not None:
        used = [loop if f.symbol == loop.symbol else f for f in used]
    short = [f for f in used if leaves(f.value) <= SHORT]
    needs = [f.label for f in used if f not in short]
    if not short:
        return theorem, s.wanted, needs
    claim = w.claim(theorem)
    claim = Equation(claim.left, claim.right.replaced({f.symbol.name: f.value for f in short}))
    names = w.definitions(*(f.value for f in short))
    data = {"move": "put in", "into": theorem}
    cited = [*(f.label for f in short), *names, theorem]
    label = w.form(theorem, "consequence", claim, cited, circuit=task.circuit, data=data)
    return label, s.wanted, [*needs, *names]


def divided_by_gain(task: Task, loop: Found, e: Element) -> Found | None:
    """The loop gain as A β, the feedback factor named; None where it is no multiple of the source's gain."""
    gain = value(e)
    if not isinstance(gain, Sym) or not loop.exact:
        return None
    beta = loop.exact / loop.exact.ring.point[gain.name]
    if gain.name in beta.symbols() or leaves(loop.value) <= 2:
        return None
    w = task.writer
    own = [n for n, x in task.wanted.items() if n not in w.names and _is(beta, x)]
    symbol = Sym(own[0] if own else w.fresh("beta", f"beta_{called(e).replace('.', '_')}"))
    unit = {"G": "Ω", "H": "S"}.get(e.kind, "1")
    what = Equation(symbol, task.spelled(beta))
    definition = w.define(symbol.name, what, "feedback factor", unit, circuit=task.circuit)
    claim = Equation(loop.symbol, mul(gain, symbol))
    data = {"move": "rename", "symbol": symbol.name}
    label = w.form(
        loop.label, "consequence", claim, [loop.label, definition], circuit=task.circuit, data=data
    )
    return replace(loop, label=label, value=claim.right)


def _is(value: Ratio, x: Expr) -> bool:
    """Is this what the expression means?"""
    return set(x.symbols()) <= set(value.ring.names) and value == value.ring.ratio(x)


def _open_loop(task: Task, parts: Parts) -> Outcome:
    """G = G_0 + A a b: nothing comes back to the source, so what goes through it is a plain product."""
    c, s, e = task.c, task.setting, parts.source
    who = called(e)
    stem, what, unit = _stem(task)
    silent, alone = dead(c, e.name), freed(quiet(c), e.name)
    direct = task.name(
        parts.direct, [f"{stem}_0"], f"{what} with {who} dead", unit, zero="leak", source=e.name
    )
    loop = loop_gain(task, parts.loop, e)
    a = task.name(Setting(silent, control(silent, e), s.drive), ["k_a"], f"part that reaches {who}", "")
    b = task.name(Setting(alone, s.wanted, own_symbol(e)), ["k_b"], f"part of {who} that gets out", "")
    summands: list[Expr] = [] if ZERO in (a.value, b.value) else [mul(value(e), a.symbol, b.symbol)]
    summands += [] if direct.value == ZERO else [direct.symbol]
    roles = {"G_0": direct.definition, "T": loop.definition, "a": a.definition, "b": b.definition}
    zeros = [f.label for f in (direct, loop, a, b) if f.value == ZERO]
    theorem = task.writer.new(
        "asymptotic",
        Equation(_left(s), add(*summands)),
        dict.fromkeys([*roles.values(), *zeros]),
        circuit=task.circuit,
        data={
            "source": e.name,
            "terms": roles,
            "drive": s.drive.name if s.drive else "",
            "move": "open loop",
        },
    )
    return put_in(task, theorem, [direct, a, b])


def _parts(task: Task) -> Parts:
    """The parts for the amplifier with feedback around it that has the shortest, or else for the first."""
    found: list[tuple[int, Parts]] = []
    fallback: Parts | None = None
    reason = ""
    for e in amplifiers(task):
        try:
            loop = return_ratio(task.c, e.name)
            direct = _in(task.setting, dead(task.c, e.name))
            size = terms(task.exact(direct), task.exact(loop))
            if not task.exact(loop):
                fallback = fallback or Parts(e, direct, loop, None)
                continue
            ideal = _in(task.setting, perfect(task.c, e.name))
            found.append((size + terms(task.exact(ideal)), Parts(e, direct, loop, ideal)))
        except (Singular, TooLarge) as fault:
            reason = reason or f"the circuit has no answer once {called(e)} is changed: {fault}"
    if found:
        return min(found, key=lambda f: f[0])[1]
    if fallback is None:
        raise NotApplicable(reason)
    return fallback


def _in(s: Setting, c: Circuit) -> Setting:
    """The same question in a variant of the circuit."""
    return Setting(c, s.wanted, s.drive)


def _left(s: Setting) -> Expr:
    """What the formula is about: what is wanted, per input."""
    return s.wanted if s.drive is None else div(s.wanted, s.drive)


def _stem(task: Task) -> tuple[str, str, str]:
    """How what is wanted per input is called: letter, words, unit."""
    out = "A" if len(task.quantity.output) == 1 else "V"
    if task.quantity.kind == "response":
        return ("I", "current", "A") if out == "A" else ("V", "voltage", "V")
    if task.setting.inverse:
        return "Y", "input admittance", "S"
    if task.quantity.kind in ("zin", "impedance"):
        return "Z", "impedance", "Ω"
    into = "V" if task.c.element(task.quantity.source).kind == "V" else "A"
    if out == into:
        return "G", "gain", ""
    return ("Z", "transimpedance", "Ω") if out == "V" else ("Y", "transadmittance", "S")
