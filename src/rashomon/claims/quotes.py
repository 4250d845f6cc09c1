"""Finds the stretches of a text that stand in quotation marks, however carelessly they are set."""

from __future__ import annotations

import re
from collections.abc import Sequence

_OPENING, _CLOSING = "“«", "”»"
_MARK = re.compile(r"[“”«»\"]")
_LONGEST = 2500
_CREDITED = re.compile(
    r"^[ \t]*[“«\"„](?P<said>[^\n]{40,}?)[”»\"“][ \t]*[-–—―][ \t\u00a0]*(?P<by>[^\n\"“”«»]{3,90}?)[ \t]*[.!]?[ \t]*$",
    re.M,
)


def quoted_spans(text: str, sentences: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans [start, end) between quotation marks, marks left out.

    A mark that never closes quotes its own sentence and no more; a paragraph that opens with a mark while a quotation
    is open (the custom for speech of several paragraphs) goes on with it.
    """
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if opened is None:
            if mark not in _CLOSING:
                opened = match.end()
        elif mark in _OPENING or (mark == '"' and _opens(text, at)):
            found.append((opened, _fallback(text, opened, at, sentences)))
            opened = match.end()
        else:
            found.append((opened, at if at - opened <= _LONGEST else _fallback(text, opened, at, sentences)))
            opened = None
    if opened is not None:
        found.append((opened, _fallback(text, opened, len(text), sentences)))
    return [(start, end) for start, end in found if start < end]


_SIGNED = re.compile(
    r"[”\"][ \t\u00a0]*[―—][ \t\u00a0]*(?P<by>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})(?=[ \t\u00a0]*(?:[“\"”\n.]|$))"
)


def credited_paragraphs(text: str) -> list[tuple[int, int, int, int]]:
    """Return paragraphs quoted as a whole with their source after a dash: (start, end, start and end of the source).

    Translated reports end a quotation so: “ …. " - writes the paper.
    """
    found = [(m.start("said"), m.end("said"), m.start("by"), m.end("by")) for m in _CREDITED.finditer(text)]
    if found:
        return found
    signed, at = [], 0
    for match in _SIGNED.finditer(text):
        opened = max(text.rfind(mark, at, match.start()) for mark in '“\n”"')
        signed.append((opened + 1, match.start(), match.start("by"), match.end("by")))
        at = match.end()
    return [each for each in signed if each[0] < each[1]]


def _opens(text: str, at: int) -> bool:
    """Tell a straight mark that begins a quotation: a blank or bracket before it, a letter or digit after."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or before.isspace() or before in "([") and after.isalnum()


def _fallback(text: str, opened: int, limit: int, sentences: Sequence[tuple[int, int]]) -> int:
    """Return where a quotation ends that no mark closes: at its paragraph's new opening mark or its sentence's end."""
    between = text[opened:limit]
    if "\n" in between and not between.rstrip(" \u00a0").rpartition("\n")[2].strip() and limit - opened <= _LONGEST:
        return opened + len(between.rstrip())
    return next((min(end, limit) for start, end in sentences if start <= opened <= end), limit)
