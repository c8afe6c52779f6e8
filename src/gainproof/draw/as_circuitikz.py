"""A drawing as a CircuiTikZ picture with absolute coordinates."""

from __future__ import annotations

from gainproof.draw.drawing import HALF, WIDTH, Drawing, Label, Point, Run, Symbol, Triangle

UNIT = "0.35cm"

BIPOLES = {
    "R": "R",
    "C": "C",
    "L": "L",
    "V": "american voltage source",
    "I": "american current source",
    "E": "american controlled voltage source",
    "H": "american controlled voltage source",
    "G": "american controlled current source",
    "F": "american controlled current source",
}


def circuitikz(drawing: Drawing) -> str:
    """The drawing as a ``circuitikz`` environment, for a document that loads the package of that name."""
    out = [
        rf"\begin{{circuitikz}}[x={UNIT},y={UNIT},line cap=round,line join=round]",
        r"\ctikzset{bipoles/length=0.9cm,resistors/zigs=3,bipoles/thickness=1}",
    ]
    out += [rf"\draw {' -- '.join(map(_at, w))};" for w in drawing.wires]
    out += [_symbol(s) for s in drawing.symbols]
    out += [line for t in drawing.triangles for line in _triangle(t)]
    out += [_ground(g) for g in drawing.grounds]
    out += [rf"\fill {_at(d)} circle[radius=0.17];" for d in drawing.dots]
    out += [rf"\draw[fill=white] {_at(t.at)} circle[radius=0.2];" for t in drawing.terminals]
    out += [_label(label) for label in drawing.labels]
    out += [_label(t.label) for t in drawing.terminals]
    return "\n".join([*out, r"\end{circuitikz}"])


def _n(x: float) -> str:
    return f"{x:.3f}".rstrip("0").rstrip(".")


def _at(p: Point) -> str:
    return f"({_n(p[0])},{_n(p[1])})"


def _symbol(s: Symbol) -> str:
    a, b = s.ends
    dot = ""
    if s.dotted:
        (x0, y0), (x1, y1) = a, b
        along = ((x1 - x0) / 4, (y1 - y0) / 4)
        dot = rf" \fill {_at((x0 + 0.55 * along[0] - 0.45 * along[1], y0 + 0.55 * along[1] + 0.45 * along[0]))} circle[radius=0.13];"
    return rf"\draw {_at(a)} to[{BIPOLES[s.kind]}] {_at(b)};{dot}"


def _triangle(t: Triangle) -> list[str]:
    x, y = t.base
    out = [rf"\draw {_at((x, y + HALF))} -- {_at(t.tip)} -- {_at((x, y - HALF))} -- cycle;"]
    out.append(rf"\node at {_at((x + 0.8, t.plus[1]))} {{$+$}};")
    out.append(rf"\node at {_at((x + 0.8, t.minus[1]))} {{$-$}};")
    out.append(_label(t.label))
    if t.floating:
        out.append(rf"\draw {_at((x + WIDTH / 2, y - HALF / 2))} -- {_at(t.reference)};")
    return out


def _ground(g: Point) -> str:
    x, y = g
    bars = "".join(f" {_at((x - w, y - d))} -- {_at((x + w, y - d))}" for w, d in ((0.65, 0.5), (0.42, 0.78), (0.18, 1.06)))
    return rf"\draw {_at(g)} -- {_at((x, y - 0.5))}{bars};"


def _label(label: Label) -> str:
    return rf"\node[inner sep=0pt] at {_at(label.at)} {{${_math(label.runs)}$}};"


SPECIAL = {
    "∞": r"\infty ",
    "−": "-",
    "∥": r"\parallel ",
    "_": r"\_",
    "%": r"\%",
    "#": r"\#",
    "&": r"\&",
    "$": r"\$",
    "{": r"\{",
    "}": r"\}",
    "~": r"{\sim}",
    "\\": r"\backslash ",
    **{
        c: rf"\{n} "
        for c, n in zip(
            "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ",
            "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon "
            "varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split(),
            strict=True,
        )
    },
}


def _math(runs: tuple[Run, ...]) -> str:
    out = ""
    for r in runs:
        power = r.text.startswith("^")
        body = "".join(SPECIAL.get(c, c) for c in (r.text[1:] if power else r.text))
        if power:
            out += f"^{{{body}}}"
        elif r.below:
            out += f"_{{\\mathrm{{{body}}}}}" if not r.italic and not body.isdigit() else f"_{{{body}}}"
        else:
            out += body.replace(" ", r"\,")
    return out
