"""Op-amps: the library's, with ideal parameters gone; and bare controlled sources that are named so."""

import math
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path

import pytest

from gainproof.circuit.netlist import Netlist, read
from gainproof.circuit.netlist.writer import LIBRARY
from gainproof.notation import text

CIRCUIT = "* amplifier\nV1 1 0 1\nX1 1 2 3 opamp {}\nR1 2 0 1k\nR2 3 2 9k\n.tf v(3) V1\n"


def amplifier(given: str, **settings: bool) -> Netlist:
    return read(CIRCUIT.format(given), **settings)


def inner(n: Netlist) -> dict[str, tuple[str, tuple[str, ...], str]]:
    return {
        e.name.removeprefix("X1."): (e.kind, e.nodes, "" if e.value is None else text(e.value))
        for e in n.circuit.elements
        if e.part_of == "X1"
    }


@pytest.mark.parametrize("given", ["", "Ao=oo", "Ao=∞ Ro=0 vos=0", "Ao={oo} Ri=oo CMRR=oo Ibp=0"])
def test_the_ideal_op_amp_is_a_nullor(given: str) -> None:
    assert inner(amplifier(given)) == {"E": ("N", ("3", "0", "1", "2"), "")}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Ao=200k", {"E": ("E", ("3", "0", "1", "2"), "Ao")}),
        ("Ri=2meg", {"Ri": ("R", ("1", "2"), "Ri"), "E": ("N", ("3", "0", "1", "2"), "")}),
        ("Ro=75", {"E": ("N", ("X1.d", "0", "1", "2"), ""), "Ro": ("R", ("X1.d", "3"), "Ro")}),
        (
            "Ao=Ao Ricm={Rc}",
            {
                "Ricmp": ("R", ("1", "0"), "Rc"),
                "Ricmn": ("R", ("2", "0"), "Rc"),
                "E": ("E", ("3", "0", "1", "2"), "Ao"),
            },
        ),
        ("vos=1m", {"Vos": ("V", ("1", "X1.b"), "vos"), "E": ("N", ("3", "0", "X1.b", "2"), "")}),
        (
            "Ib=1u Ios={Ios}",
            {
                "Ibp": ("I", ("1", "0"), "Ib + Ios/2"),
                "Ibn": ("I", ("2", "0"), "Ib - Ios/2"),
                "E": ("N", ("3", "0", "1", "2"), ""),
            },
        ),
        ("Ibn=1n", {"Ibn": ("I", ("2", "0"), "Ibn"), "E": ("N", ("3", "0", "1", "2"), "")}),
    ],
)
def test_only_the_given_imperfections_are_left(given: str, kept: dict[str, object]) -> None:
    found = inner(amplifier(given))
    assert set(found) == set(kept)
    assert [found[k][0::2] for k in kept] == [kept[k][0::2] for k in kept]  # type: ignore[index]


def test_imperfections_know_their_ideal_unit_and_example() -> None:
    n = amplifier("Ao=200k Ri=2meg Ro=75 vos=1m Ib=80n CMRR=1e4 Ricm=1g")
    facts = {p.name: (p.ideal, p.unit, p.value, p.about) for p in n.circuit.parameters.values() if p.ideal}
    assert facts == {
        "Ao": ("oo", "1", 200_000, "open-loop gain"),
        "Ri": ("oo", "Ω", 2_000_000, "differential input resistance"),
        "Ro": ("0", "Ω", 75, "output resistance"),
        "vos": ("0", "V", Fraction(1, 1000), "offset voltage"),
        "Ib": ("0", "A", Fraction(80, 10**9), "bias current"),
        "CMRR": ("oo", "1", 10_000, "common-mode rejection ratio"),
        "Ricm": ("oo", "Ω", 10**9, "common-mode input resistance"),
    }
    (amp,) = n.circuit.instances
    assert (amp.role, dict(amp.pins)) == ("opamp", {"in+": "1", "in-": "2", "out": "3"})


def test_equal_op_amps_may_share_a_symbol_and_others_do_not() -> None:
    body = "* two\nV1 1 0 1\nX1 1 2 2 opamp {}\nX2 2 3 3 opamp {}\nR1 3 0 1k\n"
    shared = read(body.format("Ao=Ao", "Ao={Ao}")).circuit
    assert [p.name for p in shared.parameters.values() if p.ideal] == ["Ao"]
    apart = read(body.format("Ao=1e5", "Ao=1e5")).circuit
    assert [p.name for p in apart.parameters.values() if p.ideal] == ["Ao_X1", "Ao_X2"]
    mixed = read("* two\n.param Ao=2e5" + body[5:].format("Ao=Ao", "Ao=1e5")).circuit
    assert [(p.name, p.value) for p in mixed.parameters.values() if p.ideal] == [
        ("Ao", 200_000),
        ("Ao_X2", 100_000),
    ]


def test_numbers_stay_numbers_when_asked() -> None:
    assert inner(amplifier("Ao=200k Ro=0", numeric=True)) == {"E": ("E", ("3", "0", "1", "2"), "200000")}


def test_a_users_own_library_wins(tmp_path: Path) -> None:
    (tmp_path / "opamp.lib").write_text(".subckt opamp p n o\nE1 o 0 p n {A}\n.ends\n")
    (tmp_path / "main.cir").write_text("title\n.include opamp.lib\nV1 1 0 1\nX1 1 2 2 opamp\n")
    assert inner(read(tmp_path / "main.cir")) == {"E1": ("E", ("2", "0", "1", "2"), "A")}
    (tmp_path / "opamp.lib").unlink()
    assert inner(read(tmp_path / "main.cir"))["E"][0] == "N"


def test_a_users_library_may_tell_its_ideals() -> None:
    n = read(
        """* notes
.subckt amp minus plus y gain=1e6 rout=100 bw=1
*: role opamp plus minus y
*: gain "open-loop gain" ideal oo
*: rout "output resistance" unit Ω ideal 0
E1 z 0 plus minus {gain}
R1 z y {rout}
C1 y 0 {bw}
.ends
V1 1 0 1
X1 2 1 2 amp gain=1e5
"""
    )
    assert {p.name: p.ideal for p in n.circuit.parameters.values()} == {"V1": "", "gain": "oo", "bw": ""}
    assert n.circuit.instances[0].pins == {"in+": "1", "in-": "2", "out": "2"}


# ---------------------------------------------------------------- bare VCVS


def ideals(body: str) -> dict[str, str]:
    return {p.name: p.ideal for p in read("* bare\n" + body).circuit.parameters.values() if p.ideal}


@pytest.mark.parametrize("gain", ["A", "Ao", "A0", "Aol", "Avol", "Ad", "A1", "Ao_2", "a_o", "A_1", "2000"])
def test_a_vcvs_is_an_op_amp_by_its_gain(gain: str) -> None:
    assert list(ideals(f"V1 1 0\nE1 3 0 1 2 {gain}\nR1 2 0\nR2 3 2\n").values()) == ["oo"]


@pytest.mark.parametrize("name", ["Eop1", "Eoa", "Eopamp", "E_op"])
def test_a_vcvs_is_an_op_amp_by_its_name(name: str) -> None:
    assert list(ideals(f"V1 1 0\n{name} 3 0 1 2 mu\nR1 2 0\nR2 3 2\n").values()) == ["oo"]


@pytest.mark.parametrize(
    "line",
    [
        "E1 3 0 1 2 G",
        "E1 3 0 1 2 mu",
        "E1 3 0 1 2 10",
        "Eload 3 0 1 2 k",
        "Eopen 3 0 1 2 k",
        "E1 3 4 1 2 Ao\nR4 4 0",
    ],
)
def test_other_controlled_sources_are_no_op_amps(line: str) -> None:
    assert ideals(f"V1 1 0\n{line}\nR1 2 0\nR2 3 2\n") == {}


def test_resistors_beside_a_bare_op_amp() -> None:
    body = "V1 1 0\nE1 x 0 1 2 Ao\nRo x 3\nRi 2 1\nRp 1 2\nR1 2 0\nR2 3 2\nRl 3 0\n"
    assert ideals(body) == {"Ao": "oo", "Ri": "oo", "Ro": "0"}
    loaded = "V1 1 0\nE1 x 0 1 2 Ao\nRo x 3\nR1 2 0\nR2 3 2\nRl x 0\n"
    assert ideals(loaded) == {"Ao": "oo"}


def test_a_resistor_in_the_feedback_is_no_output_resistance() -> None:
    assert ideals("V1 1 0\nE1 3 0 1 2 Ao\nR2 3 2\nR1 2 0\n.tf v(3) V1\n") == {"Ao": "oo"}
    assert ideals("V1 1 0\nE1 3 0 1 2 Ao\nR3 3 t\nR4 t 0\nR2 t 2\nR1 2 0\n.tf v(3) V1\n") == {"Ao": "oo"}
    assert ideals("V1 1 0\nE1 x 0 1 4 Ao\nR3 x 2\nE2 4 0 0 2 Ao\nC2 4 2\n.tf v(4) V1\n") == {"Ao": "oo"}


def test_a_resistor_to_the_asked_node_is_the_output_resistance() -> None:
    body = "V1 1 0\nE1 x 0 1 2 Ao\nRq x 3\nR1 2 0\nR2 3 2\n"
    assert ideals(body) == {"Ao": "oo"}
    assert ideals(body + ".tf v(3) V1\n") == {"Ao": "oo", "Rq": "0"}


# ---------------------------------------------------------------- ngspice runs the same library


SPICE = shutil.which("ngspice")

OUTPUTS = [
    # given, closed form of v(3) for V1 = 1 V, R1 = 1k, R2 = 9k; all other imperfections ideal
    ("", lambda: 10.0),
    ("Ao=1000", lambda: 1 / (1 / 1000 + 0.1)),
    ("vos=10m", lambda: 10 * (1 - 0.01)),
    ("Ao=1000 vos=10m", lambda: (1 - 0.01) / (1 / 1000 + 0.1)),
    ("Ibn=1u", lambda: 10 + 9e3 * 1e-6),
    ("Ib=1u Ios=0.2u", lambda: 10 + 9e3 * 0.9e-6 - 10 * RS * 1.1e-6),
    ("Ibp=1u", lambda: 10 - 10 * RS * 1e-6),
    ("CMRR=100 Ao=1000", lambda: (1 + 1 / 200) / (1 / 1000 + 0.1 * (1 - 1 / 200))),
    ("Ricm=100k", lambda: 100e3 / (100e3 + RS) * (1 + 9e3 / (1e3 * 100e3 / 101e3))),
    ("Ao=100 Ro=1k", lambda: 1 / (0.1 + (1 + 1e3 / 5e3) / 100)),
    ("Ao=100 Ri=10k", lambda: _with_input_resistance()),
]
RS = 1e3


def _with_input_resistance() -> float:
    """v3 = 100 (vp - vn); vp = 1 - Rs i, i = (vp - vn)/Ri; node 2: (v3 - vn)/R2 + i = vn/R1."""
    d = 1 / (1 + RS / 10e3 + (100 / 9e3 + 1 / 10e3) / (1 / 9e3 + 1 / 1e3))
    return 100 * d


@pytest.mark.skipif(SPICE is None, reason="ngspice is not installed")
def test_ngspice_runs_the_library_and_gives_its_signs(tmp_path: Path) -> None:
    shutil.copy(LIBRARY / "opamp.lib", tmp_path)
    blocks = ["the library", ".include opamp.lib"]
    for i, (given, _) in enumerate(OUTPUTS):
        blocks += [
            f"V{i} s{i} 0 1",
            f"Rs{i} s{i} p{i} {RS}",
            f"X{i} p{i} n{i} out{i} opamp {given}",
            f"R1{i}x n{i} 0 1k",
            f"R2{i}x out{i} n{i} 9k",
            f"Rl{i}x out{i} 0 10k",
        ]
    prints = " ".join(f"v(out{i})" for i in range(len(OUTPUTS)))
    (tmp_path / "run.cir").write_text(
        "\n".join([*blocks, ".control", "set numdgt=12", "op", f"print {prints}", ".endc", ".end", ""])
    )
    assert SPICE is not None
    done = subprocess.run(
        [SPICE, "-b", "run.cir"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    got = dict(line.split(" = ") for line in done.stdout.splitlines() if line.startswith("v(out"))
    assert len(got) == len(OUTPUTS), done.stdout + done.stderr
    for i, (given, expected) in enumerate(OUTPUTS):
        assert math.isclose(float(got[f"v(out{i})"]), expected(), rel_tol=2e-6), given
    read(tmp_path / "run.cir")
