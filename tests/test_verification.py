"""`gainproof.verify`: from a work and a netlist to verdicts, and what it refuses."""

from fractions import Fraction
from pathlib import Path

import pytest

import gainproof
from gainproof.circuit.netlist import read
from gainproof.errors import GainproofError, InputError
from gainproof.verification import LONGEST, Unnamed, decoded, verify

AMP = "* inverting\nV1 in 0 0.1\nR1 in n 10k\nR2 n out 100k\nX1 0 n out opamp Ao=100k\n"
RIGHT = ["(V1 - v_n)/R1 = (v_n - v_out)/R2", "v_out = -Ao*v_n"]
WRONG = [*RIGHT, "v_n = (R2*V1 - R1*v_out)/(R1 + R2)"]


def test_lines_text_and_files_are_judged_alike(tmp_path: Path) -> None:
    work, net = tmp_path / "work.txt", tmp_path / "amp.cir"
    work.write_text("\n".join(WRONG) + "\n")
    net.write_text(AMP)
    found = [
        gainproof.verify(WRONG, AMP),
        verify("\n".join(WRONG), read(AMP)),
        verify(work, net),
        verify(str(work), read(AMP).circuit),
    ]
    assert [v.first_wrong for v in found] == [3, 3, 3, 3]
    assert [v.counts["true"] for v in found] == [2, 2, 2, 2]
    assert [v.exit_code for v in found] == [1, 1, 1, 1]
    assert not any(v.holds for v in found)
    assert verify(RIGHT, AMP).holds
    assert verify("v_out = -Ao*v_n", AMP).holds, "one line with an equals sign is a text, and no file"


def test_it_shows_itself() -> None:
    v = verify(WRONG, AMP, file="home.txt")
    assert str(v).startswith("home.txt:3:")
    assert "the first wrong line is 3" in str(v)
    assert "<math" in v._repr_html_()


def test_the_work_names_its_circuit_relative_to_itself(tmp_path: Path) -> None:
    (tmp_path / "nets").mkdir()
    (tmp_path / "nets" / "amp.cir").write_text(AMP)
    work = tmp_path / "w.md"
    work.write_text("---\ncircuit: nets/amp.cir\nnames: {K: -Ao}\n---\n\n$v_{out} = K v_n$\n")
    v = verify(work)
    assert v.holds
    assert v.circuit_file == str(tmp_path / "nets" / "amp.cir")
    work.write_text("% gainproof: circuit=nets/other.cir\n$v_{out} = -A_o v_n$\n")
    with pytest.raises(InputError, match=r"other\.cir"):
        verify(work)
    assert verify(work, tmp_path / "nets" / "amp.cir").holds, "what the caller says goes first"


def test_names_and_values_of_the_caller_go_before_the_works(tmp_path: Path) -> None:
    source = "---\ncircuit: nowhere.cir\nnames: {vx: V(in)}\nvalues: {R1: 1k}\n---\n\nvx = -Ao*v_n\n"
    assert not verify(source, AMP).holds
    assert verify(source, AMP, names={"vx": "V(out)"}).holds
    ratio = ["R2/R1 = 50"]
    assert not verify(ratio, AMP).holds
    assert verify(ratio, AMP, values={"R1": "2k"}).holds
    assert verify(ratio, AMP, values={"r1": Fraction(2000)}).holds
    assert verify(ratio, AMP, values={"R1": 2000}).holds


def test_ideal_op_amps() -> None:
    line = ["v_out = -R2/R1*V1"]
    assert verify(line, AMP).counts["limit"] == 1
    assert verify(line, AMP, ideal=True).counts["true"] == 1


def test_nothing_read_is_nothing_proved() -> None:
    v = verify("A text\nwithout algebra\n", AMP)
    assert (v.judged, v.exit_code, v.first_wrong) == ((), 2, None)
    assert verify("v_out = = 3 +\n", AMP).exit_code == 2
    assert verify("v_out = = 3 +\nv_out = Ao*v_n\n", AMP).exit_code == 1, "false goes before unread"


def test_windows_lines_are_lines() -> None:
    assert verify("\r\n".join(WRONG), AMP).first_wrong == 3
    assert decoded(b"\xef\xbb\xbfa\r\nb\rc", "f") == "a\nb\nc"


def test_what_names_no_circuit_is_refused() -> None:
    with pytest.raises(Unnamed, match=r"--circuit FILE\.cir"):
        verify(RIGHT)


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"v = 1\nab\xff\n", r"bad\.txt:2:3: the byte 0xff is no text"),
        (b"v = 1\n\0\n", r"bad\.txt:2:1: the file holds a zero byte"),
        (b"\x89PNG\r\n\x1a\n\0\0", r"the byte 0x89"),
    ],
)
def test_what_is_no_text_is_refused_at_its_place(data: bytes, complaint: str, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(data)
    with pytest.raises(InputError, match=complaint):
        verify(tmp_path / "bad.txt", AMP)


def test_files_that_cannot_be_opened_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        verify(tmp_path / "none.txt", AMP)
    with pytest.raises(InputError, match="cannot be read"):
        verify(tmp_path, AMP)
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as f:
        f.truncate(LONGEST + 1)
    with pytest.raises(InputError, match="longer than 20 MB"):
        verify(huge, AMP)


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"names": {"vo": "V(nowhere)"}}, "nowhere"),
        ({"names": {"vo": "1 +"}}, "cannot read what vo stands for"),
        ({"names": {"a": "b", "b": "a"}}, "in terms of each other"),
        ({"values": {"R9": "1k"}}, "no symbol 'R9'"),
        ({"values": {"R1": "1 V"}}, "expected a value in Ω"),
        ({"values": {"R1": "lots"}}, "not a value"),
    ],
)
def test_names_and_values_that_mean_nothing_are_refused(given, complaint: str) -> None:
    with pytest.raises(GainproofError, match=complaint):
        verify(RIGHT, AMP, **given)


def test_a_faulty_netlist_is_told_with_its_places() -> None:
    with pytest.raises(InputError, match="<netlist>:3:1"):
        verify(RIGHT, "* t\nV1 1 0\nQ1 1 2 3\n")


def test_a_later_link_of_a_chain_is_wrong_where_it_stands() -> None:
    chain = "$$\\begin{aligned}\nv_n &= -v_{out}/A_o \\\\\n &= v_{out}/A_o\n\\end{aligned}$$\n"
    v = verify(chain, AMP)
    assert [j.verdict for j in v.judged] == ["true", "false"]
    assert v.first_wrong == 3


def test_pi_is_a_number() -> None:
    found = verify(["w = 2*pi/(R1*R2)", "w*R1 = 2*pi/R2", "w*R1 = 3*pi/R2"], AMP)
    assert [j.verdict for j in found.judged][1:] == ["identity", "false"]


def test_a_sentence_that_begins_with_if_is_about_what_follows() -> None:
    work = "$$v_{out} = -A_o v_n$$\nIf $A_o \\to \\infty$, then\n$$v_{out} = -\\frac{R_2}{R_1} V_1.$$\n"
    first, second = verify(work, AMP).judged
    assert (first.verdict, second.verdict, second.code) == ("true", "limit", "")
    assert second.under == ("Ao -> oo",)


def test_a_limit_of_which_the_words_speak_is_known_from_there_on() -> None:
    found = verify("Assume an ideal op-amp.\n\nv_out = -R2/R1*V1\n\nv_out = -1 V\n", AMP)
    assert [j.code for j in found.judged] == ["", ""]
