"""Pages opened in headless Chromium, asked by scripts of the tests: what they find, what the console says.

A `Case` is a page and a question.  All cases of a test file are asked in one run of the browser, each page in
a frame of its own width, for starting the browser takes longer than all else.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needed = pytest.mark.skipif(BROWSER is None, reason="there is no Chromium here")


@dataclass(frozen=True)
class Case:
    """A page, made when it is needed, and a question, which may be.

    The question is the body of an asynchronous function in JavaScript that may use `page` (its window),
    `all(selector)` and `wait(milliseconds)`, and returns what JSON holds.
    """

    page: Callable[[], str]
    question: str | Callable[[], str]
    width: int = 1200
    dark: bool = False


@dataclass(frozen=True)
class Answer:
    """What the question found, and the errors and warnings on the console."""

    found: Any
    faults: list[str]


_LISTENING = """<script>
window.faults = [];
addEventListener("error", e => faults.push(String(e.message)));
for (const kind of ["error", "warn"]) console[kind] = (...words) => faults.push(words.join(" "));
</script>"""

_FRAME = '<iframe onload="opened(this, %d)" style="border:0;width:%dpx;height:900px" srcdoc="%s"></iframe>'

_WRAPPER = """<!DOCTYPE html><meta charset="utf-8"><body style="margin:0"><pre id="answer"></pre>
<script>
const questions = [%s], answers = questions.map(() => null);
const opened = async (frame, k) => {
  const page = frame.contentWindow, all = s => [...page.document.querySelectorAll(s)];
  const wait = t => new Promise(done => setTimeout(done, t));
  try { answers[k] = { found: await questions[k](page, all, wait), faults: page.faults }; }
  catch (fault) { answers[k] = { broken: String(fault.stack) }; }
  if (answers.every(a => a)) document.getElementById("answer").textContent = JSON.stringify(answers);
};
</script>
%s"""

_DARK = ("(prefers-color-scheme: dark)", "all")


def ask(cases: Mapping[str, Case], folder: Path) -> dict[str, Answer]:
    """The answers, by the names of the cases.  `folder` is for the browser's files."""
    assert BROWSER is not None
    frames = [_FRAME % (k, c.width, html.escape(_listening(c))) for k, c in enumerate(cases.values())]
    questions = [f"async (page, all, wait) => {{ {_asked(c)} }}" for c in cases.values()]
    file = folder / "asked.html"
    file.write_text(_WRAPPER % (",\n".join(questions), "\n".join(frames)), encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000"]
    done = subprocess.run(
        [BROWSER, *flags, f"--user-data-dir={folder / 'profile'}", "--dump-dom", file.as_uri()],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    written = re.search(r'<pre id="answer">(.*?)</pre>', done.stdout, re.DOTALL)
    assert written is not None, done.stderr[-2000:]
    assert written[1], "not every page answered"
    answers = json.loads(html.unescape(written[1]))
    broken = {n: a["broken"] for n, a in zip(cases, answers, strict=True) if "broken" in a}
    assert not broken, broken
    return {n: Answer(a["found"], a["faults"]) for n, a in zip(cases, answers, strict=True)}


def _asked(case: Case) -> str:
    return case.question if isinstance(case.question, str) else case.question()


def _listening(case: Case) -> str:
    text = case.page()
    assert _DARK[0] in text
    text = text.replace(*_DARK) if case.dark else text
    assert "<head>" in text
    return text.replace("<head>", "<head>" + _LISTENING, 1)
