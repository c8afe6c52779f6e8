"""The journal of a batch: what is in it counts as done, and nothing else does."""

import json

from gainproof.batch.journal import NAME, Journal
from gainproof.batch.submissions import Outcome

ONE = Outcome("a1", {"lines": [], "first_wrong": None})
TWO = Outcome("b2", fault="this is not UTF-8 text (byte 3)")


def test_what_was_added_is_there_again(tmp_path):
    with Journal(tmp_path) as journal:
        journal.add(ONE)
        journal.add(TWO)
    assert Journal(tmp_path).done == {"a1": ONE, "b2": TWO}


def test_an_outcome_is_on_the_disk_before_the_journal_is_closed(tmp_path):
    journal = Journal(tmp_path)
    journal.add(ONE)
    assert Journal(tmp_path).done == {"a1": ONE}
    journal.close()


def test_a_line_cut_short_is_not_counted_and_does_not_spoil_the_next(tmp_path):
    with Journal(tmp_path) as journal:
        journal.add(ONE)
        journal.add(TWO)
    whole = (tmp_path / NAME).read_text()
    for cut in range(len(whole.splitlines(keepends=True)[0]) + 1, len(whole)):
        (tmp_path / NAME).write_text(whole[:cut])
        with Journal(tmp_path) as journal:
            assert journal.done == {"a1": ONE}, whole[:cut]
            journal.add(TWO)
        assert Journal(tmp_path).done == {"a1": ONE, "b2": TWO}, whole[:cut]


def test_lines_that_are_no_outcome_are_left_alone(tmp_path):
    good = json.dumps(["a1", dict(ONE.found), ""])
    (tmp_path / NAME).write_text(f'nonsense\n[1]\n"a"\n{good}\n{{}}\n\xff\n')
    assert Journal(tmp_path).done == {"a1": ONE}
