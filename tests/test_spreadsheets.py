"""No text of somebody's becomes a formula of a spreadsheet; numbers stay numbers."""

import pytest

from gainproof.spreadsheets import harmless


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "=-1", "-1+cmd|x", "+ 1"])
def test_what_would_run_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "R1", "-1", "+2.5", "-3.6e-9", "1=1", " =1"])
def test_what_would_not_run_stays(text: str) -> None:
    assert harmless(text) == text
