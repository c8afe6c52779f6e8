"""Walks along the tokens of a formula, and keeps account of the brackets that are open."""

from __future__ import annotations

from collections.abc import Sequence

from gainproof.hand.reader.tokens import DEEPEST, NotRead, Remark, Token


class Cursor:
    """Where a parser is in its tokens; `open` are the closing brackets that are still to come."""

    def __init__(self, tokens: Sequence[Token], remarks: list[Remark]) -> None:
        self.tokens = tokens
        self.i = 0
        self.remarks = remarks
        self.open: list[str] = []

    def peek(self, ahead: int = 0) -> Token:
        k = self.i + ahead
        if k < len(self.tokens):
            return self.tokens[k]
        end = self.tokens[-1].end if self.tokens else 0
        return Token("end", "the end", end, end)

    def take(self, *texts: str) -> Token | None:
        t = self.peek()
        if t.kind == "op" and t.text in texts:
            self.i += 1
            return t
        return None

    def refuse(self, expected: str) -> NotRead:
        t = self.peek()
        if t.kind == "bad":
            return NotRead(t.at, t.end, t.text, str(t.value))
        return NotRead(t.at, max(t.end, t.at + 1), _said(t), expected)

    def enter(self, t: Token, closer: str) -> None:
        self.open.append(closer)
        if len(self.open) > DEEPEST:
            raise NotRead(t.at, t.end, "brackets nested too deep", f"at most {DEEPEST} levels")

    def leave(self) -> None:
        """Step over the closing bracket; close it for the writer where another bracket or the end is."""
        closer = self.open.pop()
        t = self.peek()
        if t.is_op(closer):
            self.i += 1
            return
        if t.kind != "end" and not t.is_op(")", "}"):
            raise self.refuse("an operator or a closing bracket")
        self.remarks.append(
            Remark("bracket", t.at, max(t.end, t.at + 1), "a bracket never closes; it is closed here")
        )
        if t.kind == "op" and t.text not in self.open:
            self.i += 1


def _said(t: Token) -> str:
    if t.kind == "end":
        return "the end"
    if t.kind == "inf":
        return "infinity"
    words = {
        "frac": "a fraction",
        "sqrt": "a root",
        "abs": "a magnitude",
        "over": "\\over",
        "par": "par",
        "quot": "Rational",
    }
    return words.get(t.text, f"{t.text!r}") if t.kind == "op" else f"{t.text!r}"
