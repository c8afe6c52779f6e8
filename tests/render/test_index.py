"""The index: every chapter, its boxed results once, links that lead somewhere, text that stays text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import samples

from gainproof.render import render
from gainproof.render.composing import compose
from gainproof.render.document import Document
from gainproof.render.index import Listed, index_page

EVIL = "<script>alert(1)</script> & \"x\" 'y'"


def made(title: str, *refused: str) -> Document:
    d = samples.five(title)
    return compose(d, samples.holding(d, *refused), number="5", title=title)


def body(page: str) -> ElementTree.Element:
    return ElementTree.fromstring(page[page.index("<main>") : page.index("</main>") + len("</main>")])


def test_a_chapter_links_to_its_page_and_to_the_place_of_its_result() -> None:
    documents = [made("One"), made("Two")]
    index, page = index_page([Listed("one.html", "One", documents)], "All"), render(documents, "html")
    links = [a.attrib["href"] for a in body(index).iter("a")]
    assert links[0] == "one.html"
    assert len(links) == 2, "the second document has the same result"
    name, anchor = links[1].split("#")
    assert name == "one.html"
    assert re.search(rf'id="{anchor}"', page)


def test_a_result_that_was_refused_is_not_shown() -> None:
    good, bad = (index_page([Listed("a.html", "A", [made("A", *r)])], "All") for r in ((), ("r",)))
    assert ("data-s=" in good, "data-s=" in bad) == (True, False)
    assert ("failed</span>" in good, "failed</span>" in bad) == (False, True)


def test_a_chapter_without_documents_has_its_word() -> None:
    index = index_page([Listed("w.html", "Works", word="3 of 9 lines are false.", failed=True)], "All")
    assert "3 of 9 lines are false." in index
    assert "failed</span>" in index


def test_titles_are_text_and_are_found() -> None:
    index = index_page([Listed("e.html", EVIL, [made(EVIL)], EVIL)], EVIL)
    assert index.count("<script") == 1, "the index's own"
    (chapter,) = body(index).findall("section")
    assert chapter.attrib["data-find"].startswith("<script>alert(1)</script> & ")
    for word in ("g_i", "v_3", "ao"):
        assert word in chapter.attrib["data-find"].split()
