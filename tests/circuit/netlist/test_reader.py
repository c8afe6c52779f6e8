"""What a netlist means: elements, values, parameters, subcircuits, what is asked."""

from fractions import Fraction
from pathlib import Path

import pytest

from gainproof.circuit.circuit import Element
from gainproof.circuit.netlist import Netlist, read
from gainproof.errors import GainproofError, InputError
from gainproof.expression import ZERO, Num, Sym
from gainproof.notation import text

TITLE = "* a test\n"


def netlist(body: str, **settings: bool) -> Netlist:
    return read(TITLE + body, **settings)


def element(body: str, name: str) -> Element:
    return netlist(body).circuit.element(name)


def values(n: Netlist) -> dict[str, str]:
    return {e.name: "" if e.value is None else text(e.value) for e in n.circuit.elements}


def examples(n: Netlist) -> dict[str, Fraction | None]:
    return {p.name: p.value for p in n.circuit.parameters.values()}


# ---------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("1", "1"),
        ("99.9k", "99900"),
        ("1e-9", "1e-9"),
        ("1E3", "1000"),
        ("4.7kOhm", "4700"),
        ("2.2MEG", "2200000"),
        ("2.2megohm", "2200000"),
        ("10u", "1e-5"),
        ("10µΩ", "1e-5"),
        ("10μ", "1e-5"),
        ("3n", "3e-9"),
        ("3nOhm", "3e-9"),
        ("3p", "3e-12"),
        ("3f", "3e-15"),
        ("3m", "3e-3"),
        ("3g", "3e9"),
        ("3T", "3e12"),
        ("1mil", "25.4e-6"),
        ("5Ω", "5"),
        ("5V/A", "5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("1e3k", "1e6"),
        ("1d3", "1000"),
        ("{2*4.7k}", "9400"),
        ("'2*4.7k'", "9400"),
        ("{1/3}", "1/3"),
        ("{par(2k, 2k)}", "1000"),
        ("{-2**2 + 5}", "1"),
        ("{1.5meg/1k}", "1500"),
    ],
)
def test_a_number_is_kept_exactly_as_an_example(word: str, number: str) -> None:
    n = netlist(f"V1 1 0 1\nR1 1 0 {word}\n")
    assert values(n)["R1"] == "R1"
    assert examples(n)["R1"] == Fraction(number)
    kept = netlist(f"V1 1 0 1\nR1 1 0 {word}\n", numeric=True)
    assert kept.circuit.element("R1").value == Num(Fraction(number))
    assert "R1" not in kept.circuit.parameters


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("R1 1 0", "R1"),
        ("R1 1 0 R1", "R1"),
        ("R1 1 0 {R1}", "R1"),
        ("R1 1 0 Ra", "Ra"),
        ("R1 1 0 {Ra*Rb/(Ra+Rb)}", "Ra*Rb/(Ra + Rb)"),
        ("R1 1 0 'Ra+2k'", "Ra + 2000"),
        ("R1 1 0 R=Ra", "Ra"),
        ("r1 1 gnd {RA}", "RA"),
    ],
)
def test_a_value_may_be_a_symbol_or_an_expression(line: str, shown: str) -> None:
    assert text(element(f"V1 1 0\n{line}\n", "R1").value) == shown


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("R1 1 0 4.7µ", "Greek"),
        ("C1 1 0 1M", "milli"),
        ("R1 1 0 1F", "femto"),
        ("R1 1 0 10foo", "unit"),
        ("C1 1 0 1n IC=2", "ignored"),
        ("C1 1 0 1n 2", "initial"),
        ("R1 1 0 0\nR2 1 0", "wire"),
    ],
)
def test_what_spice_misreads_does_not_pass_in_silence(line: str, word: str) -> None:
    body = f"V1 1 0\n{line}\n" if "wire" not in word else "V1 1 2\nR1 1 3 0\nR2 2 0\nR3 3 0"
    assert any(word in str(r) for r in netlist(body).remarks)


@pytest.mark.parametrize("numeric", [False, True])
@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (".param r=1M\nR1 1 0 r\n", "3:10: SPICE reads 1M as 1 milliohm"),
        (".param r={2k + 1M}\nR1 1 0 {r + 1}\n", "3:16: SPICE reads 1M"),
        (".param R1=1M\nR1 1 0\n", "3:11: SPICE reads 1M"),
        (".param a={2*b} b=1M\nH1 2 0 V1 {3*a}\nR1 2 0\n", "3:18: SPICE reads 1M"),
        (".param c=1F\nC1 1 0 {2*c}\n", "3:10: SPICE reads 1F as 1 femtofarad"),
        (".subckt z p r=1M\nR1 p 0 {r}\n.ends\nX1 1 z\n", "3:15: SPICE reads 1M"),
        (".subckt z p r=1k\nR1 p 0 {r}\n.ends\nX1 1 z r=1M\n", "6:10: SPICE reads 1M"),
        (
            '.subckt z p r=1k\n*: r "transresistance" unit Ω\nG1 p 0 p 0 {1/r}\n.ends\nX1 1 z r=1M\n',
            "7:10: SPICE reads 1M",
        ),
    ],
)
def test_a_milliohm_is_refused_by_whatever_way_it_comes(body: str, fault: str, numeric: bool) -> None:
    with pytest.raises(InputError) as caught:
        netlist("V1 1 0 1\n" + body, numeric=numeric)
    assert len(caught.value.problems) == 1
    assert fault in str(caught.value)


@pytest.mark.parametrize(
    "body",
    [
        ".param k=1M\nE1 2 0 1 0 {k}\nR1 2 0 1k\n",  # no resistance
        ".param f=1F\nR1 1 0 {f}\n",  # no capacitance
        ".param r=1M\nR1 1 0 1k\n",  # not used
        ".subckt z p r=1k k=1M\nR1 p 0 {r}\n.ends\nX1 1 z k=1M\n",  # not used
        '.subckt z p r=1M\n*: r "x" unit Ω ideal 0\nR1 p a {r}\nR2 a 0\n.ends\nX1 1 z\n',  # for SPICE alone
        ".param k=1M\n.subckt z p k=1k\nR1 p 0 {k}\n.ends\nX1 1 z\n",  # another k
    ],
)
def test_a_thousandth_that_is_no_resistance_is_read_with_a_remark_at_most(body: str) -> None:
    assert all("SPICE reads" in str(r) for r in netlist("V1 1 0 1\n" + body).remarks)


def test_a_greek_mu_in_latin_1_or_any_other_coding_is_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "old.cir"
    path.write_bytes(b"title\nV1 1 0 1\nC1 1 0 1\xb5\n")
    with pytest.raises(InputError, match="UTF-8"):
        read(path)


# ---------------------------------------------------------------- sources


@pytest.mark.parametrize(
    ("words", "example"),
    [
        ("", None),
        ("5", 5),
        ("DC 5", 5),
        ("dc=5", 5),
        ("AC 2", 2),
        ("AC", 1),
        ("0 AC 1", 1),
        ("DC 5 AC 1 90", 5),
        ("DC 0 AC 1 SIN(0 1 1k)", 1),
        ("SIN(0 1 1k)", None),
        ("PWL(0,0 1,1)", None),
        ("5 PULSE(0 1 0 1n 1n 1u 2u)", 5),
        ("s V1", None),
        ("step 2", 2),
        ("ac 1", 1),
        ("ac 1 0", 1),
        ("{v(t)}", None),
        ("{10/s}", None),
    ],
)
def test_a_source_is_a_symbol_with_an_example(words: str, example: int | None) -> None:
    n = netlist(f"V1 1 0 {words}\nR1 1 0\n")
    assert values(n)["V1"] == "V1"
    assert examples(n)["V1"] == example
    assert n.circuit.parameters["V1"].unit == "V"


@pytest.mark.parametrize("words", ["0", "DC 0", "DC 0 AC 0", "{1-1}"])
def test_a_source_of_zero_is_a_wire_or_a_gap(words: str) -> None:
    n = netlist(f"V1 1 0 1\nVam 1 2 {words}\nI1 1 0 {words}\nR1 2 0\n")
    assert n.circuit.element("Vam").value == ZERO == n.circuit.element("I1").value
    assert "Vam" not in n.circuit.parameters


def test_a_source_of_zero_that_tf_names_keeps_its_symbol() -> None:
    n = netlist("V1 1 0 DC 0\nR1 1 2\nR2 2 0\n.tf v(2) v1\n")
    assert n.circuit.element("V1").value == Sym("V1")
    assert [(output, source) for output, source, _ in n.asks] == [("V(2)", "V1")]


def test_sources_may_share_a_symbol() -> None:
    n = netlist("V1 1 0 {Vs}\nV2 2 0 {-Vs/2}\nR1 1 2\n")
    assert values(n)["V2"] == "-Vs/2"
    assert n.circuit.parameters["Vs"].unit == "V"


# ---------------------------------------------------------------- lines


def test_lines_in_every_dress() -> None:
    plain = read("title\nV1 1 0 5\nR1 1 2 1k\nR2 2 0 2k\n.tf v(2) V1\n.end\n")
    dressed = read(
        "\ufefftitle\r\n* a comment\r\n  v1 1 GND\r\n*between\r\n+ 5 ; five\r\nr1 1 2 1k $ a thousand\r\n\r\n"
        "R2 2 0\r\n+\t2k ; down=1.5, color=blue\r\n# other\r\n.TF V( 2 ) V1\r\n.END\r\nD1 rubbish\r\n"
    )
    assert [(e.name.upper(), e.nodes) for e in dressed.circuit.elements] == [
        (e.name, e.nodes) for e in plain.circuit.elements
    ]
    assert list(examples(dressed).values()) == list(examples(plain).values())
    assert dressed.asks[0][0] == "V(2)"
    assert dressed.circuit.title == plain.circuit.title == "title"


def test_places_are_of_the_word_in_its_own_line() -> None:
    with pytest.raises(InputError) as caught:
        read("title\nV1 1 0 1\n  R1 1\n+  0\n+   4k7\n", file="a.cir")
    assert str(caught.value).startswith("a.cir:5:5: '4k7'")


def test_control_lines_are_skipped_with_a_remark() -> None:
    n = netlist(
        "V1 1 0 1\nR1 1 0 1\n.ac dec 10 1 1meg\n.op\n.options reltol=1e-6\n"
        ".control\nrun\nfoo\n.endc\n.model d D\n"
    )
    assert len(n.remarks) == 5
    assert {str(r.place).split(":")[1] for r in n.remarks} == {"4", "5", "6", "7", "11"}


@pytest.mark.parametrize(
    ("first", "elements"),
    [
        ("V1 1 0 5", 2),
        ("Vin 1 0", 2),
        ("Inverting amplifier with offset", 1),
        ("Voltage divider", 1),
        ("Common emitter stage", 1),
        ("Circuit 1", 1),
        ("Eq. 5.3, all together", 1),
        ("Q1 amplifier stage", 1),
        ("* V1 1 0 5", 1),
    ],
)
def test_the_first_line_is_a_title_unless_it_is_an_element(first: str, elements: int) -> None:
    n = read(f"{first}\nR1 1 0 1k\n")
    assert len(n.circuit.elements) == elements
    assert n.circuit.title == ("" if elements == 2 else first.lstrip("* "))
    assert any("first line" in str(r) for r in n.remarks) == (elements == 2 or first.startswith("Q1"))


AMPLIFIER = "Vs in 0 1\nX1 in m out opamp ; Two opamp INA\nR1 m 0 {stage}\nR2 out m 1\n"


@pytest.mark.parametrize(
    ("first", "remarked"),
    [
        ("Two opamp INA", False),  # a subcircuit's name is no node
        ("Gain in out 0 1", True),  # there is no node 1: it is a value elsewhere
        ("Gain in out", True),  # too short for a G
        ("Filter in out stage", True),  # an F is controlled by a source
        ("Divider stage 1", False),
        ("Kirchhoff in out", True),  # a K couples inductors, not nodes
        ("Wire in out here", True),
        ("Q1 in out 0 npn", True),  # a transistor is no linear element, so it is a title
        ("D1 in out", True),
        ("Resistive load at out", False),
        ("R1 load", True),
        ("Rin in extra 1k", False),
    ],
)
def test_a_title_is_none_of_the_circuits_elements(first: str, remarked: bool) -> None:
    n = read(f"{first}\n{AMPLIFIER}")
    assert n.circuit.title == first
    assert "in" in n.circuit.nodes
    assert len(n.circuit.elements) == 4
    assert any("taken for the title" in str(r) for r in n.remarks) == remarked


@pytest.mark.parametrize(
    ("first", "name"),
    [
        ("RL out 0 1k", "RL"),
        ("C1 out GND", "C1"),
        ("G1 in out 0 m 1", "G1"),
        ("E1 (in 0) (out m) 1", "E1"),
        ("F1 out 0 Vs 2", "F1"),
        ("X2 in m out opamp Ao=10 Ro=5", "X2.Ro"),
        ("E7 out2 0 opamp in m\nR7 out2 0", ""),
    ],
)
def test_an_element_between_nodes_of_the_circuit_is_no_title(first: str, name: str) -> None:
    body = AMPLIFIER if name != "E1" else AMPLIFIER.replace("Vs in 0", "Vs a 0") + "R8 a in 1\n"
    n = read(f"{first}\n{body}")
    assert not n.circuit.title
    assert any("read as the element" in str(r) for r in n.remarks)
    assert not name or n.circuit.element(name)


def test_nodes_inside_a_subcircuit_are_not_the_circuits() -> None:
    n = read("R1 a b 1k\n.subckt z a b\nR1 a b\n.ends\nV1 1 0\nX1 1 0 z\n")
    assert n.circuit.title == "R1 a b 1k"


def test_a_broken_value_in_the_first_line_is_no_title() -> None:
    with pytest.raises(InputError, match=r"1:8: '4k7'"):
        read("R1 1 0 4k7\nR2 1 0 1k\nV1 1 0\n")


def test_names_keep_their_first_spelling_in_any_case() -> None:
    c = netlist("V1 IN 0 {vs}\nR1 in Out {Rx}\nR2 OUT gnd {RX}\nF1 out 0 v1 2\n").circuit
    assert c.nodes == ("IN", "Out")
    assert values(Netlist(c))["R2"] == "Rx"
    assert c.element("F1").controls == ("V1",)


# ---------------------------------------------------------------- parameters


def test_param_numbers_are_examples_and_expressions_expand() -> None:
    n = netlist(
        ".param Ao=200k x={2*Ao} Rf = 2*Rs + 1k\n.param Rs=1k\nV1 1 0 1\nE1 2 0 1 0 {x}\nR1 2 0 {Rf}\n"
    )
    assert values(n) == {"V1": "V1", "E1": "2*Ao", "R1": "2*Rs + 1000"}
    assert examples(n) == {"V1": 1, "Ao": 200000, "Rs": 1000}
    assert n.circuit.parameters["Rs"].unit == "Ω"
    assert n.circuit.parameters["Ao"].unit == "1"


def test_a_parameter_and_its_element_are_one_symbol() -> None:
    n = netlist(".param R1=1k\nV1 1 0 1\nR1 1 2 {R1}\nR2 2 0 {r1}\n")
    assert values(n)["R1"] == values(n)["R2"] == "R1"
    assert examples(n)["R1"] == 1000


def test_a_parameter_and_another_element_of_its_name_are_two_symbols() -> None:
    n = netlist(".param R1=1k\nV1 1 0 1\nR1 1 2 2k\nR2 2 0 {R1}\n")
    assert values(n)["R1"] == "R1_"
    assert examples(n) == {"V1": 1, "R1_": 2000, "R1": 1000}
    assert any("R1_" in str(r) for r in n.remarks)


def test_an_element_may_be_as_large_as_another() -> None:
    n = netlist("V1 1 0 1\nR1 1 2 2k\nR2 2 0 {R1}\n")
    assert values(n)["R2"] == "R1"
    assert examples(n)["R1"] == 2000


@pytest.mark.parametrize(
    ("name", "symbol"),
    [("s", "s_"), ("par", "par_"), ("v_out", "v_out_"), ("i_R1", "i_R1_"), ("lambda", "lambda_")],
)
def test_symbols_that_formulas_cannot_hold_are_renamed(name: str, symbol: str) -> None:
    n = netlist(f"V1 1 0 1\nR1 1 0 {{{name}}}\n")
    assert values(n)["R1"] == symbol
    assert any(symbol in str(r) for r in n.remarks)


def test_odd_element_names_give_plain_symbols() -> None:
    n = netlist("V1 1 0 1\nR.x 1 2 5\nR-x 2 0 6\n")
    assert examples(n) == {"V1": 1, "R_x": 5, "R_x_": 6}


# ---------------------------------------------------------------- subcircuits

DIVIDER = ".subckt div top out Ra=1k Rb={2*Ra}\nR1 top out {Ra}\nR2 out 0 {Rb}\nR3 out 0 5k\n.ends div\n"


def test_a_subcircuit_is_flattened() -> None:
    n = netlist(DIVIDER + "V1 1 0 1\nX1 1 2 div\n")
    assert [(e.name, e.nodes, e.part_of) for e in n.circuit.elements[1:]] == [
        ("X1.R1", ("1", "2"), "X1"),
        ("X1.R2", ("2", "0"), "X1"),
        ("X1.R3", ("2", "0"), "X1"),
    ]
    assert values(n) == {"V1": "V1", "X1.R1": "Ra", "X1.R2": "2*Ra", "X1.R3": "R3"}
    assert examples(n) == {"V1": 1, "Ra": 1000, "R3": 5000}
    (call,) = n.circuit.instances
    assert (call.name, call.model, call.pins, call.role) == ("X1", "div", {"top": "1", "out": "2"}, "")


def test_symbols_of_two_instances_are_told_apart() -> None:
    n = netlist(DIVIDER + "V1 1 0 1\nX1 1 2 div\nX2 2 3 div Ra=3k\n")
    assert examples(n) == {"V1": 1, "Ra_X1": 1000, "R3_X1": 5000, "Ra_X2": 3000, "R3_X2": 5000}


def test_an_inner_symbol_does_not_take_the_name_of_an_outer_element() -> None:
    n = netlist(DIVIDER + "V1 1 0 1\nX1 1 2 div\nR3 2 0 {Rz}\nC1 2 0 {Ra}\n")
    assert values(n) == {
        "V1": "V1", "X1.R1": "Ra_X1", "X1.R2": "2*Ra_X1", "X1.R3": "R3_X1", "R3": "Rz", "C1": "Ra",
    }  # fmt: skip


def test_symbols_are_passed_in_from_the_caller() -> None:
    n = netlist(DIVIDER + ".param Rq=7\nV1 1 0 1\nX1 1 2 div Ra={Ra} Rb=Rq\nX2 2 3 div Ra={2*Ra} Rb={Rnew}\n")
    assert values(n)["X1.R1"] == "Ra"
    assert values(n)["X1.R2"] == "Rq"
    assert values(n)["X2.R1"] == "2*Ra"
    assert values(n)["X2.R2"] == "Rnew"
    assert examples(n)["Rq"] == 7


def test_subcircuits_inside_subcircuits_have_scopes() -> None:
    n = netlist(
        """
.param k=3
.subckt outer a b w=10
.param half={w/2}
.subckt inner p q
R1 p q {half}
Rk q 0 {k}
.ends inner
X1 a m inner
X2 m b inner
.ends outer
.subckt inner p q
R9 p q 9
.ends
V1 1 0 1
X2 1 2 outer w=4
X3 2 0 inner
"""
    )
    assert [e.name for e in n.circuit.elements] == [
        "V1",
        "X2.X1.R1",
        "X2.X1.Rk",
        "X2.X2.R1",
        "X2.X2.Rk",
        "X3.R9",
    ]
    assert n.circuit.element("X2.X1.R1").nodes == ("1", "X2.m")
    assert values(n)["X2.X2.R1"] == "w/2"
    assert values(n)["X2.X2.Rk"] == "k"
    assert examples(n) == {"V1": 1, "w": 4, "k": 3, "R9": 9}


def test_controls_are_resolved_inside_the_scope() -> None:
    n = netlist(
        ".subckt mirror in out\nV1 in 0 0\nF1 out 0 V1 1\n.ends\nV1 1 0 1\nR1 1 2\nX1 2 3 mirror\nR2 3 0\n"
    )
    assert n.circuit.element("X1.F1").controls == ("X1.V1",)


def test_global_nodes() -> None:
    n = netlist(
        ".global vdd\n.subckt a p\nR1 p vdd 1\nR2 p x 1\nR3 x 0 1\n.ends\nVs VDD 0 1\nX1 1 a\nR9 1 0\n"
    )
    assert n.circuit.element("X1.R1").nodes == ("1", "VDD") or n.circuit.element("Vs").nodes == ("vdd", "0")
    assert n.circuit.element("X1.R2").nodes == ("1", "X1.x")


def test_files_are_included_from_where_they_stand(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "main.cir").write_text('title\n.include "lib/a.lib"\nV1 1 0 1\nX1 1 a\n')
    (tmp_path / "lib" / "a.lib").write_text(".lib 'b.lib' typ\n.subckt a p\nX1 p b\n.ends\n")
    (tmp_path / "lib" / "b.lib").write_text(
        ".lib max\n.subckt b p\nR1 p 0 2\n.ends\n.endl\n.lib typ\n.subckt b p\nR1 p 0 1\n.ends\n.endl\n"
    )
    n = read(tmp_path / "main.cir")
    assert values(n) == {"V1": "V1", "X1.X1.R1": "R1"}
    assert examples(n)["R1"] == 1
    assert read(str(tmp_path / "main.cir")).circuit == n.circuit


def test_a_fault_inside_an_included_file_is_told_at_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.lib").write_text("* a library\nR1 1 0 4k7\n")
    (tmp_path / "main.cir").write_text("title\n.include a.lib\nV1 1 0 1\n")
    with pytest.raises(InputError, match=r"a\.lib:2:8: '4k7'"):
        read(tmp_path / "main.cir", file="main.cir")


# ---------------------------------------------------------------- inductors


def test_mutual_inductance_is_exact_where_it_can_be() -> None:
    n = netlist("V1 1 0 1\nK1 L1 L2 0.5\nL1 1 0 1m\nL2 2 0 4m\nR1 2 0\n")
    k = n.circuit.element("K1")
    assert (k.value, k.controls) == (Sym("M_K1"), ("L1", "L2"))
    assert n.circuit.parameters["M_K1"].value == Fraction(1, 1000)
    assert n.circuit.parameters["M_K1"].unit == "H"
    assert not n.remarks


def test_an_irrational_mutual_inductance_is_kept_to_30_digits() -> None:
    n = netlist("V1 1 0 1\nL1 1 0 1m\nL2 2 0 2m\nK1 L1 L2 1\nR1 2 0\n")
    m = n.circuit.parameters["M_K1"].value
    assert m is not None
    assert abs(m * m / Fraction(2, 10**6) - 1) < Fraction(1, 10**29)
    assert any("irrational" in str(r) for r in n.remarks)


def test_a_coupling_without_numbers_is_a_symbol() -> None:
    n = netlist("V1 1 0 1\nL1 1 0\nL2 2 0\nK1 L1 L2 {k}\nR1 2 0\n")
    assert n.circuit.parameters["M_K1"].value is None
    assert n.remarks


# ---------------------------------------------------------------- what is asked


@pytest.mark.parametrize(
    ("line", "output"),
    [
        ("v(OUT) vs", "V(out)"),
        ("V(out, IN) Vs", "V(out,in)"),
        ("i(vS) VS", "I(Vs)"),
        ("v(out,0) Vs", "V(out,0)"),
    ],
)
def test_tf_names_the_quantity_in_the_circuits_own_spelling(line: str, output: str) -> None:
    n = netlist(f"Vs in 0 1\nR1 in out 1k\nR2 out 0 1k\n.tf {line}\n")
    assert [(o, s, p.line) for o, s, p in n.asks] == [(output, "Vs", 5)]


def test_a_second_tf_is_remarked() -> None:
    body = "V1 1 0 1\nR1 1 2\nR2 2 0\n.tf v(2) V1\n"
    assert not netlist(body).remarks
    n = netlist(body + ".tf i(V1) V1\n.tf v(1) V1\n")
    assert len(n.asks) == 3
    assert [r.place.line for r in n.remarks] == [6, 7]
    assert all("only the first .tf" in str(r) for r in n.remarks)


# ---------------------------------------------------------------- merged nodes


@pytest.mark.parametrize(
    ("wire", "node", "stands"),
    [("R9 b C 0", "c", "b"), ("L9 c b 0", "C", "b"), ("W1 b c", "c", "b"), ("R9 c gnd 0", "C", "0")],
)
def test_a_merged_node_is_known_by_its_name(wire: str, node: str, stands: str) -> None:
    c = netlist(f"V1 a 0 1\nR1 a b\n{wire}\nR2 b 0\nR3 c a\n").circuit
    assert c.node(node) == stands
    assert c.off("V1").node(node) == c.shorted("R1").node(node) == stands
    assert all(node.lower() != n.lower() for n in c.nodes)


def test_nodes_inside_an_op_amp_are_known_though_ideal_parts_merge_them() -> None:
    c = netlist("V1 1 0\nX1 1 2 3 opamp\nR1 2 0\nR2 3 2\nW 3 out\nR3 out 0\n").circuit
    assert (c.node("x1.D"), c.node("X1.a"), c.node("OUT")) == ("3", "1", "3")
    assert c.instances[0].pins == {"in+": "1", "in-": "2", "out": "3"}


def test_pins_go_by_the_nodes_that_are_left() -> None:
    c = netlist("V1 1 0\nX1 p m y opamp\nR1 m 0\nR2 y m\nW 1 P\nW y 2\nR4 2 0\n").circuit
    assert set(c.instances[0].pins.values()) <= {*c.nodes, "0"}


def test_a_name_that_no_node_ever_had_is_refused_and_so_is_one_whose_node_is_gone() -> None:
    c = netlist("V1 a 0 1\nR1 a 0\nR2 a b\nR4 b c 0\n").circuit
    with pytest.raises(GainproofError, match="no node 'd'"):
        c.node("d")
    assert c.node("c") == "b"
    with pytest.raises(GainproofError, match="no node 'c'"):
        c.opened("R2").node("c")


# ---------------------------------------------------------------- lcapy


def test_lcapy_netlists_are_read_as_they_stand() -> None:
    n = read(
        """V1 1 0_1 step 2; down=2, v=v_i
R1 1 2_1; right=1.5
W 2_1 2; right
C1 2 0 C1 v0; down
W1 0_1 0; right, size=1.5
W 0 0_2; right
P1 2 0_2; down, v=v_o
O1 2_3 0; down
W 2 2_3; right
; draw_nodes=connections
"""
    )
    assert [(e.name, e.nodes) for e in n.circuit.elements] == [
        ("V1", ("1", "0")),
        ("R1", ("1", "2")),
        ("C1", ("2", "0")),
    ]


def test_lcapys_op_amp_line() -> None:
    n = netlist("V1 1 0\nE1 3 0 opamp 1 2 Ao Ac Ro; right\nR1 2 0\nR2 3 2\n")
    p = n.circuit.parameters
    assert (p["Ao"].ideal, p["Ac"].ideal, p["Ro"].ideal) == ("oo", "0", "0")
    assert {"E1", "E1.Ac+", "E1.Ac-", "E1.Ro"} <= set(values(n))
    (amp,) = n.circuit.instances
    assert (amp.role, amp.pins) == ("opamp", {"in+": "1", "in-": "2", "out": "3"})
    short = netlist("V1 1 0\nE1 3 0 opamp 1 2; right\nR1 2 0\nR2 3 2\n").circuit
    assert short.element("E1").nodes == ("3", "0", "1", "2")
    assert short.parameters["E1"].ideal == "oo"
    numbers = netlist("V1 1 0\nE1 3 0 opamp 1 2 1e6 0 50\nR1 2 0\nR2 3 2\n")
    assert examples(numbers)["E1"] == 10**6
    assert examples(numbers)["Ro"] == 50


# ---------------------------------------------------------------- nothing is a path by mistake


def test_a_path_that_is_no_file() -> None:
    with pytest.raises(InputError, match=r"no\.cir: the file cannot be read"):
        read("no.cir")
    with pytest.raises(InputError):
        read("a\0b")


# ---------------------------------------------------------------- corners


@pytest.mark.parametrize(
    ("value", "kind"),
    [("oo", "N"), ("{-Ax}", "N"), ("{2*Ax + 5}", "N"), ("{1/(1/Ax + b)}", "E"), ("{1/Ax}", "")],
)
def test_infinity_is_worked_out_in_expressions(value: str, kind: str) -> None:
    body = f".param Ax=oo\nV1 1 0 1\nE1 3 0 1 2 {value}\nR1 2 0 1k\nR2 3 2 1k\n"
    elements = netlist(body).circuit.by_name
    assert (elements["e1"].kind if "e1" in elements else "") == kind


def test_a_limit_that_depends_on_its_approach_is_refused() -> None:
    with pytest.raises(InputError, match=r"5:12: the limit of oo/oo depends"):
        netlist(".param Ax=oo\nV1 1 0 1\nR1 1 0 1\nE1 3 0 1 0 {Ax/Ax}\n")


def test_a_file_may_be_included_twice(tmp_path: Path) -> None:
    (tmp_path / "a.lib").write_text(".subckt a p\nR1 p 0 1\n.ends\n")
    (tmp_path / "main.cir").write_text("title\n.include a.lib\n.include a.lib\nV1 1 0 1\nX1 1 a\n")
    assert len(read(tmp_path / "main.cir").circuit.elements) == 2


def test_parts_that_do_nothing_are_remarked() -> None:
    remarks = netlist("V1 1 0 1\nR1 1 1 1k\nR2 1 2 1k\n").remarks
    assert [r.place.line for r in remarks] == [3, 4]
    assert not netlist("V1 1 0 1\nR2 1 2 1k\n.tf v(2) V1\n").remarks
    assert not netlist("V1 1 0 1\nR2 1 2 1k\nP1 2 0; down\n").remarks


def test_an_ammeter_inside_a_subcircuit_is_kept() -> None:
    n = netlist(
        '.subckt a p m=0\n*: m "nothing" ideal 0\nVa p x {m}\nR1 x 0\nF1 p 0 Va 2\n.ends\nV1 1 0 1\nX1 1 a\n'
    )
    assert n.circuit.element("X1.Va").value == ZERO


def test_too_deep_and_too_many_are_refused_soon() -> None:
    levels = "".join(
        f".subckt l{i} p\n" + f"X1 p l{i - 1}\nX2 p l{i - 1}\n" * (i > 0) + "R1 p 0\n.ends\n"
        for i in range(30)
    )
    with pytest.raises(InputError, match="too many elements"):
        netlist(levels + "V1 1 0\nX1 1 l29\n")


def test_greek_letters_in_names_are_called_by_their_names() -> None:
    n = netlist("V1 α 0 1\nRα α 2 5\nRΩ 2 0 6\n")
    assert examples(n) == {"V1": 1, "R_alpha": 5, "R_Omega": 6}
    assert text(n.circuit.voltage("α")) == "v_alpha"
    assert sum("R_Omega" in str(r) for r in n.remarks) == 1


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("{Rb*(gain-1)}", {"Rb": "Ω", "gain": ""}),
        ("{Rb/(1+gain)}", {"Rb": "Ω", "gain": ""}),
        ("{gain*1k-1k}", {"gain": ""}),
        ("{Rb-100}", {"Rb": "Ω"}),
        ("{1k+2*Rb}", {"Rb": "Ω"}),
        ("{100-Rb}", {"Rb": "Ω"}),
    ],
)
def test_a_number_that_multiplies_has_no_unit_of_the_part(value: str, unit: dict[str, str]) -> None:
    n = netlist(f".param gain=20 Rb=1k\nV1 1 0 1\nR1 1 0 {value}\n")
    assert {name: n.circuit.parameters[name].unit for name in unit} == unit
