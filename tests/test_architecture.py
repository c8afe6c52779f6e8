"""The shape of the house, judged on syntax trees.

Imports go downward only; the checker uses none of the tools that it judges; heavy packages are imported late;
no text is ever run as code.  Every judge is a function from a module's source to its offences, and is shown
offending source to bark at.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SRC = ROOT / "src"

FLOORS: tuple[tuple[str, ...], ...] = (
    ("errors",),
    ("radicals",),
    ("expression",),
    ("notation", "units", "tidy", "symbols", "clusters", "cores", "spreadsheets"),
    ("circuit.circuit", "worked.other_units"),
    ("derivation", "worked.values"),
    ("algebra",),
    ("circuit",),
    ("ideals",),
    ("methods", "rules", "guards", "witness", "worked", "draw"),
    ("charts",),
    ("checker", "render", "datasheets"),
    ("hand.work", "hand.codes", "hand.lexicon"),
    ("hand.truth", "hand.reader.tokens", "hand.reader.places"),
    ("hand.reader.words", "hand.reader.ledger"),
    ("hand.reader.scanning",),
    ("hand.reader.formulas",),
    ("hand.reader.claims",),
    ("hand.reader.prose", "hand.reader.documents"),
    ("hand.reader", "hand.diagnosis"),
    ("hand.asking",),
    ("hand.names",),
    ("hand.conditions",),
    ("hand.figures",),
    ("hand.judging",),
    ("hand",),
    ("engine", "marked"),
    ("studies", "verification", "budget"),
    ("batch", "noise", "curves"),
    ("folder",),
    ("comparison", "problems"),
    ("archive",),
    ("chapters",),
    ("build",),
    ("commands",),
    ("cli",),
    ("", "__main__"),
)
"""Rooms from the ground up; a room imports from floors below its own, and from itself.  "" is the package."""

FORBIDDEN = {
    "rules": ("methods", "circuit.solve", "circuit.solvers", "algebra.limits", "algebra.forms"),
    "checker": ("methods", "circuit.solve", "circuit.solvers", "algebra.limits", "algebra.forms"),
    "hand": ("methods", "algebra.forms"),
    "render": ("algebra",),
    "witness": ("circuit.equations", "circuit.solve", "circuit.solvers", "circuit.elements", "algebra"),
}
"""Edges that must not exist, though they would go downward."""

STAIRS = {("circuit.solvers.lcapy", "witness.lcapy")}
"""The one way up: lcapy is spoken to from one file, and as a solver it answers through its witness."""

HEAVY = {"sympy", "lcapy", "jinja2", "typst", "pdfplumber", "pikepdf", "numpy", "scipy", "matplotlib"}
HEAVY |= {"openpyxl", "pint", "nbformat"}
LCAPY_USERS = {"witness.lcapy", "circuit.solvers.lcapy"}
RUNS_TEXT = {"eval", "exec", "compile", "sympify", "parse_expr", "parse_latex"}
BANNED_CALLS = RUNS_TEXT | {"simplify", "nsimplify"}


def modules() -> dict[str, str]:
    """The source of every module of ours, by dotted name without the package's: "circuit.solve"."""
    out = {}
    for file in sorted((SRC / "gainproof").rglob("*.py")):
        parts = file.relative_to(SRC / "gainproof").with_suffix("").parts
        out[".".join(p for p in parts if p != "__init__")] = file.read_text(encoding="utf-8")
    return out


MODULES = modules()


def within(module: str, room: str) -> bool:
    return module == room or (room != "" and module.startswith(room + "."))


def room_and_floor(module: str) -> tuple[str, int]:
    """The room with the longest name that holds the module."""
    found = [(room, k) for k, floor in enumerate(FLOORS) for room in floor if within(module, room)]
    assert found, f"{module} is in no room of FLOORS; put it on a floor"
    return max(found, key=lambda f: len(f[0]))


def imported(source: str) -> Iterator[str]:
    """The modules of ours that the source imports, at the top or inside a function."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [a.name for a in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide where things come from"
            whole = [f"{node.module}.{a.name}" for a in node.names]
            names = [n if n.removeprefix("gainproof.") in MODULES else str(node.module) for n in whole]
            if [a.name for a in node.names] == ["__version__"]:
                continue
        else:
            continue
        for name in names:
            if name == "gainproof" or name.startswith("gainproof."):
                yield name.removeprefix("gainproof").removeprefix(".")


def upward_imports(module: str, source: str) -> list[str]:
    room, floor = room_and_floor(module)
    out = []
    for target in imported(source):
        other, below = room_and_floor(target)
        if other != room and below >= floor and (module, target) not in STAIRS:
            out.append(f"{module} imports {target}, which is not below it")
    return out


def forbidden_imports(module: str, source: str) -> list[str]:
    return [
        f"{module} imports {target}, which it must do without"
        for room, edges in FORBIDDEN.items()
        if within(module, room)
        for target in imported(source)
        if any(within(target, edge) for edge in edges)
    ]


def for_types(node: ast.AST) -> bool:
    """Is this ``if TYPE_CHECKING:``, which no interpreter enters?"""
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def early_imports(module: str, source: str) -> list[str]:
    """Heavy packages imported when the module is, and lcapy where it has no business."""
    tree = ast.parse(source)
    late = {
        id(n) for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) or for_types(f) for n in ast.walk(f)
    }
    out = []
    for node in ast.walk(tree):
        names = (
            [a.name for a in node.names]
            if isinstance(node, ast.Import)
            else [str(node.module)]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        for package in {n.partition(".")[0] for n in names} & HEAVY:
            if id(node) not in late:
                out.append(f"{module} imports {package} outside a function")
            if package == "lcapy" and module not in LCAPY_USERS:
                out.append(f"{module} imports lcapy")
    return out


def banned_calls(module: str, source: str) -> list[str]:
    """Calls and imports of what runs text as code, and of `simplify`."""
    out = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            names = {node.func.id}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            names = {node.func.attr} - {"compile"}  # re.compile
        elif isinstance(node, ast.ImportFrom):
            names = {a.name for a in node.names}
        else:
            continue
        out.extend(f"{module}, line {node.lineno}: {name}" for name in sorted(names & BANNED_CALLS))
    return out


JUDGES = (upward_imports, forbidden_imports, early_imports, banned_calls)


@pytest.mark.parametrize("judge", JUDGES)
def test_no_module_offends(judge) -> None:
    assert len(MODULES) > 40, "the source was found"
    assert [offence for name, source in MODULES.items() for offence in judge(name, source)] == []


PLANTED = [
    (upward_imports, "circuit.solve", "from gainproof.methods.nodal import derive"),
    (upward_imports, "errors", "import gainproof.circuit.circuit"),
    (upward_imports, "derivation", "from gainproof.circuit.solve import solve"),
    (upward_imports, "methods.nodal", "def f():\n    from gainproof.rules import RULES"),
    (upward_imports, "worked.values", "from gainproof import studies"),
    (upward_imports, "witness.numeric", "import gainproof"),
    (forbidden_imports, "rules.limit", "from gainproof.algebra.limits import limit"),
    (forbidden_imports, "rules.consequence", "from gainproof.circuit.solve import solve"),
    (forbidden_imports, "rules.consequence", "def f():\n    import gainproof.circuit.solvers.flint"),
    (forbidden_imports, "checker", "from gainproof.algebra.forms import arrange"),
    (forbidden_imports, "rules.kcl", "from gainproof.methods import METHODS"),
    (forbidden_imports, "render.latex", "from gainproof.algebra.rational import Ring"),
    (forbidden_imports, "witness.numeric", "from gainproof.circuit.equations import nodal_system"),
    (early_imports, "circuit.solve", "import sympy.polys"),
    (early_imports, "render.latex", "from jinja2 import Environment"),
    (early_imports, "render.latex", "if printing:\n    import jinja2"),
    (early_imports, "witness.lcapy", "import lcapy"),
    (early_imports, "witness.numeric", "def f():\n    import lcapy"),
    (banned_calls, "notation", "eval('1')"),
    (banned_calls, "notation", "import sympy\ndef f(x):\n    return sympy.sympify(x)"),
    (banned_calls, "notation", "from sympy.parsing.sympy_parser import parse_expr as p"),
    (banned_calls, "notation", "def f(x):\n    return x.simplify()"),
    (banned_calls, "notation", "compile('1', '', 'eval')"),
]


@pytest.mark.parametrize(("judge", "module", "source"), PLANTED)
def test_a_planted_offence_is_found(judge, module: str, source: str) -> None:
    assert len(judge(module, source)) == 1


ALLOWED = [
    (upward_imports, "circuit.solve", "from gainproof.circuit.equations import nodal_system"),
    (upward_imports, "circuit.solve", "from gainproof.algebra.rational import Ratio"),
    (upward_imports, "cli", "from gainproof import __version__"),
    (forbidden_imports, "rules.limit", "from gainproof.algebra.rational import Ring"),
    (forbidden_imports, "methods.nodal", "from gainproof.algebra.limits import limit"),
    (early_imports, "witness.lcapy", "def f():\n    import lcapy"),
    (early_imports, "engine", "def f():\n    import sympy"),
    (early_imports, "render.latex", "if TYPE_CHECKING:\n    from jinja2 import Environment"),
    (banned_calls, "notation", "import re\nre.compile('x')"),
]


@pytest.mark.parametrize(("judge", "module", "source"), ALLOWED)
def test_what_is_allowed_is_not_barked_at(judge, module: str, source: str) -> None:
    assert judge(module, source) == []


def test_a_module_outside_every_room_is_noticed() -> None:
    with pytest.raises(AssertionError, match="no room"):
        room_and_floor("attic.things")
