"""Showing verdicts: what a verification says, on a terminal, to programs, in reviews and on a page.

`findings` turns verdicts into one list of things to say, each with a code, a place and a correction in the
writer's own spelling (`spelling`, `corrections`).  `terminal`, `records` (JSON), `sarif`, `github`, `preview`
(a diff) and `page` print that list, and decide nothing themselves.
"""
