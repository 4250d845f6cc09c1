"""Reads files, folders and standard input into reports; what cannot be read becomes a failure and the rest goes on."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rashomon.documents.drafts import LIMIT, Draft, clean, failure, headline_of, iso_date
from rashomon.documents.encodings import TRIED, decode, is_binary
from rashomon.documents.jsonlines import read_json, read_jsonlines
from rashomon.documents.language import NO_WORDS, has_words, language_of
from rashomon.documents.outlets import NAME as OUTLETS
from rashomon.documents.outlets import Imprint, read_outlets
from rashomon.documents.printed import printed_date
from rashomon.documents.text import read_markdown, read_text
from rashomon.errors import CATALOGUE
from rashomon.records import Failure, Report

# One line for each kind of file: its ending and its format below in `_drafts_of`.
FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonlines",
    ".ndjson": "jsonlines",
}
# Files that may well hold a report, though not in a form that is read here; a folder's other files are passed over.
UNREAD = frozenset(
    (".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".xml", ".rss", ".mht", ".mhtml", ".eml", ".warc", ".gz", ".zip")
)
STDIN = "-"
_MOST_BYTES_OF_MANY = 200_000_000  # of a file of many reports
_READ_LANGUAGES = ("en", "und")


def read_reports(paths: Sequence[str], *, limit: int = LIMIT) -> tuple[list[Report], list[Failure]]:
    """Return the reports under the paths, in an order that does not depend on that of the paths, and the failures.

    A text longer than `limit` characters is read up to there, and a failure says so.
    """
    drafts: list[Draft] = []
    failures: list[Failure] = []
    for source, path in _unique(paths, failures):
        found, bad = _read_one(source, path, limit)
        drafts += found
        failures += bad
    drafts.sort(key=lambda draft: (draft.source.partition("#")[0], draft.order, draft.source, draft.text))
    reports = numbered(_report(draft, failures, limit) for draft in drafts if _worth_reading(draft, failures))
    return reports, sorted(failures, key=lambda bad: (bad.source, bad.code, bad.message))


def _unique(paths: Sequence[str], failures: list[Failure]) -> list[tuple[str, Path | None]]:
    """Return each file once, with the first of the names under which it was given."""
    files: dict[str, tuple[str, Path | None]] = {}
    for given in sorted(set(paths)):
        if given == STDIN:
            files[STDIN] = (STDIN, None)
            continue
        for path in _walk(Path(given), failures):
            files.setdefault(os.path.realpath(path), (path.as_posix(), path))
    return list(files.values())


def _walk(path: Path, failures: list[Failure]) -> Iterator[Path]:
    """Yield the file itself, or the readable files below the folder; hidden ones are passed over."""
    try:
        if not path.exists():
            failures.append(failure(path.as_posix(), "R101"))
        elif path.is_dir():
            yield from _walk_folder(path, failures)
        else:
            yield path
    except (OSError, ValueError) as error:  # ValueError: a path that no system allows
        failures.append(_unreadable(path.as_posix(), error))


def _walk_folder(folder: Path, failures: list[Failure]) -> Iterator[Path]:
    found = False
    for base, folders, names in os.walk(folder, onerror=lambda e: failures.append(_unreadable(str(e.filename), e))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for path in (Path(base, name) for name in sorted(names) if not name.startswith(".") and name != OUTLETS):
            if path.suffix.lower() in FORMATS and path.is_file():
                found = True
                yield path
            elif path.suffix.lower() in UNREAD:
                failures.append(failure(path.as_posix(), "R115", suffix=path.suffix))
    if not found:
        failures.append(failure(folder.as_posix(), "R110"))


def _read_one(source: str, path: Path | None, limit: int) -> tuple[list[Draft], list[Failure]]:
    """Return the drafts of one file with what its folder's outlets.csv adds to them."""
    kind = FORMATS.get(path.suffix.lower(), "") if path else ""
    try:
        data = _bytes_of(path, _MOST_BYTES_OF_MANY if kind.startswith("json") else 4 * limit + 8)
        imprint = read_outlets(path.parent).get(path.name) if path else None
    except OSError as error:
        return [], [_unreadable(source, error)]
    drafts, failures = _read_bytes(source, kind, data)
    return [_imprinted(draft, imprint) for draft in drafts], failures


def _bytes_of(path: Path | None, most: int) -> bytes:
    if path is None:
        return sys.stdin.buffer.read(most)
    with path.open("rb") as file:
        data = file.read(most)
    return data if len(data) < most else _whole_characters(data)


def _whole_characters(data: bytes) -> bytes:
    """Drop the begun character at the end of bytes that were cut."""
    end = len(data)
    while end > len(data) - 4 and data[end - 1] & 0xC0 == 0x80:
        end -= 1
    return data[: end - 1] if data[end - 1] >= 0xC0 else data


def _read_bytes(source: str, kind: str, data: bytes) -> tuple[list[Draft], list[Failure]]:
    if not data.strip():
        return [], [failure(source, "R103")]
    if is_binary(data):
        return [], [failure(source, "R104")]
    decoded = decode(data)
    if decoded is None:
        return [], [failure(source, "R105", tried=TRIED)]
    drafts, failures = _drafts_of(source, kind or _sniff(decoded.text), clean(decoded.text))
    if decoded.lost:
        failures.append(failure(source, "R117", count=decoded.lost, encoding=decoded.encoding))
    return drafts, failures


def _sniff(text: str) -> str:
    """Guess the format of what has no ending: standard input, or a file without one."""
    start = text.lstrip("\ufeff \t\r\n")[:200].lower()
    if start.startswith('{"') or start.startswith(("[{", "[\n", "{\n")):
        return "json"
    return "html" if start.startswith(("<!doctype html", "<html", "<head", "<body")) else "text"


def _drafts_of(source: str, kind: str, text: str) -> tuple[list[Draft], list[Failure]]:
    if kind == "json":
        return read_json(source, text)
    if kind == "jsonlines":
        return read_jsonlines(source, text)
    if kind == "html":
        return _page(source, text)
    return (read_markdown if kind == "markdown" else read_text)(source, text), []


def _page(source: str, text: str) -> tuple[list[Draft], list[Failure]]:
    try:
        from rashomon.documents.html import read_html
    except ModuleNotFoundError:
        message = CATALOGUE["R301"].format(feature=source, package="trafilatura", extra="html")
        return [], [Failure(source=source, stage="read", code="R301", message=message)]
    drafts = read_html(source, text)
    return drafts, [] if drafts else [failure(source, "R107")]


def _imprinted(draft: Draft, imprint: Imprint | None) -> Draft:
    if imprint is None:
        return draft
    return draft._replace(outlet=draft.outlet or imprint.outlet or None, listed=imprint.date or None)


def _worth_reading(draft: Draft, failures: list[Failure]) -> bool:
    if draft.text.strip():
        return True
    failures.append(failure(draft.source, "R103"))
    return False


def _report(draft: Draft, failures: list[Failure], limit: int) -> Report:
    """Make the report of a draft; a date that is none, a text too long or in another language is told as failure."""
    text = clean(draft.text)
    if len(text) > limit:
        failures.append(failure(draft.source, "R111", limit=limit))
        text = text[:limit]
    published = _published(draft, failures)
    language = (draft.language or "").replace("_", "-").partition("-")[0].lower()
    if has_words(text):
        language = language or language_of(text)
        if language not in _READ_LANGUAGES:
            failures.append(failure(draft.source, "R108", language=language))
    else:
        language = NO_WORDS
        failures.append(failure(draft.source, "R109", start=0, end=len(text), reason="hardly a letter in it"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(
        id="",
        source=draft.source,
        text=text,
        sha256=digest,
        outlet=draft.outlet,
        title=clean(draft.title) if draft.title else headline_of(text),
        published=published,
        url=draft.url,
        language=language,
        listed=iso_date(draft.listed) if draft.listed else None,
    )


def _published(draft: Draft, failures: list[Failure]) -> str | None:
    """Return the day that the file gives, or that is printed above the text, or that a list beside it gives."""
    for value in (draft.published, printed_date(draft.text), draft.listed):
        day = iso_date(value) if value else None
        if day:
            return day
        if value:
            failures.append(failure(draft.source, "R112", value=value))
    return None


def numbered(reports: Iterable[Report]) -> list[Report]:
    """Return reports with ids made from their texts; the second and later of equal texts get one of their own."""
    seen: dict[str, int] = {}
    named = []
    for report in reports:
        count = seen[report.sha256] = seen.get(report.sha256, 0) + 1
        name = f"r-{report.sha256[:10]}"
        named.append(_renamed(report, name if count == 1 else f"{name}-{count}"))
    return named


def _renamed(report: Report, name: str) -> Report:
    from msgspec.structs import replace

    return report if report.id == name else replace(report, id=name)


def _unreadable(source: str, error: OSError | ValueError) -> Failure:
    if isinstance(error, PermissionError):
        return failure(source, "R102")
    if isinstance(error, FileNotFoundError):
        return failure(source, "R101")
    return failure(source, "R116", reason=getattr(error, "strerror", None) or str(error))
