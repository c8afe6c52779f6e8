"""``gainproof codes``, and the page of the documentation that is made of the same catalogue."""

import json
import re
from pathlib import Path

import pytest

from gainproof.cli import main
from gainproof.hand.codes import CODE_OF, CODES

PAGE = Path(__file__).parents[2] / "docs" / "codes.md"


def test_all_codes_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codes"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(CODES)


@pytest.mark.parametrize("word", ["GP101", "gp101", "sign", "Sign"])
def test_one_code_is_explained(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codes", word]) == 0
    out = capsys.readouterr().out
    assert out.startswith("GP101 sign\n  A sign is wrong.\n")
    assert all(len(line) <= 92 for line in out.splitlines())


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codes", "--format", "json", "GP102", "sign"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [c["code"] for c in found] == ["GP102", "GP101"]
    assert set(found[0]) == {"code", "kind", "title", "explanation"}


def test_a_code_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codes", "GP999"]) == 2
    assert "there is no code 'GP999'" in capsys.readouterr().err
    assert main(["codes", "sing"]) == 2
    assert "did you mean 'sign'?" in capsys.readouterr().err


def test_the_catalogue_is_in_order() -> None:
    assert list(CODES) == sorted(CODES)
    assert len(CODE_OF) == len(CODES), "kinds are unique"
    for code, c in CODES.items():
        assert re.fullmatch(r"GP1\d\d", code)
        assert c.title.endswith(".")
        assert c.explanation.endswith(".")


def test_the_documentation_is_the_catalogue() -> None:
    from gainproof.commands.codes import page

    assert PAGE.read_text(encoding="utf-8") == page(), "run scripts/guide.py"
