"""Lines and columns of a document, both counted from 1."""

from __future__ import annotations

from bisect import bisect_right

from gainproof.hand.work import Span


class Places:
    """Counts lines and columns of one document; a line ends with a line feed."""

    def __init__(self, source: str) -> None:
        self.starts = [0]
        at = source.find("\n")
        while at >= 0:
            self.starts.append(at + 1)
            at = source.find("\n", at + 1)
        self.size = len(source)

    def span(self, at: int, end: int) -> Span:
        """The place of the characters from `at` up to `end`, of those on the first line if there are more."""
        line = bisect_right(self.starts, at)
        start = self.starts[line - 1]
        stop = self.starts[line] - 1 if line < len(self.starts) else self.size
        return Span(line, at - start + 1, max(1, min(end, stop) - at))

    def offset(self, span: Span) -> int:
        """The offset at which a span begins."""
        return self.starts[span.line - 1] + span.column - 1

    def end(self, span: Span) -> int:
        """The offset behind a span."""
        return self.offset(span) + span.length
