"""``plot = ["error Ri", "bode"]`` in a folder: read, refused, drawn after the example in every format."""

from pathlib import Path

import pytest

from gainproof.build import report
from gainproof.chapters import Chapter, make
from gainproof.charts.nouns import Figure
from gainproof.errors import GainproofError, InputError
from gainproof.folder import load

NETLIST = """* non-inverting
V1 in 0 10m
R1 n 0 1k
R2 n out 9k
X1 in n out opamp Ao={G0/(1+s/wp)} Ri=50k
.param G0=100k wp=50
.tf V(out) V1
"""


def folder(tmp_path: Path, asked: str) -> Path:
    path = tmp_path / "amplifier"
    path.mkdir()
    (path / "circuit.cir").write_text(NETLIST, encoding="utf-8")
    (path / "derivation.toml").write_text(
        f'witnesses = ["numeric"]\n[[ask]]\ntf = "V(out) V1"\n{asked}\n', encoding="utf-8"
    )
    return path


def test_the_charts_follow_the_example_in_every_format(tmp_path: Path) -> None:
    path = folder(tmp_path, 'plot = ["error Ri", "bode"]')
    (chapter,) = report([path], tmp_path / "out", formats=("tex", "typ", "html"), say=lambda _: None)
    assert chapter.faults == []
    error, bode = chapter.documents[0].charts
    assert error.x.unit == "Ω"
    assert isinstance(bode, Figure)
    for suffix in ("tex", "typ", "html"):
        page = (tmp_path / "out" / f"amplifier.{suffix}").read_text(encoding="utf-8")
        assert "The error for other values of" in page
        assert "the phase margin is 90" in page
        assert page.index("The error for other values of") < page.index("the phase margin is 90")
        assert len(page) < 400_000


def test_without_a_wish_there_is_no_chart_but_that_of_the_example(tmp_path: Path) -> None:
    chapter = Chapter("amplifier", "")
    make(load(folder(tmp_path, "")), chapter)
    assert chapter.documents[0].charts == ()


UNREADABLE = {
    "there is no kind of chart 'pie'": 'plot = "pie"',
    "histogram is of a budget": 'plot = ["error", "histogram"]',
    "holds something else than texts": "plot = 3",
}


@pytest.mark.parametrize("why", UNREADABLE)
def test_a_wish_that_cannot_be_read_is_refused_with_its_place(why: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=why) as fault:
        load(folder(tmp_path, UNREADABLE[why]))
    assert "derivation.toml:4" in str(fault.value)


def test_noise_has_no_chart(tmp_path: Path) -> None:
    path = folder(tmp_path, 'plot = "error"')
    toml = path / "derivation.toml"
    toml.write_text(toml.read_text().replace("tf =", "noise ="), encoding="utf-8")
    with pytest.raises(InputError, match="noise has no chart"):
        load(path)


def test_what_cannot_be_drawn_is_a_fault_of_the_folder(tmp_path: Path) -> None:
    with pytest.raises(GainproofError, match=r'plot = "error R1": .* is no imperfection'):
        make(load(folder(tmp_path, 'plot = "error R1"')), Chapter("amplifier", ""))
