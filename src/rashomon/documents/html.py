"""Takes the article out of a web page: by trafilatura, or block by block where a page is nested too deep for it."""

from __future__ import annotations

import logging
import re
from html.parser import HTMLParser

import trafilatura

from rashomon.documents.drafts import Draft

_DEEPEST = 200  # lxml gives up at 256 levels, and recursion over a tree may not go deeper than Python allows
_VOID = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
_SILENT = re.compile("script|style|noscript|template|svg|head|nav|footer|aside|form|button|select|iframe")
_BLOCKS = re.compile(
    "p|div|section|article|main|header|h[1-6]|li|ul|ol|table|tr|td|th|blockquote|figure|figcaption|pre|br|hr|d[dtl]|body"
)


class _Outline(HTMLParser):
    """Gathers the visible text of a page in blocks, without recursion, and how deep its tags are nested."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.depth = self.deepest = self.silent = 0
        self.title: list[str] = []
        self.blocks: list[list[str]] = [[]]
        self._in_title = False

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """Open a block or a silent part, and note the depth."""
        if _BLOCKS.fullmatch(tag):
            self.blocks.append([])
        if _VOID.fullmatch(tag):
            return
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)
        self.silent += bool(_SILENT.fullmatch(tag))
        self._in_title = tag == "title"

    def handle_endtag(self, tag: str) -> None:
        """Close it again; a page with stray end tags never goes below zero."""
        if _BLOCKS.fullmatch(tag):
            self.blocks.append([])
        self.depth = max(0, self.depth - 1)
        if _SILENT.fullmatch(tag):
            self.silent = max(0, self.silent - 1)
        self._in_title = False

    def handle_data(self, data: str) -> None:
        """Keep what a reader of the page would see."""
        if self._in_title:
            self.title.append(data)
        elif not self.silent:
            self.blocks[-1].append(data)

    def text(self) -> str:
        """Return the blocks, white space squeezed, with blank lines between them."""
        blocks = (" ".join("".join(block).split()) for block in self.blocks)
        return "\n\n".join(block for block in blocks if block)


def read_html(source: str, page: str) -> list[Draft]:
    """Return the one draft of a page, its headline first, or nothing where the page holds no text."""
    outline = _Outline()
    outline.feed(page)
    outline.close()
    draft = None if outline.deepest > _DEEPEST else _by_trafilatura(source, page)
    if draft is None:
        draft = Draft(source, outline.text(), title=" ".join("".join(outline.title).split()) or None)
    return [_with_headline(draft)] if draft.text.strip() else []


def _by_trafilatura(source: str, page: str) -> Draft | None:
    """Ask trafilatura for article and metadata; None where it finds no text."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(page, include_comments=False, include_tables=True, with_metadata=True)
    fields = {} if found is None else found if isinstance(found, dict) else found.as_dict()
    if not str(fields.get("text") or "").strip():
        return None
    return Draft(
        source,
        str(fields["text"]),
        title=fields.get("title") or None,
        published=fields.get("date") or None,
        outlet=fields.get("sitename") or None,
        url=fields.get("url") or None,
    )


def _with_headline(draft: Draft) -> Draft:
    """Put the title before the text where the text does not begin with it: a headline is told too."""
    paragraphs = "\n\n".join(line.strip() for line in draft.text.split("\n") if line.strip())
    if draft.title and not paragraphs.startswith(draft.title):
        paragraphs = f"{draft.title}\n\n{paragraphs}"
    return draft._replace(text=paragraphs)
