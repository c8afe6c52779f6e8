"""What a template and the page's program are told of the sliders."""

from __future__ import annotations

from fractions import Fraction

from gainproof.expression import Expr, Num, Prod, Sym
from gainproof.notation import parse
from gainproof.render.live import live, tables
from gainproof.worked.example import Used
from gainproof.worked.follow import Formulas

VALUES = (Used("R1", Fraction(47000), "Ω", "a <b> part"), Used("C", Fraction(-1, 10**9), "F"))


def part(x: object) -> str:
    return f"[{x.name}]" if isinstance(x, Sym) else str(x).replace("<", "&lt;")


def made(value: Expr, frequency: Fraction | None = None) -> dict[str, object]:
    found = live(Formulas(VALUES, "V", value, None, frequency), part, "d7")
    assert found is not None
    return found


def test_each_value_has_a_slider_and_its_text_is_printed_as_text() -> None:
    found = made(parse("R1*C"))
    assert found["knobs"] == [
        {"symbol": "[R1]", "name": "R1", "about": "a &lt;b> part", "text": "47 kΩ"},
        {"symbol": "[C]", "name": "C", "about": "", "text": "−1 nF"},
    ]
    assert str(found["call"]).startswith('play("d7",{unit:"V",waves:false,parameters:[["Ω",[47000.0,0.0],')
    assert "ideal:null" in str(found["call"])


def test_the_frequency_has_the_last_slider_if_the_result_has_s() -> None:
    waves = made(parse("1 + s*R1*C"), Fraction(1000))
    assert [k["name"] for k in waves["knobs"]] == ["R1", "C", "f"]  # type: ignore[attr-defined]
    assert "mul(p[2],p[0],p[1])" in str(waves["call"])
    still = made(parse("R1*C"), Fraction(1000))
    assert [k["name"] for k in still["knobs"]] == ["R1", "C"]  # type: ignore[attr-defined]


def test_there_are_no_sliders_without_formulas_or_beyond_the_doubles() -> None:
    assert live(None, part, "d1") is None
    assert live(Formulas(VALUES, "", Prod(Sym("R1"), Num(10**400)), None, None), part, "d1") is None


def test_the_program_reads_the_prefixes_of_the_engine() -> None:
    assert '"meg": 6' in tables()
    assert "<" not in tables()
