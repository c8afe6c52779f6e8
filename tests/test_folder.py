"""derivation.toml: every key is read, every mistake is named with its line, all in one pass."""

from fractions import Fraction
from pathlib import Path

import pytest

from gainproof.errors import InputError
from gainproof.folder import load
from gainproof.methods import METHODS


def folder(tmp_path: Path, toml: str) -> Path:
    (tmp_path / "circuit.cir").write_text("* t\n")
    (tmp_path / "derivation.toml").write_text(toml)
    return tmp_path


def test_everything_is_read(tmp_path: Path) -> None:
    found = load(
        folder(
            tmp_path,
            """
title = "T"
number = "3"
intro = '''
two
lines'''
frequency = "1k"
witnesses = ["numeric"]
[names]
G = "1 + R2/R1"
[values]
Ao = "200k"
[hints]
R1 = "below"
[sentences]
"(3.1)" = "Words."
[[ask]]
title = "Gain"
tf = "V(3) V1"
limits = [["Ao=oo"], ["Ao=oo", "Ri=oo"]]
[[ask]]
of = "zin(V1)"
""",
        )
    )
    assert (found.title, found.number, found.intro) == ("T", "3", "two lines")
    assert found.frequency == 1000
    assert found.values == {"Ao": Fraction(200_000)}
    assert [a.limits for a in found.asks] == [(("Ao=oo",), ("Ao=oo", "Ri=oo")), None]


def test_a_netlist_alone_is_enough(tmp_path: Path) -> None:
    (tmp_path / "amp.cir").write_text("* t\n")
    assert load(tmp_path).netlist.name == "amp.cir"


def test_all_mistakes_in_one_pass(tmp_path: Path) -> None:
    toml = 'titel = "T"\nnumber = 3\n[names]\nG = "1 +"\n[values]\nAo = "lots"\n[[ask]]\nmethod = "magic"\n'
    with pytest.raises(InputError) as fault:
        load(folder(tmp_path, toml))
    said = str(fault.value)
    for wanted in (
        "toml:1:1: titel",
        "toml:2:1: number",
        "toml:4:1: G",
        "toml:6:1: Ao",
        "magic",
        "ask: is not one question",
    ):
        assert wanted in said


def test_noise_is_a_question_with_a_band(tmp_path: Path) -> None:
    toml = '[[ask]]\nnoise = "V(out) V1"\nband = ["20", "20k"]\n[[ask]]\nnoise = "V(out)"\n'
    first, second = load(folder(tmp_path, toml)).asks
    assert (first.noise, first.band) == ("V(out) V1", (Fraction(20), Fraction(20_000)))
    assert (second.noise, second.band) == ("V(out)", (Fraction(10), Fraction(10_000)))


@pytest.mark.parametrize("band", ['["20"]', '"20"', '["20", "x"]', '["1", "2", "3"]', "[1, 2]"])
def test_a_band_is_two_frequencies(tmp_path: Path, band: str) -> None:
    with pytest.raises(InputError, match="band"):
        load(folder(tmp_path, f'[[ask]]\nnoise = "V(out)"\nband = {band}\n'))


def test_frequencies_are_in_hertz(tmp_path: Path) -> None:
    toml = 'frequency = "1 V"\n[[ask]]\nnoise = "V(out)"\nband = ["10", "20 Ω"]\n'
    with pytest.raises(InputError) as fault:
        load(folder(tmp_path, toml))
    said = str(fault.value)
    assert "toml:1:1: frequency: '1 V' is a voltage in V; expected a value in Hz" in said
    assert "band: '20 Ω' is a resistance" in said
    assert load(folder(tmp_path, 'frequency = "2 kHz"\n')).frequency == 2000


def test_noise_is_not_asked_beside_something_else(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not one question"):
        load(folder(tmp_path, '[[ask]]\nnoise = "V(out)"\ntf = "V(out) V1"\n'))


PARTS = "* t\nV1 a 0 1\nX1 a n out opamp Ao=1k\nR1 n 0 1k\nR2 out n {Rf}\n.param Rf=9k\n.tf V(out) V1\n"


def test_values_have_the_units_of_their_symbols(tmp_path: Path) -> None:
    path = folder(tmp_path, '[values]\nr1 = "4k7"\nR2 = "2 Mohm"\nAo = "60 dB"\n[[ask]]\nof = "V(out)"\n')
    (path / "circuit.cir").write_text(PARTS)
    assert load(path).values == {"R1": 4700, "Rf": 2_000_000, "Ao": 1000}


def test_a_value_of_another_dimension_is_told_with_its_line(tmp_path: Path) -> None:
    path = folder(tmp_path, '[values]\nR1 = "3 V"\n[[ask]]\nof = "V(out)"\nvalues = {Ao = "5 kΩ"}\n')
    (path / "circuit.cir").write_text(PARTS)
    with pytest.raises(InputError) as fault:
        load(path)
    said = str(fault.value)
    assert "toml:2:1: R1: '3 V' is a voltage in V; expected a value in Ω" in said
    assert "Ao: '5 kΩ' is a resistance in Ω; expected a pure number" in said


def test_a_circuit_takes_those_of_the_folder_s_values_that_it_has(tmp_path: Path) -> None:
    found = load(
        folder(tmp_path, '[values]\nR1 = "1k"\nR7 = "2k"\n[[ask]]\nof = "V(out)"\nvalues = {C9 = "1n"}\n')
    )
    assert set(found.values_for(found.asks[0], {"R1", "C1"})) == {"R1", "C9"}


def test_a_circuit_takes_those_of_the_folder_s_names_that_it_has_the_symbols_of(tmp_path: Path) -> None:
    toml = '[names]\nH = "R1/(R1 + R2)"\nK = "1 + H"\nZ = "R1/(1 + s*R1*C1)"\n'
    found = load(folder(tmp_path, f'{toml}[[ask]]\nof = "V(out)"\nnames = {{Q = "R9"}}\n'))
    ask = found.asks[0]
    assert set(found.asked(ask, ["R1", "C1"])["names"]) == {"Z", "Q"}
    assert set(found.asked(ask, ["R1", "R2"])["names"]) == {"H", "K", "Q"}


def test_what_is_not_toml(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not TOML"):
        load(folder(tmp_path, "title = "))


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no netlist"):
        load(tmp_path)


QUESTION = """
[[ask]]
title = "Output"
netlist = "other.cir"
intro = "Words."
of = "V(out)"
method = ["superposition", "nodal"]
elements = "X1"
form = "feedback"
eliminate = ["beta"]
keep = ["parallel"]
cancel = ["Ib by R3"]
gains = true
names = {H = "R1/(R1 + R2)"}
values = {R3 = "1k"}
[[ask]]
of = "V(out)"
method = "all"
"""


def test_what_a_question_may_say(tmp_path: Path) -> None:
    first, second = load(folder(tmp_path, QUESTION)).asks
    assert first.netlist == tmp_path / "other.cir"
    assert (first.methods, first.form) == (("superposition", "nodal"), "feedback")
    assert (first.elements, first.eliminate, first.keep) == (("X1",), ("beta",), ("parallel",))
    assert (first.cancel, first.gains) == (("Ib by R3",), True)
    assert (list(first.names), first.values) == (["H"], {"R3": Fraction(1000)})
    assert second.methods == tuple(METHODS)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('method = ["nodal", "magic"]', "no method 'magic'"),
        ("method = 3", "something else than texts"),
        ('form = "baroque"', "no form 'baroque'"),
        ('gains = "yes"', "neither true nor false"),
        ("cancel = [1]", "something else than texts"),
        ('names = {H = "R1/"}', "H:"),
        ('values = {R3 = "lots"}', "lots"),
        ("netlist = 1", "is not a text"),
        ('colour = "red"', "means nothing in"),
    ],
)
def test_what_a_question_may_not_say(tmp_path: Path, line: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        load(folder(tmp_path, f'[[ask]]\nof = "V(out)"\n{line}\n'))


def test_a_folder_of_works_needs_no_netlist(tmp_path: Path) -> None:
    (tmp_path / "chapter.md").write_text("$$v_o = v_i$$\n")
    (tmp_path / "derivation.toml").write_text('works = ["chapter.md"]\n')
    assert load(tmp_path).works == (tmp_path / "chapter.md",)


def test_a_work_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "derivation.toml").write_text('title = "T"\nworks = ["chapter.md"]\n')
    with pytest.raises(InputError, match=r"derivation\.toml:2.*there is no file .*chapter\.md"):
        load(tmp_path)
