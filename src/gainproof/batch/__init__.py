"""Many submissions judged against one circuit, on all cores or on a cluster.

A *submission* is one file.  Workers only compute: they get the text and give back the verdicts and the marked
page.  One process, the one that was started, writes; each finished submission goes into the journal first, so
that a run which was stopped goes on where it was, nothing lost and nothing twice.
"""

from gainproof.batch.running import Summary, run

__all__ = ["Summary", "run"]
