"""Reads plain text and Markdown."""

from __future__ import annotations

import re

from rashomon.documents.drafts import Draft, headline_of

_FRONT = re.compile(r"\A---\n(.*?\n)---\n+", re.S)
_FRONT_LINE = re.compile(r"(\w+):\s*(.+)")
_MARKS = (
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.M), r"\1"),
    (re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"^[ \t]{0,3}>[ \t]?", re.M), ""),
    (re.compile(r"^[ \t]{0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$", re.M), ""),
)


def read_text(source: str, text: str) -> list[Draft]:
    """Return the one draft of a plain text; its first line is the title where it is a headline."""
    return [Draft(source, text, title=headline_of(text))]


def read_markdown(source: str, text: str) -> list[Draft]:
    """Return the one draft of a Markdown text without its marks; what its front matter says is taken over."""
    front = _FRONT.match(text)
    fields = dict(_FRONT_LINE.findall(front[1])) if front else {}
    body = text[front.end() :] if front else text
    for pattern, replacement in _MARKS:
        body = pattern.sub(replacement, body)
    known = {name: value.strip().strip("\"'") for name, value in fields.items()}
    return [
        Draft(
            source,
            body,
            title=known.get("title") or headline_of(body),
            published=known.get("date") or known.get("published"),
            outlet=known.get("outlet") or known.get("source"),
            url=known.get("url"),
            language=known.get("language"),
        )
    ]
