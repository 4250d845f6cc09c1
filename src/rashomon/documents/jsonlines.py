"""Reads JSON lines and JSON: one object a report, with a field `text` and whatever else is known of it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from rashomon.documents.drafts import Draft, failure
from rashomon.records import Failure

_PUBLISHED = ("published", "date", "published_at", "pubDate")
_OUTLETS = ("outlet", "source", "publisher")


def read_jsonlines(source: str, text: str) -> tuple[list[Draft], list[Failure]]:
    """Return a draft for each good line, and a failure (R106) for each line that is none."""
    rows = ((number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip())
    return _collect(source, ((number, _decode(line)) for number, line in rows))


def read_json(source: str, text: str) -> tuple[list[Draft], list[Failure]]:
    """Return the drafts of a JSON object, a list of objects, an object with a list `reports`, or of JSON lines."""
    whole = _decode(text)
    if isinstance(whole, str):
        lines = read_jsonlines(source, text)
        return lines if lines[0] else ([], [failure(source, "R106", line=1, reason=whole)])
    if isinstance(whole, dict) and isinstance(whole.get("reports"), list):
        whole = whole["reports"]
    return _collect(source, enumerate(whole if isinstance(whole, list) else [whole], start=1))


def _decode(text: str) -> object:
    """Return the value, or the reason why there is none (a bare JSON string is no report either)."""
    try:
        value: object = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as error:
        return str(error)
    return "a bare string" if isinstance(value, str) else value


def _collect(source: str, rows: Iterator[tuple[int, object]] | enumerate[object]) -> tuple[list[Draft], list[Failure]]:
    drafts, failures = [], []
    for number, row in rows:
        reason = _why_not(row)
        if reason:
            failures.append(failure(source, "R106", line=number, reason=reason))
        elif isinstance(row, dict):
            drafts.append(_draft(source, number, row))
    return drafts, failures


def _why_not(row: object) -> str:
    if isinstance(row, str):
        return row
    if not isinstance(row, dict):
        return f"a {type(row).__name__}"
    if not isinstance(row.get("text"), str):
        return "no field 'text' that is a string"
    return ""


def _draft(source: str, number: int, row: dict[str, object]) -> Draft:
    def first(*names: str) -> str | None:
        values = (row.get(name) for name in names)
        return next((str(value) for value in values if isinstance(value, str | int) and str(value).strip()), None)

    return Draft(
        f"{source}#{first('id') or number}",
        str(row["text"]),
        order=number,
        title=first("title", "headline"),
        published=first(*_PUBLISHED),
        outlet=first(*_OUTLETS),
        url=first("url", "link"),
        language=first("language", "lang"),
    )
