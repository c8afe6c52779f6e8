"""What comes of a text for tests: its verdicts, whether it is right, and whether its last line is wrong."""

from gainproof.hand.judging.route import judge_work
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work


def verdicts(circuit, source, format="text"):
    """The verdict on every item of a work."""
    work = read_work(source, format=format, symbols=symbol_table(circuit, {}))
    return [j.verdict for j in judge_work(work, circuit, diagnosing=False)]


def right(circuit, source, format="text"):
    """Is no line false, and none left unjudged?"""
    found = verdicts(circuit, source, format)
    return bool(found) and {"false", "carried", "outside", "unread"}.isdisjoint(found)


def wrong(circuit, source, format="text"):
    """Is the last line called wrong, and no line before it?"""
    *before, last = verdicts(circuit, source, format)
    return last == "false" and "false" not in before
