"""A derivation from JSON that nobody vouches for: everything is looked at, and all that is wrong is told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from gainproof.archive.writing import VERSION, leaned_on, limit_values
from gainproof.circuit import ask
from gainproof.circuit.circuit import Circuit, Element, Instance, Parameter
from gainproof.circuit.elements import KINDS
from gainproof.derivation import Assumption, Derivation, Step
from gainproof.errors import GainproofError, InputError, Place, Problem
from gainproof.expression import ONE, Expr
from gainproof.notation import NotationError, parse, parse_equation, text


def loads(source: str, file: str = "<derivation>") -> Derivation:
    """The derivation saved in `source`.

    Raises InputError, with every problem found, if the file is not a derivation of this version, or if its
    result or limits are not what its steps claim.
    """
    try:
        found = json.loads(source)
    except (ValueError, RecursionError) as fault:
        line = getattr(fault, "lineno", 1)
        column = getattr(fault, "colno", 1)
        place = Place(file, line, column)
        raise InputError(Problem(place, "this is not JSON", "what gainproof derive --json writes")) from None
    if isinstance(found, dict) and "derivations" in found and "steps" not in found:
        several = f"this holds {_count(found['derivations'])} by several methods"
        mend = "write one, with --method NAME"
        raise InputError(Problem(Place(file), several, "one derivation", mend))
    return _Reader(file).derivation(found)


def _count(x: object) -> str:
    return f"{len(x)} derivations" if isinstance(x, list) else "derivations"


class _Reader:
    """Reads untrusted JSON values; collects problems and raises them together."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def fault(self, what: str, expected: str = "") -> None:
        self.problems.append(Problem(Place(self.file), what, expected))

    def done(self) -> None:
        if self.problems:
            raise InputError(*self.problems)

    def get(self, where: Any, key: str, kind: type, name: str) -> Any:
        """where[key], which must be of `kind`; an empty one if it is not."""
        x = where.get(key) if isinstance(where, dict) else None
        if not isinstance(x, kind) or isinstance(x, bool):
            self.fault(f"{name}.{key} is {_short(x)}", _KINDS[kind])
            return kind()
        return x

    def words(self, where: Any, key: str, name: str) -> tuple[str, ...]:
        x = self.get(where, key, list, name)
        if not all(isinstance(w, str) for w in x):
            self.fault(f"{name}.{key} holds something else than text", "a list of texts")
            return ()
        return tuple(x)

    def derivation(self, found: Any) -> Derivation:
        if not isinstance(found, dict) or found.get("version") != VERSION:
            version = found.get("version") if isinstance(found, dict) else None
            self.fault(
                f"the version is {_short(version)}", f"{VERSION}, as gainproof derive --json writes it"
            )
            self.done()
        parameters = self.parameters(self.get(found, "parameters", dict, "file"))
        circuits = dict(
            self.circuit(c, f"circuits[{k}]", parameters)
            for k, c in enumerate(self.get(found, "circuits", list, "file"))
        )
        steps = tuple(
            self.step(s, f"steps[{k}]") for k, s in enumerate(self.get(found, "steps", list, "file"))
        )
        result = self.get(found, "result", dict, "file")
        exact = self.get(result, "exact_step", str, "result")
        boxed = self.get(result, "arranged_step", str, "result")
        limits = self.get(found, "limits", list, "file")
        labels = [self.get(x, "step", str, f"limits[{k}]") for k, x in enumerate(limits)]
        if "given" not in circuits:
            self.fault("there is no circuit named 'given'")
        self.done()
        try:
            q = ask.parse(self.get(found, "quantity", str, "file"), circuits["given"])
        except GainproofError as fault:
            self.fault(f"quantity: {fault}")
        self.done()
        method = str(found.get("method", ""))
        d = Derivation(q, circuits, steps, exact, boxed, tuple(labels), method)
        self.consistent(d, result, limits)
        self.done()
        return d

    def consistent(self, d: Derivation, result: Mapping[str, Any], limits: list[Any]) -> None:
        """What the file calls its result must be what its steps claim."""
        claims = {s.label: s.claim.right for s in d.steps}
        wanted = [
            ("result.exact", result.get("exact"), d.exact),
            ("result.arranged", result.get("arranged"), d.result),
        ]
        wanted += [
            (f"limits[{k}].expr", x.get("expr"), label)
            for k, (x, label) in enumerate(zip(limits, d.limits, strict=True))
            if x.get("expr") != "oo"
        ]
        for name, said, label in wanted:
            if label not in claims:
                self.fault(f"{name} is said to be step {label!r}, which is not there")
            elif self.expression(said, name) != claims[label]:
                self.fault(f"{name} is not what step {label} claims", text(claims[label])[:200])
        for k, (x, label) in enumerate(zip(limits, d.limits, strict=True)):
            step = next((s for s in d.steps if s.label == label), None)
            if step is not None:
                said = limit_values(step)
                for key in ("under", "order", "leading"):
                    if x.get(key) != said[key]:
                        self.fault(f"limits[{k}].{key} is not what {label} says", json.dumps(said[key]))
                if ("leading" in step.data) != (x.get("expr") == "oo"):
                    self.fault(f"limits[{k}].expr is not what {label} says", said["expr"])
        if any(label not in claims for label in (d.result, *d.limits)):
            return
        if missing := [n for n in leaned_on(d) if n not in self.get(result, "names", dict, "result")]:
            self.fault(f"result.names lacks {', '.join(missing)}")
        for name, said in self.get(result, "names", dict, "result").items():
            meant = d.names.get(name)
            if meant is None or self.expression(said, f"names.{name}") != parse(text(meant)):
                self.fault(f"result.names.{name} is not what the steps define")

    def parameters(self, found: dict[str, Any]) -> dict[str, Parameter]:
        out = {}
        for n, p in found.items():
            at = f"parameters.{n}"
            unit, ideal = self.get(p, "unit", str, at), self.get(p, "ideal", str, at)
            about, owner = self.get(p, "about", str, at), self.get(p, "owner", str, at)
            out[n] = Parameter(n, unit, None, ideal, about, owner)
        return out

    def circuit(self, found: Any, at: str, known: Mapping[str, Parameter]) -> tuple[str, Circuit]:
        name = self.get(found, "name", str, at)
        elements = tuple(
            self.element(e, f"{at}.elements[{k}]")
            for k, e in enumerate(self.get(found, "elements", list, at))
        )
        instances = tuple(
            Instance(
                self.get(i, "name", str, at),
                self.get(i, "model", str, at),
                {str(k): str(v) for k, v in self.get(i, "pins", dict, at).items()},
                self.get(i, "role", str, at),
                {
                    str(key): self.expression(x, at)
                    for key, x in (self.get(i, "noise", dict, at) if "noise" in i else {}).items()
                },
            )
            for i in self.get(found, "instances", list, at)
        )
        mine = {n: known[n] for n in self.words(found, "parameters", at) if n in known}
        title = self.get(found, "title", str, at)
        by_name = {e.name.lower(): e for e in elements}
        if len(by_name) < len(elements):
            self.fault(f"{at}: two elements have one name")
        for e in elements:
            for n in e.controls:
                if n not in (x.name for x in elements):
                    self.fault(f"{at}: {e.name} is controlled by {n}, which is not there")
                elif e.kind == "K" and by_name[n.lower()].kind != "L":
                    self.fault(f"{at}: {e.name} couples {n}, which is not an inductor")
            if e.kind == "K" and len(set(e.controls)) < 2:
                self.fault(f"{at}: {e.name} couples an inductor with itself")
            strange = {*e.value.symbols()} - {*mine, "s"} if e.value is not None else set()
            if strange or "s" in mine:
                self.fault(f"{at}: {e.name} has a value of symbols that are no parameters of the circuit")
        return name, Circuit(elements, mine, instances, title, name)

    def element(self, found: Any, at: str) -> Element:
        name, kind = self.get(found, "name", str, at), self.get(found, "kind", str, at)
        nodes = self.words(found, "nodes", at)
        controls = self.words(found, "controls", at)
        k = KINDS.get(kind)
        if k is None:
            self.fault(f"{at}.kind is {kind!r}", f"one of {', '.join(KINDS)}")
        elif (len(nodes), len(controls)) != (k.nodes, k.controls):
            self.fault(f"{at}: a {k.about} with {len(nodes)} nodes and {len(controls)} controls")
        value = found.get("value") if isinstance(found, dict) else None
        x = None if value is None else self.expression(value, f"{at}.value")
        part_of = self.get(found, "part_of", str, at)
        return Element(name, kind, nodes, x, controls, part_of)

    def step(self, found: Any, at: str) -> Step:
        label = self.get(found, "label", str, at)
        try:
            claim = parse_equation(self.get(found, "claim", str, at))
        except NotationError as fault:
            self.fault(f"{at}.claim: {fault}")
            claim = parse_equation("0 = 0")
        under = frozenset(
            Assumption(*(part.strip() for part in word.split("->", 1)))
            for word in self.words(found, "assumes", at)
            if "->" in word
        )
        return Step(
            label,
            self.get(found, "rule", str, at),
            claim,
            self.words(found, "premises", at),
            self.get(found, "circuit", str, at),
            under,
            self.get(found, "data", dict, at),
            self.get(found, "number", str, at),
        )

    def expression(self, said: Any, at: str) -> Expr:
        try:
            return parse(said if isinstance(said, str) else "")
        except NotationError as fault:
            self.fault(f"{at}: {fault}")
            return ONE


_KINDS: dict[type, str] = {str: "a text", list: "a list", dict: "an object"}


def _short(x: Any) -> str:
    shown = json.dumps(x, default=str)
    return "missing" if x is None else shown if len(shown) < 40 else shown[:37] + "..."
